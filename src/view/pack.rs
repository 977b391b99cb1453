//! What a communications team may say of an award: its texts, its figures with their caveats, what
//! to be careful of, and where all of it comes from.

use super::award::{Page, name};
use super::award_facts::named;
use super::benefits::BenefitRow;
use super::figures::FigureRow;
use super::marks::{Mark, NoteView};
use super::{Look, PageKey, route};
use crate::link::{Site, find};
use crate::record::Entry;
use crate::record::award::Award;
use crate::record::common::{Common, Locator};
use crate::record::prose::Prose;
use crate::words::Words;

/// What may be said of an award.
#[derive(Clone, Debug)]
pub struct PackView {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub title: String,
    /// Its name in the source.
    pub name: String,
    /// The file of its record.
    pub file: String,
    /// The site.
    pub site: String,
    /// What the site is about.
    pub tagline: String,
    /// The language, as a tag.
    pub language: String,
    /// Where it stands.
    pub status: String,
    /// What it found, as the editors read it.
    pub outcome: String,
    /// What that rests on.
    pub outcome_basis: String,
    /// Its key facts, as labels and values. What is not known is left out.
    pub facts: Vec<(String, String)>,
    /// The fields that summaries are made of, in the order in which they are told; empty where the
    /// record says nothing.
    pub texts: Vec<(&'static str, String)>,
    /// Its figures.
    pub figures: Vec<QuoteView>,
    /// What its record and its sources warn of.
    pub cautions: Vec<String>,
    /// The sources behind all of it.
    pub sources: Vec<String>,
    /// How its page is cited.
    pub cite: String,
    /// Its whole address, if that of the site is known.
    pub address: Option<String>,
    /// The licence of the site's texts.
    pub licence: Option<String>,
    /// The day for which this is said.
    pub day: String,
}

/// A figure that can be quoted.
#[derive(Clone, Debug)]
pub struct QuoteView {
    /// The figure with its unit.
    pub value: String,
    /// What it is.
    pub what: String,
    /// What has to be said with it.
    pub caveats: Vec<String>,
    /// Where it comes from.
    pub sources: Vec<String>,
}

/// Notes that warn, unlike those that only say how the editors read a source.
const WARNING: [&str; 3] = ["caution", "conflict", "slip"];

/// What may be said of the award with this id. `None` when the site has none.
pub fn pack(site: &Site, words: &Words, id: &str) -> Option<PackView> {
    let at = site.awards.iter().position(|award| award.id == id)?;
    let entry = &site.awards[at];
    let route = route(site, &PageKey::Award(at));
    let look = Look::new(site, words, &route);
    let award = &*entry.data;
    let title = super::award::cited_title(&look, award);
    let config = &site.config;
    let line = |line: Option<String>| line.unwrap_or_default();
    Some(PackView {
        id: entry.id.clone(),
        title: award.title.to_string(),
        name: name(&look, award),
        file: site.file_path(entry.file).to_string(),
        site: config.title.to_string(),
        tagline: line(config.tagline.as_ref().map(ToString::to_string)),
        language: words.language().to_string(),
        status: look.label(&award.status),
        outcome: look.label(&award.outcome.value),
        outcome_basis: award.outcome.basis.to_string(),
        facts: named(words, Page::new(&look, entry).facts()),
        texts: texts(award),
        figures: look.quotes(id),
        cautions: look.warnings(entry),
        sources: look.behind(entry),
        cite: look.end(&title, &entry.common, Some(entry.file)).cite,
        address: site.base_url.as_ref().map(|base| format!("{base}{route}")),
        licence: config
            .content_licence
            .as_ref()
            .map(|licence| licence.name.to_string()),
        day: words.date(site.as_of),
    })
}

/// What every record says that an award's pack quotes or names, with the kind and id of each.
pub fn quoted<'s>(site: &'s Site, id: &str) -> Vec<(&'static str, &'s str, &'s Common)> {
    let award = find(&site.awards, id).into_iter();
    let award = award.map(|entry| ("award", entry.id.as_str(), &entry.common));
    let rows = site.benefits_of(id);
    let rows = rows.map(|entry| ("benefit", entry.id.as_str(), &entry.common));
    let figures = site.figures_of(id);
    let figures = figures.map(|entry| ("figure", entry.id.as_str(), &entry.common));
    let mut all: Vec<_> = award.chain(rows).chain(figures).collect();
    let sources = sources_of(all.iter().map(|(_, _, common)| *common));
    let sources = sources.into_iter().filter_map(|id| {
        let entry = find(&site.sources, id)?;
        Some(("source", entry.id.as_str(), &entry.common))
    });
    all.extend(sources);
    all
}

