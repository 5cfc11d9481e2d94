//! What is sent over connections, and what becomes of it.

use std::time::Duration;

use bytes::Bytes;
use ottla_broker::engine::{Destination, Outgoing, Unanswered};
use ottla_core::protocol::ApiKey;

use super::{
    clients::Question,
    connection::{Asker, Connection, Item, Side},
    links::Fate,
    machine::{CONTROLLER_PORT, Lane, machine_at},
    world::{Event, World},
};
use crate::{
    process::{CONTROLLER_LISTENER, LISTENER},
    wire::joined,
};

/// How long a connection may take to open.
const CONNECT_PATIENCE: Duration = Duration::from_secs(2);

/// Whether the others can tell that a process is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dark {
    /// Its machine says so.
    No,
    /// Its machine is gone too: there is silence.
    Yes,
}

impl From<bool> for Dark {
    fn from(is_dark: bool) -> Self {
        if is_dark { Self::Yes } else { Self::No }
    }
}

impl World {
    /// A node asks another one.
    pub(super) fn ask_machine(&mut self, index: usize, mut outgoing: Outgoing) {
        let to = outgoing.to.clone();
        let frame = joined(&std::mem::take(&mut outgoing.frame));
        let (key, deadline) = (outgoing.key, outgoing.deadline);
        if outgoing.key != ApiKey::Fetch && outgoing.key != ApiKey::BrokerHeartbeat {
            self.note(&format!("machine {index} asks {to} {:?}", outgoing.key));
        }
        let open = self.machines[index].lanes.get(&to).map(|lane| lane.connection);
        let connection = open.unwrap_or_else(|| {
            let start = self.machines[index].process.starts();
            let asker = Asker::Machine { index, start, to: to.clone() };
            let listener = if to.port == CONTROLLER_PORT { CONTROLLER_LISTENER } else { LISTENER };
            self.connect(asker, machine_at(&to.host), listener)
        });
        let lane = self.machines[index].lanes.entry(to.clone());
        let lane = lane.or_insert_with(|| Lane { connection, asked: Default::default() });
        lane.asked.push_back(outgoing);
        self.schedule.at(deadline, Event::Late { connection });
        self.hold_back(index, key, connection);
        self.send_or_keep(index, &to, (connection, key), frame);
    }

    /// What goes over a connection comes later if the markers on it are slow.
    fn hold_back(&mut self, index: usize, key: ApiKey, connection: u64) {
        let now = self.schedule.now().monotonic;
        let is_slow = self.slow_markers.is_some_and(|(of, until)| of == index && now < until);
        if key != ApiKey::WriteTxnMarkers || !is_slow {
            return;
        }
        let later = now + self.links.long_delay();
        if let Some(open) = self.connections.get_mut(&connection) {
            let pipe = open.pipe(Side::Server);
            pipe.after = pipe.after.max(later);
        }
    }

    /// A client asks a node.
    pub(super) fn ask_for_client(&mut self, index: usize, question: Question) {
        let Question { machine, frame, what, patience } = question;
        self.questions += 1;
        let number = self.questions;
        let name = self.seats[index].client.name().to_owned();
        self.note(&format!("{name} asks machine {machine} {what}"));
        let open = self.seats[index].connections.get(&machine).copied();
        let connection =
            open.unwrap_or_else(|| self.connect(Asker::Client(index), Some(machine), LISTENER));
        self.seats[index].connections.insert(machine, connection);
        self.seats[index].open = Some((number, connection));
        self.schedule.after(patience, Event::GivesUp { client: index, question: number });
        self.send(connection, Side::Server, Item::Frame(frame));
    }

    pub(super) fn connect(
        &mut self,
        asker: Asker,
        to: Option<usize>,
        listener: &'static str,
    ) -> u64 {
        self.numbered += 1;
        let id = self.numbered;
        let server = to.unwrap_or(0);
        let start = self.machines[server].process.starts();
        let mut connection = Connection::new(asker, server, start, listener);
        let is_cut = self.links.is_cut(connection.way(Side::Server))
            || self.links.is_cut(connection.way(Side::Asker));
        let node = self.machines[server].process.node();
        let is_up = node.is_some_and(|node| node.takes_connections(listener));
        if is_cut || !is_up {
            connection.is_cut = true;
            connection.pipe(Side::Server).is_gone = true;
            let delay = if is_cut { CONNECT_PATIENCE } else { self.links.break_delay() };
            self.schedule.after(delay, Event::Broken { connection: id, side: Side::Asker });
        } else {
            let opened = self.schedule.now().monotonic + self.links.delay() + self.links.delay();
            connection.pipe(Side::Server).after = opened;
            if matches!(connection.asker, Asker::Shipped(_)) {
                self.schedule.at(opened, Event::Opened { connection: id });
            }
        }
        self.connections.insert(id, connection);
        id
    }

