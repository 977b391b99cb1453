//! BibTeX.
//!
//! BibTeX counts braces even behind a backslash, so a brace in a text is written as a command. The
//! title stands in two pairs of braces, which keep its capital letters.

use super::{Citation, line};

/// The entry of a page.
pub(super) fn write(page: &Citation) -> String {
    let title = format!("{{{}}}", escaped(&page.title));
    let year = page.changed.map(|day| day.year().to_string());
    let fields = [
        ("title", Some(title)),
        ("howpublished", Some(escaped(&page.container))),
        ("publisher", Some(escaped(&page.publisher))),
        ("year", year),
        ("url", page.address.as_deref().map(address)),
        ("note", page.tag.as_deref().map(escaped)),
        ("language", Some(escaped(&page.language))),
    ];
    let fields = fields.into_iter().filter_map(|(name, text)| {
        let text = text?;
        Some(format!("  {name} = {{{text}}},\n"))
    });
    let fields: String = fields.collect();
    format!("@misc{{{},\n{fields}}}\n", key(&page.of))
}

/// A name for the entry, of signs that every program takes.
fn key(of: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    of.chars().map(plain).collect()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in line(text).chars() {
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

/// An address is printed as it is, so what would end the field is written as percent and digits.
fn address(address: &str) -> String {
    let mut written = String::new();
    for c in address.chars() {
        match c {
            '{' => written.push_str("%7B"),
            '}' => written.push_str("%7D"),
            '\\' => written.push_str("%5C"),
            c if c.is_whitespace() || c.is_control() => written.push_str("%20"),
            c => written.push(c),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hostile, unknown};
    use super::write;

    #[test]
    fn nothing_in_a_text_ends_a_field() {
        let entry = write(&hostile());
        let mut depth = 0;
        for (at, c) in entry.char_indices() {
            depth += match c {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            assert!(depth > 0 || at < 5 || at > entry.len() - 3, "{at}: {entry}");
        }
        assert_eq!(depth, 0);
        assert_eq!(entry.lines().count(), 9);
        assert!(entry.starts_with("@misc{page-about--ber-us,\n"));
        assert!(entry.contains(
            "title = {{50\\% \\& \\textbraceleft{}more\\textbraceright{}: \\$5\\_000 \\#1 \
             \\textasciitilde{}\\textasciicircum{}\\textbackslash{} \"quoted\" \
             @misc\\textbraceleft{}x, ER - \\textbraceright{} TY - JOUR}},"
        ));
        assert!(entry.contains("url = {https://example.org/a_b%20%7Bc%7D%5Cd#e/},"));
        assert!(entry.contains("year = {2026},"));
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let entry = write(&unknown());
        for field in ["year", "url", "note"] {
            assert!(!entry.contains(field), "{entry}");
        }
        assert!(entry.contains("title = {{A page}},"));
    }
}
