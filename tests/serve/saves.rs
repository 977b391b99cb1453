//! Files change as editors and other programs really change them. Each test ends with what the
//! files say, whatever was in between.

use std::fs;
use std::io::Write;
use std::thread::sleep;
use std::time::Duration;

use super::dates::git;
use super::support::{AWARD, LESSON, Site};

const PAGE: &str = "/lessons/measure-first/";

fn with_text(site: &Site, text: &str) -> String {
    let now = site.read(LESSON);
    format!("{now}\n{text}\n")
}

#[test]
fn vim_moves_the_old_file_away_and_writes_a_new_one() {
    let site = Site::small().serve();
    let new = with_text(&site, "Saved by vim.");
    let (file, backup) = (
        site.path(LESSON),
        site.path("content/lessons/measure-first.md~"),
    );
    fs::rename(&file, &backup).expect("moved");
    fs::write(site.path("content/lessons/4913"), "").expect("a probe");
    fs::remove_file(site.path("content/lessons/4913")).expect("gone");
    fs::write(&file, new).expect("written");
    fs::remove_file(&backup).expect("gone");
    site.until_says(PAGE, "Saved by vim.");
    site.until_errors(0);
}

#[test]
fn an_atomic_save_renames_over_the_old_file() {
    let site = Site::small().serve();
    for number in 0..5 {
        let new = with_text(&site, &format!("Saved at once {number}."));
        site.write("content/lessons/.measure-first.md.tmp", &new);
        fs::rename(
            site.path("content/lessons/.measure-first.md.tmp"),
            site.path(LESSON),
        )
        .expect("moved");
        site.until_says(PAGE, &format!("Saved at once {number}."));
    }
}

#[test]
fn a_formatter_writes_twice() {
    let site = Site::small().serve();
    let new = with_text(&site, "By   hand.");
    site.write(LESSON, &new);
    site.write(LESSON, &new.replace("By   hand", "By the formatter"));
    site.until_says(PAGE, "By the formatter.");
}

#[test]
fn a_file_that_is_emptied_before_it_is_written_is_not_taken_for_empty() {
    let site = Site::small().serve();
    let mut stream = site.listen(PAGE);
    let new = with_text(&site, "Filled again.");
    fs::write(site.path(LESSON), "").expect("emptied");
    sleep(Duration::from_millis(15));
    fs::write(site.path(LESSON), new).expect("written");
    // Every state that a browser is told of until the new text is there has no error.
    loop {
        let news = super::support::message(&mut stream);
        assert_eq!(news["errors"], 0);
        if site.get(PAGE).body.contains("Filled again.") {
            break;
        }
    }
}

#[test]
fn a_file_that_is_written_slowly_ends_whole() {
    let site = Site::small().serve();
    let new = with_text(&site, "The slow end.");
    let mut file = fs::File::create(site.path(LESSON)).expect("a file");
    for piece in new.as_bytes().chunks(60) {
        file.write_all(piece).expect("written");
        file.flush().expect("flushed");
        sleep(Duration::from_millis(25));
    }
    drop(file);
    site.until_says(PAGE, "The slow end.");
    site.until_errors(0);
}

#[test]
fn a_checkout_of_another_branch_changes_hundreds_of_files() {
    let site = Site::small().serve();
    for number in 0..300 {
        site.write(
            &format!("content/notes/n{}/note-{number}.md", number % 7),
            &format!("---\ntitle: Note {number}\n---\nText {number}.\n"),
        );
    }
    site.until_says("/notes/n5/note-299/", "Text 299.");
    for number in 0..300 {
        site.until("/", |reply| reply.status == 200);
        let path = format!("content/notes/n{}/note-{number}.md", number % 7);
        match number % 2 {
            0 => fs::remove_file(site.path(&path)).expect("gone"),
            _ => site.write(
                &path,
                &format!("---\ntitle: Note {number}\n---\nOther {number}.\n"),
            ),
        }
    }
    site.until_says("/notes/n5/note-299/", "Other 299.");
    site.until("/notes/n4/note-298/", |reply| reply.status == 404);
    site.until_says("/notes/n1/note-1/", "Other 1.");
    site.until_errors(0);
}

