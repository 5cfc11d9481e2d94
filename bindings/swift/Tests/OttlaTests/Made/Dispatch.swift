// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

import Foundation

@testable import Ottla

/// Makes an object by the name of what makes it.
func make(_ name: String, _ given: Arguments) async throws -> Value {
    switch name {
    case "Admin.connect_controllers":
        return (try await Admin.connectControllers(bootstrapControllers: try given["bootstrap_controllers"] as String, options: try given["options"] as ClientOptions)).spoken
    case "Broker.start":
        return (try await Broker.start(options: try given["options"] as BrokerOptions)).spoken
    case "Client.connect":
        return (try await Client.connect(bootstrapServers: try given["bootstrap_servers"] as String, options: try given["options"] as ClientOptions)).spoken
    case "Client.embedded":
        return (try await Client.embedded(broker: try given["broker"] as Broker, options: try given["options"] as ClientOptions)).spoken
    case "SchemaRegistry.connect":
        return (try await SchemaRegistry.connect(url: try given["url"] as String, options: try given["options"] as RegistryOptions)).spoken
    case "SchemaRegistry.in_memory":
        return (try await SchemaRegistry.inMemory()).spoken
    default: throw Misspoken("nothing is made by \(name)")
    }
}

/// Calls a function of an object by its name.
func call(_ target: any Sendable, _ function: String, _ given: Arguments) async throws -> Value {
    switch target {
    case let it as Admin:
        switch function {
        case "describe_acls":
            return (try await it.describeAcls(filter: try given["filter"] as AclFilter)).spoken
        case "create_acls":
            return (try await it.createAcls(acls: try given["acls"] as [Acl])).spoken
        case "delete_acls":
            return (try await it.deleteAcls(filters: try given["filters"] as [AclFilter])).spoken
        case "close":
            try await it.close()
            return .null
        case "describe_classic_groups":
            return (try await it.describeClassicGroups(groupIds: try given["group_ids"] as [String], authorizedOperations: try given["authorized_operations"] as Bool?)).spoken
        case "describe_cluster":
            return (try await it.describeCluster(fencedBrokers: try given["fenced_brokers"] as Bool?, authorizedOperations: try given["authorized_operations"] as Bool?)).spoken
        case "unregister_broker":
            try await it.unregisterBroker(broker: try given["broker"] as Int32)
            return .null
        case "client_instance_id":
            return (try await it.clientInstanceId()).spoken
        case "describe_configs":
            return (try await it.describeConfigs(resource: try given["resource"] as ConfigResource, synonyms: try given["synonyms"] as Bool?, documentation: try given["documentation"] as Bool?, keys: try given["keys"] as [String])).spoken
        case "describe_configs_each":
            return (try await it.describeConfigsEach(resources: try given["resources"] as [ConfigResource], synonyms: try given["synonyms"] as Bool?, documentation: try given["documentation"] as Bool?, keys: try given["keys"] as [String])).spoken
        case "alter_configs":
            try await it.alterConfigs(resource: try given["resource"] as ConfigResource, changes: try given["changes"] as [ConfigChange], mode: try given["mode"] as UpdateMode?)
            return .null
        case "alter_configs_each":
            return (try await it.alterConfigsEach(updates: try given["updates"] as [ConfigUpdate], mode: try given["mode"] as UpdateMode?)).spoken
        case "list_config_resources":
            return (try await it.listConfigResources(kinds: try given["kinds"] as [ConfigResourceKind])).spoken
        case "create_delegation_token":
            return (try await it.createDelegationToken(owner: try given["owner"] as Principal?, renewers: try given["renewers"] as [Principal], lifetimeMaxMs: try given["lifetime_max_ms"] as Int64?)).spoken
        case "renew_delegation_token":
            return (try await it.renewDelegationToken(hmac: try given["hmac"] as Data, periodMs: try given["period_ms"] as Int64?)).spoken
        case "expire_delegation_token":
            return (try await it.expireDelegationToken(hmac: try given["hmac"] as Data, periodMs: try given["period_ms"] as Int64?)).spoken
        case "describe_delegation_tokens":
            return (try await it.describeDelegationTokens(owners: try given["owners"] as [Principal])).spoken
        case "describe_features":
            return (try await it.describeFeatures(broker: try given["broker"] as Int32?)).spoken
        case "update_features":
            return (try await it.updateFeatures(updates: try given["updates"] as [FeatureUpdate], mode: try given["mode"] as UpdateMode?)).spoken
        case "list_group_offsets":
            return (try await it.listGroupOffsets(groupId: try given["group_id"] as String)).spoken
        case "list_offsets_of_groups":
            return (try await it.listOffsetsOfGroups(groups: try given["groups"] as [GroupOffsetsQuery])).spoken
        case "alter_group_offsets":
            return (try await it.alterGroupOffsets(groupId: try given["group_id"] as String, offsets: try given["offsets"] as [PartitionOffset])).spoken
        case "delete_group_offsets":
            return (try await it.deleteGroupOffsets(groupId: try given["group_id"] as String, partitions: try given["partitions"] as [TopicPartition])).spoken
        case "list_groups":
            return (try await it.listGroups(states: try given["states"] as [String], kinds: try given["kinds"] as [String], protocolTypes: try given["protocol_types"] as [String])).spoken
        case "describe_groups":
            return (try await it.describeGroups(groupIds: try given["group_ids"] as [String], authorizedOperations: try given["authorized_operations"] as Bool?)).spoken
        case "describe_groups_each":
            return (try await it.describeGroupsEach(groupIds: try given["group_ids"] as [String], authorizedOperations: try given["authorized_operations"] as Bool?)).spoken
        case "delete_groups":
            return (try await it.deleteGroups(groupIds: try given["group_ids"] as [String])).spoken
        case "remove_members":
            return (try await it.removeMembers(groupId: try given["group_id"] as String, members: try given["members"] as [MemberToRemove], reason: try given["reason"] as String?)).spoken
        case "remove_all_members":
            try await it.removeAllMembers(groupId: try given["group_id"] as String, reason: try given["reason"] as String?)
            return .null
        case "describe_log_dirs":
            return (try await it.describeLogDirs(brokers: try given["brokers"] as [Int32])).spoken
        case "describe_replica_log_dirs":
            return (try await it.describeReplicaLogDirs(replicas: try given["replicas"] as [Replica])).spoken
        case "alter_replica_log_dirs":
            return (try await it.alterReplicaLogDirs(moves: try given["moves"] as [ReplicaMove])).spoken
        case "describe_metadata_quorum":
            return (try await it.describeMetadataQuorum()).spoken
        case "add_raft_voter":
            try await it.addRaftVoter(voter: try given["voter"] as RaftVoter, endpoints: try given["endpoints"] as [RaftEndpoint])
            return .null
        case "remove_raft_voter":
            try await it.removeRaftVoter(voter: try given["voter"] as RaftVoter)
            return .null
        case "describe_producers":
            return (try await it.describeProducers(partitions: try given["partitions"] as [TopicPartition], broker: try given["broker"] as Int32?)).spoken
        case "abort_transaction":
            try await it.abortTransaction(transaction: try given["transaction"] as HangingTransaction)
            return .null
        case "describe_client_quotas":
            return (try await it.describeClientQuotas(parts: try given["parts"] as [QuotaMatch], strict: try given["strict"] as Bool?)).spoken
        case "alter_client_quotas":
            return (try await it.alterClientQuotas(updates: try given["updates"] as [QuotaUpdate], mode: try given["mode"] as UpdateMode?)).spoken
        case "elect_leaders":
            return (try await it.electLeaders(election: try given["election"] as ElectionType, partitions: try given["partitions"] as [TopicPartition])).spoken
        case "elect_all_leaders":
            return (try await it.electAllLeaders(election: try given["election"] as ElectionType)).spoken
        case "alter_partition_reassignments":
            return (try await it.alterPartitionReassignments(moves: try given["moves"] as [Reassignment], change: try given["change"] as ReplicationFactorChange?)).spoken
        case "list_partition_reassignments":
            return (try await it.listPartitionReassignments(partitions: try given["partitions"] as [TopicPartition])).spoken
        case "list_offsets":
            return (try await it.listOffsets(partitions: try given["partitions"] as [OffsetAt], readCommitted: try given["read_committed"] as Bool?)).spoken
        case "list_offsets_each":
            return (try await it.listOffsetsEach(partitions: try given["partitions"] as [OffsetAt], readCommitted: try given["read_committed"] as Bool?)).spoken
        case "delete_records":
            return (try await it.deleteRecords(before: try given["before"] as [PartitionOffset])).spoken
        case "describe_scram_credentials":
            return (try await it.describeScramCredentials(users: try given["users"] as [String])).spoken
        case "alter_scram_credentials":
            return (try await it.alterScramCredentials(alterations: try given["alterations"] as [ScramAlteration])).spoken
        case "describe_share_groups":
            return (try await it.describeShareGroups(groupIds: try given["group_ids"] as [String], authorizedOperations: try given["authorized_operations"] as Bool?)).spoken
        case "list_share_group_offsets":
            return (try await it.listShareGroupOffsets(groups: try given["groups"] as [ShareGroupOffsetsQuery])).spoken
        case "alter_share_group_offsets":
            return (try await it.alterShareGroupOffsets(groupId: try given["group_id"] as String, offsets: try given["offsets"] as [PartitionOffset])).spoken
        case "delete_share_group_offsets":
            return (try await it.deleteShareGroupOffsets(groupId: try given["group_id"] as String, topics: try given["topics"] as [String])).spoken
        case "describe_streams_groups":
            return (try await it.describeStreamsGroups(groupIds: try given["group_ids"] as [String], authorizedOperations: try given["authorized_operations"] as Bool?)).spoken
        case "create_topics":
            return (try await it.createTopics(topics: try given["topics"] as [NewTopic], mode: try given["mode"] as UpdateMode?)).spoken
        case "delete_topics":
            return (try await it.deleteTopics(names: try given["names"] as [String])).spoken
        case "delete_topics_by_id":
            return (try await it.deleteTopicsById(ids: try given["ids"] as [String])).spoken
        case "list_topics":
            return (try await it.listTopics()).spoken
        case "describe_topics":
            return (try await it.describeTopics(names: try given["names"] as [String], authorizedOperations: try given["authorized_operations"] as Bool?)).spoken
        case "describe_topics_each":
            return (try await it.describeTopicsEach(names: try given["names"] as [String], authorizedOperations: try given["authorized_operations"] as Bool?)).spoken
        case "describe_topics_by_id":
            return (try await it.describeTopicsById(ids: try given["ids"] as [String])).spoken
        case "create_partitions":
            try await it.createPartitions(topic: try given["topic"] as String, count: try given["count"] as Int32, mode: try given["mode"] as UpdateMode?, assignments: try given["assignments"] as [PartitionAssignment])
            return .null
        case "list_transactions":
            return (try await it.listTransactions(states: try given["states"] as [String], producerIds: try given["producer_ids"] as [Int64], longerThanMs: try given["longer_than_ms"] as Int64?, idPattern: try given["id_pattern"] as String?)).spoken
        case "describe_transactions":
            return (try await it.describeTransactions(transactionalIds: try given["transactional_ids"] as [String])).spoken
        case "fence_producers":
            return (try await it.fenceProducers(transactionalIds: try given["transactional_ids"] as [String])).spoken
        case "force_terminate_transaction":
            try await it.forceTerminateTransaction(transactionalId: try given["transactional_id"] as String)
            return .null
        default: break
        }
    case let it as Broker:
        switch function {
        case "bootstrap_servers":
            return it.bootstrapServers.spoken
        case "create_topic":
            try await it.createTopic(name: try given["name"] as String, partitions: try given["partitions"] as Int32?, config: try given["config"] as [String: String])
            return .null
        case "stop":
            try await it.stop()
            return .null
        default: break
        }
    case let it as Client:
        switch function {
        case "producer":
            return (try it.producer(options: try given["options"] as ProducerOptions)).spoken
        case "consumer":
            return (try await it.consumer(options: try given["options"] as ConsumerOptions, listener: try given.object("listener", as: (any RebalanceListener).self))).spoken
        case "share_consumer":
            return (try await it.shareConsumer(options: try given["options"] as ShareConsumerOptions)).spoken
        case "partition_consumer":
            return (try it.partitionConsumer(options: try given["options"] as PartitionConsumerOptions)).spoken
        case "admin":
            return (try it.admin()).spoken
        case "events":
            return (try it.events()).spoken
        case "prometheus":
            return it.prometheus.spoken
        case "close":
            try await it.close()
            return .null
        default: break
        }
    case let it as Consumer:
        switch function {
        case "next_batch":
            return (try await it.nextBatch()).spoken
        case "wake_up":
            it.wakeUp()
            return .null
        case "subscribe":
            try await it.subscribe(topics: try given["topics"] as [String])
            return .null
        case "subscribe_pattern":
            try await it.subscribePattern(pattern: try given["pattern"] as String)
            return .null
        case "unsubscribe":
            try await it.unsubscribe()
            return .null
        case "assignment":
            return (try await it.assignment()).spoken
        case "commit":
            try await it.commit(batch: try given["batch"] as RecordBatch)
            return .null
        case "commit_all":
            try await it.commitAll()
            return .null
        case "commit_offsets":
            try await it.commitOffsets(offsets: try given["offsets"] as [PartitionOffset])
            return .null
        case "committed":
            return (try await it.committed(partitions: try given["partitions"] as [TopicPartition])).spoken
        case "position":
            return (try await it.position(topic: try given["topic"] as String, partition: try given["partition"] as Int32)).spoken
        case "seek":
            try await it.seek(topic: try given["topic"] as String, partition: try given["partition"] as Int32, start: try given["start"] as Start)
            return .null
        case "pause":
            try await it.pause(topic: try given["topic"] as String, partition: try given["partition"] as Int32)
            return .null
        case "resume":
            try await it.resume(topic: try given["topic"] as String, partition: try given["partition"] as Int32)
            return .null
        case "paused":
            return (try await it.paused()).spoken
        case "beginning_offsets":
            return (try await it.beginningOffsets(partitions: try given["partitions"] as [TopicPartition])).spoken
        case "end_offsets":
            return (try await it.endOffsets(partitions: try given["partitions"] as [TopicPartition])).spoken
        case "lag":
            return (try await it.lag()).spoken
        case "close":
            try await it.close()
            return .null
        case "process":
            try await it.process(handler: try given.recordHandler("handler"), options: try given["options"] as ProcessOptions)
            return .null
        default: break
        }
    case let it as Events:
        switch function {
        case "next_event":
            return (try await it.nextEvent()).spoken
        default: break
        }
    case let it as PartitionConsumer:
        switch function {
        case "assign":
            try await it.assign(topic: try given["topic"] as String, partition: try given["partition"] as Int32, start: try given["start"] as Start)
            return .null
        case "assign_topic":
            try await it.assignTopic(topic: try given["topic"] as String, start: try given["start"] as Start)
            return .null
        case "unassign":
            try await it.unassign(topic: try given["topic"] as String, partition: try given["partition"] as Int32)
            return .null
        case "next_batch":
            return (try await it.nextBatch()).spoken
        case "wake_up":
            it.wakeUp()
            return .null
        case "assignment":
            return (try await it.assignment()).spoken
        case "position":
            return (try await it.position(topic: try given["topic"] as String, partition: try given["partition"] as Int32)).spoken
        case "seek":
            try await it.seek(topic: try given["topic"] as String, partition: try given["partition"] as Int32, start: try given["start"] as Start)
            return .null
        case "pause":
            try await it.pause(topic: try given["topic"] as String, partition: try given["partition"] as Int32)
            return .null
        case "resume":
            try await it.resume(topic: try given["topic"] as String, partition: try given["partition"] as Int32)
            return .null
        case "paused":
            return (try await it.paused()).spoken
        case "beginning_offsets":
            return (try await it.beginningOffsets(partitions: try given["partitions"] as [TopicPartition])).spoken
        case "end_offsets":
            return (try await it.endOffsets(partitions: try given["partitions"] as [TopicPartition])).spoken
        case "lag":
            return (try await it.lag()).spoken
        case "commit":
            try await it.commit(batch: try given["batch"] as RecordBatch)
            return .null
        case "close":
            try await it.close()
            return .null
        default: break
        }
    case let it as Producer:
        switch function {
        case "send":
            return (try it.send(topic: try given["topic"] as String, value: try given["value"] as Data?, key: try given["key"] as Data?, partition: try given["partition"] as Int32?, timestamp: try given["timestamp"] as Int64?, headers: try given["headers"] as [Header])).spoken
        case "produce":
            try it.produce(topic: try given["topic"] as String, value: try given["value"] as Data?, key: try given["key"] as Data?, partition: try given["partition"] as Int32?, timestamp: try given["timestamp"] as Int64?, headers: try given["headers"] as [Header])
            return .null
        case "send_many":
            return (try await it.sendMany(topic: try given["topic"] as String, records: try given["records"] as [NewRecord])).spoken
        case "send_packed":
            try it.sendPacked(topic: try given["topic"] as String, data: try given["data"] as Data, ends: try given["ends"] as Data, partition: try given["partition"] as Int32?)
            return .null
        case "flush":
            try await it.flush()
            return .null
        case "init_transactions":
            try await it.initTransactions()
            return .null
        case "begin":
            return (try await it.begin()).spoken
        case "close":
            try await it.close()
            return .null
        case "process":
            try await it.process(consumer: try given["consumer"] as Consumer, transform: try given.recordTransform("transform"))
            return .null
        case "process_next":
            return (try await it.processNext(consumer: try given["consumer"] as Consumer, transform: try given.recordTransform("transform"))).spoken
        default: break
        }
    case let it as Delivery:
        switch function {
        case "partition":
            return it.partition.spoken
        case "written":
            return (try await it.written()).spoken
        default: break
        }
    case let it as SchemaRegistry:
        switch function {
        case "register":
            return (try await it.register(subject: try given["subject"] as String, schema: try given["schema"] as Schema)).spoken
        case "find":
            return (try await it.find(subject: try given["subject"] as String, schema: try given["schema"] as Schema)).spoken
        case "latest":
            return (try await it.latest(subject: try given["subject"] as String)).spoken
        case "version":
            return (try await it.version(subject: try given["subject"] as String, version: try given["version"] as Int32)).spoken
        case "by_id":
            return (try await it.byId(id: try given["id"] as Int32)).spoken
        case "id_to_write":
            return (try await it.idToWrite(topic: try given["topic"] as String, part: try given["part"] as Part, schema: try given["schema"] as Schema?, recordName: try given["record_name"] as String?, options: try given["options"] as SchemaOptions)).spoken
        case "frame":
            return (try it.frame(kind: try given["kind"] as SchemaKind, id: try given["id"] as Int32, payload: try given["payload"] as Data, indexes: try given["indexes"] as [Int32]?)).spoken
        case "unframe":
            return (try it.unframe(kind: try given["kind"] as SchemaKind, data: try given["data"] as Data)).spoken
        case "close":
            try await it.close()
            return .null
        case "subjects":
            return (try await it.subjects(deleted: try given["deleted"] as Bool?)).spoken
        case "versions":
            return (try await it.versions(subject: try given["subject"] as String, deleted: try given["deleted"] as Bool?)).spoken
        case "delete_subject":
            return (try await it.deleteSubject(subject: try given["subject"] as String, permanent: try given["permanent"] as Bool?)).spoken
        case "delete_version":
            try await it.deleteVersion(subject: try given["subject"] as String, version: try given["version"] as Int32, permanent: try given["permanent"] as Bool?)
            return .null
        case "check_compatibility":
            return (try await it.checkCompatibility(subject: try given["subject"] as String, schema: try given["schema"] as Schema, version: try given["version"] as Int32?)).spoken
        case "compatibility":
            return (try await it.compatibility(subject: try given["subject"] as String?)).spoken
        case "set_compatibility":
            try await it.setCompatibility(compatibility: try given["compatibility"] as Compatibility, subject: try given["subject"] as String?)
            return .null
        case "clear_compatibility":
            try await it.clearCompatibility(subject: try given["subject"] as String?)
            return .null
        default: break
        }
    case let it as ShareConsumer:
        switch function {
        case "next_batch":
            return (try await it.nextBatch()).spoken
        case "acknowledge":
            try await it.acknowledge(record: try given["record"] as ShareRecord, kind: try given["kind"] as AcknowledgeType)
            return .null
        case "commit":
            return (try await it.commit()).spoken
        case "subscribe":
            try await it.subscribe(topics: try given["topics"] as [String])
            return .null
        case "subscription":
            return (try await it.subscription()).spoken
        case "assignment":
            return (try await it.assignment()).spoken
        case "acquisition_lock_timeout_ms":
            return (try await it.acquisitionLockTimeoutMs()).spoken
        case "close":
            try await it.close()
            return .null
        default: break
        }
    case let it as Transaction:
        switch function {
        case "send":
            return (try it.send(topic: try given["topic"] as String, value: try given["value"] as Data?, key: try given["key"] as Data?, partition: try given["partition"] as Int32?, timestamp: try given["timestamp"] as Int64?, headers: try given["headers"] as [Header])).spoken
        case "send_offsets":
            try await it.sendOffsets(consumer: try given["consumer"] as Consumer, offsets: try given["offsets"] as [PartitionOffset])
            return .null
        case "commit":
            try await it.commit()
            return .null
        case "abort":
            return (try await it.abort()).spoken
        default: break
        }
    case let it as RecordBatch: return try it.called(function, given)
    default: break
    }
    throw Misspoken("\(type(of: target)) has no function \(function)")
}

