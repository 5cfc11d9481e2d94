//! Offsets that nobody uses any more expire (`offsets.retention.minutes`, KIP-211), and groups that
//! are left with neither members nor offsets go with them.

use bytestring::ByteString;

use super::{delete::tombstone, store::CommittedOffset};
use crate::{
    groups::{GroupRecord, GroupTimer, OffsetExpiry, Outcome, group::Group, shard::GroupShard},
    model::{Now, Timestamp},
};

/// Whether a group still has offsets after the look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    Some,
    None,
}

impl GroupShard {
    pub(in crate::groups) fn expire_offsets(&mut self, now: Now) -> Outcome<()> {
        let next = now.monotonic + self.settings.offsets_retention_check_interval;
        self.timers.arm(GroupTimer::OffsetsExpiry, next);
        let mut records = Vec::new();
        for (id, group) in &self.groups {
            let left = self.expire_group(id, group, now.wall, &mut records);
            if left == Left::None && group.is_empty() {
                records.extend(group.tombstones(id));
            }
        }
        Outcome::with_records((), records)
    }

    fn expire_group(
        &self,
        id: &ByteString,
        group: &Group,
        now: Timestamp,
        records: &mut Vec<GroupRecord>,
    ) -> Left {
        let mut left = if self.offsets.has_pending(id) { Left::Some } else { Left::None };
        for (topic, partitions) in self.offsets.of_group(id).into_iter().flatten() {
            let expiry = if group.is_subscribed_to(topic) {
                OffsetExpiry::Never
            } else {
                group.offset_expiry(topic)
            };
            for (partition, offset) in partitions {
                if self.is_expired(expiry, offset, now)
                    && !self.offsets.is_pending(id, topic, *partition)
                {
                    records.push(tombstone(id, topic, *partition));
                } else {
                    left = Left::Some;
                }
            }
        }
        left
    }

    fn is_expired(&self, expiry: OffsetExpiry, offset: &CommittedOffset, now: Timestamp) -> bool {
        let since = match expiry {
            OffsetExpiry::Never => return false,
            // Apache Kafka counts from the empty group alone, so that it drops what was committed
            // into a group that has been empty for long within minutes.
            OffsetExpiry::SinceEmpty(empty) => empty.max(offset.committed_at),
            OffsetExpiry::SinceCommit => offset.committed_at,
        };
        match offset.expires_at {
            Some(at) => now >= at,
            None => now - since >= self.settings.offsets_retention.as_millis() as i64,
        }
    }
}
