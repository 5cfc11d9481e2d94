//! A consumer of partitions that its user chooses, whatever groups do. It may commit offsets to a group,
//! and start from what was committed.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
    time::Duration,
};

use bytestring::ByteString;
use futures::{Stream, stream};

use crate::{
    CommittedOffset, Error, ErrorKind, OwnedRecord, RecordBatch, Result, StopHandle,
    TopicPartition,
    admin::{ListedOffset, OffsetSpec},
    consumer::{lookup, stop::Return},
    driver::{
        assigned_offsets::AssignedOffsets,
        cluster::{AutoCreation, Cluster},
        fetcher::Fetcher,
        runtime,
    },
    engine::{
        group::offsets::Stability,
        positions::{FetchPosition, Key, Reading},
        truncation::Reset,
    },
    options::{IsolationLevel, PartitionConsumerOptions, StartOffset},
    record_stream::{self, Batches},
};

const ASSIGN: &str = "assign a partition";

/// Reads partitions that its user chooses. With `group_id` it commits offsets to a group, by itself
/// never.
///
/// A task of its own fetches ahead, up to `fetch_queue_bytes_max`, while the user is busy. Dropping the
/// consumer ends it.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # fixture.topic("orders").await?.send(["paid"]).await?;
/// # let client = fixture.client().clone();
/// use ottla::{PartitionConsumerOptions, StartOffset};
///
/// let mut consumer = client.partition_consumer(PartitionConsumerOptions::default())?;
/// consumer.assign("orders", 0, StartOffset::Beginning).await?;
/// while let Some(batch) = consumer.next_batch().await? {
///     for record in &batch {
///         println!("{} {}", record.offset, record.value_text());
///     }
/// #     break;
/// }
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
pub struct PartitionConsumer {
    fetcher: Fetcher,
    group: Option<Arc<AssignedOffsets>>,
    stop: StopHandle,
}

impl PartitionConsumer {
    pub(crate) fn new(cluster: Arc<Cluster>, options: PartitionConsumerOptions) -> Self {
        let group = options.group_id.as_deref();
        Self {
            group: group.map(|group| Arc::new(AssignedOffsets::new(cluster.clone(), group))),
            fetcher: Fetcher::new(cluster, options),
            stop: StopHandle::new(),
        }
    }

    /// Reads a partition from `start` on. For a partition that is read already this is a seek. The end is that of
    /// now: what is written after this call is read.
    ///
    /// # Errors
    /// `UnknownTopic` if the topic or partition does not exist within `api_timeout`; `InvalidInput` if `start` is below
    /// 0; as [`PartitionConsumer::end_offsets`] where `start` is the end. What keeps any other `start` from being found is told by `next_batch`.
    pub async fn assign(&mut self, topic: &str, partition: i32, start: StartOffset) -> Result<()> {
        start.check(ASSIGN)?;
        lookup::check(self.fetcher.cluster(), topic, partition, ASSIGN).await?;
        self.begin(vec![TopicPartition::new(topic, partition)], start).await
    }

    /// Reads partitions that exist from `start` on.
    async fn begin(&mut self, partitions: Vec<TopicPartition>, start: StartOffset) -> Result<()> {
        let ends = match start {
            StartOffset::End => self.end_offsets(partitions.clone()).await?,
            _ => BTreeMap::new(),
        };
        for partition in partitions {
            let start = ends.get(&partition).map_or(start, |end| StartOffset::Offset(*end));
            self.fetcher.set((ByteString::from(&*partition.topic), partition.partition), start);
        }
        Ok(())
    }

    /// Reads all partitions of a topic from `start` on.
    ///
    /// # Errors
    /// As [`PartitionConsumer::assign`].
    pub async fn assign_topic(&mut self, topic: &str, start: StartOffset) -> Result<()> {
        start.check(ASSIGN)?;
        let patience = self.fetcher.cluster().options.api_timeout;
        let known = self.fetcher.cluster().topic(topic, AutoCreation::Forbidden, patience).await?;
        let partitions = 0..known.partitions.len() as i32;
        let partitions = partitions.map(|partition| TopicPartition::new(topic, partition));
        self.begin(partitions.collect(), start).await
    }

