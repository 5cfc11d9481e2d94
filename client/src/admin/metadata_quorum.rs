//! The quorum that keeps the cluster's metadata: who is in it, how far they are, and who comes and goes.

use std::collections::BTreeMap;

use bytestring::ByteString;
use ottla_core::{
    model::Uuid,
    protocol::messages::{
        AddRaftVoterRequest, DescribeQuorumRequest, DescribeQuorumResponse, RemoveRaftVoterRequest,
        UnregisterBrokerRequest, add_raft_voter_request,
        describe_quorum_request::{PartitionData, TopicData},
        describe_quorum_response::ReplicaState,
    },
};

use super::{
    Admin,
    call::{corrupt, judged, timeout_ms},
};
use crate::{Result, driver::cluster::Target};

const DESCRIBE: &str = "describe the metadata quorum";
const ADD: &str = "add a voter";
const REMOVE: &str = "remove a voter";
const UNREGISTER: &str = "unregister a broker";
const METADATA_TOPIC: &str = "__cluster_metadata";

/// The quorum of controllers (KIP-595).
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// let quorum = client.admin().describe_metadata_quorum().await?;
/// for voter in &quorum.voters {
///     let role = if quorum.leader == Some(voter.id) { "active" } else { "stands by" };
///     println!("{} {role}, at {:?}", voter.id, voter.log_end_offset);
/// }
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuorumDescription {
    /// The active controller, if there is one.
    pub leader: Option<i32>,
    /// How many there have been.
    pub leader_epoch: i32,
    /// Up to where the log of metadata is committed.
    pub high_watermark: i64,
    /// Those that vote, by id.
    pub voters: Vec<QuorumReplica>,
    /// Those that only follow: brokers, and controllers that do not vote; by id.
    pub observers: Vec<QuorumReplica>,
    /// Where voters listen, by id (KIP-853); empty where brokers are too old to tell.
    pub endpoints: BTreeMap<i32, Vec<RaftEndpoint>>,
}

/// A replica of the log of metadata, as a [`QuorumDescription`] has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuorumReplica {
    /// The node.
    pub id: i32,
    /// The directory that the log is in; zero where brokers are too old to tell.
    pub directory_id: Uuid,
    /// Where its log ends; `None` where it is not known.
    pub log_end_offset: Option<i64>,
    /// When it last fetched, in milliseconds since 1970; `None` where it is not known.
    pub last_fetch: Option<i64>,
    /// When it last had all that there was, in milliseconds since 1970; `None` where it is not known.
    pub last_caught_up: Option<i64>,
}

/// Where a controller listens. An example is at [`Admin::add_raft_voter`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RaftEndpoint {
    /// Name of the listener, for instance `CONTROLLER`.
    pub listener: ByteString,
    /// Name or IP address.
    pub host: ByteString,
    /// The port.
    pub port: u16,
}

/// A controller that is to vote, or not to any more. An example is at [`Admin::add_raft_voter`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RaftVoter {
    /// The node.
    pub id: i32,
    /// The directory that its log is in: another disk makes it another voter.
    pub directory_id: Uuid,
    /// The cluster that it is meant for; `None`, if it is not to be checked.
    pub cluster_id: Option<ByteString>,
}

impl RaftVoter {
    /// A voter of whatever cluster is asked.
    #[must_use]
    pub fn new(id: i32, directory_id: Uuid) -> Self {
        Self { id, directory_id, cluster_id: None }
    }
}

impl Admin {
    /// Describes the quorum of controllers ([`QuorumDescription`]).
    ///
    /// # Errors
    /// `NotAuthorized`; `Unsupported` for a cluster without one; `Corrupt` for an answer that leaves it out;
    /// `TimedOut` after `api_timeout`.
    pub async fn describe_metadata_quorum(&self) -> Result<QuorumDescription> {
        let request = DescribeQuorumRequest {
            topics: vec![TopicData {
                topic_name: METADATA_TOPIC.into(),
                partitions: vec![PartitionData { partition_index: 0 }],
            }],
        };
        self.retried(DESCRIBE, || async {
            description(self.cluster.request(Target::Any, &request).await?)
        })
        .await
    }

