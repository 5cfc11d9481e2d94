//! Record batches beside the crate kafka-protocol, as ratios within one run, and what a broker's
//! check costs over the CRC and the scan that it cannot do without.
//! `cargo bench -p ottla-core --bench records`

#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::{
    alloc::System,
    hint::black_box,
    time::{Duration, Instant},
};

use bytes::{Bytes, BytesMut};
use kafka_protocol::records::{
    Compression as TheirCompression, Record, RecordBatchDecoder, RecordBatchEncoder,
    RecordEncodeOptions, TimestampType as TheirTimestampType,
};
use ottla_core::{
    model::{Rng, Timestamp},
    protocol::{
        ApiKey, Frame,
        codec::{Message, Reader, Records},
        decode_request_header, decode_response, encode_request, encode_response,
        messages::{
            FetchRequest, FetchResponse, ProduceRequest,
            fetch_response::{FetchableTopicResponse, PartitionData},
            produce_request::{PartitionProduceData, TopicProduceData},
        },
        records::{
            AppendRules, BATCH_OVERHEAD, BatchBuilder, BatchFields, BatchHeader, Codecs,
            Compression, KeyRule, NewRecord, RecordIter, RecordRef, TargetCompression,
            TimestampType, ZstdRule, check_produced,
        },
    },
};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const RUNS: usize = 3_000;
const NOW: Timestamp = Timestamp(1_700_000_000_000);

fn main() {
    let values = random_text(1_000, 100);
    let batch = encode(&values, Compression::None);
    println!("1000 records of 100 B, {} B a batch", batch.len());
    show("CRC alone", time(|| BatchHeader::parse(&batch).is_ok_and(|h| h.crc_matches(&batch))));
    show("copy alone", time(|| batch.to_vec()));
    let theirs = records(&values);
    let encoding =
        beside("encode", || encode(&values, Compression::None), || encode_theirs(&theirs));
    let ratio = encoding.theirs.as_secs_f64() / encoding.ours.as_secs_f64();
    at_least("encode: times kafka-protocol's speed", ratio, 2.3);

    let scanning = beside("scan with CRC", || scan(&batch), || decode_theirs(&batch));
    let ratio = scanning.theirs.as_secs_f64() / scanning.ours.as_secs_f64();
    at_least("scan: times kafka-protocol's speed", ratio, 7.0);

    let large = encode(&random_text(9_700, 100), Compression::None);
    println!("\na batch of {} B", large.len());
    let mut codecs = Codecs::new();
    show("CRC alone", time(|| BatchHeader::parse(&large).is_ok_and(|h| h.crc_matches(&large))));
    let floor = show("CRC and scan", time(|| scan(&large)));
    let request = produce_request(&large);
    let checked = show("broker's check of a request", time(|| produce(&request, &mut codecs)));
    let ratio = checked.as_secs_f64() / floor.as_secs_f64();
    at_most("check: times CRC and scan", ratio, 1.3);
    let response = fetch_response(&large);
    show("decode of a Fetch response", time(|| fetched(&response)));
    for compression in Compression::ALL {
        let batch = encode(&values, compression);
        let mut scratch = Codecs::new();
        let time = time(|| check(&batch, &mut scratch));
        show(&format!("check of {compression}, 1000 x 100 B"), time);
    }

    println!();
    count_allocations(&values, &large);
}

/// None of them grows with the number of records.
fn count_allocations(values: &[Bytes], large: &Bytes) {
    let mut codecs = Codecs::new();
    for compression in Compression::ALL {
        let batch = encode(values, compression);
        check(&batch, &mut codecs);
        let count = allocations(|| check(&batch, &mut codecs)).count;
        at_most(&format!("check of {compression}: allocations"), count as f64, 0.0);
    }
    let request = produce_request(large);
    produce(&request, &mut codecs);
    let count = allocations(|| produce(&request, &mut codecs)).count;
    at_most("check of a 1 MiB request: allocations", count as f64, 4.0);
    let batch = encode(values, Compression::None);
    let count = allocations(|| scan(&batch)).count;
    at_most("scan: allocations", count as f64, 0.0);
    let count = allocations(|| encode(values, Compression::None)).count;
    at_most("encode: allocations", count as f64, 2.0);
    let response = fetch_response(large);
    let decoded = allocations(|| fetched(&response));
    at_most("decode of 1 MiB fetched: allocations", decoded.count as f64, 4.0);
    at_most("decode of 1 MiB fetched: bytes", decoded.bytes as f64, 1024.0);
}

