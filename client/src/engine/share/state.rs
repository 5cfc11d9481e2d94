//! The whole of a member: what is to be sent now, what answers change, and what its user does.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use bytestring::ByteString;
use ottla_core::{
    model::{Moment, Rng, Uuid},
    protocol::messages::{ShareGroupHeartbeatRequest, ShareGroupHeartbeatResponse},
};

use super::{
    IdKey,
    acknowledge::{Ack, AcknowledgeType, CommitId},
    commits::{Commits, Outcomes},
    deliveries::{Acquired, Chunk, Deliveries, Marked},
    membership::{OPERATION, ShareMember, Topics},
    session::{Answer, Request, Wish},
    sessions::{Books, Leader, Metadata, Sessions, by_leader},
    settings::Settings,
};
use crate::{
    Advice, Error, ErrorKind, Result,
    engine::{
        group::{membership::Coordinator, step::Verdict},
        metadata::{ClusterImage, NewLeader},
        positions::Key,
    },
    options::AcknowledgementMode,
};

/// How often metadata is asked for that is not there yet.
const LEARN_INTERVAL: Duration = Duration::from_millis(200);

#[derive(Debug)]
pub(crate) struct State {
    settings: Settings,
    rng: Rng,
    topics: Topics,
    member: ShareMember,
    sessions: Sessions,
    deliveries: Deliveries,
    commits: Commits,
    /// Names of the topics that the member was assigned.
    names: BTreeMap<Uuid, ByteString>,
    learning: Learning,
    learn_at: Moment,
    asking: Asking,
    presence: Presence,
    retry_at: Moment,
    failing: Option<(Moment, u32)>,
    /// What the user has to be told: once, or for good.
    error: Option<Error>,
    fatal: Option<Error>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Learning {
    Nothing,
    /// Leaders have changed, or topics are not known.
    Wanted,
    /// There is no answer yet.
    Asked,
}

/// Whether the user waits for records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asking {
    Records,
    Nothing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Presence {
    Running,
    Closing,
}

/// What to do next.
#[derive(Debug, Default)]
pub(crate) struct Step {
    pub(crate) heartbeat: Option<ShareGroupHeartbeatRequest>,
    pub(crate) requests: Vec<(i32, Request)>,
    /// Metadata to ask for: of the topics that the client knows, and of these.
    pub(crate) learn: Option<Vec<Uuid>>,
    pub(crate) until: Option<Moment>,
    pub(crate) progress: Progress,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Progress {
    #[default]
    Running,
    /// All is closed.
    Ended,
}

/// What was made of a chunk.
#[derive(Debug, Default)]
pub(crate) struct Opened {
    pub(crate) delivered: Vec<Acquired>,
    /// Acquired, but no record is there.
    pub(crate) gaps: Vec<i64>,
    /// They cannot be read.
    pub(crate) rejected: Vec<i64>,
    pub(crate) released: Vec<i64>,
}

impl State {
    pub(crate) fn new(settings: Settings, topics: Topics, rng: Rng) -> Self {
        Self {
            settings,
            rng,
            topics,
            member: ShareMember::default(),
            sessions: Sessions::default(),
            deliveries: Deliveries::default(),
            commits: Commits::default(),
            names: BTreeMap::new(),
            learning: Learning::Nothing,
            learn_at: Moment::default(),
            asking: Asking::Nothing,
            presence: Presence::Running,
            retry_at: Moment::default(),
            failing: None,
            error: None,
            fatal: None,
        }
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(crate) fn step(&mut self, now: Moment, image: &ClusterImage) -> Step {
        if self.presence == Presence::Closing {
            return self.step_closing(now);
        }
        let mut step = Step::default();
        if now >= self.retry_at && self.fatal.is_none() {
            step.heartbeat = self.member.step(now, &self.settings, &self.topics);
        }
        let unknown = self.learn_names(image);
        let desired = by_leader(self.member.assigned(), &self.names, image);
        let led: usize = desired.values().map(BTreeSet::len).sum();
        let lacking = led < self.member.assigned().len();
        let due = now >= self.learn_at;
        match self.learning {
            Learning::Nothing if !lacking => {}
            Learning::Asked => {}
            Learning::Nothing | Learning::Wanted if !due => {}
            Learning::Nothing | Learning::Wanted => {
                self.learning = Learning::Asked;
                self.learn_at = now + LEARN_INTERVAL;
                step.learn = Some(unknown);
            }
        }
        let said = self.deliveries.take_own();
        self.sessions.say(said, &mut self.commits);
        let wish = match self.asking {
            Asking::Records if self.deliveries.is_empty() => Wish::Fetch,
            Asking::Records | Asking::Nothing => Wish::Rest,
        };
        step.requests = self.sessions.requests(now, &self.settings, &desired, wish);
        let heartbeat = self.member.heartbeat_at().map(|at| at.max(self.retry_at));
        let retry = (self.retry_at > now).then_some(self.retry_at);
        let learns = match self.learning {
            Learning::Nothing => lacking,
            Learning::Wanted => true,
            Learning::Asked => false,
        };
        let learn = learns.then_some(self.learn_at);
        let times = [heartbeat, retry, learn, self.sessions.retry_at(now)];
        step.until = times.into_iter().flatten().min();
        step
    }

    /// First the sessions, then the group: whoever has left it cannot acknowledge any more.
    fn step_closing(&mut self, now: Moment) -> Step {
        let mut step = Step::default();
        let nothing = BTreeMap::new();
        step.requests = self.sessions.requests(now, &self.settings, &nothing, Wish::Close);
        if step.requests.is_empty() && self.sessions.are_closed() {
            step.heartbeat = self.member.leave(&self.settings);
            if step.heartbeat.is_none() && self.member.is_gone() {
                step.progress = Progress::Ended;
            }
        }
        step
    }

    /// Takes over the names of assigned topics; gives the ids of those that have none yet.
    fn learn_names(&mut self, image: &ClusterImage) -> Vec<Uuid> {
        let ids: BTreeSet<Uuid> = self.member.assigned().iter().map(|key| key.0).collect();
        let mut unknown = Vec::new();
        for id in ids {
            if self.names.contains_key(&id) {
                continue;
            }
            match image.name_of(id) {
                Some(name) => drop(self.names.insert(id, name.clone())),
                None => unknown.push(id),
            }
        }
        unknown
    }

    /// Metadata that was asked for is there, or cannot be had now.
    pub(crate) fn learned(&mut self) {
        self.learning = Learning::Nothing;
    }

    /// Takes the answer to a heartbeat.
    pub(crate) fn heard(
        &mut self,
        now: Moment,
        response: ShareGroupHeartbeatResponse,
    ) -> Coordinator {
        let verdict = self.member.heard(now, response);
        self.deliveries.release_others(self.member.assigned());
        match verdict {
            Verdict::Fine => {
                self.failing = None;
                Coordinator::Kept
            }
            Verdict::Later(code) => {
                self.try_later(now, &Error::from_code(OPERATION, code, None));
                Coordinator::Kept
            }
            Verdict::Elsewhere(code) => {
                self.try_later(now, &Error::from_code("find the coordinator", code, None));
                Coordinator::Lost
            }
            Verdict::WrongProtocol(error) | Verdict::Fatal(error) => {
                self.fail(error);
                Coordinator::Kept
            }
        }
    }

    /// A heartbeat, or finding the coordinator for it, did not work.
    pub(crate) fn heartbeat_failed(&mut self, now: Moment, error: &Error) {
        self.member.call_failed();
        if self.presence == Presence::Closing {
            self.member.lose();
        } else if error.advice() == Advice::Retry {
            self.try_later(now, error);
        } else {
            self.fail(error.clone());
        }
    }

    fn try_later(&mut self, now: Moment, error: &Error) {
        let (since, failures) = self.failing.unwrap_or((now, 0));
        self.failing = Some((since, failures + 1));
        self.retry_at = now + self.settings.backoff.after(failures + 1, &mut self.rng);
        if now.since(since) > self.settings.patience {
            self.failing = None;
            self.error = Some(error.clone().with("group", &self.settings.group_id));
        }
    }

    fn fail(&mut self, error: Error) {
        self.member.lose();
        self.fatal = Some(error.with("group", &self.settings.group_id));
    }

    /// Takes the answer of a broker; gives the leaders that it named.
    pub(crate) fn answered(&mut self, now: Moment, node: i32, answer: Answer) -> Vec<NewLeader> {
        let mut books = Books {
            deliveries: &mut self.deliveries,
            commits: &mut self.commits,
            settings: &self.settings,
            rng: &mut self.rng,
        };
        let news = self.sessions.answered(now, node, answer, self.member.assigned(), &mut books);
        if news.metadata == Metadata::Stale && self.learning == Learning::Nothing {
            self.learning = Learning::Wanted;
        }
        if let Some(error) = news.error {
            self.error = Some(error.with("group", &self.settings.group_id));
        }
        let named = |(key, leader, leader_epoch): Leader| {
            let topic = self.names.get(&key.0)?.clone();
            Some(NewLeader { topic, partition: key.1, leader, leader_epoch })
        };
        news.leaders.into_iter().filter_map(named).collect()
    }

    /// The user is about to ask for records: what was handed out before is accepted, or has to be
    /// acknowledged already.
    ///
    /// # Errors
    /// `InvalidInput` if it is not, and if nothing is subscribed to.
    pub(crate) fn begin(&mut self) -> Result<()> {
        let invalid = |message: &str| {
            Error::new(ErrorKind::InvalidInput, "read a share group", message)
                .with("group", &self.settings.group_id)
        };
        if self.topics.is_empty() {
            return Err(invalid("the consumer subscribes to no topic: call subscribe first"));
        }
        match self.settings.acknowledgement_mode {
            AcknowledgementMode::Implicit => self.deliveries.accept_open(),
            AcknowledgementMode::Explicit if self.deliveries.has_open() => {
                let message = "records that were handed out are not acknowledged yet: acknowledge \
                               each of them before the next call, or set acknowledgement_mode: Implicit";
                return Err(invalid(message));
            }
            AcknowledgementMode::Explicit => {}
        }
        self.flush();
        Ok(())
    }

    fn flush(&mut self) {
        let said = self.deliveries.take_said();
        self.sessions.say(said, &mut self.commits);
    }

    pub(crate) fn ask(&mut self, asking: Asking) {
        self.asking = asking;
    }

    /// The next records to hand out, with the name of their topic.
    pub(crate) fn take_chunk(&mut self, now: Moment) -> Option<(ByteString, Chunk)> {
        while let Some(chunk) = self.deliveries.take(now) {
            if let Some(name) = self.names.get(&chunk.key.0) {
                return Some((name.clone(), chunk));
            }
        }
        None
    }

    /// What was taken has been opened: some of it is the user's now, what is left comes next.
    pub(crate) fn opened(&mut self, rest: Chunk, opened: Opened) {
        let (key, source) = (rest.key, rest.source);
        self.deliveries.handed_out(key, source, &opened.delivered);
        self.deliveries.say(key, source, opened.gaps, Ack::Gap);
        self.deliveries.say(key, source, opened.rejected, Ack::Of(AcknowledgeType::Reject));
        self.deliveries.say(key, source, opened.released, Ack::Of(AcknowledgeType::Release));
        self.deliveries.put_back(rest);
    }

    /// # Errors
    /// `InvalidInput` if the mode is implicit, or the record is not the user's.
    pub(crate) fn acknowledge(
        &mut self,
        topic_id: Option<Uuid>,
        key: &Key,
        offset: i64,
        kind: AcknowledgeType,
    ) -> Result<()> {
        let invalid = |message: &str| {
            Error::new(ErrorKind::InvalidInput, "acknowledge a record", message)
                .with("topic", &key.0)
                .with("partition", key.1)
                .with("offset", offset)
        };
        if self.settings.acknowledgement_mode == AcknowledgementMode::Implicit {
            let message = "records are accepted by the next call of next_batch or commit: set \
                           acknowledgement_mode: Explicit";
            return Err(invalid(message));
        }
        let named = topic_id.map_or_else(|| self.ids_of(&key.0), |id| vec![id]);
        let marked = |id: Uuid| self.deliveries.mark((id, key.1), offset, kind) == Marked::Fine;
        match named.into_iter().any(marked) {
            true => Ok(()),
            false => Err(invalid("the record was not handed out, or is acknowledged already")),
        }
    }

    /// Has a record that was handed out delivered again, in either mode: the user has not seen it. One that is not
    /// the user's any more is others' already.
    pub(crate) fn release_unseen(&mut self, key: &Key, offset: i64) {
        for id in self.ids_of(&key.0) {
            self.deliveries.mark((id, key.1), offset, AcknowledgeType::Release);
        }
    }

    /// The topics of this name: several, if one was deleted and made again.
    fn ids_of(&self, topic: &ByteString) -> Vec<Uuid> {
        self.names.iter().filter(|(_, name)| *name == topic).map(|(id, _)| *id).collect()
    }

    /// Begins a commit of all that is acknowledged, or in implicit mode of all that was handed out.
    pub(crate) fn commit(&mut self) -> CommitId {
        if self.settings.acknowledgement_mode == AcknowledgementMode::Implicit {
            self.deliveries.accept_open();
        }
        self.flush();
        let id = self.commits.begin();
        self.sessions.join(id, &mut self.commits);
        id
    }

    /// What a commit came to, once it is known, by name.
    pub(crate) fn take_commit(&mut self, id: CommitId) -> Option<Vec<(Key, Result<()>)>> {
        let outcomes: Outcomes = self.commits.take(id)?;
        let named = |(key, outcome): (IdKey, Result<()>)| {
            let name = self.names.get(&key.0).cloned().unwrap_or_default();
            ((name, key.1), outcome)
        };
        Some(outcomes.into_iter().map(named).collect())
    }

    pub(crate) fn forget_commit(&mut self, id: CommitId) {
        self.commits.forget(id);
    }

    pub(crate) fn subscribe(&mut self, topics: Topics) {
        self.topics = topics;
    }

    pub(crate) fn subscription(&self) -> &Topics {
        &self.topics
    }

    /// The partitions that the member has, as far as their names are known.
    pub(crate) fn assignment(&self) -> BTreeSet<Key> {
        let named = |key: &IdKey| self.names.get(&key.0).map(|name| (name.clone(), key.1));
        self.member.assigned().iter().filter_map(named).collect()
    }

    pub(crate) fn lock_timeout(&self) -> Option<Duration> {
        self.sessions.lock_timeout
    }

    /// Sends what is acknowledged, gives back all else, and leaves.
    pub(crate) fn close(&mut self) {
        if self.presence == Presence::Running {
            self.flush();
            self.presence = Presence::Closing;
        }
    }

    pub(crate) fn take_error(&mut self) -> Option<Error> {
        self.error.take().or_else(|| self.fatal.clone())
    }
}
