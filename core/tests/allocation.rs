//! What decoding takes of memory, counted by the allocator: no more than a small multiple of the
//! frame, whatever the frame claims, for every message at every version; for compressed batches no
//! more than their limits. One test, for the counters are the process's.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::alloc::System;

use bytes::Bytes;
use ottla_core::{
    model::Timestamp,
    protocol::{
        FrameDecoder,
        codec::{FieldSchema, FieldType, Versions},
        fuzzing::{
            AnyDecoder, coordinator_records, embedded, metadata_records, requests, responses,
        },
        records::{
            AppendRules, BatchBuilder, BatchFields, Codecs, Compression, KeyRule, NewRecord,
            TargetCompression, TimestampType, ZstdRule, check_produced,
        },
    },
};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Bytes of the frames that are filled with as many items as they take.
const FRAME_BYTES: usize = 64 * 1024;

/// An empty string is one byte on the wire and 32 in memory, and a vector that grows doubles.
const MULTIPLE_MAX: usize = 65;

fn allocated<T>(work: impl FnOnce() -> T) -> (usize, T) {
    let region = Region::new(ALLOCATOR);
    let result = work();
    (region.change().bytes_allocated, result)
}

/// Writes the smallest message, but for one array, which it fills up to the end of the frame.
struct Filler {
    version: i16,
    flexible: bool,
    bytes: Vec<u8>,
    /// Arrays that are left to pass before the one to fill.
    before: usize,
    /// What the array that is filled claims, if it is not as many items as there are.
    claim: Option<u32>,
    filled: bool,
}

impl Filler {
    fn fields(&mut self, fields: &[FieldSchema]) {
        for field in fields.iter().filter(|field| field.tag.is_none()) {
            if field.versions.contains(self.version) {
                self.field(field);
            }
        }
        if self.flexible {
            self.bytes.push(0);
        }
    }

    fn field(&mut self, field: &FieldSchema) {
        let outer = self.flexible;
        if field.flexible_versions == Some(Versions::NONE) {
            self.flexible = false;
        }
        if let (FieldType::Struct(_), true) =
            (field.field_type, field.nullable_versions.contains(self.version))
        {
            self.bytes.push(1);
        }
        self.value(field.field_type);
        self.flexible = outer;
    }

    fn value(&mut self, field_type: FieldType) {
        match field_type {
            FieldType::Bool | FieldType::Int8 => self.bytes.push(0),
            FieldType::Int16 | FieldType::Uint16 => self.bytes.extend([0; 2]),
            FieldType::Int32 | FieldType::Uint32 => self.bytes.extend([0; 4]),
            FieldType::Int64 | FieldType::Float64 => self.bytes.extend([0; 8]),
            FieldType::Uuid => self.bytes.extend([0; 16]),
            FieldType::String => self.length(0, 2),
            FieldType::Bytes | FieldType::Records => self.length(0, 4),
            FieldType::Struct(schema) => self.fields(schema.fields),
            FieldType::Array(items) => self.array(*items),
        }
    }

    fn array(&mut self, items: FieldType) {
        if self.filled {
            return self.length(0, 4);
        }
        if let Some(before) = self.before.checked_sub(1) {
            self.before = before;
            // What stands in the item counts as arrays of its own.
            self.length(1, 4);
            return self.value(items);
        }
        self.filled = true;
        let mut item = Self { bytes: Vec::new(), before: 0, ..*self };
        item.value(items);
        let count = (FRAME_BYTES / item.bytes.len().max(1)) as u32;
        self.length(self.claim.unwrap_or(count), 4);
        for _ in 0..count {
            self.bytes.extend(&item.bytes);
        }
    }

    fn length(&mut self, length: u32, width: usize) {
        if !self.flexible {
            self.bytes.extend(&length.to_be_bytes()[4 - width..]);
            return;
        }
        let mut value = length.saturating_add(1);
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }
}

fn filled(decoder: &AnyDecoder, version: i16, array: usize, claim: Option<u32>) -> Option<Bytes> {
    let flexible = decoder.schema.flexible_versions.contains(version);
    let bytes = (decoder.front)(decoder.schema, version);
    let mut filler = Filler { version, flexible, bytes, before: array, claim, filled: false };
    filler.fields(decoder.schema.fields);
    filler.filled.then(|| filler.bytes.into())
}

