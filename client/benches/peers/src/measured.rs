//! What one run took: time on the clock, processor time of this process, allocations.

use std::{
    fmt,
    time::{Duration, Instant},
};

use rustix::time::{ClockId, clock_gettime};

use crate::allocations;

/// A measurement that has begun.
pub(crate) struct Measuring {
    begin: Instant,
    cpu: Duration,
    allocations: u64,
}

impl Measuring {
    pub(crate) fn begin() -> Self {
        Self { allocations: allocations::count(), cpu: cpu(), begin: Instant::now() }
    }

    pub(crate) fn end(self, records: u64) -> Measured {
        Measured {
            records,
            wall: self.begin.elapsed(),
            cpu: cpu() - self.cpu,
            allocations: allocations::count() - self.allocations,
        }
    }
}

pub(crate) struct Measured {
    records: u64,
    wall: Duration,
    cpu: Duration,
    allocations: u64,
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (records, wall) = (self.records as f64, self.wall.as_secs_f64());
        let cpu = self.cpu.as_secs_f64() * 1e6 / records;
        let allocations = self.allocations as f64 / records;
        write!(f, "records_s {:.0} cpu_us {cpu:.4} allocations {allocations:.5}", records / wall)
    }
}

/// The line for delays.
pub(crate) fn percentiles(mut delays: Vec<Duration>) -> String {
    delays.sort_unstable();
    let at = |part: f64| delays[((delays.len() - 1) as f64 * part) as usize].as_secs_f64() * 1e6;
    format!("p50_us {:.1} p99_us {:.1}", at(0.5), at(0.99))
}

/// User and system time of this process, all threads.
fn cpu() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}
