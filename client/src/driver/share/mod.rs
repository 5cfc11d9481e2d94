//! The task behind a consumer of a share group: it carries out what the member's state decides, also while the
//! user is busy. All requests are its own, so whoever drops a future of the consumer loses nothing.

mod task;

use std::{
    collections::BTreeSet,
    sync::{Arc, Weak},
    time::Duration,
};

use bytestring::ByteString;
use ottla_core::{
    model::Uuid,
    protocol::{
        codec::Versions,
        messages::{ShareAcknowledgeRequest, ShareFetchRequest, ShareGroupHeartbeatRequest},
    },
};
use parking_lot::Mutex;
use tokio::sync::{Notify, watch};

use super::{
    cluster::{Cluster, Target},
    coordinator,
    nodes::Nodes,
    transport::Address,
    users::TopicUser,
};
use crate::{
    Error, ErrorKind, Result,
    admin::call::retried,
    engine::{
        positions::Key,
        share::{acknowledge::CommitId, settings::Settings, state::State},
        versions::BrokerVersions,
    },
    options::ShareConsumerOptions,
};

const OPERATION: &str = "make a share consumer";
/// The versions that came with Apache Kafka 4.2; those before were a preview.
const SINCE: i16 = 2;

/// What the task and the consumer share.
#[derive(Debug)]
pub(crate) struct ShareMembership {
    pub(crate) cluster: Arc<Cluster>,
    pub(crate) state: Mutex<State>,
    coordinator: Mutex<Option<Address>>,
    /// A session lives as long as its connection, and fetches wait at the broker.
    nodes: Arc<Nodes>,
    wake: Notify,
    /// Counts what the user's side may want to see.
    changes: watch::Sender<u64>,
    life: watch::Sender<Life>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Life {
    Running,
    /// It has to be over within this time.
    Closing(Duration),
    Ended,
}

impl TopicUser for ShareMembership {
    fn add_topics(&self, topics: &mut BTreeSet<ByteString>) {
        topics.extend(self.state.lock().subscription().iter().cloned());
    }
}

impl ShareMembership {
    /// Finds the coordinator, and starts the task.
    ///
    /// # Errors
    /// `Unsupported` if the cluster does not have share groups; what keeps the coordinator from being
    /// found within `api_timeout`.
    pub(crate) async fn start(
        cluster: Arc<Cluster>,
        options: &ShareConsumerOptions,
        topics: BTreeSet<ByteString>,
    ) -> Result<Arc<Self>> {
        let group_id = ByteString::from(options.group_id.as_str());
        let found = retried(&cluster, "find the coordinator", || async {
            check(cluster.connection(Target::Any).await?.versions())?;
            coordinator::find(&cluster, coordinator::Of::Group, &group_id).await
        })
        .await?;
        let mut rng = cluster.split_rng("share group");
        let member_id = ByteString::from(Uuid::random(&mut rng).to_string());
        let patience = cluster.options.api_timeout;
        let settings = Settings::new(options, member_id, cluster.backoff(), patience);
        let member = Arc::new(Self {
            state: Mutex::new(State::new(settings, topics, rng)),
            cluster,
            coordinator: Mutex::new(Some(found)),
            nodes: Arc::default(),
            wake: Notify::new(),
            changes: watch::Sender::new(0),
            life: watch::Sender::new(Life::Running),
        });
        let weak: Weak<Self> = Arc::downgrade(&member);
        member.cluster.topic_users.add(weak);
        tokio::spawn(task::run(member.clone()));
        Ok(member)
    }

    /// Has the task look again at what is to be done.
    pub(crate) fn wake(&self) {
        self.wake.notify_one();
    }

    /// Tells of what the user's side may want to see.
    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    fn changed(&self) {
        self.changes.send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Has the member send what is acknowledged, give back the rest and leave, in bounded time.
    pub(crate) fn close(&self, limit: Duration) {
        self.state.lock().close();
        self.life.send_if_modified(|life| {
            let running = *life == Life::Running;
            if running {
                *life = Life::Closing(limit);
            }
            running
        });
        self.wake();
    }

    /// Waits until the member has left, or given up trying.
    pub(crate) async fn ended(&self) {
        // The sender is in `self`, so the channel is not closed.
        let _ = self.life.subscribe().wait_for(|life| *life == Life::Ended).await;
    }

    /// Waits for what a commit comes to.
    ///
    /// # Errors
    /// `Closed` if the member ends before.
    pub(crate) async fn committed(
        self: Arc<Self>,
        commit: Commit,
    ) -> Result<Vec<(Key, Result<()>)>> {
        let mut changes = self.changes();
        loop {
            changes.borrow_and_update();
            if let Some(outcomes) = self.state.lock().take_commit(commit.id) {
                return Ok(outcomes);
            }
            if *self.life.borrow() == Life::Ended {
                let message = "the share consumer was closed before the broker had answered";
                return Err(Error::new(ErrorKind::Closed, "commit acknowledgements", message));
            }
            let _ = changes.changed().await;
        }
    }

    async fn coordinator(&self) -> Result<Address> {
        if let Some(known) = &*self.coordinator.lock() {
            return Ok(known.clone());
        }
        let group_id = self.state.lock().settings().group_id.clone();
        let found = coordinator::find(&self.cluster, coordinator::Of::Group, &group_id).await?;
        *self.coordinator.lock() = Some(found.clone());
        Ok(found)
    }

    /// Another broker may be the coordinator by now.
    fn forget_coordinator(&self) {
        *self.coordinator.lock() = None;
        self.cluster.doubt();
    }
}

/// A commit that somebody waits for; forgotten when nobody does.
#[derive(Debug)]
pub(crate) struct Commit {
    member: Arc<ShareMembership>,
    id: CommitId,
}

impl Commit {
    /// Begins a commit of all that is acknowledged.
    pub(crate) fn begin(member: &Arc<ShareMembership>) -> Self {
        let id = member.state.lock().commit();
        member.wake();
        Self { member: member.clone(), id }
    }
}

impl Drop for Commit {
    fn drop(&mut self) {
        self.member.state.lock().forget_commit(self.id);
    }
}

/// Whether the cluster has share groups.
fn check(versions: &BrokerVersions) -> Result<()> {
    let missing = |found: &str| {
        let message = format!(
            "share groups (KIP-932) need Apache Kafka 4.2 or newer with the feature share.version at 1 \
             (kafka-features upgrade --feature share.version=1); {found}"
        );
        Error::new(ErrorKind::Unsupported, OPERATION, message)
    };
    let newest = [
        versions.newest::<ShareGroupHeartbeatRequest>(),
        versions.newest::<ShareFetchRequest>(),
        versions.newest::<ShareAcknowledgeRequest>(),
    ];
    for version in &newest {
        if let Err(error) = version {
            return Err(missing(error.message()));
        }
    }
    let old = newest[1..].iter().flatten().any(|version| *version < SINCE);
    if old {
        return Err(missing(&format!(
            "the broker has only versions before {}",
            Versions::new(SINCE, SINCE)
        )));
    }
    if versions.features().share_version() < 1 {
        return Err(missing("the cluster has it at 0"));
    }
    Ok(())
}
