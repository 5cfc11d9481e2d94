//! Voters that come and go while the cluster runs (KIP-853), by Apache Kafka's tools: one controller, its quorum
//! raised to kraft.version 1, two more that join as observers and become voters, and the first one removed.

use std::fs;

use super::brokers::{Brokers, CLUSTER_ID, IDS, until, written};
use crate::process::{java, run, try_run};

const QUORUM: &str = "org.apache.kafka.tools.MetadataQuorumCommand";
const FEATURES: &str = "org.apache.kafka.tools.FeatureCommand";

/// A replica of the metadata log: node, directory, and what kafka-metadata-quorum says that it is.
type Replica = (i32, String, String);

/// The configuration of a broker that finds its quorum by the first one's address.
fn settings(brokers: &Brokers, id: i32) -> Vec<String> {
    let (client, controller) = (brokers.address(id), brokers.controller_address(id));
    vec![
        "process.roles=broker,controller".to_owned(),
        format!("node.id={id}"),
        format!("listeners=PLAINTEXT://{client},CONTROLLER://{controller}"),
        "controller.listener.names=CONTROLLER".to_owned(),
        format!("controller.quorum.bootstrap.servers={}", brokers.controller_address(1)),
    ]
}

fn launch(brokers: &mut Brokers, id: i32) -> Option<()> {
    let settings = settings(brokers, id);
    brokers.launch_with(id, Some(CLUSTER_ID), &settings)?;
    brokers.until_ready(id);
    Some(())
}

/// The id that a broker's directory has.
fn directory_of(brokers: &Brokers, id: i32) -> String {
    let file = fs::read_to_string(brokers.directory(id).join("meta.properties")).unwrap();
    file.lines().find_map(|line| line.strip_prefix("directory.id=")).unwrap().to_owned()
}

fn replicas(brokers: &Brokers) -> Option<Vec<Replica>> {
    let said = brokers.tool(QUORUM, &["describe", "--replication"])?;
    let rows = said.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let mut replicas: Vec<Replica> = rows
        .filter_map(|row| {
            let id = row.first()?.parse().ok()?;
            Some((id, (*row.get(1)?).to_owned(), (*row.last()?).to_owned()))
        })
        .collect();
    replicas.sort();
    Some(replicas)
}

/// The file that kafka-metadata-quorum takes for a controller that it adds.
fn add(brokers: &Brokers, id: i32) {
    let mut properties = settings(brokers, id);
    properties.push(format!("log.dirs={}", brokers.directory(id).display()));
    let name = format!("controller-{id}.properties");
    let file = written(brokers.folder().join(name), &properties.join("\n"));
    let mut command = java(QUORUM).unwrap();
    command.args(["--bootstrap-server", &brokers.bootstrap(), "--command-config"]).arg(file);
    let said = run(command.arg("add-controller"), b"");
    assert!(said.contains(&format!("Added controller {id} with directory id")), "{said}");
}

/// Upgrades once the leader knows every voter.
fn upgrade(brokers: &Brokers) {
    until("kraft.version rises", || {
        let mut command = java(FEATURES).unwrap();
        command.args(["--bootstrap-server", &brokers.bootstrap(), "upgrade"]);
        try_run(command.args(["--feature", "kraft.version=1"]), b"").0.then_some(())
    });
}

#[test]
fn controllers_join_the_quorum_and_leave_it() {
    let mut brokers = Brokers::prepare(&[]);
    let Some(()) = launch(&mut brokers, 1) else { return };
    let Some(before) = replicas(&brokers) else { return };
    assert_eq!(before.len(), 1, "{before:?}");
    upgrade(&brokers);
    let features = brokers.tool(FEATURES, &["describe"]).unwrap();
    let line = features.lines().find(|line| line.contains("kraft.version")).unwrap();
    assert!(line.contains("FinalizedVersionLevel: 1"), "{features}");

    for id in [2, 3] {
        launch(&mut brokers, id).unwrap();
    }
    let part = |id: i32, part: &str| (id, directory_of(&brokers, id), part.to_owned());
    let expected = [part(1, "Leader"), part(2, "Observer"), part(3, "Observer")];
    assert_eq!(replicas(&brokers).unwrap(), expected);
    for id in [2, 3] {
        add(&brokers, id);
    }
    let expected = [part(1, "Leader"), part(2, "Follower"), part(3, "Follower")];
    assert_eq!(replicas(&brokers).unwrap(), expected);
    brokers.create_topic("t", 3).unwrap();

    // Two of three elect another leader, and the first one is no voter any more.
    let directory = directory_of(&brokers, 1);
    brokers.kill(1);
    let leader = brokers.active_controller(Some(1));
    assert_ne!(leader, 1);
    let remove = ["remove-controller", "--controller-id", "1", "--controller-directory-id"];
    brokers.tool(QUORUM, &[&remove[..], &[&directory]].concat()).unwrap();
    launch(&mut brokers, 1).unwrap();
    brokers.until_in_sync("t", None, &IDS);
    let part = |id: i32| if id == leader { "Leader" } else { "Follower" };
    let parts: Vec<(i32, String)> =
        replicas(&brokers).unwrap().into_iter().map(|(id, _, part)| (id, part)).collect();
    let expected = [(1, "Observer"), (2, part(2)), (3, part(3))];
    assert_eq!(parts, expected.map(|(id, part)| (id, part.to_owned())));
}

#[test]
fn a_static_quorum_becomes_one_whose_voters_can_change() {
    let Some(mut brokers) = Brokers::start(&[]) else { return };
    let Some(before) = replicas(&brokers) else { return };
    assert!(before.iter().all(|(_, directory, _)| directory.chars().all(|one| one == 'A')));
    upgrade(&brokers);
    let after = replicas(&brokers).unwrap();
    for ((id, directory, part), was) in after.iter().zip(before) {
        assert_eq!((*id, part), (was.0, &was.2));
        assert_eq!(directory, &directory_of(&brokers, *id));
    }
    brokers.create_topic("t", 3).unwrap();
    // It outlives every restart, and so do the voters.
    for id in IDS {
        brokers.terminate(id);
        brokers.start_again(id);
        brokers.until_in_sync("t", None, &IDS);
    }
    let names = |replicas: Vec<Replica>| {
        replicas.into_iter().map(|(id, directory, _)| (id, directory)).collect::<Vec<_>>()
    };
    assert_eq!(names(replicas(&brokers).unwrap()), names(after));
}

/// Nodes that name each other wait for a quorum that nobody has begun.
#[test]
fn nodes_that_find_no_quorum_say_how_one_begins() {
    let mut brokers = Brokers::prepare(&[]);
    let waiting = settings(&brokers, 2);
    // Nothing listens there yet.
    let Some(()) = brokers.launch_with(2, Some(CLUSTER_ID), &waiting) else { return };
    let first = brokers.controller_address(1);
    until("it says what to do", || {
        let log = brokers.log(2);
        let words = format!("controller.quorum.bootstrap.servers ({first})");
        (log.contains(&words) && log.contains("name this node alone")).then_some(())
    });
    // The first one is begun as said, and the other one has found it.
    launch(&mut brokers, 1).unwrap();
    brokers.until_ready(2);
}
