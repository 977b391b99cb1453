//! Charts: what the records show, drawn when the site is built.
//!
//! In go the records of the [`Site`]; out comes a [`ChartView`]: a finding as
//! the title, two drawings (for wide and narrow screens, so that text never shrinks), the numbers
//! as a table, and where they come from. A drawing is a list of shapes in whole units; the
//! theme gives them colour by class. A chart that has nothing to show is none.

mod bars;
mod benefits;
mod criteria;
mod evidence;
mod grid;
mod lanes;
mod lessons;
mod outcomes;
mod shapes;
mod timeline;

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Body, Frame, LinkView, Look};
use crate::link::{Site, find};
use crate::record::common::Common;
use crate::words::Words;
use shapes::Drawing;

/// A chart.
#[derive(Clone, Debug, Serialize)]
pub struct ChartView {
    /// Its id, which is part of anchors and of the name of its data file.
    pub id: &'static str,
    /// What it shows: the finding.
    pub title: String,
    /// What is plotted.
    pub subtitle: String,
    /// The drawing for wide screens, then that for narrow ones.
    pub drawings: [Drawing; 2],
    /// What the classes of shapes mean: class and words.
    pub legend: Vec<LegendItem>,
    /// What one must know to read it.
    pub note: Option<String>,
    /// The documents that the numbers come from.
    pub sources: Vec<LinkView>,
    /// The numbers.
    pub table: Table,
    /// The numbers as a file for spreadsheet programs.
    pub csv: String,
    /// The same for other programs.
    pub json: String,
}

/// What a class of shapes means.
#[derive(Clone, Debug, Serialize)]
pub struct LegendItem {
    /// The class.
    pub class: &'static str,
    /// The words.
    pub text: String,
}

/// The numbers behind a chart.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// Heads of columns.
    pub head: Vec<String>,
    /// Rows.
    pub rows: Vec<TableRow>,
}

/// A row of numbers.
#[derive(Clone, Debug, Serialize)]
pub struct TableRow {
    /// What the row is about.
    pub label: String,
    /// Its page.
    pub href: Option<String>,
    /// For readers.
    pub cells: Vec<String>,
    /// For files: without marks between thousands.
    #[serde(skip)]
    pub plain: Vec<String>,
}

/// All charts.
#[derive(Clone, Debug, Serialize)]
pub struct ChartsView {
    /// The charts.
    pub charts: Vec<ChartView>,
}

/// The endings of the files that hold the numbers of a chart.
const FILES: [&str; 2] = ["csv", "json"];

impl ChartView {
    /// The paths of the numbers as files.
    pub(super) fn files(&self) -> impl Iterator<Item = String> {
        let id = self.id;
        FILES.into_iter().map(move |ending| file(id, ending))
    }
}

type Make = fn(&Look<'_>) -> Option<ChartView>;

/// Every chart, in the order in which the page of all charts shows them.
const CHARTS: &[(&str, Make)] = &[
    ("outcomes", outcomes::chart),
    ("benefits-by-award", benefits::by_award),
    ("benefits-by-category", benefits::by_category),
    ("evidence-and-maturity", evidence::chart),
    ("criteria", criteria::chart),
    ("audiences-and-themes", lessons::chart),
    ("timeline", timeline::chart),
];

impl Look<'_> {
    /// The chart with an id, if there is anything to show.
    pub(super) fn chart(&self, id: &str) -> Option<ChartView> {
        let (_, make) = CHARTS.iter().find(|(known, _)| *known == id)?;
        make(self)
    }

    /// The documents behind records.
    fn sources_of<'c>(&self, records: impl Iterator<Item = &'c Common>) -> Vec<LinkView> {
        let locators = records.flat_map(|common| common.locators.iter());
        let ids: BTreeSet<&str> = locators.map(|locator| locator.source.id.as_str()).collect();
        let sources = ids
            .into_iter()
            .filter_map(|id| find(&self.site.sources, id));
        let link = |id: &str, short: String| self.link(short, &format!("sources/{id}/"));
        sources
            .map(|source| link(&source.id, source.data.short.to_string()))
            .collect()
    }

    /// The address of the numbers of a chart.
    fn chart_file(&self, id: &str, ending: &str) -> String {
        self.href(&file(id, ending))
    }
}

/// The path of the file that holds the numbers of a chart.
pub fn file(id: &str, ending: &str) -> String {
    format!("data/charts/{id}.{ending}")
}

/// The page of all charts.
pub(super) fn view(look: &Look<'_>) -> (Frame, Body) {
    let title = look.words.text("chart.all");
    let about = look.words.text("chart.all_about");
    let mut frame = look.frame("charts", title.clone(), about, &[]);
    frame.end = Some(look.index_end(&title));
    let charts = CHARTS.iter().filter_map(|(_, make)| make(look)).collect();
    (frame, Body::Charts(Box::new(ChartsView { charts })))
}

/// The numbers of every chart, with its id.
pub fn tables(site: &Site, words: &Words) -> Vec<(&'static str, Table)> {
    let look = Look::new(site, words, "");
    let charts = CHARTS.iter().filter_map(|(_, make)| make(&look));
    charts.map(|chart| (chart.id, chart.table)).collect()
}
