//! The share session with one broker. Its epoch counts requests, so there is one at a time; whatever is not
//! answered as expected ends it, with all that was acquired in it.

use std::collections::{BTreeMap, BTreeSet};

use ottla_core::{
    model::{ErrorCode, Uuid},
    protocol::messages::{
        ShareAcknowledgeRequest, ShareAcknowledgeResponse, ShareFetchRequest, ShareFetchResponse,
        share_acknowledge_request::{AcknowledgePartition, AcknowledgeTopic},
        share_fetch_request::{AcknowledgementBatch, FetchPartition, FetchTopic, ForgottenTopic},
        share_fetch_response::PartitionData,
    },
};

use super::{
    IdKey,
    acknowledge::Acknowledgements,
    commits::Settled,
    deliveries::{Acquired, offsets},
    settings::Settings,
};
use crate::{Error, ErrorKind, Result};

pub(crate) const FETCH: &str = "fetch from a share group";
pub(crate) const ACKNOWLEDGE: &str = "acknowledge records";

/// Offsets of one partition that an answer may bring; brokers allow far fewer to be acquired.
const ACQUIRED_MAX: i64 = 1_000_000;

const OPENING: i32 = 0;
const CLOSING: i32 = -1;

/// What a session is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// Bring records.
    Fetch,
    /// Tell what there is to tell.
    Rest,
    /// Tell that, and end.
    Close,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Request {
    Fetch(ShareFetchRequest),
    Acknowledge(ShareAcknowledgeRequest),
}

#[derive(Clone, Debug)]
pub(crate) enum Answer {
    Fetched(ShareFetchResponse),
    Acknowledged(ShareAcknowledgeResponse),
    /// There is none.
    Failed(Error),
}

/// A request that has no answer yet.
#[derive(Debug)]
struct Sent {
    what: What,
    acknowledgements: BTreeMap<IdKey, Acknowledgements>,
}

#[derive(Debug)]
enum What {
    /// The broker's session has these partitions afterwards.
    Fetch(BTreeSet<IdKey>),
    Acknowledge,
    Close,
}

#[derive(Debug, Default)]
pub(crate) struct Session {
    /// Of the next request.
    epoch: i32,
    /// Counts the sessions with this broker.
    pub(crate) opening: u64,
    /// What the broker's session has.
    partitions: BTreeSet<IdKey>,
    pending: BTreeMap<IdKey, Acknowledgements>,
    sent: Option<Sent>,
}

/// What an answer made of the session.
#[derive(Debug)]
pub(crate) enum Outcome {
    Kept,
    /// It has ended, and this is why.
    Lost(Error),
    Closed,
}

/// What an answer brought.
#[derive(Debug, Default)]
pub(crate) struct Brought {
    pub(crate) settled: Vec<Settled>,
    pub(crate) fetched: Vec<Fetched>,
    /// Partitions that could not be read, or are led by another broker.
    pub(crate) refused: Vec<Refused>,
    /// Acknowledgements that may work a while later.
    pub(crate) repeated: Vec<(IdKey, Acknowledgements)>,
    pub(crate) lock_timeout_ms: i32,
}

/// Acknowledgements that come too late: all that waited of a partition, or some.
#[derive(Debug)]
pub(crate) enum Overtaken {
    All(Acknowledgements),
    Some(Acknowledgements),
}

#[derive(Debug)]
pub(crate) struct Fetched {
    pub(crate) key: IdKey,
    pub(crate) data: PartitionData,
    pub(crate) acquired: Vec<Acquired>,
}

#[derive(Debug)]
pub(crate) struct Refused {
    pub(crate) key: IdKey,
    pub(crate) error: Error,
    /// The leader and its epoch, as far as they are known.
    pub(crate) leader: (i32, i32),
}

impl Session {
    pub(crate) fn is_busy(&self) -> bool {
        self.sent.is_some()
    }

    /// Whether a fetch has no answer yet.
    pub(crate) fn is_fetching(&self) -> bool {
        matches!(&self.sent, Some(Sent { what: What::Fetch(_), .. }))
    }

