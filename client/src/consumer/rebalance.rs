//! What a user can do when partitions come and go.

use std::{collections::BTreeMap, fmt, sync::Arc};

use async_trait::async_trait;
use parking_lot::Mutex;

use crate::{
    CommittedOffset, Error, ErrorKind, Result, StartOffset, TopicPartition,
    driver::group::Member,
    engine::positions::{FetchPosition, Key},
};

/// Is called when partitions come and go, always from within `next_batch` or `close`: meanwhile no
/// records are handed out. The group waits for it, so it should be quick; `max_poll_interval` bounds
/// it. Dropping the future of `next_batch` does not break off a call: the next `next_batch` goes on
/// with it.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// # fixture.topic("orders").await?.send(["paid"]).await?;
/// use ottla::{AutoOffsetReset, ConsumerOptions, Rebalance, RebalanceListener, TopicPartition};
///
/// struct Store;
///
/// #[async_trait::async_trait]
/// impl RebalanceListener for Store {
///     async fn revoked(&self, rebalance: &Rebalance, partitions: &[TopicPartition]) {
///         if let Err(error) = rebalance.commit_all().await {
///             eprintln!("not committed before {partitions:?} went: {error}");
///         }
///     }
/// }
///
/// let options = ConsumerOptions {
///     group_id: "billing".into(),
///     topics: vec!["orders".into()],
///     auto_offset_reset: AutoOffsetReset::Earliest,
///     enable_auto_commit: false,
///     ..Default::default()
/// };
/// let mut consumer = client.consumer_with(options, Store).await?;
/// assert!(consumer.next_batch().await?.is_some());
/// consumer.close().await?;
/// # let committed = client.admin().list_group_offsets("billing").await?;
/// # assert_eq!(committed[&TopicPartition::new("orders", 0)].offset, 1);
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[async_trait]
pub trait RebalanceListener: Send + Sync + 'static {
    /// These partitions are the consumer's from now on; with an eager assignor all that it has. In the
    /// classic protocol there may be none. [`Rebalance::seek`] sets where to start.
    async fn assigned(&self, _rebalance: &Rebalance, _partitions: &[TopicPartition]) {}

    /// These partitions go to others when this is done. Their offsets can still be committed; with
    /// `enable_auto_commit` they have been.
    async fn revoked(&self, _rebalance: &Rebalance, _partitions: &[TopicPartition]) {}

    /// These partitions belong to others already: the group went on without this consumer. Nothing can
    /// be committed for them. By default as [`RebalanceListener::revoked`].
    async fn lost(&self, rebalance: &Rebalance, partitions: &[TopicPartition]) {
        self.revoked(rebalance, partitions).await;
    }
}

/// What a [`RebalanceListener`] can do while it is called.
pub struct Rebalance {
    member: Arc<Member>,
    positions: BTreeMap<Key, FetchPosition>,
    pub(super) seeks: Arc<Mutex<Vec<(Key, StartOffset)>>>,
}

impl fmt::Debug for Rebalance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rebalance").field("positions", &self.positions).finish_non_exhaustive()
    }
}

impl Rebalance {
    pub(super) fn new(member: Arc<Member>, positions: BTreeMap<Key, FetchPosition>) -> Self {
        Self { member, positions, seeks: Arc::default() }
    }

    /// The next offset that would have been handed out of a partition, if it is known.
    #[must_use]
    pub fn position(&self, partition: &TopicPartition) -> Option<i64> {
        self.positions.get(&partition.key()).map(|position| position.offset)
    }

    /// Commits everything that was handed out.
    ///
    /// # Errors
    /// As [`crate::Consumer::commit_offsets`].
    pub async fn commit_all(&self) -> Result<()> {
        let offset = |(key, at): (&Key, &FetchPosition)| (key.clone(), CommittedOffset::from(*at));
        self.member.commit(self.positions.iter().map(offset).collect()).await
    }

    /// Commits these offsets.
    ///
    /// # Errors
    /// As [`crate::Consumer::commit_offsets`].
    pub async fn commit_offsets<O: Into<CommittedOffset>>(
        &self,
        offsets: impl IntoIterator<Item = (TopicPartition, O)>,
    ) -> Result<()> {
        let offset = |(partition, offset): (TopicPartition, O)| (partition.key(), offset.into());
        self.member.commit(offsets.into_iter().map(offset).collect()).await
    }

    /// Reads a partition that was assigned from `start` on, instead of from its committed offset.
    pub fn seek(&self, partition: &TopicPartition, start: StartOffset) {
        self.seeks.lock().push((partition.key(), start));
    }
}

/// A partition that the consumer does not have.
pub(super) fn not_assigned(operation: &'static str, key: &Key) -> Error {
    let message = "the partition is not assigned to this consumer, or not any more";
    Error::new(ErrorKind::Rebalanced, operation, message)
        .with("topic", &key.0)
        .with("partition", key.1)
}
