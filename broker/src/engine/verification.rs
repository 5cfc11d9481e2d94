//! Asking the coordinator of a transaction about partitions before the first batch is written there
//! (KIP-890): whether the client has added them, or, with clients that leave it to the broker, to add them.

use std::{collections::BTreeSet, time::Duration};

use bytestring::ByteString;
use ottla_core::{
    coordinator::Shard,
    model::{ErrorCode, Moment, ProducerEpoch, ProducerId, TopicPartition},
    protocol::messages::{
        AddPartitionsToTxnRequest, AddPartitionsToTxnResponse,
        add_partitions_to_txn_request::{AddPartitionsToTxnTopic, AddPartitionsToTxnTransaction},
    },
    storage::producers::FirstSequence,
    transactions::{Adding, TransactionShard, TransactionVersion},
};

use super::{
    call::Call,
    cluster::{Destination, Lane, Sending, Slot, Unanswered},
    coordinator::{Answered, Uncommitted},
    node::Node,
};

/// Version of AddPartitionsToTxn between brokers.
const VERSION: i16 = 5;

/// What a client of a version of Produce or TxnOffsetCommit does about its transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Support {
    /// It adds partitions, and does not know TRANSACTION_ABORTABLE.
    First,
    /// It adds partitions.
    Abortable,
    /// It leaves that to the broker.
    Adds,
}

impl Support {
    /// Of a Produce request.
    pub(super) fn of_produce(version: i16) -> Self {
        match version {
            12.. => Self::Adds,
            11 => Self::Abortable,
            _ => Self::First,
        }
    }

    /// Of a TxnOffsetCommit request.
    pub(super) fn of_offsets(version: i16) -> Self {
        match version {
            5.. => Self::Adds,
            4 => Self::Abortable,
            _ => Self::First,
        }
    }

    /// With which sequence such a client's transaction begins.
    pub(super) fn first_sequence(self) -> FirstSequence {
        match self {
            Self::Adds => FirstSequence::Zero,
            Self::First | Self::Abortable => FirstSequence::Any,
        }
    }

    /// The code that such a client is told.
    fn translated(self, code: ErrorCode) -> ErrorCode {
        if code == ErrorCode::ProducerFenced {
            // It aborts and goes on with a new epoch, if there is one for it.
            ErrorCode::InvalidProducerEpoch
        } else if code == ErrorCode::TransactionAbortable && self == Self::First {
            ErrorCode::InvalidTxnState
        } else {
            code
        }
    }
}

/// Whose transaction it is.
#[derive(Clone, Debug)]
pub(super) struct Transactional {
    pub(super) id: ByteString,
    pub(super) producer_id: ProducerId,
    pub(super) producer_epoch: ProducerEpoch,
    pub(super) support: Support,
}

/// A question on its way.
#[derive(Debug)]
pub(super) struct Verification {
    transaction: Transactional,
    partitions: BTreeSet<TopicPartition>,
    /// Until when the end of the transaction before is waited for.
    patience: Moment,
    stage: Stage,
}

/// A code for each partition that was asked about.
pub(super) type Verdicts = Vec<(TopicPartition, ErrorCode)>;

#[derive(Debug)]
enum Stage {
    Ask,
    /// Again at this moment.
    Again(Moment),
    /// The coordinator is another broker, which has been asked.
    Asked(Slot<AddPartitionsToTxnResponse>),
    /// What the coordinator has said rests on what is not committed yet.
    Answered(Verdicts, Uncommitted),
}

impl Verification {
    pub(super) fn new(
        call: &Call<'_>,
        transaction: Transactional,
        partitions: BTreeSet<TopicPartition>,
    ) -> Self {
        let patience =
            call.now.monotonic + millis(call, "add.partitions.to.txn.retry.backoff.max.ms");
        Self { transaction, partitions, patience, stage: Stage::Ask }
    }

    /// What the coordinator says, when it does.
    pub(super) fn poll(&mut self, call: &mut Call<'_>) -> Option<Verdicts> {
        loop {
            if matches!(self.stage, Stage::Ask | Stage::Again(_))
                && !matches!(self.stage, Stage::Again(at) if call.now.monotonic < at)
                && let Some(to) = self.elsewhere(call)
            {
                self.stage = Stage::Asked(self.ask_elsewhere(to, call));
                return None;
            }
            match &mut self.stage {
                Stage::Again(at) if call.now.monotonic < *at => return None,
                Stage::Asked(answer) => {
                    let answer = answer.take()?;
                    let verdicts = self.verdicts(answer);
                    match self.judged(verdicts, call) {
                        Some(verdicts) => return Some(verdicts),
                        None => continue,
                    }
                }
                Stage::Ask | Stage::Again(_) => match self.ask(call) {
                    Ok(Answered { response, commit }) => {
                        self.stage = Stage::Answered(response, commit);
                    }
                    Err(code) => return Some(self.all(code)),
                },
                Stage::Answered(verdicts, commit) => {
                    match commit.is_committed(call.node, call.waker, call.effects) {
                        Ok(false) => return None,
                        Ok(true) => {}
                        Err(_) => return Some(self.all(ErrorCode::NotCoordinator)),
                    }
                    let verdicts = std::mem::take(verdicts);
                    if let Some(verdicts) = self.judged(verdicts, call) {
                        return Some(verdicts);
                    }
                }
            }
        }
    }

