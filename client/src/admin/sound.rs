//! What is refused before anybody is asked, because brokers would take it for something else, or fail for all that is
//! in the same request.

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

/// On the wire negative offsets stand for places.
pub(super) fn is_an_offset(operation: &'static str, offset: i64) -> Result<()> {
    match offset {
        0.. => Ok(()),
        _ => Err(unsound(operation, format!("{offset} is no offset: they begin with 0"))),
    }
}

/// On the wire places are negative times.
pub(super) fn is_a_time(operation: &'static str, time: i64) -> Result<()> {
    let message = || format!("{time} is no time: negative ones stand for other places");
    match time {
        0.. => Ok(()),
        _ => Err(unsound(operation, message())),
    }
}

fn unsound(operation: &'static str, message: impl Into<String>) -> Error {
    Error::new(ErrorKind::InvalidInput, operation, message)
}
