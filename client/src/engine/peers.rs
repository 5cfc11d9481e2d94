//! With whom a client speaks, and what it can ask them for. Clients are connected with brokers; an admin may be
//! connected with the controllers of a cluster instead (KIP-919).

use ottla_core::protocol::ApiKey;

/// With whom a client speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Peers {
    /// `bootstrap.servers`.
    #[default]
    Brokers,
    /// `bootstrap.controllers`.
    Controllers,
}

impl Peers {
    /// Whether they are asked for this. Of controllers that is what Apache Kafka's admin asks them for: they
    /// have more APIs, which are for brokers that hand requests of clients on, and leave checks to those.
    pub(crate) fn are_asked(self, api: ApiKey) -> bool {
        match self {
            Self::Brokers => true,
            Self::Controllers => matches!(
                api,
                ApiKey::ApiVersions
                    | ApiKey::SaslHandshake
                    | ApiKey::SaslAuthenticate
                    | ApiKey::DescribeCluster
                    | ApiKey::DescribeQuorum
                    | ApiKey::AddRaftVoter
                    | ApiKey::RemoveRaftVoter
                    | ApiKey::UnregisterBroker
                    | ApiKey::UpdateFeatures
                    | ApiKey::DescribeConfigs
                    | ApiKey::IncrementalAlterConfigs
                    | ApiKey::AlterPartitionReassignments
                    | ApiKey::ListPartitionReassignments
                    | ApiKey::DescribeAcls
                    | ApiKey::CreateAcls
                    | ApiKey::DeleteAcls
            ),
        }
    }
}
