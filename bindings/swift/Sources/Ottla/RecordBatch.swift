public import Foundation
internal import OttlaBridge

/// Records of one partition, in order: a collection of ``Record``, each made when it is asked for.
public final class RecordBatch: Sendable {
    let raw: RawRecordBatch
    /// The topic.
    public let topic: String
    /// The partition.
    public let partition: Int32
    /// Number of records.
    public let count: Int
    /// The offset after the batch: where to go on.
    public let nextOffset: Int64
    private let contents: Data
    /// Empty where no record has any.
    private let headers: [[Header]]

    init(_ raw: RawRecordBatch) {
        self.raw = raw
        topic = raw.topic()
        partition = raw.partition()
        count = Int(raw.count())
        nextOffset = raw.nextOffset()
        let contents = raw.contents()
        let someHaveHeaders = (0..<count).contains { Row(contents, $0).headers > 0 }
        headers = someHaveHeaders ? raw.headers().map { $0.map { Header($0) } } : []
        self.contents = contents
    }

    /// The values of all records; nil where a record has none.
    public var values: [Data?] {
        (0..<count).map { index in
            let row = Row(contents, index)
            return bytes(row.valueStart, row.valueLength)
        }
    }

    private func bytes(_ start: Int32, _ length: Int32) -> Data? {
        guard length >= 0 else { return nil }
        let from = count * Row.size + Int(start)
        // A copy: a slice would begin at another index than 0.
        return contents.withUnsafeBytes { contents in
            Data(UnsafeRawBufferPointer(rebasing: contents[from..<from + Int(length)]))
        }
    }
}

extension RecordBatch: RandomAccessCollection {
    /// 0.
    public var startIndex: Int { 0 }

    /// The number of records.
    public var endIndex: Int { count }

    /// The record at this place of the batch.
    public subscript(index: Int) -> Record {
        precondition(index >= 0 && index < count, "the batch has \(count) records, and none at \(index)")
        let row = Row(contents, index)
        return Record(
            topic: topic, partition: partition, offset: row.offset, timestamp: row.timestamp,
            key: bytes(row.keyStart, row.keyLength), value: bytes(row.valueStart, row.valueLength),
            headers: row.headers > 0 ? headers[index] : [])
    }
}

/// Where a record is in the bytes of its batch, as Rust writes it.
private struct Row {
    static let size = 36

    let offset, timestamp: Int64
    let keyStart, keyLength, valueStart, valueLength, headers: Int32

    init(_ contents: Data, _ index: Int) {
        self = contents.withUnsafeBytes { Row($0, index * Row.size) }
    }

    private init(_ bytes: UnsafeRawBufferPointer, _ at: Int) {
        func number<T: FixedWidthInteger>(_ from: Int) -> T {
            T(littleEndian: bytes.loadUnaligned(fromByteOffset: at + from, as: T.self))
        }
        offset = number(0)
        timestamp = number(8)
        keyStart = number(16)
        keyLength = number(20)
        valueStart = number(24)
        valueLength = number(28)
        headers = number(32)
    }
}
