//! What happens to classic groups when their coordinator begins, ends, or cannot write; and timers.

use super::{
    records::timers_of,
    state::{ClassicState, Unwritten},
    step::{Step, in_version, refused, sync_refused},
};
use crate::{
    coordinator::Caller,
    groups::{
        group::Group,
        outcome::{Answer, Outcome, Released},
        record::GroupRecord,
        shard::GroupShard,
    },
    model::{ErrorCode, Now},
};

impl GroupShard {
    /// Answers whoever waits in a group with an error, as when the group changes to KIP-848.
    pub(in crate::groups) fn classic_release(
        &mut self,
        group: &str,
        error: ErrorCode,
        now: Now,
    ) -> Outcome<()> {
        self.acting_on(group, now, |step| {
            for id in step.member_ids() {
                step.release_join(&id, refused(&id, error));
                step.release_sync(&id, sync_refused(error));
            }
        })
    }

    pub(in crate::groups) fn classic_loaded(&mut self, now: Now) -> Outcome<()> {
        let mut outcome = Outcome::nothing();
        for id in self.groups.keys().cloned().collect::<Vec<_>>() {
            let Some(mut step) = self.step(&id, now) else { continue };
            for member in step.member_ids() {
                step.arm_session(&member);
            }
            // The limit may have been lowered; members get a chance to commit before some must go.
            if step.group.members.len() > step.settings.classic_members_max {
                step.rebalance();
            }
            outcome = outcome.and(step.outcome);
        }
        outcome
    }

    pub(in crate::groups) fn classic_unloaded(&mut self) -> Outcome<()> {
        let mut outcome = Outcome::nothing();
        let error = ErrorCode::NotCoordinator;
        for group in self.groups.values_mut() {
            let Group::Classic(group) = group else { continue };
            timers_of(group).iter().for_each(|timer| self.timers.cancel(timer));
            for member in std::mem::take(&mut group.members).into_values() {
                let join = member.joining.map(|it| {
                    (
                        it,
                        Released::Join(in_version(refused(&member.id, error), member.join_version)),
                    )
                });
                let sync = member.syncing.map(|it| (it, Released::Sync(sync_refused(error))));
                outcome.released.extend(join.into_iter().chain(sync));
            }
            group.state = ClassicState::Dead;
        }
        outcome
    }

    /// A member was silent for its session's time. If it waits for others, that is no wonder: the
    /// answer will begin its session anew.
    pub(in crate::groups) fn classic_session_over(
        &mut self,
        group: &str,
        member: &str,
        now: Now,
    ) -> Outcome<()> {
        self.acting_on(group, now, |step| {
            if step.group.member(member).is_some_and(|member| !member.is_excused()) {
                step.remove(member);
                if step.group.is_initial() && step.group.all_joined() {
                    step.complete();
                } else {
                    step.rebalance();
                }
            }
        })
    }

    pub(in crate::groups) fn classic_pending_over(
        &mut self,
        group: &str,
        member: &str,
        now: Now,
    ) -> Outcome<()> {
        self.acting_on(group, now, |step| {
            if step.group.pending.contains(member) {
                step.remove(member);
                if step.group.is_preparing() && step.group.all_joined() {
                    step.complete();
                }
            }
        })
    }

    pub(in crate::groups) fn classic_join_over(&mut self, group: &str, now: Now) -> Outcome<()> {
        self.acting_on(group, now, |step| step.join_over())
    }

    pub(in crate::groups) fn classic_sync_over(&mut self, group: &str, now: Now) -> Outcome<()> {
        self.acting_on(group, now, |step| {
            let late =
                step.group.members().filter(|member| member.sync == super::member::Sync::Owed);
            for id in late.map(|member| member.id.clone()).collect::<Vec<_>>() {
                step.remove(&id);
            }
            step.rebalance();
        })
    }

    /// Takes back what memory was ahead of the log. Callers who were to get an assignment get the error; others are
    /// answered as they would have been.
    pub(in crate::groups) fn classic_append_failed(
        &mut self,
        records: &[GroupRecord],
        released: Vec<(Caller, Released)>,
        error: ErrorCode,
        now: Now,
    ) -> Outcome<()> {
        let error = append_error(error);
        let told = released.into_iter().map(|(caller, released)| match released {
            Released::Sync(response) if response.error_code == ErrorCode::None.code() => {
                (caller, Released::Sync(sync_refused(error)))
            }
            released @ (Released::Sync(_) | Released::Join(_)) => (caller, released),
        });
        let mut outcome = Outcome { released: told.collect(), ..Outcome::nothing() };
        for record in records {
            let GroupRecord::ClassicGroup(key, Some(_)) = record else { continue };
            outcome =
                outcome.and(self.acting_on(
                    &key.group,
                    now,
                    |step| match step.group.unwritten.take() {
                        Some(Unwritten::Assignment(_)) => step.rebalance(),
                        Some(Unwritten::Replaced(replaced)) => {
                            step.take_back_replacement(*replaced)
                        }
                        Some(Unwritten::Emptied) | None => {}
                    },
                ));
        }
        outcome
    }

    /// A group that was one of KIP-848 goes on as a classic one: its members join again.
    pub(in crate::groups) fn classic_downgraded(&mut self, group: &str, now: Now) -> Outcome<()> {
        self.acting_on(group, now, |step| {
            for member in step.member_ids() {
                step.arm_session(&member);
            }
            step.rebalance();
        })
    }

    fn acting_on(&mut self, group: &str, now: Now, act: impl FnOnce(&mut Step<'_>)) -> Outcome<()> {
        let Some(mut step) = self.step(group, now) else { return Outcome::nothing() };
        act(&mut step);
        step.finish(Answer::Now(()))
    }
}

/// What a classic member is told when a record of its group could not be appended.
#[must_use]
pub fn append_error(error: ErrorCode) -> ErrorCode {
    let unavailable = [
        ErrorCode::UnknownTopicOrPartition,
        ErrorCode::NotEnoughReplicas,
        ErrorCode::RequestTimedOut,
    ];
    let moved = [ErrorCode::NotLeaderOrFollower, ErrorCode::KafkaStorageError];
    let too_large =
        [ErrorCode::MessageTooLarge, ErrorCode::RecordListTooLarge, ErrorCode::InvalidFetchSize];
    if unavailable.contains(&error) {
        ErrorCode::CoordinatorNotAvailable
    } else if moved.contains(&error) {
        ErrorCode::NotCoordinator
    } else if too_large.contains(&error) {
        ErrorCode::UnknownServerError
    } else {
        error
    }
}
