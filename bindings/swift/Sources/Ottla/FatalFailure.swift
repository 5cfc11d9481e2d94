internal import OttlaBridge

/// An error of a function that handles records which says that trying again is of no use: the record is a dead letter
/// at once. An ``OttlaError`` whose advice is `.fatal` says the same.
public protocol FatalFailure: Error {}

extension RawThrown {
    /// What is told of an error that a function has thrown.
    init(_ error: any Error) {
        let ours = (error as? OttlaError)?.advice == .fatal
        self = .Failed(
            kind: "\(type(of: error))", text: "\(error)", fatal: error is any FatalFailure || ours,
            cause: ThrownCause(error))
    }
}

/// An error that a function has thrown, on its way through Rust to whoever called what calls the function.
final class ThrownCause: RawCause {
    let error: any Error

    init(_ error: any Error) {
        self.error = error
    }

    func said() -> String { "\(error)" }
}