#[test]
fn git_puts_another_branch_in_place_and_the_first_again() {
    let site = Site::small();
    let note = |number: usize| format!("content/notes/n{}/note-{number}.md", number % 7);
    let all = |text: &str, from: usize| {
        for number in from..200 {
            let text = format!("---\ntitle: Note {number}\n---\n{text} {number}.\n");
            site.write(&note(number), &text);
        }
    };
    let run = |args: &[&str]| git(site.folder.path(), args);
    run(&["init", "--quiet", "--initial-branch", "first"]);
    all("First", 0);
    run(&["add", "."]);
    run(&["commit", "--quiet", "--message", "First"]);
    run(&["checkout", "--quiet", "-b", "other"]);
    fs::remove_dir_all(site.path("content/notes/n0")).expect("gone");
    all("Other", 1);
    fs::remove_file(site.path(&note(8))).expect("gone");
    run(&["add", "--all", "."]);
    run(&["commit", "--quiet", "--message", "Other"]);
    run(&["checkout", "--quiet", "first"]);
    let site = site.serve();
    let run = |args: &[&str]| git(site.folder.path(), args);
    run(&["checkout", "--quiet", "other"]);
    for number in [1, 100, 199] {
        site.until_says(
            &format!("/notes/n{}/note-{number}/", number % 7),
            &format!("Other {number}."),
        );
    }
    site.until("/notes/n1/note-8/", |reply| reply.status == 404);
    run(&["checkout", "--quiet", "first"]);
    for number in [0, 8, 199] {
        site.until_says(
            &format!("/notes/n{}/note-{number}/", number % 7),
            &format!("First {number}."),
        );
    }
    site.until_errors(0);
}

#[test]
fn a_new_folder_comes_with_files_in_it() {
    let site = Site::small().serve();
    site.write(
        "content/new/deep/er/page.md",
        "---\ntitle: Deep\n---\nFound.\n",
    );
    site.until_says("/new/deep/er/page/", "Found.");
    site.write(
        "content/new/deep/er/other.md",
        "---\ntitle: Other\n---\nAlso found.\n",
    );
    site.until_says("/new/deep/er/other/", "Also found.");
    // A folder that is made elsewhere and moved here.
    let outside = tempfile::tempdir_in(site.folder.path()).expect("a folder");
    fs::write(
        outside.path().join("moved.md"),
        "---\ntitle: Moved\n---\nMoved in.\n",
    )
    .expect("written");
    fs::rename(outside.keep(), site.path("content/moved")).expect("moved");
    site.until_says("/moved/moved/", "Moved in.");
    fs::remove_dir_all(site.path("content/new")).expect("gone");
    site.until("/new/deep/er/page/", |reply| reply.status == 404);
}

#[test]
fn a_rename_that_changes_only_case_moves_the_page() {
    let site = Site::small();
    site.write("content/Notes.md", "---\ntitle: Notes\n---\nText.\n");
    let site = site.serve();
    // A name with a capital is an error, and the last good site is none.
    assert_eq!(site.get("/notes/").status, 500);
    fs::rename(site.path("content/Notes.md"), site.path("content/notes.md")).expect("renamed");
    site.until_says("/notes/", "Text.");
    site.until_errors(0);
}

#[test]
fn a_deleted_file_takes_its_page_with_it_and_comes_back() {
    let site = Site::small().serve();
    site.write("content/extra.md", "---\ntitle: Extra\n---\nHere.\n");
    site.until_says("/extra/", "Here.");
    fs::remove_file(site.path("content/extra.md")).expect("gone");
    site.until("/extra/", |reply| reply.status == 404);
    site.write("content/extra.md", "---\ntitle: Extra\n---\nBack.\n");
    site.until_says("/extra/", "Back.");
}

#[test]
fn what_depends_on_an_edit_is_fresh_on_every_page() {
    let site = Site::small().serve();
    assert!(
        site.get("/lessons/")
            .body
            .contains("Measure before you begin")
    );
    site.change(
        LESSON,
        "title: Measure before you begin",
        "title: Measure first of all",
    );
    for page in [PAGE, "/lessons/", "/a-to-z/", "/lessons/audience/managers/"] {
        site.until_says(page, "Measure first of all");
        assert!(
            !site.get(page).body.contains("Measure before you begin"),
            "{page}"
        );
    }
}

