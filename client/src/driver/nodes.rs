//! Connections by broker, for requests that any task may send. Each is opened when it is first
//! needed, and opened anew when it broke; who waits for one broker does not hold up another.

use std::{collections::BTreeMap, sync::Arc};

use parking_lot::Mutex;

use super::{connection::Connection, transport::Address};
use crate::Result;

type Slot = Arc<tokio::sync::Mutex<Option<Connection>>>;

/// What opens connections.
pub(crate) trait Opener {
    /// Opens a connection within bounded time.
    fn open(&self, address: &Address) -> impl Future<Output = Result<Connection>> + Send;
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
        let mut slot = slot.lock().await;
        if let Some(connection) = slot.as_ref().filter(|connection| connection.is_open()) {
            return Ok(connection.clone());
        }
        let connection = opener.open(address).await?;
        *slot = Some(connection.clone());
        Ok(connection)
    }
}
