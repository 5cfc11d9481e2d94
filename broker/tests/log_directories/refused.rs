//! Directories that a broker does not start on, and those that it does without.

use std::{
    fs,
    path::{Path, PathBuf},
};

use ottla_core::model::ErrorCode;
use tempfile::TempDir;

use super::{Client, described, fetch, options, partitions_in, produce, refusal, start};

/// Two directories of one broker, with a record in each: partition 0 in the first, 1 in the second.
fn written() -> (TempDir, PathBuf, PathBuf) {
    let root = tempfile::tempdir().unwrap();
    let (a, b) = (root.path().join("a"), root.path().join("b"));
    let broker = start(&[&a, &b]);
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 2, &[]);
    for partition in [0, 1] {
        assert_eq!(produce(&mut client, partition, "x"), (ErrorCode::None, 0));
    }
    (root, a, b)
}

fn serves_all(a: &Path, b: &Path) {
    let broker = start(&[a, b]);
    let mut client = Client::connect(broker.address());
    for partition in [0, 1] {
        assert_eq!(fetch(&mut client, partition, 0).unwrap(), ["x"]);
    }
}

/// The message names every one of `parts`.
fn names(message: &str, parts: &[&dyn AsRef<str>]) {
    for part in parts {
        assert!(message.contains(part.as_ref()), "{:?} is not in: {message}", part.as_ref());
    }
}

fn file(directory: &Path, name: &str) -> String {
    directory.join(name).display().to_string()
}

fn edit(directory: &Path, from: &str, to: &str) {
    let path = directory.join("meta.properties");
    let text = fs::read_to_string(&path).unwrap();
    let edited: Vec<&str> =
        text.lines().map(|line| if line.starts_with(from) { to } else { line }).collect();
    fs::write(path, edited.join("\n")).unwrap();
}

#[test]
fn a_partition_in_two_directories_is_refused() {
    let (_root, a, b) = written();
    fs::create_dir(b.join("t-0")).unwrap();
    let message = refusal(options(&[&a, &b]));
    names(&message, &[&file(&a, "t-0"), &file(&b, "t-0"), &"keep the folder"]);
    fs::remove_dir(b.join("t-0")).unwrap();
    serves_all(&a, &b);
}

#[test]
fn a_directory_of_another_cluster_or_node_is_refused() {
    let (_root, a, b) = written();
    let kept = fs::read(b.join("meta.properties")).unwrap();
    edit(&b, "cluster.id=", "cluster.id=another");
    let message = refusal(options(&[&a, &b]));
    let both = [file(&a, "meta.properties"), file(&b, "meta.properties")];
    names(&message, &[&both[0], &both[1], &"cluster another", &"out of log.dirs"]);
    edit(&b, "node.id=", "node.id=9");
    let message = refusal(options(&[&a, &b]));
    names(&message, &[&both[1], &"node 9", &"node.id=9"]);
    fs::write(b.join("meta.properties"), kept).unwrap();
    serves_all(&a, &b);
}

#[test]
fn a_copy_of_a_directory_is_refused() {
    let (_root, a, b) = written();
    let kept = fs::read(b.join("meta.properties")).unwrap();
    fs::copy(a.join("meta.properties"), b.join("meta.properties")).unwrap();
    let message = refusal(options(&[&a, &b]));
    let both = [file(&a, "meta.properties"), file(&b, "meta.properties")];
    names(&message, &[&both[0], &both[1], &"same directory.id", &"delete the line directory.id"]);
    // What the message says helps: another id is drawn, and the partitions are found.
    edit(&b, "directory.id=", "");
    serves_all(&a, &b);
    fs::write(b.join("meta.properties"), kept).unwrap();
    serves_all(&a, &b);
}

#[test]
fn a_metadata_log_in_another_directory_is_refused_with_its_place() {
    let (root, a, b) = written();
    let way_out = format!("metadata.log.dir={}", a.display());
    // The first directory is that of the metadata: here it is another one.
    names(&refusal(options(&[&b, &a])), &[&way_out]);
    let empty = root.path().join("empty");
    names(&refusal(options(&[&empty, &a, &b])), &[&way_out]);
    let moved = options(&[&b, &a]).set("metadata.log.dir", a.to_str().unwrap()).unwrap();
    drop(ottla_broker::Broker::start(moved).unwrap());
    serves_all(&a, &b);
}

#[test]
fn missing_files_of_the_metadata_directory_are_named() {
    let (root, a, b) = written();
    let aside = root.path().join("aside");
    fs::rename(a.join("meta.properties"), &aside).unwrap();
    let message = refusal(options(&[&a]));
    names(&message, &[&file(&a, "meta.properties"), &"is missing", &"write the file again"]);
    fs::rename(&aside, a.join("meta.properties")).unwrap();

    fs::rename(a.join("__cluster_metadata-0"), &aside).unwrap();
    let message = refusal(options(&[&a, &b]));
    names(&message, &[&file(&a, "__cluster_metadata-0"), &"put the folder back"]);
    let _ = fs::remove_dir_all(a.join("__cluster_metadata-0"));
    fs::rename(&aside, a.join("__cluster_metadata-0")).unwrap();
    serves_all(&a, &b);
}

#[test]
fn a_directory_without_its_meta_properties_joins_again_with_all_it_holds() {
    let (_root, a, b) = written();
    for content in [None, Some("")] {
        match content {
            None => fs::remove_file(b.join("meta.properties")).unwrap(),
            Some(text) => {
                fs::write(b.join("meta.properties"), text).unwrap();
                let message = refusal(options(&[&a, &b]));
                names(&message, &[&b.display().to_string(), &"meta.properties, line 1"]);
                fs::remove_file(b.join("meta.properties")).unwrap();
            }
        }
        serves_all(&a, &b);
    }
}

#[test]
fn a_broken_quorum_state_is_refused_by_name() {
    let (_root, a, b) = written();
    let path = a.join("__cluster_metadata-0/quorum-state");
    for broken in ["", "{", "{\"leaderId\":"] {
        fs::write(&path, broken).unwrap();
        let message = refusal(options(&[&a, &b]));
        names(&message, &[&path.display().to_string(), &"the last vote", &"remove it"]);
    }
    // What the message says helps.
    fs::remove_file(&path).unwrap();
    serves_all(&a, &b);
}

/// The user that runs the tests may write anywhere; below a file nobody may.
#[test]
fn a_directory_that_cannot_be_used_leaves_the_others_alone() {
    let (_root, a, b) = written();
    let below = a.join("meta.properties").join("c");
    let broker = start(&[&a, &b, &below]);
    let mut client = Client::connect(broker.address());
    for partition in [0, 1] {
        assert_eq!(fetch(&mut client, partition, 0).unwrap(), ["x"]);
    }
    assert_eq!(described(&mut client, &below), (ErrorCode::KafkaStorageError, vec![]));
    assert_eq!(partitions_in(&mut client, &b), [1]);
    drop(broker);
    let message = refusal(options(&[&below, &a]));
    names(&message, &[&below.display().to_string()]);
}

#[test]
fn one_directory_named_twice_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let message = refusal(options(&[root.path(), root.path()]));
    names(&message, &[&root.path().display().to_string(), &"twice"]);
}
