//! Lessons, terms, figures, rows of the register, sources, written pages and lists.

use std::borrow::Cow;

use super::{Document, LIST, Listed, Said, Section, listed, prose};
use crate::link::Site;
use crate::record::Entry;
use crate::record::knowledge::{Glossary, Lesson, Page};
use crate::record::reads::Reads;
use crate::record::register::{Benefit, Figure};
use crate::record::source::Source;

pub(super) fn lesson<'s>(site: &'s Site, entry: &'s Entry<Lesson>) -> Document<'s> {
    let lesson = &*entry.data;
    let mut document = Document::of("lesson", entry, &lesson.title, &lesson.summary);
    document.top(lesson.plain.as_ref());
    document.class(&lesson.kind);
    document.class(&lesson.audiences);
    document.class(&lesson.themes);
    document.class(&lesson.stages);
    listed::declared(site, &entry.declared, &mut document);
    if let Some(body) = entry.body() {
        prose::add(&body.fragment, &mut document.sections);
    }
    document
}

pub(super) fn term(entry: &Entry<Glossary>) -> Document<'_> {
    let term = &*entry.data;
    let mut document = Document::of("term", entry, &term.title, &term.definition);
    document.name(term.abbreviation.as_ref());
    let synonyms = term.synonyms.iter().map(|word| Cow::Borrowed(&**word));
    document.names.extend(synonyms);
    document.top(term.public.as_ref());
    document
}

pub(super) fn figure(entry: &Entry<Figure>) -> Document<'_> {
    let figure = &*entry.data;
    let explained = figure.explanation.as_deref().unwrap_or_default();
    let mut document = Document::of("figure", entry, &figure.title, explained);
    document.class([&figure.subject]);
    document.top(figure.share_of.as_ref());
    if let Some(printed) = &figure.printed {
        let dot = if printed.ends_with('.') { "" } else { "." };
        document.summary = Cow::Owned(
            format!("{}{dot} {explained}", &**printed)
                .trim()
                .to_string(),
        );
    }
    document
}

pub(super) fn benefit(entry: &Entry<Benefit>) -> Document<'_> {
    let benefit = &*entry.data;
    let change = benefit.change.as_deref().unwrap_or_default();
    let mut document = Document::of("benefit", entry, &benefit.title, change);
    document.class([&benefit.category]);
    document.class([&benefit.evidence]);
    document.top(benefit.comparator.as_ref());
    document.top(benefit.evidence_basis.as_ref());
    document
}

pub(super) fn source(entry: &Entry<Source>) -> Document<'_> {
    let source = &*entry.data;
    let mut document = Document::of("source", entry, &source.short, &source.about);
    document.name(Some(&source.title));
    let people = source.authors.iter().chain(&source.publisher);
    let mut text: Vec<Said<'_>> = people.map(|line| Said::from(&**line)).collect();
    text.extend(source.cautions.iter().map(|caution| Said::from(&**caution)));
    document.sections[0].text = text;
    document
        .sections
        .extend(source.places.iter().map(|place| Section {
            anchor: Cow::Borrowed(&place.id),
            heading: Cow::Borrowed(&place.label),
            text: place.parts.iter().map(|part| Said::from(&**part)).collect(),
        }));
    document
}

pub(super) fn page<'s>(site: &'s Site, entry: &'s Entry<Page>) -> Document<'s> {
    let page = &*entry.data;
    let summary = page.summary.as_deref().unwrap_or_default();
    let mut document = Document::of("page", entry, &page.title, summary);
    document.class(&page.audiences);
    listed::declared(site, &entry.declared, &mut document);
    if let Some(body) = entry.body() {
        prose::add(&body.fragment, &mut document.sections);
    }
    document
}

pub(super) fn list(page: &Listed) -> Document<'_> {
    Document {
        kind: LIST,
        id: Cow::Borrowed(&page.route),
        route: page.route.clone(),
        anchor: None,
        title: Cow::Borrowed(&page.title),
        names: Vec::new(),
        asked: Vec::new(),
        summary: Cow::Borrowed(&page.description),
        classes: Vec::new(),
        sections: vec![Section::default()],
        reads: Reads::default(),
    }
}
