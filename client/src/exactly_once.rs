//! Consume, transform, produce, exactly once: a loop that gets over all that can get in between.

use crate::{
    Advice, Consumer, Error, ErrorKind, Outcome, Producer, RecordBatch, Result, Transaction,
};

/// Transactions that fail one after the other, before the error is given to the user.
const FAILURES_MAX: u32 = 10;
/// How often a commit is asked for whose outcome is not known, each time for `max_block`.
const COMMITS_MAX: u32 = 3;

/// Why records were not processed.
enum Failed<E> {
    /// They are handed out again.
    Again(Error),
    /// The user has to know.
    For(E),
}

impl Producer {
    /// Processes records of a consumer, each exactly once: `work` is given some, and sends what it makes of
    /// them to the transaction; the consumer's offsets are committed with it. Goes on until
    /// [`crate::StopHandle::stop`] is called, or an error cannot be got over.
    ///
    /// When something fails, a broker or a rebalance included, the transaction is aborted, the consumer goes
    /// back to where it was, and `work` gets the records again: what it does elsewhere is not undone. A
    /// commit whose outcome is not known is asked for until it is known. The future may be dropped: the
    /// open transaction is aborted, and the next call goes on where the group is.
    ///
    /// The consumer needs `enable_auto_commit: false` and `IsolationLevel::ReadCommitted`, and should have
    /// `AutoOffsetReset::Earliest`. Each instance of a program needs a transactional id of its own. To run it
    /// in a task (`tokio::spawn`), write `async move`, and let `work` own what it uses.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?.send(["paid"]).await?;
    /// # fixture.topic("bills").await?;
    /// use ottla::{AutoOffsetReset, ConsumerOptions, IsolationLevel, ProducerOptions, Record};
    ///
    /// let producer = client.producer(ProducerOptions {
    ///     transactional_id: Some("billing-1".into()),
    ///     ..Default::default()
    /// })?;
    /// let mut consumer = client
    ///     .consumer(ConsumerOptions {
    ///         group_id: "billing".into(),
    ///         topics: vec!["orders".into()],
    ///         auto_offset_reset: AutoOffsetReset::Earliest,
    ///         enable_auto_commit: false,
    ///         isolation: IsolationLevel::ReadCommitted,
    ///         ..Default::default()
    ///     })
    ///     .await?;
    /// # let stop = consumer.stop_handle();
    /// producer
    ///     .process(&mut consumer, async |batches, transaction| {
    ///         for record in batches.iter().flatten() {
    ///             let bill = record.value_text().to_uppercase();
    ///             drop(transaction.enqueue(Record::to("bills").value(&bill)).await?);
    ///         }
    /// #       stop.stop();
    ///         ottla::Result::Ok(())
    ///     })
    ///     .await
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// What `work` returns, unless the transaction had failed before: nothing is committed then, and the next
    /// call hands the same records out again. `InvalidInput` if options do not fit. `Fenced` if another
    /// producer with the same transactional id took over. `TooLarge`, `InvalidInput` or `NotAuthorized` if a
    /// broker refuses a record, as it would again. With [`Advice::Retry`] what went wrong ten times in a
    /// row, or kept a coordinator from answering: calling again goes on. Errors of
    /// [`Consumer::next_batch`].
    pub async fn process<E: From<Error>>(
        &self,
        consumer: &mut Consumer,
        mut work: impl AsyncFnMut(&[RecordBatch], &Transaction) -> Result<(), E>,
    ) -> Result<(), E> {
        while self.process_some(consumer, &mut work).await?.is_some() {}
        Ok(())
    }

    /// As [`Producer::process`], for one transaction: returns the number of records once it is committed;
    /// `None` once [`crate::StopHandle`] has asked for it.
    ///
    /// # Errors
    /// As [`Producer::process`].
    pub async fn process_next<E: From<Error>>(
        &self,
        consumer: &mut Consumer,
        mut work: impl AsyncFnMut(&[RecordBatch], &Transaction) -> Result<(), E>,
    ) -> Result<Option<usize>, E> {
        self.process_some(consumer, &mut work).await
    }

