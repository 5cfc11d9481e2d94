//! One call of `process`: reads, calls the user's function in tasks, commits, and writes copies of what
//! failed.

use std::{
    any::Any,
    collections::{BTreeMap, BTreeSet},
    panic::AssertUnwindSafe,
    sync::Arc,
};

use futures::{FutureExt, future::BoxFuture};
use ottla_core::model::Rng;
use tokio::{
    task::{AbortHandle, JoinError, JoinSet},
    time::Instant,
};

use super::{
    at_once::{AtOnce, Tried},
    commits::Commits,
    failure::Failure,
    hold::{Hold, Shared},
    origin::{Copy, Destination, Names, wait},
    topics,
};
use crate::{
    Advice, Consumer, Error, ErrorKind, OwnedRecord, Producer, ProducerOptions, RebalanceListener,
    RecordBatch, Result, StartOffset,
    consumer::Wanted,
    driver::clock,
    engine::{
        backoff::Backoff,
        positions::{FetchPosition, Key},
        processing::{
            policy::{Exhausted, Policy, Verdict},
            schedule::{Arrived, Limits, Schedule, Ticket},
        },
    },
    options::{ErrorTolerance, ProcessOptions},
};

const OPERATION: &str = "process a record";

/// The user's function.
pub(super) type Work =
    Arc<dyn Fn(OwnedRecord) -> BoxFuture<'static, Result<(), Failure>> + Send + Sync>;

/// Processes until the consumer is asked to stop.
pub(super) async fn run(
    consumer: &mut Consumer,
    options: ProcessOptions,
    work: Work,
) -> Result<()> {
    options.check()?;
    consumer.check_processing()?;
    let names = Names::new(consumer.group_id(), &options);
    topics::prepare(consumer, &names, &options).await?;
    let mut run = Run::new(consumer, options, names, work);
    let outcome = run.go_on().await;
    let finished = run.finish().await;
    outcome.and(finished)
}

struct Run<'a> {
    consumer: &'a mut Consumer,
    /// The listener that the consumer had before.
    user: Option<Arc<dyn RebalanceListener>>,
    shared: Arc<Shared>,
    options: ProcessOptions,
    names: Names,
    policy: Policy,
    work: Work,
    at_once: AtOnce,
    tasks: JoinSet<Ended>,
    handles: BTreeMap<Ticket, AbortHandle>,
    commits: Commits,
    /// What was paused from here.
    paused: BTreeSet<Key>,
    /// Reads that have failed, one after the other.
    failures: u32,
    read_again_at: Instant,
    rng: Rng,
}

/// What a task comes to.
enum Ended {
    Worked(Ticket, Result<(), Failure>),
    Copied(Ticket, Result<()>),
}

enum Event {
    Ended(Result<Ended, JoinError>),
    Committed(Result<()>),
    Read(Result<Option<RecordBatch>>),
    Time,
}

impl<'a> Run<'a> {
    fn new(consumer: &'a mut Consumer, options: ProcessOptions, names: Names, work: Work) -> Self {
        let shared = Arc::new(Shared::new(Schedule::new(Limits {
            order: options.order,
            concurrency: options.concurrency,
            in_flight_max: options.in_flight_max,
            ahead_max: options.ahead_max,
        })));
        let user = consumer.replace_listener(None);
        let hold =
            Hold { shared: shared.clone(), user: user.clone(), patience: options.drain_timeout };
        consumer.replace_listener(Some(Arc::new(hold)));
        Self {
            user,
            shared,
            policy: policy(&options),
            commits: Commits::new(options.commit_interval),
            names,
            work,
            options,
            at_once: AtOnce::default(),
            tasks: JoinSet::new(),
            handles: BTreeMap::new(),
            paused: BTreeSet::new(),
            failures: 0,
            read_again_at: Instant::now(),
            rng: consumer.cluster().split_rng("process"),
            consumer,
        }
    }

