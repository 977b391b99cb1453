//! How well each document answers: BM25F over whole documents, and again over their sections.

use super::resolve::Resolved;
use super::select::SENTENCE;
use super::units::Unit;
use crate::search::store::Store;

/// A group counts as the word itself from this weight on, for titles and names.
const ITSELF: f64 = 0.85;

/// The fields of a section that has a word in a label and nowhere else.
const LABEL_ONLY: u32 = 16;

/// What one word gives to every document and section.
#[derive(Debug)]
pub(super) struct Weighed {
    /// Scores of documents; 0 where the word is not.
    pub(super) documents: Vec<f64>,
    /// Scores of sections.
    pub(super) sections: Vec<f64>,
    /// Whether the word itself is in the title (1) or in another name (2).
    pub(super) named: Vec<u8>,
    /// How rare the word is.
    pub(super) rarity: f64,
}

/// Weighs a word that stands for these groups.
pub(super) fn weigh(store: &Store, groups: &[(u32, f64)]) -> Weighed {
    let rank = &store.head.rank;
    let mut counts = vec![0.0; store.head.documents];
    let mut sections = vec![0.0; store.document_of.len()];
    let mut named = vec![0_u8; store.head.documents];
    let mut said = vec![false; store.head.documents];
    for (group, weight) in groups {
        for posting in store.postings(*group) {
            let section = posting.section as usize;
            let document = store.document_of[section] as usize;
            let top = store.first_section[document] as usize == section;
            let body = f64::from(posting.fields & 7);
            let has = |bit: u32| f64::from(posting.fields >> bit & 1);
            let aside = rank.summary * has(3)
                + rank.label * has(4)
                + rank.name * has(6)
                + rank.asked * has(7);
            let heading = match top {
                true => rank.title * has(5) / title_norm(store, document),
                false => rank.heading * has(5),
            };
            counts[document] += weight * (aside + heading + body / norm(store, document));
            sections[section] += weight * (aside + heading + body);
            said[document] |= posting.fields != LABEL_ONLY;
            if top && *weight >= ITSELF {
                named[document] |=
                    (posting.fields >> 5 & 1) as u8 | (posting.fields >> 5 & 2) as u8;
            }
        }
    }
    // A label, such as whom a lesson is for, makes a word no less rare.
    let found = match said.iter().filter(|said| **said).count() {
        0 => counts.iter().filter(|count| **count > 0.0).count() as f64,
        found => found as f64,
    };
    let rarity = (1.0 + (store.head.documents as f64 - found + 0.5) / (found + 0.5)).ln();
    for count in counts.iter_mut().chain(&mut sections) {
        *count = rarity * (rank.k1 + 1.0) * *count / (rank.k1 + *count);
    }
    Weighed {
        documents: counts,
        sections,
        named,
        rarity: if found > 0.0 { rarity } else { 0.0 },
    }
}

fn norm(store: &Store, document: usize) -> f64 {
    let b = store.head.rank.b;
    1.0 - b + b * f64::from(store.lengths[document]) / store.average
}

fn title_norm(store: &Store, document: usize) -> f64 {
    let b = store.head.rank.title_b;
    1.0 - b + b * f64::from(store.title_lengths[document]) / store.average_title
}

/// A unit, weighed.
pub(super) struct WeighedUnit {
    words: Vec<usize>,
    also: Vec<Vec<Weighed>>,
    /// How rare the rarest way to say it is, for how much of the query it is.
    pub(super) rarity: f64,
    /// How rare the most common way to say it is, for how much a page must have to answer at all.
    least: f64,
    /// The kind of page that it names.
    pub(super) kind: Option<String>,
}

impl WeighedUnit {
    pub(super) fn new(store: &Store, unit: &Unit, words: &[Weighed]) -> Self {
        let also: Vec<Vec<Weighed>> = unit
            .also
            .iter()
            .map(|groups| {
                groups
                    .iter()
                    .map(|group| weigh(store, &[(*group, 1.0)]))
                    .collect()
            })
            .collect();
        let sum =
            |words: &mut dyn Iterator<Item = f64>| words.fold(0.0, |sum, rarity| sum + rarity);
        let own = sum(&mut unit.words.iter().map(|word| words[*word].rarity));
        let others: Vec<f64> = also
            .iter()
            .map(|words| sum(&mut words.iter().map(|word| word.rarity)))
            .collect();
        let rarity = match own > 0.0 {
            true => own,
            false => others
                .iter()
                .copied()
                .find(|other| *other > 0.0)
                .unwrap_or(own),
        };
        let some = others.iter().copied().filter(|other| *other > 0.0);
        Self {
            words: unit.words.clone(),
            also,
            rarity,
            least: some.fold(rarity, f64::min),
            kind: None,
        }
    }

    /// The score of a document, and whether it has all of the unit. It has the word that names its
    /// kind.
    fn in_document(&self, store: &Store, words: &[Weighed], document: usize) -> (f64, bool) {
        let rank = &store.head.rank;
        let of = |word: &Weighed| word.documents[document];
        let (score, full) = self.score(words, rank.synonym, of);
        match self.kind.as_deref() == Some(store.kind(document).0) {
            true => (score.max(rank.kind * self.rarity), true),
            false => (score, full),
        }
    }

