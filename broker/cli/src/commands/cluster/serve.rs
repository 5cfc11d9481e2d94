//! Several brokers in one process, printed as `ready HOST:PORT,...` once all serve.

use std::io::{self, Write};

use ottla_broker::{Broker, ClusterOptions};

use super::super::broker::{StopSignal, start_logging};
use crate::{
    arguments::ClusterArguments,
    failure::{Failure, FailureKind},
    open_files,
};

/// Keys that each broker of the cluster is given a value of its own for.
const OWN: [&str; 9] = [
    "advertised.listeners",
    "broker.id",
    "controller.quorum.bootstrap.servers",
    "controller.quorum.voters",
    "listeners",
    "log.dir",
    "log.dirs",
    "node.id",
    "process.roles",
];

pub(super) async fn serve(arguments: &ClusterArguments) -> Result<(), Failure> {
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
        if OWN.contains(&key.trim()) {
            return Err(usage(format!(
                "--set {assignment}: each broker of the cluster is given its own (--brokers, --port and --data-dir say how); \
                 run each by itself, with ottla broker, to say which"
            )));
        }
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
