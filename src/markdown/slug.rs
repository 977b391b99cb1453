//! Ids of headings: from their text, unique in the fragment.
//!
//! In goes text or an id that an editor chose; out comes an id. The one thing to know: the page
//! may hold other fragments, so every id starts with the prefix that the caller gave.

use std::collections::HashMap;

/// What every id of a footnote starts with.
pub(super) const FOOTNOTE: &str = "cb-fn";

/// What the ids of footnotes and of the page around the text start with. No heading gets such an id.
const OF_THE_PAGE: &str = "cb-";

/// The longest id that is made from a text, in characters.
const LONGEST: usize = 80;

/// The ids given so far.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Each id without its prefix, and the number to try next when it is asked for again.
    taken: HashMap<String, usize>,
}

impl Ids {
    /// `wanted`, or with a number behind it if it is taken.
    pub(super) fn unique(&mut self, wanted: &str) -> String {
        let wanted = if wanted.starts_with(OF_THE_PAGE) {
            format!("section-{wanted}")
        } else {
            wanted.to_owned()
        };
        if !self.taken.contains_key(&wanted) {
            self.taken.insert(wanted.clone(), 2);
            return wanted;
        }
        loop {
            let next = self.taken.entry(wanted.clone()).or_insert(2);
            let id = format!("{wanted}-{next}");
            *next += 1;
            if !self.taken.contains_key(&id) {
                self.taken.insert(id.clone(), 2);
                return id;
            }
        }
    }

    /// Whether a heading has this id.
    pub(super) fn contains(&self, id: &str) -> bool {
        self.taken.contains_key(id)
    }
}

/// An id from a heading's text: letters and digits in lower case, hyphens between words.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase).take(LONGEST) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') && c != '\'' && c != '’' {
            out.push('-');
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() { "section" } else { out }.to_owned()
}

/// Whether an id or class that an editor wrote is one: ASCII letters, digits and hyphens.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_lower_case_words_joined_by_hyphens() {
        assert_eq!(slug("What it took: £293 (net)"), "what-it-took-293-net");
        assert_eq!(slug("The trust’s view"), "the-trusts-view");
        assert_eq!(slug("Évaluation"), "évaluation");
        assert_eq!(slug("***"), "section");
    }

    #[test]
    fn equal_ids_are_numbered_and_never_meet_a_later_one() {
        let mut ids = Ids::default();
        let given: Vec<_> = ["a", "a-2", "a", "a", "cb-fn-1", "cb-main"]
            .iter()
            .map(|id| ids.unique(id))
            .collect();
        let expected = [
            "a",
            "a-2",
            "a-3",
            "a-4",
            "section-cb-fn-1",
            "section-cb-main",
        ];
        assert_eq!(given, expected);
    }
}
