//! Connections by broker, for requests that any task may send. Each is opened when it is first
//! needed, and opened anew when it broke; who waits for one broker does not hold up another. A broker that
//! cannot be connected is left alone for a while.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use parking_lot::Mutex;
use tokio::time::Instant;

use super::{connection::Connection, transport::Address};
use crate::Result;

type Slot = Arc<tokio::sync::Mutex<State>>;

#[derive(Debug, Default)]
struct State {
    connection: Option<Connection>,
    /// Failures in a row, and until when the next attempt waits.
    failures: u32,
    resting_until: Option<Instant>,
}

/// What opens connections.
pub(crate) trait Opener {
    /// Opens a connection within bounded time, after so many failures in a row.
    fn open(
        &self,
        address: &Address,
        failures: u32,
    ) -> impl Future<Output = Result<Connection>> + Send;

    /// How long to leave a broker alone after so many failures.
    fn rest(&self, failures: u32) -> Duration;
}

/// A pool of connections.
#[derive(Debug, Default)]
pub(crate) struct Nodes {
    slots: Mutex<BTreeMap<Address, Slot>>,
}

impl Nodes {
    /// An open connection to this address.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub(crate) async fn get(&self, address: &Address, opener: &impl Opener) -> Result<Connection> {
        let slot = self.slots.lock().entry(address.clone()).or_default().clone();
        let mut state = slot.lock().await;
        if let Some(connection) = state.connection.as_ref().filter(|known| known.is_open()) {
            return Ok(connection.clone());
        }
        if let Some(until) = state.resting_until {
            tokio::time::sleep_until(until).await;
        }
        match opener.open(address, state.failures).await {
            Ok(connection) => {
                *state = State { connection: Some(connection.clone()), ..Default::default() };
                Ok(connection)
            }
            Err(error) => {
                state.connection = None;
                state.failures += 1;
                state.resting_until = Some(Instant::now() + opener.rest(state.failures));
                Err(error)
            }
        }
    }

    /// The connection to this address, if it is open already.
    pub(crate) fn connected(&self, address: &Address) -> Option<Connection> {
        let slot = self.slots.lock().get(address)?.clone();
        // Whoever holds it is opening the connection.
        let state = slot.try_lock().ok()?;
        state.connection.clone().filter(Connection::is_open)
    }

    /// A connection that is open already, to whatever broker.
    #[cfg(feature = "telemetry")]
    pub(crate) fn open_connection(&self) -> Option<Connection> {
        let slots = self.slots.lock();
        slots.values().find_map(|slot| {
            // Whoever holds it is opening the connection.
            let state = slot.try_lock().ok()?;
            state.connection.clone().filter(Connection::is_open)
        })
    }

    /// Whether there has been a connection to this address.
    pub(crate) fn was_open(&self, address: &Address) -> bool {
        let slot = self.slots.lock().get(address).cloned();
        slot.is_some_and(|slot| slot.try_lock().is_ok_and(|state| state.connection.is_some()))
    }

    /// Of these the ones that are likely to answer at once come first: those that are connected, then those
    /// of which nothing is known, then those that rest after a failure.
    pub(crate) fn sort(&self, addresses: &mut [Address]) {
        let slots = self.slots.lock();
        addresses.sort_by_key(|address| {
            let Some(slot) = slots.get(address) else { return 1 };
            // Whoever holds it is opening the connection.
            let Ok(state) = slot.try_lock() else { return 1 };
            let open = state.connection.as_ref().is_some_and(Connection::is_open);
            match (open, state.failures) {
                (true, _) => 0,
                (false, 0) => 1,
                (false, _) => 2,
            }
        });
    }
}