/// Does what leaving a block does.
func close(_ target: any Sendable) async throws {
    switch target {
    case let it as Admin: try await it.close()
    case let it as Broker: try await it.stop()
    case let it as Client: try await it.close()
    case let it as Consumer: try await it.close()
    case let it as PartitionConsumer: try await it.close()
    case let it as Producer: try await it.close()
    case let it as SchemaRegistry: try await it.close()
    case let it as ShareConsumer: try await it.close()
    default: throw Misspoken("\(type(of: target)) cannot be closed")
    }
}

/// The first elements of the language's own loop.
func loop(_ target: any Sendable, _ count: Int) async throws -> [Value] {
    switch target {
    case let it as Consumer: return try await first(count, of: it)
    case let it as Events: return try await first(count, of: it)
    case let it as PartitionConsumer: return try await first(count, of: it)
    case let it as ShareConsumer: return try await first(count, of: it)
    default: throw Misspoken("there is no loop over \(type(of: target))")
    }
}

extension Acl: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(resource: try fields["resource"] as AclResourceKind, name: try fields["name"] as String, pattern: try fields["pattern"] as AclPattern, principal: try fields["principal"] as String, host: try fields["host"] as String, operation: try fields["operation"] as AclOperation, permission: try fields["permission"] as AclPermission)
    }

    var spoken: Value {
        .fields(["resource": resource.spoken, "name": name.spoken, "pattern": pattern.spoken, "principal": principal.spoken, "host": host.spoken, "operation": operation.spoken, "permission": permission.spoken])
    }
}