/// The ids of the sources that records rest on, also those behind their notes.
fn sources_of<'c>(commons: impl Iterator<Item = &'c Common>) -> Vec<&'c str> {
    let locators = commons.flat_map(|common| {
        let noted = common.notes.iter().flat_map(|note| &note.locators);
        common.locators.iter().chain(noted)
    });
    let mut ids: Vec<&str> = locators.map(|locator| locator.source.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The fields of an award that tell its story in sentences.
fn texts(award: &Award) -> Vec<(&'static str, String)> {
    let prose = |prose: &Option<Prose>| {
        let text = prose.as_ref().map(|prose| prose.fragment.text());
        // A mark that stood before the end of a sentence leaves its space.
        let text = text.unwrap_or_default();
        text.replace(" .", ".").replace(" ,", ",")
    };
    let evaluation = award.evaluation.as_ref();
    let limits = evaluation.and_then(|evaluation| evaluation.limitations.as_ref());
    let comment = evaluation.and_then(|evaluation| evaluation.comment.as_ref());
    vec![
        ("summary", award.summary.to_string()),
        ("problem", prose(&award.problem)),
        ("what_was_done", prose(&award.what_was_done)),
        ("what_happened", prose(&award.what_happened)),
        (
            "evaluation.limitations",
            limits.map(ToString::to_string).unwrap_or_default(),
        ),
        (
            "evaluation.comment",
            comment.map(ToString::to_string).unwrap_or_default(),
        ),
        ("learned", prose(&award.learned)),
        ("context", prose(&award.context)),
        ("collaboration", prose(&award.collaboration)),
        ("future_plans", prose(&award.future_plans)),
    ]
}

impl Look<'_> {
    /// The figures of an award: those of the register, then the others.
    fn quotes(&self, id: &str) -> Vec<QuoteView> {
        let rows = self.benefit_rows(id).into_iter();
        let rows = rows.flat_map(|row| self.quotes_of_row(&row));
        let figures = self.figures_of(id).into_iter();
        rows.chain(figures.map(|row| self.quote_of_figure(&row)))
            .collect()
    }

    /// The total of a row, and the average behind it.
    fn quotes_of_row(&self, row: &BenefitRow) -> Vec<QuoteView> {
        let labelled = |key: &str, value: &str| {
            let label = self.words.text(key);
            self.words
                .fill("format.labelled", &[("label", &label), ("value", &value)])
        };
        let evidence = labelled("benefits.evidence", &row.evidence.text);
        let basis = row.evidence_basis.iter().cloned();
        let mut caveats: Vec<String> = std::iter::once(evidence).chain(basis).collect();
        caveats.push(labelled("benefits.over", &row.horizon));
        let known = [
            ("benefits.comparator", &row.comparator),
            ("benefits.patients", &row.patients),
        ];
        let known = known
            .into_iter()
            .filter_map(|(key, value)| Some(labelled(key, value.as_deref()?)));
        caveats.extend(known);
        caveats.extend(row.notes.iter().map(|note| note.text.clone()));
        let amounts = [
            ("pack.total_of", row.total.as_ref()),
            ("pack.average_of", row.average.as_ref()),
        ];
        let quotes = amounts.into_iter().filter_map(|(key, amount)| {
            let parts: [(&str, &dyn std::fmt::Display); 2] =
                [("title", &row.title), ("category", &row.category)];
            Some(QuoteView {
                value: amount?.clone(),
                what: self.words.fill(key, &parts),
                caveats: caveats.clone(),
                sources: self.places(&row.marks),
            })
        });
        quotes.collect()
    }

    fn quote_of_figure(&self, row: &FigureRow) -> QuoteView {
        let words = self.words;
        let mut caveats: Vec<String> = row.exactness.iter().cloned().collect();
        let share = row.share_of.as_ref();
        caveats.extend(share.map(|whole| words.fill("figures.share_of", &[("whole", whole)])));
        let date = row.date.as_ref();
        caveats.extend(date.map(|date| words.fill("figures.date", &[("date", date)])));
        caveats.extend(row.explanation.clone());
        caveats.extend(row.notes.iter().map(|note| note.text.clone()));
        QuoteView {
            value: row.value.clone(),
            what: row.title.clone(),
            caveats,
            sources: self.places(&row.marks),
        }
    }

    /// Marks as they stand on paper.
    fn places(&self, marks: &[Mark]) -> Vec<String> {
        let place = |mark: &Mark| match &mark.at {
            Some(at) => self
                .words
                .fill("format.detailed", &[("text", &mark.text), ("detail", at)]),
            None => mark.text.clone(),
        };
        marks.iter().map(place).collect()
    }

    /// What the notes of an award warn of, then what its sources do.
    fn warnings(&self, entry: &Entry<Award>) -> Vec<String> {
        let notes = self.notes(&entry.common.notes).into_iter();
        let notes = notes.filter(|note: &NoteView| WARNING.contains(&note.kind.as_str()));
        let mut all: Vec<String> = notes.map(|note| note.text).collect();
        let commons = quoted(self.site, &entry.id).into_iter();
        for id in sources_of(commons.map(|(_, _, common)| common)) {
            if let Some(source) = find(&self.site.sources, id) {
                all.extend(source.data.cautions.iter().map(ToString::to_string));
            }
        }
        all
    }

    /// The places behind an award and its figures, each once.
    fn behind(&self, entry: &Entry<Award>) -> Vec<String> {
        let site = self.site;
        let rows = site.benefits_of(&entry.id);
        let rows = rows.flat_map(|row| row.common.locators.iter());
        let figures = site.figures_of(&entry.id);
        let figures = figures.flat_map(|figure| figure.common.locators.iter());
        let all = entry.common.locators.iter().chain(rows).chain(figures);
        let marks = all.filter_map(|locator: &Locator| {
            Some(
                self.mark_of(&locator.source.id, Some(&locator.place.value))?
                    .text,
            )
        });
        let mut places: Vec<String> = Vec::new();
        for place in marks {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }
}
