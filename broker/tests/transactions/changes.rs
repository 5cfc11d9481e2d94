//! What changes under an open transaction: its topic is deleted, batches are held against the coordinator
//! no more or again, and the cluster changes between the protocols.

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        DeleteTopicsRequest, IncrementalAlterConfigsRequest, UpdateFeaturesRequest,
        incremental_alter_configs_request::{AlterConfigsResource, AlterableConfig},
        update_features_request::FeatureUpdateKey,
    },
};

use super::{
    SECOND, clock, served, served_in,
    support::{Client, transactions::End},
};

fn delete(client: &mut Client, topic: &str) {
    let request = DeleteTopicsRequest { topic_names: vec![topic.into()], ..Default::default() };
    assert_eq!(client.call_at(&request, 5).responses[0].error_code, 0);
}

#[test]
fn a_topic_is_deleted_out_of_an_open_transaction() {
    let (_broker, mut client) = served();
    client.create_topic("u", 1, &[]);
    for end in [End::Commit, End::Abort] {
        let producer = client.init("id", 60_000);
        client.write(&producer, "t", 0, "a", 12).unwrap();
        client.write(&producer, "u", 0, "b", 12).unwrap();
        client.commit_in_transaction(&producer, "g", "t", 1, 5);
        delete(&mut client, "t");
        let gone = client.write(&producer, "t", 1, "x", 12);
        assert_eq!(gone, Err(ErrorCode::UnknownTopicOrPartition));
        let added = client.add_partitions(&producer, &[("t", &[0]), ("u", &[0])], 3);
        let not_tried = ErrorCode::OperationNotAttempted;
        assert_eq!(added, [ErrorCode::UnknownTopicOrPartition, not_tried]);
        let state = format!("Complete{end:?}");
        client.end(&producer, end, 5).unwrap();
        client.until("it is complete", |client| client.state_of("id") == state);
        let (stable, log_end) = client.ends("u");
        assert_eq!(stable, log_end);
        client.create_topic("t", 2, &[]);
    }
    assert_eq!(client.read_committed("u").values, ["b"]);
}

/// The transaction does not know that it is another topic, and its marker does no harm there.
#[test]
fn a_topic_is_made_again_within_an_open_transaction() {
    let (_broker, mut client) = served();
    let producer = client.init("id", 60_000);
    client.write(&producer, "t", 0, "a", 12).unwrap();
    delete(&mut client, "t");
    client.create_topic("t", 1, &[]);
    assert_eq!(client.ends("t"), (0, 0));
    // The new partition has never seen the producer.
    let gap = client.write(&producer, "t", 1, "x", 12);
    assert_eq!(gap, Err(ErrorCode::OutOfOrderSequenceNumber));
    client.write(&producer, "t", 0, "b", 12).unwrap();
    client.end(&producer, End::Commit, 5).unwrap();
    client.until("it has ended", |client| client.ends("t") == (2, 2));
    assert_eq!(client.read_committed("t").values, ["b"]);
}

fn set(client: &mut Client, resource: (i8, &str), name: &str, value: &str) {
    let config =
        AlterableConfig { name: name.into(), config_operation: 0, value: Some(value.into()) };
    let resource = AlterConfigsResource {
        resource_type: resource.0,
        resource_name: resource.1.into(),
        configs: vec![config],
    };
    let request =
        IncrementalAlterConfigsRequest { resources: vec![resource], ..Default::default() };
    assert_eq!(client.call(&request).responses[0].error_code, 0);
}

#[test]
fn batches_of_older_clients_are_held_against_the_coordinator_only_while_that_is_asked_for() {
    let (_broker, mut client) = served();
    let producer = client.init("id", 60_000);
    let verify = |client: &mut Client, value: &str| {
        set(client, (4, ""), "transaction.partition.verification.enable", value);
    };
    let abortable = ErrorCode::TransactionAbortable;
    assert_eq!(client.write(&producer, "t", 0, "x", 11), Err(abortable));
    let offsets = |client: &mut Client, version| {
        client.commit_in_transaction(&producer, "g", "t", 1, version)
    };
    assert_eq!(offsets(&mut client, 4), abortable);
    verify(&mut client, "false");
    // The coordinator knows of nothing, which is what the check is against: nobody will end it.
    assert_eq!(client.write(&producer, "t", 0, "a", 11), Ok(0));
    assert_eq!(offsets(&mut client, 4), ErrorCode::None);
    assert_eq!((&*client.state_of("id"), client.ends("t")), ("Empty", (0, 1)));
    // Newer clients depend on the broker's asking, which goes on.
    let newer = client.init("newer", 60_000);
    assert_eq!(client.write(&newer, "t", 0, "b", 12), Ok(1));
    assert_eq!(client.state_of("newer"), "Ongoing");
    verify(&mut client, "true");
    assert_eq!(client.write(&producer, "t", 1, "c", 11), Ok(2), "it is open there");
    client.add_partitions(&producer, &[("t", &[0])], 3);
    client.add_offsets(&producer, "g", 4);
    client.end(&producer, End::Commit, 4).unwrap();
    client.end(&newer, End::Commit, 5).unwrap();
    client.until("all have ended", |client| client.ends("t") == (5, 5));
    assert_eq!(client.write(&producer, "t", 2, "x", 11), Err(abortable));
    assert_eq!(offsets(&mut client, 4), abortable);
    assert_eq!(client.stable_offset("g", "t"), Ok(1));
}

