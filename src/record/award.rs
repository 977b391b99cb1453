//! Awards: the projects, each with every field of the evaluation's two extraction templates and
//! every column of its tables A2.1 and A2.2.

use super::date::Date;
use super::declare::record;
use super::number::Money;
use super::prose::Prose;
use super::value::{Kind, Line, Reference, Term, Text};
use super::vocabularies as v;

record! {
    /// A project that received an award: what was tried, what happened, and how we know.
    pub struct Award {
        /// What it is for, in plain words, so that a nurse recognises it. Not the supplier's name.
        title: Line,
        /// Its number in the source.
        project: u64,
        /// The phase of the award.
        phase: Term<v::Phase>,
        /// What happened, in one or two sentences, the finding first.
        summary: Text,
        /// Where the award stood when the source was written.
        status: Term<v::Status>,
        /// Why it has that status.
        status_reason: Option<Text>,
        /// What the award found, as we read it.
        outcome: OutcomeReading,
        /// The broad medical specialty, or that it is operational.
        category: Option<Term<v::Category>>,
        /// What the technology is used for.
        r#use: Option<Term<v::Use>>,
        /// The kinds of data it works on.
        modality: Vec<Term<v::Modality>>,
        /// Where it is used.
        setting: Vec<Term<v::Setting>>,
        /// The problem it tackled.
        problem: Option<Prose>,
        /// What was built or deployed.
        what_was_done: Option<Prose>,
        /// What came of it.
        what_happened: Option<Prose>,
        /// What was learned on the way.
        learned: Option<Prose>,
        /// Where it was used, and what the result depends on elsewhere.
        context: Option<Prose>,
        /// Who worked with whom.
        collaboration: Option<Prose>,
        /// How the activity was to lead to the benefit.
        theory_of_change: Option<Prose>,
        /// Risks that were seen.
        risks: Option<Prose>,
        /// The national target that it serves.
        national_target: Option<Prose>,
        /// What is planned next.
        future_plans: Option<Prose>,
        /// Anything else.
        other_information: Option<Prose>,
        /// What it was compared with.
        comparator: Option<Text>,
        /// Who evaluated it, how, and with what limits.
        evaluation: Option<Evaluation>,
        /// The supplier, if the source names it.
        supplier: Option<Line>,
        /// The product, if the source names it.
        product: Option<Line>,
        /// The kind of organisation that held the award: university-affiliated, small or medium enterprise, hospital, large company.
        organisation_type: Option<Line>,
        /// The country of origin of a multi-national organisation.
        organisation_origin: Option<Line>,
        /// History, mission, offerings, size and place of the company.
        company_background: Option<Text>,
        /// How and when the company became involved, and what became of it since.
        timeline: Option<Text>,
        /// How the innovation came about and matured.
        innovation_history: Option<Text>,
        /// Performance trials that were completed.
        trials: Option<Text>,
        /// How it can be kept going and spread, including the commercial model.
        sustainability: Option<Text>,
        /// Key measures: revenue, market share, savings, satisfaction.
        key_metrics: Option<Text>,
        /// How the results compare with what was set out to be done.
        results_against_objectives: Option<Text>,
        /// The time that the report covers.
        reported_timeframe: Option<Line>,
        /// What the award was worth.
        contract_value: Option<Money>,
        /// When the contract ends.
        contract_end: Option<Date>,
        /// Whether the funder consented to the product being sold.
        consent_to_commercialise: Option<Answer>,
        /// The impact that was proposed.
        proposed_impact: Option<Text>,
        /// The impact that surfaced.
        surfaced_impact: Option<Text>,
        /// Words for its value that the report uses.
        value_keywords: Vec<Line>,
        /// What the award team was told back.
        feedback: Option<Text>,
        /// When the case study was completed.
        completed_on: Option<Date>,
        /// What the case study rests on.
        data_sources: Vec<Line>,
        /// How its data were gathered and analysed.
        methods: Option<Text>,
        /// Red, amber or green ratings that the source gives.
        ratings: Option<Ratings>,
        /// Whether realised benefits are recorded in the reports (table A2.1).
        benefits_logged: Option<Answer>,
        /// What stands in the way of scaling, or helps it (table A2.2, column d).
        scaling: Option<Text>,
        /// Claims of maturity, one by one (table A2.2, column e).
        maturity: Vec<MaturityClaim>,
        /// Whether the product earns money (table A2.2, column f).
        revenue: Option<Answer>,
        /// Whether the product is exported (table A2.2, column g).
        exported: Option<Answer>,
        /// Whether private funding was raised (table A2.2, column h).
        private_funding: Option<Answer>,
        /// Whether other public funding was raised (table A2.2, column i).
        public_funding: Option<Answer>,
        /// Whether the National Institute for Health and Care Excellence (NICE) approved it (table A2.2, column j).
        nice_approval: Option<Answer>,
        /// Whether the clinical pathway was validated (table A2.2, column k).
        pathway_validated: Option<Answer>,
        /// Whether it found efficiencies in the pathway (table A2.2, column l).
        pathway_efficiency: Option<Answer>,
        /// Whether there is evidence of cost-effectiveness (table A2.2, column m).
        cost_effectiveness: Option<Answer>,
        /// Standards, marks and clearances, one by one (table A2.2, column o).
        standards: Vec<StandardHeld>,
        /// What became of it at which places: facts, and plans marked as plans (table A2.2, column p).
        adoption: Vec<Adoption>,
        /// Labels and figures of the source's tables, word for word, by column.
        printed: Option<AwardPrinted>,
        /// Awards that a reader of this one should see too.
        related: Vec<Reference<Award>>,
    }
}

