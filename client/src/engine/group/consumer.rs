//! A member of a group of KIP-848: the coordinator assigns, and everything goes by heartbeats. A
//! heartbeat carries what has changed since the last one, or all when the member joins or does not
//! know what arrived. The member gives up what its target lacks, takes what is added, and tells so
//! at once.

use std::collections::{BTreeMap, BTreeSet};

use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, Moment, Uuid},
    protocol::messages::{
        ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse,
        consumer_group_heartbeat_request::TopicPartitions,
    },
};
use std::time::Duration;

use super::{
    handover::Handovers,
    settings::{Settings, millis},
    step::{Call, Learn, Step, Verdict, verdict},
    subscription::Subscription,
};
use crate::{
    Error,
    engine::{metadata::ClusterImage, positions::Key},
};

const OPERATION: &str = "send a heartbeat of the group";
const JOIN_EPOCH: i32 = 0;
const LEAVE_EPOCH: i32 = -1;
/// A static member that will be back.
const LEAVE_FOR_NOW_EPOCH: i32 = -2;

/// How often topics that are not known by their ids are asked for.
const LEARN_INTERVAL: Duration = Duration::from_millis(200);

#[derive(Debug)]
pub(crate) struct ConsumerMember {
    pub(super) member_id: ByteString,
    pub(super) epoch: i32,
    pub(super) hand: Handovers,
    dialect: Dialect,
    presence: Presence,
    /// Whether the coordinator may count this member in, whatever it said last.
    counted: bool,
    /// What the coordinator wants this member to have; `None` before it said so.
    target: Option<BTreeMap<Uuid, BTreeSet<i32>>>,
    reached: Reached,
    /// Ids of topics that the member has had partitions of.
    ids: BTreeMap<ByteString, Uuid>,
    /// What the coordinator knows; `None` if that is uncertain, or nothing.
    told: Option<Told>,
    heartbeat_at: Moment,
    learn_at: Moment,
}

/// Which version of the heartbeat is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// The coordinator makes member ids and knows no regular expressions.
    V0,
    V1,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Presence {
    Out,
    In,
}

/// Whether the coordinator has to hear that the member has what its target says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reached {
    /// The target is another one than before. Even if the member has the same as before by then, the
    /// coordinator waits to hear it: it does not know what the member took meanwhile.
    Untold,
    /// As `Untold`, but for topics whose names are not known yet.
    Unlearned,
    Told,
}

/// What a heartbeat told and need not tell again.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    subscription: Subscription,
    owned: BTreeSet<Key>,
}

impl ConsumerMember {
    pub(super) fn new(member_id: ByteString, dialect: Dialect) -> Self {
        let member_id = match dialect {
            Dialect::V0 => ByteString::new(),
            Dialect::V1 => member_id,
        };
        Self {
            member_id,
            epoch: JOIN_EPOCH,
            hand: Handovers::default(),
            dialect,
            presence: Presence::Out,
            counted: false,
            target: None,
            reached: Reached::Told,
            ids: BTreeMap::new(),
            told: None,
            heartbeat_at: Moment::default(),
            learn_at: Moment::default(),
        }
    }

    pub(super) fn is_member(&self) -> bool {
        self.presence == Presence::In
    }

    pub(super) fn dialect(&self) -> Dialect {
        self.dialect
    }

