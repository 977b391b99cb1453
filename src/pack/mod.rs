//! A pack for a communications team: the files about one award that it can use as they are.
//!
//! In go the [`Site`] and the id of an award; out come its files as an [`Output`]: summaries,
//! figures with their caveats, a picture for links, a sheet to print and a note on all of them. The
//! one thing to know: **nothing is written here that the record does not say**. Summaries are whole
//! sentences of it, in the order in which they are told; what is too long is left out, never cut.

mod figures;
mod note;
mod page;
mod picture;
mod refused;
mod summary;

pub use note::ALTERNATIVE;
pub use refused::Refused;

use crate::link::Site;
use crate::output::Output;
use crate::view::{PackView, pack as view};
use crate::words::Words;
use summary::{LONG, SHORT, Summary};

/// What turns the drawing for links (SVG) into a picture (PNG), where the program can.
pub type Painter<'p> = &'p dyn Fn(&str) -> Result<Vec<u8>, String>;

/// A pack.
#[derive(Debug)]
pub struct Pack {
    /// Its files.
    pub files: Output,
    /// The words of both summaries.
    pub words: [usize; 2],
    /// How many figures can be quoted.
    pub figures: usize,
    /// What the record lacks, in words for an editor.
    pub lacks: Vec<String>,
}

/// What all files are made from.
struct Made<'m> {
    view: &'m PackView,
    words: &'m Words,
    short: Summary,
    long: Summary,
    picture: &'static str,
}

/// The pack of an award.
///
/// # Errors
///
/// When the site has no such award, when it or something that the pack would quote may not go out,
/// or when the picture cannot be made.
pub fn pack(
    site: &Site,
    words: &Words,
    id: &str,
    painter: Option<Painter<'_>>,
) -> Result<Pack, Refused> {
    let view = view(site, words, id).ok_or_else(|| Refused::absent(site, id))?;
    Refused::held(site, id)?;
    let drawing = picture::svg(&view, words);
    let (name, bytes) = match painter {
        Some(paint) => ("share.png", paint(&drawing).map_err(Refused::Picture)?),
        None => ("share.svg", drawing.into_bytes()),
    };
    let made = Made {
        short: summary::compose(&view.texts, SHORT),
        long: summary::compose(&view.texts, LONG),
        view: &view,
        words,
        picture: name,
    };
    let mut files = Output::new();
    files.insert(name, bytes);
    made.put(&mut files);
    Ok(Pack {
        words: [made.short.words, made.long.words],
        figures: view.figures.len(),
        lacks: note::lacks(&made),
        files,
    })
}

impl Made<'_> {
    fn put(&self, files: &mut Output) {
        let mut text = |path: &str, text: String| {
            files.insert(path, text.into_bytes());
        };
        for (path, summary) in [(note::SHORT, &self.short), (note::LONG, &self.long)] {
            if summary.words > 0 {
                text(path, plain(&summary.text()));
            }
        }
        if !self.view.figures.is_empty() {
            text(note::FIGURES, plain(&figures::text(self.view, self.words)));
        }
        text(
            note::ALTERNATIVE,
            plain(&picture::alternative(self.view, self.words)),
        );
        text(note::PAGE, page::html(self));
        text(note::NOTE, plain(&note::text(self)));
        if !self.view.figures.is_empty() {
            files.insert(note::TABLE, figures::csv(self.view, self.words));
        }
    }
}

/// A text as every editor of texts shows it: some show bare ends of lines as one line, and take
/// signs for those of another alphabet unless a mark says which it is.
fn plain(text: &str) -> String {
    format!("\u{feff}{}\r\n", text.trim_end().replace('\n', "\r\n"))
}
