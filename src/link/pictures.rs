//! The sizes of pictures, read from their first bytes.

use std::collections::BTreeMap;

use super::assets;
use crate::source::{Content, Files};

/// Width and height in pixels of every picture below `content/`, by its path in the built site.
/// Drawings (SVG) have the size of their `width` and `height`, or else of their `viewBox`.
pub(super) fn sizes(files: &Files) -> BTreeMap<String, (usize, usize)> {
    let sizes = assets(files).filter_map(|(path, file)| {
        let size = match &file.content {
            Content::Bytes(bytes) => raster(bytes),
            Content::Text(text) if path.ends_with(".svg") => drawing(text),
            _ => None,
        };
        Some((path.to_string(), size?))
    });
    sizes.collect()
}

fn raster(bytes: &[u8]) -> Option<(usize, usize)> {
    let size = imagesize::blob_size(bytes).ok()?;
    Some((size.width, size.height))
}

fn drawing(text: &str) -> Option<(usize, usize)> {
    let start = text.find("<svg")?;
    let tag = &text[start..start + text[start..].find('>')?];
    let attribute = |name: &str| {
        let value = tag.split_once(&format!(" {name}=\""))?.1;
        value.split('"').next()
    };
    let whole = |text: &str| {
        let number: f64 = text.trim_end_matches("px").trim().parse().ok()?;
        (1.0..100_000.0)
            .contains(&number)
            .then_some(number.round() as usize)
    };
    let given = attribute("width")
        .and_then(whole)
        .zip(attribute("height").and_then(whole));
    given.or_else(|| {
        let parts: Vec<&str> = attribute("viewBox")?
            .split([' ', ','])
            .filter(|part| !part.is_empty())
            .collect();
        match parts.as_slice() {
            [_, _, width, height] => whole(width).zip(whole(height)),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_has_the_size_it_gives_or_that_of_its_view() {
        assert_eq!(
            drawing("<svg width=\"20px\" height=\"10\">"),
            Some((20, 10))
        );
        assert_eq!(
            drawing("<?xml?><svg viewBox=\"0 0 30 15\">"),
            Some((30, 15))
        );
        assert_eq!(drawing("<svg>"), None);
        assert_eq!(drawing("no drawing"), None);
    }

    #[test]
    fn a_picture_has_the_size_in_its_header() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x05\0\0\0\x07\x08\x02\0\0\0";
        assert_eq!(raster(png), Some((5, 7)));
        assert_eq!(raster(b"not a picture"), None);
    }
}
