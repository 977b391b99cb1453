//! Values as they are written in YAML.

/// A text as a value: plain where that is safe, else in double quotes, whose escapes are those of
/// JSON.
pub(super) fn written(text: &str) -> String {
    let fits = |c: char| {
        c.is_alphanumeric()
            || matches!(c, ' ' | '.' | ',' | '(' | ')' | '-' | '/' | '£' | '’' | '–')
    };
    let first = text.chars().next().is_some_and(char::is_alphanumeric);
    let nothing = matches!(text.to_lowercase().as_str(), "null" | "true" | "false");
    match first && !nothing && text.trim() == text && text.chars().all(fits) {
        true => text.to_string(),
        false => serde_json::Value::from(text).to_string(),
    }
}

/// A comment of lines that are not too long.
pub(super) fn comment(text: &str, indent: &str) -> String {
    const WIDTH: usize = 96;
    let mut lines = String::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let long = indent.len() + 2 + line.chars().count() + 1 + word.chars().count() > WIDTH;
        if long && !line.is_empty() {
            lines.push_str(&format!("{indent}# {line}\n"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push_str(&format!("{indent}# {line}\n"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Diagnostics, FileId};
    use crate::yaml::{NodeKind, parse};
    use proptest::prelude::*;

    fn read(yaml: &str) -> Option<String> {
        let text = format!("a: {yaml}\n");
        let tree = parse(FileId(0), &text, 0, &mut Diagnostics::new())?;
        let NodeKind::Map(pairs) = tree.kind else {
            return None;
        };
        match &pairs.first()?.value.kind {
            NodeKind::Scalar(scalar) => Some(scalar.text.clone()),
            _ => None,
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(text in "[ -~£’é\u{1F600}]{1,40}") {
            prop_assert_eq!(read(&written(&text)), Some(text));
        }
    }

    #[test]
    fn plain_words_stay_plain() {
        assert_eq!(written("Faster stroke care"), "Faster stroke care");
        assert_eq!(written("Care: faster"), "\"Care: faster\"");
        assert_eq!(written("null"), "\"null\"");
        assert_eq!(written("- a"), "\"- a\"");
    }

    #[test]
    fn comments_are_folded() {
        let long = "word ".repeat(40);
        let folded = comment(&long, "  ");
        assert!(folded.lines().count() > 1);
        assert!(
            folded
                .lines()
                .all(|line| line.len() <= 96 && line.starts_with("  # "))
        );
        assert_eq!(comment("", ""), "");
    }
}
