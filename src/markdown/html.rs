//! The HTML being written, with slots and holes.
//!
//! In go pieces of markup in order; out come [`Part`]s. The one thing to know: an opening tag that
//! depends on what follows it (a heading's id, a table's label) is a hole that is filled later, so
//! that nothing is written twice or moved.

use crate::output::escape_into;
use crate::record::prose::Part;

/// HTML and slots in order.
#[derive(Debug, Default)]
pub(super) struct Html {
    out: String,
    /// What stands between the bytes of `out`, ascending.
    inserts: Vec<(usize, Part)>,
}

/// A place kept free in an [`Html`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Hole(usize);

/// How far an [`Html`] has been written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark(usize, usize);

impl Html {
    /// Nothing written yet, with room for `bytes`.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self {
            out: String::with_capacity(bytes),
            inserts: Vec::new(),
        }
    }

    /// Writes finished markup.
    pub(super) fn push(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Writes text, escaped.
    pub(super) fn text(&mut self, text: &str) {
        escape_into(text, &mut self.out);
    }

    /// Writes a slot.
    pub(super) fn slot(&mut self, slot: Part) {
        self.inserts.push((self.out.len(), slot));
    }

    /// Keeps a place free, to be given to [`Html::fill`].
    pub(super) fn hole(&mut self) -> Hole {
        self.slot(Part::Html(String::new()));
        Hole(self.inserts.len() - 1)
    }

    /// Fills a place that [`Html::hole`] of the same buffer kept free.
    pub(super) fn fill(&mut self, hole: Hole, markup: String) {
        self.inserts[hole.0].1 = Part::Html(markup);
    }

    /// Puts a slot into a place that [`Html::hole`] of the same buffer kept free.
    pub(super) fn fill_slot(&mut self, hole: Hole, slot: Part) {
        self.inserts[hole.0].1 = slot;
    }

    /// How far this is written: equal marks mean that nothing was written between them.
    pub(super) fn mark(&self) -> Mark {
        Mark(self.out.len(), self.inserts.len())
    }

    /// Replaces the end of what is written, if it is `from` and no slot stands in it.
    pub(super) fn replace_end(&mut self, from: &str, to: &str) -> bool {
        let Some(kept) = self.out.strip_suffix(from).map(str::len) else {
            return false;
        };
        if self.inserts.last().is_some_and(|(at, _)| *at > kept) {
            return false;
        }
        self.out.truncate(kept);
        self.out.push_str(to);
        true
    }

    /// Appends another buffer.
    pub(super) fn append(&mut self, other: Html) {
        let start = self.out.len();
        self.out.push_str(&other.out);
        let moved = other
            .inserts
            .into_iter()
            .map(|(at, part)| (start + at, part));
        self.inserts.extend(moved);
    }

    /// The parts, with runs of HTML joined.
    pub(super) fn into_parts(self) -> Vec<Part> {
        let mut parts = Vec::with_capacity(self.inserts.len() * 2 + 1);
        let (mut run, mut start) = (String::new(), 0);
        for (at, part) in self.inserts {
            run.push_str(&self.out[start..at]);
            start = at;
            match part {
                Part::Html(filled) => run.push_str(&filled),
                slot => {
                    if !run.is_empty() {
                        parts.push(Part::Html(std::mem::take(&mut run)));
                    }
                    parts.push(slot);
                }
            }
        }
        run.push_str(&self.out[start..]);
        if !run.is_empty() {
            parts.push(Part::Html(run));
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_joined_and_holes_are_filled_in_place() {
        let mut html = Html::default();
        let hole = html.hole();
        html.push("b");
        html.slot(Part::Address(0));
        html.push("c");
        html.fill(hole, "a".to_owned());
        let run = |text: &str| Part::Html(text.to_owned());
        assert_eq!(html.into_parts(), [run("ab"), Part::Address(0), run("c")]);
    }
}
