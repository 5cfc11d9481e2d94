//! AddPartitionsToTxn: in the first generation of the protocol the coordinator has to know of a partition
//! before a batch is written there, or its marker would not follow.

use std::collections::BTreeMap;

use bytestring::ByteString;
use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        AddPartitionsToTxnRequest, AddPartitionsToTxnResponse,
        add_partitions_to_txn_request::AddPartitionsToTxnTopic,
    },
};

use super::verdict::{Api, Verdict};
use crate::{
    Error, ErrorKind,
    engine::{identity::Identity, positions::Key},
};

/// The request for these partitions, as clients send it.
pub(crate) fn request(
    id: &ByteString,
    identity: Identity,
    partitions: &[Key],
) -> AddPartitionsToTxnRequest {
    let mut topics: BTreeMap<&ByteString, Vec<i32>> = BTreeMap::new();
    for (topic, partition) in partitions {
        topics.entry(topic).or_default().push(*partition);
    }
    let topic = |(name, partitions): (&ByteString, Vec<i32>)| AddPartitionsToTxnTopic {
        name: name.clone(),
        partitions,
    };
    AddPartitionsToTxnRequest {
        v3_and_below_transactional_id: id.clone(),
        v3_and_below_producer_id: identity.id.0,
        v3_and_below_producer_epoch: identity.epoch.0,
        v3_and_below_topics: topics.into_iter().map(topic).collect(),
        ..Default::default()
    }
}

/// What the answer means: all partitions are added, or none.
pub(crate) fn verdict(response: &AddPartitionsToTxnResponse, partitions: &[Key]) -> Verdict {
    let mut answered = 0;
    let mut refused: Option<Verdict> = None;
    for topic in &response.results_by_topic_v3_and_below {
        for partition in &topic.results_by_partition {
            answered += 1;
            let code = ErrorCode::from_code(partition.partition_error_code);
            let place = |error: Error| {
                error.with("topic", &topic.name).with("partition", partition.partition_index)
            };
            match Api::AddPartitions.verdict(code) {
                Verdict::Done => {}
                Verdict::Refused(error) => {
                    // Partitions that were not attempted are not the reason.
                    let reason = code != ErrorCode::OperationNotAttempted;
                    if reason || refused.is_none() {
                        refused = Some(Verdict::Refused(place(error)));
                    }
                }
                Verdict::Fatal(error) => return Verdict::Fatal(place(error)),
                other @ (Verdict::Later(_) | Verdict::Elsewhere(_)) => return other,
            }
        }
    }
    match refused {
        Some(refused) => refused,
        None if answered == partitions.len() => Verdict::Done,
        None => {
            let message = "the coordinator's answer leaves partitions out";
            let error =
                Error::new(ErrorKind::Corrupt, "add partitions to the transaction", message);
            Verdict::Refused(error.abortable())
        }
    }
}
