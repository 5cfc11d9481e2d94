//! A consumer of a share group (KIP-932).

use crate::{
    Bytes, ErrorInfo, Header, Reader, Result, ShareConsumerOptions, TopicPartition,
    turns::{Stop, Turns},
    unread::Span,
};
use ottla::{Client, ShareStopHandle};

/// A record that a consumer of a share group has acquired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareRecord {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The offset.
    pub offset: i64,
    /// Milliseconds since 1970: when it was made, or appended, as the topic is configured; -1 without.
    pub timestamp: i64,
    /// The key; null and empty are different things.
    pub key: Option<Bytes>,
    /// The value.
    pub value: Option<Bytes>,
    /// Its headers, in order.
    pub headers: Vec<Header>,
    /// How often it has been delivered, with this time.
    pub delivery_count: i32,
}

/// Records of one partition that a consumer of a share group has acquired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareBatch {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The records, in order.
    pub records: Vec<ShareRecord>,
}

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcknowledgeType {
    /// It is done.
    Accept,
    /// It is delivered again, to this member or another, unless that was often enough.
    Release,
    /// It is delivered no more: nobody can make anything of it.
    Reject,
    /// It takes longer: it stays this member's, and is acknowledged once more (KIP-1222).
    Renew,
}

/// Whether the acknowledgements of a partition count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcknowledgementOutcome {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// Why they do not; null if they do.
    pub error: Option<ErrorInfo>,
}

/// Reads topics as a member of a share group: records are acquired one by one, whatever partition they are in, and
/// each is accepted, released or rejected by itself. One task reads; others may call everything else meanwhile.
/// Loops give a batch at a time.
#[derive(Debug)]
pub struct ShareConsumer {
    consumer: Turns<ottla::ShareConsumer, ShareStopHandle>,
}

impl Stop for ShareStopHandle {
    fn stop(&self) {
        Self::stop(self);
    }
}

impl ShareConsumer {
    pub(crate) async fn start(client: &Client, options: &ShareConsumerOptions) -> Result<Self> {
        let consumer = client.share_consumer(options.read()?).await?;
        let stop = consumer.stop_handle();
        Ok(Self { consumer: Turns::new(consumer, stop) })
    }

    /// The next records that were acquired, all of one partition; waits until there are some. Where
    /// `share.acknowledgement.mode` is `implicit` this accepts those before; otherwise it fails while one of them is
    /// not acknowledged. Null once the consumer was closed.
    pub async fn next_batch(&self) -> Result<Option<ShareBatch>> {
        let found = self.consumer.next(async |consumer| consumer.next_batch().await).await?;
        Ok(found.map(ShareBatch::from))
    }

    /// Says what became of a record; the next `next_batch` or `commit` sends it. Until then another call
    /// changes it.
    pub async fn acknowledge(&self, record: ShareRecord, kind: AcknowledgeType) -> Result<()> {
        let ShareRecord { topic, partition, offset, .. } = record;
        let kind = kind.into();
        let act = |consumer: &mut ottla::ShareConsumer| {
            consumer.acknowledge_offset(&topic, partition, offset, kind)
        };
        self.consumer.with("acknowledge a record", act).await?
    }

    /// Sends all acknowledgements, and waits until brokers have answered: whether those of each partition count.
    pub async fn commit(&self) -> Result<Vec<AcknowledgementOutcome>> {
        let outcomes = {
            let mut consumer = self.consumer.turn("commit acknowledgements").await?;
            consumer.commit_async()
        };
        let outcome = |(at, outcome): (ottla::TopicPartition, Result<()>)| AcknowledgementOutcome {
            topic: at.topic.to_string(),
            partition: at.partition,
            error: outcome.err().as_ref().map(ErrorInfo::from),
        };
        Ok(outcomes.await?.into_iter().map(outcome).collect())
    }

    /// Reads these topics from now on, instead of those before; none leaves the group.
    pub async fn subscribe(&self, topics: Vec<String>) -> Result<()> {
        self.consumer.with("subscribe", |consumer| consumer.subscribe(topics)).await?
    }

    /// The topics that it reads.
    pub async fn subscription(&self) -> Result<Vec<String>> {
        let operation = "look at the subscription";
        let topics = self.consumer.with(operation, |consumer| consumer.subscription()).await?;
        Ok(topics.into_iter().collect())
    }

    /// The partitions that it acquires records of; other members may, too.
    pub async fn assignment(&self) -> Result<Vec<TopicPartition>> {
        let operation = "look at the assignment";
        let assignment = self.consumer.with(operation, |consumer| consumer.assignment()).await?;
        Ok(assignment.into_iter().map(Into::into).collect())
    }

    /// How many milliseconds a record stays acquired before others may get it; null before the first answer.
    pub async fn acquisition_lock_timeout_ms(&self) -> Result<Option<i64>> {
        let operation = "look at the lock's timeout";
        let act = |consumer: &mut ottla::ShareConsumer| consumer.acquisition_lock_timeout();
        let timeout = self.consumer.with(operation, act).await?;
        Ok(timeout.map(|time| i64::try_from(time.as_millis()).unwrap_or(i64::MAX)))
    }

    /// Sends what is acknowledged, gives back all other records, leaves the group, and ends loops.
    pub async fn close(&self) -> Result<()> {
        match self.consumer.end().await? {
            Some(consumer) => consumer.close().await,
            None => Ok(()),
        }
    }
}

impl Reader for ShareConsumer {
    type Batch = ShareBatch;

    fn give_back(&self, batch: ShareBatch) {
        self.consumer.give_back(batch.records.into_iter().map(|record| Span {
            topic: record.topic,
            partition: record.partition,
            first: record.offset,
            next: record.offset + 1,
        }));
    }
}

impl From<AcknowledgeType> for ottla::AcknowledgeType {
    fn from(kind: AcknowledgeType) -> Self {
        match kind {
            AcknowledgeType::Accept => Self::Accept,
            AcknowledgeType::Release => Self::Release,
            AcknowledgeType::Reject => Self::Reject,
            AcknowledgeType::Renew => Self::Renew,
        }
    }
}

impl From<ottla::ShareBatch> for ShareBatch {
    fn from(batch: ottla::ShareBatch) -> Self {
        let record = |record: ottla::ShareRecord<'_>| {
            let ottla::OwnedShareRecord { record, delivery_count } = record.to_owned_record();
            ShareRecord {
                topic: record.topic.to_string(),
                partition: record.partition,
                offset: record.offset,
                timestamp: record.timestamp,
                key: record.key,
                value: record.value,
                headers: Header::all_of(record.headers),
                delivery_count: i32::from(delivery_count),
            }
        };
        Self {
            topic: batch.topic().to_owned(),
            partition: batch.partition(),
            records: batch.iter().map(record).collect(),
        }
    }
}
