//! Footnotes: numbered marks in the text, and the notes in a section at the end.
//!
//! In go marks and definitions in any order; out comes one list in the order of the first marks,
//! each note with a way back to every mark. The one thing to know: a definition is written into a
//! buffer of its own, because its number is known only when the text has ended.

use std::collections::HashMap;
use std::ops::Range;

use super::html::Html;
use super::slug::FOOTNOTE;
use super::text::PlainText;
use super::writer::Writer;
use crate::diag::Diagnostic;

/// Marks and notes so far.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// For each label the place in `notes`.
    by_label: HashMap<String, usize>,
    notes: Vec<Note>,
    /// Places in `notes`, in the order of their first marks.
    order: Vec<usize>,
    /// Buffers set aside while a definition is written.
    outer: Vec<(usize, Html, PlainText)>,
}

#[derive(Debug, Default)]
struct Note {
    /// From 1; 0 while no mark was seen.
    number: usize,
    marks: usize,
    body: Option<(Html, PlainText)>,
    defined_at: Option<Range<usize>>,
}

impl Footnotes {
    /// The place of a label's note. Labels differ in more than case, as in the parser.
    fn place(&mut self, label: &str) -> usize {
        let notes = &mut self.notes;
        *self
            .by_label
            .entry(label.to_lowercase())
            .or_insert_with(|| {
                notes.push(Note::default());
                notes.len() - 1
            })
    }

    fn number(&mut self, place: usize) -> usize {
        if self.notes[place].number == 0 {
            self.order.push(place);
            self.notes[place].number = self.order.len();
        }
        self.notes[place].number
    }
}

impl Writer<'_> {
    /// Writes a mark.
    pub(super) fn footnote_reference(&mut self, label: &str) {
        let place = self.footnotes.place(label);
        let number = self.footnotes.number(place);
        self.footnotes.notes[place].marks += 1;
        let mark = self.footnotes.notes[place].marks;
        let prefix = self.options.id_prefix;
        let id = mark_id(prefix, number, mark);
        self.html.push(&format!(
            "<sup class=\"cb-footnote\" id=\"{id}\">\
             <a href=\"#{prefix}{FOOTNOTE}-{number}\" aria-label=\""
        ));
        self.word("text.footnote", vec![("number", number.to_string())]);
        self.html.push(&format!("\">{number}</a></sup>"));
    }

    /// Opens a definition.
    pub(super) fn footnote_start(&mut self, label: &str, range: Range<usize>) {
        let place = self.footnotes.place(label);
        let first_line = self.source[range.clone()]
            .lines()
            .next()
            .unwrap_or_default();
        let line = range.start..range.start + first_line.trim_end().len();
        if let Some(first) = self.footnotes.notes[place].defined_at.clone() {
            let problem = Diagnostic::warning(
                "duplicate-footnote",
                "Two footnotes have this name, so both stand under one number.",
            )
            .related(self.map.span(first), "the first one")
            .hint("Give this one another name, here and at its mark in the text.");
            self.report(problem, line);
        } else {
            self.footnotes.notes[place].defined_at = Some(line);
        }
        let (html, text) = (
            std::mem::take(&mut self.html),
            std::mem::take(&mut self.text),
        );
        self.footnotes.outer.push((place, html, text));
    }

    /// Closes a definition.
    pub(super) fn footnote_end(&mut self) {
        let Some((place, html, text)) = self.footnotes.outer.pop() else {
            return;
        };
        let body = (
            std::mem::replace(&mut self.html, html),
            std::mem::replace(&mut self.text, text),
        );
        match &mut self.footnotes.notes[place].body {
            Some((html, text)) => {
                html.append(body.0);
                text.append(&body.1);
            }
            none => *none = Some(body),
        }
    }

    /// Writes the notes at the end of the fragment.
    pub(super) fn write_footnotes(&mut self) {
        self.number_unmarked();
        let order = std::mem::take(&mut self.footnotes.order);
        if order.is_empty() {
            return;
        }
        self.html
            .push("<section class=\"cb-footnotes\" aria-label=\"");
        self.word("text.footnotes", Vec::new());
        self.html.push("\">\n<ol>\n");
        for place in order {
            let note = std::mem::take(&mut self.footnotes.notes[place]);
            self.write_note(note);
        }
        self.html.push("</ol>\n</section>\n");
    }

    /// A note without a mark still is something that somebody wrote: it goes last.
    fn number_unmarked(&mut self) {
        for place in 0..self.footnotes.notes.len() {
            if self.footnotes.notes[place].number > 0 {
                continue;
            }
            self.footnotes.number(place);
            if let Some(line) = self.footnotes.notes[place].defined_at.clone() {
                let problem = Diagnostic::warning(
                    "unused-footnote",
                    "No mark in the text leads to this footnote.",
                )
                .hint("Put its mark, such as [^1], where it belongs, or take the footnote away.");
                self.report(problem, line);
            }
        }
    }

    fn write_note(&mut self, note: Note) {
        let prefix = self.options.id_prefix;
        let number = note.number;
        let (mut html, text) = note.body.unwrap_or_default();
        if note.marks > 0 {
            let start = if html.replace_end("</p>\n", " ") {
                ""
            } else {
                "<p>"
            };
            html.push(start);
            for mark in 1..=note.marks {
                html.push(if mark > 1 { " " } else { "" });
                self.way_back(&mut html, number, mark);
            }
            html.push("</p>\n");
        }
        self.html
            .push(&format!("<li id=\"{prefix}{FOOTNOTE}-{number}\">"));
        self.html.append(html);
        self.html.push("</li>\n");
        self.text.append(&text);
    }

    /// Writes the way back to a mark.
    fn way_back(&mut self, html: &mut Html, number: usize, mark: usize) {
        let id = mark_id(self.options.id_prefix, number, mark);
        let mut fills = vec![("number", number.to_string())];
        let key = match mark {
            1 => "text.footnote_back",
            n => {
                fills.push(("place", n.to_string()));
                "text.footnote_back_to"
            }
        };
        html.push(&format!(
            "<a href=\"#{id}\" class=\"cb-footnote__back\" aria-label=\""
        ));
        let words = self.new_word(key, fills);
        html.slot(words);
        html.push("\">↩</a>");
    }

    /// Warns of `[^x]` at `start` if nothing defines x: the parser leaves it as text.
    pub(super) fn warn_of_undefined_footnote(&mut self, start: usize) {
        let rest = self.source.get(start..).unwrap_or_default();
        let Some(label) = rest.strip_prefix("[^") else {
            return;
        };
        if self.source[..start].ends_with('\\') {
            return;
        }
        let near = label.bytes().take(100).take_while(|&byte| byte != b'\n');
        let Some(end) = near.into_iter().position(|byte| byte == b']') else {
            return;
        };
        let problem = Diagnostic::warning(
            "undefined-footnote",
            "This footnote mark has no footnote, so it stays text.",
        )
        .hint(format!(
            "Add a line to the text: [^{}]: the footnote.",
            &label[..end]
        ));
        self.report(problem, start..start + end + 3);
    }
}

