//! What the machine says of a file, in words.

use std::io::{self, ErrorKind};

/// Why something could not be done, to go after a colon: without the number that the system has for
/// it, and in plain words where we know them.
pub fn reason(error: &io::Error) -> String {
    let known = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full",
        ErrorKind::PermissionDenied => "you are not allowed to",
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read",
        ErrorKind::NotFound => "it is not there",
        ErrorKind::IsADirectory => "it is a folder",
        ErrorKind::NotADirectory => "a file stands where a folder must be",
        ErrorKind::AlreadyExists => "there is something of that name",
        ErrorKind::InvalidFilename => {
            "its name is too long, or has signs that the disk does not take"
        }
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let said = error.to_string();
    if said.starts_with("Too many levels of symbolic links") {
        return "it is a link that leads back to itself".to_owned();
    }
    match said.rfind(" (os error ") {
        Some(number) => said[..number].to_owned(),
        None => said,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_of_the_system_is_shown() {
        let missing = std::fs::read("there/is/nothing").unwrap_err();
        assert_eq!(reason(&missing), "it is not there");
        let folder = std::fs::read(std::env::temp_dir()).unwrap_err();
        assert!(!reason(&folder).contains("os error"), "{}", reason(&folder));
        let own = io::Error::other("a cable was pulled (os error 5)");
        assert_eq!(reason(&own), "a cable was pulled");
    }
}
