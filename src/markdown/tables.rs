//! Tables.
//!
//! In go the events of a table; out comes a table in a box that scrolls by itself, so that a wide
//! table never widens the page. The one thing to know: a box that scrolls must take the keyboard's
//! focus and have a name, which is the heading it stands under.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::html::{Hole, Mark};
use super::writer::Writer;

/// The longest heading that is repeated as the name of a table, in characters.
const LONGEST_NAME: usize = 100;

/// The table that is open, and how many came before it.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// Tables since the last heading.
    under_heading: usize,
    columns: Vec<Alignment>,
    column: usize,
    /// In the header row: the opening tag of the cell, and what was written before its content.
    head: Option<Option<(Hole, Mark)>>,
    has_body: bool,
    /// The row that is open, and where its last cell ends.
    row: Range<usize>,
    cells_end: usize,
}

impl Tables {
    /// Names of tables count from one again.
    pub(super) fn under_new_heading(&mut self) {
        self.under_heading = 0;
    }

    fn alignment(&self) -> &'static str {
        match self.columns.get(self.column) {
            Some(Alignment::Left) => " class=\"cb-left\"",
            Some(Alignment::Center) => " class=\"cb-centre\"",
            Some(Alignment::Right) => " class=\"cb-right\"",
            _ => "",
        }
    }
}

impl Writer<'_> {
    /// Opens a table and its box.
    pub(super) fn table_start(&mut self, columns: Vec<Alignment>) {
        self.tables.under_heading += 1;
        self.tables.columns = columns;
        self.tables.has_body = false;
        self.html
            .push("<div class=\"cb-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        self.table_name();
        self.html.push("\"><table>\n");
        self.text.line();
    }

    /// Closes a table.
    pub(super) fn table_end(&mut self) {
        if self.tables.has_body {
            self.html.push("</tbody>\n");
        }
        self.html.push("</table></div>\n");
        self.text.line();
    }

    /// Opens the header row.
    pub(super) fn table_head_start(&mut self) {
        self.html.push("<thead>\n<tr>");
        self.tables.head = Some(None);
        self.tables.column = 0;
    }

    /// Closes the header row.
    pub(super) fn table_head_end(&mut self) {
        self.html.push("</tr>\n</thead>\n");
        self.tables.head = None;
        self.text.line();
    }

    /// Opens a row.
    pub(super) fn table_row_start(&mut self, range: Range<usize>) {
        if !self.tables.has_body {
            self.html.push("<tbody>\n");
            self.tables.has_body = true;
        }
        self.html.push("<tr>");
        self.tables.column = 0;
        self.tables.cells_end = range.end;
        self.tables.row = range;
    }

    /// Closes a row.
    pub(super) fn table_row_end(&mut self) {
        let row = self.tables.row.clone();
        self.warn_of_lost_cells(row, self.tables.cells_end, self.tables.columns.len());
        self.html.push("</tr>\n");
        self.text.line();
    }

    /// Opens a cell.
    pub(super) fn table_cell_start(&mut self, range: &Range<usize>) {
        self.tables.cells_end = range.end;
        if self.tables.head.is_some() {
            let hole = self.html.hole();
            self.tables.head = Some(Some((hole, self.html.mark())));
        } else {
            self.html.push("<td");
            self.html.push(self.tables.alignment());
            self.html.push(">");
        }
    }

    /// Closes a cell. A header cell without content heads nothing, so it is an ordinary cell.
    pub(super) fn table_cell_end(&mut self) {
        let class = self.tables.alignment();
        match self.tables.head.as_mut().and_then(Option::take) {
            Some((hole, before)) if self.html.mark() != before => {
                self.html.fill(hole, format!("<th scope=\"col\"{class}>"));
                self.html.push("</th>");
            }
            Some((hole, _)) => {
                self.html.fill(hole, format!("<td{class}>"));
                self.html.push("</td>");
            }
            None => self.html.push("</td>"),
        }
        self.tables.column += 1;
        self.text.space();
    }

    /// "Table: What it took", and "Table 2: What it took" for the second under that heading.
    fn table_name(&mut self) {
        let heading = self.headings.list.last();
        let heading = heading.map(|heading| heading.text.chars().take(LONGEST_NAME).collect());
        let number = self.tables.under_heading;
        let (key, numbered) = match (heading.is_some(), number) {
            (true, 1) => ("text.table_under", false),
            (true, _) => ("text.table_numbered_under", true),
            (false, 1) => ("text.table", false),
            (false, _) => ("text.table_numbered", true),
        };
        let number = numbered.then(|| ("number", number.to_string()));
        let heading = heading.map(|heading| ("heading", heading));
        self.word(key, number.into_iter().chain(heading).collect());
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::html;

    #[test]
    fn a_table_scrolls_in_a_named_box_and_its_headers_head_columns() {
        assert_eq!(
            html("## Cost\n\n| a | b |\n| - | -: |\n| c | *d* |"),
            "<h2 id=\"cost\">Cost</h2>\n\
             <div class=\"cb-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"‹table_under Cost›\">\
             <table>\n<thead>\n<tr><th scope=\"col\">a</th>\
             <th scope=\"col\" class=\"cb-right\">b</th></tr>\n</thead>\n<tbody>\n\
             <tr><td>c</td><td class=\"cb-right\"><em>d</em></td></tr>\n</tbody>\n\
             </table></div>\n"
        );
    }

    #[test]
    fn an_empty_header_cell_is_an_ordinary_cell() {
        let html = html("|   | b |\n| - | - |");
        assert!(
            html.contains("<tr><td></td><th scope=\"col\">b</th></tr>"),
            "{html}"
        );
        assert!(!html.contains("tbody"), "{html}");
    }

    #[test]
    fn tables_under_one_heading_have_different_names() {
        let html = html("## A\n\n|b|\n|-|\n\n|c|\n|-|\n");
        assert!(
            html.contains("\"‹table_under A›\"") && html.contains("\"‹table_numbered_under 2 A›\""),
            "{html}"
        );
    }
}
