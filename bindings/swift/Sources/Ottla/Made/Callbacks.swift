// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

internal import OttlaBridge

/// Is called when partitions come and go, from within `nextBatch` or `close`: the group waits for it. If it waits for the
/// consumer's `close` itself, they wait for each other, for half of `close.timeout.ms` at least.
public protocol RebalanceListener: Sendable {
    /// These partitions are the consumer's from now on.
    func assigned(partitions: [TopicPartition]) async
    /// These partitions go to others when this is done; their offsets can still be committed, unless the consumer is being
    /// closed or unsubscribes: commit before that.
    func revoked(partitions: [TopicPartition]) async
    /// These partitions belong to others already: nothing can be committed for them.
    func lost(partitions: [TopicPartition]) async
}

final class BridgedRebalanceListener: RawRebalanceListener {
    private let listener: any RebalanceListener

    init(_ listener: any RebalanceListener) {
        self.listener = listener
    }

    func assigned(partitions: [RawTopicPartition]) async {
        await listener.assigned(partitions: partitions.map { TopicPartition($0) })
    }
    func revoked(partitions: [RawTopicPartition]) async {
        await listener.revoked(partitions: partitions.map { TopicPartition($0) })
    }
    func lost(partitions: [RawTopicPartition]) async {
        await listener.lost(partitions: partitions.map { TopicPartition($0) })
    }
}

/// Handles a record. It is done when this returns; when it fails, the record is tried again, by way of retry topics
/// if there are some, and then is a dead letter. An error that says that it is fatal is not tried again.
public typealias RecordHandler = @Sendable (ProcessRecord) async throws -> Void

final class BridgedRecordHandler: RawRecordHandler {
    private let function: RecordHandler

    init(_ function: @escaping RecordHandler) {
        self.function = function
    }

    func handle(record: RawProcessRecord) async throws {
        do {
            try await function(ProcessRecord(record))
        } catch {
            throw RawThrown(error)
        }
    }
}

/// Makes the records to send of the records that were read; both count together, or not at all. It may get the same
/// records again, if a transaction is aborted: what it does elsewhere is not undone.
public typealias RecordTransform = @Sendable ([ProcessRecord]) async throws -> [OutputRecord]

final class BridgedRecordTransform: RawRecordTransform {
    private let function: RecordTransform

    init(_ function: @escaping RecordTransform) {
        self.function = function
    }

    func transform(records: [RawProcessRecord]) async throws -> [RawOutputRecord] {
        do {
            return try await function(records.map { ProcessRecord($0) }).map { $0.raw }
        } catch {
            throw RawThrown(error)
        }
    }
}
