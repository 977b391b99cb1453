//! Addresses of files, as editors write them, and paths.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use lsp_types::Uri;
use url::Url;

/// The path of a file; `None` for an address of something else.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let url = Url::parse(uri.as_str()).ok()?;
    (url.scheme() == "file").then(|| url.to_file_path().ok())?
}

/// The address of a file, whose path is absolute.
pub(super) fn uri(path: &Path) -> Option<Uri> {
    let url = Url::from_file_path(path).ok()?;
    Uri::from_str(url.as_str()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn there_and_back_with_spaces_and_letters_of_all_kinds() {
        let known = PathBuf::from("/home/a b/café#1/100%.yaml");
        let uri = uri(&known).expect("an address");
        assert_eq!(uri.as_str(), "file:///home/a%20b/caf%C3%A9%231/100%25.yaml");
        assert_eq!(path(&uri), Some(known));
        let other = Uri::from_str("untitled:Untitled-1").expect("an address");
        assert_eq!(path(&other), None);
    }
}
