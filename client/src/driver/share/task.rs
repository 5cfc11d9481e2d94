//! Carries out the steps: heartbeats, metadata and the requests of all sessions run side by side.

use std::{collections::BTreeMap, sync::Arc};

use futures::{FutureExt, StreamExt, future::BoxFuture, stream::FuturesUnordered};
use ottla_core::{
    model::Uuid,
    protocol::messages::{
        ShareFetchRequest, ShareGroupHeartbeatRequest, ShareGroupHeartbeatResponse,
    },
};
use tokio::time::Instant;

use super::{Life, ShareMembership};
use crate::{
    Error, ErrorKind, Result,
    driver::{cluster::AutoCreation, group_metrics},
    engine::{
        group::membership::Coordinator,
        share::{
            session::{Answer, FETCH, Request},
            state::{Progress, Step},
        },
    },
};

/// Something that was asked for is there.
enum Done {
    Heartbeat(Result<ShareGroupHeartbeatResponse>),
    Learned,
    Answered(i32, Answer),
}

type Work = FuturesUnordered<BoxFuture<'static, Done>>;

/// The task. It ends when the member has left, or the time for that is over.
pub(super) async fn run(member: Arc<ShareMembership>) {
    let mut images = member.cluster.changes();
    let mut life = member.life.subscribe();
    let mut deadline: Option<Instant> = None;
    let mut work = Work::new();
    loop {
        images.catch_up();
        if let (Life::Closing(limit), None) = (*life.borrow_and_update(), deadline) {
            deadline = Some(Instant::now() + limit);
        }
        let image = member.cluster.image();
        let step = member.state.lock().step(member.cluster.clock.now(), &image);
        let until = step.until.map(|moment| member.cluster.clock.instant(moment));
        if step.progress == Progress::Ended {
            break;
        }
        begin(&member, step, &work);
        let wait = async |at: Option<Instant>| match at {
            Some(at) => tokio::time::sleep_until(at).await,
            None => std::future::pending().await,
        };
        tokio::select! {
            Some(done) = work.next() => take(&member, done),
            () = wait(until) => {}
            () = wait(deadline) => break,
            () = member.wake.notified() => {}
            () = images.changed() => {}
            _ = life.changed() => {}
        }
    }
    member.life.send_replace(Life::Ended);
    member.changed();
}

fn begin(member: &Arc<ShareMembership>, step: Step, work: &Work) {
    if let Some(request) = step.heartbeat {
        let member = member.clone();
        let call = async move { Done::Heartbeat(heartbeat(&member, &request).await) };
        work.push(call.boxed());
    }
    if let Some(ids) = step.learn {
        let member = member.clone();
        work.push(async move { learn(&member, &ids).await }.boxed());
    }
    for (node, request) in step.requests {
        let member = member.clone();
        let call = async move { Done::Answered(node, ask(&member, node, request).await) };
        work.push(call.boxed());
    }
}

fn take(member: &ShareMembership, done: Done) {
    let now = member.cluster.clock.now();
    match done {
        Done::Heartbeat(Ok(response)) => {
            let coordinator = member.state.lock().heard(now, response);
            if coordinator == Coordinator::Lost {
                member.forget_coordinator();
            }
        }
        Done::Heartbeat(Err(error)) => {
            member.state.lock().heartbeat_failed(now, &error);
            member.forget_coordinator();
        }
        Done::Learned => member.state.lock().learned(),
        Done::Answered(node, answer) => {
            let leaders = member.state.lock().answered(now, node, answer);
            // Brokers that are not known yet come with the metadata.
            let nowhere = BTreeMap::new();
            member.cluster.change(|image| image.with_leaders(&leaders, &nowhere));
        }
    }
    member.changed();
}

async fn heartbeat(
    member: &ShareMembership,
    request: &ShareGroupHeartbeatRequest,
) -> Result<ShareGroupHeartbeatResponse> {
    let since = Instant::now();
    let beating = async {
        let address = member.coordinator().await?;
        member.cluster.connection_to(&address).await?.request(request).await
    };
    let outcome = beating.await;
    group_metrics::share_heartbeat(&member.cluster.observer, request, since, &outcome);
    outcome
}

async fn learn(member: &ShareMembership, ids: &[Uuid]) -> Done {
    let cluster = &member.cluster;
    let learned = match ids {
        [] => cluster.refresh_since(cluster.generation(), AutoCreation::Forbidden).await,
        ids => cluster.fetch_topics_by_id(ids).await,
    };
    if let Err(error) = learned {
        tracing::debug!(%error, "the metadata of a share group's topics was not to be had");
    }
    Done::Learned
}

async fn ask(member: &ShareMembership, node: i32, request: Request) -> Answer {
    let cluster = &member.cluster;
    let answer = async {
        let address = cluster.image().brokers.get(&node).cloned().ok_or_else(|| {
            let message = "no broker with this id is known";
            Error::new(ErrorKind::Unreachable, FETCH, message).with("broker", node).passing()
        })?;
        let connection = member.nodes.get(&address, &**cluster).await?;
        Ok(match request {
            Request::Fetch(request) => {
                let version = connection.versions().newest::<ShareFetchRequest>()?;
                let wait = u64::try_from(request.max_wait_ms).unwrap_or(0);
                let wait = std::time::Duration::from_millis(wait);
                let pending = connection.submit(&request, version)?;
                Answer::Fetched(pending.answer(cluster.options.request_timeout + wait).await?)
            }
            Request::Acknowledge(request) => {
                Answer::Acknowledged(connection.request(&request).await?)
            }
        })
    };
    answer.await.unwrap_or_else(Answer::Failed)
}
