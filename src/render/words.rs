//! The words of the interface as functions of templates: `t` gives text, `t_html` gives HTML, and
//! `t_topic` gives all texts of a topic for a script.

use std::fmt::Display;
use std::sync::Arc;

use tera::{Function, Kwargs, State, Tera, TeraResult, Value};

use crate::words::{Words, Wrong};

pub(super) fn register(tera: &mut Tera, words: &Arc<Words>) {
    let own = words.clone();
    tera.register_function("t", move |args: Kwargs, _: &State<'_>| {
        make(&own, &args, Words::plain)
    });
    tera.register_function("t_html", Html(words.clone()));
    let own = words.clone();
    tera.register_function("t_topic", move |args: Kwargs, _: &State<'_>| {
        let topic: String = args.must_get("topic")?;
        Ok::<_, tera::Error>(own.topic(&topic))
    });
}

/// A function whose result is HTML already.
struct Html(Arc<Words>);

impl Function<TeraResult<String>> for Html {
    fn call(&self, args: Kwargs, _: &State<'_>) -> TeraResult<String> {
        make(&self.0, &args, Words::html)
    }

    fn is_safe(&self) -> bool {
        true
    }
}

type Make = fn(&Words, &str, Option<usize>, &[(&str, &dyn Display)]) -> Result<String, Wrong>;

fn make(words: &Words, args: &Kwargs, make: Make) -> TeraResult<String> {
    let key: String = args.must_get("key")?;
    let mut count = None;
    let mut fillers: Vec<(String, String)> = Vec::new();
    for (name, value) in args.iter() {
        let name = name.to_string();
        if name == "count" {
            count = value.as_u64().and_then(|count| usize::try_from(count).ok());
        }
        if name != "key" {
            fillers.push((name, filler(words, value)));
        }
    }
    let slots: Vec<(&str, &dyn Display)> = fillers
        .iter()
        .map(|(name, value)| (name.as_str(), value as &dyn Display))
        .collect();
    make(words, &key, count, &slots).map_err(|wrong| tera::Error::message(explain(&key, &wrong)))
}

/// Whole numbers are grouped as the language does it; all else stands as it is.
fn filler(words: &Words, value: &Value) -> String {
    match value.as_u64().and_then(|count| usize::try_from(count).ok()) {
        Some(count) => words.whole(count),
        None => value.to_string(),
    }
}

fn explain(key: &str, wrong: &Wrong) -> String {
    match wrong {
        Wrong::NoKey => format!("there is no text called “{key}” in the theme's folder strings"),
        Wrong::NoSlot(name) => {
            format!("the text “{key}” has a place “{{{name}}}”, and nothing is given for it")
        }
    }
}