    /// Reads partitions from what the group has committed on; where it has committed nothing, from where
    /// `auto_offset_reset` says.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?.send(["paid"]).await?;
    /// use ottla::{AutoOffsetReset, PartitionConsumerOptions, TopicPartition};
    ///
    /// let mut consumer = client.partition_consumer(PartitionConsumerOptions {
    ///     group_id: Some("reports".into()),
    ///     auto_offset_reset: AutoOffsetReset::Earliest,
    ///     ..Default::default()
    /// })?;
    /// consumer.assign_committed([TopicPartition::new("orders", 0)]).await?;
    /// let batch = consumer.next_batch().await?.expect("nobody stops the consumer");
    /// consumer.commit(&batch).await?;
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// As [`PartitionConsumer::assign`]; `OffsetOutOfRange` if nothing is committed and
    /// `auto_offset_reset` is `None`; as [`PartitionConsumer::committed`]. Then none of the partitions is
    /// assigned.
    pub async fn assign_committed(
        &mut self,
        partitions: impl IntoIterator<Item = TopicPartition>,
    ) -> Result<()> {
        let partitions: BTreeSet<TopicPartition> = partitions.into_iter().collect();
        for TopicPartition { topic, partition } in &partitions {
            lookup::check(self.fetcher.cluster(), topic, *partition, ASSIGN).await?;
        }
        let committed = self.committed(partitions).await?;
        let reset = self.fetcher.reset();
        let lacks =
            |(_, committed): &(&TopicPartition, &Option<CommittedOffset>)| committed.is_none();
        if let (Reset::Nowhere, Some((partition, _))) = (reset, committed.iter().find(lacks)) {
            let message = "the group has committed no offset, and auto_offset_reset is None: assign \
                           the partition with a start, or set it";
            return Err(Error::new(ErrorKind::OffsetOutOfRange, "find where to start", message)
                .with("topic", &partition.topic)
                .with("partition", partition.partition));
        }
        for (partition, committed) in committed {
            match (committed, reset) {
                (Some(committed), _) => {
                    self.fetcher.set_position(partition.key(), committed.position());
                }
                (None, Reset::To(start)) => self.fetcher.set(partition.key(), start),
                // Refused above.
                (None, Reset::Nowhere) => {}
            }
        }
        Ok(())
    }

    /// Reads a partition no more.
    pub fn unassign(&mut self, topic: &str, partition: i32) {
        self.fetcher.remove(&(ByteString::from(topic), partition));
    }

    /// Reads nothing any more.
    pub fn unassign_all(&mut self) {
        for key in self.fetcher.keys() {
            self.fetcher.remove(&key);
        }
    }

    /// The partitions that are read.
    #[must_use]
    pub fn assignment(&self) -> BTreeSet<TopicPartition> {
        self.fetcher.keys().into_iter().map(TopicPartition::from).collect()
    }

