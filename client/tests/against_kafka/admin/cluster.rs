//! The cluster itself: brokers, log directories, leaders, replicas, features and the quorum of controllers.

use ottla::{
    ErrorCode, ErrorKind, TopicPartition,
    admin::{
        AclOperation, DescribeClusterOptions, ElectionType, Endpoints, RaftEndpoint, RaftVoter,
        Reassignment, Replica, ReplicationFactorChange,
    },
};
use ottla_core::{model::Uuid, protocol::ApiKey};

use super::{codes, run};
use crate::{new_topic, unique};

#[test]
fn a_cluster_is_described_as_asked() {
    run(&[ApiKey::DescribeCluster], async |client| {
        let admin = client.admin();
        let options = DescribeClusterOptions {
            fenced_brokers: true,
            authorized_operations: true,
            ..Default::default()
        };
        let cluster = admin.describe_cluster_with(options).await.unwrap();
        assert!(cluster.id.is_some() && cluster.controller.is_some());
        assert!(cluster.brokers.iter().any(|broker| !broker.fenced && broker.port > 0));
        let operations = cluster.authorized_operations.unwrap();
        assert!(operations.contains(&AclOperation::Alter), "{operations:?}");
        let controllers =
            DescribeClusterOptions { endpoints: Endpoints::Controllers, ..Default::default() };
        let error = admin.describe_cluster_with(controllers).await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::MismatchedEndpointType), "{error}");
    });
}

#[test]
fn replicas_are_found_in_log_directories_and_moved() {
    run(&[ApiKey::DescribeLogDirs], async |client| {
        let admin = client.admin();
        let topic = new_topic(&client, "directories", 1).await;
        let described = admin.describe_topics([&topic]).one().await.unwrap();
        let broker = described.partitions[0].replicas[0];
        let partition = TopicPartition::new(topic, 0);
        let directories = admin.describe_log_dirs([broker]).one().await.unwrap();
        assert!(directories.iter().any(|one| one.replicas.contains_key(&partition)));
        assert!(directories.iter().all(|one| one.error.is_none()));
        let replica = Replica::new(partition.clone(), broker);
        let unknown = Replica::new(TopicPartition::new(unique("nobody"), 0), broker);
        let asked = [replica.clone(), unknown.clone()];
        let places = admin.describe_replica_log_dirs(asked).await.unwrap();
        assert_eq!(places[1].current, None);
        let (current, _) = places[0].current.clone().unwrap();

        let other = directories.iter().find(|one| one.path != current);
        let Some(other) = other else { return println!("SKIPPED: there is one directory alone") };
        let path = other.path.clone();
        let moves = [(replica.clone(), &*path), (unknown, &*path)];
        let moved = admin.alter_replica_log_dirs(moves).each().await;
        if moved[0].1.as_ref().is_err_and(|error| error.kind() == ErrorKind::Unsupported) {
            return println!("SKIPPED: the broker moves no replicas");
        }
        assert_eq!(codes(&moved), [ErrorCode::None, ErrorCode::UnknownTopicOrPartition]);
        loop {
            let places = admin.describe_replica_log_dirs([replica.clone()]).one().await.unwrap();
            if places.current.is_some_and(|(now, _)| now == path) {
                break;
            }
        }
        let nowhere = [(replica, "/no/such/directory")];
        let error = admin.alter_replica_log_dirs(nowhere).one().await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::LogDirNotFound), "{error}");
    });
}

#[test]
fn leaders_are_elected_where_it_is_needed() {
    run(&[ApiKey::ElectLeaders], async |client| {
        let admin = client.admin();
        let led = TopicPartition::new(new_topic(&client, "led", 1).await, 0);
        let nobody = TopicPartition::new(unique("nobody"), 0);
        for election in [ElectionType::Preferred, ElectionType::Unclean] {
            let partitions = [led.clone(), nobody.clone()];
            let elected = admin.elect_leaders(election, partitions).each().await;
            let expected = [ErrorCode::ElectionNotNeeded, ErrorCode::UnknownTopicOrPartition];
            assert_eq!(codes(&elected), expected, "{election:?}");
            let all = admin.elect_all_leaders(election).await.unwrap();
            assert!(all.iter().all(|(_, outcome)| outcome.is_ok()), "{all:?}");
        }
    });
}

