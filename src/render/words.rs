//! The words of the interface as functions of templates: `t` gives text, `t_html` gives HTML, and
//! `t_topic` gives all texts of a topic for a script.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::{Arc, Mutex, PoisonError};

use tera::{Function, Kwargs, State, Tera, TeraResult, Value};

use crate::diag::suggest::nearest;
use crate::words::{Words, Wrong};

pub(super) fn register(tera: &mut Tera, words: &Arc<Words>) {
    let own = words.clone();
    tera.register_function("t", move |args: Kwargs, _: &State<'_>| {
        make(&own, &args, Words::plain)
    });
    tera.register_function("t_html", Html(words.clone()));
    let own = words.clone();
    tera.register_filter("small", move |label: &str, _: Kwargs, _: &State<'_>| {
        own.small(label)
    });
    let own = words.clone();
    // The same for every page of a list, and there may be thousands.
    let topics: Mutex<BTreeMap<String, String>> = Mutex::default();
    tera.register_function("t_topic", move |args: Kwargs, _: &State<'_>| {
        let topic: String = args.must_get("topic")?;
        let mut topics = topics.lock().unwrap_or_else(PoisonError::into_inner);
        let known = topics.entry(topic);
        let text = known.or_insert_with_key(|topic| own.topic(topic));
        Ok::<_, tera::Error>(text.clone())
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
    let key: &str = args.must_get("key")?;
    let mut count = None;
    let mut fillers: Vec<(&str, Cow<'_, str>)> = Vec::new();
    for (name, value) in args.iter() {
        match name.as_str() {
            Some("key") | None => continue,
            Some(name) => fillers.push((name, filler(words, value))),
        }
        if name.as_str() == Some("count") {
            count = value.as_u64().and_then(|count| usize::try_from(count).ok());
        }
    }
    let slots: Vec<(&str, &dyn Display)> = fillers
        .iter()
        .map(|(name, value)| (*name, value as &dyn Display))
        .collect();
    let made = make(words, key, count, &slots);
    made.map_err(|wrong| tera::Error::message(explain(words, key, &wrong)))
}

/// Whole numbers are grouped as the language does it; all else stands as it is.
fn filler<'v>(words: &Words, value: &'v Value) -> Cow<'v, str> {
    if let Some(text) = value.as_str() {
        return Cow::Borrowed(text);
    }
    let count = value.as_u64().and_then(|count| usize::try_from(count).ok());
    Cow::Owned(count.map_or_else(|| value.to_string(), |count| words.whole(count)))
}

/// The nearest key is given as Tera gives the names of fields, from which the hint is made.
fn explain(words: &Words, key: &str, wrong: &Wrong) -> String {
    let near = nearest(key, words.keys());
    let near = near.map(|near| format!(". Available fields: {near}"));
    match wrong {
        Wrong::NoKey => format!(
            "there is no text called `{key}` in the folder strings of the theme{}",
            near.unwrap_or_default()
        ),
        Wrong::NoSlot(name) => {
            format!("the text “{key}” has a place “{{{name}}}”, and nothing is given for it")
        }
    }
}
