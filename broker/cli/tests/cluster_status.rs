//! What `ottla cluster status` says of a cluster, as brokers and as controllers tell it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::{
    process::Output,
    time::{Duration, Instant},
};

use ottla_broker::{Broker, ClusterOptions};
use serde_json::Value;
use support::{ottla, run};

/// How long a cluster may be asked before it knows what has happened to it.
const PATIENCE: Duration = Duration::from_secs(60);

fn status(arguments: &[&str]) -> Output {
    run(&[&["cluster", "status", "--timeout", "20"], arguments].concat(), "")
}

fn text(arguments: &[&str]) -> String {
    let output = status(arguments);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&text(&[arguments, &["--json"]].concat())).unwrap()
}

/// Where the controllers listen, by node.
fn controllers(brokers: &str) -> Vec<(i64, String)> {
    let told = json(&["-b", brokers]);
    let voters = told["quorum"]["voters"].as_array().unwrap().iter();
    let at =
        |one: &Value| (one["id"].as_i64().unwrap(), one["address"].as_str().unwrap().to_owned());
    voters.map(at).collect()
}

/// Three brokers that are controllers as well. Brokers and controllers tell of the same quorum; what controllers do not
/// tell is said.
#[test]
fn controllers_are_asked_in_place_of_brokers() {
    let mut cluster = Broker::cluster(ClusterOptions::default()).unwrap();
    let brokers = cluster.bootstrap();
    let known = json(&["-b", &brokers]);
    assert_eq!(known["brokers"].as_array().unwrap().len(), 3, "{known}");
    assert_eq!(known["troubled_partitions"].as_array().unwrap().len(), 0, "{known}");
    let addresses = controllers(&brokers).into_iter().map(|(_, address)| address);
    let addresses = addresses.collect::<Vec<_>>().join(",");

    let told = json(&["--bootstrap-controller", &addresses]);
    assert_eq!(told["cluster_id"], known["cluster_id"]);
    for of_both in ["leader", "epoch"] {
        assert_eq!(told["quorum"][of_both], known["quorum"][of_both], "{told}");
    }
    let ids = |status: &Value| -> Vec<Value> {
        let voters = status["quorum"]["voters"].as_array().unwrap();
        voters.iter().map(|one| one["id"].clone()).collect()
    };
    assert_eq!(ids(&told), ids(&known));
    assert!(told["features"]["metadata.version"].as_i64().unwrap() > 0, "{told}");
    assert!(told["brokers"].is_null() && told["troubled_partitions"].is_null(), "{told}");

    let shown = text(&["--bootstrap-controller", &addresses]);
    for part in ["the controller is", "leader", "voter", "metadata.version", "do not tell"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }

    // The one that died is still a voter, and the others count how long they have not heard it.
    let leader = told["quorum"]["leader"].as_i64().unwrap();
    let follower = (1..=3).find(|node| *node != leader).unwrap();
    cluster.kill(usize::try_from(follower).unwrap());
    let silence = || {
        let told = json(&["--bootstrap-controller", &addresses]);
        let voters = told["quorum"]["voters"].as_array().unwrap().iter();
        let mut dead = voters.filter(|one| one["id"] == follower);
        dead.next().unwrap()["last_fetch_ms_ago"].as_i64().unwrap()
    };
    let first = silence();
    assert!(silence() > first);
}

/// Two of three are killed. The one that is left answers, and what is asked of a leader finds none.
#[test]
fn controllers_without_a_majority_are_told() {
    let mut cluster = Broker::cluster(ClusterOptions::default()).unwrap();
    let controllers = controllers(&cluster.bootstrap());
    cluster.kill(1);
    cluster.kill(2);
    let (_, last) = &controllers[2];
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        let arguments = ["cluster", "status", "--timeout", "1", "--bootstrap-controller", last];
        let output = run(&arguments, "");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        // It takes a moment until one that led knows that nobody follows it.
        if !output.status.success() {
            assert_eq!(output.status.code(), Some(3), "{said}");
            assert!(said.contains("none that is active"), "{said}");
            assert!(said.contains("a majority of the voters"), "{said}");
            return;
        }
    }
    panic!("it does not say that none is active");
}