extension AclFilter: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(resource: try fields["resource"] as AclResourceKind?, name: try fields["name"] as String?, pattern: try fields["pattern"] as AclPatternMatch?, principal: try fields["principal"] as String?, host: try fields["host"] as String?, operation: try fields["operation"] as AclOperation?, permission: try fields["permission"] as AclPermission?)
    }

    var spoken: Value {
        .fields(["resource": resource.spoken, "name": name.spoken, "pattern": pattern.spoken, "principal": principal.spoken, "host": host.spoken, "operation": operation.spoken, "permission": permission.spoken])
    }
}

extension AclDeletion: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(filter: try fields["filter"] as AclFilter, deleted: try fields["deleted"] as [Acl])
    }

    var spoken: Value {
        .fields(["filter": filter.spoken, "deleted": deleted.spoken])
    }
}

extension AclDeletions: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(found: try fields["found"] as [AclDeletion], refused: try fields["refused"] as [Refusal])
    }

    var spoken: Value {
        .fields(["found": found.spoken, "refused": refused.spoken])
    }
}

extension Refusal: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(name: try fields["name"] as String, error: try fields["error"] as ErrorInfo)
    }

    var spoken: Value {
        .fields(["name": name.spoken, "error": error.spoken])
    }
}

extension ClassicGroupDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(groupId: try fields["group_id"] as String, protocolType: try fields["protocol_type"] as String, protocol: try fields["protocol"] as String, state: try fields["state"] as String, members: try fields["members"] as [ClassicMemberDescription], coordinator: try fields["coordinator"] as String, authorizedOperations: try fields["authorized_operations"] as [AclOperation]?)
    }

    var spoken: Value {
        .fields(["group_id": groupId.spoken, "protocol_type": protocolType.spoken, "protocol": `protocol`.spoken, "state": state.spoken, "members": members.spoken, "coordinator": coordinator.spoken, "authorized_operations": authorizedOperations.spoken])
    }
}

extension ClassicMemberDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(memberId: try fields["member_id"] as String, groupInstanceId: try fields["group_instance_id"] as String?, clientId: try fields["client_id"] as String, host: try fields["host"] as String, metadata: try fields["metadata"] as Data, assignment: try fields["assignment"] as Data)
    }

    var spoken: Value {
        .fields(["member_id": memberId.spoken, "group_instance_id": groupInstanceId.spoken, "client_id": clientId.spoken, "host": host.spoken, "metadata": metadata.spoken, "assignment": assignment.spoken])
    }
}

extension ClassicGroupDescriptions: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(found: try fields["found"] as [ClassicGroupDescription], refused: try fields["refused"] as [Refusal])
    }

    var spoken: Value {
        .fields(["found": found.spoken, "refused": refused.spoken])
    }
}

