// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

internal import OttlaBridge

/// Which offset of a partition.
public enum OffsetSpec: String, Sendable, Hashable, CaseIterable, Codable {
    /// That of the first record that is there.
    case earliest = "Earliest"
    /// That which the next record gets.
    case latest = "Latest"
    /// That of the first record whose time is `timestamp` or later.
    case timestamp = "Timestamp"
    /// That of the record with the latest time (KIP-734).
    case maxTimestamp = "MaxTimestamp"
}

extension OffsetSpec {
    init(_ raw: RawOffsetSpec) {
        switch raw {
        case .earliest: self = .earliest
        case .latest: self = .latest
        case .timestamp: self = .timestamp
        case .maxTimestamp: self = .maxTimestamp
        }
    }

    var raw: RawOffsetSpec {
        switch self {
        case .earliest: .earliest
        case .latest: .latest
        case .timestamp: .timestamp
        case .maxTimestamp: .maxTimestamp
        }
    }
}

/// What a configuration is of.
public enum ConfigResourceKind: String, Sendable, Hashable, CaseIterable, Codable {
    /// A topic.
    case topic = "Topic"
    /// A broker by id, or all with an empty name.
    case broker = "Broker"
    /// A group.
    case group = "Group"
    /// A subscription to clients' metrics.
    case clientMetrics = "ClientMetrics"
}

extension ConfigResourceKind {
    init(_ raw: RawConfigResourceKind) {
        switch raw {
        case .topic: self = .topic
        case .broker: self = .broker
        case .group: self = .group
        case .clientMetrics: self = .clientMetrics
        }
    }

    var raw: RawConfigResourceKind {
        switch self {
        case .topic: .topic
        case .broker: .broker
        case .group: .group
        case .clientMetrics: .clientMetrics
        }
    }
}

/// How a key is changed.
public enum ConfigOperation: String, Sendable, Hashable, CaseIterable, Codable {
    /// It gets the value.
    case set = "Set"
    /// It gets its default back.
    case delete = "Delete"
    /// The value's items are added to its list.
    case append = "Append"
    /// The value's items are taken from its list.
    case subtract = "Subtract"
}

extension ConfigOperation {
    init(_ raw: RawConfigOperation) {
        switch raw {
        case .set: self = .set
        case .delete: self = .delete
        case .append: self = .append
        case .subtract: self = .subtract
        }
    }

    var raw: RawConfigOperation {
        switch self {
        case .set: .set
        case .delete: .delete
        case .append: .append
        case .subtract: .subtract
        }
    }
}

/// What kind of thing went wrong; each is an exception of its own where a language has a hierarchy.
public enum ErrorKind: String, Sendable, Hashable, CaseIterable, Codable {
    /// No broker could be connected, or the connection broke.
    case unreachable = "Unreachable"
    /// There was no answer, or no success, in the time that was given.
    case timedOut = "TimedOut"
    /// The peer does not speak Kafka's protocol: a web server, a TLS port, something else.
    case wrongProtocol = "WrongProtocol"
    /// The broker lacks the API, or every version of it that this client has.
    case unsupported = "Unsupported"
    /// The topic or partition does not exist.
    case unknownTopic = "UnknownTopic"
    /// What should be made exists already.
    case alreadyExists = "AlreadyExists"
    /// The broker did not believe who the client is, or could not prove who it is itself.
    case authenticationFailed = "AuthenticationFailed"
    /// The principal may not do this.
    case notAuthorized = "NotAuthorized"
    /// The call cannot work as it was made, whatever the broker does.
    case invalidInput = "InvalidInput"
    /// The record or request is larger than allowed.
    case tooLarge = "TooLarge"
    /// The offset is not in the log any more, or not yet.
    case offsetOutOfRange = "OffsetOutOfRange"
    /// The log was truncated below the position (KIP-320).
    case logTruncated = "LogTruncated"
    /// Bytes from the broker are damaged or make no sense.
    case corrupt = "Corrupt"
    /// A function of the user could not process a record.
    case unprocessed = "Unprocessed"
    /// A record's key or value is not of the format that it is read as.
    case unreadable = "Unreadable"
    /// The group has moved on without this member, or is about to.
    case rebalanced = "Rebalanced"
    /// The transaction has failed: it can only be aborted.
    case aborted = "Aborted"
    /// Another producer with the same transactional id took over.
    case fenced = "Fenced"
    /// The client, producer or consumer was closed.
    case closed = "Closed"
    /// The broker answered with another error; the code says which.
    case broker = "Broker"
}

extension ErrorKind {
    init(_ raw: RawErrorKind) {
        switch raw {
        case .unreachable: self = .unreachable
        case .timedOut: self = .timedOut
        case .wrongProtocol: self = .wrongProtocol
        case .unsupported: self = .unsupported
        case .unknownTopic: self = .unknownTopic
        case .alreadyExists: self = .alreadyExists
        case .authenticationFailed: self = .authenticationFailed
        case .notAuthorized: self = .notAuthorized
        case .invalidInput: self = .invalidInput
        case .tooLarge: self = .tooLarge
        case .offsetOutOfRange: self = .offsetOutOfRange
        case .logTruncated: self = .logTruncated
        case .corrupt: self = .corrupt
        case .unprocessed: self = .unprocessed
        case .unreadable: self = .unreadable
        case .rebalanced: self = .rebalanced
        case .aborted: self = .aborted
        case .fenced: self = .fenced
        case .closed: self = .closed
        case .broker: self = .broker
        }
    }

