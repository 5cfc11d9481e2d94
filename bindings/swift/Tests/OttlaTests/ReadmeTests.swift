import Foundation
import Ottla
import OttlaTesting
import OttlaXCTest
import Testing

/// The code of README.md, which has to be here word for word.
@Suite(.serialized, .timeLimit(.minutes(1))) struct Readme {
    @Test func itsCodeIsWhatIsTestedHere() throws {
        let here = URL(filePath: #filePath)
        let readme = here.deletingLastPathComponent().appending(path: "../../README.md")
        let words = { (text: String) in text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        let tested = words(try String(contentsOf: here, encoding: .utf8))
        let parts = try String(contentsOf: readme, encoding: .utf8).components(separatedBy: "```swift\n")
        #expect(parts.count == 6)
        for part in parts.dropFirst() {
            let code = part.components(separatedBy: "```")[0].split(separator: "\n")
            let body = words(code.filter { !$0.hasPrefix("import ") }.joined(separator: "\n"))
            #expect(tested.contains(body), "not tested: \(body)")
        }
    }

    @Test func theFirstLinesRun() async throws {
        try await withBroker { broker in  // or a cluster that is there
            try await withClient(bootstrapServers: broker.bootstrapServers) { client in
                let options = ProducerOptions(compressionType: "lz4", lingerMs: 5)
                try await client.withProducer(options: options) { producer in
                    let delivery = try producer.send(topic: "orders", value: "paid", key: "42")
                    print("written at offset \(try await delivery.written().offset)")
                }

                let billing = ConsumerOptions(
                    autoOffsetReset: "earliest", groupId: "billing", topics: ["orders"])
                try await client.withConsumer(options: billing) { consumer in
                    for try await record in consumer {
                        print(record.offset, record.text ?? "")
                        break
                    }
                }
            }
        }
    }

    @Test func theOtherLinesRun() async throws {
        try await withTestCluster { cluster in
            let client = cluster.client
            try await client.withProducer(options: ProducerOptions(transactionalId: "billing")) { producer in
                try await producer.withTransaction { transaction in
                    _ = try transaction.send(topic: "orders", value: "paid")
                    _ = try transaction.send(topic: "bills", value: "42")
                }
            }
            do {
                _ = try await client.admin().describeTopics(names: ["nowhere"])
            } catch let error as OttlaError where error.kind == .unknownTopic {
                print(error.advice, error.operation, error.codeName ?? "", error.context)
            }
        }
    }
}

@Test func ordersArePaid() async throws {
    try await withTestCluster { cluster in
        let topic = try await cluster.topic(partitions: 3)
        let producer = try cluster.client.producer()
        _ = try await producer.send(topic: topic, value: "paid").written()
    }
}

final class PaymentTests: OttlaTestCase {
    func testOrdersArePaid() async throws {
        let topic = try await cluster.topic()
        _ = try await client.producer().send(topic: topic, value: "paid").written()
    }
}