record! {
    /// What an award found, as we read it, and why.
    pub struct OutcomeReading {
        /// The reading.
        value: Term<v::Outcome>,
        /// What the reading rests on.
        basis: Text,
    }
}

record! {
    /// An answer in a yes/no column.
    #[shorthand(answer)]
    pub struct Answer {
        /// The answer.
        answer: Term<v::Answer>,
        /// What the source adds to it.
        qualification: Option<Line>,
    }
}

record! {
    /// Who evaluated an award, how, and with what limits.
    pub struct Evaluation {
        /// Who evaluated.
        by: Term<v::Evaluator>,
        /// How it was studied.
        designs: Vec<Term<v::StudyDesign>>,
        /// What the evaluation says of the award.
        comment: Option<Text>,
        /// Its limits.
        limitations: Option<Text>,
        /// Whether evidence was published (table A2.2, column n).
        publications: Option<Answer>,
        /// How many publications there are.
        publication_count: Option<u64>,
    }
}

record! {
    /// Ratings that the source gives in colours.
    pub struct Ratings {
        /// How mature and widespread the technology was at the start (table A2.1).
        technology_maturity: Option<Term<v::Rag>>,
        /// How well the evaluation was designed to find benefits (table A2.1, headed Company/TSET).
        evaluation_design: Option<Term<v::Rag>>,
        /// Whether the project could enter Phase 4 (table A2.2, column a).
        phase_4_potential: Option<Term<v::Rag>>,
        /// Whether the project taught something about real-world testing and routes to use (table A2.2, column b).
        learning_value: Option<Term<v::Rag>>,
    }
}

record! {
    /// One thing that an award says about how mature its product is.
    pub struct MaturityClaim {
        /// The claim.
        claim: Term<v::Maturity>,
        /// As printed.
        printed: Option<Line>,
        /// Anything that limits the claim.
        note: Option<Line>,
    }
}

record! {
    /// A standard, mark or clearance that an award lists.
    pub struct StandardHeld {
        /// The standard.
        standard: Option<Term<v::Standard>>,
        /// As printed.
        printed: Option<Line>,
        /// Whether it is held or planned.
        status: Term<v::StandardStatus>,
        /// Anything to add.
        note: Option<Line>,
    }
}

record! {
    /// What became of a technology at a place or kind of place.
    pub struct Adoption {
        /// What became of it. A plan is marked as a plan.
        status: Term<v::AdoptionStatus>,
        /// How many places, people or services.
        count: Option<u64>,
        /// What is counted, or the kind of place.
        what: Option<Line>,
        /// When, as exactly as the source says.
        date: Option<Date>,
        /// Anything to add, in our own words.
        detail: Option<Text>,
    }
}

record! {
    /// Cells of the source's tables, word for word. Cells of more than eight words are summarised in their own fields instead.
    pub struct AwardPrinted {
        /// Award (table A2.1).
        award: Option<Line>,
        /// Benefits summary (table A2.1).
        benefits_summary: Option<Line>,
        /// Benefits Logged? (table A2.1).
        benefits_logged: Option<Line>,
        /// Technology maturity (table A2.1).
        technology_maturity: Option<Line>,
        /// Company/TSET (table A2.1).
        evaluation_design: Option<Line>,
        /// Project ID (table A2.2).
        project_id: Option<Line>,
        /// (a) RAG assessment - indicator for Phase 4 success (table A2.2).
        phase_4_potential: Option<Line>,
        /// (b) RAG assessment - indicator of project learning value (table A2.2).
        learning_value: Option<Line>,
        /// (c) Assessment comment (table A2.2).
        assessment_comment: Option<Line>,
        /// (d) Considerations for scaling (table A2.2).
        scaling: Option<Line>,
        /// (e) Level of maturity (table A2.2).
        maturity: Option<Line>,
        /// (f) Is the product generating revenue? (table A2.2).
        revenue: Option<Line>,
        /// (g) Product exported? (table A2.2).
        exported: Option<Line>,
        /// (h) Private funding? (table A2.2).
        private_funding: Option<Line>,
        /// (i) Public funding? (table A2.2).
        public_funding: Option<Line>,
        /// (j) NICE approval? (table A2.2).
        nice_approval: Option<Line>,
        /// (k) Validation of an existing pathway? (table A2.2).
        pathway_validated: Option<Line>,
        /// (l) Address efficiency in pathway? (table A2.2).
        pathway_efficiency: Option<Line>,
        /// (m) Address cost Effectiveness? (table A2.2).
        cost_effectiveness: Option<Line>,
        /// (n) Generating Evidence? (table A2.2).
        publications: Option<Line>,
        /// (o) Regulatory clearance (table A2.2).
        regulatory_clearance: Option<Line>,
        /// (p) Adoption from Award? (table A2.2).
        adoption: Option<Line>,
        /// Category (table A2.1; table A2.2, column q).
        category: Option<Line>,
        /// Use (table A2.1; table A2.2, column r).
        r#use: Option<Line>,
        /// Setting (table A2.1; table A2.2, column s).
        setting: Option<Line>,
    }
}

impl Kind for Award {
    const NAME: &'static str = "award";
}
