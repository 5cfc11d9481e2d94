//! What members of groups count: heartbeats, rebalances, commits, and how long the user is busy between two
//! calls.

use std::{
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::Duration,
};

use ottla_core::{
    model::{ErrorCode, Moment},
    protocol::messages::{ShareGroupHeartbeatRequest, ShareGroupHeartbeatResponse},
};
use tokio::time::Instant;

use super::group::Member;
use crate::{
    ClientMetrics, Error, Result,
    engine::group::step::{Answer, Call},
    events::Event,
    metrics::registry::Source,
    observer::Observer,
};

impl Source for Member {
    fn observe(&self, into: &mut ClientMetrics) {
        let state = self.state.lock();
        let settings = state.settings();
        into.labels.say("group_id", Some(&settings.group_id));
        into.labels.say("group_instance_id", settings.group_instance_id.as_deref());
        let identity = state.identity().ok();
        let member_id = identity.as_ref().map(|identity| &*identity.member_id);
        into.labels.say("group_member_id", member_id);
    }
}

/// Counts a call if it was a heartbeat.
pub(super) fn called(
    observer: &Observer,
    group: &str,
    (call, since): (&Call, Instant),
    outcome: &Result<Answer>,
) {
    match call {
        Call::Heartbeat(_) | Call::ConsumerHeartbeat(_) => {}
        Call::Join(_) | Call::Sync(_) | Call::Leave(_) | Call::ConsumerLeave(_) => return,
    }
    let failure = match outcome {
        Err(error) => Some(error.clone()),
        Ok(Answer::Heartbeat(response)) => refusal(response.error_code, None),
        Ok(Answer::ConsumerHeartbeat(response)) => {
            refusal(response.error_code, response.error_message.as_deref())
        }
        Ok(Answer::Join(_) | Answer::Sync(_) | Answer::Left) => None,
    };
    heartbeat(observer, group, since, failure);
}

/// Counts a heartbeat of a share group.
pub(super) fn share_heartbeat(
    observer: &Observer,
    request: &ShareGroupHeartbeatRequest,
    since: Instant,
    outcome: &Result<ShareGroupHeartbeatResponse>,
) {
    let leaves = request.member_epoch < 0;
    if leaves {
        return;
    }
    let failure = match outcome {
        Err(error) => Some(error.clone()),
        Ok(response) => refusal(response.error_code, response.error_message.as_deref()),
    };
    heartbeat(observer, &request.group_id, since, failure);
}

fn heartbeat(observer: &Observer, group: &str, since: Instant, failure: Option<Error>) {
    let Some(error) = failure else {
        return observer.metrics.consumer.heartbeats.note_time(since.elapsed());
    };
    tracing::debug!(messaging.consumer.group.name = group, %error, "a heartbeat failed");
    observer.metrics.consumer.failed_heartbeats.one();
    observer.events.tell(|| Event::HeartbeatFailed { group: group.to_owned(), error });
}

/// An answer that says that the member may go on, if only by joining again, is no failure.
fn refusal(code: i16, said: Option<&str>) -> Option<Error> {
    match ErrorCode::from_code(code) {
        ErrorCode::None | ErrorCode::RebalanceInProgress => None,
        code => Some(Error::from_code("send a heartbeat", code, said)),
    }
}

/// Counts a commit.
pub(super) fn committed(observer: &Observer, group: &str, since: Instant, outcome: &Result<()>) {
    let Err(error) = outcome else {
        tracing::debug!(
            messaging.operation.name = "commit",
            messaging.consumer.group.name = group,
            "offsets committed"
        );
        return observer.metrics.consumer.commits.note_time(since.elapsed());
    };
    tracing::debug!(
        messaging.operation.name = "commit",
        messaging.consumer.group.name = group,
        %error,
        "offsets not committed"
    );
    observer.metrics.consumer.failed_commits.one();
    observer.events.tell(|| Event::CommitFailed { group: group.to_owned(), error: error.clone() });
}

/// How long a rebalance takes: from when something has to change until all is as it should be.
#[derive(Debug, Default)]
pub(super) struct Rebalancing(Option<Moment>);

impl Rebalancing {
    pub(super) fn look(&mut self, observer: &Observer, now: Moment, settled: Settled) {
        match (settled, self.0) {
            (Settled::Yes, Some(since)) => {
                let took = now.since(since);
                tracing::debug!(?took, "rebalanced");
                observer.metrics.consumer.rebalances.note_time(took);
                self.0 = None;
            }
            (Settled::No, None) => self.0 = Some(now),
            (Settled::Yes, None) | (Settled::No, Some(_)) => {}
        }
    }
}

/// Whether a member is in its group, and has what it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Settled {
    Yes,
    No,
}

/// When the user called last, or returned from a call.
#[derive(Debug, Default)]
pub(crate) struct Polls(AtomicU64);

impl Polls {
    pub(crate) fn begin(&self, observer: &Observer, now: Moment) {
        if let Some(busy) = self.turn(now) {
            observer.metrics.consumer.between_polls.add(micros(busy));
        }
    }

    pub(crate) fn end(&self, observer: &Observer, now: Moment) {
        if let Some(waited) = self.turn(now) {
            observer.metrics.consumer.polling.add(micros(waited));
        }
    }

    fn turn(&self, now: Moment) -> Option<Duration> {
        let before = self.0.swap(micros(now.0).max(1), Relaxed);
        (before > 0).then(|| now.0.saturating_sub(Duration::from_micros(before)))
    }
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}