    pub(super) fn send(&mut self, id: u64, to: Side, item: Item) {
        let now = self.schedule.now().monotonic;
        let Some(open) = self.connections.get_mut(&id) else { return };
        if open.is_cut {
            return;
        }
        match self.links.fate() {
            Fate::Breaks => {
                open.is_cut = true;
                self.note(&format!("connection {id} breaks"));
                for side in [Side::Asker, Side::Server] {
                    let delay = self.links.break_delay();
                    self.schedule.after(delay, Event::Broken { connection: id, side });
                }
            }
            Fate::Arrives(delay) => {
                let pipe = open.pipe(to);
                pipe.after = pipe.after.max(now + delay);
                pipe.items.push_back(item);
                self.schedule.at(pipe.after, Event::Arrives { connection: id, to });
            }
        }
    }

    pub(super) fn arrives(&mut self, id: u64, to: Side) {
        let Some(open) = self.connections.get_mut(&id) else { return };
        if open.is_cut {
            return;
        }
        let way = open.way(to);
        let is_paused = way.1.is_some_and(|index| self.machines[index].is_paused);
        if is_paused || self.links.is_cut(way) {
            open.pipe(to).held += 1;
            return;
        }
        let pipe = open.pipe(to);
        let Some(item) = pipe.items.pop_front() else { return };
        if pipe.is_gone {
            return;
        }
        match (item, to) {
            (Item::Frame(frame), Side::Server) => self.asked(id, frame),
            (Item::Frame(frame), Side::Asker) => self.answered(id, frame),
            (Item::End, side) => self.broken(id, side),
        }
    }

    /// A request has arrived.
    fn asked(&mut self, id: u64, frame: Bytes) {
        let Some(open) = self.connections.get(&id) else { return };
        let (index, listener) = (open.server, open.listener);
        self.trace.mix(&frame);
        let now = self.machines[index].now(self.schedule.now());
        let doings = self.machines[index].process.receive_on(listener, id, frame, now);
        self.carry_out(index, doings);
    }

    /// An answer has arrived.
    fn answered(&mut self, id: u64, frame: Bytes) {
        let Some(open) = self.connections.get(&id) else { return };
        self.trace.mix(&frame);
        match open.asker.clone() {
            Asker::Client(client) => {
                let is_open = self.seats[client].open.is_some_and(|(_, on)| on == id);
                if is_open {
                    self.seats[client].open = None;
                    self.tell(client, |client, desk| client.answered(Some(frame), desk));
                }
            }
            Asker::Shipped(link) => self.link_receives(link, frame),
            Asker::Machine { index, to, .. } => {
                let now = self.machines[index].now(self.schedule.now());
                let machine = &mut self.machines[index];
                let Some(lane) = machine.lanes.get_mut(&to).filter(|lane| lane.connection == id)
                else {
                    return;
                };
                let Some(asked) = lane.asked.pop_front() else { return };
                let doings = machine.process.answered(asked, Ok(frame), now);
                self.carry_out(index, doings);
            }
        }
    }

    pub(super) fn reply(&mut self, connection: u64, frame: Bytes) {
        if let Some(change) = self.voter_changes.remove(&connection) {
            return self.voter_change_answered(change, frame);
        }
        match self.own.get_mut(&connection) {
            Some(answer) => *answer = Some(frame),
            None => {
                self.send(connection, Side::Asker, Item::Frame(frame));
                let is_in_vain = |open: &mut Connection| {
                    matches!(open.asker, Asker::Client(_) | Asker::Shipped(_))
                        && (open.is_cut || open.pipe(Side::Asker).is_gone)
                };
                let open = self.connections.get_mut(&connection);
                self.marks.unheard += u64::from(open.is_some_and(is_in_vain));
            }
        }
    }

    pub(super) fn server_closes(&mut self, id: u64) {
        self.send(id, Side::Asker, Item::End);
        if let Some(open) = self.connections.get_mut(&id) {
            open.pipe(Side::Server).is_gone = true;
        }
    }

    /// A side learns that a connection is broken, or closed by the other.
    pub(super) fn broken(&mut self, id: u64, side: Side) {
        let Some(open) = self.connections.get_mut(&id) else { return };
        if let Some(index) = open.way(side).1
            && self.machines[index].is_paused
        {
            let event = Event::Broken { connection: id, side };
            return self.held.push((index, event));
        }
        if std::mem::replace(&mut open.pipe(side).is_gone, true) {
            return;
        }
        let (asker, server, start) = (open.asker.clone(), open.server, open.server_start);
        if open.is_over() {
            self.connections.remove(&id);
        }
        match (side, asker) {
            (Side::Server, _) => {
                let machine = &mut self.machines[server];
                if machine.process.starts() == start {
                    let now = machine.now(self.schedule.now());
                    let doings = machine.process.hang_up(id, now);
                    self.carry_out(server, doings);
                }
            }
            (Side::Asker, Asker::Client(client)) => self.client_loses(client, id),
            (Side::Asker, Asker::Shipped(link)) => self.link_breaks(link),
            (Side::Asker, Asker::Machine { index, to, .. }) => {
                let reason = Unanswered::Unreachable("the connection ended".to_owned());
                self.fail_lane(index, &to, id, &reason);
            }
        }
    }

