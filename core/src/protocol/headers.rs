//! The headers before requests and responses: which version stands before which message, and how
//! to read one whose API or version is unknown, so that it can be answered (KIP-511).

use bytestring::ByteString;

use super::{
    ApiKey,
    codec::{DecodeError, Message, Reader},
    messages::{RequestHeader, ResponseHeader},
};

/// Version of the header before a request: 2 before flexible versions, 1 otherwise.
#[must_use]
pub fn request_header_version(api: ApiKey, version: i16) -> i16 {
    if api.request_schema().flexible_versions.contains(version) { 2 } else { 1 }
}

/// Version of the header before a response: 1 before flexible versions, 0 otherwise, and always 0
/// for ApiVersions, because its sender does not know yet what the receiver understands.
#[must_use]
pub fn response_header_version(api: ApiKey, version: i16) -> i16 {
    let flexible = api.response_schema().flexible_versions.contains(version);
    i16::from(flexible && api != ApiKey::ApiVersions)
}

/// Reads the header of a request. API and version may be unknown: then only what stands at the
/// same place in all headers is read, and the reader stops before what may follow.
///
/// # Errors
/// If the header is cut off, or the client id is not a string.
pub fn decode_request_header(reader: &mut Reader) -> Result<RequestHeader, DecodeError> {
    let named = |error: Box<DecodeError>| DecodeError { message: RequestHeader::NAME, ..*error };
    let mut peek = reader.clone();
    let key = peek.fixed().map(i16::from_be_bytes).map_err(named)?;
    let version = peek.fixed().map(i16::from_be_bytes).map_err(named)?;
    // Flexible versions are open towards the top, so a version newer than all we know counts.
    let header_version =
        ApiKey::from_code(key).map_or(1, |api| request_header_version(api, version));
    RequestHeader::decode(reader, header_version)
}

/// Reads the header of a response, and returns the correlation id: that of the request.
///
/// # Errors
/// If the header is cut off.
pub fn decode_response_header(
    reader: &mut Reader,
    api: ApiKey,
    version: i16,
) -> Result<i32, DecodeError> {
    ResponseHeader::decode(reader, response_header_version(api, version))
        .map(|header| header.correlation_id)
}

pub(super) fn request_header(
    api: ApiKey,
    version: i16,
    correlation_id: i32,
    client_id: Option<ByteString>,
) -> RequestHeader {
    RequestHeader {
        request_api_key: api.code(),
        request_api_version: version,
        correlation_id,
        client_id,
    }
}
