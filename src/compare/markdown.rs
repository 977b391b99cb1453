//! Changes as Markdown: for a newsletter, or as a page of the site.
//!
//! Text of records is escaped, so that it stays text wherever the Markdown goes.

use std::fmt::Display;

use super::{Address, Amount, Changed, Changes, Field, FieldChange, Moved, Named, Total};
use crate::words::Words;

/// Records of one kind, rows of a total or addresses that are named; more are counted.
const NAMED: usize = 25;

/// Characters of a value that are shown. The whole of it is on the page of the record.
const SHOWN: usize = 300;

/// Where the names of records lead.
#[derive(Clone, Copy, Debug)]
pub enum Links<'a> {
    /// Nowhere: the address of the site is not known.
    None,
    /// To the published site at this address, which ends in `/`.
    Published(&'a str),
    /// To the record, as pages of the site link to it.
    Records,
}

/// The changes, without a title.
pub fn markdown(changes: &Changes, notes: &[String], words: &Words, links: Links<'_>) -> String {
    let mut writer = Writer {
        out: String::new(),
        words,
        links,
    };
    writer.write(changes, notes);
    writer.out
}

struct Writer<'w> {
    out: String,
    words: &'w Words,
    links: Links<'w>,
}

impl Writer<'_> {
    fn write(&mut self, changes: &Changes, notes: &[String]) {
        let counts: [(&str, &dyn Display); 3] = [
            ("added", &self.words.whole(changes.added.len())),
            ("changed", &self.words.whole(changes.changed.len())),
            ("removed", &self.words.whole(changes.removed.len())),
        ];
        let intro = match changes.is_empty() {
            true => self.words.text("diff.nothing"),
            false => self.words.fill("diff.counts", &counts),
        };
        self.paragraph(&intro);
        self.records("diff.added", &changes.added);
        self.changed(&changes.changed);
        self.records("diff.removed", &changes.removed);
        self.totals(&changes.totals);
        self.addresses(&changes.addresses);
        if !notes.is_empty() {
            self.heading(2, &self.words.text("diff.notes"));
            notes.iter().for_each(|note| self.item(&escaped(note)));
        }
    }

    fn heading(&mut self, level: usize, text: &str) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
        self.out
            .push_str(&format!("{} {text}\n\n", "#".repeat(level)));
    }

    fn paragraph(&mut self, text: &str) {
        self.out.push_str(&format!("{}\n", escaped(text)));
    }

    fn item(&mut self, text: &str) {
        self.out.push_str(&format!("- {text}\n"));
    }

    /// A text of the catalogue, its places filled with Markdown.
    fn fill(&self, key: &str, slots: &[(&str, &dyn Display)]) -> String {
        self.words.fill(key, slots)
    }

    fn more(&mut self, count: usize) {
        if count > 0 {
            self.item(&self.words.count("diff.more", count, &[]));
        }
    }

    /// The records of a part, by kind.
    fn records(&mut self, heading: &str, records: &[Named]) {
        if records.is_empty() {
            return;
        }
        self.heading(2, &self.words.text(heading));
        for group in records.chunk_by(|a, b| a.kind == b.kind) {
            self.heading(3, &escaped(&self.kind(group[0].kind)));
            for record in group.iter().take(NAMED) {
                let link = match heading {
                    "diff.removed" => escaped(&record.title),
                    _ => self.link(record),
                };
                self.item(&link);
            }
            self.more(group.len().saturating_sub(NAMED));
        }
    }

    fn kind(&self, kind: &str) -> String {
        self.words.text(&format!("kind.{}", kind.replace('-', "_")))
    }

    fn link(&self, record: &Named) -> String {
        let text = escaped(&record.title);
        match self.links {
            Links::None => text,
            Links::Published(base) => format!("[{text}]({base}{})", destination(&record.address)),
            Links::Records => format!("[{text}]({}:{})", record.kind, destination(&record.id)),
        }
    }

    fn changed(&mut self, changed: &[Changed]) {
        if changed.is_empty() {
            return;
        }
        self.heading(2, &self.words.text("diff.changed"));
        for group in changed.chunk_by(|a, b| a.record.kind == b.record.kind) {
            self.heading(3, &escaped(&self.kind(group[0].record.kind)));
            for record in group.iter().take(NAMED) {
                self.heading(4, &self.link(&record.record));
                if record.was.is_some() {
                    self.item(&self.words.text("diff.moved"));
                }
                record.fields.iter().for_each(|field| self.field(field));
            }
            let more = group.len().saturating_sub(NAMED);
            if more > 0 {
                self.out.push('\n');
                let more = self.words.count("diff.more_changed", more, &[]);
                self.paragraph(&more);
            }
        }
    }

    fn field(&mut self, field: &Field) {
        let label = &format!("**{}**", escaped(&field.label));
        let one = |writer: &mut Self, key: &str, slot: &str, text: &str| {
            let text = escaped(&excerpt(text));
            let line = writer.fill(key, &[("field", label), (slot, &text)]);
            writer.item(&line);
        };
        match &field.change {
            FieldChange::Value {
                old: Some(old),
                new: Some(new),
            } => {
                let (old, new) = (escaped(&excerpt(old)), escaped(&excerpt(new)));
                let slots: [(&str, &dyn Display); 3] =
                    [("field", label), ("old", &old), ("new", &new)];
                self.item(&self.fill("diff.field", &slots));
            }
            FieldChange::Value {
                old: None,
                new: Some(new),
            } => {
                one(self, "diff.field_new", "new", new);
            }
            FieldChange::Value {
                old: Some(old),
                new: None,
            } => {
                one(self, "diff.field_gone", "old", old);
            }
            FieldChange::Value {
                old: None,
                new: None,
            }
            | FieldChange::Form {} => {
                self.item(&self.fill("diff.form", &[("field", label)]));
            }
            FieldChange::Items { removed, added } => {
                removed
                    .iter()
                    .for_each(|old| one(self, "diff.item_gone", "old", old));
                added
                    .iter()
                    .for_each(|new| one(self, "diff.item_new", "new", new));
            }
        }
    }

    fn totals(&mut self, totals: &[Total]) {
        if totals.is_empty() {
            return;
        }
        self.heading(2, &self.words.text("diff.totals"));
        for total in totals {
            self.heading(3, &escaped(&total.label));
            let (old, new) = (
                self.amount(total.old.as_ref()),
                self.amount(total.new.as_ref()),
            );
            let slots: [(&str, &dyn Display); 2] = [("old", &old), ("new", &new)];
            self.item(&self.fill("diff.total", &slots));
            total.rows.iter().take(NAMED).for_each(|row| self.row(row));
            self.more(total.rows.len().saturating_sub(NAMED));
        }
    }

    fn row(&mut self, row: &Moved) {
        let record = match row.new {
            Some(_) => self.link(&row.record),
            None => escaped(&row.record.title),
        };
        let (old, new) = (self.amount(row.old.as_ref()), self.amount(row.new.as_ref()));
        let slots: [(&str, &dyn Display); 3] = [("record", &record), ("old", &old), ("new", &new)];
        let counted = matches!(
            (&row.old, &row.new),
            (Some(Amount::Count(_)), _) | (_, Some(Amount::Count(_)))
        );
        let key = match (counted, &row.old) {
            (true, None) => "diff.row_in",
            (true, Some(_)) => "diff.row_out",
            (false, _) => "diff.row",
        };
        self.item(&self.fill(key, &slots[..if counted { 1 } else { 3 }]));
    }

    fn amount(&self, amount: Option<&Amount>) -> String {
        escaped(&match amount {
            None => self.words.text("diff.none"),
            Some(Amount::Money(money)) => self.words.money(money),
            Some(Amount::Count(count)) => self.words.whole(*count),
        })
    }

    fn addresses(&mut self, addresses: &[Address]) {
        if addresses.is_empty() {
            return;
        }
        self.heading(2, &self.words.text("diff.addresses"));
        for address in addresses.iter().take(NAMED) {
            let old = escaped(&address.old);
            let line = match &address.new {
                Some(new) => {
                    let new = escaped(new);
                    let slots: [(&str, &dyn Display); 2] = [("old", &old), ("new", &new)];
                    self.fill("diff.address_moved", &slots)
                }
                None => self.fill("diff.address_gone", &[("old", &old)]),
            };
            self.item(&line);
        }
        self.more(addresses.len().saturating_sub(NAMED));
    }
}

