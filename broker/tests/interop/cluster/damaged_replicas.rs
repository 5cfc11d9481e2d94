//! Replicas that have what they should not: one whose file is damaged, and one that is ahead of the leader. Each gives that
//! up, says so, and fetches what the leader has.

use std::{fs, path::PathBuf};

use ottla_core::{model::ErrorCode, protocol::messages::ProduceRequest};

use super::brokers::{Brokers, IDS, until};
use crate::{
    process::{kcat, run},
    support::{Client, batch, produce_request, produced},
};

const TOPIC: &str = "orders";
const RECORDS: usize = 200;

/// Writes one value; the leader may not know yet that it is.
fn write(client: &mut Client, value: &str, acks: i16) {
    let request: ProduceRequest = produce_request(TOPIC, batch(&[value]), acks);
    until("it is written", || {
        let (code, _) = produced(&client.call_at(&request, 12));
        (code == ErrorCode::None).then_some(())
    });
}

fn values(brokers: &Brokers) -> Option<Vec<String>> {
    let mut command = kcat()?;
    command.args(["-C", "-q", "-e", "-b", &brokers.bootstrap(), "-t", TOPIC, "-o", "beginning"]);
    Some(run(&mut command, b"").lines().map(str::to_owned).collect())
}

fn segment(brokers: &Brokers, id: i32) -> PathBuf {
    brokers.directory(id).join(format!("{TOPIC}-0")).join("00000000000000000000.log")
}

/// Waits until a replica has the bytes that another has.
fn until_same(brokers: &Brokers, one: i32, other: i32) {
    until(&format!("{one} has what {other} has"), || {
        let read = |id| fs::read(segment(brokers, id)).ok();
        (read(one).is_some() && read(one) == read(other)).then_some(())
    });
}

#[test]
fn a_damaged_replica_is_fetched_again_from_the_leader() {
    let Some(mut brokers) = Brokers::start(&[]) else { return };
    let Some(()) = brokers.create_topic(TOPIC, 1) else { return };
    let leader = brokers.leader(TOPIC, 0);
    let mut client = Client::connect(brokers.address(leader));
    let expected: Vec<String> = (0..RECORDS).map(|number| format!("order-{number}")).collect();
    expected.iter().for_each(|value| write(&mut client, value, -1));
    let damaged = IDS.into_iter().find(|id| *id != leader).unwrap();
    brokers.kill(damaged);
    let mut bytes = fs::read(segment(&brokers, damaged)).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 40].fill(0xff);
    fs::write(segment(&brokers, damaged), bytes).unwrap();
    brokers.start_again(damaged);
    brokers.until_in_sync(TOPIC, None, &IDS);
    until_same(&brokers, damaged, leader);
    assert!(brokers.log(damaged).contains("recovered: "), "{}", brokers.log(damaged));
    // It leads when nobody else is left, and what it serves is whole.
    let other = IDS.into_iter().find(|id| ![leader, damaged].contains(id)).unwrap();
    brokers.kill(leader);
    brokers.until_in_sync(TOPIC, Some(leader), &sorted([damaged, other]));
    let Some(read) = values(&brokers) else { return };
    assert_eq!(read, expected);
}

#[test]
fn a_replica_that_is_ahead_gives_up_what_its_leader_does_not_have() {
    let Some(mut brokers) = Brokers::start(&[]) else { return };
    let Some(()) = brokers.create_topic(TOPIC, 1) else { return };
    let ahead = brokers.leader(TOPIC, 0);
    let others: Vec<i32> = IDS.into_iter().filter(|id| *id != ahead).collect();
    let mut client = Client::connect(brokers.address(ahead));
    write(&mut client, "kept", -1);
    // The first is the answer to what the others ask already; nobody has asked for the second when its leader dies.
    others.iter().for_each(|id| brokers.signal(*id, "STOP"));
    write(&mut client, "on its way", 1);
    write(&mut client, "given up", 1);
    brokers.kill(ahead);
    others.iter().for_each(|id| brokers.signal(*id, "CONT"));
    brokers.until_in_sync(TOPIC, Some(ahead), &others);
    let leader = brokers.until_partition("another leader", Some(ahead), (TOPIC, 0), |one| {
        others.contains(&one.leader_id).then_some(one.leader_id)
    });
    write(&mut Client::connect(brokers.address(leader)), "in its place", -1);
    brokers.start_again(ahead);
    brokers.until_in_sync(TOPIC, None, &IDS);
    until_same(&brokers, ahead, leader);
    let log = brokers.log(ahead);
    assert!(log.contains("a follower gives up what its leader does not have"), "{log}");
    let Some(read) = values(&brokers) else { return };
    let read: Vec<&str> =
        read.iter().map(|value| &**value).filter(|one| *one != "on its way").collect();
    assert_eq!(read, ["kept", "in its place"]);
}

fn sorted<const N: usize>(mut ids: [i32; N]) -> [i32; N] {
    ids.sort_unstable();
    ids
}
