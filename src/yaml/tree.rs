//! From parser events to the tree.

use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, Span as ParserSpan, options};

use super::explain::explain;
use super::misread;
use super::refused::Refused;
use super::{Node, NodeKind, Pair, Scalar};
use crate::diag::{Diagnostic, Diagnostics, FileId, Span, TextMap};

/// The deepest nesting that is read. Records need four levels.
const DEEPEST: usize = 64;

/// Reads the YAML in `text`, which stands in `file` at byte `base`.
///
/// `None` when nothing could be made of it; the reasons are in `sink`. A duplicate key is reported
/// and its second value left out.
pub fn parse(file: FileId, text: &str, base: usize, sink: &mut Diagnostics) -> Option<Node> {
    let (text, base) = match text.strip_prefix('\u{feff}') {
        Some(rest) => (rest, base + '\u{feff}'.len_utf8()),
        None => (text, base),
    };
    let options = options! {
        disallow_directives: true,
        emit_unresolved_aliases: true,
        emit_comments: false,
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
    };
    let mut reader = Reader {
        place: Place { file, text, base },
        parser: Parser::new_from_str_with_options(text, options),
        refused: Vec::new(),
        warnings: Vec::new(),
        sink,
    };
    let tree = reader.document();
    reader.report_refused();
    if tree.is_some() {
        let warnings = std::mem::take(&mut reader.warnings);
        warnings.into_iter().for_each(|warning| sink.push(warning));
    }
    tree
}

/// Where the comments of a YAML text stand, from the `#` to the end of the line. After a syntax
/// error there are none.
pub fn comments(text: &str) -> Vec<Range<usize>> {
    let options = options! {
        emit_comments: true,
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
    };
    let mut parser = Parser::new_from_str_with_options(text, options);
    let mut found = Vec::new();
    while let Some(Ok((event, span))) = parser.next_event() {
        if matches!(event, Event::Comment(..)) {
            let offset = |marker: granit_parser::Marker| marker.byte_offset().unwrap_or(0);
            found.push(offset(span.start)..offset(span.end));
        }
    }
    found
}

/// Where the text stands in its file.
#[derive(Clone, Copy)]
pub(super) struct Place<'t> {
    file: FileId,
    pub(super) text: &'t str,
    pub(super) base: usize,
}

impl Place<'_> {
    fn span(self, span: &ParserSpan) -> Span {
        let offset = |marker: granit_parser::Marker| marker.byte_offset().unwrap_or(0);
        let start = offset(span.start).min(self.text.len());
        let end = offset(span.end).clamp(start, self.text.len());
        // The parser ends a block at the start of what follows: leave the gap out of the mark.
        let marked = self.text.get(start..end).unwrap_or_default();
        let end = start + marked.trim_end().len();
        Span::new(self.file, self.base + start..self.base + end)
    }
}

struct Reader<'t, 's> {
    place: Place<'t>,
    parser: Parser<'t, granit_parser::StrInput<'t>>,
    /// What records do not use: each kind of it is reported once for a file, with its places.
    refused: Vec<Refused>,
    /// What is said only of a file that can be read to its end: an error may be of the same place.
    warnings: Vec<Diagnostic>,
    sink: &'s mut Diagnostics,
}

/// The reading of this file cannot go on; the reason has been reported.
struct Stop;

type Next<'t> = (Event<'t>, ParserSpan);

