//! What a call can come to besides success.

use std::{fmt, sync::Arc};

use crate::made::RawErrorInfo;
use ottla_api::{Again, Cause, Error, ErrorInfo, Thrown, thrown_in};

/// Why a call did not succeed.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum RawFailure {
    /// Something went wrong.
    #[error("{}", info.message)]
    Failed {
        /// What.
        info: RawErrorInfo,
        /// What a function of the user has thrown, if that is why.
        cause: Option<Arc<dyn RawCause>>,
    },
    /// The task that made the call was cancelled.
    #[error("cancelled")]
    Cancelled,
}

impl From<Error> for RawFailure {
    fn from(error: Error) -> Self {
        let cause = thrown_in(&error).map(|SwiftError { held, .. }| held.clone());
        Self::Failed { info: ErrorInfo::from(&error).into(), cause }
    }
}

/// Holds an error of Swift, which alone knows what it is.
#[uniffi::export(with_foreign)]
pub trait RawCause: fmt::Debug + Send + Sync {
    /// What it says.
    fn said(&self) -> String;
}

/// An error of Swift, on its way through the API.
#[derive(Debug)]
struct SwiftError {
    held: Arc<dyn RawCause>,
    /// As the API tells it.
    said: String,
}

impl fmt::Display for SwiftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said)
    }
}

impl std::error::Error for SwiftError {}

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
        /// The error itself.
        cause: Option<Arc<dyn RawCause>>,
    },
}

impl From<uniffi::UnexpectedUniFFICallbackError> for RawThrown {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed {
            kind: "Unexpected".to_owned(),
            text: error.reason,
            fatal: false,
            cause: None,
        }
    }
}

impl From<RawThrown> for Thrown {
    fn from(RawThrown::Failed { kind, text, fatal, cause }: RawThrown) -> Self {
        let again = if fatal { Again::IsUseless } else { Again::MayHelp };
        let said = format!("{kind}: {text}");
        let cause = cause.map(|held| Arc::new(SwiftError { held, said }) as Cause);
        Self { kind, message: text, again, cause }
    }
}
