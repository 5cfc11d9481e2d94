//! The consumer itself: hands out what is acquired, and takes acknowledgements.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
    time::Duration,
};

use ottla_core::protocol::records::{Checksums, Codecs};
use tokio::sync::watch;

use super::{
    batch::{OwnedShareRecord, ShareBatch, ShareRecord},
    open::Reader,
    options,
};
use crate::{
    Error, Result, TopicPartition,
    driver::{
        cluster::Cluster,
        share::{Commit, ShareMembership},
    },
    engine::share::{acknowledge::AcknowledgeType, state::Asking},
    options::ShareConsumerOptions,
};

/// Reads topics as a member of a share group (KIP-932): records are acquired one by one, whatever partition
/// they are in, and each is accepted, given back or rejected by itself. Needs Apache Kafka 4.2 or newer with
/// `share.version` 1.
///
/// A task of its own sends heartbeats and acknowledgements while the user is busy. Dropping the consumer gives
/// back what is acquired in the background; [`ShareConsumer::close`] waits for it.
///
/// ```no_run
/// # async fn example(client: ottla::Client) -> ottla::Result<()> {
/// use ottla::{AcknowledgementMode, AcknowledgeType, ShareConsumerOptions};
///
/// let mut consumer = client
///     .share_consumer(ShareConsumerOptions {
///         group_id: "mails".into(),
///         topics: vec!["orders".into()],
///         acknowledgement_mode: AcknowledgementMode::Explicit,
///         ..Default::default()
///     })
///     .await?;
/// while let Some(batch) = consumer.next_batch().await? {
///     for record in &batch {
///         let kind = match record.value_text().is_empty() {
///             true => AcknowledgeType::Reject,
///             false => AcknowledgeType::Accept,
///         };
///         consumer.acknowledge(&record, kind)?;
///     }
/// }
/// consumer.close().await
/// # }
/// ```
pub struct ShareConsumer {
    pub(super) member: Arc<ShareMembership>,
    pub(super) options: ShareConsumerOptions,
    reader: Reader,
    /// What the next call of `next_batch` tells.
    deferred: Option<Error>,
    stop: watch::Sender<Asked>,
}

/// Whether the user wants `next_batch` to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Nothing,
    Stop,
}

/// Ends a share consumer's loop from elsewhere, as a [`StopHandle`](crate::StopHandle) that of a consumer.
#[derive(Clone, Debug)]
pub struct ShareStopHandle(watch::Sender<Asked>);

impl ShareStopHandle {
    /// Has the consumer's `next_batch`, one that waits included, give `None` from now on.
    pub fn stop(&self) {
        self.0.send_replace(Asked::Stop);
    }
}

impl fmt::Debug for ShareConsumer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ShareConsumer")
            .field("group_id", &self.options.group_id)
            .field("assignment", &self.assignment())
            .finish_non_exhaustive()
    }
}

impl ShareConsumer {
    pub(crate) async fn start(
        cluster: Arc<Cluster>,
        options: ShareConsumerOptions,
    ) -> Result<Self> {
        let topics = options::check(&options)?;
        let member = ShareMembership::start(cluster, &options, topics).await?;
        let checksums = match options.check_crcs {
            true => Checksums::Checked,
            false => Checksums::Ignored,
        };
        let records_max = usize::try_from(options.max_poll_records).unwrap_or(1);
        Ok(Self {
            member,
            reader: Reader {
                codecs: parking_lot::Mutex::new(Codecs::new()),
                checksums,
                records_max,
            },
            options,
            deferred: None,
            stop: watch::Sender::new(Asked::Nothing),
        })
    }

    /// The next records, at most `max_poll_records`, all of one partition; waits until there are some. In
    /// implicit mode this accepts what was handed out before. `None` once [`ShareStopHandle::stop`] was
    /// called. Dropping the future loses nothing: what has been acquired by then comes with the next call.
    ///
    /// # Errors
    /// `InvalidInput` in explicit mode if a record that was handed out is not acknowledged yet, and if the
    /// consumer subscribes to nothing; `Corrupt` for
    /// a batch that is damaged, whose records are rejected; what the coordinator and brokers say to this
    /// member, for good or once it has lasted for `api_timeout`. After an error the consumer can go on,
    /// unless it is for good.
    pub async fn next_batch(&mut self) -> Result<Option<ShareBatch>> {
        let member = self.member.clone();
        member.state.lock().begin()?;
        let _waiting = Waiting::begin(&member);
        let (mut stop, mut changes) = (self.stop.subscribe(), member.changes());
        loop {
            if *stop.borrow_and_update() == Asked::Stop {
                return Ok(None);
            }
            changes.borrow_and_update();
            if let Some(error) = self.deferred.take() {
                return Err(error);
            }
            if let Some(batch) = self.take()? {
                return Ok(Some(batch));
            }
            if let Some(error) = member.state.lock().take_error() {
                return Err(error);
            }
            // Taking may have left nothing, or something to say.
            member.wake();
            tokio::select! {
                _ = changes.changed() => {}
                _ = stop.changed() => {}
            }
        }
    }

    /// What has arrived, if anything has.
    fn take(&mut self) -> Result<Option<ShareBatch>> {
        loop {
            let now = self.member.cluster.clock.now();
            let Some((topic, mut chunk)) = self.member.state.lock().take_chunk(now) else {
                return Ok(None);
            };
            let look = self.reader.open(&topic, &mut chunk);
            self.member.state.lock().opened(chunk, look.opened);
            match (look.batch, look.error) {
                (Some(batch), error) => {
                    self.deferred = error;
                    return Ok(Some(batch));
                }
                (None, Some(error)) => return Err(error),
                (None, None) => {}
            }
        }
    }

