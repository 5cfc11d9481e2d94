//! Reads what a fetch means, waits until there is enough to tell, and tells it.

use std::sync::Arc;

use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, FetchSessionId, Moment, NodeId, Offset, PartitionId, Uuid},
    protocol::{
        codec::Records,
        messages::{
            FetchRequest, FetchResponse,
            fetch_response::{
                AbortedTransaction, EpochEndOffset, FetchableTopicResponse, PartitionData,
            },
        },
    },
    replication::{
        AtLeast, Awaited, FetchFrom, Fetched, Isolation, PartitionError, ReplicaFetch, ServedBy,
        Ticket, Visit,
        fetch_sessions::{
            Answer, Content, FetchSessionError, Privilege, SessionTopic, Told, TopicNaming,
        },
        throttle::QuotaState,
    },
    storage::log::ReadEnd,
};

use super::{
    context::{Context, Opening, Overtaken, Selection},
    expected::HOLD,
    wanted::{Target, Wanted},
};
use crate::engine::{
    call::Call,
    cluster::Side,
    handler::Pending,
    leaders,
    view::{PartitionHandle, View},
};

/// How much a fetch wants, and until when it waits.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Limits {
    pub(in crate::engine) isolation: Isolation,
    pub(in crate::engine) bytes_min: usize,
    pub(in crate::engine) bytes_max: usize,
    pub(in crate::engine) deadline: Moment,
}

/// A fetch, until it is answered.
pub(in crate::engine) struct Read {
    context: Context,
    reader: Reader,
    /// Where the consumer is, if it may be told of a nearer replica.
    rack: Option<ByteString>,
    /// Whether it was attempted before.
    visit: Visit,
    wanted: Vec<Wanted>,
    limits: Limits,
    opened_at: Moment,
    /// When it is answered with whatever there is.
    deadline: Moment,
    /// Its wait for partitions that its follower is expected to name.
    expecting: Option<Ticket>,
}

/// Who fetches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) enum Reader {
    /// A consumer, from whom it may be.
    Consumer(ServedBy),
    /// A follower: its broker, and the epoch under which that is registered.
    Replica(NodeId, i64),
}

impl Reader {
    fn privilege(self) -> Privilege {
        match self {
            Self::Consumer(_) => Privilege::Consumer,
            Self::Replica(..) => Privilege::Follower,
        }
    }
}

/// What was read of one partition.
enum Outcome {
    Fetched(Fetched),
    /// It is nowhere.
    Unknown(ErrorCode),
    Failed(ErrorCode),
}

/// Whether a fetch has to be answered at once, however little was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Urgency {
    AtOnce,
    CanWait,
}

impl Read {
    /// Takes in a request with what it says of its session.
    ///
    /// # Errors
    /// If it does not go on with its session.
    pub(in crate::engine) fn open(
        call: &Call<'_>,
        request: &FetchRequest,
        reader: Reader,
        limits: Limits,
    ) -> Result<Self, FetchSessionError> {
        let opening = Opening {
            sessions: &call.node.fetch_sessions,
            view: &call.view(),
            naming: TopicNaming::of_version(call.version),
            privilege: reader.privilege(),
            request,
            now: call.now.monotonic,
        };
        let (context, wanted) = opening.open()?;
        if let Reader::Replica(replica, _) = reader {
            call.node.replicas.expected.named(replica, &request.topics);
        }
        let is_told = call.node.settings().rack_aware_reads
            && reader == Reader::Consumer(ServedBy::AnyReplica);
        let rack = Some(&request.rack_id).filter(|rack| is_told && !rack.is_empty()).cloned();
        Ok(Self {
            context,
            reader,
            rack,
            visit: Visit::First,
            wanted,
            limits,
            opened_at: call.now.monotonic,
            deadline: limits.deadline,
            expecting: None,
        })
    }

    /// The response, if there is enough to tell. Otherwise the connection waits at each partition
    /// for its share of what is missing.
    pub(in crate::engine) fn attempt(&mut self, call: &mut Call<'_>) -> Option<FetchResponse> {
        // A partition that moved between reading and waiting is read again. Two rounds catch the
        // usual race; after that whatever was read is an answer too.
        for _ in 0..3 {
            self.stop_waiting(call);
            self.deadline = self.waits_until(call);
            let (outcomes, bytes, urgency) = self.read_all(call);
            self.visit = Visit::Again;
            let enough = bytes >= self.limits.bytes_min || urgency == Urgency::AtOnce;
            if enough || call.now.monotonic >= self.deadline {
                return Some(self.respond(outcomes, call));
            }
            if self.start_waiting(&outcomes, self.limits.bytes_min - bytes, call) {
                return None;
            }
        }
        self.stop_waiting(call);
        let (outcomes, ..) = self.read_all(call);
        Some(self.respond(outcomes, call))
    }

