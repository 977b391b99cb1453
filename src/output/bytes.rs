//! The bytes of a file of the site, which may wait packed.
//!
//! All pages of a site are in memory until the last is made and looked through. Text takes a third
//! of its room when it is packed, and packing costs less than clearing fresh memory for it.

mod stored;

use std::borrow::Cow;
use std::io::{self, Read};
use std::sync::{Arc, OnceLock};

use lz4_flex::block;

/// Shorter files are left as they are: a path takes as much.
const SHORT: usize = 1024;

/// The bytes of a file. A clone shares them.
#[derive(Clone)]
pub struct Bytes(Held);

#[derive(Clone)]
enum Held {
    Plain(Arc<[u8]>),
    Packed(Arc<Packed>),
}

struct Packed {
    parts: Box<[Part]>,
    /// What is put in when the bytes are read, in the order of places.
    inserts: Vec<Insert>,
    /// Of the bytes as they are in the site, once somebody has asked.
    hash: OnceLock<[u8; 32]>,
}

/// A text and the place in the packed bytes before which it stands.
type Insert = (usize, Arc<str>);

/// So many bytes of a file, packed on their own. A clone shares them.
#[derive(Clone)]
pub struct Part {
    length: usize,
    packed: Arc<[u8]>,
    /// Bytes that they were packed against: what both have takes no room.
    model: Option<Arc<[u8]>>,
}

impl Part {
    /// Packs some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self {
            length: bytes.len(),
            packed: block::compress(bytes).into(),
            model: None,
        }
    }

    fn like(model: &Arc<[u8]>, bytes: &[u8]) -> Self {
        Self {
            length: bytes.len(),
            packed: block::compress_with_dict(bytes, model).into(),
            model: Some(model.clone()),
        }
    }

    fn unpack(&self, out: &mut Vec<u8>) {
        let start = out.len();
        out.resize(start + self.length, 0);
        let place = &mut out[start..];
        let length = match &self.model {
            Some(model) => block::decompress_into_with_dict(&self.packed, place, model),
            None => block::decompress_into(&self.packed, place),
        };
        // What was packed here is unpacked here, and memory does not decay.
        assert_eq!(length.ok(), Some(self.length), "packed bytes are damaged");
    }
}

impl Packed {
    /// How many bytes the parts hold.
    fn length(&self) -> usize {
        self.parts.iter().map(|part| part.length).sum()
    }

    fn read(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.length());
        for part in &self.parts {
            part.unpack(&mut bytes);
        }
        match self.inserts.is_empty() {
            true => bytes,
            false => put_in(&bytes, &self.inserts),
        }
    }
}

impl Bytes {
    /// Bytes that are packed if that saves anything worth it.
    fn of(bytes: Cow<'_, [u8]>) -> Self {
        let part = (bytes.len() >= SHORT).then(|| Part::of(&bytes));
        match part.filter(|part| part.packed.len() < bytes.len() / 8 * 7) {
            Some(part) => Self::joined([part]),
            None => Self(Held::Plain(bytes.into())),
        }
    }

    /// Bytes that have much in common with others: pages of one template, say.
    pub fn like(model: &Arc<[u8]>, bytes: &[u8]) -> Self {
        Self::joined([Part::like(model, bytes)])
    }

    /// Parts one after another. Long files are made of them, so that they need not be in memory as
    /// a whole.
    pub fn joined(parts: impl IntoIterator<Item = Part>) -> Self {
        Self::packed(parts.into_iter().collect(), Vec::new())
    }

    fn packed(parts: Box<[Part]>, inserts: Vec<Insert>) -> Self {
        Self(Held::Packed(Arc::new(Packed {
            parts,
            inserts,
            hash: OnceLock::new(),
        })))
    }

    /// With texts put in, each before the place that is given with it. Places are in order.
    #[must_use]
    pub fn with(self, inserts: Vec<Insert>) -> Self {
        match &self.0 {
            Held::Packed(packed) if packed.inserts.is_empty() => {
                Self::packed(packed.parts.clone(), inserts)
            }
            _ => Self(Held::Plain(put_in(&self.read(), &inserts).into())),
        }
    }

