//! An award, with its story section by section.

use std::borrow::Cow;

use super::{Document, Said, Section, listed};
use crate::link::Site;
use crate::record::Entry;
use crate::record::award::Award;
use crate::view::{Told, told};
use crate::words::Words;

pub(super) fn of<'s>(site: &'s Site, words: &Words, entry: &'s Entry<Award>) -> Document<'s> {
    let award = &*entry.data;
    let mut document = Document::of("award", entry, &award.title, &award.summary);
    let phase = site.vocabularies.label("phase", &award.phase.id);
    let name = words.fill(
        "award.name",
        &[("number", &award.project), ("phase", &phase)],
    );
    document.names.push(Cow::Owned(name));
    document.names.push(Cow::Borrowed(&entry.id));
    document.name(award.supplier.as_ref());
    document.name(award.product.as_ref());
    document.top(award.status_reason.as_ref());
    document.top(Some(&award.outcome.basis));
    document.top(award.comparator.as_ref());
    classes(&mut document, award);
    listed::declared(site, &entry.declared, &mut document);
    for (key, told) in told(award) {
        let text = match told {
            Told::Prose(prose) => prose.as_ref().map(|prose| Said::Whole(&prose.fragment)),
            Told::Text(text) => text.map(Said::from),
        };
        document.sections.extend(text.map(|text| Section {
            anchor: Cow::Owned(key.replace('_', "-")),
            heading: Cow::Owned(words.text(&format!("story.{key}"))),
            text: vec![text],
        }));
    }
    document.sections.extend(adoption(site, words, award));
    document.sections.extend(notes(words, entry));
    document
}

fn classes<'s>(document: &mut Document<'s>, award: &'s Award) {
    document.class([&award.phase]);
    document.class([&award.outcome.value]);
    document.class([&award.status]);
    document.class(&award.category);
    document.class(&award.r#use);
    document.class(&award.modality);
    document.class(&award.setting);
    let standards = award.standards.iter();
    document.class(standards.filter_map(|held| held.standard.as_ref()));
    let evaluations = award.evaluation.iter();
    document.class(evaluations.flat_map(|evaluation| &evaluation.designs));
}

fn adoption<'s>(site: &'s Site, words: &Words, award: &'s Award) -> Option<Section<'s>> {
    let mut text = Vec::new();
    for adoption in &award.adoption {
        let status = site
            .vocabularies
            .label("adoption-status", &adoption.status.id);
        text.push(Said::from(status));
        text.extend(adoption.what.as_ref().map(|what| Said::from(&**what)));
        text.extend(adoption.detail.as_ref().map(|detail| Said::from(&**detail)));
    }
    (!text.is_empty()).then_some(Section {
        anchor: Cow::Borrowed("cb-adoption"),
        heading: Cow::Owned(words.text("field.adoption")),
        text,
    })
}

fn notes<'s>(words: &Words, entry: &'s Entry<Award>) -> Option<Section<'s>> {
    let notes = entry.common.notes.iter();
    let text: Vec<Said<'s>> = notes.map(|note| Said::from(&*note.text)).collect();
    (!text.is_empty()).then_some(Section {
        anchor: Cow::Borrowed("cb-notes"),
        heading: Cow::Owned(words.text("award.notes")),
        text,
    })
}
