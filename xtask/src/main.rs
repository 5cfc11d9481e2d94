//! `cargo xtask`: everything a developer or CI runs.

mod bench;
mod cache;
mod failures;
mod process;
mod report;
mod simulate;
mod suites;
mod swift;
mod tidy;
mod tools;

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
    Package {
        /// The language.
        language: Language,
    },
    /// Check the house rules alone: imports, file lengths, module docs, names.
    Tidy,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Language {
    Swift,
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Test(arguments) => suites::run(&arguments),
        Command::Bench(arguments) => match bench::run(arguments) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error}");
                ExitCode::FAILURE
            }
        },
        Command::Simulate(arguments) => simulate::run(&arguments),
        Command::Generate => suites::generate(),
        Command::Package { language: Language::Swift } => match swift::package() {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error}");
                ExitCode::FAILURE
            }
        },
        Command::Tidy => {
            let findings = tidy::check();
            findings.iter().for_each(|finding| eprintln!("{finding}"));
            if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
    }
}
