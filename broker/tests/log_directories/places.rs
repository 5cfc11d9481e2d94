//! Where partitions are.

use std::{collections::BTreeSet, fs, path::Path};

use ottla_core::{model::ErrorCode, protocol::messages::DescribeLogDirsRequest};

use super::{Client, described, fetch, options, partitions_in, produce, registered, start};
use ottla_broker::Broker;

fn has(directory: &Path, name: &str) -> bool {
    directory.join(name).exists()
}

#[test]
fn partitions_spread_over_the_directories_and_are_found_again() {
    let root = tempfile::tempdir().unwrap();
    let directories = ["a", "b", "c"].map(|name| root.path().join(name));
    let paths: Vec<&Path> = directories.iter().map(|path| path.as_path()).collect();
    let broker = start(&paths);
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 7, &[]);
    client.create_topic("u", 2, &[]);
    for partition in 0..7 {
        assert_eq!(produce(&mut client, partition, &format!("p{partition}")), (ErrorCode::None, 0));
    }
    let mut all = BTreeSet::new();
    for path in &paths {
        let (error, partitions) = described(&mut client, path);
        assert_eq!((error, partitions.len()), (ErrorCode::None, 3), "{partitions:?}");
        for (name, size) in partitions {
            assert_eq!(size > 0, name.starts_with('t'), "{name}");
            assert!(has(path, &name));
            all.insert(name);
        }
    }
    assert_eq!(all.len(), 9);
    broker.stop();
    for path in &paths {
        for file in [
            "meta.properties",
            ".kafka_cleanshutdown",
            "recovery-point-offset-checkpoint",
            "replication-offset-checkpoint",
        ] {
            assert!(has(path, file), "{} {file}", path.display());
        }
        assert_eq!(has(path, "__cluster_metadata-0"), path == &paths[0]);
    }
    let broker = start(&paths);
    let mut client = Client::connect(broker.address());
    for partition in 0..7 {
        assert_eq!(fetch(&mut client, partition, 0).unwrap(), [format!("p{partition}")]);
    }
    for path in &paths {
        assert!(!has(path, ".kafka_cleanshutdown"), "a crash is not to be taken for a clean stop");
    }
}

#[test]
fn a_directory_on_real_files_says_how_large_its_volume_is() {
    let root = tempfile::tempdir().unwrap();
    let broker = start(&[root.path()]);
    let mut client = Client::connect(broker.address());
    let all = client.call(&DescribeLogDirsRequest { topics: None });
    let directory = &all.results[0];
    assert_eq!(*directory.log_dir, *root.path().display().to_string());
    let sizes = (directory.usable_bytes, directory.total_bytes);
    assert!(if cfg!(target_os = "linux") {
        0 < sizes.0 && sizes.0 <= sizes.1
    } else {
        sizes == (-1, -1)
    });
    assert!(!directory.is_cordoned);
}

#[test]
fn a_new_directory_joins_and_gets_the_next_partitions() {
    let root = tempfile::tempdir().unwrap();
    let (a, b) = (root.path().join("a"), root.path().join("b"));
    let broker = start(&[&a]);
    Client::connect(broker.address()).create_topic("u", 3, &[]);
    drop(broker);
    let broker = start(&[&a, &b]);
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 3, &[]);
    assert_eq!(partitions_in(&mut client, &b), [0, 1, 2]);
    let cluster = |path: &Path| {
        let text = fs::read_to_string(path.join("meta.properties")).unwrap();
        let line = |key| text.lines().find(|line| line.starts_with(key)).unwrap().to_owned();
        (line("cluster.id="), line("directory.id="))
    };
    assert_eq!(cluster(&a).0, cluster(&b).0);
    assert_ne!(cluster(&a).1, cluster(&b).1);
}

#[test]
fn a_folder_that_was_moved_is_found_and_its_place_written_down() {
    let root = tempfile::tempdir().unwrap();
    let (a, b) = (root.path().join("a"), root.path().join("b"));
    let broker = start(&[&a, &b]);
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[]);
    produce(&mut client, 0, "x");
    assert_eq!(partitions_in(&mut client, &a), [0]);
    drop(broker);
    fs::rename(a.join("t-0"), b.join("t-0")).unwrap();
    let broker = start(&[&a, &b]);
    let mut client = Client::connect(broker.address());
    assert_eq!(fetch(&mut client, 0, 0).unwrap(), ["x"]);
    assert_eq!(partitions_in(&mut client, &b), [0]);
    drop(broker);
    // Without a folder the metadata says where it was.
    fs::rename(b.join("t-0"), root.path().join("away")).unwrap();
    let broker = start(&[&a, &b]);
    let mut client = Client::connect(broker.address());
    assert_eq!(partitions_in(&mut client, &b), [0]);
}

#[test]
fn the_metadata_may_have_a_directory_of_its_own() {
    let root = tempfile::tempdir().unwrap();
    let (a, b, m) = (root.path().join("a"), root.path().join("b"), root.path().join("m"));
    let start = || {
        let options = options(&[&a, &b]).set("metadata.log.dir", m.to_str().unwrap()).unwrap();
        Broker::start(options).unwrap()
    };
    for round in 0..2 {
        let broker = start();
        let mut client = Client::connect(broker.address());
        if round == 0 {
            client.create_topic("t", 4, &[]);
        }
        assert_eq!(partitions_in(&mut client, &a), [0, 2]);
        assert_eq!(partitions_in(&mut client, &b), [1, 3]);
        drop(broker);
        assert!(has(&m, "__cluster_metadata-0") && !has(&m, "t-0"));
        assert!(!has(&a, "__cluster_metadata-0") && !has(&b, "__cluster_metadata-0"));
    }
}

/// Nothing empty takes the place of partitions whose directory is not there.
#[test]
fn partitions_of_a_directory_that_is_left_out_wait_for_it() {
    let root = tempfile::tempdir().unwrap();
    let (a, b) = (root.path().join("a"), root.path().join("b"));
    let broker = start(&[&a, &b]);
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 2, &[]);
    for partition in [0, 1] {
        assert_eq!(produce(&mut client, partition, "x"), (ErrorCode::None, 0));
    }
    drop(broker);
    let broker = start(&[&a]);
    let mut client = Client::connect(broker.address());
    assert_eq!(produce(&mut client, 0, "y"), (ErrorCode::None, 1));
    assert_eq!(produce(&mut client, 1, "y").0, ErrorCode::KafkaStorageError);
    assert_eq!(fetch(&mut client, 1, 0), Err(ErrorCode::KafkaStorageError));
    let lost = registered(&mut client, 1);
    assert_eq!((lost.leader_id, lost.offline_replicas), (-1, vec![1]));
    assert!(!has(&a, "t-1"));
    drop(broker);
    let broker = start(&[&a, &b]);
    let mut client = Client::connect(broker.address());
    assert_eq!(fetch(&mut client, 1, 0).unwrap(), ["x"]);
    assert_eq!(fetch(&mut client, 0, 0).unwrap(), ["x", "y"]);
    let back = registered(&mut client, 1);
    assert_eq!((back.leader_id, back.offline_replicas), (1, vec![]));
}
