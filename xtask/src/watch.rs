//! Running a program, showing what it prints, and judging it.

use std::{
    io::{BufRead, BufReader, IsTerminal, Read, Write},
    process::{Command, Stdio},
    sync::{Mutex, PoisonError},
    thread,
};

use crate::{
    failures::failures,
    process::root,
    report::{Outcome, count, count_of_swift},
};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counting {
    /// The command is one check.
    Once,
    /// The command is cargo test.
    Tests,
    /// The command is swift test.
    SwiftTests,
}

/// When what a program prints is passed on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Telling {
    /// Line by line.
    AtOnce,
    /// When it has ended: others print meanwhile.
    AtTheEnd,
}

/// Runs a command, showing what it prints, and judges it.
pub(crate) fn watched(command: &mut Command, counting: Counting) -> Outcome {
    watched_telling(command, counting, Telling::AtOnce)
}

/// The same, showing it when that is wanted.
pub(crate) fn watched_telling(
    command: &mut Command,
    counting: Counting,
    telling: Telling,
) -> Outcome {
    let failed = |why: String| Outcome::Failed { passed: 0, failed: 1, why };
    command.current_dir(root()).stdout(Stdio::piped());
    // Cargo draws its progress on a terminal alone.
    if telling == Telling::AtTheEnd || !std::io::stderr().is_terminal() {
        command.stderr(Stdio::piped());
    }
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => return failed(format!("{command:?}: {error}")),
    };
    let output = Mutex::new(String::new());
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        if let Some(stderr) = stderr {
            scope.spawn(|| kept(stderr, std::io::stderr(), telling, &output));
        }
        if let Some(stdout) = stdout {
            kept(stdout, std::io::stdout(), telling, &output);
        }
    });
    let output = output.into_inner().unwrap_or_else(PoisonError::into_inner);
    if telling == Telling::AtTheEnd {
        print!("{output}");
    }
    let status = match child.wait() {
        Ok(status) => status,
        Err(error) => return failed(error.to_string()),
    };
    let (passed, bad) = match counting {
        Counting::Once => (usize::from(status.success()), 0),
        Counting::Tests => count(&output),
        Counting::SwiftTests => count_of_swift(&output),
    };
    if status.success() {
        return Outcome::Passed(passed);
    }
    let why = format!("{status}\n{}", failures(&output));
    Outcome::Failed { passed, failed: bad, why }
}

/// Keeps what a program prints, and passes it on line by line if that is wanted.
fn kept(from: impl Read, mut to: impl Write, telling: Telling, output: &Mutex<String>) {
    for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        if telling == Telling::AtOnce {
            // Where nobody reads it any more, it is judged all the same.
            let _ = writeln!(to, "{line}");
        }
        let mut output = output.lock().unwrap_or_else(PoisonError::into_inner);
        output.push_str(&line);
        output.push('\n');
    }
}
