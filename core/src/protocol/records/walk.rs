//! One pass over the records of a produced batch: their structure is checked, each is shown to a
//! visitor, and where the topic has a codec of its own the batch is compressed anew on the way.
//! Which records the topic takes is `check.rs`'s business.

use bytes::Bytes;

use super::{
    BATCH_OVERHEAD, BatchHeader, BatchRejection, Codecs, Compression, Encoding, MalformedRecord,
    RecordFault,
    chunk_source::{ChunkError, ChunkSource, Rewrite},
    compression::{Budget, Dialect, Transcoder},
    record::parse_record,
    source::{SliceSource, Source},
};
use crate::model::Timestamp;

/// What a visitor learns about a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct WalkedRecord {
    /// Position in the batch, which is also the offset delta.
    pub(super) index: i32,
    pub(super) timestamp: Timestamp,
    pub(super) has_key: bool,
}

/// A batch whose header was found good.
pub(super) struct Walk<'a> {
    pub(super) header: &'a BatchHeader,
    pub(super) body: &'a Bytes,
    /// The body's codec.
    pub(super) compression: Compression,
    /// Most bytes that the batch may have when it was compressed anew, header included.
    pub(super) bytes_max: usize,
}

impl Walk<'_> {
    /// Shows every record to `visit`. Returns the body in the codec `target`, if there is one.
    pub(super) fn run(
        &self,
        target: Option<Encoding>,
        codecs: &mut Codecs,
        visit: impl FnMut(WalkedRecord),
    ) -> Result<Option<Vec<u8>>, BatchRejection> {
        match self.compression {
            Compression::None => {
                self.plain(visit)?;
                target.map(|encoding| self.compress(encoding, codecs)).transpose()
            }
            Compression::Gzip | Compression::Snappy | Compression::Lz4 | Compression::Zstd => {
                self.compressed(target, codecs, visit)
            }
        }
    }

    fn plain(&self, visit: impl FnMut(WalkedRecord)) -> Result<(), BatchRejection> {
        let mut source = SliceSource::new(self.body);
        self.records(&mut source, visit)?;
        match source.rest().len() {
            0 => Ok(()),
            left => Err(self.fault(self.header.record_count, RecordFault::Trailing(left))),
        }
    }

    fn compress(&self, encoding: Encoding, codecs: &mut Codecs) -> Result<Vec<u8>, BatchRejection> {
        let mut output = Vec::new();
        codecs.compress(encoding, self.body, &mut output)?;
        let bytes = BATCH_OVERHEAD + output.len();
        if bytes > self.bytes_max { Err(self.too_large(bytes)) } else { Ok(output) }
    }

    /// Decompresses on the way, a chunk at a time.
    fn compressed(
        &self,
        target: Option<Encoding>,
        codecs: &mut Codecs,
        visit: impl FnMut(WalkedRecord),
    ) -> Result<Option<Vec<u8>>, BatchRejection> {
        let to = target.map_or(Compression::None, |encoding| encoding.compression);
        let Transcoder { decoder, mut encoder, chunk } = codecs.transcoder(self.compression, to)?;
        let decoder = decoder.expect("only compressed bodies come here");
        let mut output = Vec::new();
        if let (Some(encoder), Some(encoding)) = (&mut encoder, target) {
            encoder.start(encoding.level, None, &mut output)?;
        }
        let bytes_max = self.bytes_max.saturating_sub(BATCH_OVERHEAD);
        let rewrite = target.map(|_| Rewrite { encoder, output: &mut output, bytes_max });
        let budget = Budget::of(self.body.len());
        let started = decoder.start(self.body.clone(), Dialect::Java);
        let walked = started
            .map_err(BatchRejection::from)
            .and_then(|()| self.chunks(ChunkSource::new(decoder, chunk, budget, rewrite), visit));
        decoder.finish();
        walked.map(|()| target.map(|_| output))
    }

    fn chunks(
        &self,
        mut source: ChunkSource<'_>,
        visit: impl FnMut(WalkedRecord),
    ) -> Result<(), BatchRejection> {
        self.records(&mut source, visit)?;
        source.finish().map_err(|error| self.fault(self.header.record_count, error))
    }

    #[inline(always)]
    fn records<S>(
        &self,
        source: &mut S,
        mut visit: impl FnMut(WalkedRecord),
    ) -> Result<(), BatchRejection>
    where
        S: Source,
        S::Error: Into<ChunkError>,
    {
        for index in 0..self.header.record_count {
            let record = match parse_record(source) {
                Ok(record) => record,
                Err(error) => return Err(self.fault(index, error)),
            };
            if record.offset_delta != index {
                let offset_delta = record.offset_delta;
                return Err(BatchRejection::OffsetDelta { index, offset_delta });
            }
            let timestamp = self.header.timestamp_at(record.timestamp_delta);
            visit(WalkedRecord { index, timestamp, has_key: record.key.is_some() });
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
            ChunkError::RewrittenTooLarge(bytes) => self.too_large(BATCH_OVERHEAD + bytes),
        }
    }

    fn too_large(&self, bytes: usize) -> BatchRejection {
        BatchRejection::TooLarge { bytes, bytes_max: self.bytes_max }
    }
}
