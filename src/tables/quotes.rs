//! Double quotes of CSV that do not fit.
//!
//! Where one is missing, a reader takes rows for the text of a cell, and says nothing. In goes the
//! text of a file; out comes a [`Fault`] for each cell that is quoted in a way in which no program
//! writes it. The one thing to know: cells are told apart here as the reader tells them apart.

use super::book::Fault;
use crate::diag::excerpt;

/// The most that are looked for: a file with more is wrong throughout.
const MOST: usize = 50;

/// Every cell whose double quotes do not fit. `row` and `line` are the numbers of the first row and
/// line of the text, from 0 and from 1.
pub(super) fn faults(text: &str, between: u8, row: u32, line: usize) -> Vec<Fault> {
    let mut scan = Scan {
        text,
        between,
        row,
        column: 0,
        line,
        state: State::Start,
        opened: (0, line),
        faults: Vec::new(),
    };
    scan.run();
    scan.faults
}

/// The name of the sign that stands between cells.
pub(super) fn name(between: u8) -> &'static str {
    match between {
        b',' => "comma",
        b';' => "semicolon",
        b'\t' => "tab",
        _ => "sign between cells",
    }
}

/// Where in a cell the scan is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before its first sign.
    Start,
    /// After spaces only.
    Spaced,
    /// In a text without quotes around it.
    Bare,
    /// In a text that has a quote after spaces; whether one more is due.
    Late(bool),
    /// In a text with quotes around it.
    Quoted,
    /// Behind a quote that ends the text, unless the next sign is one too.
    Closed,
    /// Behind the end of a quoted text, after spaces.
    After,
    /// In the rest of a line that is not looked at.
    Passed,
}

struct Scan<'t> {
    text: &'t str,
    between: u8,
    row: u32,
    column: u32,
    line: usize,
    state: State,
    /// The place of the quote that opened the last quoted text, and its line.
    opened: (usize, usize),
    faults: Vec<Fault>,
}

impl Scan<'_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            let ends = *byte == b'\n' || *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n');
            match byte {
                _ if ends => self.line_end(),
                // The first of the two signs of a line end.
                b'\r' => {}
                byte => self.sign(at, *byte),
            }
            if self.is_lost() {
                return;
            }
        }
        match self.state {
            State::Quoted => self.unclosed(),
            State::Late(true) => self.spaced(),
            _ => {}
        }
    }

    /// Where a wrong text had several lines, it cannot be known what the lines below it are.
    fn is_lost(&self) -> bool {
        let several = self.state == State::Passed && self.opened.1 < self.line;
        several || self.faults.len() >= MOST
    }

    fn line_end(&mut self) {
        if self.state == State::Late(true) {
            self.spaced();
        }
        self.line += 1;
        if self.state != State::Quoted {
            self.row += 1;
            self.column = 0;
            self.state = State::Start;
        }
    }

    fn sign(&mut self, at: usize, byte: u8) {
        let between = byte == self.between;
        let space = matches!(byte, b' ' | b'\t');
        self.state = match (self.state, byte) {
            (State::Quoted, b'"') => State::Closed,
            (State::Quoted, _) => State::Quoted,
            (State::Closed, b'"') => State::Quoted,
            (State::Passed, _) => State::Passed,
            (state, _) if between => {
                if state == State::Late(true) {
                    self.spaced();
                }
                self.column += 1;
                State::Start
            }
            (State::Closed | State::After, _) if space => State::After,
            (State::Closed | State::After, _) => {
                self.goes_on(at);
                State::Passed
            }
            (State::Start, b'"') => {
                self.opened = (at, self.line);
                State::Quoted
            }
            (State::Start | State::Spaced, _) if space => State::Spaced,
            (State::Spaced, b'"') => State::Late(true),
            (State::Late(due), b'"') => State::Late(!due),
            (State::Late(due), _) => State::Late(due),
            (State::Start | State::Spaced | State::Bare, _) => State::Bare,
        };
    }

    fn unclosed(&mut self) {
        let text = first_line(&self.text[self.opened.0 + 1..]);
        let message = format!(
            "The double quote (\") that opens this text is never closed: “{}”. So all that follows in the file would be taken for the text.",
            excerpt(text)
        );
        self.push(
            message,
            "Open the file in a text editor, and add a double quote where the text ends.".into(),
        );
    }

    fn goes_on(&mut self, at: usize) {
        let line = match self.line - self.opened.1 {
            0 => String::new(),
            _ => format!(" in line {} of the file", self.line),
        };
        let message = format!(
            "The text of this cell is opened by a double quote (\") and closed by another{line}, and then goes on: “{}”.",
            excerpt(first_line(&self.text[at..]))
        );
        self.push(
            message,
            "Open the file in a text editor, and add the double quote that is missing where the text ends. If a double quote is part of the text, write it twice there.".into(),
        );
    }

    fn spaced(&mut self) {
        let message = format!(
            "A space stands before the double quote (\") that opens this text, so the text would be cut at its first {}.",
            name(self.between)
        );
        self.push(
            message,
            "Open the file in a text editor, and take the space before the double quote away."
                .into(),
        );
    }

    fn push(&mut self, message: String, hint: String) {
        self.faults.push(Fault {
            row: self.row,
            column: self.column,
            message,
            hint,
        });
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let faults = faults(text, b',', 0, 1);
        let places = faults
            .iter()
            .map(|fault| super::super::place(fault.row, fault.column));
        places.collect()
    }

    #[test]
    fn what_programs_write_has_no_faults() {
        for text in [
            "id,title\na,\"b, c\"\n",
            "id,title\r\na,\"b\r\n\"\"c\"\"\"\r\n\r\nd,\"\"\r\n",
            "id,title\ra,\"b\rc\"\r",
            "a,\"b\" ,c\n",
            "a,5\" pipe,\"\"\"x\"\"\"",
            "a, \"b\",c",
            "\"\"",
            "",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_quote_that_is_not_closed_is_named_by_its_cell() {
        assert_eq!(found("id,b\n\nx,\"y\nz,u\n"), ["B3"]);
        assert_eq!(found("\""), ["A1"]);
        // A later quote closes the text by chance.
        assert_eq!(found("id,b,c\nx,\"y\nz,u,\"v, w\"\n"), ["B2"]);
    }

    #[test]
    fn quotes_inside_a_text_and_spaces_before_one_are_named_row_by_row() {
        assert_eq!(found("a,\"b \"c\" d\"\ne,\"f\"g\n"), ["B1", "B2"]);
        assert_eq!(found("a, \"b, c\"\nd,e, \"f, g\"\n"), ["B1", "C2"]);
    }
}
