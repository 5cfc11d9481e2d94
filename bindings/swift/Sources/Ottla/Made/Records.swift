// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

public import Foundation
internal import OttlaBridge

/// A rule that says who may do what.
public struct Acl: Sendable, Hashable {
    /// What it is about.
    public var resource: AclResourceKind
    /// Its name, or how names begin.
    public var name: String
    /// Which of the two.
    public var pattern: AclPattern
    /// Who: `User:alice`, or `User:*`.
    public var principal: String
    /// Where from: an address, or `*`.
    public var host: String
    /// What is done.
    public var operation: AclOperation
    /// Whether it may be.
    public var permission: AclPermission

    public init(resource: AclResourceKind, name: String, pattern: AclPattern, principal: String, host: String, operation: AclOperation, permission: AclPermission) {
        self.resource = resource
        self.name = name
        self.pattern = pattern
        self.principal = principal
        self.host = host
        self.operation = operation
        self.permission = permission
    }
}

extension Acl {
    init(_ raw: RawAcl) {
        self.init(
            resource: AclResourceKind(raw.resource),
            name: raw.name,
            pattern: AclPattern(raw.pattern),
            principal: raw.principal,
            host: raw.host,
            operation: AclOperation(raw.operation),
            permission: AclPermission(raw.permission))
    }

    var raw: RawAcl {
        RawAcl(
            resource: resource.raw,
            name: name,
            pattern: pattern.raw,
            principal: principal,
            host: host,
            operation: operation.raw,
            permission: permission.raw)
    }
}

/// Which rules; what is not said does not matter.
public struct AclFilter: Sendable, Hashable {
    /// What they are about.
    public var resource: AclResourceKind?
    /// Their name.
    public var name: String?
    /// How the name is looked at; `Any` where it is not said.
    public var pattern: AclPatternMatch?
    /// Who.
    public var principal: String?
    /// Where from.
    public var host: String?
    /// What is done.
    public var operation: AclOperation?
    /// Whether it may be.
    public var permission: AclPermission?

    public init(resource: AclResourceKind? = nil, name: String? = nil, pattern: AclPatternMatch? = nil, principal: String? = nil, host: String? = nil, operation: AclOperation? = nil, permission: AclPermission? = nil) {
        self.resource = resource
        self.name = name
        self.pattern = pattern
        self.principal = principal
        self.host = host
        self.operation = operation
        self.permission = permission
    }
}

extension AclFilter {
    init(_ raw: RawAclFilter) {
        self.init(
            resource: raw.resource.map { AclResourceKind($0) },
            name: raw.name,
            pattern: raw.pattern.map { AclPatternMatch($0) },
            principal: raw.principal,
            host: raw.host,
            operation: raw.operation.map { AclOperation($0) },
            permission: raw.permission.map { AclPermission($0) })
    }

    var raw: RawAclFilter {
        RawAclFilter(
            resource: resource.map { $0.raw },
            name: name,
            pattern: pattern.map { $0.raw },
            principal: principal,
            host: host,
            operation: operation.map { $0.raw },
            permission: permission.map { $0.raw })
    }
}

/// What a filter has deleted.
public struct AclDeletion: Sendable, Hashable {
    /// The filter.
    public var filter: AclFilter
    /// The rules that it fitted.
    public var deleted: [Acl]

    public init(filter: AclFilter, deleted: [Acl] = []) {
        self.filter = filter
        self.deleted = deleted
    }
}

extension AclDeletion {
    init(_ raw: RawAclDeletion) {
        self.init(
            filter: AclFilter(raw.filter),
            deleted: raw.deleted.map { Acl($0) })
    }

    var raw: RawAclDeletion {
        RawAclDeletion(
            filter: filter.raw,
            deleted: deleted.map { $0.raw })
    }
}

/// What several filters have deleted.
public struct AclDeletions: Sendable, Hashable {
    /// Those that worked.
    public var found: [AclDeletion]
    /// The others, by their number from 0.
    public var refused: [Refusal]

    public init(found: [AclDeletion] = [], refused: [Refusal] = []) {
        self.found = found
        self.refused = refused
    }
}

extension AclDeletions {
    init(_ raw: RawAclDeletions) {
        self.init(
            found: raw.found.map { AclDeletion($0) },
            refused: raw.refused.map { Refusal($0) })
    }

    var raw: RawAclDeletions {
        RawAclDeletions(
            found: found.map { $0.raw },
            refused: refused.map { $0.raw })
    }
}

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

/// A group in the classic protocol.
public struct ClassicGroupDescription: Sendable, Hashable {
    /// Its id.
    public var groupId: String
    /// What its members are: `consumer`, `connect`, or whatever they say.
    public var protocolType: String
    /// What they have agreed on: the assignor of consumers.
    public var `protocol`: String
    /// Its state, with Kafka's name.
    public var state: String
    /// Its members.
    public var members: [ClassicMemberDescription]
    /// The broker that coordinates it: `host:port`.
    public var coordinator: String
    /// What the principal may do with it, if that was asked for.
    public var authorizedOperations: [AclOperation]?

    public init(groupId: String, protocolType: String, `protocol`: String, state: String, members: [ClassicMemberDescription] = [], coordinator: String, authorizedOperations: [AclOperation]? = nil) {
        self.groupId = groupId
        self.protocolType = protocolType
        self.`protocol` = `protocol`
        self.state = state
        self.members = members
        self.coordinator = coordinator
        self.authorizedOperations = authorizedOperations
    }
}

extension ClassicGroupDescription {
    init(_ raw: RawClassicGroupDescription) {
        self.init(
            groupId: raw.groupId,
            protocolType: raw.protocolType,
            protocol: raw.protocol,
            state: raw.state,
            members: raw.members.map { ClassicMemberDescription($0) },
            coordinator: raw.coordinator,
            authorizedOperations: raw.authorizedOperations.map { $0.map { AclOperation($0) } })
    }

    var raw: RawClassicGroupDescription {
        RawClassicGroupDescription(
            groupId: groupId,
            protocolType: protocolType,
            protocol: `protocol`,
            state: state,
            members: members.map { $0.raw },
            coordinator: coordinator,
            authorizedOperations: authorizedOperations.map { $0.map { $0.raw } })
    }
}

/// A member of such a group.
public struct ClassicMemberDescription: Sendable, Hashable {
    /// Its id.
    public var memberId: String
    /// Its `group.instance.id`, if it is a static member.
    public var groupInstanceId: String?
    /// Its `client.id`.
    public var clientId: String
    /// Its host.
    public var host: String
    /// What it has told the others, as its protocol writes it.
    public var metadata: Data
    /// What it was given, as its protocol writes it.
    public var assignment: Data

    public init(memberId: String, groupInstanceId: String? = nil, clientId: String, host: String, metadata: Data, assignment: Data) {
        self.memberId = memberId
        self.groupInstanceId = groupInstanceId
        self.clientId = clientId
        self.host = host
        self.metadata = metadata
        self.assignment = assignment
    }
}

extension ClassicMemberDescription {
    init(_ raw: RawClassicMemberDescription) {
        self.init(
            memberId: raw.memberId,
            groupInstanceId: raw.groupInstanceId,
            clientId: raw.clientId,
            host: raw.host,
            metadata: raw.metadata,
            assignment: raw.assignment)
    }

    var raw: RawClassicMemberDescription {
        RawClassicMemberDescription(
            memberId: memberId,
            groupInstanceId: groupInstanceId,
            clientId: clientId,
            host: host,
            metadata: metadata,
            assignment: assignment)
    }
}

/// Groups that were asked for.
public struct ClassicGroupDescriptions: Sendable, Hashable {
    /// Those that are there.
    public var found: [ClassicGroupDescription]
    /// The others.
    public var refused: [Refusal]

    public init(found: [ClassicGroupDescription] = [], refused: [Refusal] = []) {
        self.found = found
        self.refused = refused
    }
}

extension ClassicGroupDescriptions {
    init(_ raw: RawClassicGroupDescriptions) {
        self.init(
            found: raw.found.map { ClassicGroupDescription($0) },
            refused: raw.refused.map { Refusal($0) })
    }

    var raw: RawClassicGroupDescriptions {
        RawClassicGroupDescriptions(
            found: found.map { $0.raw },
            refused: refused.map { $0.raw })
    }
}

/// A cluster and its brokers.
public struct ClusterDescription: Sendable, Hashable {
    /// The cluster's id.
    public var id: String?
    /// A broker that takes what controllers do.
    public var controller: Int32?
    /// The brokers, or the controllers, if they were asked for.
    public var brokers: [BrokerDescription]
    /// What the principal may do with it, if that was asked for.
    public var authorizedOperations: [AclOperation]?

    public init(id: String? = nil, controller: Int32? = nil, brokers: [BrokerDescription] = [], authorizedOperations: [AclOperation]? = nil) {
        self.id = id
        self.controller = controller
        self.brokers = brokers
        self.authorizedOperations = authorizedOperations
    }
}

extension ClusterDescription {
    init(_ raw: RawClusterDescription) {
        self.init(
            id: raw.id,
            controller: raw.controller,
            brokers: raw.brokers.map { BrokerDescription($0) },
            authorizedOperations: raw.authorizedOperations.map { $0.map { AclOperation($0) } })
    }

    var raw: RawClusterDescription {
        RawClusterDescription(
            id: id,
            controller: controller,
            brokers: brokers.map { $0.raw },
            authorizedOperations: authorizedOperations.map { $0.map { $0.raw } })
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
    /// Whether it is not served by, for it is starting, ending or away.
    public var fenced: Bool

    public init(id: Int32, host: String, port: Int32, rack: String? = nil, fenced: Bool) {
        self.id = id
        self.host = host
        self.port = port
        self.rack = rack
        self.fenced = fenced
    }
}

extension BrokerDescription {
    init(_ raw: RawBrokerDescription) {
        self.init(
            id: raw.id,
            host: raw.host,
            port: raw.port,
            rack: raw.rack,
            fenced: raw.fenced)
    }

    var raw: RawBrokerDescription {
        RawBrokerDescription(
            id: id,
            host: host,
            port: port,
            rack: rack,
            fenced: fenced)
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
    /// Where the value is from.
    public var source: ConfigSource
    /// Whether it cannot be changed while the broker runs.
    public var readOnly: Bool
    /// Whether its value is secret.
    public var sensitive: Bool
    /// What its value is.
    public var keyType: ConfigKeyType
    /// Where it is set, the first counting, if that was asked for.
    public var synonyms: [ConfigSynonym]
    /// What it does, if that was asked for.
    public var documentation: String?

    public init(name: String, value: String? = nil, isDefault: Bool, source: ConfigSource, readOnly: Bool, sensitive: Bool, keyType: ConfigKeyType, synonyms: [ConfigSynonym] = [], documentation: String? = nil) {
        self.name = name
        self.value = value
        self.isDefault = isDefault
        self.source = source
        self.readOnly = readOnly
        self.sensitive = sensitive
        self.keyType = keyType
        self.synonyms = synonyms
        self.documentation = documentation
    }
}

extension ConfigEntry {
    init(_ raw: RawConfigEntry) {
        self.init(
            name: raw.name,
            value: raw.value,
            isDefault: raw.isDefault,
            source: ConfigSource(raw.source),
            readOnly: raw.readOnly,
            sensitive: raw.sensitive,
            keyType: ConfigKeyType(raw.keyType),
            synonyms: raw.synonyms.map { ConfigSynonym($0) },
            documentation: raw.documentation)
    }

    var raw: RawConfigEntry {
        RawConfigEntry(
            name: name,
            value: value,
            isDefault: isDefault,
            source: source.raw,
            readOnly: readOnly,
            sensitive: sensitive,
            keyType: keyType.raw,
            synonyms: synonyms.map { $0.raw },
            documentation: documentation)
    }
}

/// A place where a key is set.
public struct ConfigSynonym: Sendable, Hashable {
    /// Its key there.
    public var name: String
    /// Its value there; nil if it is secret.
    public var value: String?
    /// What place that is.
    public var source: ConfigSource

