//! Whole frames: length, header and body of a request or response, as slices ready to be sent.

use std::io;

use bytes::{Buf, Bytes, BytesMut};
use bytestring::ByteString;

use super::{
    ApiKey, Request,
    codec::{DecodeError, DecodeProblem, EncodeError, EncodeProblem, Message, Reader, Writer},
    headers::{
        decode_response_header, request_header, request_header_version, response_header_version,
    },
    messages::ResponseHeader,
};
use crate::model::LogSlice;

/// What most headers with a small body need, in bytes.
const FRAME_CAPACITY: usize = 256;
/// Bytes of a frame's length.
const PREFIX: usize = size_of::<i32>();

/// A frame with its length, ready to be sent: the slices one after the other.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// The slices in order.
    pub slices: Vec<LogSlice>,
}

impl Frame {
    /// Number of bytes, the length field included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slices.iter().map(LogSlice::len).sum()
    }

    /// Whether there are no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Header and body in one piece, without the length.
    ///
    /// # Errors
    /// If a slice is one of a file that cannot be read.
    pub fn contents(&self) -> io::Result<Bytes> {
        let mut bytes = BytesMut::with_capacity(self.len());
        for slice in &self.slices {
            bytes.extend_from_slice(&slice.read()?);
        }
        bytes.advance(PREFIX.min(bytes.len()));
        Ok(bytes.freeze())
    }
}

/// A request as a frame.
///
/// # Errors
/// If the version cannot carry what is set.
pub fn encode_request<R: Request>(
    request: &R,
    version: i16,
    correlation_id: i32,
    client_id: Option<&ByteString>,
) -> Result<Frame, EncodeError> {
    let header = request_header(R::KEY, version, correlation_id, client_id.cloned());
    encode_frame(&header, request_header_version(R::KEY, version), request, version)
}

/// A response as a frame. `api` and `version` are those of the request.
///
/// # Errors
/// If the version cannot carry what is set.
pub fn encode_response<M: Message>(
    response: &M,
    api: ApiKey,
    version: i16,
    correlation_id: i32,
) -> Result<Frame, EncodeError> {
    let header = ResponseHeader { correlation_id };
    encode_frame(&header, response_header_version(api, version), response, version)
}

/// Reads a response to request `correlation_id` out of a frame without its length. Bytes after
/// the response are ignored, as Apache Kafka does.
///
/// # Errors
/// If the frame does not answer that request, or is not such a response.
pub fn decode_response<R: Request>(
    frame: Bytes,
    version: i16,
    correlation_id: i32,
) -> Result<R::Response, DecodeError> {
    let mut reader = Reader::new(frame);
    let found = decode_response_header(&mut reader, R::KEY, version)?;
    if found != correlation_id {
        let problem = DecodeProblem::Correlation { expected: correlation_id, found };
        return Err(DecodeError {
            message: R::Response::NAME,
            field: "ResponseHeader.CorrelationId",
            offset: 0,
            problem,
        });
    }
    R::Response::decode(&mut reader, version)
}

fn encode_frame<H: Message, M: Message>(
    header: &H,
    header_version: i16,
    body: &M,
    version: i16,
) -> Result<Frame, EncodeError> {
    let mut writer = Writer::with_capacity(FRAME_CAPACITY);
    writer.leave_room_for_length();
    header.encode(&mut writer, header_version)?;
    body.encode(&mut writer, version)?;
    let length = writer.len() - size_of::<i32>();
    let Ok(length) = i32::try_from(length) else {
        let problem = EncodeProblem::TooLong { length, max: i32::MAX as usize };
        return Err(EncodeError { message: M::NAME, field: "", problem });
    };
    writer.fill_length(length);
    Ok(Frame { slices: writer.into_slices() })
}

#[cfg(test)]
mod tests {
    use bytes::BytesMut;

