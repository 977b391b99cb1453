//! A Markdown text, taken apart at its headings.

use std::borrow::Cow;

use super::Section;
use crate::record::prose::Fragment;

/// Headings below this level do not begin a section of their own.
const DEEPEST: u8 = 3;

/// Adds the text of a page: what stands before the first heading belongs to the last section that
/// there is.
pub(super) fn add<'s>(fragment: &'s Fragment, sections: &mut Vec<Section<'s>>) {
    let mut headings = fragment.headings.iter();
    let mut heading = headings.find(|heading| heading.level <= DEEPEST);
    for line in fragment.text.split('\n') {
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
                    section.text.push(Cow::Borrowed(line));
                }
            }
        }
    }
}
