//! Which broker is asked for what any of them knows: who leads, who coordinates. One that is connected already answers
//! soonest. But a broker that the others do not reach answers too, for as long as that lasts what was so before; so
//! whoever has told nothing new of what fails is passed over the next time.

use std::time::Duration;

use futures::{StreamExt, stream::FuturesUnordered};

use super::{cluster::Cluster, connection::Connection, transport::Address};

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
