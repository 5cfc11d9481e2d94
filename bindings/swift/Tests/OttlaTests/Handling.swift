import Foundation

@testable import Ottla

/// A function that notes the records that it handles or transforms, and fails where it is told to.
actor Handling {
    private let notes: Notes
    /// How often records with a value fail yet.
    private var failures: [String: Int64]
    /// Values of those that fail for good.
    private let fatal: [String]
    /// The topic that transformed records go to.
    private let to: String

    struct Refused: Error, CustomStringConvertible {
        let description: String
    }

    struct RefusedForGood: FatalFailure, CustomStringConvertible {
        let description: String
    }

    init(_ described: [String: Value], notes: Notes) throws {
        self.notes = notes
        failures = try Arguments(described["fails"]).fields.compactMapValues(\.number)
        fatal = (described["fatal"]?.list ?? []).compactMap(\.text)
        to = described["to"]?.text ?? ""
    }

    func handle(_ record: ProcessRecord) async throws {
        await notes.add(["record": record.spoken])
        let value = record.value.map { String(decoding: $0, as: UTF8.self) } ?? ""
        if fatal.contains(value) { throw RefusedForGood(description: "\(value) is refused") }
        if let left = failures[value], left > 0 {
            failures[value] = left - 1
            throw Refused(description: "\(value) is refused")
        }
    }

    /// Gives each record as it is, for another topic.
    func transform(_ records: [ProcessRecord]) async throws -> [OutputRecord] {
        var given: [OutputRecord] = []
        for record in records {
            try await handle(record)
            given.append(
                OutputRecord(
                    topic: to, value: record.value, key: record.key, headers: record.headers))
        }
        return given
    }
}