impl<'t> Reader<'t, '_> {
    fn document(&mut self) -> Option<Node> {
        let mut root = None;
        loop {
            match self.next().ok()? {
                (Event::StreamEnd, _) => return root,
                (Event::StreamStart | Event::DocumentEnd, _) => {}
                (Event::DocumentStart(..), span) if root.is_some() => {
                    self.report(
                        Diagnostic::error("second-document", "This file holds a second document after “---”.")
                            .hint("Keep one record to a file: move what follows the line “---” to a file of its own, or delete that line."),
                        &span,
                    );
                    return root;
                }
                (Event::DocumentStart(..), _) => {}
                (event, span) => root = Some(self.node(event, &span).ok()?),
            }
        }
    }

    fn next(&mut self) -> Result<Next<'t>, Stop> {
        match self.parser.next_event() {
            Some(Ok(next)) => Ok(next),
            Some(Err(error)) => {
                let at = error
                    .marker()
                    .byte_offset()
                    .unwrap_or(self.place.text.len());
                if self.follows_from_refusal(at) {
                    return Err(Stop);
                }
                let problem = explain(error.kind(), self.place.text, at);
                let start = self.place.base + problem.offset.min(self.place.text.len());
                let span = Span::new(self.place.file, start..start);
                self.sink.push(problem.diagnostic.at(span));
                Err(Stop)
            }
            None => Err(Stop),
        }
    }

    fn report(&mut self, diagnostic: Diagnostic, span: &ParserSpan) {
        let span = self.place.span(span);
        self.sink.push(diagnostic.at(span));
    }

    /// Depth is bounded by the parser's nesting limits, so the recursion is too.
    fn node(&mut self, event: Event<'t>, span: &ParserSpan) -> Result<Node, Stop> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), span);
                let misread = style == ScalarStyle::Plain && self.misread(span);
                Ok(match misread {
                    true => self.refused_node(span),
                    false => self.scalar(&text, style, span),
                })
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), span);
                self.list(span)
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), span);
                self.map(span)
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse("alias", '*', self.place.span(span));
                Ok(self.refused_node(span))
            }
            _ => Err(Stop),
        }
    }

    fn refused_node(&self, span: &ParserSpan) -> Node {
        Node {
            span: self.place.span(span),
            kind: NodeKind::Refused,
        }
    }

    /// Reports what a value without quotes says otherwise than was meant; whether it is of no use.
    fn misread(&mut self, span: &ParserSpan) -> bool {
        let Place { file, text, base } = self.place;
        let Range { start, end } = self.place.span(span).range();
        let value = start - base..end - base;
        let place = |from: usize, to: usize| Span::new(file, base + from..base + to);
        if let Some(comment) = misread::text_as_comment(text, value.clone()) {
            let comment = place(comment.start, comment.end);
            let problem = misread::comment_problem().at(comment);
            self.warnings.push(problem);
        }
        if let Some(item) = misread::swallowed_item(text, value.clone()) {
            self.sink.push(item.problem().at(place(item.at, item.at)));
            return true;
        }
        let false_item = misread::false_item(&text[value.clone()]);
        if false_item {
            let dash = place(value.start, value.start + 1);
            self.sink.push(misread::false_item_problem().at(dash));
        }
        false_item
    }

    fn refuse_extras(&mut self, anchor: usize, tag: bool, span: &ParserSpan) {
        if anchor != 0 {
            self.refuse("anchor", '&', self.before(span, '&'));
        }
        if tag {
            self.refuse("tag", '!', self.before(span, '!'));
        }
    }

    /// The word before a value that begins with `sign`.
    fn before(&self, span: &ParserSpan, sign: char) -> Span {
        let value = self.place.span(span);
        let before = &self.place.text[..value.start as usize - self.place.base];
        let start = before.rfind(sign).unwrap_or(before.len());
        let start = before[..start]
            .rfind(|c: char| c.is_ascii_whitespace())
            .map_or(start, |at| {
                // A tag may begin with two signs.
                if before[at + 1..start].chars().all(|c| c == sign) {
                    at + 1
                } else {
                    start
                }
            });
        let word = before[start..]
            .split_whitespace()
            .next()
            .unwrap_or_default();
        let start = self.place.base + start;
        Span::new(self.place.file, start..start + word.len())
    }

    fn refuse(&mut self, code: &'static str, sign: char, place: Span) {
        let known = self.refused.iter_mut().find(|known| known.code == code);
        match known {
            Some(known) => known.places.push(place),
            None => self.refused.push(Refused {
                code,
                sign,
                places: vec![place],
            }),
        }
    }

    fn report_refused(&mut self) {
        for refused in std::mem::take(&mut self.refused) {
            self.sink.push(refused.diagnostic(self.place));
        }
    }

    /// Whether an error at `at` is only what comes of a text that begins with `*`, `&` or `!` and
    /// has no quotes.
    fn follows_from_refusal(&self, at: usize) -> bool {
        let at = self.place.base + at;
        let mut last = self.refused.iter().filter_map(|known| known.places.last());
        last.any(|span| {
            let end = (span.end as usize).min(at);
            let between = self
                .place
                .text
                .get(end - self.place.base..at - self.place.base);
            between.is_some_and(|between| !between.contains('\n'))
        })
    }

    fn null(&self, span: &ParserSpan) -> Node {
        Node {
            span: self.place.span(span),
            kind: NodeKind::Null,
        }
    }

    fn scalar(&self, text: &str, style: ScalarStyle, span: &ParserSpan) -> Node {
        let plain = style == ScalarStyle::Plain;
        if plain && matches!(text, "" | "~" | "null" | "Null" | "NULL") {
            return self.null(span);
        }
        let span = self.place.span(span);
        Node {
            span,
            kind: NodeKind::Scalar(Scalar {
                text: text.to_string(),
                quoted: !plain,
                map: self.text_map(text, style, span),
            }),
        }
    }

    fn text_map(&self, text: &str, style: ScalarStyle, span: Span) -> TextMap {
        let base = self.place.base;
        let start = span.start as usize - base;
        let written = self.place.text.get(start..span.end as usize - base);
        let line_start = self.place.text[..start].rfind('\n').map_or(0, |at| at + 1);
        match (style, written) {
            (ScalarStyle::Plain, Some(written)) if written == text => TextMap::verbatim(span),
            (ScalarStyle::Literal, Some(written)) => {
                literal_map(written, &self.place.text[line_start..start], span)
            }
            (ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted, Some(written))
                if written.len() == text.len() + 2 =>
            {
                TextMap::by_line(span, vec![(0, span.start + 1)])
            }
            _ => TextMap::opaque(span),
        }
    }

    fn list(&mut self, start: &ParserSpan) -> Result<Node, Stop> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, end) => {
                    return Ok(self.close(start, &end, NodeKind::List(items)));
                }
                (event, span) => items.push(self.node(event, &span)?),
            }
        }
    }

    fn map(&mut self, start: &ParserSpan) -> Result<Node, Stop> {
        let mut pairs: Vec<Pair> = Vec::new();
        let mut places = std::collections::HashMap::new();
        let first = self.place.span(start).start as usize - self.place.base;
        let in_braces = self.place.text.as_bytes().get(first) == Some(&b'{');
        let mut joined = None;
        loop {
            let (event, span) = match self.next()? {
                (Event::MappingEnd, end) => {
                    if let Some(colon) = joined {
                        self.sink.push(misread::joined_problem().at(colon));
                        return Ok(self.close(start, &end, NodeKind::Refused));
                    }
                    return Ok(self.close(start, &end, NodeKind::Map(pairs)));
                }
                next => next,
            };
            let key = self.node(event, &span)?;
            let (event, span) = self.next()?;
            let value = self.node(event, &span)?;
            if in_braces {
                joined = joined.or_else(|| joined_colon(&key, &value));
            }
            let NodeKind::Scalar(Scalar { text: name, .. }) = key.kind else {
                self.sink.push(
                    Diagnostic::error("bad-key", "A name is expected before this “:”.")
                        .hint("Write a field as “name: value”.")
                        .at(key.span),
                );
                continue;
            };
            if let Some(first) = places.insert(name.clone(), key.span) {
                self.sink.push(duplicate(&name, first, key.span));
                places.insert(name, first);
                continue;
            }
            pairs.push(Pair {
                key: name,
                key_span: key.span,
                value,
            });
        }
    }

    fn close(&self, start: &ParserSpan, end: &ParserSpan, kind: NodeKind) -> Node {
        let whole = ParserSpan::new(start.start, end.end);
        Node {
            span: self.place.span(&whole),
            kind,
        }
    }
}

