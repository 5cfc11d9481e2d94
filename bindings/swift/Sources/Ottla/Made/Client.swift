// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

internal import OttlaBridge

/// A client of one cluster. What it makes shares its connections to find brokers, its metrics and its
/// events.
public final class Client: Sendable {
    let raw: RawClient

    init(_ raw: RawClient) {
        self.raw = raw
    }

    /// Connects to a cluster: `host:port`, or several with commas between. Fails at once if nobody there
    /// speaks Kafka's protocol, or the password is wrong.
    public static func connect(bootstrapServers: String, options: ClientOptions = ClientOptions()) async throws -> Client {
        try await Call.run { call in
            let given = try await RawClient.connect(call: call, bootstrapServers: bootstrapServers, options: options.pairs)
            return Client(given)
        }
    }

    /// Connects to a broker in this process, without a socket.
    public static func embedded(broker: Broker, options: ClientOptions = ClientOptions()) async throws -> Client {
        try await Call.run { call in
            let given = try await RawClient.embedded(call: call, broker: broker.raw, options: options.pairs)
            return Client(given)
        }
    }

    /// A producer. It needs no broker yet.
    public func producer(options: ProducerOptions = ProducerOptions()) throws -> Producer {
        let given = try Call.made { try raw.producer(options: options.pairs) }
        return Producer(given)
    }

    /// Makes one, runs `body` with it, and closes it, also when `body` throws or the task is cancelled.
    public func withProducer<R: Sendable>(options: ProducerOptions = ProducerOptions(), isolation: isolated (any Actor)? = #isolation, _ body: (Producer) async throws -> R) async throws -> R {
        let made = try producer(options: options)
        return try await closing(body: { try await body(made) }, close: { try await made.close() })
    }

    /// A consumer that shares the partitions of topics with the other members of its group.
    public func consumer(options: ConsumerOptions = ConsumerOptions(), listener: (any RebalanceListener)? = nil) async throws -> Consumer {
        try await Call.run { call in
            let given = try await raw.consumer(call: call, options: options.pairs, listener: listener.map { BridgedRebalanceListener($0) })
            return Consumer(given)
        }
    }

    /// Makes one, runs `body` with it, and closes it, also when `body` throws or the task is cancelled.
    public func withConsumer<R: Sendable>(options: ConsumerOptions = ConsumerOptions(), listener: (any RebalanceListener)? = nil, isolation: isolated (any Actor)? = #isolation, _ body: (Consumer) async throws -> R) async throws -> R {
        let made = try await consumer(options: options, listener: listener)
        return try await closing(body: { try await body(made) }, close: { try await made.close() })
    }

    /// A consumer that acquires records one by one, whatever partition they are in, with the other members of its share
    /// group (KIP-932). Needs a broker that has them: Apache Kafka 4.2 or newer.
    public func shareConsumer(options: ShareConsumerOptions = ShareConsumerOptions()) async throws -> ShareConsumer {
        try await Call.run { call in
            let given = try await raw.shareConsumer(call: call, options: options.pairs)
            return ShareConsumer(given)
        }
    }

    /// Makes one, runs `body` with it, and closes it, also when `body` throws or the task is cancelled.
    public func withShareConsumer<R: Sendable>(options: ShareConsumerOptions = ShareConsumerOptions(), isolation: isolated (any Actor)? = #isolation, _ body: (ShareConsumer) async throws -> R) async throws -> R {
        let made = try await shareConsumer(options: options)
        return try await closing(body: { try await body(made) }, close: { try await made.close() })
    }

    /// A consumer that reads the partitions that it is told to.
    public func partitionConsumer(options: PartitionConsumerOptions = PartitionConsumerOptions()) throws -> PartitionConsumer {
        let given = try Call.made { try raw.partitionConsumer(options: options.pairs) }
        return PartitionConsumer(given)
    }

    /// Makes one, runs `body` with it, and closes it, also when `body` throws or the task is cancelled.
    public func withPartitionConsumer<R: Sendable>(options: PartitionConsumerOptions = PartitionConsumerOptions(), isolation: isolated (any Actor)? = #isolation, _ body: (PartitionConsumer) async throws -> R) async throws -> R {
        let made = try partitionConsumer(options: options)
        return try await closing(body: { try await body(made) }, close: { try await made.close() })
    }

    /// What creates, describes, changes and deletes topics, groups and the like.
    public func admin() throws -> Admin {
        let given = try Call.made { try raw.admin() }
        return Admin(given)
    }

    /// Makes one, runs `body` with it, and closes it, also when `body` throws or the task is cancelled.
    public func withAdmin<R: Sendable>(isolation: isolated (any Actor)? = #isolation, _ body: (Admin) async throws -> R) async throws -> R {
        let made = try admin()
        return try await closing(body: { try await body(made) }, close: { try await made.close() })
    }

    /// What happens in the client from now on: connections, rebalances, throttling, failures.
    public func events() throws -> Events {
        let given = try Call.made { try raw.events() }
        return Events(given)
    }

    /// The client's metrics as Prometheus reads them.
    public var prometheus: String {
        raw.prometheus()
    }

    /// Closes the client's connections: it makes nothing any more. What it has made goes on, and is closed by itself.
    public func close() async throws {
        try await Call.run { call in
            try await raw.close(call: call)
        }
    }
}

/// Makes one, runs `body` with it, and closes it, also when `body` throws or the task is cancelled.
public func withClient<R: Sendable>(bootstrapServers: String, options: ClientOptions = ClientOptions(), isolation: isolated (any Actor)? = #isolation, _ body: (Client) async throws -> R) async throws -> R {
    let made = try await Client.connect(bootstrapServers: bootstrapServers, options: options)
    return try await closing(body: { try await body(made) }, close: { try await made.close() })
}

/// Makes one, runs `body` with it, and closes it, also when `body` throws or the task is cancelled.
public func withClient<R: Sendable>(broker: Broker, options: ClientOptions = ClientOptions(), isolation: isolated (any Actor)? = #isolation, _ body: (Client) async throws -> R) async throws -> R {
    let made = try await Client.embedded(broker: broker, options: options)
    return try await closing(body: { try await body(made) }, close: { try await made.close() })
}
