//! Members that do not fit: an id that is taken, a directory of another cluster, a quorum that nobody
//! reaches, and a consumer that says it is a replica.

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        FetchRequest,
        fetch_request::{FetchPartition, FetchTopic},
    },
};

use super::brokers::{Brokers, CLUSTER_ID, IDS, alive, log_of, partitions, until};
use crate::{
    process::free_port,
    support::{Client, batch, produce_request, produced},
};

#[test]
fn a_node_id_that_is_taken_is_named_by_the_second_broker() {
    let Some(brokers) = Brokers::start(&[]) else { return };
    let controller = brokers.active_controller(None);
    let taken = if controller == 2 { 3 } else { 2 };
    let words = format!("another broker with node.id={taken} is alive in this cluster");
    assert_named(&brokers, taken, &words);
    // One with the id of the active controller is told by the others that it leads.
    let words = format!("another node with node.id={controller} leads the metadata quorum");
    assert_named(&brokers, controller, &words);
}

/// A second broker with an id that is taken says so, and changes nothing.
fn assert_named(brokers: &Brokers, taken: i32, words: &str) {
    let directory = brokers.folder().join(format!("second-{taken}"));
    let ports = [free_port(), free_port()];
    let id = "b3R0bGEtaW50ZXJvcC0xMA";
    let mut second = brokers.process(taken, id, &directory, ports).unwrap();
    until("the second broker says what is wrong", || {
        let ended = second.child.try_wait().unwrap();
        assert!(ended.is_none() || log_of(&directory).contains(words), "{}", log_of(&directory));
        log_of(&directory).contains(words).then_some(())
    });
    assert!(!second.has_said("ready"), "{}", log_of(&directory));
    // The first one has not noticed.
    let mut client = Client::connect(brokers.address(taken));
    until("the cluster is as it was", || {
        let found = alive(&mut client);
        (found == IDS).then_some(())
    });
}

#[test]
fn a_directory_of_another_cluster_is_refused() {
    let Some(mut brokers) = Brokers::start(&[]) else { return };
    brokers.terminate(3);
    let directory = brokers.directory(3);
    let other = "b3R0bGEtb3RoZXItMDAwMQ";
    let ports = [free_port(), free_port()];
    let mut process = brokers.process(3, other, &directory, ports).unwrap();
    let status = until("it ends", || process.child.try_wait().unwrap());
    let log = log_of(&directory);
    assert!(!status.success(), "{log}");
    let last = log.lines().rev().find(|line| !line.is_empty()).unwrap_or_default();
    assert!(last.contains(other) && last.contains("b3R0bGEtaW50ZXJvcC0xMA"), "{log}");
    drop(process);
    // With the right name the directory is taken as ever.
    brokers.start_again(3);
}

#[test]
fn a_broker_of_another_cluster_does_not_join() {
    let Some(mut brokers) = Brokers::start(&[]) else { return };
    brokers.kill(3);
    let directory = brokers.folder().join("stranger");
    let ports = [free_port(), free_port()];
    let other = "b3R0bGEtb3RoZXItMDAwMQ";
    let process = brokers.process(3, other, &directory, ports).unwrap();
    until("the stranger says what is wrong", || {
        let log = log_of(&directory);
        let words = "belongs to another cluster than this node, which belongs to";
        let said = log.lines().any(|line| line.contains(words) && line.contains(other));
        said.then_some(())
    });
    assert!(!process.has_said("ready"), "{}", log_of(&directory));
}

#[test]
fn a_broker_without_a_quorum_names_who_is_missing() {
    let mut brokers = Brokers::prepare(&[]);
    let Some(()) = brokers.launch(1) else { return };
    let missing = [2, 3].map(|id| format!("{id}@{}", brokers.controller_address(id)));
    until("it says who is missing", || {
        let log = brokers.log(1);
        missing.iter().all(|voter| log.contains(voter)).then_some(())
    });
    let needed = "1 of 3 voters are reached, 3 needed (this one has no metadata yet";
    assert!(brokers.log(1).contains(needed), "{}", brokers.log(1));
    // Who comes late is as welcome.
    for id in [2, 3] {
        brokers.launch(id).unwrap();
    }
    IDS.into_iter().for_each(|id| brokers.until_ready(id));
    // From now on a majority is enough.
    for id in IDS {
        brokers.terminate(id);
    }
    for id in [1, 3] {
        brokers.launch(id).unwrap();
    }
    [1, 3].into_iter().for_each(|id| brokers.until_ready(id));
}

