// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

/// How a schema registry is reached.
///
/// What is nil has its default. Everything that is wrong is told when the options are used, all at once.
public struct RegistryOptions: Sendable, Hashable {
    /// `basic.auth.user.info`: Name and password, as `name:password`. Default none.
    ///
    /// Default: `none`; allowed: text.
    public var basicAuthUserInfo: OptionText?
    /// `bearer.auth.token`: A token that is sent instead. Default none.
    ///
    /// Default: `none`; allowed: text.
    public var bearerAuthToken: OptionText?
    /// `schema.registry.request.timeout.ms`: Longest time of one request, with all addresses that are tried. Default 30 s.
    ///
    /// Default: `30s`; allowed: 1 ms to 2147483647 ms.
    public var schemaRegistryRequestTimeoutMs: Int64?
    /// `schema.registry.ssl.truststore.location`: A PEM file of the authorities that a registry with TLS is trusted by. Default those that Mozilla trusts.
    ///
    /// Default: `none`; allowed: the path of a file.
    public var schemaRegistrySslTruststoreLocation: OptionText?
    /// Options by Kafka's key, as text; one that is set above counts there.
    public var properties: [String: String]

    /// All options as they are by default.
    public init() {
        self.init(properties: [:])
    }

    /// Options by name, and by Kafka's key.
    public init(
        basicAuthUserInfo: OptionText? = nil,
        bearerAuthToken: OptionText? = nil,
        schemaRegistryRequestTimeoutMs: Int64? = nil,
        schemaRegistrySslTruststoreLocation: OptionText? = nil,
        properties: [String: String] = [:]
    ) {
        self.basicAuthUserInfo = basicAuthUserInfo
        self.bearerAuthToken = bearerAuthToken
        self.schemaRegistryRequestTimeoutMs = schemaRegistryRequestTimeoutMs
        self.schemaRegistrySslTruststoreLocation = schemaRegistrySslTruststoreLocation
        self.properties = properties
    }

    /// All that are set, by Kafka's key.
    public var pairs: [String: String] {
        var pairs = properties
        if let basicAuthUserInfo { pairs["basic.auth.user.info"] = "\(basicAuthUserInfo)" }
        if let bearerAuthToken { pairs["bearer.auth.token"] = "\(bearerAuthToken)" }
        if let schemaRegistryRequestTimeoutMs { pairs["schema.registry.request.timeout.ms"] = "\(schemaRegistryRequestTimeoutMs)" }
        if let schemaRegistrySslTruststoreLocation { pairs["schema.registry.ssl.truststore.location"] = "\(schemaRegistrySslTruststoreLocation)" }
        return pairs
    }
}

extension RegistryOptions: ExpressibleByDictionaryLiteral {
    /// `["key": "value"]` with Kafka's keys.
    public init(dictionaryLiteral pairs: (String, String)...) {
        self.init(properties: Dictionary(pairs) { _, last in last })
    }
}
