//! Running text as records keep it: a [`Fragment`] in little room.
//!
//! A site of many pages is mostly running text, and each text is there three times: as it stands in
//! its file, as HTML and as plain text. In a build that no other follows the last two are packed
//! against the first, which is in memory anyway: what they have in common with it, which is nearly
//! all, takes no room. Whoever asks for them has them unpacked.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use lz4_flex::block;

use super::prose::{Fragment, Heading, Link, Part, Source, Word};

/// Shorter texts are left as they are: what names the file takes as much.
const SHORT: usize = 128;

/// A text that a record holds, rendered but for its links.
#[derive(Debug, PartialEq, Eq)]
pub struct Passage {
    /// HTML without its slots, and the plain text behind it.
    said: Held,
    /// Where the one ends and the other begins.
    html: usize,
    /// What stands between the bytes of the HTML, and before which of them.
    slots: Box<[(usize, Part<()>)]>,
    /// What the slots stand for.
    pub links: Box<[Link]>,
    /// Words that Casebook adds, which the view writes in the language of the site.
    pub words: Box<[Word]>,
    /// Headings, in order.
    pub headings: Box<[Heading]>,
}

/// The HTML of a passage, unpacked.
#[derive(Debug)]
pub struct Html<'p> {
    text: Cow<'p, str>,
    passage: &'p Passage,
}

impl Passage {
    /// A fragment, quick to read again and again.
    pub fn plain(fragment: Fragment) -> Self {
        Self::of(fragment, Held::Plain)
    }

    /// A fragment that was made of this text, in as little room as it needs.
    pub fn packed(fragment: Fragment, source: &Source) -> Self {
        Self::of(fragment, |said| Held::packed(said, source))
    }

    fn of(fragment: Fragment, hold: impl FnOnce(Box<str>) -> Held) -> Self {
        let runs = fragment.parts.iter().map(|part| match part {
            Part::Html(run) => run.len(),
            _ => 0,
        });
        let mut said = String::with_capacity(runs.sum::<usize>() + fragment.text.len());
        let mut slots = Vec::new();
        for part in fragment.parts {
            match part {
                Part::Html(run) => said.push_str(&run),
                Part::Address(at) => slots.push((said.len(), Part::Address(at))),
                Part::Citation(at) => slots.push((said.len(), Part::Citation(at))),
                Part::Word(at) => slots.push((said.len(), Part::Word(at))),
            }
        }
        let html = said.len();
        said.push_str(&fragment.text);
        Self {
            said: hold(said.into()),
            html,
            slots: slots.into(),
            links: fragment.links.into(),
            words: fragment.words.into(),
            headings: fragment.headings.into(),
        }
    }

    /// The plain text, for search, word counts and summaries: blocks separated by newlines.
    pub fn text(&self) -> Cow<'_, str> {
        match self.said.read() {
            Cow::Borrowed(said) => Cow::Borrowed(&said[self.html..]),
            Cow::Owned(mut said) => {
                said.drain(..self.html);
                Cow::Owned(said)
            }
        }
    }

    /// The HTML.
    pub fn html(&self) -> Html<'_> {
        Html {
            text: self.said.read(),
            passage: self,
        }
    }
}

impl Html<'_> {
    /// HTML and slots, in order.
    pub fn parts(&self) -> impl Iterator<Item = Part<&str>> {
        let Passage { slots, html, .. } = self.passage;
        let ends = slots.iter().map(|(at, slot)| (*at, Some(slot)));
        let mut done = 0;
        ends.chain([(*html, None)]).flat_map(move |(end, slot)| {
            let run = &self.text[std::mem::replace(&mut done, end)..end];
            let run = (!run.is_empty()).then_some(Part::Html(run));
            run.into_iter().chain(slot.map(Part::slot))
        })
    }
}

impl Part<()> {
    fn slot<T>(&self) -> Part<T> {
        match *self {
            Part::Html(()) => unreachable!("HTML is no slot"),
            Part::Address(at) => Part::Address(at),
            Part::Citation(at) => Part::Citation(at),
            Part::Word(at) => Part::Word(at),
        }
    }
}

/// A text, or what is left of it without what another text has too.
enum Held {
    Plain(Box<str>),
    Packed {
        packed: Box<[u8]>,
        length: usize,
        /// The file that it was packed against, and which part of it.
        file: Arc<str>,
        range: Range<usize>,
    },
}

impl Held {
    fn packed(text: Box<str>, source: &Source) -> Self {
        if text.len() < SHORT {
            return Self::Plain(text);
        }
        let (file, range) = source.stretch();
        let model = &file.as_bytes()[range.clone()];
        let packed = block::compress_with_dict(text.as_bytes(), model);
        match packed.len() < text.len() / 8 * 7 {
            true => Self::Packed {
                packed: packed.into(),
                length: text.len(),
                file: file.clone(),
                range,
            },
            false => Self::Plain(text),
        }
    }

    fn read(&self) -> Cow<'_, str> {
        let (packed, length, model) = match self {
            Self::Plain(text) => return Cow::Borrowed(text),
            Self::Packed {
                packed,
                length,
                file,
                range,
            } => (packed, *length, &file.as_bytes()[range.clone()]),
        };
        let text = block::decompress_with_dict(packed, length, model)
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok());
        match text {
            Some(text) => Cow::Owned(text),
            None => panic!("a text was packed in this process and cannot be unpacked"),
        }
    }
}

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        self.read() == other.read()
    }
}

