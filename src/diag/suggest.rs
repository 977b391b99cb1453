//! "Did you mean": the nearest of the names that would have been right.

/// The candidate nearest to `word`, if one is near enough to be what was meant.
///
/// Near enough: at most a third of the longer word's characters differ (Damerau-Levenshtein,
/// optimal string alignment, case ignored), or one is the start of the other.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = lower(word);
    candidates
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
        .min()
        .map(|(_, candidate)| candidate)
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
}
