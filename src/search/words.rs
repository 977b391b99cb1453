//! The words of a text, as the index keeps them and as a query is read.
//!
//! In goes text; out come [`Word`]s in order. The rules, which
//! `themes/default/assets/search/words.js` repeats for queries:
//!
//! - Text is taken apart by compatibility (NFKD), marks over and under letters are dropped, letters
//!   are made small: “Café” is `cafe`.
//! - A word is a run of letters and digits. An apostrophe in it is dropped, with an `s` that ends
//!   the word: “trust’s” is `trust`. A point between digits stays, a comma before three digits is
//!   dropped: `5.7`, `1000`. An `&` after one or two letters stays: `a&e`.
//! - Two words with a hyphen between them are also kept as one, in the place of the first.
//! - A word in capitals is marked as such, also with a small `s` at its end: “DPIAs” is `dpia`.
//! - A word of more than 40 letters is passed over; its place is counted.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The most letters that a word has.
const LONGEST: usize = 40;

/// What stands before a word that is written in capitals, in the index.
pub(crate) const CAPITAL: char = '=';

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word<'w> {
    /// The word with [`CAPITAL`] before it.
    marked: &'w str,
    /// Whether it is written in capitals, so that it is taken for an abbreviation.
    pub(crate) capital: bool,
    /// Whether it is two words that a hyphen joins.
    pub(crate) joined: bool,
    /// How many words stand before it.
    pub(crate) place: u32,
}

impl<'w> Word<'w> {
    /// The word in small letters.
    pub(crate) fn small(&self) -> &'w str {
        &self.marked[CAPITAL.len_utf8()..]
    }

    /// The word as the index has it: an abbreviation is another word than the same letters small.
    pub(crate) fn key(&self) -> &'w str {
        match self.capital {
            true => self.marked,
            false => self.small(),
        }
    }
}

/// Room that is used again from one text to the next.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    plain: String,
    word: String,
    first: String,
    joined: String,
}

/// Where the reader is in words with hyphens.
#[derive(Clone, Copy, PartialEq)]
enum Hyphen {
    /// Not after one.
    No,
    /// The first word of two stands at this place.
    After(u32),
    /// More than two words are joined.
    Chain,
}