extension ClusterDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(id: try fields["id"] as String?, controller: try fields["controller"] as Int32?, brokers: try fields["brokers"] as [BrokerDescription], authorizedOperations: try fields["authorized_operations"] as [AclOperation]?)
    }

    var spoken: Value {
        .fields(["id": id.spoken, "controller": controller.spoken, "brokers": brokers.spoken, "authorized_operations": authorizedOperations.spoken])
    }
}

extension BrokerDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(id: try fields["id"] as Int32, host: try fields["host"] as String, port: try fields["port"] as Int32, rack: try fields["rack"] as String?, fenced: try fields["fenced"] as Bool)
    }

    var spoken: Value {
        .fields(["id": id.spoken, "host": host.spoken, "port": port.spoken, "rack": rack.spoken, "fenced": fenced.spoken])
    }
}

extension ConfigResource: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(kind: try fields["kind"] as ConfigResourceKind, name: try fields["name"] as String)
    }

    var spoken: Value {
        .fields(["kind": kind.spoken, "name": name.spoken])
    }
}

extension ConfigEntry: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(name: try fields["name"] as String, value: try fields["value"] as String?, isDefault: try fields["is_default"] as Bool, source: try fields["source"] as ConfigSource, readOnly: try fields["read_only"] as Bool, sensitive: try fields["sensitive"] as Bool, keyType: try fields["key_type"] as ConfigKeyType, synonyms: try fields["synonyms"] as [ConfigSynonym], documentation: try fields["documentation"] as String?)
    }

    var spoken: Value {
        .fields(["name": name.spoken, "value": value.spoken, "is_default": isDefault.spoken, "source": source.spoken, "read_only": readOnly.spoken, "sensitive": sensitive.spoken, "key_type": keyType.spoken, "synonyms": synonyms.spoken, "documentation": documentation.spoken])
    }
}

extension ConfigSynonym: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(name: try fields["name"] as String, value: try fields["value"] as String?, source: try fields["source"] as ConfigSource)
    }

    var spoken: Value {
        .fields(["name": name.spoken, "value": value.spoken, "source": source.spoken])
    }
}

extension ConfigDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(resource: try fields["resource"] as ConfigResource, entries: try fields["entries"] as [ConfigEntry])
    }

    var spoken: Value {
        .fields(["resource": resource.spoken, "entries": entries.spoken])
    }
}

extension ConfigDescriptions: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(found: try fields["found"] as [ConfigDescription], refused: try fields["refused"] as [Refusal])
    }

    var spoken: Value {
        .fields(["found": found.spoken, "refused": refused.spoken])
    }
}

extension ConfigChange: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(key: try fields["key"] as String, operation: try fields["operation"] as ConfigOperation, value: try fields["value"] as String?)
    }

    var spoken: Value {
        .fields(["key": key.spoken, "operation": operation.spoken, "value": value.spoken])
    }
}

extension ConfigUpdate: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(resource: try fields["resource"] as ConfigResource, changes: try fields["changes"] as [ConfigChange])
    }

    var spoken: Value {
        .fields(["resource": resource.spoken, "changes": changes.spoken])
    }
}

extension Principal: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(kind: try fields["kind"] as String, name: try fields["name"] as String)
    }

    var spoken: Value {
        .fields(["kind": kind.spoken, "name": name.spoken])
    }
}

extension DelegationToken: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(id: try fields["id"] as String, hmac: try fields["hmac"] as Data, owner: try fields["owner"] as Principal, requester: try fields["requester"] as Principal, renewers: try fields["renewers"] as [Principal], issuedAt: try fields["issued_at"] as Int64, expiresAt: try fields["expires_at"] as Int64, expiresAtMax: try fields["expires_at_max"] as Int64)
    }

    var spoken: Value {
        .fields(["id": id.spoken, "hmac": hmac.spoken, "owner": owner.spoken, "requester": requester.spoken, "renewers": renewers.spoken, "issued_at": issuedAt.spoken, "expires_at": expiresAt.spoken, "expires_at_max": expiresAtMax.spoken])
    }
}

extension FeatureDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(name: try fields["name"] as String, level: try fields["level"] as Int32, supportedMin: try fields["supported_min"] as Int32?, supportedMax: try fields["supported_max"] as Int32?, epoch: try fields["epoch"] as Int64?)
    }

    var spoken: Value {
        .fields(["name": name.spoken, "level": level.spoken, "supported_min": supportedMin.spoken, "supported_max": supportedMax.spoken, "epoch": epoch.spoken])
    }
}

extension FeatureUpdate: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(name: try fields["name"] as String, level: try fields["level"] as Int32, change: try fields["change"] as FeatureChange)
    }

    var spoken: Value {
        .fields(["name": name.spoken, "level": level.spoken, "change": change.spoken])
    }
}

extension GroupOffsetsQuery: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(groupId: try fields["group_id"] as String, partitions: try fields["partitions"] as [TopicPartition]?, stable: try fields["stable"] as Bool?)
    }

    var spoken: Value {
        .fields(["group_id": groupId.spoken, "partitions": partitions.spoken, "stable": stable.spoken])
    }
}

extension GroupOffsets: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(groupId: try fields["group_id"] as String, offsets: try fields["offsets"] as [PartitionOffset])
    }

    var spoken: Value {
        .fields(["group_id": groupId.spoken, "offsets": offsets.spoken])
    }
}

extension GroupOffsetsListings: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(found: try fields["found"] as [GroupOffsets], refused: try fields["refused"] as [Refusal])
    }

    var spoken: Value {
        .fields(["found": found.spoken, "refused": refused.spoken])
    }
}

extension GroupListing: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(groupId: try fields["group_id"] as String, state: try fields["state"] as String, protocolType: try fields["protocol_type"] as String, kind: try fields["kind"] as String)
    }

    var spoken: Value {
        .fields(["group_id": groupId.spoken, "state": state.spoken, "protocol_type": protocolType.spoken, "kind": kind.spoken])
    }
}

extension GroupDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(groupId: try fields["group_id"] as String, protocol: try fields["protocol"] as String, state: try fields["state"] as String, assignor: try fields["assignor"] as String, epoch: try fields["epoch"] as Int32?, assignmentEpoch: try fields["assignment_epoch"] as Int32?, members: try fields["members"] as [MemberDescription], coordinator: try fields["coordinator"] as String, authorizedOperations: try fields["authorized_operations"] as [AclOperation]?)
    }

    var spoken: Value {
        .fields(["group_id": groupId.spoken, "protocol": `protocol`.spoken, "state": state.spoken, "assignor": assignor.spoken, "epoch": epoch.spoken, "assignment_epoch": assignmentEpoch.spoken, "members": members.spoken, "coordinator": coordinator.spoken, "authorized_operations": authorizedOperations.spoken])
    }
}

extension GroupDescriptions: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(found: try fields["found"] as [GroupDescription], refused: try fields["refused"] as [Refusal])
    }

    var spoken: Value {
        .fields(["found": found.spoken, "refused": refused.spoken])
    }
}

extension MemberDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(memberId: try fields["member_id"] as String, groupInstanceId: try fields["group_instance_id"] as String?, rack: try fields["rack"] as String?, clientId: try fields["client_id"] as String, host: try fields["host"] as String, epoch: try fields["epoch"] as Int32?, protocol: try fields["protocol"] as String?, topics: try fields["topics"] as [String], topicPattern: try fields["topic_pattern"] as String?, assignment: try fields["assignment"] as [TopicPartition], targetAssignment: try fields["target_assignment"] as [TopicPartition]?)
    }

    var spoken: Value {
        .fields(["member_id": memberId.spoken, "group_instance_id": groupInstanceId.spoken, "rack": rack.spoken, "client_id": clientId.spoken, "host": host.spoken, "epoch": epoch.spoken, "protocol": `protocol`.spoken, "topics": topics.spoken, "topic_pattern": topicPattern.spoken, "assignment": assignment.spoken, "target_assignment": targetAssignment.spoken])
    }
}

extension MemberToRemove: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(groupInstanceId: try fields["group_instance_id"] as String?, memberId: try fields["member_id"] as String?)
    }

    var spoken: Value {
        .fields(["group_instance_id": groupInstanceId.spoken, "member_id": memberId.spoken])
    }
}

extension LogDirListing: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(broker: try fields["broker"] as Int32, logDirs: try fields["log_dirs"] as [LogDirDescription])
    }

    var spoken: Value {
        .fields(["broker": broker.spoken, "log_dirs": logDirs.spoken])
    }
}

extension LogDirDescriptions: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(found: try fields["found"] as [LogDirListing], refused: try fields["refused"] as [Refusal])
    }

    var spoken: Value {
        .fields(["found": found.spoken, "refused": refused.spoken])
    }
}

