//! All awards side by side. A script shows up to four of them beside each other, from parts that it
//! loads when they are asked for. The page itself has tables of all awards while they are few; of
//! many it has only the names, and reads no more of them.

use rayon::prelude::*;
use serde::Serialize;

use super::award::name_of;
use super::compare_cells::{Cell, ColumnGroup, Table, Told, cells, groups, table};
use super::{Body, Frame, LinkView, Look};
use crate::link::{AwardName, Site};
use crate::words::Words;

/// Up to so many awards, the page has the tables of all of them.
const FEW: usize = 60;

/// The most awards in one part of the data.
const IN_PART: usize = 50;

const ROUTE: &str = "awards/compare/";

/// All awards, by the same columns or by name.
#[derive(Clone, Debug, Serialize)]
pub struct CompareView {
    /// How many awards there are.
    pub count: usize,
    /// Whether the page has tables of all awards.
    pub tables: bool,
    /// The groups of columns, for the tables.
    pub groups: Vec<ColumnGroup>,
    /// The awards by phase, the latest first.
    pub phases: Vec<ComparePhase>,
    /// The scripts with the parts of the data, the first first.
    pub parts: Vec<String>,
    /// Downloads.
    pub csv: String,
    /// Downloads.
    pub json: String,
}

/// Awards of one phase.
#[derive(Clone, Debug, Serialize)]
pub struct ComparePhase {
    /// The phase.
    pub label: String,
    /// Its awards, by number.
    pub awards: Vec<CompareAward>,
}

/// An award.
#[derive(Clone, Debug, Serialize)]
pub struct CompareAward {
    /// Its id, which is its anchor.
    pub id: String,
    /// The award.
    pub link: LinkView,
    /// Its name in the source.
    pub name: String,
    /// In which part of the data its answers are, from 1.
    pub part: usize,
    /// Its cells for the tables, by group, in the order of the columns.
    pub groups: Vec<Vec<Cell>>,
}

/// A part of the data: some awards with their answers to all questions.
#[derive(Clone, Debug)]
pub struct ComparePart {
    /// Its number, from 1.
    pub number: usize,
    /// Where it lies.
    pub path: String,
    /// The groups of columns; they are the same in all parts.
    pub groups: Vec<ColumnGroup>,
    /// Each award by its id, with its cells by group.
    pub awards: Vec<(String, Vec<Vec<Cell>>)>,
}

pub(super) fn view(look: &Look<'_>) -> (Frame, Body) {
    let title = look.words.text("compare.title");
    let awards = look.words.text("awards.title");
    let intro = look.words.text("compare.intro");
    let mut frame = look.frame("compare", &title, intro, &[(&awards, "awards/")]);
    frame.end = Some(look.index_end(&title));
    let names = &*look.site.compared;
    let tables = names.len() <= FEW;
    let Table { groups, rows } = match tables {
        true => all(look, names),
        false => table(look.words, Vec::new()),
    };
    let parts = 1..=names.len().div_ceil(IN_PART);
    let view = CompareView {
        count: names.len(),
        tables,
        groups,
        phases: by_phase(look, names, rows),
        parts: parts.map(|number| look.href(&path(number))).collect(),
        csv: look.href("data/awards.csv"),
        json: look.href("data/awards.json"),
    };
    (frame, Body::Compare(Box::new(view)))
}

/// The tables of all awards.
fn all(look: &Look<'_>, names: &[AwardName]) -> Table {
    let told = names.iter();
    let told = told.map(|name| cells(look, &look.site.awards[name.at]));
    table(look.words, told.collect())
}

/// The parts of the data, made of the whole site, each when its turn comes: with all their blanks
/// the answers of many awards take much room.
pub fn compare_parts(
    site: &Site,
    words: &Words,
) -> impl IndexedParallelIterator<Item = ComparePart> {
    let parts = site.compared.par_chunks(IN_PART);
    let told = parts.clone().map(|names| {
        let cells = names.iter().map(|name| {
            let look = Look::new(site, words, ROUTE);
            cells(&look, &site.awards[name.at])
        });
        Told::of(cells.collect())
    });
    let told: Vec<Told> = told.collect();
    let groups = groups(words, &told);
    let parts = parts.zip(told).enumerate();
    parts.map(move |(at, (names, told))| {
        let ids = names.iter().map(|name| name.id.clone());
        ComparePart {
            number: at + 1,
            path: path(at + 1),
            awards: ids.zip(told.filled(&groups)).collect(),
            groups: groups.clone(),
        }
    })
}

fn path(number: usize) -> String {
    format!("{ROUTE}part-{number}.js")
}

/// Awards of one phase stand together. `rows` are their cells, or nothing.
fn by_phase(look: &Look<'_>, names: &[AwardName], rows: Vec<Vec<Vec<Cell>>>) -> Vec<ComparePhase> {
    let mut rows = rows.into_iter();
    let mut phases = Vec::new();
    let mut part = (0..names.len()).map(|at| at / IN_PART + 1);
    for same in names.chunk_by(|a, b| a.phase == b.phase) {
        let awards = same
            .iter()
            .zip(part.by_ref())
            .map(|(name, part)| CompareAward {
                id: name.id.clone(),
                link: look.link(&name.title, &format!("awards/{}/", name.id)),
                name: name_of(look, name.project, &name.phase),
                part,
                groups: rows.next().unwrap_or_default(),
            });
        phases.push(ComparePhase {
            awards: awards.collect(),
            label: look
                .site
                .vocabularies
                .label("phase", &same[0].phase)
                .to_string(),
        });
    }
    phases
}

impl Look<'_> {
    /// The page that compares an award, with another if one is named. Without a script it leads to
    /// the row of the first.
    pub(super) fn compare_href(&self, award: &str, with: Option<&str>) -> String {
        let page = self.href("awards/compare/");
        match with {
            Some(with) => format!("{page}?with={with}#{award}"),
            None => format!("{page}#{award}"),
        }
    }
}
