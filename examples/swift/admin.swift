// Makes a topic, looks at it, changes it and removes it.
import Ottla

@main struct Administer {
    static func main() async throws {
        try await withBroker { broker in
            try await withClient(bootstrapServers: broker.bootstrapServers) { client in
                let admin = try client.admin()
                let orders = NewTopic(
                    name: "orders", partitions: 2, config: ["retention.ms": "60000"])
                for refusal in try await admin.createTopics(topics: [orders]).refused {
                    throw OttlaError(refusal.error)
                }
                try await admin.createPartitions(topic: "orders", count: 3)
                let topic = try await admin.describeTopics(names: ["orders"])[0]
                print("\(topic.name) has \(topic.partitions.count) partitions")

                let resource = ConfigResource(kind: .topic, name: "orders")
                let longer = ConfigChange(key: "retention.ms", operation: .set, value: "120000")
                try await admin.alterConfigs(resource: resource, changes: [longer])
                for entry in try await admin.describeConfigs(resource: resource)
                where entry.name == "retention.ms" {
                    print("records are kept for \(entry.value ?? "") ms")
                }

                _ = try await admin.deleteTopics(names: ["orders"])
                print("\(try await admin.listTopics().count) topics are left")
            }
        }
    }
}
