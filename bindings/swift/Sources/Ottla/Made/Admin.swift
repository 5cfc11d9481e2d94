// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

internal import OttlaBridge

/// Administers a cluster.
public final class Admin: Sendable {
    let raw: RawAdmin

    init(_ raw: RawAdmin) {
        self.raw = raw
    }

    /// Creates topics; tells of those that could not be created.
    public func createTopics(topics: [NewTopic] = []) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.createTopics(call: call, topics: topics.map { $0.raw })
            return given.map { Refusal($0) }
        }
    }

    /// Deletes topics; tells of those that could not be deleted.
    public func deleteTopics(names: [String] = []) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.deleteTopics(call: call, names: names)
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
    public func describeTopics(names: [String] = []) async throws -> [TopicDescription] {
        try await Call.run { call in
            let given = try await raw.describeTopics(call: call, names: names)
            return given.map { TopicDescription($0) }
        }
    }

    /// Gives a topic more partitions: as many as this in all.
    public func createPartitions(topic: String, count: Int32) async throws {
        try await Call.run { call in
            try await raw.createPartitions(call: call, topic: topic, count: count)
        }
    }

    /// The cluster and its brokers.
    public func describeCluster() async throws -> ClusterDescription {
        try await Call.run { call in
            let given = try await raw.describeCluster(call: call)
            return ClusterDescription(given)
        }
    }

    /// Offsets of partitions by time.
    public func listOffsets(partitions: [OffsetAt] = []) async throws -> [ListedOffset] {
        try await Call.run { call in
            let given = try await raw.listOffsets(call: call, partitions: partitions.map { $0.raw })
            return given.map { ListedOffset($0) }
        }
    }

    /// Deletes the records before these offsets; tells of partitions where that did not work.
    public func deleteRecords(before: [PartitionOffset] = []) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.deleteRecords(call: call, before: before.map { $0.raw })
            return given.map { Refusal($0) }
        }
    }

    /// The configuration of something.
    public func describeConfigs(resource: ConfigResource) async throws -> [ConfigEntry] {
        try await Call.run { call in
            let given = try await raw.describeConfigs(call: call, resource: resource.raw)
            return given.map { ConfigEntry($0) }
        }
    }

    /// Changes keys of a configuration, all or none.
    public func alterConfigs(resource: ConfigResource, changes: [ConfigChange] = []) async throws {
        try await Call.run { call in
            try await raw.alterConfigs(call: call, resource: resource.raw, changes: changes.map { $0.raw })
        }
    }

    /// All groups.
    public func listGroups() async throws -> [GroupListing] {
        try await Call.run { call in
            let given = try await raw.listGroups(call: call)
            return given.map { GroupListing($0) }
        }
    }

    /// Groups with their members; fails if one of them is not there.
    public func describeGroups(groupIds: [String] = []) async throws -> [GroupDescription] {
        try await Call.run { call in
            let given = try await raw.describeGroups(call: call, groupIds: groupIds)
            return given.map { GroupDescription($0) }
        }
    }

    /// Deletes groups without members; tells of those that could not be deleted.
    public func deleteGroups(groupIds: [String] = []) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.deleteGroups(call: call, groupIds: groupIds)
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

    /// Sets what a group has committed, while it has no members; tells of partitions where that did not work.
    public func alterGroupOffsets(groupId: String, offsets: [PartitionOffset] = []) async throws -> [Refusal] {
        try await Call.run { call in
            let given = try await raw.alterGroupOffsets(call: call, groupId: groupId, offsets: offsets.map { $0.raw })
            return given.map { Refusal($0) }
        }
    }
}
