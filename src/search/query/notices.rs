//! How a query was understood, in words for people who look after a site. What readers are told is
//! in the catalogue of strings.

use super::Answer;

impl Answer {
    /// What is to be said of the query besides the words that were taken for others, a sentence each.
    pub fn notices(&self) -> Vec<String> {
        let lists = [
            ("Also searched", &self.also),
            ("No page has", &self.unknown),
        ];
        let lists = lists.iter().filter(|(_, words)| !words.is_empty());
        let mut told: Vec<String> = lists
            .map(|(what, words)| format!("{what}: {}.", words.join(", ")))
            .collect();
        let flags = [
            (
                self.no_phrase,
                "No page has these words side by side, so they were looked for one by one.",
            ),
            (
                self.empty,
                "These words are on almost every page, so they cannot be searched for.",
            ),
            (self.cut, "Only the first 24 words were looked for."),
            (
                self.some,
                "Some of these pages have only some of the words.",
            ),
        ];
        let flags = flags.iter().filter(|(holds, _)| *holds);
        told.extend(flags.map(|(_, text)| (*text).to_string()));
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_holds_is_said_in_one_order() {
        assert!(Answer::default().notices().is_empty());
        let answer = Answer {
            some: true,
            cut: true,
            also: vec!["stroke".into(), "clot".into()],
            ..Answer::default()
        };
        assert_eq!(
            answer.notices(),
            [
                "Also searched: stroke, clot.",
                "Only the first 24 words were looked for.",
                "Some of these pages have only some of the words.",
            ]
        );
    }
}
