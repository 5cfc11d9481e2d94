//! TxnOffsetCommit (key 28): offsets that count when the producer's transaction is committed. Authorization:
//! WRITE on the transactional id, READ on the group and on each topic. Partitions that do not exist are
//! refused one by one.

use std::{collections::BTreeSet, ops::RangeInclusive, sync::Arc};

use ottla_core::{
    coordinator::Shard,
    groups::GroupShard,
    metadata::MetadataImage,
    model::{ErrorCode, Moment, PartitionId, ProducerEpoch, ProducerId, TopicName, TopicPartition},
    protocol::messages::{
        TxnOffsetCommitRequest, TxnOffsetCommitResponse,
        txn_offset_commit_request::TxnOffsetCommitRequestTopic,
        txn_offset_commit_response::{
            TxnOffsetCommitResponsePartition, TxnOffsetCommitResponseTopic,
        },
    },
    storage::producers::{TransactionalBatch, Verified},
};

use super::in_transaction::owned;
use crate::engine::{
    call::Call,
    coordinator::{AfterShards, Answered, TransactionalWriter, Writing},
    handler::{Handler, Pending, Reply},
    node::Node,
    verification::{self, Support, Transactional, Verification},
};

/// TxnOffsetCommit. v3 has members and generations (KIP-447), v4 knows TRANSACTION_ABORTABLE, v5 adds the
/// group's partition to the transaction (KIP-890).
pub struct TxnOffsetCommit;

impl Handler for TxnOffsetCommit {
    type Request = TxnOffsetCommitRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=5;

    fn handle(
        call: &mut Call<'_>,
        mut request: TxnOffsetCommitRequest,
    ) -> Reply<TxnOffsetCommitResponse> {
        let refused = split_unknown(&call.image(), &mut request);
        if request.topics.is_empty() {
            return Reply::Now(TxnOffsetCommitResponse { topics: refused, ..Default::default() });
        }
        let mut committing = Committing { request, refused, stage: Stage::Done };
        match committing.begin(call) {
            Ok(stage) => committing.stage = stage,
            Err(code) => return Reply::Now(committing.all(call.version, code)),
        }
        match committing.poll(call) {
            Some(response) => Reply::Now(response),
            None => Reply::Parked(Box::new(committing)),
        }
    }
}

/// A request on its way.
struct Committing {
    request: TxnOffsetCommitRequest,
    /// The answers for what does not exist.
    refused: Vec<TxnOffsetCommitResponseTopic>,
    stage: Stage,
}

enum Stage {
    /// The transaction's coordinator is asked.
    Verifying(Verification, Verified),
    /// The group may be asked.
    Verified(Verified),
    /// The group has answered.
    Answered(AfterShards<TxnOffsetCommitResponse>),
    Done,
}

impl Committing {
    fn begin(&self, call: &mut Call<'_>) -> Result<Stage, ErrorCode> {
        if self.request.group_id.is_empty() {
            return Err(ErrorCode::InvalidGroupId);
        }
        let support = Support::of_offsets(call.version);
        if support != Support::Adds && !verification::is_enabled(call) {
            return Ok(Stage::Verified(Verified::NotNeeded));
        }
        let view = call.view();
        let partition = Node::coordinating_partition::<GroupShard>(&view, &self.request.group_id);
        let partition = partition.ok_or(ErrorCode::NotCoordinator)?;
        let topic = view.topic_by_name(GroupShard::TOPIC).ok_or(ErrorCode::NotCoordinator)?;
        let handle = topic.partition(partition).map_err(|_| ErrorCode::NotCoordinator)?;
        let (producer_id, producer_epoch) = self.producer();
        let batch = TransactionalBatch { producer_id, producer_epoch, base_sequence: -1 };
        let begun = handle.lock().begin_verification(batch, support.first_sequence(), call.now);
        let guard = begun.map_err(|error| group_code(error.code()))?;
        let Some(guard) = guard else { return Ok(Stage::Verified(Verified::No)) };
        let id = owned(&self.request.transactional_id);
        let transaction = Transactional { id, producer_id, producer_epoch, support };
        let topic = TopicName::new(GroupShard::TOPIC).expect("a legal name");
        let partitions = BTreeSet::from([TopicPartition { topic, partition }]);
        let verification = Verification::new(call, transaction, partitions);
        Ok(Stage::Verifying(verification, Verified::By(guard)))
    }

    fn producer(&self) -> (ProducerId, ProducerEpoch) {
        (ProducerId(self.request.producer_id), ProducerEpoch(self.request.producer_epoch))
    }

    /// The group's answer.
    fn ask(&self, call: &mut Call<'_>, verified: Verified) -> Result<Stage, ErrorCode> {
        let node = call.node.clone();
        let (producer_id, producer_epoch) = self.producer();
        if producer_id < ProducerId(0) || producer_epoch < ProducerEpoch(0) {
            // Nobody could end such a transaction: its offsets would be pending for ever.
            return Err(ErrorCode::UnknownServerError);
        }
        let writer = TransactionalWriter { producer_id, producer_epoch, verified };
        let request = &self.request;
        let group = &request.group_id;
        let asked = node.ask_group_writing(
            call,
            group,
            Writing::InTransaction(writer),
            |shard, requester, now| shard.commit_transactional_offsets(requester, request, now),
        );
        let Answered { mut response, commit } = asked?;
        response.topics.extend(self.refused.iter().cloned());
        let refuse = {
            let (version, committed, refused) =
                (call.version, self.committed(), self.refused.clone());
            move |code: ErrorCode| {
                let mut response = with_code(committed.clone(), version, code);
                response.topics.extend(refused.iter().cloned());
                response
            }
        };
        Ok(Stage::Answered(AfterShards::new(response, vec![commit], Arc::new(refuse), call)))
    }

