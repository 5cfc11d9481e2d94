//! What clients want done: requests on their way over connections that keep their order, and break.

use std::time::Duration;

use ottla_core::model::Moment;

use crate::{
    clients::{Letter, Output},
    network::Fate,
    world::{Event, World},
};

/// A client's connection.
pub(crate) struct Connection {
    pub(crate) client: usize,
    /// Which run of the broker it leads to.
    pub(crate) start: u64,
    /// Frames keep their order.
    pub(crate) arrives_after: Moment,
    pub(crate) answered_after: Moment,
    /// What is sent from now on is lost.
    pub(crate) is_cut: bool,
}

impl World {
    pub(crate) fn output(&mut self, index: usize, output: Output) {
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
    pub(crate) fn leave_connection(&mut self, index: usize) {
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
}
