// Sends a record and waits for it, then many, and says where they went. OTTLA_BOOTSTRAP names a cluster; without it
// there is one in this process.
import Foundation
import Ottla

@main struct Produce {
    static func main() async throws {
        if let servers = ProcessInfo.processInfo.environment["OTTLA_BOOTSTRAP"] {
            try await produce(to: servers)
        } else {
            try await withBroker { broker in try await produce(to: broker.bootstrapServers) }
        }
    }

    static func produce(to servers: String) async throws {
        try await withClient(bootstrapServers: servers) { client in
            let options = ProducerOptions(compressionType: "lz4", lingerMs: 5)
            try await client.withProducer(options: options) { producer in
                let delivery = try producer.send(
                    topic: "orders", value: "paid", key: "42",
                    headers: [Header(key: "source", value: "shop")])
                let written = try await delivery.written()
                print("order 42 is at \(written.topic)-\(written.partition)@\(written.offset)")

                for order in 0..<1000 {
                    try producer.produce(topic: "orders", value: "shipped", key: "\(order)")
                }
                try await producer.flush()
                print("1000 orders were shipped")
            }
        }
    }
}