    /// Whether the broker has nothing of this session.
    pub(crate) fn is_closed(&self) -> bool {
        self.epoch == OPENING && self.sent.is_none() && self.pending.is_empty()
    }

    pub(crate) fn is_open(&self) -> bool {
        self.epoch != OPENING
    }

    /// The acknowledgements of a partition that wait to be sent; made if there are none.
    pub(crate) fn pending(&mut self, key: IdKey) -> &mut Acknowledgements {
        self.pending.entry(key).or_default()
    }

    /// Records were acquired anew: what waits to be said of them is of an acquisition that has ended.
    pub(crate) fn overtaken(&mut self, key: IdKey, acquired: &[Acquired]) -> Option<Overtaken> {
        let pending = self.pending.get_mut(&key)?;
        let part = pending.split_off(offsets(acquired))?;
        if pending.is_empty() {
            self.pending.remove(&key);
            return Some(Overtaken::All(part));
        }
        Some(Overtaken::Some(part))
    }

    /// All acknowledgements without an answer.
    pub(crate) fn unanswered(&mut self) -> impl Iterator<Item = &mut Acknowledgements> {
        let sent = self.sent.iter_mut().flat_map(|sent| sent.acknowledgements.values_mut());
        self.pending.values_mut().chain(sent)
    }

    /// The next request, if there is one to send. `desired` is what is to be read from this broker.
    pub(crate) fn next(
        &mut self,
        settings: &Settings,
        desired: &BTreeSet<IdKey>,
        wish: Wish,
    ) -> Option<Request> {
        if self.sent.is_some() {
            return None;
        }
        if wish == Wish::Close {
            return self.is_open().then(|| self.acknowledge(settings, What::Close));
        }
        // A fetch must not name what it is not to read, and brings nothing when it renews.
        let apart = |(key, acks): (&IdKey, &Acknowledgements)| {
            acks.renews() || !self.partitions.contains(key) || !desired.contains(key)
        };
        let apart = self.pending.iter().any(apart);
        let reads = !desired.is_empty() || self.is_open() && !self.partitions.is_empty();
        match wish {
            Wish::Fetch if reads && !apart => Some(self.fetch(settings, desired)),
            Wish::Fetch | Wish::Rest | Wish::Close if self.pending.is_empty() => None,
            Wish::Fetch | Wish::Rest | Wish::Close => {
                Some(self.acknowledge(settings, What::Acknowledge))
            }
        }
    }

    fn fetch(&mut self, settings: &Settings, desired: &BTreeSet<IdKey>) -> Request {
        let acknowledgements = std::mem::take(&mut self.pending);
        let mut topics: BTreeMap<Uuid, Vec<FetchPartition>> = BTreeMap::new();
        for key in desired {
            let acks = acknowledgements.get(key);
            if self.partitions.contains(key) && acks.is_none() {
                continue;
            }
            topics.entry(key.0).or_default().push(FetchPartition {
                partition_index: key.1,
                acknowledgement_batches: acks.map(fetch_batches).unwrap_or_default(),
                ..Default::default()
            });
        }
        let mut forgotten: BTreeMap<Uuid, Vec<i32>> = BTreeMap::new();
        for (topic, partition) in self.partitions.difference(desired) {
            forgotten.entry(*topic).or_default().push(*partition);
        }
        let request = ShareFetchRequest {
            group_id: Some(settings.group_id.clone()),
            member_id: Some(settings.member_id.clone()),
            share_session_epoch: self.epoch,
            max_wait_ms: if desired.is_empty() { 0 } else { settings.fetch_wait_max_ms },
            min_bytes: settings.fetch_bytes_min,
            max_bytes: settings.fetch_bytes_max,
            max_records: settings.records_max,
            batch_size: settings.records_max,
            share_acquire_mode: settings.acquire_mode.code(),
            is_renew_ack: false,
            topics: topics
                .into_iter()
                .map(|(topic_id, partitions)| FetchTopic { topic_id, partitions })
                .collect(),
            forgotten_topics_data: forgotten
                .into_iter()
                .map(|(topic_id, partitions)| ForgottenTopic { topic_id, partitions })
                .collect(),
        };
        self.sent = Some(Sent { what: What::Fetch(desired.clone()), acknowledgements });
        Request::Fetch(request)
    }

