//! The task behind a consumer: it carries out what its membership decides, one call at a time, also
//! while the user is busy. What the user's side has to do (giving partitions up, taking them) waits in
//! the membership until `next_batch` runs.

use std::{
    collections::BTreeSet,
    sync::{Arc, Weak},
    time::Duration,
};

use bytestring::ByteString;
use ottla_core::protocol::messages::{
    ConsumerGroupHeartbeatRequest, JoinGroupRequest, LeaveGroupRequest,
    leave_group_request::MemberIdentity,
};
use parking_lot::Mutex;
use tokio::{
    sync::{Notify, watch},
    time::Instant,
};

use super::{
    cluster::{AutoCreation, Cluster},
    connection::Connection,
    coordinator,
    group_metrics::{self, Polls, Rebalancing, Settled},
    nodes::Nodes,
    transport::Address,
    turns::Turns,
    users::TopicUser,
};
use crate::{
    Result,
    engine::group::{
        membership::{Coordinator, Membership},
        step::{Answer, Call, Learn, Leaving, Step},
        subscription::Subscription,
    },
};

/// The oldest LeaveGroup that names members in a list.
const LEAVING_SEVERAL_SINCE: i16 = 3;
/// How much longer than a rebalance an answer to JoinGroup may take.
const JOIN_GRACE: Duration = Duration::from_secs(5);

/// What the task and the consumer share.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) cluster: Arc<Cluster>,
    pub(crate) state: Mutex<Membership>,
    creation: AutoCreation,
    /// Longest time that leaving takes.
    patience: Duration,
    coordinator: Mutex<Option<Address>>,
    /// A join holds up what is behind it on its connection.
    nodes: Nodes,
    wake: Notify,
    changed: Notify,
    life: watch::Sender<Life>,
    /// Topics that were said not to exist, so that it is said once.
    missing: Mutex<BTreeSet<ByteString>>,
    pub(super) commits: Turns,
    pub(crate) polls: Polls,
}

/// How far a member is on its way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Life {
    Running,
    Closing,
    Ended,
}

impl TopicUser for Member {
    fn add_topics(&self, topics: &mut BTreeSet<ByteString>) {
        match self.state.lock().subscription() {
            Subscription::Topics(names) => topics.extend(names.iter().cloned()),
            // All topics there are are asked for where they have to be.
            Subscription::Pattern(_) => {}
        }
    }
}

impl Member {
    /// Starts the task.
    pub(crate) fn start(
        cluster: Arc<Cluster>,
        membership: Membership,
        creation: AutoCreation,
        patience: Duration,
        found: Address,
    ) -> Arc<Self> {
        let member = Arc::new(Self {
            cluster,
            state: Mutex::new(membership),
            creation,
            patience,
            coordinator: Mutex::new(Some(found)),
            nodes: Nodes::default(),
            wake: Notify::new(),
            changed: Notify::new(),
            life: watch::Sender::new(Life::Running),
            missing: Mutex::default(),
            commits: Turns::default(),
            polls: Polls::default(),
        });
        let weak: Weak<Self> = Arc::downgrade(&member);
        member.cluster.topic_users.add(weak.clone());
        member.cluster.observer.metrics.observe(weak);
        tokio::spawn(run(member.clone()));
        member
    }

    /// Has the task look again at what is to be done.
    pub(crate) fn wake(&self) {
        self.wake.notify_one();
    }

    /// Waits for something that the user's side may want to see.
    pub(crate) async fn changed(&self) {
        self.changed.notified().await;
    }

    /// Has the member leave the group, whatever it is doing.
    pub(crate) fn close(&self) {
        self.state.lock().close();
        self.life.send_if_modified(|life| {
            let running = *life == Life::Running;
            if running {
                *life = Life::Closing;
            }
            running
        });
        self.wake();
    }

    /// Waits until the member has left the group, or given up trying.
    pub(crate) async fn ended(&self) {
        // The sender is in `self`, so the channel is not closed.
        let _ = self.life.subscribe().wait_for(|life| *life == Life::Ended).await;
    }

