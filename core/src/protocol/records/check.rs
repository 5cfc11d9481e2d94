//! What a leader checks before it appends a produced batch, by the rules of Apache Kafka 4.3.1: one
//! batch of format v2, its size, CRC, count and flags, and every record in it. Where the topic asks
//! for another codec or another clock, the batch is changed here, so that all of this happens
//! before the partition is locked. Sequences and epochs of the producer are storage's business.

use bytes::Bytes;

use super::{
    Attributes, BATCH_OVERHEAD, BatchHeader, BatchRejection, Codecs, Compression, Encoding,
    HeaderError, MalformedRecord, RecordFault, RejectedRecord, RejectedRecords, RejectionReason,
    StampedHeader, TimestampType,
    chunk_source::{ChunkError, ChunkSource, Rewrite},
    compression::{Budget, Dialect, Transcoder},
    record::{ParsedRecord, parse_record},
    source::{SliceSource, Source},
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
    let mut walk = Walk::new(&header, rules, now);
    let rewritten = match compression {
        Compression::None => {
            walk.plain(&body)?;
            target.map(|encoding| compress(&body, encoding, rules, codecs)).transpose()?
        }
        Compression::Gzip | Compression::Snappy | Compression::Lz4 | Compression::Zstd => {
            walk.compressed(&body, compression, target, codecs)?
        }
    };
    walk.refuse_bad_records()?;
    Ok(seal(&walk, target, rewritten.map_or(body, Bytes::from)))
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
        return Err(too_large(header.size, rules));
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

/// One pass over a batch's records.
struct Walk<'a> {
    header: &'a BatchHeader,
    rules: &'a AppendRules,
    now: Timestamp,
    max_timestamp: Timestamp,
    max_timestamp_offset_delta: i32,
    rejected: RejectedRecords,
}

impl<'a> Walk<'a> {
    fn new(header: &'a BatchHeader, rules: &'a AppendRules, now: Timestamp) -> Self {
        Self {
            header,
            rules,
            now,
            max_timestamp: Timestamp::NONE,
            max_timestamp_offset_delta: 0,
            rejected: RejectedRecords::default(),
        }
    }

    /// Records that lie there uncompressed.
    fn plain(&mut self, body: &Bytes) -> Result<(), BatchRejection> {
        let mut source = SliceSource::new(body);
        self.records(&mut source)?;
        match source.rest().len() {
            0 => Ok(()),
            left => Err(self.fault(self.header.record_count, RecordFault::Trailing(left))),
        }
    }

    /// Records that are decompressed on the way, and compressed anew where `target` says so.
    fn compressed(
        &mut self,
        body: &Bytes,
        compression: Compression,
        target: Option<Encoding>,
        codecs: &mut Codecs,
    ) -> Result<Option<Vec<u8>>, BatchRejection> {
        let to = target.map_or(Compression::None, |encoding| encoding.compression);
        let Transcoder { decoder, mut encoder, chunk } = codecs.transcoder(compression, to)?;
        let decoder = decoder.expect("only compressed bodies come here");
        let mut output = Vec::new();
        if let (Some(encoder), Some(encoding)) = (&mut encoder, target) {
            encoder.start(encoding.level, None, &mut output)?;
        }
        let bytes_max = self.rules.batch_bytes_max.saturating_sub(BATCH_OVERHEAD);
        let rewrite = target.map(|_| Rewrite { encoder, output: &mut output, bytes_max });
        let walked =
            decoder.start(body.clone(), Dialect::Java).map_err(BatchRejection::from).and_then(
                |()| self.chunks(ChunkSource::new(decoder, chunk, Budget::of(body.len()), rewrite)),
            );
        decoder.finish();
        walked.map(|()| target.map(|_| output))
    }

    fn chunks(&mut self, mut source: ChunkSource<'_>) -> Result<(), BatchRejection> {
        self.records(&mut source)?;
        source.finish().map_err(|error| self.fault(self.header.record_count, error))
    }

    fn records<S>(&mut self, source: &mut S) -> Result<(), BatchRejection>
    where
        S: Source,
        S::Error: Into<ChunkError>,
    {
        for index in 0..self.header.record_count {
            match parse_record(source) {
                Ok(record) => self.visit(index, &record)?,
                Err(error) => return Err(self.fault(index, error)),
            }
        }
        Ok(())
    }

    #[inline]
    fn visit<S>(&mut self, index: i32, record: &ParsedRecord<S>) -> Result<(), BatchRejection> {
        let offset_delta = record.offset_delta;
        if offset_delta != index {
            return Err(BatchRejection::OffsetDelta { index, offset_delta });
        }
        let timestamp = self.header.timestamp_at(record.timestamp_delta);
        if let Some(reason) = self.objection(timestamp, record) {
            self.rejected.push(RejectedRecord { index, reason });
        }
        if timestamp > self.max_timestamp {
            self.max_timestamp = timestamp;
            self.max_timestamp_offset_delta = offset_delta;
        }
        Ok(())
    }

    #[cold]
    fn fault(&self, index: i32, error: impl Into<ChunkError>) -> BatchRejection {
        match error.into() {
            ChunkError::Record(fault) => {
                BatchRejection::Malformed(MalformedRecord { index, fault })
            }
            ChunkError::Codec(error) => error.into(),
            ChunkError::RewrittenTooLarge(bytes) => too_large(BATCH_OVERHEAD + bytes, self.rules),
        }
    }

    #[inline]
    fn objection<S>(
        &self,
        timestamp: Timestamp,
        record: &ParsedRecord<S>,
    ) -> Option<RejectionReason> {
        if record.key.is_none() && self.rules.keys == KeyRule::Required {
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

    fn refuse_bad_records(&mut self) -> Result<(), BatchRejection> {
        let rejected = std::mem::take(&mut self.rejected);
        if rejected.is_empty() { Ok(()) } else { Err(BatchRejection::Records(rejected)) }
    }
}

fn compress(
    body: &Bytes,
    encoding: Encoding,
    rules: &AppendRules,
    codecs: &mut Codecs,
) -> Result<Vec<u8>, BatchRejection> {
    let mut output = Vec::new();
    codecs.compress(encoding, body, &mut output)?;
    let size = BATCH_OVERHEAD + output.len();
    if size > rules.batch_bytes_max { Err(too_large(size, rules)) } else { Ok(output) }
}

/// Puts the batch together; the CRC is made anew only if something under it changed.
fn seal(walk: &Walk<'_>, target: Option<Encoding>, body: Bytes) -> CheckedBatch {
    let header = walk.header;
    let (max_timestamp, max_timestamp_offset_delta) = match walk.rules.timestamp_type {
        TimestampType::CreateTime => (walk.max_timestamp, walk.max_timestamp_offset_delta),
        TimestampType::LogAppendTime => (walk.now, 0),
    };
    let attributes = header.attributes.with_timestamp_type(walk.rules.timestamp_type);
    let attributes = target.map_or(attributes, |to| attributes.with_compression(to.compression));
    let mut stamped = StampedHeader::of(header);
    let changed = attributes != header.attributes || max_timestamp != header.max_timestamp;
    if changed || target.is_some() {
        stamped.set_attributes(attributes);
        stamped.set_max_timestamp(walk.rules.timestamp_type, max_timestamp);
        stamped.seal(&body);
    }
    CheckedBatch { stamped, header: stamped.header(), max_timestamp_offset_delta, body }
}

fn too_large(bytes: usize, rules: &AppendRules) -> BatchRejection {
    BatchRejection::TooLarge { bytes, bytes_max: rules.batch_bytes_max }
}
