//! Offsets of groups without members, which is all that offsets need of a group.

use std::{sync::Arc, time::Duration};

use crate::{
    coordinator::Shard,
    groups::{Answer, GroupRecord, GroupSettings, GroupShard, Outcome, Requester, Stability},
    metadata::{MetadataDelta, MetadataImage, TopicImage},
    model::{ErrorCode, Moment, Now, Offset, ProducerId, Rng, Timestamp, TopicName, Uuid},
    protocol::messages::{
        OffsetCommitRequest, OffsetDeleteRequest, TxnOffsetCommitRequest,
        offset_commit_request::{OffsetCommitRequestPartition, OffsetCommitRequestTopic},
        offset_delete_request::{OffsetDeleteRequestPartition, OffsetDeleteRequestTopic},
        offset_fetch_request::{OffsetFetchRequestGroup, OffsetFetchRequestTopics},
        txn_offset_commit_request::{TxnOffsetCommitRequestPartition, TxnOffsetCommitRequestTopic},
    },
    protocol::records::TransactionResult,
};

const DAY: u64 = 24 * 3_600;

fn at(seconds: u64) -> Now {
    let moment = Moment(Duration::from_secs(seconds));
    Now { monotonic: moment, wall: Timestamp(seconds as i64 * 1_000) }
}

/// A shard with its log: what it gives is appended, replayed, and survives a restart.
struct Test {
    shard: GroupShard,
    log: Vec<(Option<ProducerId>, GroupRecord)>,
}

impl Test {
    fn new() -> Self {
        Self { shard: empty(), log: Vec::new() }
    }

    fn written<R>(&mut self, outcome: Outcome<R>) -> R {
        self.written_by(None, outcome)
    }

    fn written_by<R>(&mut self, producer: Option<ProducerId>, outcome: Outcome<R>) -> R {
        for record in outcome.records {
            self.shard.replay(Offset(self.log.len() as i64), producer, &record);
            self.log.push((producer, record));
        }
        let Answer::Now(response) = outcome.answer else { panic!("offsets never wait") };
        response
    }

    fn restarted(&mut self) {
        let mut shard = empty();
        for (offset, (producer, record)) in self.log.iter().enumerate() {
            let (key, value) = record.encode().unwrap();
            let read = GroupRecord::decode(key, value).unwrap();
            assert_eq!(read, *record);
            shard.replay(Offset(offset as i64), *producer, &read);
        }
        self.shard = shard;
    }

    fn commit(&mut self, offset: i64, now: Now) -> ErrorCode {
        self.commit_with(offset, "note", now)
    }

    fn commit_with(&mut self, offset: i64, metadata: &str, now: Now) -> ErrorCode {
        let request = commit_request(offset, metadata);
        let outcome = self.shard.commit_offsets(&requester(), &request, now);
        let response = self.written(outcome);
        ErrorCode::from_code(response.topics[0].partitions[0].error_code)
    }

    fn commit_in_transaction(&mut self, producer: ProducerId, offset: i64) {
        let partition = TxnOffsetCommitRequestPartition {
            partition_index: 3,
            committed_offset: offset,
            ..Default::default()
        };
        let topic = TxnOffsetCommitRequestTopic { name: "t".into(), partitions: vec![partition] };
        let request = TxnOffsetCommitRequest {
            group_id: "g".into(),
            producer_id: producer.0,
            topics: vec![topic],
            generation_id: -1,
            ..Default::default()
        };
        let outcome = self.shard.commit_transactional_offsets(&requester(), &request, at(1));
        let response = self.written_by(Some(producer), outcome);
        assert_eq!(response.topics[0].partitions[0].error_code, 0);
    }

    fn fetched(&self) -> (i64, String, ErrorCode) {
        let topic = OffsetFetchRequestTopics {
            name: "t".into(),
            partition_indexes: vec![3],
            ..Default::default()
        };
        let request = OffsetFetchRequestGroup {
            group_id: "g".into(),
            topics: Some(vec![topic]),
            ..Default::default()
        };
        let response = self.shard.fetch_offsets(&request, Stability::Required);
        let partition = &response.topics[0].partitions[0];
        let metadata = partition.metadata.as_deref().unwrap_or("null").to_owned();
        (partition.committed_offset, metadata, ErrorCode::from_code(partition.error_code))
    }

