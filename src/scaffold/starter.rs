//! The site that `casebook init` begins: the files of `starter/`, and what editors need beside them.

use std::collections::BTreeMap;

use rust_embed::RustEmbed;
use serde_json::json;

use crate::editor::{Index, Memo};
use crate::schema::json as schema;
use crate::source::Files;

#[derive(RustEmbed)]
#[folder = "starter/"]
struct Embedded;

/// The folder of the schemas in a site.
const SCHEMAS: &str = "schemas";

/// Every file of a new site, by its path below the site's folder.
pub fn files() -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, String> = Embedded::iter()
        .filter_map(|path| {
            let file = Embedded::get(&path)?;
            let text = String::from_utf8_lossy(&file.data).into_owned();
            Some((path.into_owned(), text))
        })
        .collect();
    let index = Index::of(&Files::from_memory(all.clone()), &Memo::default());
    for (name, document) in schema::documents(&index.names) {
        let path = format!("{SCHEMAS}/{name}.json");
        all.insert(path, schema::written(&document));
    }
    all.insert(".vscode/settings.json".into(), settings());
    all
}

/// The settings with which Visual Studio Code uses the schemas of a site.
pub fn settings() -> String {
    let settings = json!({
        // Schemas of others are not fetched.
        "yaml.schemaStore.enable": false,
        "yaml.schemas": schema::associations(SCHEMAS),
    });
    schema::written(&settings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::KINDS;

    #[test]
    fn there_is_an_example_of_every_kind_that_is_not_about_one_programme() {
        let files = files();
        for kind in KINDS.iter().filter(|kind| kind.name != "part") {
            let folder = format!("{}/", kind.folder);
            assert!(
                files.keys().any(|path| path.starts_with(&folder)),
                "{folder}"
            );
        }
        for path in [
            "casebook.yaml",
            "README.md",
            ".gitignore",
            "public/.gitignore",
            ".github/workflows/casebook.yml",
            ".gitlab-ci.yml",
            ".vscode/settings.json",
            ".vscode/extensions.json",
            "schemas/known.json",
        ] {
            assert!(files.contains_key(path), "{path}");
        }
    }

    #[test]
    fn nobody_takes_an_example_for_a_fact() {
        for (path, text) in files() {
            if path.starts_with("data/") && !path.starts_with("data/vocabularies/") {
                assert!(text.starts_with("# Example. "), "{path}");
            }
        }
    }
}
