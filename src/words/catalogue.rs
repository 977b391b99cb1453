//! From the files of a theme to the catalogue of one language.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::pattern::Pattern;
use super::{Entry, Words};
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics, FileId, Span};
use crate::theme::Strings as StringsFile;
use crate::yaml::{self, Node, NodeKind, Pair};

const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

type Entries = BTreeMap<String, Entry>;

/// The English of the default theme with the hash of its files, so that it is read once.
static ENGLISH: Mutex<Option<(blake3::Hash, Arc<Entries>)>> = Mutex::new(None);

/// The words in a language, from the files of a theme: later files win, key by key.
///
/// Problems, each at its place, go to `sink`: unknown and missing keys, places that the English has
/// and a translation lacks. A language without any file is an error; English then stands in.
pub fn load(language: &str, files: &[StringsFile], sink: &mut Diagnostics) -> Words {
    // A tag that is written otherwise, such as `en_GB`, is reported where it stands.
    let tag: Option<unic_langid::LanguageIdentifier> = language.parse().ok();
    let usual = tag.map(|tag| tag.to_string());
    let language = usual.as_deref().unwrap_or(language);
    let english = english(files);
    let mut entries = Entries::new();
    let mut reader = Reader {
        english: &english,
        sink,
    };
    let general = language.split('-').next().unwrap_or(language);
    let mut found = general == "en";
    if found {
        entries.clone_from(&english);
    }
    for wanted in [general, language] {
        for file in files.iter().filter(|file| file.language == wanted) {
            if general == "en" && is_default(file, files) {
                continue;
            }
            found = true;
            reader.read(file, &mut entries);
        }
        if general == language {
            break;
        }
    }
    if !found {
        sink.push(no_language(language, files));
        return Words::new(language, (*english).clone());
    }
    let missing: Vec<&str> = english
        .keys()
        .filter(|key| !entries.contains_key(*key))
        .map(String::as_str)
        .collect();
    report_missing(language, &missing, files, sink);
    for key in missing {
        entries.insert(key.to_string(), english[key].clone());
    }
    Words::new(language, entries)
}

/// Whether a file of English is the default theme's, or says just the same.
fn is_default(file: &StringsFile, files: &[StringsFile]) -> bool {
    let same = |known: &StringsFile| {
        known.file.is_none()
            && (&known.language, &known.topic) == (&file.language, &file.topic)
            && known.text == file.text
    };
    file.file.is_none() || files.iter().any(same)
}

/// The default theme's English, read once.
fn english(files: &[StringsFile]) -> Arc<Entries> {
    let own = files
        .iter()
        .filter(|file| file.file.is_none() && file.language == "en");
    let mut hasher = blake3::Hasher::new();
    own.clone().for_each(|file| {
        hasher.update(file.text.as_bytes());
    });
    let hash = hasher.finalize();
    let mut kept = ENGLISH.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((known, entries)) = &*kept
        && *known == hash
    {
        return entries.clone();
    }
    let mut entries = Entries::new();
    let empty = Entries::new();
    let mut problems = Diagnostics::new();
    for file in own {
        let mut reader = Reader {
            english: &empty,
            sink: &mut problems,
        };
        reader.read(file, &mut entries);
    }
    debug_assert!(problems.is_empty(), "{problems:?}");
    let entries = Arc::new(entries);
    *kept = Some((hash, entries.clone()));
    entries
}

struct Reader<'r> {
    english: &'r Entries,
    sink: &'r mut Diagnostics,
}

