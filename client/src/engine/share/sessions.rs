//! The share sessions with all brokers: who is asked for what, when a broker that failed is asked again, and
//! what their answers bring.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, Moment, Rng, Uuid},
    protocol::codec::Records,
};
use std::time::Duration;

use super::{
    IdKey,
    acknowledge::{Acknowledgements, CommitId},
    commits::{Commits, Settled},
    deliveries::{Acquired, Chunk, Deliveries, Said, Source},
    session::{
        ACKNOWLEDGE, Answer, Brought, FETCH, Outcome, Overtaken, Refused, Request, Session, Wish,
    },
    settings::Settings,
};
use crate::{Advice, Error, ErrorKind, engine::metadata::ClusterImage, options::AcquireMode};

#[derive(Debug, Default)]
pub(crate) struct Sessions {
    nodes: BTreeMap<i32, Node>,
    /// The broker that was asked last, where one is asked at a time.
    turn: Option<i32>,
    failing: Option<Moment>,
    pub(crate) lock_timeout: Option<Duration>,
}

#[derive(Debug, Default)]
struct Node {
    session: Session,
    failures: u32,
    retry_at: Moment,
}

/// A leader that an answer named: the partition, the broker, its epoch.
pub(crate) type Leader = (IdKey, i32, i32);

/// What the rest of the member has to know of an answer.
#[derive(Debug, Default)]
pub(crate) struct News {
    pub(crate) leaders: Vec<Leader>,
    pub(crate) metadata: Metadata,
    /// For the user.
    pub(crate) error: Option<Error>,
}

/// Whether what is known of leaders is wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Metadata {
    #[default]
    Fine,
    Stale,
}

/// What answers change.
pub(crate) struct Books<'a> {
    pub(crate) deliveries: &'a mut Deliveries,
    pub(crate) commits: &'a mut Commits,
    pub(crate) settings: &'a Settings,
    pub(crate) rng: &'a mut Rng,
}

impl Sessions {
    /// The requests to send now, by broker.
    pub(crate) fn requests(
        &mut self,
        now: Moment,
        settings: &Settings,
        desired: &BTreeMap<i32, BTreeSet<IdKey>>,
        wish: Wish,
    ) -> Vec<(i32, Request)> {
        for node in desired.keys() {
            self.nodes.entry(*node).or_default();
        }
        let one_fetches = settings.acquire_mode == AcquireMode::RecordLimit;
        let mut may_fetch =
            !one_fetches || !self.nodes.values().any(|node| node.session.is_fetching());
        let mut requests = Vec::new();
        let nothing = BTreeSet::new();
        let mut turns: Vec<i32> = self.nodes.keys().copied().collect();
        if let Some(last) = self.turn {
            let after = turns.iter().position(|node| *node > last).unwrap_or(0);
            turns.rotate_left(after);
        }
        for id in turns {
            let Some(node) = self.nodes.get_mut(&id) else { continue };
            if now < node.retry_at && wish != Wish::Close {
                continue;
            }
            let own = match wish {
                Wish::Fetch if !may_fetch => Wish::Rest,
                wish => wish,
            };
            let desired = desired.get(&id).unwrap_or(&nothing);
            let Some(request) = node.session.next(settings, desired, own) else { continue };
            if one_fetches && matches!(request, Request::Fetch(_)) {
                may_fetch = false;
                self.turn = Some(id);
            }
            requests.push((id, request));
        }
        requests
    }

    /// When a broker that failed may be asked again.
    pub(crate) fn retry_at(&self, now: Moment) -> Option<Moment> {
        let later =
            self.nodes.values().filter(|node| node.retry_at > now && !node.session.is_busy());
        later.map(|node| node.retry_at).min()
    }

    pub(crate) fn are_closed(&self) -> bool {
        self.nodes.values().all(|node| node.session.is_closed())
    }

