//! The vendored files are those that the script wrote, and ask nobody else for anything.

use std::collections::BTreeSet;
use std::path::Path;

use casebook::diag::{Diagnostics, FileId};
use casebook::yaml::{Node, NodeKind, parse};
use sha2::{Digest, Sha256};

use super::support::{build, files, root};

fn field<'n>(node: &'n Node, name: &str) -> &'n Node {
    let NodeKind::Map(pairs) = &node.kind else {
        panic!("{name} is looked for in {}", node.describe());
    };
    let pair = pairs.iter().find(|pair| pair.key == name);
    &pair.unwrap_or_else(|| panic!("there is no {name}")).value
}

fn text<'n>(node: &'n Node, name: &str) -> &'n str {
    match &field(node, name).kind {
        NodeKind::Scalar(scalar) => &scalar.text,
        _ => panic!("{name} is a text"),
    }
}

fn vendored() -> Node {
    let path = root().join("themes/default/vendored.yaml");
    let yaml = std::fs::read_to_string(path).expect("the list of vendored files");
    parse(FileId(0), &yaml, 0, &mut Diagnostics::new()).expect("YAML")
}

fn in_folder(folder: &str) -> impl Iterator<Item = String> {
    let list = std::fs::read_dir(root().join(folder)).expect("a folder");
    list.map(move |file| {
        let name = file.expect("a file").file_name();
        Path::new(folder).join(name).to_string_lossy().into_owned()
    })
}

#[test]
fn every_vendored_file_has_the_checksum_that_the_script_wrote() {
    let list = vendored();
    let NodeKind::List(listed) = &field(&list, "files").kind else {
        panic!("files is a list");
    };
    let mut names = BTreeSet::new();
    for file in listed {
        let path = text(file, "path");
        let bytes = std::fs::read(root().join(path)).expect("a vendored file");
        let hash: String = Sha256::digest(&bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(hash, text(file, "sha256"), "{path} was changed by hand");
        names.insert(path.to_string());
    }
    let there: BTreeSet<String> = in_folder("themes/default/assets/nhsuk")
        .chain(in_folder("tests/fixtures/nhsuk"))
        .collect();
    assert_eq!(there, names, "listed are not the files that there are");
}

#[test]
fn the_version_and_checksum_are_those_that_the_script_installs() {
    let lock = root().join("tools/nhsuk/package-lock.json");
    let lock = std::fs::read_to_string(lock).expect("the lock file");
    let lock: serde_json::Value = serde_json::from_str(&lock).expect("JSON");
    let package = &lock["packages"]["node_modules/nhsuk-frontend"];
    let list = vendored();
    assert_eq!(package["version"], text(&list, "version"));
    assert_eq!(package["integrity"], text(&list, "tarball_integrity"));
}

#[test]
fn styles_and_scripts_name_no_other_host_and_no_font_of_another_brand() {
    let built = build(&files());
    let mut seen = 0;
    for (path, bytes) in built.output.iter() {
        let bytes = bytes.read();
        if !(path.ends_with(".css") || path.ends_with(".js")) {
            continue;
        }
        seen += 1;
        let text = String::from_utf8_lossy(&bytes);
        for bad in [
            "Frutiger",
            "frutiger",
            "assets.nhs.uk",
            "@font-face",
            "sourceMappingURL",
            "url(http",
            "url(\"http",
            "url(//",
            "@import",
        ] {
            assert!(!text.contains(bad), "{path} has {bad}");
        }
    }
    assert!(seen >= 3, "{seen} styles and scripts");
}
