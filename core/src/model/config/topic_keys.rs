//! The topic keys. Those that a broker does not act on yet are marked `Accepted`.

use super::key::{ConfigKey, config_keys};

/// The definition of a topic key.
#[must_use]
pub fn topic(name: &str) -> Option<&'static ConfigKey> {
    TOPIC_KEYS.binary_search_by(|key| key.name.cmp(name)).ok().map(|index| &TOPIC_KEYS[index])
}

/// Every topic key, sorted by name.
pub static TOPIC_KEYS: &[ConfigKey] = config_keys! {
    "cleanup.policy": List = "delete", OneOf(&["compact", "delete"]), Full, Dynamic, from ["log.cleanup.policy" * 1];
    "Which old records go: `delete` drops whole segments past retention, `compact` keeps the last record of each key; both may be named.";
    "compression.gzip.level": Int = "-1", BetweenOr(1, 9, -1), Full, Dynamic, from ["compression.gzip.level" * 1];
    "Level for `compression.type=gzip`; -1 is the codec's own default.";
    "compression.lz4.level": Int = "9", Between(1, 17), Full, Dynamic, from ["compression.lz4.level" * 1];
    "Level for `compression.type=lz4`.";
    "compression.type": String = "producer", OneOf(&["uncompressed", "zstd", "lz4", "snappy", "gzip", "producer"]), Full, Dynamic, from ["compression.type" * 1];
    "Codec that batches are stored with; `producer` keeps the producer's.";
    "compression.zstd.level": Int = "3", Between(-131072, 22), Full, Dynamic, from ["compression.zstd.level" * 1];
    "Level for `compression.type=zstd`.";
    "delete.retention.ms": Long = "86400000", AtLeast(0), Full, Dynamic, from ["log.cleaner.delete.retention.ms" * 1];
    "How long a compacted topic keeps tombstones.";
    "file.delete.delay.ms": Long = "60000", AtLeast(0), Full, Dynamic, from ["log.segment.delete.delay.ms" * 1];
    "How long a deleted file stays on disk under its .deleted name.";
    "flush.messages": Long = "9223372036854775807", AtLeast(1), Full, Dynamic, from ["log.flush.interval.messages" * 1];
    "Records after which a partition is synced to the device; 1 syncs before every acknowledgement.";
    "flush.ms": Long = "9223372036854775807", AtLeast(0), Full, Dynamic, from ["log.flush.interval.ms" * 1];
    "Time after which unsynced records are synced to the device.";
    "follower.replication.throttled.replicas": List = "", ThrottledReplicas, Full, Dynamic;
    "Follower replicas whose replication is throttled, as PARTITION:BROKER pairs or `*`.";
    "index.interval.bytes": Int = "4096", AtLeast(0), Full, Dynamic, from ["log.index.interval.bytes" * 1];
    "Bytes of records between two entries of the offset index.";
    "leader.replication.throttled.replicas": List = "", ThrottledReplicas, Full, Dynamic;
    "Leader replicas whose replication is throttled, as PARTITION:BROKER pairs or `*`.";
    "local.retention.bytes": Long = "-2", AtLeast(-2), Accepted, Dynamic, from ["log.local.retention.bytes" * 1];
    "Retention by size of the local part of a tiered topic; -2 follows retention.bytes.";
    "local.retention.ms": Long = "-2", AtLeast(-2), Accepted, Dynamic, from ["log.local.retention.ms" * 1];
    "Retention by time of the local part of a tiered topic; -2 follows retention.ms.";
    "max.compaction.lag.ms": Long = "9223372036854775807", AtLeast(1), Full, Dynamic, from ["log.cleaner.max.compaction.lag.ms" * 1];
    "Longest time that a record may wait for compaction.";
    "max.message.bytes": Int = "1048588", AtLeast(0), Full, Dynamic, from ["message.max.bytes" * 1];
    "Largest batch that is accepted, in bytes, as it is stored.";
    "message.timestamp.after.max.ms": Long = "3600000", AtLeast(0), Full, Dynamic, from ["log.message.timestamp.after.max.ms" * 1];
    "How far ahead of the broker's clock a record's timestamp may be.";
    "message.timestamp.before.max.ms": Long = "9223372036854775807", AtLeast(0), Full, Dynamic, from ["log.message.timestamp.before.max.ms" * 1];
    "How far behind the broker's clock a record's timestamp may be.";
    "message.timestamp.type": String = "CreateTime", OneOf(&["CreateTime", "LogAppendTime"]), Full, Dynamic, from ["log.message.timestamp.type" * 1];
    "Whose clock stamps records: the producer's (`CreateTime`) or the broker's (`LogAppendTime`).";
    "min.cleanable.dirty.ratio": Double = "0.5", Ratio, Full, Dynamic, from ["log.cleaner.min.cleanable.ratio" * 1];
    "Share of a compacted log that must be dirty before it is compacted.";
    "min.compaction.lag.ms": Long = "0", AtLeast(0), Full, Dynamic, from ["log.cleaner.min.compaction.lag.ms" * 1];
    "Shortest time that a record stays uncompacted.";
    "min.insync.replicas": Int = "1", AtLeast(1), Full, Dynamic, from ["min.insync.replicas" * 1];
    "In-sync replicas that acks=all needs; with fewer the write is refused.";
    "preallocate": Boolean = "false", Any, Full, Dynamic, from ["log.preallocate" * 1];
    "Whether a new segment's file gets its full size at once.";
    "remote.log.copy.disable": Boolean = "false", Any, Accepted, Dynamic;
    "Whether a tiered topic stops copying to remote storage.";
    "remote.log.delete.on.disable": Boolean = "false", Any, Accepted, Dynamic;
    "Whether remote data goes when tiering is switched off.";
    "remote.storage.enable": Boolean = "false", Any, Accepted, Dynamic;
    "Whether the topic is tiered to remote storage.";
    "retention.bytes": Long = "-1", Any, Full, Dynamic, from ["log.retention.bytes" * 1];
    "Size that a partition may have before its oldest segments are deleted; -1 is no limit.";
    "retention.ms": Long = "604800000", AtLeast(-1), Full, Dynamic, from ["log.retention.ms" * 1, "log.retention.minutes" * 60000, "log.retention.hours" * 3600000];
    "Age at which a segment is deleted, counted from its newest record; -1 is never.";
    "segment.bytes": Int = "1073741824", AtLeast(1048576), Full, Dynamic, from ["log.segment.bytes" * 1];
    "Size at which a segment is closed and a new one begun.";
    "segment.index.bytes": Int = "10485760", AtLeast(4), Full, Dynamic, from ["log.index.size.max.bytes" * 1];
    "Size that a segment's offset index may reach before the segment is closed.";
    "segment.jitter.ms": Long = "0", AtLeast(0), Full, Dynamic, from ["log.roll.jitter.ms" * 1, "log.roll.jitter.hours" * 3600000];
    "Random time by which segment.ms is shortened, so that partitions do not roll together.";
    "segment.ms": Long = "604800000", AtLeast(1), Full, Dynamic, from ["log.roll.ms" * 1, "log.roll.hours" * 3600000];
    "Age at which a segment is closed though it is not full.";
    "unclean.leader.election.enable": Boolean = "false", Any, Full, Dynamic, from ["unclean.leader.election.enable" * 1];
    "Whether a replica that is not in sync may become leader, losing records.";
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_and_their_defaults_legal() {
        let keys = TOPIC_KEYS;
        assert!(keys.is_sorted_by(|a, b| a.name < b.name));
        for key in keys {
            if let Some(default) = key.default {
                key.check(default).unwrap();
            }
            assert!(topic(key.name).is_some_and(|found| found.name == key.name));
        }
    }
}
