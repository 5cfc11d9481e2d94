//! A cluster of machines and its clients: one thread takes the next thing that happens, moves time to it, and
//! hands it to a node or to a client.

use std::{collections::BTreeMap, time::Duration};

use bytes::Bytes;
use ottla_broker::engine::Work;
use ottla_core::{
    model::{Moment, Rng},
    storage::disk::failing::Unsynced,
};

use super::{
    clients::{Client, Desk, Wish},
    connection::{Connection, Side},
    history::History,
    invariants::Watch,
    layout::Layout,
    links::Links,
    machine::{LEAVE_PATIENCE, Machine},
    marks::Marks,
    shipped::{Shipped, Worked},
    turns::Turn,
    voters::VoterChange,
    withheld::Withheld,
};
use crate::{process::Doings, schedule::Schedule, trace::Trace};

/// Events after which a run is taken for one that never ends.
const EVENTS_MAX: u64 = 600_000;
/// How often the logs of all replicas are read.
const READING_INTERVAL: Duration = Duration::from_millis(1_500);

/// Something that happens.
pub(super) enum Event {
    /// The next thing on a connection is due at a side of it.
    Arrives { connection: u64, to: Side },
    /// A connection of a client that is shipped is open.
    Opened { connection: u64 },
    /// A side learns that its connection is broken.
    Broken { connection: u64, side: Side },
    /// Requests to another node may have waited long enough.
    Late { connection: u64 },
    /// A client waits no longer for an answer.
    GivesUp { client: usize, question: u64 },
    /// A client has asked for this.
    Wake { client: usize },
    /// Background work is done.
    Work { machine: usize, start: u64, work: Work },
    /// A process that is being stopped may be ready for it.
    Leaves { machine: usize, start: u64, until: Moment },
    /// The logs of the replicas are looked at.
    Reading,
    /// Something that goes wrong, or is asked by somebody.
    Turn(Turn),
}

/// A client's place in the run.
pub(super) struct Seat {
    pub(super) client: Box<dyn Client>,
    pub(super) connections: BTreeMap<usize, u64>,
    /// The question that is open: its number, and its connection.
    pub(super) open: Option<(u64, u64)>,
}

/// A run.
pub(super) struct World {
    pub(super) schedule: Schedule<Event>,
    pub(super) machines: Vec<Machine>,
    pub(super) layout: Layout,
    pub(super) links: Links,
    pub(super) connections: BTreeMap<u64, Connection>,
    pub(super) seats: Vec<Seat>,
    /// Clients that are shipped, once they have come.
    pub(super) shipped: Option<Shipped>,
    pub(super) history: History,
    pub(super) trace: Trace,
    pub(super) watch: Watch,
    pub(super) questions: u64,
    pub(super) numbered: u64,
    /// What the run itself has asked, by connection.
    pub(super) own: BTreeMap<u64, Option<Bytes>>,
    /// Changes of voters that operators have asked for, by connection.
    pub(super) voter_changes: BTreeMap<u64, VoterChange>,
    /// What came to machines that stand still.
    pub(super) held: Vec<(usize, Event)>,
    pub(super) events: u64,
    /// Whose markers of transactions are slow, and until when.
    pub(super) slow_markers: Option<(usize, Moment)>,
    /// What somebody in the network keeps.
    pub(super) withheld: Withheld,
    pub(super) marks: Marks,
    /// Whether a machine has lost records, and not all replicas have been in sync since.
    pub(super) has_lost: bool,
    /// Whether clients begin nothing more.
    pub(super) is_closing: bool,
    pub(super) disk_rng: Rng,
    work_rng: Rng,
}

/// What a step came to.
pub(super) enum Next {
    Done,
    Turn(Turn),
    /// Nothing is due before the time that was given.
    Until,
}

