// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

internal import OttlaBridge

/// Reads the partitions that its group gives it. One task reads; others may call everything else meanwhile.
public final class Consumer: Sendable {
    let raw: RawConsumer
    let unread = Unread()

    init(_ raw: RawConsumer) {
        self.raw = raw
    }

    /// The next records of one partition; waits until there are some. Joins the group at first, and takes part
    /// in its rebalances. Nil once the consumer was closed, and once for each `wakeUp`.
    public func nextBatch() async throws -> RecordBatch? {
        try await Call.run { call in
            let given = try await raw.nextBatch(call: call)
            return given.map { RecordBatch($0) }
        }
    }

    /// Has the call of `nextBatch` that waits, or else the next one, give nil.
    public func wakeUp() {
        raw.wakeUp()
    }

    /// Reads these topics from now on, instead of those before.
    public func subscribe(topics: [String] = []) async throws {
        unread.forget()
        try await Call.run { call in
            try await raw.subscribe(call: call, topics: topics)
        }
    }

    /// Reads all topics from now on whose name matches a regular expression.
    public func subscribePattern(pattern: String) async throws {
        unread.forget()
        try await Call.run { call in
            try await raw.subscribePattern(call: call, pattern: pattern)
        }
    }

    /// Leaves the group, and reads nothing until it subscribes again.
    public func unsubscribe() async throws {
        unread.forget()
        try await Call.run { call in
            try await raw.unsubscribe(call: call)
        }
    }

    /// The partitions that the consumer has now.
    public func assignment() async throws -> [TopicPartition] {
        try await Call.run { call in
            let given = try await raw.assignment(call: call)
            return given.map { TopicPartition($0) }
        }
    }

    /// Commits the end of a batch: all its records are done.
    public func commit(batch: RecordBatch) async throws {
        try await Call.run { call in
            try await raw.commit(call: call, batch: batch.raw)
        }
    }

    /// Commits everything that was handed out.
    public func commitAll() async throws {
        try await Call.run { call in
            try await raw.commitAll(call: call)
        }
    }

    /// Commits these offsets; each is the next one to read.
    public func commitOffsets(offsets: [PartitionOffset] = []) async throws {
        try await Call.run { call in
            try await raw.commitOffsets(call: call, offsets: offsets.map { $0.raw })
        }
    }

    /// What the group has committed of these partitions; those without an offset are left out.
    public func committed(partitions: [TopicPartition] = []) async throws -> [PartitionOffset] {
        try await Call.run { call in
            let given = try await raw.committed(call: call, partitions: partitions.map { $0.raw })
            return given.map { PartitionOffset($0) }
        }
    }

    /// The offset that is handed out next of a partition, if it is known.
    public func position(topic: String, partition: Int32) async throws -> Int64? {
        try await Call.run { call in
            let given = try await raw.position(call: call, topic: topic, partition: partition)
            return given
        }
    }

    /// Goes on elsewhere in a partition.
    public func seek(topic: String, partition: Int32, start: Start) async throws {
        unread.forget()
        try await Call.run { call in
            try await raw.seek(call: call, topic: topic, partition: partition, start: start.raw)
        }
    }

    /// Hands out nothing of a partition until `resume`.
    public func pause(topic: String, partition: Int32) async throws {
        try await Call.run { call in
            try await raw.pause(call: call, topic: topic, partition: partition)
        }
    }

    /// Hands out records of a partition again.
    public func resume(topic: String, partition: Int32) async throws {
        try await Call.run { call in
            try await raw.resume(call: call, topic: topic, partition: partition)
        }
    }

    /// The partitions that are paused.
    public func paused() async throws -> [TopicPartition] {
        try await Call.run { call in
            let given = try await raw.paused(call: call)
            return given.map { TopicPartition($0) }
        }
    }

    /// The first offsets of partitions.
    public func beginningOffsets(partitions: [TopicPartition] = []) async throws -> [PartitionOffset] {
        try await Call.run { call in
            let given = try await raw.beginningOffsets(call: call, partitions: partitions.map { $0.raw })
            return given.map { PartitionOffset($0) }
        }
    }

    /// The offsets behind the last records of partitions.
    public func endOffsets(partitions: [TopicPartition] = []) async throws -> [PartitionOffset] {
        try await Call.run { call in
            let given = try await raw.endOffsets(call: call, partitions: partitions.map { $0.raw })
            return given.map { PartitionOffset($0) }
        }
    }

    /// How many records are behind the position, in each partition that is assigned.
    public func lag() async throws -> [PartitionOffset] {
        try await Call.run { call in
            let given = try await raw.lag(call: call)
            return given.map { PartitionOffset($0) }
        }
    }

    /// Commits what auto-commit would, leaves the group, and ends loops over the consumer.
    public func close() async throws {
        try await Call.run { call in
            try await raw.close(call: call)
        }
    }

    /// Calls a function for many records at once: up to `processing.concurrency`, those with the same key in order.
    /// Offsets are committed in order, so that each record is handled at least once. Goes on until the consumer
    /// is closed or `wakeUp` is called, which wait for what runs, or an error cannot be got over. Whoever
    /// breaks it off breaks off what runs. The consumer needs `enable.auto.commit=false`; nothing but `wakeUp` and
    /// `close` can be called meanwhile.
    public func process(handler: @escaping RecordHandler, options: ProcessOptions = ProcessOptions()) async throws {
        try await Call.run { call in
            try await raw.process(call: call, handler: BridgedRecordHandler(handler), options: options.pairs)
        }
    }
}

extension Consumer: AsyncSequence {
    /// Records one by one, in the order of each partition. A loop that comes after another one goes on behind it.
    public func makeAsyncIterator() -> RecordIterator {
        RecordIterator(unread: unread) { [self] in try await nextBatch() }
    }

    /// Records in batches, as they come.
    public var batches: RecordBatches {
        RecordBatches { [self] in try await nextBatch() }
    }
}
