//! Committing: what the user says, everything that was handed out, and by itself.

use std::collections::BTreeMap;

use tokio::task::JoinHandle;

use super::{group::Consumer, rebalance::not_assigned};
use crate::{
    CommittedOffset, RecordBatch, Result, TopicPartition,
    driver::runtime,
    engine::{
        group::offsets::Stability,
        positions::{FetchPosition, Key},
    },
    options::IsolationLevel,
};

const COMMIT: &str = "commit offsets";

/// A commit that runs beside the user.
#[derive(Debug)]
pub(super) struct AutoCommit {
    task: JoinHandle<Result<()>>,
    offsets: BTreeMap<Key, FetchPosition>,
}

impl Consumer {
    /// Commits that a batch is done: the group goes on after it. Batches before it in the same
    /// partition count as done, too.
    ///
    /// # Errors
    /// `Rebalanced` if the partition has gone to another member, whose offsets count now; what brokers
    /// say, once retrying did not help within `api_timeout`.
    pub async fn commit(&mut self, batch: &RecordBatch) -> Result<()> {
        let partition = TopicPartition::new(batch.topic(), batch.partition());
        self.commit_offsets([(partition, batch.committed())]).await
    }

    /// Commits everything that was handed out so far.
    ///
    /// # Errors
    /// As [`Consumer::commit`].
    pub async fn commit_all(&mut self) -> Result<()> {
        let positions = self.positions();
        let offsets = positions.into_iter().map(|(key, position)| (key.into(), position));
        self.commit_offsets(offsets.collect::<Vec<(TopicPartition, FetchPosition)>>()).await
    }

    /// Commits these offsets: each is the next one to read. A number will do, or a
    /// [`CommittedOffset`].
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?.send(["paid", "sent"]).await?;
    /// # let options = ottla::ConsumerOptions {
    /// #     group_id: "billing".into(),
    /// #     topics: vec!["orders".into()],
    /// #     auto_offset_reset: ottla::AutoOffsetReset::Earliest,
    /// #     ..Default::default()
    /// # };
    /// # let mut consumer = client.consumer(options).await?;
    /// use ottla::TopicPartition;
    ///
    /// let batch = consumer.next_batch().await?.expect("nobody stops the consumer");
    /// for record in &batch {
    ///     // One by one: whoever goes on after a crash begins with the record after this one.
    ///     let done = TopicPartition::new(record.topic(), record.partition());
    ///     consumer.commit_offsets([(done, record.offset + 1)]).await?;
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// As [`Consumer::commit`]. Nothing is committed if one of the partitions is not assigned.
    pub async fn commit_offsets<O: Into<CommittedOffset>>(
        &mut self,
        offsets: impl IntoIterator<Item = (TopicPartition, O)>,
    ) -> Result<()> {
        let offsets = self.checked(offsets)?;
        self.member.commit(offsets.clone()).await?;
        self.note(offsets.into_iter().map(|(key, committed)| (key, committed.offset)));
        Ok(())
    }

