// Writes and reads a value with the id of its schema, as Confluent's serializers do. OTTLA_SCHEMA_REGISTRY names a
// registry; without it there is one in this process.
import Foundation
import Ottla

struct Order: Codable {
    var item: String
    var amount: Int
}

let schema = Schema(
    kind: .json,
    text: """
        {"type": "object", "required": ["item", "amount"], "properties": {
            "item": {"type": "string"}, "amount": {"type": "integer"}}}
        """)

@main struct Schemas {
    static func main() async throws {
        let address = ProcessInfo.processInfo.environment["OTTLA_SCHEMA_REGISTRY"]
        let registry =
            if let address {
                try await SchemaRegistry.connect(url: address)
            } else {
                try await SchemaRegistry.inMemory()
            }
        try await withBroker { broker in
            try await withClient(broker: broker) { client in
                try await write(client, registry)
                try await read(client, registry)
            }
        }
        try await registry.close()
    }

    static func write(_ client: Client, _ registry: SchemaRegistry) async throws {
        let id = try await registry.idToWrite(topic: "orders", part: .value, schema: schema)
        let order = try JSONEncoder().encode(Order(item: "tea", amount: 3))
        try await client.withProducer { producer in
            let value = try registry.frame(kind: .json, id: id, payload: order)
            _ = try await producer.send(topic: "orders", value: value).written()
        }
        let newest = try await registry.latest(subject: "orders-value")
        print("orders-value: schema \(newest.id), version \(newest.version)")
    }

    static func read(_ client: Client, _ registry: SchemaRegistry) async throws {
        try await client.withPartitionConsumer { consumer in
            try await consumer.assign(topic: "orders", partition: 0, start: Start(kind: .beginning))
            for try await record in consumer {
                let data = record.value ?? Data()
                print("written: \(data.count) bytes")
                let found = try registry.unframe(kind: .json, data: data)
                let known = try await registry.byId(id: found.id)
                guard known.kind == .json else { break }
                let order = try JSONDecoder().decode(Order.self, from: found.payload)
                print("read: \(order.amount) of \(order.item), by schema \(found.id)")
                do {
                    _ = try registry.unframe(kind: .json, data: found.payload)
                } catch let error as OttlaError where error.kind == .unreadable {
                    print("not written with a registry: \(error.kind)")
                }
                break
            }
        }
    }
}