extension LogDirDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(path: try fields["path"] as String, error: try fields["error"] as ErrorInfo?, replicas: try fields["replicas"] as [LogDirReplica], totalBytes: try fields["total_bytes"] as Int64?, usableBytes: try fields["usable_bytes"] as Int64?, cordoned: try fields["cordoned"] as Bool)
    }

    var spoken: Value {
        .fields(["path": path.spoken, "error": error.spoken, "replicas": replicas.spoken, "total_bytes": totalBytes.spoken, "usable_bytes": usableBytes.spoken, "cordoned": cordoned.spoken])
    }
}

extension LogDirReplica: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(topic: try fields["topic"] as String, partition: try fields["partition"] as Int32, size: try fields["size"] as Int64, offsetLag: try fields["offset_lag"] as Int64, future: try fields["future"] as Bool)
    }

    var spoken: Value {
        .fields(["topic": topic.spoken, "partition": partition.spoken, "size": size.spoken, "offset_lag": offsetLag.spoken, "future": future.spoken])
    }
}

extension Replica: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(topic: try fields["topic"] as String, partition: try fields["partition"] as Int32, broker: try fields["broker"] as Int32)
    }

    var spoken: Value {
        .fields(["topic": topic.spoken, "partition": partition.spoken, "broker": broker.spoken])
    }
}

extension ReplicaLogDirs: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(name: try fields["name"] as String, current: try fields["current"] as String?, currentLag: try fields["current_lag"] as Int64?, future: try fields["future"] as String?, futureLag: try fields["future_lag"] as Int64?)
    }

    var spoken: Value {
        .fields(["name": name.spoken, "current": current.spoken, "current_lag": currentLag.spoken, "future": future.spoken, "future_lag": futureLag.spoken])
    }
}

extension ReplicaLogDirsListings: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(found: try fields["found"] as [ReplicaLogDirs], refused: try fields["refused"] as [Refusal])
    }

    var spoken: Value {
        .fields(["found": found.spoken, "refused": refused.spoken])
    }
}

extension ReplicaMove: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(replica: try fields["replica"] as Replica, logDir: try fields["log_dir"] as String)
    }

    var spoken: Value {
        .fields(["replica": replica.spoken, "log_dir": logDir.spoken])
    }
}

extension QuorumDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(leader: try fields["leader"] as Int32?, leaderEpoch: try fields["leader_epoch"] as Int32, highWatermark: try fields["high_watermark"] as Int64, voters: try fields["voters"] as [QuorumReplica], observers: try fields["observers"] as [QuorumReplica], nodes: try fields["nodes"] as [QuorumNode])
    }

    var spoken: Value {
        .fields(["leader": leader.spoken, "leader_epoch": leaderEpoch.spoken, "high_watermark": highWatermark.spoken, "voters": voters.spoken, "observers": observers.spoken, "nodes": nodes.spoken])
    }
}

extension QuorumReplica: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(id: try fields["id"] as Int32, directoryId: try fields["directory_id"] as String, logEndOffset: try fields["log_end_offset"] as Int64?, lastFetch: try fields["last_fetch"] as Int64?, lastCaughtUp: try fields["last_caught_up"] as Int64?)
    }

    var spoken: Value {
        .fields(["id": id.spoken, "directory_id": directoryId.spoken, "log_end_offset": logEndOffset.spoken, "last_fetch": lastFetch.spoken, "last_caught_up": lastCaughtUp.spoken])
    }
}

extension QuorumNode: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(id: try fields["id"] as Int32, endpoints: try fields["endpoints"] as [RaftEndpoint])
    }

    var spoken: Value {
        .fields(["id": id.spoken, "endpoints": endpoints.spoken])
    }
}

extension RaftEndpoint: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(listener: try fields["listener"] as String, host: try fields["host"] as String, port: try fields["port"] as Int32)
    }

    var spoken: Value {
        .fields(["listener": listener.spoken, "host": host.spoken, "port": port.spoken])
    }
}

extension RaftVoter: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(id: try fields["id"] as Int32, directoryId: try fields["directory_id"] as String, clusterId: try fields["cluster_id"] as String?)
    }

    var spoken: Value {
        .fields(["id": id.spoken, "directory_id": directoryId.spoken, "cluster_id": clusterId.spoken])
    }
}

extension ProducerDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(producerId: try fields["producer_id"] as Int64, producerEpoch: try fields["producer_epoch"] as Int32, lastSequence: try fields["last_sequence"] as Int32?, lastTimestamp: try fields["last_timestamp"] as Int64?, coordinatorEpoch: try fields["coordinator_epoch"] as Int32?, transactionStartOffset: try fields["transaction_start_offset"] as Int64?)
    }

    var spoken: Value {
        .fields(["producer_id": producerId.spoken, "producer_epoch": producerEpoch.spoken, "last_sequence": lastSequence.spoken, "last_timestamp": lastTimestamp.spoken, "coordinator_epoch": coordinatorEpoch.spoken, "transaction_start_offset": transactionStartOffset.spoken])
    }
}

extension PartitionProducers: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(topic: try fields["topic"] as String, partition: try fields["partition"] as Int32, producers: try fields["producers"] as [ProducerDescription])
    }

    var spoken: Value {
        .fields(["topic": topic.spoken, "partition": partition.spoken, "producers": producers.spoken])
    }
}

extension ProducerDescriptions: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(found: try fields["found"] as [PartitionProducers], refused: try fields["refused"] as [Refusal])
    }

    var spoken: Value {
        .fields(["found": found.spoken, "refused": refused.spoken])
    }
}

extension HangingTransaction: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(topic: try fields["topic"] as String, partition: try fields["partition"] as Int32, producerId: try fields["producer_id"] as Int64, producerEpoch: try fields["producer_epoch"] as Int32, coordinatorEpoch: try fields["coordinator_epoch"] as Int32)
    }

    var spoken: Value {
        .fields(["topic": topic.spoken, "partition": partition.spoken, "producer_id": producerId.spoken, "producer_epoch": producerEpoch.spoken, "coordinator_epoch": coordinatorEpoch.spoken])
    }
}

extension QuotaPart: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(kind: try fields["kind"] as QuotaKind, name: try fields["name"] as String?)
    }

    var spoken: Value {
        .fields(["kind": kind.spoken, "name": name.spoken])
    }
}

extension ClientQuotas: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(entity: try fields["entity"] as [QuotaPart], quotas: try fields["quotas"] as [String: Double])
    }

    var spoken: Value {
        .fields(["entity": entity.spoken, "quotas": quotas.spoken])
    }
}

extension QuotaChange: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(key: try fields["key"] as String, value: try fields["value"] as Double?)
    }

    var spoken: Value {
        .fields(["key": key.spoken, "value": value.spoken])
    }
}

extension QuotaUpdate: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(entity: try fields["entity"] as [QuotaPart], changes: try fields["changes"] as [QuotaChange])
    }

    var spoken: Value {
        .fields(["entity": entity.spoken, "changes": changes.spoken])
    }
}

extension QuotaMatch: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(kind: try fields["kind"] as QuotaKind, matching: try fields["matching"] as QuotaMatchKind, name: try fields["name"] as String?)
    }

    var spoken: Value {
        .fields(["kind": kind.spoken, "matching": matching.spoken, "name": name.spoken])
    }
}

extension Reassignment: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(topic: try fields["topic"] as String, partition: try fields["partition"] as Int32, replicas: try fields["replicas"] as [Int32]?)
    }

    var spoken: Value {
        .fields(["topic": topic.spoken, "partition": partition.spoken, "replicas": replicas.spoken])
    }
}

extension PartitionReassignment: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(topic: try fields["topic"] as String, partition: try fields["partition"] as Int32, replicas: try fields["replicas"] as [Int32], adding: try fields["adding"] as [Int32], removing: try fields["removing"] as [Int32])
    }

    var spoken: Value {
        .fields(["topic": topic.spoken, "partition": partition.spoken, "replicas": replicas.spoken, "adding": adding.spoken, "removing": removing.spoken])
    }
}

extension OffsetAt: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(topic: try fields["topic"] as String, partition: try fields["partition"] as Int32, spec: try fields["spec"] as OffsetSpec, timestamp: try fields["timestamp"] as Int64?)
    }

    var spoken: Value {
        .fields(["topic": topic.spoken, "partition": partition.spoken, "spec": spec.spoken, "timestamp": timestamp.spoken])
    }
}

extension ListedOffset: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(topic: try fields["topic"] as String, partition: try fields["partition"] as Int32, offset: try fields["offset"] as Int64?, timestamp: try fields["timestamp"] as Int64?, leaderEpoch: try fields["leader_epoch"] as Int32?)
    }

    var spoken: Value {
        .fields(["topic": topic.spoken, "partition": partition.spoken, "offset": offset.spoken, "timestamp": timestamp.spoken, "leader_epoch": leaderEpoch.spoken])
    }
}

