// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

/// How a consumer of a group reads.
///
/// What is nil has its default. Everything that is wrong is told when the options are used, all at once.
public struct ConsumerOptions: Sendable, Hashable {
    /// `allow.auto.create.topics`: Whether subscribing to a topic that does not exist may make it, if the broker does that. Default true.
    ///
    /// Default: `true`; allowed: true or false.
    public var allowAutoCreateTopics: Bool?
    /// `auto.commit.interval.ms`: Default 5 s. A shorter one repeats less after a crash and costs requests.
    ///
    /// Default: `5s`; allowed: 1 ms to 2147483647 ms.
    public var autoCommitIntervalMs: Int64?
    /// `auto.offset.reset`: Default latest.
    ///
    /// Default: `latest`; allowed: earliest, latest, none or by_duration:P…T….
    public var autoOffsetReset: OptionText?
    /// `check.crcs`: As [`PartitionConsumerOptions::check_crcs`].
    ///
    /// Default: `true`; allowed: true or false.
    public var checkCrcs: Bool?
    /// `client.rack`: Where this client is, for assignors that look for near replicas, and to be read from those, as [`PartitionConsumerOptions::client_rack`]. Default none.
    ///
    /// Default: `none`; allowed: text.
    public var clientRack: OptionText?
    /// `close.timeout.ms`: The longest time that `close` takes, whatever brokers do. Default 30 s. Too short and the last offsets are not committed, and the group waits for the session time-out.
    ///
    /// Default: `30s`; allowed: 0 ms to 2147483647 ms.
    public var closeTimeoutMs: Int64?
    /// `enable.auto.commit`: What was handed out is committed by itself: every `auto_commit_interval` during `next_batch`, before partitions are given up, and by `close`. Default true. Then a batch counts as done when the next one is asked for.
    ///
    /// Default: `true`; allowed: true or false.
    public var enableAutoCommit: Bool?
    /// `fetch.max.bytes`: As [`PartitionConsumerOptions::fetch_bytes_max`].
    ///
    /// Default: `52428800`; allowed: 0 to 2147483647.
    public var fetchMaxBytes: Int64?
    /// `fetch.max.wait.ms`: As [`PartitionConsumerOptions::fetch_wait_max`].
    ///
    /// Default: `500ms`; allowed: 0 ms to 2147483647 ms.
    public var fetchMaxWaitMs: Int64?
    /// `fetch.min.bytes`: As [`PartitionConsumerOptions::fetch_bytes_min`].
    ///
    /// Default: `1`; allowed: 0 to 2147483647.
    public var fetchMinBytes: Int64?
    /// `fetch.queue.max.bytes`: As [`PartitionConsumerOptions::fetch_queue_bytes_max`].
    ///
    /// Default: `16777216`; allowed: 1 to 2147483647.
    public var fetchQueueMaxBytes: Int64?
    /// `group.id`: The group that shares the topics' partitions and committed offsets. No default; may not be empty.
    ///
    /// Default: none; allowed: text.
    public var groupId: OptionText?
    /// `group.instance.id`: Makes the member static. Its partitions wait for it for the session time-out when it goes, and it gets them back without a rebalance (KIP-345). Of two members with the same one the first is fenced in the classic protocol; with KIP-848 the second is refused until the first has left, or was not heard of for the session time-out. Default none.
    ///
    /// Default: `none`; allowed: text, not empty.
    public var groupInstanceId: OptionText?
    /// `group.protocol`: Default [`GroupProtocol::Consumer`], falling back to the classic one where the broker does not have it; Apache Kafka's default is classic.
    ///
    /// Default: `consumer`; allowed: classic or consumer.
    public var groupProtocol: OptionText?
    /// `group.remote.assignor`: The coordinator's assignor with KIP-848, `uniform` or `range`. Default the first one of the broker's `group.consumer.assignors`.
    ///
    /// Default: `none`; allowed: text.
    public var groupRemoteAssignor: OptionText?
    /// `heartbeat.interval.ms`: Of the classic protocol. Default 3 s; shorter than `session_timeout`, at most a third of it is usual. Shorter ones notice rebalances sooner and cost requests.
    ///
    /// Default: `3s`; allowed: 1 ms to 2147483647 ms.
    public var heartbeatIntervalMs: Int64?
    /// `isolation.level`: Default read uncommitted.
    ///
    /// Default: `read_uncommitted`; allowed: read_committed or read_uncommitted.
    public var isolationLevel: OptionText?
    /// `max.partition.fetch.bytes`: As [`PartitionConsumerOptions::partition_bytes_max`].
    ///
    /// Default: `1048576`; allowed: 0 to 2147483647.
    public var maxPartitionFetchBytes: Int64?
    /// `max.poll.interval.ms`: The longest time between two calls of `next_batch`; a member that takes longer leaves the group, and joins again with the next call. Also the time that members have to join a rebalance. Default 5 min; at least 1 ms. Too short and a slow batch costs the partitions; too long and one stuck member holds up every rebalance.
    ///
    /// Default: `300s`; allowed: 1 ms to 2147483647 ms.
    public var maxPollIntervalMs: Int64?
    /// `partition.assignment.strategy`: The assignors of the classic protocol, the preferred one first. All members need one in common. Members rebalance cooperatively only if all of theirs can. Default range, cooperative-sticky.
    ///
    /// Default: `range, cooperative-sticky`; allowed: range, roundrobin, sticky and cooperative-sticky, each once.
    public var partitionAssignmentStrategy: OptionText?
    /// `session.timeout.ms`: In the classic protocol a member that was not heard of for that long is out of the group. Default 45 s; within the broker's `group.min.session.timeout.ms` (6 s) and `group.max.session.timeout.ms` (30 min). Too short and a pause costs a rebalance; too long and the partitions of a dead member stand still.
    ///
    /// Default: `45s`; allowed: 1 ms to 2147483647 ms.
    public var sessionTimeoutMs: Int64?
    /// `topic.pattern`: A regular expression in RE2's syntax; all topics whose whole name matches are subscribed to, also those that are made later. Topics of the cluster itself are not read. The coordinator finds them (KIP-848), in a classic group the client, every `metadata_age_max`. None is made for it, whatever `allow_auto_create_topics` says. What RE2 alone has, as `\Q…\E`, is refused.
    ///
    /// Default: `none`; allowed: text.
    public var topicPattern: OptionText?
    /// `topics`: Names to subscribe to. Either these or `topic_pattern`.
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
        allowAutoCreateTopics: Bool? = nil,
        autoCommitIntervalMs: Int64? = nil,
        autoOffsetReset: OptionText? = nil,
        checkCrcs: Bool? = nil,
        clientRack: OptionText? = nil,
        closeTimeoutMs: Int64? = nil,
        enableAutoCommit: Bool? = nil,
        fetchMaxBytes: Int64? = nil,
        fetchMaxWaitMs: Int64? = nil,
        fetchMinBytes: Int64? = nil,
        fetchQueueMaxBytes: Int64? = nil,
        groupId: OptionText? = nil,
        groupInstanceId: OptionText? = nil,
        groupProtocol: OptionText? = nil,
        groupRemoteAssignor: OptionText? = nil,
        heartbeatIntervalMs: Int64? = nil,
        isolationLevel: OptionText? = nil,
        maxPartitionFetchBytes: Int64? = nil,
        maxPollIntervalMs: Int64? = nil,
        partitionAssignmentStrategy: OptionText? = nil,
        sessionTimeoutMs: Int64? = nil,
        topicPattern: OptionText? = nil,
        topics: OptionText? = nil,
        properties: [String: String] = [:]
    ) {
        self.allowAutoCreateTopics = allowAutoCreateTopics
        self.autoCommitIntervalMs = autoCommitIntervalMs
        self.autoOffsetReset = autoOffsetReset
        self.checkCrcs = checkCrcs
        self.clientRack = clientRack
        self.closeTimeoutMs = closeTimeoutMs
        self.enableAutoCommit = enableAutoCommit
        self.fetchMaxBytes = fetchMaxBytes
        self.fetchMaxWaitMs = fetchMaxWaitMs
        self.fetchMinBytes = fetchMinBytes
        self.fetchQueueMaxBytes = fetchQueueMaxBytes
        self.groupId = groupId
        self.groupInstanceId = groupInstanceId
        self.groupProtocol = groupProtocol
        self.groupRemoteAssignor = groupRemoteAssignor
        self.heartbeatIntervalMs = heartbeatIntervalMs
        self.isolationLevel = isolationLevel
        self.maxPartitionFetchBytes = maxPartitionFetchBytes
        self.maxPollIntervalMs = maxPollIntervalMs
        self.partitionAssignmentStrategy = partitionAssignmentStrategy
        self.sessionTimeoutMs = sessionTimeoutMs
        self.topicPattern = topicPattern
        self.topics = topics
        self.properties = properties
    }

    /// All that are set, by Kafka's key.
    public var pairs: [String: String] {
        var pairs = properties
        if let allowAutoCreateTopics { pairs["allow.auto.create.topics"] = "\(allowAutoCreateTopics)" }
        if let autoCommitIntervalMs { pairs["auto.commit.interval.ms"] = "\(autoCommitIntervalMs)" }
        if let autoOffsetReset { pairs["auto.offset.reset"] = "\(autoOffsetReset)" }
        if let checkCrcs { pairs["check.crcs"] = "\(checkCrcs)" }
        if let clientRack { pairs["client.rack"] = "\(clientRack)" }
        if let closeTimeoutMs { pairs["close.timeout.ms"] = "\(closeTimeoutMs)" }
        if let enableAutoCommit { pairs["enable.auto.commit"] = "\(enableAutoCommit)" }
        if let fetchMaxBytes { pairs["fetch.max.bytes"] = "\(fetchMaxBytes)" }
        if let fetchMaxWaitMs { pairs["fetch.max.wait.ms"] = "\(fetchMaxWaitMs)" }
        if let fetchMinBytes { pairs["fetch.min.bytes"] = "\(fetchMinBytes)" }
        if let fetchQueueMaxBytes { pairs["fetch.queue.max.bytes"] = "\(fetchQueueMaxBytes)" }
        if let groupId { pairs["group.id"] = "\(groupId)" }
        if let groupInstanceId { pairs["group.instance.id"] = "\(groupInstanceId)" }
        if let groupProtocol { pairs["group.protocol"] = "\(groupProtocol)" }
        if let groupRemoteAssignor { pairs["group.remote.assignor"] = "\(groupRemoteAssignor)" }
        if let heartbeatIntervalMs { pairs["heartbeat.interval.ms"] = "\(heartbeatIntervalMs)" }
        if let isolationLevel { pairs["isolation.level"] = "\(isolationLevel)" }
        if let maxPartitionFetchBytes { pairs["max.partition.fetch.bytes"] = "\(maxPartitionFetchBytes)" }
        if let maxPollIntervalMs { pairs["max.poll.interval.ms"] = "\(maxPollIntervalMs)" }
        if let partitionAssignmentStrategy { pairs["partition.assignment.strategy"] = "\(partitionAssignmentStrategy)" }
        if let sessionTimeoutMs { pairs["session.timeout.ms"] = "\(sessionTimeoutMs)" }
        if let topicPattern { pairs["topic.pattern"] = "\(topicPattern)" }
        if let topics { pairs["topics"] = "\(topics)" }
        return pairs
    }
}

extension ConsumerOptions: ExpressibleByDictionaryLiteral {
    /// `["key": "value"]` with Kafka's keys.
    public init(dictionaryLiteral pairs: (String, String)...) {
        self.init(properties: Dictionary(pairs) { _, last in last })
    }
}