    /// Queues acknowledgements. What was acquired in a session that is lost cannot be acknowledged any more.
    pub(crate) fn say(&mut self, said: Said, commits: &mut Commits) {
        for ((source, key), offsets) in said {
            match self.nodes.get_mut(&source.node) {
                Some(node) if node.session.opening == source.opening && node.session.is_open() => {
                    // What is said later counts.
                    node.session.pending(key).offsets.extend(offsets);
                }
                Some(_) | None => {
                    let acknowledgements = Acknowledgements { offsets, ..Default::default() };
                    let code = ErrorCode::ShareSessionNotFound;
                    let outcome = Err(Error::from_code(ACKNOWLEDGE, code, None).fatal());
                    commits.settled(Settled { key, acknowledgements, outcome });
                }
            }
        }
    }

    /// Has a commit wait for all that has no answer.
    pub(crate) fn join(&mut self, id: CommitId, commits: &mut Commits) {
        for node in self.nodes.values_mut() {
            for acknowledgements in node.session.unanswered() {
                commits.join(id, acknowledgements);
            }
        }
    }

    /// Takes the answer of a broker.
    pub(crate) fn answered(
        &mut self,
        now: Moment,
        id: i32,
        answer: Answer,
        assigned: &BTreeSet<IdKey>,
        books: &mut Books<'_>,
    ) -> News {
        let mut news = News::default();
        let Some(node) = self.nodes.get_mut(&id) else { return news };
        let source = Source { node: id, opening: node.session.opening };
        let (outcome, brought) = node.session.answered(answer);
        if let Outcome::Lost(error) = &outcome {
            tracing::debug!(node = id, %error, "a share session has ended");
            self.lost(now, source, error, books, &mut news);
        } else if matches!(outcome, Outcome::Kept) && brought.refused.is_empty() {
            node.failures = 0;
            self.failing = None;
        }
        self.take(now, source, brought, assigned, books, &mut news);
        news
    }

    fn lost(
        &mut self,
        now: Moment,
        source: Source,
        error: &Error,
        books: &mut Books<'_>,
        news: &mut News,
    ) {
        books.deliveries.lost(source);
        news.metadata = Metadata::Stale;
        // A session that is gone is opened anew at once, but not again and again.
        let gone = [ErrorCode::ShareSessionNotFound, ErrorCode::InvalidShareSessionEpoch];
        let gone = error.code().is_some_and(|code| gone.contains(&code));
        self.failed(now, source.node, error, books, news);
        if let Some(node) = self.nodes.get_mut(&source.node)
            && gone
            && node.failures == 1
        {
            node.retry_at = now;
        }
    }

    /// A broker failed: it is asked later, and the user learns of it if that does not help.
    fn failed(
        &mut self,
        now: Moment,
        id: i32,
        error: &Error,
        books: &mut Books<'_>,
        news: &mut News,
    ) {
        let Some(node) = self.nodes.get_mut(&id) else { return };
        node.failures += 1;
        node.retry_at = now + books.settings.backoff.after(node.failures, books.rng);
        let since = *self.failing.get_or_insert(now);
        let passing = error.advice() == Advice::Retry;
        if !passing || now.since(since) > books.settings.patience {
            self.failing = None;
            news.error = Some(error.clone().with("broker", id));
        }
    }

    fn take(
        &mut self,
        now: Moment,
        source: Source,
        brought: Brought,
        assigned: &BTreeSet<IdKey>,
        books: &mut Books<'_>,
        news: &mut News,
    ) {
        if brought.lock_timeout_ms > 0 {
            self.lock_timeout = Some(Duration::from_millis(brought.lock_timeout_ms as u64));
        }
        for settled in brought.settled {
            if let Err(error) = &settled.outcome {
                tracing::debug!(%error, partition = settled.key.1, "acknowledgements failed");
            }
            books.commits.settled(settled);
        }
        self.repeat(now, source, brought.repeated, books);
        let expires_at = self.lock_timeout.map(|timeout| now + timeout);
        for fetched in brought.fetched {
            self.overtaken(source.node, fetched.key, &fetched.acquired, books);
            let Some(bytes) = read(fetched.data.records) else {
                let error = Error::new(ErrorKind::Corrupt, FETCH, "the records cannot be read");
                news.error = Some(error);
                continue;
            };
            books.deliveries.arrived(Chunk {
                key: fetched.key,
                source,
                bytes,
                acquired: fetched.acquired.into(),
                expires_at,
            });
        }
        books.deliveries.release_others(assigned);
        self.refused(now, source.node, brought.refused, books, news);
    }