extension ListedOffsets: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(found: try fields["found"] as [ListedOffset], refused: try fields["refused"] as [Refusal])
    }

    var spoken: Value {
        .fields(["found": found.spoken, "refused": refused.spoken])
    }
}

extension DeletedRecords: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(topic: try fields["topic"] as String, partition: try fields["partition"] as Int32, lowWatermark: try fields["low_watermark"] as Int64)
    }

    var spoken: Value {
        .fields(["topic": topic.spoken, "partition": partition.spoken, "low_watermark": lowWatermark.spoken])
    }
}

extension RecordDeletions: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(found: try fields["found"] as [DeletedRecords], refused: try fields["refused"] as [Refusal])
    }

    var spoken: Value {
        .fields(["found": found.spoken, "refused": refused.spoken])
    }
}

extension ScramCredential: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(mechanism: try fields["mechanism"] as ScramMechanism, iterations: try fields["iterations"] as Int32)
    }

    var spoken: Value {
        .fields(["mechanism": mechanism.spoken, "iterations": iterations.spoken])
    }
}

extension ScramCredentials: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(user: try fields["user"] as String, credentials: try fields["credentials"] as [ScramCredential])
    }

    var spoken: Value {
        .fields(["user": user.spoken, "credentials": credentials.spoken])
    }
}

extension ScramDescriptions: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(found: try fields["found"] as [ScramCredentials], refused: try fields["refused"] as [Refusal])
    }

    var spoken: Value {
        .fields(["found": found.spoken, "refused": refused.spoken])
    }
}

extension ScramAlteration: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(user: try fields["user"] as String, mechanism: try fields["mechanism"] as ScramMechanism, password: try fields["password"] as Data?, iterations: try fields["iterations"] as Int32?, salt: try fields["salt"] as Data?)
    }

    var spoken: Value {
        .fields(["user": user.spoken, "mechanism": mechanism.spoken, "password": password.spoken, "iterations": iterations.spoken, "salt": salt.spoken])
    }
}

extension ShareGroupDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(groupId: try fields["group_id"] as String, state: try fields["state"] as String, epoch: try fields["epoch"] as Int32, assignmentEpoch: try fields["assignment_epoch"] as Int32, assignor: try fields["assignor"] as String, members: try fields["members"] as [ShareMemberDescription], coordinator: try fields["coordinator"] as String, authorizedOperations: try fields["authorized_operations"] as [AclOperation]?)
    }

    var spoken: Value {
        .fields(["group_id": groupId.spoken, "state": state.spoken, "epoch": epoch.spoken, "assignment_epoch": assignmentEpoch.spoken, "assignor": assignor.spoken, "members": members.spoken, "coordinator": coordinator.spoken, "authorized_operations": authorizedOperations.spoken])
    }
}

extension ShareMemberDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(memberId: try fields["member_id"] as String, rack: try fields["rack"] as String?, epoch: try fields["epoch"] as Int32, clientId: try fields["client_id"] as String, host: try fields["host"] as String, topics: try fields["topics"] as [String], assignment: try fields["assignment"] as [TopicPartition])
    }

    var spoken: Value {
        .fields(["member_id": memberId.spoken, "rack": rack.spoken, "epoch": epoch.spoken, "client_id": clientId.spoken, "host": host.spoken, "topics": topics.spoken, "assignment": assignment.spoken])
    }
}

extension ShareGroupDescriptions: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(found: try fields["found"] as [ShareGroupDescription], refused: try fields["refused"] as [Refusal])
    }

    var spoken: Value {
        .fields(["found": found.spoken, "refused": refused.spoken])
    }
}

extension ShareGroupOffsetsQuery: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(groupId: try fields["group_id"] as String, partitions: try fields["partitions"] as [TopicPartition]?)
    }

    var spoken: Value {
        .fields(["group_id": groupId.spoken, "partitions": partitions.spoken])
    }
}

extension ShareGroupOffset: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(topic: try fields["topic"] as String, partition: try fields["partition"] as Int32, startOffset: try fields["start_offset"] as Int64, leaderEpoch: try fields["leader_epoch"] as Int32?, lag: try fields["lag"] as Int64?)
    }

    var spoken: Value {
        .fields(["topic": topic.spoken, "partition": partition.spoken, "start_offset": startOffset.spoken, "leader_epoch": leaderEpoch.spoken, "lag": lag.spoken])
    }
}

extension ShareGroupOffsets: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(groupId: try fields["group_id"] as String, offsets: try fields["offsets"] as [ShareGroupOffset])
    }

    var spoken: Value {
        .fields(["group_id": groupId.spoken, "offsets": offsets.spoken])
    }
}

extension ShareGroupOffsetsListings: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(found: try fields["found"] as [ShareGroupOffsets], refused: try fields["refused"] as [Refusal])
    }

    var spoken: Value {
        .fields(["found": found.spoken, "refused": refused.spoken])
    }
}

extension StreamsGroupDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(groupId: try fields["group_id"] as String, state: try fields["state"] as String, epoch: try fields["epoch"] as Int32, assignmentEpoch: try fields["assignment_epoch"] as Int32, topology: try fields["topology"] as StreamsTopology?, members: try fields["members"] as [StreamsMemberDescription], coordinator: try fields["coordinator"] as String, authorizedOperations: try fields["authorized_operations"] as [AclOperation]?)
    }

    var spoken: Value {
        .fields(["group_id": groupId.spoken, "state": state.spoken, "epoch": epoch.spoken, "assignment_epoch": assignmentEpoch.spoken, "topology": topology.spoken, "members": members.spoken, "coordinator": coordinator.spoken, "authorized_operations": authorizedOperations.spoken])
    }
}

extension StreamsTopology: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(epoch: try fields["epoch"] as Int32, subtopologies: try fields["subtopologies"] as [StreamsSubtopology])
    }

    var spoken: Value {
        .fields(["epoch": epoch.spoken, "subtopologies": subtopologies.spoken])
    }
}

extension StreamsSubtopology: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(id: try fields["id"] as String, sourceTopics: try fields["source_topics"] as [String], repartitionSinkTopics: try fields["repartition_sink_topics"] as [String], stateChangelogTopics: try fields["state_changelog_topics"] as [StreamsTopic], repartitionSourceTopics: try fields["repartition_source_topics"] as [StreamsTopic])
    }

    var spoken: Value {
        .fields(["id": id.spoken, "source_topics": sourceTopics.spoken, "repartition_sink_topics": repartitionSinkTopics.spoken, "state_changelog_topics": stateChangelogTopics.spoken, "repartition_source_topics": repartitionSourceTopics.spoken])
    }
}

extension StreamsTopic: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(name: try fields["name"] as String, partitions: try fields["partitions"] as Int32?, replicationFactor: try fields["replication_factor"] as Int32?, config: try fields["config"] as [String: String])
    }

    var spoken: Value {
        .fields(["name": name.spoken, "partitions": partitions.spoken, "replication_factor": replicationFactor.spoken, "config": config.spoken])
    }
}

extension StreamsMemberDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(memberId: try fields["member_id"] as String, groupInstanceId: try fields["group_instance_id"] as String?, rack: try fields["rack"] as String?, epoch: try fields["epoch"] as Int32, clientId: try fields["client_id"] as String, host: try fields["host"] as String, topologyEpoch: try fields["topology_epoch"] as Int32, processId: try fields["process_id"] as String, userEndpoint: try fields["user_endpoint"] as String?, clientTags: try fields["client_tags"] as [String: String], taskOffsets: try fields["task_offsets"] as [StreamsTaskOffset], taskEndOffsets: try fields["task_end_offsets"] as [StreamsTaskOffset], assignment: try fields["assignment"] as StreamsTasks, targetAssignment: try fields["target_assignment"] as StreamsTasks, classic: try fields["classic"] as Bool)
    }

    var spoken: Value {
        .fields(["member_id": memberId.spoken, "group_instance_id": groupInstanceId.spoken, "rack": rack.spoken, "epoch": epoch.spoken, "client_id": clientId.spoken, "host": host.spoken, "topology_epoch": topologyEpoch.spoken, "process_id": processId.spoken, "user_endpoint": userEndpoint.spoken, "client_tags": clientTags.spoken, "task_offsets": taskOffsets.spoken, "task_end_offsets": taskEndOffsets.spoken, "assignment": assignment.spoken, "target_assignment": targetAssignment.spoken, "classic": classic.spoken])
    }
}

extension StreamsTask: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(subtopology: try fields["subtopology"] as String, partition: try fields["partition"] as Int32)
    }

    var spoken: Value {
        .fields(["subtopology": subtopology.spoken, "partition": partition.spoken])
    }
}

