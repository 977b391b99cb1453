//! How many syllables an English word has, by rule: groups of vowels, less what is silent.
//!
//! A rule is right for nine words of ten, and the rest goes both ways, so the grade of a text of a
//! hundred words moves by a few tenths. A dictionary would weigh megabytes for that.
//!
//! This looks at every word of a site, so it goes through each once and keeps nothing of it.

use std::borrow::Cow;

/// The syllables of a word. An acronym is spelled letter by letter; a number counts as one.
pub(super) fn syllables(word: &str) -> usize {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return of_part(word);
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    if letters == 0 {
        return 1;
    }
    if capitals >= 2 && capitals + 1 >= letters {
        return capitals;
    }
    let word = match capitals {
        0 => Cow::Borrowed(word),
        _ => Cow::Owned(word.to_lowercase()),
    };
    word.split(['-', '–', '/'])
        .filter(|part| !part.is_empty())
        .map(|part| of_part(without_s(part)))
        .sum::<usize>()
        .max(1)
}

/// “the team’s” has the syllables of “the team”.
fn without_s(word: &str) -> &str {
    let owner = word.strip_suffix("’s").or_else(|| word.strip_suffix("'s"));
    owner.unwrap_or(word)
}

/// Words that the rule gets wrong and that this field uses much.
fn known(word: &str) -> Option<usize> {
    Some(match word {
        "real" | "used" | "whole" => 1,
        "baseline" | "baselines" | "being" | "business" | "client" | "create" | "creates"
        | "data" | "diet" | "every" | "guideline" | "guidelines" | "healthcare" | "people"
        | "product" | "programme" | "programmes" | "quiet" | "really" | "safety" | "science"
        | "something" | "sometimes" | "therefore" | "timeline" | "trial" | "trials" => 2,
        "area" | "areas" | "area’s" | "businesses" | "clinician" | "clinicians" | "created"
        | "everyone" | "evidence" | "idea" | "ideas" | "medicine" | "sciences" => 3,
        "diagnosis" | "reliable" | "society" | "variety" => 4,
        _ => return None,
    })
}

fn of_part(word: &str) -> usize {
    if let Some(count) = known(word) {
        return count;
    }
    let groups = vowel_groups(word) + split_vowels(word);
    groups.saturating_sub(silent(word)).max(1)
}

/// The letters of a word: “don't” has four.
fn letters(word: &str) -> impl DoubleEndedIterator<Item = char> {
    word.chars().filter(|c| c.is_alphabetic())
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'é' | 'è' | 'ï' | 'ö')
}

fn vowel_groups(word: &str) -> usize {
    let mut groups = 0;
    let mut inside = false;
    let mut before = None;
    let mut rest = letters(word).peekable();
    while let Some(letter) = rest.next() {
        // The y of “yes” and “beyond” and the u of “qu” are no vowels.
        let next = rest.peek().copied().is_some_and(is_vowel);
        let sounded = match letter {
            'y' => !next || before.is_some() && !inside,
            'u' => before != Some('q'),
            other => is_vowel(other),
        };
        groups += usize::from(sounded && !inside);
        inside = sounded;
        before = Some(letter);
    }
    groups
}

/// Vowels that stand together and are spoken apart: “radio”, “evaluate”, “video”.
fn split_vowels(word: &str) -> usize {
    let before_end = ["io", "ia", "ea", "ium", "ior", "ian"];
    let soft = |c: char| matches!(c, 't' | 's' | 'c' | 'g' | 'x');
    let ends = before_end.iter().any(|end| {
        word.strip_suffix(end).is_some_and(|rest| {
            !rest.ends_with(soft) && !rest.is_empty() && *end != "ea" || rest.ends_with("id")
        })
    });
    let (mut apart, mut together, mut odd) = (usize::from(ends), 0, false);
    for at in 0..word.len() {
        match &word.as_bytes()[at..] {
            [b'e', b'o', b'p', ..] => (apart, odd) = (apart + 1, true),
            [b'g', b'e', b'o', b'n', ..] => odd = true,
            [b'q', b'u', b'a', b'l', ..] => together += 1,
            [b'e', b'o', ..]
            | [b'i', b'u', ..]
            | [b'i', b'a' | b'e', b't', ..]
            | [b'i', b'o', b'l' | b'e', ..]
            | [b'u', b'a', b'l' | b't', ..]
            | [b'u', b'o', b'u', ..]
            | [b'r' | b'l', b'i', b'a', b'b', ..]
            | [b'd' | b'n', b'u', b'a', ..] => apart += 1,
            _ => {}
        }
    }
    apart.saturating_sub(together + usize::from(odd))
}

/// Syllables that are written and not spoken: the e of “care”, “used” and “makes”.
fn silent(word: &str) -> usize {
    let many = letters(word).nth(2).is_some();
    let consonant = |back: usize| {
        let letter = letters(word).nth_back(back);
        letter.is_some_and(|letter| !is_vowel(letter))
    };
    let silent = if word.ends_with("le") {
        many && !consonant(2)
    } else if word.ends_with("les") {
        many && !consonant(3)
    } else if word.ends_with('e') {
        many && consonant(1)
    } else if word.ends_with("ed") {
        many && consonant(2) && !ends_in_spoken_ed(word, consonant(3))
    } else if word.ends_with("es") {
        many && consonant(2) && !ends_with_hiss(word)
    } else {
        let inside = ["ely", "eful", "ement", "ements"];
        inside.iter().any(|end| word.ends_with(end))
    };
    usize::from(silent)
}

/// “needed”, “started” and “handled”, in which the last syllable is spoken; “called” is not.
fn ends_in_spoken_ed(word: &str, after_consonant: bool) -> bool {
    let handled = word.ends_with("led") && after_consonant;
    let called = word.ends_with("lled") || word.ends_with("rled");
    word.ends_with("ted") || word.ends_with("ded") || handled && !called
}

/// “-ses”, “-ches” and the like, in which the e is spoken.
fn ends_with_hiss(word: &str) -> bool {
    ["ses", "ces", "zes", "xes", "ges", "shes", "ches"]
        .iter()
        .any(|end| word.ends_with(end))
}
