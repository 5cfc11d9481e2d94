// Tests of orders: with Swift Testing a cluster for the block, with XCTest one for each test of the case.
import OttlaTesting
import OttlaXCTest
import Testing

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