    /// Makes a controller that follows a voter, with the addresses of its listeners (KIP-853).
    ///
    /// ```
    /// # #[cfg(feature = "broker")]
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # use ottla::{Client, broker::{Broker, ClusterOptions}};
    /// # let runtime = tokio::runtime::Runtime::new()?;
    /// # runtime.block_on(async {
    /// # let cluster = Broker::cluster(ClusterOptions::default())?;
    /// # let client = Client::connect(&cluster.bootstrap()).await?;
    /// use ottla::admin::{FeatureUpdate, RaftVoter};
    ///
    /// let admin = client.admin();
    /// # // Voters say what they support a moment after they serve.
    /// # let fixed = || admin.update_features([("kraft.version", FeatureUpdate::Upgrade(1))]);
    /// # while fixed().await.is_err() {}
    /// // From here on voters can come and go.
    /// admin.update_features([("kraft.version", FeatureUpdate::Upgrade(1))]).await?;
    /// let quorum = admin.describe_metadata_quorum().await?;
    /// let last = quorum.voters.iter().rfind(|one| Some(one.id) != quorum.leader).expect("three vote");
    /// let voter = RaftVoter::new(last.id, last.directory_id);
    /// admin.remove_raft_voter(&voter).await?;
    /// // It goes on following, and may vote again.
    /// admin.add_raft_voter(&voter, quorum.endpoints[&voter.id].clone()).await?;
    /// # Ok(())
    /// # })
    /// # }
    /// # #[cfg(not(feature = "broker"))]
    /// # fn main() {}
    /// ```
    ///
    /// # Errors
    /// The codes DuplicateVoter, InvalidUpdateVersion and UnsupportedVersion where the cluster's voters are
    /// fixed, InconsistentClusterId, and what else the quorum says. `TimedOut` after `api_timeout`.
    pub async fn add_raft_voter(
        &self,
        voter: &RaftVoter,
        endpoints: impl IntoIterator<Item = RaftEndpoint>,
    ) -> Result<()> {
        let listener = |endpoint: RaftEndpoint| add_raft_voter_request::Listener {
            name: endpoint.listener,
            host: endpoint.host,
            port: endpoint.port,
        };
        let request = AddRaftVoterRequest {
            cluster_id: voter.cluster_id.clone(),
            timeout_ms: timeout_ms(&self.cluster),
            voter_id: voter.id,
            voter_directory_id: voter.directory_id,
            listeners: endpoints.into_iter().map(listener).collect(),
            ..Default::default()
        };
        let added = self.retried(ADD, || async {
            let response = self.cluster.request(Target::Any, &request).await?;
            judged(ADD, response.error_code, response.error_message.as_deref())
        });
        added.await.map_err(|error| error.with("voter", voter.id))
    }

    /// Makes a voter a controller that only follows (KIP-853).
    /// An example is at [`Admin::add_raft_voter`].
    ///
    /// # Errors
    /// The codes VoterNotFound, UnsupportedVersion where the cluster's voters are fixed,
    /// InconsistentClusterId, and what else the quorum says. `TimedOut` after `api_timeout`.
    pub async fn remove_raft_voter(&self, voter: &RaftVoter) -> Result<()> {
        let request = RemoveRaftVoterRequest {
            cluster_id: voter.cluster_id.clone(),
            voter_id: voter.id,
            voter_directory_id: voter.directory_id,
        };
        let removed = self.retried(REMOVE, || async {
            let response = self.cluster.request(Target::Any, &request).await?;
            judged(REMOVE, response.error_code, response.error_message.as_deref())
        });
        removed.await.map_err(|error| error.with("voter", voter.id))
    }

    /// Forgets a broker that does not come back (KIP-631). One that does registers anew.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// use ottla::ErrorCode;
    ///
    /// let error = client.admin().unregister_broker(4_711).await.unwrap_err();
    /// assert_eq!(error.code(), Some(ErrorCode::BrokerIdNotRegistered));
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// The code BrokerIdNotRegistered, also where the answer to an earlier attempt was lost; `NotAuthorized`.
    /// `TimedOut` after `api_timeout`.
    pub async fn unregister_broker(&self, broker: i32) -> Result<()> {
        let request = UnregisterBrokerRequest { broker_id: broker };
        let unregistered = self.retried(UNREGISTER, || async {
            let response = self.cluster.request(Target::Any, &request).await?;
            judged(UNREGISTER, response.error_code, response.error_message.as_deref())
        });
        unregistered.await.map_err(|error| error.with("broker", broker))
    }
}

fn description(response: DescribeQuorumResponse) -> Result<QuorumDescription> {
    judged(DESCRIBE, response.error_code, response.error_message.as_deref())?;
    let topics = response.topics.into_iter().filter(|topic| topic.topic_name == METADATA_TOPIC);
    let mut partitions = topics.flat_map(|topic| topic.partitions);
    let quorum = partitions.next().filter(|partition| partition.partition_index == 0);
    let quorum = quorum.ok_or_else(|| corrupt(DESCRIBE, "the answer leaves the quorum out"))?;
    judged(DESCRIBE, quorum.error_code, quorum.error_message.as_deref())?;
    let replicas = |states: Vec<ReplicaState>| {
        let mut replicas: Vec<QuorumReplica> = states.into_iter().map(replica).collect();
        replicas.sort_by_key(|replica| (replica.id, replica.directory_id));
        replicas
    };
    let endpoints = response.nodes.into_iter().map(|node| {
        let endpoints = node.listeners.into_iter().map(|listener| RaftEndpoint {
            listener: listener.name,
            host: listener.host,
            port: listener.port,
        });
        (node.node_id, endpoints.collect())
    });
    Ok(QuorumDescription {
        leader: Some(quorum.leader_id).filter(|leader| *leader >= 0),
        leader_epoch: quorum.leader_epoch,
        high_watermark: quorum.high_watermark,
        voters: replicas(quorum.current_voters),
        observers: replicas(quorum.observers),
        endpoints: endpoints.collect(),
    })
}

fn replica(state: ReplicaState) -> QuorumReplica {
    let known = |number: i64| Some(number).filter(|number| *number >= 0);
    QuorumReplica {
        id: state.replica_id,
        directory_id: state.replica_directory_id,
        log_end_offset: known(state.log_end_offset),
        last_fetch: known(state.last_fetch_timestamp),
        last_caught_up: known(state.last_caught_up_timestamp),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_without_the_quorum_is_corrupt() {
        let error = description(DescribeQuorumResponse::default()).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::Corrupt);
    }
}
