// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

/// How a client connects.
///
/// What is nil has its default. Everything that is wrong is told when the options are used, all at once.
public struct ClientOptions: Sendable, Hashable {
    /// `client.dns.lookup`: Which of the addresses that names stand for are tried. Default all.
    ///
    /// Default: `use_all_dns_ips`; allowed: use_all_dns_ips or resolve_canonical_bootstrap_servers_only.
    public var clientDnsLookup: OptionText?
    /// `client.id`: Name that brokers see in logs, metrics and quotas. Default `ottla`.
    ///
    /// Default: `ottla`; allowed: text.
    public var clientId: OptionText?
    /// `connections.max.idle.ms`: A connection that was idle for so long is closed; it is opened again when it is needed. Default 9 min, a minute less than brokers wait.
    ///
    /// Default: `540s`; allowed: 1 ms to 9223372036854775807 ms.
    public var connectionsMaxIdleMs: Int64?
    /// `default.api.timeout.ms`: Longest time that a call may take with all its retries. Default 60 s.
    ///
    /// Default: `60s`; allowed: 1 ms to 2147483647 ms.
    public var defaultApiTimeoutMs: Int64?
    /// `enable.metrics.push`: Whether the client sends its metrics to the cluster, if that has a subscription which matches the client (KIP-714). Default true. Needs the feature `telemetry`, which is on by default.
    ///
    /// Default: `true`; allowed: true or false.
    public var enableMetricsPush: Bool?
    /// `metadata.max.age.ms`: Age at which metadata is refreshed although nothing failed. Default 5 min.
    ///
    /// Default: `300s`; allowed: 1 ms to 2147483647 ms.
    public var metadataMaxAgeMs: Int64?
    /// `metadata.max.idle.ms`: A topic that nobody has used for so long is forgotten: no producer has sent to it, no consumer has it, no call was about it. Whoever uses it again asks for it again, which takes one more round trip. Default 5 min; at least 5 s. A shorter one makes refreshes smaller for those who meet many topics.
    ///
    /// Default: `300s`; allowed: 5000 ms to 9223372036854775807 ms.
    public var metadataMaxIdleMs: Int64?
    /// `metadata.recovery.rebootstrap.trigger.ms`: After so long without an answer of any broker a client begins anew with the addresses of the start, whatever it knows (KIP-1102). Default 5 min.
    ///
    /// Default: `300s`; allowed: 0 ms to 2147483647 ms.
    public var metadataRecoveryRebootstrapTriggerMs: Int64?
    /// `metadata.recovery.strategy`: What to do when none of the brokers that are known can be reached. Default to begin anew with the addresses of the start (KIP-899).
    ///
    /// Default: `rebootstrap`; allowed: rebootstrap or none.
    public var metadataRecoveryStrategy: OptionText?
    /// `receive.buffer.bytes`: The size of the socket's receive buffer, in bytes; -1 leaves it to the operating system. Default -1; Apache Kafka's is 32 or 64 KiB.
    ///
    /// Default: `-1`; allowed: -1 to 2147483647.
    public var receiveBufferBytes: Int64?
    /// `reconnect.backoff.max.ms`: Longest wait before a broker is tried again. Default 1 s.
    ///
    /// Default: `1s`; allowed: 0 ms to 2147483647 ms.
    public var reconnectBackoffMaxMs: Int64?
    /// `reconnect.backoff.ms`: Wait before a broker that could not be connected is tried again; it doubles with each failure (KIP-144). Default 50 ms.
    ///
    /// Default: `50ms`; allowed: 0 ms to 2147483647 ms.
    public var reconnectBackoffMs: Int64?
    /// `request.timeout.ms`: Longest time to wait for an answer; the connection is given up afterwards. Default 30 s.
    ///
    /// Default: `30s`; allowed: 1 ms to 2147483647 ms.
    public var requestTimeoutMs: Int64?
    /// `retry.backoff.max.ms`: Longest wait before a retry. Default 1 s.
    ///
    /// Default: `1s`; allowed: 0 ms to 2147483647 ms.
    public var retryBackoffMaxMs: Int64?
    /// `retry.backoff.ms`: Wait before the first retry; it doubles with each. Default 100 ms.
    ///
    /// Default: `100ms`; allowed: 0 ms to 2147483647 ms.
    public var retryBackoffMs: Int64?
    /// `sasl.jaas.config`: Name and password as Java clients have them: `...LoginModule required username="alice" password="xyzzy";`, with `tokenauth="true"` for the id and HMAC of a delegation token. For OAUTHBEARER `clientId`, `clientSecret` and `scope`.
    ///
    /// Default: `none`; allowed: text.
    public var saslJaasConfig: OptionText?
    /// `sasl.login.read.timeout.ms`: Longest time to wait for the token endpoint. Default 10 s.
    ///
    /// Default: `10s`; allowed: 1 ms to 2147483647 ms.
    public var saslLoginReadTimeoutMs: Int64?
    /// `sasl.mechanism`: How the client proves who it is, with the security protocols that begin with SASL.
    ///
    /// Default: `none`; allowed: PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER.
    public var saslMechanism: OptionText?
    /// `sasl.oauthbearer.client.credentials.client.id`: The client's id at that endpoint (KIP-1139).
    ///
    /// Default: `none`; allowed: text, not empty.
    public var saslOauthbearerClientCredentialsClientId: OptionText?
    /// `sasl.oauthbearer.client.credentials.client.secret`: The client's secret at that endpoint.
    ///
    /// Default: `none`; allowed: text.
    public var saslOauthbearerClientCredentialsClientSecret: OptionText?
    /// `sasl.oauthbearer.scope`: What the tokens are for. Default not said.
    ///
    /// Default: `none`; allowed: text.
    public var saslOauthbearerScope: OptionText?
    /// `sasl.oauthbearer.token.endpoint.url`: Where OAUTHBEARER gets its tokens, as `https://host/path` (KIP-768).
    ///
    /// Default: `none`; allowed: text, not empty.
    public var saslOauthbearerTokenEndpointUrl: OptionText?
    /// `sasl.password`: The password, of PLAIN and SCRAM.
    ///
    /// Default: `none`; allowed: text.
    public var saslPassword: OptionText?
    /// `sasl.username`: The name, of PLAIN and SCRAM.
    ///
    /// Default: `none`; allowed: text.
    public var saslUsername: OptionText?
    /// `security.protocol`: Whether connections are encrypted, and how the client proves who it is. Default neither.
    ///
    /// Default: `PLAINTEXT`; allowed: PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL.
    public var securityProtocol: OptionText?
    /// `send.buffer.bytes`: The size of the socket's send buffer, in bytes; -1 leaves it to the operating system. Default -1; Apache Kafka's is 128 KiB.
    ///
    /// Default: `-1`; allowed: -1 to 2147483647.
    public var sendBufferBytes: Int64?
    /// `socket.connection.setup.timeout.max.ms`: Longest time to open a connection after failures. Default 30 s.
    ///
    /// Default: `30s`; allowed: 1 ms to 2147483647 ms.
    public var socketConnectionSetupTimeoutMaxMs: Int64?
    /// `socket.connection.setup.timeout.ms`: Longest time to open a connection, what both sides say first included. Default 10 s; it doubles with each failure in a row, up to `connect_timeout_max`. Too short and a busy broker looks dead; too long and a dead one looks busy.
    ///
    /// Default: `10s`; allowed: 1 ms to 2147483647 ms.
    public var socketConnectionSetupTimeoutMs: Int64?
    /// `ssl.enabled.protocols`: The versions of TLS that may be spoken. Default TLSv1.3 and TLSv1.2.
    ///
    /// Default: `TLSv1.3, TLSv1.2`; allowed: TLSv1.3 and TLSv1.2, not empty.
    public var sslEnabledProtocols: OptionText?
    /// `ssl.endpoint.identification.algorithm`: Whether the name in a broker's certificate has to be the one that it was connected by. Default it has to. Without it anybody with a certificate of a trusted authority can be the broker.
    ///
    /// Default: `https`; allowed: https or nothing.
    public var sslEndpointIdentificationAlgorithm: OptionText?
    /// `ssl.key.password`: The password of a private key that is encrypted. Default none.
    ///
    /// Default: `none`; allowed: text.
    public var sslKeyPassword: OptionText?
    /// `ssl.keystore.certificate.chain`: The client's certificates as PEM text, its own first.
    ///
    /// Default: `none`; allowed: text, not empty.
    public var sslKeystoreCertificateChain: OptionText?
    /// `ssl.keystore.key`: The private key as PEM text, in PKCS #8 form or that of its algorithm.
    ///
    /// Default: `none`; allowed: text.
    public var sslKeystoreKey: OptionText?
    /// `ssl.keystore.location`: A PEM file with the client's private key and its certificates, its own first: with it the client proves who it is by TLS. Default none.
    ///
    /// Default: `none`; allowed: the path of a file, not empty.
    public var sslKeystoreLocation: OptionText?
    /// `ssl.keystore.type`: The form of the file at `ssl_keystore_location`. Only PEM is read (KIP-651).
    ///
    /// Default: `PEM`; allowed: only PEM (made with 'keytool -exportcert -rfc' or 'openssl pkcs12 -in STORE -nodes').
    public var sslKeystoreType: OptionText?
    /// `ssl.truststore.certificates`: The same as text.
    ///
    /// Default: `none`; allowed: text, not empty.
    public var sslTruststoreCertificates: OptionText?
    /// `ssl.truststore.location`: A PEM file with the certificates of the authorities that brokers' certificates have to come from. Default those that the operating system trusts.
    ///
    /// Default: `none`; allowed: the path of a file, not empty.
    public var sslTruststoreLocation: OptionText?
    /// `ssl.truststore.type`: The form of the file at `ssl_truststore_location`. Only PEM is read (KIP-651).
    ///
    /// Default: `PEM`; allowed: only PEM (made with 'keytool -exportcert -rfc' or 'openssl pkcs12 -in STORE -nodes').
    public var sslTruststoreType: OptionText?
    /// Options by Kafka's key, as text; one that is set above counts there.
    public var properties: [String: String]

