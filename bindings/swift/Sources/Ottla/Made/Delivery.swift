// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

internal import OttlaBridge

/// What becomes of a record that was sent.
public final class Delivery: Sendable {
    let raw: RawDelivery

    init(_ raw: RawDelivery) {
        self.raw = raw
    }

    /// The partition that was chosen.
    public var partition: Int32 {
        raw.partition()
    }

    /// Where the record was written, once it is.
    public func written() async throws -> Written {
        try await Call.run { call in
            let given = try await raw.written(call: call)
            return Written(given)
        }
    }
}
