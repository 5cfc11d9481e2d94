//! What a leader checks before it appends a produced batch, by the rules of Apache Kafka 4.3.1: one
//! batch of format v2, its size, CRC, count and flags, and every record in it. Where the topic asks
//! for another codec or another clock, the batch is changed here, so that all of this happens
//! before the partition is locked. Sequences and epochs of the producer are storage's business.

use bytes::Bytes;

use super::{
    Attributes, BATCH_OVERHEAD, BatchHeader, BatchRejection, Codecs, Compression, Encoding,
    HeaderError, RejectedRecord, RejectedRecords, RejectionReason, StampedHeader, TimestampType,
    walk::{Walk, WalkedRecord},
};
use crate::model::{
    Offset, Timestamp,
    config::{TopicCompression, TopicConfig},
};

/// A topic's `compression.type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetCompression {
    /// `producer`: a batch stays as it came.
    Producer,
    /// Batches of another codec are compressed anew. A batch that has this codec already stays as
    /// it came, whatever its level, which it does not tell.
    To(Encoding),
}

/// Whether records may come without a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyRule {
    /// They may.
    Optional,
    /// They may not: the topic is compacted.
    Required,
}

/// Whether the request's version knows Zstandard (KIP-110: Produce 7 and up).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZstdRule {
    /// It does.
    Allowed,
    /// It does not, so consumers as old as the producer could not read it.
    Refused,
}

/// What a topic and a request ask of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AppendRules {
    /// `compression.type` with its level.
    pub compression: TargetCompression,
    /// `message.timestamp.type`.
    pub timestamp_type: TimestampType,
    /// `message.timestamp.before.max.ms`: how old a record may be, in milliseconds.
    pub timestamp_before_max_ms: i64,
    /// `message.timestamp.after.max.ms`: how far ahead of the clock a record may be, in
    /// milliseconds.
    pub timestamp_after_max_ms: i64,
    /// Whether keys may be null.
    pub keys: KeyRule,
    /// `max.message.bytes`: largest batch, header included, before and after a change of codec.
    pub batch_bytes_max: usize,
    /// Whether the request may carry Zstandard.
    pub zstd: ZstdRule,
}

impl AppendRules {
    /// What a topic's configuration asks of a batch.
    #[must_use]
    pub fn of_topic(topic: &TopicConfig) -> Self {
        let to = |compression, level| TargetCompression::To(Encoding { compression, level });
        Self {
            compression: match topic.compression {
                TopicCompression::Producer => TargetCompression::Producer,
                TopicCompression::Uncompressed => to(Compression::None, None),
                TopicCompression::Gzip(level) => to(Compression::Gzip, level),
                TopicCompression::Snappy => to(Compression::Snappy, None),
                TopicCompression::Lz4(level) => to(Compression::Lz4, Some(level)),
                TopicCompression::Zstd(level) => to(Compression::Zstd, Some(level)),
            },
            timestamp_type: if topic.log_append_time {
                TimestampType::LogAppendTime
            } else {
                TimestampType::CreateTime
            },
            timestamp_before_max_ms: topic.timestamp_before_max_ms,
            timestamp_after_max_ms: topic.timestamp_after_max_ms,
            keys: if topic.cleanup_policy.compacts() {
                KeyRule::Required
            } else {
                KeyRule::Optional
            },
            batch_bytes_max: topic.max_message_bytes,
            zstd: ZstdRule::Allowed,
        }
    }
}

/// A batch that may be appended: `[stamped, body]`, once the log has set offset and epoch.
#[derive(Clone, Debug)]
pub struct CheckedBatch {
    /// The header as it will be appended, but for base offset (0) and leader epoch. CRC and size
    /// are those of `body`.
    pub stamped: StampedHeader,
    /// The same, read.
    pub header: BatchHeader,
    /// Offset delta of the first record with the largest timestamp.
    pub max_timestamp_offset_delta: i32,
    /// The records: a slice of the frame, or new bytes where the codec was changed.
    pub body: Bytes,
}

