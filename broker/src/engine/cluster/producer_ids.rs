//! Producer ids of this broker. They come from the controller in blocks; the next block is asked for when most
//! of one is given out.

use ottla_core::{
    metadata::controller::{PRODUCER_ID_BLOCK_SIZE, ProducerIdBlock},
    model::{ErrorCode, Now, Offset, ProducerId},
    protocol::messages::{AllocateProducerIdsRequest, AllocateProducerIdsResponse},
};

use super::outgoing::Unanswered;
use crate::engine::{call::Call, committed::AwaitCommit, effects::Effects, node::Node};

/// Version of AllocateProducerIds.
const VERSION: i16 = 0;
/// Ids that are left when the next block is asked for, as in Apache Kafka.
const LEFT_MIN: i64 = PRODUCER_ID_BLOCK_SIZE / 10;

/// The blocks that this broker hands out.
#[derive(Debug, Default)]
pub(in crate::engine) struct ProducerIds {
    current: ProducerIdBlock,
    /// The commit that makes the current block this broker's, if that is not known to have happened.
    granted_at: Option<Offset>,
    next: Option<ProducerIdBlock>,
    asking: bool,
}

impl ProducerIds {
    fn take(&mut self) -> Option<ProducerId> {
        if let Some(id) = self.current.take() {
            return Some(id);
        }
        (self.current, self.granted_at) = (self.next.take()?, None);
        self.current.take()
    }

    fn wants_block(&self) -> bool {
        self.next.is_none() && !self.asking && self.current.left() <= LEFT_MIN
    }
}

impl Node {
    /// An id that no producer has had. When this broker's blocks are used up, the next one has to be
    /// committed first.
    ///
    /// # Errors
    /// `CoordinatorLoadInProgress` while the next block is on its way, as in Apache Kafka: clients try again.
    pub(in crate::engine) fn next_producer_id(
        &self,
        call: &mut Call<'_>,
    ) -> Result<(ProducerId, AwaitCommit), ErrorCode> {
        self.draw_producer_id(call.now, call.effects)
    }

    /// An id that no producer has had, if there is one that need not be waited for. If not, the next
    /// block is asked for.
    pub(in crate::engine) fn producer_id_at_hand(
        &self,
        now: Now,
        effects: &mut Effects,
    ) -> Option<ProducerId> {
        match self.draw_producer_id(now, effects) {
            Ok((id, AwaitCommit::Done)) => Some(id),
            Ok((_, AwaitCommit::At { offset, .. })) => {
                // The id is lost, which is one of a block; the next is at hand soon.
                tracing::debug!(%offset, "producer ids are not committed yet");
                None
            }
            Err(_) => None,
        }
    }

    fn draw_producer_id(
        &self,
        now: Now,
        effects: &mut Effects,
    ) -> Result<(ProducerId, AwaitCommit), ErrorCode> {
        let mut ids = self.producer_ids.lock();
        if let Some(id) = ids.take() {
            // Not before the block is committed: after a crash it could be given to another.
            let applied = self.view.load().image.end_offset;
            let leadership = self.leadership();
            let commit = match ids.granted_at {
                Some(offset) if applied < Some(offset) => {
                    AwaitCommit::At { offset, leadership, ticket: None }
                }
                Some(_) | None => AwaitCommit::Done,
            };
            if ids.wants_block() && !self.is_active_controller() {
                ids.asking = true;
                drop(ids);
                self.ask_for_block(now, effects);
            }
            return Ok((id, commit));
        }
        if !self.is_active_controller() {
            let asking = std::mem::replace(&mut ids.asking, true);
            drop(ids);
            if !asking {
                self.ask_for_block(now, effects);
            }
            return Err(ErrorCode::CoordinatorLoadInProgress);
        }
        let request = self.block_request();
        let (answer, commit) =
            self.decide(now, effects, |control, now| control.ask(&request, VERSION, now))?;
        match ErrorCode::from_code(answer.error_code) {
            ErrorCode::None => {}
            // This broker is not registered yet, or anew.
            _ => return Err(ErrorCode::CoordinatorLoadInProgress),
        }
        ids.current = block(&answer);
        ids.granted_at = match commit {
            AwaitCommit::Done => None,
            AwaitCommit::At { offset, .. } => Some(offset),
        };
        let id = ids.current.take().ok_or(ErrorCode::UnknownServerError)?;
        Ok((id, commit))
    }

    /// Has the next block at hand before somebody needs it.
    pub(super) fn prefetch_producer_ids(&self, now: Now, effects: &mut Effects) {
        let mut ids = self.producer_ids.lock();
        if !ids.wants_block() || self.is_active_controller() {
            return;
        }
        ids.asking = true;
        drop(ids);
        self.ask_for_block(now, effects);
    }

    fn block_request(&self) -> AllocateProducerIdsRequest {
        AllocateProducerIdsRequest {
            broker_id: self.identity.node_id.0,
            broker_epoch: self.broker_epoch(),
        }
    }

    fn ask_for_block(&self, now: Now, effects: &mut Effects) {
        self.ask_controller(self.block_request(), VERSION, now, effects, Self::block_came);
    }

    fn block_came(
        &self,
        answer: Result<AllocateProducerIdsResponse, Unanswered>,
        _now: Now,
        _effects: &mut Effects,
    ) {
        let mut ids = self.producer_ids.lock();
        ids.asking = false;
        match answer {
            Ok(answer) if answer.error_code == ErrorCode::None.code() => {
                ids.next = Some(block(&answer));
            }
            Ok(answer) => {
                let code = ErrorCode::from_code(answer.error_code);
                tracing::debug!("the controller gives no producer ids: {}", code.message());
            }
            Err(error) => tracing::debug!("no producer ids come from the controller: {error}"),
        }
    }
}

fn block(answer: &AllocateProducerIdsResponse) -> ProducerIdBlock {
    ProducerIdBlock::new(ProducerId(answer.producer_id_start), i64::from(answer.producer_id_len))
}
