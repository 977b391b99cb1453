//! Values written one after another, and read back in the same order.
//!
//! This is no format of files: only the program that wrote them reads them ([`crate::cache`]). What
//! does not read as it was asked for is `None`, and whoever asked begins anew.

use std::io::{self, Write};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Writes values.
pub struct Writer<'w> {
    to: &'w mut dyn Write,
    shared: Vec<Arc<[u8]>>,
}

impl<'w> Writer<'w> {
    /// Writes behind what is there.
    pub fn new(to: &'w mut dyn Write) -> Self {
        Self {
            to,
            shared: Vec::new(),
        }
    }

    /// Writes a value.
    ///
    /// # Errors
    ///
    /// When the stream takes no more.
    pub fn put(&mut self, value: &(impl Serialize + ?Sized)) -> io::Result<()> {
        postcard::to_io(value, &mut *self.to)
            .map(|_| ())
            .map_err(io::Error::other)
    }

    /// Writes bytes.
    ///
    /// # Errors
    ///
    /// As [`Self::put`].
    pub fn put_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.put(serde_bytes::Bytes::new(bytes))
    }

    /// Writes bytes that many values share: once, and then their number.
    ///
    /// # Errors
    ///
    /// As [`Self::put`].
    pub fn put_shared(&mut self, bytes: &Arc<[u8]>) -> io::Result<()> {
        let known = self.shared.iter().position(|one| Arc::ptr_eq(one, bytes));
        self.put(&known.unwrap_or(self.shared.len()))?;
        if known.is_none() {
            self.shared.push(bytes.clone());
            self.put_bytes(bytes)?;
        }
        Ok(())
    }
}

/// Reads what a [`Writer`] wrote.
#[derive(Debug)]
pub struct Reader<'r> {
    rest: &'r [u8],
    shared: Vec<Arc<[u8]>>,
}

impl<'r> Reader<'r> {
    /// Reads from the beginning.
    pub fn new(bytes: &'r [u8]) -> Self {
        Self {
            rest: bytes,
            shared: Vec::new(),
        }
    }

    /// The next value.
    pub fn take<T: Deserialize<'r>>(&mut self) -> Option<T> {
        let (value, rest) = postcard::take_from_bytes(self.rest).ok()?;
        self.rest = rest;
        Some(value)
    }

    /// The next bytes.
    pub fn take_bytes(&mut self) -> Option<&'r [u8]> {
        Some(self.take::<&serde_bytes::Bytes>()?.as_ref())
    }

    /// The next bytes that many values share.
    pub fn take_shared(&mut self) -> Option<Arc<[u8]>> {
        let number: usize = self.take()?;
        if number == self.shared.len() {
            let bytes = self.take_bytes()?;
            self.shared.push(bytes.into());
        }
        self.shared.get(number).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_they_were_written_and_nothing_else_is() {
        let (one, other): (Arc<[u8]>, Arc<[u8]>) = (Arc::from(*b"one"), Arc::from(*b"one"));
        let mut written = Vec::new();
        let mut writer = Writer::new(&mut written);
        writer.put("text").expect("memory");
        for shared in [&one, &other, &one] {
            writer.put_shared(shared).expect("memory");
        }
        writer.put_bytes(b"end").expect("memory");
        let mut reader = Reader::new(&written);
        assert_eq!(reader.take(), Some("text"));
        let shared = [(); 3].map(|()| reader.take_shared().expect("bytes"));
        assert!(Arc::ptr_eq(&shared[0], &shared[2]) && !Arc::ptr_eq(&shared[0], &shared[1]));
        assert_eq!(reader.take_bytes(), Some(&b"end"[..]));
        assert_eq!(reader.take_bytes(), None);
        // Cut off anywhere, it gives fewer values and no other ones.
        for length in 0..written.len() {
            let mut reader = Reader::new(&written[..length]);
            assert!(reader.take().is_none_or(|text: &str| text == "text"));
            let shared = reader.take_shared();
            assert!(shared.is_none_or(|bytes| *bytes == *b"one"));
        }
    }
}
