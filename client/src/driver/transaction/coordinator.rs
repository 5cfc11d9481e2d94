//! What a transactional producer has besides records, and its way to the coordinator.

use std::time::Duration;

use bytestring::ByteString;
use ottla_core::protocol::messages::EndTxnRequest;
use parking_lot::Mutex;

use crate::{
    Result,
    driver::{
        cluster::Cluster,
        connection::Connection,
        coordinator::{self, Of},
        transport::Address,
    },
    engine::transaction::{protocol::Protocol, state::Transactions},
};

/// What a transactional producer has besides records.
#[derive(Debug)]
pub(crate) struct Transactional {
    pub(crate) state: Mutex<Transactions>,
    pub(super) coordinator: Mutex<Option<Address>>,
    /// The newest EndTxn that the coordinator has.
    end_txn_newest: Mutex<i16>,
    pub(super) group_coordinator: Mutex<Option<(ByteString, Address)>>,
    /// Transactions begin and end one after the other.
    pub(super) turn: tokio::sync::Mutex<()>,
    /// A partition that is still being added must not come after the end.
    pub(super) adding: tokio::sync::Mutex<()>,
    pub(super) runtime: tokio::runtime::Handle,
}

impl Transactional {
    /// Needs a tokio runtime.
    pub(crate) fn new(id: ByteString, timeout: Duration) -> Self {
        let timeout_ms = i32::try_from(timeout.as_millis()).unwrap_or(i32::MAX);
        Self {
            state: Mutex::new(Transactions::new(id, timeout_ms)),
            coordinator: Mutex::default(),
            end_txn_newest: Mutex::default(),
            group_coordinator: Mutex::default(),
            turn: tokio::sync::Mutex::default(),
            adding: tokio::sync::Mutex::default(),
            runtime: tokio::runtime::Handle::current(),
        }
    }

    /// A connection to the coordinator of the transactional id.
    pub(super) async fn connection(&self, cluster: &Cluster) -> Result<Connection> {
        let known = self.coordinator.lock().clone();
        let address = match known {
            Some(address) => address,
            None => {
                let id = self.state.lock().id().clone();
                let found = coordinator::find(cluster, Of::Transactions, &id).await?;
                *self.coordinator.lock() = Some(found.clone());
                found
            }
        };
        let connection = cluster.connection_to(&address).await?;
        *self.end_txn_newest.lock() = connection.versions().newest::<EndTxnRequest>()?;
        Ok(connection)
    }

    pub(super) fn protocol(&self, cluster: &Cluster) -> Protocol {
        Protocol::of(&cluster.features(), *self.end_txn_newest.lock())
    }
}