    use super::*;
    use crate::protocol::{
        FrameDecoder,
        codec::Records,
        decode_request_header,
        messages::{
            ApiVersionsRequest, ApiVersionsResponse, FetchRequest, FetchResponse,
            fetch_response::{FetchableTopicResponse, PartitionData},
        },
    };

    fn joined(frame: &Frame) -> BytesMut {
        let mut bytes = BytesMut::new();
        for slice in &frame.slices {
            bytes.extend_from_slice(&slice.read().unwrap());
        }
        assert_eq!(bytes.len(), frame.len());
        bytes
    }

    fn unframed(frame: &Frame) -> Bytes {
        FrameDecoder::new(1 << 20).next(&mut joined(frame)).unwrap().unwrap()
    }

    #[test]
    fn a_request_frame_is_read_back() {
        let client_id = ByteString::from_static("billing");
        let request = FetchRequest { max_wait_ms: 5, ..Default::default() };
        for version in FetchRequest::SCHEMA.versions.iter() {
            let frame = encode_request(&request, version, 77, Some(&client_id)).unwrap();
            let mut reader = Reader::new(unframed(&frame));
            let header = decode_request_header(&mut reader).unwrap();
            assert_eq!(header.request_api_key, 1);
            assert_eq!(header.request_api_version, version);
            assert_eq!(header.correlation_id, 77);
            assert_eq!(header.client_id.as_deref(), Some("billing"));
            assert_eq!(FetchRequest::decode(&mut reader, version).unwrap().max_wait_ms, 5);
            reader.finish().unwrap();
        }
    }

    #[test]
    fn records_are_taken_over_and_never_copied() {
        let data = Bytes::from(vec![7; 10_000]);
        let partition =
            PartitionData { records: Some(Records::from(data.clone())), ..Default::default() };
        let topic = FetchableTopicResponse {
            partitions: vec![partition.clone(), partition],
            ..Default::default()
        };
        let response = FetchResponse { responses: vec![topic], ..Default::default() };
        let frame = encode_response(&response, ApiKey::Fetch, 17, 3).unwrap();
        let shared = frame
            .slices
            .iter()
            .filter(
                |slice| matches!(slice, LogSlice::Memory(bytes) if bytes.as_ptr() == data.as_ptr()),
            )
            .count();
        assert_eq!(shared, 2);
        let decoded = decode_response::<FetchRequest>(unframed(&frame), 17, 3).unwrap();
        assert_eq!(decoded, response);
        let error = decode_response::<FetchRequest>(unframed(&frame), 17, 4).unwrap_err();
        assert_eq!(error.problem, DecodeProblem::Correlation { expected: 4, found: 3 });
    }

    #[test]
    fn a_header_of_an_unknown_version_or_api_can_be_answered() {
        let frame = [&[0, 18, 0, 99, 0, 0, 0, 5, 0, 1][..], b"x", &[0], b"whatever"].concat();
        let mut reader = Reader::new(frame.into());
        let header = decode_request_header(&mut reader).unwrap();
        assert_eq!((header.request_api_key, header.request_api_version), (18, 99));
        assert_eq!((header.correlation_id, header.client_id.as_deref()), (5, Some("x")));
        assert_eq!(&reader.rest()[..], b"whatever");

        let mut reader = Reader::new(Bytes::from_static(&[3, 0xe7, 0, 0, 0, 0, 0, 6, 255, 255]));
        let header = decode_request_header(&mut reader).unwrap();
        assert_eq!((header.request_api_key, header.correlation_id), (999, 6));
    }

    #[test]
    fn api_versions_is_answered_with_the_oldest_header() {
        let response = ApiVersionsResponse::default();
        let frame = encode_response(&response, ApiKey::ApiVersions, 4, 1).unwrap();
        let decoded = decode_response::<ApiVersionsRequest>(unframed(&frame), 4, 1).unwrap();
        assert_eq!(decoded, response);
        // Length, correlation id, error code, no keys, throttle time, no tags: no tags in the header.
        assert_eq!(frame.len(), 4 + 4 + 2 + 1 + 4 + 1);
    }
}
