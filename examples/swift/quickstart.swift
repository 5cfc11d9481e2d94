// A broker in this process, one record in, one record out.
import Ottla

@main struct Quickstart {
    static func main() async throws {
        try await withBroker { broker in  // or a cluster that is there
            try await withClient(bootstrapServers: broker.bootstrapServers) { client in
                try await client.withProducer(options: ProducerOptions(lingerMs: 5)) { producer in
                    let delivery = try producer.send(topic: "orders", value: "paid", key: "42")
                    print("written at offset \(try await delivery.written().offset)")
                }

                let billing = ConsumerOptions(
                    autoOffsetReset: "earliest", groupId: "billing", topics: ["orders"])
                try await client.withConsumer(options: billing) { consumer in
                    for try await record in consumer {
                        print("read from offset \(record.offset): \(record.text ?? "")")
                        break
                    }
                }
            }
        }
    }
}
