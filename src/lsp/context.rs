//! What could be written at a place in a text: looked up in its lines and not in its tree, because
//! a text in which somebody types is seldom whole.

use crate::record::shape::{FieldShape, Shape};

/// What could be written.
#[derive(Debug)]
pub(super) enum Wanted<'f> {
    /// The name of one of these fields; those that are there already are left out.
    Name(Vec<&'f FieldShape>),
    /// A value of this shape.
    Value {
        /// The name of its field.
        key: String,
        /// What it should be.
        shape: &'f Shape,
        /// Names and values beside it, as far as they stand in lines or braces of their own.
        beside: Vec<(String, String)>,
    },
    /// What follows `](` in a link: `award:p4-01`.
    Link(String),
    /// What follows `[@` in a citation: `ai-lab-evaluation#table-3`.
    Citation(String),
}

/// What stands between the last start of a value and the place, and what could be there.
#[derive(Debug)]
pub(super) struct Context<'f> {
    /// What has been typed of it.
    pub(super) typed: String,
    /// What it is.
    pub(super) wanted: Wanted<'f>,
}

/// Looks at the text before byte `at`. `fields` are those of the record; `yaml` is where they stand.
pub(super) fn context<'f>(
    text: &str,
    at: usize,
    yaml: std::ops::Range<usize>,
    fields: &[&'f FieldShape],
) -> Option<Context<'f>> {
    let line_start = text[..at].rfind('\n').map_or(0, |before| before + 1);
    let line = &text[line_start..at];
    if let Some(found) = running_text(line) {
        return Some(found);
    }
    if !(yaml.start..=yaml.end).contains(&at) {
        return None;
    }
    let above = text.get(yaml.start..line_start).unwrap_or_default();
    let below = text.get(at..yaml.end).unwrap_or_default();
    let below = below.split_once('\n').map_or("", |(_, below)| below);
    in_fields(line, above, below, fields)
}

/// A link or citation that has been begun and not ended.
fn running_text<'f>(line: &str) -> Option<Context<'f>> {
    let open = |start: &str, end: char| {
        let at = line.rfind(start)? + start.len();
        (!line[at..].contains([end, ' '])).then(|| line[at..].to_string())
    };
    if let Some(typed) = open("](", ')') {
        return Some(Context {
            wanted: Wanted::Link(typed.clone()),
            typed,
        });
    }
    let typed = open("[@", ']').filter(|typed| !typed.contains(','))?;
    Some(Context {
        wanted: Wanted::Citation(typed.clone()),
        typed,
    })
}

/// A line of YAML: how far in it begins, whether it is an item, its name and what follows.
#[derive(Clone, Copy, Debug)]
struct Line<'t> {
    /// Where its name begins: after the dash of an item.
    inner: usize,
    /// Where the line begins.
    outer: usize,
    item: bool,
    name: Option<&'t str>,
    rest: &'t str,
}

fn read(line: &str) -> Option<Line<'_>> {
    let line = line.trim_end_matches(['\r', '\n']);
    let outer = line.len() - line.trim_start().len();
    let mut rest = line.trim_start();
    let mut inner = outer;
    let mut item = false;
    while let Some(after) = rest.strip_prefix("- ").or((rest == "-").then_some("")) {
        item = true;
        let gap = after.len() - after.trim_start().len();
        inner += 2 + gap;
        rest = after.trim_start();
    }
    if rest.starts_with('#') || rest.is_empty() && !item {
        return None;
    }
    let plain = |name: &&str| !name.is_empty() && !name.contains([' ', '{', '[', '"', '\'']);
    let name = rest.split_once(':').map(|(name, _)| name).filter(plain);
    let rest = match name {
        Some(name) => rest[name.len() + 1..].trim_start(),
        None => rest,
    };
    Some(Line {
        inner,
        outer,
        item,
        name,
        rest,
    })
}

