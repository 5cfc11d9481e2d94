//! Numbers that stand for other things on the wire than their users mean are refused before anybody is asked.

use crate::{Error, ErrorKind, Result};

/// Brokers keep negative offsets, or take them for places.
///
/// # Errors
/// `InvalidInput`.
pub(crate) fn is_an_offset(operation: &'static str, offset: i64) -> Result<()> {
    match offset {
        0.. => Ok(()),
        _ => {
            let message = format!("{offset} is no offset: the first one is 0");
            Err(Error::new(ErrorKind::InvalidInput, operation, message))
        }
    }
}

/// Negative times stand for places.
///
/// # Errors
/// `InvalidInput`.
pub(crate) fn is_a_time(operation: &'static str, time: i64) -> Result<()> {
    match time {
        0.. => Ok(()),
        _ => {
            let message = format!("{time} is no time: milliseconds since 1970 are 0 or more");
            Err(Error::new(ErrorKind::InvalidInput, operation, message))
        }
    }
}
