//! What the handlers of transactions share: codes and strings of their requests.

use bytestring::ByteString;
use ottla_core::model::ErrorCode;

/// A string that does not keep the request alive that it came in.
pub(super) fn owned(text: &str) -> ByteString {
    ByteString::from(text.to_owned())
}

/// The code for a client of this version: before version 2 they do not know PRODUCER_FENCED (KIP-588).
pub(super) fn in_version(version: i16, code: ErrorCode) -> ErrorCode {
    if version < 2 && code == ErrorCode::ProducerFenced {
        return ErrorCode::InvalidProducerEpoch;
    }
    code
}
