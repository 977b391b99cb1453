//! Checklists and templates: their rules, their pages, their data and the blank templates.

use crate::support::{Site, broken};

const CHECKLIST: &str = "title: Steps to start
summary: What to do first.
sections:
  - id: one
    title: First
    items:
      - id: baseline
        number: '1'
        text: Set the baseline
        help: Before anything else.
        level: must
        because: [measure-first]
        locators: [{source: evaluation, place: results, line: 20}]
      - id: compare
        text: Compare
        level: helpful
        back_to: baseline
        back_when: If it fails
templates: [report]
locators: [{source: evaluation, place: results, line: 20}]
";

const TEMPLATE: &str = "title: Report & more
summary: What happened.
record: lesson
sections:
  - id: one
    title: First
    fields:
      - {id: title, label: The <lesson>, kind: line, required: true, goes_to: title}
      - {id: summary, label: In one sentence, kind: text, goes_to: summary}
      - {id: who, label: Who, kind: choices, vocabulary: audience, goes_to: audiences}
      - {id: story, label: What happened, kind: text, goes_to: body}
";

fn site() -> Site {
    Site::small()
        .write("data/checklists/start.yaml", CHECKLIST)
        .write("data/templates/report.yaml", TEMPLATE)
}

fn built(site: &Site) {
    let ran = site.run(&["build", "--strict"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
}

fn page(site: &Site, path: &str) -> String {
    let bytes = std::fs::read(site.path().join("public").join(path)).expect(path);
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn ids_of_a_checklist_are_unique() {
    broken("checklist-twice");
}

#[test]
fn a_level_is_must_should_or_helpful() {
    broken("checklist-step");
}

#[test]
fn a_step_leads_to_steps_lessons_and_places_that_exist() {
    broken("checklist-back");
}

#[test]
fn a_choice_names_a_vocabulary_that_exists() {
    broken("template-choice");
}

#[test]
fn answers_go_to_a_kind_of_record_that_exists() {
    broken("template-record");
}

#[test]
fn answers_fit_the_fields_that_they_go_to() {
    broken("template-answer");
}

#[test]
fn what_a_record_needs_is_asked_for() {
    broken("template-unasked");
}

#[test]
fn a_site_without_checklists_has_no_page_for_them() {
    let site = Site::small();
    built(&site);
    for folder in ["checklists", "templates"] {
        assert!(
            !site.path().join("public").join(folder).exists(),
            "{folder}"
        );
    }
}

#[test]
fn items_show_their_lesson_and_the_lesson_its_items() {
    let site = site();
    built(&site);
    let list = page(&site, "checklists/start/index.html");
    assert!(list.contains("../../lessons/measure-first/index.html"));
    assert!(list.contains("href=\"#item-baseline\""), "the way back");
    assert!(list.contains("../../templates/report/index.html"));
    let lesson = page(&site, "lessons/measure-first/index.html");
    assert!(lesson.contains("../../checklists/start/index.html#item-baseline"));
    assert!(lesson.contains("1. Set the baseline (Steps to start)"));
}

#[test]
fn items_without_a_lesson_and_lessons_without_an_item_are_reported_and_no_warning() {
    let site = site();
    built(&site);
    let data: serde_json::Value =
        serde_json::from_str(&page(&site, "data/checklists.json")).expect("JSON");
    let without = serde_json::json!([{"checklist": "start", "item": "compare"}]);
    assert_eq!(data["items_without_lesson"], without);
    assert_eq!(data["lessons_without_item"], serde_json::json!([]));
    assert_eq!(
        data["checklists"][0]["sections"][0]["items"][0]["level"],
        "must"
    );
    assert!(page(&site, "checklists/index.html").contains("start/index.html#item-compare"));
}

#[test]
fn what_an_item_takes_from_a_source_is_on_the_page_of_the_source() {
    let site = site();
    built(&site);
    let source = page(&site, "sources/evaluation/index.html");
    assert!(source.contains("../../checklists/start/index.html"));
}

#[test]
fn a_question_says_where_its_answer_goes_and_whether_the_record_needs_it() {
    let site = site();
    built(&site);
    let form = page(&site, "templates/report/index.html");
    assert!(form.contains("data-folder=\"content/lessons\" data-ending=\"md\""));
    assert!(form.contains("data-goes-to=\"summary\" data-needed=\"always\""));
    assert!(form.contains("The &lt;lesson&gt;"));
}

#[test]
fn a_change_of_words_changes_the_mark_of_a_checklist() {
    let mark = |site: &Site| {
        built(site);
        let list = page(site, "checklists/start/index.html");
        let at = list.find("data-hash=\"").expect("a mark") + 11;
        list[at..at + 16].to_string()
    };
    let one = mark(&site());
    let changed = CHECKLIST.replace("Set the baseline", "Set a baseline");
    let other = mark(&site().write("data/checklists/start.yaml", changed));
    let moved = CHECKLIST.replace("title: First", "title: Begin");
    let same = mark(&site().write("data/checklists/start.yaml", moved));
    assert_ne!(one, other);
    assert_eq!(one, same, "a heading is nothing to tick");
}

#[test]
fn a_blank_template_has_every_question_as_markdown_and_as_a_document() {
    let site = site();
    built(&site);
    let markdown = page(&site, "templates/report/report.md");
    assert!(
        markdown.contains("### The \\<lesson> (needed)"),
        "{markdown}"
    );
    assert!(markdown.contains("Choose from: "));
    let bytes = std::fs::read(site.path().join("public/templates/report/report.docx"));
    let mut package =
        zip::ZipArchive::new(std::io::Cursor::new(bytes.expect("reads"))).expect("a package");
    let mut document = String::new();
    let mut part = package.by_name("word/document.xml").expect("the document");
    std::io::Read::read_to_string(&mut part, &mut document).expect("reads");
    assert!(document.contains("Report &amp; more"));
    assert!(document.contains("The &lt;lesson&gt; (needed)"));
    assert!(document.contains("w:val=\"Heading3\""));
}
