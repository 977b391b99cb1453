//! The container is built from all that is built into the program.

use std::fs;
use std::path::Path;

use super::support::root;

/// Folders that `#[folder = "…/"]` puts into the program.
fn embedded(folder: &Path, out: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("lists") {
        let path = entry.expect("lists").path();
        if path.is_dir() {
            embedded(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("reads");
            let folders = text.split("#[folder = \"").skip(1);
            out.extend(folders.filter_map(|rest| Some(rest.split_once('"')?.0.to_string())));
        }
    }
}

#[test]
fn every_folder_that_is_built_in_is_copied() {
    let mut folders = vec!["src/".to_string()];
    embedded(&root().join("src"), &mut folders);
    assert!(folders.len() >= 3, "{folders:?}");
    let file = fs::read_to_string(root().join("Containerfile")).expect("reads");
    let copied: Vec<&str> = file
        .lines()
        .filter_map(|line| line.strip_prefix("COPY "))
        .filter_map(|line| line.split_once(" ./"))
        .map(|(from, _)| from)
        .collect();
    for folder in folders {
        let first = folder.split('/').next().unwrap_or_default();
        assert!(
            copied.contains(&first),
            "The Containerfile copies no {first}, which is built into the program."
        );
    }
}
