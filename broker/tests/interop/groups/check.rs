//! Whether a group did its work: every record was consumed, each member has read its partitions in
//! order, and nothing was read again that whoever had the partition before had committed.
//!
//! The lines of two members may arrive in another order than things happened. So nothing here
//! compares their times, but for one thing that is sure: a commit whose line has arrived before the
//! line that says that a partition is assigned was there when the new owner asked for it.

use std::collections::BTreeMap;

use super::{
    event::Event,
    journal::{Repeats, Seen},
    writer::value,
};

/// One member with one partition, from assignment to revocation.
struct Session {
    member: usize,
    /// The largest offset whose commit had arrived when it began.
    committed_before: i64,
    first: Option<i64>,
    /// The next offset that it should read.
    next: i64,
    /// The largest that it has committed itself.
    committed: i64,
    /// What it had committed when its last rebalance ended; none once it has gone back after that.
    goes_back_to: Option<i64>,
}

/// Panics with what is wrong. The log of each partition ends at `end`.
pub fn check(seen: &Seen, partitions: i32, end: i64) {
    let lost: Vec<_> = (0..partitions)
        .filter_map(|partition| {
            let times = seen.times.get(&partition).map_or(&[][..], |times| times);
            let missing = (0..end).filter(|at| times.get(*at as usize).is_none_or(|t| *t == 0));
            missing.min().map(|offset| (partition, offset))
        })
        .collect();
    assert!(lost.is_empty(), "lost, by partition the first: {lost:?}\n{}", seen.last_words());
    for (partition, sessions) in sessions(seen, partitions) {
        for session in &sessions {
            let Some(first) = session.first else { continue };
            let (member, before) = (session.member, session.committed_before);
            assert!(
                first >= before,
                "partition {partition}: member {member} begins at {first}, committed was {before}"
            );
        }
        consumed_and_committed_once(partition, sessions);
    }
}

/// Records that were consumed more than once.
pub fn duplicates(seen: &Seen) -> usize {
    let twice = |times: &Vec<u32>| times.iter().filter(|times| **times > 1).count();
    seen.times.values().map(twice).sum()
}

/// What two sessions have both consumed, one of them has not committed.
fn consumed_and_committed_once(partition: i32, mut sessions: Vec<Session>) {
    let done = |session: &Session| session.first.map(|first| (first, session.committed));
    sessions.retain(|session| done(session).is_some_and(|(first, committed)| committed > first));
    sessions.sort_by_key(|session| session.first);
    for pair in sessions.windows(2) {
        let ((_, end), (first, _)) = (done(&pair[0]).unwrap(), done(&pair[1]).unwrap());
        assert!(
            first >= end,
            "partition {partition}: member {} has committed {end}, member {} goes back to {first}",
            pair[0].member,
            pair[1].member
        );
    }
}

/// What was said about a partition before this, a line each.
fn before(seen: &Seen, at: usize, partition: i32) -> String {
    let entries = seen.entries[..=at].iter().rev().filter(|(_, event)| match event {
        Event::Record(record) => record.partition == partition,
        Event::Committed(offsets) => offsets.iter().any(|(one, _)| *one == partition),
        Event::Assigned(_) | Event::Revoked(_) | Event::Closed => true,
    });
    let mut lines: Vec<String> =
        entries.take(25).map(|(member, event)| format!("{member}: {event:?}")).collect();
    lines.reverse();
    lines.join("\n")
}

