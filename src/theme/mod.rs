//! A theme: templates and files, by name.
//!
//! The default theme is part of the program. A site's own folder `themes/<name>/` replaces it file
//! by file: what the folder has wins, what it lacks is the default's. `theme.yaml` says which
//! versions of Casebook a theme fits and which style sheets are joined into one ([`Manifest`]).

pub mod ejected;
mod manifest;
mod sheets;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_embed::RustEmbed;

pub use manifest::{Manifest, Sheet};

use crate::diag::{Diagnostics, FileId};

/// The name of the theme that is part of the program.
pub const DEFAULT: &str = "default";

/// The file in which a theme describes itself.
pub const MANIFEST: &str = "theme.yaml";

/// The list of vendored files and their checksums, which only Casebook itself needs.
const VENDORED: &str = "vendored.yaml";

#[derive(RustEmbed)]
#[folder = "themes/default/"]
struct Embedded;

/// A file of a theme that the site has itself.
#[derive(Clone, Debug)]
pub struct Own<'f> {
    /// Its path below the theme's folder.
    pub path: &'f str,
    /// The file, for problems in it.
    pub file: FileId,
    /// What is in it.
    pub bytes: Arc<[u8]>,
}

/// A template.
#[derive(Clone, Debug)]
pub struct Template {
    /// What it says.
    pub text: String,
    /// The site's own file, if the template is not the default's.
    pub file: Option<FileId>,
}

/// A file of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strings {
    /// The language, as the name of its folder: `en`.
    pub language: String,
    /// The topic, as the stem of its name.
    pub topic: String,
    /// What it says.
    pub text: Arc<str>,
    /// The site's own file; none for the default theme's.
    pub file: Option<FileId>,
}

/// A theme, complete.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// Templates by name: `award.html`, `components/mark.html`.
    pub templates: BTreeMap<String, Template>,
    /// Styles, scripts and pictures, by their path in the built site.
    pub assets: BTreeMap<String, Asset>,
    /// Words of the interface, the site's own after the default theme's.
    pub strings: Vec<Strings>,
}

/// A style, script or picture.
#[derive(Clone, Debug)]
pub struct Asset {
    /// What is in it.
    pub bytes: Arc<[u8]>,
    /// The site's own file, if it is not the default's.
    pub file: Option<FileId>,
}

/// The files of the default theme, sorted.
pub fn originals() -> Vec<String> {
    let mut all: Vec<String> = Embedded::iter()
        .map(|path| path.to_string())
        .filter(|path| path != VENDORED)
        .collect();
    all.sort();
    all
}

/// A file of the default theme.
pub fn original(path: &str) -> Option<Arc<[u8]>> {
    Embedded::get(path).map(|file| Arc::from(&*file.data))
}

/// The default theme, with the files of `own` in place of its own. Problems of `theme.yaml` go to
/// `sink`.
pub fn load(own: &[Own<'_>], sink: &mut Diagnostics) -> Theme {
    ejected::check(own, sink);
    let mut theme = Theme::default();
    let mut described = Manifest::default();
    for path in Embedded::iter() {
        if let Some(file) = Embedded::get(&path) {
            theme.add(&path, None, Arc::from(&*file.data));
        }
    }
    if let Some(file) = Embedded::get(MANIFEST) {
        // A test builds with the default theme, so its own description has no problems.
        let text = String::from_utf8_lossy(&file.data);
        described = manifest::read(FileId(u32::MAX), &text, &mut Diagnostics::new());
    }
    for file in own {
        if file.path == MANIFEST {
            let text = String::from_utf8_lossy(&file.bytes);
            let own = manifest::read(file.file, &text, sink);
            described.styles = own.styles.or(described.styles);
            described.scripts = own.scripts.or(described.scripts);
        }
        theme.add(file.path, Some(file.file), file.bytes.clone());
    }
    sheets::join(&mut theme, described.styles.unwrap_or_default(), sink);
    sheets::join(&mut theme, described.scripts.unwrap_or_default(), sink);
    theme
}

impl Theme {
    fn add(&mut self, path: &str, file: Option<FileId>, bytes: Arc<[u8]>) {
        if let Some(name) = path.strip_prefix("templates/") {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            self.templates
                .insert(name.to_string(), Template { text, file });
        } else if let Some(name) = path.strip_prefix("strings/") {
            self.strings.extend(strings(name, file, &bytes));
        } else if path.starts_with("assets/") {
            self.assets.insert(path.to_string(), Asset { bytes, file });
        }
    }
}

/// The file of words `<language>/<topic>.yaml`.
fn strings(name: &str, file: Option<FileId>, bytes: &[u8]) -> Option<Strings> {
    let (language, topic) = name.strip_suffix(".yaml")?.split_once('/')?;
    Some(Strings {
        language: language.to_string(),
        topic: topic.to_string(),
        text: String::from_utf8_lossy(bytes).into(),
        file,
    })
}
