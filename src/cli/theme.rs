//! `casebook theme`: which files make the site's look, and how to take one to change it.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::Outcome;
use super::report::{self, machine, out, usage};
use crate::diag::machine::reason;
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostics, FileId, Span};
use crate::source;
use crate::theme::ejected::{self, EJECTED, Ejected};
use crate::theme::{self, DEFAULT};

pub(super) const EXAMPLES: &str = "Examples:\n  casebook theme list\n  casebook theme eject templates/award.html\n  casebook theme show templates/award.html";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the files of the default theme, and say which of them this site has of its own
    #[command(after_help = "Example: casebook theme list")]
    List,
    /// Copy a file of the default theme into this site's theme, to change it there
    #[command(after_help = "Example: casebook theme eject templates/award.html")]
    Eject {
        /// The file, such as templates/award.html
        file: String,
    },
    /// Print a file of the default theme as it is in this version of Casebook
    #[command(after_help = "Example: casebook theme show templates/award.html")]
    Show {
        /// The file, such as templates/award.html
        file: String,
    },
    /// Draw a picture for each kind of page, which other sites show beside a link to it
    #[command(after_help = "Example: casebook theme images")]
    Images,
    /// Record that your copy of a file has been compared with the default theme's of this version
    #[command(after_help = "Example: casebook theme seen templates/award.html")]
    Seen {
        /// The file, such as templates/award.html
        file: String,
    },
}

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    let done = match &args.what {
        What::Show { file } => show(file),
        What::List => Folder::of(root).map(|folder| folder.list()),
        What::Eject { file } => Folder::of(root).and_then(|folder| folder.eject(file)),
        What::Images => Folder::of(root).and_then(|folder| folder.images()),
        What::Seen { file } => Folder::of(root).and_then(|folder| folder.seen(file)),
    };
    match done {
        Ok(()) => Outcome::Clean,
        Err(outcome) => outcome,
    }
}

fn show(file: &str) -> Result<(), Outcome> {
    let (_, bytes) = find(file)?;
    // A reader that has gone away is no reason to fail.
    let _ = std::io::stdout().write_all(&bytes);
    Ok(())
}

/// A file of the default theme, by its path or by what its path ends with.
fn find(file: &str) -> Result<(String, std::sync::Arc<[u8]>), Outcome> {
    let all = theme::originals();
    let end = format!("/{file}");
    let found = all.iter().find(|path| *path == file);
    let found = found.or_else(|| all.iter().find(|path| path.ends_with(&end)));
    if let Some(path) = found
        && let Some(bytes) = theme::original(path)
    {
        return Ok((path.clone(), bytes));
    }
    let hint = match nearest(file, all.iter().map(String::as_str)) {
        Some(near) => format!("Did you mean “{near}”?"),
        None => "`casebook theme list` shows what there is.".to_string(),
    };
    Err(usage(&format!(
        "The default theme has no file “{file}”. {hint}"
    )))
}

/// The folder of the site's theme.
struct Folder {
    root: PathBuf,
    name: String,
}

impl Folder {
    fn of(root: Option<PathBuf>) -> Result<Self, Outcome> {
        let root = report::find_root(root)?;
        let files = source::read_folder(&root).map_err(|error| refused("read", &root, &error))?;
        let name = report::setting(&files, "theme").unwrap_or_else(|| DEFAULT.to_string());
        if name.contains(['/', '\\']) || name.starts_with('.') {
            return Err(usage(&format!(
                "“{name}” cannot be the name of a theme. Correct `theme:` in {}.",
                source::CONFIG
            )));
        }
        Ok(Self { root, name })
    }

    #[cfg(not(feature = "images"))]
    #[expect(clippy::unused_self, reason = "the other one needs it")]
    fn images(&self) -> Result<(), Outcome> {
        Err(usage(
            "This Casebook cannot draw pictures. Install it with: cargo install --path . --features images",
        ))
    }

