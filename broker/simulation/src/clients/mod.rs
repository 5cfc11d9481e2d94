//! The clients as state machines: what happens to one comes in, what it wants done goes out. Each has one
//! connection at a time.

pub(crate) mod codes;
mod producer;
mod reader;

use std::time::Duration;

use bytes::Bytes;
use ottla_core::model::Now;

use crate::history::{History, Protocol};

pub(crate) use producer::{Job, Producer, Role};
pub(crate) use reader::Reader;

/// What a request is, as far as the network and the checks care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LetterKind {
    Init,
    AddPartitions,
    AddOffsets,
    Produce,
    CommitOffsets,
    End,
    Read,
}

/// A request on its way.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    pub(crate) frame: Bytes,
    pub(crate) kind: LetterKind,
    pub(crate) protocol: Protocol,
    /// The transaction that it is part of.
    pub(crate) serial: Option<u64>,
    /// For the trace.
    pub(crate) what: String,
}

/// What a client wants done.
#[derive(Debug)]
pub(crate) enum Output {
    Send(Letter),
    /// Wake it then; an earlier wish is forgotten.
    Wake(Duration),
    /// Close its connection.
    HangUp,
    /// For the trace.
    Note(String),
    /// There is nothing left that it can or has to do.
    Finished(Finish),
}

/// How a client comes to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finish {
    /// It has done its work.
    Done,
    /// It may not go on: another has taken its place, or it does not know what became of its transaction.
    Fenced,
}

/// Whether things go wrong still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Faults,
    Healed,
}

/// What a client has at hand.
pub(crate) struct Desk<'a> {
    pub(crate) now: Now,
    pub(crate) phase: Phase,
    pub(crate) history: &'a mut History,
    pub(crate) out: Vec<Output>,
}

impl Desk<'_> {
    pub(crate) fn wake_after(&mut self, delay: Duration) {
        self.out.push(Output::Wake(delay));
    }

    pub(crate) fn note(&mut self, note: impl Into<String>) {
        self.out.push(Output::Note(note.into()));
    }
}

/// A client.
pub(crate) trait Client {
    /// Its name in the trace.
    fn name(&self) -> &str;

    /// What it is at, for whoever looks into a run that hangs.
    fn state(&self) -> String;

    /// The producer that it is, if it is one.
    fn producer(&self) -> Option<&Producer>;

    /// It begins, or the time that it asked for has come.
    fn wake(&mut self, desk: &mut Desk<'_>);

    /// A response has arrived.
    fn answered(&mut self, frame: Bytes, desk: &mut Desk<'_>);

    /// Its connection is broken. What was not answered may have been done or not.
    fn broken(&mut self, desk: &mut Desk<'_>);
}
