//! The home page: what this is, for whom, and where to start.

use serde::Serialize;

use super::facet::{FacetView, facet_view};
use super::news::{self, NewsLine};
use super::{Body, Frame, LinkView, Look};
use crate::link::NEWS;

/// The home page.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView {
    /// The text of `content/index.md`.
    pub html: String,
    /// How many awards there are.
    pub awards: usize,
    /// Where they are.
    pub awards_href: String,
    /// What they found, phase by phase.
    pub outcomes: Vec<PhaseOutcomes>,
    /// The filters of the award index, as ways in.
    pub facets: Vec<FacetView>,
    /// The ways in, by who the reader is.
    pub roles: Vec<LinkView>,
    /// The parts of the site, with how much is in each.
    pub parts: Vec<PartView>,
    /// The latest of what is new, if that is known.
    pub news: Vec<NewsLine>,
    /// Where all of it is.
    pub news_href: String,
}

/// What the awards of one phase found.
#[derive(Clone, Debug, Serialize)]
pub struct PhaseOutcomes {
    /// The phase.
    pub phase: LinkView,
    /// How many awards.
    pub count: usize,
    /// The outcomes that occur.
    pub outcomes: Vec<OutcomeCount>,
}

/// An outcome and its awards.
#[derive(Clone, Debug, Serialize)]
pub struct OutcomeCount {
    /// The id, as a class.
    pub id: String,
    /// The outcome.
    pub label: String,
    /// All awards with it.
    pub href: String,
    /// The awards of this phase with it.
    pub awards: Vec<AwardLink>,
}

/// An award, by name and number.
#[derive(Clone, Debug, Serialize)]
pub struct AwardLink {
    /// What it is for.
    pub text: String,
    /// Its page.
    pub href: String,
    /// Its number in the source.
    pub number: u64,
}

/// A part of the site.
#[derive(Clone, Debug, Serialize)]
pub struct PartView {
    /// The part.
    pub link: LinkView,
    /// How many things are in it.
    pub count: usize,
    /// What the part holds.
    pub text: String,
}

pub(super) fn view(look: &Look<'_>) -> (Frame, Body) {
    let site = look.site;
    let description = site.config.description.as_ref().map(ToString::to_string);
    let tagline = site.config.tagline.as_ref().map(ToString::to_string);
    let title = tagline
        .clone()
        .unwrap_or_else(|| site.config.title.to_string());
    let index = site.pages.iter().find(|page| page.id == "index");
    let title = index.map_or(title, |page| page.data.title.to_string());
    let mut frame = look.frame("home", title, description.unwrap_or_default(), &[]);
    frame.end = Some(match index {
        Some(page) => look.end(&page.data.title, &page.common, Some(page.file)),
        None => look.index_end(&site.config.title),
    });
    let body = index.and_then(|page| look.body(page));
    let view = HomeView {
        html: body.map(|body| look.html(body)).unwrap_or_default(),
        awards: site.awards.len(),
        awards_href: look.href("awards/"),
        outcomes: outcomes(look),
        facets: site
            .facets
            .iter()
            .map(|facet| facet_view(look, facet, None, false))
            .collect(),
        roles: roles(look),
        parts: parts(look),
        news: match site.routes.is_made(NEWS) {
            true => news::latest(look),
            false => Vec::new(),
        },
        news_href: look.href(NEWS),
    };
    (frame, Body::Home(Box::new(view)))
}

/// The latest phase first: it is nearest to use.
fn outcomes(look: &Look<'_>) -> Vec<PhaseOutcomes> {
    let facet = |id: &str| look.site.facets.iter().find(|facet| facet.id == id);
    let (Some(phases), Some(outcomes)) = (facet("phase"), facet("outcome")) else {
        return Vec::new();
    };
    let used = phases
        .values
        .iter()
        .rev()
        .filter(|phase| !phase.entries.is_empty());
    used.map(|phase| PhaseOutcomes {
        phase: look.link(
            look.value_label(phase),
            &format!("awards/phase/{}/", phase.id),
        ),
        count: phase.entries.len(),
        outcomes: outcomes
            .values
            .iter()
            .filter_map(|outcome| {
                let both = outcome.entries.iter().filter(|at| phase.has(**at));
                let awards: Vec<AwardLink> = both
                    .map(|&at| {
                        let entry = &look.site.awards[at];
                        AwardLink {
                            text: entry.data.title.to_string(),
                            href: look.href(&format!("awards/{}/", entry.id)),
                            number: entry.data.project,
                        }
                    })
                    .collect();
                (!awards.is_empty()).then(|| OutcomeCount {
                    id: outcome.id.clone(),
                    label: look.value_label(outcome),
                    href: look.href(&format!("awards/outcome/{}/", outcome.id)),
                    awards,
                })
            })
            .collect(),
    })
    .collect()
}

/// The audiences that have lessons.
fn roles(look: &Look<'_>) -> Vec<LinkView> {
    let facet = look
        .site
        .lesson_facets
        .iter()
        .find(|facet| facet.id == "audience");
    let used = facet.into_iter().flat_map(|facet| facet.used());
    let audiences = used.filter(|(_, value)| value.id != crate::link::NOT_REPORTED);
    audiences
        .map(|(_, value)| look.link(value.label.clone(), &format!("for/{}/", value.id)))
        .collect()
}

fn parts(look: &Look<'_>) -> Vec<PartView> {
    let site = look.site;
    let listed = |kind: &str| site.catalogued.get(kind).map_or(0, Vec::len);
    let parts = [
        ("awards.title", "awards", site.awards.len()),
        ("lessons.title", "lessons", site.lessons.len()),
        ("kind.guide", "guides", listed("guide")),
        ("checklist.plural", "checklists", site.checklists.len()),
        ("form.plural", "templates", site.forms.len()),
        ("benefits.title", "benefits", site.benefits.len()),
        ("figures.title", "figures", site.figures.len()),
        ("kind.need", "needs", listed("need")),
        ("kind.listing", "directory", listed("listing")),
        ("source.title", "sources", site.sources.len()),
        ("glossary.title", "glossary", site.terms.len()),
    ];
    let parts = parts.into_iter().filter_map(|(title, folder, count)| {
        let route = format!("{folder}/");
        site.routes.has(&route).then(|| PartView {
            link: look.link(look.words.text(title), &route),
            count,
            text: look.words.text(&format!("home.about_{folder}")),
        })
    });
    parts.collect()
}
