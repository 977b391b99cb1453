//! Small counts of people in figures and in what became of an award. Those in texts are for
//! [`crate::rules::reading`].

use crate::diag::Diagnostics;
use crate::link::Site;
use crate::record::number::Number;
use crate::rules::finding;
use crate::rules::settings::Settings;

/// Units that count people.
const UNITS: [&str; 3] = ["people", "patients", "cases"];

/// Words for people in what an adoption counts.
const PEOPLE: [&str; 9] = [
    "patient",
    "people",
    "person",
    "participant",
    "women",
    "men",
    "child",
    "carer",
    "service user",
];

pub(super) fn check(site: &Site, settings: &Settings, sink: &mut Diagnostics) {
    let least = settings.limit("small-number");
    let small = |number: Number| {
        let value = number.to_f64();
        value > 0.0 && value < least && number.to_whole().is_some()
    };
    for entry in &site.figures {
        let figure = &entry.data;
        if UNITS.contains(&&*figure.unit.id) && small(figure.value) && figure.of.is_none() {
            let message = format!("This figure counts fewer than {least} people.");
            sink.push(finding("small-number", message).at(entry.span));
        }
    }
    for entry in &site.awards {
        let counts = entry.data.adoption.iter().filter(|adoption| {
            let what = adoption
                .what
                .as_ref()
                .map(|what| what.to_lowercase())
                .unwrap_or_default();
            let count = adoption.count.and_then(|count| i64::try_from(count).ok());
            PEOPLE.iter().any(|word| what.contains(word))
                && count.is_some_and(|count| small(Number::whole(count)))
        });
        for adoption in counts {
            let message = format!("This counts fewer than {least} people.");
            sink.push(finding("small-number", message).at(adoption.status.span));
        }
    }
}