/// Half random, half text, as logs are.
fn random_text(count: usize, bytes: usize) -> Vec<Bytes> {
    let mut rng = Rng::from_seed(1);
    let value = |_| {
        let noise = (0..bytes / 16).flat_map(|_| rng.next_u64().to_le_bytes());
        let mut value: Vec<u8> = noise.collect();
        value.extend(b"the text of a record ".iter().cycle().take(bytes - value.len()));
        Bytes::from(value)
    };
    (0..count).map(value).collect()
}

fn encode(values: &[Bytes], compression: Compression) -> Bytes {
    let mut builder = BatchBuilder::with_capacity(128 * 1024);
    for value in values {
        let record = NewRecord { timestamp: NOW, key: None, value: Some(value), headers: [] };
        builder.append(record).expect("far below 2 GiB");
    }
    let fields = BatchFields { encoding: compression.into(), ..BatchFields::default() };
    builder.finish(&fields, &mut Codecs::new()).expect("all codecs are built in")
}

fn scan(batch: &Bytes) -> usize {
    let header = BatchHeader::parse_whole(batch).expect("a good batch");
    assert!(header.crc_matches(batch));
    // Every field is used, so that none is skipped by the compiler.
    let sum = |sum: usize, record: RecordRef<'_>| {
        let bytes = record.value.map_or(0, <[u8]>::len) + record.key.map_or(0, <[u8]>::len);
        sum + bytes + record.offset_delta as usize + record.timestamp_delta as usize
    };
    let records = RecordIter::new(&batch[BATCH_OVERHEAD..], header.record_count);
    records.map(|record| record.expect("a good record")).fold(0, sum)
}

fn check(batch: &Bytes, codecs: &mut Codecs) -> Timestamp {
    let rules = AppendRules {
        compression: TargetCompression::Producer,
        timestamp_type: TimestampType::CreateTime,
        timestamp_before_max_ms: i64::MAX,
        timestamp_after_max_ms: 3_600_000,
        keys: KeyRule::Optional,
        batch_bytes_max: 2 << 20,
        zstd: ZstdRule::Allowed,
    };
    let checked = check_produced(black_box(batch), &rules, NOW, codecs).expect("a good batch");
    checked.header.max_timestamp
}

fn joined(frame: Frame) -> Bytes {
    let slices = frame.slices.iter().map(|slice| slice.read().expect("memory does not fail"));
    // Without the length, as a connection cuts it out of its stream.
    Bytes::from(slices.collect::<Vec<_>>().concat()).slice(4..)
}

fn produce_request(batch: &Bytes) -> Bytes {
    let records = Some(Records::from(batch.clone()));
    let partition = PartitionProduceData { index: 0, records };
    let topic = TopicProduceData { partition_data: vec![partition], ..Default::default() };
    let request = ProduceRequest { acks: -1, topic_data: vec![topic], ..Default::default() };
    joined(encode_request(&request, 13, 1, None).expect("a good request"))
}

/// What a broker does before it takes a partition's lock.
fn produce(frame: &Bytes, codecs: &mut Codecs) -> Timestamp {
    let mut reader = Reader::new(frame.clone());
    let header = decode_request_header(&mut reader).expect("a good header");
    let request = ProduceRequest::decode(&mut reader, header.request_api_version);
    let request = request.expect("a good request");
    let records = request.topic_data[0].partition_data[0].records.as_ref();
    let batch = records.expect("records").read().expect("memory does not fail");
    check(&batch, codecs)
}

