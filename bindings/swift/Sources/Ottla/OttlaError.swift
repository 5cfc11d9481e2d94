public import Foundation

/// What went wrong: which kind of thing, what a caller can do about it, and where. It has the fields of
/// ``ErrorInfo``: `error.kind`, `error.advice`, `error.codeName`.
///
/// A call whose task is cancelled throws `CancellationError` instead.
@dynamicMemberLookup
public struct OttlaError: Error, Sendable, Hashable {
    /// All that is known about it.
    public let info: ErrorInfo

    /// An error with these fields.
    public init(_ info: ErrorInfo) {
        self.info = info
    }

    /// A field of it.
    public subscript<T>(dynamicMember field: KeyPath<ErrorInfo, T>) -> T {
        info[keyPath: field]
    }
}

extension OttlaError: CustomStringConvertible, LocalizedError {
    /// What happened, where, and what helps.
    public var description: String { info.message }

    /// The same.
    public var errorDescription: String? { info.message }
}