    /// The score of a document or section, and whether it has all of the unit.
    pub(super) fn score(
        &self,
        words: &[Weighed],
        synonym: f64,
        of: impl Fn(&Weighed) -> f64,
    ) -> (f64, bool) {
        let mut best = 0.0;
        let mut whole = true;
        for word in &self.words {
            let score = of(&words[*word]);
            whole &= score > 0.0;
            best += score;
        }
        for also in &self.also {
            let scores = also.iter().map(&of);
            let (sum, all) = scores.fold((0.0, true), |(sum, all), score| {
                (sum + score, all && score > 0.0)
            });
            if all {
                whole = true;
                best = f64::max(best, synonym * sum);
            }
        }
        (best, whole)
    }
}

/// A document that has something of the query.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    pub(super) document: usize,
    /// In thousandths, so that both sides agree on what is equal.
    pub(super) score: u64,
    /// Whether it has every unit.
    pub(super) whole: bool,
    /// The section that answers best, counted from the top of the page; 0 is the top.
    pub(super) section: usize,
    /// The score of each unit before kind and title, for explanations.
    pub(super) parts: Vec<f64>,
}

/// What is scored.
pub(super) struct Question<'q> {
    pub(super) words: &'q [Resolved],
    pub(super) weighed: &'q [Weighed],
    pub(super) units: &'q [WeighedUnit],
    /// How many units no page has.
    pub(super) unknown: usize,
    /// Kinds that the question wants, with how much more they count.
    pub(super) wanted: Vec<(&'q str, f64)>,
}

/// Scores every document that has enough of the query; none, if no document answers well: a few
/// common words of a query are no answer.
pub(super) fn score(store: &Store, question: &Question<'_>) -> Vec<Scored> {
    let rank = &store.head.rank;
    let units = question.units;
    let known: f64 = units.iter().fold(0.0, |sum, unit| sum + unit.rarity);
    let least: f64 = units.iter().fold(0.0, |sum, unit| sum + unit.least);
    let nowhere = question.unknown as f64 * rank.unknown;
    let all = least + nowhere;
    let some_rare = units.iter().any(|unit| unit.rarity >= rank.common);
    let is_short = units.len() + question.unknown < SENTENCE;
    let mut enough = false;
    let mut scored = Vec::new();
    for document in 0..store.head.documents {
        let (mut sum, mut had, mut whole) = (0.0, 0.0, true);
        let mut parts = Vec::new();
        for unit in units {
            let (score, full) = unit.in_document(store, question.weighed, document);
            sum += score;
            whole &= full || (some_rare && unit.rarity < rank.common);
            had += if full { unit.rarity } else { 0.0 };
            parts.push(score);
        }
        let share = if whole { 1.0 } else { had / known };
        if sum <= 0.0 || share < rank.least {
            continue;
        }
        let had = if whole { known } else { had };
        let most = !is_short || had >= rank.short * (known + nowhere);
        enough |= most && sum >= rank.floor * all;
        scored.push(scored_as(
            store,
            question,
            document,
            (sum, share, whole),
            parts,
        ));
    }
    match enough {
        true => scored,
        false => Vec::new(),
    }
}

/// The score of a document from that of its words, the share of the query that it has, and whether
/// it has all.
fn scored_as(
    store: &Store,
    question: &Question<'_>,
    document: usize,
    (sum, share, whole): (f64, f64, bool),
    parts: Vec<f64>,
) -> Scored {
    let (section, best, top) = best_section(store, question.weighed, question.units, document);
    let (bonus, in_title) = bonus(store, question.words, question.weighed, document);
    let (kind, weight) = store.kind(document);
    let wanted = question.wanted.iter().filter(|(known, _)| *known == kind);
    let wanted = wanted.fold(1.0, |most, (_, more)| f64::max(most, *more));
    let score = (sum + store.head.rank.section * best) * share * weight * wanted * bonus;
    Scored {
        document,
        score: (score * 1_000.0).round() as u64,
        whole,
        section: if in_title || best <= top { 0 } else { section },
        parts,
    }
}

/// The section that answers best, its score, and that of the top of the page.
fn best_section(
    store: &Store,
    weighed: &[Weighed],
    units: &[WeighedUnit],
    document: usize,
) -> (usize, f64, f64) {
    let first = store.first_section[document] as usize;
    let (mut at, mut best, mut top) = (0, 0.0, 0.0);
    for section in first..store.first_section[document + 1] as usize {
        let mut sum = 0.0;
        for unit in units {
            let of = |word: &Weighed| word.sections[section];
            sum += unit.score(weighed, store.head.rank.synonym, of).0;
        }
        if section == first {
            top = sum;
        }
        if sum > best {
            (at, best) = (section - first, sum);
        }
    }
    (at, best, top)
}

/// What a title or name that has the whole query adds, and whether the title has it.
fn bonus(store: &Store, words: &[Resolved], weighed: &[Weighed], document: usize) -> (f64, bool) {
    let rank = &store.head.rank;
    let count = |bit: u8| {
        weighed
            .iter()
            .filter(|word| word.named[document] & bit != 0)
            .count()
    };
    let (title, name) = (count(1), count(2));
    let in_title = title == words.len();
    if in_title && title as u32 >= store.title_lengths[document] {
        (rank.whole_title, true)
    } else if name == words.len() {
        (rank.in_name, true)
    } else if in_title {
        (rank.in_title, true)
    } else {
        (1.0, false)
    }
}
