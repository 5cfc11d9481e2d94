// Reads as a member of a group, record by record and then batch by batch, and commits what is done.
import Ottla

@main struct Consume {
    static func main() async throws {
        try await withBroker { broker in
            try await broker.createTopic(name: "orders")
            try await withClient(bootstrapServers: broker.bootstrapServers) { client in
                try await client.withProducer { producer in
                    for order in 0..<100 {
                        try producer.produce(
                            topic: "orders", value: "order \(order)", key: "\(order)")
                    }
                }
                try await consume(client)
            }
        }
    }

    static func consume(_ client: Client) async throws {
        let options = ConsumerOptions(
            autoOffsetReset: "earliest", enableAutoCommit: false, groupId: "billing",
            topics: ["orders"])
        try await client.withConsumer(options: options) { consumer in
            var read = 0
            for try await record in consumer {
                if record.offset == 0 { print("the first is '\(record.text ?? "")'") }
                read += 1
                if read == 100 { break }
            }
            try await consumer.commitAll()
            let orders = TopicPartition(topic: "orders", partition: 0)
            let committed = try await consumer.committed(partitions: [orders])
            print("\(read) orders were read, and \(committed[0].offset) are committed")

            try await consumer.seek(
                topic: "orders", partition: 0, start: Start(kind: .offset, at: 90))
            for try await batch in consumer.batches {
                print("once more: \(batch.count) from offset \(batch[0].offset) on")
                break
            }
        }
    }
}
