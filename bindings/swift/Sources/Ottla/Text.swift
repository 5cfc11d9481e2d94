import Foundation

extension Record {
    /// The value as text; nil if there is none. What is not UTF-8 becomes replacement characters.
    public var text: String? {
        value.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The key as text; nil if there is none.
    public var keyText: String? {
        key.map { String(decoding: $0, as: UTF8.self) }
    }
}

extension NewRecord {
    /// A record whose value and key are text.
    public init(value: String, key: String? = nil, headers: [Header] = []) {
        self.init(value: Data(value.utf8), key: key.map { Data($0.utf8) }, headers: headers)
    }
}

extension Header {
    /// A header whose value is text.
    public init(key: String, value: String) {
        self.init(key: key, value: Data(value.utf8))
    }
}
