//! Leaving the group in bounded time.

use std::time::Duration;

use tokio::time::Instant;

use super::{group::Consumer, rebalance::Rebalance};
use crate::{Error, ErrorKind, Result, TopicPartition};

impl Consumer {
    /// Leaves the group: with `enable_auto_commit` what was handed out is committed, the listener is
    /// told that all partitions are revoked, and the group that the member is gone. A static member
    /// keeps its place. Takes at most `close_timeout`, whatever brokers do.
    ///
    /// # Errors
    /// What kept the offsets from being committed; `TimedOut` if the time was over before the group
    /// knew. The consumer is gone in any case.
    pub async fn close(self) -> Result<()> {
        let limit = self.options.close_timeout;
        self.close_within(limit).await
    }

    /// As [`Consumer::close`], with another limit.
    ///
    /// # Errors
    /// As [`Consumer::close`].
    pub async fn close_within(mut self, limit: Duration) -> Result<()> {
        let deadline = Instant::now() + limit;
        let given_up = self.give_up(deadline, limit).await;
        self.member.close();
        let left = tokio::time::timeout_at(deadline, self.member.ended()).await;
        // Brokers forget fetch sessions by themselves, so this is worth no error.
        let _ = tokio::time::timeout_at(deadline, self.fetcher.close()).await;
        given_up?;
        left.map_err(|_| late("the coordinator has not answered", limit))
    }

    /// Commits what was handed out, and tells the listener that all partitions are revoked.
    pub(super) async fn give_up(&mut self, deadline: Instant, limit: Duration) -> Result<()> {
        // The listener and the goodbye get their share, even if no offset can be committed.
        let half = Instant::now() + limit / 2;
        // A revocation that has begun commits by itself, and its listener must come to an end.
        if self.running.is_some() {
            // The listener is told below at the latest.
            let _ = tokio::time::timeout_at(half, self.hand_over()).await;
        }
        let committed = match self.options.enable_auto_commit {
            true => tokio::time::timeout_at(half, self.commit_last()).await,
            false => Ok(Ok(())),
        };
        let told = tokio::time::timeout_at(deadline, self.tell_listener()).await;
        committed.map_err(|_| late("the last offsets could not be committed", limit))??;
        told.map_err(|_| late("the listener has not come back", limit))
    }

    async fn commit_last(&mut self) -> Result<()> {
        self.settle_auto_commit().await;
        let offsets = self.uncommitted();
        let offsets = offsets.into_iter().map(|(key, position)| (key, position.into()));
        self.member.commit(offsets.collect()).await
    }

    async fn tell_listener(&mut self) {
        let Some(listener) = self.listener.clone() else { return };
        let (owned, member) = {
            let state = self.member.state.lock();
            (state.owned().clone(), state.identity().is_ok())
        };
        if owned.is_empty() {
            return;
        }
        let rebalance = Rebalance::new(self.member.clone(), self.positions());
        let partitions: Vec<_> = owned.into_iter().map(TopicPartition::from).collect();
        match member {
            true => listener.revoked(&rebalance, &partitions).await,
            false => listener.lost(&rebalance, &partitions).await,
        }
    }
}

fn late(what: &str, limit: Duration) -> Error {
    let message = format!("{what} within {limit:?} (close_timeout, close.timeout.ms)");
    Error::new(ErrorKind::TimedOut, "close the consumer", message)
}

impl Drop for Consumer {
    /// The group is told in the background; nothing is committed.
    fn drop(&mut self) {
        self.member.close();
    }
}
