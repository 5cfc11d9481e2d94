public import Foundation

/// What went wrong: which kind of thing, what a caller can do about it, and where. It has the fields of
/// ``ErrorInfo``: `error.kind`, `error.advice`, `error.codeName`.
///
/// A call whose task is cancelled throws `CancellationError` instead.
@dynamicMemberLookup
public struct OttlaError: Error, Sendable {
    /// All that is known about it.
    public let info: ErrorInfo

    /// What a function of yours has thrown, where that is what went wrong (`.unprocessed`).
    public let underlyingError: (any Error)?

    /// An error with these fields, and what it comes of.
    public init(_ info: ErrorInfo, underlyingError: (any Error)? = nil) {
        self.info = info
        self.underlyingError = underlyingError
    }

    /// A field of it.
    public subscript<T>(dynamicMember field: KeyPath<ErrorInfo, T>) -> T {
        info[keyPath: field]
    }
}

extension OttlaError: Hashable {
    /// Whether they say the same; what they come of is not compared.
    public static func == (one: Self, other: Self) -> Bool { one.info == other.info }

    /// Of what it says.
    public func hash(into hasher: inout Hasher) { hasher.combine(info) }
}

extension OttlaError: CustomStringConvertible, LocalizedError {
    /// What happened, where, and what helps.
    public var description: String { info.message }

    /// The same.
    public var errorDescription: String? { info.message }
}
