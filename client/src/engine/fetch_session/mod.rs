//! One fetch session with one broker (KIP-227): the broker remembers what was asked for, so a request
//! names only what changed, and an answer only partitions with news. Decides what the next request
//! says, and what an answer makes of the session; which partitions are wanted is not its business.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use ottla_core::{
    model::{ErrorCode, Uuid},
    protocol::messages::fetch_request::{FetchPartition, FetchTopic, ForgottenTopic},
};

use super::positions::Key;

/// Of a request that begins a session.
const FIRST_EPOCH: i32 = 0;
/// Of a request that ends one.
const LAST_EPOCH: i32 = -1;
const NO_SESSION: i32 = 0;

/// What a partition is asked for with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) topic_id: Uuid,
    pub(crate) offset: i64,
    /// Epoch of the last record before the offset; -1 where it is not known.
    pub(crate) last_fetched_epoch: i32,
    pub(crate) current_leader_epoch: i32,
    pub(crate) bytes_max: i32,
}

/// How topics are named in all requests of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    ById,
    ByName,
}

/// The part of a Fetch request that depends on the session.
#[derive(Debug)]
pub(crate) struct SessionRequest {
    pub(crate) session_id: i32,
    pub(crate) session_epoch: i32,
    pub(crate) topics: Vec<FetchTopic>,
    pub(crate) forgotten: Vec<ForgottenTopic>,
    pub(crate) naming: Naming,
}

impl SessionRequest {
    /// Whether it names all partitions that are wanted.
    pub(crate) fn is_full(&self) -> bool {
        self.session_epoch == FIRST_EPOCH
    }
}

/// A session with one broker, as the client knows it.
#[derive(Debug)]
pub(crate) struct FetchSession {
    id: i32,
    /// Of the next request.
    epoch: i32,
    naming: Naming,
    /// What the broker was told.
    told: BTreeMap<Key, Wanted>,
}

impl Default for FetchSession {
    fn default() -> Self {
        Self { id: NO_SESSION, epoch: FIRST_EPOCH, naming: Naming::ById, told: BTreeMap::new() }
    }
}

impl FetchSession {
    /// The next request, for all these partitions. A broker fills the answer to a full request in its
    /// order, so that begins with another partition each `turn`; with a session the broker sees to
    /// that itself.
    pub(crate) fn request(&mut self, wanted: BTreeMap<Key, Wanted>, turn: usize) -> SessionRequest {
        let by_name = wanted.values().any(|wanted| wanted.topic_id.is_zero());
        let naming = if by_name { Naming::ByName } else { Naming::ById };
        // A topic that was made anew cannot be told from the old one where topics go by name.
        let is_another = |(key, wanted): (&Key, &Wanted)| {
            self.told.get(key).is_some_and(|told| told.topic_id != wanted.topic_id)
        };
        if naming != self.naming || wanted.iter().any(is_another) {
            self.begin_anew();
            self.naming = naming;
        }
        let (topics, forgotten) = if self.epoch == FIRST_EPOCH {
            let mut all: Vec<(&Key, &Wanted)> = wanted.iter().collect();
            let count = all.len().max(1);
            all.rotate_left(turn % count);
            (by_topic(all.into_iter()), Vec::new())
        } else {
            let news = wanted.iter().filter(|(key, wanted)| self.told.get(*key) != Some(*wanted));
            let gone = self.told.iter().filter(|(key, _)| !wanted.contains_key(*key));
            (by_topic(news), forgotten(gone))
        };
        self.told = wanted;
        let (session_id, session_epoch) = (self.id, self.epoch);
        SessionRequest { session_id, session_epoch, topics, forgotten, naming }
    }

    /// What was asked for, also where the request did not say it again.
    pub(crate) fn told(&self, key: &Key) -> Option<&Wanted> {
        self.told.get(key)
    }

    /// Takes what an answer says of the session.
    pub(crate) fn answered(&mut self, code: ErrorCode, session_id: i32) {
        match code {
            // The broker remembers as much as the answer says: with id 0 nothing.
            ErrorCode::None if session_id == NO_SESSION => self.forget(),
            ErrorCode::None if session_id == self.id && self.epoch != FIRST_EPOCH => {
                self.epoch = if self.epoch == i32::MAX { 1 } else { self.epoch + 1 };
            }
            ErrorCode::None => {
                self.id = session_id;
                self.epoch = 1;
            }
            // There is nothing that could be closed.
            ErrorCode::FetchSessionIdNotFound => self.forget(),
            _ => self.begin_anew(),
        }
    }

    /// No answer came: what the broker has taken in is not known.
    pub(crate) fn lost(&mut self) {
        self.begin_anew();
    }

    /// Id and epoch of the request that ends the session; `None` if the broker keeps none.
    pub(crate) fn close(&mut self) -> Option<(i32, i32)> {
        let id = std::mem::take(self).id;
        (id != NO_SESSION).then_some((id, LAST_EPOCH))
    }

    /// There is no session at the broker. What was asked for stays: it is what the answer is about.
    fn forget(&mut self) {
        (self.id, self.epoch) = (NO_SESSION, FIRST_EPOCH);
    }

    /// The next request names everything, ends this session and begins another.
    fn begin_anew(&mut self) {
        self.epoch = FIRST_EPOCH;
    }
}

fn by_topic<'a>(partitions: impl Iterator<Item = (&'a Key, &'a Wanted)>) -> Vec<FetchTopic> {
    let mut topics: Vec<FetchTopic> = Vec::new();
    for ((name, partition), wanted) in partitions {
        let asked = FetchPartition {
            partition: *partition,
            current_leader_epoch: wanted.current_leader_epoch,
            fetch_offset: wanted.offset,
            last_fetched_epoch: wanted.last_fetched_epoch,
            partition_max_bytes: wanted.bytes_max,
            ..Default::default()
        };
        match topics.last_mut().filter(|topic| topic.topic == *name) {
            Some(topic) => topic.partitions.push(asked),
            None => topics.push(FetchTopic {
                topic: name.clone(),
                topic_id: wanted.topic_id,
                partitions: vec![asked],
            }),
        }
    }
    topics
}

fn forgotten<'a>(partitions: impl Iterator<Item = (&'a Key, &'a Wanted)>) -> Vec<ForgottenTopic> {
    let mut topics: Vec<ForgottenTopic> = Vec::new();
    for ((name, partition), told) in partitions {
        match topics.last_mut().filter(|topic| topic.topic == *name) {
            Some(topic) => topic.partitions.push(*partition),
            None => topics.push(ForgottenTopic {
                topic: name.clone(),
                topic_id: told.topic_id,
                partitions: vec![*partition],
            }),
        }
    }
    topics
}