fn mark_id(prefix: &str, number: usize, mark: usize) -> String {
    match mark {
        1 => format!("{prefix}{FOOTNOTE}-mark-{number}"),
        n => format!("{prefix}{FOOTNOTE}-mark-{number}-{n}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{codes, html, spans};

    #[test]
    fn notes_are_numbered_by_their_marks_and_lead_back_to_them() {
        assert_eq!(
            html("a[^x]\n\n[^x]: b"),
            "<p>a<sup class=\"cb-footnote\" id=\"cb-fn-mark-1\">\
             <a href=\"#cb-fn-1\" aria-label=\"‹footnote 1›\">1</a></sup></p>\n\
             <section class=\"cb-footnotes\" aria-label=\"‹footnotes›\">\n<ol>\n\
             <li id=\"cb-fn-1\"><p>b <a href=\"#cb-fn-mark-1\" class=\"cb-footnote__back\" \
             aria-label=\"‹footnote_back 1›\">↩</a></p>\n</li>\n</ol>\n</section>\n"
        );
    }

    #[test]
    fn order_follows_the_marks_and_every_mark_has_its_own_id() {
        let html = html("a[^y] b[^x] c[^Y]\n\n[^x]: first\n\n[^y]: - second\n");
        let at = |what: &str| {
            html.find(what)
                .unwrap_or_else(|| panic!("{what} in {html}"))
        };
        assert!(at("second") < at("first"));
        assert!(at("id=\"cb-fn-mark-1\"") < at("id=\"cb-fn-mark-2\""));
        assert!(at("id=\"cb-fn-mark-1-2\"") < at("<section"));
        assert!(at("‹footnote_back_to 1 2›") > at("second"));
    }

    #[test]
    fn a_mark_without_note_and_a_note_without_mark_are_warnings() {
        assert_eq!(spans("a[^x] b"), [("undefined-footnote", "[^x]")]);
        assert!(codes("a\\[^x] `[^y]`").is_empty());
        assert_eq!(spans("a\n\n[^x]: b"), [("unused-footnote", "[^x]: b")]);
        assert!(html("a\n\n[^x]: b").contains("<li id=\"cb-fn-1\"><p>b</p>\n</li>"));
        let twice = "a[^x]\n\n[^x]: b\n\n[^x]: c";
        assert_eq!(codes(twice), ["duplicate-footnote"]);
        assert!(html(twice).contains("<p>b</p>\n<p>c <a"));
    }
}