    /// The answer when nothing was committed.
    fn all(&self, version: i16, code: ErrorCode) -> TxnOffsetCommitResponse {
        let mut response = with_code(self.committed(), version, code);
        response.topics.extend(self.refused.iter().cloned());
        response
    }

    /// The answer for what exists.
    fn committed(&self) -> TxnOffsetCommitResponse {
        let topics = self.request.topics.iter().map(|topic| TxnOffsetCommitResponseTopic {
            name: topic.name.clone(),
            partitions: topic
                .partitions
                .iter()
                .map(|one| TxnOffsetCommitResponsePartition {
                    partition_index: one.partition_index,
                    ..Default::default()
                })
                .collect(),
        });
        TxnOffsetCommitResponse { topics: topics.collect(), ..Default::default() }
    }
}

impl Pending<TxnOffsetCommitResponse> for Committing {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<TxnOffsetCommitResponse> {
        loop {
            let next = match &mut self.stage {
                Stage::Verifying(verification, verified) => {
                    let verified = *verified;
                    let verdicts = verification.poll(call)?;
                    match verdicts.first() {
                        Some((_, code)) if *code != ErrorCode::None => Err(group_code(*code)),
                        Some(_) | None => Ok(Stage::Verified(verified)),
                    }
                }
                Stage::Verified(verified) => {
                    let verified = *verified;
                    self.ask(call, verified)
                }
                Stage::Answered(answered) => return answered.poll(call),
                Stage::Done => return None,
            };
            match next {
                Ok(stage) => self.stage = stage,
                Err(code) => return Some(self.all(call.version, code)),
            }
        }
    }

    fn deadline(&self) -> Option<Moment> {
        match &self.stage {
            Stage::Verifying(verification, _) => verification.deadline(),
            Stage::Answered(answered) => answered.deadline(),
            Stage::Verified(_) | Stage::Done => None,
        }
    }

    fn cancel(&mut self, call: &mut Call<'_>) {
        match &mut self.stage {
            Stage::Verifying(verification, _) => verification.cancel(),
            Stage::Answered(answered) => answered.cancel(call),
            Stage::Verified(_) | Stage::Done => {}
        }
    }

    /// The end of the transaction may be next.
    fn holds_up(&self) -> bool {
        matches!(self.stage, Stage::Verifying(..))
    }
}

/// What the client of a group makes of the code, as Apache Kafka translates it.
fn group_code(code: ErrorCode) -> ErrorCode {
    match code {
        ErrorCode::NetworkException => ErrorCode::CoordinatorLoadInProgress,
        ErrorCode::UnknownTopicOrPartition
        | ErrorCode::NotEnoughReplicas
        | ErrorCode::RequestTimedOut => ErrorCode::CoordinatorNotAvailable,
        ErrorCode::NotLeaderOrFollower | ErrorCode::KafkaStorageError => ErrorCode::NotCoordinator,
        _ => code,
    }
}

fn with_code(
    mut response: TxnOffsetCommitResponse,
    version: i16,
    code: ErrorCode,
) -> TxnOffsetCommitResponse {
    // Producers before version 2 do not expect a coordinator that loads.
    let loading = version < 2 && code == ErrorCode::CoordinatorLoadInProgress;
    let code = if loading { ErrorCode::CoordinatorNotAvailable } else { code };
    for topic in &mut response.topics {
        topic.partitions.iter_mut().for_each(|one| one.error_code = code.code());
    }
    response
}

/// Takes what does not exist out of the request and returns the answers for it.
fn split_unknown(
    image: &MetadataImage,
    request: &mut TxnOffsetCommitRequest,
) -> Vec<TxnOffsetCommitResponseTopic> {
    let mut refused = Vec::new();
    request.topics.retain_mut(|topic| {
        let found = image.topic(&topic.name);
        let mut missing = Vec::new();
        topic.partitions.retain(|partition| {
            let id = PartitionId(partition.partition_index);
            let exists = found.is_some_and(|found| found.partition(id).is_some());
            if !exists {
                missing.push(TxnOffsetCommitResponsePartition {
                    partition_index: partition.partition_index,
                    error_code: ErrorCode::UnknownTopicOrPartition.code(),
                });
            }
            exists
        });
        refuse(topic, missing, &mut refused);
        !topic.partitions.is_empty()
    });
    refused
}

fn refuse(
    topic: &TxnOffsetCommitRequestTopic,
    partitions: Vec<TxnOffsetCommitResponsePartition>,
    refused: &mut Vec<TxnOffsetCommitResponseTopic>,
) {
    if !partitions.is_empty() {
        refused.push(TxnOffsetCommitResponseTopic { name: topic.name.clone(), partitions });
    }
}