extension StreamsTaskOffset: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(subtopology: try fields["subtopology"] as String, partition: try fields["partition"] as Int32, offset: try fields["offset"] as Int64)
    }

    var spoken: Value {
        .fields(["subtopology": subtopology.spoken, "partition": partition.spoken, "offset": offset.spoken])
    }
}

extension StreamsTasks: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(active: try fields["active"] as [StreamsTask], standby: try fields["standby"] as [StreamsTask], warmup: try fields["warmup"] as [StreamsTask])
    }

    var spoken: Value {
        .fields(["active": active.spoken, "standby": standby.spoken, "warmup": warmup.spoken])
    }
}

extension StreamsGroupDescriptions: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(found: try fields["found"] as [StreamsGroupDescription], refused: try fields["refused"] as [Refusal])
    }

    var spoken: Value {
        .fields(["found": found.spoken, "refused": refused.spoken])
    }
}

extension NewTopic: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(name: try fields["name"] as String, partitions: try fields["partitions"] as Int32?, replicationFactor: try fields["replication_factor"] as Int32?, config: try fields["config"] as [String: String], assignments: try fields["assignments"] as [PartitionAssignment])
    }

    var spoken: Value {
        .fields(["name": name.spoken, "partitions": partitions.spoken, "replication_factor": replicationFactor.spoken, "config": config.spoken, "assignments": assignments.spoken])
    }
}

extension PartitionAssignment: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(replicas: try fields["replicas"] as [Int32])
    }

    var spoken: Value {
        .fields(["replicas": replicas.spoken])
    }
}

extension CreatedTopic: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(name: try fields["name"] as String, id: try fields["id"] as String?, partitions: try fields["partitions"] as Int32?, replicationFactor: try fields["replication_factor"] as Int32?, config: try fields["config"] as [ConfigEntry]?)
    }

    var spoken: Value {
        .fields(["name": name.spoken, "id": id.spoken, "partitions": partitions.spoken, "replication_factor": replicationFactor.spoken, "config": config.spoken])
    }
}

extension CreatedTopics: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(found: try fields["found"] as [CreatedTopic], refused: try fields["refused"] as [Refusal])
    }

    var spoken: Value {
        .fields(["found": found.spoken, "refused": refused.spoken])
    }
}

extension TopicListing: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(name: try fields["name"] as String, id: try fields["id"] as String, partitions: try fields["partitions"] as Int32, internal: try fields["internal"] as Bool)
    }

    var spoken: Value {
        .fields(["name": name.spoken, "id": id.spoken, "partitions": partitions.spoken, "internal": `internal`.spoken])
    }
}

extension TopicDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(name: try fields["name"] as String, id: try fields["id"] as String, internal: try fields["internal"] as Bool, partitions: try fields["partitions"] as [PartitionDescription], authorizedOperations: try fields["authorized_operations"] as [AclOperation]?)
    }

    var spoken: Value {
        .fields(["name": name.spoken, "id": id.spoken, "internal": `internal`.spoken, "partitions": partitions.spoken, "authorized_operations": authorizedOperations.spoken])
    }
}

extension TopicDescriptions: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(found: try fields["found"] as [TopicDescription], refused: try fields["refused"] as [Refusal])
    }

    var spoken: Value {
        .fields(["found": found.spoken, "refused": refused.spoken])
    }
}

extension PartitionDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(partition: try fields["partition"] as Int32, leader: try fields["leader"] as Int32?, leaderEpoch: try fields["leader_epoch"] as Int32, replicas: try fields["replicas"] as [Int32], inSyncReplicas: try fields["in_sync_replicas"] as [Int32], offlineReplicas: try fields["offline_replicas"] as [Int32], eligibleLeaderReplicas: try fields["eligible_leader_replicas"] as [Int32]?, lastKnownEligibleLeaderReplicas: try fields["last_known_eligible_leader_replicas"] as [Int32]?)
    }

    var spoken: Value {
        .fields(["partition": partition.spoken, "leader": leader.spoken, "leader_epoch": leaderEpoch.spoken, "replicas": replicas.spoken, "in_sync_replicas": inSyncReplicas.spoken, "offline_replicas": offlineReplicas.spoken, "eligible_leader_replicas": eligibleLeaderReplicas.spoken, "last_known_eligible_leader_replicas": lastKnownEligibleLeaderReplicas.spoken])
    }
}

extension TransactionListing: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(transactionalId: try fields["transactional_id"] as String, producerId: try fields["producer_id"] as Int64, state: try fields["state"] as String, coordinator: try fields["coordinator"] as String)
    }

    var spoken: Value {
        .fields(["transactional_id": transactionalId.spoken, "producer_id": producerId.spoken, "state": state.spoken, "coordinator": coordinator.spoken])
    }
}

extension TransactionDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(transactionalId: try fields["transactional_id"] as String, state: try fields["state"] as String, producerId: try fields["producer_id"] as Int64, producerEpoch: try fields["producer_epoch"] as Int32, timeoutMs: try fields["timeout_ms"] as Int32, startedAt: try fields["started_at"] as Int64?, partitions: try fields["partitions"] as [TopicPartition], coordinator: try fields["coordinator"] as String)
    }

    var spoken: Value {
        .fields(["transactional_id": transactionalId.spoken, "state": state.spoken, "producer_id": producerId.spoken, "producer_epoch": producerEpoch.spoken, "timeout_ms": timeoutMs.spoken, "started_at": startedAt.spoken, "partitions": partitions.spoken, "coordinator": coordinator.spoken])
    }
}

extension TransactionDescriptions: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(found: try fields["found"] as [TransactionDescription], refused: try fields["refused"] as [Refusal])
    }

    var spoken: Value {
        .fields(["found": found.spoken, "refused": refused.spoken])
    }
}

extension FencedProducer: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(transactionalId: try fields["transactional_id"] as String, producerId: try fields["producer_id"] as Int64, producerEpoch: try fields["producer_epoch"] as Int32)
    }

    var spoken: Value {
        .fields(["transactional_id": transactionalId.spoken, "producer_id": producerId.spoken, "producer_epoch": producerEpoch.spoken])
    }
}

extension FencedProducers: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(found: try fields["found"] as [FencedProducer], refused: try fields["refused"] as [Refusal])
    }

    var spoken: Value {
        .fields(["found": found.spoken, "refused": refused.spoken])
    }
}

extension ErrorInfo: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(kind: try fields["kind"] as ErrorKind, advice: try fields["advice"] as Advice, operation: try fields["operation"] as String, message: try fields["message"] as String, code: try fields["code"] as Int32?, codeName: try fields["code_name"] as String?, context: try fields["context"] as [String: String], divergentOffset: try fields["divergent_offset"] as Int64?)
    }

    var spoken: Value {
        .fields(["kind": kind.spoken, "advice": advice.spoken, "operation": operation.spoken, "message": message.spoken, "code": code.spoken, "code_name": codeName.spoken, "context": context.spoken, "divergent_offset": divergentOffset.spoken])
    }
}

extension Event: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(kind: try fields["kind"] as EventKind, details: try fields["details"] as [String: String])
    }

    var spoken: Value {
        .fields(["kind": kind.spoken, "details": details.spoken])
    }
}

extension Start: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(kind: try fields["kind"] as StartKind, at: try fields["at"] as Int64?)
    }

    var spoken: Value {
        .fields(["kind": kind.spoken, "at": at.spoken])
    }
}

extension ProcessRecord: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(topic: try fields["topic"] as String, partition: try fields["partition"] as Int32, offset: try fields["offset"] as Int64, timestamp: try fields["timestamp"] as Int64, key: try fields["key"] as Data?, value: try fields["value"] as Data?, headers: try fields["headers"] as [Header], origin: try fields["origin"] as Origin?)
    }

    var spoken: Value {
        .fields(["topic": topic.spoken, "partition": partition.spoken, "offset": offset.spoken, "timestamp": timestamp.spoken, "key": key.spoken, "value": value.spoken, "headers": headers.spoken, "origin": origin.spoken])
    }
}

extension Origin: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(topic: try fields["topic"] as String, partition: try fields["partition"] as Int32, offset: try fields["offset"] as Int64, timestamp: try fields["timestamp"] as Int64, groupId: try fields["group_id"] as String, attempts: try fields["attempts"] as Int64, message: try fields["message"] as String, errorKind: try fields["error_kind"] as String, step: try fields["step"] as Int32)
    }

    var spoken: Value {
        .fields(["topic": topic.spoken, "partition": partition.spoken, "offset": offset.spoken, "timestamp": timestamp.spoken, "group_id": groupId.spoken, "attempts": attempts.spoken, "message": message.spoken, "error_kind": errorKind.spoken, "step": step.spoken])
    }
}

