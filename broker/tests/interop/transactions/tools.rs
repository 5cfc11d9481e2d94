//! The class behind `kafka-transactions`: what it lists and describes, and how it ends transactions that nobody
//! else ends.
use bytes::Bytes;
use ottla_core::{
    model::{ErrorCode, ProducerEpoch, ProducerId, Timestamp},
    protocol::{
        messages::{
            FindCoordinatorRequest, IncrementalAlterConfigsRequest, InitProducerIdRequest,
            ProduceRequest,
            incremental_alter_configs_request::{AlterConfigsResource, AlterableConfig},
        },
        records::{Attributes, BatchFields},
    },
};

use super::{
    scene::{Isolation, Scene, until},
    told::{Kind, Order, Producer},
};
use crate::{
    process::{java, try_run},
    support::{batch_with, now, produce_request, produced},
};

/// What a tool says on both outputs, and whether it was content.
fn tool(scene: &Scene, class: &str, arguments: &[&str]) -> Option<(bool, String)> {
    let mut command = java(class)?;
    command.env("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    command.args(["--bootstrap-server", scene.address()]).args(arguments);
    let (status, output, errors) = try_run(&mut command, b"");
    let errors = errors.lines().filter(|line| !line.starts_with("SLF4J") && !line.contains("NOTE"));
    Some((status, errors.fold(output, |said, line| said + line + "\n")))
}

/// What `kafka-transactions` says when it is content.
fn says(scene: &Scene, arguments: &[&str]) -> Option<String> {
    let (content, said) = tool(scene, "org.apache.kafka.tools.TransactionsCommand", arguments)?;
    assert!(content, "{arguments:?}: {said}");
    Some(said)
}

/// What `kafka-transactions` says when it is not.
fn refuses(scene: &Scene, arguments: &[&str]) -> Option<String> {
    let (content, said) = tool(scene, "org.apache.kafka.tools.TransactionsCommand", arguments)?;
    assert!(!content, "{arguments:?}: {said}");
    Some(said)
}

/// The cells of a table, without its head.
fn table(said: &str) -> Vec<Vec<&str>> {
    let cells = |line| str::split(line, '\t').map(str::trim).collect::<Vec<_>>();
    let mut rows: Vec<_> = said.lines().skip(1).map(cells).collect();
    // Every cell ends with a tab.
    rows.iter_mut().for_each(|row| row.truncate(row.len() - 1));
    rows
}

/// The rows whose first cell is this.
fn rows<'a>(said: &'a str, first: &str) -> Vec<Vec<&'a str>> {
    table(said).into_iter().filter(|row| row[0] == first).collect()
}

fn do_all(producer: &mut Producer, orders: &[Order]) {
    orders.iter().for_each(|order| producer.tell(*order));
}

#[test]
fn transactions_are_listed_and_described_while_they_are_open_and_after() {
    let _ = listed_and_described();
}

