//! Summaries of about a number of words, of whole sentences that the record has.
//!
//! Each field gives its sentences from its first one on, so that a sentence that leans on the one
//! before it never stands alone; a field that begins with such a sentence is left out. Fields take
//! turns, so that a summary tells a little of each; and a field ends where it would say again what
//! is there already.

use crate::rules::reading::{sentences, words};

/// A length to aim at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Aim {
    /// About how many words.
    pub(super) about: usize,
    /// The most.
    most: usize,
    /// With fewer, it is said that the record has not enough.
    pub(super) least: usize,
}

pub(super) const SHORT: Aim = Aim {
    about: 50,
    most: 60,
    least: 40,
};

pub(super) const LONG: Aim = Aim {
    about: 150,
    most: 165,
    least: 130,
};

/// A summary.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Summary {
    /// What was taken of each field, in the order of the fields.
    pub(super) paragraphs: Vec<String>,
    /// How many words it has.
    pub(super) words: usize,
    pub(super) aim: Aim,
}

impl Summary {
    /// The short one is a paragraph, the long one has several.
    pub(super) fn text(&self) -> String {
        let between = if self.aim == SHORT { " " } else { "\n\n" };
        self.paragraphs.join(between)
    }

    /// Whether the record says too little for it.
    pub(super) fn is_short(&self) -> bool {
        self.words < self.aim.least
    }
}

/// A field on its way into a summary.
struct Part<'t> {
    sentences: Vec<&'t str>,
    taken: usize,
    is_open: bool,
}

/// Puts a summary together from fields, the first of which leads.
pub(super) fn compose(texts: &[(&'static str, String)], aim: Aim) -> Summary {
    let mut parts: Vec<Part<'_>> = texts.iter().map(|(_, text)| part(text)).collect();
    let mut said = Vec::new();
    let mut count = 0;
    // The editors have weighed what the first field says, so it goes in before all else, and there
    // is nothing before it to lean on.
    let (first, rest) = parts.split_at_mut(1.min(texts.len()));
    for part in first {
        part.is_open = true;
        while part.take(aim.most, &mut count, &mut said) {}
    }
    let mut more = count > 0;
    while more {
        more = false;
        for part in rest.iter_mut() {
            more |= part.take(aim.most, &mut count, &mut said);
        }
    }
    let taken = parts.iter().filter(|part| part.taken > 0);
    Summary {
        paragraphs: taken
            .map(|part| part.sentences[..part.taken].join(" "))
            .collect(),
        words: count,
        aim,
    }
}

impl Part<'_> {
    /// Takes the next sentence, if it fits and says something new.
    fn take(&mut self, most: usize, count: &mut usize, said: &mut Vec<String>) -> bool {
        let next = self.sentences.get(self.taken).filter(|_| self.is_open);
        let fits =
            next.is_some_and(|next| *count + words(next).count() <= most && !is_said(next, said));
        self.is_open = fits;
        if let Some(next) = next.filter(|_| fits) {
            *count += words(next).count();
            said.extend(telling(next));
            self.taken += 1;
        }
        fits
    }
}

/// The sentences of a field up to the first thing that is none: a heading, a table, an item.
fn part(text: &str) -> Part<'_> {
    let mut all = Vec::new();
    for block in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let own: Vec<&str> = sentences(block).into_iter().map(|at| &block[at]).collect();
        if !own.iter().all(|sentence| is_whole(sentence)) {
            break;
        }
        all.extend(own);
    }
    Part {
        is_open: all.first().is_some_and(|first| !leans(first)),
        sentences: all,
        taken: 0,
    }
}

/// Words with which a sentence leans on the one before it.
const LEANING: [&str; 10] = [
    "he", "it", "its", "she", "that", "their", "these", "they", "this", "those",
];

fn leans(sentence: &str) -> bool {
    let first = words(sentence).next().unwrap_or_default();
    LEANING.contains(&&*first.to_lowercase())
}

