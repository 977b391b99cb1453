//! Counts and sizes, as messages say them.

use crate::record::number::thousands;

/// `1 file`, `2,341 files`.
pub(super) fn files(count: usize) -> String {
    match count {
        1 => "1 file".into(),
        count => format!("{} files", thousands(count)),
    }
}

/// The size of a file as a file manager shows it, in steps of 1,000: `634 bytes`, `12 kB`, `6.0 MB`.
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..999_500 => format!("{} kB", (bytes + 500) / 1_000),
        _ => {
            let tenths = (bytes + 50_000) / 100_000;
            format!("{}.{} MB", thousands(tenths / 10), tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_in_words_and_with_commas() {
        assert_eq!(files(0), "0 files");
        assert_eq!(files(1), "1 file");
        assert_eq!(files(2_341), "2,341 files");
    }

    #[test]
    fn sizes_are_in_the_unit_that_fits() {
        assert_eq!(size(999), "999 bytes");
        assert_eq!(size(1_499), "1 kB");
        assert_eq!(size(999_499), "999 kB");
        assert_eq!(size(999_500), "1.0 MB");
        assert_eq!(size(6_044_903), "6.0 MB");
        assert_eq!(size(1_234_567_890), "1,234.6 MB");
    }
}