    async fn process_some<E: From<Error>, W>(
        &self,
        consumer: &mut Consumer,
        work: &mut W,
    ) -> Result<Option<usize>, E>
    where
        W: AsyncFnMut(&[RecordBatch], &Transaction) -> Result<(), E>,
    {
        consumer.check_exactly_once()?;
        let mut failures = 0;
        loop {
            let error = match self.process_once(consumer, work).await {
                Ok(done) => return Ok(done),
                Err(Failed::For(error)) => return Err(error),
                Err(Failed::Again(error)) => error,
            };
            failures += 1;
            if failures >= FAILURES_MAX {
                return Err(error.passing().into());
            }

            tracing::info!(%error, failures, "a transaction was aborted, and its records are read again");
            self.shared().cluster.pause(failures).await;
        }
    }

    async fn process_once<E: From<Error>, W>(
        &self,
        consumer: &mut Consumer,
        work: &mut W,
    ) -> Result<Option<usize>, Failed<E>>
    where
        W: AsyncFnMut(&[RecordBatch], &Transaction) -> Result<(), E>,
    {
        // What was left open before has to end before positions are looked up.
        self.init_transactions().await.map_err(give_up)?;
        let batches = consumer.next_in_transaction().await.map_err(give_up)?;
        if batches.is_empty() {
            return Ok(None);
        }
        let mut transaction = self.begin().await.map_err(give_up)?;
        if let Err(error) = work(&batches, &transaction).await {
            let cause = transaction.failure();
            end(&mut transaction).await.map_err(give_up)?;
            return Err(cause.map_or_else(|| Failed::For(error), sorted));
        }
        match finish(consumer, &mut transaction).await {
            Ok(()) => {
                consumer.transaction_committed();
                Ok(Some(batches.iter().map(RecordBatch::len).sum()))
            }
            Err(error) => Err(sorted(error)),
        }
    }
}

/// Adds the offsets, and commits. After an error the transaction is aborted, or settled by the next one.
async fn finish(consumer: &mut Consumer, transaction: &mut Transaction) -> Result<()> {
    let (group, identity) = consumer.committer();
    let offsets = consumer.offsets_in_transaction();
    if let Err(error) = transaction.send_offsets(&group, offsets).await {
        if error.kind() == ErrorKind::Rebalanced {
            consumer.refused(identity.as_ref(), &error);
        }
        let error = transaction.failure().unwrap_or(error);
        end(transaction).await?;
        return Err(error);
    }
    let mut commits = 0;
    let error = loop {
        match transaction.commit().await {
            Ok(()) => return Ok(()),
            Err(error) if error.advice() == Advice::Retry => {
                commits += 1;
                if commits == COMMITS_MAX {
                    break error;
                }
                tracing::warn!(%error, "it is not known whether a transaction is committed");
            }
            Err(error) => break transaction.failure().unwrap_or(error),
        }
    };
    match end(transaction).await? {
        Some(Outcome::Committed) => Ok(()),
        Some(Outcome::Aborted) if error.advice() == Advice::Retry => Err(error.abortable()),
        Some(Outcome::Aborted) | None => Err(error),
    }
}

/// Aborts; tells how the transaction has ended, if that is known.
async fn end(transaction: &mut Transaction) -> Result<Option<Outcome>> {
    match transaction.abort().await {
        Ok(outcome) => Ok(Some(outcome)),
        // The next transaction settles it before it begins.
        Err(error) if error.advice() == Advice::Retry => {
            tracing::warn!(%error, "a transaction is not known to be aborted yet");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn sorted<E: From<Error>>(error: Error) -> Failed<E> {
    match (error.advice(), error.kind()) {
        // The same records would fail again.
        (
            Advice::Abort,
            ErrorKind::TooLarge
            | ErrorKind::InvalidInput
            | ErrorKind::NotAuthorized
            | ErrorKind::Unsupported,
        ) => Failed::For(error.fatal().into()),
        (Advice::Abort | Advice::Rejoin, _) => Failed::Again(error),
        (Advice::Retry | Advice::Fatal, _) => Failed::For(error.into()),
    }
}

fn give_up<E: From<Error>>(error: Error) -> Failed<E> {
    Failed::For(error.into())
}
