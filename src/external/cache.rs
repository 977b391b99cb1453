//! Answers from before, so that nobody is asked the same thing every day.
//!
//! In and out goes the text of one file. It is safe to delete; one that cannot be read, or is of
//! another version, counts as none.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Link, Verdict};

const VERSION: u32 = 1;
const DAY: u64 = 24 * 60 * 60;

/// Answers by address.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Cache {
    answers: BTreeMap<String, Answer>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Answer {
    /// When it was asked for, in seconds since 1970.
    asked: u64,
    verdict: Verdict,
}

#[derive(Serialize, Deserialize)]
struct File {
    casebook_links: u32,
    answers: BTreeMap<String, Answer>,
}

impl Cache {
    /// The answers of a file that are not older than so many days.
    pub fn read(text: &str, now: u64, days: u64) -> Self {
        let file: Option<File> = serde_json::from_str(text).ok();
        let file = file.filter(|file| file.casebook_links == VERSION);
        let mut answers = file.map(|file| file.answers).unwrap_or_default();
        // What is of tomorrow comes from a clock that was wrong.
        answers.retain(|_, answer| {
            let age = now.checked_sub(answer.asked);
            age.is_some_and(|age| age < days.saturating_mul(DAY)) && answer.verdict.lasts()
        });
        Self { answers }
    }

    /// The text of the file, with the answers for these links alone.
    pub fn write(mut self, links: &[Link]) -> String {
        let known: std::collections::BTreeSet<&str> =
            links.iter().map(|link| link.address.as_str()).collect();
        self.answers
            .retain(|address, _| known.contains(address.as_str()));
        let file = File {
            casebook_links: VERSION,
            answers: self.answers,
        };
        let text = serde_json::to_string_pretty(&file).unwrap_or_default();
        text + "\n"
    }

    pub(super) fn get(&self, address: &str) -> Option<&Verdict> {
        self.answers.get(address).map(|answer| &answer.verdict)
    }

    pub(super) fn put(&mut self, address: &str, verdict: Verdict, asked: u64) {
        let answer = Answer { asked, verdict };
        self.answers.insert(address.to_string(), answer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(address: &str) -> Link {
        Link {
            address: address.to_string(),
            places: Vec::new(),
        }
    }

    #[test]
    fn an_answer_is_kept_for_so_many_days_and_while_the_link_is_there() {
        let mut cache = Cache::default();
        cache.put(
            "https://a.uk/",
            Verdict::Moved("https://b.uk/".into()),
            10 * DAY,
        );
        cache.put("https://c.uk/", Verdict::Gone(410), 10 * DAY);
        let text = cache.write(&[link("https://a.uk/")]);
        let read = Cache::read(&text, 12 * DAY, 7);
        assert_eq!(
            read.get("https://a.uk/"),
            Some(&Verdict::Moved("https://b.uk/".into()))
        );
        assert_eq!(read.get("https://c.uk/"), None);
        for (now, days) in [(17 * DAY, 7), (10 * DAY, 0), (9 * DAY, 7)] {
            assert_eq!(
                Cache::read(&text, now, days),
                Cache::default(),
                "{now} {days}"
            );
        }
    }

    #[test]
    fn a_file_that_says_nothing_is_no_cache() {
        let other =
            "{\"casebook_links\": 2, \"answers\": {\"a\": {\"asked\": 1, \"verdict\": \"fine\"}}}";
        let passing = "{\"casebook_links\": 1, \"answers\": {\"a\": {\"asked\": 1, \"verdict\": \"no-host\"}}}";
        for text in ["", "[]", "{\"answers\": 1}", "\u{0}", other, passing] {
            assert_eq!(Cache::read(text, 1, 7), Cache::default(), "{text}");
        }
    }
}
