//! Bytes that are no message: decoding says so, never panics, and never takes more memory than the
//! bytes justify.

use bytes::Bytes;

use super::{all::all, generate::generate};
use crate::{
    model::Rng,
    protocol::{
        codec::{DecodeError, DecodeProblem, Message, Reader},
        messages::{ApiVersionsRequest, MetadataRequest, MetadataResponse, ProduceRequest},
    },
};

#[test]
fn damaged_messages_never_panic() {
    let mut rng = Rng::from_seed(7);
    for message in all() {
        for version in message.schema.versions.iter() {
            for _ in 0..20 {
                let mut bytes = generate(message.schema, version, &mut rng);
                for _ in 0..=rng.below(3) {
                    if !bytes.is_empty() {
                        let at = rng.below(bytes.len() as u64) as usize;
                        bytes[at] = rng.next_u64() as u8;
                    }
                }
                let _ = (message.round_trip)(bytes.into(), version);
            }
        }
    }
}

#[test]
fn messages_that_are_cut_off_are_refused() {
    let mut rng = Rng::from_seed(8);
    for message in all() {
        for version in message.schema.versions.iter() {
            let bytes = Bytes::from(generate(message.schema, version, &mut rng));
            for end in 0..bytes.len() {
                let cut = (message.round_trip)(bytes.slice(..end), version);
                assert!(cut.is_err(), "{} {version} at {end}", message.schema.name);
            }
        }
    }
}

#[test]
fn random_bytes_never_panic() {
    let mut rng = Rng::from_seed(9);
    for message in all() {
        for version in message.schema.versions.iter() {
            for length in [0, 1, 7, 40, 300] {
                // Small bytes make lengths believable.
                let bytes: Vec<u8> = (0..length).map(|_| rng.below(6) as u8).collect();
                let _ = (message.round_trip)(bytes.into(), version);
            }
        }
    }
}

fn refused<M: Message + std::fmt::Debug>(bytes: &[u8], version: i16) -> DecodeError {
    M::decode(&mut Reader::new(Bytes::copy_from_slice(bytes)), version).unwrap_err()
}

#[test]
fn errors_name_message_field_and_place() {
    let error = refused::<ProduceRequest>(&[255, 255, 0, 1, 0, 0, 0, 9, 0, 0, 0, 1, 0, 5, b'a'], 8);
    assert_eq!(
        error.to_string(),
        "ProduceRequest cannot be decoded: field TopicProduceData.Name at byte 14: \
         5 bytes are needed and 1 are left"
    );
    let error = refused::<ProduceRequest>(&[], 2);
    assert_eq!(
        error.to_string(),
        "ProduceRequest cannot be decoded at byte 0: version 2 is not supported; versions 3-13 are"
    );
}

#[test]
fn what_cannot_be_is_refused_before_memory_is_set_aside() {
    let huge = refused::<MetadataRequest>(&[0x7f, 255, 255, 255, 0, 0], 1);
    let too_many = DecodeProblem::TooManyItems { count: 0x7fff_ffff, available: 2 };
    assert_eq!(huge.problem, too_many);
    assert_eq!(
        refused::<MetadataRequest>(&[255, 255, 255, 254], 1).problem,
        DecodeProblem::Length(-2)
    );
    assert_eq!(refused::<MetadataRequest>(&[255, 255, 255, 255], 0).problem, DecodeProblem::Null);
    let not_utf8 = refused::<MetadataRequest>(&[0, 0, 0, 1, 0, 2, 0xc3, 0x28], 1);
    assert_eq!(not_utf8.problem, DecodeProblem::NotUtf8);
    assert_eq!(not_utf8.offset, 6);
    let endless = refused::<ApiVersionsRequest>(&[255; 10], 3);
    assert_eq!(endless.problem, DecodeProblem::Varint);
}

#[test]
fn unknown_tagged_fields_are_skipped_and_known_ones_end_where_they_say() {
    // Name and version "a", then tags 5 (three bytes) and 900 (none).
    let bytes = [2, b'a', 2, b'b', 2, 5, 3, 1, 2, 3, 0x84, 7, 0];
    let mut reader = Reader::new(Bytes::copy_from_slice(&bytes));
    let request = ApiVersionsRequest::decode(&mut reader, 3).unwrap();
    assert_eq!(request.client_software_version, "b");
    reader.finish().unwrap();
    // A tagged field that goes past the end.
    let error = refused::<ApiVersionsRequest>(&[2, b'a', 2, b'b', 1, 5, 9, 1], 3);
    assert_eq!(error.problem, DecodeProblem::CutOff { needed: 9, available: 1 });
}

#[test]
fn a_claim_takes_no_more_memory_than_its_frame() {
    // A count that fits the frame, items that do not: the claim alone must not be believed.
    let mut bytes = vec![0; 1 << 20];
    bytes[..8].copy_from_slice(&[0, 0, 0, 0, 0, 0x0f, 0, 0]);
    let error = refused::<MetadataResponse>(&bytes, 0);
    assert!(matches!(error.problem, DecodeProblem::CutOff { .. }), "{error}");
}
