//! The run itself: one thread takes the next thing that happens, moves time to it, and hands it to the broker
//! or to a client.

use std::{collections::BTreeMap, time::Duration};

use bytes::Bytes;
use ottla_broker::engine::Work;
use ottla_core::{
    model::{Moment, Rng},
    storage::disk::failing::Unsynced,
};

use crate::{
    clients::{Client, Desk, Finish, Letter, Phase, Producer},
    deaths::Deaths,
    delivery::Connection,
    history::{History, LateEnd},
    network::Network,
    process::{Doings, Process},
    schedule::Schedule,
    trace::Trace,
};

/// Events after which a run is taken for one that never ends.
const EVENTS_MAX: u64 = 400_000;
/// Connections of nobody, that the run itself asks on.
pub(crate) const OWN_CONNECTION: u64 = u64::MAX;

/// Something that happens.
pub(crate) enum Event {
    /// A request arrives at the broker.
    Arrives { connection: u64, letter: Letter },
    /// A response arrives at its client.
    Answered { connection: u64, frame: Bytes },
    /// A client learns that its connection is broken.
    Broken { connection: u64 },
    /// The broker learns it.
    HungUp { connection: u64 },
    /// A client has asked for this.
    Wake { client: usize, wish: u64 },
    /// Background work is done.
    Work { start: u64, work: Work },
    /// Something that the scenario does.
    Turn(Turn),
}

/// What a scenario does to a run.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Turn {
    /// The broker dies, or is stopped.
    Down,
    /// It comes back.
    Up,
    /// A producer's transactional id gets another instance.
    Replace(usize),
    /// A client is gone without a word.
    Vanish(usize),
}

/// A client's place in the run.
pub(crate) struct Seat {
    pub(crate) client: Box<dyn Client>,
    pub(crate) connection: Option<u64>,
    pub(crate) wish: u64,
    pub(crate) finish: Option<Finish>,
}

/// A run.
pub(crate) struct World {
    pub(crate) schedule: Schedule<Event>,
    pub(crate) process: Process,
    pub(crate) network: Network,
    pub(crate) history: History,
    pub(crate) trace: Trace,
    pub(crate) seats: Vec<Seat>,
    pub(crate) phase: Phase,
    pub(crate) connections: BTreeMap<u64, Connection>,
    pub(crate) connected: u64,
    events: u64,
    deaths: Deaths,
    /// How long background work takes.
    work_rng: Rng,
    pub(crate) own_correlation: i32,
    pub(crate) own_answer: Option<Bytes>,
}

impl World {
    pub(crate) fn new(process: Process, network: Network, deaths: Deaths, rng: &Rng) -> Self {
        Self {
            schedule: Schedule::new(),
            process,
            network,
            history: History::default(),
            trace: Trace::default(),
            seats: Vec::new(),
            phase: Phase::Faults,
            connections: BTreeMap::new(),
            connected: 0,
            events: 0,
            deaths,
            work_rng: rng.split("work"),
            own_correlation: 0,
            own_answer: None,
        }
    }

    /// A client joins; it begins after `delay`.
    pub(crate) fn join(&mut self, client: Box<dyn Client>, delay: Duration) -> usize {
        let index = self.seats.len();
        self.seats.push(Seat { client, connection: None, wish: 0, finish: None });
        self.schedule.after(delay, Event::Wake { client: index, wish: 0 });
        index
    }

    pub(crate) fn note(&mut self, line: &str) {
        self.trace.add(self.schedule.now().monotonic, line);
    }

    /// Whether there may be more to come.
    pub(crate) fn may_go_on(&self) -> bool {
        self.events < EVENTS_MAX
    }

    /// Does the next thing, if it is due before `until`. Turns are the caller's.
    pub(crate) fn step(&mut self, until: Moment) -> Next {
        self.events += 1;
        let now = self.schedule.now();
        let timers = self.process.due(now);
        let next = self.schedule.next();
        let earliest = timers.into_iter().chain(next).min();
        if earliest.is_none_or(|at| at > until) {
            self.schedule.advance(until);
            return Next::Until;
        }
        if let Some(timers) = timers
            && next.is_none_or(|next| timers < next)
        {
            self.schedule.advance(timers);
            let doings = self.process.tick(self.schedule.now());
            self.carry_out(doings);
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
            Event::Arrives { connection, letter } => self.arrives(connection, &letter),
            Event::Answered { connection, frame } => {
                let Some(client) = self.client_of(connection) else { return };
                self.tell(client, |client, desk| client.answered(frame, desk));
            }
            Event::Broken { connection } => {
                let Some(client) = self.client_of(connection) else { return };
                self.seats[client].connection = None;
                self.tell(client, |client, desk| client.broken(desk));
            }
            Event::HungUp { connection } => {
                self.connections.remove(&connection);
                let doings = self.process.hang_up(connection, self.schedule.now());
                self.carry_out(doings);
            }
            Event::Wake { client, wish } => {
                if self.seats[client].wish == wish {
                    self.tell(client, |client, desk| client.wake(desk));
                }
            }
            Event::Work { start, work } => {
                if start == self.process.starts() && self.process.is_up() {
                    let doings = self.process.finish(work.run(), self.schedule.now());
                    self.carry_out(doings);
                }
            }
            Event::Turn(_) => {}
        }
    }

