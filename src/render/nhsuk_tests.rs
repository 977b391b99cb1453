//! Our components against the examples that the design system ships with them: the same options
//! must give the same HTML. `tools/nhsuk/fixtures.mjs` says which examples are left out, and why.

use std::sync::Arc;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use serde_json::Value as Json;
use tera::{Context, Tera};

use crate::diag::Diagnostics;
use crate::theme;
use crate::words;

/// The component of each file of examples.
const COMPONENTS: &[(&str, &str)] = &[
    ("breadcrumb", "breadcrumb"),
    ("button", "button"),
    ("checkboxes", "checkboxes"),
    ("details", "details"),
    ("error-message", "error_message"),
    ("error-summary", "error_summary"),
    ("fieldset", "fieldset"),
    ("hint", "hint"),
    ("input", "input"),
    ("label", "label"),
    ("select", "select"),
    ("skip-link", "skip_link"),
    ("summary-list", "summary_list"),
    ("tables", "table"),
    ("textarea", "textarea"),
];

/// Tags with their attributes sorted, and texts without the spaces around them.
#[derive(Default)]
struct Pieces(std::cell::RefCell<Vec<String>>);

impl TokenSink for Pieces {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut pieces = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => {
                let mut attributes: Vec<String> = tag
                    .attrs
                    .iter()
                    .map(|attribute| format!("{}={:?}", attribute.name.local, &*attribute.value))
                    .collect();
                attributes.sort();
                let slash = if tag.kind == TagKind::EndTag { "/" } else { "" };
                pieces.push(format!("<{slash}{} {}>", tag.name, attributes.join(" ")));
            }
            Token::CharacterTokens(text) => {
                let words: Vec<&str> = text.split_whitespace().collect();
                if !words.is_empty() {
                    pieces.push(words.join(" "));
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn pieces(html: &str) -> Vec<String> {
    let tokenizer = Tokenizer::new(Pieces::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let found = tokenizer.sink.0.take();
    joined(found)
}

/// The tokenizer may cut one text into several.
fn joined(found: Vec<String>) -> Vec<String> {
    let mut whole: Vec<String> = Vec::new();
    for piece in found {
        match whole.last_mut() {
            Some(last) if !last.starts_with('<') && !piece.starts_with('<') => {
                last.push(' ');
                last.push_str(&piece);
            }
            _ => whole.push(piece),
        }
    }
    whole
}

fn templates() -> Tera {
    let mut problems = Diagnostics::new();
    let theme = theme::load(&[], &mut problems);
    let words = Arc::new(words::load("en-GB", &theme.strings, &mut problems));
    assert!(problems.is_empty(), "{problems:?}");
    let mut tera = Tera::new();
    super::words::register(&mut tera, &words);
    let all = theme
        .templates
        .iter()
        .map(|(name, template)| (name.clone(), template.text.clone()));
    let calls = COMPONENTS.iter().map(|(file, name)| {
        let call = format!("{{{{ <nhsuk.{name} {{...options}} /> }}}}");
        (format!("{file}.test.html"), call)
    });
    tera.add_raw_templates(all.chain(calls)).expect("templates");
    tera
}

fn examples(file: &str) -> Vec<Json> {
    let path = format!(
        "{}/tests/fixtures/nhsuk/{file}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(path).expect("the examples can be read");
    let whole: Json = serde_json::from_str(&text).expect("JSON");
    whole["fixtures"].as_array().expect("a list").clone()
}

fn differs(tera: &Tera, file: &str, example: &Json) -> Option<String> {
    let mut context = Context::new();
    context.insert("options", &example["context"]);
    let name = &example["name"];
    let rendered = match tera.render(&format!("{file}.test.html"), &context) {
        Ok(html) => html,
        Err(error) => {
            let text = error.to_string();
            let said: Vec<&str> = text.lines().take(4).collect();
            return Some(format!("{file}, {name}: {}", said.join(" ")));
        }
    };
    let (ours, theirs) = (pieces(&rendered), pieces(example["html"].as_str()?));
    let at = (0..).find(|at| ours.get(*at) != theirs.get(*at) || *at >= theirs.len())?;
    (ours != theirs).then(|| {
        format!(
            "{file}, {name}, piece {at}:\n  ours   {:?}\n  theirs {:?}",
            ours.get(at),
            theirs.get(at)
        )
    })
}

#[test]
fn components_give_the_html_of_the_design_systems_examples() {
    let tera = templates();
    let mut wrong = Vec::new();
    for (file, _) in COMPONENTS {
        let examples = examples(file);
        assert!(!examples.is_empty(), "{file} has no example");
        wrong.extend(examples.iter().filter_map(|one| differs(&tera, file, one)));
    }
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_file_of_examples_has_a_component() {
    let folder = format!("{}/tests/fixtures/nhsuk", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|file| file.file_name().to_string_lossy().replace(".json", ""))
        .collect();
    files.sort();
    let known: Vec<&str> = COMPONENTS.iter().map(|(file, _)| *file).collect();
    assert_eq!(files, known);
}
