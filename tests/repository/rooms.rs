//! The rooms of `src/`, and whom each may know. Nothing imports upward.

use std::collections::BTreeMap;
use std::path::Path;

use super::support::root;

/// Each room with the rooms that it may know; docs/decisions/rooms.md says why.
const ROOMS: &[(&str, &[&str])] = &[
    ("diag", &[]),
    ("codec", &[]),
    ("output", &["codec"]),
    ("fingerprint", &["output"]),
    ("record", &["diag"]),
    ("tables", &["diag", "record"]),
    ("schema", &["record"]),
    ("source", &["diag"]),
    ("history", &["codec", "record", "source"]),
    ("yaml", &["diag"]),
    ("edit", &["diag", "record", "schema", "yaml"]),
    ("markdown", &["diag", "output", "record", "schema"]),
    ("theme", &["diag", "yaml"]),
    ("words", &["diag", "output", "record", "yaml", "theme"]),
    ("audit", &["diag", "output"]),
    ("archive", &["output", "record"]),
    ("publish", &["diag", "output", "fingerprint", "history"]),
    ("parse", &["diag", "source", "yaml", "markdown"]),
    (
        "check",
        &[
            "diag", "record", "schema", "source", "yaml", "markdown", "parse",
        ],
    ),
    (
        "exchange",
        &[
            "diag", "record", "tables", "schema", "source", "yaml", "edit", "parse", "check",
        ],
    ),
    (
        "fix",
        &[
            "diag", "record", "schema", "source", "yaml", "edit", "markdown", "check",
        ],
    ),
    ("external", &["diag", "record", "yaml", "parse", "check"]),
    (
        "editor",
        &[
            "diag", "record", "schema", "source", "yaml", "parse", "check",
        ],
    ),
    (
        "scaffold",
        &[
            "diag", "record", "schema", "source", "yaml", "check", "editor",
        ],
    ),
    (
        "link",
        &["diag", "record", "schema", "source", "history", "check"],
    ),
    (
        "rules",
        &[
            "diag", "record", "schema", "source", "yaml", "parse", "check", "link",
        ],
    ),
    ("report", &["output", "record", "schema", "link", "rules"]),
    (
        "view",
        &[
            "diag", "output", "record", "schema", "history", "link", "words",
        ],
    ),
    (
        "search",
        &["record", "schema", "link", "view", "words", "output"],
    ),
    (
        "feeds",
        &["output", "record", "link", "view", "search", "words"],
    ),
    ("hosting", &["output", "fingerprint", "record", "link"]),
    ("cite", &["record", "link", "view", "words"]),
    (
        "pack",
        &[
            "diag", "output", "record", "schema", "tables", "link", "rules", "view", "words",
        ],
    ),
    (
        "open_data",
        &[
            "output", "record", "schema", "history", "link", "tables", "words",
        ],
    ),
    (
        "render",
        &[
            "diag",
            "codec",
            "output",
            "record",
            "schema",
            "history",
            "link",
            "view",
            "search",
            "feeds",
            "cite",
            "hosting",
            "open_data",
            "tables",
            "theme",
            "words",
        ],
    ),
    (
        "compare",
        &["diag", "output", "record", "schema", "link", "words"],
    ),
    (
        "build",
        &[
            "diag",
            "codec",
            "output",
            "record",
            "source",
            "history",
            "parse",
            "check",
            "link",
            "view",
            "render",
            "theme",
            "words",
            "audit",
            "rules",
            "search",
            "fingerprint",
            "hosting",
        ],
    ),
    (
        "cache",
        &[
            "codec", "schema", "source", "history", "parse", "Left", "Memo", "Options",
        ],
    ),
    (
        "serve",
        &[
            "diag", "output", "record", "schema", "source", "history", "link", "search", "hosting",
            "report", "Build", "Memo", "Options", "Timings", "build", "pages",
        ],
    ),
    (
        "lsp",
        &[
            "diag", "record", "schema", "source", "yaml", "editor", "Memo", "Options", "build",
        ],
    ),
    (
        "cli",
        &[
            "archive", "hosting", "pack", "external", "diag", "output", "record", "schema",
            "search", "source", "history", "link", "compare", "tables", "yaml", "parse", "check",
            "exchange", "fix", "editor", "scaffold", "lsp", "publish", "serve", "theme", "words",
            "rules", "report", "cache", "Build", "Examined", "Last", "Left", "Linked", "Memo",
            "Options", "Timings", "build", "examine", "linked",
        ],
    ),
];

#[test]
fn no_room_knows_a_room_above_it() {
    let mut known: BTreeMap<&str, &[&str]> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (room, may_know) in ROOMS {
        for named in *may_know {
            let listed = known.contains_key(named) || named.starts_with(char::is_uppercase);
            assert!(
                listed || ["build", "examine", "linked", "pages"].contains(named),
                "{room} may not know {named}, which comes later in the list"
            );
        }
        known.insert(room, may_know);
    }
    let mut seen = Vec::new();
    walk(&root().join("src"), &mut |path, text| {
        let below = path.strip_prefix(root().join("src")).expect("below src");
        let room = below
            .components()
            .next()
            .expect("a room")
            .as_os_str()
            .to_string_lossy()
            .into_owned();
        let room = room.trim_end_matches(".rs").to_string();
        if matches!(room.as_str(), "lib" | "main") {
            return;
        }
        let Some(may_know) = known.get(room.as_str()) else {
            wrong.push(format!("{room} is not in the list of rooms"));
            return;
        };
        seen.push(room.clone());
        for named in named_rooms(text) {
            if named != room && !may_know.contains(&named.as_str()) {
                wrong.push(format!("{}: {room} may not know {named}", below.display()));
            }
        }
    });
    for (room, _) in ROOMS {
        assert!(
            seen.iter().any(|known| known == room),
            "the room {room} does not exist"
        );
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The rooms in `crate::room` and `use crate::{room, …}`, outside comments.
fn named_rooms(text: &str) -> Vec<String> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut rooms = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        // `$crate::` in a macro names the room of the macro's user.
        if code[..at].ends_with('$') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        let list = match rest.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or_default(),
            None => rest
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap_or_default(),
        };
        for part in list.split(',') {
            let name: String = part
                .trim()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if !name.is_empty() {
                rooms.push(name);
            }
        }
    }
    rooms
}

fn walk(folder: &Path, see: &mut impl FnMut(&Path, &str)) {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, see);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            see(&path, &std::fs::read_to_string(&path).expect("text"));
        }
    }
}
