// What goes wrong says what, where, and what to do.
import Ottla

@main struct Errors {
    static func main() async throws {
        try await withBroker { broker in
            try await withClient(broker: broker) { client in
                // readme: errors
                do {
                    _ = try await client.admin().describeTopics(names: ["nowhere"])
                } catch let error as OttlaError where error.kind == .unknownTopic {
                    let topic = error.context["topic"] ?? ""
                    print("\(error.operation): \(error.codeName ?? ""), topic \(topic)")
                }
                // readme: end
                do {
                    _ = try client.producer(options: ["lingr.ms": "5"])
                } catch let error as OttlaError where error.kind == .invalidInput {
                    print("did you mean linger.ms? \(error.message.contains("linger.ms"))")
                }
            }
        }
        do {
            _ = try await Client.connect(bootstrapServers: "127.0.0.1:1")
        } catch let error as OttlaError {
            print("\(error.kind): \(error.advice)")
        }
    }
}
