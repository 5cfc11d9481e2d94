//! Fetches partitions: requests go out and answers are taken while [`Fetcher::next_batch`] runs; the
//! connections work on in between. Both consumers read through it; which partitions there are, and
//! where to start, is theirs to decide.

use std::{collections::VecDeque, fmt, sync::Arc};

use bytes::Bytes;
use futures::{FutureExt, StreamExt, future::BoxFuture, stream::FuturesUnordered};
use ottla_core::{
    model::ErrorCode,
    protocol::{
        messages::{FetchRequest, FetchResponse, fetch_response::PartitionData},
        records::{BATCH_OVERHEAD, Checksums, Codecs, FetchedBatch},
    },
};
use tokio::time::Instant;

use super::{
    clock,
    cluster::{AutoCreation, Cluster, is_passing},
    nodes::Nodes,
};
use crate::{
    Error, ErrorKind, RecordBatch, Result,
    admin::offsets,
    engine::{
        isolation::{Isolation, Visibility},
        positions::{Fetch, Key, Positions, TOPIC_IDS_SINCE},
    },
    options::{AutoOffsetReset, PartitionConsumerOptions, StartOffset},
};

#[derive(Debug)]
pub(crate) struct Fetcher {
    pub(crate) cluster: Arc<Cluster>,
    options: PartitionConsumerOptions,
    /// Fetches wait at the broker, so they have connections of their own.
    nodes: Arc<Nodes>,
    pub(crate) positions: Positions,
    answers: FuturesUnordered<BoxFuture<'static, Answered>>,
    chunks: VecDeque<Chunk>,
    codecs: Codecs,
    /// Since when nothing but failures came, and how many.
    failing: Option<(Instant, u32)>,
    /// The wait after a failure, and the look for new leaders: kept, so that whoever calls often and
    /// drops the future gets over it, too.
    recovery: Option<Recovery>,
}

struct Recovery(BoxFuture<'static, Result<()>>);

impl fmt::Debug for Recovery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recovery")
    }
}

struct Answered {
    fetch: Fetch,
    answer: Result<FetchResponse>,
}

/// What one answer brought of one partition.
#[derive(Debug)]
struct Chunk {
    key: Key,
    bytes: Bytes,
    /// The first offset that was asked for.
    first_offset: i64,
    /// The first offset that was not handed out yet.
    position: i64,
    isolation: Isolation,
}

impl Fetcher {
    pub(crate) fn new(cluster: Arc<Cluster>, options: PartitionConsumerOptions) -> Self {
        Self {
            cluster,
            options,
            nodes: Arc::default(),
            positions: Positions::default(),
            answers: FuturesUnordered::new(),
            chunks: VecDeque::new(),
            codecs: Codecs::new(),
            failing: None,
            recovery: None,
        }
    }

    /// Reads a partition from `start` on, whatever was read of it before.
    pub(crate) fn set(&mut self, key: Key, start: StartOffset) {
        self.chunks.retain(|chunk| chunk.key != key);
        self.positions.set(key, start);
    }

    /// Reads a partition no more.
    pub(crate) fn remove(&mut self, key: &Key) {
        self.chunks.retain(|chunk| chunk.key != *key);
        self.positions.remove(key);
    }

    /// The next offset that will be handed out, if it is known.
    pub(crate) fn position(&self, key: &Key) -> Option<i64> {
        let waiting = self.chunks.iter().find(|chunk| chunk.key == *key);
        waiting.map(|chunk| chunk.position).or_else(|| self.positions.offset(key))
    }

