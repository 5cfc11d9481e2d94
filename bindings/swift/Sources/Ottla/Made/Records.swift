// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

public import Foundation
internal import OttlaBridge

/// Something that could not be done.
public struct Refusal: Sendable, Hashable {
    /// The topic, group, partition or resource.
    public var name: String
    /// Why.
    public var error: ErrorInfo

    public init(name: String, error: ErrorInfo) {
        self.name = name
        self.error = error
    }
}

extension Refusal {
    init(_ raw: RawRefusal) {
        self.init(
            name: raw.name,
            error: ErrorInfo(raw.error))
    }

    var raw: RawRefusal {
        RawRefusal(
            name: name,
            error: error.raw)
    }
}

/// A topic to create.
public struct NewTopic: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Number of partitions; the broker's `num.partitions` where it is not said.
    public var partitions: Int32?
    /// Number of replicas; the broker's `default.replication.factor` where it is not said.
    public var replicationFactor: Int32?
    /// Kafka's topic keys and their values.
    public var config: [String: String]

    public init(name: String, partitions: Int32? = nil, replicationFactor: Int32? = nil, config: [String: String] = [:]) {
        self.name = name
        self.partitions = partitions
        self.replicationFactor = replicationFactor
        self.config = config
    }
}

extension NewTopic {
    init(_ raw: RawNewTopic) {
        self.init(
            name: raw.name,
            partitions: raw.partitions,
            replicationFactor: raw.replicationFactor,
            config: raw.config)
    }

    var raw: RawNewTopic {
        RawNewTopic(
            name: name,
            partitions: partitions,
            replicationFactor: replicationFactor,
            config: config)
    }
}

/// A topic, as a list shows it.
public struct TopicListing: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Its id.
    public var id: String
    /// Number of partitions.
    public var partitions: Int32
    /// Whether it is one of Kafka's own.
    public var `internal`: Bool

    public init(name: String, id: String, partitions: Int32, `internal`: Bool) {
        self.name = name
        self.id = id
        self.partitions = partitions
        self.`internal` = `internal`
    }
}

extension TopicListing {
    init(_ raw: RawTopicListing) {
        self.init(
            name: raw.name,
            id: raw.id,
            partitions: raw.partitions,
            internal: raw.internal)
    }

    var raw: RawTopicListing {
        RawTopicListing(
            name: name,
            id: id,
            partitions: partitions,
            internal: `internal`)
    }
}

/// A topic and its partitions.
public struct TopicDescription: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Its id.
    public var id: String
    /// Whether it is one of Kafka's own.
    public var `internal`: Bool
    /// Its partitions, by number.
    public var partitions: [PartitionDescription]

    public init(name: String, id: String, `internal`: Bool, partitions: [PartitionDescription] = []) {
        self.name = name
        self.id = id
        self.`internal` = `internal`
        self.partitions = partitions
    }
}

extension TopicDescription {
    init(_ raw: RawTopicDescription) {
        self.init(
            name: raw.name,
            id: raw.id,
            internal: raw.internal,
            partitions: raw.partitions.map { PartitionDescription($0) })
    }

    var raw: RawTopicDescription {
        RawTopicDescription(
            name: name,
            id: id,
            internal: `internal`,
            partitions: partitions.map { $0.raw })
    }
}

/// A partition and its replicas.
public struct PartitionDescription: Sendable, Hashable {
    /// Its number.
    public var partition: Int32
    /// The broker that leads it, if there is one.
    public var leader: Int32?
    /// Epoch of the leader.
    public var leaderEpoch: Int32
    /// Brokers that have a replica, the preferred leader first.
    public var replicas: [Int32]
    /// Those of them that are in sync.
    public var inSyncReplicas: [Int32]

    public init(partition: Int32, leader: Int32? = nil, leaderEpoch: Int32, replicas: [Int32] = [], inSyncReplicas: [Int32] = []) {
        self.partition = partition
        self.leader = leader
        self.leaderEpoch = leaderEpoch
        self.replicas = replicas
        self.inSyncReplicas = inSyncReplicas
    }
}

extension PartitionDescription {
    init(_ raw: RawPartitionDescription) {
        self.init(
            partition: raw.partition,
            leader: raw.leader,
            leaderEpoch: raw.leaderEpoch,
            replicas: raw.replicas,
            inSyncReplicas: raw.inSyncReplicas)
    }

