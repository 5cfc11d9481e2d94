//! Every version of the transaction APIs that is listed is answered, with a success and a refusal each: the
//! response has to be encodable by the broker and decodable here, and says what it should.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use ottla_core::{
    model::ErrorCode,
    protocol::{
        Request,
        messages::{
            AddOffsetsToTxnRequest, AddPartitionsToTxnRequest, DescribeProducersRequest,
            DescribeTransactionsRequest, EndTxnRequest, FindCoordinatorRequest,
            InitProducerIdRequest, ListTransactionsRequest, TxnOffsetCommitRequest,
            UpdateFeaturesRequest, WriteTxnMarkersRequest,
            add_partitions_to_txn_request::AddPartitionsToTxnTransaction,
            describe_producers_request::TopicRequest,
            update_features_request::FeatureUpdateKey,
            write_txn_markers_request::{WritableTxnMarker, WritableTxnMarkerTopic},
        },
    },
};
use support::{
    Client, broker,
    transactions::{End, init_request, topics},
};

fn versions<R: Request>() -> std::ops::RangeInclusive<i16> {
    let versions = R::KEY.versions();
    versions.first..=versions.last
}

fn error(code: i16) -> ErrorCode {
    ErrorCode::from_code(code)
}

/// The code of a producer that was replaced, to a client from this version on and before (KIP-588).
fn fenced(version: i16, since: i16) -> ErrorCode {
    if version >= since { ErrorCode::ProducerFenced } else { ErrorCode::InvalidProducerEpoch }
}

/// A broker with topic `t` and coordinators.
fn served() -> (ottla_broker::Broker, Client) {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 2, &[]);
    client.find_coordinators();
    (broker, client)
}

#[test]
fn coordinators_of_transactions_are_found_at_every_version_with_key_types() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    let port = i32::from(broker.address().port());
    for version in versions::<FindCoordinatorRequest>().skip(1) {
        let mut asked = |key_type| {
            let mut request = FindCoordinatorRequest { key_type, ..Default::default() };
            if version >= 4 {
                request.coordinator_keys = vec!["a".into(), "b".into()];
            } else {
                request.key = "a".into();
            }
            client.call_at(&request, version)
        };
        let found = asked(1);
        let refused = asked(3);
        let invalid = ErrorCode::InvalidRequest.code();
        if version >= 4 {
            let found: Vec<_> =
                found.coordinators.iter().map(|one| (&*one.key, one.port)).collect();
            assert_eq!(found, [("a", port), ("b", port)], "{version}");
            assert!(refused.coordinators.iter().all(|one| one.error_code == invalid), "{version}");
        } else {
            assert_eq!((found.error_code, found.port), (0, port), "{version}");
            assert_eq!(refused.error_code, invalid, "{version}");
        }
    }
}

#[test]
fn producers_begin_at_every_version() {
    let (_broker, mut client) = served();
    for version in versions::<InitProducerIdRequest>() {
        let id = format!("init-{version}");
        let first = client.try_init(&init_request(Some(&id), 60_000), version).unwrap();
        let second = client.try_init(&init_request(Some(&id), 60_000), version).unwrap();
        assert_eq!((first.epoch, &second), (0, &first.with_epoch(1)), "{version}");
        let refused = client.try_init(&init_request(Some(&id), 0), version);
        assert_eq!(refused, Err(ErrorCode::InvalidTransactionTimeout), "{version}");
        if version >= 3 {
            let request = InitProducerIdRequest {
                producer_id: first.producer_id + 1_000,
                producer_epoch: 1,
                ..init_request(Some(&id), 60_000)
            };
            let refused = client.try_init(&request, version);
            assert_eq!(refused, Err(fenced(version, 4)), "{version}");
        }
    }
}

#[test]
fn partitions_are_added_at_every_version() {
    let (_broker, mut client) = served();
    let none = ErrorCode::None;
    for version in versions::<AddPartitionsToTxnRequest>() {
        let producer = client.init(&format!("add-{version}"), 60_000);
        let both: [(&str, &[i32]); 1] = [("t", &[0, 1])];
        assert_eq!(client.add_partitions(&producer, &both, version), [none, none], "{version}");
        let newer = producer.with_epoch(7);
        let code = fenced(version, 2);
        assert_eq!(client.add_partitions(&newer, &both, version), [code, code], "{version}");
        assert_eq!(client.described(&producer.id).topics[0].partitions, [0, 1], "{version}");
    }
}

