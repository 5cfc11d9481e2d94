//! The group keys. Those of kinds of groups that are not built yet are marked `Accepted`.

use super::key::{ConfigKey, config_keys};

/// The definition of a group key.
#[must_use]
pub fn group(name: &str) -> Option<&'static ConfigKey> {
    GROUP_KEYS.binary_search_by(|key| key.name.cmp(name)).ok().map(|index| &GROUP_KEYS[index])
}

/// Every group key, sorted by name.
pub static GROUP_KEYS: &[ConfigKey] = config_keys! {
    "consumer.assignment.interval.ms": Int = "0", AtLeast(0), Full, Dynamic, from ["group.consumer.assignment.interval.ms" * 1];
    "Least time between two assignments of a consumer group.";
    "consumer.heartbeat.interval.ms": Int = "5000", AtLeast(1), Full, Dynamic, from ["group.consumer.heartbeat.interval.ms" * 1];
    "Time between two heartbeats of a member of a consumer group.";
    "consumer.session.timeout.ms": Int = "45000", AtLeast(1), Full, Dynamic, from ["group.consumer.session.timeout.ms" * 1];
    "Time after which a silent member of a consumer group is removed.";
    "share.assignment.interval.ms": Int = "1000", AtLeast(0), Accepted, Dynamic, from ["group.share.assignment.interval.ms" * 1];
    "Least time between two assignments of a share group.";
    "share.auto.offset.reset": String = "latest", OffsetReset, Accepted, Dynamic;
    "Where a share group begins: `earliest`, `latest`, or `by_duration:` and how far back.";
    "share.delivery.count.limit": Int = "5", AtLeast(2), Accepted, Dynamic, from ["group.share.delivery.count.limit" * 1];
    "Times that a record is delivered to a share group before it is given up.";
    "share.heartbeat.interval.ms": Int = "5000", AtLeast(1), Accepted, Dynamic, from ["group.share.heartbeat.interval.ms" * 1];
    "Time between two heartbeats of a member of a share group.";
    "share.isolation.level": String = "read_uncommitted", OneOf(&["read_committed", "read_uncommitted"]), Accepted, Dynamic;
    "Whether a share group gets records of transactions that are not committed.";
    "share.partition.max.record.locks": Int = "2000", AtLeast(100), Accepted, Dynamic, from ["group.share.partition.max.record.locks" * 1];
    "Most records of a partition that a share group has acquired at a time.";
    "share.record.lock.duration.ms": Int = "30000", AtLeast(1000), Accepted, Dynamic, from ["group.share.record.lock.duration.ms" * 1];
    "Time that a member of a share group has an acquired record for itself.";
    "share.renew.acknowledge.enable": Boolean = "true", Any, Accepted, Dynamic;
    "Whether a member of a share group may prolong the time that it has a record for.";
    "share.session.timeout.ms": Int = "45000", AtLeast(1), Accepted, Dynamic, from ["group.share.session.timeout.ms" * 1];
    "Time after which a silent member of a share group is removed.";
    "streams.assignment.interval.ms": Int = "1000", AtLeast(0), Accepted, Dynamic, from ["group.streams.assignment.interval.ms" * 1];
    "Least time between two assignments of a streams group.";
    "streams.heartbeat.interval.ms": Int = "5000", AtLeast(1), Accepted, Dynamic, from ["group.streams.heartbeat.interval.ms" * 1];
    "Time between two heartbeats of a member of a streams group.";
    "streams.initial.rebalance.delay.ms": Int = "3000", AtLeast(0), Accepted, Dynamic, from ["group.streams.initial.rebalance.delay.ms" * 1];
    "Time that a new streams group waits for more members.";
    "streams.num.standby.replicas": Int = "0", AtLeast(0), Accepted, Dynamic, from ["group.streams.num.standby.replicas" * 1];
    "Standby replicas of each task of a streams group.";
    "streams.session.timeout.ms": Int = "45000", AtLeast(1), Accepted, Dynamic, from ["group.streams.session.timeout.ms" * 1];
    "Time after which a silent member of a streams group is removed.";
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_and_their_defaults_legal() {
        let keys = GROUP_KEYS;
        assert!(keys.is_sorted_by(|a, b| a.name < b.name));
        for key in keys {
            key.check(key.default.unwrap()).unwrap();
            assert!(group(key.name).is_some_and(|found| found.name == key.name));
            for from in key.broker_keys {
                let broker = crate::model::config::broker(from.name).unwrap();
                assert_eq!(broker.default, key.default, "{}", key.name);
            }
        }
    }
}
