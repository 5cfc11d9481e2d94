//! Writing log start offsets down at once: DeleteRecords is answered when a crash cannot bring the
//! records back. Requests that come meanwhile share the next writing.

use std::task::Waker;

use ottla_core::{
    model::Offset,
    replication::{Awaited, Ticket, Waiters},
    storage::checkpoint::OffsetCheckpointFile,
};

use super::{
    effects::{Effects, Work},
    node::Node,
};

/// Who waits for log start offsets to be on the disk.
#[derive(Debug, Default)]
pub(super) struct LogStarts {
    asked: u64,
    written: u64,
    waiters: Waiters,
}

fn awaited(ticket: u64) -> Awaited {
    Awaited::HighWatermark(Offset(ticket as i64))
}

impl Node {
    /// Asks for the log start offsets, as they are now, to be written; gives the number to wait for.
    pub(super) fn ask_for_log_starts(&self, effects: &mut Effects) -> u64 {
        let mut log_starts = self.log_starts.lock();
        log_starts.asked += 1;
        effects.work.push(Work::WriteLogStarts(log_starts.asked));
        log_starts.asked
    }

    /// Waits for that; `None` if it is done.
    pub(super) fn await_log_starts(&self, asked: u64, waker: &Waker) -> Option<Ticket> {
        let mut log_starts = self.log_starts.lock();
        (log_starts.written < asked).then(|| log_starts.waiters.wait(awaited(asked), waker))
    }

    pub(super) fn stop_awaiting_log_starts(&self, ticket: Ticket) {
        self.log_starts.lock().waiters.cancel(ticket);
    }

    /// Writes them. A directory that fails goes offline, and so do the partitions in it: whoever
    /// waits asks them.
    pub(super) fn write_log_starts(&self, asked: u64, effects: &mut Effects) {
        if self.log_starts.lock().written < asked {
            // What is asked for from here on may come too late for this writing.
            let covered = self.log_starts.lock().asked;
            self.write_offsets(OffsetCheckpointFile::LogStart, effects, |partition| {
                Some(partition.log().log_start_offset()).filter(|offset| offset.0 > 0)
            });
            let mut log_starts = self.log_starts.lock();
            let log_starts = &mut *log_starts;
            log_starts.written = log_starts.written.max(covered);
            log_starts.waiters.advance(awaited(log_starts.written), &mut effects.wakes);
        }
    }
}
