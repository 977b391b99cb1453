//! Places as editors count them: lines from 0, and in a line units of UTF-16 from 0.

use lsp_types::{Position, Range};

/// The byte of a text at a position. One past the end of its line is moved to that end, one inside
/// a character to its start, and one past the text to the end of the text.
pub(super) fn offset(text: &str, position: Position) -> usize {
    let line_start = match position.line {
        0 => 0,
        line => {
            let mut breaks = text.match_indices('\n');
            match breaks.nth(line as usize - 1) {
                Some((at, _)) => at + 1,
                None => return text.len(),
            }
        }
    };
    let rest = &text[line_start..];
    let line = rest.split('\n').next().unwrap_or_default();
    let line = line.strip_suffix('\r').unwrap_or(line);
    let mut units = position.character as usize;
    for (at, sign) in line.char_indices() {
        if units < sign.len_utf16() {
            return line_start + at;
        }
        units -= sign.len_utf16();
    }
    line_start + line.len()
}

/// The position of a byte of a text.
pub(super) fn position(text: &str, offset: usize) -> Position {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|&byte| byte == b'\n').count();
    let units = before[line_start..].encode_utf16().count();
    Position::new(small(line), small(units))
}

pub(super) fn range(text: &str, bytes: std::ops::Range<usize>) -> Range {
    Range::new(position(text, bytes.start), position(text, bytes.end))
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_character_outside_the_basic_plane_counts_two() {
        let text = "a\n\u{1F600}é b\r\nc";
        assert_eq!(
            position(text, text.find('b').expect("b")),
            Position::new(1, 4)
        );
        assert_eq!(
            offset(text, Position::new(1, 4)),
            text.find('b').expect("b")
        );
        // Inside the pair: its start.
        assert_eq!(offset(text, Position::new(1, 1)), 2);
        // Past the line: its end, before the carriage return.
        assert_eq!(
            offset(text, Position::new(1, 99)),
            text.find('\r').expect("return")
        );
        assert_eq!(offset(text, Position::new(99, 0)), text.len());
        assert_eq!(offset("", Position::new(0, 5)), 0);
    }

    proptest! {
        #[test]
        fn there_and_back(text in "[a-zé\u{1F600}\n]{0,40}", at in 0usize..60) {
            let at = at.min(text.len());
            prop_assume!(text.is_char_boundary(at));
            prop_assert_eq!(offset(&text, position(&text, at)), at);
        }

        #[test]
        fn any_position_is_a_place(text in "[a-zé\u{1F600}\r\n]{0,40}", line in 0u32..9, unit in 0u32..20) {
            let at = offset(&text, Position::new(line, unit));
            prop_assert!(text.is_char_boundary(at));
        }
    }
}
