//! Files that are written from the declarations of records and committed.

use std::collections::BTreeSet;

use casebook::scaffold::starter;
use casebook::schema::reference;

use super::support::root;

#[test]
fn the_reference_pages_say_what_the_declarations_say() {
    let folder = root().join("docs/reference");
    let pages = reference::pages();
    let there = std::fs::read_dir(&folder).expect("docs/reference");
    let there: BTreeSet<String> = there
        .map(|entry| {
            let name = entry.expect("lists").file_name();
            name.to_string_lossy().into_owned()
        })
        .collect();
    let wanted: BTreeSet<String> = pages.keys().cloned().collect();
    let again = "run `cargo run -- schema --docs docs/reference` and commit what it writes";
    assert_eq!(there, wanted, "{again}");
    for (name, text) in pages {
        let committed = std::fs::read_to_string(folder.join(&name)).expect("reads");
        assert!(
            committed.replace("\r\n", "\n") == text,
            "docs/reference/{name} is not up to date: {again}"
        );
    }
}

#[test]
fn the_settings_of_the_editor_name_the_schema_of_each_kind() {
    let path = root().join(".vscode/settings.json");
    let settings = std::fs::read_to_string(path).expect("settings");
    assert_eq!(settings, starter::settings());
}
