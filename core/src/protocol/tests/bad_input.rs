//! One row for each way in which bytes are no message: the error names message, field and place.
//! What the rows share is that nothing was allocated by a claim; `core/tests/allocation.rs`
//! measures that.

use bytes::Bytes;

use crate::protocol::{
    codec::{Message, Reader},
    messages::{
        ApiVersionsRequest, ConsumerGroupHeartbeatRequest, CreateTopicsRequest, FetchRequest,
        FetchResponse, MetadataRequest, OffsetFetchRequest, ProduceRequest,
    },
};

fn error_of<M: Message>(version: i16, parts: &[&[u8]]) -> String {
    let bytes = Bytes::from(parts.concat());
    M::decode(&mut Reader::new(bytes), version).unwrap_err().to_string()
}

/// The largest number of five bytes.
const HUGE: &[u8] = &[0xff, 0xff, 0xff, 0xff, 0x0f];
/// 2^31 - 1 in four bytes.
const MANY: &[u8] = &[0x7f, 0xff, 0xff, 0xff];

#[test]
fn negative_lengths_are_refused() {
    assert_eq!(
        error_of::<ProduceRequest>(8, &[&[0xff, 0xfe]]),
        "ProduceRequest cannot be decoded: field ProduceRequest.TransactionalId at byte 0: \
         -2 is not a length"
    );
    assert_eq!(
        error_of::<MetadataRequest>(1, &[&[0x80, 0, 0, 0]]),
        "MetadataRequest cannot be decoded: field MetadataRequest.Topics at byte 0: \
         -2147483648 is not a length"
    );
}

#[test]
fn lengths_beyond_the_end_are_refused() {
    assert_eq!(
        error_of::<MetadataRequest>(1, &[&[0, 0, 0, 1], &[0x7f, 0xff], b"orders"]),
        "MetadataRequest cannot be decoded: field MetadataRequestTopic.Name at byte 6: \
         32767 bytes are needed and 6 are left"
    );
    // One more than fits a length of 32 bits.
    assert_eq!(
        error_of::<ApiVersionsRequest>(3, &[HUGE, b"a client"]),
        "ApiVersionsRequest cannot be decoded: field ApiVersionsRequest.ClientSoftwareName \
         at byte 5: 4294967294 bytes are needed and 8 are left"
    );
    let front = [&[0xff, 0xff, 0, 1, 0, 0, 0, 9][..], &[0, 0, 0, 1, 0, 1, b'a']].concat();
    assert_eq!(
        error_of::<ProduceRequest>(8, &[&front, &[0, 0, 0, 1, 0, 0, 0, 0], MANY, &[0; 9]]),
        "ProduceRequest cannot be decoded: field PartitionProduceData.Records at byte 27: \
         2147483647 bytes are needed and 9 are left"
    );
}

#[test]
fn varints_that_do_not_end_are_refused() {
    for varint in [&[0xff; 9][..], &[0xff, 0xff, 0xff, 0xff, 0x10], &[0x80; 6]] {
        assert_eq!(
            error_of::<ApiVersionsRequest>(3, &[varint]),
            "ApiVersionsRequest cannot be decoded: field ApiVersionsRequest.ClientSoftwareName \
             at byte 0: the varint does not end"
        );
    }
    assert_eq!(
        error_of::<ApiVersionsRequest>(3, &[&[0x80]]),
        "ApiVersionsRequest cannot be decoded: field ApiVersionsRequest.ClientSoftwareName \
         at byte 1: 1 bytes are needed and 0 are left"
    );
}

#[test]
fn tags_end_with_the_frame_whatever_their_count() {
    // 2^32 - 1 tagged fields, of which three of no bytes each are there.
    assert_eq!(
        error_of::<ApiVersionsRequest>(3, &[&[2, b'a', 2, b'b'], HUGE, &[0, 0, 1, 0, 2, 0]]),
        "ApiVersionsRequest cannot be decoded: field ApiVersionsRequest._tagged_fields \
         at byte 15: 1 bytes are needed and 0 are left"
    );
    // One whose size is 2^32 - 1.
    assert_eq!(
        error_of::<ApiVersionsRequest>(3, &[&[2, b'a', 2, b'b', 1, 9], HUGE, &[0; 3]]),
        "ApiVersionsRequest cannot be decoded: field ApiVersionsRequest._tagged_fields \
         at byte 11: 4294967295 bytes are needed and 3 are left"
    );
    // The same two in a message that has tagged fields of its own.
    let front = [&[0; 21][..], &[1, 1]].concat();
    assert_eq!(
        error_of::<FetchRequest>(17, &[&front, &[1], HUGE, &[9, 0]]),
        "FetchRequest cannot be decoded: field FetchRequest._tagged_fields at byte 31: \
         1 bytes are needed and 0 are left"
    );
    assert_eq!(
        error_of::<FetchRequest>(17, &[&front, &[1], &[1, 0], HUGE, &[9]]),
        "FetchRequest cannot be decoded: field FetchRequest._tagged_fields at byte 31: \
         4294967295 bytes are needed and 1 are left"
    );
    // The cluster's id goes past its tag.
    assert_eq!(
        error_of::<FetchRequest>(17, &[&front, &[1], &[1, 0, 2, 9, b'a']]),
        "FetchRequest cannot be decoded: field FetchRequest.ClusterId at byte 28: \
         8 bytes are needed and 1 are left"
    );
}

