//! What lies between the run and the clients that are shipped: one of the two works at a time, and leaves here what
//! the other has to know.

use std::{
    collections::{BTreeMap, VecDeque},
    task::{Context, Poll, Waker},
};

use bytes::Bytes;
use ottla_core::model::Rng;
use tokio::{
    sync::{mpsc, oneshot},
    time::Instant,
};

use crate::cluster::history::History;

/// What a client wants of the network.
#[derive(Debug)]
pub(in crate::cluster) enum Wish {
    Connect {
        link: u64,
        /// For the trace.
        client: String,
        host: String,
    },
    Send {
        link: u64,
        frame: Bytes,
    },
    /// Nobody sends or receives any more.
    Close {
        link: u64,
    },
}

/// A client's end of a connection.
#[derive(Debug)]
pub(super) struct End {
    /// Until it is told that the connection is open.
    opened: Option<oneshot::Sender<()>>,
    frames: mpsc::UnboundedSender<Bytes>,
}

/// Until when clients work.
#[derive(Debug)]
struct Shift {
    until: Instant,
    is_over: bool,
    waker: Option<Waker>,
}

/// What lies between the run and its clients.
#[derive(Debug)]
pub(super) struct Exchange {
    /// The run's, lent while clients work.
    pub(super) history: History,
    /// Whether clients begin nothing more.
    pub(super) is_closing: bool,
    /// For the trace.
    pub(super) lines: Vec<String>,
    pub(super) wishes: VecDeque<Wish>,
    ends: BTreeMap<u64, End>,
    links: u64,
    shift: Option<Shift>,
    pub(super) rng: Rng,
}

impl Exchange {
    pub(super) fn new(rng: Rng) -> Self {
        Self {
            history: History::default(),
            is_closing: false,
            lines: Vec::new(),
            wishes: VecDeque::new(),
            ends: BTreeMap::new(),
            links: 0,
            shift: None,
            rng,
        }
    }

    /// A client opens a connection: its number, who is told that it is open, and where frames come.
    pub(super) fn connect(
        &mut self,
        client: &str,
        host: &str,
    ) -> (u64, oneshot::Receiver<()>, mpsc::UnboundedReceiver<Bytes>) {
        self.links += 1;
        let link = self.links;
        let (opened, is_open) = oneshot::channel();
        let (frames, received) = mpsc::unbounded_channel();
        self.ends.insert(link, End { opened: Some(opened), frames });
        let (client, host) = (client.to_owned(), host.to_owned());
        self.wishes.push_back(Wish::Connect { link, client, host });
        (link, is_open, received)
    }

    /// A client sends; gives whether the connection is still there.
    pub(super) fn send(&mut self, link: u64, frame: Bytes) -> bool {
        let is_there = self.ends.contains_key(&link);
        if is_there {
            self.wishes.push_back(Wish::Send { link, frame });
        }
        is_there
    }

    /// A client has dropped both ends.
    pub(super) fn close(&mut self, link: u64) {
        if self.ends.remove(&link).is_some() {
            self.wishes.push_back(Wish::Close { link });
        }
    }

    pub(super) fn opened(&mut self, link: u64) {
        if let Some(opened) = self.ends.get_mut(&link).and_then(|end| end.opened.take()) {
            // Who does not wait any more has closed it.
            let _ = opened.send(());
        }
    }

    pub(super) fn arrives(&mut self, link: u64, frame: Bytes) {
        if let Some(end) = self.ends.get(&link) {
            let _ = end.frames.send(frame);
        }
    }

    /// The network has lost a connection, or the node has closed it.
    pub(super) fn breaks(&mut self, link: u64) {
        self.ends.remove(&link);
    }

    /// Clients work until that moment, or until they want something.
    pub(super) fn begin_shift(&mut self, until: Instant) {
        self.shift = Some(Shift { until, is_over: false, waker: None });
    }

    pub(super) fn poll_shift(&mut self, context: &Context<'_>) -> Poll<()> {
        match &mut self.shift {
            Some(shift) if !shift.is_over => {
                shift.waker = Some(context.waker().clone());
                Poll::Pending
            }
            _ => Poll::Ready(()),
        }
    }

    /// Nobody has anything to do at this moment.
    pub(super) fn all_wait(&mut self) {
        let has_wishes = !self.wishes.is_empty();
        let Some(shift) = &mut self.shift else { return };
        if has_wishes || Instant::now() >= shift.until {
            shift.is_over = true;
            if let Some(waker) = shift.waker.take() {
                waker.wake();
            }
        }
    }
}
