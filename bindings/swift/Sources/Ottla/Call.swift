internal import OttlaBridge

/// How the lower layer is called: its errors become ours, and a task that is cancelled cancels what it waits for.
enum Call {
    /// A call that does not wait.
    static func made<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let failure as RawFailure {
            throw failure.said
        }
    }

    /// A call that waits.
    static func run<T: Sendable>(_ body: (RawCall) async throws -> T) async throws -> T {
        let call = RawCall()
        do {
            return try await withTaskCancellationHandler {
                try await body(call)
            } onCancel: {
                call.cancel()
            }
        } catch let failure as RawFailure {
            throw failure.said
        }
    }
}

extension RawFailure {
    fileprivate var said: any Error {
        switch self {
        case .Failed(let info, let cause):
            OttlaError(ErrorInfo(info), underlyingError: (cause as? ThrownCause)?.error)
        case .Cancelled: CancellationError()
        }
    }
}