    async fn go_on(&mut self) -> Result<()> {
        loop {
            self.break_off();
            self.start()?;
            self.pace();
            self.commits.begin(self.consumer, &self.shared)?;
            match self.next().await {
                Event::Ended(ended) => {
                    self.ended(ended)?;
                    while let Some(ended) = self.tasks.try_join_next() {
                        self.ended(ended)?;
                    }
                }
                Event::Committed(outcome) => self.commits.take(outcome, &self.shared)?,
                Event::Read(Ok(Some(batch))) => self.take(&batch),
                Event::Read(Ok(None)) => return Ok(()),
                Event::Read(Err(error)) => self.read_failed(error)?,
                Event::Time => {}
            }
        }
    }

    /// Waits for something to happen. The consumer is asked all the time, also without room for more records:
    /// so the member keeps its place in the group, and rebalances go on.
    async fn next(&mut self) -> Event {
        let (wanted, timeout) = {
            let schedule = self.shared.schedule.lock();
            let wanted = if schedule.has_room() { Wanted::Records } else { Wanted::Nothing };
            (wanted, schedule.next_timeout())
        };
        let timeout = timeout.map(|at| self.consumer.cluster().clock.instant(at));
        let until = timeout.into_iter().chain(self.commits.due()).min();
        let time = async {
            match until {
                Some(until) => tokio::time::sleep_until(until).await,
                None => std::future::pending().await,
            }
        };
        let (consumer, read_at) = (&mut *self.consumer, self.read_again_at);
        let read = async {
            tokio::time::sleep_until(read_at).await;
            consumer.next_if(wanted).await
        };
        tokio::select! {
            Some(ended) = self.tasks.join_next() => Event::Ended(ended),
            outcome = self.commits.ended() => Event::Committed(outcome),
            batch = read => Event::Read(batch),
            () = time => Event::Time,
        }
    }

    /// Starts all that may run now.
    fn start(&mut self) -> Result<()> {
        let now = self.consumer.cluster().clock.now();
        loop {
            let Some(job) = self.shared.schedule.lock().start(now) else { return Ok(()) };
            let (ticket, record, work) = (job.ticket, job.record, self.work.clone());
            let working = AssertUnwindSafe(async move { work(record).await }).catch_unwind();
            let working = working.map(|outcome| {
                let panicked = |payload: Box<dyn Any + Send>| Err(Failure::panic(&*payload));
                outcome.unwrap_or_else(panicked)
            });
            match self.at_once.attempt(working.boxed()) {
                Tried::Over(outcome) => self.ended(Ok(Ended::Worked(ticket, outcome)))?,
                Tried::Waits(working) => {
                    let task = working.map(move |outcome| Ended::Worked(ticket, outcome));
                    let handle = self.tasks.spawn(task);
                    self.handles.insert(ticket, handle);
                }
            }
        }
    }

    /// Ends the tasks of partitions that are gone.
    fn break_off(&mut self) {
        for ticket in self.shared.take_broken_off() {
            if let Some(handle) = self.handles.remove(&ticket) {
                handle.abort();
            }
        }
    }

    /// Pauses and resumes partitions as the schedule wants.
    fn pace(&mut self) {
        let schedule = self.shared.schedule.lock();
        if *schedule.paused() == self.paused {
            return;
        }
        let wanted = schedule.paused().clone();
        drop(schedule);
        // A partition that has gone meanwhile needs neither.
        for (topic, partition) in wanted.difference(&self.paused) {
            let _ = self.consumer.pause(topic, *partition);
        }
        for (topic, partition) in self.paused.difference(&wanted) {
            let _ = self.consumer.resume(topic, *partition);
        }
        self.paused = wanted;
    }

