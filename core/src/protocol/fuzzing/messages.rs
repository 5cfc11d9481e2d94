//! The bodies of the fuzz targets for messages of all kinds. An error is as good an answer as any;
//! only panics count, and differences between what was read and what is written from it.

use bytes::Bytes;

use super::decoders::{self, AnyDecoder};
use crate::protocol::{ApiKey, codec::Reader, decode_request_header, decode_response_header};

/// Header and body of a request.
pub fn request(data: &[u8]) {
    let mut reader = Reader::new(Bytes::copy_from_slice(data));
    let Ok(header) = decode_request_header(&mut reader) else { return };
    let Some(index) = index_of(header.request_api_key) else { return };
    let _ = (decoders::requests()[index].round_trip)(reader.rest(), header.request_api_version);
}

/// API key and version in two bytes each, then header and body of a response.
pub fn response(data: &[u8]) {
    let Some((front, data)) = data.split_first_chunk::<4>() else { return };
    let [key0, key1, version0, version1] = *front;
    let (code, version) =
        (i16::from_be_bytes([key0, key1]), i16::from_be_bytes([version0, version1]));
    let (Some(api), Some(index)) = (ApiKey::from_code(code), index_of(code)) else { return };
    let mut reader = Reader::new(Bytes::copy_from_slice(data));
    if decode_response_header(&mut reader, api, version).is_ok() {
        let _ = (decoders::responses()[index].round_trip)(reader.rest(), version);
    }
}

/// A metadata record in its frame.
pub fn metadata_record(data: &[u8]) {
    let records = decoders::metadata_records();
    let _ = (records[0].round_trip)(Bytes::copy_from_slice(data), 0);
}

/// The kind of record and the length of the key in a byte each, then key and value of a coordinator
/// record.
pub fn coordinator_record(data: &[u8]) {
    let &[kind, length, ref rest @ ..] = data else { return };
    let (key, value) = rest.split_at(usize::from(length).min(rest.len()));
    decoders::coordinator_pair(kind, Bytes::copy_from_slice(key), Bytes::copy_from_slice(value));
}

/// The kind of message and its version in a byte each, then a message of those that are neither
/// requests nor records.
pub fn embedded_message(data: &[u8]) {
    let &[kind, version, ref rest @ ..] = data else { return };
    let messages: Vec<AnyDecoder> = decoders::embedded();
    let message = &messages[usize::from(kind) % messages.len()];
    let _ = (message.round_trip)(Bytes::copy_from_slice(rest), i16::from(version));
}

fn index_of(key: i16) -> Option<usize> {
    let api = ApiKey::from_code(key)?;
    ApiKey::ALL.iter().position(|other| *other == api)
}
