// A whole broker in this process: for tests, and for programs that need no other.
import Ottla

@main struct EmbeddedBroker {
    static func main() async throws {
        try await withBroker(options: ["auto.create.topics.enable": "false"]) { broker in
            try await broker.createTopic(
                name: "orders", partitions: 3, config: ["cleanup.policy": "compact"])

            // Without a socket; any other client of Kafka can connect to broker.bootstrapServers.
            try await withClient(broker: broker) { client in
                let admin = try client.admin()
                let topics = try await admin.describeTopics(names: ["orders"])
                print("\(topics[0].name) has \(topics[0].partitions.count) partitions")

                let created = try await admin.createTopics(topics: [NewTopic(name: "orders")])
                let error = created.refused[0].error
                precondition(error.kind == .alreadyExists)
                print("once more: \(error.codeName ?? "")")

                try await client.withProducer { producer in
                    let delivery = try producer.send(topic: "orders", value: "paid", key: "42")
                    print("the first record has offset \(try await delivery.written().offset)")
                }
            }
        }
    }
}
