//! Commits beside the reading, one at a time.

use std::{collections::BTreeMap, time::Duration};

use futures::{FutureExt, future::BoxFuture};
use tokio::time::Instant;

use super::hold::Shared;
use crate::{
    Advice, Consumer, Error, ErrorKind, Result, TopicPartition,
    engine::positions::{FetchPosition, Key},
};

type Positions = BTreeMap<Key, FetchPosition>;

/// How much later than a commit may begin it is looked for something to commit when no record was done: the consumer
/// gets past the markers of transactions without a word.
const LOOK_AFTER: Duration = Duration::from_millis(100);

pub(super) struct Commits {
    interval: Duration,
    /// When the next one may begin.
    at: Instant,
    news: News,
    running: Option<(Positions, BoxFuture<'static, Result<()>>)>,
}

/// Whether a record was done since the last commit began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum News {
    None,
    Some,
}

impl Commits {
    pub(super) fn new(interval: Duration) -> Self {
        Self { interval, at: Instant::now() + interval, news: News::None, running: None }
    }

    /// A record is done.
    pub(super) fn note(&mut self) {
        self.news = News::Some;
    }

    /// When to call `begin`; not while a commit runs.
    pub(super) fn due(&self) -> Option<Instant> {
        let after = match self.news {
            News::Some => Duration::ZERO,
            News::None => LOOK_AFTER,
        };
        self.running.is_none().then(|| self.at + after)
    }

    /// Begins a commit if it is time and there is something to commit.
    pub(super) fn begin(&mut self, consumer: &Consumer, shared: &Shared) -> Result<()> {
        let now = Instant::now();
        if self.due().is_none_or(|due| due > now) {
            return Ok(());
        }
        self.at = now + self.interval;
        self.news = News::None;
        let positions = positions(consumer, shared);
        if positions.is_empty() {
            return Ok(());
        }
        match consumer.commit_async(offsets(&positions)) {
            Ok(commit) => {
                self.running = Some((positions, commit.boxed()));
                Ok(())
            }
            Err(error) => self.failed(error),
        }
    }

    /// Waits for the commit that runs; forever if there is none.
    pub(super) async fn ended(&mut self) -> Result<()> {
        match &mut self.running {
            Some((_, commit)) => commit.await,
            None => std::future::pending().await,
        }
    }

    /// Takes what `ended` gave.
    pub(super) fn take(&mut self, outcome: Result<()>, shared: &Shared) -> Result<()> {
        let Some((positions, _)) = self.running.take() else { return Ok(()) };
        match outcome {
            Ok(()) => {
                shared.schedule.lock().committed(&positions);
                Ok(())
            }
            Err(error) => self.failed(error),
        }
    }

    /// The last commit, after nothing more is done.
    pub(super) async fn finish(&mut self, consumer: &mut Consumer, shared: &Shared) -> Result<()> {
        if self.running.is_some() {
            let outcome = self.ended().await;
            self.take(outcome, shared)?;
        }
        let positions = positions(consumer, shared);
        if positions.is_empty() {
            return Ok(());
        }
        match consumer.commit_offsets(offsets(&positions)).await {
            // Others have the partitions, and process some of it again.
            Err(error) if error.kind() == ErrorKind::Rebalanced => Ok(()),
            outcome => outcome,
        }
    }

    fn failed(&mut self, error: Error) -> Result<()> {
        match error.advice() {
            Advice::Retry | Advice::Rejoin | Advice::Abort => {
                tracing::warn!(%error, "offsets were not committed, which is tried again");
                self.news = News::Some;
                Ok(())
            }
            Advice::Fatal => Err(error),
        }
    }
}

/// What is to be committed of partitions that the consumer has.
fn positions(consumer: &Consumer, shared: &Shared) -> Positions {
    let mut positions = {
        let mut schedule = shared.schedule.lock();
        for key in schedule.keys() {
            if let Some(position) = consumer.position_of(&key) {
                schedule.read_until(&key, position);
            }
        }
        schedule.uncommitted()
    };
    if !positions.is_empty() {
        let owned = consumer.assignment();
        positions.retain(|key, _| owned.contains(&TopicPartition::from(key.clone())));
    }
    positions
}

fn offsets(positions: &Positions) -> Vec<(TopicPartition, FetchPosition)> {
    positions.iter().map(|(key, position)| (key.clone().into(), *position)).collect()
}