    public init(name: String, value: String? = nil, source: ConfigSource) {
        self.name = name
        self.value = value
        self.source = source
    }
}

extension ConfigSynonym {
    init(_ raw: RawConfigSynonym) {
        self.init(
            name: raw.name,
            value: raw.value,
            source: ConfigSource(raw.source))
    }

    var raw: RawConfigSynonym {
        RawConfigSynonym(
            name: name,
            value: value,
            source: source.raw)
    }
}

/// A configuration that was asked for.
public struct ConfigDescription: Sendable, Hashable {
    /// What it is of.
    public var resource: ConfigResource
    /// Its keys and values.
    public var entries: [ConfigEntry]

    public init(resource: ConfigResource, entries: [ConfigEntry] = []) {
        self.resource = resource
        self.entries = entries
    }
}

extension ConfigDescription {
    init(_ raw: RawConfigDescription) {
        self.init(
            resource: ConfigResource(raw.resource),
            entries: raw.entries.map { ConfigEntry($0) })
    }

    var raw: RawConfigDescription {
        RawConfigDescription(
            resource: resource.raw,
            entries: entries.map { $0.raw })
    }
}

/// Configurations that were asked for.
public struct ConfigDescriptions: Sendable, Hashable {
    /// Those that are there.
    public var found: [ConfigDescription]
    /// The others.
    public var refused: [Refusal]

    public init(found: [ConfigDescription] = [], refused: [Refusal] = []) {
        self.found = found
        self.refused = refused
    }
}

extension ConfigDescriptions {
    init(_ raw: RawConfigDescriptions) {
        self.init(
            found: raw.found.map { ConfigDescription($0) },
            refused: raw.refused.map { Refusal($0) })
    }

