//! Which calls of the failing disk fail, and how.

use std::io;

/// A kind of call that can fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultyCall {
    /// Writing to a file.
    Write,
    /// Reading from a file, slices included.
    Read,
    /// Syncing a file or a directory.
    Sync,
    /// Making, renaming and deleting files and directories.
    Names,
}

/// How a call fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The device reports an error (`EIO`); nothing was done.
    Broken,
    /// The device is full (`ENOSPC`); nothing was done.
    Full,
    /// The first half of the bytes is written, then the device is full. Like `Full` for calls that
    /// are no writes.
    Torn,
}

impl FaultKind {
    pub(super) fn error(self) -> io::Error {
        match self {
            Self::Broken => io::Error::other("injected: input/output error"),
            Self::Full | Self::Torn => io::ErrorKind::StorageFull.into(),
        }
    }
}

/// One fault to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which kind of call.
    pub call: FaultyCall,
    /// How many calls of the kind succeed before; 0 fails the next one.
    pub after: u64,
    /// How it fails.
    pub kind: FaultKind,
}

/// Faults to come and calls that were seen.
#[derive(Debug, Default)]
pub(super) struct Plan {
    faults: Vec<Fault>,
    /// How many calls succeed before all fail, and how.
    breakdown: Option<(u64, FaultKind)>,
    counts: [u64; 4],
    failures: [u64; 4],
}

impl Plan {
    pub(super) fn add(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    pub(super) fn break_down(&mut self, after: u64, kind: FaultKind) {
        self.breakdown = Some((after, kind));
    }

    pub(super) fn clear(&mut self) {
        self.faults.clear();
        self.breakdown = None;
        self.failures = [0; 4];
    }

    pub(super) fn count(&self, call: FaultyCall) -> u64 {
        self.counts[call as usize]
    }

    pub(super) fn failures(&self, call: FaultyCall) -> u64 {
        self.failures[call as usize]
    }

    /// Counts a call; says how it fails if it does.
    pub(super) fn next(&mut self, call: FaultyCall) -> Option<FaultKind> {
        self.counts[call as usize] += 1;
        let mut failed = self.breaks_down(call);
        self.faults.retain_mut(|fault| {
            if fault.call != call {
                return true;
            }
            if fault.after == 0 && failed.is_none() {
                failed = Some(fault.kind);
                return false;
            }
            fault.after = fault.after.saturating_sub(1);
            true
        });
        self.failures[call as usize] += u64::from(failed.is_some());
        failed
    }

    /// What is full can still be read; what is broken is broken.
    fn breaks_down(&mut self, call: FaultyCall) -> Option<FaultKind> {
        let (after, kind) = self.breakdown.as_mut()?;
        if *after > 0 {
            *after -= 1;
            return None;
        }
        (*kind == FaultKind::Broken || call != FaultyCall::Read).then_some(*kind)
    }
}
