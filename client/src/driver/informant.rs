//! Which broker is asked for what any of them knows: who leads, who coordinates. One that is connected already answers
//! soonest. But a broker that the others do not reach answers too, for as long as that lasts what was so before; so
//! whoever has told nothing new of what fails is passed over the next time.

use std::{collections::BTreeMap, time::Duration};

use futures::{StreamExt, stream::FuturesUnordered};

use super::{
    cluster::{Changed, Cluster, is_passing},
    connection::Connection,
    transport::Address,
};
use crate::{
    Error, ErrorKind, Result, engine::metadata::ClusterImage, events::Event,
    options::MetadataRecovery,
};

/// How long another broker is tried for before the one that is doubted is asked again: that one is at least connected.
const PATIENCE: Duration = Duration::from_secs(1);

/// Who was asked last.
#[derive(Debug, Default)]
pub(super) struct Informant {
    last: Option<Address>,
    is_doubted: bool,
}

impl Informant {
    pub(super) fn asked(&mut self, address: &Address) {
        self.last = Some(address.clone());
    }

    pub(super) fn doubt(&mut self) {
        self.is_doubted = true;
    }

    /// Who is to be passed over, this once.
    pub(super) fn take_doubted(&mut self) -> Option<Address> {
        std::mem::take(&mut self.is_doubted).then(|| self.last.clone()).flatten()
    }
}

impl Cluster {
    /// What the broker has said that was asked last is no good: another is asked next.
    pub(crate) fn doubt(&self) {
        self.informant.lock().doubt();
    }

    pub(super) async fn any_connection(&self, image: &ClusterImage) -> Result<Connection> {
        let connection = self.some_connection(image).await?;
        self.informant.lock().asked(connection.address());
        Ok(connection)
    }

    async fn some_connection(&self, image: &ClusterImage) -> Result<Connection> {
        let mut addresses: Vec<Address> = image.brokers.values().cloned().collect();
        let turn = self.rng.lock().below(addresses.len().max(1) as u64) as usize;
        addresses.rotate_left(turn);
        self.nodes.sort(&mut addresses);
        let known = addresses.len();
        let doubted = self.informant.lock().take_doubted();
        if let Some(doubted) = doubted
            && let Some(connection) = self.another(&addresses, &doubted).await
        {
            return Ok(connection);
        }
        let again = self.options.metadata_recovery == MetadataRecovery::Rebootstrap;
        if addresses.is_empty() || again {
            let is_known = |address: &Address| image.brokers.values().any(|known| known == address);
            let unknown = self.bootstrap.iter().filter(|address| !is_known(address));
            let mut others: Vec<Address> = unknown.cloned().collect();
            self.nodes.sort(&mut others);
            addresses.extend(others);
        }
        let mut failures: Vec<Error> = Vec::new();
        for (index, address) in addresses.iter().enumerate() {
            match self.nodes.get(address, self).await {
                Ok(connection) => {
                    if index >= known {
                        self.rebootstrap();
                    }
                    return Ok(connection);
                }
                // More attempts with the same password would only lock the user out.
                Err(error) if error.kind() == ErrorKind::AuthenticationFailed => return Err(error),
                Err(error) => failures.push(error),
            }
        }
        Err(none_reachable(failures))
    }

    /// Forgets which brokers there are, so that the addresses of the start are asked next (KIP-899, KIP-1102).
    pub(super) fn rebootstrap(&self) {
        if self.options.metadata_recovery != MetadataRecovery::Rebootstrap {
            return;
        }
        let forgotten = self.change(|image| {
            let known = !image.brokers.is_empty();
            known.then(|| ClusterImage { brokers: BTreeMap::new(), ..image.clone() })
        });
        if forgotten == Changed::Yes {
            tracing::info!("the client begins anew with the addresses of its start");
            self.observer.events.tell(|| Event::Rebootstrapped);
        }
    }

    /// Begins anew if no broker has answered for long.
    pub(super) fn rebootstrap_when_due(&self) {
        let age = self.metadata_age(self.clock.now());
        let known = !self.image.load().brokers.is_empty();
        if known && age >= self.options.rebootstrap_after + self.options.metadata_age_max {
            self.rebootstrap();
        }
    }

    /// A connection to one of these brokers that is not the doubted one: the first that is open, for not all of them
    /// need to be there. `None` if that takes long.
    pub(super) async fn another(
        &self,
        addresses: &[Address],
        doubted: &Address,
    ) -> Option<Connection> {
        let others = || addresses.iter().filter(|address| *address != doubted);
        let connected = others().find_map(|address| self.nodes.connected(address));
        if connected.is_some() {
            return connected;
        }
        let mut opening: FuturesUnordered<_> =
            others().map(|address| self.nodes.get(address, self)).collect();
        let first = async {
            while let Some(opened) = opening.next().await {
                if let Ok(connection) = opened {
                    return Some(connection);
                }
            }
            None
        };
        tokio::time::timeout(PATIENCE, first).await.ok().flatten()
    }
}

/// One error for all addresses that were tried, of the kind of the last one.
fn none_reachable(mut failures: Vec<Error>) -> Error {
    let Some(last) = failures.pop() else {
        let message = "no address of a broker is known";
        return Error::new(ErrorKind::InvalidInput, "connect", message);
    };
    if failures.is_empty() {
        return last;
    }
    let all =
        failures.iter().chain([&last]).map(ToString::to_string).collect::<Vec<_>>().join("; ");
    let message = format!("none of {} brokers could be connected: {all}", failures.len() + 1);
    let passes = is_passing(&last);
    let error = Error::new(last.kind(), "connect", message);
    if passes { error.passing() } else { error }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_doubted_is_passed_over_once() {
        let mut informant = Informant::default();
        informant.doubt();
        assert_eq!(informant.take_doubted(), None, "nobody was asked");
        let address = Address { host: "one".into(), port: 9092 };
        informant.asked(&address);
        assert_eq!(informant.take_doubted(), None);
        informant.doubt();
        assert_eq!(informant.take_doubted(), Some(address));
        assert_eq!(informant.take_doubted(), None);
    }
}
