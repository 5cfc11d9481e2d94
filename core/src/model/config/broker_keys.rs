//! The broker keys. Those that change nothing here are marked `Accepted`: Apache Kafka's files
//! may hold them.

use super::key::{ConfigKey, config_keys};

/// The definition of a broker key.
#[must_use]
pub fn broker(name: &str) -> Option<&'static ConfigKey> {
    BROKER_KEYS.binary_search_by(|key| key.name.cmp(name)).ok().map(|index| &BROKER_KEYS[index])
}

/// Every broker key, sorted by name.
pub static BROKER_KEYS: &[ConfigKey] = config_keys! {
    "advertised.listeners": List = none, Any, Full, ReadOnly;
    "Addresses that clients are told to connect to; without it, the addresses listened on.";
    "auto.create.topics.enable": Boolean = "true", Any, Full, ReadOnly;
    "Whether a metadata request for an unknown topic makes it.";
    "broker.heartbeat.interval.ms": Int = "2000", Any, Accepted, ReadOnly;
    "Time between a broker's heartbeats to the controller.";
    "broker.rack": String = none, Any, Full, ReadOnly;
    "Rack of this broker, for placement and for reading from the nearest replica.";
    "broker.session.timeout.ms": Int = "9000", Any, Accepted, ReadOnly;
    "Time after which a silent broker is fenced.";
    "compression.gzip.level": Int = "-1", BetweenOr(1, 9, -1), Full, Dynamic;
    "Default of the topic key compression.gzip.level.";
    "compression.lz4.level": Int = "9", Between(1, 17), Full, Dynamic;
    "Default of the topic key compression.lz4.level.";
    "compression.type": String = "producer", OneOf(&["uncompressed", "zstd", "lz4", "snappy", "gzip", "producer"]), Full, Dynamic;
    "Default of the topic key compression.type.";
    "compression.zstd.level": Int = "3", Between(-131072, 22), Full, Dynamic;
    "Default of the topic key compression.zstd.level.";
    "connections.max.idle.ms": Long = "600000", Any, Full, ReadOnly;
    "Time after which an idle connection is closed.";
    "controller.listener.names": List = "CONTROLLER", Any, Accepted, ReadOnly;
    "Names of the listeners that controllers use.";
    "controller.quorum.bootstrap.servers": List = none, Any, Accepted, ReadOnly;
    "Addresses at which the metadata quorum is found.";
    "controller.quorum.voters": List = none, Any, Accepted, ReadOnly;
    "Voters of a static metadata quorum, as ID@HOST:PORT.";
    "default.replication.factor": Int = "1", Any, Full, ReadOnly;
    "Replication factor of topics made without one.";
    "delete.topic.enable": Boolean = "true", Any, Full, ReadOnly;
    "Whether topics can be deleted.";
    "fetch.max.bytes": Int = "57671680", AtLeast(1024), Full, ReadOnly;
    "Most bytes that one Fetch response carries, whatever the request asks for.";
    "group.initial.rebalance.delay.ms": Int = "0", Any, Accepted, ReadOnly;
    "Time that a new classic group waits for more members; Kafka's default is 3000.";
    "inter.broker.listener.name": String = none, Any, Accepted, ReadOnly;
    "Name of the listener that brokers use among themselves.";
    "listener.security.protocol.map": String = "PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL", Any, Accepted, ReadOnly;
    "Security protocol of each listener name.";
    "listeners": List = "PLAINTEXT://127.0.0.1:9092", Any, Full, ReadOnly;
    "Address that the broker listens on, as NAME://HOST:PORT. Loopback only by default.";
    "log.cleaner.backoff.ms": Long = "15000", AtLeast(0), Full, ReadOnly;
    "Time between two looks for logs that need compaction.";
    "log.cleaner.dedupe.buffer.size": Long = "134217728", AtLeast(1048576), Full, ReadOnly;
    "Memory for the keys of all compactions together: 24 bytes a key. What does not fit waits for the next round.";
    "log.cleaner.delete.retention.ms": Long = "86400000", AtLeast(0), Full, Dynamic;
    "Default of the topic key delete.retention.ms.";
    "log.cleaner.enable": Boolean = "true", Any, Full, ReadOnly;
    "Whether compaction runs.";
    "log.cleaner.io.buffer.load.factor": Double = "0.9", Any, Accepted, ReadOnly;
    "Share of the memory for keys that may be used; here it is always 0.9.";
    "log.cleaner.io.buffer.size": Int = "524288", AtLeast(0), Accepted, ReadOnly;
    "Size of Apache Kafka's buffers for compaction.";
    "log.cleaner.io.max.bytes.per.second": Double = "1.7976931348623157E308", Any, Full, ReadOnly;
    "Most bytes a second that each compaction reads and writes.";
    "log.cleaner.max.compaction.lag.ms": Long = "9223372036854775807", AtLeast(1), Full, Dynamic;
    "Default of the topic key max.compaction.lag.ms.";
    "log.cleaner.min.cleanable.ratio": Double = "0.5", Ratio, Full, Dynamic;
    "Default of the topic key min.cleanable.dirty.ratio.";
    "log.cleaner.min.compaction.lag.ms": Long = "0", AtLeast(0), Full, Dynamic;
    "Default of the topic key min.compaction.lag.ms.";
    "log.cleaner.threads": Int = "1", AtLeast(0), Full, ReadOnly;
    "Logs that are compacted at a time.";
    "log.cleanup.policy": List = "delete", OneOf(&["delete", "compact"]), Full, Dynamic;
    "Default of the topic key cleanup.policy.";
    "log.dir": String = none, Any, Full, ReadOnly;
    "Directory of the log; without it and log.dirs, the log lives in memory.";
    "log.dirs": List = none, Any, Full, ReadOnly;
    "Directories of the log; new partitions go where there are fewest. Overrides log.dir.";
    "log.flush.interval.messages": Long = "9223372036854775807", AtLeast(1), Full, Dynamic;
    "Default of the topic key flush.messages.";
    "log.flush.interval.ms": Long = none, AtLeast(0), Full, Dynamic;
    "Default of the topic key flush.ms.";
    "log.flush.offset.checkpoint.interval.ms": Int = "60000", AtLeast(0), Full, ReadOnly;
    "Time between two writings of the recovery point checkpoint.";
    "log.index.interval.bytes": Int = "4096", AtLeast(0), Full, Dynamic;
    "Default of the topic key index.interval.bytes.";
    "log.index.size.max.bytes": Int = "10485760", AtLeast(4), Full, Dynamic;
    "Default of the topic key segment.index.bytes.";
    "log.local.retention.bytes": Long = "-2", AtLeast(-2), Accepted, Dynamic;
    "Default of the topic key local.retention.bytes.";
    "log.local.retention.ms": Long = "-2", AtLeast(-2), Accepted, Dynamic;
    "Default of the topic key local.retention.ms.";
    "log.message.timestamp.after.max.ms": Long = "3600000", AtLeast(0), Full, Dynamic;
    "Default of the topic key message.timestamp.after.max.ms.";
    "log.message.timestamp.before.max.ms": Long = "9223372036854775807", AtLeast(0), Full, Dynamic;
    "Default of the topic key message.timestamp.before.max.ms.";
    "log.message.timestamp.type": String = "CreateTime", OneOf(&["CreateTime", "LogAppendTime"]), Full, Dynamic;
    "Default of the topic key message.timestamp.type.";
    "log.preallocate": Boolean = "false", Any, Full, Dynamic;
    "Default of the topic key preallocate.";
    "log.retention.bytes": Long = "-1", Any, Full, Dynamic;
    "Default of the topic key retention.bytes.";
    "log.retention.check.interval.ms": Long = "300000", AtLeast(1), Full, ReadOnly;
    "Time between two looks for segments past retention.";
    "log.retention.hours": Int = "168", Any, Full, ReadOnly;
    "Default of the topic key retention.ms, in hours.";
    "log.retention.minutes": Int = none, Any, Full, ReadOnly;
    "Default of the topic key retention.ms, in minutes; overrides log.retention.hours.";
    "log.retention.ms": Long = none, Any, Full, Dynamic;
    "Default of the topic key retention.ms; overrides log.retention.minutes.";
    "log.roll.hours": Int = "168", AtLeast(1), Full, ReadOnly;
    "Default of the topic key segment.ms, in hours.";
    "log.roll.jitter.hours": Int = "0", AtLeast(0), Full, ReadOnly;
    "Default of the topic key segment.jitter.ms, in hours.";
    "log.roll.jitter.ms": Long = none, Any, Full, Dynamic;
    "Default of the topic key segment.jitter.ms.";
    "log.roll.ms": Long = none, Any, Full, Dynamic;
    "Default of the topic key segment.ms; overrides log.roll.hours.";
    "log.segment.bytes": Int = "1073741824", AtLeast(1048576), Full, Dynamic;
    "Default of the topic key segment.bytes.";
    "log.segment.delete.delay.ms": Long = "60000", AtLeast(0), Full, Dynamic;
    "Default of the topic key file.delete.delay.ms.";
    "max.connections": Int = "2147483647", AtLeast(0), Full, ReadOnly;
    "Most connections at a time; a further one is closed at once.";
    "max.incremental.fetch.session.cache.slots": Int = "1000", AtLeast(0), Full, ReadOnly;
    "Most fetch sessions that are kept, an eighth of them in each of eight parts.";
    "message.max.bytes": Int = "1048588", AtLeast(0), Full, Dynamic;
    "Default of the topic key max.message.bytes.";
    "metadata.log.dir": String = none, Any, Full, ReadOnly;
    "Directory of the metadata log; the first of log.dirs without it.";
    "min.insync.replicas": Int = "1", AtLeast(1), Full, Dynamic;
    "Default of the topic key min.insync.replicas.";
    "node.id": Int = "1", AtLeast(0), Full, ReadOnly;
    "Id of this node.";
    "num.io.threads": Int = "8", AtLeast(1), Accepted, Dynamic;
    "Apache Kafka's request threads; Ottla answers on its network threads.";
    "num.network.threads": Int = "0", AtLeast(0), Full, ReadOnly;
    "Threads that read, answer and write requests; 0 is one per core (one when embedded).";
    "num.partitions": Int = "1", AtLeast(1), Full, ReadOnly;
    "Partitions of topics made without a count.";
    "num.recovery.threads.per.data.dir": Int = "2", AtLeast(1), Accepted, ReadOnly;
    "Threads that open logs at the start.";
    "offsets.topic.num.partitions": Int = "50", AtLeast(1), Accepted, ReadOnly;
    "Partitions of __consumer_offsets.";
    "offsets.topic.replication.factor": Short = "1", AtLeast(1), Accepted, ReadOnly;
    "Replication factor of __consumer_offsets; as many as there are brokers, at most 3.";
    "process.roles": List = "broker,controller", OneOf(&["broker", "controller"]), Accepted, ReadOnly;
    "What this process is: broker, controller, or both.";
    "producer.id.expiration.ms": Int = "86400000", AtLeast(1), Full, ReadOnly;
    "Time after which the state of a silent idempotent producer is forgotten.";
    "queued.max.request.bytes": Long = "104857600", Any, Full, ReadOnly;
    "Bytes of requests that one connection may have waiting for their reply before it is read no further.";
    "queued.max.requests": Int = "500", AtLeast(1), Accepted, ReadOnly;
    "Apache Kafka's request queue; Ottla has none.";
    "replica.lag.time.max.ms": Long = "30000", Any, Accepted, ReadOnly;
    "Time after which a follower that does not catch up leaves the in-sync replicas.";
    "request.timeout.ms": Int = "30000", Any, Accepted, ReadOnly;
    "Longest time that a request between brokers may take.";
    "socket.receive.buffer.bytes": Int = "-1", Any, Accepted, ReadOnly;
    "Receive buffer of a connection's socket; -1 leaves it to the operating system.";
    "socket.request.max.bytes": Int = "104857600", AtLeast(1), Full, ReadOnly;
    "Largest request that is read.";
    "socket.send.buffer.bytes": Int = "-1", Any, Accepted, ReadOnly;
    "Send buffer of a connection's socket; -1 leaves it to the operating system.";
    "transaction.state.log.min.isr": Int = "1", AtLeast(1), Accepted, ReadOnly;
    "min.insync.replicas of __transaction_state.";
    "transaction.state.log.num.partitions": Int = "50", AtLeast(1), Accepted, ReadOnly;
    "Partitions of __transaction_state.";
    "transaction.state.log.replication.factor": Short = "1", AtLeast(1), Accepted, ReadOnly;
    "Replication factor of __transaction_state; as many as there are brokers, at most 3.";
    "unclean.leader.election.enable": Boolean = "false", Any, Accepted, Dynamic;
    "Default of the topic key unclean.leader.election.enable.";
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_and_their_defaults_legal() {
        let keys = BROKER_KEYS;
        assert!(keys.is_sorted_by(|a, b| a.name < b.name));
        for key in keys {
            if let Some(default) = key.default {
                key.check(default).unwrap();
            }
            assert!(broker(key.name).is_some_and(|found| found.name == key.name));
        }
    }
}