fn in_fields<'f>(
    line: &str,
    above: &str,
    below: &str,
    fields: &[&'f FieldShape],
) -> Option<Context<'f>> {
    if line.trim_start().starts_with('#') || line.contains(" #") {
        return None;
    }
    let blank = Line {
        inner: line.len(),
        outer: line.len(),
        item: false,
        name: None,
        rest: "",
    };
    let here = read(line).unwrap_or(blank);
    let (path, siblings) = around(here, above, below);
    let place = descend(fields, &path)?;
    match (here.name, place) {
        (Some(name), Place::Fields(all)) => {
            let field = all.into_iter().find(|field| field.key == name)?;
            value(here.rest, name, &field.shape, siblings)
        }
        (None, Place::Fields(all)) if here.rest.starts_with('{') => {
            braces(here.rest, &all, siblings)
        }
        (None, Place::Fields(all)) => {
            let there = |field: &&&FieldShape| !siblings.iter().any(|(key, _)| *key == field.key);
            Some(Context {
                typed: here.rest.to_string(),
                wanted: Wanted::Name(all.iter().filter(there).copied().collect()),
            })
        }
        (None, Place::Value(key, shape)) if here.item => value(here.rest, &key, shape, siblings),
        _ => None,
    }
}

/// The names above a line, outermost first, and the names and values beside it.
fn around(here: Line<'_>, above: &str, below: &str) -> (Vec<String>, Vec<(String, String)>) {
    let mut path = Vec::new();
    let mut siblings = Vec::new();
    let mut level = here.inner;
    // Where the item begins that the line belongs to: what is above it belongs to another.
    let mut beside = !here.item;
    // A value of a list, by itself, belongs to the name above its dash.
    let mut limit = if here.item && here.name.is_none() {
        here.outer + 1
    } else {
        here.inner
    };
    if here.item {
        limit = here.outer + 1;
        level = here.inner;
    }
    for line in above.lines().rev().filter_map(read) {
        let Some(name) = line.name else { continue };
        if beside && line.inner == level && path.is_empty() {
            siblings.push((name.to_string(), line.rest.to_string()));
            if line.item {
                beside = false;
                limit = line.outer + 1;
            }
            continue;
        }
        let parent = line.inner < limit && (line.rest.is_empty() || line.rest.starts_with('#'));
        if parent {
            path.push(name.to_string());
            limit = if line.item {
                line.outer + 1
            } else {
                line.inner
            };
            beside = false;
        }
    }
    for line in below.lines().filter_map(read) {
        if line.inner < level || line.item && line.outer < level {
            break;
        }
        if let (true, Some(name)) = (line.inner == level, line.name) {
            siblings.push((name.to_string(), line.rest.to_string()));
        }
    }
    path.reverse();
    (path, siblings)
}

/// What belongs at the end of a path of names.
enum Place<'f> {
    Fields(Vec<&'f FieldShape>),
    Value(String, &'f Shape),
}

fn descend<'f>(fields: &[&'f FieldShape], path: &[String]) -> Option<Place<'f>> {
    let mut place = Place::Fields(fields.to_vec());
    for name in path {
        let (key, shape) = match &place {
            Place::Fields(all) => {
                let field = all.iter().find(|field| field.key == name.as_str())?;
                (field.key.to_string(), &field.shape)
            }
            // Below a table the names are free.
            Place::Value(_, shape) => (name.clone(), *shape),
        };
        place = inside(key, shape);
    }
    Some(place)
}

fn inside(key: String, shape: &Shape) -> Place<'_> {
    match shape {
        Shape::List(inner) => inside(key, inner),
        Shape::Table(inner) => Place::Value(key, inner),
        Shape::Struct(part) => Place::Fields(part.fields.iter().collect()),
        shape => Place::Value(key, shape),
    }
}

/// A value after its name, or an item of a list in brackets.
fn value<'f>(
    typed: &str,
    key: &str,
    shape: &'f Shape,
    beside: Vec<(String, String)>,
) -> Option<Context<'f>> {
    let shape = one(shape);
    if typed.contains('{') {
        return match shape {
            Shape::Struct(part) => braces(typed, &part.fields.iter().collect::<Vec<_>>(), beside),
            _ => None,
        };
    }
    let typed = match typed.strip_prefix('[') {
        Some(items) => items.rsplit(',').next().unwrap_or_default().trim_start(),
        None => typed,
    };
    // A bare value can stand for one field of a set.
    let shape = match shape {
        Shape::Struct(part) => &part.field(part.shorthand?)?.shape,
        shape => shape,
    };
    Some(Context {
        typed: typed.to_string(),
        wanted: Wanted::Value {
            key: key.to_string(),
            shape,
            beside,
        },
    })
}

/// The shape of one item.
fn one(shape: &Shape) -> &Shape {
    match shape {
        Shape::List(inner) => one(inner),
        shape => shape,
    }
}

