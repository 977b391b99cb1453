//! The picture that other sites show beside a link, and what is read out in its place.
//!
//! It holds words, two colours and a plain mark, and no brand, like the pictures of
//! `casebook theme images`.

use crate::output::escape;
use crate::view::PackView;
use crate::words::Words;

const WIDTH: usize = 1200;
const HEIGHT: usize = 630;
/// The room for a line, in pixels.
const ROOM: usize = 1020;
/// The height in which the title stands.
const TALL: usize = 300;
/// How wide a letter of the bold type is on average, in hundredths of its size.
const LETTER: usize = 64;
/// The sizes of the title, the first that fits.
const SIZES: [usize; 5] = [68, 58, 50, 42, 34];

/// The picture as a drawing.
pub(super) fn svg(view: &PackView, words: &Words) -> String {
    let site = text(
        38,
        700,
        "#ffffff",
        (164, 128),
        &one(&view.site, 38, ROOM - 74),
    );
    let (size, lines) = title(&view.title);
    let first = 210 + size;
    let lines = lines.iter().enumerate();
    let lines: String = lines
        .map(|(at, line)| text(size, 700, "#ffffff", (90, first + at * size * 6 / 5), line))
        .collect();
    let foot = format!("{} · {}", view.name, view.status);
    let reading = words.fill("pack.reading", &[("outcome", &view.outcome)]);
    let foot = text(30, 400, "#c9dde3", (90, 540), &one(&foot, 30, ROOM))
        + &text(30, 400, "#c9dde3", (90, 582), &one(&reading, 30, ROOM));
    let mark = "<path fill=\"#ffffff\" transform=\"translate(90 84) scale(2)\" d=\"M0 0h6v19H0zM8 4h5v15H8zM15 7h7v12h-7zM0 21h22v2H0z\"/>";
    let alternative = escape(&alternative(view, words));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\"><title>{alternative}</title><rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#10333f\"/><rect y=\"606\" width=\"{WIDTH}\" height=\"24\" fill=\"#66c9b6\"/>{mark}{site}{lines}{foot}</svg>\n"
    )
}

/// What stands on the picture, and all that had no room there.
pub(super) fn alternative(view: &PackView, words: &Words) -> String {
    words.fill(
        "pack.image_text",
        &[
            ("site", &view.site),
            ("title", &view.title),
            ("name", &view.name),
            ("status", &view.status),
            ("outcome", &view.outcome),
        ],
    )
}

fn text(size: usize, weight: usize, fill: &str, (x, y): (usize, usize), text: &str) -> String {
    let text = escape(text);
    format!(
        "<text x=\"{x}\" y=\"{y}\" font-family=\"DejaVu Sans, Verdana, Arial, sans-serif\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{fill}\">{text}</text>"
    )
}

/// The title in the largest size in which all of it has room; a longer one ends in dots.
fn title(title: &str) -> (usize, Vec<String>) {
    for size in SIZES {
        let lines = wrapped(title, letters(size, ROOM));
        if lines.len() * size * 6 / 5 <= TALL {
            return (size, lines);
        }
    }
    let size = SIZES[SIZES.len() - 1];
    let most = TALL * 5 / 6 / size;
    let mut lines = wrapped(title, letters(size, ROOM) - 2);
    lines.truncate(most);
    if let Some(last) = lines.last_mut() {
        last.push_str(" …");
    }
    (size, lines)
}

/// A text on one line.
fn one(text: &str, size: usize, room: usize) -> String {
    let mut lines = wrapped(text, letters(size, room) - 2);
    let more = lines.len() > 1;
    let mut line = if lines.is_empty() {
        String::new()
    } else {
        lines.swap_remove(0)
    };
    if more {
        line.push_str(" …");
    }
    line
}

/// How many letters of a size have room.
fn letters(size: usize, room: usize) -> usize {
    room * 100 / (size * LETTER)
}

/// Words on lines of so many letters; a word that is longer is broken.
fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let signs: Vec<char> = word.chars().collect();
        for piece in signs.chunks(most) {
            let piece: String = piece.iter().collect();
            let length = piece.chars().count();
            match lines.last_mut() {
                Some(line) if line.chars().count() + 1 + length <= most => {
                    line.push(' ');
                    line.push_str(&piece);
                }
                _ => lines.push(piece),
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_title_has_room() {
        let long = "word ".repeat(400);
        let unbroken = "w".repeat(300);
        for text in [
            "",
            "Short",
            &"A title of some words. ".repeat(5),
            &long,
            &unbroken,
        ] {
            let (size, lines) = title(text);
            assert!(lines.len() * size * 6 / 5 <= TALL, "{text}: {lines:?}");
            let widest = lines.iter().map(|line| line.chars().count()).max();
            assert!(
                widest.unwrap_or_default() * size * LETTER / 100 <= ROOM,
                "{lines:?}"
            );
        }
        assert!(
            title(&long)
                .1
                .last()
                .is_some_and(|line| line.ends_with('…'))
        );
        assert!(!title("Short").1.concat().contains('…'));
    }
}
