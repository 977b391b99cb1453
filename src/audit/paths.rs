//! Paths that some disks or addresses cannot bear.

use std::collections::HashMap;

use super::Kind;
use super::found::Found;

/// Names that Windows keeps for devices, whatever their extension.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// The longest part of a path that disks take, in bytes.
const LONGEST: usize = 255;

/// Problems of the path itself.
pub(super) fn check(path: &str, found: &mut Vec<Found>) {
    for part in path.split('/') {
        if part.len() > LONGEST {
            let message = format!("A part of the path has {} bytes", part.len());
            found.push(Found::new(0, Kind::PathTooLong, message));
        }
        if let Some(why) = fault(part) {
            found.push(Found::new(
                0,
                Kind::PathCharacters,
                format!("The path {path:?} {why}"),
            ));
        }
    }
}

/// What is wrong with one part of a path.
fn fault(part: &str) -> Option<String> {
    let bad = |c: &char| c.is_control() || r#"<>:"|?*\#%"#.contains(*c);
    if matches!(part, "" | "." | "..") {
        Some("has an empty part, or one of dots only".to_owned())
    } else if let Some(c) = part.chars().find(bad) {
        Some(format!(
            "holds {c:?}, which Windows or an address cannot bear"
        ))
    } else if part.ends_with(['.', ' ']) {
        Some("has a part that ends in a full stop or a space, which Windows drops".to_owned())
    } else if is_device(part) {
        Some(format!("holds {part:?}, a device of Windows"))
    } else {
        None
    }
}

fn is_device(part: &str) -> bool {
    let stem = part
        .split('.')
        .next()
        .unwrap_or(part)
        .trim_end()
        .to_ascii_lowercase();
    let numbered = |prefix| {
        let number = stem.strip_prefix(prefix).unwrap_or_default().as_bytes();
        matches!(number, [b'1'..=b'9'])
    };
    DEVICES.contains(&&*stem) || numbered("com") || numbered("lpt")
}

/// Paths that are one on a disk that ignores case. Gives the message for the later of two, under
/// its place in `paths`, which is sorted.
pub(super) fn clashes(paths: &[&str]) -> Vec<(usize, Found)> {
    let mut seen: HashMap<String, &str> = HashMap::with_capacity(paths.len());
    let mut found = Vec::new();
    for (nth, &path) in paths.iter().enumerate() {
        if let Some(before) = seen.insert(path.to_lowercase(), path) {
            let message = format!("{path:?} and {before:?} differ only by case");
            found.push((nth, Found::new(0, Kind::PathClash, message)));
        }
    }
    for (nth, &path) in paths.iter().enumerate() {
        let lower = path.to_lowercase();
        let folders = lower.match_indices('/').map(|(slash, _)| &lower[..slash]);
        if let Some(file) = folders.filter_map(|folder| seen.get(folder)).next() {
            let message = format!("{path:?} needs a folder where {file:?} is a file");
            found.push((nth, Found::new(0, Kind::PathClash, message)));
        }
    }
    found
}