/// The start of a long value.
fn excerpt(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_string(),
    }
}

/// Text that Markdown shows as it is. It is put on one line: a line end could begin a block.
pub(super) fn escaped(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let mut safe = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if INSIDE.contains(c) || begins_a_block(&text[..at], c) {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

/// Marks that mean something inside a line. More would only make the text hard to read.
const INSIDE: &str = "\\`*_{}[]<>#|&~$^";

/// Whether a mark would make a list or a quotation of what comes after it.
fn begins_a_block(before: &str, c: char) -> bool {
    match c {
        '-' | '+' | ':' | '=' => before.is_empty(),
        '.' | ')' => !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

/// An address inside the brackets of a link.
fn destination(address: &str) -> String {
    let mut safe = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            ' ' => safe.push_str("%20"),
            '(' => safe.push_str("%28"),
            ')' => safe.push_str("%29"),
            '<' => safe.push_str("%3C"),
            '>' => safe.push_str("%3E"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::escaped;

    /// What a reader of Markdown sees of a line.
    fn seen(markdown: &str) -> Result<String, String> {
        let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
        let mut seen = String::new();
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(more) => seen.push_str(&more),
                Event::Start(Tag::Item | Tag::List(None) | Tag::Strong | Tag::Paragraph)
                | Event::Start(Tag::Heading { .. })
                | Event::End(_) => {}
                other => return Err(format!("{other:?}")),
            }
        }
        Ok(seen)
    }

    proptest! {
        #[test]
        fn whatever_a_record_says_stays_text(text in "[ -~\u{e9}\u{200f}\n]{1,40}") {
            let words: Vec<&str> = text.split_whitespace().collect();
            prop_assume!(!words.is_empty());
            let safe = escaped(&text);
            for line in ["- {}\n", "- **{}**: x\n", "## {}\n"] {
                let seen = seen(&line.replace("{}", &safe)).expect("nothing but text");
                prop_assert!(seen.starts_with(&words.join(" ")), "{seen:?}");
            }
        }
    }
}