    /// All options as they are by default.
    public init() {
        self.init(properties: [:])
    }

    /// Options by name, and by Kafka's key.
    public init(
        clientDnsLookup: OptionText? = nil,
        clientId: OptionText? = nil,
        connectionsMaxIdleMs: Int64? = nil,
        defaultApiTimeoutMs: Int64? = nil,
        enableMetricsPush: Bool? = nil,
        metadataMaxAgeMs: Int64? = nil,
        metadataMaxIdleMs: Int64? = nil,
        metadataRecoveryRebootstrapTriggerMs: Int64? = nil,
        metadataRecoveryStrategy: OptionText? = nil,
        receiveBufferBytes: Int64? = nil,
        reconnectBackoffMaxMs: Int64? = nil,
        reconnectBackoffMs: Int64? = nil,
        requestTimeoutMs: Int64? = nil,
        retryBackoffMaxMs: Int64? = nil,
        retryBackoffMs: Int64? = nil,
        saslJaasConfig: OptionText? = nil,
        saslLoginReadTimeoutMs: Int64? = nil,
        saslMechanism: OptionText? = nil,
        saslOauthbearerClientCredentialsClientId: OptionText? = nil,
        saslOauthbearerClientCredentialsClientSecret: OptionText? = nil,
        saslOauthbearerScope: OptionText? = nil,
        saslOauthbearerTokenEndpointUrl: OptionText? = nil,
        saslPassword: OptionText? = nil,
        saslUsername: OptionText? = nil,
        securityProtocol: OptionText? = nil,
        sendBufferBytes: Int64? = nil,
        socketConnectionSetupTimeoutMaxMs: Int64? = nil,
        socketConnectionSetupTimeoutMs: Int64? = nil,
        sslEnabledProtocols: OptionText? = nil,
        sslEndpointIdentificationAlgorithm: OptionText? = nil,
        sslKeyPassword: OptionText? = nil,
        sslKeystoreCertificateChain: OptionText? = nil,
        sslKeystoreKey: OptionText? = nil,
        sslKeystoreLocation: OptionText? = nil,
        sslKeystoreType: OptionText? = nil,
        sslTruststoreCertificates: OptionText? = nil,
        sslTruststoreLocation: OptionText? = nil,
        sslTruststoreType: OptionText? = nil,
        properties: [String: String] = [:]
    ) {
        self.clientDnsLookup = clientDnsLookup
        self.clientId = clientId
        self.connectionsMaxIdleMs = connectionsMaxIdleMs
        self.defaultApiTimeoutMs = defaultApiTimeoutMs
        self.enableMetricsPush = enableMetricsPush
        self.metadataMaxAgeMs = metadataMaxAgeMs
        self.metadataMaxIdleMs = metadataMaxIdleMs
        self.metadataRecoveryRebootstrapTriggerMs = metadataRecoveryRebootstrapTriggerMs
        self.metadataRecoveryStrategy = metadataRecoveryStrategy
        self.receiveBufferBytes = receiveBufferBytes
        self.reconnectBackoffMaxMs = reconnectBackoffMaxMs
        self.reconnectBackoffMs = reconnectBackoffMs
        self.requestTimeoutMs = requestTimeoutMs
        self.retryBackoffMaxMs = retryBackoffMaxMs
        self.retryBackoffMs = retryBackoffMs
        self.saslJaasConfig = saslJaasConfig
        self.saslLoginReadTimeoutMs = saslLoginReadTimeoutMs
        self.saslMechanism = saslMechanism
        self.saslOauthbearerClientCredentialsClientId = saslOauthbearerClientCredentialsClientId
        self.saslOauthbearerClientCredentialsClientSecret = saslOauthbearerClientCredentialsClientSecret
        self.saslOauthbearerScope = saslOauthbearerScope
        self.saslOauthbearerTokenEndpointUrl = saslOauthbearerTokenEndpointUrl
        self.saslPassword = saslPassword
        self.saslUsername = saslUsername
        self.securityProtocol = securityProtocol
        self.sendBufferBytes = sendBufferBytes
        self.socketConnectionSetupTimeoutMaxMs = socketConnectionSetupTimeoutMaxMs
        self.socketConnectionSetupTimeoutMs = socketConnectionSetupTimeoutMs
        self.sslEnabledProtocols = sslEnabledProtocols
        self.sslEndpointIdentificationAlgorithm = sslEndpointIdentificationAlgorithm
        self.sslKeyPassword = sslKeyPassword
        self.sslKeystoreCertificateChain = sslKeystoreCertificateChain
        self.sslKeystoreKey = sslKeystoreKey
        self.sslKeystoreLocation = sslKeystoreLocation
        self.sslKeystoreType = sslKeystoreType
        self.sslTruststoreCertificates = sslTruststoreCertificates
        self.sslTruststoreLocation = sslTruststoreLocation
        self.sslTruststoreType = sslTruststoreType
        self.properties = properties
    }

