// Made from bindings/api by `cargo xtask generate`: do not edit.

//! The classes of the API.

mod choices;
mod data;
mod listeners;
mod objects;

use pyo3::prelude::*;

pub(crate) use data::*;
pub(crate) use objects::*;

/// Adds all classes to the module.
#[expect(clippy::too_many_lines, reason = "one for each class")]
pub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Acl>()?;
    module.add_class::<AclFilter>()?;
    module.add_class::<AclDeletion>()?;
    module.add_class::<AclDeletions>()?;
    module.add_class::<Refusal>()?;
    module.add_class::<ClassicGroupDescription>()?;
    module.add_class::<ClassicMemberDescription>()?;
    module.add_class::<ClassicGroupDescriptions>()?;
    module.add_class::<ClusterDescription>()?;
    module.add_class::<BrokerDescription>()?;
    module.add_class::<ConfigResource>()?;
    module.add_class::<ConfigEntry>()?;
    module.add_class::<ConfigSynonym>()?;
    module.add_class::<ConfigDescription>()?;
    module.add_class::<ConfigDescriptions>()?;
    module.add_class::<ConfigChange>()?;
    module.add_class::<ConfigUpdate>()?;
    module.add_class::<Principal>()?;
    module.add_class::<DelegationToken>()?;
    module.add_class::<FeatureDescription>()?;
    module.add_class::<FeatureUpdate>()?;
    module.add_class::<GroupOffsetsQuery>()?;
    module.add_class::<GroupOffsets>()?;
    module.add_class::<GroupOffsetsListings>()?;
    module.add_class::<GroupListing>()?;
    module.add_class::<GroupDescription>()?;
    module.add_class::<GroupDescriptions>()?;
    module.add_class::<MemberDescription>()?;
    module.add_class::<MemberToRemove>()?;
    module.add_class::<LogDirListing>()?;
    module.add_class::<LogDirDescriptions>()?;
    module.add_class::<LogDirDescription>()?;
    module.add_class::<LogDirReplica>()?;
    module.add_class::<Replica>()?;
    module.add_class::<ReplicaLogDirs>()?;
    module.add_class::<ReplicaLogDirsListings>()?;
    module.add_class::<ReplicaMove>()?;
    module.add_class::<QuorumDescription>()?;
    module.add_class::<QuorumReplica>()?;
    module.add_class::<QuorumNode>()?;
    module.add_class::<RaftEndpoint>()?;
    module.add_class::<RaftVoter>()?;
    module.add_class::<ProducerDescription>()?;
    module.add_class::<PartitionProducers>()?;
    module.add_class::<ProducerDescriptions>()?;
    module.add_class::<HangingTransaction>()?;
    module.add_class::<QuotaPart>()?;
    module.add_class::<ClientQuotas>()?;
    module.add_class::<QuotaChange>()?;
    module.add_class::<QuotaUpdate>()?;
    module.add_class::<QuotaMatch>()?;
    module.add_class::<Reassignment>()?;
    module.add_class::<PartitionReassignment>()?;
    module.add_class::<OffsetAt>()?;
    module.add_class::<ListedOffset>()?;
    module.add_class::<ListedOffsets>()?;
    module.add_class::<ScramCredential>()?;
    module.add_class::<ScramCredentials>()?;
    module.add_class::<ScramDescriptions>()?;
    module.add_class::<ScramAlteration>()?;
    module.add_class::<ShareGroupDescription>()?;
    module.add_class::<ShareMemberDescription>()?;
    module.add_class::<ShareGroupDescriptions>()?;
    module.add_class::<ShareGroupOffsetsQuery>()?;
    module.add_class::<ShareGroupOffset>()?;
    module.add_class::<ShareGroupOffsets>()?;
    module.add_class::<ShareGroupOffsetsListings>()?;
    module.add_class::<StreamsGroupDescription>()?;
    module.add_class::<StreamsTopology>()?;
    module.add_class::<StreamsSubtopology>()?;
    module.add_class::<StreamsTopic>()?;
    module.add_class::<StreamsMemberDescription>()?;
    module.add_class::<StreamsTask>()?;
    module.add_class::<StreamsTaskOffset>()?;
    module.add_class::<StreamsTasks>()?;
    module.add_class::<StreamsGroupDescriptions>()?;
    module.add_class::<NewTopic>()?;
    module.add_class::<PartitionAssignment>()?;
    module.add_class::<TopicListing>()?;
    module.add_class::<TopicDescription>()?;
    module.add_class::<TopicDescriptions>()?;
    module.add_class::<PartitionDescription>()?;
    module.add_class::<TransactionListing>()?;
    module.add_class::<TransactionDescription>()?;
    module.add_class::<TransactionDescriptions>()?;
    module.add_class::<FencedProducer>()?;
    module.add_class::<FencedProducers>()?;
    module.add_class::<Event>()?;
    module.add_class::<Start>()?;
    module.add_class::<ProcessRecord>()?;
    module.add_class::<Origin>()?;
    module.add_class::<Header>()?;
    module.add_class::<NewRecord>()?;
    module.add_class::<Written>()?;
    module.add_class::<TopicPartition>()?;
    module.add_class::<PartitionOffset>()?;
    module.add_class::<ShareRecord>()?;
    module.add_class::<ShareBatch>()?;
    module.add_class::<AcknowledgementOutcome>()?;
    module.add_class::<Admin>()?;
    module.add_class::<Broker>()?;
    module.add_class::<Client>()?;
    module.add_class::<Consumer>()?;
    module.add_class::<Events>()?;
    module.add_class::<PartitionConsumer>()?;
    module.add_class::<Producer>()?;
    module.add_class::<Delivery>()?;
    module.add_class::<ShareConsumer>()?;
    module.add_class::<Transaction>()?;
    Ok(())
}
