//! The consumer itself: joins, reads what it is assigned, hands out batches.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
    time::Duration,
};

use futures::{Stream, stream};
use tokio::time::Instant;

use super::{
    commits::AutoCommit,
    hand_over::Running,
    options,
    rebalance::RebalanceListener,
    start,
    stop::{Return, StopHandle},
};
use crate::{
    CommittedOffset, Error, ErrorKind, OwnedRecord, RecordBatch, Result, TopicPartition,
    driver::{
        cluster::{AutoCreation, Cluster},
        fetcher::{self, Fetcher},
        group::Member,
    },
    engine::{
        group::{metadata::GroupMetadata, subscription::Subscription},
        positions::{FetchPosition, Key},
        transaction::doubts::Doubts,
    },
    options::{AutoOffsetReset, ConsumerOptions, GroupProtocol, StartOffset},
    record_stream::{self, Batches},
};

const SUBSCRIBE: &str = "subscribe";

/// Reads topics as a member of a group, which shares their partitions among its members.
///
/// A task of its own sends heartbeats while the user is busy; everything else happens within
/// [`Consumer::next_batch`]. Dropping the consumer leaves the group in the background without
/// committing; [`Consumer::close`] does it properly.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # fixture.topic("orders").await?.send(["paid"]).await?;
/// # let client = fixture.client().clone();
/// use ottla::{AutoOffsetReset, ConsumerOptions};
///
/// let mut consumer = client
///     .consumer(ConsumerOptions {
///         group_id: "billing".into(),
///         topics: vec!["orders".into()],
///         auto_offset_reset: AutoOffsetReset::Earliest,
///         ..Default::default()
///     })
///     .await?;
/// while let Some(batch) = consumer.next_batch().await? {
///     for record in &batch {
///         println!("{} {}", record.offset, record.value_text());
///     }
///     consumer.commit(&batch).await?;
/// #     break;
/// }
/// consumer.close().await
/// # })
/// # .unwrap();
/// ```
pub struct Consumer {
    pub(super) member: Arc<Member>,
    pub(super) options: ConsumerOptions,
    pub(super) fetcher: Fetcher,
    pub(super) listener: Option<Arc<dyn RebalanceListener>>,
    pub(super) running: Option<Running>,
    /// The last offset of each partition that is known to be committed.
    pub(super) committed: BTreeMap<Key, i64>,
    /// What was handed out to a transaction that is not known to be committed.
    pub(super) doubts: Doubts,
    /// What the next call of `next_batch` tells.
    pub(super) deferred: Option<Error>,
    pub(super) auto_commit: Option<AutoCommit>,
    pub(super) auto_commit_at: Instant,
    stop: StopHandle,
}

impl fmt::Debug for Consumer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Consumer")
            .field("group_id", &self.options.group_id)
            .field("assignment", &self.assignment())
            .finish_non_exhaustive()
    }
}

impl Consumer {
    pub(crate) async fn start(
        cluster: Arc<Cluster>,
        options: ConsumerOptions,
        listener: Option<Arc<dyn RebalanceListener>>,
    ) -> Result<Self> {
        let subscription = options::check(&options)?;
        let member = start::member(&cluster, &options, subscription).await?;
        Ok(Self {
            fetcher: Fetcher::new(cluster, options.fetching()),
            auto_commit_at: Instant::now() + options.auto_commit_interval,
            member,
            options,
            listener,
            running: None,
            committed: BTreeMap::new(),
            doubts: Doubts::default(),
            deferred: None,
            auto_commit: None,
            stop: StopHandle::new(),
        })
    }

