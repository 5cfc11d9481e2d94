// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

internal import OttlaBridge

/// What an ACL is about.
public enum AclResourceKind: String, Sendable, Hashable, CaseIterable, Codable {
    /// Topics.
    case topic = "Topic"
    /// Groups.
    case group = "Group"
    /// The cluster, by the name `kafka-cluster`.
    case cluster = "Cluster"
    /// Transactional ids.
    case transactionalId = "TransactionalId"
    /// Delegation tokens.
    case delegationToken = "DelegationToken"
    /// Users, for what is done in their name.
    case user = "User"
}

extension AclResourceKind {
    init(_ raw: RawAclResourceKind) {
        switch raw {
        case .topic: self = .topic
        case .group: self = .group
        case .cluster: self = .cluster
        case .transactionalId: self = .transactionalId
        case .delegationToken: self = .delegationToken
        case .user: self = .user
        }
    }

    var raw: RawAclResourceKind {
        switch self {
        case .topic: .topic
        case .group: .group
        case .cluster: .cluster
        case .transactionalId: .transactionalId
        case .delegationToken: .delegationToken
        case .user: .user
        }
    }
}

/// How an ACL names resources.
public enum AclPattern: String, Sendable, Hashable, CaseIterable, Codable {
    /// The one that has the name; all with `*`.
    case literal = "Literal"
    /// Those whose names begin so.
    case prefixed = "Prefixed"
}

extension AclPattern {
    init(_ raw: RawAclPattern) {
        switch raw {
        case .literal: self = .literal
        case .prefixed: self = .prefixed
        }
    }

    var raw: RawAclPattern {
        switch self {
        case .literal: .literal
        case .prefixed: .prefixed
        }
    }
}

/// What is done.
public enum AclOperation: String, Sendable, Hashable, CaseIterable, Codable {
    /// Everything.
    case all = "All"
    /// Reading.
    case read = "Read"
    /// Writing.
    case write = "Write"
    /// Creating.
    case create = "Create"
    /// Deleting.
    case delete = "Delete"
    /// Changing.
    case alter = "Alter"
    /// Describing.
    case describe = "Describe"
    /// What brokers ask of each other.
    case clusterAction = "ClusterAction"
    /// Describing the configuration.
    case describeConfigs = "DescribeConfigs"
    /// Changing the configuration.
    case alterConfigs = "AlterConfigs"
    /// Writing with idempotence.
    case idempotentWrite = "IdempotentWrite"
    /// Making delegation tokens.
    case createTokens = "CreateTokens"
    /// Describing delegation tokens.
    case describeTokens = "DescribeTokens"
    /// Transactions that others commit (KIP-939).
    case twoPhaseCommit = "TwoPhaseCommit"
}

extension AclOperation {
    init(_ raw: RawAclOperation) {
        switch raw {
        case .all: self = .all
        case .read: self = .read
        case .write: self = .write
        case .create: self = .create
        case .delete: self = .delete
        case .alter: self = .alter
        case .describe: self = .describe
        case .clusterAction: self = .clusterAction
        case .describeConfigs: self = .describeConfigs
        case .alterConfigs: self = .alterConfigs
        case .idempotentWrite: self = .idempotentWrite
        case .createTokens: self = .createTokens
        case .describeTokens: self = .describeTokens
        case .twoPhaseCommit: self = .twoPhaseCommit
        }
    }

    var raw: RawAclOperation {
        switch self {
        case .all: .all
        case .read: .read
        case .write: .write
        case .create: .create
        case .delete: .delete
        case .alter: .alter
        case .describe: .describe
        case .clusterAction: .clusterAction
        case .describeConfigs: .describeConfigs
        case .alterConfigs: .alterConfigs
        case .idempotentWrite: .idempotentWrite
        case .createTokens: .createTokens
        case .describeTokens: .describeTokens
        case .twoPhaseCommit: .twoPhaseCommit
        }
    }
}

/// Whether it may be done.
public enum AclPermission: String, Sendable, Hashable, CaseIterable, Codable {
    /// No; that counts more than any `Allow`.
    case deny = "Deny"
    /// Yes.
    case allow = "Allow"
}

extension AclPermission {
    init(_ raw: RawAclPermission) {
        switch raw {
        case .deny: self = .deny
        case .allow: self = .allow
        }
    }

    var raw: RawAclPermission {
        switch self {
        case .deny: .deny
        case .allow: .allow
        }
    }
}