#[test]
fn partitions_are_moved_between_brokers() {
    let apis = [ApiKey::AlterPartitionReassignments, ApiKey::ListPartitionReassignments];
    run(&apis, async |client| {
        let admin = client.admin();
        let topic = new_topic(&client, "moved", 3).await;
        let at = |partition| TopicPartition::new(topic.clone(), partition);
        let broker = admin.describe_cluster().await.unwrap().brokers[0].id;
        let moves = [
            (at(2), Reassignment::Cancel),
            (at(0), Reassignment::To(vec![broker])),
            (at(1), Reassignment::To(vec![4_711])),
            (at(9), Reassignment::To(vec![broker])),
        ];
        let altered = admin.alter_partition_reassignments(moves).each().await;
        let expected = [
            ErrorCode::NoReassignmentInProgress,
            ErrorCode::None,
            ErrorCode::InvalidReplicaAssignment,
            ErrorCode::UnknownTopicOrPartition,
        ];
        assert_eq!(codes(&altered), expected);
        let same = [(at(0), Reassignment::To(vec![broker]))];
        let refused = ReplicationFactorChange::Refused;
        admin.alter_partition_reassignments_with(same, refused).one().await.unwrap();
        while !admin.list_partition_reassignments_of([at(0), at(1)]).await.unwrap().is_empty() {}
        let all = admin.list_partition_reassignments().await.unwrap();
        assert!(all.keys().all(|partition| partition.topic != *topic));
        loop {
            let described = admin.describe_topics([&topic]).one().await.unwrap();
            if described.partitions[0].replicas == [broker] {
                break;
            }
        }
    });
}

#[test]
fn the_quorum_is_described_and_its_voters_are_fixed() {
    run(&[ApiKey::DescribeQuorum], async |client| {
        let admin = client.admin();
        let quorum = admin.describe_metadata_quorum().await.unwrap();
        assert!(quorum.voters.iter().any(|voter| Some(voter.id) == quorum.leader));
        assert!(quorum.high_watermark > 0 && quorum.leader_epoch > 0);
        let id = admin.describe_cluster().await.unwrap().id.unwrap();
        // Both tests' clusters have `controller.quorum.voters`, so voters cannot be changed.
        let voter = RaftVoter::new(4_711, Uuid([7; 16]));
        let endpoint =
            RaftEndpoint { listener: "CONTROLLER".into(), host: "localhost".into(), port: 1 };
        let added = admin.add_raft_voter(&voter, [endpoint.clone()]).await.unwrap_err();
        let removed = admin.remove_raft_voter(&voter).await.unwrap_err();
        for error in [&added, &removed] {
            assert_eq!(error.kind(), ErrorKind::Unsupported, "{error}");
        }
        let stranger = RaftVoter { cluster_id: Some("another".into()), ..voter };
        let added = admin.add_raft_voter(&stranger, [endpoint]).await.unwrap_err();
        assert!(added.code() != Some(ErrorCode::None), "{added} in {id}");
    });
}

#[test]
fn a_broker_that_is_not_registered_cannot_be_forgotten() {
    run(&[ApiKey::UnregisterBroker], async |client| {
        let error = client.admin().unregister_broker(4_711).await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::BrokerIdNotRegistered), "{error}");
        assert!(error.to_string().contains("4711"), "{error}");
    });
}

#[test]
fn features_are_told_by_the_broker_that_is_asked() {
    run(&[], async |client| {
        let admin = client.admin();
        let broker = admin.describe_cluster().await.unwrap().brokers[0].id;
        let of_broker = admin.describe_features_of(broker).await.unwrap();
        assert_eq!(of_broker, admin.describe_features().await.unwrap());
        assert!(of_broker.iter().any(|feature| feature.name == "metadata.version"));
    });
}

#[test]
fn a_client_keeps_its_instance_id() {
    run(&[ApiKey::GetTelemetrySubscriptions], async |client| {
        let admin = client.admin();
        let id = admin.client_instance_id().await.unwrap();
        assert_ne!(id, Uuid::ZERO);
        assert_eq!(client.admin().client_instance_id().await.unwrap(), id);
    });
}
