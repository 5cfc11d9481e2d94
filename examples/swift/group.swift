// Two members of a group share a topic: each record is read once, and the group remembers where it was.
import Ottla

@main struct Group {
    static func main() async throws {
        try await withBroker { broker in
            try await broker.createTopic(name: "orders", partitions: 4)
            try await withClient(bootstrapServers: broker.bootstrapServers) { client in
                let options = ConsumerOptions(
                    autoOffsetReset: "earliest", enableAutoCommit: false, groupId: "billing",
                    topics: ["orders"])
                try await client.withConsumer(options: options) { first in
                    try await client.withConsumer(options: options) { second in
                        try await share(client, first, second)
                    }
                }
                let committed = try await client.admin().listGroupOffsets(groupId: "billing")
                print("the group has committed \(committed.map(\.offset).reduce(0, +))")
            }
        }
    }

    static func share(_ client: Client, _ first: Consumer, _ second: Consumer) async throws {
        // Reading is what takes part in a rebalance; there is nothing to read yet.
        for consumer in [first, second] {
            while try await consumer.assignment().count != 2 {
                try await readForAMoment(first)
                try await readForAMoment(second)
            }
        }
        try await client.withProducer { producer in
            for order in 0..<100 {
                try producer.produce(
                    topic: "orders", value: "order \(order)", partition: Int32(order % 4))
            }
        }
        async let one = readHalf(first)
        async let other = readHalf(second)
        print("first read \(try await one), second read \(try await other)")
    }

    static func readForAMoment(_ consumer: Consumer) async throws {
        let reading = Task { try await consumer.nextBatch() }
        try await Task.sleep(for: .milliseconds(50))
        reading.cancel()
        _ = await reading.result
    }

    static func readHalf(_ consumer: Consumer) async throws -> Int {
        var read = 0
        for try await batch in consumer.batches {
            try await consumer.commit(batch: batch)
            read += batch.count
            if read >= 50 { break }
        }
        return read
    }
}
