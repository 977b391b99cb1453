//! Lists of the records that are all shown alike, and the page of one of them.

use serde::Serialize;

use super::facet::{FilterView, filter_view, tokens};
use super::facts::Fact;
use super::marks::{Mark, NoteView};
use super::printed::LocatorRow;
use super::{Body, ChartView, Frame, LinkView, Look};
use crate::link::{CatalogueList, Facet, catalogue_route, find, of_record, text};
use crate::record::Entry;
use crate::record::passage::Passage;
use crate::record::value::{Fields, Value};
use crate::schema::{RecordKind, Shown};
use crate::words::Words;

/// A list of one kind of record.
#[derive(Clone, Debug, Serialize)]
pub struct CatalogueView {
    /// What the list is.
    pub intro: String,
    /// What to say when it is empty.
    pub empty: String,
    /// How many entries there are.
    pub count: usize,
    /// Whether each entry has a page of its own.
    pub own_pages: bool,
    /// The filters.
    pub filter: FilterView,
    /// The groups.
    pub groups: Vec<GroupView>,
    /// Where a reader learns how to add to the list, when it is empty.
    pub share: Option<String>,
    /// The same as a drawing.
    pub chart: Option<ChartView>,
}

/// Entries that belong together.
#[derive(Clone, Debug, Serialize)]
pub struct GroupView {
    /// The anchor.
    pub id: String,
    /// The heading; empty when there are no groups.
    pub label: String,
    /// What the group holds.
    pub definition: Option<String>,
    /// The entries.
    pub rows: Vec<EntryView>,
}

/// An entry in a list.
#[derive(Clone, Debug, Serialize)]
pub struct EntryView {
    /// Its id, which is its anchor when it has no page of its own.
    pub id: String,
    /// What it has of the filters, on the page with all entries.
    pub filters: String,
    /// Its page.
    pub href: Option<String>,
    /// When, for entries that are sorted by their date.
    pub when: Option<String>,
    /// Its name.
    pub title: String,
    /// What it is.
    pub lead: String,
    /// What is known of it; all of it for entries without a page, the status for the others.
    pub facts: Vec<Fact>,
    /// Notes.
    pub notes: Vec<NoteView>,
    /// Where it comes from.
    pub marks: Vec<Mark>,
}

/// The page of one record.
#[derive(Clone, Debug, Serialize)]
pub struct RecordView {
    /// The kind, in words.
    pub kind: String,
    /// What it is.
    pub lead: String,
    /// Parts of text.
    pub sections: Vec<super::story::Section>,
    /// Its own text, for guides and stories.
    pub html: String,
    /// The headings of that text.
    pub contents: Vec<LinkView>,
    /// How long its text takes to read, in minutes; 0 without text.
    pub minutes: usize,
    /// What is known of it.
    pub facts: Vec<Fact>,
    /// Records that name it, by kind.
    pub named_by: Vec<NamedBy>,
    /// Notes.
    pub notes: Vec<NoteView>,
    /// Where it comes from.
    pub locators: Vec<LocatorRow>,
}

/// Records of one kind that name a record.
#[derive(Clone, Debug, Serialize)]
pub struct NamedBy {
    /// The kind, in words.
    pub label: String,
    /// The records.
    pub records: Vec<LinkView>,
}

/// Words that people read in a minute.
const WORDS_A_MINUTE: usize = 200;

/// How long a text takes to read, in minutes.
pub(super) fn minutes(passage: &Passage) -> usize {
    passage
        .text()
        .split_whitespace()
        .count()
        .div_ceil(WORDS_A_MINUTE)
}

/// The list of one kind.
pub(super) fn list(look: &Look<'_>, list: &CatalogueList) -> (Frame, Body) {
    let kind = list.kind;
    if kind.catalogue.is_none() {
        return (
            look.frame("list", look.kind(kind.name), "", &[]),
            Body::Empty {},
        );
    }
    let (title, intro) = (look.kind(kind.name), look.of_kind(kind, "intro"));
    let mut frame = look.frame("list", &title, &intro, &[]);
    frame.end = Some(look.index_end(&title));
    let view = listed(look, list, intro, None);
    (frame, Body::Catalogue(Box::new(view)))
}

