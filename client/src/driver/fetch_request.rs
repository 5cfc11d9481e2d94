//! Sends Fetches. A connected broker is asked at once; its answer is taken where it is read.

use std::{sync::Arc, time::Duration};

use ottla_core::protocol::messages::FetchRequest;

use super::{connection::Connection, fetch_queue::Shared, spans};
use crate::{
    Error, ErrorKind, Result,
    engine::{fetch_session::Naming, fetching::Fetch},
};

/// From this version on topics are named by their id.
const TOPIC_IDS_SINCE: i16 = 13;
/// From this version on brokers (Apache Kafka 2.7) compare the epoch of the last record with their own log.
const LAST_EPOCHS_SINCE: i16 = 12;

impl Shared {
    /// Asks a broker that is connected already; gives the request back if it is not.
    pub(super) fn fetch_now(self: &Arc<Self>, fetch: Fetch) -> Option<Fetch> {
        let image = self.cluster.image();
        let connection =
            image.brokers.get(&fetch.node).and_then(|address| self.nodes.connected(address));
        match connection {
            Some(connection) => {
                self.fetch_over(&connection, fetch);
                None
            }
            None => Some(fetch),
        }
    }

    /// Connects a broker first.
    pub(super) async fn connect_and_fetch(self: &Arc<Self>, fetch: Fetch) {
        match self.connection_for(fetch.node).await {
            Ok(connection) => self.fetch_over(&connection, fetch),
            Err(error) => self.answered(fetch.node, Err(error)),
        }
    }

    async fn connection_for(&self, node: i32) -> Result<Connection> {
        let image = self.cluster.image();
        let Some(address) = image.brokers.get(&node) else {
            let message = "no broker with this id is known";
            return Err(Error::new(ErrorKind::Unreachable, "fetch", message).with("broker", node));
        };
        self.nodes.get(address, &*self.cluster).await
    }

    fn fetch_over(self: &Arc<Self>, connection: &Connection, fetch: Fetch) {
        let Fetch { node, naming, mut request } = fetch;
        let max = match naming {
            Naming::ById => i16::MAX,
            Naming::ByName => TOPIC_IDS_SINCE - 1,
        };
        let version = connection.versions().newest_up_to::<FetchRequest>(max);
        let encoded = version.and_then(|version| {
            fit(&mut request, version);
            connection.encode(&request, version)
        });
        let encoded = match encoded {
            Ok(encoded) => encoded,
            Err(error) => return self.answered(node, Err(error)),
        };
        let span = spans::poll(connection.address());
        // A consumer that is gone by then is not kept for it.
        let shared = Arc::downgrade(self);
        connection.submit_then(encoded, self.patience(), move |answer| {
            drop(span);
            if let Some(shared) = shared.upgrade() {
                shared.answered(node, answer);
            }
        });
    }

    fn patience(&self) -> Duration {
        self.cluster.options.request_timeout + self.options.fetch_wait_max
    }
}

/// Leaves out what an older broker does not know. It is asked where the log of an older epoch ends when its leader
/// changes, as Apache Kafka's consumer asks all.
fn fit(request: &mut FetchRequest, version: i16) {
    if version < LAST_EPOCHS_SINCE {
        let partitions = request.topics.iter_mut().flat_map(|topic| &mut topic.partitions);
        partitions.for_each(|partition| partition.last_fetched_epoch = -1);
    }
}
