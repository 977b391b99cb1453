//! Every kind of record: read, written and read again, it is the same; and so is the site.

use casebook::edit::{Plain, field};
use casebook::record::date::Date;
use casebook::record::shape::{FieldShape, Shape, StructShape};
use casebook::schema::{COMMON, KINDS, RecordKind};
use casebook::source::{Files, read_folder};
use casebook::yaml::{self, Node};
use casebook::{Examined, Memo, Options, build, examine};
use proptest::prelude::*;
use proptest::test_runner::Config;

use crate::support::{DAY, fixtures};

/// How deep a value made up here may be.
const DEEPEST: usize = 4;

fn day() -> Date {
    Date::parse(DAY).expect("a day")
}

/// The fields of a kind, with those of every record and those that a site declares.
fn fields(kind: &RecordKind, examined: Option<&Examined>) -> Vec<FieldShape> {
    let declared = examined.and_then(|site| site.declared.get(kind.name));
    let declared = declared.into_iter().flatten().map(|one| one.field.clone());
    let built = kind.shape.fields.iter().chain(COMMON.fields).cloned();
    built.chain(declared).collect()
}

/// A record as Casebook writes it.
fn written(fields: &[FieldShape], record: &[(String, Plain)]) -> String {
    let lines = record.iter().map(|(key, value)| {
        let shape = fields.iter().find(|field| field.key == *key);
        let shape = shape.map_or(Shape::Text, |field| field.shape.clone());
        field(key, value, &shape, 0)
    });
    lines.collect()
}

fn tree(text: &str) -> Node {
    let mut problems = casebook::diag::Diagnostics::new();
    let tree = yaml::parse(casebook::diag::FileId(0), text, 0, &mut problems);
    assert!(problems.is_empty(), "{:?}\n{text}", problems.iter().next());
    tree.expect("a record")
}

fn texts() -> impl Strategy<Value = String> {
    let wild = "[ -~£é\u{a0}\u{7}\n\t\"';:#=+@-]{0,24}";
    const WORDS: &[&str] = &[
        "",
        " ",
        "no",
        "Yes",
        "~",
        "null",
        "012",
        "1e3",
        "-",
        "- a",
        "a: b",
        "#",
        "a #b",
        "2025-04",
        "=1",
        "|",
        ">",
        "&a",
        "*a",
        "!x",
        "%",
        "@",
        "`",
        "{",
        "}",
        "[a]",
        "? ",
        "---",
        "...",
        "\u{feff}",
        "\u{2028}",
        "\\n",
        "'",
        "\"",
        "1:30",
        "0x1F",
        ".inf",
        "<<",
        "a\n\nb",
        "  a\nb",
        "a\n b\n",
        "\n",
        "a\r\nb",
        "é\u{301}",
    ];
    prop_oneof![
        3 => wild.prop_map(String::from),
        2 => prop::sample::select(WORDS).prop_map(String::from),
    ]
}

/// A value of this shape, as far as its form goes: what a value must be is for the check to say.
fn value(shape: &Shape, deep: usize) -> BoxedStrategy<Plain> {
    let one_line = |text: String| Plain::Text(text.replace(['\n', '\r'], " "));
    match shape {
        Shape::Text | Shape::Prose => texts().prop_map(Plain::Text).boxed(),
        Shape::List(inner) if deep < DEEPEST => {
            let items = prop::collection::vec(value(inner, deep + 1), 0..3);
            items.prop_map(Plain::List).boxed()
        }
        Shape::Struct(inner) if deep < DEEPEST => {
            record(inner.fields, deep + 1).prop_map(Plain::Map).boxed()
        }
        Shape::Table(inner) if deep < DEEPEST => {
            let rows =
                prop::collection::btree_map("[a-z][a-z-]{0,5}", value(inner, deep + 1), 0..3);
            rows.prop_map(|rows| Plain::Map(rows.into_iter().collect()))
                .boxed()
        }
        Shape::Count | Shape::Number | Shape::Money | Shape::Date | Shape::Flag => {
            let known = [
                "0",
                "12",
                "-3.5",
                "2025",
                "2025-04",
                "2025-04-30",
                "true",
                "false",
            ];
            (0..known.len())
                .prop_map(move |at| Plain::from(known[at]))
                .boxed()
        }
        _ => texts().prop_map(one_line).boxed(),
    }
}

/// Some of these fields, in their order, with values.
fn record(fields: &[FieldShape], deep: usize) -> BoxedStrategy<Vec<(String, Plain)>> {
    let one = |field: &FieldShape| {
        let key = field.key.to_string();
        prop::option::of(value(&field.shape, deep))
            .prop_map(move |value| Some((key.clone(), value?)))
    };
    let all: Vec<_> = fields.iter().map(one).collect();
    all.prop_map(|all| all.into_iter().flatten().collect())
        .boxed()
}

fn any_record() -> impl Strategy<Value = (&'static RecordKind, Vec<(String, Plain)>)> {
    prop::sample::select((0..KINDS.len()).collect::<Vec<_>>()).prop_flat_map(|at| {
        let kind = &KINDS[at];
        record(&fields(kind, None), 0).prop_map(move |record| (kind, record))
    })
}

