//! Files that were meant as a record or a page and end in something else. As pages end in `.md`, a
//! draft called `notes.MD` would be published as it is, and a record called `one.yaml.txt`, which is
//! what some editors make of `one.yaml`, would be left out without a word.

use crate::diag::Diagnostic;

/// What is wrong with the ending of a file, if that is not what is read.
pub(super) fn wrong(path: &str) -> Option<Diagnostic> {
    let (folder, below) = path.split_once('/')?;
    let name = below.rsplit('/').next().unwrap_or(below);
    match folder {
        "data" => wrong_record(name),
        "content" => wrong_page(name),
        _ => None,
    }
}

fn wrong_record(name: &str) -> Option<Diagnostic> {
    // `.yml` has its own message, with the place.
    if name.ends_with(".yaml") || name.ends_with(".yml") {
        return None;
    }
    let stem = meant(name, &["yaml", "yml"])?;
    Some(ending(
        "Records end in .yaml",
        "it would be left out of the site",
        name,
        &format!("{stem}.yaml"),
    ))
}

fn wrong_page(name: &str) -> Option<Diagnostic> {
    if name.ends_with(".md") {
        return None;
    }
    if let Some(stem) = meant(name, &["md", "markdown", "mdown", "mkd"]) {
        return Some(ending(
            "Pages end in .md",
            "it would be published as it is, also as a draft",
            name,
            &format!("{stem}.md"),
        ));
    }
    let stem = meant(name, &["yaml", "yml"])?;
    let problem = Diagnostic::error(
        "ending",
        format!(
            "“{name}” is a record by its ending, and would be published as it is, also as a draft."
        ),
    );
    Some(problem.hint(format!(
        "Records belong into data/, in the folder of their kind. Move it there as {stem}.yaml, or delete it."
    )))
}

fn ending(rule: &str, harm: &str, name: &str, right: &str) -> Diagnostic {
    Diagnostic::error(
        "ending",
        format!("{rule}, and this file is called “{name}”, so {harm}."),
    )
    .hint(format!(
        "Rename it to {right}, or move it out of the site’s folders."
    ))
}

/// The name before one of these endings, in capitals or not, and whatever an editor or a system has
/// put behind it: `one.YAML`, `one.yaml.txt`, `one.md.bak`.
fn meant<'n>(name: &'n str, endings: &[&str]) -> Option<&'n str> {
    let parts: Vec<&str> = name.split('.').collect();
    let last = parts.len().checked_sub(1)?;
    let at = (last.saturating_sub(1)..=last).rev().find(|at| {
        let part = parts[*at].to_ascii_lowercase();
        *at > 0 && endings.contains(&part.as_str())
    })?;
    let before: usize = parts[..at].iter().map(|part| part.len() + 1).sum();
    let behind_is_plain = at == last
        || ["txt", "text", "bak", "old", "orig", "tmp", "save", "copy"]
            .contains(&parts[last].to_ascii_lowercase().as_str());
    behind_is_plain.then(|| &name[..before - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(path: &str) -> Option<String> {
        let problem = wrong(path)?;
        Some(problem.hints.concat())
    }

    #[test]
    fn what_was_meant_as_a_record_or_page_is_told_how_to_be_called() {
        for (path, right) in [
            ("data/awards/one.yaml.txt", "one.yaml"),
            ("data/awards/one.YAML", "one.yaml"),
            ("data/awards/one.Yml", "one.yaml"),
            ("content/lessons/second.MD", "second.md"),
            ("content/team.md.txt", "team.md"),
            ("content/team.markdown", "team.md"),
            ("content/about.md.bak", "about.md"),
            ("content/desk.yaml", "desk.yaml"),
        ] {
            let hint = hint(path).expect(path);
            assert!(hint.contains(&format!(" {right},")), "{path}: {hint}");
        }
    }

    #[test]
    fn downloads_and_what_is_right_are_left_alone() {
        for path in [
            "data/awards/one.yaml",
            "data/awards/one.yml",
            "data/addresses.txt",
            "data/README.md",
            "content/about.md",
            "content/files/form.docx",
            "content/files/list.csv",
            "content/md.txt",
            "content/readme.md.zip",
            "casebook.yaml",
            "themes/plain/theme.yaml",
        ] {
            assert_eq!(hint(path), None, "{path}");
        }
    }
}
