//! What a person is asked before a record is begun, and what counts as an answer.

use std::collections::BTreeMap;

use crate::check;
use crate::diag::suggest::nearest;
use crate::record::shape::{FieldShape, Shape};
use crate::schema::RecordKind;
use crate::schema::names::{Names, Word};

/// Answers, by the path of their field: `outcome.basis`.
pub type Answers = BTreeMap<String, String>;

/// A field that a record must have.
#[derive(Clone, Debug)]
pub struct Question<'d> {
    /// The path of the field.
    pub path: String,
    /// The field.
    pub field: &'d FieldShape,
}

/// What has to be asked for a record of this kind, in the order of its declaration.
pub fn questions<'n>(kind: &RecordKind, names: &'n Names) -> Vec<Question<'n>> {
    let mut all = Vec::new();
    gather("", kind.shape.fields, &mut all);
    gather("", names.declared(kind.name), &mut all);
    all
}

fn gather<'d>(above: &str, fields: &'d [FieldShape], all: &mut Vec<Question<'d>>) {
    for field in fields.iter().filter(|field| field.required) {
        let path = format!("{above}{}", field.key);
        match &field.shape {
            Shape::Struct(part) => gather(&format!("{path}."), part.fields, all),
            Shape::List(_) | Shape::Table(_) | Shape::Money => {}
            _ => all.push(Question { path, field }),
        }
    }
}

impl Question<'_> {
    /// The words that can be chosen, if the field takes one of those that the site has.
    pub fn choices<'n>(&self, names: &'n Names) -> &'n [Word] {
        match &self.field.shape {
            Shape::Term(vocabulary) => names.values(vocabulary),
            Shape::Reference(kind) => names.of_kind(kind),
            _ => &[],
        }
    }

    /// What is written in the record for what somebody typed: a value, its number in the list, or
    /// its label.
    ///
    /// # Errors
    ///
    /// Why it is no answer, in a sentence for the person who typed it.
    pub fn answer(&self, typed: &str, names: &Names) -> Result<String, String> {
        let typed = typed.trim();
        match &self.field.shape {
            Shape::Term(_) | Shape::Reference(_) => chosen(typed, self.choices(names)),
            shape => match check::problem(typed, shape, &self.field.key) {
                Some(problem) => Err(problem),
                None => Ok(typed.to_string()),
            },
        }
    }
}

fn chosen(typed: &str, words: &[Word]) -> Result<String, String> {
    let same = |name: &str| name.eq_ignore_ascii_case(typed);
    if let Some(word) = words
        .iter()
        .find(|word| same(&word.id) || same(&word.title))
    {
        return Ok(word.id.clone());
    }
    let number = typed.parse::<usize>().ok();
    if let Some(word) = number.and_then(|number| words.get(number.checked_sub(1)?)) {
        return Ok(word.id.clone());
    }
    let names = words
        .iter()
        .flat_map(|word| [word.id.as_str(), word.title.as_str()]);
    let near = nearest(typed, names);
    let near = near.and_then(|near| {
        words
            .iter()
            .find(|word| word.id == near || word.title == near)
    });
    Err(match near {
        Some(word) => format!("“{typed}” is not one of them. Did you mean “{}”?", word.id),
        None => format!("“{typed}” is not one of them."),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let word = |id: &str, title: &str| Word {
            id: id.into(),
            title: title.into(),
            about: String::new(),
        };
        let status = vec![word("stopped", "Stopped early"), word("done", "Completed")];
        Names {
            vocabularies: [("status".to_string(), status)].into(),
            ..Names::default()
        }
    }

    fn asked<'n>(path: &str, names: &'n Names) -> Question<'n> {
        let kind = RecordKind::named("award").expect("a kind");
        let all = questions(kind, names);
        let found = all.into_iter().find(|question| question.path == path);
        found.unwrap_or_else(|| panic!("{path} is not asked"))
    }

    #[test]
    fn only_what_a_record_must_have_is_asked() {
        let names = names();
        let kind = RecordKind::named("award").expect("a kind");
        let paths: Vec<String> = questions(kind, &names)
            .into_iter()
            .map(|question| question.path)
            .collect();
        let wanted = [
            "title",
            "project",
            "phase",
            "summary",
            "status",
            "outcome.value",
            "outcome.basis",
        ];
        assert_eq!(paths, wanted);
    }

    #[test]
    fn a_value_can_be_given_by_number_name_or_label() {
        let names = names();
        let status = asked("status", &names);
        for typed in ["2", "done", " Done ", "completed"] {
            assert_eq!(
                status.answer(typed, &names),
                Ok("done".to_string()),
                "{typed}"
            );
        }
        let wrong = status.answer("stoped", &names).expect_err("is wrong");
        assert!(wrong.contains("Did you mean “stopped”?"), "{wrong}");
        assert!(status.answer("3", &names).is_err());
        assert!(status.answer("0", &names).is_err());
    }

    #[test]
    fn an_answer_is_held_against_the_same_rules_as_a_record() {
        let names = names();
        let project = asked("project", &names);
        assert_eq!(project.answer("12", &names), Ok("12".to_string()));
        let wrong = project.answer("1,000", &names).expect_err("has a comma");
        assert!(wrong.contains("Write it as 1000."), "{wrong}");
    }
}