    fn take(&mut self, batch: &RecordBatch) {
        self.failures = 0;
        let now = self.consumer.cluster().clock.now();
        let wall = clock::wall().0;
        let key: Key = (batch.topic().into(), batch.partition());
        let mut records = batch.iter().peekable();
        let mut arrived = Vec::with_capacity(batch.len());
        while let Some(record) = records.next() {
            let next =
                if records.peek().is_some() { record.offset + 1 } else { batch.next_offset() };
            let after = FetchPosition { offset: next, epoch: batch.leader_epoch() };
            let record = record.to_owned_record();
            let origin = self.names.origin(&record);
            let delay_max = self.policy.delay_max(origin.step);
            let due = Some(wait(&origin, wall, delay_max)).filter(|wait| !wait.is_zero());
            let due = due.map(|wait| now + wait);
            let (offset, name) = (record.offset, record.key.clone());
            arrived.push(Arrived { offset, key: name, record, after, due });
        }
        // The partition may have gone and come back since it was paused.
        self.paused.remove(&key);
        self.shared.schedule.lock().take(now, &key, arrived);
    }

    fn read_failed(&mut self, error: Error) -> Result<()> {
        match error.advice() {
            Advice::Retry | Advice::Rejoin | Advice::Abort => {}
            Advice::Fatal => return Err(error),
        }
        tracing::warn!(%error, "reading records to process failed, and is tried again");
        self.failures += 1;
        let pause = self.consumer.cluster().backoff().after(self.failures, &mut self.rng);
        self.read_again_at = Instant::now() + pause;
        Ok(())
    }

    fn ended(&mut self, ended: Result<Ended, JoinError>) -> Result<()> {
        // Only a task that was broken off has no outcome.
        let Ok(ended) = ended else { return Ok(()) };
        let (Ended::Worked(ticket, _) | Ended::Copied(ticket, _)) = &ended;
        self.handles.remove(ticket);
        match ended {
            Ended::Worked(ticket, Ok(())) | Ended::Copied(ticket, Ok(())) => self.done(ticket),
            Ended::Worked(ticket, Err(failure)) => self.failed(ticket, &failure)?,
            Ended::Copied(ticket, Err(error)) => {
                if self.shared.schedule.lock().running(ticket).is_some() {
                    return Err(error);
                }
            }
        }
        self.shared.ended.notify_waiters();
        Ok(())
    }

    fn done(&mut self, ticket: Ticket) {
        self.shared.schedule.lock().done(ticket);
        self.commits.note();
    }

    fn failed(&mut self, ticket: Ticket, failure: &Failure) -> Result<()> {
        let job = self.shared.schedule.lock().running(ticket).cloned();
        let Some(job) = job else { return Ok(()) };
        let (record, failures) = (&job.record, job.failures + 1);
        let origin = self.names.origin(record);
        let verdict = self.policy.verdict(origin.step, failures, failure.advice(), &mut self.rng);
        let (topic, partition, offset) = (&*record.topic, record.partition, record.offset);
        tracing::warn!(topic, partition, offset, failures, %failure, ?verdict, "a record has failed");
        let destination = match verdict {
            Verdict::Again(pause) => {
                let at = self.consumer.cluster().clock.now() + pause;
                self.shared.schedule.lock().again(ticket, at);
                return Ok(());
            }
            Verdict::Skip => {
                self.done(ticket);
                return Ok(());
            }
            Verdict::Stop => return Err(unprocessed(record, failures, failure)),
            Verdict::RetryTopic { step, delay } => {
                let delay = i64::try_from(delay.as_millis()).unwrap_or(i64::MAX);
                // The clock gives the millisecond that has begun: one more, and nothing is due too early.
                let due = clock::wall().0.saturating_add(delay).saturating_add(1);
                Destination::Retry { step, due }
            }
            Verdict::DeadLetter => match self.names.dead_letter_topic(&origin.topic) {
                Some(topic) if self.consumer.reads(&topic) => {
                    return Err(topics::would_come_back(&topic));
                }
                Some(topic) => Destination::DeadLetter(topic),
                None => return Err(unprocessed(record, failures, failure)),
            },
        };
        let copy = Copy::new(&self.names, record, failures, failure, destination);
        self.copy(ticket, copy)
    }

