//! What kind of page somebody wants, by how the question is put: “how many …” wants a figure, “what
//! is …” a term. The kinds count more for such a question; no other kind is left out. A word that
//! names a kind is one that all its pages have.

/// Ways to put a question, the kinds that they want, and how much more those count.
pub(crate) type Wanted = (&'static [&'static str], &'static [&'static str], f64);

/// Words that name a kind of page, and that kind: no checklist need say that it is one.
pub(crate) type Named = (&'static [&'static str], &'static str);

/// Those of English, in small letters.
pub(super) const ENGLISH_KINDS: &[Named] = &[
    (&["checklist", "checklists"], "checklist"),
    (&["template", "templates", "form", "forms"], "template"),
    (&["guide", "guides", "guidance"], "guide"),
    (&["lesson", "lessons"], "lesson"),
    (&["award", "awards", "project", "projects"], "award"),
    (&["definition", "definitions"], "term"),
];

/// Those of English, in small letters, as whole words.
pub(super) const ENGLISH: &[Wanted] = &[
    (
        &[
            "what is",
            "whats",
            "what are",
            "what does",
            "mean",
            "means",
            "meaning",
            "definition",
            "define",
            "stand for",
            "stands for",
        ],
        &["term", "page", "part"],
        1.3,
    ),
    (
        &[
            "how many",
            "how much",
            "number of",
            "percentage",
            "per cent",
            "cost of",
        ],
        &["figure", "benefit"],
        1.3,
    ),
    (
        &[
            "how do",
            "how to",
            "how can",
            "how should",
            "how could",
            "how would",
            "help with",
            "advice",
            "guidance",
        ],
        &["guide", "checklist"],
        1.2,
    ),
    (
        &["template", "templates", "form", "forms"],
        &["template", super::documents::LIST],
        1.3,
    ),
    (
        &["checklist", "checklists", "steps"],
        &["checklist", super::documents::LIST],
        1.3,
    ),
    (
        &[
            "who else",
            "has anyone",
            "has anybody",
            "anyone",
            "anybody",
            "which awards",
            "which projects",
            "which hospitals",
            "case study",
            "case studies",
            "examples of",
        ],
        &["award", "use-case"],
        1.2,
    ),
    (
        &["when did", "when was", "what year", "date of"],
        &["event"],
        1.4,
    ),
    (
        &["why did", "what happened", "what went wrong"],
        &["award", "lesson"],
        1.1,
    ),
];
