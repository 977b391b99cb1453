//! Pages about the site itself: accessibility, privacy, licence, contact, and its data. They are
//! put together from the configuration; what it does not say, the page says it does not.

mod accessibility;
mod contact;
mod data;
mod licence;
mod privacy;

use std::fmt::Display;

use serde::Serialize;

use super::{Body, Frame, LinkView, Look};
use crate::record::statements::Statements;

/// A page about the site.
#[derive(Clone, Debug, Serialize)]
pub struct StatementView {
    /// What the page says, in a sentence.
    pub lead: String,
    /// Its parts.
    pub sections: Vec<Section>,
}

/// A part of the page.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// The anchor.
    pub id: &'static str,
    /// The heading.
    pub heading: String,
    /// What it says.
    pub parts: Vec<Part>,
}

/// A piece of a part.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", content = "content", rename_all = "lowercase")]
pub enum Part {
    /// A paragraph, as HTML.
    Paragraph(String),
    /// A list, each item as HTML.
    List(Vec<String>),
    /// Files to download, with what is in each.
    Files(Vec<FileView>),
    /// What is kept on the reader's device, with a button that deletes it.
    Device {},
}

/// A file to download.
#[derive(Clone, Debug, Serialize)]
pub struct FileView {
    /// The file.
    pub link: LinkView,
    /// What is in it.
    pub about: String,
}

/// Puts a page together.
struct Writer<'l, 's> {
    look: &'l Look<'s>,
    sections: Vec<Section>,
}

impl Writer<'_, '_> {
    fn section(&mut self, id: &'static str, heading: &str) -> &mut Self {
        self.sections.push(Section {
            id,
            heading: self.look.words.text(heading),
            parts: Vec::new(),
        });
        self
    }

    fn part(&mut self, part: Part) -> &mut Self {
        if let Some(section) = self.sections.last_mut() {
            section.parts.push(part);
        }
        self
    }

    /// A paragraph from the catalogue.
    fn say(&mut self, key: &str, slots: &[(&str, &dyn Display)]) -> &mut Self {
        let html = self.look.words.rich(key, slots);
        self.part(Part::Paragraph(html))
    }

    /// A paragraph that the configuration holds.
    fn quote(&mut self, text: &str) -> &mut Self {
        let html = self.look.words.rich("statement.own", &[("text", &text)]);
        self.part(Part::Paragraph(html))
    }
}

impl Look<'_> {
    fn statements(&self) -> Option<&Statements> {
        self.site.config.statements.as_ref()
    }

    /// Links to the pages about the site that are made from its configuration.
    pub(super) fn statement_links(&self) -> Vec<LinkView> {
        let routes = crate::link::STATEMENTS.iter();
        let made = routes.filter(|route| self.site.routes.is_made(route));
        made.map(|route| self.link(self.words.text(&title(route)), route))
            .collect()
    }
}

/// The key of a page's title.
fn title(route: &str) -> String {
    format!("statement.{}", route.trim_end_matches('/'))
}

pub(super) fn view(look: &Look<'_>, route: &str) -> (Frame, Body) {
    let key = title(route);
    let name = look.words.text(&key);
    let lead = look.words.text(&format!("{key}_lead"));
    let mut writer = Writer {
        look,
        sections: Vec::new(),
    };
    match route {
        "accessibility/" => accessibility::write(&mut writer),
        "privacy/" => privacy::write(&mut writer),
        "licence/" => licence::write(&mut writer),
        "contact/" => contact::write(&mut writer),
        _ => data::write(&mut writer),
    }
    let mut frame = look.frame("statement", &name, lead.clone(), &[]);
    frame.end = Some(look.index_end(&name));
    let sections = writer.sections;
    (
        frame,
        Body::Statement(Box::new(StatementView { lead, sections })),
    )
}
