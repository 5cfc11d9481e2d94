//! Appends what a producer or a coordinator hands in: gives the offsets and stamps the headers.

use super::{AppendError, AppendOrigin, Appended, Log, Written};
use crate::{
    model::{LeaderEpoch, Now, Offset, Timestamp},
    protocol::records::{BATCH_OVERHEAD, BatchHeader, StampedHeader, TimestampType},
    storage::producers::{ProducerBatch, SequenceCheck},
};

/// A batch that was checked (length, CRC, record count, codec, append time): its header, to be
/// stamped with offset and epoch, and its records.
#[derive(Clone, Copy, Debug)]
pub struct LeaderBatch<'a> {
    /// The header, complete but for base offset and leader epoch.
    pub stamped: StampedHeader,
    /// The same, read.
    pub header: BatchHeader,
    /// The records: everything after the header.
    pub body: &'a [u8],
}

impl LeaderBatch<'_> {
    fn place(&self, base_offset: Offset, epoch: LeaderEpoch) -> (StampedHeader, BatchHeader) {
        let mut stamped = self.stamped;
        stamped.set_base_offset(base_offset);
        stamped.set_leader_epoch(epoch);
        (stamped, BatchHeader { base_offset, leader_epoch: epoch, ..self.header })
    }
}

impl Log {
    /// Appends `batches` as leader of `epoch`: gives them the next offsets, writes offset and epoch
    /// into copies of their headers, and writes headers and bodies with one call. The records are
    /// copied once, into page cache or memory chunk.
    ///
    /// Durable only after a sync ([`Log::prepare_sync`]). A batch that was appended before is
    /// answered with its first offsets ([`Written::Duplicate`]) and not written again.
    ///
    /// # Errors
    /// See [`AppendError`]; nothing was appended then.
    ///
    /// # Panics
    /// If `batches` is empty, header and body are not `header.size` long, or `epoch` is older than the
    /// log's newest: callers check all three.
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
        self.check_sizes(batches)?;
        if let Some(earlier) = self.check_producers(batches, origin)? {
            return Ok(self.duplicate(earlier));
        }
        let base_offset = self.log_end_offset;
        let rolled = if let [batch] = batches {
            let (stamped, header) = batch.place(base_offset, epoch);
            self.write(&[stamped.as_bytes(), batch.body], &[header], now)?
        } else {
            self.write_many(batches, epoch, now)?
        };
        Ok(Appended {
            written: Written::New,
            base_offset,
            last_offset: self.log_end_offset + -1,
            log_append_time: match self.config.timestamp_type {
                TimestampType::CreateTime => Timestamp::NONE,
                TimestampType::LogAppendTime => batches[0].header.max_timestamp,
            },
            log_start_offset: self.log_start_offset,
            bytes: batches.iter().map(|batch| batch.header.size as u64).sum(),
            rolled,
        })
    }

    fn write_many(
        &mut self,
        batches: &[LeaderBatch<'_>],
        epoch: LeaderEpoch,
        now: Now,
    ) -> Result<bool, AppendError> {
        let mut next = self.log_end_offset;
        let mut heads = Vec::with_capacity(batches.len());
        let mut headers = Vec::with_capacity(batches.len());
        for batch in batches {
            let (stamped, header) = batch.place(next, epoch);
            next = header.last_offset() + 1;
            heads.push(stamped);
            headers.push(header);
        }
        let parts: Vec<&[u8]> = heads
            .iter()
            .zip(batches)
            .flat_map(|(head, batch)| [&head.as_bytes()[..], batch.body])
            .collect();
        self.write(&parts, &headers, now)
    }

    fn check_sizes(&self, batches: &[LeaderBatch<'_>]) -> Result<(), AppendError> {
        let mut total = 0;
        for batch in batches {
            let (size, max) = (batch.header.size, self.config.max_message_bytes);
            assert_eq!(size, BATCH_OVERHEAD + batch.body.len(), "a batch comes with all its bytes");
            if size > max {
                return Err(AppendError::TooLarge { size, max });
            }
            total += size as u64;
        }
        let max = self.config.segment_bytes;
        if total > max {
            return Err(AppendError::LargerThanSegment { size: total, max });
        }
        Ok(())
    }

    /// The earlier batch if this is a duplicate.
    fn check_producers(
        &self,
        batches: &[LeaderBatch<'_>],
        origin: AppendOrigin,
    ) -> Result<Option<ProducerBatch>, AppendError> {
        for batch in batches {
            match origin {
                AppendOrigin::Client => match self.producers.check(&batch.header)? {
                    SequenceCheck::Next => {}
                    SequenceCheck::Duplicate(earlier) => return Ok(Some(earlier)),
                },
                AppendOrigin::Coordinator => self.producers.check_epoch(&batch.header)?,
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