    var raw: RawConfigDescriptions {
        RawConfigDescriptions(
            found: found.map { $0.raw },
            refused: refused.map { $0.raw })
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

/// Changes of one configuration.
public struct ConfigUpdate: Sendable, Hashable {
    /// What is changed.
    public var resource: ConfigResource
    /// How; all or none.
    public var changes: [ConfigChange]

    public init(resource: ConfigResource, changes: [ConfigChange] = []) {
        self.resource = resource
        self.changes = changes
    }
}

extension ConfigUpdate {
    init(_ raw: RawConfigUpdate) {
        self.init(
            resource: ConfigResource(raw.resource),
            changes: raw.changes.map { ConfigChange($0) })
    }

    var raw: RawConfigUpdate {
        RawConfigUpdate(
            resource: resource.raw,
            changes: changes.map { $0.raw })
    }
}

/// Somebody, as brokers know them.
public struct Principal: Sendable, Hashable {
    /// What they are: `User`.
    public var kind: String
    /// Their name.
    public var name: String

    public init(kind: String, name: String) {
        self.kind = kind
        self.name = name
    }
}

extension Principal {
    init(_ raw: RawPrincipal) {
        self.init(
            kind: raw.kind,
            name: raw.name)
    }

    var raw: RawPrincipal {
        RawPrincipal(
            kind: kind,
            name: name)
    }
}

/// A token.
public struct DelegationToken: Sendable, Hashable {
    /// Its id: the user name of SASL/SCRAM.
    public var id: String
    /// The secret that belongs to it: in base64 the password of SASL/SCRAM.
    public var hmac: Data
    /// Whom it belongs to.
    public var owner: Principal
    /// Who asked for it; the owner where brokers are too old to tell.
    public var requester: Principal
    /// Who may renew it besides the owner.
    public var renewers: [Principal]
    /// When it was made, in milliseconds since 1970.
    public var issuedAt: Int64
    /// When it ends unless it is renewed, in milliseconds since 1970.
    public var expiresAt: Int64
    /// When it ends at last, in milliseconds since 1970.
    public var expiresAtMax: Int64

    public init(id: String, hmac: Data, owner: Principal, requester: Principal, renewers: [Principal] = [], issuedAt: Int64, expiresAt: Int64, expiresAtMax: Int64) {
        self.id = id
        self.hmac = hmac
        self.owner = owner
        self.requester = requester
        self.renewers = renewers
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.expiresAtMax = expiresAtMax
    }
}

extension DelegationToken {
    init(_ raw: RawDelegationToken) {
        self.init(
            id: raw.id,
            hmac: raw.hmac,
            owner: Principal(raw.owner),
            requester: Principal(raw.requester),
            renewers: raw.renewers.map { Principal($0) },
            issuedAt: raw.issuedAt,
            expiresAt: raw.expiresAt,
            expiresAtMax: raw.expiresAtMax)
    }

    var raw: RawDelegationToken {
        RawDelegationToken(
            id: id,
            hmac: hmac,
            owner: owner.raw,
            requester: requester.raw,
            renewers: renewers.map { $0.raw },
            issuedAt: issuedAt,
            expiresAt: expiresAt,
            expiresAtMax: expiresAtMax)
    }
}

/// A feature.
public struct FeatureDescription: Sendable, Hashable {
    /// Its name: `metadata.version`.
    public var name: String
    /// The level that the cluster is at; 0 if it does not use it.
    public var level: Int32
    /// The lowest level that the broker can be at, if it knows the feature.
    public var supportedMin: Int32?
    /// The highest level that the broker can be at, if it knows the feature.
    public var supportedMax: Int32?
    /// What the cluster's levels are as of: a later epoch, the same for all features, may have others; nil if the broker
    /// does not say.
    public var epoch: Int64?

    public init(name: String, level: Int32, supportedMin: Int32? = nil, supportedMax: Int32? = nil, epoch: Int64? = nil) {
        self.name = name
        self.level = level
        self.supportedMin = supportedMin
        self.supportedMax = supportedMax
        self.epoch = epoch
    }
}

extension FeatureDescription {
    init(_ raw: RawFeatureDescription) {
        self.init(
            name: raw.name,
            level: raw.level,
            supportedMin: raw.supportedMin,
            supportedMax: raw.supportedMax,
            epoch: raw.epoch)
    }

    var raw: RawFeatureDescription {
        RawFeatureDescription(
            name: name,
            level: level,
            supportedMin: supportedMin,
            supportedMax: supportedMax,
            epoch: epoch)
    }
}

/// A feature that is to be at another level.
public struct FeatureUpdate: Sendable, Hashable {
    /// The feature.
    public var name: String
    /// The level; 0 for none.
    public var level: Int32
    /// Where that is.
    public var change: FeatureChange

    public init(name: String, level: Int32, change: FeatureChange) {
        self.name = name
        self.level = level
        self.change = change
    }
}

extension FeatureUpdate {
    init(_ raw: RawFeatureUpdate) {
        self.init(
            name: raw.name,
            level: raw.level,
            change: FeatureChange(raw.change))
    }

    var raw: RawFeatureUpdate {
        RawFeatureUpdate(
            name: name,
            level: level,
            change: change.raw)
    }
}

/// A question for what a group has committed.
public struct GroupOffsetsQuery: Sendable, Hashable {
    /// The group.
    public var groupId: String
    /// Of which partitions; of all where it is not said.
    public var partitions: [TopicPartition]?
    /// Whether open transactions that commit offsets are waited for.
    public var stable: Bool?

    public init(groupId: String, partitions: [TopicPartition]? = nil, stable: Bool? = nil) {
        self.groupId = groupId
        self.partitions = partitions
        self.stable = stable
    }
}

extension GroupOffsetsQuery {
    init(_ raw: RawGroupOffsetsQuery) {
        self.init(
            groupId: raw.groupId,
            partitions: raw.partitions.map { $0.map { TopicPartition($0) } },
            stable: raw.stable)
    }

    var raw: RawGroupOffsetsQuery {
        RawGroupOffsetsQuery(
            groupId: groupId,
            partitions: partitions.map { $0.map { $0.raw } },
            stable: stable)
    }
}

/// What a group has committed.
public struct GroupOffsets: Sendable, Hashable {
    /// The group.
    public var groupId: String
    /// The offsets; partitions without one are left out.
    public var offsets: [PartitionOffset]

    public init(groupId: String, offsets: [PartitionOffset] = []) {
        self.groupId = groupId
        self.offsets = offsets
    }
}

extension GroupOffsets {
    init(_ raw: RawGroupOffsets) {
        self.init(
            groupId: raw.groupId,
            offsets: raw.offsets.map { PartitionOffset($0) })
    }

    var raw: RawGroupOffsets {
        RawGroupOffsets(
            groupId: groupId,
            offsets: offsets.map { $0.raw })
    }
}

/// What several groups have committed.
public struct GroupOffsetsListings: Sendable, Hashable {
    /// Groups that are known.
    public var found: [GroupOffsets]
    /// The others.
    public var refused: [Refusal]

    public init(found: [GroupOffsets] = [], refused: [Refusal] = []) {
        self.found = found
        self.refused = refused
    }
}

extension GroupOffsetsListings {
    init(_ raw: RawGroupOffsetsListings) {
        self.init(
            found: raw.found.map { GroupOffsets($0) },
            refused: raw.refused.map { Refusal($0) })
    }

    var raw: RawGroupOffsetsListings {
        RawGroupOffsetsListings(
            found: found.map { $0.raw },
            refused: refused.map { $0.raw })
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
    /// How it is coordinated: `classic` or `consumer`.
    public var `protocol`: String
    /// Its state, with Kafka's name.
    public var state: String
    /// What assigns partitions.
    public var assignor: String
    /// Its epoch (KIP-848).
    public var epoch: Int32?
    /// Epoch of what members are to have (KIP-848).
    public var assignmentEpoch: Int32?
    /// Its members.
    public var members: [MemberDescription]
    /// The broker that coordinates it: `host:port`.
    public var coordinator: String
    /// What the principal may do with it, if that was asked for.
    public var authorizedOperations: [AclOperation]?

    public init(groupId: String, `protocol`: String, state: String, assignor: String, epoch: Int32? = nil, assignmentEpoch: Int32? = nil, members: [MemberDescription] = [], coordinator: String, authorizedOperations: [AclOperation]? = nil) {
        self.groupId = groupId
        self.`protocol` = `protocol`
        self.state = state
        self.assignor = assignor
        self.epoch = epoch
        self.assignmentEpoch = assignmentEpoch
        self.members = members
        self.coordinator = coordinator
        self.authorizedOperations = authorizedOperations
    }
}

extension GroupDescription {
    init(_ raw: RawGroupDescription) {
        self.init(
            groupId: raw.groupId,
            protocol: raw.protocol,
            state: raw.state,
            assignor: raw.assignor,
            epoch: raw.epoch,
            assignmentEpoch: raw.assignmentEpoch,
            members: raw.members.map { MemberDescription($0) },
            coordinator: raw.coordinator,
            authorizedOperations: raw.authorizedOperations.map { $0.map { AclOperation($0) } })
    }

    var raw: RawGroupDescription {
        RawGroupDescription(
            groupId: groupId,
            protocol: `protocol`,
            state: state,
            assignor: assignor,
            epoch: epoch,
            assignmentEpoch: assignmentEpoch,
            members: members.map { $0.raw },
            coordinator: coordinator,
            authorizedOperations: authorizedOperations.map { $0.map { $0.raw } })
    }
}

/// Groups that were asked for.
public struct GroupDescriptions: Sendable, Hashable {
    /// Those that are there.
    public var found: [GroupDescription]
    /// The others.
    public var refused: [Refusal]

    public init(found: [GroupDescription] = [], refused: [Refusal] = []) {
        self.found = found
        self.refused = refused
    }
}

extension GroupDescriptions {
    init(_ raw: RawGroupDescriptions) {
        self.init(
            found: raw.found.map { GroupDescription($0) },
            refused: raw.refused.map { Refusal($0) })
    }

    var raw: RawGroupDescriptions {
        RawGroupDescriptions(
            found: found.map { $0.raw },
            refused: refused.map { $0.raw })
    }
}

/// A member of a group.
public struct MemberDescription: Sendable, Hashable {
    /// Its id.
    public var memberId: String
    /// Its `group.instance.id`, if it is a static member.
    public var groupInstanceId: String?
    /// Its rack, if it says.
    public var rack: String?
    /// Its `client.id`.
    public var clientId: String
    /// Its host.
    public var host: String
    /// Its epoch (KIP-848).
    public var epoch: Int32?
    /// How it is coordinated, if brokers tell: `classic` or `consumer`.
    public var `protocol`: String?
    /// The topics that it subscribes to by name.
    public var topics: [String]
    /// The regular expression that it subscribes by.
    public var topicPattern: String?
    /// What it has.
    public var assignment: [TopicPartition]
    /// What it is to have (KIP-848).
    public var targetAssignment: [TopicPartition]?

    public init(memberId: String, groupInstanceId: String? = nil, rack: String? = nil, clientId: String, host: String, epoch: Int32? = nil, `protocol`: String? = nil, topics: [String] = [], topicPattern: String? = nil, assignment: [TopicPartition] = [], targetAssignment: [TopicPartition]? = nil) {
        self.memberId = memberId
        self.groupInstanceId = groupInstanceId
        self.rack = rack
        self.clientId = clientId
        self.host = host
        self.epoch = epoch
        self.`protocol` = `protocol`
        self.topics = topics
        self.topicPattern = topicPattern
        self.assignment = assignment
        self.targetAssignment = targetAssignment
    }
}

extension MemberDescription {
    init(_ raw: RawMemberDescription) {
        self.init(
            memberId: raw.memberId,
            groupInstanceId: raw.groupInstanceId,
            rack: raw.rack,
            clientId: raw.clientId,
            host: raw.host,
            epoch: raw.epoch,
            protocol: raw.protocol,
            topics: raw.topics,
            topicPattern: raw.topicPattern,
            assignment: raw.assignment.map { TopicPartition($0) },
            targetAssignment: raw.targetAssignment.map { $0.map { TopicPartition($0) } })
    }

    var raw: RawMemberDescription {
        RawMemberDescription(
            memberId: memberId,
            groupInstanceId: groupInstanceId,
            rack: rack,
            clientId: clientId,
            host: host,
            epoch: epoch,
            protocol: `protocol`,
            topics: topics,
            topicPattern: topicPattern,
            assignment: assignment.map { $0.raw },
            targetAssignment: targetAssignment.map { $0.map { $0.raw } })
    }
}

/// A member to remove, by one of the two.
public struct MemberToRemove: Sendable, Hashable {
    /// Its `group.instance.id`.
    public var groupInstanceId: String?
    /// Its id.
    public var memberId: String?

    public init(groupInstanceId: String? = nil, memberId: String? = nil) {
        self.groupInstanceId = groupInstanceId
        self.memberId = memberId
    }
}

extension MemberToRemove {
    init(_ raw: RawMemberToRemove) {
        self.init(
            groupInstanceId: raw.groupInstanceId,
            memberId: raw.memberId)
    }

    var raw: RawMemberToRemove {
        RawMemberToRemove(
            groupInstanceId: groupInstanceId,
            memberId: memberId)
    }
}

/// The log directories of a broker.
public struct LogDirListing: Sendable, Hashable {
    /// The broker.
    public var broker: Int32
    /// Its directories.
    public var logDirs: [LogDirDescription]

    public init(broker: Int32, logDirs: [LogDirDescription] = []) {
        self.broker = broker
        self.logDirs = logDirs
    }
}

extension LogDirListing {
    init(_ raw: RawLogDirListing) {
        self.init(
            broker: raw.broker,
            logDirs: raw.logDirs.map { LogDirDescription($0) })
    }

    var raw: RawLogDirListing {
        RawLogDirListing(
            broker: broker,
            logDirs: logDirs.map { $0.raw })
    }
}

/// The log directories of brokers.
public struct LogDirDescriptions: Sendable, Hashable {
    /// Those of brokers that have told.
    public var found: [LogDirListing]
    /// The other brokers.
    public var refused: [Refusal]

    public init(found: [LogDirListing] = [], refused: [Refusal] = []) {
        self.found = found
        self.refused = refused
    }
}

extension LogDirDescriptions {
    init(_ raw: RawLogDirDescriptions) {
        self.init(
            found: raw.found.map { LogDirListing($0) },
            refused: raw.refused.map { Refusal($0) })
    }

    var raw: RawLogDirDescriptions {
        RawLogDirDescriptions(
            found: found.map { $0.raw },
            refused: refused.map { $0.raw })
    }
}

/// A log directory.
public struct LogDirDescription: Sendable, Hashable {
    /// Its path on the broker.
    public var path: String
    /// What is wrong with it; the rest is empty then.
    public var error: ErrorInfo?
    /// What is in it.
    public var replicas: [LogDirReplica]
    /// Bytes of the volume that it is on, if the broker tells (KIP-827).
    public var totalBytes: Int64?
    /// Bytes of that volume that can be used, if the broker tells (KIP-827).
    public var usableBytes: Int64?
    /// Whether no new replicas are put into it (KIP-1066).
    public var cordoned: Bool

    public init(path: String, error: ErrorInfo? = nil, replicas: [LogDirReplica] = [], totalBytes: Int64? = nil, usableBytes: Int64? = nil, cordoned: Bool) {
        self.path = path
        self.error = error
        self.replicas = replicas
        self.totalBytes = totalBytes
        self.usableBytes = usableBytes
        self.cordoned = cordoned
    }
}

extension LogDirDescription {
    init(_ raw: RawLogDirDescription) {
        self.init(
            path: raw.path,
            error: raw.error.map { ErrorInfo($0) },
            replicas: raw.replicas.map { LogDirReplica($0) },
            totalBytes: raw.totalBytes,
            usableBytes: raw.usableBytes,
            cordoned: raw.cordoned)
    }

    var raw: RawLogDirDescription {
        RawLogDirDescription(
            path: path,
            error: error.map { $0.raw },
            replicas: replicas.map { $0.raw },
            totalBytes: totalBytes,
            usableBytes: usableBytes,
            cordoned: cordoned)
    }
}

/// A replica in a log directory.
public struct LogDirReplica: Sendable, Hashable {
    /// The topic.
    public var topic: String
    /// The partition.
    public var partition: Int32
    /// Bytes of its segments.
    public var size: Int64
    /// How many offsets it is behind: the high watermark, or, if it is a future one, the current one.
    public var offsetLag: Int64
    /// Whether it is made to take the place of the current one in another directory.
    public var future: Bool

    public init(topic: String, partition: Int32, size: Int64, offsetLag: Int64, future: Bool) {
        self.topic = topic
        self.partition = partition
        self.size = size
        self.offsetLag = offsetLag
        self.future = future
    }
}

extension LogDirReplica {
    init(_ raw: RawLogDirReplica) {
        self.init(
            topic: raw.topic,
            partition: raw.partition,
            size: raw.size,
            offsetLag: raw.offsetLag,
            future: raw.future)
    }

    var raw: RawLogDirReplica {
        RawLogDirReplica(
            topic: topic,
            partition: partition,
            size: size,
            offsetLag: offsetLag,
            future: future)
    }
}

/// A partition on one of its brokers.
public struct Replica: Sendable, Hashable {
    /// The topic.
    public var topic: String
    /// The partition.
    public var partition: Int32
    /// The broker.
    public var broker: Int32

    public init(topic: String, partition: Int32, broker: Int32) {
        self.topic = topic
        self.partition = partition
        self.broker = broker
    }
}

extension Replica {
    init(_ raw: RawReplica) {
        self.init(
            topic: raw.topic,
            partition: raw.partition,
            broker: raw.broker)
    }

    var raw: RawReplica {
        RawReplica(
            topic: topic,
            partition: partition,
            broker: broker)
    }
}

/// In which directories a replica is.
public struct ReplicaLogDirs: Sendable, Hashable {
    /// The replica, as `topic-partition-broker`.
    public var name: String
    /// The one that it is served from; nil if the broker does not hold it.
    public var current: String?
    /// How many offsets that is behind the high watermark.
    public var currentLag: Int64?
    /// The one that it moves to; nil if it does not move.
    public var future: String?
    /// How many offsets that is behind the current one.
    public var futureLag: Int64?

    public init(name: String, current: String? = nil, currentLag: Int64? = nil, future: String? = nil, futureLag: Int64? = nil) {
        self.name = name
        self.current = current
        self.currentLag = currentLag
        self.future = future
        self.futureLag = futureLag
    }
}

extension ReplicaLogDirs {
    init(_ raw: RawReplicaLogDirs) {
        self.init(
            name: raw.name,
            current: raw.current,
            currentLag: raw.currentLag,
            future: raw.future,
            futureLag: raw.futureLag)
    }

    var raw: RawReplicaLogDirs {
        RawReplicaLogDirs(
            name: name,
            current: current,
            currentLag: currentLag,
            future: future,
            futureLag: futureLag)
    }
}

/// In which directories replicas are.
public struct ReplicaLogDirsListings: Sendable, Hashable {
    /// Replicas whose brokers have told.
    public var found: [ReplicaLogDirs]
    /// The others.
    public var refused: [Refusal]

    public init(found: [ReplicaLogDirs] = [], refused: [Refusal] = []) {
        self.found = found
        self.refused = refused
    }
}

extension ReplicaLogDirsListings {
    init(_ raw: RawReplicaLogDirsListings) {
        self.init(
            found: raw.found.map { ReplicaLogDirs($0) },
            refused: raw.refused.map { Refusal($0) })
    }

    var raw: RawReplicaLogDirsListings {
        RawReplicaLogDirsListings(
            found: found.map { $0.raw },
            refused: refused.map { $0.raw })
    }
}

/// A replica that is to be in another directory of its broker.
public struct ReplicaMove: Sendable, Hashable {
    /// The replica.
    public var replica: Replica
    /// The path of the directory.
    public var logDir: String

    public init(replica: Replica, logDir: String) {
        self.replica = replica
        self.logDir = logDir
    }
}

extension ReplicaMove {
    init(_ raw: RawReplicaMove) {
        self.init(
            replica: Replica(raw.replica),
            logDir: raw.logDir)
    }

    var raw: RawReplicaMove {
        RawReplicaMove(
            replica: replica.raw,
            logDir: logDir)
    }
}

/// The quorum of controllers.
public struct QuorumDescription: Sendable, Hashable {
    /// The active controller, if there is one.
    public var leader: Int32?
    /// How many there have been.
    public var leaderEpoch: Int32
    /// Up to where the log of metadata is committed.
    public var highWatermark: Int64
    /// Those that vote, by id.
    public var voters: [QuorumReplica]
    /// Those that only follow, by id.
    public var observers: [QuorumReplica]
    /// Where voters listen; empty where brokers are too old to tell.
    public var nodes: [QuorumNode]

    public init(leader: Int32? = nil, leaderEpoch: Int32, highWatermark: Int64, voters: [QuorumReplica] = [], observers: [QuorumReplica] = [], nodes: [QuorumNode] = []) {
        self.leader = leader
        self.leaderEpoch = leaderEpoch
        self.highWatermark = highWatermark
        self.voters = voters
        self.observers = observers
        self.nodes = nodes
    }
}

extension QuorumDescription {
    init(_ raw: RawQuorumDescription) {
        self.init(
            leader: raw.leader,
            leaderEpoch: raw.leaderEpoch,
            highWatermark: raw.highWatermark,
            voters: raw.voters.map { QuorumReplica($0) },
            observers: raw.observers.map { QuorumReplica($0) },
            nodes: raw.nodes.map { QuorumNode($0) })
    }

    var raw: RawQuorumDescription {
        RawQuorumDescription(
            leader: leader,
            leaderEpoch: leaderEpoch,
            highWatermark: highWatermark,
            voters: voters.map { $0.raw },
            observers: observers.map { $0.raw },
            nodes: nodes.map { $0.raw })
    }
}

/// A replica of the log of metadata.
public struct QuorumReplica: Sendable, Hashable {
    /// The node.
    public var id: Int32
    /// The directory that the log is in.
    public var directoryId: String
    /// Where its log ends; nil where it is not known.
    public var logEndOffset: Int64?
    /// When it last fetched, in milliseconds since 1970; nil where it is not known.
    public var lastFetch: Int64?
    /// When it last had all that there was, in milliseconds since 1970; nil where it is not known.
    public var lastCaughtUp: Int64?

    public init(id: Int32, directoryId: String, logEndOffset: Int64? = nil, lastFetch: Int64? = nil, lastCaughtUp: Int64? = nil) {
        self.id = id
        self.directoryId = directoryId
        self.logEndOffset = logEndOffset
        self.lastFetch = lastFetch
        self.lastCaughtUp = lastCaughtUp
    }
}

extension QuorumReplica {
    init(_ raw: RawQuorumReplica) {
        self.init(
            id: raw.id,
            directoryId: raw.directoryId,
            logEndOffset: raw.logEndOffset,
            lastFetch: raw.lastFetch,
            lastCaughtUp: raw.lastCaughtUp)
    }

    var raw: RawQuorumReplica {
        RawQuorumReplica(
            id: id,
            directoryId: directoryId,
            logEndOffset: logEndOffset,
            lastFetch: lastFetch,
            lastCaughtUp: lastCaughtUp)
    }
}

/// Where a voter listens.
public struct QuorumNode: Sendable, Hashable {
    /// The node.
    public var id: Int32
    /// Where.
    public var endpoints: [RaftEndpoint]

    public init(id: Int32, endpoints: [RaftEndpoint] = []) {
        self.id = id
        self.endpoints = endpoints
    }
}

extension QuorumNode {
    init(_ raw: RawQuorumNode) {
        self.init(
            id: raw.id,
            endpoints: raw.endpoints.map { RaftEndpoint($0) })
    }

    var raw: RawQuorumNode {
        RawQuorumNode(
            id: id,
            endpoints: endpoints.map { $0.raw })
    }
}

/// Where a controller listens.
public struct RaftEndpoint: Sendable, Hashable {
    /// Name of the listener: `CONTROLLER`.
    public var listener: String
    /// Name or IP address.
    public var host: String
    /// The port.
    public var port: Int32

    public init(listener: String, host: String, port: Int32) {
        self.listener = listener
        self.host = host
        self.port = port
    }
}

extension RaftEndpoint {
    init(_ raw: RawRaftEndpoint) {
        self.init(
            listener: raw.listener,
            host: raw.host,
            port: raw.port)
    }

    var raw: RawRaftEndpoint {
        RawRaftEndpoint(
            listener: listener,
            host: host,
            port: port)
    }
}

/// A controller that is to vote, or not to any more.
public struct RaftVoter: Sendable, Hashable {
    /// The node.
    public var id: Int32
    /// The directory that its log is in: another disk makes it another voter.
    public var directoryId: String
    /// The cluster that it is meant for; nil, if it is not to be checked.
    public var clusterId: String?

    public init(id: Int32, directoryId: String, clusterId: String? = nil) {
        self.id = id
        self.directoryId = directoryId
        self.clusterId = clusterId
    }
}

extension RaftVoter {
    init(_ raw: RawRaftVoter) {
        self.init(
            id: raw.id,
            directoryId: raw.directoryId,
            clusterId: raw.clusterId)
    }

    var raw: RawRaftVoter {
        RawRaftVoter(
            id: id,
            directoryId: directoryId,
            clusterId: clusterId)
    }
}

/// A producer as a partition knows it.
public struct ProducerDescription: Sendable, Hashable {
    /// The producer.
    public var producerId: Int64
    /// Its newest epoch there.
    public var producerEpoch: Int32
    /// Sequence of its last record; nil if it has written none in this epoch.
    public var lastSequence: Int32?
    /// Timestamp of its last batch, in milliseconds since 1970.
    public var lastTimestamp: Int64?
    /// Epoch of the coordinator that ended its last transaction there; nil if none was ended.
    public var coordinatorEpoch: Int32?
    /// First offset of its open transaction.
    public var transactionStartOffset: Int64?

    public init(producerId: Int64, producerEpoch: Int32, lastSequence: Int32? = nil, lastTimestamp: Int64? = nil, coordinatorEpoch: Int32? = nil, transactionStartOffset: Int64? = nil) {
        self.producerId = producerId
        self.producerEpoch = producerEpoch
        self.lastSequence = lastSequence
        self.lastTimestamp = lastTimestamp
        self.coordinatorEpoch = coordinatorEpoch
        self.transactionStartOffset = transactionStartOffset
    }
}

extension ProducerDescription {
    init(_ raw: RawProducerDescription) {
        self.init(
            producerId: raw.producerId,
            producerEpoch: raw.producerEpoch,
            lastSequence: raw.lastSequence,
            lastTimestamp: raw.lastTimestamp,
            coordinatorEpoch: raw.coordinatorEpoch,
            transactionStartOffset: raw.transactionStartOffset)
    }

    var raw: RawProducerDescription {
        RawProducerDescription(
            producerId: producerId,
            producerEpoch: producerEpoch,
            lastSequence: lastSequence,
            lastTimestamp: lastTimestamp,
            coordinatorEpoch: coordinatorEpoch,
            transactionStartOffset: transactionStartOffset)
    }
}

/// The producers of a partition.
public struct PartitionProducers: Sendable, Hashable {
    /// The topic.
    public var topic: String
    /// The partition.
    public var partition: Int32
    /// The producers.
    public var producers: [ProducerDescription]

    public init(topic: String, partition: Int32, producers: [ProducerDescription] = []) {
        self.topic = topic
        self.partition = partition
        self.producers = producers
    }
}

extension PartitionProducers {
    init(_ raw: RawPartitionProducers) {
        self.init(
            topic: raw.topic,
            partition: raw.partition,
            producers: raw.producers.map { ProducerDescription($0) })
    }

    var raw: RawPartitionProducers {
        RawPartitionProducers(
            topic: topic,
            partition: partition,
            producers: producers.map { $0.raw })
    }
}

/// The producers of partitions.
public struct ProducerDescriptions: Sendable, Hashable {
    /// Those of partitions that have told.
    public var found: [PartitionProducers]
    /// The other partitions.
    public var refused: [Refusal]

    public init(found: [PartitionProducers] = [], refused: [Refusal] = []) {
        self.found = found
        self.refused = refused
    }
}

extension ProducerDescriptions {
    init(_ raw: RawProducerDescriptions) {
        self.init(
            found: raw.found.map { PartitionProducers($0) },
            refused: raw.refused.map { Refusal($0) })
    }

    var raw: RawProducerDescriptions {
        RawProducerDescriptions(
            found: found.map { $0.raw },
            refused: refused.map { $0.raw })
    }
}

/// A transaction in one partition that is to be aborted.
public struct HangingTransaction: Sendable, Hashable {
    /// The topic.
    public var topic: String
    /// The partition.
    public var partition: Int32
    /// Its producer.
    public var producerId: Int64
    /// The producer's epoch.
    public var producerEpoch: Int32
    /// Epoch of the coordinator that is to be taken for: that of the producer's description, or 0.
    public var coordinatorEpoch: Int32

    public init(topic: String, partition: Int32, producerId: Int64, producerEpoch: Int32, coordinatorEpoch: Int32) {
        self.topic = topic
        self.partition = partition
        self.producerId = producerId
        self.producerEpoch = producerEpoch
        self.coordinatorEpoch = coordinatorEpoch
    }
}

extension HangingTransaction {
    init(_ raw: RawHangingTransaction) {
        self.init(
            topic: raw.topic,
            partition: raw.partition,
            producerId: raw.producerId,
            producerEpoch: raw.producerEpoch,
            coordinatorEpoch: raw.coordinatorEpoch)
    }

    var raw: RawHangingTransaction {
        RawHangingTransaction(
            topic: topic,
            partition: partition,
            producerId: producerId,
            producerEpoch: producerEpoch,
            coordinatorEpoch: coordinatorEpoch)
    }
}

/// A part of what a quota is of.
public struct QuotaPart: Sendable, Hashable {
    /// What it is.
    public var kind: QuotaKind
    /// Its name; nil for all that have no quota of their own.
    public var name: String?

    public init(kind: QuotaKind, name: String? = nil) {
        self.kind = kind
        self.name = name
    }
}

extension QuotaPart {
    init(_ raw: RawQuotaPart) {
        self.init(
            kind: QuotaKind(raw.kind),
            name: raw.name)
    }

    var raw: RawQuotaPart {
        RawQuotaPart(
            kind: kind.raw,
            name: name)
    }
}

/// Quotas of somebody.
public struct ClientQuotas: Sendable, Hashable {
    /// Of whom.
    public var entity: [QuotaPart]
    /// Kafka's keys and their values: `producerByteRate`, `consumerByteRate`, `requestPercentage`.
    public var quotas: [String: Double]

    public init(entity: [QuotaPart] = [], quotas: [String: Double] = [:]) {
        self.entity = entity
        self.quotas = quotas
    }
}

extension ClientQuotas {
    init(_ raw: RawClientQuotas) {
        self.init(
            entity: raw.entity.map { QuotaPart($0) },
            quotas: raw.quotas)
    }

    var raw: RawClientQuotas {
        RawClientQuotas(
            entity: entity.map { $0.raw },
            quotas: quotas)
    }
}

/// A change of a quota.
public struct QuotaChange: Sendable, Hashable {
    /// Kafka's key.
    public var key: String
    /// The value; nil to remove the quota.
    public var value: Double?

    public init(key: String, value: Double? = nil) {
        self.key = key
        self.value = value
    }
}

extension QuotaChange {
    init(_ raw: RawQuotaChange) {
        self.init(
            key: raw.key,
            value: raw.value)
    }

    var raw: RawQuotaChange {
        RawQuotaChange(
            key: key,
            value: value)
    }
}

/// Changes of somebody's quotas.
public struct QuotaUpdate: Sendable, Hashable {
    /// Of whom.
    public var entity: [QuotaPart]
    /// The changes.
    public var changes: [QuotaChange]

    public init(entity: [QuotaPart] = [], changes: [QuotaChange] = []) {
        self.entity = entity
        self.changes = changes
    }
}

extension QuotaUpdate {
    init(_ raw: RawQuotaUpdate) {
        self.init(
            entity: raw.entity.map { QuotaPart($0) },
            changes: raw.changes.map { QuotaChange($0) })
    }

    var raw: RawQuotaUpdate {
        RawQuotaUpdate(
            entity: entity.map { $0.raw },
            changes: changes.map { $0.raw })
    }
}

/// A part that quotas have.
public struct QuotaMatch: Sendable, Hashable {
    /// What it is.
    public var kind: QuotaKind
    /// How it is looked at.
    public var matching: QuotaMatchKind
    /// The name, for `Name`.
    public var name: String?

    public init(kind: QuotaKind, matching: QuotaMatchKind, name: String? = nil) {
        self.kind = kind
        self.matching = matching
        self.name = name
    }
}

extension QuotaMatch {
    init(_ raw: RawQuotaMatch) {
        self.init(
            kind: QuotaKind(raw.kind),
            matching: QuotaMatchKind(raw.matching),
            name: raw.name)
    }

    var raw: RawQuotaMatch {
        RawQuotaMatch(
            kind: kind.raw,
            matching: matching.raw,
            name: name)
    }
}

/// A partition that is to be on other brokers.
public struct Reassignment: Sendable, Hashable {
    /// The topic.
    public var topic: String
    /// The partition.
    public var partition: Int32
    /// The brokers, the preferred leader first; nil to give a move up.
    public var replicas: [Int32]?

    public init(topic: String, partition: Int32, replicas: [Int32]? = nil) {
        self.topic = topic
        self.partition = partition
        self.replicas = replicas
    }
}

extension Reassignment {
    init(_ raw: RawReassignment) {
        self.init(
            topic: raw.topic,
            partition: raw.partition,
            replicas: raw.replicas)
    }

    var raw: RawReassignment {
        RawReassignment(
            topic: topic,
            partition: partition,
            replicas: replicas)
    }
}

/// A move that has not ended.
public struct PartitionReassignment: Sendable, Hashable {
    /// The topic.
    public var topic: String
    /// The partition.
    public var partition: Int32
    /// The brokers that hold the partition now.
    public var replicas: [Int32]
    /// Those of them that are to hold it.
    public var adding: [Int32]
    /// Those of them that are not to any more.
    public var removing: [Int32]

    public init(topic: String, partition: Int32, replicas: [Int32] = [], adding: [Int32] = [], removing: [Int32] = []) {
        self.topic = topic
        self.partition = partition
        self.replicas = replicas
        self.adding = adding
        self.removing = removing
    }
}

extension PartitionReassignment {
    init(_ raw: RawPartitionReassignment) {
        self.init(
            topic: raw.topic,
            partition: raw.partition,
            replicas: raw.replicas,
            adding: raw.adding,
            removing: raw.removing)
    }

    var raw: RawPartitionReassignment {
        RawPartitionReassignment(
            topic: topic,
            partition: partition,
            replicas: replicas,
            adding: adding,
            removing: removing)
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
    /// Epoch of the leader that wrote the record, where it is told.
    public var leaderEpoch: Int32?

    public init(topic: String, partition: Int32, offset: Int64? = nil, timestamp: Int64? = nil, leaderEpoch: Int32? = nil) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.timestamp = timestamp
        self.leaderEpoch = leaderEpoch
    }
}

extension ListedOffset {
    init(_ raw: RawListedOffset) {
        self.init(
            topic: raw.topic,
            partition: raw.partition,
            offset: raw.offset,
            timestamp: raw.timestamp,
            leaderEpoch: raw.leaderEpoch)
    }

    var raw: RawListedOffset {
        RawListedOffset(
            topic: topic,
            partition: partition,
            offset: offset,
            timestamp: timestamp,
            leaderEpoch: leaderEpoch)
    }
}

/// Offsets that were asked for.
public struct ListedOffsets: Sendable, Hashable {
    /// Those of partitions that have told.
    public var found: [ListedOffset]
    /// The other partitions.
    public var refused: [Refusal]

    public init(found: [ListedOffset] = [], refused: [Refusal] = []) {
        self.found = found
        self.refused = refused
    }
}

extension ListedOffsets {
    init(_ raw: RawListedOffsets) {
        self.init(
            found: raw.found.map { ListedOffset($0) },
            refused: raw.refused.map { Refusal($0) })
    }

    var raw: RawListedOffsets {
        RawListedOffsets(
            found: found.map { $0.raw },
            refused: refused.map { $0.raw })
    }
}

/// What a deletion left of a partition.
public struct DeletedRecords: Sendable, Hashable {
    /// The topic.
    public var topic: String
    /// The partition.
    public var partition: Int32
    /// The first offset that is left; that of the next record, if none is.
    public var lowWatermark: Int64

    public init(topic: String, partition: Int32, lowWatermark: Int64) {
        self.topic = topic
        self.partition = partition
        self.lowWatermark = lowWatermark
    }
}

extension DeletedRecords {
    init(_ raw: RawDeletedRecords) {
        self.init(
            topic: raw.topic,
            partition: raw.partition,
            lowWatermark: raw.lowWatermark)
    }

    var raw: RawDeletedRecords {
        RawDeletedRecords(
            topic: topic,
            partition: partition,
            lowWatermark: lowWatermark)
    }
}

/// Partitions whose records were to be deleted.
public struct RecordDeletions: Sendable, Hashable {
    /// Those where it worked.
    public var found: [DeletedRecords]
    /// The others.
    public var refused: [Refusal]

    public init(found: [DeletedRecords] = [], refused: [Refusal] = []) {
        self.found = found
        self.refused = refused
    }
}

extension RecordDeletions {
    init(_ raw: RawRecordDeletions) {
        self.init(
            found: raw.found.map { DeletedRecords($0) },
            refused: raw.refused.map { Refusal($0) })
    }

    var raw: RawRecordDeletions {
        RawRecordDeletions(
            found: found.map { $0.raw },
            refused: refused.map { $0.raw })
    }
}

/// A password that the cluster knows.
public struct ScramCredential: Sendable, Hashable {
    /// How it is kept.
    public var mechanism: ScramMechanism
    /// How often it is hashed.
    public var iterations: Int32

    public init(mechanism: ScramMechanism, iterations: Int32) {
        self.mechanism = mechanism
        self.iterations = iterations
    }
}

extension ScramCredential {
    init(_ raw: RawScramCredential) {
        self.init(
            mechanism: ScramMechanism(raw.mechanism),
            iterations: raw.iterations)
    }

    var raw: RawScramCredential {
        RawScramCredential(
            mechanism: mechanism.raw,
            iterations: iterations)
    }
}

/// The passwords of a user.
public struct ScramCredentials: Sendable, Hashable {
    /// The user.
    public var user: String
    /// One for each mechanism.
    public var credentials: [ScramCredential]

    public init(user: String, credentials: [ScramCredential] = []) {
        self.user = user
        self.credentials = credentials
    }
}

extension ScramCredentials {
    init(_ raw: RawScramCredentials) {
        self.init(
            user: raw.user,
            credentials: raw.credentials.map { ScramCredential($0) })
    }

    var raw: RawScramCredentials {
        RawScramCredentials(
            user: user,
            credentials: credentials.map { $0.raw })
    }
}

/// Users that were asked for.
public struct ScramDescriptions: Sendable, Hashable {
    /// Those that have passwords.
    public var found: [ScramCredentials]
    /// The others.
    public var refused: [Refusal]

    public init(found: [ScramCredentials] = [], refused: [Refusal] = []) {
        self.found = found
        self.refused = refused
    }
}

extension ScramDescriptions {
    init(_ raw: RawScramDescriptions) {
        self.init(
            found: raw.found.map { ScramCredentials($0) },
            refused: raw.refused.map { Refusal($0) })
    }

    var raw: RawScramDescriptions {
        RawScramDescriptions(
            found: found.map { $0.raw },
            refused: refused.map { $0.raw })
    }
}

/// A change of a password.
public struct ScramAlteration: Sendable, Hashable {
    /// The user.
    public var user: String
    /// How the password is kept.
    public var mechanism: ScramMechanism
    /// The password; nil to delete it.
    public var password: Data?
    /// How often it is hashed; 4096 where it is not said.
    public var iterations: Int32?
    /// What it is hashed with; something by chance where it is not said.
    public var salt: Data?

    public init(user: String, mechanism: ScramMechanism, password: Data? = nil, iterations: Int32? = nil, salt: Data? = nil) {
        self.user = user
        self.mechanism = mechanism
        self.password = password
        self.iterations = iterations
        self.salt = salt
    }
}

extension ScramAlteration {
    init(_ raw: RawScramAlteration) {
        self.init(
            user: raw.user,
            mechanism: ScramMechanism(raw.mechanism),
            password: raw.password,
            iterations: raw.iterations,
            salt: raw.salt)
    }

    var raw: RawScramAlteration {
        RawScramAlteration(
            user: user,
            mechanism: mechanism.raw,
            password: password,
            iterations: iterations,
            salt: salt)
    }
}

/// A share group.
public struct ShareGroupDescription: Sendable, Hashable {
    /// Its id.
    public var groupId: String
    /// Its state, with Kafka's name.
    public var state: String
    /// Its epoch.
    public var epoch: Int32
    /// Epoch of what members are to have.
    public var assignmentEpoch: Int32
    /// What assigns partitions.
    public var assignor: String
    /// Its members.
    public var members: [ShareMemberDescription]
    /// The broker that coordinates it: `host:port`.
    public var coordinator: String
    /// What the principal may do with it, if that was asked for.
    public var authorizedOperations: [AclOperation]?

    public init(groupId: String, state: String, epoch: Int32, assignmentEpoch: Int32, assignor: String, members: [ShareMemberDescription] = [], coordinator: String, authorizedOperations: [AclOperation]? = nil) {
        self.groupId = groupId
        self.state = state
        self.epoch = epoch
        self.assignmentEpoch = assignmentEpoch
        self.assignor = assignor
        self.members = members
        self.coordinator = coordinator
        self.authorizedOperations = authorizedOperations
    }
}

extension ShareGroupDescription {
    init(_ raw: RawShareGroupDescription) {
        self.init(
            groupId: raw.groupId,
            state: raw.state,
            epoch: raw.epoch,
            assignmentEpoch: raw.assignmentEpoch,
            assignor: raw.assignor,
            members: raw.members.map { ShareMemberDescription($0) },
            coordinator: raw.coordinator,
            authorizedOperations: raw.authorizedOperations.map { $0.map { AclOperation($0) } })
    }

    var raw: RawShareGroupDescription {
        RawShareGroupDescription(
            groupId: groupId,
            state: state,
            epoch: epoch,
            assignmentEpoch: assignmentEpoch,
            assignor: assignor,
            members: members.map { $0.raw },
            coordinator: coordinator,
            authorizedOperations: authorizedOperations.map { $0.map { $0.raw } })
    }
}

/// A member of a share group.
public struct ShareMemberDescription: Sendable, Hashable {
    /// Its id.
    public var memberId: String
    /// Its rack, if it says.
    public var rack: String?
    /// Its epoch.
    public var epoch: Int32
    /// Its `client.id`.
    public var clientId: String
    /// Its host.
    public var host: String
    /// The topics that it subscribes to.
    public var topics: [String]
    /// The partitions that it acquires records of.
    public var assignment: [TopicPartition]

    public init(memberId: String, rack: String? = nil, epoch: Int32, clientId: String, host: String, topics: [String] = [], assignment: [TopicPartition] = []) {
        self.memberId = memberId
        self.rack = rack
        self.epoch = epoch
        self.clientId = clientId
        self.host = host
        self.topics = topics
        self.assignment = assignment
    }
}

extension ShareMemberDescription {
    init(_ raw: RawShareMemberDescription) {
        self.init(
            memberId: raw.memberId,
            rack: raw.rack,
            epoch: raw.epoch,
            clientId: raw.clientId,
            host: raw.host,
            topics: raw.topics,
            assignment: raw.assignment.map { TopicPartition($0) })
    }

    var raw: RawShareMemberDescription {
        RawShareMemberDescription(
            memberId: memberId,
            rack: rack,
            epoch: epoch,
            clientId: clientId,
            host: host,
            topics: topics,
            assignment: assignment.map { $0.raw })
    }
}

/// Share groups that were asked for.
public struct ShareGroupDescriptions: Sendable, Hashable {
    /// Those that are there.
    public var found: [ShareGroupDescription]
    /// The others.
    public var refused: [Refusal]

    public init(found: [ShareGroupDescription] = [], refused: [Refusal] = []) {
        self.found = found
        self.refused = refused
    }
}

extension ShareGroupDescriptions {
    init(_ raw: RawShareGroupDescriptions) {
        self.init(
            found: raw.found.map { ShareGroupDescription($0) },
            refused: raw.refused.map { Refusal($0) })
    }

    var raw: RawShareGroupDescriptions {
        RawShareGroupDescriptions(
            found: found.map { $0.raw },
            refused: refused.map { $0.raw })
    }
}

/// A question for where a share group begins.
public struct ShareGroupOffsetsQuery: Sendable, Hashable {
    /// The group.
    public var groupId: String
    /// In which partitions; in all where it is not said.
    public var partitions: [TopicPartition]?

    public init(groupId: String, partitions: [TopicPartition]? = nil) {
        self.groupId = groupId
        self.partitions = partitions
    }
}

extension ShareGroupOffsetsQuery {
    init(_ raw: RawShareGroupOffsetsQuery) {
        self.init(
            groupId: raw.groupId,
            partitions: raw.partitions.map { $0.map { TopicPartition($0) } })
    }

    var raw: RawShareGroupOffsetsQuery {
        RawShareGroupOffsetsQuery(
            groupId: groupId,
            partitions: partitions.map { $0.map { $0.raw } })
    }
}

/// Where a share group begins in a partition.
public struct ShareGroupOffset: Sendable, Hashable {
    /// The topic.
    public var topic: String
    /// The partition.
    public var partition: Int32
    /// The first offset that may still be shared out.
    public var startOffset: Int64
    /// Epoch of the leader that knows it, where it is told.
    public var leaderEpoch: Int32?
    /// How many records are not done (KIP-1226), where brokers tell.
    public var lag: Int64?

    public init(topic: String, partition: Int32, startOffset: Int64, leaderEpoch: Int32? = nil, lag: Int64? = nil) {
        self.topic = topic
        self.partition = partition
        self.startOffset = startOffset
        self.leaderEpoch = leaderEpoch
        self.lag = lag
    }
}

extension ShareGroupOffset {
    init(_ raw: RawShareGroupOffset) {
        self.init(
            topic: raw.topic,
            partition: raw.partition,
            startOffset: raw.startOffset,
            leaderEpoch: raw.leaderEpoch,
            lag: raw.lag)
    }

    var raw: RawShareGroupOffset {
        RawShareGroupOffset(
            topic: topic,
            partition: partition,
            startOffset: startOffset,
            leaderEpoch: leaderEpoch,
            lag: lag)
    }
}

/// Where a share group begins.
public struct ShareGroupOffsets: Sendable, Hashable {
    /// The group.
    public var groupId: String
    /// In each partition.
    public var offsets: [ShareGroupOffset]

    public init(groupId: String, offsets: [ShareGroupOffset] = []) {
        self.groupId = groupId
        self.offsets = offsets
    }
}

extension ShareGroupOffsets {
    init(_ raw: RawShareGroupOffsets) {
        self.init(
            groupId: raw.groupId,
            offsets: raw.offsets.map { ShareGroupOffset($0) })
    }

    var raw: RawShareGroupOffsets {
        RawShareGroupOffsets(
            groupId: groupId,
            offsets: offsets.map { $0.raw })
    }
}

/// Where several share groups begin.
public struct ShareGroupOffsetsListings: Sendable, Hashable {
    /// Groups that are known.
    public var found: [ShareGroupOffsets]
    /// The others.
    public var refused: [Refusal]

    public init(found: [ShareGroupOffsets] = [], refused: [Refusal] = []) {
        self.found = found
        self.refused = refused
    }
}

extension ShareGroupOffsetsListings {
    init(_ raw: RawShareGroupOffsetsListings) {
        self.init(
            found: raw.found.map { ShareGroupOffsets($0) },
            refused: raw.refused.map { Refusal($0) })
    }

    var raw: RawShareGroupOffsetsListings {
        RawShareGroupOffsetsListings(
            found: found.map { $0.raw },
            refused: refused.map { $0.raw })
    }
}

/// A group of Kafka Streams.
public struct StreamsGroupDescription: Sendable, Hashable {
    /// Its id.
    public var groupId: String
    /// Its state, with Kafka's name.
    public var state: String
    /// Its epoch.
    public var epoch: Int32
    /// Epoch of what members are to have.
    public var assignmentEpoch: Int32
    /// What the application does; nil while no member has told.
    public var topology: StreamsTopology?
    /// Its members.
    public var members: [StreamsMemberDescription]
    /// The broker that coordinates it: `host:port`.
    public var coordinator: String
    /// What the principal may do with it, if that was asked for.
    public var authorizedOperations: [AclOperation]?

    public init(groupId: String, state: String, epoch: Int32, assignmentEpoch: Int32, topology: StreamsTopology? = nil, members: [StreamsMemberDescription] = [], coordinator: String, authorizedOperations: [AclOperation]? = nil) {
        self.groupId = groupId
        self.state = state
        self.epoch = epoch
        self.assignmentEpoch = assignmentEpoch
        self.topology = topology
        self.members = members
        self.coordinator = coordinator
        self.authorizedOperations = authorizedOperations
    }
}

extension StreamsGroupDescription {
    init(_ raw: RawStreamsGroupDescription) {
        self.init(
            groupId: raw.groupId,
            state: raw.state,
            epoch: raw.epoch,
            assignmentEpoch: raw.assignmentEpoch,
            topology: raw.topology.map { StreamsTopology($0) },
            members: raw.members.map { StreamsMemberDescription($0) },
            coordinator: raw.coordinator,
            authorizedOperations: raw.authorizedOperations.map { $0.map { AclOperation($0) } })
    }

    var raw: RawStreamsGroupDescription {
        RawStreamsGroupDescription(
            groupId: groupId,
            state: state,
            epoch: epoch,
            assignmentEpoch: assignmentEpoch,
            topology: topology.map { $0.raw },
            members: members.map { $0.raw },
            coordinator: coordinator,
            authorizedOperations: authorizedOperations.map { $0.map { $0.raw } })
    }
}

/// What an application of Kafka Streams does.
public struct StreamsTopology: Sendable, Hashable {
    /// How often it has changed.
    public var epoch: Int32
    /// Its parts.
    public var subtopologies: [StreamsSubtopology]

    public init(epoch: Int32, subtopologies: [StreamsSubtopology] = []) {
        self.epoch = epoch
        self.subtopologies = subtopologies
    }
}

extension StreamsTopology {
    init(_ raw: RawStreamsTopology) {
        self.init(
            epoch: raw.epoch,
            subtopologies: raw.subtopologies.map { StreamsSubtopology($0) })
    }

    var raw: RawStreamsTopology {
        RawStreamsTopology(
            epoch: epoch,
            subtopologies: subtopologies.map { $0.raw })
    }
}

/// A part of an application whose partitions are processed together.
public struct StreamsSubtopology: Sendable, Hashable {
    /// Its id.
    public var id: String
    /// The topics that it reads.
    public var sourceTopics: [String]
    /// The topics that it writes for other parts.
    public var repartitionSinkTopics: [String]
    /// The topics that keep its state.
    public var stateChangelogTopics: [StreamsTopic]
    /// The topics that other parts write for it.
    public var repartitionSourceTopics: [StreamsTopic]

    public init(id: String, sourceTopics: [String] = [], repartitionSinkTopics: [String] = [], stateChangelogTopics: [StreamsTopic] = [], repartitionSourceTopics: [StreamsTopic] = []) {
        self.id = id
        self.sourceTopics = sourceTopics
        self.repartitionSinkTopics = repartitionSinkTopics
        self.stateChangelogTopics = stateChangelogTopics
        self.repartitionSourceTopics = repartitionSourceTopics
    }
}

extension StreamsSubtopology {
    init(_ raw: RawStreamsSubtopology) {
        self.init(
            id: raw.id,
            sourceTopics: raw.sourceTopics,
            repartitionSinkTopics: raw.repartitionSinkTopics,
            stateChangelogTopics: raw.stateChangelogTopics.map { StreamsTopic($0) },
            repartitionSourceTopics: raw.repartitionSourceTopics.map { StreamsTopic($0) })
    }

    var raw: RawStreamsSubtopology {
        RawStreamsSubtopology(
            id: id,
            sourceTopics: sourceTopics,
            repartitionSinkTopics: repartitionSinkTopics,
            stateChangelogTopics: stateChangelogTopics.map { $0.raw },
            repartitionSourceTopics: repartitionSourceTopics.map { $0.raw })
    }
}

/// A topic that belongs to an application.
public struct StreamsTopic: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Number of partitions; nil if it follows from other topics.
    public var partitions: Int32?
    /// Number of replicas; nil for the broker's own.
    public var replicationFactor: Int32?
    /// Its configuration.
    public var config: [String: String]

    public init(name: String, partitions: Int32? = nil, replicationFactor: Int32? = nil, config: [String: String] = [:]) {
        self.name = name
        self.partitions = partitions
        self.replicationFactor = replicationFactor
        self.config = config
    }
}

extension StreamsTopic {
    init(_ raw: RawStreamsTopic) {
        self.init(
            name: raw.name,
            partitions: raw.partitions,
            replicationFactor: raw.replicationFactor,
            config: raw.config)
    }

    var raw: RawStreamsTopic {
        RawStreamsTopic(
            name: name,
            partitions: partitions,
            replicationFactor: replicationFactor,
            config: config)
    }
}

/// A member of a group of Kafka Streams.
public struct StreamsMemberDescription: Sendable, Hashable {
    /// Its id.
    public var memberId: String
    /// Its `group.instance.id`, if it is a static member.
    public var groupInstanceId: String?
    /// Its rack, if it says.
    public var rack: String?
    /// Its epoch.
    public var epoch: Int32
    /// Its `client.id`.
    public var clientId: String
    /// Its host.
    public var host: String
    /// The epoch of the topology that it runs.
    public var topologyEpoch: Int32
    /// The process that it is in.
    public var processId: String
    /// Where it answers queries of its state, if it does: `host:port`.
    public var userEndpoint: String?
    /// What it tells of itself.
    public var clientTags: [String: String]
    /// How far its tasks are.
    public var taskOffsets: [StreamsTaskOffset]
    /// Where the changelogs of its tasks end.
    public var taskEndOffsets: [StreamsTaskOffset]
    /// The tasks that it has.
    public var assignment: StreamsTasks
    /// Those that it is to have.
    public var targetAssignment: StreamsTasks
    /// Whether it speaks the classic protocol.
    public var classic: Bool

    public init(memberId: String, groupInstanceId: String? = nil, rack: String? = nil, epoch: Int32, clientId: String, host: String, topologyEpoch: Int32, processId: String, userEndpoint: String? = nil, clientTags: [String: String] = [:], taskOffsets: [StreamsTaskOffset] = [], taskEndOffsets: [StreamsTaskOffset] = [], assignment: StreamsTasks, targetAssignment: StreamsTasks, classic: Bool) {
        self.memberId = memberId
        self.groupInstanceId = groupInstanceId
        self.rack = rack
        self.epoch = epoch
        self.clientId = clientId
        self.host = host
        self.topologyEpoch = topologyEpoch
        self.processId = processId
        self.userEndpoint = userEndpoint
        self.clientTags = clientTags
        self.taskOffsets = taskOffsets
        self.taskEndOffsets = taskEndOffsets
        self.assignment = assignment
        self.targetAssignment = targetAssignment
        self.classic = classic
    }
}

extension StreamsMemberDescription {
    init(_ raw: RawStreamsMemberDescription) {
        self.init(
            memberId: raw.memberId,
            groupInstanceId: raw.groupInstanceId,
            rack: raw.rack,
            epoch: raw.epoch,
            clientId: raw.clientId,
            host: raw.host,
            topologyEpoch: raw.topologyEpoch,
            processId: raw.processId,
            userEndpoint: raw.userEndpoint,
            clientTags: raw.clientTags,
            taskOffsets: raw.taskOffsets.map { StreamsTaskOffset($0) },
            taskEndOffsets: raw.taskEndOffsets.map { StreamsTaskOffset($0) },
            assignment: StreamsTasks(raw.assignment),
            targetAssignment: StreamsTasks(raw.targetAssignment),
            classic: raw.classic)
    }

    var raw: RawStreamsMemberDescription {
        RawStreamsMemberDescription(
            memberId: memberId,
            groupInstanceId: groupInstanceId,
            rack: rack,
            epoch: epoch,
            clientId: clientId,
            host: host,
            topologyEpoch: topologyEpoch,
            processId: processId,
            userEndpoint: userEndpoint,
            clientTags: clientTags,
            taskOffsets: taskOffsets.map { $0.raw },
            taskEndOffsets: taskEndOffsets.map { $0.raw },
            assignment: assignment.raw,
            targetAssignment: targetAssignment.raw,
            classic: classic)
    }
}

/// A partition of a part of the application.
public struct StreamsTask: Sendable, Hashable {
    /// The part.
    public var subtopology: String
    /// The partition.
    public var partition: Int32

    public init(subtopology: String, partition: Int32) {
        self.subtopology = subtopology
        self.partition = partition
    }
}

extension StreamsTask {
    init(_ raw: RawStreamsTask) {
        self.init(
            subtopology: raw.subtopology,
            partition: raw.partition)
    }

    var raw: RawStreamsTask {
        RawStreamsTask(
            subtopology: subtopology,
            partition: partition)
    }
}

/// An offset of a task.
public struct StreamsTaskOffset: Sendable, Hashable {
    /// The part.
    public var subtopology: String
    /// The partition.
    public var partition: Int32
    /// The offset.
    public var offset: Int64

    public init(subtopology: String, partition: Int32, offset: Int64) {
        self.subtopology = subtopology
        self.partition = partition
        self.offset = offset
    }
}

extension StreamsTaskOffset {
    init(_ raw: RawStreamsTaskOffset) {
        self.init(
            subtopology: raw.subtopology,
            partition: raw.partition,
            offset: raw.offset)
    }

    var raw: RawStreamsTaskOffset {
        RawStreamsTaskOffset(
            subtopology: subtopology,
            partition: partition,
            offset: offset)
    }
}

/// The tasks of a member.
public struct StreamsTasks: Sendable, Hashable {
    /// Those that it processes.
    public var active: [StreamsTask]
    /// Those whose state it keeps.
    public var standby: [StreamsTask]
    /// Those whose state it fetches, to process them then.
    public var warmup: [StreamsTask]

    public init(active: [StreamsTask] = [], standby: [StreamsTask] = [], warmup: [StreamsTask] = []) {
        self.active = active
        self.standby = standby
        self.warmup = warmup
    }
}

extension StreamsTasks {
    init(_ raw: RawStreamsTasks) {
        self.init(
            active: raw.active.map { StreamsTask($0) },
            standby: raw.standby.map { StreamsTask($0) },
            warmup: raw.warmup.map { StreamsTask($0) })
    }

    var raw: RawStreamsTasks {
        RawStreamsTasks(
            active: active.map { $0.raw },
            standby: standby.map { $0.raw },
            warmup: warmup.map { $0.raw })
    }
}

/// Groups of Kafka Streams that were asked for.
public struct StreamsGroupDescriptions: Sendable, Hashable {
    /// Those that are there.
    public var found: [StreamsGroupDescription]
    /// The others.
    public var refused: [Refusal]

    public init(found: [StreamsGroupDescription] = [], refused: [Refusal] = []) {
        self.found = found
        self.refused = refused
    }
}

extension StreamsGroupDescriptions {
    init(_ raw: RawStreamsGroupDescriptions) {
        self.init(
            found: raw.found.map { StreamsGroupDescription($0) },
            refused: raw.refused.map { Refusal($0) })
    }

    var raw: RawStreamsGroupDescriptions {
        RawStreamsGroupDescriptions(
            found: found.map { $0.raw },
            refused: refused.map { $0.raw })
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
    /// The brokers of each partition, where the cluster is not to choose; then the two numbers are not said.
    public var assignments: [PartitionAssignment]

    public init(name: String, partitions: Int32? = nil, replicationFactor: Int32? = nil, config: [String: String] = [:], assignments: [PartitionAssignment] = []) {
        self.name = name
        self.partitions = partitions
        self.replicationFactor = replicationFactor
        self.config = config
        self.assignments = assignments
    }
}

extension NewTopic {
    init(_ raw: RawNewTopic) {
        self.init(
            name: raw.name,
            partitions: raw.partitions,
            replicationFactor: raw.replicationFactor,
            config: raw.config,
            assignments: raw.assignments.map { PartitionAssignment($0) })
    }

    var raw: RawNewTopic {
        RawNewTopic(
            name: name,
            partitions: partitions,
            replicationFactor: replicationFactor,
            config: config,
            assignments: assignments.map { $0.raw })
    }
}

/// The brokers of a partition that is made.
public struct PartitionAssignment: Sendable, Hashable {
    /// They get a replica each; the first is the preferred leader.
    public var replicas: [Int32]

    public init(replicas: [Int32] = []) {
        self.replicas = replicas
    }
}

extension PartitionAssignment {
    init(_ raw: RawPartitionAssignment) {
        self.init(
            replicas: raw.replicas)
    }

    var raw: RawPartitionAssignment {
        RawPartitionAssignment(
            replicas: replicas)
    }
}

/// A topic that was made, or, with `ValidateOnly`, would have been.
public struct CreatedTopic: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Its id; nil where brokers do not tell, and without meaning where the topic was only looked at.
    public var id: String?
    /// Number of partitions; nil where brokers do not tell.
    public var partitions: Int32?
    /// Number of replicas of each partition; nil where brokers do not tell.
    public var replicationFactor: Int32?
    /// Its configuration; nil where brokers do not tell, or the principal may not see it.
    public var config: [ConfigEntry]?

    public init(name: String, id: String? = nil, partitions: Int32? = nil, replicationFactor: Int32? = nil, config: [ConfigEntry]? = nil) {
        self.name = name
        self.id = id
        self.partitions = partitions
        self.replicationFactor = replicationFactor
        self.config = config
    }
}

extension CreatedTopic {
    init(_ raw: RawCreatedTopic) {
        self.init(
            name: raw.name,
            id: raw.id,
            partitions: raw.partitions,
            replicationFactor: raw.replicationFactor,
            config: raw.config.map { $0.map { ConfigEntry($0) } })
    }

    var raw: RawCreatedTopic {
        RawCreatedTopic(
            name: name,
            id: id,
            partitions: partitions,
            replicationFactor: replicationFactor,
            config: config.map { $0.map { $0.raw } })
    }
}

/// Topics that were to be made.
public struct CreatedTopics: Sendable, Hashable {
    /// Those where it worked.
    public var found: [CreatedTopic]
    /// The others.
    public var refused: [Refusal]

    public init(found: [CreatedTopic] = [], refused: [Refusal] = []) {
        self.found = found
        self.refused = refused
    }
}

extension CreatedTopics {
    init(_ raw: RawCreatedTopics) {
        self.init(
            found: raw.found.map { CreatedTopic($0) },
            refused: raw.refused.map { Refusal($0) })
    }

    var raw: RawCreatedTopics {
        RawCreatedTopics(
            found: found.map { $0.raw },
            refused: refused.map { $0.raw })
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
    /// What the principal may do with it, if that was asked for.
    public var authorizedOperations: [AclOperation]?

    public init(name: String, id: String, `internal`: Bool, partitions: [PartitionDescription] = [], authorizedOperations: [AclOperation]? = nil) {
        self.name = name
        self.id = id
        self.`internal` = `internal`
        self.partitions = partitions
        self.authorizedOperations = authorizedOperations
    }
}

extension TopicDescription {
    init(_ raw: RawTopicDescription) {
        self.init(
            name: raw.name,
            id: raw.id,
            internal: raw.internal,
            partitions: raw.partitions.map { PartitionDescription($0) },
            authorizedOperations: raw.authorizedOperations.map { $0.map { AclOperation($0) } })
    }

    var raw: RawTopicDescription {
        RawTopicDescription(
            name: name,
            id: id,
            internal: `internal`,
            partitions: partitions.map { $0.raw },
            authorizedOperations: authorizedOperations.map { $0.map { $0.raw } })
    }
}

/// Topics that were asked for.
public struct TopicDescriptions: Sendable, Hashable {
    /// Those that are there.
    public var found: [TopicDescription]
    /// The others, by what they were asked for with.
    public var refused: [Refusal]

    public init(found: [TopicDescription] = [], refused: [Refusal] = []) {
        self.found = found
        self.refused = refused
    }
}

extension TopicDescriptions {
    init(_ raw: RawTopicDescriptions) {
        self.init(
            found: raw.found.map { TopicDescription($0) },
            refused: raw.refused.map { Refusal($0) })
    }

    var raw: RawTopicDescriptions {
        RawTopicDescriptions(
            found: found.map { $0.raw },
            refused: refused.map { $0.raw })
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
    /// Those of them that are away.
    public var offlineReplicas: [Int32]
    /// Those that may lead although they are not in sync (KIP-966); nil where brokers do not tell.
    public var eligibleLeaderReplicas: [Int32]?
    /// Those that were the last to be so; nil where brokers do not tell.
    public var lastKnownEligibleLeaderReplicas: [Int32]?

    public init(partition: Int32, leader: Int32? = nil, leaderEpoch: Int32, replicas: [Int32] = [], inSyncReplicas: [Int32] = [], offlineReplicas: [Int32] = [], eligibleLeaderReplicas: [Int32]? = nil, lastKnownEligibleLeaderReplicas: [Int32]? = nil) {
        self.partition = partition
        self.leader = leader
        self.leaderEpoch = leaderEpoch
        self.replicas = replicas
        self.inSyncReplicas = inSyncReplicas
        self.offlineReplicas = offlineReplicas
        self.eligibleLeaderReplicas = eligibleLeaderReplicas
        self.lastKnownEligibleLeaderReplicas = lastKnownEligibleLeaderReplicas
    }
}

extension PartitionDescription {
    init(_ raw: RawPartitionDescription) {
        self.init(
            partition: raw.partition,
            leader: raw.leader,
            leaderEpoch: raw.leaderEpoch,
            replicas: raw.replicas,
            inSyncReplicas: raw.inSyncReplicas,
            offlineReplicas: raw.offlineReplicas,
            eligibleLeaderReplicas: raw.eligibleLeaderReplicas,
            lastKnownEligibleLeaderReplicas: raw.lastKnownEligibleLeaderReplicas)
    }

    var raw: RawPartitionDescription {
        RawPartitionDescription(
            partition: partition,
            leader: leader,
            leaderEpoch: leaderEpoch,
            replicas: replicas,
            inSyncReplicas: inSyncReplicas,
            offlineReplicas: offlineReplicas,
            eligibleLeaderReplicas: eligibleLeaderReplicas,
            lastKnownEligibleLeaderReplicas: lastKnownEligibleLeaderReplicas)
    }
}

/// A transactional id, as a list shows it.
public struct TransactionListing: Sendable, Hashable {
    /// The transactional id.
    public var transactionalId: String
    /// Its producer.
    public var producerId: Int64
    /// Its state, with Kafka's name.
    public var state: String
    /// The broker that coordinates it, as `host:port`.
    public var coordinator: String

    public init(transactionalId: String, producerId: Int64, state: String, coordinator: String) {
        self.transactionalId = transactionalId
        self.producerId = producerId
        self.state = state
        self.coordinator = coordinator
    }
}

extension TransactionListing {
    init(_ raw: RawTransactionListing) {
        self.init(
            transactionalId: raw.transactionalId,
            producerId: raw.producerId,
            state: raw.state,
            coordinator: raw.coordinator)
    }

    var raw: RawTransactionListing {
        RawTransactionListing(
            transactionalId: transactionalId,
            producerId: producerId,
            state: state,
            coordinator: coordinator)
    }
}

/// A transactional id and its transaction.
public struct TransactionDescription: Sendable, Hashable {
    /// The transactional id.
    public var transactionalId: String
    /// Its state, with Kafka's name.
    public var state: String
    /// Its producer.
    public var producerId: Int64
    /// The producer's epoch.
    public var producerEpoch: Int32
    /// How long a transaction of it may be open, in milliseconds.
    public var timeoutMs: Int32
    /// When the last transaction began, in milliseconds since 1970; nil if there was none.
    public var startedAt: Int64?
    /// Partitions that the open transaction has written to; one that is ending: that have no marker yet.
    public var partitions: [TopicPartition]
    /// The broker that coordinates it, as `host:port`.
    public var coordinator: String

    public init(transactionalId: String, state: String, producerId: Int64, producerEpoch: Int32, timeoutMs: Int32, startedAt: Int64? = nil, partitions: [TopicPartition] = [], coordinator: String) {
        self.transactionalId = transactionalId
        self.state = state
        self.producerId = producerId
        self.producerEpoch = producerEpoch
        self.timeoutMs = timeoutMs
        self.startedAt = startedAt
        self.partitions = partitions
        self.coordinator = coordinator
    }
}

extension TransactionDescription {
    init(_ raw: RawTransactionDescription) {
        self.init(
            transactionalId: raw.transactionalId,
            state: raw.state,
            producerId: raw.producerId,
            producerEpoch: raw.producerEpoch,
            timeoutMs: raw.timeoutMs,
            startedAt: raw.startedAt,
            partitions: raw.partitions.map { TopicPartition($0) },
            coordinator: raw.coordinator)
    }

    var raw: RawTransactionDescription {
        RawTransactionDescription(
            transactionalId: transactionalId,
            state: state,
            producerId: producerId,
            producerEpoch: producerEpoch,
            timeoutMs: timeoutMs,
            startedAt: startedAt,
            partitions: partitions.map { $0.raw },
            coordinator: coordinator)
    }
}

/// Transactional ids that were asked for.
public struct TransactionDescriptions: Sendable, Hashable {
    /// Those that are known.
    public var found: [TransactionDescription]
    /// The others.
    public var refused: [Refusal]

    public init(found: [TransactionDescription] = [], refused: [Refusal] = []) {
        self.found = found
        self.refused = refused
    }
}

extension TransactionDescriptions {
    init(_ raw: RawTransactionDescriptions) {
        self.init(
            found: raw.found.map { TransactionDescription($0) },
            refused: raw.refused.map { Refusal($0) })
    }

    var raw: RawTransactionDescriptions {
        RawTransactionDescriptions(
            found: found.map { $0.raw },
            refused: refused.map { $0.raw })
    }
}

/// A transactional id whose producers were fenced.
public struct FencedProducer: Sendable, Hashable {
    /// The transactional id.
    public var transactionalId: String
    /// Its producer.
    public var producerId: Int64
    /// The producer's epoch from now on.
    public var producerEpoch: Int32

    public init(transactionalId: String, producerId: Int64, producerEpoch: Int32) {
        self.transactionalId = transactionalId
        self.producerId = producerId
        self.producerEpoch = producerEpoch
    }
}

extension FencedProducer {
    init(_ raw: RawFencedProducer) {
        self.init(
            transactionalId: raw.transactionalId,
            producerId: raw.producerId,
            producerEpoch: raw.producerEpoch)
    }

    var raw: RawFencedProducer {
        RawFencedProducer(
            transactionalId: transactionalId,
            producerId: producerId,
            producerEpoch: producerEpoch)
    }
}

/// Transactional ids whose producers were to be fenced.
public struct FencedProducers: Sendable, Hashable {
    /// Those where it worked.
    public var found: [FencedProducer]
    /// The others.
    public var refused: [Refusal]

    public init(found: [FencedProducer] = [], refused: [Refusal] = []) {
        self.found = found
        self.refused = refused
    }
}

extension FencedProducers {
    init(_ raw: RawFencedProducers) {
        self.init(
            found: raw.found.map { FencedProducer($0) },
            refused: raw.refused.map { Refusal($0) })
    }

    var raw: RawFencedProducers {
        RawFencedProducers(
            found: found.map { $0.raw },
            refused: refused.map { $0.raw })
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

/// A record to handle.
public struct ProcessRecord: Sendable, Hashable {
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
    /// Where it comes from, if it is the copy of one that failed.
    public var origin: Origin?

    public init(topic: String, partition: Int32, offset: Int64, timestamp: Int64, key: Data? = nil, value: Data? = nil, headers: [Header] = [], origin: Origin? = nil) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.timestamp = timestamp
        self.key = key
        self.value = value
        self.headers = headers
        self.origin = origin
    }
}

extension ProcessRecord {
    init(_ raw: RawProcessRecord) {
        self.init(
            topic: raw.topic,
            partition: raw.partition,
            offset: raw.offset,
            timestamp: raw.timestamp,
            key: raw.key,
            value: raw.value,
            headers: raw.headers.map { Header($0) },
            origin: raw.origin.map { Origin($0) })
    }

    var raw: RawProcessRecord {
        RawProcessRecord(
            topic: topic,
            partition: partition,
            offset: offset,
            timestamp: timestamp,
            key: key,
            value: value,
            headers: headers.map { $0.raw },
            origin: origin.map { $0.raw })
    }
}

/// Where the copy of a record that failed comes from, and why it is there.
public struct Origin: Sendable, Hashable {
    /// The topic that the record was read from first.
    public var topic: String
    /// The partition there.
    public var partition: Int32
    /// The offset there.
    public var offset: Int64
    /// The record's time there, in milliseconds since 1970; -1 if it has none.
    public var timestamp: Int64
    /// The group that processed it.
    public var groupId: String
    /// Calls of the function that have failed, at all steps.
    public var attempts: Int64
    /// What the last error said.
    public var message: String
    /// The kind of the last error.
    public var errorKind: String
    /// The number of the retry topic, from 1 on; 0 in a dead letter topic.
    public var step: Int32

    public init(topic: String, partition: Int32, offset: Int64, timestamp: Int64, groupId: String, attempts: Int64, message: String, errorKind: String, step: Int32) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.timestamp = timestamp
        self.groupId = groupId
        self.attempts = attempts
        self.message = message
        self.errorKind = errorKind
        self.step = step
    }
}

extension Origin {
    init(_ raw: RawOrigin) {
        self.init(
            topic: raw.topic,
            partition: raw.partition,
            offset: raw.offset,
            timestamp: raw.timestamp,
            groupId: raw.groupId,
            attempts: raw.attempts,
            message: raw.message,
            errorKind: raw.errorKind,
            step: raw.step)
    }

    var raw: RawOrigin {
        RawOrigin(
            topic: topic,
            partition: partition,
            offset: offset,
            timestamp: timestamp,
            groupId: groupId,
            attempts: attempts,
            message: message,
            errorKind: errorKind,
            step: step)
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

/// A schema that another one names.
public struct SchemaReference: Sendable, Hashable {
    /// What the other schema calls it: a full name in Avro, an import in Protobuf, a URL in JSON Schema.
    public var name: String
    /// The subject that it is registered under.
    public var subject: String
    /// The version of that subject.
    public var version: Int32

    public init(name: String, subject: String, version: Int32) {
        self.name = name
        self.subject = subject
        self.version = version
    }
}

extension SchemaReference {
    init(_ raw: RawSchemaReference) {
        self.init(
            name: raw.name,
            subject: raw.subject,
            version: raw.version)
    }

    var raw: RawSchemaReference {
        RawSchemaReference(
            name: name,
            subject: subject,
            version: version)
    }
}

/// A schema.
public struct Schema: Sendable, Hashable {
    /// Its language.
    public var kind: SchemaKind
    /// Its text.
    public var text: String
    /// The schemas that it names.
    public var references: [SchemaReference]

    public init(kind: SchemaKind, text: String, references: [SchemaReference] = []) {
        self.kind = kind
        self.text = text
        self.references = references
    }
}

extension Schema {
    init(_ raw: RawSchema) {
        self.init(
            kind: SchemaKind(raw.kind),
            text: raw.text,
            references: raw.references.map { SchemaReference($0) })
    }

    var raw: RawSchema {
        RawSchema(
            kind: kind.raw,
            text: text,
            references: references.map { $0.raw })
    }
}

/// A schema with the places that it has in a registry.
public struct RegisteredSchema: Sendable, Hashable {
    /// Its number in the registry.
    public var id: Int32
    /// The subject.
    public var subject: String
    /// Its version in the subject, from 1 on.
    public var version: Int32
    /// The schema itself.
    public var schema: Schema

    public init(id: Int32, subject: String, version: Int32, schema: Schema) {
        self.id = id
        self.subject = subject
        self.version = version
        self.schema = schema
    }
}

extension RegisteredSchema {
    init(_ raw: RawRegisteredSchema) {
        self.init(
            id: raw.id,
            subject: raw.subject,
            version: raw.version,
            schema: Schema(raw.schema))
    }

    var raw: RawRegisteredSchema {
        RawRegisteredSchema(
            id: id,
            subject: subject,
            version: version,
            schema: schema.raw)
    }
}

/// What `unframe` finds.
public struct Unframed: Sendable, Hashable {
    /// The schema's id.
    public var id: Int32
    /// What the format made of the value.
    public var payload: Data
    /// In Protobuf the place of the message: its index in the file, after those of the messages that it is in. Empty
    /// otherwise.
    public var indexes: [Int32]

    public init(id: Int32, payload: Data, indexes: [Int32] = []) {
        self.id = id
        self.payload = payload
        self.indexes = indexes
    }
}

extension Unframed {
    init(_ raw: RawUnframed) {
        self.init(
            id: raw.id,
            payload: raw.payload,
            indexes: raw.indexes)
    }

    var raw: RawUnframed {
        RawUnframed(
            id: id,
            payload: payload,
            indexes: indexes)
    }
}

/// A record that a consumer of a share group has acquired.
public struct ShareRecord: Sendable, Hashable {
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
    /// The value.
    public var value: Data?
    /// Its headers, in order.
    public var headers: [Header]
    /// How often it has been delivered, with this time.
    public var deliveryCount: Int32

    public init(topic: String, partition: Int32, offset: Int64, timestamp: Int64, key: Data? = nil, value: Data? = nil, headers: [Header] = [], deliveryCount: Int32) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.timestamp = timestamp
        self.key = key
        self.value = value
        self.headers = headers
        self.deliveryCount = deliveryCount
    }
}

extension ShareRecord {
    init(_ raw: RawShareRecord) {
        self.init(
            topic: raw.topic,
            partition: raw.partition,
            offset: raw.offset,
            timestamp: raw.timestamp,
            key: raw.key,
            value: raw.value,
            headers: raw.headers.map { Header($0) },
            deliveryCount: raw.deliveryCount)
    }

    var raw: RawShareRecord {
        RawShareRecord(
            topic: topic,
            partition: partition,
            offset: offset,
            timestamp: timestamp,
            key: key,
            value: value,
            headers: headers.map { $0.raw },
            deliveryCount: deliveryCount)
    }
}

/// Records of one partition that a consumer of a share group has acquired.
public struct ShareBatch: Sendable, Hashable {
    /// The topic.
    public var topic: String
    /// The partition.
    public var partition: Int32
    /// The records, in order.
    public var records: [ShareRecord]

    public init(topic: String, partition: Int32, records: [ShareRecord] = []) {
        self.topic = topic
        self.partition = partition
        self.records = records
    }
}

extension ShareBatch {
    init(_ raw: RawShareBatch) {
        self.init(
            topic: raw.topic,
            partition: raw.partition,
            records: raw.records.map { ShareRecord($0) })
    }

    var raw: RawShareBatch {
        RawShareBatch(
            topic: topic,
            partition: partition,
            records: records.map { $0.raw })
    }
}

/// Whether the acknowledgements of a partition count.
public struct AcknowledgementOutcome: Sendable, Hashable {
    /// The topic.
    public var topic: String
    /// The partition.
    public var partition: Int32
    /// Why they do not; nil if they do.
    public var error: ErrorInfo?

    public init(topic: String, partition: Int32, error: ErrorInfo? = nil) {
        self.topic = topic
        self.partition = partition
        self.error = error
    }
}

extension AcknowledgementOutcome {
    init(_ raw: RawAcknowledgementOutcome) {
        self.init(
            topic: raw.topic,
            partition: raw.partition,
            error: raw.error.map { ErrorInfo($0) })
    }

    var raw: RawAcknowledgementOutcome {
        RawAcknowledgementOutcome(
            topic: topic,
            partition: partition,
            error: error.map { $0.raw })
    }
}

/// What a registry says of a schema that may become the next version of a subject.
public struct CompatibilityCheck: Sendable, Hashable {
    /// Whether it goes with the version that it was compared with.
    public var isCompatible: Bool
    /// What does not fit, in the registry's words; empty where it fits, and of registries that do not say it.
    public var messages: [String]

    public init(isCompatible: Bool, messages: [String] = []) {
        self.isCompatible = isCompatible
        self.messages = messages
    }
}

extension CompatibilityCheck {
    init(_ raw: RawCompatibilityCheck) {
        self.init(
            isCompatible: raw.isCompatible,
            messages: raw.messages)
    }

    var raw: RawCompatibilityCheck {
        RawCompatibilityCheck(
            isCompatible: isCompatible,
            messages: messages)
    }
}

/// A record that a transform gives, to be sent within the transaction.
public struct OutputRecord: Sendable, Hashable {
    /// The topic that it goes to.
    public var topic: String
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

    public init(topic: String, value: Data? = nil, key: Data? = nil, partition: Int32? = nil, timestamp: Int64? = nil, headers: [Header] = []) {
        self.topic = topic
        self.value = value
        self.key = key
        self.partition = partition
        self.timestamp = timestamp
        self.headers = headers
    }
}

extension OutputRecord {
    init(_ raw: RawOutputRecord) {
        self.init(
            topic: raw.topic,
            value: raw.value,
            key: raw.key,
            partition: raw.partition,
            timestamp: raw.timestamp,
            headers: raw.headers.map { Header($0) })
    }

    var raw: RawOutputRecord {
        RawOutputRecord(
            topic: topic,
            value: value,
            key: key,
            partition: partition,
            timestamp: timestamp,
            headers: headers.map { $0.raw })
    }
}
