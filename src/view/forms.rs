//! Templates to fill in: their list, and the page of one.

use serde::Serialize;

use super::checklists::PracticeRow;
use super::marks::{Mark, NoteView};
use super::{Body, Frame, LinkView, Look};
use crate::record::Entry;
use crate::record::practice::{Form, FormField, FormSection};
use crate::record::shape::{Shape, StructShape};
use crate::record::words::AskedAs;
use crate::schema::{Form as Written, RecordKind};

/// Every template.
#[derive(Clone, Debug, Serialize)]
pub struct FormIndexView {
    /// The templates, in order.
    pub rows: Vec<PracticeRow>,
    /// The checklists, as the other thing to work with.
    pub checklists: Option<LinkView>,
}

/// A template to fill in.
#[derive(Clone, Debug, Serialize)]
pub struct FormView {
    /// Its id, which saved copies name.
    pub id: String,
    /// A mark of its contents: a saved copy with another was made from another version.
    pub hash: String,
    /// What it is good for.
    pub summary: String,
    /// When to use it, and when not.
    pub use_when: Option<String>,
    /// What the answers can become, if they can become a record.
    pub target: Option<TargetView>,
    /// Its parts.
    pub sections: Vec<FormPartView>,
    /// How many questions it has.
    pub count: usize,
    /// The blank template as Markdown.
    pub markdown: String,
    /// The blank template as a document of a word processor.
    pub docx: String,
    /// Guides that help with it.
    pub guides: Vec<LinkView>,
    /// Checklists that it belongs to.
    pub checklists: Vec<LinkView>,
    /// Notes.
    pub notes: Vec<NoteView>,
}

/// The kind of record that answers can become.
#[derive(Clone, Debug, Serialize)]
pub struct TargetView {
    /// The kind: award.
    pub kind: &'static str,
    /// The folder for its files.
    pub folder: &'static str,
    /// The ending of its files.
    pub ending: &'static str,
}

/// A part of a template.
#[derive(Clone, Debug, Serialize)]
pub struct FormPartView {
    /// The anchor.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What it is about.
    pub intro: Option<String>,
    /// The questions.
    pub fields: Vec<FieldView>,
}

/// A question.
#[derive(Clone, Debug, Serialize)]
pub struct FieldView {
    /// Its id in the template, which saved copies name.
    pub id: String,
    /// The question.
    pub label: String,
    /// What to write.
    pub help: Option<String>,
    /// What an answer looks like.
    pub kind: &'static str,
    /// The values that can be chosen.
    pub options: Vec<OptionView>,
    /// Whether the form is not done without it.
    pub required: bool,
    /// The field of the record that the answer goes to.
    pub goes_to: Option<String>,
    /// Whether the record must have that field: always, or within a part of it that is given.
    pub needed: Option<&'static str>,
    /// Whether that field holds Markdown.
    pub markdown: bool,
    /// What the record says without an answer.
    pub unanswered: Option<String>,
    /// Where the source asks it.
    pub marks: Vec<Mark>,
}

/// A value that can be chosen.
#[derive(Clone, Debug, Serialize)]
pub struct OptionView {
    /// What records say.
    pub id: String,
    /// What readers see.
    pub label: String,
}

pub(super) fn index(look: &Look<'_>) -> (Frame, Body) {
    let title = look.words.text("form.plural");
    let mut frame = look.frame("templates", &title, look.words.text("form.lead"), &[]);
    frame.end = Some(look.index_end(&title));
    let site = look.site;
    let mut entries: Vec<&Entry<Form>> = site.forms.iter().collect();
    entries.sort_by_key(|entry| (entry.data.order.unwrap_or(u64::MAX), &entry.id));
    let view = FormIndexView {
        rows: entries.into_iter().map(|entry| row(look, entry)).collect(),
        checklists: site
            .routes
            .has("checklists/")
            .then(|| look.link(look.words.text("checklist.plural"), "checklists/")),
    };
    (frame, Body::Forms(Box::new(view)))
}

fn row(look: &Look<'_>, entry: &Entry<Form>) -> PracticeRow {
    let form = &*entry.data;
    PracticeRow {
        link: look.link(form.title.to_string(), &format!("templates/{}/", entry.id)),
        summary: form.summary.to_string(),
        count: form.fields().count(),
        audiences: super::lessons::labels(look, &form.audiences).collect(),
        stages: super::lessons::labels(look, &form.stages).collect(),
    }
}

