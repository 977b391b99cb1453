//! Which words say nothing, and which words are forms of one another.
//!
//! Only this side knows stems: the index lists every form with the group that it belongs to, so the
//! browser cannot come to another answer.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

use super::wanted::{self, Named, Wanted};
use super::words::CAPITAL;

/// English words that pages have without being about them. Not those that a question may turn on,
/// such as “before” and “after”. An apostrophe is no part of a word: “don’t” is “dont”.
const EMPTY: &[&str] = &[
    "a",
    "about",
    "again",
    "all",
    "also",
    "always",
    "am",
    "an",
    "and",
    "any",
    "anybody",
    "anyone",
    "anything",
    "anywhere",
    "are",
    "arent",
    "as",
    "at",
    "be",
    "been",
    "being",
    "both",
    "but",
    "by",
    "came",
    "can",
    "cant",
    "come",
    "comes",
    "could",
    "couldnt",
    "did",
    "didnt",
    "do",
    "does",
    "doesnt",
    "doing",
    "done",
    "dont",
    "each",
    "either",
    "else",
    "ever",
    "every",
    "everyone",
    "everything",
    "for",
    "from",
    "get",
    "gets",
    "getting",
    "give",
    "gives",
    "go",
    "goes",
    "going",
    "got",
    "had",
    "hadnt",
    "happen",
    "happens",
    "has",
    "hasnt",
    "have",
    "havent",
    "having",
    "he",
    "her",
    "here",
    "him",
    "his",
    "how",
    "i",
    "if",
    "in",
    "into",
    "is",
    "isnt",
    "it",
    "its",
    "itself",
    "ive",
    "just",
    "keep",
    "keeps",
    "know",
    "knows",
    "let",
    "like",
    "lot",
    "many",
    "may",
    "maybe",
    "me",
    "mean",
    "means",
    "might",
    "more",
    "most",
    "much",
    "must",
    "my",
    "myself",
    "no",
    "nobody",
    "not",
    "now",
    "of",
    "off",
    "on",
    "once",
    "only",
    "or",
    "other",
    "our",
    "ours",
    "out",
    "over",
    "own",
    "put",
    "really",
    "said",
    "same",
    "say",
    "says",
    "shall",
    "she",
    "should",
    "shouldnt",
    "so",
    "some",
    "somebody",
    "someone",
    "something",
    "still",
    "such",
    "tell",
    "than",
    "that",
    "thats",
    "the",
    "their",
    "them",
    "then",
    "there",
    "theres",
    "these",
    "they",
    "theyre",
    "thing",
    "things",
    "this",
    "those",
    "through",
    "to",
    "too",
    "up",
    "upon",
    "us",
    "very",
    "was",
    "wasnt",
    "we",
    "were",
    "werent",
    "weve",
    "what",
    "whats",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "wont",
    "would",
    "wouldnt",
    "yet",
    "you",
    "your",
    "youre",
];

/// English words that the stemmer puts with words of another meaning, and the stem that they have
/// instead, sorted.
const APART: &[(&str, &str)] = &[
    ("accountability", "accountab"),
    ("accountable", "accountab"),
    ("accountant", "accountant"),
    ("accountants", "accountant"),
    ("clinical", "clinical"),
    ("clinically", "clinical"),
    ("developer", "developer"),
    ("developers", "developer"),
    ("international", "international"),
    ("internationally", "international"),
    ("medical", "medical"),
    ("medically", "medical"),
    ("medication", "medication"),
    ("medications", "medication"),
    ("minorities", "minority"),
    ("minority", "minority"),
    ("productivity", "productivity"),
    ("programmer", "programmer"),
    ("programmers", "programmer"),
    ("programming", "programmer"),
    ("publication", "publish"),
    ("publications", "publish"),
    ("relative", "relative"),
    ("relatives", "relative"),
    ("responsibilities", "responsib"),
    ("responsibility", "responsib"),
    ("responsible", "responsib"),
    ("responsibly", "responsib"),
    ("sensitivities", "sensitivity"),
    ("sensitivity", "sensitivity"),
    ("specificity", "specificity"),
];