/// As brokers do it for Produce requests of older clients, many transactions in one request.
#[test]
fn partitions_are_verified_at_the_versions_of_brokers() {
    let (_broker, mut client) = served();
    for version in 4..=5 {
        let producer = client.init(&format!("verify-{version}"), 60_000);
        client.add_partitions(&producer, &[("t", &[1])], 3);
        let transaction = |producer_epoch| AddPartitionsToTxnTransaction {
            transactional_id: producer.id[..].into(),
            producer_id: producer.producer_id,
            producer_epoch,
            verify_only: true,
            topics: topics(&[("t", &[0, 1])]),
        };
        let unknown =
            AddPartitionsToTxnTransaction { transactional_id: "nobody".into(), ..transaction(0) };
        let request = AddPartitionsToTxnRequest {
            transactions: vec![transaction(0), unknown],
            ..Default::default()
        };
        let response = client.call_at(&request, version);
        let codes = response.results_by_transaction.iter().map(|transaction| {
            let partitions = &transaction.topic_results[0].results_by_partition;
            let codes = partitions.iter().map(|one| error(one.partition_error_code));
            (&*transaction.transactional_id, codes.collect::<Vec<_>>())
        });
        let expected = [
            (&*producer.id, vec![ErrorCode::TransactionAbortable, ErrorCode::None]),
            ("nobody", vec![ErrorCode::InvalidProducerIdMapping; 2]),
        ];
        assert_eq!(codes.collect::<Vec<_>>(), expected, "{version}");
        assert_eq!(client.described(&producer.id).topics[0].partitions, [1], "only looked at");
    }
}

#[test]
fn offsets_are_added_at_every_version() {
    let (_broker, mut client) = served();
    for version in versions::<AddOffsetsToTxnRequest>() {
        let producer = client.init(&format!("offsets-{version}"), 60_000);
        assert_eq!(client.add_offsets(&producer, "g", version), ErrorCode::None, "{version}");
        let refused = client.add_offsets(&producer.with_epoch(7), "g", version);
        assert_eq!(refused, fenced(version, 2), "{version}");
        assert_eq!(&*client.described(&producer.id).topics[0].topic, "__consumer_offsets");
    }
}

#[test]
fn offsets_are_committed_at_every_version() {
    let (_broker, mut client) = served();
    for version in versions::<TxnOffsetCommitRequest>() {
        let producer = client.init(&format!("commit-{version}"), 60_000);
        // Up to version 4 the client adds the group first; TRANSACTION_ABORTABLE is known from 4 on.
        let refused = match version {
            5.. => None,
            4 => Some(ErrorCode::TransactionAbortable),
            _ => Some(ErrorCode::InvalidTxnState),
        };
        if let Some(refused) = refused {
            let found = client.commit_in_transaction(&producer, "g", "t", 1, version);
            assert_eq!(found, refused, "{version}");
            client.add_offsets(&producer, "g", version.min(4));
        }
        let offset = 100 + i64::from(version);
        let committed = client.commit_in_transaction(&producer, "g", "t", offset, version);
        assert_eq!(committed, ErrorCode::None, "{version}");
        let missing = client.commit_in_transaction(&producer, "g", "missing", offset, version);
        assert_eq!(missing, ErrorCode::UnknownTopicOrPartition, "{version}");
        let fenced = client.commit_in_transaction(&producer.with_epoch(7), "g", "t", 1, version);
        assert_eq!(fenced, ErrorCode::InvalidProducerEpoch, "{version}");
        assert_eq!(client.stable_offset("g", "t"), Err(ErrorCode::UnstableOffsetCommit));
        client.end(&producer, End::Commit, if version >= 5 { 5 } else { 4 }).unwrap();
        client.until("the offset counts", |client| client.stable_offset("g", "t") == Ok(offset));
    }
}

#[test]
fn transactions_end_at_every_version() {
    let (_broker, mut client) = served();
    for version in versions::<EndTxnRequest>() {
        for (end, complete) in [(End::Commit, "CompleteCommit"), (End::Abort, "CompleteAbort")] {
            let producer = client.init(&format!("end-{version}-{end:?}"), 60_000);
            let fenced_early = client.end(&producer.with_epoch(7), end, version);
            assert_eq!(fenced_early, Err(fenced(version, 2)), "{version}");
            client.add_partitions(&producer, &[("t", &[0, 1])], 3);
            let next = client.end(&producer, end, version).unwrap();
            let raised = i16::from(version >= 5);
            assert_eq!(next, producer.with_epoch(producer.epoch + raised), "{version}");
            client.until("the markers are written", |client| {
                client.state_of(&producer.id) == complete
            });
        }
    }
}

