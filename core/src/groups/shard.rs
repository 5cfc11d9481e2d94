//! One partition of `__consumer_offsets`: the groups whose ids hash to it, and their offsets. The
//! requests are methods, each in a file of its own beside the state that it touches.

use std::{collections::BTreeMap, sync::Arc};

use bytestring::ByteString;

use super::{classic::ClassicGroup, group::Group, offsets::Offsets, settings::GroupSettings};
use crate::{coordinator::Timers, metadata::MetadataImage, model::Rng};

/// Who asks, besides what is in the request.
#[derive(Clone, Debug, Default)]
pub struct Requester {
    /// The client's name for itself.
    pub client_id: ByteString,
    /// Its address, as Kafka shows it: `/127.0.0.1`.
    pub client_host: ByteString,
    /// Version of the request.
    pub version: i16,
}

/// What is to happen without a request.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupTimer {
    /// A classic member has not been heard of (group, member).
    ClassicSession(ByteString, ByteString),
    /// A member id that was given out (KIP-394) has not been used (group, member).
    ClassicPending(ByteString, ByteString),
    /// The time for joining a classic group's rebalance is over.
    ClassicJoin(ByteString),
    /// The time for the members of a classic group to sync is over.
    ClassicSync(ByteString),
    /// A KIP-848 member has not been heard of (group, member).
    ConsumerSession(ByteString, ByteString),
    /// A KIP-848 member has not given up its partitions in time (group, member).
    ConsumerRebalance(ByteString, ByteString),
    /// A member of the classic protocol in a KIP-848 group has not joined or synced (group, member).
    ConsumerJoin(ByteString, ByteString),
    /// A member of the classic protocol in a KIP-848 group has joined and not synced (group, member).
    ConsumerSync(ByteString, ByteString),
    /// A KIP-848 group may have only members of the classic protocol left.
    ConsumerDowngrade(ByteString),
    /// A KIP-848 group has become a classic one, whose members have to join again.
    ConsumerDowngraded(ByteString),
    /// Offsets past their retention are looked for.
    OffsetsExpiry,
}

/// The groups of one partition of `__consumer_offsets`.
#[derive(Debug)]
pub struct GroupShard {
    pub(super) settings: GroupSettings,
    pub(super) metadata: Arc<MetadataImage>,
    pub(super) groups: BTreeMap<ByteString, Group>,
    pub(super) offsets: Offsets,
    pub(super) timers: Timers<GroupTimer>,
    pub(super) rng: Rng,
}

impl GroupShard {
    /// Without groups, before its log is replayed.
    #[must_use]
    pub fn new(settings: GroupSettings, metadata: Arc<MetadataImage>, rng: Rng) -> Self {
        Self {
            settings,
            metadata,
            groups: BTreeMap::new(),
            offsets: Offsets::default(),
            timers: Timers::default(),
            rng,
        }
    }

    /// A group; one without members is made where there is none.
    pub(super) fn group_or_simple(&mut self, id: &ByteString) -> &mut Group {
        // Looked up first: each offset that is committed comes here, and the id may be a slice of a
        // request, which must not live as long as the group.
        if !self.groups.contains_key(id) {
            let group = ClassicGroup::simple(id);
            self.groups.insert(group.id().clone(), Group::Classic(Box::new(group)));
        }
        self.groups.get_mut(id).expect("it is there now")
    }
}
