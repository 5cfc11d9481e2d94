//! Where in a segment a search for a timestamp starts.

use super::{Place, Segment};
use crate::{
    model::{Offset, Timestamp},
    storage::disk::DiskError,
};

impl Segment {
    /// An offset such that all batches that end before it are older than `timestamp`.
    ///
    /// # Errors
    /// What the disk said.
    pub fn offset_before_timestamp(
        &mut self,
        place: Place<'_>,
        timestamp: Timestamp,
    ) -> Result<Offset, DiskError> {
        let entry = self.time_index.before(place, timestamp)?;
        Ok(self.base_offset() + entry.map_or(0, |entry| i64::from(entry.relative_offset)))
    }
}
