// Makes bills of orders so that each order becomes one bill: records and offsets count together or not at all.
import Ottla

@main struct Transactions {
    static func main() async throws {
        try await withBroker { broker in
            try await broker.createTopic(name: "orders")
            try await broker.createTopic(name: "bills")
            try await withClient(bootstrapServers: broker.bootstrapServers) { client in
                try await client.withProducer { orders in
                    for order in 0..<10 {
                        try orders.produce(topic: "orders", value: "order \(order)")
                    }
                }
                try await bill(client)
                try await read(client)
            }
        }
    }

    static func bill(_ client: Client) async throws {
        let options = ConsumerOptions(
            autoOffsetReset: "earliest", enableAutoCommit: false, groupId: "billing",
            topics: ["orders"])
        try await client.withConsumer(options: options) { consumer in
            let billing = ProducerOptions(transactionalId: "billing")
            try await client.withProducer(options: billing) { producer in
                guard let batch = try await consumer.nextBatch() else { return }
                let offsets = [
                    PartitionOffset(
                        topic: batch.topic, partition: batch.partition, offset: batch.nextOffset)
                ]

                let failed = try await producer.begin()
                _ = try failed.send(topic: "bills", value: "a bill that nobody sees")
                print("the first try was \(try await failed.abort())")

                // readme: transaction
                try await producer.withTransaction { transaction in
                    for order in batch {
                        _ = try transaction.send(
                            topic: "bills", value: "bill of \(order.text ?? "")")
                    }
                    try await transaction.sendOffsets(consumer: consumer, offsets: offsets)
                }
                // readme: end
            }
        }
    }

    static func read(_ client: Client) async throws {
        let options = PartitionConsumerOptions(isolationLevel: "read_committed")
        try await client.withPartitionConsumer(options: options) { reader in
            try await reader.assign(topic: "bills", partition: 0, start: Start(kind: .beginning))
            var read = 0
            for try await bill in reader {
                read += 1
                if read == 10 {
                    print("\(read) bills were read, the last is '\(bill.text ?? "")'")
                    break
                }
            }
        }
    }
}
