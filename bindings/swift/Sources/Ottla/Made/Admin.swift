// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

public import Foundation
internal import OttlaBridge

/// Administers a cluster. Calls that change something tell what they could not change. Those that ask for several
/// things give what was `found`, or done, and what was `refused`; `describeTopics`, `describeGroups` and
/// `listOffsets` fail with the first refusal, and have a twin whose name ends in `each`.
public final class Admin: Sendable {
    let raw: RawAdmin

    init(_ raw: RawAdmin) {
        self.raw = raw
    }

    /// Connects to a cluster's controllers by the addresses of some of them, `host:port` with commas between (KIP-919):
    /// they answer when no broker does. They describe the cluster, the quorum, features, configurations and ACLs,
    /// and change the last three, voters, and where partitions are; all else fails with `Unsupported`.
    public static func connectControllers(bootstrapControllers: String, options: ClientOptions = ClientOptions()) async throws -> Admin {
        try await Call.run { call in
            let given = try await RawAdmin.connectControllers(call: call, bootstrapControllers: bootstrapControllers, options: options.pairs)
            return Admin(given)
        }
    }

    /// The rules that a filter fits.
    public func describeAcls(filter: AclFilter) async throws -> [Acl] {
        try await Call.run { call in
            let given = try await raw.describeAcls(call: call, filter: filter.raw)
            return given.map { Acl($0) }
        }
    }

