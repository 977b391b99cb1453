//! A Markdown text, taken apart at its headings.

use std::borrow::Cow;
use std::ops::Range;

use super::{Said, Section};
use crate::record::passage::Passage;

/// Headings below this level do not begin a section of their own.
const DEEPEST: u8 = 3;

/// A text of more headings is copied: it would have to be unpacked for the section of each.
const MOST_HEADINGS: usize = 12;

/// Adds the text of a page: what stands before the first heading belongs to the last section that
/// there is.
pub(super) fn add<'s>(passage: &'s Passage, sections: &mut Vec<Section<'s>>) {
    let mut headings = passage.headings.iter();
    let mut heading = headings.find(|heading| heading.level <= DEEPEST);
    let text = passage.text();
    let mut at = 0;
    for line in text.split('\n') {
        let place = at..at + line.len();
        at = place.end + 1;
        match heading {
            Some(known) if known.text.trim() == line.trim() => {
                sections.push(Section {
                    anchor: Cow::Borrowed(&known.id),
                    heading: Cow::Borrowed(&known.text),
                    ..Section::default()
                });
                heading = headings.find(|heading| heading.level <= DEEPEST);
            }
            _ => {
                if let Some(section) = sections.last_mut() {
                    match passage.headings.len() > MOST_HEADINGS {
                        true => section.text.push(Said::Text(Cow::Owned(line.to_string()))),
                        false => add_line(section, passage, place),
                    }
                }
            }
        }
    }
}

/// Adds a line of a text, behind the one before it if that is there.
fn add_line<'s>(section: &mut Section<'s>, passage: &'s Passage, line: Range<usize>) {
    match section.text.last_mut() {
        Some(Said::Lines(known, lines))
            if std::ptr::eq(*known, passage) && lines.end + 1 == line.start =>
        {
            lines.end = line.end;
        }
        _ => section.text.push(Said::Lines(passage, line)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::prose::{Fragment, Source};

    /// The sections of a text of which each line in capitals is a heading, with what each says.
    fn sections(text: &str, packed: bool) -> Vec<(String, Vec<String>)> {
        let fragment = Fragment::with_headings(text);
        let source = Source::part(&text.into(), &(0..text.len()));
        let passage = match packed {
            true => Passage::packed(fragment, &source),
            false => Passage::plain(fragment),
        };
        let mut sections = vec![Section {
            text: vec![Said::from("plain")],
            ..Section::default()
        }];
        add(&passage, &mut sections);
        let said = sections.iter().map(|section| {
            let mut said = Vec::new();
            section.each_text(|text| said.push(text.to_string()));
            assert_eq!(section.joined(), said.join("\n"));
            (section.heading.to_string(), said)
        });
        said.collect()
    }

    fn expected(text: &str) -> Vec<(String, Vec<String>)> {
        let mut sections = vec![(String::new(), vec!["plain".to_string()])];
        for line in text.split('\n') {
            match (line.starts_with(char::is_uppercase), sections.last_mut()) {
                (false, Some((_, said))) => said.push(line.to_string()),
                _ => sections.push((line.to_string(), Vec::new())),
            }
        }
        sections
    }

    #[test]
    fn each_section_says_its_own_lines_packed_or_not_and_however_many_there_are() {
        let part = |n: usize| format!("Heading {n}\nline {n}, which is long enough\nand another\n");
        let few = format!("before\nmore\n{}A\nB\nlast", part(1));
        let many = (0..=MOST_HEADINGS).map(part).collect::<String>();
        for text in ["", "a line", "A\n", &few, &many] {
            for packed in [true, false] {
                assert_eq!(sections(text, packed), expected(text), "{text}");
            }
        }
    }
}