    /// Nobody who has asked on a connection gets an answer.
    fn fail_lane(&mut self, index: usize, to: &Destination, id: u64, why: &Unanswered) {
        let lanes = &mut self.machines[index].lanes;
        if lanes.get(to).is_none_or(|lane| lane.connection != id) {
            return;
        }
        let Some(lane) = lanes.remove(to) else { return };
        for asked in lane.asked {
            let now = self.machines[index].now(self.schedule.now());
            let why = match why {
                Unanswered::TimedOut => Unanswered::TimedOut,
                other => Unanswered::Unreachable(other.to_string()),
            };
            let doings = self.machines[index].process.answered(asked, Err(why), now);
            self.carry_out(index, doings);
        }
    }

    pub(super) fn late(&mut self, id: u64) {
        let Some(open) = self.connections.get(&id) else { return };
        let Asker::Machine { index, to, .. } = open.asker.clone() else { return };
        let machine = &self.machines[index];
        if machine.is_paused {
            return self.held.push((index, Event::Late { connection: id }));
        }
        let now = self.schedule.now().monotonic;
        let lane = machine.lanes.get(&to).filter(|lane| lane.connection == id);
        if lane.is_some_and(|lane| lane.asked.iter().any(|asked| asked.deadline <= now)) {
            self.asker_closes(id);
            self.fail_lane(index, &to, id, &Unanswered::TimedOut);
        }
    }

    /// What was sent before arrives all the same.
    pub(super) fn asker_closes(&mut self, id: u64) {
        self.send(id, Side::Server, Item::End);
        if let Some(open) = self.connections.get_mut(&id) {
            open.pipe(Side::Asker).is_gone = true;
        }
    }

    pub(super) fn gives_up(&mut self, client: usize, question: u64) {
        let Some((number, id)) = self.seats[client].open else { return };
        if number == question {
            self.asker_closes(id);
            self.client_loses(client, id);
        }
    }

    fn client_loses(&mut self, client: usize, id: u64) {
        let seat = &mut self.seats[client];
        seat.connections.retain(|_, one| *one != id);
        if seat.open.is_some_and(|(_, on)| on == id) {
            seat.open = None;
            self.tell(client, |client, desk| client.answered(None, desk));
        }
    }

    /// A process is gone: so are its ends of connections.
    pub(super) fn abandon(&mut self, index: usize, dark: Dark) {
        self.machines[index].lanes.clear();
        self.machines[index].due = None;
        self.machines[index].is_paused = false;
        self.held.retain(|(of, _)| *of != index);
        let ids: Vec<u64> = self.connections.keys().copied().collect();
        for id in ids {
            let Some(open) = self.connections.get_mut(&id) else { continue };
            let is_asker = matches!(open.asker, Asker::Machine { index: of, .. } if of == index);
            let side = match (is_asker, open.server == index) {
                (true, _) => Side::Asker,
                (false, true) => Side::Server,
                (false, false) => continue,
            };
            open.is_cut = true;
            open.pipe(side).is_gone = true;
            if open.is_over() {
                self.connections.remove(&id);
                continue;
            }
            let is_heard = dark == Dark::No && !self.links.is_cut(open.way(side.other()));
            // A machine that is gone is missed when it is back and does not know the connection.
            let delay = if is_heard { self.links.break_delay() } else { SILENCE };
            self.schedule.after(delay, Event::Broken { connection: id, side: side.other() });
        }
    }

    /// What was held back may arrive now.
    pub(super) fn release(&mut self) {
        let now = self.schedule.now().monotonic;
        for (id, open) in &mut self.connections {
            for to in [Side::Asker, Side::Server] {
                let way = open.way(to);
                let is_paused = way.1.is_some_and(|index| self.machines[index].is_paused);
                if open.pipe(to).held == 0 || is_paused || self.links.is_cut(way) {
                    continue;
                }
                let held = std::mem::take(&mut open.pipe(to).held);
                let at = now + self.links.delay();
                for _ in 0..held {
                    self.schedule.at(at, Event::Arrives { connection: *id, to });
                }
            }
        }
        for (index, event) in std::mem::take(&mut self.held) {
            if self.machines[index].is_paused {
                self.held.push((index, event));
            } else {
                self.schedule.at(now, event);
            }
        }
    }
}

/// How long a connection to a machine that is gone may be taken for a living one.
const SILENCE: Duration = Duration::from_secs(4);