    /// Until when it may wait: a follower that is expected to name more is held for a moment only.
    fn waits_until(&self, call: &Call<'_>) -> Moment {
        let expected = &call.node.replicas.expected;
        match self.reader {
            Reader::Replica(replica, _) if expected.is_expected(replica, call.now.monotonic) => {
                self.limits.deadline.min(self.opened_at + HOLD)
            }
            Reader::Replica(..) | Reader::Consumer(_) => self.limits.deadline,
        }
    }

    fn read_all(&self, call: &mut Call<'_>) -> (Vec<Outcome>, usize, Urgency) {
        let mut left = self.limits.bytes_max;
        let mut at_least = AtLeast::OneBatch;
        let mut total = 0;
        let outcomes = self.wanted.iter().map(|wanted| {
            let outcome = self.read(wanted, left, at_least, call);
            if let Outcome::Fetched(fetched) = &outcome {
                let bytes = fetched.bytes();
                if bytes > 0 {
                    // The first partition with records may exceed the limit so that a large batch
                    // is never stuck; the ones after it may not (KIP-74).
                    at_least = AtLeast::Nothing;
                }
                left = left.saturating_sub(bytes);
                total += match fetched.end {
                    // The batch that did not fit counts as far as it would have fitted.
                    ReadEnd::Limit => bytes.max(wanted.from.bytes_max),
                    ReadEnd::UpperBound | ReadEnd::Segment => bytes,
                };
            }
            outcome
        });
        let outcomes: Vec<Outcome> = outcomes.collect();
        let is_replica = matches!(self.reader, Reader::Replica(..));
        let is_urgent = |(wanted, outcome): (&Wanted, &Outcome)| match outcome {
            // Whoever is behind by a segment does not wait for more. A follower is told at once what is committed:
            // its consumers, and it itself if it is to lead, have only that.
            Outcome::Fetched(fetched) => {
                fetched.diverging.is_some()
                    || fetched.preferred_replica.is_some()
                    || fetched.end == ReadEnd::Segment
                    || (is_replica
                        && wanted.place.is_some()
                        && fetched.high_watermark != wanted.told_high_watermark)
            }
            Outcome::Unknown(_) => false,
            Outcome::Failed(_) => true,
        };
        // Nothing comes of waiting for partitions that are nowhere.
        let can_wait = outcomes.iter().any(|outcome| matches!(outcome, Outcome::Fetched(_)));
        let urgency = if can_wait && !self.wanted.iter().zip(&outcomes).any(is_urgent) {
            Urgency::CanWait
        } else {
            Urgency::AtOnce
        };
        (outcomes, total, urgency)
    }

    fn read(
        &self,
        wanted: &Wanted,
        left: usize,
        at_least: AtLeast,
        call: &mut Call<'_>,
    ) -> Outcome {
        let handle = match &wanted.target {
            Target::Here(handle) => handle,
            Target::Unknown(code) => return Outcome::Unknown(*code),
            Target::Refused(code) => return Outcome::Failed(*code),
        };
        let from = FetchFrom { bytes_max: wanted.from.bytes_max.min(left), ..wanted.from };
        let fetched = self.read_from(handle, from, at_least, call);
        match fetched {
            Ok(fetched) => Outcome::Fetched(fetched),
            Err(error) => {
                call.node.partition_failed(handle, error.disk_error(), call.effects);
                if let PartitionError::Log(error) = &error {
                    let (directory, offset) = (handle.directory().path(), wanted.from.offset);
                    tracing::error!(
                        directory,
                        "cannot read offset {offset}: {error}; put a whole copy of the file in its place, or go on behind the damage"
                    );
                }
                Outcome::Failed(error.code())
            }
        }
    }

