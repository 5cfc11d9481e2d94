//! Commits offsets to a group, and reads what it has committed, for a consumer that is no member of it:
//! its user says which partitions it reads.

use std::{collections::BTreeMap, sync::Arc};

use bytestring::ByteString;
use ottla_core::{model::ErrorCode, protocol::messages::OffsetCommitRequest};
use parking_lot::Mutex;
use tokio::time::Instant;

use super::{
    cluster::Cluster, coordinator, group_metrics, group_offsets, transport::Address, turns::Turns,
};
use crate::{
    Error, ErrorKind, Result,
    admin::call::{Retrying, retried},
    engine::{
        group::offsets::{self, CommittedOffset, Stability},
        positions::Key,
    },
};

const COMMIT: &str = "commit offsets";
const READ: &str = "read committed offsets";

/// Offsets of a group, by somebody who is no member.
#[derive(Debug)]
pub(crate) struct AssignedOffsets {
    cluster: Arc<Cluster>,
    group_id: ByteString,
    coordinator: Mutex<Option<Address>>,
    commits: Turns,
}

impl AssignedOffsets {
    pub(crate) fn new(cluster: Arc<Cluster>, group_id: &str) -> Self {
        let group_id = group_id.into();
        Self { cluster, group_id, coordinator: Mutex::default(), commits: Turns::default() }
    }

    async fn coordinator(&self) -> Result<Address> {
        if let Some(known) = &*self.coordinator.lock() {
            return Ok(known.clone());
        }
        let found = coordinator::find(&self.cluster, coordinator::Of::Group, &self.group_id);
        let found = found.await?;
        *self.coordinator.lock() = Some(found.clone());
        Ok(found)
    }

    /// Commits, trying again within `api_timeout`, after all commits that were begun before: the turn is
    /// taken by this call, not by the future.
    ///
    /// # Errors
    /// `Rebalanced` if the group has members, which commit for themselves; what else brokers say.
    pub(crate) fn commit(
        self: &Arc<Self>,
        offsets: BTreeMap<Key, CommittedOffset>,
    ) -> impl Future<Output = Result<()>> + Send + use<> {
        let (turn, this) = (self.commits.next(), self.clone());
        async move {
            let _turn = turn.await;
            offsets::check(COMMIT, &offsets)?;
            let mut left = offsets;
            let mut retrying = Retrying::new(&this.cluster, COMMIT);
            let since = Instant::now();
            while !left.is_empty() {
                let attempt = this.commit_once(&mut left);
                if let Some(outcome) = retrying.outcome(attempt).await {
                    let observer = &this.cluster.observer;
                    group_metrics::committed(observer, &this.group_id, since, &outcome);
                    return outcome.map_err(|error| error.with("group", &this.group_id));
                }
            }
            Ok(())
        }
    }

    /// Waits until all commits that were begun are done.
    pub(crate) async fn settled(&self) {
        self.commits.settled().await;
    }

    async fn commit_once(&self, left: &mut BTreeMap<Key, CommittedOffset>) -> Result<()> {
        let image = self.cluster.image();
        let address = self.coordinator().await?;
        let exchange = async {
            let connection = self.cluster.connection_to(&address).await?;
            let max = offsets::version_max(&image, left.keys().map(|(topic, _)| topic));
            let version = connection.versions().newest_up_to::<OffsetCommitRequest>(max)?;
            let request = offsets::commit_request(&self.group_id, None, left, &image);
            let timeout = self.cluster.options.request_timeout;
            let response = connection.submit(&request, version)?.answer(timeout).await?;
            Ok(offsets::commit_outcomes(&response, &request))
        };
        let outcomes = exchange.await.inspect_err(|error: &Error| self.moved(error))?;
        let mut failure: Option<Error> = None;
        for (key, code) in outcomes {
            if code == ErrorCode::None {
                left.remove(&key);
                continue;
            }
            let error = Error::from_code(COMMIT, code, None);
            self.moved(&error);
            let error = match error.kind() {
                ErrorKind::Rebalanced => members_commit(code),
                _ => error,
            };
            failure.get_or_insert(error.with("topic", &key.0).with("partition", key.1));
        }
        match failure {
            Some(error) => Err(error),
            None if left.is_empty() => Ok(()),
            None => {
                let message = "the coordinator's answer leaves partitions out";
                Err(Error::new(ErrorKind::Corrupt, COMMIT, message))
            }
        }
    }

    /// What the group has committed of partitions; `None` where it has nothing.
    ///
    /// # Errors
    /// What brokers say, once retrying did not help within `api_timeout`.
    pub(crate) async fn committed(
        &self,
        keys: &[Key],
        stability: Stability,
    ) -> Result<BTreeMap<Key, Option<CommittedOffset>>> {
        if keys.is_empty() {
            return Ok(BTreeMap::new());
        }
        let attempt = || async {
            let address = self.coordinator().await?;
            let (cluster, group_id) = (&self.cluster, &self.group_id);
            group_offsets::fetch(cluster, &address, group_id, None, Some(keys), stability)
                .await
                .inspect_err(|error| self.moved(error))
        };
        retried(&self.cluster, READ, attempt)
            .await
            .map_err(|error| error.with("group", &self.group_id))
    }

    /// After these errors another broker may be the coordinator.
    fn moved(&self, error: &Error) {
        let moved = matches!(
            error.code(),
            None | Some(
                ErrorCode::NotCoordinator
                    | ErrorCode::CoordinatorNotAvailable
                    | ErrorCode::RequestTimedOut
            )
        );
        if moved {
            *self.coordinator.lock() = None;
            self.cluster.doubt();
        }
    }
}

/// The group takes no offsets of others while it has members.
fn members_commit(code: ErrorCode) -> Error {
    let message = format!(
        "{}: the group has members, which commit for themselves: close them, or commit to another group",
        code.name()
    );
    Error::new(ErrorKind::Rebalanced, COMMIT, message).of_code(code)
}
