//! Where a consumer is in its partitions, where they begin and end, and going on elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use bytestring::ByteString;

use super::{group::Consumer, lookup, rebalance::not_assigned};
use crate::{
    Result, TopicPartition,
    admin::{ListedOffset, OffsetSpec},
    engine::positions::{Key, Reading},
    options::StartOffset,
};

impl Consumer {
    /// The next offset that will be handed out of a partition, once it is known.
    #[must_use]
    pub fn position(&self, topic: &str, partition: i32) -> Option<i64> {
        self.fetcher.position(&(topic.into(), partition)).map(|position| position.offset)
    }

    /// Goes on elsewhere in a partition that the consumer has; nothing is committed by that alone.
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
    /// use ottla::StartOffset;
    ///
    /// consumer.seek("orders", 0, StartOffset::Beginning)?;
    /// let batch = consumer.next_batch().await?.expect("nobody stops the consumer");
    /// assert_eq!(batch.iter().next().map(|record| record.offset), Some(0));
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `Rebalanced` if the partition is not assigned; `InvalidInput` if `start` is below 0.
    pub fn seek(&mut self, topic: &str, partition: i32, start: StartOffset) -> Result<()> {
        let key = self.assigned("seek", topic, partition)?;
        start.check("seek")?;
        self.doubts.remove(&key);
        self.fetcher.set(key, start);
        Ok(())
    }

    /// Hands out no records of a partition until [`Consumer::resume`]; it stays assigned. An eager
    /// rebalance ends the pause.
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
    /// consumer.pause("orders", 0)?;
    /// assert_eq!(consumer.paused().len(), 1);
    /// consumer.resume("orders", 0)?;
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `Rebalanced` if the partition is not assigned.
    pub fn pause(&mut self, topic: &str, partition: i32) -> Result<()> {
        let key = self.assigned("pause a partition", topic, partition)?;
        self.fetcher.set_reading(&key, Reading::Paused);
        Ok(())
    }

    /// Ends a pause.
    ///
    /// # Errors
    /// `Rebalanced` if the partition is not assigned.
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

    /// Where partitions begin: the offset of the first record that is still there. They need not be
    /// assigned.
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

    /// Where partitions end, as a reader of this isolation level sees them. They need not be assigned.
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
    /// let orders = TopicPartition::new("orders", 0);
    /// let ends = consumer.end_offsets([orders.clone()]).await?;
    /// assert_eq!(ends[&orders], 2);
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// As [`Consumer::beginning_offsets`].
    pub async fn end_offsets(
        &self,
        partitions: impl IntoIterator<Item = TopicPartition>,
    ) -> Result<BTreeMap<TopicPartition, i64>> {
        lookup::offsets_at(&self.fetcher, partitions, OffsetSpec::Latest).await
    }

    /// The first record of each partition whose time, in milliseconds since 1970, is the given one or
    /// later; `None` if there is none. They need not be assigned.
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
    /// use std::time::{Duration, SystemTime, UNIX_EPOCH};
    ///
    /// use ottla::TopicPartition;
    ///
    /// let orders = TopicPartition::new("orders", 0);
    /// let an_hour_ago = SystemTime::now() - Duration::from_secs(3_600);
    /// let time = an_hour_ago.duration_since(UNIX_EPOCH).expect("it is after 1970").as_millis() as i64;
    /// let found = consumer.offsets_for_times([(orders.clone(), time)]).await?;
    /// let first = found[&orders].as_ref().and_then(|one| one.offset);
    /// assert_eq!(first, Some(0));
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `InvalidInput` for negative times; as [`Consumer::beginning_offsets`].
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

    /// Records between the position and the end of each assigned partition whose position is known; asks
    /// the leaders for the ends.
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
    /// for (partition, records) in consumer.lag().await? {
    ///     println!("{partition} is {records} records behind");
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// As [`Consumer::beginning_offsets`].
    pub async fn lag(&self) -> Result<BTreeMap<TopicPartition, i64>> {
        let positions = self.positions().into_iter();
        let positions = positions.map(|(key, position)| (key, position.offset)).collect();
        lookup::lag(&self.fetcher, positions).await
    }

    fn assigned(&self, operation: &'static str, topic: &str, partition: i32) -> Result<Key> {
        let key = (ByteString::from(topic), partition);
        match self.fetcher.contains(&key) {
            true => Ok(key),
            false => Err(not_assigned(operation, &key)),
        }
    }
}