    fn read_from(
        &self,
        handle: &Arc<PartitionHandle>,
        from: FetchFrom,
        at_least: AtLeast,
        call: &mut Call<'_>,
    ) -> Result<Fetched, PartitionError> {
        let (replica, broker_epoch) = match self.reader {
            Reader::Consumer(served_by) => {
                let mut partition = handle.lock();
                let mut fetched =
                    partition.fetch(from, at_least, self.limits.isolation, served_by)?;
                if let Some(rack) = &self.rack {
                    let view = call.view();
                    let rack_of = |node| view.image.brokers.get(&node)?.rack.as_deref();
                    fetched.preferred_replica =
                        partition.preferred_read_replica(from.offset, rack, &rack_of);
                    if fetched.preferred_replica.is_some() {
                        fetched.slices.clear();
                    }
                }
                return Ok(fetched);
            }
            Reader::Replica(replica, broker_epoch) => (replica, broker_epoch),
        };
        let view = call.view();
        let registered = |node: NodeId| registered(&view, node);
        let visit = self.visit;
        let is_held = call.node.is_throttled(Side::Leader, handle.id)
            && call.node.replication_quota(Side::Leader, call.now) == QuotaState::Exceeded;
        let mut partition = handle.lock();
        let (from, at_least) =
            match is_held && !partition.assignment().in_sync_replicas.contains(&replica) {
                true => (FetchFrom { bytes_max: 0, ..from }, AtLeast::Nothing),
                false => (from, at_least),
            };
        let fetch =
            ReplicaFetch { replica, broker_epoch, registered: registered(replica), from, visit };
        let fetched =
            partition.replica_fetched(fetch, at_least, call.now, &mut call.effects.wakes)?;
        let proposal =
            if visit == Visit::First { partition.isr_change(call.now, &registered) } else { None };
        drop(partition);
        if let Some(proposal) = proposal {
            call.node.replicas.propose(handle.id, proposal);
            call.node.wake_cluster(call.effects);
        }
        Ok(fetched)
    }

    /// Counts what a replica gets of partitions that are throttled.
    fn count_throttled(&self, outcomes: &[Outcome], call: &Call<'_>) {
        if !matches!(self.reader, Reader::Replica(..)) {
            return;
        }
        for (wanted, outcome) in self.wanted.iter().zip(outcomes) {
            let (Target::Here(handle), Outcome::Fetched(fetched)) = (&wanted.target, outcome)
            else {
                continue;
            };
            let bytes = fetched.bytes();
            if bytes > 0 && call.node.is_throttled(Side::Leader, handle.id) {
                call.node.count_throttled(Side::Leader, bytes, call.now);
            }
        }
    }

    fn start_waiting(&mut self, outcomes: &[Outcome], missing: usize, call: &Call<'_>) -> bool {
        if let Reader::Replica(replica, _) = self.reader {
            let expected = &call.node.replicas.expected;
            self.expecting = expected.park(replica, call.now.monotonic, call.waker);
            if self.expecting.is_none() && self.deadline == self.limits.deadline {
                return false;
            }
        }
        // The missing bytes cannot come unless one partition brings its share of them.
        let share = missing.div_ceil(self.wanted.len()) as u64;
        for (wanted, outcome) in self.wanted.iter_mut().zip(outcomes) {
            let (Target::Here(handle), Outcome::Fetched(fetched)) = (&wanted.target, outcome)
            else {
                continue;
            };
            let mut partition = handle.lock();
            if partition.is_gone() {
                return false;
            }
            if let Reader::Replica(..) = self.reader {
                if partition.log().log_end_offset() != fetched.log_end_offset
                    || partition.high_watermark() != fetched.high_watermark
                {
                    return false;
                }
                for awaited in [
                    Awaited::LogEnd(fetched.log_end_offset + 1),
                    Awaited::HighWatermark(fetched.high_watermark + 1),
                ] {
                    wanted.tickets.push(partition.wait(awaited, call.waker));
                }
                continue;
            }
            if partition.committed_bytes() != fetched.committed_bytes {
                return false;
            }
            let awaited = Awaited::CommittedBytes(fetched.committed_bytes + share);
            wanted.tickets.push(partition.wait(awaited, call.waker));
        }
        true
    }

    fn stop_waiting(&mut self, call: &Call<'_>) {
        if let (Reader::Replica(replica, _), Some(ticket)) = (self.reader, self.expecting.take()) {
            call.node.replicas.expected.leave(replica, ticket);
        }
        for wanted in &mut self.wanted {
            let tickets = std::mem::take(&mut wanted.tickets);
            if let (false, Target::Here(handle)) = (tickets.is_empty(), &wanted.target) {
                let mut partition = handle.lock();
                tickets.into_iter().for_each(|ticket| partition.stop_waiting(ticket));
            }
        }
    }

