//! `casebook new`: the beginning of a record, in its place.

use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::report::{self, machine, usage};
use super::{Outcome, schema, whole};
use crate::check::{a, as_id, is_id, why_no_id};
use crate::diag::machine::reason;
use crate::diag::suggest::nearest;
use crate::editor::{Index, Memo};
use crate::record::date::Date;
use crate::scaffold::{self, Answers, Lacks, Question, Start};
use crate::schema::names::Names;
use crate::schema::{KINDS, RecordKind};
use crate::source::{self, Files};

pub(super) const EXAMPLES: &str = "Examples:\n  casebook new award p4-17          (data/awards/p4-17.yaml)\n  casebook new lesson measure-first (content/lessons/measure-first.md)\n  casebook new page about/team      (content/about/team.md)\n\nOn a terminal it asks for what the record must have; press Enter to leave a question for later.";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What kind of record, such as award, lesson, benefit, checklist or page
    #[arg(value_name = "KIND")]
    kind: String,
    /// Its id: lower-case letters, digits and hyphens. It becomes the name of the file
    #[arg(value_name = "ID")]
    id: String,
    /// Ask nothing, also on a terminal
    #[arg(long)]
    no_questions: bool,
}

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    begin(root, args).unwrap_or_else(|outcome| outcome)
}

fn begin(root: Option<PathBuf>, args: &Args) -> Result<Outcome, Outcome> {
    let kind = kind(&args.kind)?;
    let path = path(kind, &args.id)?;
    let root = report::find_root(root)?;
    let files = source::read_folder(&root).map_err(|error| {
        machine(&format!(
            "{} cannot be read: {error}.",
            root.display(),
            error = reason(&error)
        ))
    })?;
    let index = Index::of(&files, &Memo::default());
    if let Some(known) = index.record(kind.name, &args.id) {
        let there = files.get(known.file).map_or("", |file| &*file.path);
        return Err(taken(kind, &args.id, there));
    }
    let nothing = Answers::new();
    let mut start = Start {
        kind,
        names: &index.names,
        answers: &nothing,
    };
    // Before anybody answers questions in vain.
    if let Some(lacks) = scaffold::lacking(start) {
        return Err(needs(kind, &lacks));
    }
    let terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let answers = match terminal && !args.no_questions {
        true => asked(kind, &index.names)?,
        false => Answers::new(),
    };
    start.answers = &answers;
    let text = scaffold::text(start).map_err(|lacks| needs(kind, &lacks))?;
    if let Some(taken) = taken_address(&files, &path, &text) {
        return Err(taken);
    }
    put(&root, &path, &text, kind, &args.id)?;
    refresh(&root)?;
    Ok(Outcome::Clean)
}

fn kind(name: &str) -> Result<&'static RecordKind, Outcome> {
    if let Some(kind) = RecordKind::named(name) {
        return Ok(kind);
    }
    let names = || KINDS.iter().map(|kind| kind.name);
    Err(usage(&match nearest(name, names()) {
        Some(near) => {
            format!("There is no kind of record called “{name}”. Did you mean “{near}”?")
        }
        None => format!(
            "There is no kind of record called “{name}”. The kinds are: {}.",
            names().collect::<Vec<_>>().join(", ")
        ),
    }))
}

/// Where the record goes.
fn path(kind: &'static RecordKind, id: &str) -> Result<String, Outcome> {
    // Only pages lie in folders of their own.
    let parts: Vec<&str> = match kind.name == "page" {
        true => id.split('/').collect(),
        false => vec![id],
    };
    if !parts.iter().all(|part| is_id(part)) {
        return Err(bad_id(kind, &parts, id));
    }
    let path = scaffold::path_of(kind, id);
    match RecordKind::of_path(&path) {
        Some(other) if other.name != kind.name => Err(usage(&format!(
            "The folder {} is for records of kind “{}”. Write `casebook new {} {}`, or choose another id for the page.",
            other.folder,
            other.name,
            other.name,
            other.id_of(&path)
        ))),
        _ => Ok(path),
    }
}

fn bad_id(kind: &RecordKind, parts: &[&str], id: &str) -> Outcome {
    let better: Vec<String> = parts.iter().map(|part| as_id(part)).collect();
    let better = better.join("/");
    let bad = parts.iter().find(|part| !is_id(part)).unwrap_or(&id);
    let rule = format!(
        "An id is the name of a file and part of an address. {}",
        why_no_id(bad)
    );
    match better.split('/').all(is_id) {
        true => usage(&format!(
            "“{id}” cannot be an id. {rule} Try `casebook new {} {better}`.",
            kind.name
        )),
        false => usage(&format!("“{id}” cannot be an id. {rule}")),
    }
}

fn taken(kind: &RecordKind, id: &str, there: &str) -> Outcome {
    report::err(&format!(
        "casebook: There is {} with the id “{id}” already: {there}. Nothing was written. Choose another id, or edit that file.\n",
        a(kind.name)
    ));
    Outcome::Problems
}

/// A page may have the address of a list or of a record, which only the links of the site show.
fn taken_address(files: &Files, path: &str, text: &str) -> Option<Outcome> {
    let after = files.with([(path.to_owned(), text.to_owned())]);
    let (file, _) = after.find(path)?;
    // With drafts; the day decides nothing of addresses.
    let examined = crate::examine(&after, Date::day(jiff::civil::Date::constant(2000, 1, 1)));
    let mut taken = examined.diagnostics.iter().filter(|problem| {
        let mut places = problem.primary.iter().chain(&problem.related);
        problem.code == "duplicate-address" && places.any(|label| label.span.file == file)
    });
    taken.next()?;
    report::err(
        "casebook: Something else of the site has the address that this page would have. Nothing was written. Choose another id.\n",
    );
    Some(Outcome::Problems)
}

