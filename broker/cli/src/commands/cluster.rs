//! `ottla cluster`: several brokers in one process, printed as `ready HOST:PORT,...` once all serve; and
//! `ottla cluster status`: what state any cluster is in, and why.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use comfy_table::{Table, presets::UTF8_HORIZONTAL_ONLY};
use ottla::admin::{
    ClusterDescription, DescribeClusterOptions, QuorumDescription, QuorumReplica, TopicDescription,
};
use ottla_broker::{Broker, ClusterOptions};
use serde_json::{Value, json};

use super::{
    broker::{StopSignal, start_logging},
    connect::connect,
    shape::Shape,
};
use crate::{
    arguments::{ClusterArguments, ClusterCommand, Connection},
    failure::{Failure, FailureKind},
    open_files, output,
};

pub(super) fn run(arguments: ClusterArguments) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match arguments.command {
        Some(ClusterCommand::Status { connection, json }) => {
            runtime.block_on(status(&connection, json.into()))
        }
        None => runtime.block_on(serve(&arguments)),
    }
}

async fn serve(arguments: &ClusterArguments) -> Result<(), Failure> {
    start_logging();
    open_files::raise_limit();
    let usage = |message: String| Failure::new(FailureKind::Usage, message);
    let mut cluster = ClusterOptions {
        brokers: arguments.brokers,
        directory: arguments.data_dir.clone(),
        first_port: Some(arguments.port).filter(|port| *port > 0),
        ..ClusterOptions::default()
    };
    for assignment in &arguments.set {
        let Some((key, value)) = assignment.split_once('=') else {
            return Err(usage(format!("--set {assignment}: KEY=VALUE is expected")));
        };
        let set = cluster.options.set(key.trim(), value);
        cluster.options = set.map_err(|error| usage(format!("--set {assignment}: {error}")))?;
    }
    let mut stop = StopSignal::new()?;
    let starting = tokio::task::spawn_blocking(move || Broker::cluster(cluster));
    let started = starting.await.map_err(|error| Failure::new(FailureKind::Failed, error))?;
    let cluster = started.map_err(|error| Failure::new(FailureKind::Failed, error))?;
    if arguments.data_dir.is_none() {
        tracing::info!("the logs live in memory and are gone at the end; --data-dir keeps them");
    }
    let mut output = io::stdout();
    writeln!(output, "ready {}", cluster.bootstrap())?;
    output.flush()?;
    stop.received().await;
    tracing::info!("stopping");
    drop(cluster);
    Ok(())
}

async fn status(connection: &Connection, shape: Shape) -> Result<(), Failure> {
    let admin = connect(connection).await?.admin();
    let all = DescribeClusterOptions { fenced_brokers: true, ..Default::default() };
    let cluster = admin.describe_cluster_with(all).await?;
    let quorum = admin.describe_metadata_quorum().await?;
    let names = admin.list_topics().await?.into_iter().map(|topic| topic.name);
    let topics = admin.describe_topics(names).await?;
    let alive: Vec<i32> =
        cluster.brokers.iter().filter(|one| !one.fenced).map(|one| one.id).collect();
    let described = admin.describe_log_dirs(alive).each().await;
    let mut lags: BTreeMap<(String, i32, i32), i64> = BTreeMap::new();
    for (broker, directories) in
        described.iter().filter_map(|(id, one)| Some((id, one.as_ref().ok()?)))
    {
        for (at, replica) in directories.iter().flat_map(|directory| &directory.replicas) {
            let key = (at.topic.to_string(), at.partition, *broker);
            lags.insert(key, replica.offset_lag);
        }
    }
    let troubles = troubles(&cluster, &topics, &lags);
    match shape {
        Shape::Json => output::line(as_json(&cluster, &quorum, &troubles))?,
        Shape::Text => show(&cluster, &quorum, &troubles)?,
    }
    Ok(())
}

/// A partition that is not as it should be.
struct Trouble {
    partition: String,
    leader: Option<i32>,
    replicas: Vec<i32>,
    in_sync: Vec<i32>,
    why: String,
}

