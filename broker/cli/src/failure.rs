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
    /// Whoever reads the output has gone: success.
    OutputClosed,
}

impl Failure {
    pub(crate) fn new(kind: FailureKind, message: impl fmt::Display) -> Self {
        Self { kind, message: message.to_string() }
    }

    pub(crate) fn report(&self) -> ExitCode {
        if self.kind != FailureKind::OutputClosed {
            eprintln!("ottla: {}", self.message);
        }
        ExitCode::from(match self.kind {
            FailureKind::Failed => 1,
            FailureKind::Usage => 2,
            FailureKind::Unreachable => 3,
            FailureKind::NotFound => 4,
            FailureKind::OutputClosed => 0,
        })
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::BrokenPipe => FailureKind::OutputClosed,
            _ => FailureKind::Failed,
        };
        Self::new(kind, error)
    }
}

impl From<ottla::Error> for Failure {
    fn from(error: ottla::Error) -> Self {
        use ottla::ErrorKind;
        let kind = match error.kind() {
            ErrorKind::Unreachable | ErrorKind::TimedOut | ErrorKind::WrongProtocol => {
                FailureKind::Unreachable
            }
            ErrorKind::UnknownTopic | ErrorKind::OffsetOutOfRange => FailureKind::NotFound,
            ErrorKind::InvalidInput => FailureKind::Usage,
            _ => FailureKind::Failed,
        };
        Self::new(kind, error)
    }
}

impl Failure {
    /// Whether whoever reads the output has gone.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        self.kind == FailureKind::OutputClosed
    }

    /// The same, with the place where it happened in front.
    pub(crate) fn within(self, place: &str) -> Self {
        Self { message: format!("{place}: {}", self.message), ..self }
    }
}