/// What is known of a language.
pub(crate) struct Language {
    stemmer: Option<Stemmer>,
    empty: &'static [&'static str],
    wanted: &'static [Wanted],
    kinds: &'static [Named],
    /// Whether “-ize” and “-ise” are one ending.
    english: bool,
}

impl Language {
    /// The language of a tag such as `en-GB`. Of an unknown one every form is a word of its own.
    pub(crate) fn of(tag: &str) -> Self {
        let main = tag.split('-').next().unwrap_or_default().to_lowercase();
        let english = main == "en";
        Self {
            stemmer: algorithm(&main).map(Stemmer::create),
            empty: if english { EMPTY } else { &[] },
            wanted: if english { wanted::ENGLISH } else { &[] },
            kinds: if english { wanted::ENGLISH_KINDS } else { &[] },
            english,
        }
    }

    /// Ways to put a question, with the kinds of page that they want.
    pub(crate) fn wanted(&self) -> &'static [Wanted] {
        self.wanted
    }

    /// Words that name a kind of page.
    pub(crate) fn kinds(&self) -> &'static [Named] {
        self.kinds
    }

    /// Words in small letters that are not searched for, sorted.
    pub(crate) fn empty(&self) -> &'static [&'static str] {
        self.empty
    }

    /// Whether a word says nothing. In capitals every word says something: IT, WHO.
    pub(crate) fn is_empty(&self, key: &str) -> bool {
        self.empty.binary_search(&key).is_ok()
    }

    /// The name that all forms of a word share. Abbreviations, numbers and short words stand for
    /// themselves.
    pub(crate) fn stem<'w>(&self, key: &'w str) -> Cow<'w, str> {
        let whole = key.starts_with(CAPITAL)
            || key.chars().count() <= 3
            || !key.chars().all(char::is_alphabetic);
        match &self.stemmer {
            Some(stemmer) if !whole && self.english => english_stem(stemmer, key),
            Some(stemmer) if !whole => stemmer.stem(key),
            _ => Cow::Borrowed(key),
        }
    }
}

fn english_stem<'w>(stemmer: &Stemmer, key: &'w str) -> Cow<'w, str> {
    if let Ok(at) = APART.binary_search_by_key(&key, |(word, _)| *word) {
        return Cow::Borrowed(APART[at].1);
    }
    match is_american(key) {
        true => Cow::Owned(stemmer.stem(&key.replace("iz", "is")).into_owned()),
        false => stemmer.stem(key),
    }
}

/// Whether a word has an ending in “-ize”, which in British English is mostly “-ise”.
fn is_american(key: &str) -> bool {
    const ENDINGS: [&str; 7] = [
        "ize", "izes", "ized", "izing", "izer", "ization", "izations",
    ];
    key.len() > 6 && ENDINGS.iter().any(|ending| key.ends_with(ending))
}

fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_words_are_sorted_for_looking_them_up() {
        assert!(EMPTY.is_sorted() && APART.is_sorted());
    }

    #[test]
    fn words_of_another_meaning_have_another_stem() {
        let english = Language::of("en-GB");
        for (one, other) in [
            ("clinical", "clinics"),
            ("medication", "medical"),
            ("minor", "minorities"),
            ("accounts", "accountable"),
            ("response", "responsible"),
            ("sensitive", "sensitivity"),
            ("product", "productivity"),
            ("internal", "international"),
            ("related", "relatives"),
        ] {
            assert_ne!(english.stem(one), english.stem(other), "{one} and {other}");
        }
        assert_eq!(english.stem("published"), english.stem("publications"));
        let others: Vec<&str> = APART.iter().map(|(_, stem)| *stem).collect();
        for word in [
            "medic", "clinic", "account", "respond", "develop", "program",
        ] {
            assert!(!others.contains(&english.stem(word).as_ref()), "{word}");
        }
    }

    #[test]
    fn forms_share_a_stem_and_abbreviations_keep_their_letters() {
        let english = Language::of("en-GB");
        assert_eq!(english.stem("procurement"), english.stem("procuring"));
        assert_eq!(english.stem("randomized"), english.stem("randomised"));
        assert_eq!(english.stem("=aids"), "=aids");
        assert_ne!(english.stem("aids"), "aids");
        assert!(english.is_empty("it") && !english.is_empty("=it"));
        assert_eq!(Language::of("cy").stem("running"), "running");
    }
}