fn troubles(
    cluster: &ClusterDescription,
    topics: &[TopicDescription],
    lags: &BTreeMap<(String, i32, i32), i64>,
) -> Vec<Trouble> {
    let serves = |id: i32| cluster.brokers.iter().any(|one| one.id == id && !one.fenced);
    let mut troubles = Vec::new();
    for topic in topics {
        for partition in &topic.partitions {
            let in_sync = &partition.in_sync_replicas;
            let missing = partition.replicas.iter().filter(|one| !in_sync.contains(one));
            let mut why: Vec<String> = missing
                .map(|one| {
                    let lag = lags.get(&(topic.name.to_string(), partition.partition, *one));
                    match lag {
                        _ if !serves(*one) => format!("broker {one} is not there"),
                        Some(lag) if *lag > 0 => format!("broker {one} is {lag} records behind"),
                        Some(_) => format!("broker {one} has caught up and joins again"),
                        None => format!("broker {one} has nothing of it yet"),
                    }
                })
                .collect();
            if partition.leader.is_none() {
                why.insert(0, "no replica that has all records is there to lead".into());
            }
            if !why.is_empty() {
                troubles.push(Trouble {
                    partition: format!("{}-{}", topic.name, partition.partition),
                    leader: partition.leader,
                    replicas: partition.replicas.clone(),
                    in_sync: in_sync.clone(),
                    why: why.join("; "),
                });
            }
        }
    }
    troubles
}

fn show(
    cluster: &ClusterDescription,
    quorum: &QuorumDescription,
    troubles: &[Trouble],
) -> io::Result<()> {
    let id = cluster.id.as_deref().unwrap_or("-");
    let leader = shown(quorum.leader);
    output::line(format!(
        "cluster {id}: the controller is {leader} in epoch {}, metadata is committed up to offset {}\n",
        quorum.leader_epoch, quorum.high_watermark
    ))?;
    let mut brokers = table(&["broker", "address", "rack", "state"]);
    for one in &cluster.brokers {
        let state = if one.fenced { "fenced: it does not send heartbeats" } else { "serves" };
        brokers.add_row([
            one.id.to_string(),
            format!("{}:{}", one.host, one.port),
            one.rack.as_deref().unwrap_or("-").to_owned(),
            state.to_owned(),
        ]);
    }
    output::line(brokers)?;
    let mut members = table(&["quorum", "part", "log end", "behind"]);
    let parts = [("voter", &quorum.voters), ("observer", &quorum.observers)];
    for (part, replicas) in parts {
        for one in replicas {
            let part = if Some(one.id) == quorum.leader { "leader" } else { part };
            members.add_row([
                one.id.to_string(),
                part.to_owned(),
                shown(one.log_end_offset),
                shown(behind(quorum, one)),
            ]);
        }
    }
    output::line(members)?;
    if troubles.is_empty() {
        return output::line("every partition has its leader, and all its replicas are in sync");
    }
    let mut partitions = table(&["partition", "leader", "replicas", "in sync", "why"]);
    for one in troubles {
        partitions.add_row([
            one.partition.clone(),
            shown(one.leader),
            listed(&one.replicas),
            listed(&one.in_sync),
            one.why.clone(),
        ]);
    }
    output::line(partitions)
}

fn as_json(
    cluster: &ClusterDescription,
    quorum: &QuorumDescription,
    troubles: &[Trouble],
) -> Value {
    let brokers = cluster.brokers.iter().map(|one| {
        json!({
            "id": one.id,
            "address": format!("{}:{}", one.host, one.port),
            "rack": one.rack.as_deref(),
            "fenced": one.fenced,
        })
    });
    let member = |one: &QuorumReplica| {
        json!({
            "id": one.id,
            "log_end_offset": one.log_end_offset,
            "behind": behind(quorum, one),
        })
    };
    let partitions = troubles.iter().map(|one| {
        json!({
            "partition": one.partition,
            "leader": one.leader,
            "replicas": one.replicas,
            "in_sync_replicas": one.in_sync,
            "why": one.why,
        })
    });
    json!({
        "cluster_id": cluster.id.as_deref(),
        "brokers": brokers.collect::<Vec<_>>(),
        "quorum": {
            "leader": quorum.leader,
            "epoch": quorum.leader_epoch,
            "high_watermark": quorum.high_watermark,
            "voters": quorum.voters.iter().map(member).collect::<Vec<_>>(),
            "observers": quorum.observers.iter().map(member).collect::<Vec<_>>(),
        },
        "troubled_partitions": partitions.collect::<Vec<_>>(),
    })
}

/// How many records of the metadata log a member does not have.
fn behind(quorum: &QuorumDescription, one: &QuorumReplica) -> Option<i64> {
    let ends = quorum.voters.iter().filter(|voter| Some(voter.id) == quorum.leader);
    let end = ends.filter_map(|leader| leader.log_end_offset).next()?;
    Some((end - one.log_end_offset?).max(0))
}

fn table(columns: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(UTF8_HORIZONTAL_ONLY);
    table.set_header(columns);
    table
}

fn shown(number: Option<impl ToString>) -> String {
    number.map_or_else(|| "-".to_owned(), |number| number.to_string())
}

fn listed(numbers: &[i32]) -> String {
    numbers.iter().map(i32::to_string).collect::<Vec<_>>().join(",")
}