    var raw: RawPartitionDescription {
        RawPartitionDescription(
            partition: partition,
            leader: leader,
            leaderEpoch: leaderEpoch,
            replicas: replicas,
            inSyncReplicas: inSyncReplicas)
    }
}

/// A cluster and its brokers.
public struct ClusterDescription: Sendable, Hashable {
    /// The cluster's id.
    public var id: String?
    /// A broker that takes what controllers do.
    public var controller: Int32?
    /// The brokers.
    public var brokers: [BrokerDescription]

    public init(id: String? = nil, controller: Int32? = nil, brokers: [BrokerDescription] = []) {
        self.id = id
        self.controller = controller
        self.brokers = brokers
    }
}

extension ClusterDescription {
    init(_ raw: RawClusterDescription) {
        self.init(
            id: raw.id,
            controller: raw.controller,
            brokers: raw.brokers.map { BrokerDescription($0) })
    }

    var raw: RawClusterDescription {
        RawClusterDescription(
            id: id,
            controller: controller,
            brokers: brokers.map { $0.raw })
    }
}

/// A broker.
public struct BrokerDescription: Sendable, Hashable {
    /// Its id.
    public var id: Int32
    /// Its host.
    public var host: String
    /// Its port.
    public var port: Int32
    /// Its rack.
    public var rack: String?

    public init(id: Int32, host: String, port: Int32, rack: String? = nil) {
        self.id = id
        self.host = host
        self.port = port
        self.rack = rack
    }
}

extension BrokerDescription {
    init(_ raw: RawBrokerDescription) {
        self.init(
            id: raw.id,
            host: raw.host,
            port: raw.port,
            rack: raw.rack)
    }

    var raw: RawBrokerDescription {
        RawBrokerDescription(
            id: id,
            host: host,
            port: port,
            rack: rack)
    }
}

/// A group, as a list shows it.
public struct GroupListing: Sendable, Hashable {
    /// Its id.
    public var groupId: String
    /// Its state, with Kafka's name.
    public var state: String
    /// What its members speak: `consumer` for consumers.
    public var protocolType: String
    /// Its kind: `classic`, `consumer`, `share`, `streams`.
    public var kind: String

    public init(groupId: String, state: String, protocolType: String, kind: String) {
        self.groupId = groupId
        self.state = state
        self.protocolType = protocolType
        self.kind = kind
    }
}

extension GroupListing {
    init(_ raw: RawGroupListing) {
        self.init(
            groupId: raw.groupId,
            state: raw.state,
            protocolType: raw.protocolType,
            kind: raw.kind)
    }

    var raw: RawGroupListing {
        RawGroupListing(
            groupId: groupId,
            state: state,
            protocolType: protocolType,
            kind: kind)
    }
}

/// A group and its members.
public struct GroupDescription: Sendable, Hashable {
    /// Its id.
    public var groupId: String
    /// Its state, with Kafka's name.
    public var state: String
    /// What assigns partitions.
    public var assignor: String
    /// Its members.
    public var members: [MemberDescription]

    public init(groupId: String, state: String, assignor: String, members: [MemberDescription] = []) {
        self.groupId = groupId
        self.state = state
        self.assignor = assignor
        self.members = members
    }
}

extension GroupDescription {
    init(_ raw: RawGroupDescription) {
        self.init(
            groupId: raw.groupId,
            state: raw.state,
            assignor: raw.assignor,
            members: raw.members.map { MemberDescription($0) })
    }

    var raw: RawGroupDescription {
        RawGroupDescription(
            groupId: groupId,
            state: state,
            assignor: assignor,
            members: members.map { $0.raw })
    }
}

/// A member of a group.
public struct MemberDescription: Sendable, Hashable {
    /// Its id.
    public var memberId: String
    /// Its `group.instance.id`, if it is a static member.
    public var groupInstanceId: String?
    /// Its `client.id`.
    public var clientId: String
    /// Its host.
    public var host: String
    /// What it has.
    public var assignment: [TopicPartition]

    public init(memberId: String, groupInstanceId: String? = nil, clientId: String, host: String, assignment: [TopicPartition] = []) {
        self.memberId = memberId
        self.groupInstanceId = groupInstanceId
        self.clientId = clientId
        self.host = host
        self.assignment = assignment
    }
}

