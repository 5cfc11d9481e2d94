//! How a command fails: one readable line on standard error, and an exit code for scripts.

use std::{fmt, io, process::ExitCode};

/// Why a command failed.
#[derive(Debug)]
pub(crate) struct Failure {
    kind: FailureKind,
    message: String,
}

/// What kind of failure; each has an exit code of its own. Wrong arguments are 2, by clap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FailureKind {
    /// The command could not do what was asked: 1.
    Failed,
    /// The configuration is wrong: 2.
    Usage,
    /// No broker could be reached: 3.
    Unreachable,
    /// The topic, partition or record does not exist: 4.
    NotFound,
}

impl Failure {
    pub(crate) fn new(kind: FailureKind, message: impl fmt::Display) -> Self {
        Self { kind, message: message.to_string() }
    }

    pub(crate) fn report(&self) -> ExitCode {
        eprintln!("ottla: {}", self.message);
        ExitCode::from(match self.kind {
            FailureKind::Failed => 1,
            FailureKind::Usage => 2,
            FailureKind::Unreachable => 3,
            FailureKind::NotFound => 4,
        })
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::new(FailureKind::Failed, error)
    }
}
