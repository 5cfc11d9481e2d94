//! The floor: a program that receives as many bytes from a socket and writes them to a file, or
//! keeps them in memory.

use std::{path::Path, time::Duration};

use super::{
    build::cargo,
    program::{Result, output},
    workload::{Cpu, Run, Workload},
};

/// Where the bytes go.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sink<'a> {
    /// A file in this folder.
    File(&'a Path),
    Memory,
}

/// Builds it, so that no run waits for that.
pub(super) fn build() -> Result<()> {
    output(cargo().args(["bench", "--package", "ottla-broker", "--bench", "bare_loop", "--no-run"]))
        .map(drop)
}

/// Runs it with the bytes that a log of the workload had; CPU is told per GB of values, as for
/// the brokers.
pub(super) fn run(workload: Workload, stored: u64, sink: Sink<'_>) -> Result<Run> {
    let mut command = cargo();
    command
        .args(["bench", "--quiet", "--package", "ottla-broker", "--bench", "bare_loop", "--"])
        .arg(stored.to_string());
    match sink {
        Sink::File(folder) => command.arg(folder.join("bare")),
        Sink::Memory => &mut command,
    };
    let text = output(&mut command)?;
    let (user, system, wall) = parse(&text).ok_or_else(|| format!("bare_loop said {text:?}"))?;
    let rate = workload.bytes() as f64 / 1e6 / wall.as_secs_f64();
    Ok(Run::bare(workload, rate, Cpu { user, system }))
}

fn parse(text: &str) -> Option<(Duration, Duration, Duration)> {
    let words = text.split_whitespace().collect::<Vec<_>>();
    let after = |name| {
        let at = words.iter().position(|word| *word == name)?;
        words.get(at + 1)?.parse().ok().map(Duration::from_millis)
    };
    Some((after("user_ms")?, after("system_ms")?, after("wall_ms")?))
}
