use std::collections::BTreeSet;

use proptest::prelude::*;

use super::sentences::{sentences, words};
use super::syllables::syllables;
use super::{Limits, Tally, Text, read, title_is_in_capitals};

fn limits() -> Limits {
    Limits {
        words: 20,
        people: 5,
        acronyms: ["NHS", "AI"]
            .map(String::from)
            .into_iter()
            .collect::<BTreeSet<_>>(),
        linked: [("term:qaly".to_string(), "QALY".to_string())]
            .into_iter()
            .collect(),
    }
}

/// The rule and the marked text of each place.
fn found(text: &str) -> Vec<(&'static str, &str)> {
    let (found, _) = read(
        [Text {
            text,
            markdown: true,
        }],
        &BTreeSet::new(),
        &limits(),
    );
    found
        .into_iter()
        .flatten()
        .map(|one| (one.rule, &text[one.range]))
        .collect()
}

fn split(text: &str) -> Vec<&str> {
    sentences(text)
        .into_iter()
        .map(|range| &text[range])
        .collect()
}

#[test]
fn sentences_end_where_a_reader_ends_them() {
    assert_eq!(
        split("It rose to 5.7%. The cost, e.g. of scans, fell! Why? Nobody knows"),
        [
            "It rose to 5.7%.",
            "The cost, e.g. of scans, fell!",
            "Why?",
            "Nobody knows",
        ]
    );
    assert_eq!(
        split("Dr. A. Khan said so. See no. 3 and fig. 2."),
        ["Dr. A. Khan said so.", "See no. 3 and fig. 2."]
    );
    assert_eq!(
        split("It says no. We asked again. iCAIRD did not."),
        ["It says no.", "We asked again.", "iCAIRD did not."]
    );
    assert_eq!(
        split("“It works.” She left (in 2020.) Then…"),
        ["“It works.”", "She left (in 2020.)", "Then…"]
    );
    assert_eq!(
        split("Visit example.org now. i.e. soon"),
        ["Visit example.org now. i.e. soon"]
    );
    assert_eq!(split(""), Vec::<&str>::new());
}

#[test]
fn words_are_what_has_a_letter_or_digit() {
    assert_eq!(words("The cost – £1,000 – fell by a third.").count(), 7);
}

/// Words with as many syllables as people speak.
const SPOKEN: [(&str, usize); 64] = [
    ("a", 1),
    ("the", 1),
    ("care", 1),
    ("people", 2),
    ("patient", 2),
    ("patients", 2),
    ("award", 2),
    ("evaluation", 5),
    ("evidence", 3),
    ("measured", 2),
    ("started", 2),
    ("needed", 2),
    ("makes", 1),
    ("changes", 2),
    ("services", 3),
    ("hospital", 3),
    ("radiology", 5),
    ("technology", 4),
    ("table", 2),
    ("tables", 2),
    ("little", 2),
    ("handled", 2),
    ("called", 1),
    ("beyond", 2),
    ("quality", 3),
    ("queue", 1),
    ("radio", 3),
    ("video", 3),
    ("evaluate", 4),
    ("usual", 3),
    ("create", 2),
    ("data", 2),
    ("stroke", 1),
    ("treatment", 2),
    ("improvement", 3),
    ("management", 3),
    ("clinically", 4),
    ("NHS", 3),
    ("QALYs", 4),
    ("1,000", 1),
    ("5.7%", 1),
    ("long-term", 2),
    ("patient’s", 2),
    ("yes", 1),
    ("system", 2),
    ("benefits", 3),
    ("horizon", 3),
    ("learning", 2),
    ("doctor", 2),
    ("nurse", 1),
    ("scan", 1),
    ("images", 3),
    ("safety", 2),
    ("only", 2),
    ("because", 2),
    ("before", 2),
    ("people’s", 2),
    ("question", 2),
    ("area", 3),
    ("procedure", 3),
    ("procurement", 3),
    ("information", 4),
    ("governance", 3),
    ("approval", 3),
];

#[test]
fn syllables_are_counted_as_spoken_for_nearly_every_word() {
    let wrong: Vec<_> = SPOKEN
        .iter()
        .filter(|(word, count)| syllables(word) != *count)
        .map(|(word, count)| (word, count, syllables(word)))
        .collect();
    assert!(wrong.len() * 20 <= SPOKEN.len(), "{wrong:?}");
}

#[test]
fn the_grade_is_that_of_the_formula() {
    let (_, tally) = read(
        [Text {
            text: "The cat sat on the mat.",
            markdown: false,
        }],
        &BTreeSet::new(),
        &limits(),
    );
    assert_eq!(
        tally,
        Tally {
            sentences: 1,
            words: 6,
            syllables: 6
        }
    );
    // 0.39 × 6 ÷ 1 + 11.8 × 6 ÷ 6 − 15.59
    assert!((tally.grade().expect("a grade") - -1.45).abs() < 1e-9);
    assert_eq!(Tally::default().grade(), None);
}

