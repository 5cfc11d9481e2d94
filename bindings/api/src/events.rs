//! What happens in a client.

use std::collections::{BTreeMap, VecDeque};

use futures::{StreamExt, future::poll_fn};
use tokio::sync::Mutex;

use crate::Reader;

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// A connection was opened.
    Connected,
    /// A connection ended.
    Disconnected,
    /// A connection could not be opened.
    ConnectionFailed,
    /// A broker did not believe who the client is.
    AuthenticationFailed,
    /// The client has proved again who it is.
    Reauthenticated,
    /// A quota was exceeded.
    Throttled,
    /// No broker that was known answered: the client began anew.
    Rebootstrapped,
    /// A partition has another leader.
    LeaderChanged,
    /// Partitions of a consumer have come or gone.
    Rebalanced,
    /// A heartbeat to a group's coordinator failed.
    HeartbeatFailed,
    /// Offsets could not be committed.
    CommitFailed,
    /// Another producer with the same transactional id has taken over.
    ProducerFenced,
    /// Records were given up.
    ProduceFailed,
    /// The listener was slow, and has missed events.
    Missed,
    /// Something that this version has no name for.
    Other,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What kind of thing.
    pub kind: EventKind,
    /// What it was about: broker, group, error and the like.
    pub details: BTreeMap<String, String>,
}

/// The events of a client, for a loop.
pub struct Events {
    events: Mutex<ottla::Events>,
    /// Those that were found for calls which were broken off.
    unread: parking_lot::Mutex<VecDeque<Event>>,
}

impl std::fmt::Debug for Events {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Events").finish_non_exhaustive()
    }
}

impl Events {
    pub(crate) fn new(events: ottla::Events) -> Self {
        Self { events: Mutex::new(events), unread: parking_lot::Mutex::default() }
    }

    /// The next event; null when the client and all that it made are gone.
    pub async fn next_event(&self) -> Option<Event> {
        let mut events = self.events.lock().await;
        let unread = self.unread.lock().pop_front();
        if unread.is_some() {
            return unread;
        }
        let next = poll_fn(|context| events.poll_next_unpin(context)).await;
        next.map(|event| event_of(&event))
    }
}

impl Reader for Events {
    type Batch = Event;

    fn give_back(&self, event: Event) {
        self.unread.lock().push_back(event);
    }
}

fn event_of(event: &ottla::Event) -> Event {
    let list = |partitions: &[ottla::TopicPartition]| {
        partitions.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
    };
    let (kind, details): (_, Vec<(&str, String)>) = match event {
        ottla::Event::Connected { broker } => {
            (EventKind::Connected, vec![("broker", broker.to_string())])
        }
        ottla::Event::Disconnected { broker, error } => (
            EventKind::Disconnected,
            vec![("broker", broker.to_string()), ("error", error.to_string())],
        ),
        ottla::Event::ConnectionFailed { broker, error } => (
            EventKind::ConnectionFailed,
            vec![("broker", broker.to_string()), ("error", error.to_string())],
        ),
        ottla::Event::AuthenticationFailed { broker, error } => (
            EventKind::AuthenticationFailed,
            vec![("broker", broker.to_string()), ("error", error.to_string())],
        ),
        ottla::Event::Reauthenticated { broker } => {
            (EventKind::Reauthenticated, vec![("broker", broker.to_string())])
        }
        ottla::Event::Throttled { broker, api, time } => (
            EventKind::Throttled,
            vec![
                ("broker", broker.to_string()),
                ("api", (*api).to_owned()),
                ("time_ms", time.as_millis().to_string()),
            ],
        ),
        ottla::Event::Rebootstrapped => (EventKind::Rebootstrapped, Vec::new()),
        ottla::Event::LeaderChanged { partition, leader, leader_epoch } => {
            let mut details = vec![
                ("partition", partition.to_string()),
                ("leader_epoch", leader_epoch.to_string()),
            ];
            details.extend(leader.map(|leader| ("leader", leader.to_string())));
            (EventKind::LeaderChanged, details)
        }
        ottla::Event::Rebalanced { group, assigned, revoked, lost } => (
            EventKind::Rebalanced,
            vec![
                ("group", group.clone()),
                ("assigned", list(assigned)),
                ("revoked", list(revoked)),
                ("lost", list(lost)),
            ],
        ),
        ottla::Event::HeartbeatFailed { group, error } => (
            EventKind::HeartbeatFailed,
            vec![("group", group.clone()), ("error", error.to_string())],
        ),
        ottla::Event::CommitFailed { group, error } => {
            (EventKind::CommitFailed, vec![("group", group.clone()), ("error", error.to_string())])
        }
        ottla::Event::ProducerFenced { transactional_id, error } => (
            EventKind::ProducerFenced,
            vec![("transactional_id", transactional_id.clone()), ("error", error.to_string())],
        ),
        ottla::Event::ProduceFailed { records } => {
            (EventKind::ProduceFailed, vec![("records", records.to_string())])
        }
        ottla::Event::Missed { count } => (EventKind::Missed, vec![("count", count.to_string())]),
        other => (EventKind::Other, vec![("event", format!("{other:?}"))]),
    };
    let details = details.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    Event { kind, details }
}
