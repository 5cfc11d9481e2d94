//! Offsets of a consumer that become committed with the transaction (KIP-447): TxnOffsetCommit, and before it
//! AddOffsetsToTxn in the first generation of the protocol.

use std::collections::BTreeMap;

use bytestring::ByteString;
use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        AddOffsetsToTxnRequest, TxnOffsetCommitRequest, TxnOffsetCommitResponse,
        txn_offset_commit_request::{TxnOffsetCommitRequestPartition, TxnOffsetCommitRequestTopic},
    },
};

use super::verdict::{Api, Verdict};
use crate::{
    Error, ErrorKind,
    engine::{
        group::{metadata::GroupMetadata, offsets::CommittedOffset},
        identity::Identity,
        positions::Key,
    },
};

/// The oldest TxnOffsetCommit that says who the member is.
pub(crate) const MEMBER_SINCE: i16 = 3;

/// Tells the coordinator of the transaction that offsets of a group belong to it.
pub(crate) fn add_request(
    id: &ByteString,
    identity: Identity,
    group_id: &ByteString,
) -> AddOffsetsToTxnRequest {
    AddOffsetsToTxnRequest {
        transactional_id: id.clone(),
        producer_id: identity.id.0,
        producer_epoch: identity.epoch.0,
        group_id: group_id.clone(),
    }
}

/// Tells the coordinator of the group of the offsets.
pub(crate) fn commit_request(
    id: &ByteString,
    identity: Identity,
    group: &GroupMetadata,
    offsets: &BTreeMap<Key, CommittedOffset>,
    version: i16,
) -> TxnOffsetCommitRequest {
    let mut topics: BTreeMap<&ByteString, Vec<TxnOffsetCommitRequestPartition>> = BTreeMap::new();
    for ((topic, partition_index), committed) in offsets {
        topics.entry(topic).or_default().push(TxnOffsetCommitRequestPartition {
            partition_index: *partition_index,
            committed_offset: committed.offset,
            committed_leader_epoch: committed.leader_epoch.unwrap_or(-1),
            committed_metadata: Some(committed.metadata.as_str().into()),
        });
    }
    let topics = topics
        .into_iter()
        .map(|(name, partitions)| TxnOffsetCommitRequestTopic { name: name.clone(), partitions });
    let mut request = TxnOffsetCommitRequest {
        transactional_id: id.clone(),
        group_id: group.group_id.clone(),
        producer_id: identity.id.0,
        producer_epoch: identity.epoch.0,
        generation_id: -1,
        topics: topics.collect(),
        ..Default::default()
    };
    if version >= MEMBER_SINCE {
        request.generation_id = group.generation_id;
        request.member_id = group.member_id.clone();
        request.group_instance_id = group.group_instance_id.clone();
    }
    request
}

/// Takes out of `left` what was accepted, and says what the worst of the others means.
pub(crate) fn verdict(
    response: &TxnOffsetCommitResponse,
    left: &mut BTreeMap<Key, CommittedOffset>,
) -> Verdict {
    let mut worst = Verdict::Done;
    for topic in &response.topics {
        for partition in &topic.partitions {
            let key = (topic.name.clone(), partition.partition_index);
            let place = |error: Error| {
                error.with("topic", &key.0).with("partition", partition.partition_index)
            };
            match Api::OffsetCommit.verdict(ErrorCode::from_code(partition.error_code)) {
                Verdict::Done => {
                    left.remove(&key);
                }
                Verdict::Fatal(error) => return Verdict::Fatal(place(error)),
                Verdict::Refused(error) => return Verdict::Refused(place(error)),
                Verdict::Elsewhere(error) => worst = Verdict::Elsewhere(place(error)),
                Verdict::Later(error) => {
                    if matches!(worst, Verdict::Done) {
                        worst = Verdict::Later(place(error));
                    }
                }
            }
        }
    }
    match worst {
        Verdict::Done if !left.is_empty() => {
            let message = "the coordinator's answer leaves partitions out";
            let error = Error::new(ErrorKind::Corrupt, "send offsets to the transaction", message);
            Verdict::Refused(error.abortable())
        }
        worst => worst,
    }
}