#[test]
fn a_sentence_over_the_limit_is_marked_from_its_first_word_to_its_end() {
    let long = "This **sentence** goes on and on with [a link](award:x) and many more words than anybody would ever want to read at once.";
    let text = format!("Short first. {long} Short last [@evaluation#results, paragraph 2].");
    assert_eq!(found(&text), [("long-sentence", long)]);
    let twenty = "one two three four five six seven eight nine ten one two three four five six seven eight nine ten.";
    assert_eq!(found(twenty), []);
    assert_eq!(found(&format!("eleven {twenty}")).len(), 1);
    // Each item of a list is read by itself.
    assert_eq!(
        found(
            "- one two three four five six seven eight nine ten\n- one two three four five six seven eight nine ten eleven"
        ),
        []
    );
    assert_eq!(
        found(
            "```\none two three four five six seven eight nine ten one two three four five six seven eight nine ten x y z\n```"
        ),
        []
    );
}

#[test]
fn an_acronym_is_spelled_out_where_it_is_first_used() {
    assert_eq!(
        found("The RCT ended. A second RCT began."),
        [("acronym", "RCT")]
    );
    assert_eq!(
        found("A randomised controlled trial (RCT) ended. The RCTs were good."),
        []
    );
    assert_eq!(found("An RCT (randomised controlled trial) ended."), []);
    assert_eq!(found("The randomised controlled trial, or RCT, ended."), []);
    assert_eq!(found("The NHS and AI."), []);
    assert_eq!(
        found("## RCT and others\n\nRoman II and XIV, ISO 13485, DCB0129, CC-BY, R&D, I and A."),
        []
    );
    assert_eq!(
        found("The QALY, and what a [quality-adjusted life year](term:qaly) is."),
        []
    );
    assert_eq!(found("The QALY."), [("acronym", "QALY")]);
    assert_eq!(found("See `RCT`."), [("acronym", "RCT")]);
    // A record is one text for a reader: a later field need not spell it out again.
    let (places, _) = read(
        [
            Text {
                text: "A health economic model (HEM).",
                markdown: false,
            },
            Text {
                text: "The HEM. The ICER.",
                markdown: false,
            },
        ],
        &BTreeSet::new(),
        &limits(),
    );
    assert!(places[0].is_empty());
    assert_eq!(places[1].len(), 1);
}

#[test]
fn headings_are_in_sentence_case_and_names_keep_their_capitals() {
    assert_eq!(
        found("## What The Evaluation Found\n\nText."),
        [("heading-case", "What The Evaluation Found")]
    );
    assert_eq!(found("## What the evaluation found\n\nText."), []);
    assert_eq!(
        found("## The Data Protection Act and the NHS\n\nText."),
        [("heading-case", "The Data Protection Act and the NHS")]
    );
    assert_eq!(
        found("## The Data Protection Act\n\nIt is the Data Protection Act."),
        []
    );
    assert_eq!(found("## NHS England\n\n## Step 1: Measure\n\nText."), []);
    assert!(title_is_in_capitals("How To Measure Before You Begin"));
    assert!(!title_is_in_capitals(
        "How to measure before NHS England asks"
    ));
}

#[test]
fn a_link_says_where_it_goes() {
    assert_eq!(
        found("[Click here](award:x), [more…](a.md) and [the register](b.md)."),
        [
            ("link-text", "[Click here](award:x)"),
            ("link-text", "[more…](a.md)"),
        ]
    );
    assert_eq!(
        found("Go to https://example.org/x, please."),
        [("link-text", "https://example.org/x,")]
    );
    assert_eq!(
        found("<https://example.org/x>"),
        [("link-text", "https://example.org/x")]
    );
    assert_eq!(
        found("[https://example.org](https://example.org)"),
        [("link-text", "https://example.org")]
    );
    assert_eq!(
        found("[@source#place] and [here it was measured](a.md)"),
        []
    );
}

#[test]
fn small_counts_of_people_are_marked_and_shares_are_not() {
    assert_eq!(
        found("It was tried on 3 patients and on two older people."),
        [
            ("small-number", "3 patients"),
            ("small-number", "two older people"),
        ]
    );
    assert_eq!(
        found("1 death and 4 service users."),
        [
            ("small-number", "1 death"),
            ("small-number", "4 service users")
        ]
    );
    for text in [
        "5 patients, 12 people and 200 women.",
        "1 in 4 people and 3 patients in 10.",
        "2 people out of 7.",
        "Type 2 patients, phase 3 participants.",
        "2 million people.",
        "More than 3 patients.",
        "One patient at a time.",
        "Nobody: 0 patients.",
        "1.2 people, £3 people and 2–4 people.",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_fall(text in "[A-Za-z0-9 .!?()#*\\[\\]`\n|@:/<>“é-]{0,200}") {
        for markdown in [true, false] {
            let (found, _) = read([Text { text: &text, markdown }], &BTreeSet::new(), &limits());
            for one in found.into_iter().flatten() {
                prop_assert!(text.get(one.range).is_some());
            }
        }
    }

    #[test]
    fn sentences_lie_in_order_and_leave_no_word_out(text in "[A-Za-z .!?é”]{0,120}") {
        let parts = sentences(&text);
        prop_assert!(parts.windows(2).all(|pair| pair[0].end <= pair[1].start));
        let counted: usize = parts.iter().map(|part| words(&text[part.clone()]).count()).sum();
        prop_assert_eq!(counted, words(&text).count());
    }
}

#[test]
fn a_place_in_code_over_two_lines_lies_between_signs() {
    // `found` takes the text of each place.
    assert_eq!(found("`\néAA# `>"), [("acronym", "AA")]);
    assert_eq!(found("The `` AB `C `` grew."), [("acronym", "AB")]);
}
