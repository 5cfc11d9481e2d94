//! Whether a change is carried out.

/// Whether a change is carried out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UpdateMode {
    /// It is.
    #[default]
    Apply,
    /// It is only judged: the outcome is what it would be, and nothing changes.
    ValidateOnly,
}

impl UpdateMode {
    pub(super) fn is_validation(self) -> bool {
        self == Self::ValidateOnly
    }
}
