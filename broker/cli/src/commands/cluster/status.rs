//! What state a cluster is in, and why, as its brokers tell it.

use std::{collections::BTreeMap, io};

use ottla::{
    ErrorKind,
    admin::{
        Admin, ClusterDescription, DescribeClusterOptions, QuorumDescription, TopicDescription,
    },
};
use serde_json::{Value, json};

use super::{
    super::{
        connect::connect,
        shape::Shape,
        table::{listed, shown, table},
    },
    quorum,
};
use crate::{
    arguments::Connection,
    failure::{Failure, FailureKind},
    output,
};

pub(super) async fn status(connection: &Connection, shape: Shape) -> Result<(), Failure> {
    let admin = connect(connection).await?.admin();
    // What brokers answer by themselves comes first: a broker that looks for the controller takes no further request
    // on the connection meanwhile.
    let Known { cluster, topics, lags } = known(&admin).await?;
    let (quorum, failure) = match admin.describe_metadata_quorum().await {
        Ok(quorum) => (Some(quorum), None),
        Err(error) => (None, Some(without_quorum(error)?)),
    };
    let troubles = troubles(&cluster, &topics, &lags);
    match shape {
        Shape::Json => output::line(as_json(&cluster, quorum.as_ref(), &troubles))?,
        Shape::Text => show(&cluster, quorum.as_ref(), &troubles)?,
    }
    failure.map_or(Ok(()), Err)
}

/// Why the quorum is not shown, if the rest is worth being shown without it.
fn without_quorum(error: ottla::Error) -> Result<Failure, Failure> {
    match error.kind() {
        ErrorKind::TimedOut | ErrorKind::Unreachable => Ok(Failure::new(
            FailureKind::Unreachable,
            format!(
                "brokers answer, but no active controller: a majority of the voters has to run and reach each other. The \
                 logs of those that run name who is missing; --bootstrap-controller HOST:PORT asks controllers \
                 themselves. {error}"
            ),
        )),
        _ => Err(error.into()),
    }
}

/// What brokers tell of the cluster without its controller.
struct Known {
    cluster: ClusterDescription,
    topics: Vec<TopicDescription>,
    /// How many records a replica is behind, by topic, partition and broker.
    lags: BTreeMap<(String, i32, i32), i64>,
}

async fn known(admin: &Admin) -> ottla::Result<Known> {
    let all = DescribeClusterOptions { fenced_brokers: true, ..Default::default() };
    let cluster = admin.describe_cluster_with(all).await?;
    let names = admin.list_topics().await?.into_iter().map(|topic| topic.name);
    let topics = admin.describe_topics(names).await?;
    let alive: Vec<i32> =
        cluster.brokers.iter().filter(|one| !one.fenced).map(|one| one.id).collect();
    let described = admin.describe_log_dirs(alive).each().await;
    let mut lags = BTreeMap::new();
    for (broker, directories) in
        described.iter().filter_map(|(id, one)| Some((id, one.as_ref().ok()?)))
    {
        for (at, replica) in directories.iter().flat_map(|directory| &directory.replicas) {
            let key = (at.topic.to_string(), at.partition, *broker);
            lags.insert(key, replica.offset_lag);
        }
    }
    Ok(Known { cluster, topics, lags })
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
                        // Brokers of Apache Kafka say 0 of every replica.
                        Some(_) => format!("broker {one} joins when it has caught up"),
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
    quorum: Option<&QuorumDescription>,
    troubles: &[Trouble],
) -> io::Result<()> {
    output::line(match quorum {
        Some(quorum) => quorum::headline(cluster, quorum),
        None => unled(cluster),
    })?;
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
    if let Some(quorum) = quorum {
        output::line(quorum::members(quorum))?;
    }
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

fn unled(cluster: &ClusterDescription) -> String {
    let id = cluster.id.as_deref().unwrap_or("-");
    format!("cluster {id}: no controller is active; this is what a broker knew last\n")
}

fn as_json(
    cluster: &ClusterDescription,
    quorum: Option<&QuorumDescription>,
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
        "quorum": quorum.map(quorum::as_json),
        "troubled_partitions": partitions.collect::<Vec<_>>(),
    })
}
