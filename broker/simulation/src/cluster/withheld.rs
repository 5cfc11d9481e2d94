//! Requests that somebody in the network keeps: all of some followers, until they are let go, or one that is meant to
//! arrive when nobody expects it any more. TCP allows both: a connection that its asker has given up may have been
//! read by the other side only much later.

use std::collections::BTreeSet;

use bytes::Bytes;
use ottla_broker::engine::{Destination, Lane};
use ottla_core::protocol::ApiKey;

use super::{
    connection::{Item, Side},
    machine::machine_at,
    world::{Event, World},
};

/// A request that was kept.
#[derive(Clone, Debug)]
pub(super) struct Stray {
    /// The machine that it goes to, and which run of its process.
    pub(super) to: usize,
    start: u64,
    listener: &'static str,
    frame: Bytes,
}

/// A request that is waited for.
pub(super) struct Trap {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) key: ApiKey,
    /// Whether it is the one.
    pub(super) is_it: Box<dyn Fn(&Bytes) -> bool>,
}

/// What is kept.
#[derive(Default)]
pub(super) struct Withheld {
    followers: BTreeSet<(usize, usize)>,
    frames: Vec<(usize, usize, u64, Bytes)>,
    pub(super) trap: Option<Trap>,
    pub(super) caught: Option<Stray>,
}

impl Withheld {
    /// What a follower asks a leader does not arrive from now on.
    pub(super) fn hold(&mut self, from: usize, to: usize) {
        self.followers.insert((from, to));
    }

    /// Whether anything was held back.
    pub(super) fn has_any(&self, from: usize, to: usize) -> bool {
        self.frames.iter().any(|(one, other, ..)| (*one, *other) == (from, to))
    }
}

impl World {
    /// Sends what a node asks another, unless it is to be kept.
    pub(super) fn send_or_keep(
        &mut self,
        from: usize,
        to: &Destination,
        (connection, key): (u64, ApiKey),
        frame: Bytes,
    ) {
        let Some(server) = machine_at(&to.host) else { return };
        let is_wanted = |trap: &Trap| {
            (trap.from, trap.to, trap.key) == (from, server, key) && (trap.is_it)(&frame)
        };
        if self.withheld.trap.as_ref().is_some_and(is_wanted) {
            self.withheld.trap = None;
            return self.catch(connection, server, frame);
        }
        let is_fetcher = matches!(to.lane, Lane::Fetcher(_));
        if is_fetcher && self.withheld.followers.contains(&(from, server)) {
            return self.withheld.frames.push((from, server, connection, frame));
        }
        self.send(connection, Side::Server, Item::Frame(frame));
    }

    /// Keeps a request. Who has sent it sees its connection break.
    fn catch(&mut self, id: u64, to: usize, frame: Bytes) {
        let Some(open) = self.connections.get_mut(&id) else { return };
        if open.is_cut {
            return;
        }
        open.is_cut = true;
        let (start, listener) = (open.server_start, open.listener);
        self.withheld.caught = Some(Stray { to, start, listener, frame });
        self.note(&format!("a request to machine {to} is kept, and connection {id} breaks"));
        for side in [Side::Asker, Side::Server] {
            let delay = self.links.break_delay();
            self.schedule.after(delay, Event::Broken { connection: id, side });
        }
    }

    /// What was held back of a follower arrives, and what it asks from now on.
    pub(super) fn let_go(&mut self, from: usize, to: usize) {
        self.withheld.followers.remove(&(from, to));
        let frames = std::mem::take(&mut self.withheld.frames);
        for (one, other, connection, frame) in frames {
            if (one, other) == (from, to) {
                self.send(connection, Side::Server, Item::Frame(frame));
            } else {
                self.withheld.frames.push((one, other, connection, frame));
            }
        }
    }

    /// Nothing is kept any more.
    pub(super) fn let_all_go(&mut self) {
        for (from, to) in std::mem::take(&mut self.withheld.followers) {
            self.let_go(from, to);
        }
        self.withheld = Withheld::default();
    }

    /// What was kept arrives, if whom it was sent to still runs.
    pub(super) fn deliver(&mut self, stray: Stray) {
        let machine = &self.machines[stray.to];
        if machine.process.starts() != stray.start || !machine.is_well() {
            return;
        }
        let now = machine.now(self.schedule.now());
        self.note(&format!("what was kept arrives at machine {}", stray.to));
        self.trace.mix(&stray.frame);
        self.numbered += 1;
        let process = &mut self.machines[stray.to].process;
        let doings = process.receive_on(stray.listener, self.numbered, stray.frame, now);
        self.carry_out(stray.to, doings);
    }
}
