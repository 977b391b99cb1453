//! What a heading means.

use super::columns::Column;
use super::print;
use crate::diag::suggest::nearest;
use crate::schema::RecordKind;
use crate::tables::tidy;

/// What a column of a sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The id of the record.
    Id,
    /// The column with this number.
    Column(usize),
    /// The fingerprint of the row.
    Print,
    /// Nothing that is imported.
    LeftOut,
}

/// How it is known what a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// Nothing is known of it.
    Unknown,
    /// The heading is near to a name.
    Guessed,
    /// The heading is a name, written otherwise: “Status reason” is `status_reason`.
    Alike,
    /// The heading is a name.
    Exact,
    /// The map says so.
    Mapped,
}

/// The longest text that is taken for a heading, in bytes.
const LONGEST: usize = 120;

/// What a heading means in a sheet of a kind of record; with `guessing`, also by a name that is near.
pub(super) fn meaning(
    heading: &str,
    kind: &RecordKind,
    columns: &[Column],
    guessing: bool,
) -> (Meaning, How) {
    let heading = tidy(heading);
    if heading.len() > LONGEST {
        return (Meaning::LeftOut, How::Unknown);
    }
    if let Some(found) = exact(&heading, columns) {
        return (found, How::Exact);
    }
    let bare = bare(&heading);
    if bare == "id" || bare == format!("{}id", kind.name) {
        return (Meaning::Id, How::Alike);
    }
    let alike = columns
        .iter()
        .position(|column| names(column).any(|name| self::bare(&name) == bare));
    if let Some(at) = alike {
        return (Meaning::Column(at), How::Alike);
    }
    match guessing.then(|| guess(&heading, &bare, columns)).flatten() {
        Some(at) => (Meaning::Column(at), How::Guessed),
        None => (Meaning::LeftOut, How::Unknown),
    }
}

fn exact(heading: &str, columns: &[Column]) -> Option<Meaning> {
    match heading {
        "id" => Some(Meaning::Id),
        // The address of a page follows from the id.
        "url" => Some(Meaning::LeftOut),
        print::HEADING => Some(Meaning::Print),
        heading => columns
            .iter()
            .position(|column| column.heading == heading)
            .map(Meaning::Column),
    }
}

/// The names of a column: `total.amount` is also `total`, and `award` also `award id`.
fn names(column: &Column) -> impl Iterator<Item = String> {
    let outer = match column.path.split_last() {
        Some((last, outer))
            if (column.bare || ["amount", "value"].contains(&last.as_str()))
                && !outer.is_empty() =>
        {
            Some(outer.join("."))
        }
        _ => None,
    };
    let reference = matches!(column.shape, crate::record::shape::Shape::Reference(_));
    let id = reference.then(|| format!("{} id", column.heading));
    std::iter::once(column.heading.clone())
        .chain(outer)
        .chain(id)
}

/// A heading without what differs from one sheet to the next: case, spaces, signs.
fn bare(heading: &str) -> String {
    heading
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// The column that was most likely meant.
fn guess(heading: &str, bare: &str, columns: &[Column]) -> Option<usize> {
    if bare.len() < 3 {
        return None;
    }
    let last = |column: &Column| {
        column
            .path
            .last()
            .map(|name| self::bare(name))
            .unwrap_or_default()
    };
    let mut same = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| !column.is_printed() && last(column) == bare);
    if let (Some((at, _)), None) = (same.next(), same.next()) {
        return Some(at);
    }
    let spaced = |column: &Column| column.heading.replace(['_', '.'], " ");
    let known: Vec<String> = columns.iter().map(spaced).collect();
    let near = nearest(heading, known.iter().map(String::as_str))?;
    known.iter().position(|name| name == near)
}

#[cfg(test)]
mod tests {
    use super::super::columns::columns;
    use super::*;

    fn says(heading: &str) -> (String, How) {
        let kind = RecordKind::named("award").expect("a kind");
        let columns = columns(kind, &[]);
        let (meaning, how) = meaning(heading, kind, &columns, true);
        let name = match meaning {
            Meaning::Id => "id".to_string(),
            Meaning::Column(at) => columns[at].heading.clone(),
            Meaning::Print => "print".to_string(),
            Meaning::LeftOut => "-".to_string(),
        };
        (name, how)
    }

    #[test]
    fn headings_are_known_alike_and_guessed() {
        for (heading, name, how) in [
            ("title", "title", How::Exact),
            ("evaluation.by", "evaluation.by", How::Exact),
            ("url", "-", How::Exact),
            ("_casebook", "print", How::Exact),
            (" Status Reason ", "status_reason", How::Alike),
            ("Award ID", "id", How::Alike),
            ("Contract value (£)", "contract_value.amount", How::Alike),
            ("Revenue?", "revenue.answer", How::Alike),
            ("Sumary", "summary", How::Guessed),
            ("Limitations", "evaluation.limitations", How::Guessed),
            ("Favourite colour", "-", How::Unknown),
        ] {
            assert_eq!(says(heading), (name.to_string(), how), "{heading}");
        }
    }
}
