//! The word that was meant, for one that the index does not know.

use crate::search::store::Store;
use crate::search::words::CAPITAL;

/// The most slips that are forgiven in a word of this many letters.
fn forgiven(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=8 => 1,
        _ => 2,
    }
}

/// How near a word is, and how common: the least is the best.
type Rank = (usize, std::cmp::Reverse<usize>);

/// The nearest word of the shard in which the word would stand: with the fewest slips, then the most
/// common, then the first. A wrong first letter makes another word (“dental”, “mental”), unless it
/// only changed places with the second.
pub(super) fn nearest(store: &Store, word: &str) -> Option<(String, u32)> {
    let wanted: Vec<char> = word.chars().collect();
    if wanted.iter().any(|c| c.is_numeric()) {
        return None;
    }
    let most = forgiven(wanted.len());
    let mut best: Option<(Rank, &str, u32)> = None;
    for (known, group) in store.words.get(store.shard_of(word))? {
        if known.starts_with(CAPITAL) {
            continue;
        }
        let letters: Vec<char> = known.chars().collect();
        let first = letters.first() == wanted.first()
            || letters
                .get(..2)
                .is_some_and(|two| wanted.starts_with(&[two[1], two[0]]));
        if !first || letters.len().abs_diff(wanted.len()) > most || letters.len() < 4 {
            continue;
        }
        let slips = slips(&wanted, &letters);
        if slips > most {
            continue;
        }
        let rank = (slips, std::cmp::Reverse(store.packed(*group).len()));
        if best.as_ref().is_none_or(|(known, ..)| rank < *known) {
            best = Some((rank, known, *group));
        }
    }
    best.map(|(_, known, group)| (known.to_string(), group))
}

/// Letters that are missing, too many, wrong or changed about (optimal string alignment).
fn slips(a: &[char], b: &[char]) -> usize {
    let width = b.len() + 1;
    let mut rows = vec![0; width * (a.len() + 1)];
    for (at, cell) in rows.iter_mut().take(width).enumerate() {
        *cell = at;
    }
    for i in 1..=a.len() {
        rows[i * width] = i;
        for j in 1..=b.len() {
            let wrong = usize::from(a[i - 1] != b[j - 1]);
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
    fn a_slip_is_a_letter_missing_extra_wrong_or_changed_about() {
        let count = |a: &str, b: &str| {
            let letters = |word: &str| word.chars().collect::<Vec<_>>();
            slips(&letters(a), &letters(b))
        };
        assert_eq!(count("tirage", "triage"), 1);
        assert_eq!(count("thrombectamy", "thrombectomy"), 1);
        assert_eq!(count("proccurment", "procurement"), 2);
        assert_eq!(count("", "abc"), 3);
    }
}
