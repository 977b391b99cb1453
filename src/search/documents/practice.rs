//! Checklists with their items, and templates with their questions.

use std::borrow::Cow;

use super::{Document, Said, Section};
use crate::record::Entry;
use crate::record::practice::{Checklist, Form};

pub(super) fn checklist(entry: &Entry<Checklist>) -> Document<'_> {
    let checklist = &*entry.data;
    let mut document = Document::of("checklist", entry, &checklist.title, &checklist.summary);
    document.class(&checklist.audiences);
    document.class(&checklist.stages);
    for part in &checklist.sections {
        let intro = part.intro.iter().map(|text| Said::from(&**text));
        let items = part.items.iter().flat_map(|item| {
            let help = item.help.iter().map(|text| Said::from(&**text));
            std::iter::once(Said::from(&*item.text)).chain(help)
        });
        document.sections.push(Section {
            anchor: Cow::Borrowed(&part.id.value),
            heading: Cow::Borrowed(&part.title),
            text: intro.chain(items).collect(),
        });
    }
    document
}

pub(super) fn form(entry: &Entry<Form>) -> Document<'_> {
    let form = &*entry.data;
    let mut document = Document::of("template", entry, &form.title, &form.summary);
    document.class(&form.audiences);
    document.class(&form.stages);
    document.top(form.use_when.as_ref());
    for part in &form.sections {
        let intro = part.intro.iter().map(|text| Said::from(&**text));
        let fields = part.fields.iter().flat_map(|field| {
            let help = field.help.iter().map(|text| Said::from(&**text));
            std::iter::once(Said::from(&*field.label)).chain(help)
        });
        document.sections.push(Section {
            anchor: Cow::Borrowed(&part.id.value),
            heading: Cow::Borrowed(&part.title),
            text: intro.chain(fields).collect(),
        });
    }
    document
}
