//! What is not as in Apache Kafka's clients: defaults, and what a key does. The page lists it; the test beside
//! this file sees that nothing is missing.

/// A key, Apache Kafka's default, and why it is another one here.
pub const DEFAULTS: &[(&str, &str, &str)] = &[
    ("client.id", "empty, or made up", "`ottla`: logs and quotas of brokers tell who it is"),
    ("compression.gzip.level", "-1", "not set, which is the same"),
    ("compression.lz4.level", "9", "not set, which is the same"),
    ("compression.zstd.level", "3", "not set, which is the same"),
    ("connections.max.idle.ms", "5 min of an admin", "9 min: one client serves all its parts"),
    ("enable.metrics.push", "false of an admin", "true: one client serves all its parts"),
    ("group.protocol", "classic", "`consumer`, where the broker has it"),
    ("receive.buffer.bytes", "32 or 64 KiB", "-1: what the operating system takes, which grows"),
    ("sasl.mechanism", "GSSAPI", "none: there is no Kerberos, so one has to be named"),
    ("send.buffer.bytes", "128 KiB", "-1: what the operating system takes, which grows"),
    ("ssl.enabled.protocols", "TLSv1.2, TLSv1.3", "the same; their order says nothing"),
    ("ssl.keystore.type", "JKS", "`PEM`, the only one that is read"),
    ("ssl.truststore.type", "JKS", "`PEM`, the only one that is read"),
];

/// A key, and what it does differently.
pub const MEANINGS: &[(&str, &str)] = &[
    (
        "max.poll.records",
        "only of share groups; passed over by the others, where `next_batch` hands out one batch as its producer \
         made it",
    ),
    (
        "max.in.flight.requests.per.connection",
        "with idempotence, a partition's first batch is alone in flight until it is written, so that none overtakes it \
         when it is refused",
    ),
    (
        "delivery.timeout.ms",
        "has to be at least `linger.ms`, where Apache Kafka adds `request.timeout.ms`: where it is shorter, an answer \
         is not waited for any longer than that",
    ),
    (
        "allow.auto.create.topics",
        "of producers, too; Apache Kafka's always let brokers make a topic",
    ),
    (
        "auto.offset.reset",
        "`none` by default of a consumer of partitions, whose user says where each begins",
    ),
];
