//! The theme of a site: the default with the files of the site's own folder in place of its own.
//!
//! Each of those is looked at before it is used: what it would load from another host is an error
//! at its place, so that readers never tell anybody else what they read.

use super::bytes;
use crate::audit;
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::link::Site;
use crate::source::Files;
use crate::theme::{self, Own, Theme};

pub(super) fn load(site: &Site, files: &Files, sink: &mut Diagnostics) -> Theme {
    let name = site
        .config
        .theme
        .as_ref()
        .map_or(theme::DEFAULT, |name| &**name);
    let folder = format!("themes/{name}/");
    let own: Vec<Own<'_>> = files
        .iter()
        .filter_map(|(id, file)| {
            Some(Own {
                path: file.path.strip_prefix(&folder)?,
                file: id,
                bytes: bytes(&file.content),
            })
        })
        .collect();
    if own.is_empty()
        && let Some(configured) = &site.config.theme
        && name != theme::DEFAULT
    {
        sink.push(no_theme(name, files).at(configured.span));
    }
    own.iter().for_each(|own| outside(own, sink));
    theme::load(&own, sink)
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