    /// Says what became of a record; the next call of `next_batch` or `commit` sends it. Until then another
    /// call changes it. A record whose lock is renewed stays the caller's, and is acknowledged once more.
    ///
    /// # Errors
    /// `InvalidInput` in implicit mode, and if the record is acknowledged already.
    pub fn acknowledge(&self, record: &ShareRecord<'_>, kind: AcknowledgeType) -> Result<()> {
        let key = (record.topic().into(), record.partition());
        let mut state = self.member.state.lock();
        state.acknowledge(Some(record.topic_id()), &key, record.offset, kind)
    }

    /// As [`ShareConsumer::acknowledge`], for a record on its own.
    ///
    /// # Errors
    /// As [`ShareConsumer::acknowledge`].
    pub fn acknowledge_owned(
        &self,
        record: &OwnedShareRecord,
        kind: AcknowledgeType,
    ) -> Result<()> {
        let record = &record.record;
        self.acknowledge_offset(&record.topic, record.partition, record.offset, kind)
    }

    /// As [`ShareConsumer::acknowledge`], for a record that is known by its place.
    ///
    /// # Errors
    /// As [`ShareConsumer::acknowledge`].
    pub fn acknowledge_offset(
        &self,
        topic: &str,
        partition: i32,
        offset: i64,
        kind: AcknowledgeType,
    ) -> Result<()> {
        let key = (topic.into(), partition);
        self.member.state.lock().acknowledge(None, &key, offset, kind)
    }

    /// Says the same of all records of a batch.
    ///
    /// # Errors
    /// As [`ShareConsumer::acknowledge`].
    pub fn acknowledge_batch(&self, batch: &ShareBatch, kind: AcknowledgeType) -> Result<()> {
        batch.iter().try_for_each(|record| self.acknowledge(&record, kind))
    }

    /// Releases a record that was handed out to somebody who cannot take it any more, in either mode: a binding
    /// whose user has broken off the call.
    #[doc(hidden)]
    pub fn release_unseen(&self, topic: &str, partition: i32, offset: i64) {
        self.member.state.lock().release_unseen(&(topic.into(), partition), offset);
    }

    /// Sends all acknowledgements, in implicit mode those of all that was handed out, and waits until brokers
    /// have answered: for each partition, whether they count. Acknowledgements that went by themselves are
    /// among them if they have no answer yet, or have failed since the last commit. Whoever drops the future
    /// has them sent nevertheless.
    ///
    /// # Errors
    /// `Closed` if the runtime ends. A partition's own error says why its acknowledgements do not count,
    /// for instance INVALID_RECORD_STATE: the lock has timed out, and the records are delivered again. Where
    /// the connection broke (`Unreachable`, `TimedOut`) nobody knows: they may count, or the records come again.
    pub async fn commit(&mut self) -> Result<BTreeMap<TopicPartition, Result<()>>> {
        committed(self.member.clone(), Commit::begin(&self.member)).await
    }

    /// As [`ShareConsumer::commit`], without waiting: the acknowledgements are sent whether the future is
    /// awaited or dropped.
    ///
    /// # Errors
    /// The future's are those of [`ShareConsumer::commit`].
    pub fn commit_async(
        &mut self,
    ) -> impl Future<Output = Result<BTreeMap<TopicPartition, Result<()>>>> + Send + 'static {
        committed(self.member.clone(), Commit::begin(&self.member))
    }

    /// Subscribes to other topics instead of those before; to none with an empty list, which leaves the group.
    ///
    /// # Errors
    /// `InvalidInput` if one cannot be a topic's name.
    pub fn subscribe<S: AsRef<str>>(&mut self, topics: impl IntoIterator<Item = S>) -> Result<()> {
        let names: Vec<S> = topics.into_iter().collect();
        let topics = options::topics(&names)?;
        self.member.state.lock().subscribe(topics);
        self.member.wake();
        Ok(())
    }

    /// The names that the consumer subscribes to.
    #[must_use]
    pub fn subscription(&self) -> BTreeSet<String> {
        self.member.state.lock().subscription().iter().map(ToString::to_string).collect()
    }

    /// The partitions that the consumer acquires records of; other members may, too.
    #[must_use]
    pub fn assignment(&self) -> BTreeSet<TopicPartition> {
        self.member.state.lock().assignment().into_iter().map(TopicPartition::from).collect()
    }

    /// How long a record stays acquired before others may get it, as the brokers said last
    /// (`share.record.lock.duration.ms`). `None` before the first answer.
    #[must_use]
    pub fn acquisition_lock_timeout(&self) -> Option<Duration> {
        self.member.state.lock().lock_timeout()
    }

    /// Ends this consumer's loop from elsewhere, for instance when the process is asked to end.
    #[must_use]
    pub fn stop_handle(&self) -> ShareStopHandle {
        ShareStopHandle(self.stop.clone())
    }
}

async fn committed(
    member: Arc<ShareMembership>,
    commit: Commit,
) -> Result<BTreeMap<TopicPartition, Result<()>>> {
    let outcomes = member.committed(commit).await?;
    Ok(outcomes.into_iter().map(|(key, outcome)| (key.into(), outcome)).collect())
}

/// Has brokers be asked for records, for as long as it lives.
struct Waiting<'a>(&'a ShareMembership);

impl<'a> Waiting<'a> {
    fn begin(member: &'a ShareMembership) -> Self {
        member.state.lock().ask(Asking::Records);
        Self(member)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.state.lock().ask(Asking::Nothing);
        // Acknowledgements that no fetch takes along are sent by themselves.
        self.0.wake();
    }
}
