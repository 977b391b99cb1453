//! The container file can be read but not built here, so what it names is held against what there is.

use std::fs;
use std::path::{Path, PathBuf};

use super::support::root;

/// The container file, with lines that go on put together and comments left out.
fn instructions() -> Vec<String> {
    let text = fs::read_to_string(root().join("Containerfile")).expect("reads");
    let lines = text.lines().map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.starts_with('#')).collect();
    let whole = lines.join("\n").replace("\\\n", " ");
    let whole = whole.lines().filter(|line| !line.is_empty());
    whole.map(str::to_string).collect()
}

/// What follows an instruction, each time that it is there.
fn arguments(name: &str) -> Vec<Vec<String>> {
    let lines = instructions().into_iter();
    let lines = lines.filter_map(|line| Some(line.strip_prefix(name)?.to_string()));
    let words = |line: String| line.split_whitespace().map(str::to_string).collect();
    lines.map(words).collect()
}

/// What is copied from the folder of Casebook.
fn copied() -> Vec<String> {
    let copies = arguments("COPY ").into_iter();
    let own = copies.filter(|words| !words[0].starts_with("--from="));
    own.flat_map(|mut words| {
        words.pop();
        words
    })
    .collect()
}

/// Every file of source code.
fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("lists") {
        let path = entry.expect("lists").path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(path);
        }
    }
}

/// The folders and files that `#[folder = "…"]` and `include_str!("…")` put into the program.
fn built_in() -> Vec<PathBuf> {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("reads");
        let beside = file.parent().expect("a folder");
        for (mark, from) in [
            ("#[folder = \"", root()),
            ("include_str!(\"", beside),
            ("include_bytes!(\"", beside),
        ] {
            let named = text.split(mark).skip(1);
            let named = named.filter_map(|rest| Some(rest.split_once('"')?.0));
            found.extend(named.map(|path| from.join(path)));
        }
    }
    found
}

#[test]
fn everything_that_is_copied_is_there_and_not_ignored() {
    let ignored = fs::read_to_string(root().join(".dockerignore")).expect("reads");
    assert!(copied().len() >= 7, "{:?}", copied());
    for path in copied() {
        assert!(root().join(&path).exists(), "{path} is not there.");
        assert!(
            ignored.lines().all(|line| line != path),
            "{path} is ignored."
        );
    }
}

#[test]
fn everything_that_is_built_into_the_program_is_copied() {
    let copied: Vec<PathBuf> = copied()
        .iter()
        .map(|path| root().join(path).canonicalize().expect("is there"))
        .collect();
    let built_in = built_in();
    assert!(built_in.len() >= 10, "{built_in:?}");
    for path in built_in {
        let real = path.canonicalize();
        let real = real.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(
            copied.iter().any(|folder| real.starts_with(folder)),
            "The Containerfile does not copy {}, which is built into the program.",
            real.display()
        );
    }
    for name in ["Cargo.toml", "Cargo.lock"] {
        assert!(copied.contains(&root().join(name).canonicalize().expect("is there")));
    }
}

#[test]
fn the_compiler_is_the_one_that_the_manifest_asks_for() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("reads");
    let wanted = manifest.split("rust-version = \"").nth(1).expect("named");
    let wanted = wanted.split('"').next().expect("named");
    let image = &arguments("FROM ")[0][0];
    assert!(image.contains(&format!("rust:{wanted}-")), "{image}");
}

#[test]
fn the_program_is_taken_from_where_the_first_part_puts_it() {
    let stages = arguments("FROM ");
    let name = stages[0].last().expect("a name");
    let folder = &arguments("WORKDIR ")[0][0];
    let build = &arguments("RUN ")[0].join(" ");
    assert_eq!(build, "cargo build --release --locked --bin casebook");
    let copies = arguments("COPY ");
    let taken = copies.last().expect("a copy");
    assert_eq!(taken[0], format!("--from={name}"));
    assert_eq!(taken[1], format!("{folder}/target/release/casebook"));
    let start = &arguments("ENTRYPOINT ")[0].join(" ");
    assert_eq!(start, "[\"casebook\"]");
    assert!(taken[2].ends_with("bin/casebook"), "{taken:?}");
}

#[test]
fn what_is_said_of_it_is_what_it_does() {
    let text = fs::read_to_string(root().join("Containerfile")).expect("reads");
    let docs = fs::read_to_string(root().join("docs/releasing.md")).expect("reads");
    for command in [
        "podman build --tag casebook --file Containerfile .",
        "podman run --rm --volume \"$PWD:/site\" casebook build",
    ] {
        assert!(
            text.contains(command) && docs.contains(command),
            "{command}"
        );
    }
    let folders: Vec<String> = arguments("WORKDIR ").concat();
    assert_eq!(folders.last().map(String::as_str), Some("/site"));
    let user = arguments("USER ").concat().concat();
    let says = docs.contains(&format!("({user})")) && text.contains(&format!("--uid {user} "));
    assert!(says, "{user}");
}
