/// The value of an option that is text, or a list of texts: `"lz4"`, `["orders", "payments"]`.
public struct OptionText: Sendable, Hashable {
    /// As Kafka writes it: lists with commas between.
    public let text: String

    /// A text.
    public init(_ text: String) {
        self.text = text
    }

    /// A list of texts.
    public init(_ list: [String]) {
        self.text = list.joined(separator: ",")
    }
}

extension OptionText: ExpressibleByStringInterpolation {
    /// A text.
    public init(stringLiteral text: String) {
        self.init(text)
    }
}

extension OptionText: ExpressibleByArrayLiteral {
    /// A list of texts.
    public init(arrayLiteral list: String...) {
        self.init(list)
    }
}

extension OptionText: CustomStringConvertible {
    /// As Kafka writes it.
    public var description: String { text }
}