pub(super) fn view(look: &Look<'_>, entry: &Entry<Form>) -> (Frame, Body) {
    let form = &*entry.data;
    let title = form.title.to_string();
    let plural = look.words.text("form.plural");
    let mut frame = look.frame(
        "template",
        &title,
        form.summary.to_string(),
        &[(&plural, "templates/")],
    );
    frame.end = Some(look.end(&title, &entry.common, Some(entry.file)));
    let target = form
        .record
        .as_ref()
        .and_then(|kind| RecordKind::named(kind));
    let guides = form.guides.iter();
    let view = FormView {
        id: entry.id.clone(),
        hash: hash(form),
        summary: form.summary.to_string(),
        use_when: form.use_when.as_ref().map(ToString::to_string),
        target: target.map(target_view),
        sections: form
            .sections
            .iter()
            .map(|part| section(look, part, target))
            .collect(),
        count: form.fields().count(),
        markdown: look.href(&blank(&entry.id, "md")),
        docx: look.href(&blank(&entry.id, "docx")),
        guides: guides
            .filter_map(|guide| look.record_link("guide", &guide.id))
            .collect(),
        checklists: look
            .site
            .naming("checklist", "template", &entry.id)
            .filter_map(|id| look.record_link("checklist", id))
            .collect(),
        notes: look.notes(&entry.common.notes),
    };
    (frame, Body::Form(Box::new(view)))
}

/// The file of a blank template.
pub(crate) fn blank(id: &str, ending: &str) -> String {
    format!("templates/{id}/{id}.{ending}")
}

/// A short mark of everything that is asked.
fn hash(form: &Form) -> String {
    let mut hasher = blake3::Hasher::new();
    for field in form.fields() {
        let help = field.help.as_deref().unwrap_or_default();
        for part in [&*field.id.value, &*field.label, help, field.kind.word()] {
            hasher.update(part.as_bytes());
            hasher.update(&[0]);
        }
    }
    hasher.finalize().to_hex()[..16].to_string()
}

fn target_view(kind: &'static RecordKind) -> TargetView {
    TargetView {
        kind: kind.name,
        folder: kind.folder,
        ending: match kind.form {
            Written::Yaml => "yaml",
            Written::Markdown => "md",
        },
    }
}

fn section(
    look: &Look<'_>,
    part: &FormSection,
    target: Option<&'static RecordKind>,
) -> FormPartView {
    FormPartView {
        id: format!("part-{}", &*part.id.value),
        title: part.title.to_string(),
        intro: part.intro.as_ref().map(ToString::to_string),
        fields: part
            .fields
            .iter()
            .map(|asked| field(look, asked, target))
            .collect(),
    }
}

fn field(look: &Look<'_>, field: &FormField, target: Option<&'static RecordKind>) -> FieldView {
    let goes_to = field.goes_to.as_ref().map(|path| path.value.to_string());
    let target = target.zip(goes_to.as_ref());
    let prose = target.and_then(|(kind, path)| kind.shape.field_at(path));
    FieldView {
        id: field.id.value.to_string(),
        label: field.label.to_string(),
        help: field.help.as_ref().map(ToString::to_string),
        kind: field.kind.word(),
        options: options(look, field),
        required: field.required == Some(true),
        needed: target.and_then(|(kind, path)| needed(kind.shape, path)),
        markdown: prose.is_some_and(|field| matches!(field.shape, Shape::Prose)),
        goes_to,
        unanswered: field.unanswered.as_ref().map(|word| word.value.to_string()),
        marks: look.all_marks(&field.locators),
    }
}

/// “always” when the record must have the field at a path, “within” when a part of it must that the
/// record need not have.
fn needed(shape: &'static StructShape, path: &str) -> Option<&'static str> {
    let last = shape.field_at(path).filter(|field| field.required)?;
    let outer = path.strip_suffix(&*last.key).unwrap_or_default();
    match outer.strip_suffix('.') {
        None => Some("always"),
        Some(outer) => match needed(shape, outer) {
            Some("always") => Some("always"),
            _ => Some("within"),
        },
    }
}

fn options(look: &Look<'_>, field: &FormField) -> Vec<OptionView> {
    let chosen = matches!(field.kind.value, AskedAs::Choice | AskedAs::Choices);
    let Some(vocabulary) = field.vocabulary.as_ref().filter(|_| chosen) else {
        return Vec::new();
    };
    let values = look.site.vocabularies.values(vocabulary).iter();
    values
        .map(|value| OptionView {
            id: value.id.clone(),
            label: value.label.clone(),
        })
        .collect()
}