    /// Writes a copy; the record is done when that is acknowledged. What may pass is waited for: without the
    /// copy the record would be lost.
    fn copy(&mut self, ticket: Ticket, copy: Copy) -> Result<()> {
        let cluster = self.consumer.cluster().clone();
        let producer = match &self.options.producer {
            Some(producer) => producer.clone(),
            None => {
                let made = Producer::start(cluster.clone(), ProducerOptions::default())?;
                self.options.producer.insert(made).clone()
            }
        };
        let handle = self.tasks.spawn(async move {
            let mut failures = 0;
            let outcome = loop {
                let error = match producer.send(copy.record()).await {
                    Ok(_) => break Ok(()),
                    Err(error) => error,
                };
                if error.advice() != Advice::Retry {
                    break Err(error);
                }
                tracing::warn!(%error, topic = copy.topic(), "a copy was not written, which is tried again");
                failures += 1;
                cluster.pause(failures).await;
            };
            Ended::Copied(ticket, outcome)
        });
        self.handles.insert(ticket, handle);
        Ok(())
    }

    /// Lets what runs come to its end, as long as it may, and commits.
    async fn finish(&mut self) -> Result<()> {
        let deadline = Instant::now() + self.options.drain_timeout;
        {
            let mut schedule = self.shared.schedule.lock();
            let keys = schedule.keys();
            schedule.withdraw(&keys);
        }
        let mut outcome = Ok(());
        loop {
            match tokio::time::timeout_at(deadline, self.tasks.join_next()).await {
                Ok(Some(ended)) => outcome = outcome.and(self.ended(ended)),
                Ok(None) => break,
                Err(_) => {
                    let count = self.tasks.len();
                    tracing::warn!(count, "records were not done in time, and are processed again");
                    break;
                }
            }
        }
        self.tasks.abort_all();
        let handover = self.consumer.end_handover();
        if tokio::time::timeout(self.options.drain_timeout, handover).await.is_err() {
            tracing::warn!("a revocation has not come to its end while the processing ended");
        }
        outcome.and(self.commits.finish(self.consumer, &self.shared).await)
    }
}

impl Drop for Run<'_> {
    /// Has the consumer go back to what was taken and is not done.
    fn drop(&mut self) {
        let unfinished = {
            let mut schedule = self.shared.schedule.lock();
            let unfinished = schedule.unfinished();
            let keys = schedule.keys();
            schedule.forget(&keys);
            unfinished
        };
        // A revocation that waits for what runs has nothing to wait for any more.
        self.shared.ended.notify_waiters();
        // A partition that is gone needs nothing.
        for ((topic, partition), offset) in unfinished {
            let _ = self.consumer.seek(&topic, partition, StartOffset::Offset(offset));
        }
        for (topic, partition) in &self.paused {
            let _ = self.consumer.resume(topic, *partition);
        }
        self.consumer.replace_listener(self.user.take());
    }
}

fn policy(options: &ProcessOptions) -> Policy {
    let exhausted = match (&options.dead_letter_topic, options.error_tolerance) {
        (Some(_), _) => Exhausted::DeadLetter,
        (None, ErrorTolerance::All) => Exhausted::Skip,
        (None, ErrorTolerance::None) => Exhausted::Stop,
    };
    Policy {
        retries: u32::try_from(options.retries).unwrap_or(u32::MAX),
        backoff: Backoff { first: options.retry_backoff, max: options.retry_backoff_max },
        delays: options.retry_topic_delays.clone(),
        exhausted,
    }
}

fn unprocessed(record: &OwnedRecord, failures: u32, failure: &Failure) -> Error {
    let message = match failures {
        1 => format!("failed with {failure}"),
        several => format!("failed {several} times, the last time with {failure}"),
    };
    let error = Error::new(ErrorKind::Unprocessed, OPERATION, message)
        .with("topic", &record.topic)
        .with("partition", record.partition)
        .with("offset", record.offset);
    match failure.source() {
        Some(source) => error.with_source(source.clone()),
        None => error,
    }
}
