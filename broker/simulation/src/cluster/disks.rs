//! Disks that fail: one call does, or all do from then on, because the device is broken or full. The process notices,
//! and halts, or goes on without the directory; what it had not synced there may be gone. Later the disk is whole
//! again, and somebody starts the process anew.

use std::time::Duration;

use ottla_core::{
    model::Rng,
    storage::disk::failing::{Fault, FaultKind, FaultyCall, Unsynced},
};

use super::{
    delivery::Dark,
    turns::Turn,
    world::{Event, World},
};

/// Calls that may succeed before one fails: those of a few seconds.
const CALLS_BEFORE: u64 = 60;
/// How long somebody waits with a start until a process has stopped.
const STOPPING: Duration = Duration::from_millis(200);

/// How long a process that has halted stays down.
const STARTING_AGAIN: Duration = Duration::from_millis(500);

/// How a disk fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// One call does.
    Once(Fault),
    /// All do after so many calls.
    Lasting { after: u64, kind: FaultKind },
}

impl Failure {
    pub(super) fn any(rng: &mut Rng) -> Self {
        let kind = [FaultKind::Broken, FaultKind::Full, FaultKind::Torn][rng.below(3) as usize];
        let after = rng.below(CALLS_BEFORE);
        let calls = [
            FaultyCall::Write,
            FaultyCall::Write,
            FaultyCall::Sync,
            FaultyCall::Sync,
            FaultyCall::Names,
            FaultyCall::Read,
        ];
        match calls.get(rng.below(9) as usize) {
            // A sync or a read does not find the device full.
            Some(call @ (FaultyCall::Sync | FaultyCall::Read)) => {
                Self::Once(Fault { call: *call, after, kind: FaultKind::Broken })
            }
            Some(call) => Self::Once(Fault { call: *call, after, kind }),
            None => Self::Lasting { after, kind },
        }
    }
}

/// A disk that fails, or has failed, until its machine's process is started on it again.
#[derive(Debug)]
pub(super) struct BadDisk {
    directory: usize,
    /// How it goes on failing, if it does.
    lasts: Option<FaultKind>,
    /// What became of what was not synced, once the process has noticed.
    lost: Option<Unsynced>,
    is_noticed: bool,
}

impl BadDisk {
    /// Which of the machine's directories is on it.
    pub(super) fn directory(&self) -> usize {
        self.directory
    }
}

impl World {
    pub(super) fn disk_fails(&mut self, index: usize, directory: usize, failure: Failure) {
        let machine = &self.machines[index];
        if !machine.is_well() || machine.bad_disk.is_some() || !self.may_die(index) {
            return;
        }
        let machine = &mut self.machines[index];
        let directory = directory % machine.process.directories();
        let disk = machine.process.disk(directory);
        let lasts = match failure {
            Failure::Once(fault) => {
                disk.plan(fault);
                None
            }
            Failure::Lasting { after, kind } => {
                disk.break_down(after, kind);
                Some(kind)
            }
        };
        machine.bad_disk = Some(BadDisk { directory, lasts, lost: None, is_noticed: false });
        self.note(&format!("disk {directory} of machine {index} is to fail: {failure:?}"));
    }

    /// Looks at what a process has made of a disk that fails: true if it has ended.
    pub(super) fn ends_by_its_disk(&mut self, index: usize) -> bool {
        let machine = &mut self.machines[index];
        let (Some(bad), Some(node)) = (&mut machine.bad_disk, machine.process.node()) else {
            return false;
        };
        let halted = node.halted().map(str::to_owned);
        let is_noticed = halted.is_some() || node.has_offline_directory();
        if is_noticed && !std::mem::replace(&mut bad.is_noticed, true) {
            let lost = self.disk_loss(index);
            self.marks.offline += u64::from(halted.is_none());
            self.note(&format!("machine {index} has noticed its disk, and loses: {lost:?}"));
            if let Some(bad) = &mut self.machines[index].bad_disk {
                bad.lost = Some(lost);
            }
        }
        let Some(reason) = halted else { return false };
        self.marks.halts += 1;
        self.note(&format!("machine {index} halts: {reason}"));
        self.machines[index].process.crash(Unsynced::Keep);
        self.abandon(index, Dark::No);
        // What looks after processes starts it once again.
        self.schedule.after(STARTING_AGAIN, Event::Turn(Turn::Start(index)));
        true
    }

    fn disk_loss(&mut self, index: usize) -> Unsynced {
        let bad = self.machines[index].bad_disk.take();
        let mut rng = self.disk_rng.split(&format!("loss {}", self.events));
        let lost = if rng.below(3) == 0 { Unsynced::Keep } else { self.loss(&mut rng) };
        self.machines[index].bad_disk = bad;
        lost
    }

    /// Makes a machine's disk what its process will find on it.
    pub(super) fn prepare_disk(&mut self, index: usize) {
        let machine = &mut self.machines[index];
        let Some(bad) = &mut machine.bad_disk else { return };
        if let Some(lost) = bad.lost.take() {
            machine.process.forget(bad.directory, lost);
        }
        let disk = machine.process.disk(bad.directory);
        match bad.lasts {
            Some(kind) => disk.break_down(0, kind),
            None => {
                disk.heal();
                machine.process.keep_the_newer(bad.directory);
                machine.bad_disk = None;
            }
        }
    }

    /// Whoever looks after a machine gives it a disk that is whole, and starts its process on it.
    pub(super) fn disk_heals(&mut self, index: usize) {
        let machine = &mut self.machines[index];
        if machine.is_paused {
            return self.schedule.after(STOPPING, Event::Turn(Turn::DiskHeals(index)));
        }
        let Some(bad) = &mut machine.bad_disk else { return };
        bad.lasts = None;
        machine.process.disk(bad.directory).heal();
        let Some(node) = machine.process.node() else {
            self.note(&format!("the disk of machine {index} is whole"));
            return self.start(index);
        };
        if machine.is_leaving {
            // It is started by whoever has it stopped.
            return;
        }
        if !node.has_offline_directory() {
            machine.bad_disk = None;
            return;
        }
        self.note(&format!("the disk of machine {index} is whole"));
        self.begin_leaving(index);
        self.schedule.after(STOPPING, Event::Turn(Turn::Start(index)));
    }
}
