//! Requests for partitions and offsets, and answers that are mixed.

use std::collections::BTreeMap;

use ottla_core::{
    model::{ErrorCode, ProducerEpoch, ProducerId},
    protocol::messages::{
        AddPartitionsToTxnResponse, TxnOffsetCommitResponse,
        add_partitions_to_txn_response::{
            AddPartitionsToTxnPartitionResult, AddPartitionsToTxnTopicResult,
        },
        txn_offset_commit_response::{
            TxnOffsetCommitResponsePartition, TxnOffsetCommitResponseTopic,
        },
    },
};

use crate::{
    ErrorKind,
    engine::{
        group::{metadata::GroupMetadata, offsets::CommittedOffset},
        identity::Identity,
        positions::Key,
        transaction::{offsets, partitions, verdict::Verdict},
    },
};

const IDENTITY: Identity = Identity { id: ProducerId(40), epoch: ProducerEpoch(3) };

fn keys() -> Vec<Key> {
    vec![("a".into(), 0), ("a".into(), 1), ("b".into(), 0)]
}

fn added(codes: &[ErrorCode]) -> Verdict {
    let mut response = AddPartitionsToTxnResponse::default();
    for ((name, partition_index), code) in keys().into_iter().zip(codes) {
        let result = AddPartitionsToTxnPartitionResult {
            partition_index,
            partition_error_code: code.code(),
        };
        let topic = AddPartitionsToTxnTopicResult { name, results_by_partition: vec![result] };
        response.results_by_topic_v3_and_below.push(topic);
    }
    partitions::verdict(&response, &keys())
}

#[test]
fn partitions_are_named_by_topic() {
    let request = partitions::request(&"billing".into(), IDENTITY, &keys());
    let topics: Vec<_> = request
        .v3_and_below_topics
        .iter()
        .map(|topic| (&*topic.name, topic.partitions.clone()))
        .collect();
    assert_eq!(topics, [("a", vec![0, 1]), ("b", vec![0])]);
    assert_eq!((request.v3_and_below_producer_id, request.v3_and_below_producer_epoch), (40, 3));
}

#[test]
fn the_reason_counts_and_not_what_was_not_attempted() {
    use ErrorCode as Code;
    assert!(matches!(added(&[Code::None; 3]), Verdict::Done));
    let codes =
        [Code::OperationNotAttempted, Code::TopicAuthorizationFailed, Code::OperationNotAttempted];
    let Verdict::Refused(error) = added(&codes) else { panic!() };
    assert_eq!(error.kind(), ErrorKind::NotAuthorized);
    assert!(error.to_string().contains("topic a, partition 1"), "{error}");
    let codes = [Code::None, Code::ConcurrentTransactions, Code::None];
    assert!(matches!(added(&codes), Verdict::Later(_)));
    let codes = [Code::UnknownTopicOrPartition, Code::ProducerFenced, Code::None];
    assert!(matches!(added(&codes), Verdict::Later(_)));
    let Verdict::Refused(error) = added(&[Code::None]) else { panic!() };
    assert_eq!(error.kind(), ErrorKind::Corrupt);
}

fn group() -> GroupMetadata {
    let mut group = GroupMetadata::without_members("g");
    group.generation_id = 7;
    group.member_id = "m".into();
    group.group_instance_id = Some("i".into());
    group
}

fn wanted() -> BTreeMap<Key, CommittedOffset> {
    keys().into_iter().map(|key| (key, CommittedOffset::from(5))).collect()
}

#[test]
fn offsets_are_sent_as_the_member_where_the_version_can_say_so() {
    for (version, generation, member, instance) in [(2, -1, "", None), (3, 7, "m", Some("i"))] {
        let id = "billing".into();
        let request = offsets::commit_request(&id, IDENTITY, &group(), &wanted(), version);
        assert_eq!((request.generation_id, &*request.member_id), (generation, member));
        assert_eq!(request.group_instance_id.as_deref(), instance);
        assert_eq!(request.topics.len(), 2);
        assert_eq!(request.topics[0].partitions[1].committed_offset, 5);
        assert_eq!(request.topics[0].partitions[1].committed_leader_epoch, -1);
    }
}

#[test]
fn only_offsets_that_were_not_accepted_are_sent_again() {
    use ErrorCode as Code;
    let committed = |codes: [ErrorCode; 3]| {
        let mut left = wanted();
        let topic = |((name, partition_index), code): (Key, ErrorCode)| {
            let error_code = code.code();
            let partition = TxnOffsetCommitResponsePartition { partition_index, error_code };
            TxnOffsetCommitResponseTopic { name, partitions: vec![partition] }
        };
        let topics = keys().into_iter().zip(codes).map(topic).collect();
        let response = TxnOffsetCommitResponse { topics, ..Default::default() };
        let verdict = offsets::verdict(&response, &mut left);
        (verdict, left.len())
    };
    assert!(matches!(committed([Code::None; 3]), (Verdict::Done, 0)));
    let (verdict, left) = committed([Code::None, Code::UnknownTopicOrPartition, Code::None]);
    assert!(matches!(verdict, Verdict::Later(_)) && left == 1);
    let (verdict, left) =
        committed([Code::NotCoordinator, Code::CoordinatorLoadInProgress, Code::None]);
    assert!(matches!(verdict, Verdict::Elsewhere(_)) && left == 2);
    let (verdict, _) =
        committed([Code::CoordinatorLoadInProgress, Code::IllegalGeneration, Code::None]);
    let Verdict::Refused(error) = verdict else { panic!() };
    assert_eq!(error.kind(), ErrorKind::Rebalanced);
}