    /// The next records of any partition; waits until there are some. `None` if no partition is
    /// assigned, or all are paused, and where [`StopHandle`] asks for it. Dropping the future loses
    /// nothing.
    ///
    /// # Errors
    /// With `auto_offset_reset` `None`, `OffsetOutOfRange` if the offset to read is not in the log, and
    /// `LogTruncated` if the log was truncated below it, or the topic made anew; `Corrupt` for batches that are damaged; what
    /// brokers say, once retrying did not help within `api_timeout`. After an error the consumer can go
    /// on, from where it was.
    pub async fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        let stop = self.stop.clone();
        if stop.take() == Return::Now {
            return Ok(None);
        }
        tokio::select! {
            biased;
            () = stop.asked() => {
                stop.take();
                Ok(None)
            }
            batch = self.fetcher.next_batch() => batch,
        }
    }

    /// The records one by one. Dropping the stream loses nothing: whoever reads next begins with the record after the
    /// last one that it gave.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?.send(["paid", "sent"]).await?;
    /// # let mut consumer = client.partition_consumer(Default::default())?;
    /// use futures::TryStreamExt;
    /// use ottla::StartOffset;
    ///
    /// consumer.assign_topic("orders", StartOffset::Beginning).await?;
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
    /// Each item may be an error of [`PartitionConsumer::next_batch`].
    pub fn records(&mut self) -> impl Stream<Item = Result<OwnedRecord>> + '_ {
        record_stream::records(self)
    }

    /// The batches as a stream that owns the consumer; it ends with the first error, or when `next_batch`
    /// would give `None`. The consumer is dropped with it.
    ///
    /// # Errors
    /// Each item may be an error of [`PartitionConsumer::next_batch`].
    pub fn into_stream(self) -> impl Stream<Item = Result<RecordBatch>> + Send {
        stream::try_unfold(self, |mut consumer| async move {
            let batch = consumer.next_batch().await?;
            Ok(batch.map(|batch| (batch, consumer)))
        })
    }

    /// Ends or interrupts this consumer's loop from elsewhere.
    /// An example is at [`StopHandle`].
    #[must_use]
    pub fn stop_handle(&self) -> StopHandle {
        self.stop.clone()
    }

    /// The next offset that will be handed out of a partition, once it is known.
    #[must_use]
    pub fn position(&self, topic: &str, partition: i32) -> Option<i64> {
        self.fetcher.position(&(topic.into(), partition)).map(|position| position.offset)
    }

    /// The offset that will be fetched next, once it is known: after all that has arrived, whether
    /// it was taken or not.
    #[must_use]
    pub fn fetch_position(&self, topic: &str, partition: i32) -> Option<i64> {
        let key = (ByteString::from(topic), partition);
        self.fetcher.fetch_position(&key).map(|position| position.offset)
    }

    /// Goes on elsewhere in a partition that is assigned; a pause stays.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?.send(["paid", "sent"]).await?;
    /// # let mut consumer = client.partition_consumer(Default::default())?;
    /// use ottla::StartOffset;
    ///
    /// consumer.assign("orders", 0, StartOffset::End).await?;
    /// consumer.seek("orders", 0, StartOffset::Offset(1))?;
    /// let batch = consumer.next_batch().await?.expect("nobody stops the consumer");
    /// assert_eq!(batch.iter().next().map(|record| record.offset), Some(1));
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `InvalidInput` if the partition is not assigned, or `start` is below 0.
    pub fn seek(&mut self, topic: &str, partition: i32, start: StartOffset) -> Result<()> {
        let key = self.assigned("seek", topic, partition)?;
        start.check("seek")?;
        self.fetcher.set(key, start);
        Ok(())
    }

    /// Hands out no records of a partition until [`PartitionConsumer::resume`], and fetches none.
    ///
    /// # Errors
    /// `InvalidInput` if the partition is not assigned.
    pub fn pause(&mut self, topic: &str, partition: i32) -> Result<()> {
        let key = self.assigned("pause a partition", topic, partition)?;
        self.fetcher.set_reading(&key, Reading::Paused);
        Ok(())
    }

    /// Ends a pause.
    ///
    /// # Errors
    /// `InvalidInput` if the partition is not assigned.
    pub fn resume(&mut self, topic: &str, partition: i32) -> Result<()> {
        let key = self.assigned("resume a partition", topic, partition)?;
        self.fetcher.set_reading(&key, Reading::On);
        Ok(())
    }

    /// The partitions that are paused.
    #[must_use]
    pub fn paused(&self) -> BTreeSet<TopicPartition> {
        self.fetcher.paused().into_iter().map(TopicPartition::from).collect()
    }

    /// Where partitions begin: the offset of the first record that is still there.
    ///
    /// # Errors
    /// `UnknownTopic` if a partition does not exist; what keeps leaders from answering within
    /// `api_timeout`.
    pub async fn beginning_offsets(
        &self,
        partitions: impl IntoIterator<Item = TopicPartition>,
    ) -> Result<BTreeMap<TopicPartition, i64>> {
        lookup::offsets_at(&self.fetcher, partitions, OffsetSpec::Earliest).await
    }

    /// Where partitions end, as a reader of this isolation level sees them.
    ///
    /// # Errors
    /// As [`PartitionConsumer::beginning_offsets`].
    pub async fn end_offsets(
        &self,
        partitions: impl IntoIterator<Item = TopicPartition>,
    ) -> Result<BTreeMap<TopicPartition, i64>> {
        lookup::offsets_at(&self.fetcher, partitions, OffsetSpec::Latest).await
    }

    /// The first record of each partition whose time, in milliseconds since 1970, is the given one or
    /// later; `None` if there is none.
    ///
    /// # Errors
    /// `InvalidInput` for negative times; as [`PartitionConsumer::beginning_offsets`].
    pub async fn offsets_for_times(
        &self,
        times: impl IntoIterator<Item = (TopicPartition, i64)>,
    ) -> Result<BTreeMap<TopicPartition, Option<ListedOffset>>> {
        lookup::offsets_for_times(&self.fetcher, times).await
    }

    /// Records between the position and the end of the partition, as its last answer told them; asks
    /// nobody. `None` before there was an answer.
    #[must_use]
    pub fn current_lag(&self, topic: &str, partition: i32) -> Option<i64> {
        self.fetcher.current_lag(&(topic.into(), partition))
    }

    /// Records between the position and the end of each partition whose position is known; asks the
    /// leaders for the ends.
    ///
    /// # Errors
    /// As [`PartitionConsumer::beginning_offsets`].
    pub async fn lag(&self) -> Result<BTreeMap<TopicPartition, i64>> {
        let positions = self.positions().into_iter();
        let positions = positions.map(|(key, position)| (key, position.offset)).collect();
        lookup::lag(&self.fetcher, positions).await
    }

    /// Commits to the group that a batch is done.
    ///
    /// # Errors
    /// As [`PartitionConsumer::commit_offsets`].
    pub async fn commit(&mut self, batch: &RecordBatch) -> Result<()> {
        let partition = TopicPartition::new(batch.topic(), batch.partition());
        self.commit_offsets([(partition, batch.committed())]).await
    }

    /// Commits to the group everything that was handed out so far.
    ///
    /// # Errors
    /// As [`PartitionConsumer::commit_offsets`].
    pub async fn commit_all(&mut self) -> Result<()> {
        let positions = self.positions();
        let offsets = positions.into_iter().map(|(key, position)| (key.into(), position));
        self.commit_offsets(offsets.collect::<Vec<(TopicPartition, FetchPosition)>>()).await
    }

    /// Commits these offsets to the group: each is the next one to read.
    ///
    /// # Errors
    /// `InvalidInput` without `group_id`, and for an offset below 0; `Rebalanced` if the group has members, whose offsets count;
    /// what else brokers say, once retrying did not help within `api_timeout`.
    pub async fn commit_offsets<O: Into<CommittedOffset>>(
        &mut self,
        offsets: impl IntoIterator<Item = (TopicPartition, O)>,
    ) -> Result<()> {
        let offset = |(partition, offset): (TopicPartition, O)| (partition.key(), offset.into());
        self.group()?.commit(offsets.into_iter().map(offset).collect()).await
    }

    /// As [`PartitionConsumer::commit_offsets`], without waiting. Commits are made in the order of the
    /// calls; whoever drops the future has the commit run on by itself, and does not learn what becomes
    /// of it.
    ///
    /// # Errors
    /// `InvalidInput` at once without `group_id`, or outside of a tokio runtime; the future's are those of
    /// [`PartitionConsumer::commit_offsets`].
    pub fn commit_async<O: Into<CommittedOffset>>(
        &self,
        offsets: impl IntoIterator<Item = (TopicPartition, O)>,
    ) -> Result<impl Future<Output = Result<()>> + Send + 'static> {
        let offset = |(partition, offset): (TopicPartition, O)| (partition.key(), offset.into());
        let commit = self.group()?.commit(offsets.into_iter().map(offset).collect());
        let task = runtime::entered("commit offsets")?.spawn(commit);
        Ok(async move {
            match task.await {
                Ok(outcome) => outcome,
                Err(error) => {
                    let message = "the runtime has ended";
                    let ended = Error::new(ErrorKind::Closed, "commit offsets", message);
                    Err(ended.caused_by(error))
                }
            }
        })
    }

    /// What the group has committed of partitions; `None` where there is nothing.
    ///
    /// # Errors
    /// `InvalidInput` without `group_id`; what brokers say, once retrying did not help within
    /// `api_timeout`.
    pub async fn committed(
        &self,
        partitions: impl IntoIterator<Item = TopicPartition>,
    ) -> Result<BTreeMap<TopicPartition, Option<CommittedOffset>>> {
        let keys: Vec<Key> = partitions.into_iter().map(|partition| partition.key()).collect();
        let stability = match self.fetcher.options().isolation {
            IsolationLevel::ReadCommitted => Stability::Stable,
            IsolationLevel::ReadUncommitted => Stability::Any,
        };
        let found = self.group()?.committed(&keys, stability).await?;
        Ok(found.into_iter().map(|(key, committed)| (key.into(), committed)).collect())
    }

    /// Waits for commits that were begun, and tells brokers that nothing more is read. Takes at most
    /// `close_timeout`.
    ///
    /// # Errors
    /// `TimedOut` if commits were not done by then. The consumer is gone in any case.
    pub async fn close(self) -> Result<()> {
        let limit = self.fetcher.options().close_timeout;
        self.close_within(limit).await
    }

    /// As [`PartitionConsumer::close`], with another limit.
    ///
    /// # Errors
    /// As [`PartitionConsumer::close`].
    pub async fn close_within(mut self, limit: Duration) -> Result<()> {
        let deadline = tokio::time::Instant::now() + limit;
        let commits = async {
            if let Some(group) = &self.group {
                group.settled().await;
            }
        };
        let committed = tokio::time::timeout_at(deadline, commits).await;
        // Brokers forget fetch sessions by themselves, so this is worth no error.
        let _ = tokio::time::timeout_at(deadline, self.fetcher.close()).await;
        committed.map_err(|_| {
            let message =
                format!("commits were not done within {limit:?} (close_timeout, close.timeout.ms)");
            Error::new(ErrorKind::TimedOut, "close the consumer", message)
        })
    }

    fn positions(&self) -> BTreeMap<Key, FetchPosition> {
        let position = |key: Key| {
            let position = self.fetcher.position(&key)?;
            Some((key, position))
        };
        self.fetcher.keys().into_iter().filter_map(position).collect()
    }

    fn group(&self) -> Result<&Arc<AssignedOffsets>> {
        self.group.as_ref().ok_or_else(|| {
            let message = "group_id (group.id) is not set: offsets are committed to a group";
            Error::new(ErrorKind::InvalidInput, "use committed offsets", message)
        })
    }

    fn assigned(&self, operation: &'static str, topic: &str, partition: i32) -> Result<Key> {
        let key = (ByteString::from(topic), partition);
        if self.fetcher.contains(&key) {
            return Ok(key);
        }
        let message = "the partition is not assigned: call assign first";
        Err(Error::new(ErrorKind::InvalidInput, operation, message)
            .with("topic", topic)
            .with("partition", partition))
    }
}

impl fmt::Debug for PartitionConsumer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PartitionConsumer")
            .field("assignment", &self.assignment())
            .finish_non_exhaustive()
    }
}

impl Batches for PartitionConsumer {
    async fn next(&mut self) -> Result<Option<RecordBatch>> {
        self.next_batch().await
    }

    fn put_back(&mut self, key: Key, offset: i64) {
        self.fetcher.put_back(&key, offset);
    }
}