    /// Address of the coordinator, which is asked for if it is not known.
    ///
    /// # Errors
    /// As [`coordinator::find`].
    pub(crate) async fn coordinator(&self) -> Result<Address> {
        if let Some(known) = &*self.coordinator.lock() {
            return Ok(known.clone());
        }
        let group_id = self.state.lock().settings().group_id.clone();
        let found = coordinator::find(&self.cluster, coordinator::Of::Group, &group_id).await?;
        *self.coordinator.lock() = Some(found.clone());
        Ok(found)
    }

    /// Another broker may be the coordinator by now.
    pub(crate) fn forget_coordinator(&self) {
        *self.coordinator.lock() = None;
        self.cluster.doubt();
    }

    async fn call(&self, call: &Call) -> Result<Answer> {
        let address = self.coordinator().await?;
        let timeout = self.cluster.options.request_timeout;
        if let Call::Leave(leaving) = call {
            // Not behind a join that waits for its answer.
            let connection = self.cluster.connection_to(&address).await?;
            return leave(&connection, leaving, timeout).await;
        }
        let connection = match call {
            Call::ConsumerLeave(_) => self.cluster.connection_to(&address).await?,
            _ => self.nodes.get(&address, &*self.cluster).await?,
        };
        Ok(match call {
            Call::Join(request) => {
                let version = connection.versions().newest::<JoinGroupRequest>()?;
                let rebalance = u64::try_from(request.rebalance_timeout_ms).unwrap_or(0);
                let rebalance = Duration::from_millis(rebalance) + JOIN_GRACE;
                let pending = connection.submit(request, version)?;
                Answer::Join(pending.answer(timeout.max(rebalance)).await?)
            }
            Call::Sync(request) => Answer::Sync(connection.request(request).await?),
            Call::Heartbeat(request) => Answer::Heartbeat(connection.request(request).await?),
            Call::ConsumerHeartbeat(request) => {
                Answer::ConsumerHeartbeat(consumer_heartbeat(&connection, request).await?)
            }
            Call::ConsumerLeave(request) => {
                consumer_heartbeat(&connection, request).await?;
                Answer::Left
            }
            Call::Leave(_) => Answer::Left,
        })
    }

    /// Who subscribes to a pattern wants the topics that there are: one that was deleted is not to be made anew.
    fn creation(&self) -> AutoCreation {
        match self.state.lock().subscription() {
            Subscription::Topics(_) => self.creation,
            Subscription::Pattern(_) => AutoCreation::Forbidden,
        }
    }

    async fn learn(&self, learn: &Learn) -> Result<()> {
        match learn {
            Learn::Topics(topics) => {
                topics.iter().for_each(|topic| self.cluster.add_interest(topic));
                let known = self.cluster.generation();
                self.cluster.refresh_since(known, self.creation()).await?;
                let image = self.cluster.image();
                let unknown = topics.iter().filter(|topic| !image.topics.contains_key(*topic));
                for topic in unknown.filter(|topic| self.missing.lock().insert((*topic).clone())) {
                    tracing::warn!(%topic, "a topic that is subscribed to does not exist, or may not be seen");
                }
                Ok(())
            }
            Learn::All => self.cluster.fetch_metadata(None, AutoCreation::Forbidden).await,
            Learn::Ids(ids) => self.cluster.fetch_topics_by_id(ids).await,
        }
    }

    /// `None` once the member is on its way out: then no answer matters any more.
    async fn unless_closing<T>(&self, asking: impl Future<Output = T>) -> Option<T> {
        let mut life = self.life.subscribe();
        tokio::select! {
            biased;
            answer = asking => Some(answer),
            _ = life.wait_for(|life| *life != Life::Running) => None,
        }
    }

