//! The data from which a script shows awards side by side: classic scripts that call
//! `casebookCompare(number, data)`, because those load from disk too.
//!
//! An award is a list of groups, a group a list of cells in the order of its columns. A cell leaves
//! out what it does not have: `{}` is a blank.

use rayon::prelude::*;
use serde::Serialize;

use crate::link::Site;
use crate::output::{Bytes, in_script};
use crate::view::{CompareCell, ComparePart, compare_parts};
use crate::words::Words;

#[derive(Serialize)]
struct Part<'p> {
    groups: Vec<Group<'p>>,
    awards: Vec<(&'p str, Vec<Vec<Cell<'p>>>)>,
}

#[derive(Serialize)]
struct Group<'p> {
    label: &'p str,
    columns: &'p [String],
}

#[derive(Serialize)]
struct Cell<'p> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    values: Vec<&'p str>,
    /// The class of each value, when it is shown as a badge or a rating.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    classes: Vec<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    look: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'p str>,
}

/// Every part. Its cells are let go when it is written: those of all awards take much room.
pub(super) fn files(site: &Site, words: &Words) -> Vec<(String, Bytes)> {
    let written = compare_parts(site, words).filter_map(|part| {
        let json = serde_json::to_string(&data(&part)).ok()?;
        let script = format!("casebookCompare({},{});\n", part.number, in_script(&json));
        Some((part.path, script.into_bytes().into()))
    });
    written.collect()
}

fn data(part: &ComparePart) -> Part<'_> {
    let groups = part.groups.iter().map(|group| Group {
        label: &group.label,
        columns: &group.columns,
    });
    let awards = part.awards.iter().map(|(id, groups)| {
        let groups = groups.iter().map(|cells| cells.iter().map(cell).collect());
        (id.as_str(), groups.collect())
    });
    Part {
        groups: groups.collect(),
        awards: awards.collect(),
    }
}

fn cell(cell: &CompareCell) -> Cell<'_> {
    let look = Some(cell.look).filter(|look| *look != "text" && !cell.values.is_empty());
    let values = cell.values.iter();
    let classes = values
        .clone()
        .map(|value| value.class.as_deref().unwrap_or("other"));
    Cell {
        classes: classes.filter(|_| look.is_some()).collect(),
        values: values.map(|value| value.text.as_str()).collect(),
        look,
        note: cell.note.as_deref(),
    }
}
