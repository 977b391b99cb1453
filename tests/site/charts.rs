//! Charts: built from the rows, with a finding, a table and a file that say the same.

use std::fs;

use crate::support::Site;

#[test]
fn every_chart_has_a_finding_two_drawings_a_table_and_its_file() {
    let site = Site::small();
    assert_eq!(site.run(&["build"]).status, Some(0));
    let read = |path: &str| fs::read_to_string(site.path().join("public").join(path)).expect(path);
    let page = read("charts/index.html");
    let charts: Vec<&str> = page
        .split("<figure class=\"cb-chart\" id=\"chart-")
        .skip(1)
        .collect();
    let ids: Vec<&str> = charts
        .iter()
        .filter_map(|chart| chart.split('"').next())
        .collect();
    assert_eq!(
        ids,
        [
            "outcomes",
            "benefits-by-award",
            "benefits-by-category",
            "evidence-and-maturity"
        ]
    );
    for (id, chart) in ids.iter().zip(&charts) {
        let figure = chart.split("</figure>").next().expect("a figure");
        assert_eq!(figure.matches("role=\"img\"").count(), 2, "{id}");
        assert!(!figure.contains('⟦'), "a word is missing in {id}");
        let table = figure.split("<tbody>").nth(1).expect("a table");
        let rows = table.matches("<tr>").count();
        let file = read(&format!("data/charts/{id}.csv"));
        assert_eq!(file.lines().count(), rows + 1, "{id}");
        let objects = read(&format!("data/charts/{id}.json"));
        assert_eq!(objects.matches("\n  {").count(), rows, "{id}");
        for ending in ["csv", "json"] {
            let link = format!("data/charts/{id}.{ending}\"");
            assert!(figure.contains(&link), "{link}");
        }
    }
}

#[test]
fn what_an_award_costs_lies_left_of_zero_and_its_net_is_marked() {
    let site = Site::small();
    assert_eq!(site.run(&["build"]).status, Some(0));
    let read = |path: &str| fs::read_to_string(site.path().join("public").join(path)).expect(path);
    let page = read("benefits/index.html");
    assert!(page.contains("class=\"cb-draw__cost\""));
    assert!(page.contains("class=\"cb-draw__net\""));
    let file = read("data/charts/benefits-by-award.csv");
    let row = file.lines().nth(1).expect("a row");
    assert!(row.ends_with(",60000,-22010,37990"), "{row}");
}
