//! Sessions of brokers: when each was last heard of, what it has read of the metadata, and where it is on
//! its way to a stop. Whether it is fenced is in the image.

use std::{collections::BTreeMap, time::Duration};

use crate::{
    metadata::{BrokerRegistration, MetadataImage},
    model::{Moment, NodeId, Offset},
};

/// A session that is looked at later than by this part of it has run out while nobody listened.
const UNHEARD: u32 = 4;

/// How a broker stands to the cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It may not lead.
    Fenced,
    /// It serves.
    Unfenced,
    /// Its leaderships move away before it stops.
    ControlledShutdown,
    /// It may stop.
    ShutDown,
}

/// One broker's session.
#[derive(Clone, Copy, Debug)]
struct Session {
    epoch: i64,
    /// Without it nothing has been heard of the broker, or its session has run out.
    last_contact: Option<Moment>,
    /// Whether it was prolonged since: it had run out while this node stood still.
    is_prolonged: bool,
    /// What it has read of the metadata.
    metadata_offset: Offset,
    /// What the others have to have read before it may stop.
    shutdown_offset: Option<Offset>,
    /// Whether it was told that it may stop.
    may_stop: bool,
}

impl Session {
    fn new(epoch: i64, last_contact: Option<Moment>) -> Self {
        Self {
            epoch,
            last_contact,
            is_prolonged: false,
            metadata_offset: Offset::NONE,
            shutdown_offset: None,
            may_stop: false,
        }
    }
}

/// The sessions of all brokers.
#[derive(Clone, Debug)]
pub(super) struct Sessions {
    timeout: Duration,
    brokers: BTreeMap<NodeId, Session>,
}

impl Sessions {
    pub(super) fn begin(timeout: Duration, image: &MetadataImage, now: Moment) -> Self {
        let brokers = image.brokers.values().map(|broker| {
            let contact = (!broker.fenced).then_some(now);
            (broker.id, Session::new(broker.epoch, contact))
        });
        Self { timeout, brokers: brokers.collect() }
    }

    /// A broker was heard of last at a moment before these sessions began. It has a third of a session from now on to
    /// be heard of again, or more.
    pub(super) fn heard_at(&mut self, broker: NodeId, heard: Moment, now: Moment) {
        let timeout = self.timeout;
        let least = Moment(now.0.saturating_sub(timeout * 2 / 3));
        let session = self.brokers.get_mut(&broker);
        if let Some(contact) = session.and_then(|session| session.last_contact.as_mut()) {
            *contact = heard.max(least).min(*contact);
        }
    }

    /// A broker was heard of.
    pub(super) fn touch(&mut self, broker: &BrokerRegistration, now: Moment) {
        let session = self.of(broker);
        (session.last_contact, session.is_prolonged) = (Some(now), false);
    }

    /// What a heartbeat has told, and how the broker stands from now on.
    pub(super) fn reached(&mut self, broker: &BrokerRegistration, next: Standing, offset: Offset) {
        let session = self.of(broker);
        session.metadata_offset = offset;
        session.may_stop = next == Standing::ShutDown;
        if matches!(next, Standing::Fenced | Standing::ShutDown) {
            session.shutdown_offset = None;
        }
    }

    /// A broker begins to stop; `offset` is that of its last leadership that moves. The first one counts.
    pub(super) fn shut_down_at(&mut self, broker: NodeId, offset: Offset) {
        if let Some(session) = self.brokers.get_mut(&broker) {
            session.shutdown_offset.get_or_insert(offset);
        }
    }

    /// A broker registers with another run, or again: what was known of it is of before.
    pub(super) fn registered(&mut self, broker: NodeId, epoch: i64) {
        let before = self.brokers.get(&broker).filter(|session| session.epoch == epoch);
        let contact = before.and_then(|session| session.last_contact);
        self.brokers.insert(broker, Session::new(epoch, contact));
    }

    pub(super) fn standing(&self, broker: &BrokerRegistration) -> Standing {
        if broker.fenced {
            Standing::Fenced
        } else if self.shutdown_offset(broker).is_some() {
            Standing::ControlledShutdown
        } else {
            Standing::Unfenced
        }
    }

    /// Whether the broker is heard of often enough.
    pub(super) fn is_alive(&self, broker: &BrokerRegistration, now: Moment) -> bool {
        let session = self.brokers.get(&broker.id).filter(|one| one.epoch == broker.epoch);
        let contact = session.and_then(|session| session.last_contact);
        contact.is_some_and(|contact| now < contact + self.timeout)
    }

    /// Whether the broker has left: it asked to stop, and was let go.
    pub(super) fn has_left(&self, broker: &BrokerRegistration) -> bool {
        let session = self.brokers.get(&broker.id).filter(|one| one.epoch == broker.epoch);
        broker.fenced && session.is_some_and(|session| session.may_stop)
    }

    /// Whether all brokers that serve have read what moved the leaderships of `broker` away.
    pub(super) fn all_have_read_shutdown_of(&self, broker: NodeId, image: &MetadataImage) -> bool {
        let shutdown = self.brokers.get(&broker).and_then(|session| session.shutdown_offset);
        let mut serving =
            image.brokers.values().filter(|one| self.standing(one) == Standing::Unfenced);
        serving.all(|one| {
            let read = self.brokers.get(&one.id).filter(|session| session.epoch == one.epoch);
            Some(read.map_or(Offset::NONE, |session| session.metadata_offset)) >= shutdown
        })
    }

    /// Ends one session that has run out. One that ran out while this node stood still is prolonged, once, by a third: the
    /// broker's heartbeats may be there and not read yet.
    pub(super) fn take_expired(&mut self, now: Moment) -> Option<(NodeId, i64)> {
        let timeout = self.timeout;
        for (id, session) in &mut self.brokers {
            let end = session.last_contact.map(|contact| contact + timeout);
            let Some(end) = end.filter(|end| *end <= now) else { continue };
            if now.since(end) > timeout / UNHEARD && !session.is_prolonged {
                session.is_prolonged = true;
                session.last_contact = Some(Moment(now.0.saturating_sub(timeout * 2 / 3)));
                continue;
            }
            session.last_contact = None;
            return Some((*id, session.epoch));
        }
        None
    }

    /// When the next session runs out.
    pub(super) fn next_expiry(&self) -> Option<Moment> {
        let contacts = self.brokers.values().filter_map(|session| session.last_contact);
        contacts.min().map(|contact| contact + self.timeout)
    }

    fn shutdown_offset(&self, broker: &BrokerRegistration) -> Option<Offset> {
        let session = self.brokers.get(&broker.id).filter(|one| one.epoch == broker.epoch);
        session.and_then(|session| session.shutdown_offset)
    }

    /// The session of this registration; one of an earlier registration is forgotten.
    fn of(&mut self, broker: &BrokerRegistration) -> &mut Session {
        let session = self.brokers.entry(broker.id).or_insert(Session::new(broker.epoch, None));
        if session.epoch != broker.epoch {
            *session = Session::new(broker.epoch, None);
        }
        session
    }
}
