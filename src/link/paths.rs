//! Paths in Markdown: the route or file that each means, seen from its file.

use crate::check::Records;
use crate::link::routes::{self, Routes};
use crate::record::prose::Target;
use crate::schema::RecordKind;
use crate::source::Files;

/// Remembers where each path in Markdown leads, for the view stage.
pub(super) fn resolve_paths(records: &Records, files: &Files, routes: &mut Routes) {
    for mention in records.mentions.iter() {
        if let Target::Path { path, .. } = &mention.target {
            let from = files.get(mention.span.file).map_or("", |file| &*file.path);
            if let Some(to) = resolve(from, path, files) {
                routes.resolve(mention.span.file, path, to);
            }
        }
    }
}

/// The route or file that a path in Markdown means. `None` when it climbs out of the site.
pub(super) fn resolve(from: &str, path: &str, files: &Files) -> Option<String> {
    let (base, path) = match path.strip_prefix('/') {
        Some(rest) => ("", rest),
        None => (from.rsplit_once('/').map_or("", |(folder, _)| folder), path),
    };
    let absolute = base.is_empty();
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    // The content folder is the root of the site.
    if joined.is_empty() || joined == "content" {
        return Some(String::new());
    }
    let folder = path.is_empty() || path.ends_with('/');
    if absolute && !joined.ends_with(".md") {
        let bare = joined.strip_suffix("index.html").unwrap_or(&joined);
        let is_route = folder || bare.len() != joined.len();
        let bare = bare.trim_end_matches('/');
        return Some(match (is_route, bare) {
            (true, "") => String::new(),
            (true, bare) => format!("{bare}/"),
            (false, bare) => bare.to_string(),
        });
    }
    let below = joined.strip_prefix("content/").unwrap_or(&joined);
    if joined.ends_with(".md") {
        let file = if absolute {
            format!("content/{joined}")
        } else {
            joined.clone()
        };
        return Some(match files.find(&file) {
            Some(_) => route_of_file(&file),
            None => below.to_string(),
        });
    }
    match folder {
        true => Some(format!("{below}/")),
        false => Some(below.to_string()),
    }
}

fn route_of_file(file: &str) -> String {
    let Some(kind) = RecordKind::of_path(file) else {
        return file.to_string();
    };
    let id = kind.id_of(file);
    routes::of_record(kind.name, &id).map_or(id, |(route, _)| route)
}
