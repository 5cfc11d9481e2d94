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

/// Where simulated clusters spend their time; all else is optimised as in other tests.
const OPTIMISED: [&str; 3] = ["ottla", "ottla-broker", "ottla-simulation"];

/// The test of clusters on these seeds. To build it takes a minute longer so, and each seed a quarter of the time.
pub(crate) fn command(seeds: &str) -> Command {
    let mut command = cargo(["test", "--workspace", "--test", "clusters"]);
    for package in OPTIMISED {
        command.arg("--config").arg(format!("profile.dev.package.{package}.opt-level=1"));
    }
    command.args(["--", "--nocapture", "a_cluster_keeps_its_word"]).env("OTTLA_SEEDS", seeds);
    command
}
