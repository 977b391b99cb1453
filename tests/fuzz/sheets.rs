//! Changes inside a packed workbook: a change to the packed bytes would hardly ever get further than
//! the unpacking.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::mutate::Rng;

/// The largest part that is unpacked, in bytes.
const LARGEST: u64 = 200_000;

type Parts = Vec<(String, Vec<u8>)>;

/// Changes a part of the workbook that stands behind the first byte. Whether there was one.
pub(crate) fn change(
    rng: &mut Rng,
    text: &mut Vec<u8>,
    change: impl FnOnce(&mut Rng, &mut Vec<u8>),
) -> bool {
    let Some(mut parts) = text.get(1..).and_then(unpacked) else {
        return false;
    };
    let at = rng.below(parts.len());
    match rng.below(12) {
        0 => drop(parts.remove(at)),
        1 => parts[at].0.push('x'),
        _ => change(rng, &mut parts[at].1),
    }
    text.truncate(1);
    text.extend(packed(&parts));
    true
}

fn unpacked(bytes: &[u8]) -> Option<Parts> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Parts::new();
    for at in 0..archive.len() {
        let file = archive.by_index(at).ok()?;
        let name = file.name().ok()?.to_string();
        let mut part = Vec::new();
        file.take(LARGEST).read_to_end(&mut part).ok()?;
        parts.push((name, part));
    }
    (!parts.is_empty()).then_some(parts)
}

fn packed(parts: &Parts) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        // Two parts of one name: the second is left out.
        if archive
            .start_file(name.as_str(), SimpleFileOptions::default())
            .is_ok()
        {
            archive.write_all(part).expect("in memory");
        }
    }
    archive.finish().expect("in memory").into_inner()
}
