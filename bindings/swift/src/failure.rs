//! What a call can come to besides success.

use crate::made::RawErrorInfo;
use ottla_api::{Again, Error, ErrorInfo, Thrown};

/// Why a call did not succeed.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum RawFailure {
    /// Something went wrong.
    #[error("{}", info.message)]
    Failed {
        /// What.
        info: RawErrorInfo,
    },
    /// The task that made the call was cancelled.
    #[error("cancelled")]
    Cancelled,
}

impl From<Error> for RawFailure {
    fn from(error: Error) -> Self {
        Self::Failed { info: ErrorInfo::from(&error).into() }
    }
}

/// What a function of the user has thrown.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum RawThrown {
    /// An error.
    #[error("{kind}: {text}")]
    Failed {
        /// The name of its type.
        kind: String,
        /// What it says.
        text: String,
        /// Whether trying again is of no use.
        fatal: bool,
    },
}

impl From<uniffi::UnexpectedUniFFICallbackError> for RawThrown {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed { kind: "Unexpected".to_owned(), text: error.reason, fatal: false }
    }
}

impl From<RawThrown> for Thrown {
    fn from(RawThrown::Failed { kind, text, fatal }: RawThrown) -> Self {
        let again = if fatal { Again::IsUseless } else { Again::MayHelp };
        Self { kind, message: text, again }
    }
}
