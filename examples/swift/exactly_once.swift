// Copies orders to bills, each exactly once, though the work fails in between.
import Ottla

@main struct ExactlyOnce {
    static let count: Int64 = 100

    struct PowerFailure: Error {}

    static func main() async throws {
        try await withBroker { broker in
            try await withClient(bootstrapServers: broker.bootstrapServers) { client in
                try await client.withProducer { orders in
                    for number in 0..<count {
                        try orders.produce(topic: "orders", value: "order \(number)")
                    }
                }
                try await copy(client)
                try await read(client)
            }
        }
    }

    static func copy(_ client: Client) async throws {
        try await client.withConsumer(options: reading("billing", "orders")) { consumer in
            let billing = ProducerOptions(transactionalId: "billing-1")
            try await client.withProducer(options: billing) { producer in
                do {
                    _ = try await producer.processNext(consumer: consumer) { _ in
                        throw PowerFailure()
                    }
                } catch let error as OttlaError where error.kind == .unprocessed {
                    print("once more: the power is out")
                }

                // readme: process
                var copied: Int64 = 0
                while copied < count {  // `process` goes on until the consumer is closed.
                    let some = try await producer.processNext(consumer: consumer) { orders in
                        orders.map { order in
                            let text = String(decoding: order.value ?? .init(), as: UTF8.self)
                            return OutputRecord(topic: "bills", value: .init("bill of \(text)".utf8))
                        }
                    }
                    copied += some ?? 0
                }
                // readme: end
                print("\(copied) orders became bills")
            }
        }
    }

    static func read(_ client: Client) async throws {
        try await client.withConsumer(options: reading("readers of bills", "bills")) { reader in
            var read: Int64 = 0
            for try await _ in reader {
                read += 1
                if read == count { break }
            }
            print("\(read) bills were read")
        }
    }

    static func reading(_ group: OptionText, _ topic: String) -> ConsumerOptions {
        ConsumerOptions(
            autoOffsetReset: "earliest", enableAutoCommit: false, groupId: group,
            isolationLevel: "read_committed", topics: [topic])
    }
}