impl Reader<'_> {
    fn read(&mut self, file: &StringsFile, entries: &mut Entries) {
        let id = file.file.unwrap_or(FileId(u32::MAX));
        let Some(tree) = yaml::parse(id, &file.text, 0, self.sink) else {
            return;
        };
        let NodeKind::Map(pairs) = &tree.kind else {
            self.refuse(
                tree.span,
                format!(
                    "This is {}; words are names with their texts.",
                    tree.describe()
                ),
            );
            return;
        };
        for pair in pairs {
            let key = format!("{}.{}", file.topic, pair.key);
            if let Some(entry) = self.entry(&key, pair) {
                entries.insert(key, entry);
            }
        }
    }

    fn entry(&mut self, key: &str, pair: &Pair) -> Option<Entry> {
        let known = self.english.get(key);
        if known.is_none() && !self.english.is_empty() {
            self.unknown(key, pair.key_span);
            return None;
        }
        let entry = match &pair.value.kind {
            NodeKind::Scalar(scalar) => Entry::One(Pattern::new(&scalar.text)),
            NodeKind::Map(forms) => Entry::ByCount(self.forms(forms)?),
            _ => {
                let what = pair.value.describe();
                self.refuse(
                    pair.value.span,
                    format!("“{key}” is {what}; it must be a text."),
                );
                return None;
            }
        };
        if let Some(known) = known {
            self.same_slots(key, known, &entry, &pair.value);
        }
        Some(entry)
    }

    fn forms(&mut self, pairs: &[Pair]) -> Option<BTreeMap<&'static str, Pattern>> {
        let mut forms = BTreeMap::new();
        for pair in pairs {
            let category = CATEGORIES.iter().find(|known| **known == pair.key);
            match (category, &pair.value.kind) {
                (Some(category), NodeKind::Scalar(scalar)) => {
                    forms.insert(*category, Pattern::new(&scalar.text));
                }
                _ => {
                    let message = format!("“{}” is no plural form with a text.", pair.key);
                    self.refuse(pair.key_span, message);
                    return None;
                }
            }
        }
        if !forms.contains_key("other") {
            let span = pairs.first().map(|pair| pair.key_span)?;
            self.refuse(span, "The plural form “other” is missing.".to_string());
            return None;
        }
        Some(forms)
    }

    /// A translation may leave a place out of a plural form, but may not invent one.
    fn same_slots(&mut self, key: &str, known: &Entry, entry: &Entry, node: &Node) {
        let known = slots(known);
        for name in slots(entry) {
            if !known.contains(&name) {
                let message = format!("The text “{key}” has no place called “{{{name}}}”.");
                let hint = match known.as_slice() {
                    [] => "Take the braces out: nothing fills them.".to_string(),
                    known => format!("It has: {{{}}}.", known.join("}, {")),
                };
                self.sink.push(
                    Diagnostic::error("string-place", message)
                        .at(node.span)
                        .hint(hint),
                );
            }
        }
    }

    fn unknown(&mut self, key: &str, span: Span) {
        let problem = Diagnostic::error(
            "unknown-string",
            format!("Casebook has no text called “{key}”."),
        );
        let hint = match nearest(key, self.english.keys().map(String::as_str)) {
            Some(near) => format!("Did you mean “{near}”?"),
            None => "Delete it. The names are those of the default theme's English.".to_string(),
        };
        self.sink.push(problem.at(span).hint(hint));
    }

    fn refuse(&mut self, span: Span, message: String) {
        let hint =
            "Write “name: text”, or a name with the plural forms “one:” and “other:” below it.";
        self.sink.push(
            Diagnostic::error("string-form", message)
                .at(span)
                .hint(hint),
        );
    }
}

fn slots(entry: &Entry) -> Vec<String> {
    let mut names: Vec<String> = match entry {
        Entry::One(pattern) => pattern.slots().into_iter().map(String::from).collect(),
        Entry::ByCount(forms) => forms
            .values()
            .flat_map(|form| form.slots().into_iter().map(String::from))
            .chain(["count".to_string()])
            .collect(),
    };
    names.sort_unstable();
    names.dedup();
    names
}

fn no_language(language: &str, files: &[StringsFile]) -> Diagnostic {
    let mut known: Vec<&str> = files.iter().map(|file| file.language.as_str()).collect();
    known.sort_unstable();
    known.dedup();
    let message = format!("The theme has no words in the language “{language}”.");
    let hint = format!(
        "It has: {}. Set “language” in casebook.yaml to one of these, or translate the files of strings/en in the theme's folder into strings/{language}.",
        known.join(", ")
    );
    Diagnostic::error("no-strings", message).hint(hint)
}

fn report_missing(language: &str, missing: &[&str], files: &[StringsFile], sink: &mut Diagnostics) {
    let mut by_topic: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for key in missing {
        let (topic, name) = key.split_once('.').unwrap_or((key, ""));
        by_topic.entry(topic).or_default().push(name);
    }
    for (topic, names) in by_topic {
        let message = format!(
            "The words in the language “{language}” lack “{topic}.{}”.",
            names.join(&format!("”, “{topic}."))
        );
        let problem = Diagnostic::error("missing-string", message).hint(format!(
            "Add them to strings/{language}/{topic}.yaml in the theme's folder; the English is in the default theme."
        ));
        let file = files
            .iter()
            .rfind(|file| file.topic == topic && file.language != "en")
            .and_then(|file| file.file);
        sink.push(match file {
            Some(file) => problem.at(Span::file_start(file)),
            None => problem,
        });
    }
}
