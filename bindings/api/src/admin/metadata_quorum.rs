//! The quorum of controllers (KIP-595), and who votes in it (KIP-853).

use super::{
    Admin,
    call::{all, id, invalid},
};
use crate::Result;
use ottla::admin;

/// The quorum of controllers.
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
    /// Those that only follow, by id.
    pub observers: Vec<QuorumReplica>,
    /// Where voters listen; empty where brokers are too old to tell.
    pub nodes: Vec<QuorumNode>,
}

/// A replica of the log of metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuorumReplica {
    /// The node.
    pub id: i32,
    /// The directory that the log is in.
    pub directory_id: String,
    /// Where its log ends; null where it is not known.
    pub log_end_offset: Option<i64>,
    /// When it last fetched, in milliseconds since 1970; null where it is not known.
    pub last_fetch: Option<i64>,
    /// When it last had all that there was, in milliseconds since 1970; null where it is not known.
    pub last_caught_up: Option<i64>,
}

/// Where a voter listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuorumNode {
    /// The node.
    pub id: i32,
    /// Where.
    pub endpoints: Vec<RaftEndpoint>,
}

/// Where a controller listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RaftEndpoint {
    /// Name of the listener: `CONTROLLER`.
    pub listener: String,
    /// Name or IP address.
    pub host: String,
    /// The port.
    pub port: i32,
}

/// A controller that is to vote, or not to any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RaftVoter {
    /// The node.
    pub id: i32,
    /// The directory that its log is in: another disk makes it another voter.
    pub directory_id: String,
    /// The cluster that it is meant for; null, if it is not to be checked.
    pub cluster_id: Option<String>,
}

impl Admin {
    /// The quorum of controllers.
    pub async fn describe_metadata_quorum(&self) -> Result<QuorumDescription> {
        let quorum = self.client("describe the quorum")?.describe_metadata_quorum().await?;
        let node = |(id, endpoints)| QuorumNode { id, endpoints: all(endpoints) };
        Ok(QuorumDescription {
            leader: quorum.leader,
            leader_epoch: quorum.leader_epoch,
            high_watermark: quorum.high_watermark,
            voters: all(quorum.voters),
            observers: all(quorum.observers),
            nodes: quorum.endpoints.into_iter().map(node).collect(),
        })
    }

    /// Has a controller vote.
    pub async fn add_raft_voter(
        &self,
        voter: RaftVoter,
        endpoints: Vec<RaftEndpoint>,
    ) -> Result<()> {
        let client = self.client("add a voter")?;
        let endpoints = endpoints.into_iter().map(RaftEndpoint::of_client);
        let endpoints = endpoints.collect::<Result<Vec<_>>>()?;
        client.add_raft_voter(&voter.of_client()?, endpoints).await
    }

    /// Has a controller vote no more.
    pub async fn remove_raft_voter(&self, voter: RaftVoter) -> Result<()> {
        self.client("remove a voter")?.remove_raft_voter(&voter.of_client()?).await
    }
}

impl RaftVoter {
    fn of_client(self) -> Result<admin::RaftVoter> {
        Ok(admin::RaftVoter {
            id: self.id,
            directory_id: id("name a voter", &self.directory_id)?,
            cluster_id: self.cluster_id.map(Into::into),
        })
    }
}

impl RaftEndpoint {
    fn of_client(self) -> Result<admin::RaftEndpoint> {
        let port = u16::try_from(self.port).map_err(|_| {
            invalid("add a voter", format!("port is {}: 0 to 65535 is allowed", self.port))
        })?;
        Ok(admin::RaftEndpoint { listener: self.listener.into(), host: self.host.into(), port })
    }
}

impl From<admin::RaftEndpoint> for RaftEndpoint {
    fn from(endpoint: admin::RaftEndpoint) -> Self {
        Self {
            listener: endpoint.listener.to_string(),
            host: endpoint.host.to_string(),
            port: i32::from(endpoint.port),
        }
    }
}

impl From<admin::QuorumReplica> for QuorumReplica {
    fn from(replica: admin::QuorumReplica) -> Self {
        Self {
            id: replica.id,
            directory_id: replica.directory_id.to_string(),
            log_end_offset: replica.log_end_offset,
            last_fetch: replica.last_fetch,
            last_caught_up: replica.last_caught_up,
        }
    }
}
