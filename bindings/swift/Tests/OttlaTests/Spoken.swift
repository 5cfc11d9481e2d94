import Foundation

@testable import Ottla

/// What can be read from a scenario, and said as one says it.
protocol Spoken {
    init(spoken: Value) throws
    var spoken: Value { get }
}

/// What a function is called with.
struct Arguments {
    let fields: [String: Value]

    init(_ value: Value?) throws {
        switch value {
        case .fields(let fields): self.fields = fields
        case nil, .null: fields = [:]
        case .some(let other): throw Misspoken("\(other) has no fields")
        }
    }

    subscript<T: Spoken>(name: String) -> T {
        get throws {
            do {
                return try T(spoken: fields[name] ?? .null)
            } catch let wrong as Misspoken {
                throw Misspoken("\(name): \(wrong)")
            }
        }
    }

    func recordHandler(_ name: String) throws -> RecordHandler {
        let it = try handling(name)
        return { record in try await it.handle(record) }
    }

    func recordTransform(_ name: String) throws -> RecordTransform {
        let it = try handling(name)
        return { records in try await it.transform(records) }
    }

    private func handling(_ name: String) throws -> Handling {
        guard case .object(let it as Handling) = fields[name] else {
            throw Misspoken("\(name) is no function")
        }
        return it
    }

    func object<T>(_ name: String, as type: T.Type) throws -> T? {
        switch fields[name] {
        case nil, .null: return nil
        case .object(let it as T): return it
        case .some(let other): throw Misspoken("\(name): \(other) is no \(type)")
        }
    }
}

extension Bool: Spoken {
    init(spoken: Value) throws {
        guard case .bool(let it) = spoken else { throw Misspoken("\(spoken) is no Bool") }
        self = it
    }

    var spoken: Value { .bool(self) }
}

extension Int64: Spoken {
    init(spoken: Value) throws {
        guard case .number(let it) = spoken else { throw Misspoken("\(spoken) is no number") }
        self = it
    }

    var spoken: Value { .number(self) }
}

extension Int32: Spoken {
    init(spoken: Value) throws {
        let number = try Int64(spoken: spoken)
        guard let it = Int32(exactly: number) else { throw Misspoken("\(number) is no Int32") }
        self = it
    }

    var spoken: Value { .number(Int64(self)) }
}

extension Double: Spoken {
    init(spoken: Value) throws {
        switch spoken {
        case .float(let it): self = it
        case .number(let it): self = Double(it)
        default: throw Misspoken("\(spoken) is no number")
        }
    }

    var spoken: Value { .float(self) }
}

extension String: Spoken {
    init(spoken: Value) throws {
        guard case .text(let it) = spoken else { throw Misspoken("\(spoken) is no text") }
        self = it
    }

    var spoken: Value { .text(self) }
}

extension Data: Spoken {
    init(spoken: Value) throws {
        guard case .bytes(let it) = spoken else { throw Misspoken("\(spoken) is no bytes") }
        self = it
    }

    var spoken: Value { .bytes(self) }
}

extension Optional: Spoken where Wrapped: Spoken {
    init(spoken: Value) throws {
        if case .null = spoken { self = nil } else { self = try Wrapped(spoken: spoken) }
    }

    var spoken: Value { self?.spoken ?? .null }
}

extension Array: Spoken where Element: Spoken {
    init(spoken: Value) throws {
        switch spoken {
        case .null: self = []
        case .list(let list): self = try list.map { try Element(spoken: $0) }
        default: throw Misspoken("\(spoken) is no list")
        }
    }

    var spoken: Value { .list(map(\.spoken)) }
}

extension Dictionary: Spoken where Key == String, Value: Spoken {
    init(spoken: OttlaTests.Value) throws {
        self = try Arguments(spoken).fields.mapValues { try Value(spoken: $0) }
    }

    var spoken: OttlaTests.Value { .fields(mapValues(\.spoken)) }
}

/// An enum: by the name that it has in the API.
protocol SpokenChoice: Spoken, RawRepresentable<String> {}

extension SpokenChoice {
    init(spoken: Value) throws {
        guard let it = Self(rawValue: try String(spoken: spoken)) else {
            throw Misspoken("\(spoken) is none of \(Self.self)")
        }
        self = it
    }

    var spoken: Value { .text(rawValue) }
}

/// An object: itself.
protocol SpokenObject: Spoken, Sendable {}

extension SpokenObject {
    init(spoken: Value) throws {
        guard case .object(let it as Self) = spoken else {
            throw Misspoken("\(spoken) is no \(Self.self)")
        }
        self = it
    }

    var spoken: Value { .object(self) }
}

/// Options: Kafka's keys, and values of any type.
protocol SpokenOptions: Spoken {
    init(pairs: [String: String])
    var pairs: [String: String] { get }
}

extension SpokenOptions {
    init(spoken: Value) throws {
        self.init(pairs: try Arguments(spoken).fields.mapValues { value in
            switch value {
            case .text(let text): return text
            case .bool(let bool): return "\(bool)"
            case .number(let number): return "\(number)"
            case .float(let float): return "\(float)"
            case .list(let list): return list.compactMap(\.text).joined(separator: ",")
            default: throw Misspoken("\(value) is no option")
            }
        })
    }

    var spoken: Value { pairs.spoken }
}

extension RecordBatch {
    /// A function of the API by its name there.
    func called(_ function: String, _ given: Arguments) throws -> Value {
        switch function {
        case "topic": return topic.spoken
        case "partition": return partition.spoken
        case "len": return Int64(count).spoken
        case "is_empty": return isEmpty.spoken
        case "next_offset": return nextOffset.spoken
        case "records": return Array(self).spoken
        case "values": return values.spoken
        case "get":
            let index = Int(try given["index"] as Int32)
            return indices.contains(index) ? self[index].spoken : .null
        case "headers": return self[Int(try given["index"] as Int32)].headers.spoken
        default: throw Misspoken("RecordBatch has no function \(function)")
        }
    }
}

/// The first elements of a loop; one that ends before is too short.
func first<S: AsyncSequence>(_ count: Int, of sequence: S) async throws -> [Value]
where S.Element: Spoken {
    var found: [Value] = []
    for try await element in sequence {
        found.append(element.spoken)
        if found.count >= count { break }
    }
    return found
}

/// The error that `body` fails with.
func failure(_ body: () async throws -> Void) async throws -> OttlaError {
    do {
        try await body()
    } catch let error as OttlaError {
        return error
    }
    throw Misspoken("it did not fail")
}

/// What listeners were told.
actor Notes {
    private var told: [Value] = []
    private var waiting: [(count: Int, AsyncStream<Void>.Continuation)] = []

    func add(_ note: [String: Value]) {
        told.append(.fields(note))
        waiting.forEach { if $0.count <= told.count { $0.1.finish() } }
        waiting.removeAll { $0.count <= told.count }
    }

    /// All of it, once it is so much, or the task is cancelled.
    func told(atLeast count: Int) async -> [Value] {
        if told.count < count {
            let (enough, told) = AsyncStream.makeStream(of: Void.self)
            waiting.append((count, told))
            for await _ in enough {}
        }
        return told
    }
}