/// One way of saying the same: the value alone where it stands for its field, and no line ends after
/// a text of several lines, which a block always has.
fn plainest(value: Plain, shape: &Shape) -> Plain {
    match (value, shape) {
        (Plain::Text(text), Shape::Text | Shape::Prose) if text.contains('\n') => {
            Plain::Text(text.trim_end_matches('\n').to_string())
        }
        (Plain::List(items), Shape::List(inner)) => Plain::List(
            items
                .into_iter()
                .map(|item| plainest(item, inner))
                .collect(),
        ),
        (Plain::Map(pairs), Shape::Struct(inner)) => {
            let pairs = plainest_fields(pairs, inner.fields);
            match (&pairs[..], inner.shorthand) {
                ([(key, value)], Some(short)) if key == short => value.clone(),
                _ => Plain::Map(pairs),
            }
        }
        (Plain::Map(pairs), Shape::Table(inner)) => {
            let pairs = pairs.into_iter();
            Plain::Map(
                pairs
                    .map(|(key, value)| (key, plainest(value, inner)))
                    .collect(),
            )
        }
        (value, Shape::Struct(inner)) => inner_value(value, inner),
        (value, _) => value,
    }
}

/// A bare value that stands for a field.
fn inner_value(value: Plain, shape: &StructShape) -> Plain {
    let field = shape.shorthand.and_then(|key| shape.field(key));
    match field {
        Some(field) => plainest(value, &field.shape),
        None => value,
    }
}

fn plainest_fields(pairs: Vec<(String, Plain)>, fields: &[FieldShape]) -> Vec<(String, Plain)> {
    let pairs = pairs.into_iter().map(|(key, value)| {
        let shape = fields.iter().find(|field| field.key == key);
        let shape = shape.map_or(Shape::Text, |field| field.shape.clone());
        let value = plainest(value, &shape);
        (key, value)
    });
    pairs.collect()
}

fn read(text: &str) -> Vec<(String, Plain)> {
    match Plain::of(&tree(text)) {
        Some(Plain::Map(pairs)) => pairs,
        other => panic!("{other:?}\n{text}"),
    }
}

proptest! {
    #![proptest_config(Config { cases: 1_500, ..Config::default() })]

    #[test]
    fn any_record_of_any_kind_is_read_as_it_was_written((kind, record) in any_record()) {
        prop_assume!(!record.is_empty());
        let fields = fields(kind, None);
        let text = written(&fields, &record);
        let once = read(&text);
        prop_assert_eq!(
            plainest_fields(once.clone(), &fields),
            plainest_fields(record, &fields),
            "{} of\n{}", kind.name, text
        );
        // What was read is written as the same text.
        prop_assert_eq!(written(&fields, &once), text);
    }
}

/// The site with every record written anew by Casebook.
fn rewritten(files: &Files) -> Files {
    let examined = examine(files, day());
    let documents = examined.parsed.documents.iter();
    let texts = documents.filter_map(|document| {
        let kind = RecordKind::of_path(&document.path)?;
        let Some(Plain::Map(pairs)) = Plain::of(document.tree.as_ref()?) else {
            return None;
        };
        let text = written(&fields(kind, Some(&examined)), &pairs);
        match document.path.ends_with(".md") {
            false => Some((document.path.to_string(), text)),
            true => {
                let (_, file) = files.find(&document.path)?;
                let casebook::source::Content::Text(old) = &file.content else {
                    return None;
                };
                let (_, body) = old.strip_prefix("---\n")?.split_once("\n---\n")?;
                Some((document.path.to_string(), format!("---\n{text}---\n{body}")))
            }
        }
    });
    files.with(texts.collect::<Vec<_>>())
}

/// Whether a file holds the sizes of others, which the line ends of texts change, or is packed.
fn measures(path: &str) -> bool {
    let names = ["data/catalog.", "data/datapackage.", ".xlsx"];
    names.iter().any(|name| path.contains(name))
}

/// A file, without the line end that a text of several lines has in a record or has not.
fn plain(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.replace("\n\"", "\"").replace("\\n\"", "\"")
}

/// The first line that is another.
fn first_difference(one: &str, other: &str) -> String {
    let mut lines = one.lines().zip(other.lines());
    let found = lines.find(|(one, other)| one != other);
    found.map_or_else(String::new, |(one, other)| format!("\n{one}\n{other}"))
}

#[test]
fn a_site_whose_records_are_written_anew_is_the_same_site() {
    let own = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for root in [fixtures().join("small"), own.to_path_buf()] {
        let files = read_folder(&root).expect("a site");
        let options = Options {
            drafts: true,
            ..Options::for_day(day())
        };
        let anew = rewritten(&files);
        let changed = files.iter().zip(anew.iter());
        let changed = changed.filter(|((_, one), (_, other))| one.content != other.content);
        assert!(changed.count() > 0, "nothing was written anew");
        let first = build(&files, &options, &Memo::new());
        let second = build(&anew, &options, &Memo::new());
        assert!(
            first.output.len() > 20,
            "{:?}",
            first.diagnostics.iter().next()
        );
        for (path, bytes) in first.output.iter().filter(|(path, _)| !measures(path)) {
            let (was, now) = (
                plain(&bytes.read()),
                second.output.get(path).map(|bytes| plain(&bytes.read())),
            );
            let now = now.expect("the same files");
            assert!(now == was, "{path}: {}", first_difference(&was, &now));
        }
        assert_eq!(second.output.len(), first.output.len());
    }
}
