//! `casebook theme images`: one picture for each kind of page, which other sites show beside a link.
//!
//! In go the title and tagline of the site and the names of kinds from the catalogue; out come
//! pictures of 1,200 by 630 pixels in `content/share/`, to be committed like any other. They hold
//! words, two colours and a plain mark, and no brand. The same words give the same bytes.

use std::path::Path;

use resvg::{tiny_skia, usvg};

use super::report::{machine, out};
use super::{Outcome, whole};
use crate::output::escape;

const WIDTH: u32 = 1200;
const HEIGHT: u32 = 630;
/// As many letters of the title as fit on a line.
const LINE: usize = 26;

/// The kinds of page that have a picture, with the key of their name.
pub(super) const KINDS: [(&str, &str); 9] = [
    ("home", "frame.home"),
    ("award", "kind.award"),
    ("lesson", "kind.lesson"),
    ("guide", "kind.guide"),
    ("benefits", "benefits.title"),
    ("checklist", "kind.checklist"),
    ("template", "kind.template"),
    ("source", "kind.source"),
    ("listing", "kind.listing"),
];

/// What stands on a picture.
pub(super) struct Words<'w> {
    /// The name of the site.
    pub(super) site: &'w str,
    /// What the site is about.
    pub(super) tagline: &'w str,
    /// What the page is.
    pub(super) kind: &'w str,
}

/// Draws a picture and puts it at `path`, whole or not at all.
pub(super) fn write(words: &Words<'_>, path: &Path) -> Result<(), Outcome> {
    let refused = |error: &dyn std::fmt::Display| {
        machine(&format!(
            "The picture {} cannot be made: {error}.",
            path.display()
        ))
    };
    let png = png(&svg(words)).map_err(|error| refused(&error))?;
    whole::write(path, &png).map_err(|error| refused(&error))?;
    out(&format!("{}\n", path.display()));
    Ok(())
}

/// A drawing of 1,200 by 630 pixels as a picture.
pub(super) fn png(svg: &str) -> Result<Vec<u8>, String> {
    let mut options = usvg::Options::default();
    let fonts = options.fontdb_mut();
    fonts.load_font_data(dejavu::sans::regular().to_vec());
    fonts.load_font_data(dejavu::sans::bold().to_vec());
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| error.to_string())?;
    let mut picture = tiny_skia::Pixmap::new(WIDTH, HEIGHT).ok_or("it has no size")?;
    resvg::render(
        &tree,
        tiny_skia::Transform::default(),
        &mut picture.as_mut(),
    );
    picture.encode_png().map_err(|error| error.to_string())
}

fn svg(words: &Words<'_>) -> String {
    let text = |size: u32, weight: u32, fill: &str, y: usize, text: &str| {
        let text = escape(text);
        format!(
            "<text x=\"90\" y=\"{y}\" font-family=\"DejaVu Sans\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{fill}\">{text}</text>"
        )
    };
    let mut lines = String::new();
    for (at, line) in wrapped(words.kind).iter().take(3).enumerate() {
        lines += &text(76, 700, "#ffffff", 330 + at * 92, line);
    }
    let site = text(38, 700, "#ffffff", 128, words.site).replace("x=\"90\"", "x=\"164\"");
    let tagline = text(30, 400, "#c9dde3", 560, words.tagline);
    let mark = "<path fill=\"#ffffff\" transform=\"translate(90 84) scale(2)\" d=\"M0 0h6v19H0zM8 4h5v15H8zM15 7h7v12h-7zM0 21h22v2H0z\"/>";
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\"><rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#10333f\"/><rect y=\"606\" width=\"{WIDTH}\" height=\"24\" fill=\"#66c9b6\"/>{mark}{site}{lines}{tagline}</svg>"
    )
}

/// Words on lines that fit.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LINE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_the_same_twice_and_any_text_is_text() {
        let words = Words {
            site: "A & B <script>",
            tagline: "“Quotes” and \"quotes\"",
            kind: "A very long name of a kind of page that needs more lines",
        };
        let first = png(&svg(&words)).expect("a picture");
        assert_eq!(&first[1..4], b"PNG");
        assert_eq!(first, png(&svg(&words)).expect("a picture"));
    }
}
