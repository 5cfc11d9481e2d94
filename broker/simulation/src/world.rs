//! The run itself: one thread takes the next thing that happens, moves time to it, and hands it to the broker
//! or to a client.

use std::{collections::BTreeMap, time::Duration};

use bytes::Bytes;
use ottla_broker::engine::Work;
use ottla_core::{
    model::{Moment, Rng},
    protocol::{Request, messages::DescribeTransactionsRequest},
};

use crate::{
    clients::{Client, Desk, Finish, Letter, LetterKind, Output, Phase, Producer},
    history::{Described, History, LateEnd, Protocol},
    network::{Fate, Network},
    process::{Doings, Process},
    schedule::Schedule,
    trace::Trace,
    wire,
};

/// Events after which a run is taken for one that never ends.
const EVENTS_MAX: u64 = 400_000;
/// Connections of nobody, that the run itself asks on.
const OWN_CONNECTION: u64 = u64::MAX;
/// The one that may write to internal topics.
const OWN_NAME: &str = "__admin_client";

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

/// A client's connection.
struct Connection {
    client: usize,
    /// Which run of the broker it leads to.
    start: u64,
    /// Frames keep their order.
    arrives_after: Moment,
    answered_after: Moment,
    /// What is sent from now on is lost.
    is_cut: bool,
}

pub(crate) struct Seat {
    pub(crate) client: Box<dyn Client>,
    connection: Option<u64>,
    wish: u64,
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
    connections: BTreeMap<u64, Connection>,
    connected: u64,
    events: u64,
    /// How long background work takes.
    work_rng: Rng,
    own_correlation: i32,
    own_answer: Option<Bytes>,
}

impl World {
    pub(crate) fn new(process: Process, network: Network, rng: &Rng) -> Self {
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

    fn output(&mut self, index: usize, output: Output) {
        match output {
            Output::Send(letter) => self.send(index, letter),
            Output::Wake(delay) => {
                let seat = &mut self.seats[index];
                seat.wish += 1;
                let wish = seat.wish;
                self.schedule.after(delay, Event::Wake { client: index, wish });
            }
            Output::HangUp => self.leave_connection(index),
            Output::Note(line) => self.note(&line),
            Output::Finished(finish) => {
                let name = self.seats[index].client.name().to_owned();
                self.note(&format!("{name} is at its end: {finish:?}"));
                self.seats[index].finish = Some(finish);
                self.leave_connection(index);
            }
        }
    }

    /// A client closes its connection; what it has sent arrives all the same.
    fn leave_connection(&mut self, index: usize) {
        let Some(connection) = self.seats[index].connection.take() else { return };
        if let Some(open) = self.connections.get(&connection) {
            let at = open.arrives_after.max(self.schedule.now().monotonic);
            self.schedule.at(at + Duration::from_micros(10), Event::HungUp { connection });
        }
    }

    fn send(&mut self, index: usize, letter: Letter) {
        let connection = match self.seats[index].connection {
            Some(connection) => connection,
            None => self.connect(index),
        };
        let now = self.schedule.now().monotonic;
        let start = self.process.starts();
        let is_up = self.process.is_up();
        let fate = self.network.fate(&letter);
        let (delay, break_delay) = (self.network.delay(), self.network.break_delay());
        let name = self.seats[index].client.name().to_owned();
        let Some(open) = self.connections.get_mut(&connection) else { return };
        if open.is_cut {
            return;
        }
        if !is_up || open.start != start {
            open.is_cut = true;
            self.schedule.after(break_delay, Event::Broken { connection });
            return;
        }
        let arrives = open.arrives_after.max(now + delay);
        open.is_cut = fate != Fate::Arrives;
        let (arrives, broken) = match fate {
            Fate::Arrives => (Some(arrives), None),
            Fate::Lost => (None, Some(now + break_delay)),
            Fate::AnswerLost => (Some(arrives), Some(arrives + break_delay)),
            Fate::Stalled(stall) => (Some(arrives + stall), Some(now + break_delay)),
        };
        open.arrives_after = arrives.unwrap_or(open.arrives_after);
        self.note(&format!("{name} ({connection}) asks {}: {fate:?}", letter.what));
        if let Some(at) = arrives {
            self.schedule.at(at, Event::Arrives { connection, letter });
        }
        if let Some(at) = broken {
            self.schedule.at(at, Event::Broken { connection });
        }
    }

    fn connect(&mut self, index: usize) -> u64 {
        self.connected += 1;
        let connection = self.connected;
        let open = Connection {
            client: index,
            start: self.process.starts(),
            arrives_after: Moment::default(),
            answered_after: Moment::default(),
            is_cut: false,
        };
        self.connections.insert(connection, open);
        self.seats[index].connection = Some(connection);
        connection
    }

    fn arrives(&mut self, connection: u64, letter: &Letter) {
        let Some(open) = self.connections.get(&connection) else { return };
        if open.start != self.process.starts() || !self.process.is_up() {
            return;
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

    /// The transaction of an EndTxn that is over already, with KIP-890.
    fn late_end(&self, letter: &Letter) -> Option<u64> {
        let is_end = letter.kind == LetterKind::End && letter.protocol == Protocol::Second;
        letter.serial.filter(|serial| is_end && self.history.is_over(*serial))
    }

    /// What the coordinator says of the id of a transaction, if it says it at once.
    fn describe(&mut self, serial: u64) -> Option<Described> {
        let id = self.history.transaction(serial).id.as_str().into();
        let request = DescribeTransactionsRequest { transactional_ids: vec![id] };
        let answer = self.ask_now(&request, 0)?;
        let one = answer.transaction_states.first().filter(|one| one.error_code == 0)?;
        Some(Described {
            state: one.transaction_state.to_string(),
            producer: (one.producer_id, one.producer_epoch),
            partitions: one.topics.iter().map(|topic| topic.partitions.len()).sum(),
        })
    }

    /// Asks the broker on a connection without delays; `None` if it does not answer at once.
    pub(crate) fn ask_now<R: Request>(&mut self, request: &R, version: i16) -> Option<R::Response> {
        let answer = self.ask_within(request, version, Duration::ZERO);
        if answer.is_none() {
            // It would be taken for that of the next question.
            let doings = self.process.hang_up(OWN_CONNECTION, self.schedule.now());
            self.carry_out(doings);
        }
        answer
    }

    /// Asks the broker, and gives it some time.
    pub(crate) fn ask_within<R: Request>(
        &mut self,
        request: &R,
        version: i16,
        patience: Duration,
    ) -> Option<R::Response> {
        self.own_correlation += 1;
        let correlation = self.own_correlation;
        self.own_answer = None;
        let frame = wire::request(request, version, correlation, OWN_NAME);
        let doings = self.process.receive(OWN_CONNECTION, frame, self.schedule.now());
        self.carry_out(doings);
        let until = self.schedule.now().monotonic + patience;
        while self.own_answer.is_none() && patience > Duration::ZERO && self.may_go_on() {
            if let Next::Until = self.step(until) {
                break;
            }
        }
        let frame = self.own_answer.take()?;
        Some(wire::response::<R>(frame, version, correlation))
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

    /// The broker is gone: its connections break.
    pub(crate) fn break_connections(&mut self) {
        for (connection, open) in &mut self.connections {
            if !open.is_cut {
                open.is_cut = true;
                let at = self.network.break_delay();
                self.schedule.after(at, Event::Broken { connection: *connection });
            }
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
