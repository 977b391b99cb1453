//! The style sheets that every page needs, sent as one file.
//!
//! In: the files of a theme, the site's own already in place of the default's. Out: the same, with
//! the parts joined in their order. On a slow line a request costs more than its bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The file that pages ask for.
const WHOLE: &str = "assets/site.css";

/// What it is made of, in the order in which rules win.
const PARTS: [&str; 4] = [
    "assets/tokens.css",
    "assets/base.css",
    "assets/frame.css",
    "assets/components.css",
];

/// Puts the joined sheet in place of its parts. A theme with a whole sheet of its own keeps it.
pub(super) fn join(assets: &mut BTreeMap<String, Arc<[u8]>>) {
    let parts: Vec<Arc<[u8]>> = PARTS
        .iter()
        .filter_map(|part| assets.remove(*part))
        .collect();
    assets
        .entry(WHOLE.to_string())
        .or_insert_with(|| Arc::from(parts.join(&b'\n')));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assets(files: &[(&str, &str)]) -> BTreeMap<String, Arc<[u8]>> {
        let pair = |(path, text): &(&str, &str)| (path.to_string(), Arc::from(text.as_bytes()));
        files.iter().map(pair).collect()
    }

    #[test]
    fn parts_are_joined_in_their_order_and_others_stay() {
        let mut files = assets(&[
            ("assets/components.css", "c{}"),
            ("assets/print.css", "p{}"),
            ("assets/tokens.css", "t{}"),
        ]);
        join(&mut files);
        let expected = assets(&[("assets/print.css", "p{}"), (WHOLE, "t{}\nc{}")]);
        assert_eq!(files, expected);
    }

    #[test]
    fn a_whole_sheet_of_a_theme_is_kept() {
        let mut files = assets(&[("assets/base.css", "b{}"), (WHOLE, "own{}")]);
        join(&mut files);
        assert_eq!(files, assets(&[(WHOLE, "own{}")]));
    }
}
