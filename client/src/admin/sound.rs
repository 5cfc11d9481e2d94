//! What is refused before anybody is asked, because brokers would take it for something else, or fail for all that is
//! in the same request.

use ottla_core::model::{ErrorCode, Uuid};

use crate::{Error, ErrorKind, Result};

/// Brokers fail for all topics of a request that has an empty name.
pub(super) fn has_a_name(operation: &'static str, topic: &str) -> Result<()> {
    let message = "a topic has to have a name";
    sound(!topic.is_empty(), operation, message)
        .map_err(|error| error.of_code(ErrorCode::InvalidTopicException))
}

/// On the wire zero stands for no id.
pub(super) fn is_an_id(operation: &'static str, id: Uuid) -> Result<()> {
    let message = "this is the id of no topic: brokers that are too old to have ids tell it";
    sound(id != Uuid::ZERO, operation, message)
        .map_err(|error| error.of_code(ErrorCode::InvalidTopicException))
}

/// On the wire negative numbers stand for places.
pub(super) fn is_an_offset(operation: &'static str, offset: i64) -> Result<()> {
    sound(offset >= 0, operation, format!("{offset} is no offset: they begin with 0"))
}

pub(super) fn sound(
    it_is: bool,
    operation: &'static str,
    message: impl Into<String>,
) -> Result<()> {
    match it_is {
        true => Ok(()),
        false => Err(Error::new(ErrorKind::InvalidInput, operation, message)),
    }
}
