import Foundation
import Ottla
import Testing

/// A scenario of bindings/spec.
struct Scenario: Sendable, CustomTestStringConvertible {
    let file: String
    let value: Value

    var testDescription: String { "\(file): \(value["name"]?.text ?? "?")" }

    /// All of all files.
    static let all: [Scenario] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../spec/scenarios").standardizedFileURL
        let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (files ?? []).filter { $0.hasSuffix(".json") }.sorted().flatMap { file in
            do {
                let data = try Data(contentsOf: folder.appending(path: file))
                let list = try JSONDecoder().decode([Value].self, from: data)
                return list.map { Scenario(file: file, value: $0) }
            } catch {
                fatalError("\(file): \(error)")
            }
        }
    }()
}

@Suite(.serialized) struct Scenarios {
    @Test func areFound() {
        #expect(Scenario.all.count >= 10)
    }

    @Test(.timeLimit(.minutes(1)), arguments: Scenario.all)
    func isPlayed(scenario: Scenario) async throws {
        if scenario.value["on"]?.text == "kafka" {
            guard let kafka = ProcessInfo.processInfo.environment["OTTLA_SPEC_KAFKA"] else {
                return print("SKIPPED \(scenario.testDescription): no OTTLA_SPEC_KAFKA")
            }
            return try await withClient(bootstrapServers: kafka) { client in
                try await play(scenario, Stage(client, at: kafka))
            }
        }
        let options = try BrokerOptions(spoken: scenario.value["broker"] ?? .null)
        try await withBroker(options: options) { broker in
            let servers = broker.bootstrapServers
            try await withClient(bootstrapServers: servers) { client in
                try await play(scenario, Stage(client, at: servers, of: broker))
            }
        }
    }

    private func play(_ scenario: Scenario, _ stage: Stage) async throws {
        let playing = Task { try await stage.play(scenario.value["steps"]?.list ?? []) }
        let limit = Task {
            try await Task.sleep(for: .seconds(30))
            playing.cancel()
        }
        let outcome = await playing.result
        limit.cancel()
        await stage.clear()
        try outcome.get()
    }
}
