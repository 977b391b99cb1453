//! A copy of the built site that travels: one ZIP file that opens from disk.
//!
//! In go the [`Output`] and what to say of it; out come the bytes of the file. Nothing in them comes
//! from the machine: names are sorted, the time of every file is the day for which the site was built,
//! and all have the same permissions. So the same site gives the same bytes.

use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::output::Output;
use crate::record::date::Date;

/// The note that lies first in the file.
pub const NOTE: &str = "READ-ME.txt";

/// The name of the folder when the site's title has no letter of the alphabet.
const UNNAMED: &str = "site";

/// The longest name of the folder: some systems allow few letters for a whole path.
const LONGEST: usize = 40;

/// What is said of the copy.
#[derive(Clone, Debug)]
pub struct About {
    /// The site's title: the folder in the file is named after it.
    pub title: String,
    /// The day for which the site was built.
    pub day: Date,
    /// The note, a paragraph each.
    pub note: Vec<String>,
}

/// The copy as the bytes of a ZIP file.
///
/// # Errors
///
/// When the site has more or larger files than such a file can hold.
pub fn zip(output: &Output, about: &About) -> ZipResult<Vec<u8>> {
    let folder = folder(&about.title);
    let options = options(about.day);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(format!("{folder}/{NOTE}"), options)?;
    // The editors of some systems show a text with bare ends of lines as one line.
    zip.write_all(about.note.join("\r\n\r\n").as_bytes())?;
    zip.write_all(b"\r\n")?;
    for (path, bytes) in output.iter().filter(|(path, _)| *path != NOTE) {
        zip.start_file(format!("{folder}/{path}"), options)?;
        zip.write_all(&bytes.read())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn options(day: Date) -> SimpleFileOptions {
    let part = |part: Option<i8>| part.and_then(|part| u8::try_from(part).ok()).unwrap_or(1);
    let year = u16::try_from(day.year()).unwrap_or_default();
    let time =
        DateTime::from_date_and_time(year, part(day.month()), part(day.day_of_month()), 0, 0, 0);
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        // A day that such a file cannot hold becomes the first that it can.
        .last_modified_time(time.unwrap_or_default())
        .unix_permissions(0o644)
}

/// The title as the name of a folder on every system.
pub fn folder(title: &str) -> String {
    let mut name = String::new();
    for sign in title.to_ascii_lowercase().chars() {
        match sign {
            'a'..='z' | '0'..='9' => name.push(sign),
            _ if name.ends_with('-') || name.is_empty() => {}
            _ => name.push('-'),
        }
        if name.len() >= LONGEST {
            break;
        }
    }
    match name.trim_end_matches('-') {
        "" => UNNAMED.into(),
        name => name.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::folder;

    #[test]
    fn the_folder_has_a_name_that_every_system_takes() {
        assert_eq!(folder("Casebook"), "casebook");
        assert_eq!(
            folder("AI in health: what we learned!"),
            "ai-in-health-what-we-learned"
        );
        assert_eq!(folder("../..\\C:"), "c");
        assert_eq!(folder("知識"), "site");
        assert_eq!(folder(&"long ".repeat(50)).len(), 39);
    }
}