fn fetch_response(batch: &Bytes) -> Bytes {
    let records = Some(Records::from(batch.clone()));
    let partition = PartitionData { records, ..Default::default() };
    let topic = FetchableTopicResponse { partitions: vec![partition], ..Default::default() };
    let response = FetchResponse { responses: vec![topic], ..Default::default() };
    joined(encode_response(&response, ApiKey::Fetch, 17, 1).expect("a good response"))
}

/// The records are a slice of the frame.
fn fetched(frame: &Bytes) -> usize {
    let response = decode_response::<FetchRequest>(frame.clone(), 17, 1).expect("a good response");
    let records = response.responses[0].partitions[0].records.as_ref();
    let batch = records.expect("records").read().expect("memory does not fail");
    assert!(frame.as_ptr_range().contains(&batch.as_ptr()), "the records were copied");
    batch.len()
}

fn records(values: &[Bytes]) -> Vec<Record> {
    let record = |(index, value): (usize, &Bytes)| Record {
        transactional: false,
        control: false,
        delete_horizon: false,
        partition_leader_epoch: -1,
        producer_id: -1,
        producer_epoch: -1,
        timestamp_type: TheirTimestampType::Creation,
        offset: index as i64,
        sequence: index as i32,
        timestamp: NOW.0,
        key: None,
        value: Some(value.clone()),
        headers: Default::default(),
    };
    values.iter().enumerate().map(record).collect()
}

fn encode_theirs(records: &[Record]) -> BytesMut {
    let options = RecordEncodeOptions { version: 2, compression: TheirCompression::None };
    let mut buffer = BytesMut::with_capacity(128 * 1024);
    RecordBatchEncoder::encode(&mut buffer, records, &options).expect("good records");
    buffer
}

fn decode_theirs(batch: &Bytes) -> usize {
    let decoded = RecordBatchDecoder::decode(&mut batch.clone()).expect("a good batch");
    decoded.records.iter().map(|record| record.value.as_ref().map_or(0, Bytes::len)).sum()
}

struct Pair {
    ours: Duration,
    theirs: Duration,
}

/// Both in turn, so that both meet the same machine.
fn beside<A, B>(what: &str, mut ours: impl FnMut() -> A, mut theirs: impl FnMut() -> B) -> Pair {
    let (mut our_times, mut their_times) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        our_times.push(once(&mut ours));
        their_times.push(once(&mut theirs));
    }
    let pair = Pair { ours: typical(our_times), theirs: typical(their_times) };
    println!("{what:<34} ours {:>9.2?}   kafka-protocol {:>9.2?}", pair.ours, pair.theirs);
    pair
}

fn show(what: &str, time: Duration) -> Duration {
    println!("{what:<34} {time:>9.2?}");
    time
}

fn time<T>(mut work: impl FnMut() -> T) -> Duration {
    typical((0..RUNS).map(|_| once(&mut work)).collect())
}

fn once<T>(work: &mut impl FnMut() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

/// The first percentile: what it takes where nothing else gets in the way.
fn typical(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 100]
}

struct Allocated {
    count: usize,
    bytes: usize,
}

fn allocations<T>(work: impl FnOnce() -> T) -> Allocated {
    let region = Region::new(ALLOCATOR);
    black_box(work());
    let change = region.change();
    Allocated { count: change.allocations + change.reallocations, bytes: change.bytes_allocated }
}

fn at_least(what: &str, value: f64, target: f64) {
    let verdict = if value >= target { "met" } else { "MISSED" };
    println!("  {what:<40} {value:>7.2}   target at least {target}: {verdict}");
}

fn at_most(what: &str, value: f64, target: f64) {
    let verdict = if value <= target { "met" } else { "MISSED" };
    println!("  {what:<40} {value:>7.2}   target at most {target}: {verdict}");
}
