//! Places in files, as byte offsets.

use std::ops::Range;

/// A file of the build. Ids follow the sorted order of paths, so that sorting by id sorts by path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The bytes `range` of `file`.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            file,
            start: clamp(range.start),
            end: clamp(range.end.max(range.start)),
        }
    }

    /// The whole file: its first position, for problems that no narrower place has.
    pub fn file_start(file: FileId) -> Self {
        Self::new(file, 0..0)
    }

    /// The range as offsets into the text of the file.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A position as people count: both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl LineColumn {
    /// Where byte `offset` of `text` is. An offset past the end or inside a character is moved
    /// back to the nearest character.
    pub fn of(text: &str, offset: usize) -> Self {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &text[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: before.bytes().filter(|&b| b == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

/// How text that was taken out of a file (a Markdown body, a YAML block) lies in that file, so
/// that a problem inside the text is shown at its true place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextMap {
    whole: Span,
    /// Pairs of (offset in the text, offset in the file), ascending; between two pairs the bytes
    /// are the same. Empty when the text was rewritten (escapes, folding): then every place is the
    /// whole.
    lines: Vec<(u32, u32)>,
}

impl TextMap {
    /// Text that stands in the file byte for byte, from `span.start`.
    pub fn verbatim(span: Span) -> Self {
        Self {
            whole: span,
            lines: vec![(0, span.start)],
        }
    }

    /// Text whose lines stand in the file byte for byte, each at its own offset.
    pub fn by_line(span: Span, lines: Vec<(u32, u32)>) -> Self {
        Self { whole: span, lines }
    }

    /// Text that was rewritten: every place in it is shown as the whole.
    pub fn opaque(span: Span) -> Self {
        Self {
            whole: span,
            lines: Vec::new(),
        }
    }

    /// The place in the file of a range of the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        match (self.offset(range.start), self.offset(range.end)) {
            (Some(start), Some(end)) => Span::new(self.whole.file, start..end),
            _ => self.whole,
        }
    }

    /// All of the text.
    pub fn whole(&self) -> Span {
        self.whole
    }

    /// Where in the file a text of this length stands, run by run; nowhere if it was rewritten.
    pub fn runs(&self, length: usize) -> impl Iterator<Item = Range<usize>> {
        let ends = self.lines.iter().skip(1).map(|&(text, _)| text as usize);
        let ends = ends.chain(std::iter::once(length));
        self.lines.iter().zip(ends).map(|(&(text, file), end)| {
            let (text, file) = (text as usize, file as usize);
            file..file + end.saturating_sub(text)
        })
    }

    fn offset(&self, at: usize) -> Option<usize> {
        let after = self.lines.partition_point(|&(text, _)| text as usize <= at);
        let (text, file) = *self.lines.get(after.checked_sub(1)?)?;
        Some(file as usize + (at - text as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let text = "é: 1\nab\n";
        assert_eq!(LineColumn::of(text, 0), LineColumn { line: 1, column: 1 });
        assert_eq!(LineColumn::of(text, 2), LineColumn { line: 1, column: 2 });
        assert_eq!(LineColumn::of(text, 7), LineColumn { line: 2, column: 2 });
        assert_eq!(LineColumn::of(text, 99), LineColumn { line: 3, column: 1 });
    }

    #[test]
    fn a_map_by_line_finds_indented_text_where_it_stands() {
        // The file has "x: |\n  ab\n  cd\n"; the text is "ab\ncd\n".
        let file = FileId(0);
        let map = TextMap::by_line(Span::new(file, 3..15), vec![(0, 7), (3, 12)]);
        assert_eq!(map.span(0..2), Span::new(file, 7..9));
        assert_eq!(map.span(4..5), Span::new(file, 13..14));
        let opaque = TextMap::opaque(Span::new(file, 3..15));
        assert_eq!(opaque.span(4..5), Span::new(file, 3..15));
    }
}
