//! A member of a classic group, as its group knows it.

use std::{collections::BTreeSet, time::Duration};

use bytes::Bytes;
use bytestring::ByteString;

use crate::{
    coordinator::Caller, protocol::messages::join_group_request::JoinGroupRequestProtocol,
};

/// A protocol that a member offers: for consumers an assignor, with the member's subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protocol {
    /// Its name.
    pub name: ByteString,
    /// What the leader needs of the member; the coordinator does not read it, except for the topics of
    /// consumers.
    pub metadata: Bytes,
}

/// Whether a member has been answered since it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It waits for its first JoinGroup answer, and has its own time-out: a client that is gone may
    /// have left any number of these behind.
    New,
    /// It knows its id and sends heartbeats.
    Known,
}

/// Whether a member has sent SyncGroup in this generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sync {
    /// It has to, within the rebalance time-out.
    Owed,
    /// It has, or no generation has begun.
    Done,
}

/// A member.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its id, given out by the coordinator.
    pub id: ByteString,
    /// Its own name, if it is a static member (KIP-345).
    pub instance_id: Option<ByteString>,
    /// The client's name for itself.
    pub client_id: ByteString,
    /// The client's address.
    pub client_host: ByteString,
    /// How long others wait for it in a rebalance, in milliseconds.
    pub rebalance_timeout_ms: i32,
    /// How long it may be silent, in milliseconds.
    pub session_timeout_ms: i32,
    /// What it offers, best first; no name twice.
    pub protocols: Vec<Protocol>,
    /// What the leader gave it.
    pub assignment: Bytes,
    pub(super) standing: Standing,
    pub(super) sync: Sync,
    pub(super) joining: Option<Caller>,
    /// Of the JoinGroup that it sent last.
    pub(super) join_version: i16,
    pub(super) syncing: Option<Caller>,
}

impl Member {
    /// One that waits for nothing. Texts and bytes are kept as they are: they must not be slices of a
    /// request.
    #[must_use]
    pub fn new(id: ByteString, instance_id: Option<ByteString>) -> Self {
        Self {
            id,
            instance_id,
            client_id: ByteString::new(),
            client_host: ByteString::new(),
            rebalance_timeout_ms: 0,
            session_timeout_ms: 0,
            protocols: Vec::new(),
            assignment: Bytes::new(),
            standing: Standing::Known,
            sync: Sync::Done,
            joining: None,
            join_version: 0,
            syncing: None,
        }
    }

    /// What it says under a protocol's name; nothing if it does not offer that.
    #[must_use]
    pub fn metadata(&self, protocol: &str) -> Bytes {
        let offered = self.protocols.iter().find(|offered| offered.name == protocol);
        offered.map(|offered| offered.metadata.clone()).unwrap_or_default()
    }

    /// Whether it offers exactly this, in this order.
    #[must_use]
    pub fn offers(&self, protocols: &[JoinGroupRequestProtocol]) -> bool {
        let mut offered = self.protocols.iter();
        let same = distinct(protocols).all(|protocol| {
            offered.next().is_some_and(|offered| {
                offered.name == protocol.name && offered.metadata == protocol.metadata
            })
        });
        same && offered.next().is_none()
    }

    /// Whether its silence is no sign of its death: it waits for an answer that it cannot hurry.
    pub(super) fn is_excused(&self) -> bool {
        self.standing == Standing::Known && (self.joining.is_some() || self.syncing.is_some())
    }

    pub(super) fn session_timeout(&self) -> Duration {
        duration(self.session_timeout_ms)
    }
}

/// The protocols of a request, each name once.
pub(super) fn distinct(
    protocols: &[JoinGroupRequestProtocol],
) -> impl Iterator<Item = &JoinGroupRequestProtocol> {
    let mut names = BTreeSet::new();
    protocols.iter().filter(move |protocol| names.insert(protocol.name.clone()))
}

/// A time-out of the wire; a negative one is over at once.
pub(super) fn duration(milliseconds: i32) -> Duration {
    Duration::from_millis(u64::try_from(milliseconds).unwrap_or(0))
}

/// Bytes that do not keep the request alive that they came in.
pub(super) fn detached(bytes: &Bytes) -> Bytes {
    Bytes::copy_from_slice(bytes)
}

/// A text that does not keep the request alive that it came in.
pub(super) fn owned(text: &str) -> ByteString {
    ByteString::from(text)
}