#[test]
fn markers_are_written_at_every_version() {
    let (_broker, mut client) = served();
    for version in versions::<WriteTxnMarkersRequest>() {
        let producer = client.init(&format!("markers-{version}"), 60_000);
        let begin = client.ends("t").1;
        client.write(&producer, "t", 0, "x", 12).unwrap();
        assert_eq!(client.ends("t"), (begin, begin + 1), "{version}");
        let marker = |producer_epoch, coordinator_epoch| WritableTxnMarker {
            producer_id: producer.producer_id,
            producer_epoch,
            transaction_result: false,
            topics: vec![
                WritableTxnMarkerTopic { name: "t".into(), partition_indexes: vec![0, 9] },
                WritableTxnMarkerTopic { name: "missing".into(), partition_indexes: vec![0] },
            ],
            coordinator_epoch,
            transaction_version: if version >= 2 { 2 } else { 0 },
        };
        let mut codes = |markers| {
            let response = client.call_at(&WriteTxnMarkersRequest { markers }, version);
            let topics = response.markers.into_iter().flat_map(|marker| marker.topics);
            let partitions = topics.flat_map(|topic| {
                let name = topic.name.to_string();
                topic
                    .partitions
                    .into_iter()
                    .map(move |one| ((name.clone(), one.partition_index), error(one.error_code)))
            });
            partitions.collect::<std::collections::BTreeMap<_, _>>()
        };
        let place = |topic: &str, partition| (topic.to_owned(), partition);
        let unknown = ErrorCode::UnknownTopicOrPartition;
        // From version 2 on a marker says that the transaction raises its epoch: an old one is told from it.
        let epoch = producer.epoch + i16::from(version >= 2);
        if version >= 2 {
            let late = codes(vec![marker(producer.epoch, 0)]);
            assert_eq!(late[&place("t", 0)], ErrorCode::InvalidProducerEpoch);
        }
        let written = codes(vec![marker(epoch, 5)]);
        let expected = [
            (place("t", 0), ErrorCode::None),
            (place("t", 9), unknown),
            (place("missing", 0), unknown),
        ];
        assert_eq!(written, expected.into(), "{version}");
        let fenced = codes(vec![marker(epoch, 4)]);
        assert_eq!(fenced[&place("t", 0)], ErrorCode::TransactionCoordinatorFenced, "{version}");
        assert_eq!(client.ends("t"), (begin + 2, begin + 2), "{version}");
    }
}

#[test]
fn producers_are_described() {
    let (_broker, mut client) = served();
    let producer = client.init("described", 60_000);
    client.write(&producer, "t", 0, "x", 12).unwrap();
    for version in versions::<DescribeProducersRequest>() {
        let topic =
            |name: &str, partition_indexes| TopicRequest { name: name.into(), partition_indexes };
        let asked = vec![topic("t", vec![0, 1, 7]), topic("missing", vec![0]), topic("?", vec![0])];
        let response = client.call_at(&DescribeProducersRequest { topics: asked }, version);
        let [open, idle, unknown] = &response.topics[0].partitions[..] else { panic!("three") };
        let state = &open.active_producers[0];
        assert_eq!((state.producer_id, state.producer_epoch), (producer.producer_id, 0));
        assert_eq!((state.last_sequence, state.current_txn_start_offset), (0, 0));
        assert_eq!(state.coordinator_epoch, -1);
        assert_eq!((idle.error_code, idle.active_producers.len()), (0, 0));
        assert_eq!(error(unknown.error_code), ErrorCode::UnknownTopicOrPartition);
        let of = |topic: usize| error(response.topics[topic].partitions[0].error_code);
        assert_eq!(
            (of(1), of(2)),
            (ErrorCode::UnknownTopicOrPartition, ErrorCode::InvalidTopicException)
        );
    }
}