extension Header: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(key: try fields["key"] as String, value: try fields["value"] as Data?)
    }

    var spoken: Value {
        .fields(["key": key.spoken, "value": value.spoken])
    }
}

extension NewRecord: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(value: try fields["value"] as Data?, key: try fields["key"] as Data?, partition: try fields["partition"] as Int32?, timestamp: try fields["timestamp"] as Int64?, headers: try fields["headers"] as [Header])
    }

    var spoken: Value {
        .fields(["value": value.spoken, "key": key.spoken, "partition": partition.spoken, "timestamp": timestamp.spoken, "headers": headers.spoken])
    }
}

extension Written: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(topic: try fields["topic"] as String, partition: try fields["partition"] as Int32, offset: try fields["offset"] as Int64, timestamp: try fields["timestamp"] as Int64)
    }

    var spoken: Value {
        .fields(["topic": topic.spoken, "partition": partition.spoken, "offset": offset.spoken, "timestamp": timestamp.spoken])
    }
}

extension Record: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(topic: try fields["topic"] as String, partition: try fields["partition"] as Int32, offset: try fields["offset"] as Int64, timestamp: try fields["timestamp"] as Int64, key: try fields["key"] as Data?, value: try fields["value"] as Data?, headers: try fields["headers"] as [Header])
    }

    var spoken: Value {
        .fields(["topic": topic.spoken, "partition": partition.spoken, "offset": offset.spoken, "timestamp": timestamp.spoken, "key": key.spoken, "value": value.spoken, "headers": headers.spoken])
    }
}

extension TopicPartition: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(topic: try fields["topic"] as String, partition: try fields["partition"] as Int32)
    }

    var spoken: Value {
        .fields(["topic": topic.spoken, "partition": partition.spoken])
    }
}

extension PartitionOffset: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(topic: try fields["topic"] as String, partition: try fields["partition"] as Int32, offset: try fields["offset"] as Int64, leaderEpoch: try fields["leader_epoch"] as Int32?, metadata: try fields["metadata"] as String?)
    }

    var spoken: Value {
        .fields(["topic": topic.spoken, "partition": partition.spoken, "offset": offset.spoken, "leader_epoch": leaderEpoch.spoken, "metadata": metadata.spoken])
    }
}

extension SchemaReference: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(name: try fields["name"] as String, subject: try fields["subject"] as String, version: try fields["version"] as Int32)
    }

    var spoken: Value {
        .fields(["name": name.spoken, "subject": subject.spoken, "version": version.spoken])
    }
}

extension Schema: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(kind: try fields["kind"] as SchemaKind, text: try fields["text"] as String, references: try fields["references"] as [SchemaReference])
    }

    var spoken: Value {
        .fields(["kind": kind.spoken, "text": text.spoken, "references": references.spoken])
    }
}

extension RegisteredSchema: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(id: try fields["id"] as Int32, subject: try fields["subject"] as String, version: try fields["version"] as Int32, schema: try fields["schema"] as Schema)
    }

    var spoken: Value {
        .fields(["id": id.spoken, "subject": subject.spoken, "version": version.spoken, "schema": schema.spoken])
    }
}

extension Unframed: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(id: try fields["id"] as Int32, payload: try fields["payload"] as Data, indexes: try fields["indexes"] as [Int32])
    }

    var spoken: Value {
        .fields(["id": id.spoken, "payload": payload.spoken, "indexes": indexes.spoken])
    }
}

extension ShareRecord: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(topic: try fields["topic"] as String, partition: try fields["partition"] as Int32, offset: try fields["offset"] as Int64, timestamp: try fields["timestamp"] as Int64, key: try fields["key"] as Data?, value: try fields["value"] as Data?, headers: try fields["headers"] as [Header], deliveryCount: try fields["delivery_count"] as Int32)
    }

    var spoken: Value {
        .fields(["topic": topic.spoken, "partition": partition.spoken, "offset": offset.spoken, "timestamp": timestamp.spoken, "key": key.spoken, "value": value.spoken, "headers": headers.spoken, "delivery_count": deliveryCount.spoken])
    }
}

extension ShareBatch: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(topic: try fields["topic"] as String, partition: try fields["partition"] as Int32, records: try fields["records"] as [ShareRecord])
    }

    var spoken: Value {
        .fields(["topic": topic.spoken, "partition": partition.spoken, "records": records.spoken])
    }
}

extension AcknowledgementOutcome: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(topic: try fields["topic"] as String, partition: try fields["partition"] as Int32, error: try fields["error"] as ErrorInfo?)
    }

    var spoken: Value {
        .fields(["topic": topic.spoken, "partition": partition.spoken, "error": error.spoken])
    }
}

extension CompatibilityCheck: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(isCompatible: try fields["is_compatible"] as Bool, messages: try fields["messages"] as [String])
    }

    var spoken: Value {
        .fields(["is_compatible": isCompatible.spoken, "messages": messages.spoken])
    }
}

extension OutputRecord: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(topic: try fields["topic"] as String, value: try fields["value"] as Data?, key: try fields["key"] as Data?, partition: try fields["partition"] as Int32?, timestamp: try fields["timestamp"] as Int64?, headers: try fields["headers"] as [Header])
    }

    var spoken: Value {
        .fields(["topic": topic.spoken, "value": value.spoken, "key": key.spoken, "partition": partition.spoken, "timestamp": timestamp.spoken, "headers": headers.spoken])
    }
}

extension AclResourceKind: SpokenChoice {}
extension AclPattern: SpokenChoice {}
extension AclOperation: SpokenChoice {}
extension AclPermission: SpokenChoice {}
extension AclPatternMatch: SpokenChoice {}
extension UpdateMode: SpokenChoice {}
extension ConfigResourceKind: SpokenChoice {}
extension ConfigSource: SpokenChoice {}
extension ConfigKeyType: SpokenChoice {}
extension ConfigOperation: SpokenChoice {}
extension FeatureChange: SpokenChoice {}
extension QuotaKind: SpokenChoice {}
extension QuotaMatchKind: SpokenChoice {}
extension ElectionType: SpokenChoice {}
extension ReplicationFactorChange: SpokenChoice {}
extension OffsetSpec: SpokenChoice {}
extension ScramMechanism: SpokenChoice {}
extension ErrorKind: SpokenChoice {}
extension Advice: SpokenChoice {}
extension EventKind: SpokenChoice {}
extension StartKind: SpokenChoice {}
extension SchemaKind: SpokenChoice {}
extension Part: SpokenChoice {}
extension AcknowledgeType: SpokenChoice {}
extension Compatibility: SpokenChoice {}
extension Outcome: SpokenChoice {}
extension ClientOptions: SpokenOptions {
    init(pairs: [String: String]) {
        self.init(properties: pairs)
    }
}
extension ProducerOptions: SpokenOptions {
    init(pairs: [String: String]) {
        self.init(properties: pairs)
    }
}
extension ConsumerOptions: SpokenOptions {
    init(pairs: [String: String]) {
        self.init(properties: pairs)
    }
}
extension PartitionConsumerOptions: SpokenOptions {
    init(pairs: [String: String]) {
        self.init(properties: pairs)
    }
}
extension ShareConsumerOptions: SpokenOptions {
    init(pairs: [String: String]) {
        self.init(properties: pairs)
    }
}
extension ProcessOptions: SpokenOptions {
    init(pairs: [String: String]) {
        self.init(properties: pairs)
    }
}
extension RegistryOptions: SpokenOptions {
    init(pairs: [String: String]) {
        self.init(properties: pairs)
    }
}
extension SchemaOptions: SpokenOptions {
    init(pairs: [String: String]) {
        self.init(properties: pairs)
    }
}
extension BrokerOptions: SpokenOptions {
    init(pairs: [String: String]) {
        self.init(properties: pairs)
    }
}
extension Admin: SpokenObject {}
extension Broker: SpokenObject {}
extension Client: SpokenObject {}
extension Consumer: SpokenObject {}
extension Events: SpokenObject {}
extension PartitionConsumer: SpokenObject {}
extension Producer: SpokenObject {}
extension Delivery: SpokenObject {}
extension RecordBatch: SpokenObject {}
extension SchemaRegistry: SpokenObject {}
extension ShareConsumer: SpokenObject {}
extension Transaction: SpokenObject {}

struct NotingRebalanceListener: RebalanceListener {
    let notes: Notes

    func assigned(partitions: [TopicPartition]) async {
        await notes.add(["what": "assigned".spoken, "partitions": partitions.spoken])
    }

    func revoked(partitions: [TopicPartition]) async {
        await notes.add(["what": "revoked".spoken, "partitions": partitions.spoken])
    }

    func lost(partitions: [TopicPartition]) async {
        await notes.add(["what": "lost".spoken, "partitions": partitions.spoken])
    }

}
