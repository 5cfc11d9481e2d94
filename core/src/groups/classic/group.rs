//! A classic group: its members, and what follows from them. Who waits for what and until when is
//! decided in `step` and `rebalance`.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use bytestring::ByteString;

use super::{
    member::{Member, Protocol, Sync, distinct, duration, owned},
    state::{ClassicState, Round, Unwritten},
};
use crate::{
    model::{ErrorCode, Timestamp},
    protocol::messages::join_group_request::JoinGroupRequestProtocol,
};

/// A group of the classic protocol.
#[derive(Debug)]
pub struct ClassicGroup {
    pub(super) id: ByteString,
    pub(super) state: ClassicState,
    /// When it came to its state; `NONE` if an old record does not say.
    pub(super) state_since: Timestamp,
    pub(super) generation: i32,
    pub(super) protocol_type: Option<ByteString>,
    /// The one protocol of this generation.
    pub(super) protocol: Option<ByteString>,
    pub(super) leader: Option<ByteString>,
    /// Boxed, since most groups have few and a map's node has room for eleven.
    pub(super) members: BTreeMap<ByteString, Box<Member>>,
    /// Ids of the static members by their names.
    pub(super) static_members: BTreeMap<ByteString, ByteString>,
    /// Ids that were given out and not yet used (KIP-394).
    pub(super) pending: BTreeSet<ByteString>,
    /// How many members offer each protocol.
    pub(super) offered: BTreeMap<ByteString, usize>,
    pub(super) joining: usize,
    pub(super) owing_sync: usize,
    /// Of consumers; `None` if not all members say.
    pub(super) subscribed_topics: Option<BTreeSet<ByteString>>,
    pub(super) unwritten: Option<Unwritten>,
}

impl ClassicGroup {
    /// A group without members, of which only the offsets are used.
    #[must_use]
    pub fn simple(id: &str) -> Self {
        Self {
            id: owned(id),
            state: ClassicState::Empty,
            state_since: Timestamp::NONE,
            generation: 0,
            protocol_type: None,
            protocol: None,
            leader: None,
            members: BTreeMap::new(),
            static_members: BTreeMap::new(),
            pending: BTreeSet::new(),
            offered: BTreeMap::new(),
            joining: 0,
            owing_sync: 0,
            subscribed_topics: None,
            unwritten: None,
        }
    }

    /// A stable group of members that have their assignments, as after a downgrade from KIP-848. The
    /// first one leads. Whoever puts it into a shard writes [`ClassicGroup::record`] with it.
    #[must_use]
    pub fn of_members(
        id: &str,
        generation: i32,
        protocol_type: &str,
        members: Vec<Member>,
        since: Timestamp,
    ) -> Self {
        let mut group = Self::simple(id);
        group.generation = generation;
        group.protocol_type = Some(owned(protocol_type));
        group.state_since = since;
        for member in members {
            group.add(member);
        }
        if !group.members.is_empty() {
            group.state = ClassicState::Stable;
            group.protocol = group.select_protocol();
        }
        group.subscribed_topics = group.compute_subscribed_topics();
        group
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &ByteString {
        &self.id
    }

    /// Its state.
    #[must_use]
    pub fn state(&self) -> ClassicState {
        self.state
    }

    /// Its generation: one more with each rebalance.
    #[must_use]
    pub fn generation(&self) -> i32 {
        self.generation
    }

    /// What the members are: `consumer`, `connect`, and so on. None while there was no member.
    #[must_use]
    pub fn protocol_type(&self) -> Option<&ByteString> {
        self.protocol_type.as_ref()
    }

    /// The protocol of this generation.
    #[must_use]
    pub fn protocol(&self) -> Option<&ByteString> {
        self.protocol.as_ref()
    }

    /// The leader's member id.
    #[must_use]
    pub fn leader(&self) -> Option<&ByteString> {
        self.leader.as_ref()
    }

    /// Its members, by id.
    pub fn members(&self) -> impl ExactSizeIterator<Item = &Member> {
        self.members.values().map(AsRef::as_ref)
    }

    /// The member with this id.
    #[must_use]
    pub fn member(&self, id: &str) -> Option<&Member> {
        self.members.get(id).map(AsRef::as_ref)
    }

    /// Whether it has no members.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.state == ClassicState::Empty
    }

    pub(super) fn is_leader(&self, member_id: &str) -> bool {
        self.leader.as_ref().is_some_and(|leader| leader == member_id)
    }

    /// Whether someone is a member, and the only one with its name.
    pub(super) fn check_member(
        &self,
        member_id: &str,
        instance_id: Option<&str>,
    ) -> Result<(), ErrorCode> {
        if let Some(instance_id) = instance_id {
            match self.static_members.get(instance_id) {
                None => return Err(ErrorCode::UnknownMemberId),
                Some(id) if id != member_id => return Err(ErrorCode::FencedInstanceId),
                Some(_) => {}
            }
        }
        if self.members.contains_key(member_id) { Ok(()) } else { Err(ErrorCode::UnknownMemberId) }
    }

    /// Whether there is room for whoever joins (`group.max.size`). Of a group that rebalances, those
    /// count who have joined: so a limit that was lowered holds after the next rebalance.
    pub(super) fn has_room_for(&self, member_id: &str, members_max: usize) -> bool {
        match self.state {
            ClassicState::Empty | ClassicState::Dead => true,
            ClassicState::Preparing(_) => {
                let joined = self.member(member_id).is_some_and(|member| member.joining.is_some());
                joined || self.joining < members_max
            }
            ClassicState::Completing | ClassicState::Stable => {
                self.members.contains_key(member_id) || self.members.len() < members_max
            }
        }
    }

