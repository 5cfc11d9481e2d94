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
        // The listener and the goodbye get their share, even if no offset can be committed.
        let committed = match self.options.enable_auto_commit {
            true => tokio::time::timeout_at(Instant::now() + limit / 2, self.commit_last()).await,
            false => Ok(Ok(())),
        };
        let told = tokio::time::timeout_at(deadline, self.tell_listener()).await;
        self.member.close();
        let left = tokio::time::timeout_at(deadline, self.member.ended()).await;
        // Brokers forget fetch sessions by themselves, so this is worth no error.
        let _ = tokio::time::timeout_at(deadline, self.fetcher.close()).await;
        let late = |what: &str| {
            let message = format!("{what} within {limit:?} (close_timeout)");
            Error::new(ErrorKind::TimedOut, "close the consumer", message)
        };
        match (committed, told, left) {
            (Ok(Err(error)), _, _) => Err(error),
            (Err(_), _, _) => Err(late("the last offsets could not be committed")),
            (_, Err(_), _) => Err(late("the listener has not come back")),
            (_, _, Err(_)) => Err(late("the coordinator has not answered")),
            (Ok(Ok(())), Ok(()), Ok(())) => Ok(()),
        }
    }

    async fn commit_last(&mut self) -> Result<()> {
        // A revocation that has begun commits by itself, and its listener must come to an end.
        if self.running.is_some() {
            self.hand_over().await;
        }
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

impl Drop for Consumer {
    /// The group is told in the background; nothing is committed.
    fn drop(&mut self) {
        self.member.close();
    }
}