fn needs(kind: &RecordKind, lacks: &Lacks) -> Outcome {
    let record = capital(&a(kind.name));
    report::err(&match lacks {
        Lacks::Record(needed) => format!(
            "casebook: {record} belongs to {}, and this site has none yet. Begin with `casebook new {needed} ID`.\n",
            a(needed)
        ),
        Lacks::Vocabulary(id) => format!(
            "casebook: {record} takes values from the vocabulary “{id}”, which this site does not have. Begin with `casebook new vocabulary {id}`.\n"
        ),
    });
    Outcome::Problems
}

fn capital(words: &str) -> String {
    let mut signs = words.chars();
    signs.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(signs).collect()
    })
}

fn put(root: &Path, path: &str, text: &str, kind: &RecordKind, id: &str) -> Result<(), Outcome> {
    match whole::create(&root.join(path), text.as_bytes()) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(taken(kind, id, path));
        }
        Err(error) => {
            return Err(machine(&format!(
                "{path} cannot be written: {error}.",
                error = reason(&error)
            )));
        }
    }
    let left = text.lines().filter(|line| line.contains("TODO")).count();
    report::out(&format!("Wrote {path}, a draft.\n"));
    if left > 0 {
        report::out(&format!(
            "Fill in what is marked TODO ({left} lines), then run `casebook check --drafts`.\n"
        ));
    }
    Ok(())
}

/// Editors know the new id at once, where the site keeps schemas for them.
fn refresh(root: &Path) -> Result<(), Outcome> {
    if schema::refresh(root)? {
        report::out("Brought the schemas of the editor up to date.\n");
    }
    Ok(())
}

/// Asks on the terminal.
fn asked(kind: &RecordKind, names: &Names) -> Result<Answers, Outcome> {
    let (mut from, mut to) = (std::io::stdin().lock(), std::io::stdout());
    let asked = ask(kind, names, &mut from, &mut to);
    asked.map_err(|error| {
        machine(&format!(
            "The terminal cannot be used: {error}.",
            error = reason(&error)
        ))
    })
}

/// Asks for every field that the record must have. An empty answer leaves it for later; at the end
/// of the input all others are left for later too.
fn ask(
    kind: &RecordKind,
    names: &Names,
    from: &mut impl BufRead,
    to: &mut impl Write,
) -> std::io::Result<Answers> {
    let mut answers = Answers::new();
    writeln!(to, "Press Enter to leave a question for later.")?;
    for question in scaffold::questions(kind, names) {
        show(&question, names, to)?;
        loop {
            write!(to, "{}: ", question.field.label())?;
            to.flush()?;
            let mut typed = String::new();
            if from.read_line(&mut typed)? == 0 {
                return Ok(answers);
            }
            if typed.trim().is_empty() {
                break;
            }
            match question.answer(&typed, names) {
                Ok(answer) => {
                    answers.insert(question.path.clone(), answer);
                    break;
                }
                Err(problem) => writeln!(to, "  {problem}")?,
            }
        }
    }
    Ok(answers)
}

/// The most values that a question lists.
const LISTED: usize = 40;

fn show(question: &Question<'_>, names: &Names, to: &mut impl Write) -> std::io::Result<()> {
    writeln!(to, "\n{}.", question.field.purpose())?;
    let words = question.choices(names);
    for (at, word) in words.iter().take(LISTED).enumerate() {
        writeln!(to, "  {}. {} ({})", at + 1, word.id, word.explained())?;
    }
    if words.len() > LISTED {
        writeln!(to, "  and {} more", words.len() - LISTED)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::names::Word;

    fn asked(typed: &str) -> (Answers, String) {
        let word = Word {
            id: "stopped".into(),
            title: "Stopped".into(),
            about: "Ended early.".into(),
        };
        let names = Names {
            vocabularies: [("status".to_string(), vec![word])].into(),
            ..Names::default()
        };
        let kind = RecordKind::named("award").expect("a kind");
        let mut shown = Vec::new();
        let answers = ask(kind, &names, &mut typed.as_bytes(), &mut shown).expect("asks");
        (answers, String::from_utf8(shown).expect("text"))
    }

    #[test]
    fn what_is_wrong_is_asked_again_and_what_is_empty_is_left_out() {
        let (answers, shown) = asked("Faster care\nten\n10\n\n\nstop\n1\n\n\n");
        let answer = |path: &str| answers.get(path).map(String::as_str);
        assert_eq!(answer("title"), Some("Faster care"));
        assert_eq!(answer("project"), Some("10"));
        assert_eq!(answer("summary"), None);
        assert_eq!(answer("status"), Some("stopped"));
        assert!(shown.contains("must be a whole number"), "{shown}");
        assert!(
            shown.contains("1. stopped (Stopped: Ended early.)"),
            "{shown}"
        );
        assert!(shown.contains("Did you mean “stopped”?"), "{shown}");
    }

    #[test]
    fn input_that_ends_leaves_the_rest_for_later() {
        assert_eq!(asked("Faster care\n").0.len(), 1);
        assert!(asked("").0.is_empty());
    }
}