    fn respond(&mut self, outcomes: Vec<Outcome>, call: &Call<'_>) -> FetchResponse {
        self.count_throttled(&outcomes, call);
        let context = std::mem::replace(&mut self.context, Context::Sessionless);
        let answers = outcomes.iter().map(answer);
        let now = call.now.monotonic;
        match context.close(&call.node.fetch_sessions, &self.wanted, answers, now) {
            Ok((id, selection)) => {
                let mut response = self.response(id, &selection, outcomes);
                leaders::name_in_fetch(call, &mut response);
                response
            }
            Err(Overtaken(id)) => {
                let error_code = ErrorCode::InvalidFetchSessionEpoch.code();
                FetchResponse { error_code, session_id: id.0, ..Default::default() }
            }
        }
    }

    fn response(
        &self,
        id: FetchSessionId,
        selection: &Selection,
        outcomes: Vec<Outcome>,
    ) -> FetchResponse {
        let mut responses: Vec<FetchableTopicResponse> = Vec::new();
        for (index, (wanted, outcome)) in self.wanted.iter().zip(outcomes).enumerate() {
            if matches!(selection, Selection::Each(told) if told[index] == Told::LeftOut) {
                continue;
            }
            let (topic, topic_id) = match &wanted.topic {
                SessionTopic::Name(name) => (name.clone(), Uuid::ZERO),
                SessionTopic::Id(id) => (ByteString::new(), *id),
            };
            let same = |last: &&mut FetchableTopicResponse| {
                last.topic_id == topic_id && last.topic == topic
            };
            let data = self.data(wanted.partition, outcome);
            match responses.last_mut().filter(same) {
                Some(topic) => topic.partitions.push(data),
                None => responses.push(FetchableTopicResponse {
                    topic,
                    topic_id,
                    partitions: vec![data],
                    ..Default::default()
                }),
            }
        }
        FetchResponse { responses, session_id: id.0, ..Default::default() }
    }

    fn data(&self, partition: PartitionId, outcome: Outcome) -> PartitionData {
        let partition_index = partition.0;
        match outcome {
            Outcome::Fetched(fetched) => PartitionData {
                partition_index,
                high_watermark: fetched.high_watermark.0,
                last_stable_offset: fetched.last_stable_offset.0,
                log_start_offset: fetched.log_start_offset.0,
                diverging_epoch: fetched.diverging.map_or_else(EpochEndOffset::default, |end| {
                    EpochEndOffset {
                        epoch: end.epoch.0,
                        end_offset: end.end_offset.0,
                        ..Default::default()
                    }
                }),
                aborted_transactions: fetched.aborted.map(|aborted| {
                    let aborted = aborted.into_iter().map(|transaction| AbortedTransaction {
                        producer_id: transaction.producer_id.0,
                        first_offset: transaction.first_offset.0,
                        ..Default::default()
                    });
                    aborted.collect()
                }),
                preferred_read_replica: fetched
                    .preferred_replica
                    .map_or(NodeId::NONE.0, |node| node.0),
                records: Some(Records::new(fetched.slices)),
                ..Default::default()
            },
            Outcome::Unknown(code) | Outcome::Failed(code) => PartitionData {
                partition_index,
                error_code: code.code(),
                high_watermark: -1,
                records: Some(Records::empty()),
                ..Default::default()
            },
        }
    }
}

/// The epoch under which a broker is registered that may be in sync: it is neither fenced nor stopping.
pub(in crate::engine) fn registered(view: &View, node: NodeId) -> Option<i64> {
    let broker = view.image.brokers.get(&node)?;
    (!broker.fenced && !broker.in_controlled_shutdown).then_some(broker.epoch)
}

/// What a session makes of an outcome.
fn answer(outcome: &Outcome) -> Answer {
    match outcome {
        Outcome::Fetched(fetched) => Answer {
            content: if fetched.diverging.is_some() || fetched.preferred_replica.is_some() {
                Content::Redirection
            } else if fetched.bytes() > 0 {
                Content::Records
            } else {
                Content::Empty
            },
            high_watermark: fetched.high_watermark,
            log_start: fetched.log_start_offset,
        },
        Outcome::Unknown(_) | Outcome::Failed(_) => Answer {
            content: Content::Failure,
            high_watermark: Offset::NONE,
            log_start: Offset::NONE,
        },
    }
}

impl Pending<FetchResponse> for Read {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<FetchResponse> {
        self.attempt(call)
    }

    fn deadline(&self) -> Option<Moment> {
        Some(self.deadline)
    }

    fn cancel(&mut self, call: &mut Call<'_>) {
        self.stop_waiting(call);
    }
}