    /// As [`Consumer::commit_offsets`], without waiting. Commits are made in the order of the calls;
    /// whoever drops the future has the commit run on by itself, and does not learn what becomes of it.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?.send(["paid", "sent"]).await?;
    /// # let options = ottla::ConsumerOptions {
    /// #     group_id: "billing".into(),
    /// #     topics: vec!["orders".into()],
    /// #     auto_offset_reset: ottla::AutoOffsetReset::Earliest,
    /// #     ..Default::default()
    /// # };
    /// # let mut consumer = client.consumer(options).await?;
    /// # consumer.next_batch().await?;
    /// use ottla::TopicPartition;
    ///
    /// let committed = consumer.commit_async([(TopicPartition::new("orders", 0), 1)])?;
    /// // Meanwhile other work is done.
    /// committed.await?;
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// At once if a partition is not assigned, or outside of a tokio runtime; the future's are those of [`Consumer::commit`].
    pub fn commit_async<O: Into<CommittedOffset>>(
        &self,
        offsets: impl IntoIterator<Item = (TopicPartition, O)>,
    ) -> Result<impl Future<Output = Result<()>> + Send + 'static> {
        let offsets = self.checked(offsets)?;
        let task = runtime::entered(COMMIT)?.spawn(self.member.commit(offsets));
        Ok(async move {
            match task.await {
                Ok(outcome) => outcome,
                Err(error) => Err(crate::Error::new(
                    crate::ErrorKind::Closed,
                    COMMIT,
                    "the runtime has ended",
                )
                .caused_by(error)),
            }
        })
    }

    /// What the group has committed of partitions; `None` where there is nothing.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?.send(["paid", "sent"]).await?;
    /// # let options = ottla::ConsumerOptions {
    /// #     group_id: "billing".into(),
    /// #     topics: vec!["orders".into()],
    /// #     auto_offset_reset: ottla::AutoOffsetReset::Earliest,
    /// #     ..Default::default()
    /// # };
    /// # let mut consumer = client.consumer(options).await?;
    /// # consumer.next_batch().await?;
    /// use ottla::TopicPartition;
    ///
    /// let orders = TopicPartition::new("orders", 0);
    /// consumer.commit_all().await?;
    /// let committed = consumer.committed([orders.clone()]).await?;
    /// assert_eq!(committed[&orders].as_ref().map(|committed| committed.offset), Some(2));
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// What brokers say, once retrying did not help within `api_timeout`.
    pub async fn committed(
        &self,
        partitions: impl IntoIterator<Item = TopicPartition>,
    ) -> Result<BTreeMap<TopicPartition, Option<CommittedOffset>>> {
        let keys: Vec<Key> = partitions.into_iter().map(|partition| partition.key()).collect();
        let found = self.member.committed(&keys, self.stability()).await?;
        Ok(found.into_iter().map(|(key, committed)| (key.into(), committed)).collect())
    }

    pub(super) fn stability(&self) -> Stability {
        match self.options.isolation {
            IsolationLevel::ReadCommitted => Stability::Stable,
            IsolationLevel::ReadUncommitted => Stability::Any,
        }
    }

    fn checked<O: Into<CommittedOffset>>(
        &self,
        offsets: impl IntoIterator<Item = (TopicPartition, O)>,
    ) -> Result<BTreeMap<Key, CommittedOffset>> {
        let offset = |(partition, offset): (TopicPartition, O)| (partition.key(), offset.into());
        let offsets: BTreeMap<Key, CommittedOffset> = offsets.into_iter().map(offset).collect();
        let state = self.member.state.lock();
        match offsets.keys().find(|key| !state.owned().contains(*key)) {
            Some(key) => Err(not_assigned(COMMIT, key)),
            None => Ok(offsets),
        }
    }

    fn note(&mut self, offsets: impl IntoIterator<Item = (Key, i64)>) {
        for (key, offset) in offsets {
            self.committed.insert(key, offset);
        }
    }

    /// Next position of each partition that is known.
    pub(super) fn positions(&self) -> BTreeMap<Key, FetchPosition> {
        let state = self.member.state.lock();
        let position = |key: &Key| {
            let doubted = self.doubts.start(key).map(FetchPosition::from);
            Some((key.clone(), doubted.or_else(|| self.fetcher.position(key))?))
        };
        state.owned().iter().filter_map(position).collect()
    }

    /// Starts an automatic commit if its time has come; gives the time of the next one.
    pub(super) fn auto_commit(&mut self) -> Option<tokio::time::Instant> {
        if !self.options.enable_auto_commit {
            return None;
        }
        let now = tokio::time::Instant::now();
        if now < self.auto_commit_at {
            return Some(self.auto_commit_at);
        }
        self.auto_commit_at = now + self.options.auto_commit_interval;
        if self.auto_commit.as_ref().is_some_and(|running| !running.task.is_finished()) {
            return Some(self.auto_commit_at);
        }
        let news = self.uncommitted();
        if !news.is_empty() {
            let offset = |(key, at): (&Key, &FetchPosition)| (key.clone(), (*at).into());
            let offsets = news.iter().map(offset).collect();
            let commit = self.member.commit(offsets);
            let task = tokio::spawn(async move {
                commit.await.inspect_err(|error| {
                    tracing::warn!(%error, "an automatic commit failed, and is tried again");
                })
            });
            self.auto_commit = Some(AutoCommit { task, offsets: news });
        }
        Some(self.auto_commit_at)
    }

    /// Positions that are not committed as far as is known.
    pub(super) fn uncommitted(&self) -> BTreeMap<Key, FetchPosition> {
        let mut positions = self.positions();
        positions.retain(|key, position| self.committed.get(key) != Some(&position.offset));
        positions
    }

    /// Takes the outcome of an automatic commit that is done.
    pub(super) async fn settle_auto_commit(&mut self) {
        let finished = |running: &mut AutoCommit| running.task.is_finished();
        if let Some(running) = self.auto_commit.take_if(finished)
            && let Ok(Ok(())) = running.task.await
        {
            self.note(running.offsets.into_iter().map(|(key, position)| (key, position.offset)));
        }
    }
}
