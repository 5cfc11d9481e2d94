//! One member of a group, whichever protocol it speaks: when it tries again, when it learns metadata,
//! when it goes because its user has not asked for records for too long, and how it leaves.

use std::collections::BTreeSet;

use bytestring::ByteString;
use ottla_core::model::{ErrorCode, Moment, Rng};

use super::{
    classic::Classic,
    consumer::{ConsumerMember, Dialect},
    handover::{Handover, Handovers},
    settings::Settings,
    step::{Answer, Call, Learn, Step, Verdict},
    subscription::Subscription,
};
use crate::{
    Error, ErrorKind,
    engine::{metadata::ClusterImage, positions::Key},
    options::GroupProtocol,
};

/// The whole of a member.
#[derive(Debug)]
pub(crate) struct Membership {
    settings: Settings,
    rng: Rng,
    kind: Kind,
    subscription: Subscription,
    polling: Polling,
    presence: Presence,
    failing: Option<Failing>,
    retry_at: Moment,
    /// When all topics were asked for, for a pattern that this member resolves.
    learned_all: Option<Moment>,
    learned_at: Moment,
    /// Topics that were asked for because they were not known.
    asked: BTreeSet<ByteString>,
    /// When a leader asks again for those of its group that it does not know, and how often it has.
    ask_again_at: Moment,
    asked_in_vain: u32,
    /// What the user has to be told.
    error: Option<Error>,
    fatal: Option<Error>,
}

#[derive(Debug)]
enum Kind {
    Classic(Classic),
    Consumer(ConsumerMember),
}

/// Whether the user asks for records, or until when it has to again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Polling {
    Now,
    Until(Moment),
    /// It did not, and the member has left the group.
    Overdue,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Presence {
    Wanted,
    /// The user reads nothing for now, and the coordinator has yet to hear so.
    Unsubscribing,
    /// Out of the group until the user subscribes again.
    Unsubscribed,
    /// The user has subscribed again before the coordinator heard that it had left.
    Resubscribing,
    /// The user is done.
    Leaving,
    Left,
}

#[derive(Clone, Debug)]
struct Failing {
    since: Moment,
    failures: u32,
}

/// Who a member is to the coordinator when it commits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) protocol: GroupProtocol,
    /// Generation, or with KIP-848 the member's epoch.
    pub(crate) generation: i32,
    pub(crate) member_id: ByteString,
    pub(crate) group_instance_id: Option<ByteString>,
}

impl Identity {
    /// Whether the coordinator compares it when offsets are read: only an epoch is known to it.
    pub(crate) fn is_checked_when_reading(&self) -> bool {
        self.protocol == GroupProtocol::Consumer
    }
}

/// Whether the broker that was called is the group's coordinator still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coordinator {
    Kept,
    Lost,
}

/// Whether a coordinator says this of what a member subscribes to.
fn is_of_the_subscription(code: ErrorCode) -> bool {
    [
        ErrorCode::InvalidRegularExpression,
        ErrorCode::TopicAuthorizationFailed,
        ErrorCode::InvalidTopicException,
    ]
    .contains(&code)
}

impl Membership {
    pub(crate) fn classic(
        now: Moment,
        settings: Settings,
        subscription: Subscription,
        rng: Rng,
    ) -> Self {
        Self::new(now, settings, subscription, rng, Kind::Classic(Classic::new()))
    }

    /// A member of a group of KIP-848, which calls itself `member_id`.
    pub(crate) fn consumer(
        now: Moment,
        settings: Settings,
        subscription: Subscription,
        rng: Rng,
        member_id: ByteString,
        dialect: Dialect,
    ) -> Self {
        let kind = Kind::Consumer(ConsumerMember::new(member_id, dialect));
        Self::new(now, settings, subscription, rng, kind)
    }

