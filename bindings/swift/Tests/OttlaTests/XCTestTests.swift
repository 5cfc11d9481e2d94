import Foundation
import Ottla
import OttlaXCTest
import XCTest

final class OrderTests: OttlaTestCase {
    override var brokerOptions: BrokerOptions { ["num.partitions": "2"] }

    func testATestHasABrokerAndAClient() async throws {
        let topic = try await cluster.topic()
        let producer = try client.producer()
        let written = try await producer.sendMany(
            topic: topic, records: [NewRecord(value: Data("paid".utf8))])
        XCTAssertEqual(written.map(\.offset), [0])
        try await producer.close()
    }

    func testItsBrokerHasTheOptionsOfTheCase() async throws {
        let admin = try client.admin()
        _ = try await admin.createTopics(topics: [NewTopic(name: "orders")])
        let topics = try await admin.describeTopics(names: ["orders"])
        XCTAssertEqual(topics.first?.partitions.count, 2)
    }
}
