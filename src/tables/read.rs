//! What kind of file it is, by what is in it and not by its name.

use std::io::Cursor;
use std::panic::{UnwindSafe, catch_unwind};

use super::book::Book;
use super::{csv, excel, ods};

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 50 * 1024 * 1024;

/// The most cells of a sheet that are read: 10,000 rows of 200 columns.
pub(super) const LARGEST_SHEET: usize = 2_000_000;

/// The most that a workbook may hold when it is unpacked, in bytes.
const LARGEST_UNPACKED: u64 = 1024 * 1024 * 1024;

/// Runs a reader. Those of workbooks count with the numbers that a file holds, and panic where they
/// are too large to be true; such a file is damaged.
fn guarded(read: impl FnOnce() -> Result<Book, Unread> + UnwindSafe) -> Result<Book, Unread> {
    let damaged = || Unread::Damaged("a place or a number in it is out of bounds".into());
    catch_unwind(read).unwrap_or_else(|_| Err(damaged()))
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It has a password.
    Encrypted,
    /// It is an Excel workbook of the old kind.
    OldExcel,
    /// It is something else; what it looks like.
    Other(&'static str),
    /// It is cut short or damaged; what the reader met.
    Damaged(String),
    /// It is too large.
    TooLarge,
    /// There is nothing in it.
    Empty,
}

impl Unread {
    /// What is wrong, and what to do.
    pub fn explain(&self) -> (String, &'static str) {
        match self {
            Unread::Encrypted => (
                "The file is protected with a password, so it cannot be read.".into(),
                "Open it, take the password off (in Excel: File, Info, Protect Workbook, Encrypt with Password), and save a copy.",
            ),
            Unread::OldExcel => (
                "The file is an Excel workbook of the old kind (.xls).".into(),
                "Open it and save it as “Excel Workbook (.xlsx)”.",
            ),
            Unread::Other(what) => (
                format!("The file is {what}, and not a spreadsheet."),
                "Open it in a spreadsheet program and save it as “Excel Workbook (.xlsx)” or “CSV UTF-8”.",
            ),
            Unread::Damaged(met) => (
                format!("The file is damaged or was not copied whole ({met})."),
                "Copy or download it again. If it opens in Excel or LibreOffice, save it there under a new name.",
            ),
            Unread::TooLarge => (
                "The file is larger than 50 MB, or a sheet of it has more than 2,000,000 cells."
                    .into(),
                "Split it into several files, and delete formatting and rows that are not needed.",
            ),
            Unread::Empty => (
                "There is nothing in the file.".into(),
                "Check that it is the file you meant.",
            ),
        }
    }
}

/// The kinds of file that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Excel,
    Ods,
    Csv,
}

impl Form {
    fn ending(self) -> &'static str {
        match self {
            Form::Excel => "xlsx",
            Form::Ods => "ods",
            Form::Csv => "csv",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Form::Excel => "an Excel workbook",
            Form::Ods => "an OpenDocument spreadsheet",
            Form::Csv => "text, and is read as CSV",
        }
    }
}

/// Reads a file of this name with these bytes.
///
/// # Errors
///
/// When the file is none that is read.
pub fn read(name: &str, bytes: &[u8]) -> Result<Book, Unread> {
    if bytes.len() > LARGEST_FILE {
        return Err(Unread::TooLarge);
    }
    let form = form(bytes)?;
    let mut book = match form {
        Form::Excel => guarded(|| excel::read(bytes))?,
        Form::Ods => guarded(|| ods::read(bytes))?,
        Form::Csv => csv::read(bytes),
    };
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let usual = ending.eq_ignore_ascii_case(form.ending())
        || form == Form::Csv
            && ["txt", "tsv"]
                .iter()
                .any(|text| ending.eq_ignore_ascii_case(text))
        || form == Form::Excel && ending.eq_ignore_ascii_case("xlsm");
    if !usual {
        book.notices.push(format!(
            "The name ends in “.{ending}”, but the file is {}.",
            form.name()
        ));
    }
    book.name = name.to_string();
    match book.sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        true => Err(Unread::Empty),
        false => Ok(book),
    }
}

fn form(bytes: &[u8]) -> Result<Form, Unread> {
    let start = &bytes[..bytes.len().min(1024)];
    if start.iter().all(u8::is_ascii_whitespace) {
        return Err(Unread::Empty);
    }
    match start {
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(old_container(bytes)),
        [b'P', b'K', 3 | 5, ..] => zipped(bytes),
        [b'%', b'P', b'D', b'F', ..] => Err(Unread::Other("a PDF document")),
        [b'{', b'\\', b'r', b't', b'f', ..] => Err(Unread::Other("a Word document")),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Ok(Form::Csv),
        _ if is_page(start) => Err(Unread::Other("a web page or other XML")),
        _ if start.contains(&0) => Err(Unread::Other("not text")),
        _ => Ok(Form::Csv),
    }
}

fn is_page(start: &[u8]) -> bool {
    let text = String::from_utf8_lossy(start).to_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    ["<!doctype", "<html", "<table", "<?xml"]
        .iter()
        .any(|tag| text.starts_with(tag))
}

/// The container in which Office keeps what has a password, and kept everything before 2007.
fn old_container(bytes: &[u8]) -> Unread {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let word: Vec<u8> = "WordDocument"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|part| part == name);
    match (holds(&name), holds(&word)) {
        (true, _) => Unread::Encrypted,
        (_, true) => Unread::Other("a Word document"),
        _ => Unread::OldExcel,
    }
}

fn zipped(bytes: &[u8]) -> Result<Form, Unread> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes));
    let mut archive = archive.map_err(|error| Unread::Damaged(error.to_string()))?;
    let mut unpacked: u64 = 0;
    for at in 0..archive.len() {
        let size = archive.by_index_raw(at).map_or(0, |file| file.size());
        unpacked = unpacked.saturating_add(size);
    }
    if unpacked > LARGEST_UNPACKED {
        return Err(Unread::TooLarge);
    }
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.bin") {
        return Err(Unread::Other("a binary Excel workbook (.xlsb)"));
    }
    if has("xl/workbook.xml") {
        return Ok(Form::Excel);
    }
    match has("content.xml") && has("mimetype") {
        true => Ok(Form::Ods),
        false if has("word/document.xml") => Err(Unread::Other("a Word document")),
        false if has("Index/Document.iwa") => Err(Unread::Other("a Numbers document")),
        // Another producer may name its parts otherwise: the reader will say.
        false if has("[Content_Types].xml") => Ok(Form::Excel),
        false => Err(Unread::Other("an archive (.zip)")),
    }
}