/// All sessions of each partition.
fn sessions(seen: &Seen, partitions: i32) -> BTreeMap<i32, Vec<Session>> {
    let mut sessions = Sessions::default();
    for (at, (member, event)) in seen.entries.iter().enumerate() {
        let member = *member;
        match event {
            Event::Assigned(assigned) => {
                sessions.rebalanced(member);
                assigned.iter().for_each(|partition| sessions.assigned(member, *partition));
            }
            Event::Revoked(revoked) => {
                revoked.iter().for_each(|partition| sessions.revoked(member, *partition));
            }
            Event::Record(record) => {
                let (partition, offset) = (record.partition, record.offset);
                assert_eq!(record.value, value(partitions, partition, offset));
                // Some members do not say what is assigned to them.
                if seen.members[member].assignments == 0 {
                    sessions.begin_after_a_jump(member, partition, offset);
                }
                let repeats = seen.members[member].repeats;
                let read = sessions.record(member, partition, offset, repeats);
                read.unwrap_or_else(|what| panic!("{what}\n{}", before(seen, at, partition)));
            }
            Event::Committed(offsets) => {
                offsets.iter().for_each(|(partition, offset)| {
                    sessions.committed(member, *partition, *offset);
                });
            }
            Event::Closed => sessions.open.retain(|(_, owner), _| *owner != member),
        }
    }
    sessions.all
}

#[derive(Default)]
struct Sessions {
    all: BTreeMap<i32, Vec<Session>>,
    /// Of each partition and member the session that goes on, as its place in the list.
    open: BTreeMap<(i32, usize), usize>,
    committed: BTreeMap<i32, i64>,
}

impl Sessions {
    fn assigned(&mut self, member: usize, partition: i32) {
        let committed = self.committed.get(&partition).copied().unwrap_or(0);
        self.begin(member, partition, committed);
    }

    fn begin(&mut self, member: usize, partition: i32, committed_before: i64) {
        let sessions = self.all.entry(partition).or_default();
        let committed = -1;
        let (first, next, goes_back_to) = (None, 0, None);
        sessions.push(Session { member, committed_before, first, next, committed, goes_back_to });
        self.open.insert((partition, member), sessions.len() - 1);
    }

    /// Where it goes back to was settled by now: what it commits before it does so is not known to it.
    fn rebalanced(&mut self, member: usize) {
        for ((partition, owner), at) in &self.open {
            if let Some(session) = self.all.get_mut(partition).filter(|_| *owner == member) {
                session[*at].goes_back_to = Some(session[*at].committed);
            }
        }
    }

    fn revoked(&mut self, member: usize, partition: i32) {
        self.open.remove(&(partition, member));
    }

    fn begin_after_a_jump(&mut self, member: usize, partition: i32, offset: i64) {
        if self.session(member, partition).is_none_or(|session| session.next != offset) {
            self.begin(member, partition, 0);
        }
    }

    /// # Errors
    ///
    /// What is wrong with it.
    fn record(
        &mut self,
        member: usize,
        partition: i32,
        offset: i64,
        repeats: Repeats,
    ) -> Result<(), String> {
        let Some(session) = self.session(member, partition) else {
            return Err(format!("member {member} consumes partition {partition} of others"));
        };
        let expected = session.first.map_or(offset, |_| session.next);
        let uncommitted = session.first.is_some_and(|first| offset >= first)
            && offset >= session.goes_back_to.unwrap_or(session.committed)
            && offset < expected;
        if offset != expected && !(uncommitted && repeats == Repeats::Uncommitted) {
            let what = format!("partition {partition}: member {member} reads {offset}");
            return Err(format!("{what} where {expected} was next"));
        }
        if offset < expected {
            session.goes_back_to = None;
        }
        session.first.get_or_insert(offset);
        session.next = offset + 1;
        Ok(())
    }

    fn committed(&mut self, member: usize, partition: i32, offset: i64) {
        let largest = self.committed.entry(partition).or_insert(0);
        *largest = offset.max(*largest);
        if let Some(session) = self.session(member, partition) {
            session.committed = offset.max(session.committed);
        }
    }

    fn session(&mut self, member: usize, partition: i32) -> Option<&mut Session> {
        let at = *self.open.get(&(partition, member))?;
        self.all.get_mut(&partition)?.get_mut(at)
    }
}

