//! Appends what a producer or a coordinator hands in: gives the offsets and stamps the headers.
//! What the batches hold was checked before, without the log's lock.

use super::{AppendError, AppendOrigin, Appended, Log, Written, append::Entering};
use crate::{
    model::{LeaderEpoch, Now, Offset, Timestamp},
    protocol::records::{
        BATCH_OVERHEAD, BatchHeader, CheckedBatch, EndMarker, HeaderError, StampedHeader,
        TimestampType,
    },
    storage::producers::{MarkerRule, ProducerBatch, SequenceCheck, Verified},
};

/// A batch that was checked: its header, to be stamped, and its records as they are written.
#[derive(Clone, Copy, Debug)]
pub struct LeaderBatch<'a> {
    stamped: StampedHeader,
    header: BatchHeader,
    body: &'a [u8],
    verified: Verified,
    marker_rule: MarkerRule,
}

impl<'a> LeaderBatch<'a> {
    /// A batch that this broker made itself: `bytes` is the whole batch and nothing more.
    ///
    /// # Errors
    /// If it is not.
    pub fn whole(bytes: &'a [u8]) -> Result<Self, HeaderError> {
        let header = BatchHeader::parse_whole(bytes)?;
        if header.size != bytes.len() {
            return Err(HeaderError::Truncated { needed: bytes.len(), available: header.size });
        }
        let body = &bytes[BATCH_OVERHEAD..];
        Ok(Self::new(StampedHeader::of(&header), header, body))
    }

    fn new(stamped: StampedHeader, header: BatchHeader, body: &'a [u8]) -> Self {
        let (verified, marker_rule) = (Verified::default(), MarkerRule::default());
        Self { stamped, header, body, verified, marker_rule }
    }

    /// The same, of which it is known whether the transaction coordinator was asked (KIP-890).
    #[must_use]
    pub fn verified(self, verified: Verified) -> Self {
        Self { verified, ..self }
    }

    /// The same, for a marker that has to obey this rule.
    #[must_use]
    pub fn with_marker_rule(self, marker_rule: MarkerRule) -> Self {
        Self { marker_rule, ..self }
    }

    /// Records in it.
    #[must_use]
    pub fn record_count(&self) -> i32 {
        self.header.record_count
    }

    fn size(&self) -> usize {
        BATCH_OVERHEAD + self.body.len()
    }

    fn marker(&self) -> Option<EndMarker> {
        EndMarker::of_batch(&self.header, self.body)
    }

    fn entering(&self) -> Entering {
        Entering { header: self.header, marker: self.marker() }
    }

    fn stamp(&mut self, base_offset: Offset, epoch: LeaderEpoch) {
        self.stamped.set_base_offset(base_offset);
        self.stamped.set_leader_epoch(epoch);
        self.header.base_offset = base_offset;
        self.header.leader_epoch = epoch;
    }
}

impl<'a> From<&'a CheckedBatch> for LeaderBatch<'a> {
    fn from(batch: &'a CheckedBatch) -> Self {
        Self::new(batch.stamped, batch.header, &batch.body)
    }
}

impl Log {
    /// Appends `batches` as leader of `epoch`: gives them the next offsets, writes offset and
    /// epoch into their headers, and writes headers and bodies with one call. The records are
    /// copied once, into page cache or memory chunk.
    ///
    /// Durable only after a sync ([`Log::prepare_sync`]). A batch that was appended before is
    /// answered with its first offsets ([`Written::Duplicate`]) and not written again.
    ///
    /// # Errors
    /// See [`AppendError`]; nothing was appended then.
    ///
    /// # Panics
    /// If `batches` is empty, or `epoch` is older than the log's newest: callers check both.
    pub fn append_as_leader(
        &mut self,
        batches: &[LeaderBatch<'_>],
        epoch: LeaderEpoch,
        origin: AppendOrigin,
        now: Now,
    ) -> Result<Appended, AppendError> {
        assert!(!batches.is_empty(), "an append has at least one batch");
        let latest = self.epochs.latest().unwrap_or(LeaderEpoch::NONE);
        assert!(epoch >= latest, "a fenced leader reached the log");
        let bytes = self.check_sizes(batches)?;
        if let Some(earlier) = self.check_producers(batches, origin)? {
            return Ok(self.duplicate(earlier));
        }
        let base_offset = self.log_end_offset;
        let last = batches[batches.len() - 1].header;
        let rolled = if let [batch] = batches {
            let mut batch = *batch;
            batch.stamp(base_offset, epoch);
            self.write(&[batch.stamped.as_bytes(), batch.body], &[batch.entering()], now)?
        } else {
            self.write_many(batches.to_vec(), epoch, now)?
        };
        Ok(Appended {
            written: Written::New,
            base_offset,
            last_offset: self.log_end_offset + -1,
            log_append_time: match last.attributes.timestamp_type() {
                TimestampType::CreateTime => Timestamp::NONE,
                TimestampType::LogAppendTime => last.max_timestamp,
            },
            log_start_offset: self.log_start_offset,
            bytes,
            rolled,
        })
    }

    fn write_many(
        &mut self,
        mut batches: Vec<LeaderBatch<'_>>,
        epoch: LeaderEpoch,
        now: Now,
    ) -> Result<bool, AppendError> {
        let mut next = self.log_end_offset;
        for batch in &mut batches {
            batch.stamp(next, epoch);
            next = batch.header.last_offset() + 1;
        }
        let entering: Vec<Entering> = batches.iter().map(LeaderBatch::entering).collect();
        let parts: Vec<&[u8]> =
            batches.iter().flat_map(|batch| [&batch.stamped.as_bytes()[..], batch.body]).collect();
        self.write(&parts, &entering, now)
    }

    /// Bytes of all batches together.
    fn check_sizes(&self, batches: &[LeaderBatch<'_>]) -> Result<u64, AppendError> {
        let mut total = 0;
        for batch in batches {
            let (size, max) = (batch.size(), self.config.max_message_bytes);
            assert_eq!(size, batch.header.size, "a batch comes with all its bytes");
            if size > max {
                return Err(AppendError::TooLarge { size, max });
            }
            total += size as u64;
        }
        let max = self.config.segment_bytes;
        if total > max {
            return Err(AppendError::LargerThanSegment { size: total, max });
        }
        Ok(total)
    }

    /// The earlier batch if this is a duplicate.
    fn check_producers(
        &self,
        batches: &[LeaderBatch<'_>],
        origin: AppendOrigin,
    ) -> Result<Option<ProducerBatch>, AppendError> {
        for batch in batches {
            match origin {
                AppendOrigin::Client => {
                    match self.producers.check(&batch.header, batch.verified)? {
                        SequenceCheck::Next => {}
                        SequenceCheck::Duplicate(earlier) => return Ok(Some(earlier)),
                    }
                }
                AppendOrigin::Coordinator => {
                    let marker = batch.marker().map(|marker| (marker, batch.marker_rule));
                    self.producers.check_transaction(&batch.header, batch.verified)?;
                    self.producers.check_coordinator(&batch.header, marker)?;
                }
                AppendOrigin::RaftLeader => {}
            }
        }
        Ok(None)
    }

    fn duplicate(&self, earlier: ProducerBatch) -> Appended {
        Appended {
            written: Written::Duplicate,
            base_offset: earlier.first_offset(),
            last_offset: earlier.last_offset,
            log_append_time: match self.config.timestamp_type {
                TimestampType::CreateTime => Timestamp::NONE,
                TimestampType::LogAppendTime => earlier.timestamp,
            },
            log_start_offset: self.log_start_offset,
            bytes: 0,
            rolled: false,
        }
    }
}