#[test]
fn a_broker_that_is_not_where_it_says_is_named_by_its_followers() {
    let mut brokers = Brokers::prepare(&[]);
    let nobody = free_port();
    for id in IDS {
        let Some(()) = brokers.launch(id) else { return };
    }
    IDS.into_iter().for_each(|id| brokers.until_ready(id));
    // The third gives its place to the one that this is about.
    brokers.terminate(3);
    std::fs::remove_dir_all(brokers.directory(3)).unwrap();
    let listeners = format!("listeners=PLAINTEXT://{}", brokers.address(3));
    let settings = [
        "process.roles=broker".to_owned(),
        "node.id=4".to_owned(),
        listeners,
        format!("advertised.listeners=PLAINTEXT://127.0.0.1:{nobody}"),
        format!("controller.quorum.bootstrap.servers={}", brokers.controllers()),
    ];
    brokers.launch_with(3, Some(CLUSTER_ID), &settings).unwrap();
    brokers.until_ready(3);
    let create = ["--create", "--topic", "t", "--replica-assignment", "4:1"];
    let Some(_) = brokers.tool("org.apache.kafka.tools.TopicCommand", &create) else { return };
    let words = format!("broker 4 is not reached at 127.0.0.1:{nobody}");
    until("its follower says so", || brokers.log(1).contains(&words).then_some(()));
    assert!(brokers.log(1).contains("Check its advertised.listeners"), "{}", brokers.log(1));
}

/// CVE-2018-1288: a client says in its fetch that it is a follower, at an offset that this follower does
/// not have.
#[test]
fn a_consumer_that_fetches_as_a_replica_moves_nothing() {
    // A follower that is held stays in sync for longer than the test takes.
    let settings = ["broker.session.timeout.ms=20000"];
    let Some(mut brokers) = Brokers::start(&settings) else { return };
    let Some(()) = brokers.create_topic("t", 1) else { return };
    let leader = brokers.leader("t", 0);
    let [stopped, held] = IDS.into_iter().filter(|id| *id != leader).collect::<Vec<_>>()[..] else {
        unreachable!()
    };
    brokers.terminate(stopped);
    let mut in_sync = [leader, held];
    in_sync.sort_unstable();
    brokers.until_in_sync("t", Some(stopped), &in_sync);
    let mut client = Client::connect(brokers.address(leader));
    assert_eq!(client.produce("t", batch(&["a", "b", "c"])), (ErrorCode::None, 0));
    until("it is committed", || (client.offset("t", -1) == 3).then_some(()));

    brokers.signal(held, "STOP");
    let request = produce_request("t", batch(&["d"]), 1);
    assert_eq!(produced(&client.call_at(&request, 12)), (ErrorCode::None, 3));
    // One that is not in sync, and one that is no replica at all.
    for replica in [stopped, 7] {
        for offset in [4, 1_000_000, 0] {
            client.call_at(&fetch_as(replica, offset), 12);
        }
    }
    assert_eq!(client.offset("t", -1), 3);
    assert_eq!(client.fetch("t", 0).len(), 3);
    assert_eq!(partition_in_sync(&mut client), in_sync);
    brokers.signal(held, "CONT");
    until("the real follower has it", || (client.offset("t", -1) == 4).then_some(()));
    brokers.start_again(stopped);
    brokers.until_in_sync("t", None, &IDS);
}

fn partition_in_sync(client: &mut Client) -> Vec<i32> {
    let mut nodes = partitions(client, "t").remove(0).isr_nodes;
    nodes.sort_unstable();
    nodes
}

fn fetch_as(replica: i32, offset: i64) -> FetchRequest {
    let partition = FetchPartition {
        fetch_offset: offset,
        partition_max_bytes: 1 << 20,
        current_leader_epoch: -1,
        ..Default::default()
    };
    let topic = FetchTopic { topic: "t".into(), partitions: vec![partition], ..Default::default() };
    FetchRequest { replica_id: replica, max_wait_ms: 0, topics: vec![topic], ..Default::default() }
}
