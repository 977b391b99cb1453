//! The theme of a site: the default with the files of the site's own folder in place of its own.
//!
//! Each of those is looked at before it is used: what it would load from another host is an error
//! at its place, so that readers never tell anybody else what they read.

use std::sync::{Arc, Mutex, PoisonError};

use super::bytes;
use crate::audit;
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics, FileId, Span};
use crate::link::Site;
use crate::source::{Content, Files};
use crate::theme::{self, Own, Theme};

/// The theme of the build before.
#[derive(Debug, Default)]
pub(super) struct Memo(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    /// The files of the site's own, in their order.
    looked: Vec<Looked>,
    /// What they gave, and what was said of them together.
    theme: Option<(Arc<Theme>, Diagnostics)>,
}

/// A file of the site's own, looked at.
#[derive(Clone, Debug)]
struct Looked {
    file: FileId,
    path: Arc<str>,
    content: Content,
    bytes: Arc<[u8]>,
    /// What it would load from other hosts.
    problems: Diagnostics,
}

pub(super) fn load(site: &Site, files: &Files, memo: &Memo, sink: &mut Diagnostics) -> Arc<Theme> {
    let name = site
        .config
        .theme
        .as_ref()
        .map_or(theme::DEFAULT, |name| &**name);
    let folder = format!("themes/{name}/");
    let mut kept = memo.0.lock().unwrap_or_else(PoisonError::into_inner);
    let before = std::mem::take(&mut *kept);
    let (looked, same) = look(files, &folder, &before);
    if looked.is_empty()
        && let Some(configured) = &site.config.theme
        && name != theme::DEFAULT
    {
        sink.push(no_theme(name, files).at(configured.span));
    }
    for looked in &looked {
        sink.append(looked.problems.clone());
    }
    let known = before.theme.filter(|_| same);
    let (theme, problems) = known.unwrap_or_else(|| {
        let own = looked.iter().filter_map(|looked| looked.own(&folder));
        let mut problems = Diagnostics::new();
        let theme = theme::load(&own.collect::<Vec<_>>(), &mut problems);
        (Arc::new(theme), problems)
    });
    sink.append(problems.clone());
    *kept = Kept {
        looked,
        theme: Some((theme.clone(), problems)),
    };
    theme
}

/// The files of a theme's folder, and whether they are all as they were.
fn look(files: &Files, folder: &str, before: &Kept) -> (Vec<Looked>, bool) {
    let mut same = true;
    let mut looked = Vec::new();
    for (id, file) in files.iter() {
        if !file.path.starts_with(folder) {
            continue;
        }
        let known = before.looked.get(looked.len()).filter(|known| {
            known.file == id && known.path == file.path && known.content == file.content
        });
        same &= known.is_some();
        looked.push(
            known.cloned().unwrap_or_else(|| {
                Looked::new(id, file.path.clone(), file.content.clone(), folder)
            }),
        );
    }
    same &= looked.len() == before.looked.len();
    (looked, same)
}

impl Looked {
    fn new(file: FileId, path: Arc<str>, content: Content, folder: &str) -> Self {
        let mut looked = Self {
            bytes: bytes(&content),
            problems: Diagnostics::new(),
            file,
            path,
            content,
        };
        let mut problems = Diagnostics::new();
        if let Some(own) = looked.own(folder) {
            outside(&own, &mut problems);
        }
        looked.problems = problems;
        looked
    }

    fn own(&self, folder: &str) -> Option<Own<'_>> {
        Some(Own {
            path: self.path.strip_prefix(folder)?,
            file: self.file,
            bytes: self.bytes.clone(),
        })
    }
}

/// What a file of the theme would load from another host.
fn outside(own: &Own<'_>, sink: &mut Diagnostics) {
    audit::outside(own.path, &own.bytes, |at, message| {
        let rest = own.bytes.get(at..).unwrap_or_default();
        let line = rest.iter().position(|byte| *byte == b'\n');
        let end = at + line.unwrap_or(rest.len());
        sink.push(
            Diagnostic::error("theme-outside", format!("{message}."))
                .at(Span::new(own.file, at..end))
                .hint("Put a copy of what it asks for into the theme's folder “assets” and name that. Readers' browsers may ask no other host."),
        );
    });
}

fn no_theme(name: &str, files: &Files) -> Diagnostic {
    let message =
        format!("There is no theme called “{name}”: the folder themes/{name} has no files.");
    let problem = Diagnostic::error("no-theme", message);
    let paths = files.iter().map(|(_, file)| &*file.path);
    let below = paths.filter_map(|path| path.strip_prefix("themes/")?.split('/').next());
    match nearest(name, below) {
        Some(near) => problem.hint(format!("Did you mean “{near}”?")),
        None => problem.hint("Correct the name, or use the theme “default”."),
    }
}
