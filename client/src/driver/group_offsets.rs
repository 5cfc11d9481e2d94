//! Commits offsets as a member of a group, and reads what was committed.

use std::{collections::BTreeMap, sync::Arc};

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{OffsetCommitRequest, OffsetFetchRequest},
};

use tokio::time::Instant;
use tracing::Instrument;

use super::{cluster::Cluster, group::Member, group_metrics, spans};
use crate::{
    Error, ErrorKind, Result,
    admin::call::{Retrying, retried},
    engine::{
        group::{
            membership::Identity,
            offsets::{self, CommittedOffset, Stability},
        },
        positions::Key,
    },
};

const COMMIT: &str = "commit offsets";
const READ: &str = "read committed offsets";

impl Member {
    /// Commits, trying again within `api_timeout`, after all commits that were begun before: the turn is
    /// taken by this call, not by the future.
    ///
    /// # Errors
    /// `Rebalanced` if the member is not in the group any more; what else brokers say.
    pub(crate) fn commit(
        self: &Arc<Self>,
        offsets: BTreeMap<Key, CommittedOffset>,
    ) -> impl Future<Output = Result<()>> + Send + use<> {
        let (turn, member) = (self.commits.next(), self.clone());
        async move {
            let _turn = turn.await;
            member.commit_in_turn(offsets).await
        }
    }

    async fn commit_in_turn(&self, offsets: BTreeMap<Key, CommittedOffset>) -> Result<()> {
        if offsets.is_empty() {
            return Ok(());
        }
        offsets::check(COMMIT, &offsets)?;
        let mut left = offsets;
        let group_id = self.state.lock().settings().group_id.clone();
        let mut retrying = Retrying::new(&self.cluster, COMMIT);
        let since = Instant::now();
        loop {
            let span = spans::commit(&group_id, left.len());
            let attempt = self.commit_once(&mut left).instrument(span);
            if let Some(outcome) = retrying.outcome(attempt).await {
                group_metrics::committed(&self.cluster.observer, &group_id, since, &outcome);
                return outcome.map_err(|error| error.with("group", group_id));
            }
        }
    }

    async fn commit_once(&self, left: &mut BTreeMap<Key, CommittedOffset>) -> Result<()> {
        let identity = self.state.lock().identity()?;
        let group_id = self.state.lock().settings().group_id.clone();
        let image = self.cluster.image();
        let address = self.coordinator().await?;
        let exchange = async {
            let connection = self.cluster.connection_to(&address).await?;
            let max = offsets::version_max(&image, left.keys().map(|(topic, _)| topic));
            let version = connection.versions().newest_up_to::<OffsetCommitRequest>(max)?;
            let request = offsets::commit_request(&group_id, Some(&identity), left, &image);
            let timeout = self.cluster.options.request_timeout;
            let response = connection.submit(&request, version)?.answer(timeout).await?;
            Ok(offsets::commit_outcomes(&response, &request))
        };
        let outcomes = exchange.await.inspect_err(|_: &Error| self.forget_coordinator())?;
        let mut failure: Option<Error> = None;
        for (key, code) in outcomes {
            if code == ErrorCode::None {
                left.remove(&key);
                continue;
            }
            let error = self.commit_refused(&identity, code);
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

    fn commit_refused(&self, identity: &Identity, code: ErrorCode) -> Error {
        let error = Error::from_code(COMMIT, code, None);
        let mut state = self.state.lock();
        let moved_on = state.is_changing() || state.identity().is_ok_and(|now| now != *identity);
        match code {
            ErrorCode::NotCoordinator
            | ErrorCode::CoordinatorNotAvailable
            | ErrorCode::RequestTimedOut => {
                self.forget_coordinator();
                error.passing()
            }
            // The member's task ends the rebalance, or hears of the new epoch, without the user.
            ErrorCode::RebalanceInProgress | ErrorCode::StaleMemberEpoch => error.passing(),
            ErrorCode::IllegalGeneration | ErrorCode::UnknownMemberId if moved_on => {
                error.passing()
            }
            ErrorCode::IllegalGeneration | ErrorCode::UnknownMemberId => {
                state.fenced(identity, code);
                drop(state);
                self.wake();
                error
            }
            _ => error,
        }
    }

    /// What the group has committed of partitions; `None` where it has nothing.
    ///
    /// # Errors
    /// `Rebalanced` if the member's epoch is not that of the group any more; what else brokers say.
    pub(crate) async fn committed(
        &self,
        keys: &[Key],
        stability: Stability,
    ) -> Result<BTreeMap<Key, Option<CommittedOffset>>> {
        if keys.is_empty() {
            return Ok(BTreeMap::new());
        }
        let group_id = self.state.lock().settings().group_id.clone();
        retried(&self.cluster, READ, || self.committed_once(keys, stability))
            .await
            .map_err(|error| error.with("group", group_id))
    }

    async fn committed_once(
        &self,
        keys: &[Key],
        stability: Stability,
    ) -> Result<BTreeMap<Key, Option<CommittedOffset>>> {
        let (identity, group_id) = {
            let state = self.state.lock();
            // Only members of KIP-848 are checked, and only while they are members.
            let identity = state.identity().ok().filter(Identity::is_checked_when_reading);
            (identity, state.settings().group_id.clone())
        };
        let address = self.coordinator().await?;
        let found =
            fetch(&self.cluster, &address, &group_id, identity.as_ref(), Some(keys), stability)
                .await;
        found.inspect_err(|error| {
            let moved = matches!(
                error.code(),
                None | Some(ErrorCode::NotCoordinator | ErrorCode::CoordinatorNotAvailable)
            );
            if moved {
                self.forget_coordinator();
            }
        })
    }
}

/// OffsetFetch, once; of all partitions if none are named.
///
/// # Errors
/// If the coordinator does not answer, and what it says.
pub(crate) async fn fetch(
    cluster: &Cluster,
    address: &super::transport::Address,
    group_id: &bytestring::ByteString,
    identity: Option<&Identity>,
    keys: Option<&[Key]>,
    stability: Stability,
) -> Result<BTreeMap<Key, Option<CommittedOffset>>> {
    let image = cluster.image();
    let connection = cluster.connection_to(address).await?;
    // Without names in the request, the ids in the answer may be of topics that are not known.
    let max = match keys {
        Some(keys) => offsets::version_max(&image, keys.iter().map(|(topic, _)| topic)),
        None => offsets::NAMES_UNTIL,
    };
    let version = connection.versions().newest_up_to::<OffsetFetchRequest>(max)?;
    let request = offsets::fetch_request(group_id, identity, keys, &image, stability, version);
    let pending = connection.submit(&request, version)?;
    let response = pending.answer(cluster.options.request_timeout).await?;
    offsets::fetched(response, &image)
}
