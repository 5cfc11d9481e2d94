// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

/// How a consumer of a share group reads.
///
/// What is nil has its default. Everything that is wrong is told when the options are used, all at once.
public struct ShareConsumerOptions: Sendable, Hashable {
    /// `check.crcs`: As [`PartitionConsumerOptions::check_crcs`].
    ///
    /// Default: `true`; allowed: true or false.
    public var checkCrcs: Bool?
    /// `client.rack`: Where this client is; the coordinator is told. Default none.
    ///
    /// Default: `none`; allowed: text.
    public var clientRack: OptionText?
    /// `close.timeout.ms`: The longest time that `close` takes, whatever brokers do. Default 30 s. Too short and records stay acquired until their lock times out.
    ///
    /// Default: `30s`; allowed: 0 ms to 2147483647 ms.
    public var closeTimeoutMs: Int64?
    /// `fetch.max.bytes`: As [`PartitionConsumerOptions::fetch_bytes_max`].
    ///
    /// Default: `52428800`; allowed: 0 to 2147483647.
    public var fetchMaxBytes: Int64?
    /// `fetch.max.wait.ms`: As [`PartitionConsumerOptions::fetch_wait_max`]. An acknowledgement waits behind a fetch that waits, for a share session has one request at a time.
    ///
    /// Default: `500ms`; allowed: 0 ms to 2147483647 ms.
    public var fetchMaxWaitMs: Int64?
    /// `fetch.min.bytes`: As [`PartitionConsumerOptions::fetch_bytes_min`].
    ///
    /// Default: `1`; allowed: 0 to 2147483647.
    public var fetchMinBytes: Int64?
    /// `group.id`: The share group. No default; may not be empty.
    ///
    /// Default: none; allowed: text.
    public var groupId: OptionText?
    /// `max.poll.records`: Most records that one call of `next_batch` hands out, and that brokers are asked for at once. Default 500. A larger one costs fewer requests; a smaller one leaves more to other members.
    ///
    /// Default: `500`; allowed: 1 to 2147483647.
    public var maxPollRecords: Int64?
    /// `share.acknowledgement.mode`: Default implicit.
    ///
    /// Default: `implicit`; allowed: implicit or explicit.
    public var shareAcknowledgementMode: OptionText?
    /// `share.acquire.mode`: Default batch_optimized. Brokers know record_limit from Apache Kafka 4.2 on.
    ///
    /// Default: `batch_optimized`; allowed: batch_optimized or record_limit.
    public var shareAcquireMode: OptionText?
    /// `topics`: Names to subscribe to. None are needed if `subscribe` is called later.
    ///
    /// Default: none; allowed: text.
    public var topics: OptionText?
    /// Options by Kafka's key, as text; one that is set above counts there.
    public var properties: [String: String]

    /// All options as they are by default.
    public init() {
        self.init(properties: [:])
    }

    /// Options by name, and by Kafka's key.
    public init(
        checkCrcs: Bool? = nil,
        clientRack: OptionText? = nil,
        closeTimeoutMs: Int64? = nil,
        fetchMaxBytes: Int64? = nil,
        fetchMaxWaitMs: Int64? = nil,
        fetchMinBytes: Int64? = nil,
        groupId: OptionText? = nil,
        maxPollRecords: Int64? = nil,
        shareAcknowledgementMode: OptionText? = nil,
        shareAcquireMode: OptionText? = nil,
        topics: OptionText? = nil,
        properties: [String: String] = [:]
    ) {
        self.checkCrcs = checkCrcs
        self.clientRack = clientRack
        self.closeTimeoutMs = closeTimeoutMs
        self.fetchMaxBytes = fetchMaxBytes
        self.fetchMaxWaitMs = fetchMaxWaitMs
        self.fetchMinBytes = fetchMinBytes
        self.groupId = groupId
        self.maxPollRecords = maxPollRecords
        self.shareAcknowledgementMode = shareAcknowledgementMode
        self.shareAcquireMode = shareAcquireMode
        self.topics = topics
        self.properties = properties
    }

    /// All that are set, by Kafka's key.
    public var pairs: [String: String] {
        var pairs = properties
        if let checkCrcs { pairs["check.crcs"] = "\(checkCrcs)" }
        if let clientRack { pairs["client.rack"] = "\(clientRack)" }
        if let closeTimeoutMs { pairs["close.timeout.ms"] = "\(closeTimeoutMs)" }
        if let fetchMaxBytes { pairs["fetch.max.bytes"] = "\(fetchMaxBytes)" }
        if let fetchMaxWaitMs { pairs["fetch.max.wait.ms"] = "\(fetchMaxWaitMs)" }
        if let fetchMinBytes { pairs["fetch.min.bytes"] = "\(fetchMinBytes)" }
        if let groupId { pairs["group.id"] = "\(groupId)" }
        if let maxPollRecords { pairs["max.poll.records"] = "\(maxPollRecords)" }
        if let shareAcknowledgementMode { pairs["share.acknowledgement.mode"] = "\(shareAcknowledgementMode)" }
        if let shareAcquireMode { pairs["share.acquire.mode"] = "\(shareAcquireMode)" }
        if let topics { pairs["topics"] = "\(topics)" }
        return pairs
    }
}

extension ShareConsumerOptions: ExpressibleByDictionaryLiteral {
    /// `["key": "value"]` with Kafka's keys.
    public init(dictionaryLiteral pairs: (String, String)...) {
        self.init(properties: Dictionary(pairs) { _, last in last })
    }
}
