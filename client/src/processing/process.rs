//! What the user calls.

use std::sync::Arc;

use futures::FutureExt;

use super::{
    failure::Failure,
    run::{Work, run},
};
use crate::{
    Consumer, OwnedRecord, Result,
    options::ProcessOptions,
    serde::{Decoder, ReceivedRecord},
};

impl Consumer {
    /// Processes records side by side: `work` is called with each, in tasks of their own, up to
    /// `concurrency` at once, and in order where `order` says so. Goes on until [`crate::StopHandle`] asks
    /// for an end, or an error cannot be got over. The group is taken part in all the time, however long a
    /// record takes.
    ///
    /// A record is done when `work` returns `Ok`. Offsets are committed in order: never beyond a record that
    /// is not done, so each is processed at least once. One that fails, a panic included, is tried again
    /// in place, then by way of the retry topics, and then it is a dead letter, as the options say; it is
    /// committed once its copy is acknowledged. [`crate::Origin::of`] tells what the headers of a copy
    /// say. Retry topics are subscribed to with the topics, and read by the same call; with a pattern,
    /// let it match their names.
    ///
    /// When a partition is taken away, and at the end, what runs may go on for `drain_timeout`, and what is
    /// done is committed; what is not done is processed again. The future may be dropped: what runs is
    /// broken off, and the next read begins with it.
    ///
    /// The consumer needs `enable_auto_commit: false`.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?.send(["paid"]).await?;
    /// use std::time::Duration;
    ///
    /// use ottla::{AutoOffsetReset, ConsumerOptions, Failure, ProcessOptions};
    ///
    /// let mut consumer = client
    ///     .consumer(ConsumerOptions {
    ///         group_id: "billing".into(),
    ///         topics: vec!["orders".into()],
    ///         auto_offset_reset: AutoOffsetReset::Earliest,
    ///         enable_auto_commit: false,
    ///         ..Default::default()
    ///     })
    ///     .await?;
    /// # let stop: &'static ottla::StopHandle = Box::leak(Box::new(consumer.stop_handle()));
    /// let options = ProcessOptions {
    ///     retry_topic_delays: vec![Duration::from_secs(10), Duration::from_secs(600)],
    ///     dead_letter_topic: Some("{topic}.dlt".into()),
    ///     ..Default::default()
    /// };
    /// consumer
    ///     .process(options, move |record| async move {
    ///         let Some(value) = &record.value else {
    ///             return Err(Failure::new("an order without a value").fatal());
    ///         };
    ///         println!("{} bytes", value.len());
    /// #       stop.stop();
    ///         Ok(())
    ///     })
    ///     .await?;
    /// consumer.close().await
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `InvalidInput` if options do not fit. `Unprocessed`, with the record's place and what `work` said, if a
    /// record failed for good and there is neither a dead letter topic nor `error_tolerance: All`. What keeps
    /// offsets from being committed, or copies from being written, for good. Errors of
    /// [`Consumer::next_batch`], but for those that pass. What was done is committed in any case where that
    /// is possible, and the next call goes on with what was not.
    pub async fn process<E, F>(
        &mut self,
        options: ProcessOptions,
        work: impl Fn(OwnedRecord) -> F + Send + Sync + 'static,
    ) -> Result<()>
    where
        F: Future<Output = Result<(), E>> + Send + 'static,
        E: Into<Failure>,
    {
        let work = Arc::new(work);
        let erased: Work = Arc::new(move |record| {
            let work = work.clone();
            async move { work(record).await.map_err(Into::into) }.boxed()
        });
        run(self, options, erased).await
    }

    /// As [`Consumer::process`], with keys and values that `decoder` reads, in the tasks of the records. A
    /// record that it cannot read has failed for good; one that it cannot read now, for instance as a
    /// schema registry does not answer or does not let this client in, is tried again as others are.
    ///
    /// # Errors
    /// As [`Consumer::process`].
    pub async fn process_typed<K, V, E, F>(
        &mut self,
        decoder: Decoder<K, V>,
        options: ProcessOptions,
        work: impl Fn(ReceivedRecord<K, V>) -> F + Send + Sync + 'static,
    ) -> Result<()>
    where
        K: Send + 'static,
        V: Send + 'static,
        F: Future<Output = Result<(), E>> + Send + 'static,
        E: Into<Failure>,
    {
        let work = Arc::new(work);
        let erased: Work = Arc::new(move |record| {
            let (work, decoder) = (work.clone(), decoder.clone());
            async move {
                let record = decoder.decode_record(record).await.map_err(Failure::of_reading)?;
                work(record).await.map_err(Into::into)
            }
            .boxed()
        });
        run(self, options, erased).await
    }
}