#[test]
fn five_hundred_saves_end_with_the_last() {
    let site = Site::small().serve();
    let text = site.read(LESSON);
    for number in 0..500 {
        site.write(LESSON, &format!("{text}\nSave number {number}.\n"));
        sleep(Duration::from_millis(10));
    }
    site.until_says(PAGE, "Save number 499.");
    site.until_errors(0);
}

#[test]
fn the_root_may_go_and_come_back() {
    let site = Site::small().serve();
    let (root, away) = (
        site.folder.path().to_path_buf(),
        site.folder.path().with_extension("away"),
    );
    fs::rename(&root, &away).expect("moved");
    site.until_errors(1);
    let page = site.get(PAGE);
    assert_eq!(page.status, 200, "the last good site stays");
    assert!(
        site.get("/_casebook/problems/")
            .body
            .contains("cannot be read")
    );
    fs::rename(&away, &root).expect("moved back");
    site.until_errors(0);
    site.change(LESSON, "Both projects", "Still followed, both projects");
    site.until_says(PAGE, "Still followed, both projects");
}

#[test]
fn a_root_that_is_made_anew_is_followed() {
    let site = Site::small().serve();
    let root = site.folder.path().to_path_buf();
    let away = tempfile::tempdir().expect("a folder");
    super::support::copy(&root, away.path());
    fs::remove_dir_all(&root).expect("gone");
    site.until_errors(1);
    super::support::copy(away.path(), &root);
    site.until_errors(0);
    site.change(LESSON, "Both projects", "Followed anew, both projects");
    site.until_says(PAGE, "Followed anew, both projects");
}

#[test]
fn broken_yaml_template_theme_and_configuration_are_survived() {
    let site = Site::small().serve();
    for (path, from, to) in [
        (AWARD, "status: stopped", "status: [stopped"),
        ("themes/plain/templates/page.html", "{%", "{{%"),
        ("casebook.yaml", "theme: plain", "theme: none-such"),
        ("casebook.yaml", "title:", "\ttitle:"),
        (LESSON, "---\ntitle", "--\ntitle"),
        ("data/vocabularies/status.yaml", "stopped", "stoped"),
    ] {
        let before = site.read(path);
        site.write(path, &before.replacen(from, to, 1));
        site.until("/_casebook/state?page=/", |reply| {
            !reply.body.contains("\"errors\":0,")
        });
        assert_eq!(site.get(PAGE).status, 200, "{path}");
        site.write(path, &before);
        site.until_errors(0);
    }
}

#[test]
fn polling_finds_changes_without_events() {
    let site = Site::small().serve_with(|settings| settings.poll = true);
    site.change(LESSON, "Both projects", "Polled, both projects");
    site.until_says(PAGE, "Polled, both projects");
    fs::remove_file(site.path(LESSON)).expect("gone");
    site.until("/_casebook/state?page=/", |reply| {
        reply.body.contains("\"stale\":")
    });
    site.until(PAGE, |reply| {
        reply.status == 404 || reply.body.contains("See what is wrong")
    });
}

#[test]
fn data_and_search_follow_the_page() {
    let site = Site::small().serve();
    let (data, search) = (site.get("/data/awards.json"), site.get("/search/index.js"));
    assert!(data.status == 200 && search.status == 200);
    site.change(AWARD, "title: ", "title: Zyxw ");
    site.until_says("/awards/p4-02/", "Zyxw ");
    site.until_says("/data/awards.json", "Zyxw ");
    site.until_says("/search/index.js", "Zyxw ");
    site.until_says("/_casebook/search/?q=zyxw", "/awards/p4-02/");
}

#[test]
fn the_search_tester_answers_and_explains_and_escapes() {
    let site = Site::small().serve();
    // The index follows the pages.
    site.until_says("/_casebook/search/?q=measure", "lessons/measure-first/");
    let page = site.get("/_casebook/search/?q=measure").body;
    assert!(page.contains("Answers, the best first"), "{page}");
    let page = site.get("/_casebook/search/?q=measure+%3Cb%3E").body;
    assert!(page.contains("value=\"measure &lt;b&gt;\""), "{page}");
    assert!(!page.contains("<b>"));
    let nothing = site.get("/_casebook/search/?q=qqqqzzzz").body;
    assert!(nothing.contains("No page answers this."), "{nothing}");
    assert!(
        site.get("/_casebook/search/")
            .body
            .contains("Words to look for")
    );
}