impl World {
    pub(super) fn new(machines: Vec<Machine>, layout: Layout, links: Links, rng: &Rng) -> Self {
        let mut schedule = Schedule::new();
        schedule.after(READING_INTERVAL, Event::Reading);
        Self {
            schedule,
            machines,
            layout,
            links,
            connections: BTreeMap::new(),
            seats: Vec::new(),
            shipped: None,
            history: History::default(),
            trace: Trace::default(),
            watch: Watch::default(),
            questions: 0,
            numbered: 0,
            own: BTreeMap::new(),
            voter_changes: BTreeMap::new(),
            held: Vec::new(),
            events: 0,
            slow_markers: None,
            withheld: Withheld::default(),
            marks: Marks::default(),
            has_lost: false,
            is_closing: false,
            disk_rng: rng.split("disks"),
            work_rng: rng.split("work"),
        }
    }

    pub(super) fn note(&mut self, line: &str) {
        self.trace.add(self.schedule.now().monotonic, line);
    }

    /// Whether there may be more to come.
    pub(super) fn may_go_on(&self) -> bool {
        self.events < EVENTS_MAX && self.watch.found.is_empty()
    }

    /// A client joins.
    pub(super) fn join(&mut self, client: Box<dyn Client>) {
        let index = self.seats.len();
        self.seats.push(Seat { client, connections: BTreeMap::new(), open: None });
        self.schedule.after(Duration::from_millis(index as u64), Event::Wake { client: index });
    }

    /// Does the next thing, if it is due before `until`. Turns are the caller's.
    pub(super) fn step(&mut self, until: Moment) -> Next {
        self.events += 1;
        let timers = self.machines.iter().enumerate().filter(|(_, one)| !one.is_paused);
        let timers = timers.filter_map(|(index, one)| Some((one.due?, index))).min();
        let next = self.schedule.next();
        let earliest = timers.map(|(at, _)| at).into_iter().chain(next).min();
        let first = earliest.map_or(until, |at| at.min(until));
        if self.let_clients_work(first) == Worked::Yes {
            return Next::Done;
        }
        if earliest.is_none_or(|at| at > until) {
            self.schedule.advance(until);
            return Next::Until;
        }
        if let Some((at, index)) = timers
            && next.is_none_or(|next| at < next)
        {
            self.schedule.advance(at);
            let now = self.machines[index].now(self.schedule.now());
            let doings = self.machines[index].process.tick(now);
            self.carry_out(index, doings);
            return Next::Done;
        }
        match self.schedule.pop() {
            Some(Event::Turn(turn)) => return Next::Turn(turn),
            Some(event) => self.happens(event),
            None => {}
        }
        Next::Done
    }

    fn happens(&mut self, event: Event) {
        match event {
            Event::Arrives { connection, to } => self.arrives(connection, to),
            Event::Opened { connection } => self.opened(connection),
            Event::Broken { connection, side } => self.broken(connection, side),
            Event::Late { connection } => self.late(connection),
            Event::GivesUp { client, question } => self.gives_up(client, question),
            Event::Wake { client } => self.tell(client, |client, desk| client.wake(desk)),
            Event::Work { machine, start, work } => self.work(machine, start, work),
            Event::Leaves { machine, start, until } => self.leaves(machine, start, until),
            Event::Reading => {
                self.read_logs();
                self.schedule.after(READING_INTERVAL, Event::Reading);
            }
            Event::Turn(_) => {}
        }
    }

    /// Reads what every replica has committed.
    pub(super) fn read_logs(&mut self) {
        for index in 0..self.machines.len() {
            let process = &self.machines[index].process;
            if let Some(node) = process.node() {
                self.watch.read(index, process.starts(), node);
            }
        }
    }

    fn work(&mut self, machine: usize, start: u64, work: Work) {
        let one = &mut self.machines[machine];
        if start != one.process.starts() || !one.process.is_up() {
            return;
        }
        if one.is_paused {
            return self.held.push((machine, Event::Work { machine, start, work }));
        }
        let now = one.now(self.schedule.now());
        let doings = one.process.finish(work.run(), now);
        self.carry_out(machine, doings);
    }

