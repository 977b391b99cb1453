//! The word that was meant, for one that the index does not know.

use crate::search::store::Store;
use crate::search::words::CAPITAL;

/// Words of this many letters may have a slip in their first letter, and shorter ones not: “dental”
/// is not “mental”.
const LONG: usize = 7;

/// The shortest word that another is corrected to.
const SHORT: usize = 4;

/// Letters that sound alike.
const ALIKE: [&str; 6] = ["aeiouy", "ckqsxz", "fpvb", "gj", "mn", "dt"];

/// Letters that are side by side on the keyboard.
const ROWS: &str = "qwertyuiop asdfghjkl zxcvbnm";

/// Spellings of the same words.
const SPELLINGS: [(&str, &str); 16] = [
    ("z", "s"),
    ("s", "z"),
    ("or", "our"),
    ("our", "or"),
    ("e", "ae"),
    ("ae", "e"),
    ("e", "oe"),
    ("oe", "e"),
    ("er", "re"),
    ("re", "er"),
    ("l", "ll"),
    ("ll", "l"),
    ("am", "amme"),
    ("og", "ogue"),
    ("f", "ph"),
    ("ense", "ence"),
];

/// The most slips that are forgiven in a word of this many letters.
fn forgiven(letters: usize) -> usize {
    match letters {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    }
}

/// How long a word is in JavaScript, which counts letters of rare scripts twice.
pub(super) fn length(word: &str) -> usize {
    word.encode_utf16().count()
}

/// The group of the same word as others spell it: “pediatric”, “organization”.
pub(super) fn respelled(store: &Store, word: &str) -> Option<u32> {
    SPELLINGS.iter().find_map(|(from, to)| {
        let places = word
            .char_indices()
            .filter(|(at, _)| word[*at..].starts_with(from));
        places.into_iter().find_map(|(at, _)| {
            store.group(&format!("{}{to}{}", &word[..at], &word[at + from.len()..]))
        })
    })
}

/// How near a word is, and how common: the least is the best.
type Rank = (usize, std::cmp::Reverse<usize>);

/// The nearest word of the shard in which the word would stand: with the fewest slips, then the most
/// common, then the first.
pub(super) fn nearest(store: &Store, word: &str) -> Option<(String, u32)> {
    let wanted: Vec<char> = word.chars().collect();
    let most = forgiven(wanted.len());
    if most == 0 || wanted.iter().any(|c| c.is_numeric()) {
        return None;
    }
    let mut best: Option<(Rank, &str, u32)> = None;
    for (known, group) in store.words.get(store.shard_of(word))? {
        let near = length(known).abs_diff(length(word)) <= most && length(known) >= SHORT;
        if known.starts_with(CAPITAL) || !near || differ(word, known) > 2 * most {
            continue;
        }
        let letters: Vec<char> = known.chars().collect();
        let first = usize::from(!begins_alike(&wanted, &letters));
        let slips = slips(&wanted, &letters);
        if slips * 2 + first > most * 2 || (first > 0 && wanted.len() < LONG) {
            continue;
        }
        let rank = (
            slips * 2 + first,
            std::cmp::Reverse(store.packed(*group).len()),
        );
        if best.as_ref().is_none_or(|(known, ..)| rank < *known) {
            best = Some((rank, known, *group));
        }
    }
    best.map(|(_, known, group)| (known.to_string(), group))
}

/// Whether two words have the same first letter, or changed the first two about.
fn begins_alike(a: &[char], b: &[char]) -> bool {
    a.first() == b.first() || matches!((a, b), ([x, y, ..], [v, w, ..]) if x == w && y == v)
}

/// In how many letters two words differ, wherever they stand: more than the slips can explain rules
/// a word out at little cost.
fn differ(a: &str, b: &str) -> usize {
    let bits = |word: &str| {
        word.encode_utf16()
            .fold(0_u32, |all, unit| all | 1 << (unit & 31))
    };
    (bits(a) ^ bits(b)).count_ones() as usize
}

/// Whether a finger or an ear takes one letter for the other; else it is another word.
fn alike(a: char, b: char) -> bool {
    let row = |a: char, b: char| {
        let mut letters = ROWS.chars().zip(ROWS.chars().skip(1));
        letters.any(|pair| pair == (a, b))
    };
    ALIKE.iter().any(|all| all.contains(a) && all.contains(b)) || row(a, b) || row(b, a)
}

/// Letters that are missing, too many, wrong or changed about (optimal string alignment). A wrong
/// letter that is not like the right one counts twice.
fn slips(a: &[char], b: &[char]) -> usize {
    let width = b.len() + 1;
    let mut rows = vec![0; width * (a.len() + 1)];
    for (at, cell) in rows.iter_mut().take(width).enumerate() {
        *cell = at;
    }
    for i in 1..=a.len() {
        rows[i * width] = i;
        for j in 1..=b.len() {
            let wrong = match (a[i - 1], b[j - 1]) {
                (one, other) if one == other => 0,
                (one, other) if alike(one, other) => 1,
                _ => 2,
            };
            let mut least = (rows[(i - 1) * width + j] + 1)
                .min(rows[i * width + j - 1] + 1)
                .min(rows[(i - 1) * width + j - 1] + wrong);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[(i - 2) * width + j - 2] + 1);
            }
            rows[i * width + j] = least;
        }
    }
    rows[width * (a.len() + 1) - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_a_letter_missing_extra_alike_or_changed_about() {
        let count = |a: &str, b: &str| {
            let letters = |word: &str| word.chars().collect::<Vec<_>>();
            slips(&letters(a), &letters(b))
        };
        assert_eq!(count("tirage", "triage"), 1);
        assert_eq!(count("thrombectamy", "thrombectomy"), 1);
        assert_eq!(count("proccurment", "procurement"), 2);
        assert_eq!(count("hearing", "heading"), 2);
        assert_eq!(count("", "abc"), 3);
    }
}
