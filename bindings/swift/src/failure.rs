//! What a call can come to besides success.

use crate::made::RawErrorInfo;
use ottla_api::{Error, ErrorInfo};

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