    /// The client whose connection this still is.
    fn client_of(&self, connection: u64) -> Option<usize> {
        let client = self.connections.get(&connection)?.client;
        let seat = &self.seats[client];
        (seat.connection == Some(connection) && seat.finish.is_none()).then_some(client)
    }

    fn tell(&mut self, index: usize, tell: impl FnOnce(&mut dyn Client, &mut Desk<'_>)) {
        let seat = &mut self.seats[index];
        if seat.finish.is_some() {
            return;
        }
        let mut desk = Desk {
            now: self.schedule.now(),
            phase: self.phase,
            history: &mut self.history,
            out: Vec::new(),
        };
        tell(&mut *seat.client, &mut desk);
        for output in desk.out {
            self.output(index, output);
        }
    }

    fn arrives(&mut self, connection: u64, letter: &Letter) {
        let Some(open) = self.connections.get(&connection) else { return };
        if open.start != self.process.starts() || !self.process.is_up() {
            return;
        }
        if self.phase == Phase::Faults && self.deaths.strikes(letter) {
            let writes = self.deaths.writes();
            self.note(&format!("the broker dies at write {writes} of {}", letter.what));
            let frame = letter.frame.clone();
            self.process.die_within(connection, frame, writes, self.schedule.now());
            return self.die();
        }
        let late = self.late_end(letter);
        let before = late.and_then(|serial| Some((serial, self.describe(serial)?)));
        let doings = self.process.receive(connection, letter.frame.clone(), self.schedule.now());
        self.carry_out(doings);
        if let Some((serial, before)) = before
            && let Some(after) = self.describe(serial)
        {
            self.note(&format!("a late {} arrived", letter.what));
            self.history.late_ends.push(LateEnd { serial, before, after });
        }
    }

    /// The broker's process dies, and maybe the machine, with a client on it; it comes back later.
    pub(crate) fn die(&mut self) {
        let unsynced = self.deaths.loss();
        self.note(&format!("the broker dies: {unsynced:?}"));
        self.history.pages_lost |= !matches!(unsynced, Unsynced::Keep);
        self.process.crash(unsynced);
        self.break_connections();
        if let Some(client) = self.deaths.takes_along() {
            self.schedule.after(Duration::ZERO, Event::Turn(Turn::Vanish(client)));
        }
        let delay = self.deaths.downtime();
        self.schedule.after(delay, Event::Turn(Turn::Up));
    }

    pub(crate) fn carry_out(&mut self, doings: Doings) {
        let now = self.schedule.now().monotonic;
        for (connection, frame) in doings.replies {
            if connection == OWN_CONNECTION {
                self.own_answer = Some(frame);
                continue;
            }
            let delay = self.network.delay();
            let Some(open) = self.connections.get_mut(&connection) else { continue };
            if open.is_cut {
                continue;
            }
            let at = open.answered_after.max(now + delay);
            open.answered_after = at;
            self.schedule.at(at, Event::Answered { connection, frame });
        }
        for work in doings.work {
            let longest = if self.work_rng.below(10) == 0 { 200_000 } else { 3_000 };
            let delay = Duration::from_micros(self.work_rng.below(longest));
            let at = work.due().unwrap_or(now).max(now) + delay;
            self.schedule.at(at, Event::Work { start: self.process.starts(), work });
        }
        for (connection, reason) in doings.closed {
            self.note(&format!("the broker closes connection {connection}: {reason}"));
            self.schedule.at(now, Event::Broken { connection });
        }
    }

    /// A client is gone without a word.
    pub(crate) fn vanish(&mut self, index: usize) {
        let name = self.seats[index].client.name().to_owned();
        self.note(&format!("{name} vanishes"));
        self.seats[index].finish = Some(Finish::Fenced);
        self.leave_connection(index);
    }

    /// Producers that are not at their end.
    pub(crate) fn producers(&self) -> impl Iterator<Item = (usize, &Producer)> {
        let seats = self.seats.iter().enumerate().filter(|(_, seat)| seat.finish.is_none());
        seats.filter_map(|(index, seat)| Some((index, seat.client.producer()?)))
    }
}

/// What a step came to.
pub(crate) enum Next {
    /// Something was done.
    Done,
    /// The scenario has something to do.
    Turn(Turn),
    /// Nothing is due before the time that was given.
    Until,
}
