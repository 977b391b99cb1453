//! What stands on the page as it was typed.
//!
//! In go the places of the words that the writer wrote; out comes the text with everything else
//! blotted out: markup, code, links and signs after a backslash. The one thing to know: each byte
//! keeps its place, so a bracket that is found here has not become a link, and its place is known.

use std::ops::Range;

/// What stands for a byte that is no word.
const BLOT: char = '\u{1}';

/// The places of words so far.
#[derive(Debug, Default)]
pub(super) struct Literal {
    places: Vec<Range<usize>>,
}

impl Literal {
    /// Notes words at their place, unless they are written there in another way, as `&amp;` is.
    pub(super) fn add(&mut self, source: &str, words: &str, place: Range<usize>) {
        if source.get(place.clone()) == Some(words) {
            self.places.push(place);
        }
    }

    /// The text with all but these words blotted out.
    pub(super) fn page(&self, source: &str) -> String {
        let mut page = String::with_capacity(source.len());
        for place in &self.places {
            let Some(between) = source.get(page.len()..place.start) else {
                continue;
            };
            blot(between, &mut page);
            let words = &source[place.clone()];
            let escaped = match between.ends_with('\\') {
                true => words.chars().next().map_or(0, char::len_utf8),
                false => 0,
            };
            blot(&words[..escaped], &mut page);
            page.push_str(&words[escaped..]);
        }
        blot(&source[page.len()..], &mut page);
        page
    }
}

fn blot(text: &str, page: &mut String) {
    page.extend(text.bytes().map(|byte| match byte {
        b'\n' => '\n',
        _ => BLOT,
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_but_words_is_blotted_out_in_its_place() {
        let source = "é *b* \\[c\nd";
        let mut literal = Literal::default();
        for words in ["é ", "b", "[c", "d"] {
            let at = source.find(words).expect("stands there");
            literal.add(source, words, at..at + words.len());
        }
        let page = literal.page(source).replace(BLOT, "·");
        assert_eq!(page, "é ·b····c\nd");
    }
}
