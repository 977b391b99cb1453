//! What is mended, what is asked, and what stays.

use std::fs;

use crate::support::Site;

const AWARD: &str = "data/awards/p4-02.yaml";

fn read(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path().join(path)).expect("reads")
}

#[test]
fn a_site_in_order_stays_byte_for_byte() {
    let site = Site::small();
    let before = site.picture();
    let ran = site.run_plain(&["fix", "--write", "--only", "lines", "--only", "values"]);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (Some(0), "Nothing to mend.\n"),
        "{}",
        ran.err
    );
    assert!(before == site.picture());
}

/// An award with everything that can be mended, and what must stay.
const JUMBLED: &str = "\u{feff}title: Sensors  # kept\r
status: Stopped\r
project: 1,002\r
phase: phase-4   \r
# about the summary\r
summary: |\r
  Two spaces:  \r
  # no comment\r
outcome:\r
  basis: The evaluation says so.\r
  value: No benefit shown\r
  # inside the outcome\r
region: South\r
contract_end: 30 April 2025\r
supplier: no\r
reviewed: '2025-06-30'\r
locators:\r
  - source: evaluation\r
    place: results\r
    line: 30";

const MENDED: &str = "title: Sensors  # kept
project: 1002
phase: phase-4
# about the summary
summary: |
  Two spaces:  
  # no comment
status: stopped
outcome:
  value: no-benefit
  basis: The evaluation says so.
  # inside the outcome
supplier: \"no\"
contract_end: 2025-04-30
reviewed: '2025-06-30'
locators:
  - source: evaluation
    place: results
    line: 30
region: south
";

#[test]
fn what_has_one_right_form_is_mended_and_shown_first() {
    let site = Site::small().write(AWARD, JUMBLED);
    let before = site.picture();
    let dry = site.run_plain(&["fix", AWARD]);
    assert_eq!((dry.status, dry.err.as_str()), (Some(0), ""));
    assert!(
        dry.out
            .starts_with("--- a/data/awards/p4-02.yaml\n+++ b/data/awards/p4-02.yaml\n"),
        "{}",
        dry.out
    );
    assert!(
        dry.out.contains("-<BOM>title: Sensors  # kept<CR>\n"),
        "{}",
        dry.out
    );
    assert!(dry.out.contains("Nothing was written"), "{}", dry.out);
    assert!(before == site.picture());
    let ran = site.run_plain(&["fix", "--write", AWARD]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert_eq!(read(&site, AWARD), MENDED);
    let check = site.run(&["check"]);
    assert_eq!(check.status, Some(0), "{}", check.err);
    let again = site.run_plain(&["fix", "--write", AWARD]);
    assert_eq!(again.out, "Nothing to mend.\n");
}

#[test]
fn a_date_with_two_readings_is_asked_about_and_stays() {
    let site = Site::small();
    let text = read(&site, AWARD) + "contract_end: 6/8/2018\n";
    let site = site.write(AWARD, &text);
    let ran = site.run_plain(&["fix", "--write", "--only", "values"]);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (Some(1), "Nothing to mend.\n")
    );
    assert_eq!(
        ran.err,
        "question: data/awards/p4-02.yaml:17: “6/8/2018” can be 6 August 2018 or 8 June 2018. Write 2018-08-06 or 2018-06-08.\n"
    );
    assert_eq!(read(&site, AWARD), text);
}

#[test]
fn tabs_become_spaces_where_that_makes_a_record() {
    let site = Site::small();
    let text = read(&site, AWARD)
        .replace("  value:", "\tvalue:")
        .replace("  basis:", "\tbasis:");
    let site = site.write(AWARD, &text);
    assert_eq!(site.run(&["check"]).status, Some(1));
    let ran = site.run_plain(&["fix", "--write", "--only", "lines"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert_eq!(read(&site, AWARD), text.replace('\t', "  "));
    assert_eq!(site.run(&["check", "--strict"]).status, Some(0));
}

#[test]
fn fields_stay_where_nobody_can_say_what_goes_with_them() {
    let cases = [
        (
            "# Part one\n\ntitle: A\n\n# Part two\n\nstatus: stopped\nproject: 2\n",
            "3: The fields are not in the declared order, and stay so because a comment stands apart",
        ),
        (
            "# Our second\nproject: 2\ntitle: A\n",
            "2: The fields are not in the declared order, and stay so because the comment at the top",
        ),
        (
            "title: A\noutcome: {basis: z, value: unclear}\n",
            "2: The fields are not in the declared order, and stay so because not each",
        ),
    ];
    for (text, why) in cases {
        let site = Site::small().write(AWARD, text);
        let ran = site.run_plain(&["fix", "--write", "--only", "order", AWARD]);
        assert_eq!(
            (ran.status, ran.out.as_str()),
            (Some(0), "Nothing to mend.\n")
        );
        let said = format!("note: data/awards/p4-02.yaml:{why}");
        assert!(ran.err.starts_with(&said), "{}", ran.err);
        assert_eq!(read(&site, AWARD), text);
    }
}

#[test]
fn a_comment_at_the_top_stays_there() {
    let cases = [
        (
            "# Our second\ntitle: A\nstatus: stopped\nproject: 2\n",
            "# Our second\ntitle: A\nproject: 2\nstatus: stopped\n",
        ),
        (
            "# Our second\n\nproject: 2\ntitle: A\n",
            "# Our second\n\ntitle: A\nproject: 2\n",
        ),
    ];
    for (text, mended) in cases {
        let site = Site::small().write(AWARD, text);
        let ran = site.run_plain(&["fix", "--write", "--only", "order", AWARD]);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
        assert_eq!(read(&site, AWARD), mended);
    }
}

#[test]
fn front_matter_is_mended_and_the_text_below_it_stays() {
    let page = "---\ntitle: Notes \n---\nTwo spaces  \nbreak a line.\n";
    let site = Site::small().write("content/notes.md", page);
    let ran = site.run_plain(&["fix", "--write", "content"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert_eq!(
        read(&site, "content/notes.md"),
        page.replace("Notes \n", "Notes\n")
    );
}

#[test]
fn a_path_outside_the_site_is_a_mistake_of_use() {
    let ran = Site::small().run_plain(&["fix", "/"]);
    assert_eq!(ran.status, Some(2), "{}", ran.err);
}