    pub(super) fn step(
        &mut self,
        now: Moment,
        settings: &Settings,
        image: &ClusterImage,
        subscription: &Subscription,
    ) -> Step {
        match self.presence {
            // Whoever joins has nothing: the user's side has to let go first.
            Presence::Out if !self.hand.is_settled() => return Step::Wait(None),
            Presence::Out => return self.heartbeat(settings, subscription),
            Presence::In => {}
        }
        let mut until = self.heartbeat_at;
        let unknown =
            if self.hand.is_settled() { self.reconcile(image, subscription) } else { None };
        self.reached = match (self.reached, &unknown) {
            (Reached::Untold, Some(_)) => Reached::Unlearned,
            (Reached::Unlearned, None) => Reached::Untold,
            (reached, _) => reached,
        };
        if let Some(unknown) = unknown {
            if now >= self.learn_at {
                self.learn_at = now + LEARN_INTERVAL;
                return Step::Learn(Learn::Ids(unknown));
            }
            until = until.min(self.learn_at);
        }
        let news = match &self.told {
            None => true,
            Some(told) => {
                let settled = self.hand.is_settled();
                let owned = told.owned != *self.hand.owned() || self.reached == Reached::Untold;
                told.subscription != *subscription || settled && owned
            }
        };
        if news || now >= self.heartbeat_at {
            return self.heartbeat(settings, subscription);
        }
        Step::Wait(Some(until))
    }

    /// Starts handing over what differs from the target. Gives the ids of topics in it whose names
    /// are not known, if there are any.
    fn reconcile(
        &mut self,
        image: &ClusterImage,
        subscription: &Subscription,
    ) -> Option<Vec<Uuid>> {
        let target = self.target.as_ref()?;
        let mut unknown = Vec::new();
        let mut wanted: BTreeSet<Key> = BTreeSet::new();
        for (id, partitions) in target {
            let known = self.ids.iter().find(|(_, known)| *known == id).map(|(name, _)| name);
            let Some(name) = image.name_of(*id).or(known).cloned() else {
                unknown.push(*id);
                continue;
            };
            // Coordinators of Apache Kafka match them, too: a member that reads what it commits never comes to an end.
            if subscription.wants(&name) {
                wanted.extend(partitions.iter().map(|partition| (name.clone(), *partition)));
            }
            self.ids.insert(name, *id);
        }
        let owned = self.hand.owned();
        let revoked: BTreeSet<Key> = owned.difference(&wanted).cloned().collect();
        let added: BTreeSet<Key> = wanted.difference(owned).cloned().collect();
        if !revoked.is_empty() {
            self.hand.revoke(revoked);
        }
        if !added.is_empty() {
            self.hand.assign(added);
        }
        (!unknown.is_empty()).then_some(unknown)
    }

    fn heartbeat(&mut self, settings: &Settings, subscription: &Subscription) -> Step {
        let joins = self.epoch == JOIN_EPOCH;
        let full = joins || self.told.is_none();
        let told = |tell: &dyn Fn(&Told) -> bool| full || self.told.as_ref().is_some_and(tell);
        let mut request = self.request(settings, self.epoch);
        if full {
            request.instance_id.clone_from(&settings.group_instance_id);
            request.rack_id.clone_from(&settings.rack);
            request.rebalance_timeout_ms = millis(settings.max_poll_interval);
            request.server_assignor.clone_from(&settings.remote_assignor);
        }
        if told(&|told| told.subscription != *subscription) {
            match subscription {
                Subscription::Topics(topics) => {
                    request.subscribed_topic_names = Some(topics.iter().cloned().collect());
                    // An empty expression takes back the one that was there.
                    let was_pattern =
                        |told: &Told| matches!(told.subscription, Subscription::Pattern(_));
                    if self.told.as_ref().is_some_and(was_pattern) {
                        request.subscribed_topic_regex = Some(ByteString::new());
                    }
                }
                Subscription::Pattern(pattern) => {
                    request.subscribed_topic_names = Some(Vec::new());
                    request.subscribed_topic_regex = Some(pattern.text.clone());
                }
            }
        }
        let owned = self.hand.owned().clone();
        let settled = self.hand.is_settled();
        let untold = self.reached == Reached::Untold;
        if full || settled && (untold || told(&|told| told.owned != owned)) {
            request.topic_partitions = Some(self.by_id(&owned));
        }
        if settled && untold {
            self.reached = Reached::Told;
        }
        let owned = match (&self.told, settled) {
            (Some(told), false) if !full => told.owned.clone(),
            (Some(_) | None, _) => owned,
        };
        // Noted before it has arrived: if it does not, nothing counts as told.
        self.told = Some(Told { subscription: subscription.clone(), owned });
        Step::Call(Call::ConsumerHeartbeat(request))
    }