    var raw: RawErrorKind {
        switch self {
        case .unreachable: .unreachable
        case .timedOut: .timedOut
        case .wrongProtocol: .wrongProtocol
        case .unsupported: .unsupported
        case .unknownTopic: .unknownTopic
        case .alreadyExists: .alreadyExists
        case .authenticationFailed: .authenticationFailed
        case .notAuthorized: .notAuthorized
        case .invalidInput: .invalidInput
        case .tooLarge: .tooLarge
        case .offsetOutOfRange: .offsetOutOfRange
        case .logTruncated: .logTruncated
        case .corrupt: .corrupt
        case .unprocessed: .unprocessed
        case .unreadable: .unreadable
        case .rebalanced: .rebalanced
        case .aborted: .aborted
        case .fenced: .fenced
        case .closed: .closed
        case .broker: .broker
        }
    }
}

/// What a caller can do about an error.
public enum Advice: String, Sendable, Hashable, CaseIterable, Codable {
    /// The same call may work later. The client has retried already, within its time-outs.
    case retry = "Retry"
    /// The transaction can only be aborted; the producer can begin another one.
    case abort = "Abort"
    /// The group has moved on: join it again.
    case rejoin = "Rejoin"
    /// The same call will fail again.
    case fatal = "Fatal"
}

extension Advice {
    init(_ raw: RawAdvice) {
        switch raw {
        case .retry: self = .retry
        case .abort: self = .abort
        case .rejoin: self = .rejoin
        case .fatal: self = .fatal
        }
    }

    var raw: RawAdvice {
        switch self {
        case .retry: .retry
        case .abort: .abort
        case .rejoin: .rejoin
        case .fatal: .fatal
        }
    }
}

/// What kind of thing happened.
public enum EventKind: String, Sendable, Hashable, CaseIterable, Codable {
    /// A connection was opened.
    case connected = "Connected"
    /// A connection ended.
    case disconnected = "Disconnected"
    /// A connection could not be opened.
    case connectionFailed = "ConnectionFailed"
    /// A broker did not believe who the client is.
    case authenticationFailed = "AuthenticationFailed"
    /// The client has proved again who it is.
    case reauthenticated = "Reauthenticated"
    /// A quota was exceeded.
    case throttled = "Throttled"
    /// No broker that was known answered: the client began anew.
    case rebootstrapped = "Rebootstrapped"
    /// A partition has another leader.
    case leaderChanged = "LeaderChanged"
    /// Partitions of a consumer have come or gone.
    case rebalanced = "Rebalanced"
    /// A heartbeat to a group's coordinator failed.
    case heartbeatFailed = "HeartbeatFailed"
    /// Offsets could not be committed.
    case commitFailed = "CommitFailed"
    /// Another producer with the same transactional id has taken over.
    case producerFenced = "ProducerFenced"
    /// Records were given up.
    case produceFailed = "ProduceFailed"
    /// The listener was slow, and has missed events.
    case missed = "Missed"
    /// Something that this version has no name for.
    case other = "Other"
}

extension EventKind {
    init(_ raw: RawEventKind) {
        switch raw {
        case .connected: self = .connected
        case .disconnected: self = .disconnected
        case .connectionFailed: self = .connectionFailed
        case .authenticationFailed: self = .authenticationFailed
        case .reauthenticated: self = .reauthenticated
        case .throttled: self = .throttled
        case .rebootstrapped: self = .rebootstrapped
        case .leaderChanged: self = .leaderChanged
        case .rebalanced: self = .rebalanced
        case .heartbeatFailed: self = .heartbeatFailed
        case .commitFailed: self = .commitFailed
        case .producerFenced: self = .producerFenced
        case .produceFailed: self = .produceFailed
        case .missed: self = .missed
        case .other: self = .other
        }
    }

    var raw: RawEventKind {
        switch self {
        case .connected: .connected
        case .disconnected: .disconnected
        case .connectionFailed: .connectionFailed
        case .authenticationFailed: .authenticationFailed
        case .reauthenticated: .reauthenticated
        case .throttled: .throttled
        case .rebootstrapped: .rebootstrapped
        case .leaderChanged: .leaderChanged
        case .rebalanced: .rebalanced
        case .heartbeatFailed: .heartbeatFailed
        case .commitFailed: .commitFailed
        case .producerFenced: .producerFenced
        case .produceFailed: .produceFailed
        case .missed: .missed
        case .other: .other
        }
    }
}

/// Where to start in a partition.
public enum StartKind: String, Sendable, Hashable, CaseIterable, Codable {
    /// At its first record.
    case beginning = "Beginning"
    /// Behind its last record.
    case end = "End"
    /// At the offset that `at` says.
    case offset = "Offset"
    /// At the first record whose time is not before the one that `at` says, in milliseconds since 1970.
    case timestamp = "Timestamp"
}

extension StartKind {
    init(_ raw: RawStartKind) {
        switch raw {
        case .beginning: self = .beginning
        case .end: self = .end
        case .offset: self = .offset
        case .timestamp: self = .timestamp
        }
    }

    var raw: RawStartKind {
        switch self {
        case .beginning: .beginning
        case .end: .end
        case .offset: .offset
        case .timestamp: .timestamp
        }
    }
}

/// How a transaction ended.
public enum Outcome: String, Sendable, Hashable, CaseIterable, Codable {
    /// Its records count.
    case committed = "Committed"
    /// Its records do not count.
    case aborted = "Aborted"
}

extension Outcome {
    init(_ raw: RawOutcome) {
        switch raw {
        case .committed: self = .committed
        case .aborted: self = .aborted
        }
    }

    var raw: RawOutcome {
        switch self {
        case .committed: .committed
        case .aborted: .aborted
        }
    }
}
