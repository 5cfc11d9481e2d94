// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

internal import OttlaBridge

/// The events of a client, for a loop.
public final class Events: Sendable {
    let raw: RawEvents

    init(_ raw: RawEvents) {
        self.raw = raw
    }

    /// The next event; nil when the client and all that it made are gone.
    public func nextEvent() async throws -> Event? {
        try await Call.run { call in
            let given = try await raw.nextEvent(call: call)
            return given.map { Event($0) }
        }
    }
}

extension Events: AsyncSequence {
    /// One by one, as they come.
    public func makeAsyncIterator() -> NextIterator<Event> {
        NextIterator { [self] in try await nextEvent() }
    }
}
