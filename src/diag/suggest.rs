//! "Did you mean": the nearest of the names that would have been right.

/// The candidate nearest to `word`, if one is near enough to be what was meant.
///
/// Near enough: at most a third of the longer word's characters differ (Damerau-Levenshtein,
/// optimal string alignment, case ignored), or one is the start of the other.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = lower(word);
    let near = candidates
        .into_iter()
        .filter_map(|candidate| {
            let other = lower(candidate);
            let mut allowed = (word.len().max(other.len()) / 3).max(1);
            let begins = starts(&word, &other) || starts(&other, &word);
            // The distance is at least that; a sheet can have thousands of columns to ask about.
            if !begins && word.len().abs_diff(other.len()) > allowed {
                return None;
            }
            let mut distance = distance(&word, &other);
            if begins {
                distance = distance.min(2);
                allowed = allowed.max(2);
            }
            (distance <= allowed).then_some((distance, candidate))
        })
        .collect::<Vec<_>>();
    let (distance, best) = *near.iter().min()?;
    let as_near = |(other, candidate): &(usize, &str)| {
        *other == distance && *candidate != best && but_for_digits(best, candidate)
    };
    // Of phase-1 and phase-2 neither is what “phase-3” meant more than the other.
    match distance > 0 && near.iter().any(as_near) {
        true => None,
        false => Some(best),
    }
}

/// Whether two names are the same but for their digits, and these differ.
fn but_for_digits(one: &str, other: &str) -> bool {
    let is_digit = |c: &char| c.is_ascii_digit();
    let (one, other) = (lower(one), lower(other));
    let letters = |name: &[char]| -> String { name.iter().filter(|c| !is_digit(c)).collect() };
    one != other && letters(&one) == letters(&other)
}

fn lower(text: &str) -> Vec<char> {
    // Longer than any name: what is cut off cannot be a near miss.
    text.chars().take(80).flat_map(char::to_lowercase).collect()
}

fn starts(short: &[char], long: &[char]) -> bool {
    short.len() >= 3 && long.starts_with(short)
}

fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_slips_of_the_finger_and_not_other_words() {
        let names = ["completed", "stopped", "ongoing", "delayed"];
        assert_eq!(nearest("complted", names), Some("completed"));
        assert_eq!(nearest("Stopped", names), Some("stopped"));
        assert_eq!(nearest("onoging", names), Some("ongoing"));
        assert_eq!(nearest("delay", names), Some("delayed"));
        assert_eq!(nearest("sumary", ["sum", "summary"]), Some("summary"));
        assert_eq!(nearest("banana", names), None);
        assert_eq!(nearest("", names), None);
    }

    #[test]
    fn where_only_a_digit_tells_them_apart_none_is_proposed() {
        let phases = ["phase-1", "phase-2", "closed"];
        assert_eq!(nearest("phase-3", phases), None);
        assert_eq!(nearest("phase", phases), None);
        let labelled = ["completed", "Completed"];
        assert_eq!(nearest("complted", labelled), Some("Completed"));
        assert_eq!(nearest("phase-11", phases), Some("phase-1"));
        assert_eq!(nearest("Phase-2", phases), Some("phase-2"));
    }
}
