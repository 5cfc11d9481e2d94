//! The consumer's side of records that are processed within a transaction: what is handed out counts as
//! done only once the transaction is committed.

use ottla_core::model::ErrorCode;

use super::{group::Consumer, options::invalid};
use crate::{
    CommittedOffset, Error, GroupMetadata, RecordBatch, Result, TopicPartition,
    engine::{group::membership::Identity, positions::FetchPosition},
    options::IsolationLevel,
};

/// Records that are taken into one transaction, before no more batches are added: `max.poll.records` of
/// Apache Kafka's consumer.
const TRANSACTION_RECORDS_MAX: usize = 500;

impl Consumer {
    /// # Errors
    /// `InvalidInput` if the options allow a record to be processed twice, or not at all.
    pub(crate) fn check_exactly_once(&self) -> Result<()> {
        if self.options.enable_auto_commit {
            let message = "the consumer must not commit by itself: set enable_auto_commit \
                           (enable.auto.commit) to false";
            return Err(invalid(message).during("process records"));
        }
        if self.options.isolation != IsolationLevel::ReadCommitted {
            let message = "the consumer reads what is not committed: set isolation (isolation.level) to \
                           read_committed; otherwise it goes on from offsets that a transaction is about \
                           to change, and reads records twice";
            return Err(invalid(message).during("process records"));
        }
        Ok(())
    }

    /// Waits for records, and takes what is there already with them. They are in doubt from now on: unless
    /// [`Consumer::transaction_committed`] is called, they are handed out again, or not, as the
    /// group's committed offsets say.
    pub(crate) async fn next_in_transaction(&mut self) -> Result<Vec<RecordBatch>> {
        let Some(first) = self.next_batch().await? else { return Ok(Vec::new()) };
        let mut count = first.len();
        let mut batches = vec![first];
        while count < TRANSACTION_RECORDS_MAX {
            match self.fetcher.next_of_queue() {
                Ok(Some(batch)) => {
                    count += batch.len();
                    batches.push(batch);
                }
                Ok(None) => break,
                Err(error) => {
                    self.deferred = Some(error);
                    break;
                }
            }
        }
        for batch in &batches {
            let key = (batch.topic().into(), batch.partition());
            let start = batch.iter().next().map_or(batch.next_offset(), |record| record.offset);
            let end = FetchPosition { offset: batch.next_offset(), epoch: batch.leader_epoch() };
            self.doubts.add(key, start, end);
        }
        Ok(batches)
    }

    /// What a transaction commits that has processed what was handed out.
    pub(crate) fn offsets_in_transaction(&self) -> Vec<(TopicPartition, CommittedOffset)> {
        self.doubts.ends().map(|(key, end)| (key.clone().into(), end.into())).collect()
    }

    /// The transaction with what was handed out is committed.
    pub(crate) fn transaction_committed(&mut self) {
        let committed = self.doubts.committed();
        self.committed.extend(committed);
    }

    /// Who commits now, to the group and to itself.
    pub(crate) fn committer(&self) -> (GroupMetadata, Option<Identity>) {
        (self.group_metadata(), self.member.state.lock().identity().ok())
    }

    /// The group does not know the consumer as who it was: it looks again at once.
    pub(crate) fn refused(&self, identity: Option<&Identity>, error: &Error) {
        let Some(identity) = identity else { return };
        let mut state = self.member.state.lock();
        match error.code() {
            Some(code @ (ErrorCode::IllegalGeneration | ErrorCode::UnknownMemberId))
                if !state.is_changing() =>
            {
                state.fenced(identity, code);
            }
            Some(_) | None => {}
        }
        drop(state);
        self.member.wake();
    }
}
