//! The leader epochs of one partition with their start offsets. When it is written to
//! `leader-epoch-checkpoint` is the log's to decide.

use crate::model::{LeaderEpoch, Offset};

/// An epoch and the first offset that was written under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EpochEntry {
    /// The epoch.
    pub epoch: LeaderEpoch,
    /// The log end offset when it began.
    pub start_offset: Offset,
}

/// The answer of OffsetForLeaderEpoch: the largest epoch at or below the one that was asked for,
/// and the offset at which it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EpochEnd {
    /// The epoch; `LeaderEpoch::NONE` if nothing is known.
    pub epoch: LeaderEpoch,
    /// Start of the next epoch, or the log end; `Offset::NONE` if nothing is known.
    pub end_offset: Offset,
}

impl EpochEnd {
    /// Nothing is known of the epoch.
    pub const UNKNOWN: Self = Self { epoch: LeaderEpoch::NONE, end_offset: Offset::NONE };
}

/// The epochs of one partition; epochs and start offsets both rise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeaderEpochs {
    entries: Vec<EpochEntry>,
}

impl LeaderEpochs {
    /// Takes in entries as they were read, each by the rules of [`LeaderEpochs::assign`].
    #[must_use]
    pub fn from_entries(entries: impl IntoIterator<Item = EpochEntry>) -> Self {
        let mut epochs = Self::default();
        for entry in entries {
            let _ = epochs.assign(entry.epoch, entry.start_offset);
        }
        epochs
    }

    /// The entries, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[EpochEntry] {
        &self.entries
    }

    /// The newest epoch.
    #[must_use]
    pub fn latest(&self) -> Option<LeaderEpoch> {
        self.entries.last().map(|entry| entry.epoch)
    }

    /// Notes that `epoch` starts at `start_offset`. Entries that contradict it (a larger or equal
    /// epoch, or a start at or after it) go. Says whether anything changed.
    pub fn assign(&mut self, epoch: LeaderEpoch, start_offset: Offset) -> Change {
        if epoch < LeaderEpoch(0) || start_offset < Offset::ZERO {
            return Change::None;
        }
        let entry = EpochEntry { epoch, start_offset };
        match self.entries.last() {
            Some(last) if last.epoch == epoch => return Change::None,
            Some(_) | None => {}
        }
        let keep = self
            .entries
            .partition_point(|old| old.epoch < epoch && old.start_offset < start_offset);
        self.entries.truncate(keep);
        self.entries.push(entry);
        Change::Made
    }

    /// Where `epoch` ended.
    #[must_use]
    pub fn end_of(&self, epoch: LeaderEpoch, log_end_offset: Offset) -> EpochEnd {
        if self.latest() == Some(epoch) {
            return EpochEnd { epoch, end_offset: log_end_offset };
        }
        let higher = self.entries.partition_point(|entry| entry.epoch <= epoch);
        match (epoch >= LeaderEpoch(0), self.entries.get(higher)) {
            (false, _) | (true, None) => EpochEnd::UNKNOWN,
            (true, Some(next)) => {
                let floor = higher.checked_sub(1).map(|index| self.entries[index].epoch);
                EpochEnd { epoch: floor.unwrap_or(epoch), end_offset: next.start_offset }
            }
        }
    }

    /// The epoch that the record at `offset` was written under.
    #[must_use]
    pub fn epoch_at(&self, offset: Offset) -> Option<LeaderEpoch> {
        let after = self.entries.partition_point(|entry| entry.start_offset <= offset);
        after.checked_sub(1).map(|index| self.entries[index].epoch)
    }

    /// Drops the epochs that start at or after `end_offset`, where the log ends now.
    pub fn truncate_from_end(&mut self, end_offset: Offset) -> Change {
        let keep = self.entries.partition_point(|entry| entry.start_offset < end_offset);
        let change = if keep < self.entries.len() { Change::Made } else { Change::None };
        self.entries.truncate(keep);
        change
    }

    /// Drops the epochs that ended before `start_offset`, where the log starts now; the one that
    /// goes on at that offset starts there.
    pub fn truncate_from_start(&mut self, start_offset: Offset) -> Change {
        let after = self.entries.partition_point(|entry| entry.start_offset <= start_offset);
        match after.checked_sub(1) {
            Some(first) if self.entries[first].start_offset < start_offset => {
                self.entries[first].start_offset = start_offset;
                self.entries.drain(..first);
                Change::Made
            }
            Some(_) | None => Change::None,
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.entries.clear();
    }
}

/// Whether a call changed the entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Change {
    /// The checkpoint has to be written again.
    Made,
    /// Everything is as before.
    None,
}

impl Change {
    /// Whether it is `Made`.
    pub fn is_made(self) -> bool {
        self == Self::Made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn epochs(entries: &[(i32, i64)]) -> LeaderEpochs {
        LeaderEpochs::from_entries(entries.iter().map(|(epoch, start)| EpochEntry {
            epoch: LeaderEpoch(*epoch),
            start_offset: Offset(*start),
        }))
    }

    fn end(epochs: &LeaderEpochs, epoch: i32) -> (i32, i64) {
        let end = epochs.end_of(LeaderEpoch(epoch), Offset(100));
        (end.epoch.0, end.end_offset.0)
    }

    #[test]
    fn an_epoch_ends_where_the_next_one_starts() {
        let epochs = epochs(&[(2, 10), (4, 30), (5, 60)]);
        assert_eq!(end(&epochs, 5), (5, 100));
        assert_eq!(end(&epochs, 4), (4, 60));
        assert_eq!(end(&epochs, 3), (2, 30));
        assert_eq!(end(&epochs, 1), (1, 10));
        assert_eq!(end(&epochs, 6), (-1, -1));
        assert_eq!(end(&epochs, -1), (-1, -1));
        assert_eq!(end(&LeaderEpochs::default(), 0), (-1, -1));
    }

    #[test]
    fn an_assignment_removes_what_contradicts_it() {
        assert_eq!(epochs(&[(1, 10), (2, 20), (3, 20)]), epochs(&[(1, 10), (3, 20)]));
        assert_eq!(epochs(&[(1, 10), (4, 20), (2, 30)]), epochs(&[(1, 10), (2, 30)]));
        assert_eq!(epochs(&[(1, 10), (1, 20)]), epochs(&[(1, 10)]));
    }

    #[test]
    fn cutting_either_end_keeps_the_epochs_of_what_is_left() {
        let mut cut = epochs(&[(1, 0), (2, 20), (3, 40)]);
        assert_eq!(cut.truncate_from_end(Offset(40)), Change::Made);
        assert_eq!(cut, epochs(&[(1, 0), (2, 20)]));
        assert_eq!(cut.truncate_from_end(Offset(40)), Change::None);
        assert_eq!(cut.truncate_from_start(Offset(30)), Change::Made);
        assert_eq!(cut, epochs(&[(2, 30)]));
        assert_eq!(cut.truncate_from_start(Offset(30)), Change::None);
        assert_eq!(cut.epoch_at(Offset(35)), Some(LeaderEpoch(2)));
        assert_eq!(cut.epoch_at(Offset(29)), None);
    }
}
