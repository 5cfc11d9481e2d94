// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

internal import OttlaBridge

/// Reads topics as a member of a share group: records are acquired one by one, whatever partition they are in, and
/// each is accepted, released or rejected by itself. One task reads; others may call everything else meanwhile.
/// Loops give a batch at a time.
public final class ShareConsumer: Sendable {
    let raw: RawShareConsumer

    init(_ raw: RawShareConsumer) {
        self.raw = raw
    }

    /// The next records that were acquired, all of one partition; waits until there are some. Where
    /// `share.acknowledgement.mode` is `implicit` this accepts those before; otherwise it fails while one of them is
    /// not acknowledged. Nil once the consumer was closed.
    public func nextBatch() async throws -> ShareBatch? {
        try await Call.run { call in
            let given = try await raw.nextBatch(call: call)
            return given.map { ShareBatch($0) }
        }
    }

    /// Says what became of a record; the next `nextBatch` or `commit` sends it. Until then another call
    /// changes it.
    public func acknowledge(record: ShareRecord, kind: AcknowledgeType) async throws {
        try await Call.run { call in
            try await raw.acknowledge(call: call, record: record.raw, kind: kind.raw)
        }
    }

    /// Sends all acknowledgements, and waits until brokers have answered: whether those of each partition count.
    public func commit() async throws -> [AcknowledgementOutcome] {
        try await Call.run { call in
            let given = try await raw.commit(call: call)
            return given.map { AcknowledgementOutcome($0) }
        }
    }

    /// Reads these topics from now on, instead of those before; none leaves the group.
    public func subscribe(topics: [String] = []) async throws {
        try await Call.run { call in
            try await raw.subscribe(call: call, topics: topics)
        }
    }

    /// The topics that it reads.
    public func subscription() async throws -> [String] {
        try await Call.run { call in
            let given = try await raw.subscription(call: call)
            return given
        }
    }

    /// The partitions that it acquires records of; other members may, too.
    public func assignment() async throws -> [TopicPartition] {
        try await Call.run { call in
            let given = try await raw.assignment(call: call)
            return given.map { TopicPartition($0) }
        }
    }

    /// How many milliseconds a record stays acquired before others may get it; nil before the first answer.
    public func acquisitionLockTimeoutMs() async throws -> Int64? {
        try await Call.run { call in
            let given = try await raw.acquisitionLockTimeoutMs(call: call)
            return given
        }
    }

    /// Sends what is acknowledged, gives back all other records, leaves the group, and ends loops.
    public func close() async throws {
        try await Call.run { call in
            try await raw.close(call: call)
        }
    }
}

extension ShareConsumer: AsyncSequence {
    /// One by one, as they come.
    public func makeAsyncIterator() -> NextIterator<ShareBatch> {
        NextIterator { [self] in try await nextBatch() }
    }
}
