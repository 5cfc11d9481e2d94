import Foundation
import Ottla
import OttlaTesting
import Testing

/// Fills partition 0 with the values 0 to `count - 1`.
private func fill(_ cluster: TestCluster, _ count: Int) async throws -> String {
    let topic = try await cluster.topic()
    let producer = try cluster.client.producer()
    for value in 0..<count {
        try producer.produce(
            topic: topic, value: Data("\(value)".utf8),
            headers: value.isMultiple(of: 2) ? [Header(key: "n", value: Data("\(value)".utf8))] : [])
    }
    try await producer.flush()
    try await producer.close()
    return topic
}

private func values(_ count: Int, of consumer: PartitionConsumer) async throws -> [Int?] {
    var found: [Int?] = []
    for try await record in consumer {
        found.append(record.value.flatMap { Int(String(decoding: $0, as: UTF8.self)) })
        if found.count == count { break }
    }
    return found
}

@Suite(.serialized, .timeLimit(.minutes(1))) struct Loops {
    @Test func aLoopGoesOnWhereTheOneBeforeWasLeft() async throws {
        try await withTestCluster { cluster in
            let topic = try await fill(cluster, 100)
            try await cluster.client.withPartitionConsumer { consumer in
                try await consumer.assign(topic: topic, partition: 0, start: Start(kind: .beginning))
                #expect(try await values(30, of: consumer) == Array(0..<30))
                #expect(try await values(70, of: consumer) == Array(30..<100))
            }
        }
    }

    @Test func afterASeekALoopBeginsThere() async throws {
        try await withTestCluster { cluster in
            let topic = try await fill(cluster, 100)
            try await cluster.client.withPartitionConsumer { consumer in
                try await consumer.assign(topic: topic, partition: 0, start: Start(kind: .beginning))
                #expect(try await values(3, of: consumer) == [0, 1, 2])
                try await consumer.seek(
                    topic: topic, partition: 0, start: Start(kind: .offset, at: 90))
                #expect(try await values(2, of: consumer) == [90, 91])
            }
        }
    }

    @Test func aBatchIsACollectionOfItsRecords() async throws {
        try await withTestCluster { cluster in
            let topic = try await fill(cluster, 10)
            try await cluster.client.withPartitionConsumer { consumer in
                try await consumer.assign(topic: topic, partition: 0, start: Start(kind: .beginning))
                var records: [Record] = []
                for try await batch in consumer.batches {
                    #expect(batch.topic == topic && batch.partition == 0)
                    #expect(batch.values == batch.map(\.value))
                    #expect(batch.nextOffset == batch.last.map { $0.offset + 1 })
                    records += batch
                    if records.count == 10 { break }
                }
                #expect(records.map(\.offset) == Array(0..<10))
                #expect(records[4].headers == [Header(key: "n", value: Data("4".utf8))])
                #expect(records[5].headers == [])
                // What is handed out begins at index 0, as one expects of data.
                #expect(records.allSatisfy { $0.value?.startIndex == 0 })
            }
        }
    }

    @Test func aLoopThatClosesItsConsumerEnds() async throws {
        try await withTestCluster { cluster in
            let topic = try await fill(cluster, 1)
            let consumer = try cluster.client.partitionConsumer()
            try await consumer.assign(topic: topic, partition: 0, start: Start(kind: .beginning))
            var count = 0
            for try await _ in consumer {
                count += 1
                try await consumer.close()
            }
            #expect(count == 1)
        }
    }

    @Test func anotherTaskThatClosesAConsumerEndsItsLoop() async throws {
        try await withTestCluster { cluster in
            let topic = try await fill(cluster, 1)
            let consumer = try cluster.client.partitionConsumer()
            try await consumer.assign(topic: topic, partition: 0, start: Start(kind: .beginning))
            let (read, reads) = AsyncStream.makeStream(of: Void.self)
            let loop = Task {
                for try await _ in consumer { reads.yield() }
            }
            for await _ in read { break }
            try await consumer.close()
            try await loop.value
        }
    }

    @MainActor
    @Test func aLoopRunsOnTheActorThatItIsIn() async throws {
        try await withTestCluster { cluster in
            let topic = try await fill(cluster, 5)
            try await cluster.client.withPartitionConsumer { consumer in
                try await consumer.assign(topic: topic, partition: 0, start: Start(kind: .beginning))
                var count = 0
                for try await _ in consumer {
                    MainActor.assertIsolated()
                    count += 1
                    if count == 5 { break }
                }
                #expect(count == 5)
            }
        }
    }

    @Test func eventsAreALoop() async throws {
        try await withTestCluster { cluster in
            let events = try cluster.client.events()
            let topic = try await fill(cluster, 1)
            try await cluster.client.withConsumer(
                options: ConsumerOptions(autoOffsetReset: "earliest", groupId: "g", topics: [topic])
            ) { consumer in
                for try await _ in consumer { break }
            }
            for try await event in events where event.kind == .rebalanced {
                #expect(event.details["group"] == "g")
                break
            }
        }
    }
}
