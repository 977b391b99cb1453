//! Values written one after another, and read back in the same order.
//!
//! This is no format of files: only the program that wrote them reads them ([`crate::cache`]). What
//! does not read as it was asked for is `None`, and whoever asked begins anew.

use std::io::{self, Read, Write};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Writes values.
pub struct Writer<'w> {
    to: &'w mut dyn Write,
    shared: Vec<Arc<[u8]>>,
    /// The value that is being written.
    value: Vec<u8>,
}

impl<'w> Writer<'w> {
    /// Writes behind what is there.
    pub fn new(to: &'w mut dyn Write) -> Self {
        Self {
            to,
            shared: Vec::new(),
            value: Vec::new(),
        }
    }

    /// Writes a value.
    ///
    /// # Errors
    ///
    /// When the stream takes no more.
    pub fn put(&mut self, value: &(impl Serialize + ?Sized)) -> io::Result<()> {
        let mut room = std::mem::take(&mut self.value);
        room.clear();
        self.value = postcard::to_extend(value, room).map_err(io::Error::other)?;
        frame(&mut *self.to, &self.value)
    }

    /// Writes bytes.
    ///
    /// # Errors
    ///
    /// As [`Self::put`].
    pub fn put_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        frame(&mut *self.to, bytes)
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

/// Writes bytes behind their number.
fn frame(to: &mut dyn Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(bytes)
}

/// Reads what a [`Writer`] wrote.
pub struct Reader<'r> {
    from: &'r mut dyn Read,
    shared: Vec<Arc<[u8]>>,
    /// The value that is being read.
    value: Vec<u8>,
}

impl<'r> Reader<'r> {
    /// Reads from where the stream is. It should be a stream that a writer wrote and nobody else:
    /// what it says of lengths is believed.
    pub fn new(from: &'r mut dyn Read) -> Self {
        Self {
            from,
            shared: Vec::new(),
            value: Vec::new(),
        }
    }

    /// The next value.
    pub fn take<'v, T: Deserialize<'v>>(&'v mut self) -> Option<T> {
        postcard::from_bytes(self.take_bytes()?).ok()
    }

    /// The next bytes.
    pub fn take_bytes(&mut self) -> Option<&[u8]> {
        let mut length = [0; 8];
        self.from.read_exact(&mut length).ok()?;
        let length = usize::try_from(u64::from_le_bytes(length)).ok()?;
        self.value.resize(length, 0);
        self.from.read_exact(&mut self.value).ok()?;
        Some(&self.value)
    }

    /// The next bytes that many values share.
    pub fn take_shared(&mut self) -> Option<Arc<[u8]>> {
        let number: usize = self.take()?;
        if number == self.shared.len() {
            let bytes = self.take_bytes()?.into();
            self.shared.push(bytes);
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
        let mut stream = &written[..];
        let mut reader = Reader::new(&mut stream);
        assert_eq!(reader.take(), Some("text"));
        let shared = [(); 3].map(|()| reader.take_shared().expect("bytes"));
        assert!(Arc::ptr_eq(&shared[0], &shared[2]) && !Arc::ptr_eq(&shared[0], &shared[1]));
        assert_eq!(reader.take_bytes(), Some(&b"end"[..]));
        assert_eq!(reader.take_bytes(), None);
        // Cut off anywhere, it gives fewer values and no other ones.
        for length in 0..written.len() {
            let mut stream = &written[..length];
            let mut reader = Reader::new(&mut stream);
            assert!(reader.take().is_none_or(|text: &str| text == "text"));
            let shared = reader.take_shared();
            assert!(shared.is_none_or(|bytes| *bytes == *b"one"));
        }
    }
}
