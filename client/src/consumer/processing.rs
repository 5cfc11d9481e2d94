//! The consumer's side of records that are processed side by side.

use std::{collections::BTreeSet, sync::Arc};

use super::{group::Consumer, options::invalid, rebalance::RebalanceListener};
use crate::{
    Result,
    driver::cluster::Cluster,
    engine::{
        group::subscription::Subscription,
        positions::{FetchPosition, Key},
    },
};

impl Consumer {
    /// # Errors
    /// `InvalidInput` if the consumer commits by itself what is not done.
    pub(crate) fn check_processing(&self) -> Result<()> {
        if self.options.enable_auto_commit {
            let message = "the consumer must not commit by itself: set enable_auto_commit \
                           (enable.auto.commit) to false";
            return Err(invalid(message).during("process records"));
        }
        Ok(())
    }

    pub(crate) fn cluster(&self) -> &Arc<Cluster> {
        &self.member.cluster
    }

    pub(crate) fn group_id(&self) -> &str {
        &self.options.group_id
    }

    /// Where the consumer goes on in a partition, if it is known.
    pub(crate) fn position_of(&self, key: &Key) -> Option<FetchPosition> {
        self.fetcher.position(key)
    }

    /// Has another listener from now on; gives the one before.
    pub(crate) fn replace_listener(
        &mut self,
        listener: Option<Arc<dyn RebalanceListener>>,
    ) -> Option<Arc<dyn RebalanceListener>> {
        std::mem::replace(&mut self.listener, listener)
    }

    /// Whether a topic of this name is read.
    pub(crate) fn reads(&self, topic: &str) -> bool {
        self.member.state.lock().subscription().reads(topic)
    }

    /// The topics that are subscribed to by name; `None` with a pattern.
    pub(crate) fn subscribed_topics(&self) -> Option<BTreeSet<String>> {
        match self.member.state.lock().subscription() {
            Subscription::Topics(topics) => Some(topics.iter().map(ToString::to_string).collect()),
            Subscription::Pattern(_) => None,
        }
    }
}
