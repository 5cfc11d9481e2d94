//! Leaving the share group in bounded time.

use std::time::Duration;

use tokio::time::Instant;

use super::consumer::ShareConsumer;
use crate::{Error, ErrorKind, Result};

impl ShareConsumer {
    /// Sends what is acknowledged, gives back all other records that are acquired, and leaves the group. In
    /// implicit mode what was handed out last counts as not processed: call `commit` first if it is. Takes
    /// at most `close_timeout`, whatever brokers do.
    ///
    /// # Errors
    /// `TimedOut` if the time was over before all brokers knew; then the records stay acquired until their
    /// lock times out. The consumer is gone in any case.
    pub async fn close(self) -> Result<()> {
        let limit = self.options.close_timeout;
        self.close_within(limit).await
    }

    /// As [`ShareConsumer::close`], with another limit.
    ///
    /// # Errors
    /// As [`ShareConsumer::close`].
    pub async fn close_within(self, limit: Duration) -> Result<()> {
        let deadline = Instant::now() + limit;
        self.member.close(limit);
        tokio::time::timeout_at(deadline, self.member.ended()).await.map_err(|_| {
            let message = format!(
                "brokers have not answered within {limit:?} (close_timeout, close.timeout.ms)"
            );
            Error::new(ErrorKind::TimedOut, "close the share consumer", message)
        })
    }
}

impl Drop for ShareConsumer {
    /// As [`ShareConsumer::close`], in the background.
    fn drop(&mut self) {
        self.member.close(self.options.close_timeout);
    }
}
