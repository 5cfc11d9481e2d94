// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

/// How a producer batches and sends.
///
/// What is nil has its default. Everything that is wrong is told when the options are used, all at once.
public struct ProducerOptions: Sendable, Hashable {
    /// `acks`: Who must have a record before it counts as written. Default all in-sync replicas.
    ///
    /// Default: `all`; allowed: all, 1 or 0.
    public var acks: OptionText?
    /// `allow.auto.create.topics`: Whether topics that do not exist may be made by sending to them, if the broker does that. Default true.
    ///
    /// Default: `true`; allowed: true or false.
    public var allowAutoCreateTopics: Bool?
    /// `batch.size`: Size at which a batch is sent without waiting, in bytes before compression. Default 16 KiB. Larger ones compress better and need fewer requests; those that are larger, compressed, than a topic's `max.message.bytes` are sent again in pieces, which costs time.
    ///
    /// Default: `16384`; allowed: 1 to 2147483647.
    public var batchSize: Int64?
    /// `buffer.memory`: Memory for records without outcome, in bytes. Default 32 MiB. Sending waits when it is used up.
    ///
    /// Default: `33554432`; allowed: 1 to 9223372036854775807.
    public var bufferMemory: Int64?
    /// `compression.gzip.level`: How hard gzip works, 1 to 9; `None` or -1 is its default (KIP-390).
    ///
    /// Default: `none`; allowed: -1 to 9.
    public var compressionGzipLevel: Int64?
    /// `compression.lz4.level`: How hard LZ4 works, 1 to 17; `None` is its default (KIP-390).
    ///
    /// Default: `none`; allowed: 1 to 17.
    public var compressionLz4Level: Int64?
    /// `compression.type`: Codec of the batches. Default none.
    ///
    /// Default: `none`; allowed: none, gzip, snappy, lz4 or zstd.
    public var compressionType: OptionText?
    /// `compression.zstd.level`: How hard Zstandard works; `None` is its default, 3 (KIP-390).
    ///
    /// Default: `none`; allowed: -131072 to 22.
    public var compressionZstdLevel: Int64?
    /// `delivery.timeout.ms`: Longest time from sending a record to its outcome, with all retries. Default 2 min.
    ///
    /// Default: `120s`; allowed: 1 ms to 2147483647 ms.
    public var deliveryTimeoutMs: Int64?
    /// `enable.idempotence`: Whether brokers recognise what was sent twice, so that retries neither duplicate nor reorder records. Default true; needs `Acks::All`. A list of properties that has other `acks` and does not have this takes it off, as in Apache Kafka.
    ///
    /// Default: `true`; allowed: true or false.
    public var enableIdempotence: Bool?
    /// `linger.ms`: How long a batch waits for more records. Default 5 ms. Zero sends at once, in more and smaller requests; more makes batches fuller and records later.
    ///
    /// Default: `5ms`; allowed: 0 ms to 2147483647 ms.
    public var lingerMs: Int64?
    /// `max.block.ms`: Longest time that sending waits for memory or for the topic to be known, and that each call to begin or end a transaction waits for its coordinator. Default 60 s.
    ///
    /// Default: `60s`; allowed: 0 ms to 2147483647 ms.
    public var maxBlockMs: Int64?
    /// `max.in.flight.requests.per.connection`: Requests to one broker that wait for their answer. Default 5, and at most that with idempotence.
    ///
    /// Default: `5`; allowed: 1 to 2147483647.
    public var maxInFlightRequestsPerConnection: Int64?
    /// `max.request.size`: Largest request, and record, in bytes. Default 1 MiB.
    ///
    /// Default: `1048576`; allowed: 1 to 2147483647.
    public var maxRequestSize: Int64?
    /// `partitioner.adaptive.partitioning.enable`: Whether partitions for which fewer batches wait are chosen more often. Default true; with the partitioner `Sticky`.
    ///
    /// Default: `true`; allowed: true or false.
    public var partitionerAdaptivePartitioningEnable: Bool?
    /// `partitioner.availability.timeout.ms`: A broker that has not taken what is due for so long gets no records without a key as long as others do. Default 0: never. With the partitioner `Sticky`.
    ///
    /// Default: `0ns`; allowed: 0 ms to 9223372036854775807 ms.
    public var partitionerAvailabilityTimeoutMs: Int64?
    /// `partitioner.class`: How the partition of a record is chosen that names none. Default Kafka's own: by the key's murmur2, and without a key one partition for a batch.
    ///
    /// Default: `sticky`; allowed: sticky, round_robin, random, consistent, consistent_random, murmur2, murmur2_random or Kafka's RoundRobinPartitioner.
    public var partitionerClass: OptionText?
    /// `partitioner.ignore.keys`: Whether the key is not looked at. Default false; with the partitioner `Sticky`.
    ///
    /// Default: `false`; allowed: true or false.
    public var partitionerIgnoreKeys: Bool?
    /// `transaction.timeout.ms`: The longest time from a transaction's first record to its end, after which its coordinator aborts it. Default 60 s; at least 1 ms, at most the broker's `transaction.max.timeout.ms` (15 min). Too short and slow transactions are lost; too long and a dead producer holds up `read_committed` readers.
    ///
    /// Default: `60s`; allowed: 1 ms to 2147483647 ms.
    public var transactionTimeoutMs: Int64?
    /// `transactional.id`: Makes the producer transactional ([`crate::Producer::begin`]). It has to stay the same when the process starts again, and no two that live at the same time may have the same one: the newer fences the older. Needs `idempotence` and `Acks::All`. Default none.
    ///
    /// Default: `none`; allowed: text, not empty.
    public var transactionalId: OptionText?
    /// Options by Kafka's key, as text; one that is set above counts there.
    public var properties: [String: String]

