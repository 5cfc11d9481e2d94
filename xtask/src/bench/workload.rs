//! What the client writes, and what one run of it gave.

use std::time::Duration;

/// Records of one size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Workload {
    pub(super) record_bytes: u64,
    pub(super) records: u64,
}

impl Workload {
    pub(super) const ALL: [Self; 2] = [
        Self { record_bytes: 100, records: 5_000_000 },
        Self { record_bytes: 1_024, records: 1_000_000 },
    ];

    pub(super) fn divided(self, by: u64) -> Self {
        Self { records: (self.records / by.max(1)).max(1), ..self }
    }

    /// Bytes of all values.
    pub(super) fn bytes(self) -> u64 {
        self.record_bytes * self.records
    }
}

/// User and system time of a process.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cpu {
    pub(super) user: Duration,
    pub(super) system: Duration,
}

impl Cpu {
    pub(super) fn since(self, earlier: Self) -> Self {
        Self { user: self.user - earlier.user, system: self.system - earlier.system }
    }
}

/// One run against one target.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// What the client says; none for the bare loop, which has no records.
    pub(super) records_per_second: Option<f64>,
    pub(super) megabytes_per_second: f64,
    /// Of the broker, in seconds per GB of values.
    pub(super) user_per_gigabyte: f64,
    pub(super) system_per_gigabyte: f64,
}

impl Run {
    pub(super) fn new(workload: Workload, records_per_second: f64, cpu: Cpu) -> Self {
        let megabytes_per_second = records_per_second * workload.record_bytes as f64 / 1e6;
        let run = Self::bare(workload, megabytes_per_second, cpu);
        Self { records_per_second: Some(records_per_second), ..run }
    }

    pub(super) fn bare(workload: Workload, megabytes_per_second: f64, cpu: Cpu) -> Self {
        let gigabytes = workload.bytes() as f64 / 1e9;
        Self {
            records_per_second: None,
            megabytes_per_second,
            user_per_gigabyte: cpu.user.as_secs_f64() / gigabytes,
            system_per_gigabyte: cpu.system.as_secs_f64() / gigabytes,
        }
    }

    pub(super) fn cpu_per_gigabyte(&self) -> f64 {
        self.user_per_gigabyte + self.system_per_gigabyte
    }
}
