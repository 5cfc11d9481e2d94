//! The cluster itself: brokers, log directories, leaders, replicas, features and the quorum of controllers.

use ottla::{
    ErrorCode, ErrorKind, TopicPartition,
    admin::{
        AclOperation, DescribeClusterOptions, ElectionType, FeatureDescription, RaftEndpoint,
        RaftVoter, Reassignment, Replica, ReplicationFactorChange,
    },
};
use ottla_core::{model::Uuid, protocol::ApiKey};

use super::{codes, described, run, run_at};
use crate::{new_topic, unique};

#[test]
fn a_cluster_is_described_as_asked() {
    run_at(&[(ApiKey::DescribeCluster, 2)], async |client| {
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
    });
}

#[test]
fn replicas_are_found_in_log_directories_and_moved() {
    run(&[ApiKey::DescribeLogDirs], async |client| {
        let admin = client.admin();
        let topic = new_topic(&client, "directories", 1).await;
        let described = described(&admin, &topic, |_| true).await;
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
            // Other tests move replicas meanwhile, to where they are not in sync yet.
            let moving = Some(ErrorCode::PreferredLeaderNotAvailable);
            let all = admin.elect_all_leaders(election).await.unwrap();
            let fine = all.iter().all(|(_, outcome)| {
                outcome.as_ref().err().is_none_or(|error| error.code() == moving)
            });
            assert!(fine, "{all:?}");
        }
    });
}

#[test]
fn partitions_are_moved_between_brokers() {
    let apis = [(ApiKey::AlterPartitionReassignments, 1), (ApiKey::ListPartitionReassignments, 0)];
    run_at(&apis, async |client| {
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

/// Names a controller that does not vote, as `id@host:port`, in a cluster whose voters can be changed.
const OBSERVER: &str = "OTTLA_TEST_OBSERVER";

#[test]
fn the_quorum_is_described() {
    run(&[ApiKey::DescribeQuorum], async |client| {
        let quorum = client.admin().describe_metadata_quorum().await.unwrap();
        let leader = quorum.voters.iter().find(|voter| Some(voter.id) == quorum.leader).unwrap();
        assert!(leader.log_end_offset.unwrap() >= quorum.high_watermark);
        assert!(quorum.high_watermark > 0 && quorum.leader_epoch > 0);
        // One that is a cluster of its own has no listener for other controllers.
        assert!(quorum.endpoints.contains_key(&leader.id), "{quorum:?}");
    });
}

#[test]
fn voters_that_are_fixed_stay() {
    run(&[ApiKey::DescribeQuorum, ApiKey::AddRaftVoter, ApiKey::RemoveRaftVoter], async |client| {
        if std::env::var(OBSERVER).is_ok() {
            return println!("SKIPPED: voters can be changed here");
        }
        let admin = client.admin();
        let voter = RaftVoter::new(4_711, Uuid([7; 16]));
        let endpoint =
            RaftEndpoint { listener: "CONTROLLER".into(), host: "localhost".into(), port: 1 };
        let added = admin.add_raft_voter(&voter, [endpoint]).await.unwrap_err();
        let removed = admin.remove_raft_voter(&voter).await.unwrap_err();
        for error in [&added, &removed] {
            assert_eq!(error.kind(), ErrorKind::Unsupported, "{error}");
            assert!(error.to_string().contains("kraft.version"), "{error}");
        }
    });
}

#[test]
fn voters_come_and_go() {
    run(&[ApiKey::DescribeQuorum, ApiKey::AddRaftVoter, ApiKey::RemoveRaftVoter], async |client| {
        let Ok(observer) = std::env::var(OBSERVER) else {
            return println!("SKIPPED: {OBSERVER} is not set");
        };
        let (id, address) = observer.split_once('@').unwrap();
        let (host, port) = address.rsplit_once(':').unwrap();
        let id: i32 = id.parse().unwrap();
        let admin = client.admin();
        let directory_id = loop {
            let quorum = admin.describe_metadata_quorum().await.unwrap();
            if let Some(found) = quorum.observers.iter().find(|one| one.id == id) {
                break found.directory_id;
            }
        };
        let votes = async || {
            let quorum = admin.describe_metadata_quorum().await.unwrap();
            quorum.voters.iter().any(|voter| voter.id == id)
        };
        let cluster_id = admin.describe_cluster().await.unwrap().id;
        let voter = RaftVoter { cluster_id, ..RaftVoter::new(id, directory_id) };
        let port = port.parse().unwrap();
        let endpoint = RaftEndpoint { listener: "CONTROLLER".into(), host: host.into(), port };
        let stranger = RaftVoter { cluster_id: Some("another".into()), ..voter.clone() };
        let error = admin.remove_raft_voter(&stranger).await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::InconsistentClusterId), "{error}");
        let error = admin.remove_raft_voter(&voter).await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::VoterNotFound), "{error}");
        admin.add_raft_voter(&voter, [endpoint.clone()]).await.unwrap();
        while !votes().await {}
        let error = admin.add_raft_voter(&voter, [endpoint]).await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::DuplicateVoter), "{error}");
        admin.remove_raft_voter(&voter).await.unwrap();
        while votes().await {}
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
        let of_any = admin.describe_features().await.unwrap();
        // The epoch of Apache Kafka's rises with whatever changes.
        let told = |one: &FeatureDescription| (one.name.clone(), one.level, one.supported);
        assert!(of_broker.iter().map(told).eq(of_any.iter().map(told)), "{of_broker:?} {of_any:?}");
        assert!(of_broker.iter().any(|feature| feature.name == "metadata.version"));
        assert!(of_broker.iter().all(|feature| feature.epoch.is_some()), "{of_broker:?}");
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
