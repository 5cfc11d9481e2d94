import Synchronization

/// What a loop over a consumer has not handed out yet of the batch it got last.
final class Unread: Sendable {
    private let rest = Mutex<(batch: RecordBatch, next: Int)?>(nil)

    func next() -> Record? {
        rest.withLock { rest in
            guard let (batch, next) = rest else { return nil }
            rest = next + 1 < batch.count ? (batch, next + 1) : nil
            return batch[next]
        }
    }

    func hold(_ batch: RecordBatch) {
        rest.withLock { $0 = batch.isEmpty ? nil : (batch, 0) }
    }

    func forget() {
        rest.withLock { $0 = nil }
    }
}

/// Records one by one.
public struct RecordIterator: AsyncIteratorProtocol, Sendable {
    let unread: Unread
    let batch: @Sendable () async throws -> RecordBatch?

    /// The next record; nil once the consumer is closed.
    public mutating func next() async throws -> Record? {
        try await next(isolation: nil)
    }

    /// The next record; nil once the consumer is closed. Does not change threads while there are records.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Record? {
        while true {
            if let record = unread.next() {
                return record
            }
            guard let batch = try await batch() else { return nil }
            unread.hold(batch)
        }
    }
}

/// Batches as they come.
public struct RecordBatches: AsyncSequence, Sendable {
    let batch: @Sendable () async throws -> RecordBatch?

    /// One loop over them.
    public func makeAsyncIterator() -> NextIterator<RecordBatch> {
        NextIterator(element: batch)
    }
}

/// What a function gives, until it gives nothing.
public struct NextIterator<Element: Sendable>: AsyncIteratorProtocol, Sendable {
    let element: @Sendable () async throws -> Element?

    /// The next one.
    public mutating func next() async throws -> Element? {
        try await element()
    }

    /// The next one.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Element? {
        try await element()
    }
}
