//! How the kinds that are all shown alike are listed. What their lists are called and say of
//! themselves is in the catalogue of words: `kind.guide`, `kind.guide_intro`, `kind.guide_empty`.

/// The list of one kind of record.
#[derive(Debug)]
pub struct Catalogue {
    /// The field that says in a sentence what an entry is.
    pub lead: &'static str,
    /// The field by whose vocabulary entries are grouped.
    pub group: Option<&'static str>,
    /// The field by which entries are sorted within their group, before their title.
    pub sort: Option<&'static str>,
    /// Fields that are not shown: they serve editors.
    pub hidden: &'static [&'static str],
}

impl Catalogue {
    /// Every field that it names.
    pub fn fields_named(&self) -> impl Iterator<Item = &'static str> {
        let one = [Some(self.lead), self.group, self.sort];
        one.into_iter().flatten().chain(self.hidden.iter().copied())
    }
}

pub(super) const GUIDES: Catalogue = Catalogue {
    lead: "summary",
    group: None,
    sort: Some("order"),
    hidden: &["order"],
};

pub(super) const DIRECTORY: Catalogue = Catalogue {
    lead: "purpose",
    group: Some("kind"),
    sort: None,
    hidden: &["scope"],
};

pub(super) const PARTS: Catalogue = Catalogue {
    lead: "aim",
    group: Some("group"),
    sort: Some("order"),
    hidden: &["order"],
};

pub(super) const EVENTS: Catalogue = Catalogue {
    lead: "what",
    group: None,
    sort: Some("date"),
    hidden: &["date", "until"],
};

pub(super) const NEEDS: Catalogue = Catalogue {
    lead: "problem",
    group: None,
    sort: None,
    hidden: &["scope"],
};

pub(super) const USE_CASES: Catalogue = Catalogue {
    lead: "description",
    group: Some("pillar"),
    sort: None,
    hidden: &["scope"],
};

pub(super) const RESOURCES: Catalogue = Catalogue {
    lead: "about",
    group: Some("kind"),
    sort: None,
    hidden: &["scope"],
};

pub(super) const ARTEFACTS: Catalogue = Catalogue {
    lead: "about",
    group: Some("kind"),
    sort: None,
    hidden: &[],
};

pub(super) const STORIES: Catalogue = Catalogue {
    lead: "summary",
    group: None,
    sort: None,
    hidden: &[],
};