    /// The lock of records that were acquired anew had timed out before their acknowledgements were sent.
    fn overtaken(&mut self, id: i32, key: IdKey, acquired: &[Acquired], books: &mut Books<'_>) {
        let Some(node) = self.nodes.get_mut(&id) else { return };
        let acknowledgements = match node.session.overtaken(key, acquired) {
            Some(Overtaken::All(all)) => all,
            Some(Overtaken::Some(part)) => {
                books.commits.split(&part.commits);
                part
            }
            None => return,
        };
        let outcome = Err(Error::from_code(ACKNOWLEDGE, ErrorCode::InvalidRecordState, None));
        books.commits.settled(Settled { key, acknowledgements, outcome });
    }

    fn refused(
        &mut self,
        now: Moment,
        id: i32,
        refused: Vec<Refused>,
        books: &mut Books<'_>,
        news: &mut News,
    ) {
        let mut worst: Option<Error> = None;
        for Refused { key, error, leader } in refused {
            let passing =
                error.advice() == Advice::Retry || error.kind() == ErrorKind::UnknownTopic;
            if error.code() == Some(ErrorCode::NotLeaderOrFollower) && leader.0 >= 0 {
                news.leaders.push((key, leader.0, leader.1));
            }
            news.metadata = Metadata::Stale;
            let error = error.with("partition", key.1);
            let error = if passing { error.passing() } else { error };
            if worst.as_ref().is_none_or(|other| other.advice() == Advice::Retry) {
                worst = Some(error);
            }
        }
        if let Some(error) = worst {
            self.failed(now, id, &error, books, news);
        }
    }

    /// Queues acknowledgements once more, unless that has been tried for long enough.
    fn repeat(
        &mut self,
        now: Moment,
        source: Source,
        repeated: Vec<(IdKey, Acknowledgements)>,
        books: &mut Books<'_>,
    ) {
        let Some(node) = self.nodes.get_mut(&source.node) else { return };
        for (key, mut acknowledgements) in repeated {
            let since = *acknowledgements.since.get_or_insert(now);
            let late = now.since(since) > books.settings.patience;
            if late || !node.session.is_open() {
                let outcome = Err(Error::new(
                    ErrorKind::TimedOut,
                    ACKNOWLEDGE,
                    "the broker could not take the acknowledgements in time",
                ));
                books.commits.settled(Settled { key, acknowledgements, outcome });
                continue;
            }
            let pending = node.session.pending(key);
            let both = pending.commits.intersection(&acknowledgements.commits).copied().collect();
            books.commits.merged(&both);
            pending.put_back(acknowledgements);
            node.failures += 1;
            node.retry_at = now + books.settings.backoff.after(node.failures, books.rng);
        }
    }
}

fn read(records: Option<Records>) -> Option<Bytes> {
    match records {
        Some(records) => records.read().ok(),
        None => Some(Bytes::new()),
    }
}

/// What is to be read from which broker; topics whose names are not known wait until they are.
pub(crate) fn by_leader(
    assigned: &BTreeSet<IdKey>,
    names: &BTreeMap<Uuid, ByteString>,
    image: &ClusterImage,
) -> BTreeMap<i32, BTreeSet<IdKey>> {
    let mut desired: BTreeMap<i32, BTreeSet<IdKey>> = BTreeMap::new();
    for key in assigned {
        let Some(name) = names.get(&key.0) else { continue };
        if let Some(leader) = image.leader(name, key.1) {
            desired.entry(leader).or_default().insert(*key);
        }
    }
    desired
}
