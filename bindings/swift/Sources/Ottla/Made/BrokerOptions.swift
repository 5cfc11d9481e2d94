// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

/// How a broker in this process runs: Kafka's broker keys.
public struct BrokerOptions: Sendable, Hashable {
    /// Options by Kafka's key, as text; one that is set above counts there.
    public var properties: [String: String]

    /// All options as they are by default.
    public init() {
        self.init(properties: [:])
    }

    /// Options by name, and by Kafka's key.
    public init(
        properties: [String: String]
    ) {
        self.properties = properties
    }

    /// All that are set, by Kafka's key.
    public var pairs: [String: String] {
        let pairs = properties
        return pairs
    }
}

extension BrokerOptions: ExpressibleByDictionaryLiteral {
    /// `["key": "value"]` with Kafka's keys.
    public init(dictionaryLiteral pairs: (String, String)...) {
        self.init(properties: Dictionary(pairs) { _, last in last })
    }
}