    /// Draws the pictures into the folder content/share.
    #[cfg(feature = "images")]
    fn images(&self) -> Result<(), Outcome> {
        use super::images::{KINDS, Words, write};
        let files =
            source::read_folder(&self.root).map_err(|error| refused("read", &self.root, &error))?;
        let setting = |name: &str| report::setting(&files, name).unwrap_or_default();
        let (site, tagline) = (setting("title"), setting("tagline"));
        let language = report::setting(&files, "language").unwrap_or_else(|| "en-GB".to_string());
        let folder = format!("themes/{}/", self.name);
        let own = files.iter().filter_map(|(id, file)| {
            let source::Content::Text(text) = &file.content else {
                return None;
            };
            Some(theme::Own {
                path: file.path.strip_prefix(&folder)?,
                file: id,
                bytes: std::sync::Arc::from(text.as_bytes()),
            })
        });
        let own: Vec<theme::Own<'_>> = own.collect();
        let mut problems = Diagnostics::new();
        let theme = theme::load(&own, &mut problems);
        let words = crate::words::load(&language, &theme.strings, &mut problems);
        let share = self.root.join("content/share");
        std::fs::create_dir_all(&share).map_err(|error| refused("make", &share, &error))?;
        for (name, key) in KINDS {
            let kind = match name {
                "home" => tagline.clone(),
                _ => words.text(key),
            };
            let below = if name == "home" { "" } else { &tagline };
            let words = Words {
                site: &site,
                tagline: below,
                kind: &kind,
            };
            write(&words, &share.join(format!("{name}.png")))?;
        }
        Ok(())
    }

    fn path(&self, file: &str) -> PathBuf {
        self.root.join("themes").join(&self.name).join(file)
    }

    /// As people write it.
    fn written(&self, file: &str) -> String {
        format!("themes/{}/{file}", self.name)
    }

    fn list(&self) {
        let taken = self.taken();
        for file in theme::originals() {
            let own = self.path(&file).exists();
            let state = match (own, is_behind(&file, &taken)) {
                (false, _) => "default",
                (true, false) => "yours",
                (true, true) => "yours, and the original has changed since",
            };
            out(&format!("{file}: {state}\n"));
        }
    }

    fn eject(&self, file: &str) -> Result<(), Outcome> {
        let (file, bytes) = find(file)?;
        let path = self.path(&file);
        if path.exists() {
            let written = self.written(&file);
            report::err(&format!(
                "casebook: {written} is there already; nothing was changed. To begin again, delete it first.\n"
            ));
            return Err(Outcome::Problems);
        }
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| refused("made", folder, &error))?;
        }
        std::fs::write(&path, &bytes).map_err(|error| refused("written", &path, &error))?;
        self.record(&file, &bytes)?;
        let written = self.written(&file);
        out(&format!(
            "Copied to {written}. Change it there: it is used in place of the default theme's.\n"
        ));
        Ok(())
    }

    fn seen(&self, file: &str) -> Result<(), Outcome> {
        let (file, bytes) = find(file)?;
        let written = self.written(&file);
        if !self.path(&file).exists() {
            return Err(usage(&format!(
                "This site has no copy of “{file}”. Take one with `casebook theme eject {file}`."
            )));
        }
        self.record(&file, &bytes)?;
        out(&format!(
            "Recorded: {written} has been compared with the file of this Casebook.\n"
        ));
        Ok(())
    }

    fn taken(&self) -> Vec<Ejected> {
        let text = std::fs::read_to_string(self.path(EJECTED)).unwrap_or_default();
        // What is wrong with the file is for `casebook check` to say, at its place.
        ejected::read(FileId(0), &text, &mut Diagnostics::new())
    }

    fn record(&self, file: &str, bytes: &[u8]) -> Result<(), Outcome> {
        let mut taken = self.taken();
        taken.retain(|known| known.path != file);
        taken.push(Ejected {
            path: file.to_string(),
            casebook: env!("CARGO_PKG_VERSION").to_string(),
            blake3: ejected::checksum(bytes),
            span: Span::file_start(FileId(0)),
        });
        taken.sort_by(|a, b| a.path.cmp(&b.path));
        let path = self.path(EJECTED);
        std::fs::write(&path, ejected::write(&taken))
            .map_err(|error| refused("written", &path, &error))
    }
}

fn is_behind(file: &str, taken: &[Ejected]) -> bool {
    let known = taken.iter().find(|known| known.path == file);
    let now = theme::original(file).map(|bytes| ejected::checksum(&bytes));
    known.is_some_and(|known| Some(&known.blake3) != now.as_ref())
}

fn refused(what: &str, path: &Path, error: &std::io::Error) -> Outcome {
    machine(&format!(
        "{} cannot be {what}: {error}.",
        path.display(),
        error = reason(error)
    ))
}