    fn request(&self, settings: &Settings, member_epoch: i32) -> ConsumerGroupHeartbeatRequest {
        ConsumerGroupHeartbeatRequest {
            group_id: settings.group_id.clone(),
            member_id: self.member_id.clone(),
            member_epoch,
            // Kafka's clients name a static member's instance in every heartbeat.
            instance_id: settings.group_instance_id.clone(),
            ..Default::default()
        }
    }

    fn by_id(&self, owned: &BTreeSet<Key>) -> Vec<TopicPartitions> {
        let mut topics: BTreeMap<Uuid, Vec<i32>> = BTreeMap::new();
        for (name, partition) in owned {
            let Some(id) = self.ids.get(name) else { continue };
            topics.entry(*id).or_default().push(*partition);
        }
        let entry = |(topic_id, partitions)| TopicPartitions { topic_id, partitions };
        topics.into_iter().map(entry).collect()
    }

    pub(super) fn heard(
        &mut self,
        now: Moment,
        response: ConsumerGroupHeartbeatResponse,
    ) -> Verdict {
        let said = response.error_message.as_deref();
        match ErrorCode::from_code(response.error_code) {
            ErrorCode::None => {}
            code @ (ErrorCode::UnknownMemberId | ErrorCode::FencedMemberEpoch) => {
                let joined = self.is_member();
                self.counted = false;
                self.lose();
                return if joined { Verdict::Fine } else { Verdict::Later(code) };
            }
            code @ ErrorCode::UnsupportedVersion => {
                self.told = None;
                return Verdict::WrongProtocol(Error::from_code(OPERATION, code, said));
            }
            code => {
                self.told = None;
                let verdict = verdict(OPERATION, code, said);
                if matches!(verdict, Verdict::Fatal(_)) {
                    // Then somebody else has its place.
                    self.counted &= code != ErrorCode::FencedInstanceId;
                    self.lose();
                }
                return verdict;
            }
        }
        if let Some(member_id) = response.member_id {
            self.member_id = member_id;
        }
        self.presence = Presence::In;
        self.counted = true;
        self.epoch = response.member_epoch;
        let interval = u64::try_from(response.heartbeat_interval_ms).unwrap_or(0);
        self.heartbeat_at = now + Duration::from_millis(interval);
        if let Some(assignment) = response.assignment {
            let mut target: BTreeMap<Uuid, BTreeSet<i32>> = BTreeMap::new();
            for topic in assignment.topic_partitions {
                target.entry(topic.topic_id).or_default().extend(topic.partitions);
            }
            if self.target.as_ref() != Some(&target) {
                self.reached = Reached::Untold;
            }
            self.target = Some(target);
        }
        Verdict::Fine
    }

    /// The coordinator may or may not have got the last heartbeat: the next one tells all.
    pub(super) fn call_failed(&mut self) {
        self.told = None;
    }

    /// The coordinator has news: the next heartbeat is due at once.
    pub(super) fn hurry(&mut self) {
        self.heartbeat_at = Moment::default();
    }

    /// The member is not in the group any more, whatever the coordinator thinks.
    pub(super) fn lose(&mut self) {
        self.epoch = JOIN_EPOCH;
        self.presence = Presence::Out;
        self.target = None;
        self.reached = Reached::Told;
        self.told = None;
        self.hand.lose_all();
    }

    /// The heartbeat that says goodbye; for good, or for a static member until it is back.
    pub(super) fn leave(&mut self, settings: &Settings) -> Option<Call> {
        if self.presence == Presence::Out && self.told.is_none() && !self.counted {
            return None;
        }
        self.counted = false;
        let epoch = match settings.group_instance_id {
            Some(_) => LEAVE_FOR_NOW_EPOCH,
            None => LEAVE_EPOCH,
        };
        let request = self.request(settings, epoch);
        self.lose();
        Some(Call::ConsumerLeave(request))
    }
}
