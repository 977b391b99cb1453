//! [`Bytes`] between two runs of the program, still packed.

use std::io;
use std::sync::{Arc, OnceLock};

use super::{Bytes, Held, Packed, Part};
use crate::codec::{Reader, Writer};

impl Bytes {
    /// Writes them as they wait, with their hash if it is known.
    ///
    /// # Errors
    ///
    /// When they cannot be written.
    pub fn store(&self, out: &mut Writer<'_>) -> io::Result<()> {
        match &self.0 {
            Held::Packed(packed) if packed.inserts.is_empty() => {
                out.put(&packed.parts.len())?;
                packed.parts.iter().try_for_each(|part| part.store(out))?;
                out.put(&packed.hash.get())
            }
            _ => {
                out.put(&0_usize)?;
                out.put_bytes(&self.read())
            }
        }
    }

    /// What [`Self::store`] wrote.
    pub fn restored(input: &mut Reader<'_>) -> Option<Self> {
        let count: usize = input.take()?;
        if count == 0 {
            return Some(Self(Held::Plain(input.take_bytes()?.into())));
        }
        let parts = (0..count).map(|_| Part::restored(input));
        let parts = parts.collect::<Option<_>>()?;
        let hash: Option<[u8; 32]> = input.take()?;
        Some(Self(Held::Packed(Arc::new(Packed {
            parts,
            inserts: Vec::new(),
            hash: hash.map_or_else(OnceLock::new, OnceLock::from),
        }))))
    }
}

impl Part {
    fn store(&self, out: &mut Writer<'_>) -> io::Result<()> {
        out.put(&(self.length, self.model.is_some()))?;
        if let Some(model) = &self.model {
            out.put_shared(model)?;
        }
        out.put_bytes(&self.packed)
    }

    fn restored(input: &mut Reader<'_>) -> Option<Self> {
        let (length, has_model) = input.take()?;
        let model = match has_model {
            true => Some(input.take_shared()?),
            false => None,
        };
        let packed = input.take_bytes()?.into();
        Some(Self {
            length,
            packed,
            model,
        })
    }
}