/// The “:” without a space in a name that has no value, as in `{amount:1200}`.
fn joined_colon(key: &Node, value: &Node) -> Option<Span> {
    let NodeKind::Scalar(Scalar {
        text,
        quoted: false,
        ..
    }) = &key.kind
    else {
        return None;
    };
    let bare = value.kind == NodeKind::Null && value.span.start == value.span.end;
    let far = misread::joined_colon(text).filter(|_| bare)?;
    let at = key.span.start as usize + far;
    Some(Span::new(key.span.file, at..at))
}

fn duplicate(name: &str, first: Span, second: Span) -> Diagnostic {
    Diagnostic::error(
        "duplicate-key",
        format!("The field “{name}” is given twice."),
    )
    .at_with(second, "again here")
    .related(first, "first given here")
    .hint("Keep one of the two. If both are needed, join them in one value.")
}

/// Each line of a `|` block, without its indentation, stands in the file byte for byte. `written`
/// is the block from its first letter or from its `|`, `before` what precedes it on that line.
fn literal_map(written: &str, before: &str, span: Span) -> TextMap {
    let mut lines = Vec::new();
    let mut text_at = 0_u32;
    let mut file_at = span.start;
    let header = written.starts_with('|');
    let mut indent = (!header).then_some(before.len());
    for (number, line) in written.split_inclusive('\n').enumerate() {
        let own = line.len() - line.trim_start_matches(' ').len();
        let cut = match number {
            0 if header => line.len(),
            0 => 0,
            _ if line.trim().is_empty() => own.min(indent.unwrap_or(own)),
            _ => own.min(*indent.get_or_insert(own)),
        };
        if number > 0 || !header {
            lines.push((text_at, file_at + small(cut)));
            // The text has plain line ends, whatever the file has.
            let ending = usize::from(line.ends_with("\r\n"));
            text_at += small(line.len() - cut - ending);
        }
        file_at += small(line.len());
    }
    TextMap::by_line(span, lines)
}

fn small(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
