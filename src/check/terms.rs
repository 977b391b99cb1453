//! Values from vocabularies: what is said of one that is not there.

use super::Vocabularies;
use crate::diag::{Diagnostic, Diagnostics, Span, excerpt};

/// The most values that a hint lists.
const LISTED: usize = 20;

/// A field that takes its values from a vocabulary which the site does not have.
#[derive(Clone, Debug)]
pub(super) struct Lacking {
    pub(super) vocabulary: String,
    pub(super) key: String,
    pub(super) span: Span,
}

/// What is said of a word that is no value of a vocabulary.
pub(super) fn unknown(
    vocabularies: &Vocabularies,
    vocabulary: &str,
    word: &str,
    span: Span,
) -> Diagnostic {
    let word = excerpt(word);
    let message = format!("“{word}” is not a value of the vocabulary “{vocabulary}”.");
    let problem = Diagnostic::error("unknown-term", message).at(span);
    if let Some(meant) = vocabularies.meant(vocabulary, &word) {
        return problem.hint(format!("Did you mean “{}” ({})?", meant.id, meant.label));
    }
    let values = vocabularies.values(vocabulary);
    let ids: Vec<&str> = values.iter().map(|value| value.id.as_str()).collect();
    let more = match ids.len().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    problem.hint(format!(
        "Use one of: {}{more}. A new value is added in data/vocabularies/{vocabulary}.yaml.",
        ids[..ids.len().min(LISTED)].join(", ")
    ))
}

/// Reports each vocabulary that the site lacks once, at the first place that needs it.
pub(super) fn report(lacking: &[Lacking], sink: &mut Diagnostics) {
    for (at, lack) in lacking.iter().enumerate() {
        let same = |other: &&Lacking| other.vocabulary == lack.vocabulary;
        if lacking[..at].iter().any(|other| same(&other)) {
            continue;
        }
        let others = lacking.iter().filter(same).count() - 1;
        let also = match others {
            0 => String::new(),
            1 => " One other place needs it too.".to_string(),
            others => format!(" {others} other places need it too."),
        };
        let message = format!(
            "“{}” takes its values from the vocabulary “{}”, which this site does not have.{also}",
            lack.key, lack.vocabulary
        );
        sink.push(
            Diagnostic::error("no-vocabulary", message)
                .hint(format!(
                    "Add the file data/vocabularies/{}.yaml, with a title, a description and values.",
                    lack.vocabulary
                ))
                .at(lack.span),
        );
    }
}