/// How a filter looks at names.
public enum AclPatternMatch: String, Sendable, Hashable, CaseIterable, Codable {
    /// All rules with the name, whatever their pattern.
    case any = "Any"
    /// All rules that apply to what has the name.
    case match = "Match"
    /// Only rules with the pattern `Literal`.
    case literal = "Literal"
    /// Only rules with the pattern `Prefixed`.
    case prefixed = "Prefixed"
}

extension AclPatternMatch {
    init(_ raw: RawAclPatternMatch) {
        switch raw {
        case .any: self = .any
        case .match: self = .match
        case .literal: self = .literal
        case .prefixed: self = .prefixed
        }
    }

    var raw: RawAclPatternMatch {
        switch self {
        case .any: .any
        case .match: .match
        case .literal: .literal
        case .prefixed: .prefixed
        }
    }
}

/// Whether a change is made.
public enum UpdateMode: String, Sendable, Hashable, CaseIterable, Codable {
    /// It is made.
    case apply = "Apply"
    /// It is only looked at whether it could be made.
    case validateOnly = "ValidateOnly"
}

extension UpdateMode {
    init(_ raw: RawUpdateMode) {
        switch raw {
        case .apply: self = .apply
        case .validateOnly: self = .validateOnly
        }
    }

    var raw: RawUpdateMode {
        switch self {
        case .apply: .apply
        case .validateOnly: .validateOnly
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
    /// The levels that a broker logs with.
    case brokerLogger = "BrokerLogger"
}

extension ConfigResourceKind {
    init(_ raw: RawConfigResourceKind) {
        switch raw {
        case .topic: self = .topic
        case .broker: self = .broker
        case .group: self = .group
        case .clientMetrics: self = .clientMetrics
        case .brokerLogger: self = .brokerLogger
        }
    }

    var raw: RawConfigResourceKind {
        switch self {
        case .topic: .topic
        case .broker: .broker
        case .group: .group
        case .clientMetrics: .clientMetrics
        case .brokerLogger: .brokerLogger
        }
    }
}

/// Where a value is from.
public enum ConfigSource: String, Sendable, Hashable, CaseIterable, Codable {
    /// The topic's own.
    case topic = "Topic"
    /// One broker's own, set while it ran.
    case dynamicBroker = "DynamicBroker"
    /// That of all brokers, set while they ran.
    case dynamicDefaultBroker = "DynamicDefaultBroker"
    /// The file that the broker was started with.
    case staticBroker = "StaticBroker"
    /// Nobody has set it.
    case `default` = "Default"
    /// The broker's loggers.
    case brokerLogger = "BrokerLogger"
    /// The subscription's own.
    case clientMetrics = "ClientMetrics"
    /// The group's own.
    case group = "Group"
    /// A place that this version does not know.
    case other = "Other"
}

extension ConfigSource {
    init(_ raw: RawConfigSource) {
        switch raw {
        case .topic: self = .topic
        case .dynamicBroker: self = .dynamicBroker
        case .dynamicDefaultBroker: self = .dynamicDefaultBroker
        case .staticBroker: self = .staticBroker
        case .`default`: self = .`default`
        case .brokerLogger: self = .brokerLogger
        case .clientMetrics: self = .clientMetrics
        case .group: self = .group
        case .other: self = .other
        }
    }

    var raw: RawConfigSource {
        switch self {
        case .topic: .topic
        case .dynamicBroker: .dynamicBroker
        case .dynamicDefaultBroker: .dynamicDefaultBroker
        case .staticBroker: .staticBroker
        case .`default`: .`default`
        case .brokerLogger: .brokerLogger
        case .clientMetrics: .clientMetrics
        case .group: .group
        case .other: .other
        }
    }
}

/// What the value of a key is.
public enum ConfigKeyType: String, Sendable, Hashable, CaseIterable, Codable {
    /// True or false.
    case boolean = "Boolean"
    /// Text.
    case string = "String"
    /// A number of 32 bits.
    case int = "Int"
    /// A number of 16 bits.
    case short = "Short"
    /// A number of 64 bits.
    case long = "Long"
    /// A number with a fraction.
    case double = "Double"
    /// Texts with commas between.
    case list = "List"
    /// The name of a class.
    case `class` = "Class"
    /// Something secret.
    case password = "Password"
    /// A type that this version does not know, or old brokers do not tell.
    case other = "Other"
}

extension ConfigKeyType {
    init(_ raw: RawConfigKeyType) {
        switch raw {
        case .boolean: self = .boolean
        case .string: self = .string
        case .int: self = .int
        case .short: self = .short
        case .long: self = .long
        case .double: self = .double
        case .list: self = .list
        case .`class`: self = .`class`
        case .password: self = .password
        case .other: self = .other
        }
    }

    var raw: RawConfigKeyType {
        switch self {
        case .boolean: .boolean
        case .string: .string
        case .int: .int
        case .short: .short
        case .long: .long
        case .double: .double
        case .list: .list
        case .`class`: .`class`
        case .password: .password
        case .other: .other
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

/// Where a level goes.
public enum FeatureChange: String, Sendable, Hashable, CaseIterable, Codable {
    /// Up.
    case upgrade = "Upgrade"
    /// Down, if nothing is lost by it.
    case downgrade = "Downgrade"
    /// Down in any case.
    case unsafeDowngrade = "UnsafeDowngrade"
}

extension FeatureChange {
    init(_ raw: RawFeatureChange) {
        switch raw {
        case .upgrade: self = .upgrade
        case .downgrade: self = .downgrade
        case .unsafeDowngrade: self = .unsafeDowngrade
        }
    }

    var raw: RawFeatureChange {
        switch self {
        case .upgrade: .upgrade
        case .downgrade: .downgrade
        case .unsafeDowngrade: .unsafeDowngrade
        }
    }
}

/// What a quota is of.
public enum QuotaKind: String, Sendable, Hashable, CaseIterable, Codable {
    /// A user.
    case user = "User"
    /// A `client.id`.
    case clientId = "ClientId"
    /// An address.
    case ip = "Ip"
}

extension QuotaKind {
    init(_ raw: RawQuotaKind) {
        switch raw {
        case .user: self = .user
        case .clientId: self = .clientId
        case .ip: self = .ip
        }
    }

    var raw: RawQuotaKind {
        switch self {
        case .user: .user
        case .clientId: .clientId
        case .ip: .ip
        }
    }
}

/// How a filter looks at a part.
public enum QuotaMatchKind: String, Sendable, Hashable, CaseIterable, Codable {
    /// It has the name.
    case name = "Name"
    /// It is that of all that have none of their own.
    case `default` = "Default"
    /// It is there.
    case any = "Any"
}

extension QuotaMatchKind {
    init(_ raw: RawQuotaMatchKind) {
        switch raw {
        case .name: self = .name
        case .`default`: self = .`default`
        case .any: self = .any
        }
    }

    var raw: RawQuotaMatchKind {
        switch self {
        case .name: .name
        case .`default`: .`default`
        case .any: .any
        }
    }
}

/// Who may be elected.
public enum ElectionType: String, Sendable, Hashable, CaseIterable, Codable {
    /// The preferred leader, if it is in sync.
    case preferred = "Preferred"
    /// Whoever is there, where there is no leader: records may be lost.
    case unclean = "Unclean"
}

extension ElectionType {
    init(_ raw: RawElectionType) {
        switch raw {
        case .preferred: self = .preferred
        case .unclean: self = .unclean
        }
    }

    var raw: RawElectionType {
        switch self {
        case .preferred: .preferred
        case .unclean: .unclean
        }
    }
}

/// Whether a partition may get more replicas by a move, or less.
public enum ReplicationFactorChange: String, Sendable, Hashable, CaseIterable, Codable {
    /// It may.
    case allowed = "Allowed"
    /// The move is refused.
    case refused = "Refused"
}

extension ReplicationFactorChange {
    init(_ raw: RawReplicationFactorChange) {
        switch raw {
        case .allowed: self = .allowed
        case .refused: self = .refused
        }
    }

    var raw: RawReplicationFactorChange {
        switch self {
        case .allowed: .allowed
        case .refused: .refused
        }
    }
}

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
    /// That of the first record on the broker's own disks (KIP-405).
    case earliestLocal = "EarliestLocal"
    /// That of the last record in remote storage (KIP-1005).
    case latestTiered = "LatestTiered"
    /// That of the first record that is not in remote storage yet (KIP-1023).
    case earliestPendingUpload = "EarliestPendingUpload"
}

extension OffsetSpec {
    init(_ raw: RawOffsetSpec) {
        switch raw {
        case .earliest: self = .earliest
        case .latest: self = .latest
        case .timestamp: self = .timestamp
        case .maxTimestamp: self = .maxTimestamp
        case .earliestLocal: self = .earliestLocal
        case .latestTiered: self = .latestTiered
        case .earliestPendingUpload: self = .earliestPendingUpload
        }
    }

    var raw: RawOffsetSpec {
        switch self {
        case .earliest: .earliest
        case .latest: .latest
        case .timestamp: .timestamp
        case .maxTimestamp: .maxTimestamp
        case .earliestLocal: .earliestLocal
        case .latestTiered: .latestTiered
        case .earliestPendingUpload: .earliestPendingUpload
        }
    }
}

/// How a password is kept.
public enum ScramMechanism: String, Sendable, Hashable, CaseIterable, Codable {
    /// `SCRAM-SHA-256`.
    case sha256 = "Sha256"
    /// `SCRAM-SHA-512`.
    case sha512 = "Sha512"
}

extension ScramMechanism {
    init(_ raw: RawScramMechanism) {
        switch raw {
        case .sha256: self = .sha256
        case .sha512: self = .sha512
        }
    }

    var raw: RawScramMechanism {
        switch self {
        case .sha256: .sha256
        case .sha512: .sha512
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
    /// Another producer with the same transactional id, or another member with the same `group.instance.id`, took over.
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

/// The language of a schema.
public enum SchemaKind: String, Sendable, Hashable, CaseIterable, Codable {
    /// Apache Avro.
    case avro = "Avro"
    /// Protocol Buffers.
    case protobuf = "Protobuf"
    /// JSON Schema.
    case json = "Json"
}

extension SchemaKind {
    init(_ raw: RawSchemaKind) {
        switch raw {
        case .avro: self = .avro
        case .protobuf: self = .protobuf
        case .json: self = .json
        }
    }

    var raw: RawSchemaKind {
        switch self {
        case .avro: .avro
        case .protobuf: .protobuf
        case .json: .json
        }
    }
}

/// Whether bytes are those of a record's key or of its value.
public enum Part: String, Sendable, Hashable, CaseIterable, Codable {
    /// The key.
    case key = "Key"
    /// The value.
    case value = "Value"
}

extension Part {
    init(_ raw: RawPart) {
        switch raw {
        case .key: self = .key
        case .value: self = .value
        }
    }

    var raw: RawPart {
        switch self {
        case .key: .key
        case .value: .value
        }
    }
}

/// What became of a record.
public enum AcknowledgeType: String, Sendable, Hashable, CaseIterable, Codable {
    /// It is done.
    case accept = "Accept"
    /// It is delivered again, to this member or another, unless that was often enough.
    case release = "Release"
    /// It is delivered no more: nobody can make anything of it.
    case reject = "Reject"
    /// It takes longer: it stays this member's, and is acknowledged once more (KIP-1222).
    case renew = "Renew"
}

extension AcknowledgeType {
    init(_ raw: RawAcknowledgeType) {
        switch raw {
        case .accept: self = .accept
        case .release: self = .release
        case .reject: self = .reject
        case .renew: self = .renew
        }
    }

    var raw: RawAcknowledgeType {
        switch self {
        case .accept: .accept
        case .release: .release
        case .reject: .reject
        case .renew: .renew
        }
    }
}

/// Which changes of a subject's schema a registry takes.
public enum Compatibility: String, Sendable, Hashable, CaseIterable, Codable {
    /// All.
    case none = "None"
    /// New readers read what was written with the version before.
    case backward = "Backward"
    /// New readers read what was written with every version before.
    case backwardTransitive = "BackwardTransitive"
    /// Readers of the version before read what is written.
    case forward = "Forward"
    /// Readers of every version before read what is written.
    case forwardTransitive = "ForwardTransitive"
    /// Backward and forward.
    case full = "Full"
    /// Backward and forward with every version before.
    case fullTransitive = "FullTransitive"
}

extension Compatibility {
    init(_ raw: RawCompatibility) {
        switch raw {
        case .none: self = .none
        case .backward: self = .backward
        case .backwardTransitive: self = .backwardTransitive
        case .forward: self = .forward
        case .forwardTransitive: self = .forwardTransitive
        case .full: self = .full
        case .fullTransitive: self = .fullTransitive
        }
    }

    var raw: RawCompatibility {
        switch self {
        case .none: .none
        case .backward: .backward
        case .backwardTransitive: .backwardTransitive
        case .forward: .forward
        case .forwardTransitive: .forwardTransitive
        case .full: .full
        case .fullTransitive: .fullTransitive
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
