//! Why a text file of a log directory cannot be used.

/// Names the file and the line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {reason}")]
pub struct InvalidCheckpoint {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What was expected, and what is there.
    pub reason: String,
}