    /// The bytes as they are in the site.
    pub fn read(&self) -> Cow<'_, [u8]> {
        match &self.0 {
            Held::Plain(bytes) => Cow::Borrowed(bytes),
            Held::Packed(packed) => Cow::Owned(packed.read()),
        }
    }

    /// The bytes as they are in the site, a part at a time.
    pub fn in_parts(&self) -> impl Iterator<Item = Cow<'_, [u8]>> {
        let (parts, whole) = match &self.0 {
            Held::Packed(packed) if packed.inserts.is_empty() => (&*packed.parts, None),
            _ => (&[][..], Some(self.read())),
        };
        let unpacked = parts.iter().map(|part| {
            let mut bytes = Vec::new();
            part.unpack(&mut bytes);
            Cow::Owned(bytes)
        });
        unpacked.chain(whole)
    }

    /// The BLAKE3 hash of the bytes. Of packed ones it is remembered.
    pub fn hash(&self) -> [u8; 32] {
        match &self.0 {
            Held::Plain(bytes) => *blake3::hash(bytes).as_bytes(),
            Held::Packed(packed) => {
                let hash = || {
                    let mut hasher = blake3::Hasher::new();
                    self.in_parts().for_each(|part| {
                        hasher.update(&part);
                    });
                    *hasher.finalize().as_bytes()
                };
                *packed.hash.get_or_init(hash)
            }
        }
    }

    /// The bytes as they are in the site, for whoever reads them from a stream.
    pub fn reader(&self) -> impl Read {
        Reader {
            parts: self.in_parts(),
            now: Cow::Borrowed(&[]),
            done: 0,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        match &self.0 {
            Held::Plain(bytes) => bytes.len(),
            Held::Packed(packed) => {
                let inserts = packed.inserts.iter().map(|(_, text)| text.len());
                packed.length() + inserts.sum::<usize>()
            }
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether these are the same bytes at the same place in memory.
    pub fn is(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Held::Plain(a), Held::Plain(b)) => Arc::ptr_eq(a, b),
            (Held::Packed(a), Held::Packed(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

/// Reads part after part.
struct Reader<'b, I> {
    parts: I,
    now: Cow<'b, [u8]>,
    /// How much of it has been read.
    done: usize,
}

impl<'b, I: Iterator<Item = Cow<'b, [u8]>>> Read for Reader<'b, I> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.done == self.now.len() {
            let Some(next) = self.parts.next() else {
                return Ok(0);
            };
            (self.now, self.done) = (next, 0);
        }
        let read = (&self.now[self.done..]).read(into)?;
        self.done += read;
        Ok(read)
    }
}

/// The bytes with texts put in.
fn put_in(bytes: &[u8], inserts: &[Insert]) -> Vec<u8> {
    let more: usize = inserts.iter().map(|(_, text)| text.len()).sum();
    let mut all = Vec::with_capacity(bytes.len() + more);
    let mut done = 0;
    for (at, text) in inserts {
        all.extend_from_slice(&bytes[done..*at]);
        all.extend_from_slice(text.as_bytes());
        done = *at;
    }
    all.extend_from_slice(&bytes[done..]);
    all
}

impl std::fmt::Debug for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.length)
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self::of(bytes.into())
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Self {
        Self::of(bytes.into())
    }
}

/// Bytes that are somewhere in memory anyway, and are not packed beside.
impl From<Arc<[u8]>> for Bytes {
    fn from(bytes: Arc<[u8]>) -> Self {
        Self(Held::Plain(bytes))
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Self) -> bool {
        self.is(other) || self.len() == other.len() && self.read() == other.read()
    }
}

impl Eq for Bytes {}

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_packed(bytes: &Bytes) -> bool {
        matches!(bytes.0, Held::Packed { .. })
    }

    #[test]
    fn long_texts_are_packed_and_read_as_they_were() {
        let text = "A lesson that was learned twice. ".repeat(100).into_bytes();
        let bytes = Bytes::from(text.clone());
        assert!(is_packed(&bytes) && bytes.len() == text.len());
        assert_eq!(bytes.read(), text);
        assert_eq!(bytes.hash(), *blake3::hash(&text).as_bytes());
        assert_eq!(bytes.clone().hash(), bytes.hash());
        assert!(!is_packed(&Bytes::from(&text[..SHORT - 1])));
        // A picture or an archive has been packed before.
        let noise: Vec<u8> = (0..200u8)
            .flat_map(|n| *blake3::hash(&[n]).as_bytes())
            .collect();
        assert!(!is_packed(&Bytes::from(noise.clone())));
        assert_eq!(Bytes::from(noise.clone()).read(), noise);
    }

    proptest! {
        #[test]
        fn what_is_put_in_stands_where_it_was_meant_to(
            text in "[a-d]{0,3000}",
            mut places in proptest::collection::vec((0usize..3000, "[A-Z]{0,9}"), 0..5),
        ) {
            places.sort();
            places.retain(|(at, _)| *at <= text.len());
            let mut expected = text.clone();
            for (at, put) in places.iter().rev() {
                expected.insert_str(*at, put);
            }
            let inserts: Vec<Insert> = places.iter().map(|(at, put)| (*at, Arc::from(put.as_str()))).collect();
            for bytes in [Bytes::from(text.as_bytes()), Bytes::from(Arc::<[u8]>::from(text.as_bytes()))] {
                let with = bytes.with(inserts.clone());
                prop_assert_eq!(&*with.read(), expected.as_bytes());
                prop_assert_eq!(with.len(), expected.len());
                prop_assert_eq!(with.hash(), *blake3::hash(expected.as_bytes()).as_bytes());
                // A second time, too.
                let twice = with.with(vec![(0, Arc::from("x"))]);
                prop_assert_eq!(twice.read().into_owned(), format!("x{expected}").into_bytes());
            }
        }

        #[test]
        fn what_is_packed_against_other_bytes_is_read_as_it_was(
            model in "[a-c]{0,2000}",
            (start, end) in (0usize..2000, 0usize..2000),
            own in "[x-z]{0,200}",
        ) {
            let (start, end) = (start.min(model.len()), end.min(model.len()));
            let text = format!("{own}{}{own}", &model[start.min(end)..end]);
            let model: Arc<[u8]> = model.into_bytes().into();
            let bytes = Bytes::like(&model, text.as_bytes());
            prop_assert_eq!(bytes.len(), text.len());
            prop_assert_eq!(&*bytes.read(), text.as_bytes());
        }

        #[test]
        fn parts_are_read_one_after_another(parts in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..99), 0..9)) {
            let all = parts.concat();
            let joined = Bytes::joined(parts.iter().map(|part| Part::of(part)));
            let mut read = Vec::new();
            joined.reader().read_to_end(&mut read).expect("bytes in memory");
            prop_assert_eq!(&read, &all);
            prop_assert_eq!(joined.len(), all.len());
            prop_assert_eq!(&*joined.read(), &*all);
            prop_assert!(joined == Bytes::from(all));
        }
    }
}
