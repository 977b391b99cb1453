//! What drawings are made of, in whole units that are pixels at full size.

use serde::Serialize;

/// A drawing.
#[derive(Clone, Debug, Serialize)]
pub struct Drawing {
    /// `wide` or `narrow`: which screens see it.
    pub size: &'static str,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// What is in it, from back to front.
    pub shapes: Vec<Shape>,
}

/// A part of a drawing.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
#[serde(tag = "shape", rename_all = "lowercase")]
pub enum Shape {
    /// A bar or a cell.
    Rect {
        /// Left edge.
        x: i32,
        /// Upper edge.
        y: i32,
        /// Width.
        width: i32,
        /// Height.
        height: i32,
        /// What it stands for.
        class: &'static str,
    },
    /// An axis or a mark.
    Line {
        /// Start.
        x1: i32,
        /// Start.
        y1: i32,
        /// End.
        x2: i32,
        /// End.
        y2: i32,
        /// What it stands for.
        class: &'static str,
    },
    /// A dot.
    Dot {
        /// Middle.
        x: i32,
        /// Middle.
        y: i32,
        /// What it stands for.
        class: &'static str,
    },
    /// Words.
    Text {
        /// Where they begin, end, or have their middle.
        x: i32,
        /// The line that they stand on.
        y: i32,
        /// `start`, `middle` or `end`.
        anchor: &'static str,
        /// What they are.
        class: &'static str,
        /// The words.
        text: String,
        /// Whether they run upwards.
        turned: bool,
    },
}

/// Wide drawings are this wide.
pub(super) const WIDE: i32 = 720;
/// Narrow drawings are this wide: what a screen of 320 pixels has room for.
pub(super) const NARROW: i32 = 272;
/// From one line of words to the next.
pub(super) const LINE: i32 = 18;

impl Shape {
    pub(super) fn text(
        x: i32,
        y: i32,
        anchor: &'static str,
        class: &'static str,
        text: impl Into<String>,
    ) -> Self {
        Self::Text {
            x,
            y,
            anchor,
            class,
            text: text.into(),
            turned: false,
        }
    }
}

/// Words on several lines, the first at `y`.
pub(super) fn lines(
    x: i32,
    y: i32,
    anchor: &'static str,
    class: &'static str,
    lines: &[String],
) -> Vec<Shape> {
    let mut at = y - LINE;
    let line = |text: &String| {
        at += LINE;
        Shape::text(x, at, anchor, class, text)
    };
    lines.iter().map(line).collect()
}

/// Breaks words into lines that fit a width. A word that is too long has a line of its own.
pub(super) fn wrap(text: &str, width: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if length(line) + length(" ") + length(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines
}

/// About how long words are at 14 pixels, on the safe side: the font of the reader is not known.
pub(super) fn length(text: &str) -> i32 {
    let tenths: i32 = text
        .chars()
        .map(|letter| match letter {
            'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 36,
            ' ' | 'f' | 't' | 'r' | '(' | ')' | '-' | 'I' => 48,
            'm' | 'w' | 'M' | 'W' => 122,
            letter if letter.is_uppercase() => 100,
            _ => 80,
        })
        .sum();
    tenths / 10
}

/// `value` of `whole`, as a length out of `room`.
pub(super) fn scaled(value: i64, whole: i64, room: i32) -> i32 {
    if whole == 0 {
        return 0;
    }
    let product = i128::from(value) * i128::from(room);
    let half = i128::from(whole.abs()) / 2 * product.signum();
    i32::try_from((product + half) / i128::from(whole)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_break_into_lines_that_fit() {
        let wrapped = wrap("Savings in social care over five years", 120);
        assert!(wrapped.len() > 1);
        assert!(
            wrapped.iter().all(|line| length(line) <= 120),
            "{wrapped:?}"
        );
        assert_eq!(wrapped.join(" "), "Savings in social care over five years");
    }

    #[test]
    fn lengths_are_rounded_and_keep_their_sign() {
        assert_eq!(scaled(1, 3, 100), 33);
        assert_eq!(scaled(2, 3, 100), 67);
        assert_eq!(scaled(-2, 3, 100), -67);
        assert_eq!(scaled(5, 0, 100), 0);
    }
}