/// The entries of one kind with one value of one filter.
pub(super) fn by(
    look: &Look<'_>,
    list: &CatalogueList,
    facet_at: usize,
    value_at: usize,
) -> (Frame, Body) {
    let kind = list.kind;
    let facet = &list.facets[facet_at];
    let value = &facet.values[value_at];
    let (words, plural) = (look.words, look.kind(kind.name));
    let (filter, label) = (
        words.small(&look.facet_label(facet)),
        look.value_label(value),
    );
    let title = words.fill(
        "record.by_title",
        &[("kind", &plural), ("filter", &filter), ("value", &label)],
    );
    let all = words.whole(entries(look, kind).len());
    let intro = words.count("record.by_intro", value.entries.len(), &[("all", &all)]);
    let route = catalogue_route(kind).unwrap_or_default();
    let mut frame = look.frame(
        "list",
        &title,
        format!("{title}. {intro}"),
        &[(&plural, route)],
    );
    frame.end = Some(look.index_end(&title));
    let view = listed(look, list, intro, Some((facet, value_at)));
    (frame, Body::Catalogue(Box::new(view)))
}

/// The records of a kind, by id.
fn entries<'l>(look: &Look<'l>, kind: &RecordKind) -> &'l [Entry<Fields>] {
    let entries = look.site.catalogued.get(kind.name);
    entries.map_or(&[] as &[_], Vec::as_slice)
}

/// The entries of a list, in its groups.
fn listed(
    look: &Look<'_>,
    list: &CatalogueList,
    intro: String,
    chosen: Option<(&Facet, usize)>,
) -> CatalogueView {
    let kind = list.kind;
    let entries = entries(look, kind);
    let tokens = match chosen {
        Some(_) => Vec::new(),
        None => tokens(&list.facets, entries.len()),
    };
    let by_id = |id: &String| entries.binary_search_by(|entry| entry.id.cmp(id)).ok();
    let is_chosen = |at: &usize| chosen.is_none_or(|(facet, value)| facet.values[value].has(*at));
    let row = |at: usize| EntryView {
        filters: tokens.get(at).cloned().unwrap_or_default(),
        ..look.entry_view(kind, &entries[at])
    };
    let groups = list.groups.iter().map(|group| GroupView {
        id: format!("group-{}", group.id),
        label: group.label.clone(),
        definition: group.definition.clone(),
        rows: group
            .entries
            .iter()
            .filter_map(by_id)
            .filter(is_chosen)
            .map(row)
            .collect(),
    });
    let groups: Vec<GroupView> = groups.filter(|group| !group.rows.is_empty()).collect();
    let route = catalogue_route(kind).unwrap_or_default();
    CatalogueView {
        intro,
        empty: look.of_kind(kind, "empty"),
        count: entries.len(),
        share: look.page_href("contribute/").filter(|_| entries.is_empty()),
        own_pages: matches!(kind.shown, Shown::Page(_)),
        filter: filter_view(look, &list.facets, chosen, route, entries.len()),
        groups,
        chart: (kind.name == "event" && chosen.is_none())
            .then(|| look.chart("timeline"))
            .flatten(),
    }
}

/// The page of one record.
pub(super) fn record(
    look: &Look<'_>,
    kind: &'static RecordKind,
    entry: &Entry<Fields>,
) -> (Frame, Body) {
    let title = text(entry, "title");
    let lead = lead(kind, entry);
    let plural = look.kind(kind.name);
    let list = catalogue_route(kind).unwrap_or_default();
    let mut frame = look.frame("record", title, lead.clone(), &[(&plural, list)]);
    frame.end = Some(look.end(title, &entry.common, Some(entry.file)));
    let body = look.body(entry);
    let view = RecordView {
        kind: plural,
        lead,
        sections: look.prose_sections(kind, entry),
        html: body.map(|body| look.html(body)).unwrap_or_default(),
        contents: body.map(super::prose::contents).unwrap_or_default(),
        minutes: body.map_or(0, minutes),
        facts: look.shape_facts(kind, entry),
        named_by: look.named_by(kind.name, &entry.id),
        notes: look.notes(&entry.common.notes),
        locators: look.locator_rows(kind.name, &entry.common),
    };
    (frame, Body::Record(Box::new(view)))
}

fn lead(kind: &RecordKind, entry: &Entry<Fields>) -> String {
    let key = kind.catalogue.map_or("summary", |catalogue| catalogue.lead);
    text(entry, key).to_string()
}

