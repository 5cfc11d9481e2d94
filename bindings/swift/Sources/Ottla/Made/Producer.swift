// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

public import Foundation
internal import OttlaBridge

/// Sends records in batches. Its calls may come from several threads and tasks at once.
public final class Producer: Sendable {
    let raw: RawProducer

    init(_ raw: RawProducer) {
        self.raw = raw
    }

    /// Takes a record into a batch, and tells what becomes of it. Blocks, for at most
    /// `max.block.ms`, while the topic is not known yet, or while the producer's memory is used up.
    public func send(topic: String, value: Data? = nil, key: Data? = nil, partition: Int32? = nil, timestamp: Int64? = nil, headers: [Header] = []) throws -> Delivery {
        let given = try Call.made { try raw.send(topic: Data(topic.utf8), hasValue: value != nil, value: (value ?? Data()), hasKey: key != nil, key: (key ?? Data()), hasPartition: partition != nil, partition: (partition ?? 0), hasTimestamp: timestamp != nil, timestamp: (timestamp ?? 0), headers: headers.map { $0.raw }) }
        return Delivery(given)
    }

    /// Takes a record into a batch, and tells what becomes of it. Blocks, for at most
    /// `max.block.ms`, while the topic is not known yet, or while the producer's memory is used up.
    public func send(topic: String, value: String, key: String? = nil, partition: Int32? = nil, timestamp: Int64? = nil, headers: [Header] = []) throws -> Delivery {
        try send(topic: topic, value: Data(value.utf8), key: key.map { Data($0.utf8) }, partition: partition, timestamp: timestamp, headers: headers)
    }

    /// As `send`, but only the next `flush` tells if it fails. The cheapest way to send many.
    public func produce(topic: String, value: Data? = nil, key: Data? = nil, partition: Int32? = nil, timestamp: Int64? = nil, headers: [Header] = []) throws {
        try Call.made { try raw.produce(topic: Data(topic.utf8), hasValue: value != nil, value: (value ?? Data()), hasKey: key != nil, key: (key ?? Data()), hasPartition: partition != nil, partition: (partition ?? 0), hasTimestamp: timestamp != nil, timestamp: (timestamp ?? 0), headers: headers.map { $0.raw }) }
    }

    /// As `send`, but only the next `flush` tells if it fails. The cheapest way to send many.
    public func produce(topic: String, value: String, key: String? = nil, partition: Int32? = nil, timestamp: Int64? = nil, headers: [Header] = []) throws {
        try produce(topic: topic, value: Data(value.utf8), key: key.map { Data($0.utf8) }, partition: partition, timestamp: timestamp, headers: headers)
    }

    /// Sends records of one topic, and waits until all are written, in the time of the slowest; fails with
    /// the first error.
    public func sendMany(topic: String, records: [NewRecord] = []) async throws -> [Written] {
        try await Call.run { call in
            let given = try await raw.sendMany(call: call, topic: topic, records: records.map { $0.raw })
            return given.map { Written($0) }
        }
    }

    /// As `produce`, for many values that lie back to back in `data`; `ends` says where each of them ends, as
    /// 32-bit integers with the low byte first.
    public func sendPacked(topic: String, data: Data, ends: Data, partition: Int32? = nil) throws {
        try Call.made { try raw.sendPacked(topic: Data(topic.utf8), data: data, ends: ends, hasPartition: partition != nil, partition: (partition ?? 0)) }
    }

    /// Waits until all records that were sent before have an outcome; nothing lingers any more. Fails with
    /// the first error.
    public func flush() async throws {
        try await Call.run { call in
            try await raw.flush(call: call)
        }
    }

    /// Gets the producer's id from the coordinator of its transactional id, which fences older producers
    /// with the same one. `begin` does it where it is still to be done.
    public func initTransactions() async throws {
        try await Call.run { call in
            try await raw.initTransactions(call: call)
        }
    }

    /// Begins a transaction. A producer has one at a time.
    public func begin() async throws -> Transaction {
        try await Call.run { call in
            let given = try await raw.begin(call: call)
            return Transaction(given)
        }
    }

    /// Flushes, and takes no more records. Takes at most `delivery.timeout.ms`.
    public func close() async throws {
        try await Call.run { call in
            try await raw.close(call: call)
        }
    }

    /// Reads, transforms and writes in transactions, so that each record counts exactly once: gives a function what
    /// a consumer reads, sends what it gives, and commits the consumer's offsets with it. Goes on until the
    /// consumer is closed or `wakeUp` is called, or an error cannot be got over.
    ///
    /// When a broker or a rebalance gets in between, the transaction is aborted, and the function gets the records
    /// again. When the function fails, nothing is committed and `Unprocessed` says what it threw; the next call hands
    /// the same records out again. The producer needs a `transactional.id`, the consumer `enable.auto.commit=false`
    /// and `isolation.level=read_committed`, and should have `auto.offset.reset=earliest`. Nothing but `wakeUp` and
    /// `close` of the consumer can be called meanwhile.
    public func process(consumer: Consumer, transform: @escaping RecordTransform) async throws {
        try await Call.run { call in
            try await raw.process(call: call, consumer: consumer.raw, transform: BridgedRecordTransform(transform))
        }
    }

    /// As `process`, for one transaction: gives the number of records that were read once it is committed; nil once
    /// the consumer was closed or woken up.
    public func processNext(consumer: Consumer, transform: @escaping RecordTransform) async throws -> Int64? {
        try await Call.run { call in
            let given = try await raw.processNext(call: call, consumer: consumer.raw, transform: BridgedRecordTransform(transform))
            return given
        }
    }
}
