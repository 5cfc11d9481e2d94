//! What the run does for clients that are shipped, and tells them.

use bytes::Bytes;
use ottla_core::{model::Moment, protocol::ApiKey};

use super::Wish;
use crate::{
    cluster::{
        connection::{Asker, Item, Side},
        machine::machine_at,
        world::World,
    },
    process::LISTENER,
};

/// What is asked too often to be noted.
const OFTEN: [&str; 4] = ["ApiVersions", "Fetch", "Metadata", "Produce"];

/// Whether clients have done anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cluster) enum Worked {
    Yes,
    No,
}

impl World {
    /// Lets the clients that are shipped work up to a moment, or until they want something.
    pub(in crate::cluster) fn let_clients_work(&mut self, until: Moment) -> Worked {
        let Some(shipped) = &mut self.shipped else { return Worked::No };
        shipped.exchange.lock().is_closing = self.is_closing;
        let Some(now) = shipped.work(until, &mut self.history) else {
            return Worked::No;
        };
        let (lines, wishes) = {
            let mut exchange = shipped.exchange.lock();
            (std::mem::take(&mut exchange.lines), std::mem::take(&mut exchange.wishes))
        };
        self.schedule.advance(now);
        for line in lines {
            self.note(&line);
        }
        let worked = if wishes.is_empty() { Worked::No } else { Worked::Yes };
        for wish in wishes {
            self.grant(wish);
        }
        worked
    }

    fn grant(&mut self, wish: Wish) {
        match wish {
            Wish::Connect { link, client, host } => {
                let brokers = self.layout.brokers as u64;
                let Some(shipped) = &mut self.shipped else { return };
                // A client begins with a name that no machine has: any of them answers to it.
                let machine =
                    machine_at(&host).unwrap_or_else(|| shipped.rng.below(brokers) as usize);
                let connection = self.connect(Asker::Shipped(link), Some(machine), LISTENER);
                self.note(&format!(
                    "{client} opens link {link} to machine {machine}, connection {connection}"
                ));
                if let Some(shipped) = &mut self.shipped {
                    shipped.connections.insert(link, connection);
                }
            }
            Wish::Send { link, frame } => {
                if let Some(connection) = self.connection_of(link) {
                    let api = frame.first_chunk().map(|key| i16::from_be_bytes(*key));
                    let api = api.and_then(ApiKey::from_code).map_or("?", ApiKey::name);
                    if !OFTEN.contains(&api) {
                        self.note(&format!("link {link} asks {api}"));
                    }
                    self.send(connection, Side::Server, Item::Frame(frame));
                }
            }
            Wish::Close { link } => {
                if let Some(connection) = self.connection_of(link) {
                    self.asker_closes(connection);
                    self.forget_link(link);
                }
            }
        }
    }

    fn connection_of(&self, link: u64) -> Option<u64> {
        self.shipped.as_ref()?.connections.get(&link).copied()
    }

    fn forget_link(&mut self, link: u64) {
        if let Some(shipped) = &mut self.shipped {
            shipped.connections.remove(&link);
        }
    }

    /// A connection of a client is open.
    pub(in crate::cluster) fn opened(&mut self, connection: u64) {
        let Some(open) = self.connections.get(&connection).filter(|open| !open.is_cut) else {
            return;
        };
        let Asker::Shipped(link) = open.asker else { return };
        if let Some(shipped) = &mut self.shipped {
            shipped.exchange.lock().opened(link);
            shipped.has_news = true;
        }
    }

    /// An answer has come for a client.
    pub(in crate::cluster) fn link_receives(&mut self, link: u64, frame: Bytes) {
        if let Some(shipped) = &mut self.shipped {
            shipped.exchange.lock().arrives(link, frame);
            shipped.has_news = true;
        }
    }

    /// A client learns that its connection is broken.
    pub(in crate::cluster) fn link_breaks(&mut self, link: u64) {
        self.forget_link(link);
        if let Some(shipped) = &mut self.shipped {
            shipped.exchange.lock().breaks(link);
            shipped.has_news = true;
        }
    }
}
