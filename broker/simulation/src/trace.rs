//! What happened, line by line: the end of it for whoever looks into a failure, and a sum over all of it, by
//! which two runs are known to be the same.

use std::collections::VecDeque;

use ottla_core::model::Moment;

/// Lines that are kept.
const LINES_KEPT: usize = 400;

/// What happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    end: VecDeque<String>,
    lines: u64,
    sum: u64,
}

impl Trace {
    pub(crate) fn add(&mut self, at: Moment, line: &str) {
        let line = format!("{:>10.4} {line}", at.0.as_secs_f64());
        for byte in line.bytes() {
            self.sum = (self.sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        self.lines += 1;
        if self.end.len() == LINES_KEPT {
            self.end.pop_front();
        }
        self.end.push_back(line);
    }

    /// Takes bytes into the sum that are worth no line.
    pub(crate) fn mix(&mut self, bytes: &[u8]) {
        for word in bytes.chunks(8) {
            let word = word.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
            self.sum = (self.sum ^ word).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// The last lines.
    pub fn end(&self) -> impl Iterator<Item = &str> {
        self.end.iter().map(String::as_str)
    }

    /// How many lines there were.
    #[must_use]
    pub fn lines(&self) -> u64 {
        self.lines
    }
}