fn listed_and_described() -> Option<()> {
    let scene = Scene::start()?;
    let id = scene.topic("tools", 2);
    let mut producer = Producer::start(Kind::Confluent, &scene, &id, 60_000)?;
    let send = |partition| Order::Send { topic: &id, partition, value: "v" };
    do_all(&mut producer, &[Order::Init, Order::Begin, send(0), send(1), send(1), Order::Flush]);

    let state = |filters: &[&str]| -> Option<Vec<String>> {
        let said = says(&scene, &[&["list"], filters].concat())?;
        Some(rows(&said, &id).iter().map(|row| row[3].to_owned()).collect())
    };
    let pattern = format!("{}.*", &id[..id.len() - 1]);
    assert_eq!(state(&[])?, ["Ongoing"]);
    assert_eq!(state(&["--transactional-id-pattern", &pattern])?, ["Ongoing"]);
    let none: [String; 0] = [];
    // The pattern has to match the whole id.
    assert_eq!(state(&["--transactional-id-pattern", "tools"])?, none);
    assert_eq!(state(&["--duration-filter", "0"])?, ["Ongoing"]);
    assert_eq!(state(&["--duration-filter", "600000"])?, none);
    assert_eq!(state(&["--duration-filter", "-1"])?, ["Ongoing"]);

    let said = says(&scene, &["describe", "--transactional-id", &id])?;
    let described = table(&said).remove(0);
    let [coordinator, name, producer_id, epoch, state_name, timeout, start, duration, partitions] =
        described[..]
    else {
        panic!("{said}")
    };
    assert_eq!((coordinator, name, epoch), ("1", &*id, "0"), "{said}");
    assert_eq!((state_name, timeout), ("Ongoing", "60000"), "{said}");
    let age = now().0 - start.parse::<i64>().unwrap();
    assert!((0..60_000).contains(&age), "{said}");
    assert!(duration.parse::<i64>().unwrap() <= age, "{said}");
    let mut partitions: Vec<&str> = partitions.split(',').collect();
    partitions.sort_unstable();
    assert_eq!(partitions, [format!("{id}-0"), format!("{id}-1")], "{said}");

    let of_partition = ["describe-producers", "--topic", &id, "--partition", "1"];
    let said = says(&scene, &of_partition)?;
    let [row] = &rows(&said, producer_id)[..] else { panic!("{said}") };
    // ProducerEpoch, LatestCoordinatorEpoch, LastSequence, LastTimestamp, CurrentTransactionStartOffset
    assert_eq!((row[1], row[2], row[3], row[5]), ("0", "-1", "1", "0"), "{said}");

    // An open transaction that its coordinator knows is not a hanging one.
    let hanging = ["find-hanging", "--topic", &id, "--max-transaction-timeout", "0"];
    assert_eq!(table(&says(&scene, &hanging)?), none_rows());

    producer.tell(Order::Commit);
    scene.until_all_ended(&id, 2);
    let said = until("the coordinator has seen the markers", || {
        let said = says(&scene, &["describe", "--transactional-id", &id]).unwrap();
        if said.contains("CompleteCommit") { Ok(said) } else { Err(said) }
    });
    let row = table(&said).remove(0);
    // It keeps the time when its last transaction began.
    assert_eq!((row[4], row[6], row[8]), ("CompleteCommit", start, ""), "{said}");
    let said = says(&scene, &of_partition)?;
    let [row] = &rows(&said, producer_id)[..] else { panic!("{said}") };
    assert_eq!((row[2], row[5]), ("0", "None"), "{said}");
    Some(())
}

fn none_rows() -> Vec<Vec<&'static str>> {
    Vec::new()
}

#[test]
fn what_is_not_there_is_refused() {
    let _ = refused();
}

fn refused() -> Option<()> {
    let scene = Scene::start()?;
    let topic = scene.topic("tools-refused", 1);
    let said = refuses(&scene, &["describe", "--transactional-id", &topic])?;
    assert!(said.contains("failed because the ID could not be found"), "{said}");
    let said = refuses(&scene, &["list", "--transactional-id-pattern", "(("])?;
    assert!(said.contains("Failed to list transactions"), "{said}");
    let of_partition = ["--topic", &topic, "--partition", "0"];
    let said =
        refuses(&scene, &[&["abort"], &of_partition[..], &["--start-offset", "0"]].concat())?;
    assert!(said.contains("Could not find any open transactions starting at offset 0"), "{said}");
    Some(())
}

#[test]
fn a_transaction_is_terminated_by_force() {
    let _ = terminated();
}

fn terminated() -> Option<()> {
    let scene = Scene::start()?;
    let id = scene.topic("tools-terminated", 1);
    let mut producer = Producer::start(Kind::Java, &scene, &id, 60_000)?;
    let send = Order::Send { topic: &id, partition: 0, value: "v" };
    do_all(&mut producer, &[Order::Init, Order::Begin, send, Order::Flush]);
    says(&scene, &["forceTerminateTransaction", "--transactionalId", &id])?;
    scene.until_all_ended(&id, 1);
    assert_eq!(scene.values(&id, 0, Isolation::Committed)?, [""; 0]);
    let refusal = producer.refused(&[Order::Commit]);
    assert_eq!(refusal.name, "ProducerFencedException", "{refusal:?}");
    let said = says(&scene, &["describe", "--transactional-id", &id])?;
    let row = table(&said).remove(0);
    assert_eq!((row[4], row[6], row[8]), ("Empty", "None", ""), "{said}");
    Some(())
}