extension MemberDescription {
    init(_ raw: RawMemberDescription) {
        self.init(
            memberId: raw.memberId,
            groupInstanceId: raw.groupInstanceId,
            clientId: raw.clientId,
            host: raw.host,
            assignment: raw.assignment.map { TopicPartition($0) })
    }

    var raw: RawMemberDescription {
        RawMemberDescription(
            memberId: memberId,
            groupInstanceId: groupInstanceId,
            clientId: clientId,
            host: host,
            assignment: assignment.map { $0.raw })
    }
}

/// A question for an offset.
public struct OffsetAt: Sendable, Hashable {
    /// The topic.
    public var topic: String
    /// The partition.
    public var partition: Int32
    /// Which offset.
    public var spec: OffsetSpec
    /// Milliseconds since 1970, for `Timestamp`.
    public var timestamp: Int64?

    public init(topic: String, partition: Int32, spec: OffsetSpec, timestamp: Int64? = nil) {
        self.topic = topic
        self.partition = partition
        self.spec = spec
        self.timestamp = timestamp
    }
}

extension OffsetAt {
    init(_ raw: RawOffsetAt) {
        self.init(
            topic: raw.topic,
            partition: raw.partition,
            spec: OffsetSpec(raw.spec),
            timestamp: raw.timestamp)
    }

    var raw: RawOffsetAt {
        RawOffsetAt(
            topic: topic,
            partition: partition,
            spec: spec.raw,
            timestamp: timestamp)
    }
}

/// An offset that was asked for.
public struct ListedOffset: Sendable, Hashable {
    /// The topic.
    public var topic: String
    /// The partition.
    public var partition: Int32
    /// The offset; nil if no record has that time.
    public var offset: Int64?
    /// Time of the record, where one was looked for.
    public var timestamp: Int64?

    public init(topic: String, partition: Int32, offset: Int64? = nil, timestamp: Int64? = nil) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.timestamp = timestamp
    }
}

extension ListedOffset {
    init(_ raw: RawListedOffset) {
        self.init(
            topic: raw.topic,
            partition: raw.partition,
            offset: raw.offset,
            timestamp: raw.timestamp)
    }

    var raw: RawListedOffset {
        RawListedOffset(
            topic: topic,
            partition: partition,
            offset: offset,
            timestamp: timestamp)
    }
}

/// Something that has a configuration.
public struct ConfigResource: Sendable, Hashable {
    /// What it is.
    public var kind: ConfigResourceKind
    /// Its name, or the broker's id.
    public var name: String

    public init(kind: ConfigResourceKind, name: String) {
        self.kind = kind
        self.name = name
    }
}

extension ConfigResource {
    init(_ raw: RawConfigResource) {
        self.init(
            kind: ConfigResourceKind(raw.kind),
            name: raw.name)
    }

    var raw: RawConfigResource {
        RawConfigResource(
            kind: kind.raw,
            name: name)
    }
}

/// A key and its value.
public struct ConfigEntry: Sendable, Hashable {
    /// Kafka's key.
    public var name: String
    /// Its value; nil if it is secret or unset.
    public var value: String?
    /// Whether nobody has set it.
    public var isDefault: Bool
    /// Whether it cannot be changed while the broker runs.
    public var readOnly: Bool
    /// Whether its value is secret.
    public var sensitive: Bool

    public init(name: String, value: String? = nil, isDefault: Bool, readOnly: Bool, sensitive: Bool) {
        self.name = name
        self.value = value
        self.isDefault = isDefault
        self.readOnly = readOnly
        self.sensitive = sensitive
    }
}

extension ConfigEntry {
    init(_ raw: RawConfigEntry) {
        self.init(
            name: raw.name,
            value: raw.value,
            isDefault: raw.isDefault,
            readOnly: raw.readOnly,
            sensitive: raw.sensitive)
    }

    var raw: RawConfigEntry {
        RawConfigEntry(
            name: name,
            value: value,
            isDefault: isDefault,
            readOnly: readOnly,
            sensitive: sensitive)
    }
}

/// A change of a key.
public struct ConfigChange: Sendable, Hashable {
    /// Kafka's key.
    public var key: String
    /// How it is changed.
    public var operation: ConfigOperation
    /// The value, but for `Delete`.
    public var value: String?