    /// All options as they are by default.
    public init() {
        self.init(properties: [:])
    }

    /// Options by name, and by Kafka's key.
    public init(
        acks: OptionText? = nil,
        allowAutoCreateTopics: Bool? = nil,
        batchSize: Int64? = nil,
        bufferMemory: Int64? = nil,
        compressionGzipLevel: Int64? = nil,
        compressionLz4Level: Int64? = nil,
        compressionType: OptionText? = nil,
        compressionZstdLevel: Int64? = nil,
        deliveryTimeoutMs: Int64? = nil,
        enableIdempotence: Bool? = nil,
        lingerMs: Int64? = nil,
        maxBlockMs: Int64? = nil,
        maxInFlightRequestsPerConnection: Int64? = nil,
        maxRequestSize: Int64? = nil,
        partitionerAdaptivePartitioningEnable: Bool? = nil,
        partitionerAvailabilityTimeoutMs: Int64? = nil,
        partitionerClass: OptionText? = nil,
        partitionerIgnoreKeys: Bool? = nil,
        transactionTimeoutMs: Int64? = nil,
        transactionalId: OptionText? = nil,
        properties: [String: String] = [:]
    ) {
        self.acks = acks
        self.allowAutoCreateTopics = allowAutoCreateTopics
        self.batchSize = batchSize
        self.bufferMemory = bufferMemory
        self.compressionGzipLevel = compressionGzipLevel
        self.compressionLz4Level = compressionLz4Level
        self.compressionType = compressionType
        self.compressionZstdLevel = compressionZstdLevel
        self.deliveryTimeoutMs = deliveryTimeoutMs
        self.enableIdempotence = enableIdempotence
        self.lingerMs = lingerMs
        self.maxBlockMs = maxBlockMs
        self.maxInFlightRequestsPerConnection = maxInFlightRequestsPerConnection
        self.maxRequestSize = maxRequestSize
        self.partitionerAdaptivePartitioningEnable = partitionerAdaptivePartitioningEnable
        self.partitionerAvailabilityTimeoutMs = partitionerAvailabilityTimeoutMs
        self.partitionerClass = partitionerClass
        self.partitionerIgnoreKeys = partitionerIgnoreKeys
        self.transactionTimeoutMs = transactionTimeoutMs
        self.transactionalId = transactionalId
        self.properties = properties
    }

    /// All that are set, by Kafka's key.
    public var pairs: [String: String] {
        var pairs = properties
        if let acks { pairs["acks"] = "\(acks)" }
        if let allowAutoCreateTopics { pairs["allow.auto.create.topics"] = "\(allowAutoCreateTopics)" }
        if let batchSize { pairs["batch.size"] = "\(batchSize)" }
        if let bufferMemory { pairs["buffer.memory"] = "\(bufferMemory)" }
        if let compressionGzipLevel { pairs["compression.gzip.level"] = "\(compressionGzipLevel)" }
        if let compressionLz4Level { pairs["compression.lz4.level"] = "\(compressionLz4Level)" }
        if let compressionType { pairs["compression.type"] = "\(compressionType)" }
        if let compressionZstdLevel { pairs["compression.zstd.level"] = "\(compressionZstdLevel)" }
        if let deliveryTimeoutMs { pairs["delivery.timeout.ms"] = "\(deliveryTimeoutMs)" }
        if let enableIdempotence { pairs["enable.idempotence"] = "\(enableIdempotence)" }
        if let lingerMs { pairs["linger.ms"] = "\(lingerMs)" }
        if let maxBlockMs { pairs["max.block.ms"] = "\(maxBlockMs)" }
        if let maxInFlightRequestsPerConnection { pairs["max.in.flight.requests.per.connection"] = "\(maxInFlightRequestsPerConnection)" }
        if let maxRequestSize { pairs["max.request.size"] = "\(maxRequestSize)" }
        if let partitionerAdaptivePartitioningEnable { pairs["partitioner.adaptive.partitioning.enable"] = "\(partitionerAdaptivePartitioningEnable)" }
        if let partitionerAvailabilityTimeoutMs { pairs["partitioner.availability.timeout.ms"] = "\(partitionerAvailabilityTimeoutMs)" }
        if let partitionerClass { pairs["partitioner.class"] = "\(partitionerClass)" }
        if let partitionerIgnoreKeys { pairs["partitioner.ignore.keys"] = "\(partitionerIgnoreKeys)" }
        if let transactionTimeoutMs { pairs["transaction.timeout.ms"] = "\(transactionTimeoutMs)" }
        if let transactionalId { pairs["transactional.id"] = "\(transactionalId)" }
        return pairs
    }
}

extension ProducerOptions: ExpressibleByDictionaryLiteral {
    /// `["key": "value"]` with Kafka's keys.
    public init(dictionaryLiteral pairs: (String, String)...) {
        self.init(properties: Dictionary(pairs) { _, last in last })
    }
}