    fn new(
        now: Moment,
        settings: Settings,
        subscription: Subscription,
        rng: Rng,
        kind: Kind,
    ) -> Self {
        let polling = Polling::Until(now + settings.max_poll_interval);
        Self {
            settings,
            rng,
            kind,
            subscription,
            polling,
            presence: Presence::Wanted,
            failing: None,
            retry_at: Moment::default(),
            learned_all: None,
            learned_at: now,
            asked: BTreeSet::new(),
            ask_again_at: Moment::default(),
            asked_in_vain: 0,
            error: None,
            fatal: None,
        }
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(crate) fn protocol(&self) -> GroupProtocol {
        match self.kind {
            Kind::Classic(_) => GroupProtocol::Classic,
            Kind::Consumer(_) => GroupProtocol::Consumer,
        }
    }

    /// What to do next.
    pub(crate) fn step(&mut self, now: Moment, image: &ClusterImage) -> Step {
        match self.presence {
            Presence::Wanted => {}
            Presence::Unsubscribing => {
                self.presence = Presence::Unsubscribed;
                return match self.leave("the consumer has unsubscribed") {
                    Some(call) => Step::Call(call),
                    None => Step::Wait(None),
                };
            }
            Presence::Unsubscribed => return Step::Wait(None),
            Presence::Resubscribing => {
                self.presence = Presence::Wanted;
                // What it had is given up: it comes back as a new member.
                if let Some(call) = self.leave("the consumer has unsubscribed") {
                    return Step::Call(call);
                }
            }
            Presence::Leaving => return self.go("the consumer is being closed"),
            Presence::Left => return Step::End,
        }
        if self.fatal.is_some() || self.polling == Polling::Overdue {
            return Step::Wait(None);
        }
        if let Polling::Until(until) = self.polling
            && now >= until
        {
            self.polling = Polling::Overdue;
            return match self.leave("max.poll.interval has passed without a call of next_batch") {
                Some(call) => Step::Call(call),
                None => Step::Wait(None),
            };
        }
        let step = match now < self.retry_at {
            true => Step::Wait(Some(self.retry_at)),
            false => self.step_in_protocol(now, image),
        };
        // While the user waits for records the deadline is not known yet, but it is not sooner.
        let until = match self.polling {
            Polling::Until(until) => until,
            Polling::Now | Polling::Overdue => now + self.settings.max_poll_interval,
        };
        match step {
            Step::Wait(at) => Step::Wait(Some(at.map_or(until, |at| at.min(until)))),
            step @ (Step::Call(_) | Step::Learn(_) | Step::End) => step,
        }
    }

    fn step_in_protocol(&mut self, now: Moment, image: &ClusterImage) -> Step {
        let all = self.resolves_pattern();
        let known_all = !all || self.learned_all.is_some();
        if !known_all || now >= self.learned_at + self.settings.metadata_age_max {
            return Step::Learn(if all { Learn::All } else { Learn::Topics(Vec::new()) });
        }
        let topics = match &self.subscription {
            Subscription::Topics(topics) => topics.clone(),
            Subscription::Pattern(pattern) => pattern.matching(image),
        };
        // Asking may make them, and coordinators do not.
        let asked = &self.asked;
        let unknown =
            |name: &&ByteString| !image.topics.contains_key(*name) && !asked.contains(*name);
        let unknown: Vec<ByteString> = topics.iter().filter(unknown).cloned().collect();
        if !unknown.is_empty() {
            // Once: whether there is an answer or none, the next one comes with the next refresh.
            self.asked.extend(unknown.iter().cloned());
            return Step::Learn(Learn::Topics(unknown));
        }
        let unknown = match &self.kind {
            Kind::Classic(member) => member.unknown(image),
            Kind::Consumer(_) => Vec::new(),
        };
        if unknown.is_empty() {
            self.asked_in_vain = 0;
        } else if now >= self.ask_again_at {
            // Nobody else assigns them, or tells when they are there: the broker that was asked may not have heard yet.
            self.asked_in_vain += 1;
            let pause = self.settings.backoff.after(self.asked_in_vain, &mut self.rng);
            self.ask_again_at = now + pause;
            return Step::Learn(Learn::Topics(unknown));
        }
        let step = match &mut self.kind {
            Kind::Classic(member) => member.step(now, &self.settings, image, &topics),
            Kind::Consumer(member) if all => {
                let resolved = Subscription::Topics(topics);
                member.step(now, &self.settings, image, &resolved)
            }
            Kind::Consumer(member) => member.step(now, &self.settings, image, &self.subscription),
        };
        match step {
            Step::Wait(at) if !unknown.is_empty() => {
                Step::Wait(Some(at.map_or(self.ask_again_at, |at| at.min(self.ask_again_at))))
            }
            step => step,
        }
    }

    /// Whether this member, not the coordinator, finds the topics that match.
    fn resolves_pattern(&self) -> bool {
        let here = match &self.kind {
            Kind::Classic(_) => true,
            Kind::Consumer(member) => member.dialect() == Dialect::V0,
        };
        here && matches!(self.subscription, Subscription::Pattern(_))
    }

    fn go(&mut self, reason: &'static str) -> Step {
        self.presence = Presence::Left;
        match self.leave(reason) {
            Some(call) => Step::Call(call),
            None => Step::End,
        }
    }

    fn leave(&mut self, reason: &'static str) -> Option<Call> {
        match &mut self.kind {
            Kind::Classic(member) => member.leave(&self.settings, reason),
            Kind::Consumer(member) => member.leave(&self.settings),
        }
    }

    /// Takes an answer of the coordinator.
    pub(crate) fn answered(&mut self, now: Moment, answer: Answer) -> Coordinator {
        let settings = &self.settings;
        let verdict = match (&mut self.kind, answer) {
            (Kind::Classic(member), Answer::Join(response)) => member.joined(response),
            (Kind::Classic(member), Answer::Sync(response)) => {
                member.synced(now, settings, response)
            }
            (Kind::Classic(member), Answer::Heartbeat(response)) => {
                member.heard(now, settings, &response)
            }
            (Kind::Consumer(member), Answer::ConsumerHeartbeat(response)) => {
                member.heard(now, response)
            }
            (Kind::Classic(_) | Kind::Consumer(_), _) => Verdict::Fine,
        };
        match verdict {
            Verdict::Fine => {
                self.failing = None;
                Coordinator::Kept
            }
            Verdict::Later(code) => {
                self.try_later(now, || Error::from_code("take part in the group", code, None));
                Coordinator::Kept
            }
            Verdict::Elsewhere(code) => {
                self.try_later(now, || Error::from_code("find the coordinator", code, None));
                Coordinator::Lost
            }
            Verdict::WrongProtocol(error) => {
                self.fall_back(error);
                Coordinator::Kept
            }
            Verdict::Fatal(error) => {
                self.fail(error);
                Coordinator::Kept
            }
        }
    }

    /// Goes on with the classic protocol, unless the member was in a group of KIP-848 already.
    fn fall_back(&mut self, error: Error) {
        match &self.kind {
            Kind::Consumer(member) if !member.is_member() && member.hand.is_settled() => {
                self.kind = Kind::Classic(Classic::new());
            }
            Kind::Classic(_) | Kind::Consumer(_) => self.fail(error),
        }
    }

    fn fail(&mut self, error: Error) {
        let error = error.with("group", &self.settings.group_id);
        if let Kind::Consumer(member) = &mut self.kind {
            member.lose();
        }
        self.fatal = Some(error);
    }

    /// A call, or finding the coordinator for it, did not work.
    pub(crate) fn call_failed(&mut self, now: Moment, call: &Call, error: &Error) -> Coordinator {
        match &mut self.kind {
            Kind::Classic(member) => member.call_failed(call),
            Kind::Consumer(member) => member.call_failed(),
        }
        if error.advice() == crate::Advice::Retry {
            self.try_later(now, || error.clone());
        } else {
            self.fail(error.clone());
        }
        Coordinator::Lost
    }

    fn try_later(&mut self, now: Moment, error: impl FnOnce() -> Error) {
        let failing = self.failing.get_or_insert(Failing { since: now, failures: 0 });
        failing.failures += 1;
        self.retry_at = now + self.settings.backoff.after(failing.failures, &mut self.rng);
        if now.since(failing.since) > self.settings.patience {
            self.failing = None;
            self.error = Some(error().with("group", &self.settings.group_id));
        }
    }

    /// Metadata that was asked for is there.
    pub(crate) fn learned(&mut self, now: Moment, learn: &Learn) {
        self.failing = None;
        match learn {
            Learn::All => {
                self.learned_all = Some(now);
                self.learned_at = now;
            }
            Learn::Topics(_) => self.learned_at = now,
            Learn::Ids(_) => {}
        }
        if let Kind::Classic(member) = &mut self.kind {
            member.learned();
        }
    }

    pub(crate) fn learning_failed(&mut self, now: Moment, error: &Error) {
        self.asked.clear();
        self.try_later(now, || error.clone());
    }

    /// Whether there is something that the user's side has to do, or to know.
    pub(crate) fn has_news(&self) -> bool {
        let hand = match &self.kind {
            Kind::Classic(member) => &member.hand,
            Kind::Consumer(member) => &member.hand,
        };
        !hand.is_settled() || self.error.is_some() || self.fatal.is_some()
    }

    /// What the user's side has to do now.
    pub(crate) fn take_handover(&mut self) -> Option<Handover> {
        self.hand_mut().take()
    }

    /// The user's side has done what it took.
    pub(crate) fn handed_over(&mut self) {
        self.hand_mut().done();
    }

    pub(crate) fn owned(&self) -> &BTreeSet<Key> {
        match &self.kind {
            Kind::Classic(member) => member.hand.owned(),
            Kind::Consumer(member) => member.hand.owned(),
        }
    }

    fn hand_mut(&mut self) -> &mut Handovers {
        match &mut self.kind {
            Kind::Classic(member) => &mut member.hand,
            Kind::Consumer(member) => &mut member.hand,
        }
    }

    /// The user asks for records; `true` if the member was given up and has to join again.
    pub(crate) fn polls(&mut self) -> bool {
        let before = std::mem::replace(&mut self.polling, Polling::Now);
        before == Polling::Overdue
    }

    /// The user has got some, and has until then to ask for more.
    pub(crate) fn polled(&mut self, now: Moment) {
        self.polling = Polling::Until(now + self.settings.max_poll_interval);
    }

    /// Whether the member is out of the group since its user took too long.
    pub(crate) fn is_overdue(&self) -> bool {
        self.polling == Polling::Overdue
    }

    pub(crate) fn subscription(&self) -> &Subscription {
        &self.subscription
    }

    pub(crate) fn subscribe(&mut self, subscription: Subscription) {
        self.subscription = subscription;
        self.learned_all = None;
        self.asked.clear();
        // What was wrong with the topics before may be right with these: the member joins anew.
        self.fatal.take_if(|error| error.code().is_some_and(is_of_the_subscription));
        match self.presence {
            Presence::Unsubscribing => self.presence = Presence::Resubscribing,
            Presence::Unsubscribed => self.presence = Presence::Wanted,
            Presence::Wanted | Presence::Resubscribing | Presence::Leaving | Presence::Left => {}
        }
    }

    /// Leaves the group until the next `subscribe`. The user's side has given up all that it had.
    pub(crate) fn unsubscribe(&mut self) {
        match self.presence {
            Presence::Wanted | Presence::Resubscribing => self.presence = Presence::Unsubscribing,
            Presence::Unsubscribing
            | Presence::Unsubscribed
            | Presence::Leaving
            | Presence::Left => {}
        }
        self.hand_mut().given_up();
    }

    pub(crate) fn is_subscribed(&self) -> bool {
        match self.presence {
            Presence::Wanted | Presence::Resubscribing | Presence::Leaving | Presence::Left => true,
            Presence::Unsubscribing | Presence::Unsubscribed => false,
        }
    }

    /// Has the group rebalance as soon as it can.
    ///
    /// # Errors
    /// With KIP-848 only the coordinator decides that.
    pub(crate) fn enforce_rebalance(&mut self) -> Result<(), Error> {
        match &mut self.kind {
            Kind::Classic(member) => {
                member.join_again("the user wants a rebalance");
                Ok(())
            }
            Kind::Consumer(_) => {
                let message =
                    "in a group of KIP-848 the coordinator alone decides when to rebalance";
                Err(Error::new(ErrorKind::Unsupported, "enforce a rebalance", message))
            }
        }
    }

    pub(crate) fn close(&mut self) {
        match self.presence {
            Presence::Wanted
            | Presence::Unsubscribing
            | Presence::Unsubscribed
            | Presence::Resubscribing => {
                self.presence = Presence::Leaving;
            }
            Presence::Leaving | Presence::Left => {}
        }
    }

    /// What the user has to know: once, or for good.
    pub(crate) fn take_error(&mut self) -> Option<Error> {
        self.error.take().or_else(|| self.fatal.clone())
    }

    /// Who to commit as.
    ///
    /// # Errors
    /// If the member is in no group at the moment, and may be in one later.
    pub(crate) fn identity(&self) -> Result<Identity, Error> {
        let (generation, member_id, member) = match &self.kind {
            Kind::Classic(member) => (member.generation, &member.member_id, member.is_member()),
            Kind::Consumer(member) => (member.epoch, &member.member_id, member.is_member()),
        };
        if !member {
            return Err(self.fatal.clone().unwrap_or_else(|| {
                let mut message =
                    "the consumer is not in the group: call next_batch, which joins it".to_owned();
                if self.is_overdue() {
                    message.push_str(&format!(
                        ". It left because next_batch was not called for max_poll_interval \
                         (max.poll.interval.ms), {:?}",
                        self.settings.max_poll_interval
                    ));
                }
                Error::new(ErrorKind::Rebalanced, "take part in the group", message)
                    .with("group", &self.settings.group_id)
            }));
        }
        Ok(Identity {
            protocol: self.protocol(),
            generation,
            member_id: member_id.clone(),
            group_instance_id: self.settings.group_instance_id.clone(),
        })
    }

    /// Whether the member is in the group, or is not to be, and the user has what it should have.
    pub(crate) fn is_settled(&self) -> bool {
        let settled = match &self.kind {
            Kind::Classic(member) => member.is_settled() && member.hand.is_settled(),
            Kind::Consumer(member) => member.is_member() && member.hand.is_settled(),
        };
        settled || self.presence != Presence::Wanted || self.fatal.is_some()
    }

    /// Whether who this member is changes just now, so that a refusal of who it was means little.
    pub(crate) fn is_changing(&self) -> bool {
        match &self.kind {
            Kind::Classic(member) => member.is_changing(),
            Kind::Consumer(_) => false,
        }
    }

    /// A commit as `identity` was refused with `code`.
    pub(crate) fn fenced(&mut self, identity: &Identity, code: ErrorCode) {
        let same = self.identity().is_ok_and(|now| now == *identity);
        match &mut self.kind {
            Kind::Classic(member) if same => member.fenced(code),
            // A member of KIP-848 hears it with its next heartbeat.
            Kind::Consumer(member) if same => member.hurry(),
            Kind::Classic(_) | Kind::Consumer(_) => {}
        }
    }
}
