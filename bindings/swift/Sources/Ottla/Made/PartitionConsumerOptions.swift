// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

/// How a consumer of assigned partitions reads.
///
/// What is nil has its default. Everything that is wrong is told when the options are used, all at once.
public struct PartitionConsumerOptions: Sendable, Hashable {
    /// `auto.offset.reset`: What to do when the offset to read is not in the log. Default fail.
    ///
    /// Default: `none`; allowed: earliest, latest, none or by_duration:P…T….
    public var autoOffsetReset: OptionText?
    /// `check.crcs`: Whether the checksum of every batch is checked. Default true.
    ///
    /// Default: `true`; allowed: true or false.
    public var checkCrcs: Bool?
    /// `client.rack`: Where this client is. A leader whose cluster has a `replica.selector.class` names a replica that is near, which is read from then (KIP-392). Default none: leaders are read from.
    ///
    /// Default: `none`; allowed: text.
    public var clientRack: OptionText?
    /// `close.timeout.ms`: The longest time that `close` takes, whatever brokers do. Default 30 s.
    ///
    /// Default: `30s`; allowed: 0 ms to 2147483647 ms.
    public var closeTimeoutMs: Int64?
    /// `fetch.max.bytes`: Most bytes of one answer. Default 50 MiB. A batch that is larger is sent nevertheless.
    ///
    /// Default: `52428800`; allowed: 0 to 2147483647.
    public var fetchMaxBytes: Int64?
    /// `fetch.max.wait.ms`: How long a broker waits for `fetch_bytes_min`. Default 500 ms.
    ///
    /// Default: `500ms`; allowed: 0 ms to 2147483647 ms.
    public var fetchMaxWaitMs: Int64?
    /// `fetch.min.bytes`: Bytes that must be there before a broker answers. Default 1.
    ///
    /// Default: `1`; allowed: 0 to 2147483647.
    public var fetchMinBytes: Int64?
    /// `fetch.queue.max.bytes`: Bytes of answers that wait for the user, and that are on their way, before no more are asked for. Default 16 MiB. On top comes at most `partition_bytes_max` from each broker, or one batch where that is larger, and the answer that is being handed out; of partitions that are paused as much again may wait. Too small and brokers wait for the user; too large and memory holds what is read much later.
    ///
    /// Default: `16777216`; allowed: 1 to 2147483647.
    public var fetchQueueMaxBytes: Int64?
    /// `group.id`: The group that offsets are committed to, and that `assign_committed` reads them from. The consumer is no member of it, and a group with members takes no offsets from others. Default none: nothing can be committed.
    ///
    /// Default: `none`; allowed: text.
    public var groupId: OptionText?
    /// `isolation.level`: Which records of transactions are seen. Default all.
    ///
    /// Default: `read_uncommitted`; allowed: read_committed or read_uncommitted.
    public var isolationLevel: OptionText?
    /// `max.partition.fetch.bytes`: Most bytes of one partition in an answer. Default 1 MiB.
    ///
    /// Default: `1048576`; allowed: 0 to 2147483647.
    public var maxPartitionFetchBytes: Int64?
    /// Options by Kafka's key, as text; one that is set above counts there.
    public var properties: [String: String]

    /// All options as they are by default.
    public init() {
        self.init(properties: [:])
    }

    /// Options by name, and by Kafka's key.
    public init(
        autoOffsetReset: OptionText? = nil,
        checkCrcs: Bool? = nil,
        clientRack: OptionText? = nil,
        closeTimeoutMs: Int64? = nil,
        fetchMaxBytes: Int64? = nil,
        fetchMaxWaitMs: Int64? = nil,
        fetchMinBytes: Int64? = nil,
        fetchQueueMaxBytes: Int64? = nil,
        groupId: OptionText? = nil,
        isolationLevel: OptionText? = nil,
        maxPartitionFetchBytes: Int64? = nil,
        properties: [String: String] = [:]
    ) {
        self.autoOffsetReset = autoOffsetReset
        self.checkCrcs = checkCrcs
        self.clientRack = clientRack
        self.closeTimeoutMs = closeTimeoutMs
        self.fetchMaxBytes = fetchMaxBytes
        self.fetchMaxWaitMs = fetchMaxWaitMs
        self.fetchMinBytes = fetchMinBytes
        self.fetchQueueMaxBytes = fetchQueueMaxBytes
        self.groupId = groupId
        self.isolationLevel = isolationLevel
        self.maxPartitionFetchBytes = maxPartitionFetchBytes
        self.properties = properties
    }

    /// All that are set, by Kafka's key.
    public var pairs: [String: String] {
        var pairs = properties
        if let autoOffsetReset { pairs["auto.offset.reset"] = "\(autoOffsetReset)" }
        if let checkCrcs { pairs["check.crcs"] = "\(checkCrcs)" }
        if let clientRack { pairs["client.rack"] = "\(clientRack)" }
        if let closeTimeoutMs { pairs["close.timeout.ms"] = "\(closeTimeoutMs)" }
        if let fetchMaxBytes { pairs["fetch.max.bytes"] = "\(fetchMaxBytes)" }
        if let fetchMaxWaitMs { pairs["fetch.max.wait.ms"] = "\(fetchMaxWaitMs)" }
        if let fetchMinBytes { pairs["fetch.min.bytes"] = "\(fetchMinBytes)" }
        if let fetchQueueMaxBytes { pairs["fetch.queue.max.bytes"] = "\(fetchQueueMaxBytes)" }
        if let groupId { pairs["group.id"] = "\(groupId)" }
        if let isolationLevel { pairs["isolation.level"] = "\(isolationLevel)" }
        if let maxPartitionFetchBytes { pairs["max.partition.fetch.bytes"] = "\(maxPartitionFetchBytes)" }
        return pairs
    }
}

extension PartitionConsumerOptions: ExpressibleByDictionaryLiteral {
    /// `["key": "value"]` with Kafka's keys.
    public init(dictionaryLiteral pairs: (String, String)...) {
        self.init(properties: Dictionary(pairs) { _, last in last })
    }
}