impl Eq for Held {}

impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.read().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Span, TextMap};
    use proptest::prelude::*;

    fn fragment(parts: Vec<Part>, text: &str) -> Fragment {
        Fragment {
            parts,
            text: text.into(),
            ..Fragment::default()
        }
    }

    fn whole(text: &str) -> Source {
        Source::part(&Arc::from(text), &(0..text.len()))
    }

    fn is_packed(passage: &Passage) -> bool {
        matches!(passage.said, Held::Packed { .. })
    }

    /// Runs of HTML joined as the writer joins them, none of them empty.
    fn joined(parts: Vec<Part>) -> Vec<Part> {
        let mut joined: Vec<Part> = Vec::new();
        for part in parts {
            match (joined.last_mut(), part) {
                (_, Part::Html(run)) if run.is_empty() => {}
                (Some(Part::Html(before)), Part::Html(run)) => before.push_str(&run),
                (_, part) => joined.push(part),
            }
        }
        joined
    }

    fn reads_as(passage: &Passage, parts: &[Part], text: &str) {
        assert_eq!(passage.text(), text);
        let html = passage.html();
        let read = html.parts().map(|part| match part {
            Part::Html(run) => Part::Html(run.to_string()),
            Part::Address(at) => Part::Address(at),
            Part::Citation(at) => Part::Citation(at),
            Part::Word(at) => Part::Word(at),
        });
        assert_eq!(read.collect::<Vec<_>>(), parts);
    }

    #[test]
    fn what_stands_in_the_file_takes_next_to_no_room() {
        let line = "A plan that nobody owns is a wish, however many people signed it.";
        let text = (0..40)
            .map(|n| format!("{n}. {line}\n"))
            .collect::<String>();
        let html = format!("<p>{text}</p>\n");
        let made = fragment(vec![Part::Html(html.clone())], &text);
        let passage = Passage::packed(made.clone(), &whole(&text));
        let Held::Packed { packed, length, .. } = &passage.said else {
            panic!("a long text is packed");
        };
        assert!(packed.len() * 20 < *length, "{} of {length}", packed.len());
        reads_as(&passage, &[Part::Html(html)], &text);
        // It says the same as one that is not packed.
        assert_eq!(passage, Passage::plain(made));
    }

    #[test]
    fn a_text_of_a_record_is_packed_against_its_lines_in_the_file() {
        let lines = [
            "One line of a text, long enough.",
            "And another — with a dash.",
        ];
        let file = format!("a: |\n  {}\n  {}\n", lines[0], lines[1]);
        let text = lines.join("\n");
        let span = Span::new(FileId(0), 3..file.len());
        let second = 7 + lines[0].len() as u32 + 3;
        let map = TextMap::by_line(span, vec![(0, 7), (lines[0].len() as u32 + 1, second)]);
        let source = Source::mapped(&Arc::from(&*file), &text, &map);
        assert_eq!(source.text(), text);
        let html = vec![Part::Html(format!("<p>{text}</p>")), Part::Word(0)];
        let passage = Passage::packed(fragment(html.clone(), &text), &source);
        assert!(is_packed(&passage));
        reads_as(&passage, &html, &text);
    }

    #[test]
    fn short_texts_and_those_that_do_not_get_smaller_are_left_as_they_are() {
        let short = Passage::packed(fragment(Vec::new(), "yes"), &whole("yes"));
        assert!(!is_packed(&short));
        let noise: String = (33..33 + 200).filter_map(char::from_u32).collect();
        let passage = Passage::packed(fragment(Vec::new(), &noise), &whole("other"));
        assert!(!is_packed(&passage));
        assert_eq!(passage.text(), noise);
        assert_eq!(
            Passage::plain(Fragment::default()).html().parts().count(),
            0
        );
    }

    #[test]
    fn a_text_longer_than_packing_looks_back_is_read_as_it_was() {
        let text: String = (0..30_000).map(|n| format!("line {n}\n")).collect();
        let parts = vec![Part::Html(format!("<pre>{text}</pre>"))];
        let passage = Passage::packed(fragment(parts.clone(), &text), &whole(&text));
        assert!(is_packed(&passage));
        reads_as(&passage, &parts, &text);
    }

    fn part() -> impl Strategy<Value = Part> {
        prop_oneof![
            "[a-eé<>]{0,200}".prop_map(Part::Html),
            (0usize..9).prop_map(Part::Address),
            (0usize..9).prop_map(Part::Citation),
            (0usize..9).prop_map(Part::Word),
        ]
    }

    proptest! {
        #[test]
        fn a_passage_reads_as_the_fragment_it_was_made_of(
            parts in proptest::collection::vec(part(), 0..9).prop_map(joined),
            text in "[a-eé\n]{0,400}",
            model in "[a-eé\n]{0,400}",
        ) {
            let made = fragment(parts.clone(), &text);
            let plain = Passage::plain(made.clone());
            let packed = Passage::packed(made, &whole(&model));
            reads_as(&plain, &parts, &text);
            reads_as(&packed, &parts, &text);
            prop_assert_eq!(plain, packed);
        }
    }
}