#[test]
fn transactions_are_described() {
    let (_broker, mut client) = served();
    let producer = client.init("described", 12_345);
    client.add_partitions(&producer, &[("t", &[1, 0])], 3);
    for version in versions::<DescribeTransactionsRequest>() {
        let ids = vec!["described".into(), "nobody".into(), "".into()];
        let request = DescribeTransactionsRequest { transactional_ids: ids };
        let response = client.call_at(&request, version);
        let [found, unknown, empty] = &response.transaction_states[..] else { panic!("three") };
        assert_eq!(
            (error(found.error_code), &*found.transaction_state),
            (ErrorCode::None, "Ongoing")
        );
        assert_eq!((found.producer_id, found.producer_epoch), (producer.producer_id, 0));
        assert_eq!(found.transaction_timeout_ms, 12_345);
        assert!(found.transaction_start_time_ms > 0);
        assert_eq!((&*found.topics[0].topic, &found.topics[0].partitions[..]), ("t", &[0, 1][..]));
        assert_eq!(error(unknown.error_code), ErrorCode::TransactionalIdNotFound);
        assert_eq!(error(empty.error_code), ErrorCode::InvalidRequest);
    }
}

#[test]
fn transactions_are_listed_at_every_version() {
    let (_broker, mut client) = served();
    let open = client.init("open", 60_000);
    client.add_partitions(&open, &[("t", &[0])], 3);
    let idle = client.init("idle", 60_000);
    for version in versions::<ListTransactionsRequest>() {
        let mut listed = |request: ListTransactionsRequest| {
            let response = client.call_at(&request, version);
            let mut ids: Vec<String> = response
                .transaction_states
                .iter()
                .map(|one| format!("{} {}", one.transactional_id, one.transaction_state))
                .collect();
            ids.sort();
            (error(response.error_code), ids, response.unknown_state_filters)
        };
        let all = || ListTransactionsRequest { duration_filter: -1, ..Default::default() };
        let (code, ids, _) = listed(all());
        assert_eq!(
            (code, ids),
            (ErrorCode::None, vec!["idle Empty".into(), "open Ongoing".into()])
        );
        let states = vec!["Ongoing".into(), "Nonsense".into()];
        let (_, ids, unknown) = listed(ListTransactionsRequest { state_filters: states, ..all() });
        assert_eq!((&ids[..], &*unknown[0]), (&["open Ongoing".to_owned()][..], "Nonsense"));
        let producers = vec![idle.producer_id];
        let (_, ids, _) =
            listed(ListTransactionsRequest { producer_id_filters: producers, ..all() });
        assert_eq!(ids, ["idle Empty"], "{version}");
        if version >= 1 {
            let long = ListTransactionsRequest { duration_filter: 3_600_000, ..all() };
            // One that never began a transaction has been so since the epoch.
            assert_eq!(listed(long).1, ["idle Empty"], "{version}");
        }
        if version >= 2 {
            let pattern = |text: &str| ListTransactionsRequest {
                transactional_id_pattern: Some(text.into()),
                ..all()
            };
            assert_eq!(listed(pattern("o.*")).1, ["open Ongoing"]);
            assert_eq!(listed(pattern("(")).0, ErrorCode::InvalidRegularExpression);
        }
    }
}

#[test]
fn features_are_updated_at_every_version() {
    let (_broker, mut client) = served();
    for version in versions::<UpdateFeaturesRequest>() {
        let mut update = |level, downgrade: bool| {
            let update = FeatureUpdateKey {
                feature: "transaction.version".into(),
                max_version_level: level,
                allow_downgrade: version == 0 && downgrade,
                upgrade_type: if version >= 1 && downgrade { 2 } else { 1 },
            };
            let request = UpdateFeaturesRequest {
                timeout_ms: 10_000,
                feature_updates: vec![update],
                validate_only: false,
            };
            let response = client.call_at(&request, version);
            let names: Vec<_> =
                response.results.iter().map(|one| one.feature.to_string()).collect();
            (error(response.error_code), names)
        };
        let results = if version <= 1 { vec!["transaction.version".to_owned()] } else { vec![] };
        assert_eq!(update(1, true), (ErrorCode::None, results.clone()), "{version}");
        assert_eq!(update(0, false).0, ErrorCode::InvalidUpdateVersion, "{version}: no downgrade");
        assert_eq!(update(3, false).0, ErrorCode::InvalidUpdateVersion, "{version}: unknown");
        assert_eq!(update(2, false), (ErrorCode::None, results), "{version}");
    }
}