fn is_whole(sentence: &str) -> bool {
    let end = sentence.trim_end_matches(['”', '’', '"', '\'', ')', ']']);
    end.ends_with(['.', '!', '?'])
}

/// Whether most of what a sentence tells has been told.
fn is_said(sentence: &str, said: &[String]) -> bool {
    let telling: Vec<String> = telling(sentence).collect();
    let known = telling.iter().filter(|word| said.contains(word)).count();
    !telling.is_empty() && known * 5 >= telling.len() * 3
}

/// The words that carry what a sentence says: all but short ones, and numbers. Only how they begin
/// counts, so that “show” and “showed” are the same.
fn telling(sentence: &str) -> impl Iterator<Item = String> {
    let bare = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.to_lowercase()
    };
    let beginning = |word: String| word.chars().take(BEGINNING).collect();
    words(sentence)
        .map(bare)
        .filter(|word| word.chars().count() > 3 || word.starts_with(|c: char| c.is_ascii_digit()))
        .map(beginning)
}

/// As many letters as tell words apart.
const BEGINNING: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    /// A sentence of so many words that no other has.
    fn sentence(name: &str, count: usize) -> String {
        let words: Vec<String> = (1..count).map(|at| format!("{name}{at:02}a")).collect();
        format!("{} {}.", name.to_uppercase(), words.join(" "))
    }

    fn texts(all: &[&str]) -> Vec<(&'static str, String)> {
        all.iter()
            .map(|text| ("field", (*text).to_string()))
            .collect()
    }

    #[test]
    fn the_first_field_leads_and_the_others_take_turns() {
        let [a, b, c] = ["aa", "bb", "cc"].map(|name| sentence(name, 15));
        let [b2, c2] = ["dd", "ee"].map(|name| sentence(name, 14));
        let made = compose(
            &texts(&[&a, &format!("{b} {b2}"), &format!("{c}\n{c2}")]),
            SHORT,
        );
        assert_eq!(made.paragraphs, [a, format!("{b} {b2}"), c]);
        assert_eq!((made.words, made.is_short()), (59, false));
    }

    #[test]
    fn no_sentence_is_cut_and_none_stands_without_the_one_before_it() {
        let (lead, long, after) = (sentence("aa", 20), sentence("bb", 50), sentence("cc", 5));
        let made = compose(&texts(&[&lead, &format!("{long} {after}")]), SHORT);
        assert_eq!(made.paragraphs, [lead]);
        assert!(made.is_short());
    }

    #[test]
    fn a_record_whose_first_sentence_is_too_long_has_no_summary() {
        let made = compose(&texts(&[&sentence("aa", 90), "Short enough."]), SHORT);
        assert_eq!((made.words, made.paragraphs.len()), (0, 0));
        assert_eq!(compose(&[], LONG).words, 0);
    }

    #[test]
    fn what_is_said_already_is_not_said_again() {
        let lead = "Clinicians saved time and advice changed in 7.9% of cases with nodules.";
        let again = "The technology changed advice in 7.9% of cases with nodules. In 69% of these it led on.";
        let made = compose(&texts(&[lead, again]), SHORT);
        assert_eq!(made.paragraphs, [lead]);
    }

    #[test]
    fn a_field_that_leans_on_another_is_left_out() {
        let made = compose(
            &texts(&[
                "It worked well.",
                "It ran in two hospitals. Staff liked it.",
            ]),
            SHORT,
        );
        assert_eq!(made.paragraphs, ["It worked well."]);
    }

    #[test]
    fn what_is_no_sentence_ends_a_field() {
        let made = compose(
            &texts(&["It worked well.", "Two things:\nfirst\nsecond"]),
            SHORT,
        );
        assert_eq!(made.paragraphs, ["It worked well."]);
        let made = compose(
            &texts(&["It worked (“as we hoped.”) Costs rose.\nA table"]),
            SHORT,
        );
        assert_eq!(made.paragraphs, ["It worked (“as we hoped.”) Costs rose."]);
    }
}
