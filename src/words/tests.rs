//! What the catalogue promises.

use super::*;
use crate::diag::{Diagnostics, FileId};
use crate::record::date::Date;
use crate::record::number::{Money, Number};
use crate::theme::{self, Strings};

fn strings(language: &str, topic: &str, text: &str, file: Option<u32>) -> Strings {
    Strings {
        language: language.into(),
        topic: topic.into(),
        text: text.into(),
        file: file.map(FileId),
    }
}

fn loaded(language: &str, own: &[Strings]) -> (Words, Vec<String>) {
    let mut files = vec![strings(
        "en",
        "a",
        "plain: Hello {name}\nn: {one: '{count} day', other: '{count} days'}\n",
        None,
    )];
    files.extend_from_slice(own);
    let mut sink = Diagnostics::new();
    let words = load(language, &files, &mut sink);
    let problems = sink
        .iter()
        .map(|problem| format!("{}: {}", problem.code, problem.message));
    (words, problems.collect())
}

#[test]
fn english_is_there_for_every_kind_of_english() {
    let (words, problems) = loaded("en-GB", &[]);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(words.fill("a.plain", &[("name", &"you")]), "Hello you");
    assert_eq!(words.text("a.none"), "⟦a.none⟧");
}

#[test]
fn the_form_follows_the_number_by_the_rules_of_the_language() {
    let polish = "plain: Cześć {name}\nn: {one: '{count} dzień', few: '{count} dni', many: '{count} dni!', other: '{count} dnia'}\n";
    let (words, problems) = loaded("pl", &[strings("pl", "a", polish, Some(1))]);
    assert!(problems.is_empty(), "{problems:?}");
    let said = |n| words.plain("a.n", Some(n), &[("count", &n)]);
    assert_eq!(said(1).as_deref(), Ok("1 dzień"));
    assert_eq!(said(3).as_deref(), Ok("3 dni"));
    assert_eq!(said(5).as_deref(), Ok("5 dni!"));
}

#[test]
fn what_a_translation_lacks_is_named() {
    let (_, problems) = loaded("cy", &[strings("cy", "a", "plain: Helo {name}\n", Some(1))]);
    assert_eq!(
        problems,
        ["missing-string: The words in the language “cy” lack “a.n”."]
    );
}

#[test]
fn slips_in_a_translation_are_errors() {
    let text = "plain: Helo {enw}\nplane: x\nn: {one: x}\n";
    let (_, problems) = loaded("cy", &[strings("cy", "a", text, Some(1))]);
    let codes: Vec<&str> = problems
        .iter()
        .filter_map(|problem| problem.split(':').next())
        .collect();
    assert_eq!(
        codes,
        [
            "string-place",
            "unknown-string",
            "string-form",
            "missing-string"
        ]
    );
}

#[test]
fn a_language_without_words_is_an_error_and_english_stands_in() {
    let (words, problems) = loaded("cy", &[]);
    assert_eq!(
        problems,
        ["no-strings: The theme has no words in the language “cy”."]
    );
    assert_eq!(words.fill("a.plain", &[("name", &"x")]), "Hello x");
}

#[test]
fn a_site_replaces_single_texts() {
    let (words, problems) = loaded(
        "en-GB",
        &[strings("en", "a", "plain: Hi {name}\n", Some(1))],
    );
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(words.fill("a.plain", &[("name", &"you")]), "Hi you");
}

#[test]
fn dates_numbers_and_money_are_written_as_the_default_theme_says() {
    let theme = theme::load(&[], &mut Diagnostics::new());
    let mut sink = Diagnostics::new();
    let words = load("en-GB", &theme.strings, &mut sink);
    assert!(sink.is_empty());
    let date = |text| words.date(Date::parse(text).expect(text));
    assert_eq!(date("2025"), "2025");
    assert_eq!(date("2025-04"), "April 2025");
    assert_eq!(date("2018-08-06"), "6 August 2018");
    let number = |text| Number::parse(text).expect(text);
    assert_eq!(words.number(number("-16477087.5")), "\u{2212}16,477,087.5");
    let money = Money::from_number(number("-1234"), "GBP").expect("fits");
    assert_eq!(words.money(&money), "\u{2212}£1,234");
    let money = Money::from_number(number("0.5"), "CHF").expect("fits");
    assert_eq!(words.money(&money), "CHF\u{a0}0.50");
    let short = |text, currency| {
        words.money_short(&Money::from_number(number(text), currency).expect("fits"))
    };
    assert_eq!(short("-16477087", "GBP"), "\u{2212}£16.5 million");
    assert_eq!(short("1049999.99", "GBP"), "£1.0 million");
    assert_eq!(short("999999", "GBP"), "£999,999");
    assert_eq!(short("2000000", "CHF"), "CHF\u{a0}2.0 million");
}

#[test]
fn a_script_gets_a_topic_with_its_places_open() {
    let (words, _) = loaded("en", &[]);
    assert_eq!(
        words.topic("a"),
        r#"{"n":{"one":"{count} day","other":"{count} days"},"plain":"Hello {name}"}"#
    );
}