    /// All that are set, by Kafka's key.
    public var pairs: [String: String] {
        var pairs = properties
        if let clientDnsLookup { pairs["client.dns.lookup"] = "\(clientDnsLookup)" }
        if let clientId { pairs["client.id"] = "\(clientId)" }
        if let connectionsMaxIdleMs { pairs["connections.max.idle.ms"] = "\(connectionsMaxIdleMs)" }
        if let defaultApiTimeoutMs { pairs["default.api.timeout.ms"] = "\(defaultApiTimeoutMs)" }
        if let enableMetricsPush { pairs["enable.metrics.push"] = "\(enableMetricsPush)" }
        if let metadataMaxAgeMs { pairs["metadata.max.age.ms"] = "\(metadataMaxAgeMs)" }
        if let metadataMaxIdleMs { pairs["metadata.max.idle.ms"] = "\(metadataMaxIdleMs)" }
        if let metadataRecoveryRebootstrapTriggerMs { pairs["metadata.recovery.rebootstrap.trigger.ms"] = "\(metadataRecoveryRebootstrapTriggerMs)" }
        if let metadataRecoveryStrategy { pairs["metadata.recovery.strategy"] = "\(metadataRecoveryStrategy)" }
        if let receiveBufferBytes { pairs["receive.buffer.bytes"] = "\(receiveBufferBytes)" }
        if let reconnectBackoffMaxMs { pairs["reconnect.backoff.max.ms"] = "\(reconnectBackoffMaxMs)" }
        if let reconnectBackoffMs { pairs["reconnect.backoff.ms"] = "\(reconnectBackoffMs)" }
        if let requestTimeoutMs { pairs["request.timeout.ms"] = "\(requestTimeoutMs)" }
        if let retryBackoffMaxMs { pairs["retry.backoff.max.ms"] = "\(retryBackoffMaxMs)" }
        if let retryBackoffMs { pairs["retry.backoff.ms"] = "\(retryBackoffMs)" }
        if let saslJaasConfig { pairs["sasl.jaas.config"] = "\(saslJaasConfig)" }
        if let saslLoginReadTimeoutMs { pairs["sasl.login.read.timeout.ms"] = "\(saslLoginReadTimeoutMs)" }
        if let saslMechanism { pairs["sasl.mechanism"] = "\(saslMechanism)" }
        if let saslOauthbearerClientCredentialsClientId { pairs["sasl.oauthbearer.client.credentials.client.id"] = "\(saslOauthbearerClientCredentialsClientId)" }
        if let saslOauthbearerClientCredentialsClientSecret { pairs["sasl.oauthbearer.client.credentials.client.secret"] = "\(saslOauthbearerClientCredentialsClientSecret)" }
        if let saslOauthbearerScope { pairs["sasl.oauthbearer.scope"] = "\(saslOauthbearerScope)" }
        if let saslOauthbearerTokenEndpointUrl { pairs["sasl.oauthbearer.token.endpoint.url"] = "\(saslOauthbearerTokenEndpointUrl)" }
        if let saslPassword { pairs["sasl.password"] = "\(saslPassword)" }
        if let saslUsername { pairs["sasl.username"] = "\(saslUsername)" }
        if let securityProtocol { pairs["security.protocol"] = "\(securityProtocol)" }
        if let sendBufferBytes { pairs["send.buffer.bytes"] = "\(sendBufferBytes)" }
        if let socketConnectionSetupTimeoutMaxMs { pairs["socket.connection.setup.timeout.max.ms"] = "\(socketConnectionSetupTimeoutMaxMs)" }
        if let socketConnectionSetupTimeoutMs { pairs["socket.connection.setup.timeout.ms"] = "\(socketConnectionSetupTimeoutMs)" }
        if let sslEnabledProtocols { pairs["ssl.enabled.protocols"] = "\(sslEnabledProtocols)" }
        if let sslEndpointIdentificationAlgorithm { pairs["ssl.endpoint.identification.algorithm"] = "\(sslEndpointIdentificationAlgorithm)" }
        if let sslKeyPassword { pairs["ssl.key.password"] = "\(sslKeyPassword)" }
        if let sslKeystoreCertificateChain { pairs["ssl.keystore.certificate.chain"] = "\(sslKeystoreCertificateChain)" }
        if let sslKeystoreKey { pairs["ssl.keystore.key"] = "\(sslKeystoreKey)" }
        if let sslKeystoreLocation { pairs["ssl.keystore.location"] = "\(sslKeystoreLocation)" }
        if let sslKeystoreType { pairs["ssl.keystore.type"] = "\(sslKeystoreType)" }
        if let sslTruststoreCertificates { pairs["ssl.truststore.certificates"] = "\(sslTruststoreCertificates)" }
        if let sslTruststoreLocation { pairs["ssl.truststore.location"] = "\(sslTruststoreLocation)" }
        if let sslTruststoreType { pairs["ssl.truststore.type"] = "\(sslTruststoreType)" }
        return pairs
    }
}

extension ClientOptions: ExpressibleByDictionaryLiteral {
    /// `["key": "value"]` with Kafka's keys.
    public init(dictionaryLiteral pairs: (String, String)...) {
        self.init(properties: Dictionary(pairs) { _, last in last })
    }
}