#[test]
fn text_has_to_be_utf8() {
    assert_eq!(
        error_of::<MetadataRequest>(1, &[&[0, 0, 0, 1, 0, 3], b"a\xff\xfe"]),
        "MetadataRequest cannot be decoded: field MetadataRequestTopic.Name at byte 6: \
         the string is not UTF-8"
    );
}

#[test]
fn null_is_refused_where_it_is_not_allowed() {
    let null = "null is not allowed here";
    // A string, an array, a string in the compact encoding, an array in it.
    assert_eq!(
        error_of::<MetadataRequest>(1, &[&[0, 0, 0, 1, 0xff, 0xff]]),
        format!(
            "MetadataRequest cannot be decoded: field MetadataRequestTopic.Name at byte 4: {null}"
        )
    );
    assert_eq!(
        error_of::<MetadataRequest>(0, &[&[0xff; 4]]),
        format!(
            "MetadataRequest cannot be decoded: field MetadataRequest.Topics at byte 0: {null}"
        )
    );
    assert_eq!(
        error_of::<ApiVersionsRequest>(3, &[&[0]]),
        format!(
            "ApiVersionsRequest cannot be decoded: field ApiVersionsRequest.ClientSoftwareName \
             at byte 0: {null}"
        )
    );
    assert_eq!(
        error_of::<CreateTopicsRequest>(5, &[&[0]]),
        format!(
            "CreateTopicsRequest cannot be decoded: field CreateTopicsRequest.Topics at byte 0: \
             {null}"
        )
    );
}

#[test]
fn arrays_of_more_items_than_bytes_are_refused_at_every_depth() {
    assert_eq!(
        error_of::<MetadataRequest>(1, &[MANY, &[0; 3]]),
        "MetadataRequest cannot be decoded: field MetadataRequest.Topics at byte 4: \
         an array of 2147483647 items cannot fit the 3 bytes that are left"
    );
    let topic = [&[0, 0, 0, 1][..], &[0, 1, b'a']].concat();
    assert_eq!(
        error_of::<OffsetFetchRequest>(1, &[&[0, 1, b'g'], &topic, MANY, &[0; 5]]),
        "OffsetFetchRequest cannot be decoded: field OffsetFetchRequestTopic.PartitionIndexes \
         at byte 14: an array of 2147483647 items cannot fit the 5 bytes that are left"
    );
    assert_eq!(
        error_of::<OffsetFetchRequest>(8, &[&[2, 2, b'g', 3, 2, b'a'], HUGE, &[0; 5]]),
        "OffsetFetchRequest cannot be decoded: field OffsetFetchRequestTopics.PartitionIndexes \
         at byte 11: an array of 4294967294 items cannot fit the 5 bytes that are left"
    );
    // Aborted transactions, four levels down.
    let partition = [0_u8; 4 + 2 + 8 + 8];
    let front = [&[0; 4][..], &topic, &[0, 0, 0, 1], &partition].concat();
    assert_eq!(
        error_of::<FetchResponse>(4, &[&front, MANY, &[0; 8]]),
        "FetchResponse cannot be decoded: field PartitionData.AbortedTransactions at byte 41: \
         an array of 2147483647 items cannot fit the 8 bytes that are left"
    );
}

#[test]
fn a_struct_that_is_cut_off_is_named_by_the_field_that_is_missing() {
    let front = [&[2, b'g', 2, b'm'][..], &[0, 0, 0, 1], &[0, 0]].concat();
    assert_eq!(
        error_of::<ConsumerGroupHeartbeatRequest>(0, &[&front, &[0, 0]]),
        "ConsumerGroupHeartbeatRequest cannot be decoded: \
         field ConsumerGroupHeartbeatRequest.RebalanceTimeoutMs at byte 10: \
         4 bytes are needed and 2 are left"
    );
}