/// Up or down.
fn change_version(client: &mut Client, level: i16) {
    let codes = [1, 2].map(|upgrade_type| {
        let update = FeatureUpdateKey {
            feature: "transaction.version".into(),
            max_version_level: level,
            upgrade_type,
            ..Default::default()
        };
        let request = UpdateFeaturesRequest {
            timeout_ms: 10_000,
            feature_updates: vec![update],
            ..Default::default()
        };
        client.call(&request).error_code
    });
    assert!(codes.contains(&0), "{codes:?}");
}

#[test]
fn the_version_of_transactions_changes_under_clients_of_both_protocols() {
    let (_broker, mut client) = served();
    let mut newer = client.init("newer", 60_000);
    let older = client.init("older", 60_000);
    let mut expected = Vec::new();
    for (round, levels) in [(2, 0), (0, 1), (1, 2), (2, 1), (1, 0), (0, 2)].iter().enumerate() {
        let (from, to) = *levels;
        let end = if round % 2 == 0 { End::Commit } else { End::Abort };
        let (one, other) = (format!("{from}-{to} newer"), format!("{from}-{to} older"));
        client.write(&newer, "t", 0, &one, 12).unwrap();
        client.add_partitions(&older, &[("t", &[0])], 3);
        client.write(&older, "t", round as i32, &other, 11).unwrap();
        change_version(&mut client, to);
        // What a client speaks is what counts for it.
        let next = client.end(&newer, end, 5).unwrap();
        assert_eq!(next, newer.with_epoch(newer.epoch + 1), "{levels:?}");
        newer = next;
        client.end(&older, end, 4).unwrap();
        client.until("all have ended", |client| {
            let (stable, log_end) = client.ends("t");
            stable == log_end
        });
        if end == End::Commit {
            expected.extend([one, other]);
        }
        assert_eq!(client.read_committed("t").values, expected, "{levels:?}");
    }
}

/// The cluster's version says how the coordinator itself aborts.
#[test]
fn a_transaction_times_out_after_a_change_of_its_version() {
    for (version, level) in [(12, 0), (12, 1), (11, 2), (11, 0)] {
        let clock = clock();
        let (_broker, mut client) = served_in(&clock);
        if version == 11 {
            change_version(&mut client, 1);
        }
        let producer = client.init("id", 60_000);
        client.add_partitions(&producer, &[("t", &[0])], 3);
        client.write(&producer, "t", 0, "a", version).unwrap();
        change_version(&mut client, level);
        clock.advance(60 * SECOND);
        client.until("it is aborted", |client| client.state_of("id") == "CompleteAbort");
        assert_eq!(client.ends("t"), (2, 2), "{version}, {level}");
        assert_eq!(client.described("id").producer_epoch, 1, "{version}, {level}");
        assert_eq!(client.end(&producer, End::Commit, 4), Err(ErrorCode::ProducerFenced));
        assert_eq!(client.init("id", 60_000), producer.with_epoch(2), "{version}, {level}");
    }
}

#[test]
fn acknowledgements_may_wait_for_the_disk_while_transactions_are_open() {
    let (_broker, mut client) = served();
    let producer = client.init("id", 60_000);
    client.write(&producer, "t", 0, "a", 12).unwrap();
    for topic in ["t", "__transaction_state", "__consumer_offsets"] {
        set(&mut client, (2, topic), "flush.messages", "1");
    }
    client.write(&producer, "t", 1, "b", 12).unwrap();
    assert_eq!(client.commit_in_transaction(&producer, "g", "t", 9, 5), ErrorCode::None);
    let next = client.end(&producer, End::Commit, 5).unwrap();
    client.until("all have ended", |client| client.ends("t") == (3, 3));
    client.until("the offset counts", |client| client.stable_offset("g", "t") == Ok(9));
    assert_eq!(client.write(&next, "t", 0, "c", 12), Ok(3));
}
