//! The reference pages of the documentation: what each kind of record holds, in Markdown.
//!
//! Written from the declarations alone, so they are the same for every site; a test keeps the
//! committed pages in step.

use std::collections::BTreeMap;

use super::json::{CONFIG, CONFIG_SHAPE, one_line};
use super::{COMMON, Form, KINDS, RecordKind, Shown};
use crate::record::shape::{FieldShape, Shape, StructShape};

const WRITTEN: &str = "<!-- Written by `casebook schema --docs docs/reference` from the declaration in src/record/. Do not change it by hand. -->\n\n";

/// Every page: the name of its file and its text.
pub fn pages() -> BTreeMap<String, String> {
    let mut pages: BTreeMap<String, String> = KINDS
        .iter()
        .map(|kind| (format!("{}.md", kind.name), record(kind)))
        .collect();
    pages.insert("common.md".into(), common());
    pages.insert(format!("{CONFIG}.md"), config());
    pages.insert("README.md".into(), index());
    pages
}

fn index() -> String {
    let mut text = format!("{WRITTEN}# Reference: what records hold\n\n");
    text.push_str("One page for each kind of record. Every record also has [these fields](common.md). The site itself is described in [casebook.yaml](config.md).\n\n");
    text.push_str("| Kind | Files | What it is |\n| --- | --- | --- |\n");
    for kind in KINDS {
        text.push_str(&format!(
            "| [{name}]({name}.md) | `{}` | {} |\n",
            files(kind),
            cell(&one_line(kind.shape.doc)),
            name = kind.name,
        ));
    }
    text
}

fn files(kind: &RecordKind) -> String {
    let ending = match kind.form {
        Form::Yaml => "yaml",
        Form::Markdown => "md",
    };
    format!("{}/ID.{ending}", kind.folder)
}

fn record(kind: &RecordKind) -> String {
    let mut text = format!(
        "{WRITTEN}# {}\n\n{}\n\n",
        kind.name,
        one_line(kind.shape.doc)
    );
    text.push_str(&format!(
        "Begin one with `casebook new {} ID`. It is the file `{}`",
        kind.name,
        files(kind)
    ));
    text.push_str(&match kind.form {
        Form::Yaml => String::from("."),
        Form::Markdown => {
            String::from(": its fields stand at the top between two lines `---`, its text below.")
        }
    });
    text.push_str(&match kind.shown {
        Shown::Page(folder) => format!(" Readers find it at `{folder}ID/`.\n\n"),
        Shown::Part(page) => format!(" Readers find it on the page `{page}`, at `#ID`.\n\n"),
        Shown::Path => String::from(" Readers find it at the path of its file.\n\n"),
        Shown::Nowhere => String::from(" It has no page of its own.\n\n"),
    });
    text.push_str("Every record also has [these fields](common.md).\n\n## Its fields\n\n");
    fields(kind.shape, &mut text);
    text
}

fn common() -> String {
    let mut text = format!(
        "{WRITTEN}# Fields of every record\n\n{}\n\n## The fields\n\n",
        one_line(COMMON.doc)
    );
    fields(COMMON, &mut text);
    text
}

fn config() -> String {
    let mut text = format!(
        "{WRITTEN}# casebook.yaml\n\n{}\n\n## Its fields\n\n",
        one_line(CONFIG_SHAPE.doc)
    );
    fields(CONFIG_SHAPE, &mut text);
    text
}

/// The table of a set of fields, then those of the parts that it has.
fn fields(shape: &'static StructShape, text: &mut String) {
    table(shape.fields, text);
    let mut parts = Vec::new();
    for field in shape.fields {
        gather(&field.shape, &mut parts);
    }
    for part in parts {
        text.push_str(&format!("\n## {}\n\n{}\n\n", part.name, one_line(part.doc)));
        if let Some(short) = part.shorthand {
            text.push_str(&format!(
                "A single value stands for its `{short}` alone.\n\n"
            ));
        }
        table(part.fields, text);
    }
}

/// The parts of a shape, each once, in the order in which they come up.
fn gather(shape: &Shape, parts: &mut Vec<&'static StructShape>) {
    match shape {
        Shape::List(inner) | Shape::Table(inner) => gather(inner, parts),
        Shape::Struct(part) if !parts.iter().any(|known| known.name == part.name) => {
            parts.push(part);
            part.fields
                .iter()
                .for_each(|field| gather(&field.shape, parts));
        }
        _ => {}
    }
}

fn table(fields: &[FieldShape], text: &mut String) {
    text.push_str("| Field | Needed | What it is | What to write |\n| --- | --- | --- | --- |\n");
    for field in fields {
        let needed = if field.required { "yes" } else { "" };
        text.push_str(&format!(
            "| `{}` | {needed} | {} | {} |\n",
            field.key,
            cell(&one_line(&field.doc)),
            wanted(&field.shape),
        ));
    }
}

/// What to write, with a link to the part or kind that it names.
fn wanted(shape: &Shape) -> String {
    match shape {
        Shape::List(inner) => format!("a list, each item {}", wanted(inner)),
        Shape::Table(inner) => format!("names, each with {}", wanted(inner)),
        Shape::Struct(part) => format!("[{}](#{})", part.name, part.name.to_lowercase()),
        Shape::Reference(kind) => format!("the id of a record of kind [{kind}]({kind}.md)"),
        Shape::Term(vocabulary) => {
            format!("a value of `data/vocabularies/{vocabulary}.yaml`")
        }
        shape => cell(&shape.wanted()),
    }
}

/// Text inside a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_which_fields_are_needed_and_links_to_parts() {
        let page = &pages()["award.md"];
        let line = |field: &str| {
            let start = format!("| `{field}` |");
            let line = page.lines().find(|line| line.starts_with(&start));
            line.unwrap_or_else(|| panic!("{field}")).to_string()
        };
        assert!(line("status").contains("| yes |"));
        assert!(line("status").contains("data/vocabularies/status.yaml"));
        assert!(line("evaluation").contains("[Evaluation](#evaluation)"));
        assert!(page.contains("\n## Evaluation\n"));
        assert!(line("related").contains("[award](award.md)"));
    }
}
