//! Our client as a member: this very program, started again with the arguments of one test. It speaks in
//! the words of the other members' programs.

use std::{env, io::Read, process::Command, time::Duration};

use ottla::{
    Advice, AutoOffsetReset, Client, ClientAssignor, Consumer, ConsumerOptions, GroupProtocol,
    Rebalance, RebalanceListener, TopicPartition,
};

use super::member::{Joining, Place, Protocol};

const PLACE: &str = "OTTLA_INTEROP_MEMBER";
const PROGRAM: &str = "groups::ours::runs_as_a_member";

/// The command of a member.
pub fn command(joining: Joining, place: Place) -> Command {
    let Place { address, group, topic, .. } = place;
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", PROGRAM, "--include-ignored", "--nocapture"]);
    let (protocol, instance) = (joining.protocol, joining.instance.unwrap_or("-"));
    command.env(PLACE, format!("{address} {group} {topic} {protocol:?} {instance}"));
    command
}

#[test]
#[ignore = "a program that other tests start"]
fn runs_as_a_member() {
    let Ok(place) = env::var(PLACE) else { return };
    let [address, group, topic, protocol, instance] =
        place.split(' ').collect::<Vec<_>>().try_into().unwrap();
    let protocol = match protocol {
        "Range" => Protocol::Range,
        "Cooperative" => Protocol::Cooperative,
        _ => Protocol::Consumer,
    };
    let options = ConsumerOptions {
        group_id: group.into(),
        topics: vec![topic.into()],
        group_instance_id: (instance != "-").then(|| instance.into()),
        ..options(protocol)
    };
    // The test runner has begun a line.
    println!();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let client = Client::connect(address).await.unwrap();
        let consumer = client.consumer_with(options, Speaker).await.unwrap();
        consume(consumer).await;
    });
    println!("closed");
}

fn options(protocol: Protocol) -> ConsumerOptions {
    let (group_protocol, assignor) = match protocol {
        Protocol::Range => (GroupProtocol::Classic, ClientAssignor::Range),
        Protocol::Cooperative => (GroupProtocol::Classic, ClientAssignor::CooperativeSticky),
        Protocol::Consumer => (GroupProtocol::Consumer, ClientAssignor::Range),
    };
    ConsumerOptions {
        group_protocol,
        partition_assignment_strategy: vec![assignor],
        heartbeat_interval: Duration::from_millis(300),
        session_timeout: Duration::from_secs(6),
        fetch_wait_max: Duration::from_millis(100),
        auto_offset_reset: AutoOffsetReset::Earliest,
        enable_auto_commit: false,
        ..ConsumerOptions::default()
    }
}

async fn consume(mut consumer: Consumer) {
    let stop = consumer.stop_handle();
    std::thread::spawn(move || {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        stop.stop();
    });
    loop {
        let batch = match consumer.next_batch().await {
            Ok(Some(batch)) => batch,
            Ok(None) => break,
            Err(error) if error.advice() == Advice::Retry => {
                println!("next_batch: {error}");
                continue;
            }
            Err(error) => panic!("{error}"),
        };
        for record in &batch {
            println!("record {} {} {}", batch.partition(), record.offset, record.value_text());
        }
        match consumer.commit(&batch).await {
            Ok(()) => println!("committed {} {}", batch.partition(), batch.next_offset()),
            Err(error) => println!("commit: {error}"),
        }
    }
    consumer.close().await.unwrap();
}

/// Says what the group does, and commits what is taken away.
struct Speaker;

#[async_trait::async_trait]
impl RebalanceListener for Speaker {
    async fn assigned(&self, _rebalance: &Rebalance, partitions: &[TopicPartition]) {
        say("assigned", partitions);
    }

    async fn revoked(&self, rebalance: &Rebalance, partitions: &[TopicPartition]) {
        let done: Vec<_> = partitions
            .iter()
            .filter_map(|one| Some((one.clone(), rebalance.position(one)?)))
            .collect();
        match rebalance.commit_offsets(done.clone()).await {
            Ok(()) => done
                .iter()
                .for_each(|(one, offset)| println!("committed {} {offset}", one.partition)),
            Err(error) => println!("commit: {error}"),
        }
        say("revoked", partitions);
    }

    async fn lost(&self, _rebalance: &Rebalance, partitions: &[TopicPartition]) {
        say("lost", partitions);
    }
}

fn say(what: &str, partitions: &[TopicPartition]) {
    let numbers = partitions.iter().map(|one| format!(" {}", one.partition));
    println!("{what}{}", numbers.collect::<String>());
}
