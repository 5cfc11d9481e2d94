import Foundation
public import Ottla

/// A broker in this process, a client of it, and topics with names of their own: what a test needs.
///
/// ```swift
/// @Test func countsOrders() async throws {
///     try await withTestCluster { cluster in
///         let topic = try await cluster.topic()
///         …
///     }
/// }
/// ```
public struct TestCluster: Sendable {
    /// The broker: it listens on a free port of 127.0.0.1, and keeps its log in memory.
    public let broker: Broker
    /// A client of it.
    public let client: Client

    /// Starts a broker, with Kafka's keys for brokers as options, and connects a client.
    public static func start(options: BrokerOptions = BrokerOptions()) async throws -> TestCluster {
        let broker = try await Broker.start(options: options)
        do {
            let client = try await Client.connect(bootstrapServers: broker.bootstrapServers)
            return TestCluster(broker: broker, client: client)
        } catch {
            try? await broker.stop()
            throw error
        }
    }

    /// Creates a topic that no other test has, and gives its name. `config` has Kafka's keys for topics.
    public func topic(
        partitions: Int32 = 1, config: [String: String] = [:]
    ) async throws -> String {
        let name = "test-\(UUID().uuidString.lowercased())"
        try await broker.createTopic(name: name, partitions: partitions, config: config)
        return name
    }

    /// Closes the client, and stops the broker.
    public func stop() async throws {
        try? await client.close()
        try await broker.stop()
    }
}

/// Starts a broker and a client, runs `body`, and stops them, also when `body` throws or the test is cancelled.
public func withTestCluster<R: Sendable>(
    options: BrokerOptions = BrokerOptions(),
    isolation: isolated (any Actor)? = #isolation,
    _ body: (TestCluster) async throws -> R
) async throws -> R {
    try await withBroker(options: options) { broker in
        try await withClient(bootstrapServers: broker.bootstrapServers) { client in
            try await body(TestCluster(broker: broker, client: client))
        }
    }
}
