// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

internal import OttlaBridge

/// A whole broker in this process, on threads of its own: for tests, and for programs that need no
/// other. By default it listens on a free port of 127.0.0.1 and keeps its log in memory.
public final class Broker: Sendable {
    let raw: RawBroker

    init(_ raw: RawBroker) {
        self.raw = raw
    }

    /// Starts a broker. It answers when this returns, and goes on until it is stopped or the process ends.
    public static func start(options: BrokerOptions = BrokerOptions()) async throws -> Broker {
        try await Call.run { call in
            let given = try await RawBroker.start(call: call, options: options.pairs)
            return Broker(given)
        }
    }

    /// Where clients connect: `127.0.0.1:port`.
    public var bootstrapServers: String {
        raw.bootstrapServers()
    }

    /// Creates a topic, with Kafka's topic keys in `config`; every partition has a leader when this
    /// returns.
    public func createTopic(name: String, partitions: Int32? = nil, config: [String: String] = [:]) async throws {
        try await Call.run { call in
            try await raw.createTopic(call: call, name: name, partitions: partitions, config: config)
        }
    }

    /// Stops the broker; a log in memory is gone with it. Does nothing the second time.
    public func stop() async throws {
        try await Call.run { call in
            try await raw.stop(call: call)
        }
    }
}

/// Makes one, runs `body` with it, and closes it, also when `body` throws or the task is cancelled.
public func withBroker<R: Sendable>(options: BrokerOptions = BrokerOptions(), isolation: isolated (any Actor)? = #isolation, _ body: (Broker) async throws -> R) async throws -> R {
    let made = try await Broker.start(options: options)
    return try await closing(body: { try await body(made) }, close: { try await made.stop() })
}