    fn offset(&self) -> Option<i64> {
        self.shard.offsets.get("g", "t", 3).map(|offset| offset.offset.0)
    }

    fn expire(&mut self, now: Now) {
        let outcome = self.shard.expire_offsets(now);
        self.written(outcome);
    }
}

fn empty() -> GroupShard {
    let image = Arc::new(MetadataImage::default());
    GroupShard::new(GroupSettings::default(), image, Rng::from_seed(1))
}

fn requester() -> Requester {
    Requester { version: 9, ..Default::default() }
}

fn commit_request(offset: i64, metadata: &str) -> OffsetCommitRequest {
    let partition = OffsetCommitRequestPartition {
        partition_index: 3,
        committed_offset: offset,
        committed_metadata: Some(metadata.into()),
        ..Default::default()
    };
    let topic = OffsetCommitRequestTopic {
        name: "t".into(),
        partitions: vec![partition],
        ..Default::default()
    };
    OffsetCommitRequest { group_id: "g".into(), topics: vec![topic], ..Default::default() }
}

#[test]
fn what_was_committed_last_is_fetched_with_its_text_also_after_a_restart() {
    let mut test = Test::new();
    assert_eq!(test.fetched(), (-1, String::new(), ErrorCode::None));
    assert_eq!(test.commit(5, at(1)), ErrorCode::None);
    assert_eq!(test.commit(7, at(2)), ErrorCode::None);
    assert_eq!(test.fetched(), (7, "note".into(), ErrorCode::None));
    test.restarted();
    assert_eq!(test.fetched(), (7, "note".into(), ErrorCode::None));
    let all = OffsetFetchRequestGroup { group_id: "g".into(), topics: None, ..Default::default() };
    let all = test.shard.fetch_offsets(&all, Stability::LastCommitted);
    assert_eq!(all.topics[0].partitions[0].committed_offset, 7);
}

#[test]
fn a_text_that_is_too_long_is_refused_and_counted_as_kafka_counts() {
    let mut test = Test::new();
    let longest = "é".repeat(4_096);
    assert_eq!(test.commit_with(1, &longest, at(1)), ErrorCode::None);
    assert_eq!(test.commit_with(2, &(longest + "e"), at(1)), ErrorCode::OffsetMetadataTooLarge);
    assert_eq!(test.offset(), Some(1));
}

#[test]
fn a_member_of_no_group_cannot_commit() {
    let mut test = Test::new();
    let mut request = commit_request(1, "");
    request.generation_id_or_member_epoch = 3;
    request.member_id = "m".into();
    for (version, expected) in [(8, ErrorCode::IllegalGeneration), (9, ErrorCode::GroupIdNotFound)]
    {
        let requester = Requester { version, ..Default::default() };
        let outcome = test.shard.commit_offsets(&requester, &request, at(1));
        assert_eq!(outcome.records, []);
        let response = test.written(outcome);
        assert_eq!(response.topics[0].partitions[0].error_code, expected.code(), "{version}");
    }
}

#[test]
fn offsets_of_a_transaction_count_when_it_is_committed() {
    let mut test = Test::new();
    let producer = ProducerId(9);
    test.commit(5, at(1));
    test.commit_in_transaction(producer, 8);
    assert_eq!(test.fetched(), (-1, String::new(), ErrorCode::UnstableOffsetCommit));
    assert_eq!(test.offset(), Some(5));
    test.restarted();
    assert_eq!(test.fetched().2, ErrorCode::UnstableOffsetCommit);
    test.shard.replay_marker(producer, TransactionResult::Commit);
    assert_eq!(test.fetched(), (8, String::new(), ErrorCode::None));

    test.commit_in_transaction(producer, 9);
    test.shard.replay_marker(producer, TransactionResult::Abort);
    assert_eq!(test.fetched(), (8, String::new(), ErrorCode::None));
}

#[test]
fn a_later_commit_overtakes_a_transaction() {
    let mut test = Test::new();
    test.commit_in_transaction(ProducerId(9), 8);
    test.commit(5, at(1));
    test.shard.replay_marker(ProducerId(9), TransactionResult::Commit);
    assert_eq!(test.offset(), Some(5));
}

