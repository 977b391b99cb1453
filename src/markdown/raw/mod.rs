//! Raw HTML in Markdown.
//!
//! In go pieces of HTML as the editor wrote them; out come the tags that may stand on a page, and
//! a warning that names what may not. The one thing to know: the parser gives an opening and a
//! closing tag as separate events with other events between them, so it takes two steps. Each
//! piece is rebuilt at once from what [`allow`] permits ([`tokens`] finds the tags; this is where
//! places are known). When the fragment is complete, [`sanitise`] parses all of it as a browser
//! would, closes what was left open and checks the result against a list of its own.

mod allow;
mod entities;
mod piece;
mod sanitise;
mod tokens;

use std::ops::Range;

pub(super) use sanitise::clean;

use super::writer::Writer;
use crate::diag::Diagnostic;

/// The most names that one warning lists.
const MOST_NAMES: usize = 8;

/// The raw HTML of a fragment so far.
#[derive(Debug, Default)]
pub(super) struct RawHtml {
    seen: bool,
    /// The block being gathered, and for each run of it (offset in the block, offset in the text).
    block: String,
    runs: Vec<(usize, usize)>,
    /// Elements open, with the places of their tags.
    open: Vec<(String, Range<usize>)>,
    deepest: usize,
    /// What was left out, and where the first of it stood.
    removed: Vec<String>,
    removed_at: Option<Range<usize>>,
}

impl RawHtml {
    /// Whether there is any.
    pub(super) fn seen(&self) -> bool {
        self.seen
    }

    /// How many elements are open, or were at the deepest place of the last piece.
    pub(super) fn depth(&self) -> usize {
        self.deepest
    }

    /// Gathers a line of a block.
    pub(super) fn collect(&mut self, html: &str, at: usize) {
        self.runs.push((self.block.len(), at));
        self.block.push_str(html);
    }

    /// Notes that something was left out.
    fn remove(&mut self, name: String, at: Range<usize>) {
        self.removed_at.get_or_insert(at);
        if self.removed.len() <= MOST_NAMES && !self.removed.contains(&name) {
            self.removed.push(name);
        }
    }
}

/// A piece of raw HTML, and where its bytes stand in the text.
struct Located<'a> {
    html: &'a str,
    runs: &'a [(usize, usize)],
}

impl Located<'_> {
    /// Where a stretch of the piece stands. It ends in the run in which its last byte lies: between
    /// two runs there may be the marks of a quotation.
    fn place(&self, range: Range<usize>) -> Range<usize> {
        let last = range.end.saturating_sub(1).max(range.start);
        let start = self.offset(range.start);
        start..(self.offset(last) + (range.end - last)).max(start)
    }

    fn offset(&self, at: usize) -> usize {
        let after = self.runs.partition_point(|&(piece, _)| piece <= at);
        match after.checked_sub(1).and_then(|run| self.runs.get(run)) {
            Some(&(piece, text)) => text + (at - piece),
            None => 0,
        }
    }
}

impl Writer<'_> {
    /// Writes one inline tag.
    pub(super) fn inline_html(&mut self, html: &str, at: usize) {
        self.raw.seen = true;
        let runs = [(0, at)];
        self.write_piece(&Located { html, runs: &runs });
    }

    /// Writes the block that was gathered.
    pub(super) fn block_html(&mut self) {
        self.raw.seen = true;
        let html = std::mem::take(&mut self.raw.block);
        let runs = std::mem::take(&mut self.raw.runs);
        self.text.line();
        self.write_piece(&Located {
            html: &html,
            runs: &runs,
        });
        self.text.line();
    }

    /// Says what was left out, and which elements were never closed.
    pub(super) fn report_unclosed_html(&mut self) {
        for (name, place) in std::mem::take(&mut self.raw.open) {
            if !allow::may_stay_open(&name) {
                let problem = Diagnostic::warning(
                    "html-unclosed",
                    format!("The HTML element <{name}> is never closed."),
                )
                .hint(format!("Put </{name}> where it ends."));
                self.report(problem, place);
            }
        }
        let Some(place) = self.raw.removed_at.take() else {
            return;
        };
        let mut names = std::mem::take(&mut self.raw.removed);
        if names.len() > MOST_NAMES {
            names.truncate(MOST_NAMES);
            names.push("more".to_owned());
        }
        let problem = Diagnostic::warning(
            "html-removed",
            format!(
                "This HTML is not allowed on pages and was left out: {}.",
                names.join(", ")
            ),
        )
        .hint("Use Markdown where you can; docs/writing.md lists the HTML that pages may hold.");
        self.report(problem, place);
    }
}

#[cfg(test)]
mod tests;