    public init(key: String, operation: ConfigOperation, value: String? = nil) {
        self.key = key
        self.operation = operation
        self.value = value
    }
}

extension ConfigChange {
    init(_ raw: RawConfigChange) {
        self.init(
            key: raw.key,
            operation: ConfigOperation(raw.operation),
            value: raw.value)
    }

    var raw: RawConfigChange {
        RawConfigChange(
            key: key,
            operation: operation.raw,
            value: value)
    }
}

/// The fields of an error.
public struct ErrorInfo: Sendable, Hashable {
    /// What kind of thing went wrong.
    public var kind: ErrorKind
    /// What a caller can do about it.
    public var advice: Advice
    /// What was being done.
    public var operation: String
    /// What happened, where, and what helps, in one text.
    public var message: String
    /// The number of the broker's error, if it was one.
    public var code: Int32?
    /// Kafka's name of that number.
    public var codeName: String?
    /// Where: topic, partition, broker and the like.
    public var context: [String: String]
    /// Where logs part, if the log was truncated (KIP-320).
    public var divergentOffset: Int64?

    public init(kind: ErrorKind, advice: Advice, operation: String, message: String, code: Int32? = nil, codeName: String? = nil, context: [String: String] = [:], divergentOffset: Int64? = nil) {
        self.kind = kind
        self.advice = advice
        self.operation = operation
        self.message = message
        self.code = code
        self.codeName = codeName
        self.context = context
        self.divergentOffset = divergentOffset
    }
}

extension ErrorInfo {
    init(_ raw: RawErrorInfo) {
        self.init(
            kind: ErrorKind(raw.kind),
            advice: Advice(raw.advice),
            operation: raw.operation,
            message: raw.message,
            code: raw.code,
            codeName: raw.codeName,
            context: raw.context,
            divergentOffset: raw.divergentOffset)
    }

    var raw: RawErrorInfo {
        RawErrorInfo(
            kind: kind.raw,
            advice: advice.raw,
            operation: operation,
            message: message,
            code: code,
            codeName: codeName,
            context: context,
            divergentOffset: divergentOffset)
    }
}

/// Something that happened.
public struct Event: Sendable, Hashable {
    /// What kind of thing.
    public var kind: EventKind
    /// What it was about: broker, group, error and the like.
    public var details: [String: String]

    public init(kind: EventKind, details: [String: String] = [:]) {
        self.kind = kind
        self.details = details
    }
}

extension Event {
    init(_ raw: RawEvent) {
        self.init(
            kind: EventKind(raw.kind),
            details: raw.details)
    }

    var raw: RawEvent {
        RawEvent(
            kind: kind.raw,
            details: details)
    }
}

/// A place to start at in a partition.
public struct Start: Sendable, Hashable {
    /// What kind of place.
    public var kind: StartKind
    /// The offset, or the time.
    public var at: Int64?

    public init(kind: StartKind, at: Int64? = nil) {
        self.kind = kind
        self.at = at
    }
}

extension Start {
    init(_ raw: RawStart) {
        self.init(
            kind: StartKind(raw.kind),
            at: raw.at)
    }

    var raw: RawStart {
        RawStart(
            kind: kind.raw,
            at: at)
    }
}

/// A name and a value that go with a record.
public struct Header: Sendable, Hashable {
    /// The name; several headers may have the same.
    public var key: String
    /// The value; nil and empty are different things.
    public var value: Data?

    public init(key: String, value: Data? = nil) {
        self.key = key
        self.value = value
    }
}

extension Header {
    init(_ raw: RawHeader) {
        self.init(
            key: raw.key,
            value: raw.value)
    }

    var raw: RawHeader {
        RawHeader(
            key: key,
            value: value)
    }
}

/// A record to send.
public struct NewRecord: Sendable, Hashable {
    /// The value; without one the record is a tombstone where the topic is compacted.
    public var value: Data?
    /// The key: records with the same key go to the same partition.
    public var key: Data?
    /// The partition, where the partitioner is not to choose.
    public var partition: Int32?
    /// Milliseconds since 1970; now, where it is not said.
    public var timestamp: Int64?
    /// Its headers, in order.
    public var headers: [Header]

    public init(value: Data? = nil, key: Data? = nil, partition: Int32? = nil, timestamp: Int64? = nil, headers: [Header] = []) {
        self.value = value
        self.key = key
        self.partition = partition
        self.timestamp = timestamp
        self.headers = headers
    }
}