fn every_array_of_every_message_is_bounded_by_its_frame() {
    let mut decoders = requests();
    decoders.extend(responses());
    decoders.extend(metadata_records());
    decoders.extend(coordinator_records());
    decoders.extend(embedded());
    assert!(decoders.len() > 260, "{}", decoders.len());
    let (mut arrays, mut most) = (0, (0.0, String::new()));
    for decoder in &decoders {
        for version in decoder.schema.versions.iter() {
            for array in 0.. {
                let Some(full) = filled(decoder, version, array, None) else { break };
                arrays += 1;
                let name = format!("array {array} of {} {version}", decoder.schema.name);
                let (bytes, result) = allocated(|| (decoder.decode)(full.clone(), version));
                assert_eq!(result, Ok(()), "{name}");
                let multiple = bytes as f64 / full.len() as f64;
                if multiple > most.0 {
                    most = (multiple, name.clone());
                }
                assert!(bytes <= MULTIPLE_MAX * full.len(), "{name}: {multiple}");
                // The same frame claims as many items as there are bytes: they are not there.
                for claim in [0x7fff_fffe, FRAME_BYTES as u32] {
                    let lying = filled(decoder, version, array, Some(claim)).unwrap();
                    let (bytes, _) = allocated(|| (decoder.decode)(lying.clone(), version));
                    assert!(bytes <= MULTIPLE_MAX * lying.len() + 1_000, "{name}: {bytes}");
                }
            }
        }
    }
    println!("{arrays} arrays; the most is {:.1} times the frame, {}", most.0, most.1);
    assert!(arrays > 900, "{arrays}");
}

fn a_claim_of_a_frame_takes_next_to_nothing() {
    let mut decoder = FrameDecoder::new(1 << 30);
    let mut buffer = bytes::BytesMut::from(&[0x3f, 0xff, 0xff, 0xff, 1, 2][..]);
    let (bytes, frame) = allocated(|| decoder.next(&mut buffer));
    assert_eq!(frame, Ok(None));
    assert!(bytes < 200_000, "{bytes}");
}

/// A batch whose body is 300 MiB of zeros in `compression`.
fn bomb(compression: Compression, codecs: &mut Codecs) -> Bytes {
    let mut builder = BatchBuilder::default();
    let value = vec![0; 300 << 20];
    let record = NewRecord { timestamp: Timestamp(0), key: None, value: Some(&value), headers: [] };
    builder.append(record).unwrap();
    let fields = BatchFields { encoding: compression.into(), ..BatchFields::default() };
    builder.finish(&fields, codecs).unwrap()
}

fn a_bomb_is_refused_in_the_memory_that_a_good_batch_takes() {
    let mut codecs = Codecs::new();
    let rules = AppendRules {
        compression: TargetCompression::Producer,
        timestamp_type: TimestampType::CreateTime,
        timestamp_before_max_ms: i64::MAX,
        timestamp_after_max_ms: i64::MAX,
        keys: KeyRule::Optional,
        batch_bytes_max: usize::MAX,
        zstd: ZstdRule::Allowed,
    };
    let compressed = Compression::ALL.into_iter().filter(|codec| *codec != Compression::None);
    for compression in compressed {
        let Ok(()) = Codecs::new().compress(compression.into(), b"", &mut Vec::new()) else {
            continue;
        };
        let bomb = bomb(compression, &mut codecs);
        let mut check = || check_produced(&bomb, &rules, Timestamp(0), &mut codecs).map(drop);
        let first = check();
        let (bytes, second) = allocated(check);
        assert!(first.is_err() && first == second, "{compression}: {first:?}");
        assert!(bytes < 2_000, "{compression}: {bytes}");
    }
}

fn a_zstandard_window_beyond_128_mib_is_refused() {
    // Magic, then a frame header that asks for a window of 256 MiB, then an empty last block.
    let body = [&[0x28, 0xb5, 0x2f, 0xfd, 0x00][..], &[18 << 3], &[1, 0, 0]].concat();
    let mut codecs = Codecs::new();
    let (bytes, refused) = allocated(|| codecs.decompress(Compression::Zstd, &body.into()));
    let error = refused.unwrap_err().to_string();
    assert!(error.contains("memory") || error.contains("not built in"), "{error}");
    assert!(bytes < 200_000, "{bytes}");
}

#[test]
fn memory_follows_what_has_really_arrived() {
    a_claim_of_a_frame_takes_next_to_nothing();
    every_array_of_every_message_is_bounded_by_its_frame();
    a_bomb_is_refused_in_the_memory_that_a_good_batch_takes();
    a_zstandard_window_beyond_128_mib_is_refused();
}