    fn acknowledge(&mut self, settings: &Settings, what: What) -> Request {
        let acknowledgements = std::mem::take(&mut self.pending);
        let mut topics: BTreeMap<Uuid, Vec<AcknowledgePartition>> = BTreeMap::new();
        for (key, acks) in &acknowledgements {
            topics.entry(key.0).or_default().push(AcknowledgePartition {
                partition_index: key.1,
                acknowledgement_batches: acks.batches(),
            });
        }
        let request = ShareAcknowledgeRequest {
            group_id: Some(settings.group_id.clone()),
            member_id: Some(settings.member_id.clone()),
            share_session_epoch: match what {
                What::Close => CLOSING,
                What::Fetch(_) | What::Acknowledge => self.epoch,
            },
            is_renew_ack: acknowledgements.values().any(Acknowledgements::renews),
            topics: topics
                .into_iter()
                .map(|(topic_id, partitions)| AcknowledgeTopic { topic_id, partitions })
                .collect(),
        };
        self.sent = Some(Sent { what, acknowledgements });
        Request::Acknowledge(request)
    }

    /// Takes the answer to the request that was sent.
    pub(crate) fn answered(&mut self, answer: Answer) -> (Outcome, Brought) {
        let mut brought = Brought::default();
        let Some(Sent { what, mut acknowledgements }) = self.sent.take() else {
            return (Outcome::Kept, brought);
        };
        let failed = match &answer {
            Answer::Fetched(response) => {
                checked(FETCH, response.error_code, response.error_message.as_deref())
            }
            Answer::Acknowledged(response) => {
                checked(ACKNOWLEDGE, response.error_code, response.error_message.as_deref())
            }
            Answer::Failed(error) => Err(error.clone()),
        };
        if let Err(error) = failed {
            self.lose(&mut brought, acknowledgements, &error);
            return match what {
                What::Close => (Outcome::Closed, brought),
                What::Fetch(_) | What::Acknowledge => (Outcome::Lost(error), brought),
            };
        }
        match answer {
            Answer::Fetched(response) => {
                take_fetched(&mut brought, &mut acknowledgements, response)
            }
            Answer::Acknowledged(response) => {
                take_acknowledged(&mut brought, &mut acknowledgements, response);
            }
            Answer::Failed(_) => {}
        }
        // A broker names all partitions that it was told of.
        for (key, acknowledgements) in acknowledgements {
            let outcome = Err(Error::from_code(ACKNOWLEDGE, ErrorCode::UnknownServerError, None));
            brought.settled.push(Settled { key, acknowledgements, outcome });
        }
        match what {
            What::Close => {
                let error = Error::from_code(ACKNOWLEDGE, ErrorCode::ShareSessionNotFound, None);
                self.lose(&mut brought, BTreeMap::new(), &error);
                return (Outcome::Closed, brought);
            }
            What::Fetch(partitions) => self.partitions = partitions,
            What::Acknowledge => {}
        }
        self.epoch = if self.epoch == i32::MAX { 1 } else { self.epoch + 1 };
        (Outcome::Kept, brought)
    }

    /// The broker does not have the session any more, or will not know what is said of it.
    fn lose(
        &mut self,
        brought: &mut Brought,
        sent: BTreeMap<IdKey, Acknowledgements>,
        error: &Error,
    ) {
        let pending = std::mem::take(&mut self.pending);
        for (key, acknowledgements) in sent.into_iter().chain(pending) {
            // The records are others' now: saying it again does not help.
            let outcome = Err(error.clone().during(ACKNOWLEDGE).fatal());
            brought.settled.push(Settled { key, acknowledgements, outcome });
        }
        self.epoch = OPENING;
        self.opening += 1;
        self.partitions.clear();
    }
}

