//! Records as clients write and read them: batches of a producer, and what a reader of either isolation level
//! makes of a Fetch response.

use std::collections::BTreeSet;

use bytes::Bytes;
use ottla_core::{
    model::{ErrorCode, ProducerEpoch, ProducerId, Timestamp},
    protocol::{
        codec::Records,
        messages::{
            FetchRequest, FetchResponse,
            fetch_request::{FetchPartition, FetchTopic},
            fetch_response::AbortedTransaction,
        },
        records::{
            Attributes, BATCH_OVERHEAD, BatchBuilder, BatchFields, BatchHeader, Codecs,
            ControlType, NewRecord, RecordIter,
        },
    },
};

use crate::place::Place;

/// Version of Fetch that names topics.
pub(crate) const FETCH_VERSION: i16 = 12;

/// What a reader is to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Isolation {
    Uncommitted,
    Committed,
}

/// Who writes a batch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Writer {
    pub(crate) id: i64,
    pub(crate) epoch: i16,
    pub(crate) sequence: i32,
}

/// A batch; with a writer it belongs to that one's transaction.
pub(crate) fn batch<V: AsRef<[u8]>>(
    values: &[V],
    writer: Option<Writer>,
    timestamp: Timestamp,
) -> Bytes {
    let mut builder = BatchBuilder::default();
    for value in values {
        let value = Some(value.as_ref());
        let record = NewRecord { timestamp, key: None, value, headers: [] };
        builder.append(record).expect("a few bytes");
    }
    let fields = writer.map_or_else(BatchFields::default, |writer| BatchFields {
        attributes: Attributes::default().transactional(),
        producer_id: ProducerId(writer.id),
        producer_epoch: ProducerEpoch(writer.epoch),
        base_sequence: writer.sequence,
        ..Default::default()
    });
    builder.finish(&fields, &mut Codecs::new()).expect("no codec")
}

/// Asks for records of one partition.
pub(crate) fn fetch(
    place: Place,
    offset: i64,
    isolation: Isolation,
    wait_ms: i32,
    bytes_max: i32,
) -> FetchRequest {
    let partition = FetchPartition {
        partition: place.partition,
        fetch_offset: offset,
        partition_max_bytes: bytes_max,
        ..Default::default()
    };
    let topic =
        FetchTopic { topic: place.topic.into(), partitions: vec![partition], ..Default::default() };
    FetchRequest {
        max_wait_ms: wait_ms,
        min_bytes: 1,
        max_bytes: bytes_max,
        isolation_level: i8::from(isolation == Isolation::Committed),
        topics: vec![topic],
        ..Default::default()
    }
}

/// What a reader has got.
#[derive(Debug)]
pub(crate) struct Fetched {
    pub(crate) records: Vec<(i64, String)>,
    /// Where to go on.
    pub(crate) next: i64,
    pub(crate) high_watermark: i64,
    pub(crate) last_stable_offset: i64,
}

/// Reads a response to [`fetch`] as clients do: at read_committed what was aborted is left out, by the
/// broker's list and the markers.
///
/// # Errors
/// The partition's error.
pub(crate) fn fetched(
    response: &FetchResponse,
    from: i64,
    isolation: Isolation,
) -> Result<Fetched, ErrorCode> {
    let partition = response.responses.first().and_then(|topic| topic.partitions.first());
    let partition = partition.ok_or(ErrorCode::from_code(response.error_code))?;
    if partition.error_code != 0 {
        return Err(ErrorCode::from_code(partition.error_code));
    }
    let mut filter = Filter::new(isolation, partition.aborted_transactions.as_deref());
    let mut got = Fetched {
        records: Vec::new(),
        next: from,
        high_watermark: partition.high_watermark,
        last_stable_offset: partition.last_stable_offset,
    };
    let mut bytes = partition
        .records
        .as_ref()
        .map(Records::read)
        .transpose()
        .ok()
        .flatten()
        .unwrap_or_default();
    while bytes.len() > BATCH_OVERHEAD {
        let Ok(header) = BatchHeader::parse(&bytes) else { break };
        if header.size > bytes.len() {
            break;
        }
        let batch = bytes.split_to(header.size);
        assert!(header.crc_matches(&batch), "a batch that was fetched is whole");
        got.next = header.last_offset().0 + 1;
        let body = batch.slice(BATCH_OVERHEAD..);
        if !filter.takes(&header, &body) {
            continue;
        }
        for record in RecordIter::new(&body, header.record_count) {
            let record = record.expect("a record that was written by us");
            let offset = header.offset_at(record.offset_delta).0;
            let value = String::from_utf8_lossy(record.value.unwrap_or_default()).into_owned();
            if offset >= from {
                got.records.push((offset, value));
            }
        }
    }
    Ok(got)
}

/// Leaves out markers, and at read_committed what was aborted.
struct Filter {
    aborted: Vec<(i64, i64)>,
    open: BTreeSet<i64>,
}

impl Filter {
    fn new(isolation: Isolation, aborted: Option<&[AbortedTransaction]>) -> Self {
        let aborted = match isolation {
            Isolation::Committed => aborted.unwrap_or_default(),
            Isolation::Uncommitted => &[],
        };
        let mut aborted: Vec<_> =
            aborted.iter().map(|one| (one.first_offset, one.producer_id)).collect();
        aborted.sort_unstable();
        Self { aborted, open: BTreeSet::new() }
    }

    fn takes(&mut self, header: &BatchHeader, body: &[u8]) -> bool {
        let last = header.last_offset().0;
        let begun = self.aborted.iter().take_while(|(first, _)| *first <= last).count();
        self.open.extend(self.aborted.drain(..begun).map(|(_, producer)| producer));
        if header.attributes.is_control() {
            let marker = RecordIter::new(body, header.record_count).next();
            let key = marker.and_then(Result::ok).and_then(|record| record.key);
            if key.and_then(ControlType::of_key) == Some(ControlType::Abort) {
                self.open.remove(&header.producer_id.0);
            }
            return false;
        }
        !(header.attributes.is_transactional() && self.open.contains(&header.producer_id.0))
    }
}
