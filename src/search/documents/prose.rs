//! A Markdown text, taken apart at its headings.

use std::borrow::Cow;

use super::Section;
use crate::record::passage::Passage;

/// Headings below this level do not begin a section of their own.
const DEEPEST: u8 = 3;

/// Adds the text of a page: what stands before the first heading belongs to the last section that
/// there is.
pub(super) fn add<'s>(passage: &'s Passage, sections: &mut Vec<Section<'s>>) {
    let mut headings = passage.headings.iter();
    let mut heading = headings.find(|heading| heading.level <= DEEPEST);
    for line in lines(passage.text()) {
        match heading {
            Some(known) if known.text.trim() == line.trim() => {
                sections.push(Section {
                    anchor: Cow::Borrowed(&known.id),
                    heading: Cow::Borrowed(&known.text),
                    text: Vec::new(),
                });
                heading = headings.find(|heading| heading.level <= DEEPEST);
            }
            _ => {
                if let Some(section) = sections.last_mut() {
                    section.text.push(line);
                }
            }
        }
    }
}

/// The lines of a text, borrowed if the text is.
fn lines(text: Cow<'_, str>) -> Vec<Cow<'_, str>> {
    match text {
        Cow::Borrowed(text) => text.split('\n').map(Cow::Borrowed).collect(),
        Cow::Owned(text) => {
            let lines = text.split('\n');
            lines.map(|line| Cow::Owned(line.to_string())).collect()
        }
    }
}
