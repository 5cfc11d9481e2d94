//! One transaction of a producer: a guard that commits or aborts it.

use std::collections::BTreeMap;

use crate::{
    CommittedOffset, Delivery, Error, ErrorKind, GroupMetadata, Outcome, Producer, Record, Result,
    TopicPartition, Written, driver::transaction::offsets::check_member, engine::group::offsets,
};

/// An open transaction: all its records and offsets count, or none do.
///
/// It has to be ended by [`Transaction::commit`] or [`Transaction::abort`]. One that is dropped is aborted in
/// the background, with a warning (`tracing`), and the producer's next `begin` waits for that. One that is
/// forgotten (`std::mem::forget`) stays open until `transaction_timeout`, and the producer begins no other.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// use ottla::{ProducerOptions, Record};
///
/// let producer = client.producer(ProducerOptions {
///     transactional_id: Some("billing-1".into()),
///     ..Default::default()
/// })?;
/// let mut transaction = producer.begin().await?;
/// drop(transaction.enqueue(Record::to("orders").key("42").value("paid")).await?);
/// drop(transaction.enqueue(Record::to("stock").key("7").value("-1")).await?);
/// transaction.commit().await?;
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Debug)]
#[must_use = "a transaction that is dropped is aborted"]
pub struct Transaction {
    producer: Producer,
    outcome: Option<Outcome>,
}

impl Transaction {
    pub(crate) fn new(producer: Producer) -> Self {
        Self { producer, outcome: None }
    }

    /// Sends a record, and waits until it is written. Only [`Transaction::commit`] makes it count.
    ///
    /// # Errors
    /// As [`Transaction::enqueue`], and what the broker says: then the transaction can only be aborted.
    pub async fn send(&self, record: Record<'_>) -> Result<Written> {
        self.enqueue(record).await?.await
    }

    /// Takes a record into a batch, as [`Producer::enqueue`]. Nobody has to wait for the [`Delivery`]:
    /// `commit` does, and fails if one of them has.
    ///
    /// # Errors
    /// As [`Producer::enqueue`], which leave the transaction as it is; `Aborted`, whose advice is
    /// [`crate::Advice::Abort`], once another record or call has failed.
    pub async fn enqueue(&self, record: Record<'_>) -> Result<Delivery> {
        self.check_open("send a record")?;
        self.producer.enqueue_anywhere(record).await
    }

    /// As `enqueue`, where nothing has to be waited for; `None` where `enqueue` has to be asked.
    #[doc(hidden)]
    pub fn enqueue_at_once(&self, record: &Record<'_>) -> Option<Result<Delivery>> {
        match self.check_open("send a record") {
            Ok(()) => self.producer.enqueue_anywhere_at_once(record),
            Err(error) => Some(Err(error)),
        }
    }

    /// Has the group's offsets be committed with the transaction: each is the next one to read. `group` comes
    /// from [`crate::Consumer::group_metadata`], best taken when the records were; without a
    /// consumer group from [`GroupMetadata::without_members`].
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
    /// #     enable_auto_commit: false,
    /// #     ..Default::default()
    /// # };
    /// # let mut consumer = client.consumer(options).await?;
    /// use ottla::{ProducerOptions, Record, TopicPartition};
    ///
    /// let producer = client.producer(ProducerOptions {
    ///     transactional_id: Some("billing-1".into()),
    ///     ..Default::default()
    /// })?;
    /// let batch = consumer.next_batch().await?.expect("nobody stops the consumer");
    /// let group = consumer.group_metadata();
    /// let mut transaction = producer.begin().await?;
    /// for record in &batch {
    ///     drop(transaction.enqueue(Record::to("bills").value(&*record.value_text())).await?);
    /// }
    /// // What was read and what was written count together.
    /// let read = TopicPartition::new(batch.topic(), batch.partition());
    /// transaction.send_offsets(&group, [(read, batch.next_offset())]).await?;
    /// transaction.commit().await?;
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// After any of a broker's the transaction can only be aborted. `Rebalanced` if the consumer was
    /// thrown out of its group: what it has read belongs to others.
    pub async fn send_offsets<O: Into<CommittedOffset>>(
        &self,
        group: &GroupMetadata,
        offsets: impl IntoIterator<Item = (TopicPartition, O)>,
    ) -> Result<()> {
        self.check_open("send offsets to the transaction")?;
        check_member(group)?;
        let offset = |(partition, offset): (TopicPartition, O)| (partition.key(), offset.into());
        let offsets: BTreeMap<_, _> = offsets.into_iter().map(offset).collect();
        offsets::check("send offsets to the transaction", &offsets)?;
        self.producer.shared().send_offsets(group, offsets).await
    }

    /// Waits until all records are written, and commits. That takes at most `delivery_timeout` for the
    /// records and `max_block` for the coordinator.
    ///
    /// # Errors
    /// With advice [`crate::Advice::Abort`]: a record, or something else, has failed, and nothing is
    /// committed; the cause says what. With [`crate::Advice::Retry`], or when the future was dropped:
    /// whether it is committed is not known; calling it again goes on with the same commit, and so finds
    /// out. With [`crate::Advice::Fatal`]: another producer took over, or the coordinator ended the
    /// transaction; make a new producer.
    pub async fn commit(&mut self) -> Result<()> {
        self.check_open("commit the transaction")?;
        self.producer.shared().commit_transaction().await?;
        self.outcome = Some(Outcome::Committed);
        Ok(())
    }

    /// Aborts: records that were not sent yet are given up, readers of committed records see none. After
    /// a commit whose outcome is not known it settles that, one way or the other: the outcome tells.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// use ottla::{Outcome, ProducerOptions, Record};
    ///
    /// let producer = client.producer(ProducerOptions {
    ///     transactional_id: Some("billing-1".into()),
    ///     ..Default::default()
    /// })?;
    /// let mut transaction = producer.begin().await?;
    /// transaction.send(Record::to("orders").value("paid")).await?;
    /// assert_eq!(transaction.abort().await?, Outcome::Aborted);
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// With [`crate::Advice::Retry`]: the coordinator has not answered within `max_block`; call it again, or
    /// drop the transaction. With [`crate::Advice::Fatal`] as [`Transaction::commit`].
    pub async fn abort(&mut self) -> Result<Outcome> {
        self.check_open("abort the transaction")?;
        let outcome = self.producer.shared().abort_transaction().await?;
        self.outcome = Some(outcome);
        Ok(outcome)
    }

    /// How it has ended, once that is known.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        self.outcome
    }

    /// Why it can only be aborted.
    pub(crate) fn failure(&self) -> Option<Error> {
        self.producer.shared().transaction_failure()
    }

    fn check_open(&self, operation: &'static str) -> Result<()> {
        match self.outcome {
            None => Ok(()),
            Some(outcome) => {
                let message = format!("the transaction was ended before: {outcome:?}");
                Err(Error::new(ErrorKind::InvalidInput, operation, message))
            }
        }
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if self.outcome.is_none() {
            self.producer.shared().abandon_transaction();
        }
    }
}