/// Checks the records of one partition in a Produce request.
///
/// Allocates nothing as long as the batch's codec stays and no record is refused; memory does not
/// grow with what a compressed batch decompresses to.
///
/// # Errors
/// Says what is wrong, and as which error code Kafka reports it.
pub fn check_produced(
    records: &Bytes,
    rules: &AppendRules,
    now: Timestamp,
    codecs: &mut Codecs,
) -> Result<CheckedBatch, BatchRejection> {
    let header = check_envelope(records, rules)?;
    let compression = check_header(records, &header, rules)?;
    let target = match rules.compression {
        TargetCompression::To(encoding) if encoding.compression != compression => Some(encoding),
        TargetCompression::To(_) | TargetCompression::Producer => None,
    };
    let body = records.slice(BATCH_OVERHEAD..header.size);
    let appended = as_appended(&header, rules);
    let bytes_max = rules.batch_bytes_max;
    let walk = Walk { header: &appended, body: &body, compression, bytes_max };
    let mut summary = Summary::default();
    let rewritten = walk.run(target, codecs, |record| summary.add(&record))?;
    let judge = Judge { header: &header, rules, now };
    if judge.objects_to(&summary) {
        let mut rejected = RejectedRecords::default();
        walk.run(None, codecs, |record| {
            if let Some(reason) = judge.objection(&record) {
                rejected.push(RejectedRecord { index: record.index, reason });
            }
        })?;
        return Err(BatchRejection::Records(rejected));
    }
    Ok(seal(&judge, &summary, target, rewritten.map_or(body, Bytes::from)))
}

/// Finds the one batch: what Kafka checks when it decodes the request.
fn check_envelope(records: &Bytes, rules: &AppendRules) -> Result<BatchHeader, BatchRejection> {
    if records.is_empty() {
        return Err(BatchRejection::Empty);
    }
    let header = BatchHeader::parse_whole(records).map_err(|error| match error {
        HeaderError::Magic(magic @ (0 | 1)) => BatchRejection::OldMagic(magic),
        HeaderError::Truncated { .. } | HeaderError::Length(_) | HeaderError::Magic(_) => {
            BatchRejection::Header(error)
        }
    })?;
    if header.attributes.compression() == Some(Compression::Zstd) && rules.zstd == ZstdRule::Refused
    {
        return Err(BatchRejection::ZstdTooEarly);
    }
    if records.len() > header.size {
        return Err(BatchRejection::MoreThanOneBatch);
    }
    Ok(header)
}

/// Checks what the header says, and the CRC.
fn check_header(
    batch: &Bytes,
    header: &BatchHeader,
    rules: &AppendRules,
) -> Result<Compression, BatchRejection> {
    if header.base_offset != Offset::ZERO {
        return Err(BatchRejection::BaseOffset(header.base_offset));
    }
    if header.size > rules.batch_bytes_max {
        let (bytes, bytes_max) = (header.size, rules.batch_bytes_max);
        return Err(BatchRejection::TooLarge { bytes, bytes_max });
    }
    if !header.crc_matches(batch) {
        return Err(BatchRejection::Checksum);
    }
    let Attributes(bits) = header.attributes;
    let compression = header.attributes.compression().ok_or(BatchRejection::UnknownCodec(bits))?;
    let count = header.record_count;
    if count <= 0 || Some(count) != header.last_offset_delta.checked_add(1) {
        let last_offset_delta = header.last_offset_delta;
        return Err(BatchRejection::RecordCount { count, last_offset_delta });
    }
    if header.attributes.is_control() {
        return Err(BatchRejection::Control);
    }
    if header.has_producer() && header.base_sequence < 0 {
        return Err(BatchRejection::BaseSequence(header.base_sequence));
    }
    Ok(compression)
}

/// The header as records will be read with it. A producer may claim append time where the topic has
/// none: Kafka drops the claim, and then the timestamps count that the claim had hidden.
fn as_appended(header: &BatchHeader, rules: &AppendRules) -> BatchHeader {
    let drops_claim = rules.timestamp_type == TimestampType::CreateTime
        && header.max_timestamp != Timestamp::NONE;
    let attributes = match drops_claim {
        true => header.attributes.with_timestamp_type(TimestampType::CreateTime),
        false => header.attributes,
    };
    BatchHeader { attributes, ..*header }
}