/// A batch of a transaction of long ago.
fn old_batch(producer_id: i64) -> Bytes {
    let fields = BatchFields {
        producer_id: ProducerId(producer_id),
        producer_epoch: ProducerEpoch(0),
        base_sequence: 0,
        attributes: Attributes(0).transactional(),
        ..BatchFields::default()
    };
    let hour_ms = 3_600_000;
    batch_with(&["hanging"], &fields, Timestamp(now().0 - hour_ms))
}

/// Sets whether the coordinator is asked before a batch is written; `None` for what is usual, that it is.
fn verification(scene: &Scene, value: Option<&str>) {
    let config = AlterableConfig {
        name: "transaction.partition.verification.enable".into(),
        // Set, or deleted.
        config_operation: i8::from(value.is_none()),
        value: value.map(Into::into),
    };
    let broker = 4;
    let resource = AlterConfigsResource {
        resource_type: broker,
        resource_name: "1".into(),
        configs: vec![config],
    };
    let request =
        IncrementalAlterConfigsRequest { resources: vec![resource], ..Default::default() };
    let response = scene.client().call(&request);
    assert_eq!(response.responses[0].error_code, 0, "{response:?}");
}

#[test]
fn a_hanging_transaction_is_found_and_aborted() {
    let _ = found_and_aborted();
}

fn found_and_aborted() -> Option<()> {
    let scene = Scene::start_alone()?;
    let topic = scene.topic("tools-hanging", 1);
    let mut client = scene.client();
    let init = InitProducerIdRequest { transaction_timeout_ms: 60_000, ..Default::default() };
    let id = client.call_at(&init, 5).producer_id;
    // No coordinator knows of this id.
    let request = ProduceRequest {
        transactional_id: Some(format!("{topic}-id").into()),
        ..produce_request(&topic, old_batch(id), -1)
    };
    let find = FindCoordinatorRequest {
        key_type: 1,
        coordinator_keys: vec![format!("{topic}-id").into()],
        ..Default::default()
    };
    until("there is a coordinator to ask", || {
        let code = client.call(&find).coordinators[0].error_code;
        if code == 0 { Ok(()) } else { Err(code.to_string()) }
    });
    for version in [9, 11, 12] {
        let (code, _) = produced(&client.call_at(&request, version));
        assert_eq!(code, ErrorCode::InvalidProducerIdMapping, "version {version}");
    }
    verification(&scene, Some("false"));
    until("the coordinator is not asked", || {
        let written = produced(&client.call_at(&request, 11));
        if written.0 == ErrorCode::None { Ok(()) } else { Err(format!("{written:?}")) }
    });
    verification(&scene, None);
    assert_eq!(scene.ends(&topic, 1, Isolation::Committed), [0]);

    let id = id.to_string();
    let expected = [&topic[..], "0", &id, "0", "-1", "0"];
    for scope in [["--topic", &*topic], ["--broker-id", "1"]] {
        let said = says(&scene, &[&["find-hanging"], &scope[..]].concat())?;
        let [row] = &rows(&said, &topic)[..] else { panic!("{said}") };
        assert_eq!(row[..6], expected, "{said}");
        assert_eq!(row[7], "60", "{said}");
    }
    let abort = ["abort", "--topic", &topic, "--partition", "0", "--start-offset", "0"];
    assert_eq!(says(&scene, &abort)?, "");
    scene.until_all_ended(&topic, 1);
    assert_eq!(scene.values(&topic, 0, Isolation::Committed)?, [""; 0]);
    assert_eq!(table(&says(&scene, &["find-hanging", "--topic", &topic])?), none_rows());
    Some(())
}
