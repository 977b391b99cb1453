//! The words of the interface, in the language of the site.
//!
//! In go the files `strings/<language>/<topic>.yaml` of a theme; out comes [`Words`], from which
//! templates and views take every word that no record says. A key is `topic.name`. The English of
//! the default theme is the list of all keys: a catalogue in another language must have each.

mod catalogue;
mod format;
mod pattern;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Display;

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};

use crate::record::shape::small;
pub use catalogue::load;
use pattern::Pattern;

/// Every word of the interface, in one language.
pub struct Words {
    language: String,
    plural: Option<PluralRules>,
    /// A page looks up dozens.
    entries: HashMap<String, Entry>,
}

/// What stands under a key.
#[derive(Clone, Debug, PartialEq)]
enum Entry {
    /// One text.
    One(Pattern),
    /// A text for each plural category that the language has.
    ByCount(BTreeMap<&'static str, Pattern>),
}

/// What fills the places of a text, by name.
pub type Slots<'a> = [(&'a str, &'a dyn Display)];

/// Why a text could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The catalogue has no such key.
    NoKey,
    /// The text has a place that nothing was given for.
    NoSlot(String),
}

impl Words {
    fn new(language: &str, entries: BTreeMap<String, Entry>) -> Self {
        let tag = language.parse().or_else(|_| "en".parse());
        let rules = tag.ok().map(|tag: unic_langid::LanguageIdentifier| {
            let known = PluralRules::get_locales(PluralRuleType::CARDINAL);
            let alone = unic_langid::LanguageIdentifier::from_parts(tag.language, None, None, &[]);
            if known.contains(&tag) { tag } else { alone }
        });
        Self {
            language: language.to_string(),
            plural: rules.and_then(|tag| PluralRules::create(tag, PluralRuleType::CARDINAL).ok()),
            entries: entries.into_iter().collect(),
        }
    }

    /// The language, as a tag.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The text under a key that has no places to fill.
    pub fn text(&self, key: &str) -> String {
        self.fill(key, &[])
    }

    /// The text under a key, with its places filled. A key that does not exist is a mistake in
    /// Casebook, which its tests find; readers then see the key.
    pub fn fill(&self, key: &str, slots: &Slots<'_>) -> String {
        let made = self.pattern(key, None).map(|pattern| pattern.plain(slots));
        made.and_then(|made| made).unwrap_or_else(|_| unknown(key))
    }

    /// The text under a key for a number of things, which fills the place `{count}`.
    pub fn count(&self, key: &str, count: usize, slots: &Slots<'_>) -> String {
        let grouped = self.whole(count);
        let mut all: Vec<(&str, &dyn Display)> = slots.to_vec();
        all.push(("count", &grouped));
        let made = self
            .pattern(key, Some(count))
            .map(|pattern| pattern.plain(&all));
        made.and_then(|made| made).unwrap_or_else(|_| unknown(key))
    }

    /// The text under a key, if there is one.
    pub fn find(&self, key: &str) -> Option<String> {
        self.pattern(key, None).ok()?.plain(&[]).ok()
    }

    /// The text under a key that is the same for every number and has no places.
    pub fn fixed(&self, key: &str) -> Option<String> {
        match self.entries.get(key)? {
            Entry::One(pattern) => pattern.plain(&[]).ok(),
            Entry::ByCount(_) => None,
        }
    }

    /// The text under a key, for a template.
    ///
    /// # Errors
    ///
    /// There is no such key, or nothing was given for one of its places.
    pub fn plain(
        &self,
        key: &str,
        count: Option<usize>,
        slots: &Slots<'_>,
    ) -> Result<String, Wrong> {
        self.pattern(key, count)?.plain(slots)
    }

    /// The text under a key as HTML: everything escaped, `[text](place)` a link to what fills the
    /// place, `**text**` strong.
    ///
    /// # Errors
    ///
    /// There is no such key, or nothing was given for one of its places.
    pub fn html(
        &self,
        key: &str,
        count: Option<usize>,
        slots: &Slots<'_>,
    ) -> Result<String, Wrong> {
        self.pattern(key, count)?.html(slots)
    }

    /// The texts of a list, one after the other.
    pub fn list<T: Display>(&self, items: &[T]) -> String {
        let items: Vec<String> = items.iter().map(ToString::to_string).collect();
        items.join(&self.text("format.list"))
    }

    /// A label as part of a sentence: its first letter small, unless it begins an abbreviation or
    /// the language keeps it as it is.
    pub fn small(&self, label: &str) -> String {
        match self.text("format.small_inside").as_str() {
            "yes" => small(label),
            _ => label.to_string(),
        }
    }

    /// The text under a key as HTML, its places filled. Everything is escaped but its own markup.
    pub fn rich(&self, key: &str, slots: &Slots<'_>) -> String {
        self.html(key, None, slots).unwrap_or_else(|_| unknown(key))
    }

    /// Every key, in the order of the alphabet.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let mut keys: Vec<&str> = self.entries.keys().map(String::as_str).collect();
        keys.sort_unstable();
        keys.into_iter()
    }

    /// The texts of a topic as scripts take them: names to a text, or to a map of texts by plural
    /// category, with their places still open. JSON.
    pub fn topic(&self, topic: &str) -> String {
        let texts = self.entries.iter().filter_map(|(key, entry)| {
            let name = key.strip_prefix(topic)?.strip_prefix('.')?;
            let value = match entry {
                Entry::One(pattern) => serde_json::Value::from(pattern.written()),
                Entry::ByCount(forms) => forms
                    .iter()
                    .map(|(category, pattern)| ((*category).to_string(), pattern.written()))
                    .collect(),
            };
            Some((name.to_string(), value))
        });
        // In the order of names: the same bytes in every build.
        let texts: BTreeMap<String, serde_json::Value> = texts.collect();
        serde_json::to_string(&texts).unwrap_or_default()
    }

    fn pattern(&self, key: &str, count: Option<usize>) -> Result<&Pattern, Wrong> {
        match self.entries.get(key).ok_or(Wrong::NoKey)? {
            Entry::One(pattern) => Ok(pattern),
            Entry::ByCount(forms) => {
                let category = self.category(count.unwrap_or_default());
                let form = forms.get(category).or_else(|| forms.get("other"));
                form.ok_or(Wrong::NoKey)
            }
        }
    }

    fn category(&self, count: usize) -> &'static str {
        let rules = self.plural.as_ref();
        let category = rules.and_then(|rules| rules.select(count).ok());
        match category {
            Some(PluralCategory::ZERO) => "zero",
            Some(PluralCategory::ONE) => "one",
            Some(PluralCategory::TWO) => "two",
            Some(PluralCategory::FEW) => "few",
            Some(PluralCategory::MANY) => "many",
            Some(PluralCategory::OTHER) | None => "other",
        }
    }
}

/// Where a text is missing: visible, and easy to search for.
fn unknown(key: &str) -> String {
    format!("⟦{key}⟧")
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let count = self.entries.len();
        write!(f, "Words({}, {count} keys)", self.language)
    }
}