/// Why the only partition is not as it should be, once that has these words in it.
fn trouble(brokers: &str, words: &str) -> Value {
    let begun = Instant::now();
    let mut last = Value::Null;
    while begun.elapsed() < PATIENCE {
        last = json(&["-b", brokers]);
        let first = &last["troubled_partitions"][0];
        if first["why"].as_str().is_some_and(|why| why.contains(words)) {
            return first.clone();
        }
    }
    panic!("nothing is said of \"{words}\": {last}");
}

#[test]
fn a_replica_that_is_missing_or_behind_is_told_with_how_far() {
    let mut options = ClusterOptions::default();
    // Slow enough to be seen.
    let rate = options.options.set("follower.replication.throttled.rate", "1000");
    options.options = rate.unwrap();
    let mut cluster = Broker::cluster(options).unwrap();
    let brokers = cluster.bootstrap();
    let throttled = "follower.replication.throttled.replicas=*";
    let create = ["topic", "create", "t", "-p", "1", "-r", "3", "-c", throttled, "-b", &brokers];
    assert!(run(&create, "").status.success());
    cluster.kill(3);
    let missing = trouble(&brokers, "broker 3 is not there");
    assert_eq!(missing["partition"], "t-0");
    assert_eq!(missing["in_sync_replicas"].as_array().unwrap().len(), 2, "{missing}");

    let records = format!("{}\n", "x".repeat(100_000)).repeat(40);
    assert!(run(&["produce", "t", "-b", &brokers], &records).status.success());
    cluster.restart(3).unwrap();
    let behind = trouble(&brokers, " records behind");
    let why = behind["why"].as_str().unwrap();
    let count =
        why.split_whitespace().find_map(|word| word.parse::<i64>().ok().filter(|n| *n != 3));
    assert!((1..=40).contains(&count.unwrap()), "{why}");
}

/// Two of three are killed. The one that is left tells what it knew, and that nobody decides.
#[test]
fn brokers_without_a_majority_tell_what_one_of_them_knew() {
    let mut cluster = Broker::cluster(ClusterOptions::default()).unwrap();
    let brokers = cluster.bootstrap();
    let last = brokers.rsplit(',').next().unwrap();
    cluster.kill(1);
    cluster.kill(2);
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        let output = run(&["cluster", "status", "--timeout", "1", "-b", last, "--json"], "");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        // It takes a moment until one that led knows that nobody follows it.
        if output.status.success() {
            continue;
        }
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains("a majority of the voters has to run"), "{said}");
        let told: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(told["quorum"].is_null(), "{told}");
        assert_eq!(told["brokers"].as_array().unwrap().len(), 3, "{told}");
        let output = run(&["cluster", "status", "--timeout", "1", "-b", last], "");
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(shown.contains("no controller is active") && shown.contains(last), "{shown}");
        return;
    }
    panic!("it does not say that nobody decides");
}

#[test]
fn brokers_and_controllers_are_not_asked_at_once_or_for_each_other() {
    let output = status(&["-b", "127.0.0.1:1", "--bootstrap-controller", "127.0.0.1:2"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("--bootstrap-controller"), "{said}");

    // A variable names brokers for all commands, and is no reason not to ask controllers.
    let mut command = ottla();
    command.env("OTTLA_BOOTSTRAP", "127.0.0.1:1");
    command.args(["cluster", "status", "--timeout", "1"]);
    command.args(["--bootstrap-controller", "127.0.0.1:2"]);
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("127.0.0.1:2"), "{said}");

    let cluster = Broker::cluster(ClusterOptions { brokers: 1, ..Default::default() }).unwrap();
    let output = status(&["--bootstrap-controller", &cluster.bootstrap()]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("this is a broker"), "{said}");
}