    /// Whether all members could work with one of these protocols.
    pub(super) fn supports(
        &self,
        protocol_type: &str,
        protocols: &[JoinGroupRequestProtocol],
    ) -> bool {
        if self.is_empty() {
            return !protocol_type.is_empty() && !protocols.is_empty();
        }
        let offered = |name: &str| self.offered.get(name).copied().unwrap_or(0);
        self.protocol_type.as_ref().is_some_and(|own| own == protocol_type)
            && protocols.iter().any(|protocol| offered(&protocol.name) == self.members.len())
    }

    /// The protocol that most members prefer among those that all offer.
    pub(super) fn select_protocol(&self) -> Option<ByteString> {
        let everyone = |name: &ByteString| self.offered.get(name) == Some(&self.members.len());
        let mut votes = BTreeMap::<&ByteString, usize>::new();
        for member in self.members.values() {
            let mut names = member.protocols.iter().map(|protocol| &protocol.name);
            if let Some(name) = names.find(|name| everyone(name)) {
                *votes.entry(name).or_default() += 1;
            }
        }
        let most = votes.values().max()?;
        votes.iter().find(|(_, count)| *count == most).map(|(name, _)| (*name).clone())
    }

    /// Copies what a request offers out of its frame; names are shared within the group.
    pub(super) fn copied(&self, protocols: &[JoinGroupRequestProtocol]) -> Vec<Protocol> {
        let copied = distinct(protocols).map(|protocol| {
            let known = self.offered.get_key_value(&protocol.name);
            Protocol {
                name: known.map_or_else(|| owned(&protocol.name), |(name, _)| name.clone()),
                metadata: super::member::detached(&protocol.metadata),
            }
        });
        copied.collect()
    }

    /// Adds a member; the first one leads, and says of what type the group is.
    pub(super) fn add(&mut self, member: Member) {
        if self.leader.is_none() {
            self.leader = Some(member.id.clone());
        }
        self.count(&member.protocols);
        self.joining += usize::from(member.joining.is_some());
        self.owing_sync += usize::from(member.sync == Sync::Owed);
        if let Some(instance_id) = &member.instance_id {
            self.static_members.insert(instance_id.clone(), member.id.clone());
        }
        self.forget_pending(&member.id);
        self.members.insert(member.id.clone(), Box::new(member));
    }

    /// Takes a member out; if it led, another one does.
    pub(super) fn remove(&mut self, member_id: &str) -> Option<Box<Member>> {
        self.forget_pending(member_id);
        let member = self.members.remove(member_id)?;
        self.discount(&member.protocols);
        self.joining -= usize::from(member.joining.is_some());
        self.owing_sync -= usize::from(member.sync == Sync::Owed);
        if let Some(instance_id) = &member.instance_id {
            self.static_members.remove(instance_id);
        }
        if self.is_leader(member_id) {
            self.leader = self.members.keys().next().cloned();
        }
        Some(member)
    }

    /// Gives a static member another id; it keeps its lead.
    pub(super) fn rename(&mut self, earlier_id: &str, member_id: &ByteString) {
        let Some(mut member) = self.members.remove(earlier_id) else { return };
        member.id = member_id.clone();
        if let Some(instance_id) = &member.instance_id {
            self.static_members.insert(instance_id.clone(), member_id.clone());
        }
        if self.is_leader(earlier_id) {
            self.leader = Some(member_id.clone());
        }
        self.members.insert(member_id.clone(), member);
    }

    /// Replaces what a member offers.
    pub(super) fn offer(&mut self, member_id: &str, protocols: Vec<Protocol>) {
        if !self.members.contains_key(member_id) {
            return;
        }
        self.count(&protocols);
        if let Some(member) = self.members.get_mut(member_id) {
            let earlier = std::mem::replace(&mut member.protocols, protocols);
            self.discount(&earlier);
        }
    }

    pub(super) fn forget_pending(&mut self, member_id: &str) {
        self.pending.remove(member_id);
        if self.pending.is_empty() {
            // An empty set keeps its node, and there are many groups.
            self.pending = BTreeSet::new();
        }
    }

    pub(super) fn all_joined(&self) -> bool {
        self.members.len() == self.joining && self.pending.is_empty()
    }

    /// The longest of the members.
    pub(super) fn rebalance_timeout(&self) -> Duration {
        let timeouts = self.members.values().map(|member| member.rebalance_timeout_ms);
        duration(timeouts.max().unwrap_or(0))
    }

    pub(super) fn is_preparing(&self) -> bool {
        matches!(self.state, ClassicState::Preparing(_))
    }

    pub(super) fn is_initial(&self) -> bool {
        matches!(self.state, ClassicState::Preparing(Round::Initial { .. }))
    }

    pub(super) fn move_to(&mut self, state: ClassicState, since: Timestamp) {
        self.state = state;
        self.state_since = since;
    }

    fn count(&mut self, protocols: &[Protocol]) {
        for protocol in protocols {
            match self.offered.get_mut(&protocol.name) {
                Some(members) => *members += 1,
                None => _ = self.offered.insert(protocol.name.clone(), 1),
            }
        }
    }

    fn discount(&mut self, protocols: &[Protocol]) {
        for protocol in protocols {
            let Some(members) = self.offered.get_mut(&protocol.name) else { continue };
            *members -= 1;
            if *members == 0 {
                self.offered.remove(&protocol.name);
            }
        }
    }
}