#[test]
fn offsets_are_deleted_on_request_also_those_of_open_transactions() {
    let mut test = Test::new();
    test.commit(5, at(1));
    test.commit_in_transaction(ProducerId(9), 8);
    let partition = OffsetDeleteRequestPartition { partition_index: 3 };
    let other = OffsetDeleteRequestPartition { partition_index: 4 };
    let topic = OffsetDeleteRequestTopic { name: "t".into(), partitions: vec![partition, other] };
    let request = OffsetDeleteRequest { group_id: "g".into(), topics: vec![topic] };
    let outcome = test.shard.delete_offsets(&request);
    assert_eq!(outcome.records.len(), 1, "nothing was committed for the other");
    let response = test.written(outcome);
    assert_eq!((response.error_code, response.topics[0].partitions[1].error_code), (0, 0));
    test.shard.replay_marker(ProducerId(9), TransactionResult::Commit);
    assert_eq!(test.offset(), None);
    let unknown = OffsetDeleteRequest { group_id: "h".into(), ..Default::default() };
    let outcome = test.shard.delete_offsets(&unknown);
    let response = test.written(outcome);
    assert_eq!(response.error_code, ErrorCode::GroupIdNotFound.code());
}

#[test]
fn offsets_expire_a_week_after_their_commit_and_take_the_group_along() {
    let mut test = Test::new();
    test.commit(5, at(DAY));
    test.expire(at(8 * DAY - 1));
    assert_eq!(test.offset(), Some(5));
    test.expire(at(8 * DAY));
    assert_eq!(test.offset(), None);
    test.restarted();
    assert_eq!((test.offset(), test.shard.groups.len()), (None, 0));
}

#[test]
fn an_offset_of_an_open_transaction_keeps_the_group() {
    let mut test = Test::new();
    test.commit(5, at(1));
    test.commit_in_transaction(ProducerId(9), 8);
    test.expire(at(30 * DAY));
    assert_eq!((test.offset(), test.shard.groups.len()), (Some(5), 1));
}

#[test]
fn a_client_before_version_5_says_when_its_offset_expires() {
    let mut test = Test::new();
    let request = OffsetCommitRequest { retention_time_ms: 3_000, ..commit_request(5, "") };
    let outcome = test.shard.commit_offsets(&requester(), &request, at(10));
    test.written(outcome);
    test.restarted();
    test.expire(at(12));
    assert_eq!(test.offset(), Some(5));
    test.expire(at(13));
    assert_eq!(test.offset(), None);
}

#[test]
fn a_deleted_topic_takes_its_offsets_along() {
    let mut test = Test::new();
    test.commit(5, at(1));
    test.commit_in_transaction(ProducerId(9), 8);
    for (name, left) in [("other", Some(5)), ("t", None)] {
        let topic = TopicImage {
            id: Uuid([1; 16]),
            name: TopicName::new(name).unwrap(),
            partitions: Vec::new(),
        };
        let delta = MetadataDelta { removed_topics: vec![Arc::new(topic)], ..Default::default() };
        let outcome = test.shard.metadata_changed(Arc::default(), &delta, at(2));
        test.written(outcome);
        assert_eq!(test.offset(), left);
    }
    test.shard.replay_marker(ProducerId(9), TransactionResult::Commit);
    assert_eq!(test.offset(), None);
}

/// A crash may come between the deletion of a topic and that of its offsets.
#[test]
fn an_offset_of_an_earlier_topic_is_none_of_a_new_one_with_its_name() {
    let mut test = Test::new();
    let image = |id: u8| {
        let mut image = MetadataImage::default();
        image.topic_ids.insert(TopicName::new("t").unwrap(), Uuid([id; 16]));
        Arc::new(image)
    };
    let mut request = commit_request(5, "note");
    request.topics[0].topic_id = Uuid([1; 16]);
    let outcome = test.shard.commit_offsets(&requester(), &request, at(1));
    test.written(outcome);
    test.shard.metadata = image(1);
    assert_eq!(test.fetched().0, 5);
    test.shard.metadata = image(2);
    assert_eq!(test.fetched(), (-1, String::new(), ErrorCode::None));
    let old = TopicImage {
        id: Uuid([3; 16]),
        name: TopicName::new("t").unwrap(),
        partitions: Vec::new(),
    };
    let delta = MetadataDelta { removed_topics: vec![Arc::new(old)], ..Default::default() };
    let outcome = test.shard.metadata_changed(image(1), &delta, at(2));
    test.written(outcome);
    assert_eq!(test.fetched().0, 5, "another topic was deleted");
}
