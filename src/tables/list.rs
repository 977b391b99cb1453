//! Lists in one cell: items joined with `; `.
//!
//! An item that holds a `;`, begins with a quote, begins or ends with a space, or is empty stands in
//! double quotes, and a double quote inside it is written twice. So a cell means one list only.

/// The items in one cell.
pub fn joined<T: AsRef<str>>(items: &[T]) -> String {
    let items: Vec<String> = items.iter().map(|item| written(item.as_ref())).collect();
    items.join("; ")
}

fn written(item: &str) -> String {
    let quoted =
        item.is_empty() || item.starts_with('"') || item.contains(';') || item != item.trim();
    match quoted {
        true => format!("\"{}\"", item.replace('"', "\"\"")),
        false => item.to_string(),
    }
}

/// The items of a cell. What people type without the rules of quotes is taken as it stands.
pub fn split(cell: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut rest = cell.trim();
    while !rest.is_empty() {
        let (item, after) = quoted(rest).unwrap_or_else(|| bare(rest));
        items.extend(item);
        rest = after.trim_start();
    }
    items
}

/// An item in quotes and what follows its `;`; `None` when the quotes are not those of an item.
fn quoted(text: &str) -> Option<(Option<String>, &str)> {
    let inner = text.strip_prefix('"')?;
    let mut item = String::new();
    let mut signs = inner.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        match (sign, signs.peek()) {
            ('"', Some((_, '"'))) => {
                signs.next();
                item.push('"');
            }
            ('"', _) => {
                let after = inner[at + 1..].trim_start();
                let ends = after.is_empty() || after.starts_with(';');
                return ends.then(|| (Some(item), after.strip_prefix(';').unwrap_or(after)));
            }
            (sign, _) => item.push(sign),
        }
    }
    None
}

fn bare(text: &str) -> (Option<String>, &str) {
    let (item, rest) = text.split_once(';').unwrap_or((text, ""));
    let item = item.trim();
    ((!item.is_empty()).then(|| item.to_string()), rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn items_that_hold_the_sign_between_items_are_quoted() {
        assert_eq!(joined(&["one", "two"]), "one; two");
        assert_eq!(joined(&["a; b", "say \"c\""]), "\"a; b\"; say \"c\"");
        assert_eq!(split("\"a; b\"; say \"c\""), ["a; b", "say \"c\""]);
    }

    #[test]
    fn what_people_type_is_read() {
        assert_eq!(split(" one ;two;; "), ["one", "two"]);
        assert_eq!(
            split("\"NHS\" trusts; others"),
            ["\"NHS\" trusts", "others"]
        );
        assert_eq!(split("\"never closed; b"), ["\"never closed", "b"]);
        assert!(split("").is_empty());
    }

    proptest! {
        #[test]
        fn a_list_comes_back_as_it_was(items in prop::collection::vec("[ab;\" ]{0,5}", 0..4)) {
            prop_assert_eq!(split(&joined(&items)), items);
        }
    }
}