    /// The next records of any partition that the consumer is assigned; waits until there are some.
    /// Joins the group, and takes part in its rebalances: listeners are called from here. `None` once
    /// [`StopHandle::stop`] was called, and once for each [`StopHandle::wake_up`]. Dropping the future loses nothing.
    ///
    /// With `enable_auto_commit`, what was handed out before counts as done.
    ///
    /// # Errors
    /// What the coordinator says to this member, for good or as long as it lasts; `OffsetOutOfRange` if
    /// there is no offset to start at and `auto_offset_reset` is `None`; and the errors of
    /// [`crate::PartitionConsumer::next_batch`]. After an error with [`crate::Advice::Retry`] the
    /// consumer can go on.
    pub async fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        self.next_if(Wanted::Records).await
    }

    /// As `next_batch`; who wants no records takes part in the group nevertheless, and is told its errors and
    /// when to stop.
    pub(crate) async fn next_if(&mut self, wanted: Wanted) -> Result<Option<RecordBatch>> {
        let member = self.member.clone();
        let _polling = Polling::begin(&member);
        let stop = self.stop.clone();
        loop {
            if stop.take() == Return::Now {
                return Ok(None);
            }
            self.hand_over().await;
            if let Some(error) = member.state.lock().take_error() {
                return Err(error);
            }
            if !member.state.lock().is_subscribed() {
                let message = "the consumer has unsubscribed: subscribe to topics first";
                return Err(Error::new(ErrorKind::InvalidInput, "read records", message));
            }
            self.settle_auto_commit().await;
            let due = self.auto_commit();
            let commit_due = async {
                match due {
                    Some(at) => tokio::time::sleep_until(at).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                biased;
                () = member.changed() => {}
                () = stop.asked() => {}
                batch = self.read(), if wanted == Wanted::Records => return batch.map(Some),
                () = commit_due => {}
            }
        }
    }

    /// Reads until there is a batch.
    async fn read(&mut self) -> Result<RecordBatch> {
        if let Some(error) = self.deferred.take() {
            return Err(error);
        }
        self.place().await?;
        match self.fetcher.next_batch().await? {
            Some(batch) => Ok(batch),
            // No partition, or all are paused: only the group or the user can change that.
            None => std::future::pending().await,
        }
    }

    /// Finds where to start in partitions that are new.
    async fn place(&mut self) -> Result<()> {
        let mut failures = 0;
        loop {
            let mut open = self.fetcher.open();
            let doubted = self.doubts.keys().filter(|key| self.fetcher.contains(key));
            open.extend(doubted.cloned());
            if open.is_empty() {
                return Ok(());
            }
            let cluster = self.member.cluster.clone();
            if self.fetcher.lacks_leader(&cluster.image()) {
                // Partitions that were made a moment ago; reading says so if it does not help.
                let _ = cluster.refresh_since(cluster.generation(), AutoCreation::Forbidden).await;
            }
            match self.member.committed(&open, self.stability()).await {
                Ok(found) => {
                    for key in open {
                        let committed = found.get(&key).and_then(Option::as_ref);
                        let committed = committed.map(CommittedOffset::position);
                        match self.doubts.settle(&key, committed.map(|at| at.offset)) {
                            Some(offset) => self.fetcher.set(key, StartOffset::Offset(offset)),
                            None => self.place_one(key, committed)?,
                        }
                    }
                    return Ok(());
                }
                // The member's task learns of it, and this is tried again as the new member.
                Err(error) if error.kind() == ErrorKind::Rebalanced => {
                    failures += 1;
                    self.member.wake();
                    cluster.pause(failures).await;
                }
                Err(error) => return Err(error),
            }
        }
    }

    fn place_one(&mut self, key: Key, committed: Option<FetchPosition>) -> Result<()> {
        if let Some(position) = committed {
            self.committed.insert(key.clone(), position.offset);
            self.fetcher.set_position(key, position);
            return Ok(());
        }
        let start = match self.options.auto_offset_reset {
            AutoOffsetReset::Earliest => StartOffset::Beginning,
            AutoOffsetReset::Latest => StartOffset::End,
            AutoOffsetReset::ByDuration(age) => fetcher::since(age),
            AutoOffsetReset::None => {
                let message = "the group has committed no offset, and auto_offset_reset is None: \
                               seek to where to start, or set it";
                return Err(Error::new(
                    ErrorKind::OffsetOutOfRange,
                    "find where to start",
                    message,
                )
                .with("group", &self.options.group_id)
                .with("topic", &key.0)
                .with("partition", key.1));
            }
        };
        self.fetcher.set(key, start);
        Ok(())
    }

    /// The records one by one. With `enable_auto_commit`, all records of a batch count as done when the
    /// first one of the next is asked for. Dropping the stream loses nothing: whoever reads next begins with the
    /// record after the last one that it gave.
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
    /// use futures::TryStreamExt;
    ///
    /// let mut records = std::pin::pin!(consumer.records());
    /// while let Some(record) = records.try_next().await? {
    ///     println!("{}: {:?}", record.offset, record.value);
    /// #     break;
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// Each item may be an error of [`Consumer::next_batch`].
    pub fn records(&mut self) -> impl Stream<Item = Result<OwnedRecord>> + '_ {
        record_stream::records(self)
    }

    /// The batches as a stream that owns the consumer; it ends with the first error, or when
    /// [`StopHandle::stop`] was called. The consumer is dropped with it.
    ///
    /// # Errors
    /// Each item may be an error of [`Consumer::next_batch`].
    pub fn into_stream(self) -> impl Stream<Item = Result<RecordBatch>> + Send {
        stream::try_unfold(self, |mut consumer| async move {
            let batch = consumer.next_batch().await?;
            Ok(batch.map(|batch| (batch, consumer)))
        })
    }

    /// Ends or interrupts this consumer's loop from elsewhere, for instance when the process is asked to
    /// end.
    #[must_use]
    pub fn stop_handle(&self) -> StopHandle {
        self.stop.clone()
    }

    /// Waits until then, or until the loop is to end or to be interrupted: whether it is.
    pub(crate) async fn is_stopped_until(&self, then: Instant) -> bool {
        tokio::select! {
            () = self.stop.asked() => {}
            () = tokio::time::sleep_until(then) => {}
        }
        self.stop.take() == Return::Now
    }

    /// How long to wait before what has failed so often is tried again.
    pub(crate) fn time_of_pause(&self, failures: u32) -> Duration {
        let cluster = &self.member.cluster;
        cluster.time_of_pause(cluster.backoff(), failures)
    }

    /// Subscribes to other topics; the next `next_batch` goes on with them once the group knows.
    ///
    /// # Errors
    /// `InvalidInput` if there are none, or one cannot be a topic's name.
    pub fn subscribe<S: Into<String>>(
        &mut self,
        topics: impl IntoIterator<Item = S>,
    ) -> Result<()> {
        let topics: Vec<String> = topics.into_iter().map(Into::into).collect();
        let subscription = options::subscription(&topics, None);
        self.change_subscription(subscription.map_err(|error| error.during(SUBSCRIBE))?);
        Ok(())
    }

    /// Subscribes to all topics whose whole name matches a regular expression instead.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?;
    /// # fixture.topic("orders-eu").await?.send(["paid"]).await?;
    /// # let options = ottla::ConsumerOptions {
    /// #     group_id: "billing".into(),
    /// #     topics: vec!["orders".into()],
    /// #     auto_offset_reset: ottla::AutoOffsetReset::Earliest,
    /// #     ..Default::default()
    /// # };
    /// # let mut consumer = client.consumer(options).await?;
    /// consumer.subscribe_pattern("orders-.*")?;
    /// let batch = consumer.next_batch().await?.expect("nobody stops the consumer");
    /// assert_eq!(batch.topic(), "orders-eu");
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `InvalidInput` if it is none.
    pub fn subscribe_pattern(&mut self, pattern: &str) -> Result<()> {
        let subscription = options::subscription(&[], Some(pattern));
        self.change_subscription(subscription.map_err(|error| error.during(SUBSCRIBE))?);
        Ok(())
    }

    /// Leaves the group and reads nothing until the next [`Consumer::subscribe`]: with `enable_auto_commit`
    /// what was handed out is committed, and the listener is told that all partitions are revoked. Takes
    /// at most `close_timeout`.
    ///
    /// # Errors
    /// What kept the offsets from being committed, or the listener from coming back; the consumer has
    /// unsubscribed in any case.
    pub async fn unsubscribe(&mut self) -> Result<()> {
        let limit = self.options.close_timeout;
        let given_up = self.give_up(Instant::now() + limit, limit).await;
        for key in self.fetcher.keys() {
            self.fetcher.remove(&key);
        }
        self.running = None;
        self.committed.clear();
        self.doubts = Doubts::default();
        self.member.state.lock().unsubscribe();
        self.member.wake();
        given_up
    }

    /// Has the group rebalance though nothing has changed, as soon as it can.
    ///
    /// # Errors
    /// `Unsupported` with KIP-848: there the coordinator alone decides.
    pub fn enforce_rebalance(&self) -> Result<()> {
        self.member.state.lock().enforce_rebalance()?;
        self.member.wake();
        Ok(())
    }

    fn change_subscription(&mut self, subscription: Subscription) {
        self.member.state.lock().subscribe(subscription);
        self.member.wake();
    }

    /// The partitions that the consumer has.
    #[must_use]
    pub fn assignment(&self) -> BTreeSet<TopicPartition> {
        self.member.state.lock().owned().iter().cloned().map(TopicPartition::from).collect()
    }

    /// The protocol that is spoken: `Classic` also where `Consumer` was wanted, and the broker does not
    /// have it.
    #[must_use]
    pub fn group_protocol(&self) -> GroupProtocol {
        self.member.state.lock().protocol()
    }

    /// Who the consumer is in its group, for [`crate::Transaction::send_offsets`].
    #[must_use]
    pub fn group_metadata(&self) -> GroupMetadata {
        let state = self.member.state.lock();
        GroupMetadata::new(state.settings(), state.identity().ok())
    }
}

impl Batches for Consumer {
    async fn next(&mut self) -> Result<Option<RecordBatch>> {
        self.next_batch().await
    }

    fn put_back(&mut self, key: Key, offset: i64) {
        self.fetcher.put_back(&key, offset);
    }
}

/// Whether records are to be handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    Records,
    Nothing,
}

/// Tells the membership that the user is asking, for as long as it lives.
struct Polling<'a>(&'a Member);

impl<'a> Polling<'a> {
    fn begin(member: &'a Member) -> Self {
        let now = member.cluster.clock.now();
        member.polls.begin(&member.cluster.observer, now);
        if member.state.lock().polls() {
            member.wake();
        }
        Self(member)
    }
}

impl Drop for Polling<'_> {
    fn drop(&mut self) {
        let now = self.0.cluster.clock.now();
        self.0.state.lock().polled(now);
        self.0.polls.end(&self.0.cluster.observer, now);
    }
}
