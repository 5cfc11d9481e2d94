//! `cargo xtask bench produce`: the same client program against every target, in turns, so that
//! what else the machine does disturbs all alike.

use super::{
    bindings, client, cluster,
    options::{BenchArguments, ProduceArguments, What},
    program::Result,
    table::Runs,
    target::{Stand, Target},
    workload::Workload,
};

/// Runs what was asked for and prints its tables.
///
/// # Errors
/// A program that every run needs is missing or failed.
pub(crate) fn run(arguments: BenchArguments) -> Result<()> {
    match arguments.what {
        What::Produce(arguments) => produce(&arguments),
        What::Client(arguments) => client::run(&arguments),
        What::Bindings(arguments) => bindings::run(&arguments),
        What::Cluster(arguments) => cluster::run(&arguments),
    }
}

fn produce(arguments: &ProduceArguments) -> Result<()> {
    let workloads = Workload::ALL.map(|workload| workload.divided(arguments.divide));
    let mut stand = Stand::set_up(&workloads)?;
    for workload in workloads {
        let mut runs = Runs::new();
        for _ in 0..arguments.rounds.max(1) {
            for target in Target::ALL {
                if let Some(run) = stand.run(target, workload)? {
                    runs.add(target, run);
                }
            }
        }
        runs.print(workload);
    }
    Ok(())
}
