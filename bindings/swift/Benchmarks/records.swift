// One measurement, as a process: `records CLIENT MEASURE --bootstrap HOST:PORT --topic T --records N`. Prints names and
// numbers in turns. `cargo xtask bench bindings` runs it, in turns with what the language alone takes (`floor`).
import Foundation
import Glibc
import Ottla

let value = Data(0..<100)

@main struct Records {
    let bootstrap: String
    let topic: String
    let records: Int

    static func main() async throws {
        let arguments = CommandLine.arguments
        func option(_ name: String) -> String {
            guard let index = arguments.firstIndex(of: "--\(name)") else { return "" }
            return arguments[index + 1]
        }
        let records = Records(
            bootstrap: option("bootstrap"), topic: option("topic"), records: Int(option("records")) ?? 0)
        switch (arguments[1], arguments[2]) {
        case ("ottla", "prepare"): try await records.prepare()
        case ("ottla", "remove"): try await records.remove()
        case ("ottla", "send"): try await records.send()
        case ("ottla", "produce"): try await records.produce()
        case ("ottla", "batches"): try await records.batches()
        case ("ottla", "loop"): try await records.loop()
        case ("ottla", "one"): try await records.overTcp()
        case ("ottla", "embedded"): try await records.embedded()
        case ("ottla", "start"): try await records.start()
        case ("floor", "send"): records.copies()
        case ("floor", "loop"): try await records.iterates()
        default: fatalError("\(arguments[1]) has no measurement \(arguments[2])")
        }
    }

    /// Makes the topic, and fills it.
    func prepare() async throws {
        try await withClient(bootstrapServers: bootstrap) { client in
            let config = ["retention.bytes": "\(1 << 30)"]
            _ = try await client.admin().createTopics(topics: [
                NewTopic(name: topic, partitions: 1, config: config)
            ])
            try await client.withProducer(options: ProducerOptions(lingerMs: 5)) { producer in
                for _ in 0..<records { try producer.produce(topic: topic, value: value) }
            }
        }
    }

    func remove() async throws {
        try await withClient(bootstrapServers: bootstrap) { client in
            _ = try await client.admin().deleteTopics(names: [topic])
        }
    }

    func send() async throws {
        try await withProducer { producer in
            for _ in 0..<records { _ = try producer.send(topic: topic, value: value) }
        }
    }

    func produce() async throws {
        try await withProducer { producer in
            for _ in 0..<records { try producer.produce(topic: topic, value: value) }
        }
    }

    private func withProducer(_ sent: (Producer) throws -> Void) async throws {
        try await withClient(bootstrapServers: bootstrap) { client in
            try await client.withProducer(options: ProducerOptions(lingerMs: 5)) { producer in
                _ = try await producer.send(topic: topic, value: value).written()
                let time = Time()
                try sent(producer)
                try await producer.flush()
                time.rate(records)
            }
        }
    }

    func batches() async throws {
        try await withConsumer { consumer in
            var (read, bytes) = (0, 0)
            for try await batch in consumer.batches {
                for value in batch.values { bytes += value?.count ?? 0 }
                read += batch.count
                if read >= records { break }
            }
            precondition(bytes == read * value.count)
        }
    }

    func loop() async throws {
        try await withConsumer { consumer in
            var (read, bytes) = (0, 0)
            for try await record in consumer {
                bytes += record.value?.count ?? 0
                read += 1
                if read >= records { break }
            }
            precondition(bytes == read * value.count)
        }
    }

    private func withConsumer(_ readAll: (PartitionConsumer) async throws -> Void) async throws {
        try await withClient(bootstrapServers: bootstrap) { client in
            try await client.withPartitionConsumer { consumer in
                let time = Time()
                try await consumer.assignTopic(topic: topic, start: Start(kind: .beginning))
                try await readAll(consumer)
                time.rate(records)
            }
        }
    }

    func overTcp() async throws {
        try await withClient(bootstrapServers: bootstrap) { client in try await oneByOne(client) }
    }

    func embedded() async throws {
        try await withBroker { broker in
            let client = try await Client.embedded(broker: broker)
            try await oneByOne(client)
            try await client.close()
        }
    }

    func oneByOne(_ client: Client) async throws {
        try await client.withProducer(options: ProducerOptions(lingerMs: 0)) { producer in
            let clock = ContinuousClock()
            var times: [Duration] = []
            for index in 0..<(records + 200) {
                let time = try await clock.measure {
                    _ = try await producer.send(topic: topic, value: value).written()
                }
                if index >= 200 { times.append(time) }
            }
            times.sort()
            let at = { (part: Double) in times[Int(Double(times.count) * part)] / .microseconds(1) }
            print(String(format: "p50_us %.1f p99_us %.1f", at(0.5), at(0.99)))
        }
    }

    /// From the call that starts the broker to the first acknowledged record; its topic is made by it.
    func start() async throws {
        let clock = ContinuousClock()
        let began = clock.now
        let broker = try await Broker.start()
        let client = try await Client.embedded(broker: broker)
        let producer = try client.producer(options: ProducerOptions(lingerMs: 0))
        _ = try await producer.send(topic: topic, value: value).written()
        print(String(format: "ms %.3f", (clock.now - began) / .milliseconds(1)))
        try await client.close()
        try await broker.stop()
    }

    /// The language alone: each value is copied.
    func copies() {
        let time = Time()
        var kept = Data(capacity: 1000 * value.count)
        for index in 0..<records {
            kept.append(value)
            if index % 1000 == 999 { kept.removeAll(keepingCapacity: true) }
        }
        time.rate(records)
    }

    /// The language alone: an asynchronous sequence that never waits, of values that are copied.
    func iterates() async throws {
        let values = Values(body: Data(repeating: 7, count: 1000 * value.count), left: records)
        let time = Time()
        var bytes = 0
        for try await value in values { bytes += value.count }
        time.rate(records)
        precondition(bytes == records * value.count)
    }
}

struct Values: AsyncSequence, AsyncIteratorProtocol {
    let body: Data
    var left: Int

    func makeAsyncIterator() -> Values { self }

    mutating func next() async throws -> Data? {
        if left == 0 { return nil }
        left -= 1
        let start = left % 1000 * value.count
        return Data(body[start..<start + value.count])
    }
}

/// The clock on the wall, and the processor that this process has used, all threads and the kernel included.
struct Time {
    let wall = ContinuousClock().now
    let cpu = clock()

    func rate(_ records: Int) {
        let used = Double(clock() - cpu) / Double(CLOCKS_PER_SEC)
        let seconds = (ContinuousClock().now - wall) / .seconds(1)
        let of = Double(records)
        print(String(format: "records_s %.0f cpu_us %.4f", of / seconds, used / of * 1e6))
    }
}
