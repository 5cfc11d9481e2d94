//! What all members of a scene have said so far, in the order in which it arrived.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::{Condvar, Mutex, MutexGuard},
    time::{Duration, Instant},
};

use super::event::Event;

/// For a rebalance of many programs on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// Lines of a member that a failure shows.
const LINES_SHOWN: usize = 30;

#[derive(Default)]
pub struct Journal {
    seen: Mutex<Seen>,
    changed: Condvar,
}

#[derive(Default)]
pub struct Seen {
    /// Member, and what it did.
    pub entries: Vec<(usize, Event)>,
    pub members: Vec<MemberSeen>,
    /// How often each offset of a partition was consumed.
    pub times: BTreeMap<i32, Vec<u32>>,
    /// How many records were consumed by anybody, each counted once.
    pub distinct: usize,
}

#[derive(Default)]
pub struct MemberSeen {
    pub name: String,
    pub repeats: Repeats,
    pub records: usize,
    pub assignments: usize,
    pub owned: BTreeSet<i32>,
    pub closed: bool,
    pub lines: VecDeque<String>,
}

/// What a client may do with a partition that stays its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Repeats {
    #[default]
    Nothing,
    /// Go back behind its position, but not behind what it has committed.
    Uncommitted,
}

impl Journal {
    /// A new member's number.
    pub fn enlist(&self, name: String, repeats: Repeats) -> usize {
        let mut seen = self.lock();
        seen.members.push(MemberSeen { name, repeats, ..MemberSeen::default() });
        seen.members.len() - 1
    }

    /// Takes down a line of a member, and what it means.
    pub fn take(&self, member: usize, line: &str, event: Option<Event>) {
        let mut seen = self.lock();
        let lines = &mut seen.members[member].lines;
        if lines.len() == LINES_SHOWN {
            lines.pop_front();
        }
        lines.push_back(line.to_owned());
        if let Some(event) = event {
            seen.take(member, event);
        }
        self.changed.notify_all();
    }

    /// A member has been killed: it says no more.
    pub fn gone(&self, member: usize) {
        self.take(member, "(killed)", Some(Event::Closed));
    }

    pub fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Waits until this holds; panics with the last words of all members if it never does.
    pub fn until(&self, what: &str, holds: impl Fn(&Seen) -> bool) {
        if !self.comes_to(PATIENCE, holds) {
            panic!("not in time: {what}\n{}", self.lock().last_words());
        }
    }

    /// Waits until this holds; whether it does in that time.
    pub fn comes_to(&self, patience: Duration, holds: impl Fn(&Seen) -> bool) -> bool {
        let deadline = Instant::now() + patience;
        let mut seen = self.lock();
        while !holds(&seen) {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            seen = self.changed.wait_timeout(seen, left).unwrap().0;
        }
        true
    }
}

impl Seen {
    pub fn take(&mut self, number: usize, event: Event) {
        let member = &mut self.members[number];
        match &event {
            Event::Assigned(partitions) => {
                member.assignments += 1;
                member.owned.extend(partitions);
            }
            Event::Revoked(partitions) => {
                member.owned.retain(|partition| !partitions.contains(partition));
            }
            Event::Record(record) => {
                member.records += 1;
                let times = self.times.entry(record.partition).or_default();
                let at = usize::try_from(record.offset).unwrap();
                if times.len() <= at {
                    times.resize(at + 1, 0);
                }
                self.distinct += usize::from(times[at] == 0);
                times[at] += 1;
            }
            Event::Committed(_) => {}
            Event::Closed => member.closed = true,
        }
        self.entries.push((number, event));
    }

    /// The largest offset of each partition whose commit was confirmed to anybody.
    pub fn committed(&self, partitions: i32) -> Vec<i64> {
        let mut largest = vec![0; partitions as usize];
        for (_, event) in &self.entries {
            if let Event::Committed(offsets) = event {
                for (partition, offset) in offsets {
                    let largest = &mut largest[*partition as usize];
                    *largest = (*offset).max(*largest);
                }
            }
        }
        largest
    }

    /// The end of what each member has said.
    pub fn last_words(&self) -> String {
        let mut words = String::new();
        for (number, member) in self.members.iter().enumerate() {
            let (name, records, owned) = (&member.name, member.records, &member.owned);
            words += &format!("-- {number} {name}: {records} records, owns {owned:?}\n");
            member.lines.iter().for_each(|line| words += &format!("{line}\n"));
        }
        for (partition, times) in &self.times {
            let missing: Vec<usize> = (0..times.len()).filter(|at| times[*at] == 0).collect();
            let (len, first) = (times.len(), missing.first());
            let missing = missing.len();
            words +=
                &format!("-- partition {partition}: {len} seen, {missing} not, from {first:?}\n");
        }
        words
    }
}