    /// The verdicts as the client is told, unless the coordinator is to be asked again.
    fn judged(&mut self, verdicts: Verdicts, call: &Call<'_>) -> Option<Verdicts> {
        if !self.waits_on(call, &verdicts) {
            let support = self.transaction.support;
            let told = verdicts.into_iter();
            return Some(told.map(|(one, code)| (one, support.translated(code))).collect());
        }
        let backoff = millis(call, "add.partitions.to.txn.retry.backoff.ms");
        self.stage = Stage::Again(call.now.monotonic + backoff);
        None
    }

    /// Where the coordinator is, if it is another broker.
    fn elsewhere(&self, call: &Call<'_>) -> Option<Destination> {
        let view = call.view();
        let partition =
            Node::coordinating_partition::<TransactionShard>(&view, &self.transaction.id)?;
        let topic = view.topic_by_name(TransactionShard::TOPIC)?.name().clone();
        let log = TopicPartition { topic, partition };
        let (_, to) = call.node.leader_destination(&view, &log, Lane::Coordinator)?;
        Some(to)
    }

    fn ask_elsewhere(
        &self,
        to: Destination,
        call: &mut Call<'_>,
    ) -> Slot<AddPartitionsToTxnResponse> {
        let mut topics: Vec<AddPartitionsToTxnTopic> = Vec::new();
        for one in &self.partitions {
            let name = one.topic.as_str();
            match topics.last_mut().filter(|topic| topic.name == name) {
                Some(topic) => topic.partitions.push(one.partition.0),
                None => topics.push(AddPartitionsToTxnTopic {
                    name: name.into(),
                    partitions: vec![one.partition.0],
                }),
            }
        }
        let transaction = AddPartitionsToTxnTransaction {
            transactional_id: self.transaction.id.clone(),
            producer_id: self.transaction.producer_id.0,
            producer_epoch: self.transaction.producer_epoch.0,
            verify_only: self.transaction.support != Support::Adds,
            topics,
        };
        let request =
            AddPartitionsToTxnRequest { transactions: vec![transaction], ..Default::default() };
        let node = call.node.clone();
        let sending = Sending { to, version: VERSION, patience: node.settings().request_timeout };
        node.send_for(&request, sending, call.waker, call.now, call.effects)
    }

    /// What another broker has said of each partition.
    fn verdicts(&self, answer: Result<AddPartitionsToTxnResponse, Unanswered>) -> Verdicts {
        let answer = match answer {
            Ok(answer) if answer.error_code == ErrorCode::None.code() => answer,
            Ok(answer) => return self.each(|_| ErrorCode::from_code(answer.error_code)),
            Err(_) => return self.each(|_| ErrorCode::CoordinatorNotAvailable),
        };
        self.each(|one| {
            let topics = answer.results_by_transaction.iter().flat_map(|one| &one.topic_results);
            let partitions = topics
                .filter(|topic| topic.name == one.topic.as_str())
                .flat_map(|topic| &topic.results_by_partition);
            let mut found = partitions.filter(|told| told.partition_index == one.partition.0);
            found.next().map_or(ErrorCode::UnknownServerError, |told| {
                ErrorCode::from_code(told.partition_error_code)
            })
        })
    }

    fn each(&self, code: impl Fn(&TopicPartition) -> ErrorCode) -> Verdicts {
        self.partitions.iter().map(|one| (one.clone(), code(one))).collect()
    }

    /// Whether the transaction before is still ending, which takes moments: for a client to come back
    /// takes longer.
    fn waits_on(&self, call: &Call<'_>, verdicts: &Verdicts) -> bool {
        self.transaction.support == Support::Adds
            && call.now.monotonic < self.patience
            && verdicts.iter().any(|(_, code)| *code == ErrorCode::ConcurrentTransactions)
    }

    fn ask(&self, call: &mut Call<'_>) -> Result<Answered<Verdicts>, ErrorCode> {
        let adding = Adding {
            id: &self.transaction.id,
            producer_id: self.transaction.producer_id,
            producer_epoch: self.transaction.producer_epoch,
            partitions: &self.partitions,
            version: TransactionVersion::V2,
        };
        let node = call.node.clone();
        node.ask_about_partitions(call, adding.id, adding.partitions, |shard, now| {
            match self.transaction.support {
                Support::First | Support::Abortable => shard.verify_partitions(&adding),
                Support::Adds => shard
                    .add_partitions(&adding, now)
                    .map(|code| adding.partitions.iter().map(|one| (one.clone(), code)).collect()),
            }
        })
    }

    fn all(&self, code: ErrorCode) -> Verdicts {
        let code = self.transaction.support.translated(code);
        self.partitions.iter().map(|partition| (partition.clone(), code)).collect()
    }

    /// When it has to be polled though nothing has fired.
    pub(super) fn deadline(&self) -> Option<Moment> {
        match &self.stage {
            Stage::Again(at) => Some(*at),
            Stage::Ask | Stage::Asked(_) | Stage::Answered(..) => None,
        }
    }

    /// Nobody waits for it any more.
    pub(super) fn cancel(&mut self) {
        if let Stage::Answered(_, commit) = &mut self.stage {
            commit.cancel();
        }
    }
}

/// Whether clients that add partitions themselves are checked.
pub(super) fn is_enabled(call: &Call<'_>) -> bool {
    call.view().settings.entries.is_true("transaction.partition.verification.enable")
}

fn millis(call: &Call<'_>, key: &str) -> Duration {
    let millis = call.view().settings.entries.integer(key);
    Duration::from_millis(u64::try_from(millis).unwrap_or(0))
}
