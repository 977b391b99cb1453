//! How the kinds that are all shown alike are listed.

/// The list of one kind of record.
#[derive(Debug)]
pub struct Catalogue {
    /// The heading of the list.
    pub title: &'static str,
    /// What the list is, in a sentence or two.
    pub intro: &'static str,
    /// What a reader sees when the list is empty.
    pub empty: &'static str,
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
    title: "Guides",
    intro: "One subject each, drawn together from the sources, with the lessons behind it.",
    empty: "There are no guides yet.",
    lead: "summary",
    group: None,
    sort: Some("order"),
    hidden: &["order"],
};

pub(super) const DIRECTORY: Catalogue = Catalogue {
    title: "Directory",
    intro: "Communities, services, organisations, standards, laws, policies and programmes that the sources name. Each status is as stated by the source that is named, and has not been checked since.",
    empty: "There are no entries yet.",
    lead: "purpose",
    group: Some("kind"),
    sort: None,
    hidden: &["scope"],
};

pub(super) const PARTS: Catalogue = Catalogue {
    title: "Parts of the AI Lab",
    intro: "What the AI Lab was made of, and what became of each part, as far as the sources tell.",
    empty: "There are no parts yet.",
    lead: "aim",
    group: Some("group"),
    sort: Some("order"),
    hidden: &["order"],
};

pub(super) const EVENTS: Catalogue = Catalogue {
    title: "Timeline",
    intro: "What happened when: only events whose date a source states.",
    empty: "There are no events yet.",
    lead: "what",
    group: None,
    sort: Some("date"),
    hidden: &["date", "until"],
};

pub(super) const NEEDS: Catalogue = Catalogue {
    title: "Needs",
    intro: "Problems before solutions: what staff, organisations and the public need, as the sources state it.",
    empty: "There are no needs yet.",
    lead: "problem",
    group: None,
    sort: None,
    hidden: &["scope"],
};

pub(super) const USE_CASES: Catalogue = Catalogue {
    title: "Use cases",
    intro: "Technologies, what they are used for, and ways to get them: the three pillars for choosing technology in the CSU guide.",
    empty: "There are no use cases yet.",
    lead: "description",
    group: Some("pillar"),
    sort: None,
    hidden: &["scope"],
};

pub(super) const RESOURCES: Catalogue = Catalogue {
    title: "Resources",
    intro: "Documents that the sources cite or list. Addresses are as printed in the source and have not been checked since.",
    empty: "There are no resources yet.",
    lead: "about",
    group: Some("kind"),
    sort: None,
    hidden: &["scope"],
};

pub(super) const ARTEFACTS: Catalogue = Catalogue {
    title: "Who did this before me",
    intro: "Safety cases, impact assessments, business cases, specifications and protocols that others can take over.",
    empty: "The sources name no artefact that can be had. If your organisation has one to share, see how to contribute.",
    lead: "about",
    group: Some("kind"),
    sort: None,
    hidden: &[],
};

pub(super) const STORIES: Catalogue = Catalogue {
    title: "Stories",
    intro: "Accounts by people who did it, in their own words.",
    empty: "There are no stories yet. The sources ask for them; if you have one, see how to contribute.",
    lead: "summary",
    group: None,
    sort: None,
    hidden: &[],
};
