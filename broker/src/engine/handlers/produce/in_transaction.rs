//! Produce within a transaction. Before the first batch is written to a partition, the coordinator is asked
//! whether it knows of the partition, or told (KIP-890); then all batches are appended, in the order of the
//! request. Nothing that comes later on the connection is handled before that.

use std::collections::{BTreeMap, BTreeSet};

use bytestring::ByteString;
use ottla_core::{
    model::{
        ErrorCode, LogSlice, Moment, PartitionId, ProducerEpoch, ProducerId, TopicPartition, Uuid,
    },
    protocol::{
        codec::Records,
        messages::{ProduceRequest, ProduceResponse},
        records::BatchHeader,
    },
    replication::Acks,
    storage::producers::{VerificationGuard, Verified},
};

use super::{
    answer::Answering,
    append::{Checked, Refusal, append, check},
    handler::find,
    unacknowledged::Unacknowledged,
};
use crate::engine::{
    call::Call,
    handler::{Pending, Reply},
    handlers::in_transaction::owned,
    verification::{self, Support, Transactional, Verdicts, Verification},
};

/// Whether a request belongs to a transaction.
pub(super) fn concerns(request: &ProduceRequest) -> bool {
    request.transactional_id.is_some() || has_transactional(request)
}

fn has_transactional(request: &ProduceRequest) -> bool {
    let mut partitions = request.topic_data.iter().flat_map(|topic| &topic.partition_data);
    partitions.any(|partition| partition.records.as_ref().is_some_and(is_transactional))
}

/// By the header alone; whether the batch is one is looked at later.
fn is_transactional(records: &Records) -> bool {
    let [LogSlice::Memory(bytes)] = records.slices() else { return false };
    BatchHeader::parse(bytes).is_ok_and(|header| header.attributes.is_transactional())
}

pub(super) fn handle(
    call: &mut Call<'_>,
    request: ProduceRequest,
    acks: Option<Acks>,
) -> Reply<ProduceResponse> {
    let id = request.transactional_id.clone();
    if id.is_none() {
        // Nobody may write in the transaction of an id that is not told.
        return refused(call, request, acks, ErrorCode::TransactionalIdAuthorizationFailed);
    }
    let Some(acks_given) = acks else {
        return refused(call, request, acks, ErrorCode::InvalidRequiredAcks);
    };
    let mut writing = Writing::check(call, request, acks_given);
    let producer = match writing.producer() {
        Ok(producer) => producer,
        Err(code) => return writing.answer(call, |_, _, _| Err(code.into())).reply(call),
    };
    if let (Some(id), Some((producer_id, producer_epoch))) = (id, producer) {
        let support = Support::of_produce(call.version);
        let id = owned(&id);
        writing.verify(call, Transactional { id, producer_id, producer_epoch, support });
    }
    if acks_given == Acks::None {
        return writing.without_reply(call);
    }
    match writing.poll(call) {
        Some(response) => Reply::Now(response),
        None => Reply::Parked(Box::new(writing)),
    }
}

fn refused(
    call: &Call<'_>,
    request: ProduceRequest,
    acks: Option<Acks>,
    code: ErrorCode,
) -> Reply<ProduceResponse> {
    let mut answering = Answering::new(acks, request.timeout_ms, request.topic_data.len());
    for topic in request.topic_data {
        answering.begin_topic(topic.name, topic.topic_id);
        for partition in topic.partition_data {
            answering.add(PartitionId(partition.index), Err(code.into()));
        }
    }
    answering.reply(call)
}

/// A request whose batches are not appended yet.
struct Writing {
    topics: Vec<Topic>,
    acks: Acks,
    timeout_ms: i32,
    /// Whether the coordinator has to know of partitions.
    unverified: Verified,
    guards: BTreeMap<TopicPartition, VerificationGuard>,
    refused: BTreeMap<TopicPartition, ErrorCode>,
    stage: Stage,
}

struct Topic {
    name: ByteString,
    topic_id: Uuid,
    partitions: Vec<(PartitionId, Option<TopicPartition>, Result<Checked, Refusal>)>,
}

enum Stage {
    /// The coordinator is asked.
    Verifying(Verification),
    /// The batches may be appended.
    Ready,
    /// They are.
    Appended(Unacknowledged),
}

impl Writing {
    fn check(call: &Call<'_>, request: ProduceRequest, acks: Acks) -> Self {
        let view = call.view();
        let topics = request.topic_data.into_iter().map(|topic| {
            let runtime = find(&view, call.version, &topic);
            let partitions = topic.partition_data.into_iter().map(|partition| {
                let id = PartitionId(partition.index);
                let named = runtime
                    .as_ref()
                    .ok()
                    .map(|runtime| TopicPartition { topic: runtime.name().clone(), partition: id });
                let runtime = runtime.as_ref().map_err(|code| Refusal::from(*code));
                let checked =
                    runtime.and_then(|runtime| check(call, runtime, id, partition.records));
                (id, named, checked)
            });
            let partitions = partitions.collect();
            Topic { name: topic.name, topic_id: topic.topic_id, partitions }
        });
        Self {
            topics: topics.collect(),
            acks,
            timeout_ms: request.timeout_ms,
            unverified: Verified::No,
            guards: BTreeMap::new(),
            refused: BTreeMap::new(),
            stage: Stage::Ready,
        }
    }

    /// The producer of its transactional batches, if there are any.
    fn producer(&self) -> Result<Option<(ProducerId, ProducerEpoch)>, ErrorCode> {
        let mut producers = BTreeSet::new();
        for (_, checked) in self.transactional() {
            let header = &checked.batch.header;
            producers.insert((header.producer_id, header.producer_epoch));
        }
        match producers.len() {
            0 | 1 => Ok(producers.pop_first()),
            _ => Err(ErrorCode::InvalidProducerIdMapping),
        }
    }