    /// Adds rules; tells of those that could not be added, by principal.
    public func createAcls(acls: [Acl] = []) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.createAcls(call: call, acls: acls.map { $0.raw })
            return given.map { Refusal($0) }
        }
    }

    /// Deletes the rules that filters fit.
    public func deleteAcls(filters: [AclFilter] = []) async throws -> AclDeletions {
        try await Call.run { call in
            let given = try await raw.deleteAcls(call: call, filters: filters.map { $0.raw })
            return AclDeletions(given)
        }
    }

    /// Ends it: later calls fail with `Closed`. The connections of one that has connected to controllers are closed when
    /// calls that are under way are done; those of a client are the client's.
    public func close() async throws {
        try await Call.run { call in
            try await raw.close(call: call)
        }
    }

    /// Groups in the classic protocol with their members.
    public func describeClassicGroups(groupIds: [String] = [], authorizedOperations: Bool? = nil) async throws -> ClassicGroupDescriptions {
        try await Call.run { call in
            let given = try await raw.describeClassicGroups(call: call, groupIds: groupIds, authorizedOperations: authorizedOperations)
            return ClassicGroupDescriptions(given)
        }
    }

    /// The cluster and its brokers; also those that are fenced, if that is said.
    public func describeCluster(fencedBrokers: Bool? = nil, authorizedOperations: Bool? = nil) async throws -> ClusterDescription {
        try await Call.run { call in
            let given = try await raw.describeCluster(call: call, fencedBrokers: fencedBrokers, authorizedOperations: authorizedOperations)
            return ClusterDescription(given)
        }
    }

    /// Has a cluster forget a broker that does not come back.
    public func unregisterBroker(broker: Int32) async throws {
        try await Call.run { call in
            try await raw.unregisterBroker(call: call, broker: broker)
        }
    }

    /// The id that the cluster has given this client for its metrics (KIP-714).
    public func clientInstanceId() async throws -> String {
        try await Call.run { call in
            let given = try await raw.clientInstanceId(call: call)
            return given
        }
    }

    /// The configuration of something; only these keys, if some are named.
    public func describeConfigs(resource: ConfigResource, synonyms: Bool? = nil, documentation: Bool? = nil, keys: [String] = []) async throws -> [ConfigEntry] {
        try await Call.run { call in
            let given = try await raw.describeConfigs(call: call, resource: resource.raw, synonyms: synonyms, documentation: documentation, keys: keys)
            return given.map { ConfigEntry($0) }
        }
    }

    /// As `describeConfigs`, of several at once.
    public func describeConfigsEach(resources: [ConfigResource] = [], synonyms: Bool? = nil, documentation: Bool? = nil, keys: [String] = []) async throws -> ConfigDescriptions {
        try await Call.run { call in
            let given = try await raw.describeConfigsEach(call: call, resources: resources.map { $0.raw }, synonyms: synonyms, documentation: documentation, keys: keys)
            return ConfigDescriptions(given)
        }
    }

    /// Changes keys of a configuration, all or none.
    public func alterConfigs(resource: ConfigResource, changes: [ConfigChange] = [], mode: UpdateMode? = nil) async throws {
        try await Call.run { call in
            try await raw.alterConfigs(call: call, resource: resource.raw, changes: changes.map { $0.raw }, mode: mode.map { $0.raw })
        }
    }

    /// As `alterConfigs`, of several at once; tells of those that could not be changed.
    public func alterConfigsEach(updates: [ConfigUpdate] = [], mode: UpdateMode? = nil) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.alterConfigsEach(call: call, updates: updates.map { $0.raw }, mode: mode.map { $0.raw })
            return given.map { Refusal($0) }
        }
    }

    /// What has a configuration of its own; only these kinds, if some are named.
    public func listConfigResources(kinds: [ConfigResourceKind] = []) async throws -> [ConfigResource] {
        try await Call.run { call in
            let given = try await raw.listConfigResources(call: call, kinds: kinds.map { $0.raw })
            return given.map { ConfigResource($0) }
        }
    }

    /// Makes a token: for whoever asks, if no owner is named, and for as long as brokers let it be, if it is not said.
    public func createDelegationToken(owner: Principal? = nil, renewers: [Principal] = [], lifetimeMaxMs: Int64? = nil) async throws -> DelegationToken {
        try await Call.run { call in
            let given = try await raw.createDelegationToken(call: call, owner: owner.map { $0.raw }, renewers: renewers.map { $0.raw }, lifetimeMaxMs: lifetimeMaxMs)
            return DelegationToken(given)
        }
    }

    /// Renews a token; tells when it ends now, in milliseconds since 1970.
    public func renewDelegationToken(hmac: Data, periodMs: Int64? = nil) async throws -> Int64 {
        try await Call.run { call in
            let given = try await raw.renewDelegationToken(call: call, hmac: hmac, periodMs: periodMs)
            return given
        }
    }

    /// Has a token end after so many milliseconds, or at once; tells when, in milliseconds since 1970.
    public func expireDelegationToken(hmac: Data, periodMs: Int64? = nil) async throws -> Int64 {
        try await Call.run { call in
            let given = try await raw.expireDelegationToken(call: call, hmac: hmac, periodMs: periodMs)
            return given
        }
    }

    /// The tokens that one may know of; only those of these owners, if some are named.
    public func describeDelegationTokens(owners: [Principal] = []) async throws -> [DelegationToken] {
        try await Call.run { call in
            let given = try await raw.describeDelegationTokens(call: call, owners: owners.map { $0.raw })
            return given.map { DelegationToken($0) }
        }
    }

    /// The features of the cluster, and what a broker supports: this one, if one is named.
    public func describeFeatures(broker: Int32? = nil) async throws -> [FeatureDescription] {
        try await Call.run { call in
            let given = try await raw.describeFeatures(call: call, broker: broker)
            return given.map { FeatureDescription($0) }
        }
    }

    /// Has features be at other levels; tells of those that are not.
    public func updateFeatures(updates: [FeatureUpdate] = [], mode: UpdateMode? = nil) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.updateFeatures(call: call, updates: updates.map { $0.raw }, mode: mode.map { $0.raw })
            return given.map { Refusal($0) }
        }
    }

    /// What a group has committed.
    public func listGroupOffsets(groupId: String) async throws -> [PartitionOffset] {
        try await Call.run { call in
            let given = try await raw.listGroupOffsets(call: call, groupId: groupId)
            return given.map { PartitionOffset($0) }
        }
    }

    /// What several groups have committed.
    public func listOffsetsOfGroups(groups: [GroupOffsetsQuery] = []) async throws -> GroupOffsetsListings {
        try await Call.run { call in
            let given = try await raw.listOffsetsOfGroups(call: call, groups: groups.map { $0.raw })
            return GroupOffsetsListings(given)
        }
    }

    /// Sets what a group has committed, while it has no members; tells of partitions where that did not work.
    public func alterGroupOffsets(groupId: String, offsets: [PartitionOffset] = []) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.alterGroupOffsets(call: call, groupId: groupId, offsets: offsets.map { $0.raw })
            return given.map { Refusal($0) }
        }
    }

    /// Forgets what a group has committed of partitions that no member subscribes to; tells of those where that
    /// did not work.
    public func deleteGroupOffsets(groupId: String, partitions: [TopicPartition] = []) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.deleteGroupOffsets(call: call, groupId: groupId, partitions: partitions.map { $0.raw })
            return given.map { Refusal($0) }
        }
    }

    /// All groups; only those in these states, of these kinds, of these protocol types, if some are named.
    public func listGroups(states: [String] = [], kinds: [String] = [], protocolTypes: [String] = []) async throws -> [GroupListing] {
        try await Call.run { call in
            let given = try await raw.listGroups(call: call, states: states, kinds: kinds, protocolTypes: protocolTypes)
            return given.map { GroupListing($0) }
        }
    }

    /// Groups of consumers with their members; fails if one of them is not there.
    public func describeGroups(groupIds: [String] = [], authorizedOperations: Bool? = nil) async throws -> [GroupDescription] {
        try await Call.run { call in
            let given = try await raw.describeGroups(call: call, groupIds: groupIds, authorizedOperations: authorizedOperations)
            return given.map { GroupDescription($0) }
        }
    }

    /// As `describeGroups`; tells of those that are not there.
    public func describeGroupsEach(groupIds: [String] = [], authorizedOperations: Bool? = nil) async throws -> GroupDescriptions {
        try await Call.run { call in
            let given = try await raw.describeGroupsEach(call: call, groupIds: groupIds, authorizedOperations: authorizedOperations)
            return GroupDescriptions(given)
        }
    }

    /// Deletes groups of any kind without members; tells of those that could not be deleted.
    public func deleteGroups(groupIds: [String] = []) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.deleteGroups(call: call, groupIds: groupIds)
            return given.map { Refusal($0) }
        }
    }

    /// Has members leave a group; tells of those that could not be removed.
    public func removeMembers(groupId: String, members: [MemberToRemove] = [], reason: String? = nil) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.removeMembers(call: call, groupId: groupId, members: members.map { $0.raw }, reason: reason)
            return given.map { Refusal($0) }
        }
    }

    /// Has all members leave a group.
    public func removeAllMembers(groupId: String, reason: String? = nil) async throws {
        try await Call.run { call in
            try await raw.removeAllMembers(call: call, groupId: groupId, reason: reason)
        }
    }

    /// The log directories of brokers, and what is in them.
    public func describeLogDirs(brokers: [Int32] = []) async throws -> LogDirDescriptions {
        try await Call.run { call in
            let given = try await raw.describeLogDirs(call: call, brokers: brokers)
            return LogDirDescriptions(given)
        }
    }

    /// In which directories replicas are.
    public func describeReplicaLogDirs(replicas: [Replica] = []) async throws -> ReplicaLogDirsListings {
        try await Call.run { call in
            let given = try await raw.describeReplicaLogDirs(call: call, replicas: replicas.map { $0.raw })
            return ReplicaLogDirsListings(given)
        }
    }

    /// Begins to move replicas to other directories of their brokers; tells of those where that did not work.
    public func alterReplicaLogDirs(moves: [ReplicaMove] = []) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.alterReplicaLogDirs(call: call, moves: moves.map { $0.raw })
            return given.map { Refusal($0) }
        }
    }

    /// The quorum of controllers.
    public func describeMetadataQuorum() async throws -> QuorumDescription {
        try await Call.run { call in
            let given = try await raw.describeMetadataQuorum(call: call)
            return QuorumDescription(given)
        }
    }

    /// Has a controller vote.
    public func addRaftVoter(voter: RaftVoter, endpoints: [RaftEndpoint] = []) async throws {
        try await Call.run { call in
            try await raw.addRaftVoter(call: call, voter: voter.raw, endpoints: endpoints.map { $0.raw })
        }
    }

    /// Has a controller vote no more.
    public func removeRaftVoter(voter: RaftVoter) async throws {
        try await Call.run { call in
            try await raw.removeRaftVoter(call: call, voter: voter.raw)
        }
    }

    /// The producers of partitions, as their leaders know them, or the broker that is named.
    public func describeProducers(partitions: [TopicPartition] = [], broker: Int32? = nil) async throws -> ProducerDescriptions {
        try await Call.run { call in
            let given = try await raw.describeProducers(call: call, partitions: partitions.map { $0.raw }, broker: broker)
            return ProducerDescriptions(given)
        }
    }

    /// Aborts a transaction in one partition whose coordinator has forgotten it.
    public func abortTransaction(transaction: HangingTransaction) async throws {
        try await Call.run { call in
            try await raw.abortTransaction(call: call, transaction: transaction.raw)
        }
    }

    /// The quotas of whoever has these parts; with `strict`, and no others.
    public func describeClientQuotas(parts: [QuotaMatch] = [], strict: Bool? = nil) async throws -> [ClientQuotas] {
        try await Call.run { call in
            let given = try await raw.describeClientQuotas(call: call, parts: parts.map { $0.raw }, strict: strict)
            return given.map { ClientQuotas($0) }
        }
    }

    /// Changes quotas; tells of those that could not be changed.
    public func alterClientQuotas(updates: [QuotaUpdate] = [], mode: UpdateMode? = nil) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.alterClientQuotas(call: call, updates: updates.map { $0.raw }, mode: mode.map { $0.raw })
            return given.map { Refusal($0) }
        }
    }

    /// Has partitions get another leader; tells of those that do not.
    public func electLeaders(election: ElectionType, partitions: [TopicPartition] = []) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.electLeaders(call: call, election: election.raw, partitions: partitions.map { $0.raw })
            return given.map { Refusal($0) }
        }
    }

    /// As `electLeaders`, for all partitions where there is something to elect.
    public func electAllLeaders(election: ElectionType) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.electAllLeaders(call: call, election: election.raw)
            return given.map { Refusal($0) }
        }
    }

    /// Begins to move partitions, or gives moves up; tells of those where that did not work.
    public func alterPartitionReassignments(moves: [Reassignment] = [], change: ReplicationFactorChange? = nil) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.alterPartitionReassignments(call: call, moves: moves.map { $0.raw }, change: change.map { $0.raw })
            return given.map { Refusal($0) }
        }
    }

    /// Moves that have not ended; only those of these partitions, if some are named.
    public func listPartitionReassignments(partitions: [TopicPartition] = []) async throws -> [PartitionReassignment] {
        try await Call.run { call in
            let given = try await raw.listPartitionReassignments(call: call, partitions: partitions.map { $0.raw })
            return given.map { PartitionReassignment($0) }
        }
    }

    /// Offsets of partitions by time; fails if a partition is not there. With `readCommitted`, `Latest` is the end of
    /// what readers of committed records see.
    public func listOffsets(partitions: [OffsetAt] = [], readCommitted: Bool? = nil) async throws -> [ListedOffset] {
        try await Call.run { call in
            let given = try await raw.listOffsets(call: call, partitions: partitions.map { $0.raw }, readCommitted: readCommitted)
            return given.map { ListedOffset($0) }
        }
    }

    /// As `listOffsets`; tells of partitions that are not there.
    public func listOffsetsEach(partitions: [OffsetAt] = [], readCommitted: Bool? = nil) async throws -> ListedOffsets {
        try await Call.run { call in
            let given = try await raw.listOffsetsEach(call: call, partitions: partitions.map { $0.raw }, readCommitted: readCommitted)
            return ListedOffsets(given)
        }
    }

    /// Deletes the records before these offsets; -1 stands for the end. Tells what is left, and of partitions where that
    /// did not work.
    public func deleteRecords(before: [PartitionOffset] = []) async throws -> RecordDeletions {
        try await Call.run { call in
            let given = try await raw.deleteRecords(call: call, before: before.map { $0.raw })
            return RecordDeletions(given)
        }
    }

    /// How the passwords of users are kept; of all users, if none is named.
    public func describeScramCredentials(users: [String] = []) async throws -> ScramDescriptions {
        try await Call.run { call in
            let given = try await raw.describeScramCredentials(call: call, users: users)
            return ScramDescriptions(given)
        }
    }

    /// Sets and deletes passwords; tells of users where that did not work.
    public func alterScramCredentials(alterations: [ScramAlteration] = []) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.alterScramCredentials(call: call, alterations: alterations.map { $0.raw })
            return given.map { Refusal($0) }
        }
    }

    /// Share groups with their members.
    public func describeShareGroups(groupIds: [String] = [], authorizedOperations: Bool? = nil) async throws -> ShareGroupDescriptions {
        try await Call.run { call in
            let given = try await raw.describeShareGroups(call: call, groupIds: groupIds, authorizedOperations: authorizedOperations)
            return ShareGroupDescriptions(given)
        }
    }

    /// Where share groups begin.
    public func listShareGroupOffsets(groups: [ShareGroupOffsetsQuery] = []) async throws -> ShareGroupOffsetsListings {
        try await Call.run { call in
            let given = try await raw.listShareGroupOffsets(call: call, groups: groups.map { $0.raw })
            return ShareGroupOffsetsListings(given)
        }
    }

    /// Sets where a share group begins, while it has no members; tells of partitions where that did not work.
    public func alterShareGroupOffsets(groupId: String, offsets: [PartitionOffset] = []) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.alterShareGroupOffsets(call: call, groupId: groupId, offsets: offsets.map { $0.raw })
            return given.map { Refusal($0) }
        }
    }

    /// Forgets where a share group is in topics, while it has no members; tells of topics where that did not work.
    public func deleteShareGroupOffsets(groupId: String, topics: [String] = []) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.deleteShareGroupOffsets(call: call, groupId: groupId, topics: topics)
            return given.map { Refusal($0) }
        }
    }

    /// Groups of Kafka Streams with their members.
    public func describeStreamsGroups(groupIds: [String] = [], authorizedOperations: Bool? = nil) async throws -> StreamsGroupDescriptions {
        try await Call.run { call in
            let given = try await raw.describeStreamsGroups(call: call, groupIds: groupIds, authorizedOperations: authorizedOperations)
            return StreamsGroupDescriptions(given)
        }
    }

    /// Creates topics, and waits until they can be used; tells of those that could not be created.
    public func createTopics(topics: [NewTopic] = [], mode: UpdateMode? = nil) async throws -> CreatedTopics {
        try await Call.run { call in
            let given = try await raw.createTopics(call: call, topics: topics.map { $0.raw }, mode: mode.map { $0.raw })
            return CreatedTopics(given)
        }
    }

    /// Deletes topics; tells of those that could not be deleted.
    public func deleteTopics(names: [String] = []) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.deleteTopics(call: call, names: names)
            return given.map { Refusal($0) }
        }
    }

    /// As `deleteTopics`, by their ids.
    public func deleteTopicsById(ids: [String] = []) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.deleteTopicsById(call: call, ids: ids)
            return given.map { Refusal($0) }
        }
    }

    /// All topics.
    public func listTopics() async throws -> [TopicListing] {
        try await Call.run { call in
            let given = try await raw.listTopics(call: call)
            return given.map { TopicListing($0) }
        }
    }

    /// Topics with their partitions; fails if one of them is not there.
    public func describeTopics(names: [String] = [], authorizedOperations: Bool? = nil) async throws -> [TopicDescription] {
        try await Call.run { call in
            let given = try await raw.describeTopics(call: call, names: names, authorizedOperations: authorizedOperations)
            return given.map { TopicDescription($0) }
        }
    }

    /// As `describeTopics`; tells of those that are not there.
    public func describeTopicsEach(names: [String] = [], authorizedOperations: Bool? = nil) async throws -> TopicDescriptions {
        try await Call.run { call in
            let given = try await raw.describeTopicsEach(call: call, names: names, authorizedOperations: authorizedOperations)
            return TopicDescriptions(given)
        }
    }

    /// As `describeTopicsEach`, by their ids.
    public func describeTopicsById(ids: [String] = []) async throws -> TopicDescriptions {
        try await Call.run { call in
            let given = try await raw.describeTopicsById(call: call, ids: ids)
            return TopicDescriptions(given)
        }
    }

    /// Gives a topic more partitions: as many as this in all. Where the cluster is not to choose their brokers,
    /// there is an assignment for each that is new.
    public func createPartitions(topic: String, count: Int32, mode: UpdateMode? = nil, assignments: [PartitionAssignment] = []) async throws {
        try await Call.run { call in
            try await raw.createPartitions(call: call, topic: topic, count: count, mode: mode.map { $0.raw }, assignments: assignments.map { $0.raw })
        }
    }

    /// Transactional ids; only those in these states, of these producers, whose last transaction began longer ago than
    /// so many milliseconds, or whose whole id matches a regular expression, where that is said.
    public func listTransactions(states: [String] = [], producerIds: [Int64] = [], longerThanMs: Int64? = nil, idPattern: String? = nil) async throws -> [TransactionListing] {
        try await Call.run { call in
            let given = try await raw.listTransactions(call: call, states: states, producerIds: producerIds, longerThanMs: longerThanMs, idPattern: idPattern)
            return given.map { TransactionListing($0) }
        }
    }

    /// Transactional ids and their transactions.
    public func describeTransactions(transactionalIds: [String] = []) async throws -> TransactionDescriptions {
        try await Call.run { call in
            let given = try await raw.describeTransactions(call: call, transactionalIds: transactionalIds)
            return TransactionDescriptions(given)
        }
    }

    /// Fences the producers of transactional ids: their open transactions are aborted.
    public func fenceProducers(transactionalIds: [String] = []) async throws -> FencedProducers {
        try await Call.run { call in
            let given = try await raw.fenceProducers(call: call, transactionalIds: transactionalIds)
            return FencedProducers(given)
        }
    }

    /// Aborts whatever transaction a transactional id has open, one that somebody else was to commit included (KIP-939).
    public func forceTerminateTransaction(transactionalId: String) async throws {
        try await Call.run { call in
            try await raw.forceTerminateTransaction(call: call, transactionalId: transactionalId)
        }
    }
}

/// Makes one, runs `body` with it, and closes it, also when `body` throws or the task is cancelled.
public func withAdmin<R: Sendable>(bootstrapControllers: String, options: ClientOptions = ClientOptions(), isolation: isolated (any Actor)? = #isolation, _ body: (Admin) async throws -> R) async throws -> R {
    let made = try await Admin.connectControllers(bootstrapControllers: bootstrapControllers, options: options)
    return try await closing(body: { try await body(made) }, close: { try await made.close() })
}
