//! The home page: what this is, for whom, and where to start.

use serde::Serialize;

use super::awards::{FacetView, facet_view};
use super::{Body, Frame, LinkView, Look};

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
    pub text: &'static str,
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
        phase: look.link(phase.label.clone(), &format!("awards/phase/{}/", phase.id)),
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
                    label: outcome.label.clone(),
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
    let part = |text: &str, to: &str, count: usize, about: &'static str| PartView {
        link: look.link(text, to),
        count,
        text: about,
    };
    let listed = |kind: &str| site.catalogued.get(kind).map_or(0, Vec::len);
    let parts = [
        (
            "Awards",
            "awards/",
            site.awards.len(),
            "What each project tried, what happened and how we know.",
        ),
        (
            "Lessons",
            "lessons/",
            site.lessons.len(),
            "What was learned, stated so that it can be acted on.",
        ),
        (
            "Guides",
            "guides/",
            listed("guide"),
            "One subject each, with the lessons behind it.",
        ),
        (
            "Benefits register",
            "benefits/",
            site.benefits.len(),
            "Every benefit and cost in pounds, row by row.",
        ),
        (
            "Figures",
            "figures/",
            site.figures.len(),
            "Every number that the sources state, with its place.",
        ),
        (
            "Needs",
            "needs/",
            listed("need"),
            "Problems before solutions: start from yours.",
        ),
        (
            "Directory",
            "directory/",
            listed("listing"),
            "Communities, services, standards and who stands behind them.",
        ),
        (
            "Sources",
            "sources/",
            site.sources.len(),
            "The documents behind it all, and what was taken from where.",
        ),
        (
            "Glossary",
            "glossary/",
            site.terms.len(),
            "Words and abbreviations in plain English.",
        ),
    ];
    let parts = parts
        .into_iter()
        .filter(|(_, to, _, _)| site.routes.has(to));
    parts
        .map(|(text, to, count, about)| part(text, to, count, about))
        .collect()
}
