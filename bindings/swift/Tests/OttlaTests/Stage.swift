import Foundation

@testable import Ottla

/// Where a scenario is played: a broker, a client, and what its steps make.
actor Stage {
    private var named: [String: Value] = [:]
    private var opened: [any Sendable] = []
    private var running: [String: Task<Value, any Error>] = [:]
    private var notes: [String: Notes] = [:]
    private let address: String

    init(_ client: Client, at address: String, of broker: Broker? = nil) {
        self.address = address
        // Names that nobody has used in a cluster that outlives the scenario.
        named = ["client": .object(client), "run": .text("swift-\(UUID())")]
        if let broker { named["broker"] = .object(broker) }
    }

    /// Closes what is open, the last first.
    func clear() async {
        for task in running.values { task.cancel() }
        for object in opened.reversed() { try? await close(object) }
    }

    func play(_ steps: [Value], turn: Int? = nil) async throws {
        for step in steps {
            do {
                try await play(step, turn)
            } catch let wrong as Misspoken {
                throw Misspoken("\(step): \(wrong)")
            }
        }
    }

    private func play(_ step: Value, _ turn: Int?) async throws {
        if let times = step["for"]?.number {
            for turn in 0..<Int(times) { try await play(step["steps"]?.list ?? [], turn: turn) }
            return
        }
        if step["until"] != nil, case .fields(var once) = step {
            once["until"] = nil
            while true {
                do {
                    return try await play(.fields(once), turn)
                } catch is Misspoken where !Task.isCancelled {}
            }
        }
        let expected = try step["gives"].map { try resolved($0, turn) }
        let given: Value
        do {
            given = try await done(step, turn, expected)
        } catch let error as OttlaError {
            guard let fails = step["fails"] else { throw Misspoken("fails: \(error.kind): \(error)") }
            return try check(error, try resolved(fails, turn))
        }
        if step["fails"] != nil { throw Misspoken("does not fail; it gives \(given)") }
        if let expected, !given.fits(expected) {
            throw Misspoken("gives \(given), not \(expected)")
        }
        if let name = step["let"]?.text { named[name] = given }
    }

    private func done(_ step: Value, _ turn: Int?, _ expected: Value?) async throws -> Value {
        if let name = step["start"]?.text {
            let doing = try prepared(step, turn)
            running[name] = Task { try await doing() }
            return .null
        }
        if let name = step["await"]?.text {
            guard let task = running.removeValue(forKey: name) else {
                throw Misspoken("nothing runs as \(name)")
            }
            return try await task.value
        }
        if let name = step["cancel"]?.text {
            guard let task = running.removeValue(forKey: name) else {
                throw Misspoken("nothing runs as \(name)")
            }
            task.cancel()
            guard case .failure(let error) = await task.result, error is CancellationError else {
                throw Misspoken("\(name) was not broken off: \(await task.result)")
            }
            return .null
        }
        if let name = step["close"]?.text {
            try await close(try object(name))
            return .null
        }
        if let name = step["noted"]?.text {
            guard let notes = notes[name] else { throw Misspoken("there is no listener \(name)") }
            return .list(await notes.told(atLeast: expected?.list?.count ?? 0))
        }
        let given = try await prepared(step, turn)()
        if case .object(let it) = given { opened.append(it) }
        return given
    }

    /// A call, a read or a loop that can be begun.
    private func prepared(_ step: Value, _ turn: Int?) throws -> @Sendable () async throws -> Value {
        let count = Int(step["count"]?.number ?? 1)
        if let name = step["read"]?.text {
            let it = try object(name)
            return { .list(try await read(it, count)) }
        }
        if let name = step["loop"]?.text {
            let it = try object(name)
            return { .list(try await loop(it, count)) }
        }
        guard let called = step["call"]?.text else { throw Misspoken("there is no such step") }
        let given = try step["args"].map { try resolved($0, turn) }
        let parts = called.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw Misspoken("\(called) names no function") }
        if parts[0].first?.isUppercase == true {
            return { try await make(called, try Arguments(given)) }
        }
        let it = try object(parts[0])
        return { try await call(it, parts[1], try Arguments(given)) }
    }

    private func object(_ name: String) throws -> any Sendable {
        guard case .object(let it) = named[name] else { throw Misspoken("there is no \(name)") }
        return it
    }

    private func check(_ error: OttlaError, _ expected: Value) throws {
        let spoken = error.info.spoken
        var fields = (try Arguments(expected)).fields
        let has = fields.removeValue(forKey: "message_has")?.list ?? []
        let said = has.allSatisfy { error.message.contains($0.text ?? "\u{0}") }
        let thrown = fields.removeValue(forKey: "comes_of")?.text
        if thrown != error.underlyingError.map({ "\($0)" }) {
            throw Misspoken("comes of \(error.underlyingError as Any), not \(thrown as Any)")
        }
        if !said || !spoken.fits(.fields(fields)) {
            throw Misspoken("fails with \(spoken), not \(expected)")
        }
    }

    /// A value with all that stands for another one replaced.
    private func resolved(_ value: Value, _ turn: Int?) throws -> Value {
        switch value {
        case .text(let text): return .text(filled(text, turn))
        case .list(let list): return .list(try list.map { try resolved($0, turn) })
        case .fields(let fields):
            if let text = fields["bytes"]?.text {
                let times = Int(fields["times"]?.number ?? 1)
                return .bytes(Data(String(repeating: filled(text, turn), count: times).utf8))
            }
            if let hex = fields["hex"]?.text { return .bytes(try bytes(hex)) }
            if let path = fields["ref"]?.text { return try referred(path) }
            if let parts = fields["joined"]?.list {
                let texts = try parts.map { part in
                    let value = try resolved(part, turn)
                    return value.text ?? value.number.map(String.init) ?? ""
                }
                return .text(texts.joined())
            }
            if let name = fields["listener"]?.text, fields.count == 1 {
                let kept = notes[name] ?? Notes()
                notes[name] = kept
                return .object(NotingRebalanceListener(notes: kept))
            }
            if let name = fields["handler"]?.text ?? fields["transform"]?.text {
                let kept = notes[name] ?? Notes()
                notes[name] = kept
                return .object(try Handling(fields, notes: kept))
            }
            return .fields(try fields.mapValues { try resolved($0, turn) })
        default: return value
        }
    }

    private func referred(_ path: String) throws -> Value {
        let parts = path.split(separator: ".").map(String.init)
        var found = named[parts[0]]
        for part in parts.dropFirst() {
            if case .list(let list) = found, let index = Int(part), list.indices.contains(index) {
                found = list[index]
            } else {
                found = found?[part]
            }
        }
        guard let found else { throw Misspoken("there is no \(path)") }
        return found
    }

    private func filled(_ text: String, _ turn: Int?) -> String {
        guard text.contains("$") else { return text }
        var filled = text.replacingOccurrences(of: "$broker", with: address)
        // The longest first: one name may begin another.
        for (name, value) in named.sorted(by: { $0.key.count > $1.key.count }) {
            if let text = value.text {
                filled = filled.replacingOccurrences(of: "$" + name, with: text)
            }
        }
        if let turn { filled = filled.replacingOccurrences(of: "$i", with: "\(turn)") }
        return filled
    }
}

private func bytes(_ hex: String) throws -> Data {
    var data = Data()
    var rest = Substring(hex)
    while !rest.isEmpty {
        guard let byte = UInt8(rest.prefix(2), radix: 16) else { throw Misspoken("\(hex) is no hex") }
        data.append(byte)
        rest = rest.dropFirst(2)
    }
    return data
}

/// As many records as are asked for, by `next_batch`; the last batch may have more.
private func read(_ target: any Sendable, _ count: Int) async throws -> [Value] {
    var records: [Value] = []
    while records.count < count {
        switch try await call(target, "next_batch", try Arguments(nil)) {
        case .object(let batch as RecordBatch): records += batch.map(\.spoken)
        default: throw Misspoken("ends after \(records.count) records")
        }
    }
    return Array(records.prefix(count))
}
