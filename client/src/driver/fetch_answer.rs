//! What is done with the answer to a Fetch, by the task that read it: what has come goes into the queue, and whoever
//! waits for it is woken.

use std::collections::BTreeMap;

use ottla_core::{
    model::Moment,
    protocol::messages::{FetchResponse, fetch_response::NodeEndpoint},
};
use parking_lot::MutexGuard;

use super::{
    fetch_metrics,
    fetch_queue::{News, Shared, State},
};
use crate::{
    Result,
    engine::{
        fetching::Taken,
        metadata::{Endpoint, NewLeader},
    },
};

/// Less than this in an answer is a little: the user has read it in less time than another thread needs to wake up.
const LITTLE_BYTES: usize = 16 * 1024;

impl Shared {
    /// Takes the answer of a broker, in whatever task read it. Of a little the user is told at once, and runs before the
    /// next Fetch is sent, which costs a call of the operating system. Of much the task tells, and sends that Fetch before
    /// the user runs, so that the broker works meanwhile.
    pub(super) fn answered(&self, node: i32, answer: Result<FetchResponse>) {
        let now = self.cluster.clock.now();
        let mut endpoints = BTreeMap::new();
        if let Ok(response) = &answer {
            fetch_metrics::fetched(&self.cluster.observer.metrics, response);
            endpoints = endpoints_of(&response.node_endpoints);
        }
        let (isolation, reset) = (self.options.isolation, self.reset());
        let mut state = self.state.lock();
        let taken = state.fetching.answered(node, now, answer, isolation, reset);
        let arrived = self.take_in(state, now, taken, &endpoints);
        match arrived {
            None => self.wake.notify_one(),
            Some(..LITTLE_BYTES) => {
                // Who is woken last in a thread is the next to run there.
                self.wake.notify_one();
                self.arrived.notify_one();
            }
            Some(LITTLE_BYTES..) => {
                self.state.lock().news = News::Untold;
                self.wake.notify_one();
            }
        }
    }

    /// Takes in what an answer means; how many bytes are for the user, if anything is. Under the lock of the answer: the task
    /// must not ask again in between for what has come.
    pub(super) fn take_in(
        &self,
        mut state: MutexGuard<'_, State>,
        now: Moment,
        mut taken: Taken,
        endpoints: &BTreeMap<i32, Endpoint>,
    ) -> Option<usize> {
        let leaders = std::mem::take(&mut taken.leaders);
        let arrived = state.take(taken, self, now);
        drop(state);
        self.learn(leaders, endpoints);
        arrived
    }

    /// Takes in which brokers lead partitions.
    fn learn(&self, leaders: Vec<NewLeader>, endpoints: &BTreeMap<i32, Endpoint>) {
        if leaders.is_empty() {
            return;
        }
        self.cluster.change(|image| image.with_leaders(&leaders, endpoints));
        let image = self.cluster.image();
        let mut state = self.state.lock();
        for news in leaders {
            if image.leader_epoch(&news.topic, news.partition) == news.leader_epoch {
                state.fetching.positions.retry_now(&(news.topic, news.partition));
            }
        }
    }
}

fn endpoints_of(nodes: &[NodeEndpoint]) -> BTreeMap<i32, Endpoint> {
    let endpoint = |node: &NodeEndpoint| {
        Some((node.node_id, Endpoint::new(&node.host, node.port, &node.rack)?))
    };
    nodes.iter().filter_map(endpoint).collect()
}