    /// Does what a process wants done, and looks at what became of it.
    pub(super) fn carry_out(&mut self, index: usize, doings: Doings) {
        let now = self.schedule.now();
        let start = self.machines[index].process.starts();
        for (connection, frame) in doings.replies {
            self.reply(connection, frame);
        }
        if self.ends_by_its_disk(index) {
            return;
        }
        for work in doings.work {
            let longest = if self.work_rng.below(20) == 0 { 50_000 } else { 1_000 };
            let delay = Duration::from_micros(self.work_rng.below(longest));
            let at = work.due().unwrap_or(now.monotonic).max(now.monotonic) + delay;
            self.schedule.at(at, Event::Work { machine: index, start, work });
        }
        for (connection, reason) in doings.closed {
            self.note(&format!("machine {index} closes connection {connection}: {reason}"));
            self.server_closes(connection);
        }
        for outgoing in doings.sends {
            self.ask_machine(index, outgoing);
        }
        let one = &mut self.machines[index];
        one.due = one.process.due(one.now(now));
        if let Some(node) = one.process.node() {
            self.watch.look(index, start, node);
            if let Some(bad) = &one.bad_disk {
                self.watch.look_at_disk(node, one.process.disk(bad.directory()));
            }
        }
        for line in std::mem::take(&mut self.watch.notes) {
            self.note(&line);
        }
    }

    /// Starts the process of a machine.
    pub(super) fn start(&mut self, index: usize) {
        let now = self.machines[index].now(self.schedule.now());
        self.machines[index].is_leaving = false;
        self.prepare_disk(index);
        match self.machines[index].process.try_start(now) {
            Ok(doings) => {
                self.note(&format!("machine {index} starts"));
                self.carry_out(index, doings);
            }
            Err(error) if self.machines[index].bad_disk.is_some() => {
                self.marks.failed_starts += 1;
                self.note(&format!("machine {index} does not start: {error}"));
            }
            Err(error) => panic!("machine {index} does not come up again: {error}"),
        }
    }

    /// A process dies, or the machine with it.
    pub(super) fn crash(&mut self, index: usize, unsynced: Unsynced) {
        self.note(&format!("machine {index} dies: {unsynced:?}"));
        let is_dark = !matches!(unsynced, Unsynced::Keep);
        self.machines[index].process.crash(unsynced);
        self.abandon(index, is_dark.into());
    }

    /// Begins to stop a process as it should be.
    pub(super) fn begin_leaving(&mut self, index: usize) {
        self.note(&format!("machine {index} is to stop"));
        let machine = &mut self.machines[index];
        machine.is_leaving = true;
        let (start, now) = (machine.process.starts(), machine.now(self.schedule.now()));
        let until = now.monotonic + LEAVE_PATIENCE;
        let doings = machine.process.tell(now, |node, waker, effects| {
            node.begin_leaving(now, waker, effects);
        });
        self.carry_out(index, doings);
        self.schedule
            .after(Duration::from_millis(10), Event::Leaves { machine: index, start, until });
    }

    fn leaves(&mut self, machine: usize, start: u64, until: Moment) {
        let one = &mut self.machines[machine];
        if start != one.process.starts() {
            return;
        }
        let Some(node) = one.process.node() else { return };
        let now = one.now(self.schedule.now());
        if now.monotonic < until && !node.has_left() {
            let again = Event::Leaves { machine, start, until };
            return self.schedule.after(Duration::from_millis(10), again);
        }
        let doings = one.process.tell(now, |node, _, effects| node.hand_over(now, effects));
        self.carry_out(machine, doings);
        // What it has said goes out before it ends.
        self.machines[machine].process.stop(Vec::new(), now);
        self.note(&format!("machine {machine} has stopped"));
        self.history.has_stopped_one = true;
        self.abandon(machine, super::delivery::Dark::No);
    }

    pub(super) fn tell(&mut self, index: usize, tell: impl FnOnce(&mut dyn Client, &mut Desk<'_>)) {
        let now = self.schedule.now();
        let is_closing = self.is_closing;
        let mut desk = Desk { now, history: &mut self.history, is_closing, wishes: Vec::new() };
        tell(&mut *self.seats[index].client, &mut desk);
        for wish in desk.wishes {
            match wish {
                Wish::Ask(question) => self.ask_for_client(index, question),
                Wish::Wake(delay) => self.schedule.after(delay, Event::Wake { client: index }),
                Wish::Note(line) => self.note(&line),
            }
        }
    }
}
