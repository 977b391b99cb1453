//! What every page has: names, menu, the way back, and the end of the page.

use std::fmt::Display;

use serde::Serialize;

use super::changes::ChangesView;
use super::cite::CiteView;
use super::marks::Mark;
use super::shared::{FeedView, ShareView};
use super::{Body, Look};
use crate::diag::FileId;
use crate::link::{NEWS, find, relative};
use crate::output::encoded;
use crate::record::common::Common;

/// A link as a template prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// The words.
    pub text: String,
    /// The address, relative to the page.
    pub href: String,
}

/// What the end of every page leads to: a heading, and under it the names and routes of pages.
const FOOT: [(&str, &[(&str, &str)]); 3] = [
    (
        "frame.foot_find",
        &[
            ("search.title", "search/"),
            ("a_to_z.title", "a-to-z/"),
            ("news.title", NEWS),
            ("site_map.title", "site-map/"),
            ("glossary.title", "glossary/"),
            ("frame.award_table", "awards/matrix/"),
            ("compare.title", "awards/compare/"),
            ("map.title", "lessons/map/"),
            ("kind.use_case", "use-cases/"),
            ("kind.need", "needs/"),
            ("kind.resource", "resources/"),
        ],
    ),
    (
        "frame.foot_use",
        &[
            ("audience.title", "for/"),
            ("audience.journey", "journey/"),
            ("budget.title", "budget-impact/"),
            ("form.plural", "templates/"),
            ("kind.artefact", "artefacts/"),
            ("adoption.title", "adoption/"),
            ("kind.story", "stories/"),
        ],
    ),
    (
        "frame.foot_check",
        &[
            ("source.title", "sources/"),
            ("figures.title", "figures/"),
            ("chart.all", "charts/"),
            ("coverage.title", "coverage/"),
            ("kind.part", "ai-lab/"),
            ("kind.event", "timeline/"),
        ],
    ),
];

/// An entry of the menu.
#[derive(Clone, Debug, Serialize)]
pub struct MenuItem {
    /// The words.
    pub text: String,
    /// The address, relative to the page.
    pub href: String,
    /// Whether the page is in this part of the site.
    pub current: bool,
}

/// The site.
#[derive(Clone, Debug, Serialize)]
pub struct SiteFrame {
    /// Its name.
    pub title: String,
    /// What it is about.
    pub tagline: Option<String>,
    /// Its language, as a tag.
    pub language: String,
    /// The licence of its own text.
    pub licence: Option<LicenceView>,
}

/// A licence.
#[derive(Clone, Debug, Serialize)]
pub struct LicenceView {
    /// Its name.
    pub name: String,
    /// Where its text is.
    pub address: Option<String>,
}

/// Pages named together at the foot.
#[derive(Clone, Debug, Serialize)]
pub struct FootGroup {
    /// What they have in common.
    pub heading: String,
    /// The pages.
    pub links: Vec<LinkView>,
}

/// What every page has.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// The heading of the page.
    pub title: String,
    /// What the page is about, in a sentence.
    pub description: String,
    /// The kind of page, as a class.
    pub kind: &'static str,
    /// The way from the page to the root: `../../`, or nothing.
    pub root: String,
    /// The home page.
    pub home: String,
    /// The address that others use, when the site's is known.
    pub canonical: Option<String>,
    /// The way back, without the page itself.
    pub crumbs: Vec<LinkView>,
    /// The same with routes, for [`super::linked`].
    #[serde(skip)]
    pub(super) trail: Vec<(String, String)>,
    /// What other sites show beside a link to the page.
    pub share: Option<ShareView>,
    /// What can be followed from the page.
    pub feed: Option<FeedView>,
    /// What the page is about, as JSON-LD.
    pub linked: Option<String>,
    /// The menu.
    pub menu: Vec<MenuItem>,
    /// Pages named at the foot, in groups.
    pub foot: Vec<FootGroup>,
    /// The places that its running text cites, each once, in full.
    pub cited: Vec<Mark>,
    /// The end of the page.
    pub end: Option<End>,
}

