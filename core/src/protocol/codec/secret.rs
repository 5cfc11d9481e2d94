//! Bytes that must not reach a log or a screen: credentials and what authenticates them.

use std::fmt;

use bytes::Bytes;

/// Bytes whose `Debug` shows their length only.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(pub Bytes);

impl Secret {
    /// The bytes themselves. Do not print them.
    #[must_use]
    pub fn reveal(&self) -> &Bytes {
        &self.0
    }
}

impl From<Bytes> for Secret {
    fn from(bytes: Bytes) -> Self {
        Self(bytes)
    }
}

impl From<Vec<u8>> for Secret {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret[{} bytes]", self.0.len())
    }
}
