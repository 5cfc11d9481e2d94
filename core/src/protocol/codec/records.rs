//! Record data as messages carry it: slices of a log or of a frame, not looked into.

use std::{fmt, io};

use bytes::{Bytes, BytesMut};

use crate::model::LogSlice;

/// Record batches in their encoded form, as a list of slices that are sent one after the other.
///
/// Nothing here checks them; [`crate::protocol::records`] does.
#[derive(Clone, Default)]
pub struct Records {
    slices: Vec<LogSlice>,
}

impl Records {
    /// No bytes. On the wire that is an empty field, not null.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// Record data made of slices, in order.
    #[must_use]
    pub fn new(slices: Vec<LogSlice>) -> Self {
        Self { slices }
    }

    /// Number of bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slices.iter().map(LogSlice::len).sum()
    }

    /// Whether there are no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The slices, in order.
    #[must_use]
    pub fn slices(&self) -> &[LogSlice] {
        &self.slices
    }

    /// The slices, in order.
    #[must_use]
    pub fn into_slices(self) -> Vec<LogSlice> {
        self.slices
    }

    /// All bytes as one: shared if they are one slice of memory, read and joined otherwise.
    /// Decoded records are always one slice of memory, so for them this costs nothing.
    ///
    /// # Errors
    /// What the disk said.
    pub fn read(&self) -> io::Result<Bytes> {
        match self.slices.as_slice() {
            [] => Ok(Bytes::new()),
            [slice] => slice.read(),
            slices => {
                let mut joined = BytesMut::with_capacity(self.len());
                for slice in slices {
                    joined.extend_from_slice(&slice.read()?);
                }
                Ok(joined.freeze())
            }
        }
    }
}

impl From<Bytes> for Records {
    fn from(bytes: Bytes) -> Self {
        Self { slices: vec![LogSlice::Memory(bytes)] }
    }
}

impl From<LogSlice> for Records {
    fn from(slice: LogSlice) -> Self {
        Self { slices: vec![slice] }
    }
}

impl FromIterator<LogSlice> for Records {
    fn from_iter<I: IntoIterator<Item = LogSlice>>(slices: I) -> Self {
        Self { slices: slices.into_iter().collect() }
    }
}

impl PartialEq for Records {
    /// Equal if the bytes are; bytes that cannot be read are equal to none.
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && matches!((self.read(), other.read()), (Ok(mine), Ok(theirs)) if mine == theirs)
    }
}

impl fmt::Debug for Records {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Records[{} bytes in {} slices]", self.len(), self.slices.len())
    }
}
