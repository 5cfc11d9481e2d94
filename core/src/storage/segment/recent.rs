//! Where the newest batches of the active segment stand, so that a record which was just appended
//! is found without reading the file.

use std::collections::VecDeque;

/// Batches that are remembered; 12 bytes each.
const RECENT_BATCHES_MAX: usize = 64;

/// One remembered batch; offsets are relative to the segment's base offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RecentBatch {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) position: u32,
}

/// The last batches of a segment without a gap between them, up to the end of the file.
#[derive(Debug, Default)]
pub(super) struct RecentBatches(VecDeque<RecentBatch>);

impl RecentBatches {
    pub(super) fn push(&mut self, batch: RecentBatch) {
        if self.0.len() == RECENT_BATCHES_MAX {
            self.0.pop_front();
        }
        self.0.push_back(batch);
    }

    pub(super) fn clear(&mut self) {
        self.0 = VecDeque::new();
    }

    /// The first batch whose last offset is at least `offset`, with the position where it ends.
    /// `None` if that batch may be an older one, or if there is none.
    pub(super) fn containing(&self, offset: u32, end: u32) -> Option<(RecentBatch, u32)> {
        if self.0.front()?.first > offset {
            return None;
        }
        self.at(self.0.partition_point(|batch| batch.last < offset), end)
    }

    /// The last batch that starts at or before `position`, with the position where it ends.
    /// `None` if that batch is older than what is remembered.
    pub(super) fn at_position(&self, position: u32, end: u32) -> Option<(RecentBatch, u32)> {
        let after = self.0.partition_point(|batch| batch.position <= position);
        self.at(after.checked_sub(1)?, end)
    }

    fn at(&self, index: usize, end: u32) -> Option<(RecentBatch, u32)> {
        let batch = *self.0.get(index)?;
        Some((batch, self.0.get(index + 1).map_or(end, |next| next.position)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three() -> RecentBatches {
        let mut recent = RecentBatches::default();
        for (first, last, position) in [(10, 19, 100), (20, 20, 200), (25, 29, 300)] {
            recent.push(RecentBatch { first, last, position });
        }
        recent
    }

    #[test]
    fn finds_the_batch_of_an_offset_and_where_it_ends() {
        let found = |offset| three().containing(offset, 400).map(|(b, end)| (b.first, end));
        assert_eq!(found(9), None);
        assert_eq!(found(10), Some((10, 200)));
        assert_eq!(found(19), Some((10, 200)));
        assert_eq!(found(22), Some((25, 400)));
        assert_eq!(found(30), None);
    }

    #[test]
    fn finds_the_batch_of_a_position() {
        let found = |position| three().at_position(position, 400).map(|(b, end)| (b.first, end));
        assert_eq!(found(99), None);
        assert_eq!(found(250), Some((20, 300)));
        assert_eq!(found(5_000), Some((25, 400)));
    }

    #[test]
    fn forgets_the_oldest_beyond_its_limit() {
        let mut recent = RecentBatches::default();
        for n in 0..100 {
            recent.push(RecentBatch { first: n, last: n, position: n * 10 });
        }
        assert_eq!(recent.0.len(), RECENT_BATCHES_MAX);
        assert_eq!(recent.containing(35, 1_000), None);
        assert!(recent.containing(36, 1_000).is_some());
    }
}