/// Fields in braces, on one line.
fn braces<'f>(
    typed: &str,
    fields: &[&'f FieldShape],
    outer: Vec<(String, String)>,
) -> Option<Context<'f>> {
    let inner = typed.rsplit('{').next()?;
    if inner.contains('}') {
        return None;
    }
    let pair = |part: &str| {
        let (key, value) = part.split_once(':')?;
        Some((key.trim().to_string(), value.trim().to_string()))
    };
    let mut parts: Vec<&str> = inner.split(',').collect();
    let last = parts.pop()?;
    let beside: Vec<(String, String)> = parts.into_iter().filter_map(pair).collect();
    match pair(last) {
        Some((key, typed)) => {
            let field = fields.iter().find(|field| field.key == key)?;
            value(&typed, &key, &field.shape, beside)
        }
        None => {
            let there = |field: &&&FieldShape| {
                let mut known = beside.iter().chain(&outer);
                !known.any(|(key, _)| *key == field.key)
            };
            Some(Context {
                typed: last.trim_start().to_string(),
                wanted: Wanted::Name(fields.iter().filter(there).copied().collect()),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{COMMON, RecordKind};

    /// What could be written at the `|`: `name …` or `key: shape`.
    fn at(text: &str) -> String {
        let kind = RecordKind::named("award").expect("a kind");
        let fields: Vec<&FieldShape> = kind.shape.fields.iter().chain(COMMON.fields).collect();
        let place = text.find('|').expect("a place");
        let text = text.replace('|', "");
        let found = context(&text, place, 0..text.len(), &fields);
        let Some(found) = found else {
            return "nothing".into();
        };
        match found.wanted {
            Wanted::Name(fields) => {
                let names: Vec<&str> = fields.iter().take(3).map(|field| &*field.key).collect();
                format!("{}> name {}", found.typed, names.join(" "))
            }
            Wanted::Value { key, shape, beside } => {
                let beside: Vec<String> = beside.iter().map(|(k, v)| format!("{k}={v}")).collect();
                let shape = match shape {
                    Shape::Term(id) | Shape::Reference(id) => id.to_string(),
                    shape => format!("{shape:?}"),
                };
                format!("{}> {key}: {shape} {}", found.typed, beside.join(" "))
            }
            Wanted::Link(typed) => format!("link {typed}"),
            Wanted::Citation(typed) => format!("citation {typed}"),
        }
    }

    #[test]
    fn values_are_known_by_the_names_above_them() {
        assert_eq!(at("status: |\n"), "> status: status ");
        assert_eq!(at("title: A\nstatus: co|\n"), "co> status: status title=A");
        assert_eq!(at("outcome:\n  value: |"), "> value: outcome ");
        assert_eq!(at("related:\n  - p4|"), "p4> related: award ");
        assert_eq!(at("related:\n- |"), "> related: award ");
        assert_eq!(at("related: [p4-01, p|"), "p> related: award ");
        assert_eq!(at("revenue: y|"), "y> revenue: answer ");
        assert_eq!(at("revenue:\n  answer: |"), "> answer: answer ");
    }

    #[test]
    fn what_stands_beside_a_value_is_known() {
        let text =
            "locators:\n  - source: a\n    place: x\n  - source: b\n    place: |\n    line: 3\n";
        assert_eq!(at(text), "> place: Id source=b line=3");
        let text = "notes:\n  - kind: conflict\n    locators:\n      - {source: b, place: |";
        assert_eq!(at(text), "> place: Id source=b");
    }

    #[test]
    fn names_that_are_there_are_left_out() {
        assert_eq!(
            at("title: A\n|\nphase: phase-1\n"),
            "> name project summary status"
        );
        assert_eq!(at("outcome:\n  |"), "> name value basis");
        assert_eq!(at("outcome:\n  value: a\n  b|"), "b> name basis");
        assert_eq!(at("notes:\n  - |"), "> name kind text for");
        assert_eq!(
            at("notes:\n  - kind: a\n    te|"),
            "te> name text for locators"
        );
        assert_eq!(at("outcome: {|"), "> name value basis");
    }

    #[test]
    fn links_and_citations_are_found_in_running_text() {
        assert_eq!(at("problem: |\n").split(':').next(), Some("> problem"));
        assert_eq!(at("learned: See [this](award:p4|"), "link award:p4");
        assert_eq!(at("learned: Said [@eval#ta|"), "citation eval#ta");
        assert_eq!(at("# status: |"), "nothing");
        assert_eq!(at("title: A # |"), "nothing");
        assert_eq!(at("nothing_known: |"), "nothing");
    }
}
