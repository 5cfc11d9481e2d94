import Foundation

/// What scenarios are written in.
indirect enum Value: Sendable {
    case null
    case bool(Bool)
    case number(Int64)
    case float(Double)
    case text(String)
    case bytes(Data)
    case list([Value])
    case fields([String: Value])
    case object(any Sendable)
}

/// A step or a value that makes no sense here.
struct Misspoken: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension Value: Decodable {
    init(from decoder: any Decoder) throws {
        let it = try decoder.singleValueContainer()
        if it.decodeNil() {
            self = .null
        } else if let bool = try? it.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? it.decode(Int64.self) {
            self = .number(number)
        } else if let float = try? it.decode(Double.self) {
            self = .float(float)
        } else if let text = try? it.decode(String.self) {
            self = .text(text)
        } else if let list = try? it.decode([Value].self) {
            self = .list(list)
        } else {
            self = .fields(try it.decode([String: Value].self))
        }
    }
}

extension Value {
    subscript(field: String) -> Value? {
        guard case .fields(let fields) = self else { return nil }
        return fields[field]
    }

    var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    var number: Int64? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    var list: [Value]? {
        guard case .list(let list) = self else { return nil }
        return list
    }

    /// Whether this is what a scenario expects; of fields only those that it names are looked at.
    func fits(_ expected: Value) -> Bool {
        switch (expected, self) {
        case (.fields(let special), _) where special["any"] != nil:
            if case .null = self { return false }
            return true
        case (.fields(let special), .number(let number)) where special["at_least"] != nil:
            return number >= special["at_least"]?.number ?? .max
        case (.fields(let special), .text(let text)) where special["has"] != nil:
            return text.contains(special["has"]?.text ?? "")
        case (.fields(let special), .list(let found)) where special["unordered"] != nil:
            return found.fits(unordered: special["unordered"]?.list ?? [])
        case (.null, .null): return true
        case (.bool(let expected), .bool(let found)): return expected == found
        case (.number(let expected), .number(let found)): return expected == found
        case (.float(let expected), .float(let found)): return expected == found
        case (.number(let expected), .float(let found)): return Double(expected) == found
        case (.text(let expected), .text(let found)): return expected == found
        case (.bytes(let expected), .bytes(let found)): return expected == found
        case (.list(let expected), .list(let found)):
            return expected.count == found.count
                && zip(expected, found).allSatisfy { $1.fits($0) }
        case (.fields(let expected), .fields(let found)):
            return expected.allSatisfy { name, expected in
                (found[name] ?? .null).fits(expected)
            }
        default: return false
        }
    }
}

extension [Value] {
    fileprivate func fits(unordered expected: [Value]) -> Bool {
        var left = self
        for one in expected {
            guard let at = left.firstIndex(where: { $0.fits(one) }) else { return false }
            left.remove(at: at)
        }
        return left.isEmpty
    }
}