impl Look<'_> {
    /// What readers call many records of a kind.
    pub(super) fn kind(&self, name: &str) -> String {
        kind_name(self.words, name)
    }

    /// What else the catalogue says of the list of a kind.
    fn of_kind(&self, kind: &RecordKind, what: &str) -> String {
        let name = kind.name.replace('-', "_");
        self.words.text(&format!("kind.{name}_{what}"))
    }

    /// What readers call a field of Casebook's own.
    pub(super) fn field(&self, key: &str) -> String {
        self.words.text(&format!("field.{key}"))
    }

    /// The date of an entry, if its kind is sorted by it.
    fn when(&self, kind: &RecordKind, entry: &Entry<Fields>) -> Option<String> {
        let date = |key: &str| match entry.data.get(key) {
            Some(Value::Date(date, _)) => Some(*date),
            _ => None,
        };
        let from = date(kind.catalogue?.sort?)?;
        self.period(Some(from), date("until"))
    }

    fn entry_view(&self, kind: &'static RecordKind, entry: &Entry<Fields>) -> EntryView {
        let own = matches!(kind.shown, Shown::Page(_));
        let facts = self.shape_facts(kind, entry);
        // A list of pages stays a list: only what readers choose by.
        let chosen = |fact: &Fact| {
            !own || matches!(fact.key.as_str(), "status" | "became" | "audiences" | "who")
        };
        EntryView {
            id: entry.id.clone(),
            filters: String::new(),
            href: of_record(kind.name, &entry.id)
                .filter(|_| own)
                .map(|(route, _)| self.href(&route)),
            when: self.when(kind, entry),
            title: text(entry, "title").to_string(),
            lead: lead(kind, entry),
            facts: facts.into_iter().filter(chosen).collect(),
            notes: if own {
                Vec::new()
            } else {
                self.notes(&entry.common.notes)
            },
            marks: self.all_marks(&entry.common.locators),
        }
    }

    /// What is known of a record, in the order of its declaration, with the site's own fields.
    fn shape_facts(&self, kind: &RecordKind, entry: &Entry<Fields>) -> Vec<Fact> {
        let catalogue = kind.catalogue;
        let aside = |key: &str| {
            let named = catalogue
                .is_some_and(|catalogue| catalogue.lead == key || catalogue.hidden.contains(&key));
            named || key == "title"
        };
        let mut facts = Vec::new();
        for field in kind.shape.fields {
            let value = entry.data.get(&field.key);
            let Some(value) =
                value.filter(|value| !aside(&field.key) && !matches!(value, Value::Prose(_)))
            else {
                continue;
            };
            if let (Some(stated), Value::Text(source, _)) =
                (field.key.strip_suffix("_source"), value)
            {
                let fact = facts.iter_mut().find(|fact: &&mut Fact| fact.key == stated);
                if let (Some(fact), Some(note)) = (fact, self.as_stated_by(source)) {
                    fact.note = Some(note);
                    continue;
                }
            }
            if let Some(noted) = field.key.strip_suffix("_note") {
                let fact = facts.iter_mut().find(|fact: &&mut Fact| fact.key == noted);
                if let (Some(fact), Value::Text(note, _)) = (fact, value) {
                    let before = fact.note.take().map(|note| note + " ").unwrap_or_default();
                    fact.note = Some(before + note);
                    continue;
                }
            }
            let mut fact = self.fact(&entry.common, &field.key, &self.field(&field.key));
            self.values(value, &field.shape, &mut fact.values);
            if !fact.values.is_empty() {
                facts.push(fact);
            }
        }
        facts.extend(self.declared(kind.name, &entry.declared, &entry.common));
        facts
    }

    /// “As stated by AI Lab evaluation (April 2025); not checked since.”
    fn as_stated_by(&self, source: &str) -> Option<String> {
        let source = find(&self.site.sources, source)?;
        let date = source.data.published.or(source.data.event_date);
        let short = &source.data.short;
        Some(match date.map(|date| self.words.date(date)) {
            Some(date) => self
                .words
                .fill("record.as_stated_on", &[("source", short), ("date", &date)]),
            None => self.words.fill("record.as_stated", &[("source", short)]),
        })
    }

    fn prose_sections(
        &self,
        kind: &RecordKind,
        entry: &Entry<Fields>,
    ) -> Vec<super::story::Section> {
        let fields =
            kind.shape
                .fields
                .iter()
                .filter_map(|field| match entry.data.get(&field.key)? {
                    Value::Prose(prose) => Some(super::story::Section {
                        id: field.key.replace('_', "-"),
                        heading: self.field(&field.key),
                        html: self.html(&prose.fragment),
                        marks: self.marks(&entry.common, &field.key),
                    }),
                    _ => None,
                });
        fields.collect()
    }

    /// The records that name a record, by kind.
    pub(super) fn named_by(&self, kind: &str, id: &str) -> Vec<NamedBy> {
        let mut groups: Vec<NamedBy> = Vec::new();
        for (by, id) in self.site.backlinks.of(kind, id) {
            let Some(link) = self.record_link(by, id) else {
                continue;
            };
            let label = self.kind(by);
            match groups.iter_mut().find(|group| group.label == label) {
                Some(group) => group.records.push(link),
                None => groups.push(NamedBy {
                    label,
                    records: vec![link],
                }),
            }
        }
        groups
    }
}

/// What many records of a kind are called.
pub fn kind_name(words: &Words, kind: &str) -> String {
    words.text(&format!("kind.{}", kind.replace('-', "_")))
}
