//! Whether there is a tokio runtime to work in: without one tokio would panic in the middle of a call.

use tokio::runtime::Handle;

use crate::{Error, ErrorKind, Result};

/// The runtime of the caller.
///
/// # Errors
/// `InvalidInput` if there is none.
pub(crate) fn entered(operation: &'static str) -> Result<Handle> {
    Handle::try_current().map_err(|error| {
        let message = "there is no tokio runtime here: call it from a task of one, or with \
                       Runtime::enter in force";
        Error::new(ErrorKind::InvalidInput, operation, message).caused_by(error)
    })
}
