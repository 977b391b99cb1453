//! Benefits and figures: the numbers.

use super::award::Award;
use super::date::Date;
use super::declare::record;
use super::number::{Money, Number};
use super::value::{At, Kind, Line, Reference, Term, Text};
use super::vocabularies as v;

record! {
    /// One row of the benefits register: a benefit or cost of one award in one category.
    pub struct Benefit {
        /// The award.
        award: Reference<Award>,
        /// The heading of the register that it stands under.
        category: Term<v::BenefitCategory>,
        /// A short name of the row.
        title: Line,
        /// What changed, for whom, and why.
        change: Option<Text>,
        /// The period that the figure covers.
        horizon: Term<v::Horizon>,
        /// What it was compared with.
        comparator: Option<Text>,
        /// The areas of value that it falls in.
        value_area: Vec<Term<v::ValueArea>>,
        /// How many patients the figure covers.
        patients: Option<u64>,
        /// The average for each patient; a cost is negative.
        average: Option<Money>,
        /// The total for all patients; a cost is negative.
        total: Option<At<Money>>,
        /// How the figure came about.
        evidence: Term<v::EvidenceState>,
        /// Why it has that evidence state.
        evidence_basis: Option<Text>,
        /// Cells of the source's table, word for word, by column.
        printed: Option<BenefitPrinted>,
    }
}

record! {
    /// Cells of table 3, word for word.
    pub struct BenefitPrinted {
        /// Award.
        award: Option<Line>,
        /// Benefit category.
        category: Option<Line>,
        /// Benefit.
        benefit: Option<Line>,
        /// Latest patient count.
        patients: Option<Line>,
        /// Average benefit per patient.
        average: Option<Line>,
        /// Extrapolated benefit for project patient reach.
        total: Option<Line>,
    }
}

record! {
    /// A number that a source states.
    pub struct Figure {
        /// What the number is.
        title: Line,
        /// The number. For a range, its lower end.
        value: Number,
        /// For a range, its upper end.
        upper: Option<Number>,
        /// What it counts.
        unit: Term<v::Unit>,
        /// As printed, with its qualifier.
        printed: Option<Line>,
        /// How exactly the source gives it.
        exactness: Term<v::Exactness>,
        /// For a share such as 7 of 10: the whole.
        of: Option<Number>,
        /// For a share or a rate: what it is a share of.
        share_of: Option<Line>,
        /// The date that the figure is of, if the source says.
        date: Option<Date>,
        /// The end of the period that the figure is of.
        until: Option<Date>,
        /// The award that it is about, if it is about one.
        award: Option<Reference<Award>>,
        /// The part of the story that it belongs to.
        subject: Term<v::Subject>,
        /// A sentence of context.
        explanation: Option<Text>,
    }
}

impl Kind for Benefit {
    const NAME: &'static str = "benefit";
}

impl Kind for Figure {
    const NAME: &'static str = "figure";
}
