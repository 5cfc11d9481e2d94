import Foundation
import Ottla
import OttlaTesting
import Testing

@Suite(.serialized, .timeLimit(.minutes(1))) struct Cancellation {
    @Test func aTaskThatIsCancelledBreaksOffWhatItWaitsFor() async throws {
        try await withTestCluster { cluster in
            let topic = try await cluster.topic()
            try await cluster.client.withPartitionConsumer { consumer in
                try await consumer.assign(topic: topic, partition: 0, start: Start(kind: .beginning))
                let reading = Task { try await consumer.nextBatch() }
                reading.cancel()
                await #expect(throws: CancellationError.self) { try await reading.value }
                // Nothing is lost, and the consumer reads on.
                try await cluster.client.withProducer { producer in
                    _ = try await producer.send(topic: topic, value: Data("paid".utf8)).written()
                }
                #expect(try await consumer.nextBatch()?.first?.value == Data("paid".utf8))
            }
        }
    }

    @Test func aCancelledTaskStillClosesWhatItMade() async throws {
        let broker = try await Broker.start()
        let servers = broker.bootstrapServers
        let made = AsyncStream.makeStream(of: Producer.self)
        let task = Task {
            try await withClient(bootstrapServers: servers) { client in
                try await client.withProducer { producer in
                    made.continuation.yield(producer)
                    try await Task.sleep(for: .seconds(60))
                }
            }
        }
        var producers = made.stream.makeAsyncIterator()
        let producer = try #require(await producers.next())
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        let error = try await failure { try producer.produce(topic: "orders", value: Data()) }
        #expect(error.kind == .closed)
        try await broker.stop()
    }

    @Test func aTransactionWhoseBodyThrowsIsAborted() async throws {
        struct Refused: Error {}
        try await withTestCluster { cluster in
            let topic = try await cluster.topic()
            let options = ProducerOptions(transactionalId: "billing")
            try await cluster.client.withProducer(options: options) { producer in
                await #expect(throws: Refused.self) {
                    try await producer.withTransaction { transaction in
                        _ = try transaction.send(topic: topic, value: Data("aborted".utf8))
                        throw Refused()
                    }
                }
                try await producer.withTransaction { transaction in
                    _ = try transaction.send(topic: topic, value: Data("committed".utf8))
                }
            }
            let reads = PartitionConsumerOptions(isolationLevel: "read_committed")
            try await cluster.client.withPartitionConsumer(options: reads) { consumer in
                try await consumer.assign(topic: topic, partition: 0, start: Start(kind: .beginning))
                for try await record in consumer {
                    #expect(record.value == Data("committed".utf8))
                    break
                }
            }
        }
    }
}