fn fetch_batches(acks: &Acknowledgements) -> Vec<AcknowledgementBatch> {
    let batch =
        |batch: ottla_core::protocol::messages::share_acknowledge_request::AcknowledgementBatch| {
            AcknowledgementBatch {
                first_offset: batch.first_offset,
                last_offset: batch.last_offset,
                acknowledge_types: batch.acknowledge_types,
            }
        };
    acks.batches().into_iter().map(batch).collect()
}

fn checked(operation: &'static str, code: i16, said: Option<&str>) -> Result<()> {
    match ErrorCode::from_code(code) {
        ErrorCode::None => Ok(()),
        code => Err(Error::from_code(operation, code, said)),
    }
}

/// Whether an acknowledgement that was refused may work with the same broker.
fn may_pass(code: ErrorCode) -> bool {
    let elsewhere = [
        ErrorCode::NotLeaderOrFollower,
        ErrorCode::FencedLeaderEpoch,
        ErrorCode::UnknownTopicOrPartition,
        ErrorCode::UnknownTopicId,
    ];
    code.is_retriable() && !elsewhere.contains(&code)
}

fn settle(
    brought: &mut Brought,
    key: IdKey,
    acknowledgements: Acknowledgements,
    code: i16,
    said: Option<&str>,
) {
    if may_pass(ErrorCode::from_code(code)) {
        brought.repeated.push((key, acknowledgements));
        return;
    }
    let outcome = checked(ACKNOWLEDGE, code, said);
    brought.settled.push(Settled { key, acknowledgements, outcome });
}

fn take_fetched(
    brought: &mut Brought,
    acknowledgements: &mut BTreeMap<IdKey, Acknowledgements>,
    response: ShareFetchResponse,
) {
    brought.lock_timeout_ms = response.acquisition_lock_timeout_ms;
    for topic in response.responses {
        for mut data in topic.partitions {
            let key = (topic.topic_id, data.partition_index);
            if let Some(acks) = acknowledgements.remove(&key) {
                let said = data.acknowledge_error_message.as_deref();
                settle(brought, key, acks, data.acknowledge_error_code, said);
            }
            let leader = (data.current_leader.leader_id, data.current_leader.leader_epoch);
            if let Err(error) = checked(FETCH, data.error_code, data.error_message.as_deref()) {
                brought.refused.push(Refused { key, error, leader });
                continue;
            }
            let acquired = std::mem::take(&mut data.acquired_records);
            let acquired: Vec<Acquired> = acquired
                .into_iter()
                .filter(|range| range.first_offset <= range.last_offset)
                .map(|range| Acquired {
                    first: range.first_offset,
                    last: range.last_offset,
                    delivery_count: range.delivery_count,
                })
                .collect();
            let count = |range: &Acquired| range.last.saturating_sub(range.first).saturating_add(1);
            let in_order = acquired.windows(2).all(|pair| pair[0].last < pair[1].first);
            let counted = acquired.iter().map(count).fold(0, i64::saturating_add);
            if counted > ACQUIRED_MAX || !in_order {
                let error =
                    Error::new(ErrorKind::Corrupt, FETCH, "the acquired offsets make no sense");
                brought.refused.push(Refused { key, error, leader });
            } else if !acquired.is_empty() {
                brought.fetched.push(Fetched { key, data, acquired });
            }
        }
    }
}

fn take_acknowledged(
    brought: &mut Brought,
    acknowledgements: &mut BTreeMap<IdKey, Acknowledgements>,
    response: ShareAcknowledgeResponse,
) {
    brought.lock_timeout_ms = response.acquisition_lock_timeout_ms;
    for topic in response.responses {
        for data in topic.partitions {
            let key = (topic.topic_id, data.partition_index);
            let Some(acks) = acknowledgements.remove(&key) else { continue };
            let said = data.error_message.as_deref();
            settle(brought, key, acks, data.error_code, said);
            let code = ErrorCode::from_code(data.error_code);
            if code == ErrorCode::NotLeaderOrFollower {
                let leader = (data.current_leader.leader_id, data.current_leader.leader_epoch);
                let error = Error::from_code(ACKNOWLEDGE, code, None);
                brought.refused.push(Refused { key, error, leader });
            }
        }
    }
}
