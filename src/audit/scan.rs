//! Looking for bytes in bytes, fast and without allocation.
//!
//! [`find`] compares 16 bytes at a time in a form that the compiler turns into vector
//! instructions.

/// Where `needle` first stands at or after `from`.
pub(super) fn find(hay: &[u8], from: usize, needle: u8) -> Option<usize> {
    let (chunks, rest) = hay.get(from..)?.as_chunks::<16>();
    let mut start = from;
    for chunk in chunks {
        if chunk.iter().fold(false, |hit, &b| hit | (b == needle)) {
            break;
        }
        start += 16;
    }
    let tail = hay.get(start..).unwrap_or(rest);
    tail.iter().position(|&b| b == needle).map(|at| start + at)
}

/// Where the text `needle` first stands at or after `from`.
pub(super) fn find_text(hay: &[u8], mut from: usize, needle: &[u8]) -> Option<usize> {
    let &first = needle.first()?;
    while let Some(at) = find(hay, from, first) {
        if hay[at..].starts_with(needle) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// The space that separates words in HTML.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}

/// Whether there is anything but space.
pub(super) fn has_text(bytes: &[u8]) -> bool {
    bytes.iter().any(|&b| !is_space(b))
}

/// Whether `hay` starts with `needle`, whatever the case of the letters; `needle` is lower case.
pub(super) fn starts_with_ignoring_case(hay: &[u8], needle: &[u8]) -> bool {
    hay.get(..needle.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(needle))
}

/// The longest name the audit knows is `aria-activedescendant`; a longer one needs no folding.
pub(super) const LONGEST_NAME: usize = 24;

/// `name` in lower case, in `buffer` if it is not so already.
pub(super) fn lower<'b>(name: &'b [u8], buffer: &'b mut [u8; LONGEST_NAME]) -> &'b [u8] {
    if !name.iter().any(u8::is_ascii_uppercase) {
        return name;
    }
    let Some(folded) = buffer.get_mut(..name.len()) else {
        return name;
    };
    folded.copy_from_slice(name);
    folded.make_ascii_lowercase();
    folded
}

/// How many lines start in `bytes` after the first.
pub(super) fn newlines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_bytes_wherever_they_stand() {
        let mut hay = vec![b'.'; 100];
        for at in 0..100 {
            hay[at] = b'<';
            assert_eq!(find(&hay, 0, b'<'), Some(at));
            assert_eq!(find(&hay, at, b'<'), Some(at));
            assert_eq!(find(&hay, at + 1, b'<'), None);
            hay[at] = b'.';
        }
        assert_eq!(find(b"", 0, b'<'), None);
        assert_eq!(find(b"a", 9, b'a'), None);
    }

    #[test]
    fn finds_texts_after_near_misses() {
        assert_eq!(find_text(b"a - -- -->", 0, b"-->"), Some(7));
        assert_eq!(find_text(b"a - --", 0, b"-->"), None);
    }

    #[test]
    fn folds_names_and_leaves_long_ones() {
        let mut buffer = [0; LONGEST_NAME];
        assert_eq!(lower(b"HREF", &mut buffer), b"href");
        let long = [b'A'; 40];
        assert_eq!(lower(&long, &mut buffer), long);
    }
}