impl Reader {
    /// Calls `see` for every word of `text`. Gives how many places the text has.
    pub(crate) fn read(&mut self, text: &str, mut see: impl FnMut(Word<'_>)) -> u32 {
        let mut plain = std::mem::take(&mut self.plain);
        let count = if text.is_ascii() {
            self.scan(text, &mut see)
        } else {
            plain.clear();
            take_apart(text, &mut plain);
            self.scan(&plain, &mut see)
        };
        self.plain = plain;
        count
    }

    fn scan(&mut self, text: &str, see: &mut impl FnMut(Word<'_>)) -> u32 {
        let mut at = 0;
        let mut place = 0;
        let mut hyphen = Hyphen::No;
        while let Some(c) = next(text, at) {
            if !c.is_alphanumeric() {
                at += c.len_utf8();
                hyphen = Hyphen::No;
                continue;
            }
            let (end, capital) = self.word(text, at);
            let fits = self.word.chars().count() <= LONGEST + 1;
            if fits {
                see(Word {
                    marked: &self.word,
                    capital,
                    joined: false,
                    place,
                });
            }
            at = end;
            let more = next(text, at) == Some('-') && begins_word(text, at + 1);
            if let (Hyphen::After(first), false, true) = (hyphen, more, fits) {
                self.join(first, see);
            }
            hyphen = match (more, hyphen) {
                (false, _) => Hyphen::No,
                (true, Hyphen::No) => self.keep_first(place),
                (true, _) => Hyphen::Chain,
            };
            at += usize::from(more);
            place += 1;
        }
        place
    }

    fn keep_first(&mut self, place: u32) -> Hyphen {
        self.first.clone_from(&self.word);
        Hyphen::After(place)
    }

    fn join(&mut self, place: u32, see: &mut impl FnMut(Word<'_>)) {
        self.joined.clone_from(&self.first);
        self.joined.push_str(&self.word[CAPITAL.len_utf8()..]);
        if self.joined.chars().count() <= LONGEST + 1 {
            see(Word {
                marked: &self.joined,
                capital: false,
                joined: true,
                place,
            });
        }
    }

    /// Reads the word that begins at `at`. Gives its end, and whether it is in capitals.
    fn word(&mut self, text: &str, mut at: usize) -> (usize, bool) {
        self.word.clear();
        self.word.push(CAPITAL);
        let (mut large, mut small, mut ends_small) = (0, 0, false);
        while let Some(c) = next(text, at) {
            if c.is_alphanumeric() {
                large += usize::from(c.is_uppercase());
                small += usize::from(c.is_lowercase());
                ends_small = c == 's';
                push_small(&mut self.word, c);
                at += c.len_utf8();
                continue;
            }
            match self.inside(text, at, c) {
                Inside::Keep => self.word.push(c),
                Inside::Drop => {}
                Inside::DropWithS => {
                    at += 2;
                    break;
                }
                Inside::End => break,
            }
            at += c.len_utf8();
        }
        let plural = large >= 2 && small == 1 && ends_small;
        if plural {
            self.word.pop();
        }
        let letters = self.word.len() - CAPITAL.len_utf8();
        (at, plural || (large >= 1 && small == 0 && letters >= 2))
    }

    /// What a sign inside a word is.
    fn inside(&self, text: &str, at: usize, sign: char) -> Inside {
        let after = at + sign.len_utf8();
        let digit = |at: usize| next(text, at).is_some_and(|c| c.is_ascii_digit());
        let after_digit = self.word.ends_with(|c: char| c.is_ascii_digit());
        match sign {
            '\'' if matches!(next(text, after), Some('s' | 'S'))
                && !begins_word(text, after + 1) =>
            {
                Inside::DropWithS
            }
            '\'' if begins_word(text, after) => Inside::Drop,
            '.' if after_digit && digit(after) => Inside::Keep,
            ',' if after_digit && (0..3).all(|n| digit(after + n)) && !digit(after + 3) => {
                Inside::Drop
            }
            '&' if self.word.chars().count() <= 3 && begins_word(text, after) => Inside::Keep,
            _ => Inside::End,
        }
    }
}

/// What a sign inside a word is.
enum Inside {
    Keep,
    Drop,
    DropWithS,
    End,
}

fn next(text: &str, at: usize) -> Option<char> {
    let byte = *text.as_bytes().get(at)?;
    match byte.is_ascii() {
        true => Some(char::from(byte)),
        false => text[at..].chars().next(),
    }
}

fn begins_word(text: &str, at: usize) -> bool {
    next(text, at).is_some_and(char::is_alphanumeric)
}

/// Compatibility forms taken apart, marks dropped, apostrophes and hyphens made one sort.
fn take_apart(text: &str, plain: &mut String) {
    for c in text.chars() {
        match c {
            c if c.is_ascii() => plain.push(c),
            '\u{2018}' | '\u{2019}' | '\u{2bc}' => plain.push('\''),
            '\u{2010}' | '\u{2011}' => plain.push('-'),
            c => decompose_compatible(c, |part| {
                if !is_dropped(part) {
                    plain.push(part);
                }
            }),
        }
    }
}

/// Marks of Latin, Greek and Cyrillic letters; those of other scripts are part of their words.
fn is_dropped(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}') && is_combining_mark(c)
}

fn push_small(word: &mut String, c: char) {
    if c.is_ascii() {
        word.push(c.to_ascii_lowercase());
        return;
    }
    for small in c.to_lowercase() {
        match small {
            'ß' => word.push_str("ss"),
            'æ' => word.push_str("ae"),
            'œ' => word.push_str("oe"),
            'ø' => word.push('o'),
            'ł' => word.push('l'),
            'đ' | 'ð' => word.push('d'),
            'þ' => word.push_str("th"),
            'ı' => word.push('i'),
            'ς' => word.push('σ'),
            mark if is_dropped(mark) => {}
            other => word.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        let mut keys = Vec::new();
        Reader::default().read(text, |word| {
            keys.push(format!("{}@{}", word.key(), word.place));
        });
        keys
    }

    #[test]
    fn signs_inside_words_follow_the_rules() {
        assert_eq!(keys("A&E triage"), ["=a&e@0", "triage@1"]);
        assert_eq!(keys("5G, TRL 9"), ["=5g@0", "=trl@1", "9@2"]);
        assert_eq!(keys("the trust’s don't"), ["the@0", "trust@1", "dont@2"]);
        assert_eq!(
            keys("5.7% of 150,019; 1,2"),
            ["5.7@0", "of@1", "150019@2", "1@3", "2@4"]
        );
        assert_eq!(keys("Café NAÏVE ﬁne"), ["cafe@0", "=naive@1", "fine@2"]);
        assert_eq!(
            keys("DPIAs and GP's a GP"),
            ["=dpia@0", "and@1", "=gp@2", "a@3", "=gp@4"]
        );
    }

    #[test]
    fn two_words_with_a_hyphen_are_also_one_and_three_are_not() {
        assert_eq!(
            keys("follow-up x"),
            ["follow@0", "up@1", "followup@0", "x@2"]
        );
        assert_eq!(keys("state-of-art"), ["state@0", "of@1", "art@2"]);
        assert_eq!(keys("p4-01"), ["p4@0", "01@1", "p401@0"]);
        assert_eq!(keys("a - b -c d-"), ["a@0", "b@1", "c@2", "d@3"]);
    }

    #[test]
    fn long_runs_and_bare_signs_give_nothing() {
        assert_eq!(keys(&"x".repeat(41)), Vec::<String>::new());
        assert_eq!(keys("<>&'\"-.,\u{feff}😀"), Vec::<String>::new());
    }
}
