// What sending and reading costs: records of 100 bytes, with a broker in memory in a process of its own, whose address is
// in OTTLA_BOOTSTRAP, or else in this one.
import Foundation
import Glibc
import Ottla

let records = 1_000_000

@main struct Records {
    static func main() async throws {
        if let servers = ProcessInfo.processInfo.environment["OTTLA_BOOTSTRAP"] {
            try await measure(servers)
        } else {
            try await withBroker { broker in try await measure(broker.bootstrapServers) }
        }
    }

    static func measure(_ servers: String) async throws {
        let topic = "records-\(UUID().uuidString)"
        let value = Data(repeating: 7, count: 100)
        try await withClient(bootstrapServers: servers) { client in
            _ = try await client.admin().createTopics(topics: [NewTopic(name: topic, partitions: 1)])
            try await client.withProducer(options: ProducerOptions(lingerMs: 5)) { producer in
                try await timed("produce") {
                    for _ in 0..<records { try producer.produce(topic: topic, value: value) }
                    try await producer.flush()
                }
                try await timed("send") {
                    for _ in 0..<records { _ = try producer.send(topic: topic, value: value) }
                    try await producer.flush()
                }
            }
            let (key, header) = (Data("42".utf8), [Header(key: "trace", value: "x")])
            try await client.withProducer(options: ProducerOptions(lingerMs: 5)) { producer in
                try await timed("produce, key and header") {
                    for _ in 0..<records {
                        try producer.produce(topic: topic, value: value, key: key, headers: header)
                    }
                    try await producer.flush()
                }
            }
            for byBatch in [true, false] {
                try await client.withPartitionConsumer { consumer in
                    try await consumer.assignTopic(topic: topic, start: Start(kind: .beginning))
                    var (count, bytes) = (0, 0)
                    try await timed(byBatch ? "for await batch, its values" : "for await record") {
                        if byBatch {
                            for try await batch in consumer.batches {
                                for value in batch.values { bytes += value?.count ?? 0 }
                                count += batch.count
                                if count >= records { break }
                            }
                        } else {
                            for try await record in consumer {
                                bytes += record.value?.count ?? 0
                                count += 1
                                if count >= records { break }
                            }
                        }
                    }
                    precondition(bytes == count * 100)
                }
            }
        }
        try await withClient(bootstrapServers: servers) { client in
            try await client.withProducer(options: ProducerOptions(lingerMs: 0)) { producer in
                let clock = ContinuousClock()
                var times: [Duration] = []
                for _ in 0..<2000 {
                    times.append(
                        try await clock.measure {
                            _ = try await producer.send(topic: topic, value: value).written()
                        })
                }
                times.sort()
                print("await send().written(), p50: \(times[times.count / 2])")
            }
        }
    }

    static func timed(_ what: String, _ body: () async throws -> Void) async throws {
        let cpu = clock()
        let time = try await ContinuousClock().measure(body)
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        let used = Double(clock() - cpu) / Double(CLOCKS_PER_SEC)
        let rate = Double(records) / seconds / 1e6
        print(String(format: "%@: %.2f M/s, %.2f CPU s per million", what, rate, used))
    }
}
