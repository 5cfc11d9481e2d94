//! The disks that the model runs on, and how each of them stops.

use std::sync::Arc;

use ottla_broker::disk::FileDisk;
use ottla_core::{
    model::Rng,
    storage::disk::{
        Disk,
        failing::{FailingDisk, Unsynced},
    },
};

pub(crate) trait TestDisk {
    fn disk(&self) -> Arc<dyn Disk>;

    /// The process dies, and maybe the machine. Says whether unsynced bytes may be gone.
    fn crash(&mut self, rng: &mut Rng) -> Loss;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loss {
    Nothing,
    Unsynced,
}

/// A disk that keeps what was written when the process dies.
pub(crate) struct Stopping(Arc<dyn Disk>);

impl Stopping {
    pub(crate) fn new(disk: impl Disk + 'static) -> Self {
        Self(Arc::new(disk))
    }
}

impl TestDisk for Stopping {
    fn disk(&self) -> Arc<dyn Disk> {
        Arc::clone(&self.0)
    }

    fn crash(&mut self, _rng: &mut Rng) -> Loss {
        Loss::Nothing
    }
}

pub(crate) struct RealDisk {
    disk: Stopping,
    _directory: tempfile::TempDir,
}

impl RealDisk {
    pub(crate) fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let disk = Stopping::new(FileDisk::with_handles(directory.path(), 2).unwrap());
        Self { disk, _directory: directory }
    }
}

impl TestDisk for RealDisk {
    fn disk(&self) -> Arc<dyn Disk> {
        self.disk.disk()
    }

    fn crash(&mut self, rng: &mut Rng) -> Loss {
        self.disk.crash(rng)
    }
}

pub(crate) struct CrashingDisk(Arc<FailingDisk>);

impl CrashingDisk {
    pub(crate) fn new() -> Self {
        Self(Arc::new(FailingDisk::new()))
    }
}

impl TestDisk for CrashingDisk {
    fn disk(&self) -> Arc<dyn Disk> {
        Arc::<FailingDisk>::clone(&self.0)
    }

    fn crash(&mut self, rng: &mut Rng) -> Loss {
        let (unsynced, loss) = match rng.below(4) {
            0 => (Unsynced::Keep, Loss::Nothing),
            1 => (Unsynced::Lose, Loss::Unsynced),
            _ => (Unsynced::LoseSome(Rng::from_seed(rng.next_u64())), Loss::Unsynced),
        };
        self.0 = Arc::new(self.0.crash(unsynced));
        loss
    }
}
