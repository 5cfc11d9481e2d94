// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

public import Foundation
internal import OttlaBridge

/// An open transaction. Whoever drops it aborts it.
public final class Transaction: Sendable {
    let raw: RawTransaction

    init(_ raw: RawTransaction) {
        self.raw = raw
    }

    /// As `send` of a producer, within the transaction: only its commit makes the record count.
    public func send(topic: String, value: Data? = nil, key: Data? = nil, partition: Int32? = nil, timestamp: Int64? = nil, headers: [Header] = []) throws -> Delivery {
        let given = try Call.made { try raw.send(topic: Data(topic.utf8), hasValue: value != nil, value: (value ?? Data()), hasKey: key != nil, key: (key ?? Data()), hasPartition: partition != nil, partition: (partition ?? 0), hasTimestamp: timestamp != nil, timestamp: (timestamp ?? 0), headers: headers.map { $0.raw }) }
        return Delivery(given)
    }

    /// As `send` of a producer, within the transaction: only its commit makes the record count.
    public func send(topic: String, value: String, key: String? = nil, partition: Int32? = nil, timestamp: Int64? = nil, headers: [Header] = []) throws -> Delivery {
        try send(topic: topic, value: Data(value.utf8), key: key.map { Data($0.utf8) }, partition: partition, timestamp: timestamp, headers: headers)
    }

    /// Has offsets of a consumer's group be committed with the transaction; each is the next one to read.
    public func sendOffsets(consumer: Consumer, offsets: [PartitionOffset] = []) async throws {
        try await Call.run { call in
            try await raw.sendOffsets(call: call, consumer: consumer.raw, offsets: offsets.map { $0.raw })
        }
    }

    /// Waits until all records are written, and commits. If that fails with the advice `Abort`, nothing is
    /// committed; with `Retry` it is not known, and calling it again finds out.
    public func commit() async throws {
        try await Call.run { call in
            try await raw.commit(call: call)
        }
    }

    /// Aborts: readers of committed records see none of it.
    public func abort() async throws -> Outcome {
        try await Call.run { call in
            let given = try await raw.abort(call: call)
            return Outcome(given)
        }
    }
}
