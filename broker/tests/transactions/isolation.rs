//! What readers of both isolation levels see of transactions that are open, committed and aborted, side by
//! side in one partition.

use ottla_core::{
    model::ErrorCode,
    protocol::{messages::FetchRequest, records::TransactionResult},
};

use super::{
    served,
    support::{Client, batch, fetch_request, transactions::End},
};

#[test]
fn the_last_stable_offset_waits_for_the_oldest_open_transaction() {
    let (_broker, mut client) = served();
    let (one, other) = (client.init("one", 60_000), client.init("other", 60_000));
    assert_eq!(client.produce("t", batch(&["plain"])).0, ErrorCode::None);
    client.write(&one, "t", 0, "a", 12).unwrap();
    client.write(&other, "t", 0, "b", 12).unwrap();
    client.produce("t", batch(&["plain"]));
    client.write(&one, "t", 1, "c", 12).unwrap();
    assert_eq!(client.ends("t"), (1, 5));
    let seen = client.read_committed("t");
    assert_eq!((seen.values, seen.last_stable_offset), (vec!["plain".into()], 1));
    let seen = client.read_all("t");
    assert_eq!(
        (&seen.values[..], seen.last_stable_offset),
        (&["plain", "a", "b", "plain", "c"].map(String::from)[..], 1)
    );

    // The younger one ends first: it changes nothing yet.
    client.end(&other, End::Abort, 5).unwrap();
    client.until("its marker is written", |client| client.ends("t").1 == 6);
    assert_eq!(client.ends("t"), (1, 6));
    client.end(&one, End::Commit, 5).unwrap();
    client.until("all have ended", |client| client.ends("t") == (7, 7));
    let seen = client.read_committed("t");
    assert_eq!(seen.values, ["plain", "a", "plain", "c"]);
    assert_eq!(seen.aborted, [(other.producer_id, 2)]);
    assert_eq!(seen.markers, [TransactionResult::Abort, TransactionResult::Commit]);
    // Whoever reads all is told of no aborted ones.
    let seen = client.read_all("t");
    assert_eq!((seen.values.len(), seen.aborted, seen.last_stable_offset), (5, vec![], 7));
}

#[test]
fn aborted_transactions_are_told_to_those_who_read_a_part_of_them() {
    let (_broker, mut client) = served();
    let mut producer = client.init("id", 60_000);
    for round in 0..3 {
        client.write(&producer, "t", 0, "x", 12).unwrap();
        client.write(&producer, "t", 1, "x", 12).unwrap();
        producer = client.end(&producer, End::Abort, 5).unwrap();
        let end = 3 * (round + 1);
        client.until("it has ended", |client| client.ends("t") == (end, end));
    }
    let mut told = |offset, isolation_level| {
        let request = FetchRequest { isolation_level, ..fetch_request("t", offset, 0, 0) };
        let response = client.call_at(&request, 12);
        let aborted = response.responses[0].partitions[0].aborted_transactions.clone();
        aborted.map(|all| all.into_iter().map(|one| one.first_offset).collect::<Vec<_>>())
    };
    assert_eq!(told(0, 1), Some(vec![0, 3, 6]));
    assert_eq!(told(1, 1), Some(vec![0, 3, 6]), "its second record");
    assert_eq!(told(2, 1), Some(vec![0, 3, 6]), "its marker");
    assert_eq!(told(3, 1), Some(vec![3, 6]));
    assert_eq!(told(9, 1), Some(vec![]));
    assert_eq!(told(0, 0), None, "to those who read all nothing");
}

/// A reader of committed records that waits at the last stable offset.
#[test]
fn an_end_wakes_those_who_wait_for_it() {
    let (broker, mut client) = served();
    let producer = client.init("id", 60_000);
    client.write(&producer, "t", 0, "a", 12).unwrap();
    let mut reader = Client::connect(broker.address());
    let request = FetchRequest { isolation_level: 1, ..fetch_request("t", 0, 1, 20_000) };
    reader.send_at(&request, 12);
    client.write(&producer, "t", 1, "b", 12).unwrap();
    assert!(!reader.has_input());
    client.end(&producer, End::Commit, 5).unwrap();
    let response = reader.receive::<FetchRequest>(12);
    let partition = &response.responses[0].partitions[0];
    assert_eq!((partition.error_code, partition.last_stable_offset), (0, 3));
}

#[test]
fn times_are_looked_up_below_the_last_stable_offset() {
    let (_broker, mut client) = served();
    client.produce("t", batch(&["plain"]));
    let producer = client.init("id", 60_000);
    client.write(&producer, "t", 0, "a", 12).unwrap();
    let mut at = |isolation_level, timestamp| {
        use ottla_core::protocol::messages::{
            ListOffsetsRequest,
            list_offsets_request::{ListOffsetsPartition, ListOffsetsTopic},
        };
        let partition = ListOffsetsPartition { timestamp, ..Default::default() };
        let topics = vec![ListOffsetsTopic { name: "t".into(), partitions: vec![partition] }];
        let request =
            ListOffsetsRequest { replica_id: -1, isolation_level, topics, ..Default::default() };
        let response = client.call_at(&request, 7);
        let partition = &response.topics[0].partitions[0];
        (partition.error_code, partition.offset)
    };
    assert_eq!((at(1, 0), at(0, 0)), ((0, 0), (0, 0)));
    assert_eq!((at(1, -2), at(0, -2)), ((0, 0), (0, 0)));
    assert_eq!((at(1, -1), at(0, -1)), ((0, 1), (0, 2)));
    assert_eq!((at(1, i64::MAX), at(0, i64::MAX)), ((0, -1), (0, -1)));
}
