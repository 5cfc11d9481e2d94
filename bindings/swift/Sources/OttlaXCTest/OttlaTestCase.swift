public import Ottla
public import OttlaTesting
public import XCTest

/// A test case whose tests have a broker and a client of their own.
///
/// ```swift
/// final class OrderTests: OttlaTestCase {
///     func testCountsOrders() async throws {
///         let topic = try await cluster.topic()
///         …
///     }
/// }
/// ```
open class OttlaTestCase: XCTestCase {
    private var started: TestCluster?

    /// The broker's options, by Kafka's keys. None, unless a subclass has others.
    open var brokerOptions: BrokerOptions { BrokerOptions() }

    /// The broker and the client of this test.
    public var cluster: TestCluster {
        guard let started else { preconditionFailure("the test has not begun: call super.setUp()") }
        return started
    }

    /// The client of this test.
    public var client: Client { cluster.client }

    /// Starts the broker.
    open override func setUp() async throws {
        try await super.setUp()
        started = try await TestCluster.start(options: brokerOptions)
    }

    /// Stops the broker.
    open override func tearDown() async throws {
        try await started?.stop()
        started = nil
        try await super.tearDown()
    }
}
