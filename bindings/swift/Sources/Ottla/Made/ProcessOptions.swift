// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

/// How records are handled side by side.
///
/// What is nil has its default. Everything that is wrong is told when the options are used, all at once.
public struct ProcessOptions: Sendable, Hashable {
    /// `errors.deadletterqueue.topic.name`: Where records go that no retry has helped, or that cannot be read; `{topic}` stands for the original one, for instance in `{topic}.dlt`. Default none.
    ///
    /// Default: `none`; allowed: text, not empty.
    public var errorsDeadletterqueueTopicName: OptionText?
    /// `errors.tolerance`: What becomes of them without such a topic. Default none: the processing ends with the error.
    ///
    /// Default: `none`; allowed: none or all.
    public var errorsTolerance: OptionText?
    /// `processing.ahead.max.records`: Records of a partition from the first that is not done on, before the partition is paused; the rest of a batch comes on top. Default 10000. That many may be processed again after a crash; too small and one slow record holds up its partition soon.
    ///
    /// Default: `10000`; allowed: 1 to 2147483647.
    public var processingAheadMaxRecords: Int64?
    /// `processing.commit.interval.ms`: How often offsets are committed, if there is something new. Default 1 s. A shorter one repeats less after a crash and costs requests.
    ///
    /// Default: `1s`; allowed: 0 ms to 2147483647 ms.
    public var processingCommitIntervalMs: Int64?
    /// `processing.concurrency`: Records whose function runs at the same time. Default 16. More of them help where the function waits for others; too many and those are overwhelmed.
    ///
    /// Default: `16`; allowed: 1 to 100000.
    public var processingConcurrency: Int64?
    /// `processing.create.topics`: Whether retry topics and dead letter topics that are not there are made at the start, with as many partitions as the original. Default true.
    ///
    /// Default: `true`; allowed: true or false.
    public var processingCreateTopics: Bool?
    /// `processing.drain.timeout.ms`: How long records that are being processed may go on when their partition is taken away or the processing ends; then they are broken off, and processed again by whoever is next. Default 30 s; shorter than `max_poll_interval`. The group waits that long.
    ///
    /// Default: `30s`; allowed: 0 ms to 2147483647 ms.
    public var processingDrainTimeoutMs: Int64?
    /// `processing.in.flight.max.records`: Records that are taken and not done, before no more are taken; the rest of a batch comes on top. Default 1000. Too small and few different keys are at hand; too large costs memory.
    ///
    /// Default: `1000`; allowed: 1 to 2147483647.
    public var processingInFlightMaxRecords: Int64?
    /// `processing.order`: Which records wait for each other. Default by key.
    ///
    /// Default: `key`; allowed: key, partition or unordered.
    public var processingOrder: OptionText?
    /// `processing.retries`: Calls for a record that has failed, besides the first one, before it goes to a retry topic or is a dead letter; again as many for each retry topic. Records behind it wait meanwhile, as `order` says. Default 3.
    ///
    /// Default: `3`; allowed: 0 to 1000000.
    public var processingRetries: Int64?
    /// `processing.retry.backoff.max.ms`: The longest time between these calls. Default 10 s.
    ///
    /// Default: `10s`; allowed: 0 ms to 2147483647 ms.
    public var processingRetryBackoffMaxMs: Int64?
    /// `processing.retry.backoff.ms`: Time before the first of these calls; it doubles with each. Default 100 ms.
    ///
    /// Default: `100ms`; allowed: 0 ms to 2147483647 ms.
    public var processingRetryBackoffMs: Int64?
    /// `processing.retry.topic.delays.ms`: How long each retry topic holds a record; there is one for each delay. Records behind it do not wait, so those with the same key overtake it. Default none: there are no retry topics.
    ///
    /// Default: none; allowed: milliseconds, or a number with us, ms, s, min or h.
    public var processingRetryTopicDelaysMs: OptionText?
    /// `processing.retry.topic.name`: Name of a retry topic, with `{topic}` for the original one and `{n}` for the number. Default `{topic}.retry.{n}`.
    ///
    /// Default: `{topic}.retry.{n}`; allowed: text, not empty.
    public var processingRetryTopicName: OptionText?
    /// Options by Kafka's key, as text; one that is set above counts there.
    public var properties: [String: String]

