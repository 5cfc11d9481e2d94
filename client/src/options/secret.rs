//! Text that must not be shown.

use std::{fmt, sync::Arc};

/// A password, a key or a token. Neither `Debug` nor an error shows it.
///
/// ```
/// let password = ottla::Secret::new("xyzzy");
/// assert_eq!(format!("{password:?}"), "[hidden]");
/// assert_eq!(password.reveal(), "xyzzy");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Arc<str>);

impl Secret {
    /// Hides a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The text.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[hidden]")
    }
}
