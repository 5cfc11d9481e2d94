//! What goes wrong in a run, and what operators do meanwhile.

use std::time::Duration;

use ottla_broker::engine::Identity;
use ottla_core::{
    model::{Moment, Rng},
    storage::disk::failing::Unsynced,
};

use super::{
    conditions::{Conditions, Voters},
    disks::Failure,
    history::Place,
    invariants::is_whole,
    operators::{Order, TRANSACTIONS},
    world::{Event, World},
};
use crate::history::Protocol;

/// Something that goes wrong, or is over again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// A process dies.
    Crash(usize),
    /// A machine dies, and loses what was not synced.
    PowerLoss(usize),
    /// A process is stopped as it should be.
    Stop(usize),
    /// It is started.
    Start(usize),
    /// A process stands still.
    Pause(usize),
    Resume(usize),
    /// A machine is cut off from all others.
    Isolate(usize),
    /// One is cut off in one direction.
    OneWay(usize, usize),
    /// Two groups that only one machine reaches both of.
    Bridge(usize),
    /// All links are whole again.
    Mend,
    /// The disk under one of a machine's log directories fails.
    DiskFails(usize, usize, Failure),
    /// It is whole.
    DiskHeals(usize),
    /// Operators give the transactions to another coordinator, and what the one before has sent arrives later.
    Depose,
    /// An operator asks for something.
    Order(Order),
}

/// Draws what goes wrong within a time.
pub(super) fn plot(
    conditions: &Conditions,
    within: Duration,
    rng: &mut Rng,
) -> Vec<(Duration, Turn)> {
    let machines = conditions.layout.machines();
    let mut turns = Vec::new();
    let millis = within.as_millis() as u64;
    for _ in 0..2 + rng.below(5) {
        let at = Duration::from_millis(rng.below(millis));
        let lasts = at + Duration::from_millis(100 + rng.below(4_000));
        let one = rng.below(machines as u64) as usize;
        let other = (one + 1 + rng.below(machines as u64 - 1) as usize) % machines;
        let (turn, end) = match rng.below(10) {
            0 | 1 => (Turn::Crash(one), Turn::Start(one)),
            2 => (Turn::PowerLoss(one), Turn::Start(one)),
            3 => (Turn::Stop(one), Turn::Start(one)),
            4 => (Turn::Pause(one), Turn::Resume(one)),
            5 => (Turn::Isolate(one), Turn::Mend),
            6 => (Turn::OneWay(one, other), Turn::Mend),
            7 => (Turn::Bridge(one), Turn::Mend),
            _ => {
                let directory = rng.below(3).min(1) as usize;
                (Turn::DiskFails(one, directory, Failure::any(rng)), Turn::DiskHeals(one))
            }
        };
        turns.extend([(at, turn), (lasts, end)]);
    }
    if rng.below(3) == 0 {
        let begins = rng.below(millis / 2);
        turns.extend(one_after_another(machines, begins, rng));
    }
    for _ in 0..rng.below(8) {
        let at = Duration::from_millis(rng.below(millis));
        turns.push((at, Turn::Order(Order::any(rng))));
    }
    // An epoch that lasts is what a marker that comes late can do harm to.
    if conditions.transactions == Protocol::First {
        for _ in 0..1 + rng.below(3) {
            turns.push((Duration::from_millis(rng.below(millis)), Turn::Depose));
        }
    }
    if conditions.voters == Voters::Changing {
        for _ in 0..1 + rng.below(8) {
            let at = Duration::from_millis(rng.below(millis));
            turns.push((at, Turn::Order(Order::Voters)));
        }
    }
    turns
}

/// Every machine's process dies, each about when the one before is back: what only the last one standing has must
/// not count.
fn one_after_another(machines: usize, begins: u64, rng: &mut Rng) -> Vec<(Duration, Turn)> {
    let first = rng.below(machines as u64) as usize;
    let mut turns = Vec::new();
    let mut at = begins;
    for number in 0..machines {
        let index = (first + number) % machines;
        let back = at + 300 + rng.below(1_500);
        turns.push((Duration::from_millis(at), Turn::Crash(index)));
        turns.push((Duration::from_millis(back), Turn::Start(index)));
        at = (back + rng.below(900)).saturating_sub(300);
    }
    turns
}

