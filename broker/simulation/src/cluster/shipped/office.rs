//! What somebody who works with clients has at hand.

use std::{sync::Arc, time::Duration};

use ottla::{Advice, Client, ClientOptions, Error, ErrorKind};
use ottla_core::model::Rng;
use parking_lot::Mutex;

use super::{exchange::Exchange, transport::Simulated};
use crate::cluster::history::History;

/// More than anything on its way is late: what was sent before has been refused or taken when somebody gives up.
const PATIENT: Duration = Duration::from_secs(30);
/// Less: what was sent before may be taken when something was sent again.
const HASTY: Duration = Duration::from_secs(2);

/// Whether a client gives up on answers that may still come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Temper {
    Patient,
    Hasty,
}

impl Temper {
    pub(super) fn any(rng: &mut Rng) -> Self {
        if rng.below(2) == 0 { Self::Patient } else { Self::Hasty }
    }

    pub(super) fn patience(self) -> Duration {
        match self {
            Self::Patient => PATIENT,
            Self::Hasty => HASTY,
        }
    }
}

/// What somebody who works with clients has at hand.
pub(in crate::cluster) struct Office {
    pub(super) name: String,
    pub(super) rng: Rng,
    exchange: Arc<Mutex<Exchange>>,
}

impl Office {
    pub(super) fn new(name: String, exchange: Arc<Mutex<Exchange>>, rng: Rng) -> Self {
        Self { name, rng, exchange }
    }

    /// The same for another task of the same workload.
    pub(super) fn beside(&mut self) -> Self {
        let rng = Rng::from_seed(self.rng.next_u64());
        Self::new(self.name.clone(), self.exchange.clone(), rng)
    }

    pub(super) fn history<T>(&self, tell: impl FnOnce(&mut History) -> T) -> T {
        tell(&mut self.exchange.lock().history)
    }

    /// Whether the run comes to its end: what is open is ended, and nothing is begun.
    pub(super) fn is_closing(&self) -> bool {
        self.exchange.lock().is_closing
    }

    pub(super) fn note(&self, line: &str) {
        let line = format!("{} {line}", self.name);
        self.exchange.lock().lines.push(line);
    }

    /// A client was told what it must not be told.
    pub(super) fn refused(&self, error: &Error) {
        let what = format!("{} is told: {error}", self.name);
        self.note(&what);
        self.history(|history| history.refused.push(what));
    }

    /// Whether a producer that has done all as it should may be told this: when the coordinator has moved before it could
    /// say that it has raised the epoch, the next one takes who asks again for another one.
    pub(super) fn may_have_to_begin_anew(error: &Error) -> bool {
        error.kind() == ErrorKind::Fenced && error.operation() == "initialise transactions"
    }

    pub(super) fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.rng.below(all.len() as u64) as usize]
    }

    pub(super) async fn pause(&mut self, millis_max: u64) {
        let millis = 5 + self.rng.below(millis_max);
        tokio::time::sleep(Duration::from_millis(millis)).await;
    }

    /// A client of the cluster, once somebody there has answered; `None` if it cannot be one.
    pub(super) async fn client(&mut self, temper: Temper) -> Option<Client> {
        let options = ClientOptions {
            client_id: self.name.clone(),
            request_timeout: temper.patience(),
            connections_idle_max: self
                .one_of(&[Duration::from_secs(540), Duration::from_millis(700)]),
            enable_metrics_push: false,
            ..Default::default()
        };
        loop {
            let (client, exchange) = (self.name.clone(), self.exchange.clone());
            let transport = Arc::new(Simulated { client, exchange });
            match Client::with_transport(transport, options.clone()).await {
                Ok(client) => return Some(client),
                // A broker that is not ready yet closes the connection, and it is the first.
                Err(error)
                    if error.advice() == Advice::Retry
                        || error.kind() == ErrorKind::WrongProtocol =>
                {
                    self.note(&format!("is not connected: {error}"));
                    self.pause(100).await;
                }
                Err(error) => {
                    self.refused(&error);
                    return None;
                }
            }
        }
    }
}
