//! The vocabularies that Casebook's own fields draw on. Their values are records of the site.

use super::value::Vocabulary;

macro_rules! vocabularies {
    ($($(#[doc = $doc:literal])+ $name:ident = $id:literal;)*) => {
        $(
            $(#[doc = $doc])+
            pub struct $name;
            impl Vocabulary for $name {
                const ID: &'static str = $id;
            }
        )*

        /// Every vocabulary that a field of Casebook's own draws on.
        pub const ALL: &[&str] = &[$($id),*];
    };
}

vocabularies! {
    /// Phases of the awards.
    Phase = "phase";
    /// Where an award stands.
    Status = "status";
    /// What an award found.
    Outcome = "outcome";
    /// Clinical category.
    Category = "category";
    /// What a technology is used for.
    Use = "use";
    /// The kind of data it works on.
    Modality = "modality";
    /// Where care is given.
    Setting = "setting";
    /// Who a page is for.
    Audience = "audience";
    /// The TPOM framework.
    Theme = "theme";
    /// Stages of the journey.
    Stage = "stage";
    /// Kinds of lesson.
    LessonKind = "lesson-kind";
    /// How a lesson is known.
    EvidenceStrength = "evidence-strength";
    /// Headings of the benefits register.
    BenefitCategory = "benefit-category";
    /// Areas of value.
    ValueArea = "value-area";
    /// How a benefit's figure came about.
    EvidenceState = "evidence-state";
    /// The period that a benefit covers.
    Horizon = "horizon";
    /// Red, amber, green.
    Rag = "rag";
    /// Answers in yes/no columns.
    Answer = "answer";
    /// Who evaluated.
    Evaluator = "evaluator";
    /// How it was studied.
    StudyDesign = "study-design";
    /// Claims of maturity.
    Maturity = "maturity";
    /// Standards and clearances.
    Standard = "standard";
    /// Whether a standard is held or planned.
    StandardStatus = "standard-status";
    /// What became of a technology at a place.
    AdoptionStatus = "adoption-status";
    /// What a figure counts.
    Unit = "unit";
    /// How exactly a figure is given.
    Exactness = "exactness";
    /// What a figure is about.
    Subject = "subject";
    /// Kinds of source.
    SourceKind = "source-kind";
    /// Kinds of place in a source.
    PlaceKind = "place-kind";
    /// Kinds of note.
    NoteKind = "note-kind";
    /// Kinds of entry in the directory.
    DirectoryKind = "directory-kind";
    /// The state of an entry in the directory.
    ListingStatus = "listing-status";
    /// Groups of work in the programme.
    LabGroup = "lab-group";
    /// What became of a part of the programme.
    Became = "became";
    /// Kinds of event.
    EventKind = "event-kind";
    /// Kinds of artefact.
    ArtefactKind = "artefact-kind";
    /// Where a need stands.
    NeedStatus = "need-status";
    /// Pillars of the use-case catalogue.
    Pillar = "pillar";
    /// Kinds of resource.
    ResourceKind = "resource-kind";
}
