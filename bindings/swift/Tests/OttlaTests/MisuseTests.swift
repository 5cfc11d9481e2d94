import Foundation
import Ottla
import OttlaTesting
import Testing

@Suite(.serialized, .timeLimit(.minutes(1))) struct Misuse {
    @Test func whatWasClosedSaysSo() async throws {
        try await withTestCluster { cluster in
            let topic = try await cluster.topic()
            let consumer = try cluster.client.partitionConsumer()
            try await consumer.close()
            // Closing twice is no mistake; a loop over what is closed ends at once.
            try await consumer.close()
            for try await _ in consumer { Issue.record("a record of a closed consumer") }
            let error = try await failure {
                try await consumer.assign(topic: topic, partition: 0, start: Start(kind: .end))
            }
            #expect(error.kind == .closed)
            #expect(error.advice == .fatal)
            #expect(error.operation == "assign")
        }
    }

    @Test func aBrokerThatWasStoppedSaysSo() async throws {
        let broker = try await Broker.start()
        try await broker.stop()
        try await broker.stop()
        let error = try await failure { try await broker.createTopic(name: "orders") }
        #expect(error.kind == .closed)
    }

    @Test func nobodyAtTheAddressIsToldWithinASecond() async throws {
        let began = ContinuousClock.now
        let error = try await failure {
            _ = try await Client.connect(bootstrapServers: "127.0.0.1:1")
        }
        #expect(error.kind == .unreachable)
        #expect(error.advice == .retry)
        #expect("\(error)".contains("127.0.0.1:1"))
        #expect(error.localizedDescription == error.message)
        #expect(ContinuousClock.now - began < .seconds(1))
    }

    @Test func aWrongNameOfAnOptionIsToldWithTheNearest() async throws {
        try await withTestCluster { cluster in
            let error = try await failure {
                _ = try cluster.client.producer(options: ["lingr.ms": "5", "batch.size": "many"])
            }
            #expect(error.kind == .invalidInput)
            #expect(error.message.contains("linger.ms"))
            #expect(error.message.contains("batch_size"))
        }
    }

    @Test func aWrongOptionOfABrokerIsTold() async throws {
        let error = try await failure {
            _ = try await Broker.start(options: ["log.retention.hours": "soon"])
        }
        #expect(error.kind == .invalidInput)
        #expect(error.message.contains("log.retention.hours"))
    }

    @Test func aBrokerWithoutSaslIsToldWithinASecond() async throws {
        try await withTestCluster { cluster in
            let began = ContinuousClock.now
            let options = ClientOptions(
                saslMechanism: "PLAIN", saslPassword: "wrong", saslUsername: "ann",
                securityProtocol: "SASL_PLAINTEXT")
            let error = try await failure {
                _ = try await Client.connect(
                    bootstrapServers: cluster.broker.bootstrapServers, options: options)
            }
            #expect(error.kind == .authenticationFailed, "\(error)")
            #expect(error.message.contains("wants no SASL on this port"))
            #expect(ContinuousClock.now - began < .seconds(1))
        }
    }

    @Test func packedValuesWhoseEndsAreWrongAreRefused() async throws {
        try await withTestCluster { cluster in
            let topic = try await cluster.topic()
            try await cluster.client.withProducer { producer in
                for ends in [Data([1, 0, 0]), Data([9, 0, 0, 0])] {
                    let error = try await failure {
                        try producer.sendPacked(topic: topic, data: Data("abc".utf8), ends: ends)
                    }
                    #expect(error.kind == .invalidInput)
                }
            }
        }
    }

    @Test func whatTheBrokerRefusesHasItsCode() async throws {
        try await withTestCluster { cluster in
            let topic = try await cluster.topic()
            let created = try await cluster.client.admin().createTopics(topics: [
                NewTopic(name: topic), NewTopic(name: "orders", partitions: 2),
            ])
            let refusals = created.refused
            #expect(created.found.map(\.partitions) == [2])
            #expect(refusals.map(\.name) == [topic])
            #expect(refusals.first?.error.kind == .alreadyExists)
            #expect(refusals.first?.error.codeName == "TOPIC_ALREADY_EXISTS")
            #expect(refusals.first?.error.code == 36)
        }
    }

    @Test func aConsumerThatNobodyClosedLeavesNothingBehind() async throws {
        try await withTestCluster { cluster in
            let topic = try await cluster.topic()
            for _ in 0..<20 {
                let consumer = try cluster.client.partitionConsumer()
                try await consumer.assign(topic: topic, partition: 0, start: Start(kind: .end))
                let producer = try cluster.client.producer()
                _ = try producer.send(topic: topic, value: Data("x".utf8))
            }
        }
    }
}
