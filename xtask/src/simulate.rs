//! `cargo xtask simulate`: runs simulated clusters again, or many that nobody has run yet.

use std::process::{Command, ExitCode};

use clap::Args;

use crate::process::cargo;

/// Seeds of the full test run.
pub(crate) const FULL: &str = "0..2000";

#[derive(Args, Debug)]
pub(crate) struct SimulateArguments {
    /// Run this seed; the end of its trace is printed, and what does not hold.
    #[arg(long, conflicts_with = "seeds")]
    seed: Option<u64>,
    /// Run these, as FROM..TO.
    #[arg(long, default_value = FULL)]
    seeds: String,
}

pub(crate) fn run(arguments: &SimulateArguments) -> ExitCode {
    let seeds = match arguments.seed {
        Some(seed) => format!("{seed}..{}", seed + 1),
        None => arguments.seeds.clone(),
    };
    match command(&seeds).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The test of clusters on these seeds.
pub(crate) fn command(seeds: &str) -> Command {
    let test = ["test", "--workspace", "--test", "clusters", "--", "--nocapture"];
    let mut command = cargo(test);
    command.arg("a_cluster_keeps_its_word").env("OTTLA_SEEDS", seeds);
    command
}