/// What the rules for single records need to know about all of them, so that a good batch is not
/// held against them record by record.
#[derive(Debug)]
struct Summary {
    /// The smallest that is not `NONE`.
    min_timestamp: Timestamp,
    max_timestamp: Timestamp,
    max_timestamp_offset_delta: i32,
    every_record_has_a_key: bool,
}

impl Default for Summary {
    fn default() -> Self {
        Self {
            min_timestamp: Timestamp(i64::MAX),
            max_timestamp: Timestamp::NONE,
            max_timestamp_offset_delta: 0,
            every_record_has_a_key: true,
        }
    }
}

impl Summary {
    #[inline(always)]
    fn add(&mut self, record: &WalkedRecord) {
        if record.timestamp > self.max_timestamp {
            self.max_timestamp = record.timestamp;
            self.max_timestamp_offset_delta = record.index;
        }
        if record.timestamp < self.min_timestamp && record.timestamp != Timestamp::NONE {
            self.min_timestamp = record.timestamp;
        }
        self.every_record_has_a_key &= record.has_key;
    }
}

/// Holds records against a topic's rules.
struct Judge<'a> {
    header: &'a BatchHeader,
    rules: &'a AppendRules,
    now: Timestamp,
}

impl Judge<'_> {
    /// Whether there is an objection to any record.
    fn objects_to(&self, summary: &Summary) -> bool {
        let has_key = summary.every_record_has_a_key;
        let at = |timestamp| WalkedRecord { index: 0, timestamp, has_key };
        let oldest = summary.min_timestamp.min(summary.max_timestamp);
        [oldest, summary.max_timestamp].iter().any(|time| self.objection(&at(*time)).is_some())
    }

    fn objection(&self, record: &WalkedRecord) -> Option<RejectionReason> {
        let timestamp = record.timestamp;
        if !record.has_key && self.rules.keys == KeyRule::Required {
            return Some(RejectionReason::NoKey);
        }
        if self.rules.timestamp_type == TimestampType::CreateTime && timestamp != Timestamp::NONE {
            // Wraps as in Kafka, so a timestamp that is out of all reason is out of range too.
            let age = self.now.0.wrapping_sub(timestamp.0);
            let out_of_range = age > self.rules.timestamp_before_max_ms
                || age.wrapping_neg() > self.rules.timestamp_after_max_ms;
            return out_of_range.then_some(RejectionReason::Timestamp {
                timestamp,
                earliest: self.now.0.saturating_sub(self.rules.timestamp_before_max_ms),
                latest: self.now.0.saturating_add(self.rules.timestamp_after_max_ms),
            });
        }
        match self.header.attributes.timestamp_type() {
            TimestampType::CreateTime => None,
            TimestampType::LogAppendTime => Some(RejectionReason::AppendTime),
        }
    }
}

/// Puts the batch together; the CRC is made anew only if something under it changed.
fn seal(
    judge: &Judge<'_>,
    summary: &Summary,
    target: Option<Encoding>,
    body: Bytes,
) -> CheckedBatch {
    let header = judge.header;
    let timestamp_type = judge.rules.timestamp_type;
    let (max_timestamp, max_timestamp_offset_delta) = match timestamp_type {
        TimestampType::CreateTime => (summary.max_timestamp, summary.max_timestamp_offset_delta),
        TimestampType::LogAppendTime => (judge.now, 0),
    };
    let attributes = header.attributes.with_timestamp_type(timestamp_type);
    let attributes = target.map_or(attributes, |to| attributes.with_compression(to.compression));
    let mut stamped = StampedHeader::of(header);
    let changed = attributes != header.attributes || max_timestamp != header.max_timestamp;
    if changed || target.is_some() {
        stamped.set_attributes(attributes);
        stamped.set_max_timestamp(timestamp_type, max_timestamp);
        stamped.seal(&body);
    }
    CheckedBatch { stamped, header: stamped.header(), max_timestamp_offset_delta, body }
}