    async fn carry_out(&self, call: Call) {
        let leaving = matches!(call, Call::Leave(_) | Call::ConsumerLeave(_));
        let since = Instant::now();
        let outcome = if leaving {
            match tokio::time::timeout(self.patience, self.call(&call)).await {
                Ok(outcome) => outcome,
                Err(_) => Ok(Answer::Left),
            }
        } else {
            match self.unless_closing(self.call(&call)).await {
                Some(outcome) => outcome,
                None => return,
            }
        };
        let now = self.cluster.clock.now();
        let group_id = self.state.lock().settings().group_id.clone();
        group_metrics::called(&self.cluster.observer, &group_id, (&call, since), &outcome);
        let coordinator = match outcome {
            Ok(answer) => self.state.lock().answered(now, answer),
            Err(error) if leaving => {
                tracing::debug!(%error, "the group was not told that the member leaves");
                Coordinator::Lost
            }
            Err(error) => {
                tracing::debug!(%error, "a call to the coordinator failed, and is tried again");
                self.state.lock().call_failed(now, &call, &error)
            }
        };
        if coordinator == Coordinator::Lost {
            self.forget_coordinator();
        }
    }
}

/// The task. It ends when the member has left.
async fn run(member: Arc<Member>) {
    let mut images = member.cluster.changes();
    let mut rebalancing = Rebalancing::default();
    let mut overdue = false;
    loop {
        images.catch_up();
        let image = member.cluster.image();
        let now = member.cluster.clock.now();
        let (step, news, settled, late) = {
            let mut state = member.state.lock();
            let step = state.step(now, &image);
            let settled = if state.is_settled() { Settled::Yes } else { Settled::No };
            (step, state.has_news(), settled, state.is_overdue())
        };
        if late && !overdue {
            let interval = member.state.lock().settings().max_poll_interval;
            tracing::warn!(
                max_poll_interval = ?interval,
                "the consumer leaves its group: next_batch was not called for max.poll.interval.ms"
            );
        }
        overdue = late;
        rebalancing.look(&member.cluster.observer, now, settled);
        // Whoever waits for records is disturbed only if there is something to do.
        if news {
            member.changed.notify_one();
        }
        match step {
            Step::End => break,
            Step::Call(call) => member.carry_out(call).await,
            Step::Learn(learn) => {
                let outcome = member.unless_closing(member.learn(&learn)).await;
                let now = member.cluster.clock.now();
                match outcome {
                    Some(Ok(())) => member.state.lock().learned(now, &learn),
                    Some(Err(error)) => member.state.lock().learning_failed(now, &error),
                    None => {}
                }
            }
            Step::Wait(until) => {
                let sleeping = async {
                    match until {
                        Some(moment) => {
                            tokio::time::sleep_until(member.cluster.clock.instant(moment)).await;
                        }
                        None => std::future::pending().await,
                    }
                };
                tokio::select! {
                    biased;
                    () = sleeping => {}
                    () = member.wake.notified() => {}
                    () = images.changed() => {}
                }
            }
        }
    }
    member.life.send_replace(Life::Ended);
    member.changed.notify_one();
}

async fn leave(connection: &Connection, leaving: &Leaving, timeout: Duration) -> Result<Answer> {
    let version = connection.versions().newest::<LeaveGroupRequest>()?;
    let mut request =
        LeaveGroupRequest { group_id: leaving.group_id.clone(), ..Default::default() };
    if version < LEAVING_SEVERAL_SINCE {
        request.member_id = leaving.member_id.clone();
    } else {
        request.members = vec![MemberIdentity {
            member_id: leaving.member_id.clone(),
            group_instance_id: leaving.group_instance_id.clone(),
            reason: Some(leaving.reason.into()),
        }];
    }
    connection.submit(&request, version)?.answer(timeout).await?;
    Ok(Answer::Left)
}

async fn consumer_heartbeat(
    connection: &Connection,
    request: &ConsumerGroupHeartbeatRequest,
) -> Result<<ConsumerGroupHeartbeatRequest as ottla_core::protocol::Request>::Response> {
    connection.request(request).await
}
