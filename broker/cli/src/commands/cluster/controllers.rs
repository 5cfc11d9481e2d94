//! What state a cluster is in, as its controllers tell it (KIP-919): also while no broker serves. They know the
//! quorum, features, settings of all brokers and moves of partitions; which brokers are registered and how their
//! partitions are, they tell no client.

use std::{collections::BTreeMap, io};

use ottla::{
    ErrorKind, TopicPartition,
    admin::{
        Admin, ClusterDescription, ConfigEntry, ConfigResource, ConfigSource, FeatureDescription,
        PartitionReassignment, QuorumDescription,
    },
};
use serde_json::{Map, Value, json};

use super::{
    super::{
        connect,
        shape::Shape,
        table::{listed, table},
    },
    quorum,
};
use crate::{
    arguments::Connection,
    failure::{Failure, FailureKind},
    output,
};

const NOT_TOLD: &str = "\
controllers do not tell which brokers are registered or fenced, where they listen, or how partitions are: ask a \
broker (-b); a broker that does not vote is an observer above while it follows the metadata";

pub(super) async fn status(
    addresses: &str,
    connection: &Connection,
    shape: Shape,
) -> Result<(), Failure> {
    let admin = connect::controllers(addresses, connection).await?;
    let known = told(&admin).await.map_err(explained)?;
    match shape {
        Shape::Json => output::line(known.as_json())?,
        Shape::Text => known.show()?,
    }
    Ok(())
}

/// All that controllers tell of.
struct Told {
    cluster: ClusterDescription,
    quorum: QuorumDescription,
    features: Vec<FeatureDescription>,
    settings: Vec<ConfigEntry>,
    moves: BTreeMap<TopicPartition, PartitionReassignment>,
}

async fn told(admin: &Admin) -> ottla::Result<Told> {
    // Its leader is waited for, so what is asked next finds one.
    let quorum = admin.describe_metadata_quorum().await?;
    let mut features = admin.describe_features().await?;
    features.retain(|one| one.level > 0);
    let mut settings = admin.describe_configs([ConfigResource::AllBrokers]).one().await?;
    settings.retain(|one| one.source == ConfigSource::DynamicDefaultBroker);
    Ok(Told {
        cluster: admin.describe_cluster().await?,
        quorum,
        features,
        settings,
        moves: admin.list_partition_reassignments().await?,
    })
}

/// A controller has answered, or nobody would be connected. What is asked then goes to the one that it names as active.
fn explained(error: ottla::Error) -> Failure {
    match error.kind() {
        ErrorKind::TimedOut | ErrorKind::Unreachable => {
            let message = format!(
                "a controller answers, but none that is active: a majority of the voters has to run and reach each \
                 other, and the one that they elect has to be reached from here. {error}"
            );
            Failure::new(FailureKind::Unreachable, message)
        }
        _ => error.into(),
    }
}

impl Told {
    fn show(&self) -> io::Result<()> {
        output::line(quorum::headline(&self.cluster, &self.quorum))?;
        output::line(quorum::members(&self.quorum))?;
        let levels = self.features.iter().map(|one| format!("{} {}", one.name, one.level));
        output::line(format!("features: {}", all(levels)))?;
        let settings = self.settings.iter().map(|one| format!("{}={}", one.name, value(one)));
        output::line(format!("settings of all brokers: {}", all(settings)))?;
        match self.moves.is_empty() {
            true => output::line("no partition is moving to other brokers")?,
            false => output::line(self.moves())?,
        }
        output::line(NOT_TOLD)
    }

    fn moves(&self) -> comfy_table::Table {
        let mut moves = table(&["moving partition", "replicas", "adding", "removing"]);
        for (at, one) in &self.moves {
            moves.add_row([
                format!("{}-{}", at.topic, at.partition),
                listed(&one.replicas),
                listed(&one.adding),
                listed(&one.removing),
            ]);
        }
        moves
    }

    fn as_json(&self) -> Value {
        let features = self.features.iter().map(|one| (one.name.to_string(), json!(one.level)));
        let settings = self.settings.iter();
        let settings = settings.map(|one| (one.name.to_string(), json!(one.value.as_deref())));
        let moves = self.moves.iter().map(|(at, one)| {
            json!({
                "partition": format!("{}-{}", at.topic, at.partition),
                "replicas": one.replicas,
                "adding": one.adding,
                "removing": one.removing,
            })
        });
        json!({
            "cluster_id": self.cluster.id.as_deref(),
            "quorum": quorum::as_json(&self.quorum),
            "features": features.collect::<Map<_, _>>(),
            "settings_of_all_brokers": settings.collect::<Map<_, _>>(),
            "moving_partitions": moves.collect::<Vec<_>>(),
            // What brokers tell, and controllers do not.
            "brokers": Value::Null,
            "troubled_partitions": Value::Null,
        })
    }
}

fn value(setting: &ConfigEntry) -> &str {
    setting.value.as_deref().unwrap_or("(secret)")
}

fn all(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    if items.is_empty() { "none".to_owned() } else { items.join(", ") }
}
