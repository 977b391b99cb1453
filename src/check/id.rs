//! Ids: what one looks like, and which one was most likely meant.

use unicode_normalization::UnicodeNormalization;

/// The most signs of an id, so that its page has an address that every disk takes.
pub(super) const LONGEST: usize = 80;

/// Whether a text is a short name of lower-case letters, digits and hyphens.
pub fn is_id(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty()
        && text.len() <= LONGEST
        && text.chars().all(fits)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// The id nearest to a text. Nothing of a text that has no letter or digit of the Latin alphabet.
pub fn as_id(text: &str) -> String {
    let mut id = String::new();
    // Marks stand behind their letters, so they can be dropped: “Café” is “cafe”.
    for c in text.to_lowercase().nfkd() {
        match c {
            'a'..='z' | '0'..='9' => id.push(c),
            'ß' => id.push_str("ss"),
            'æ' => id.push_str("ae"),
            'œ' => id.push_str("oe"),
            'þ' => id.push_str("th"),
            'ø' => id.push('o'),
            'ł' => id.push('l'),
            'đ' | 'ð' => id.push('d'),
            'ı' => id.push('i'),
            '\u{300}'..='\u{36f}' | '\'' | '’' => {}
            _ if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            _ => {}
        }
    }
    id.truncate(LONGEST);
    id.trim_end_matches('-').to_string()
}

/// Why a text is no id.
pub fn why_no_id(text: &str) -> String {
    let count = text.chars().count();
    match count > LONGEST {
        true => format!("The name has {count} signs; the most is {LONGEST}."),
        false => "Use lower-case letters, digits and hyphens.".to_owned(),
    }
}

/// An id like this one that nothing has yet.
pub(super) fn free(id: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut number = 1;
    let mut free = id.to_owned();
    while is_taken(&free) {
        number += 1;
        let end = format!("-{number}");
        let room = LONGEST.saturating_sub(end.len()).min(id.len());
        free = format!("{}{end}", &id[..room]);
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_the_letters_that_are_there() {
        for (text, id) in [
            ("P4 01", "p4-01"),
            ("Café", "cafe"),
            ("über uns", "uber-uns"),
            ("Straße", "strasse"),
            ("The trust’s view", "the-trusts-view"),
            ("  –  ", ""),
            ("东京", ""),
        ] {
            assert_eq!(as_id(text), id);
        }
        assert_eq!(as_id(&"a".repeat(100)).len(), LONGEST);
    }

    #[test]
    fn what_is_wrong_with_a_long_name_is_its_length() {
        let long = "a".repeat(100);
        assert!(!is_id(&long));
        assert_eq!(why_no_id(&long), "The name has 100 signs; the most is 80.");
        assert!(why_no_id("A b").starts_with("Use lower-case"));
    }

    #[test]
    fn a_taken_id_gets_a_number_and_stays_short_enough() {
        assert_eq!(free("about", |_| false), "about");
        let taken = ["about", "about-2"];
        assert_eq!(free("about", |id| taken.contains(&id)), "about-3");
        let long = "a".repeat(LONGEST);
        let next = free(&long, |id| *id == long);
        assert!(is_id(&next) && next.ends_with("-2"), "{next}");
    }
}
