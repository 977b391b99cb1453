//! What somebody typed, as words and phrases.

use crate::search::words::Reader;

/// The most words of a query that are looked for.
pub(super) const MOST_WORDS: usize = 24;

/// A word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    /// In small letters.
    pub(super) word: String,
    /// Whether it was typed in capitals, and the other words were not.
    pub(super) capital: bool,
    /// Whether somebody may still be typing it.
    pub(super) open: bool,
    /// The phrase that it is part of, and its place in it.
    pub(super) phrase: Option<(usize, u32)>,
}

/// A query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) words: Vec<Typed>,
    /// Every word in small letters, each with a space before and after it.
    pub(super) said: String,
    /// How many words say nothing.
    pub(super) passed_over: usize,
    /// Whether there were only words that say nothing.
    pub(super) empty: bool,
    /// Whether there were more words than are looked for.
    pub(super) cut: bool,
}

/// Reads a query. `empty` are the words that say nothing, sorted.
pub(super) fn parse(query: &str, empty: &[String]) -> Query {
    let mut parsed = Query {
        said: " ".to_string(),
        ..Query::default()
    };
    let pieces: Vec<&str> = query.split(['"', '“', '”', '„']).collect();
    let mut any = false;
    for (at, piece) in pieces.iter().enumerate() {
        // A quotation mark that is never closed is no quotation mark.
        let phrase = (at % 2 == 1 && at + 1 < pieces.len()).then_some(at / 2);
        Reader::default().read(piece, |word| {
            any = true;
            if !word.joined {
                parsed.said.push_str(word.small());
                parsed.said.push(' ');
            }
            let says_nothing = !word.capital && empty.iter().any(|known| known == word.small());
            parsed.passed_over += usize::from(!word.joined && says_nothing);
            if !word.joined && !says_nothing {
                parsed.words.push(Typed {
                    word: word.small().to_string(),
                    capital: word.capital,
                    open: false,
                    phrase: phrase.map(|phrase| (phrase, word.place)),
                });
            }
        });
    }
    parsed.cut = parsed.words.len() > MOST_WORDS;
    parsed.words.truncate(MOST_WORDS);
    parsed.empty = any && parsed.words.is_empty();
    let ends_in_word = query.chars().next_back().is_some_and(char::is_alphanumeric);
    if let Some(last) = parsed.words.last_mut() {
        last.open = ends_in_word && last.phrase.is_none() && !parsed.cut;
    }
    // Who types everything in capitals means nothing by them.
    if parsed.words.len() > 1 && parsed.words.iter().all(|word| word.capital) {
        parsed
            .words
            .iter_mut()
            .for_each(|word| word.capital = false);
    }
    parsed
}
