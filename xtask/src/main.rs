//! `cargo xtask`: everything a developer or CI runs.

mod bench;
mod cache;
mod examples;
mod failures;
mod package;
mod process;
mod report;
mod simulate;
mod suites;
mod swift;
mod tidy;
mod tools;
mod watch;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Everything a developer or CI runs.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run all tests; what they need besides Rust is found or installed.
    Test(suites::TestArguments),
    /// Measure beside peers; takes minutes.
    Bench(bench::BenchArguments),
    /// Run simulated clusters from seeds: one again, or many.
    Simulate(simulate::SimulateArguments),
    /// Write the pages of docs/reference that are made from the code.
    Generate,
    /// Make the packages that users of other languages get, in `target/package`.
    Package(package::PackageArguments),
    /// Check the house rules alone: imports, file lengths, module docs, names.
    Tidy,
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Test(arguments) => suites::run(&arguments),
        Command::Bench(arguments) => ended(bench::run(arguments)),
        Command::Simulate(arguments) => simulate::run(&arguments),
        Command::Generate => suites::generate(),
        Command::Package(arguments) => ended(package::run(&arguments)),
        Command::Tidy => {
            let findings = tidy::check();
            findings.iter().for_each(|finding| eprintln!("{finding}"));
            if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
    }
}

fn ended<E: std::fmt::Display>(result: Result<(), E>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