impl World {
    pub(super) fn turn(&mut self, turn: Turn, rng: &mut Rng) {
        match turn {
            Turn::Crash(index) if self.may_die(index) => self.crash(index, Unsynced::Keep),
            Turn::PowerLoss(index) if self.may_die(index) => {
                let unsynced = self.loss(rng);
                self.crash(index, unsynced);
            }
            // It takes a replica away as well: where one in sync is enough, the one that has lost records might lead.
            Turn::Stop(index) if self.machines[index].is_well() && self.may_die(index) => {
                self.begin_leaving(index);
            }
            Turn::Start(index) if !self.machines[index].process.is_up() => self.start(index),
            Turn::Start(index) if self.machines[index].is_leaving => {
                self.schedule.after(Duration::from_millis(200), Event::Turn(turn));
            }
            Turn::Pause(index) if self.machines[index].is_well() => {
                self.note(&format!("machine {index} stands still"));
                self.machines[index].is_paused = true;
            }
            Turn::Resume(index) if self.machines[index].is_paused => {
                self.note(&format!("machine {index} goes on"));
                self.machines[index].is_paused = false;
                self.release();
            }
            Turn::Isolate(_) | Turn::OneWay(..) | Turn::Bridge(_) => self.cut(turn),
            Turn::Mend => {
                self.note("all links are whole");
                self.links.mend();
                self.release();
            }
            Turn::Depose => self.depose_coordinator(),
            Turn::Order(order) => self.order(order, rng),
            Turn::DiskFails(index, directory, failure) => {
                self.disk_fails(index, directory, failure);
            }
            Turn::DiskHeals(index) => self.disk_heals(index),
            Turn::Crash(_)
            | Turn::PowerLoss(_)
            | Turn::Stop(_)
            | Turn::Start(_)
            | Turn::Pause(_)
            | Turn::Resume(_) => {}
        }
    }

    /// Cuts links.
    fn cut(&mut self, turn: Turn) {
        let count = self.machines.len();
        match turn {
            Turn::Isolate(index) => {
                self.note(&format!("machine {index} is cut off"));
                for other in (0..count).filter(|other| *other != index) {
                    self.links.cut(index, other);
                    self.links.cut(other, index);
                }
            }
            Turn::OneWay(from, to) => {
                self.note(&format!("nothing gets from machine {from} to machine {to}"));
                self.links.cut(from, to);
            }
            Turn::Bridge(bridge) => {
                self.note(&format!("only machine {bridge} reaches all others"));
                let others: Vec<usize> = (0..count).filter(|other| *other != bridge).collect();
                for (one, other) in
                    others.iter().flat_map(|one| others.iter().map(move |other| (one, other)))
                {
                    if one % 2 != other % 2 || count == 3 && one != other {
                        self.links.cut(*one, *other);
                    }
                }
            }
            _ => {}
        }
    }

    /// Markers that the coordinator of transactions sends from now on arrive when it is none any more.
    fn depose_coordinator(&mut self) {
        let place = Place { topic: TRANSACTIONS, partition: 0 };
        let Some(from) = self.leader_of(place) else { return };
        self.note(&format!("markers of machine {from} are held back"));
        self.slow_markers = Some((from, self.until(Duration::from_millis(500))));
        for (millis, order) in [(100, Order::Depose), (180, Order::Elect), (350, Order::Elect)] {
            let delay = Duration::from_millis(millis);
            self.schedule.after(delay, Event::Turn(Turn::Order(order)));
        }
    }

    /// Whether a process may die. From a loss of records until all replicas are in sync nobody else does: the controller
    /// trusts nobody who did not stop as it should be, and could do no better than to let the last leader lead,
    /// whatever that has lost.
    pub(super) fn may_die(&mut self, index: usize) -> bool {
        if self.is_whole() {
            self.has_lost = false;
        }
        self.machines[index].process.is_up() && !self.has_lost
    }

    /// What a machine loses. No more than one replica of what was acknowledged may be lost at a time: that is as
    /// much as two in sync bear.
    pub(super) fn loss(&mut self, rng: &mut Rng) -> Unsynced {
        let draw = rng.below(2);
        if !self.is_whole() {
            return Unsynced::Keep;
        }
        self.has_lost = true;
        match draw {
            0 => Unsynced::Lose,
            _ => Unsynced::LoseSome(Rng::from_seed(rng.next_u64())),
        }
    }

    /// Whether all processes run on disks that are whole, the controller knows that, and all replicas are in sync.
    fn is_whole(&self) -> bool {
        let nodes: Vec<_> = self.machines.iter().filter_map(|one| one.process.node()).collect();
        let images = nodes.iter().map(|node| node.view().image.clone());
        let Some(newest) = images.max_by_key(|image| image.end_offset) else { return false };
        let is_known = |identity: &Identity| {
            let broker = newest.brokers.get(&identity.node_id);
            broker.is_some_and(|one| !one.fenced && one.incarnation == identity.incarnation)
        };
        let brokers = self.machines[..self.layout.brokers].iter();
        let mut brokers = brokers.filter_map(|one| one.process.node());
        nodes.len() == self.machines.len()
            && self.machines.iter().all(|one| one.bad_disk.is_none())
            && brokers.all(|node| is_known(node.identity()))
            && is_whole(&newest)
    }

    /// Everything that was wrong is over.
    pub(super) fn heal(&mut self) {
        self.note("faults are over");
        self.links.heal();
        for index in 0..self.machines.len() {
            self.machines[index].is_paused = false;
            self.disk_heals(index);
            if self.machines[index].is_leaving {
                // It starts again when it has stopped.
                let soon = Duration::from_millis(100);
                self.schedule.after(soon, Event::Turn(Turn::Start(index)));
            } else if !self.machines[index].process.is_up() {
                self.start(index);
            }
        }
        self.release();
    }

    /// The moment after so long.
    pub(super) fn until(&self, duration: Duration) -> Moment {
        self.schedule.now().monotonic + duration
    }
}
