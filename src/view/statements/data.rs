//! The data of the site: every file that can be downloaded, and what is in it.

use super::{FileView, Part, Writer};
use crate::link::{DATA, PACKAGE, REGISTERS, UPDATES, register_files};
use crate::view::{chart_file, chart_tables};

pub(super) fn write(page: &mut Writer<'_, '_>) {
    let look = page.look;
    page.section("made", "statement.data_made")
        .say("statement.data_made_about", &[]);
    let charts: Vec<String> = chart_tables(look.site, look.words)
        .into_iter()
        .flat_map(|(id, _)| ["csv", "json"].map(|ending| chart_file(id, ending)))
        .collect();
    let (drawn, registers): (Vec<&str>, Vec<&str>) = DATA
        .iter()
        .partition(|path| path.starts_with("data/charts/"));
    let drawn = drawn
        .into_iter()
        .filter(|path| charts.iter().any(|known| known == path));
    let dated = UPDATES.iter().filter(|path| look.site.routes.is_made(path));
    let known = REGISTERS.iter().flat_map(|(_, name)| register_files(name));
    let known = known.filter(|path| look.site.routes.is_made(path));
    let made = registers.into_iter().chain(dated.copied());
    let mut registers: Vec<String> = made.map(ToString::to_string).chain(known).collect();
    registers.sort_unstable();
    registers.dedup();
    let registers = registers.iter().map(|path| file(look, path)).collect();
    let package = PACKAGE.iter().map(|path| file(look, path)).collect();
    let drawn = drawn.map(|path| file(look, path)).collect();
    page.section("files", "statement.data_files")
        .part(Part::Files(registers))
        .section("package", "statement.data_package")
        .say("statement.data_package_about", &[])
        .part(Part::Files(package))
        .section("chart-files", "statement.data_charts")
        .part(Part::Files(drawn));
}

fn file(look: &crate::view::Look<'_>, path: &str) -> FileView {
    let name = path.trim_start_matches("data/");
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let key = stem.replace(['/', '-'], "_");
    FileView {
        link: look.link(name, path),
        about: look.words.text(&format!("data_file.{key}")),
    }
}