    /// All options as they are by default.
    public init() {
        self.init(properties: [:])
    }

    /// Options by name, and by Kafka's key.
    public init(
        errorsDeadletterqueueTopicName: OptionText? = nil,
        errorsTolerance: OptionText? = nil,
        processingAheadMaxRecords: Int64? = nil,
        processingCommitIntervalMs: Int64? = nil,
        processingConcurrency: Int64? = nil,
        processingCreateTopics: Bool? = nil,
        processingDrainTimeoutMs: Int64? = nil,
        processingInFlightMaxRecords: Int64? = nil,
        processingOrder: OptionText? = nil,
        processingRetries: Int64? = nil,
        processingRetryBackoffMaxMs: Int64? = nil,
        processingRetryBackoffMs: Int64? = nil,
        processingRetryTopicDelaysMs: OptionText? = nil,
        processingRetryTopicName: OptionText? = nil,
        properties: [String: String] = [:]
    ) {
        self.errorsDeadletterqueueTopicName = errorsDeadletterqueueTopicName
        self.errorsTolerance = errorsTolerance
        self.processingAheadMaxRecords = processingAheadMaxRecords
        self.processingCommitIntervalMs = processingCommitIntervalMs
        self.processingConcurrency = processingConcurrency
        self.processingCreateTopics = processingCreateTopics
        self.processingDrainTimeoutMs = processingDrainTimeoutMs
        self.processingInFlightMaxRecords = processingInFlightMaxRecords
        self.processingOrder = processingOrder
        self.processingRetries = processingRetries
        self.processingRetryBackoffMaxMs = processingRetryBackoffMaxMs
        self.processingRetryBackoffMs = processingRetryBackoffMs
        self.processingRetryTopicDelaysMs = processingRetryTopicDelaysMs
        self.processingRetryTopicName = processingRetryTopicName
        self.properties = properties
    }

    /// All that are set, by Kafka's key.
    public var pairs: [String: String] {
        var pairs = properties
        if let errorsDeadletterqueueTopicName { pairs["errors.deadletterqueue.topic.name"] = "\(errorsDeadletterqueueTopicName)" }
        if let errorsTolerance { pairs["errors.tolerance"] = "\(errorsTolerance)" }
        if let processingAheadMaxRecords { pairs["processing.ahead.max.records"] = "\(processingAheadMaxRecords)" }
        if let processingCommitIntervalMs { pairs["processing.commit.interval.ms"] = "\(processingCommitIntervalMs)" }
        if let processingConcurrency { pairs["processing.concurrency"] = "\(processingConcurrency)" }
        if let processingCreateTopics { pairs["processing.create.topics"] = "\(processingCreateTopics)" }
        if let processingDrainTimeoutMs { pairs["processing.drain.timeout.ms"] = "\(processingDrainTimeoutMs)" }
        if let processingInFlightMaxRecords { pairs["processing.in.flight.max.records"] = "\(processingInFlightMaxRecords)" }
        if let processingOrder { pairs["processing.order"] = "\(processingOrder)" }
        if let processingRetries { pairs["processing.retries"] = "\(processingRetries)" }
        if let processingRetryBackoffMaxMs { pairs["processing.retry.backoff.max.ms"] = "\(processingRetryBackoffMaxMs)" }
        if let processingRetryBackoffMs { pairs["processing.retry.backoff.ms"] = "\(processingRetryBackoffMs)" }
        if let processingRetryTopicDelaysMs { pairs["processing.retry.topic.delays.ms"] = "\(processingRetryTopicDelaysMs)" }
        if let processingRetryTopicName { pairs["processing.retry.topic.name"] = "\(processingRetryTopicName)" }
        return pairs
    }
}

extension ProcessOptions: ExpressibleByDictionaryLiteral {
    /// `["key": "value"]` with Kafka's keys.
    public init(dictionaryLiteral pairs: (String, String)...) {
        self.init(properties: Dictionary(pairs) { _, last in last })
    }
}
