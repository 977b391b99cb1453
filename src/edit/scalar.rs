//! Single values, written so that every reader of YAML takes them for what they are.

use crate::record::shape::Shape;

/// Words that readers of YAML 1.1 take for true or false, in small letters.
const FLAGS: [&str; 6] = ["yes", "no", "on", "off", "y", "n"];

/// A value on one line.
pub(super) fn written(text: &str, shape: &Shape, in_brackets: bool) -> String {
    let bare = match shape {
        // A number or date is meant to be read as one.
        Shape::Count | Shape::Number | Shape::Money | Shape::Date | Shape::Flag => {
            !text.is_empty()
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte))
        }
        _ => bare_is_safe(text, in_brackets) && !looks_otherwise(text, shape),
    };
    match bare {
        true => text.to_string(),
        false => quoted(text),
    }
}

/// A text in double quotes. What JSON writes is what YAML reads.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text)
        .to_string()
        .replace('\u{7f}', "\\u007f")
}

/// Whether a reader that is not ours would take an unquoted value for something other than text.
pub fn looks_otherwise(text: &str, shape: &Shape) -> bool {
    let word = text.to_ascii_lowercase();
    // The answers of a closed list are meant to be read as they stand.
    let answer = matches!(shape, Shape::Term(_)) && FLAGS.contains(&word.as_str());
    if answer {
        return false;
    }
    FLAGS.contains(&word.as_str()) || like_number(text) || !reads_as_text(text)
}

/// Numbers of YAML 1.1 and 1.2, dates, and times such as `1:30`.
fn like_number(text: &str) -> bool {
    let rest = text.trim_start_matches(['-', '+']);
    let digits = rest.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let fits = |c: char| c.is_ascii_hexdigit() || ".:_-+xXoOTZ".contains(c);
    // An id such as `p4-01` or `2-for-1` has other letters, or none of this shape.
    digits && rest.chars().any(|c| c.is_ascii_digit()) && rest.chars().all(fits) && !is_code(rest)
}

/// `4a`, `12-b`: digits and letters that no reader takes for a number.
fn is_code(text: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic();
    let marked = ["0x", "0X", "0o", "0b"]
        .iter()
        .any(|mark| text.starts_with(mark));
    text.contains(letter)
        && !marked
        && text.parse::<f64>().is_err()
        && !text.contains(['T', 'Z', ':'])
}

/// What an independent reader of YAML says.
fn reads_as_text(text: &str) -> bool {
    let simple = |c: char| c.is_ascii_alphanumeric() || c == ' ';
    let words = text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(simple);
    if words && !["true", "false", "null"].contains(&text.to_ascii_lowercase().as_str()) {
        return true;
    }
    match serde_yaml::from_str::<serde_yaml::Value>(text) {
        Ok(serde_yaml::Value::String(read)) => read == text,
        _ => false,
    }
}

/// Whether a text can stand without quotes and be read as itself by our own reader.
pub fn bare_is_safe(text: &str, in_brackets: bool) -> bool {
    let first = text.chars().next();
    let starts = |signs: &str| first.is_some_and(|first| signs.contains(first));
    let safe = !text.is_empty()
        && text == text.trim()
        && !text.contains(|c: char| {
            c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{85}')
        })
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !starts("-?:,[]{}#&*!|>'\"%@`~")
        && !matches!(text, "null" | "Null" | "NULL");
    let brackets = text.contains([',', '[', ']', '{', '}']) || text.contains(':');
    safe && !(in_brackets && brackets) && !text.starts_with("...")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str, shape: &Shape) -> String {
        written(text, shape, false)
    }

    #[test]
    fn a_text_that_others_would_read_otherwise_is_quoted() {
        for text in [
            "no",
            "Yes",
            "012",
            "0o14",
            "1:30",
            "2025-04-30",
            "1.0",
            "true",
            "null",
            "~",
            "",
            "1e5",
            "0x1F",
        ] {
            assert_eq!(one(text, &Shape::Line), format!("\"{text}\""));
        }
        for text in [
            "- a", "a: b", "a #b", "[a", "{a", "-£110", "@x", "%", "a:", " a",
        ] {
            assert_eq!(one(text, &Shape::Line), format!("\"{text}\""));
        }
    }

    #[test]
    fn a_text_that_all_read_alike_stands_as_it_is() {
        for text in [
            "Project 1, Phase 4",
            "it's",
            "a:b",
            "p4-01",
            "£1,000",
            "12 months",
            "4a",
            "b. Efficiency – care",
        ] {
            assert_eq!(one(text, &Shape::Line), text);
        }
    }

    #[test]
    fn answers_numbers_and_dates_stand_bare() {
        assert_eq!(one("no", &Shape::Term("answer".into())), "no");
        assert_eq!(one("-110", &Shape::Number), "-110");
        assert_eq!(one("2025-04", &Shape::Date), "2025-04");
        assert_eq!(one("a\nb", &Shape::Number), "\"a\\nb\"");
        assert_eq!(one("012", &Shape::Reference("award".into())), "\"012\"");
    }

    #[test]
    fn signs_of_brackets_are_quoted_inside_brackets() {
        assert_eq!(written("a, b", &Shape::Line, true), "\"a, b\"");
        assert_eq!(written("a b", &Shape::Line, true), "a b");
    }
}
