// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

/// How the schema to write with is found.
///
/// What is nil has its default. Everything that is wrong is told when the options are used, all at once.
public struct SchemaOptions: Sendable, Hashable {
    /// `auto.register.schemas`: Whether a schema that the registry does not have is registered. Default yes. Otherwise it is only looked for, and an error if it is not there.
    ///
    /// Default: `true`; allowed: true or false.
    public var autoRegisterSchemas: Bool?
    /// `key.subject.name.strategy`: The subject of a key's schema. Default by topic: `orders-key`.
    ///
    /// Default: `TopicNameStrategy`; allowed: TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy.
    public var keySubjectNameStrategy: OptionText?
    /// `normalize.schemas`: Whether the registry compares schemas in their normal form. Default no.
    ///
    /// Default: `false`; allowed: true or false.
    public var normalizeSchemas: Bool?
    /// `use.latest.version`: Whether the newest schema of the subject is written with instead of the format's own. Default no; needs `auto.register.schemas` to be false.
    ///
    /// Default: `false`; allowed: true or false.
    public var useLatestVersion: Bool?
    /// `value.subject.name.strategy`: The subject of a value's schema. Default by topic: `orders-value`.
    ///
    /// Default: `TopicNameStrategy`; allowed: TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy.
    public var valueSubjectNameStrategy: OptionText?
    /// Options by Kafka's key, as text; one that is set above counts there.
    public var properties: [String: String]

    /// All options as they are by default.
    public init() {
        self.init(properties: [:])
    }

    /// Options by name, and by Kafka's key.
    public init(
        autoRegisterSchemas: Bool? = nil,
        keySubjectNameStrategy: OptionText? = nil,
        normalizeSchemas: Bool? = nil,
        useLatestVersion: Bool? = nil,
        valueSubjectNameStrategy: OptionText? = nil,
        properties: [String: String] = [:]
    ) {
        self.autoRegisterSchemas = autoRegisterSchemas
        self.keySubjectNameStrategy = keySubjectNameStrategy
        self.normalizeSchemas = normalizeSchemas
        self.useLatestVersion = useLatestVersion
        self.valueSubjectNameStrategy = valueSubjectNameStrategy
        self.properties = properties
    }

    /// All that are set, by Kafka's key.
    public var pairs: [String: String] {
        var pairs = properties
        if let autoRegisterSchemas { pairs["auto.register.schemas"] = "\(autoRegisterSchemas)" }
        if let keySubjectNameStrategy { pairs["key.subject.name.strategy"] = "\(keySubjectNameStrategy)" }
        if let normalizeSchemas { pairs["normalize.schemas"] = "\(normalizeSchemas)" }
        if let useLatestVersion { pairs["use.latest.version"] = "\(useLatestVersion)" }
        if let valueSubjectNameStrategy { pairs["value.subject.name.strategy"] = "\(valueSubjectNameStrategy)" }
        return pairs
    }
}

extension SchemaOptions: ExpressibleByDictionaryLiteral {
    /// `["key": "value"]` with Kafka's keys.
    public init(dictionaryLiteral pairs: (String, String)...) {
        self.init(properties: Dictionary(pairs) { _, last in last })
    }
}