    fn transactional(&self) -> impl Iterator<Item = (&TopicPartition, &Checked)> {
        let partitions = self.topics.iter().flat_map(|topic| &topic.partitions);
        partitions.filter_map(|(_, named, checked)| {
            let checked = checked.as_ref().ok()?;
            let is_transactional = checked.batch.header.attributes.is_transactional();
            named.as_ref().filter(|_| is_transactional).map(|named| (named, checked))
        })
    }

    /// Begins to ask the coordinator about partitions that do not have the transaction open.
    fn verify(&mut self, call: &Call<'_>, transaction: Transactional) {
        if transaction.support != Support::Adds && !verification::is_enabled(call) {
            self.unverified = Verified::NotNeeded;
            return;
        }
        let first_sequence = transaction.support.first_sequence();
        let mut guards = BTreeMap::new();
        let mut refused = BTreeMap::new();
        for (named, checked) in self.transactional() {
            let batch = (&checked.batch.header).into();
            let begun = checked.handle.lock().begin_verification(batch, first_sequence, call.now);
            match begun {
                Ok(None) => {}
                Ok(Some(guard)) => {
                    guards.insert(named.clone(), guard);
                }
                Err(error) => {
                    refused.insert(named.clone(), error.code());
                }
            }
        }
        (self.guards, self.refused) = (guards, refused);
        if !self.guards.is_empty() {
            let partitions = self.guards.keys().cloned().collect();
            self.stage = Stage::Verifying(Verification::new(call, transaction, partitions));
        }
    }

    fn take_verdicts(&mut self, verdicts: Verdicts) {
        let refused = verdicts.into_iter().filter(|(_, code)| *code != ErrorCode::None);
        self.refused.extend(refused);
    }

    /// Appends what the coordinator knows of.
    fn append(&mut self, call: &mut Call<'_>) -> Answering {
        let acks = self.acks;
        let (guards, unverified) = (std::mem::take(&mut self.guards), self.unverified);
        let codes = std::mem::take(&mut self.refused);
        let support = Support::of_produce(call.version);
        self.answer(call, |call, named, checked| {
            let code = named.and_then(|named| codes.get(named).copied());
            if let (Some(code), Ok(_)) = (code, &checked) {
                return Err(unverifiable(code, support));
            }
            let guard = named.and_then(|named| guards.get(named).copied());
            append(call, &checked?, guard.map_or(unverified, Verified::By), acks)
        })
    }

    fn answer(
        &mut self,
        call: &mut Call<'_>,
        mut outcome: impl FnMut(
            &mut Call<'_>,
            Option<&TopicPartition>,
            Result<Checked, Refusal>,
        ) -> Result<super::append::Written, Refusal>,
    ) -> Answering {
        let topics = std::mem::take(&mut self.topics);
        let mut answering = Answering::new(Some(self.acks), self.timeout_ms, topics.len());
        for topic in topics {
            answering.begin_topic(topic.name, topic.topic_id);
            for (id, named, checked) in topic.partitions {
                answering.add(id, outcome(call, named.as_ref(), checked));
            }
        }
        answering
    }

    /// With acks=0 nobody waits: what cannot be decided at once has failed.
    fn without_reply(&mut self, call: &mut Call<'_>) -> Reply<ProduceResponse> {
        if let Stage::Verifying(verification) = &mut self.stage {
            match verification.poll(call) {
                Some(verdicts) => self.take_verdicts(verdicts),
                None => return Reply::Close("a write with acks=0 failed"),
            }
        }
        self.append(call).reply(call)
    }
}

/// What a client is told that could not be verified. Older ones know only codes of Produce: one that has them
/// try again without looking for another leader.
fn unverifiable(code: ErrorCode, support: Support) -> Refusal {
    let message = match code {
        ErrorCode::InvalidTxnState => "the partition was not added to the transaction".to_owned(),
        code => format!(
            "it cannot be verified that the partition is in the transaction: {}",
            code.name()
        ),
    };
    let code = match code {
        ErrorCode::NetworkException
        | ErrorCode::CoordinatorLoadInProgress
        | ErrorCode::CoordinatorNotAvailable
        | ErrorCode::NotCoordinator => ErrorCode::NotEnoughReplicas,
        ErrorCode::ConcurrentTransactions if support != Support::Adds => {
            ErrorCode::NotEnoughReplicas
        }
        code => code,
    };
    Refusal { message: Some(message), ..code.into() }
}

impl Pending<ProduceResponse> for Writing {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<ProduceResponse> {
        loop {
            match &mut self.stage {
                Stage::Verifying(verification) => {
                    let verdicts = verification.poll(call)?;
                    self.take_verdicts(verdicts);
                    self.stage = Stage::Ready;
                }
                Stage::Ready => match self.append(call).unacknowledged(call) {
                    Ok(response) => return Some(response),
                    Err(waiting) => self.stage = Stage::Appended(waiting),
                },
                Stage::Appended(waiting) => return waiting.poll(call),
            }
        }
    }

    fn deadline(&self) -> Option<Moment> {
        match &self.stage {
            Stage::Verifying(verification) => verification.deadline(),
            Stage::Ready => None,
            Stage::Appended(waiting) => waiting.deadline(),
        }
    }

    fn cancel(&mut self, call: &mut Call<'_>) {
        match &mut self.stage {
            Stage::Verifying(verification) => verification.cancel(),
            Stage::Ready => {}
            Stage::Appended(waiting) => waiting.cancel(call),
        }
    }

    fn holds_up(&self) -> bool {
        matches!(self.stage, Stage::Verifying(_))
    }
}
