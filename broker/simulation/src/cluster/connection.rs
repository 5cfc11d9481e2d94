//! Connections over the simulated network. Each direction keeps its order; what is sent over a link that is cut,
//! or to a machine that stands still, is held and arrives when that is over, as TCP has it.

use std::collections::VecDeque;

use bytes::Bytes;
use ottla_broker::engine::Destination;
use ottla_core::model::Moment;

/// An end of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Who has opened it.
    Asker,
    /// Who answers on it.
    Server,
}

impl Side {
    pub(super) fn other(self) -> Self {
        match self {
            Self::Asker => Self::Server,
            Self::Server => Self::Asker,
        }
    }
}

/// Who has opened a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asker {
    /// A run of a process, for what it asks there.
    Machine { index: usize, start: u64, to: Destination },
    /// A client.
    Client(usize),
    /// A client that is shipped, by its link.
    Shipped(u64),
}

/// What is on its way.
#[derive(Debug)]
pub(super) enum Item {
    Frame(Bytes),
    /// The side that sends has closed the connection.
    End,
}

/// What is on its way to one side.
#[derive(Debug, Default)]
pub(super) struct Pipe {
    pub(super) items: VecDeque<Item>,
    /// Items that were due while they could not arrive.
    pub(super) held: usize,
    /// Nothing arrives before what was sent earlier.
    pub(super) after: Moment,
    /// The side has gone: nobody takes anything.
    pub(super) is_gone: bool,
}

/// A connection.
#[derive(Debug)]
pub(super) struct Connection {
    pub(super) asker: Asker,
    pub(super) server: usize,
    pub(super) server_start: u64,
    pub(super) listener: &'static str,
    to_asker: Pipe,
    to_server: Pipe,
    /// The network has forgotten it: nothing arrives any more.
    pub(super) is_cut: bool,
}

impl Connection {
    pub(super) fn new(
        asker: Asker,
        server: usize,
        server_start: u64,
        listener: &'static str,
    ) -> Self {
        Self {
            asker,
            server,
            server_start,
            listener,
            to_asker: Pipe::default(),
            to_server: Pipe::default(),
            is_cut: false,
        }
    }

    pub(super) fn pipe(&mut self, to: Side) -> &mut Pipe {
        match to {
            Side::Asker => &mut self.to_asker,
            Side::Server => &mut self.to_server,
        }
    }

    /// The machines that what goes to a side comes from and gets to. A client is beside every machine.
    pub(super) fn way(&self, to: Side) -> (Option<usize>, Option<usize>) {
        let asker = match &self.asker {
            Asker::Machine { index, .. } => Some(*index),
            Asker::Client(_) | Asker::Shipped(_) => None,
        };
        match to {
            Side::Asker => (Some(self.server), asker),
            Side::Server => (asker, Some(self.server)),
        }
    }

    pub(super) fn is_over(&self) -> bool {
        self.to_asker.is_gone && self.to_server.is_gone
    }
}
