//! Topics that are refused before anybody is asked, because brokers would fail for all that is in the same request.

use ottla_core::model::{ErrorCode, Uuid};

use crate::{Error, ErrorKind, Result};

/// Brokers fail for all topics of a request that has an empty name.
pub(super) fn has_a_name(operation: &'static str, topic: &str) -> Result<()> {
    if !topic.is_empty() {
        return Ok(());
    }
    let error = unsound(operation, "a topic has to have a name");
    Err(error.of_code(ErrorCode::InvalidTopicException))
}

/// On the wire zero stands for no id.
pub(super) fn is_an_id(operation: &'static str, id: Uuid) -> Result<()> {
    if id != Uuid::ZERO {
        return Ok(());
    }
    let message = "this is the id of no topic: brokers that are too old to have ids tell it";
    Err(unsound(operation, message).of_code(ErrorCode::InvalidTopicException))
}

fn unsound(operation: &'static str, message: &str) -> Error {
    Error::new(ErrorKind::InvalidInput, operation, message)
}
