//! Keys that librdkafka has for what is called otherwise here: whoever brings a list along is told what to write.

/// What says here what a key of librdkafka says there.
pub(super) fn here(name: &str) -> Option<&'static str> {
    NAMES.iter().find(|(key, _)| super::definition::is_same_name(key, name)).map(|(_, here)| *here)
}

/// By librdkafka's key. The first word of each text is a key of ours.
const NAMES: &[(&str, &str)] = &[
    ("batch.num.messages", "batch.size, in bytes"),
    ("compression.codec", "compression.type"),
    (
        "compression.level",
        "compression.zstd.level, compression.gzip.level or compression.lz4.level",
    ),
    ("enable.auto.offset.store", "enable.auto.commit, which is false for who commits what is done"),
    ("fetch.message.max.bytes", "max.partition.fetch.bytes"),
    ("fetch.wait.max.ms", "fetch.max.wait.ms"),
    ("message.max.bytes", "max.request.size"),
    ("message.send.max.retries", "delivery.timeout.ms: a producer tries until then"),
    ("message.timeout.ms", "delivery.timeout.ms"),
    ("metadata.broker.list", "bootstrap.servers"),
    ("queue.buffering.max.kbytes", "buffer.memory, in bytes"),
    ("queue.buffering.max.messages", "buffer.memory, in bytes"),
    ("queue.buffering.max.ms", "linger.ms"),
    ("queued.max.messages.kbytes", "fetch.queue.max.bytes, in bytes"),
    ("request.required.acks", "acks"),
    ("sasl.mechanisms", "sasl.mechanism"),
    ("ssl.ca.location", "ssl.truststore.location"),
    ("ssl.certificate.location", "ssl.keystore.location, with the key and the certificates in PEM"),
    ("ssl.key.location", "ssl.keystore.location, with the key and the certificates in PEM"),
    ("topic.metadata.refresh.interval.ms", "metadata.max.age.ms"),
];

#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.iter().copied()
}
