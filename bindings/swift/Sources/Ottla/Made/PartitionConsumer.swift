// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

internal import OttlaBridge

/// Reads the partitions that it is told to. One task reads; others may call everything else meanwhile.
public final class PartitionConsumer: Sendable {
    let raw: RawPartitionConsumer
    let unread = Unread()

    init(_ raw: RawPartitionConsumer) {
        self.raw = raw
    }

    /// Reads a partition from `start` on, besides those before.
    public func assign(topic: String, partition: Int32, start: Start) async throws {
        unread.forget()
        try await Call.run { call in
            try await raw.assign(call: call, topic: topic, partition: partition, start: start.raw)
        }
    }

    /// Reads all partitions of a topic from `start` on, besides those before.
    public func assignTopic(topic: String, start: Start) async throws {
        unread.forget()
        try await Call.run { call in
            try await raw.assignTopic(call: call, topic: topic, start: start.raw)
        }
    }

    /// Reads a partition no more.
    public func unassign(topic: String, partition: Int32) async throws {
        unread.forget()
        try await Call.run { call in
            try await raw.unassign(call: call, topic: topic, partition: partition)
        }
    }

    /// The next records of one partition; waits until there are some. Nil once the consumer was closed, or if
    /// nothing is assigned, and once for each `wakeUp`.
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

    /// The partitions that are assigned.
    public func assignment() async throws -> [TopicPartition] {
        try await Call.run { call in
            let given = try await raw.assignment(call: call)
            return given.map { TopicPartition($0) }
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

    /// Commits the end of a batch for the group of the option `group.id`, of which the consumer is no member.
    public func commit(batch: RecordBatch) async throws {
        try await Call.run { call in
            try await raw.commit(call: call, batch: batch.raw)
        }
    }

    /// Ends the consumer, and loops over it.
    public func close() async throws {
        try await Call.run { call in
            try await raw.close(call: call)
        }
    }
}

extension PartitionConsumer: AsyncSequence {
    /// Records one by one, in the order of each partition. A loop that comes after another one goes on behind it.
    public func makeAsyncIterator() -> RecordIterator {
        RecordIterator(unread: unread) { [self] in try await nextBatch() }
    }

    /// Records in batches, as they come.
    public var batches: RecordBatches {
        RecordBatches { [self] in try await nextBatch() }
    }
}