    /// The next records of any partition; waits until there are some. `None` if there is no
    /// partition to read. Dropping the future loses nothing.
    ///
    /// # Errors
    /// As those of the consumers.
    pub(crate) async fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        loop {
            self.fetch();
            if let Some(batch) = self.next_of_chunks()? {
                return Ok(Some(batch));
            }
            if self.positions.is_idle() {
                return Ok(None);
            }
            self.recover().await?;
            self.find_starts().await?;
            self.fetch();
            match self.answers.next().await {
                Some(answered) => self.take(answered)?,
                None => {
                    let message = "no broker leads the partitions";
                    let error = Error::new(ErrorKind::Unreachable, "fetch", message);
                    self.failed(error)?;
                }
            }
        }
    }

    /// Sends what can be asked for now.
    fn fetch(&mut self) {
        let image = self.cluster.image();
        for fetch in self.positions.fetches(&image, &self.options) {
            let Some(address) = image.brokers.get(&fetch.node).cloned() else {
                self.positions.answered(fetch.node);
                continue;
            };
            let (cluster, nodes) = (self.cluster.clone(), self.nodes.clone());
            let wait = self.options.fetch_wait_max;
            self.answers.push(
                async move {
                    let answer = async {
                        let connection = nodes.get(&address, &*cluster).await?;
                        let by_name = fetch.topics.keys().any(|id| id.is_zero());
                        let max = if by_name { TOPIC_IDS_SINCE - 1 } else { i16::MAX };
                        let version = connection.versions().newest_up_to::<FetchRequest>(max)?;
                        let pending = connection.submit(&fetch.request, version)?;
                        pending.answer(cluster.options.request_timeout + wait).await
                    };
                    let answer = answer.await;
                    Answered { fetch, answer }
                }
                .boxed(),
            );
        }
    }

    /// Takes an answer apart.
    fn take(&mut self, answered: Answered) -> Result<()> {
        let Answered { fetch, answer } = answered;
        self.positions.answered(fetch.node);
        let mut failure: Option<Error> = None;
        let response = match answer {
            Ok(response) => response,
            Err(error) => return self.failed(error),
        };
        let code = ErrorCode::from_code(response.error_code);
        if code.is_error() {
            return self.failed(Error::from_code("fetch", code, None));
        }
        for topic in response.responses {
            let name = match topic.topic_id.is_zero() {
                true => Some(topic.topic),
                false => fetch.topics.get(&topic.topic_id).cloned(),
            };
            let Some(name) = name else { continue };
            for data in topic.partitions {
                let key = (name.clone(), data.partition_index);
                let Some(asked) = fetch.offsets.get(&key).copied() else { continue };
                // One partition that failed must not cost the data of the others.
                if let Err(error) = self.take_partition(key, asked, data) {
                    failure = Some(match failure {
                        Some(other) if !is_passing(&other) => other,
                        Some(_) | None => error,
                    });
                }
            }
        }
        match failure {
            Some(error) => self.failed(error),
            None => {
                self.failing = None;
                Ok(())
            }
        }
    }

    fn take_partition(&mut self, key: Key, asked: i64, data: PartitionData) -> Result<()> {
        let code = ErrorCode::from_code(data.error_code);
        if code == ErrorCode::OffsetOutOfRange {
            return self.reset(key, asked);
        }
        if code.is_error() {
            let leader = &data.current_leader;
            self.cluster.change(|image| {
                image.with_leader(&key.0, key.1, leader.leader_id, leader.leader_epoch)
            });
            return Err(at(Error::from_code("fetch", code, None), &key));
        }
        let Some(records) = data.records else { return Ok(()) };
        let bytes = records.read().map_err(|error| {
            at(Error::new(ErrorKind::Corrupt, "fetch", error.to_string()), &key)
        })?;
        let (whole, next) = whole_batches(&bytes, asked).map_err(|error| at(error, &key))?;
        if whole == 0 || !self.positions.advance(&key, asked, next) {
            return Ok(());
        }
        let aborted = data.aborted_transactions.unwrap_or_default();
        self.chunks.push_back(Chunk {
            key,
            bytes: bytes.slice(..whole),
            first_offset: asked,
            position: asked,
            isolation: Isolation::new(self.options.isolation, aborted),
        });
        Ok(())
    }

    fn reset(&mut self, key: Key, asked: i64) -> Result<()> {
        if self.positions.offset(&key) != Some(asked) {
            return Ok(());
        }
        let start = match self.options.auto_offset_reset {
            AutoOffsetReset::Earliest => StartOffset::Beginning,
            AutoOffsetReset::Latest => StartOffset::End,
            AutoOffsetReset::ByDuration(age) => since(age),
            AutoOffsetReset::None => {
                let message = format!(
                    "offset {asked} is not in the log any more, or not yet: assign another start, \
                     or set auto_offset_reset"
                );
                return Err(at(Error::new(ErrorKind::OffsetOutOfRange, "fetch", message), &key));
            }
        };
        self.positions.set(key, start);
        Ok(())
    }

    /// The next batch with records out of what has arrived.
    pub(crate) fn next_of_chunks(&mut self) -> Result<Option<RecordBatch>> {
        let mut index = 0;
        while let Some(chunk) = self.chunks.get_mut(index) {
            if self.positions.is_paused(&chunk.key) {
                index += 1;
                continue;
            }
            let Ok(Some(batch)) = FetchedBatch::split_off_front(&mut chunk.bytes) else {
                // All batches were found whole when they came, so nothing is left.
                self.positions.chunk_taken(&chunk.key);
                self.chunks.remove(index);
                continue;
            };
            let next = chunk.position.max(batch.last_offset().0.saturating_add(1));
            if batch.last_offset().0 < chunk.first_offset {
                continue;
            }
            let checksums = match self.options.check_crcs {
                true => Checksums::Checked,
                false => Checksums::Ignored,
            };
            match visibility(&batch, &mut chunk.isolation, checksums, &chunk.key)? {
                Visibility::Hidden => {
                    chunk.position = next;
                    continue;
                }
                Visibility::Shown => {}
            }
            let (topic, partition) = chunk.key.clone();
            let opened = RecordBatch::open(
                topic,
                partition,
                &batch,
                chunk.first_offset,
                checksums,
                &mut self.codecs,
            )?;
            // Only now: a damaged batch must not count as handed out.
            chunk.position = next;
            if !opened.is_empty() {
                return Ok(Some(opened));
            }
        }
        Ok(None)
    }

    /// Asks for the offsets of starts that are not offsets.
    async fn find_starts(&mut self) -> Result<()> {
        let wanted = self.positions.wanted();
        if wanted.is_empty() {
            return Ok(());
        }
        let found = offsets::list(&self.cluster, &wanted, self.options.isolation).await?;
        for (key, offset) in found {
            self.positions.found(&key, offset.offset);
        }
        Ok(())
    }

    /// Has the next attempt wait a while after a failure that may pass, and look for new leaders.
    fn failed(&mut self, error: Error) -> Result<()> {
        if !is_passing(&error) {
            return Err(error);
        }
        let (since, failures) = self.failing.unwrap_or((Instant::now(), 0));
        self.failing = Some((since, failures + 1));
        if since.elapsed() > self.cluster.options.api_timeout {
            self.failing = None;
            return Err(error);
        }
        tracing::debug!(%error, failures, "fetching failed, and is tried again");
        let (cluster, known) = (self.cluster.clone(), self.cluster.generation());
        let recovery = async move {
            cluster.pause(failures + 1).await;
            cluster.refresh_since(known, AutoCreation::Forbidden).await
        };
        self.recovery = Some(Recovery(recovery.boxed()));
        Ok(())
    }

    async fn recover(&mut self) -> Result<()> {
        let Some(Recovery(recovery)) = &mut self.recovery else { return Ok(()) };
        let refreshed = recovery.await;
        self.recovery = None;
        match refreshed {
            Err(error)
                if !is_passing(&error) && self.positions.lacks_leader(&self.cluster.image()) =>
            {
                Err(error)
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }
}

/// The first record that is younger than `age`.
pub(crate) fn since(age: std::time::Duration) -> StartOffset {
    let age = i64::try_from(age.as_millis()).unwrap_or(i64::MAX);
    StartOffset::Timestamp(clock::wall().0.saturating_sub(age).max(0))
}

/// Whether records of a batch are shown; one that is damaged must not decide that for others.
fn visibility(
    batch: &FetchedBatch,
    isolation: &mut Isolation,
    checksums: Checksums,
    key: &Key,
) -> Result<Visibility> {
    match (batch, checksums) {
        (FetchedBatch::Current(batch), Checksums::Checked) => batch.verify().map_err(|error| {
            at(Error::new(ErrorKind::Corrupt, "read a batch", error.to_string()), key)
                .with("offset", batch.header.base_offset)
        })?,
        (FetchedBatch::Current(_), Checksums::Ignored) | (FetchedBatch::Legacy(_), _) => {}
    }
    Ok(match batch {
        FetchedBatch::Current(batch) => {
            isolation.judge(&batch.header, &batch.bytes[BATCH_OVERHEAD..])
        }
        // Transactions came with format v2. The CRCs are checked when it is opened.
        FetchedBatch::Legacy(_) => Visibility::Shown,
    })
}

/// Bytes of the whole batches at the start, and the offset after them. A broker may cut the last
/// one off.
fn whole_batches(bytes: &Bytes, asked: i64) -> Result<(usize, i64)> {
    let (mut rest, mut next) = (bytes.clone(), asked);
    loop {
        match FetchedBatch::split_off_front(&mut rest) {
            Ok(Some(batch)) => next = next.max(batch.last_offset().0.saturating_add(1)),
            Ok(None) => return Ok((bytes.len() - rest.len(), next)),
            Err(error) => return Err(Error::new(ErrorKind::Corrupt, "fetch", error.to_string())),
        }
    }
}

fn at(error: Error, key: &Key) -> Error {
    error.with("topic", &key.0).with("partition", key.1)
}