/// The end of a page: who looks after it, since when, and what it rests on.
#[derive(Clone, Debug, Serialize)]
pub struct End {
    /// When a person last checked it, in words.
    pub reviewed: Option<String>,
    /// When it should be checked again, in words.
    pub next_review: Option<String>,
    /// Whether that day has passed.
    pub overdue: bool,
    /// When it last changed, in words, if that is known.
    pub updated: Option<String>,
    /// How it changed.
    pub changes: Option<ChangesView>,
    /// The role that looks after it.
    pub owner: Option<String>,
    /// The sources.
    pub sources: Vec<LinkView>,
    /// How to cite the page.
    pub cite: String,
    /// The same for programs that keep references, on the page of a record.
    pub files: Option<CiteView>,
    /// Where to change it.
    pub edit: Option<String>,
    /// Where to report a problem with it.
    pub report: Option<String>,
}

impl Look<'_> {
    /// The address of a route or file, seen from this page.
    pub(crate) fn href(&self, to: &str) -> String {
        if self.route == "404.html" {
            return format!("{}{}", self.site.base_path(), to);
        }
        relative(self.route, to, None)
    }

    /// The address of a part of a page.
    pub(crate) fn href_at(&self, to: &str, anchor: &str) -> String {
        if self.route == "404.html" {
            return format!("{}{to}#{anchor}", self.site.base_path());
        }
        relative(self.route, to, Some(anchor))
    }

    /// The address of a page that a site may have.
    pub(super) fn page_href(&self, to: &str) -> Option<String> {
        self.site.routes.has(to).then(|| self.href(to))
    }

    pub(super) fn link(&self, text: impl Into<String>, to: &str) -> LinkView {
        LinkView {
            text: text.into(),
            href: self.href(to),
        }
    }

    pub(super) fn site_frame(&self) -> SiteFrame {
        let config = &self.site.config;
        SiteFrame {
            title: config.title.to_string(),
            tagline: config.tagline.as_ref().map(ToString::to_string),
            language: config.language().to_string(),
            licence: config.content_licence.as_ref().map(|licence| LicenceView {
                name: licence.name.to_string(),
                address: licence.address.as_ref().map(ToString::to_string),
            }),
        }
    }

    /// A frame with title, description and the way back.
    pub(super) fn frame(
        &self,
        kind: &'static str,
        title: impl Into<String>,
        description: impl Into<String>,
        crumbs: &[(&str, &str)],
    ) -> Frame {
        let site = self.site;
        let canonical = site
            .base_url
            .as_ref()
            .map(|base| format!("{base}{}", self.route));
        let home = (!self.route.is_empty()).then(|| self.link(self.words.text("frame.home"), ""));
        let start =
            (!self.route.is_empty()).then(|| (self.words.text("frame.home"), String::new()));
        let trail = crumbs
            .iter()
            .map(|(text, to)| ((*text).to_string(), (*to).to_string()));
        let trail = start.into_iter().chain(trail).collect();
        let crumbs = crumbs.iter().map(|(text, to)| self.link(*text, to));
        Frame {
            trail,
            share: None,
            feed: None,
            linked: None,
            title: title.into(),
            description: description.into(),
            kind,
            root: match self.route {
                "404.html" => self.site.base_path(),
                route => "../".repeat(route.matches('/').count()),
            },
            home: self.href(""),
            canonical: canonical.filter(|_| self.route != "404.html"),
            crumbs: home.into_iter().chain(crumbs).collect(),
            menu: self.menu(),
            foot: self.foot(),
            cited: Vec::new(),
            end: None,
        }
    }

    /// Six entries at most, then what the site's own pages ask for.
    fn menu(&self) -> Vec<MenuItem> {
        let fixed = [
            ("awards.title", "awards/"),
            ("frame.benefits", "benefits/"),
            ("lessons.title", "lessons/"),
            ("kind.guide", "guides/"),
            ("checklist.plural", "checklists/"),
            ("kind.listing", "directory/"),
        ];
        let written = self.site.in_menu.iter().map(|at| &self.site.pages[*at]);
        let fixed = fixed.iter().filter(|(_, to)| self.site.routes.has(to));
        let fixed = fixed.map(|(key, to)| self.menu_item(self.words.text(key), to));
        let written = written
            .map(|page| self.menu_item(page.data.title.to_string(), &format!("{}/", page.id)));
        fixed.chain(written).collect()
    }

    fn menu_item(&self, text: String, to: &str) -> MenuItem {
        MenuItem {
            text,
            href: self.href(to),
            current: self.route.starts_with(to),
        }
    }

    /// Everything that the menu has no room for.
    fn foot(&self) -> Vec<FootGroup> {
        let group = |heading: &str, links: &[(&str, &str)]| FootGroup {
            heading: self.words.text(heading),
            links: links
                .iter()
                .filter(|(_, to)| self.site.routes.has(to))
                .map(|(key, to)| self.link(self.words.text(key), to))
                .collect(),
        };
        let groups = FOOT.iter().map(|(heading, links)| group(heading, links));
        let mut groups: Vec<_> = groups.collect();
        let pages = self.site.in_foot.iter().map(|at| &self.site.pages[*at]);
        let pages = pages
            .map(|page| self.link(page.data.title.to_string(), &format!("{}/", page.id)))
            .chain(self.statement_links());
        groups.push(FootGroup {
            heading: self.words.text("frame.foot_about"),
            links: pages.collect(),
        });
        groups.retain(|group| !group.links.is_empty());
        groups
    }

    /// The end of the page of a record.
    pub(super) fn end(&self, title: &str, common: &Common, file: Option<FileId>) -> End {
        let config = &self.site.config;
        let owner = common.owner.as_ref().or(config.owner.as_ref());
        let owner = owner.map(|role| {
            config
                .owners
                .get(&***role)
                .map_or_else(|| role.to_string(), ToString::to_string)
        });
        let mut named: Vec<&str> = common
            .locators
            .iter()
            .map(|locator| locator.source.id.as_str())
            .collect();
        named.sort_unstable();
        named.dedup();
        let sources = named.iter().filter_map(|id| find(&self.site.sources, id));
        let edit = config.edit_address.as_ref().zip(file);
        End {
            reviewed: common
                .reviewed
                .as_ref()
                .map(|date| self.words.date(date.value)),
            next_review: common
                .next_review
                .as_ref()
                .map(|date| self.words.date(date.value)),
            overdue: common
                .next_review
                .as_ref()
                .is_some_and(|date| date.value.is_over_before(self.site.as_of)),
            updated: file.and_then(|file| self.updated(file)),
            changes: file.and_then(|file| self.changes(file)),
            owner,
            sources: sources
                .map(|source| {
                    self.link(
                        source.data.short.to_string(),
                        &format!("sources/{}/", source.id),
                    )
                })
                .collect(),
            cite: self.cite(title, file),
            files: None,
            edit: edit.map(|(address, file)| {
                address.replace("{path}", &encoded(self.site.file_path(file)))
            }),
            report: config.report_address.as_ref().map(ToString::to_string),
        }
    }

    /// The end of a page that many records make up.
    pub(super) fn index_end(&self, title: &str) -> End {
        self.end(title, &Common::default(), None)
    }

    /// The page as people cite it, with the year of its last change if that is known.
    fn cite(&self, title: &str, file: Option<FileId>) -> String {
        let own = self.site.config.title.to_string();
        let changed = file.and_then(|file| self.site.day(self.site.updated(file)?));
        let site = match changed {
            Some(day) => self.words.fill(
                "cite.in_year",
                &[("site", &own), ("year", &day.year().to_string())],
            ),
            None => own.clone(),
        };
        let base = self.site.base_url.as_ref();
        let address = base.map(|base| format!("{base}{}", self.route));
        let key = match (title == own, address.is_some()) {
            (true, true) => "frame.cite_site_at",
            (true, false) => "frame.cite_site",
            (false, true) => "frame.cite_at",
            (false, false) => "frame.cite",
        };
        let address = address.unwrap_or_default();
        let parts: [(&str, &dyn Display); 3] =
            [("title", &title), ("site", &site), ("address", &address)];
        self.words.fill(key, &parts)
    }
}

pub(super) fn not_found(look: &Look<'_>) -> (Frame, Body) {
    let frame = look.frame(
        "not-found",
        look.words.text("not_found.title"),
        look.words.text("not_found.intro"),
        &[],
    );
    (frame, Body::Empty {})
}