/// Stories of one partition with four records, told by two members. `assigned 1` assigns nothing more.
#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;
    use crate::groups::{event::Consumed, journal::MemberSeen};

    fn is_fine(story: &[(usize, &str)]) -> bool {
        is_fine_of(Repeats::Nothing, story)
    }

    fn is_fine_of(repeats: Repeats, story: &[(usize, &str)]) -> bool {
        let mut seen = Seen::default();
        seen.members.resize_with(2, || MemberSeen { repeats, ..MemberSeen::default() });
        for (member, what) in story {
            let (what, offset) = what.split_once(' ').unwrap_or((what, "0"));
            let offset: i64 = offset.parse().unwrap();
            let record = || Consumed { partition: 0, offset, value: value(1, 0, offset) };
            let event = match what {
                "assigned" if offset > 0 => Event::Assigned(Vec::new()),
                "assigned" => Event::Assigned(vec![0]),
                "revoked" => Event::Revoked(vec![0]),
                "record" => Event::Record(record()),
                "committed" => Event::Committed(vec![(0, offset)]),
                _ => Event::Closed,
            };
            seen.take(*member, event);
        }
        catch_unwind(AssertUnwindSafe(|| check(&seen, 1, 4))).is_ok()
    }

    fn first_half() -> Vec<(usize, &'static str)> {
        vec![(0, "assigned"), (0, "record 0"), (0, "record 1"), (0, "committed 2")]
    }

    fn is_fine_after_the_first_half(story: &[(usize, &'static str)]) -> bool {
        is_fine(&[first_half(), story.to_vec()].concat())
    }

    #[test]
    fn a_handover_is_fine() {
        let story = [(0, "revoked"), (1, "assigned"), (1, "record 2"), (1, "record 3")];
        assert!(is_fine_after_the_first_half(&story));
    }

    #[test]
    fn what_was_not_committed_may_come_twice() {
        let story = [(0, "record 2"), (0, "closed"), (1, "assigned"), (1, "record 2")];
        assert!(is_fine_after_the_first_half(&[&story[..], &[(1, "record 3")]].concat()));
    }

    #[test]
    fn a_lost_record_is_found() {
        let story = [(0, "revoked"), (1, "assigned"), (1, "record 3")];
        assert!(!is_fine_after_the_first_half(&story));
    }

    #[test]
    fn a_step_back_behind_a_commit_is_found() {
        let again = [(1, "record 1"), (1, "record 2"), (1, "record 3")];
        let story = [&[(0, "revoked"), (1, "assigned")], &again[..]].concat();
        assert!(!is_fine_after_the_first_half(&story));
    }

    #[test]
    fn two_who_commit_the_same_are_found_in_whatever_order_they_say_so() {
        let (one, two) = (first_half(), [(1, "assigned"), (1, "record 0"), (1, "record 1")]);
        let rest = [(1, "record 2"), (1, "record 3"), (1, "committed 4")];
        assert!(!is_fine(&[&two[..], &one, &rest].concat()));
    }

    #[test]
    fn a_client_that_may_repeat_repeats_what_it_has_not_committed() {
        let again = |offset| [(0, "record 2"), (0, offset), (0, "record 2"), (0, "record 3")];
        let of =
            |repeats, offset| is_fine_of(repeats, &[first_half(), again(offset).into()].concat());
        assert!(of(Repeats::Uncommitted, "record 2"));
        assert!(!of(Repeats::Uncommitted, "record 1"));
        assert!(!of(Repeats::Nothing, "record 2"));
    }

    #[test]
    fn a_commit_after_a_rebalance_does_not_count_for_what_that_repeats() {
        let story = [(0, "record 2"), (0, "record 3"), (0, "assigned 1"), (0, "committed 4")];
        let of = |again: &[(usize, &'static str)]| {
            is_fine_of(Repeats::Uncommitted, &[&first_half(), &story[..], again].concat())
        };
        assert!(of(&[(0, "record 3")]));
        assert!(of(&[(0, "record 2"), (0, "record 3")]));
        assert!(!of(&[(0, "record 1"), (0, "record 2"), (0, "record 3")]));
        // Once.
        assert!(!of(&[(0, "record 3"), (0, "record 3")]));
    }

    #[test]
    fn what_comes_out_of_order_or_unasked_is_found() {
        assert!(!is_fine_after_the_first_half(&[(0, "record 3"), (0, "record 2")]));
        let story = [(0, "revoked"), (0, "record 2"), (0, "record 3")];
        assert!(!is_fine_after_the_first_half(&story));
    }
}
