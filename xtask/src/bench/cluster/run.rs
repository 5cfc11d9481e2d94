//! The order of things: what both need is built, then one system after the other is measured.

use super::{
    brokers::{Brokers, Programs},
    client::{self, Client},
    figures::Figures,
    measures::Scene,
};
use crate::bench::{
    bare_loop::{self, Sink},
    build,
    kafka::Kafka,
    options::{ClusterArguments, ClusterMeasure, System},
    program::Result,
    workload::Workload,
};

/// Measures, and prints a table.
///
/// # Errors
/// Something cannot be built or started, or the client failed.
pub(in crate::bench) fn run(arguments: &ClusterArguments) -> Result<()> {
    let scratch = build::scratch("cluster")?;
    let folder = match &arguments.folder {
        Some(parent) => parent.join(format!("ottla-bench-{}", std::process::id())),
        None => scratch,
    };
    let mut programs = Vec::new();
    // What may be missing is looked for before anything is built.
    for system in &arguments.systems {
        programs.push(match system {
            System::Ottla => Programs::Ottla(build::ottla()?),
            System::Kafka => Programs::Kafka(Kafka::find()?),
        });
    }
    client::build()?;
    let mut figures = Figures::default();
    for programs in &programs {
        for measure in &arguments.measures {
            eprintln!("{}: {measure:?}, load average {}", programs.system().name(), load());
            // A cluster of its own for each: none pays for what the one before has left.
            let brokers = Brokers::start(programs, &folder)?;
            let client = Client::connect(&brokers.bootstrap())?;
            let (system, figures) = (programs.system(), &mut figures);
            let mut scene = Scene { system, brokers, client, figures, arguments };
            match measure {
                ClusterMeasure::Produce => scene.produce()?,
                ClusterMeasure::Stops => scene.stops()?,
                ClusterMeasure::Partitions => scene.many_partitions()?,
                ClusterMeasure::Idle => scene.idle()?,
            }
        }
    }
    let floor = match arguments.measures.contains(&ClusterMeasure::Produce) {
        true => Some(floor(arguments, &folder)?),
        false => None,
    };
    figures.print(&arguments.systems, floor);
    // An empty folder is in nobody's way.
    let _ = std::fs::remove_dir_all(folder);
    Ok(())
}

/// Seconds per GB of a loop that receives as much and writes it to a file, for each of three replicas.
fn floor(arguments: &ClusterArguments, folder: &std::path::Path) -> Result<f64> {
    bare_loop::build()?;
    let records = (arguments.megabytes * 1_000_000 / 1_024).max(1);
    let workload = Workload { record_bytes: 1_024, records };
    let mut found = Vec::new();
    for _ in 0..arguments.runs {
        let run = bare_loop::run(workload, workload.bytes(), Sink::File(folder))?;
        found.push(run.cpu_per_gigabyte() * 3.0);
    }
    found.sort_unstable_by(f64::total_cmp);
    found.get(found.len() / 2).copied().ok_or_else(|| "there was no run".into())
}

fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().take(1).collect()
}