extension NewRecord {
    init(_ raw: RawNewRecord) {
        self.init(
            value: raw.value,
            key: raw.key,
            partition: raw.partition,
            timestamp: raw.timestamp,
            headers: raw.headers.map { Header($0) })
    }

    var raw: RawNewRecord {
        RawNewRecord(
            value: value,
            key: key,
            partition: partition,
            timestamp: timestamp,
            headers: headers.map { $0.raw })
    }
}

/// Where a record was written.
public struct Written: Sendable, Hashable {
    /// The topic.
    public var topic: String
    /// The partition.
    public var partition: Int32
    /// The offset; -1 where the broker does not tell: without acks, or when it recognised the record.
    public var offset: Int64
    /// Milliseconds since 1970: the broker's time if the topic keeps that.
    public var timestamp: Int64

    public init(topic: String, partition: Int32, offset: Int64, timestamp: Int64) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.timestamp = timestamp
    }
}

extension Written {
    init(_ raw: RawWritten) {
        self.init(
            topic: raw.topic,
            partition: raw.partition,
            offset: raw.offset,
            timestamp: raw.timestamp)
    }

    var raw: RawWritten {
        RawWritten(
            topic: topic,
            partition: partition,
            offset: offset,
            timestamp: timestamp)
    }
}

/// A record that was read.
public struct Record: Sendable, Hashable {
    /// The topic.
    public var topic: String
    /// The partition.
    public var partition: Int32
    /// The offset.
    public var offset: Int64
    /// Milliseconds since 1970: when it was made, or appended, as the topic is configured; -1 without.
    public var timestamp: Int64
    /// The key; nil and empty are different things.
    public var key: Data?
    /// The value; nil is a tombstone where the topic is compacted.
    public var value: Data?
    /// Its headers, in order.
    public var headers: [Header]

    public init(topic: String, partition: Int32, offset: Int64, timestamp: Int64, key: Data? = nil, value: Data? = nil, headers: [Header] = []) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.timestamp = timestamp
        self.key = key
        self.value = value
        self.headers = headers
    }
}

extension Record {
    init(_ raw: RawRecord) {
        self.init(
            topic: raw.topic,
            partition: raw.partition,
            offset: raw.offset,
            timestamp: raw.timestamp,
            key: raw.key,
            value: raw.value,
            headers: raw.headers.map { Header($0) })
    }

    var raw: RawRecord {
        RawRecord(
            topic: topic,
            partition: partition,
            offset: offset,
            timestamp: timestamp,
            key: key,
            value: value,
            headers: headers.map { $0.raw })
    }
}

/// A partition of a topic.
public struct TopicPartition: Sendable, Hashable {
    /// The topic.
    public var topic: String
    /// The partition.
    public var partition: Int32

    public init(topic: String, partition: Int32) {
        self.topic = topic
        self.partition = partition
    }
}

extension TopicPartition {
    init(_ raw: RawTopicPartition) {
        self.init(
            topic: raw.topic,
            partition: raw.partition)
    }

    var raw: RawTopicPartition {
        RawTopicPartition(
            topic: topic,
            partition: partition)
    }
}

/// An offset in a partition.
public struct PartitionOffset: Sendable, Hashable {
    /// The topic.
    public var topic: String
    /// The partition.
    public var partition: Int32
    /// The offset. Committed, it is the next one to read.
    public var offset: Int64
    /// Epoch of the leader that wrote the record before, if it is known.
    public var leaderEpoch: Int32?
    /// Text that is kept with a committed offset.
    public var metadata: String?

    public init(topic: String, partition: Int32, offset: Int64, leaderEpoch: Int32? = nil, metadata: String? = nil) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.leaderEpoch = leaderEpoch
        self.metadata = metadata
    }
}

extension PartitionOffset {
    init(_ raw: RawPartitionOffset) {
        self.init(
            topic: raw.topic,
            partition: raw.partition,
            offset: raw.offset,
            leaderEpoch: raw.leaderEpoch,
            metadata: raw.metadata)
    }

    var raw: RawPartitionOffset {
        RawPartitionOffset(
            topic: topic,
            partition: partition,
            offset: offset,
            leaderEpoch: leaderEpoch,
            metadata: metadata)
    }
}
