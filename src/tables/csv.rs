//! CSV, as the site writes it and as people have it.

use std::borrow::Cow;

use super::book::{Book, Cell, Row, Sheet, tidy};
use super::guard::{guarded, unguarded};
use super::quotes;

/// Writes rows: lines end as RFC 4180 says, and no cell is a formula.
pub fn write<R, C>(rows: impl IntoIterator<Item = R>) -> Vec<u8>
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for row in rows {
        let cells: Vec<String> = row
            .into_iter()
            .map(|cell| guarded(cell.as_ref()).into_owned())
            .collect();
        // Writing to memory does not fail.
        let _ = writer.write_record(cells);
    }
    writer.into_inner().unwrap_or_default()
}

/// Reads CSV of any of the forms in which programs write it: with commas, semicolons or tabs, with a
/// byte-order mark or none, in UTF-8, UTF-16 or the Windows alphabet of western Europe.
pub(super) fn read(bytes: &[u8]) -> Book {
    let mut book = Book::default();
    let (text, notice) = decode(bytes);
    book.notices.extend(notice);
    // Excel writes this line to say what stands between cells.
    let (said, text) = match text
        .strip_prefix("sep=")
        .and_then(|rest| rest.split_once('\n'))
    {
        Some((sign, rest)) if sign.trim_end().len() == 1 => (sign.bytes().next(), rest),
        _ => (None, &*text),
    };
    let between = said.unwrap_or_else(|| between(text));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(between)
        .from_reader(text.as_bytes());
    let mut next = u32::from(said.is_some());
    let line = 1 + usize::from(said.is_some());
    book.faults = quotes::faults(text, between, next, line);
    let mut rows = Vec::new();
    for record in reader.records().filter_map(Result::ok) {
        let at = next + blank_lines(text, &record);
        next = at + 1;
        let cells = cells(&record);
        if !cells.is_empty() {
            rows.push(Row { at, cells });
        }
    }
    book.sheets.push(Sheet {
        between: Some(quotes::name(between)),
        rows,
        ..Sheet::default()
    });
    book
}

/// How many empty lines stand before a record: the reader passes over them, spreadsheets do not.
fn blank_lines(text: &str, record: &csv::StringRecord) -> u32 {
    let start = record.position().map_or(0, csv::Position::byte);
    let start = usize::try_from(start).unwrap_or(0);
    let rest = text.get(start..).unwrap_or_default();
    // The reader ends a line at the first of its two signs.
    let rest = match text
        .get(..start)
        .is_some_and(|before| before.ends_with('\r'))
    {
        true => rest.strip_prefix('\n').unwrap_or(rest),
        false => rest,
    };
    let blank = rest
        .bytes()
        .take_while(|byte| matches!(byte, b'\r' | b'\n'));
    u32::try_from(blank.filter(|byte| *byte == b'\n').count()).unwrap_or(0)
}

fn cells(record: &csv::StringRecord) -> Vec<(u32, Cell)> {
    let cells = record.iter().zip(0..).filter_map(|(text, at)| {
        let text = tidy(unguarded(text));
        (!text.is_empty()).then_some((at, Cell::Text(text)))
    });
    cells.collect()
}

/// The text of a file, and what there is to say of its alphabet.
fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<String>) {
    let utf16 = [
        (&[0xff, 0xfe][..], encoding_rs::UTF_16LE),
        (&[0xfe, 0xff][..], encoding_rs::UTF_16BE),
    ];
    for (mark, alphabet) in utf16 {
        if let Some(rest) = bytes.strip_prefix(mark) {
            return (alphabet.decode_without_bom_handling(rest).0, None);
        }
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(_) => {
            let text = encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0;
            let notice = "The file is not UTF-8, so it was read in the Windows alphabet (Windows-1252). Look at signs such as £ and ’ below. If they are wrong, save the file as “CSV UTF-8”.";
            (text, Some(notice.to_string()))
        }
    }
}

/// The sign that stands between cells: of those in use, the one that the first lines have most of,
/// outside quotes.
fn between(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut inside = false;
    let mut lines = 0;
    for byte in text.bytes() {
        match byte {
            b'"' => inside = !inside,
            b'\n' if !inside => lines += 1,
            _ if inside => {}
            _ => {
                for (sign, count) in &mut counts {
                    *count += usize::from(*sign == byte);
                }
            }
        }
        // The headings decide; texts below them have commas of their own.
        if lines > 0 && counts.iter().any(|(_, count)| *count > 0) {
            break;
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    counts
        .into_iter()
        .find(|(_, count)| *count == most)
        .map_or(b',', |(sign, _)| sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<Vec<String>> {
        let book = read(bytes);
        let rows = book.sheets[0].rows.iter();
        rows.map(|row| row.cells.iter().map(|(_, cell)| cell.text()).collect())
            .collect()
    }

    #[test]
    fn commas_semicolons_and_tabs_are_told_apart() {
        for between in [",", ";", "\t"] {
            let text = format!("id{between}title\na{between}\"b{between} c\"\n");
            assert_eq!(
                texts(text.as_bytes())[1],
                ["a".to_string(), format!("b{between} c")]
            );
        }
        assert_eq!(texts(b"sep=;\r\nid;a\r\nx;y, z\r\n")[1], ["x", "y, z"]);
    }

    #[test]
    fn every_alphabet_that_excel_writes_is_read() {
        let wanted = [["id", "cost"], ["a", "£5"]];
        let text = "id,cost\r\na,£5\r\n";
        let windows: Vec<u8> = text.chars().map(|c| c as u8).collect();
        let wide = |to: fn(u16) -> [u8; 2], mark: &[u8]| {
            let units = text.encode_utf16().flat_map(to);
            mark.iter().copied().chain(units).collect::<Vec<u8>>()
        };
        assert_eq!(texts(text.as_bytes()), wanted);
        assert_eq!(texts(format!("\u{feff}{text}").as_bytes()), wanted);
        assert_eq!(texts(&windows), wanted);
        assert_eq!(read(&windows).notices.len(), 1);
        assert_eq!(texts(&wide(u16::to_le_bytes, b"\xff\xfe")), wanted);
        assert_eq!(texts(&wide(u16::to_be_bytes, b"\xfe\xff")), wanted);
    }

    #[test]
    fn a_formula_is_written_as_text_and_comes_back() {
        let written = write([["id"], ["=HYPERLINK(\"x\")"]]);
        let written = String::from_utf8(written).expect("text");
        assert!(written.contains("\"'=HYPERLINK(\"\"x\"\")\""), "{written}");
        assert_eq!(texts(written.as_bytes())[1], ["=HYPERLINK(\"x\")"]);
    }

    #[test]
    fn blank_rows_are_left_out_and_rows_keep_their_numbers() {
        let book = read(b"id,a\n,\n ,\n\n\r\nx,\"y\nz\"\nu,v\n");
        let rows: Vec<u32> = book.sheets[0].rows.iter().map(|row| row.at).collect();
        assert_eq!(rows, [0, 5, 6]);
        let book = read(b"id,a\r\nx,y\r\n\r\nu,v\r\n");
        let rows: Vec<u32> = book.sheets[0].rows.iter().map(|row| row.at).collect();
        assert_eq!(rows, [0, 1, 3]);
    }
}
