// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

import Foundation

@testable import Ottla

/// Makes an object by the name of what makes it.
func make(_ name: String, _ given: Arguments) async throws -> Value {
    switch name {
    case "Broker.start":
        return (try await Broker.start(options: try given["options"] as BrokerOptions)).spoken
    case "Client.connect":
        return (try await Client.connect(bootstrapServers: try given["bootstrap_servers"] as String, options: try given["options"] as ClientOptions)).spoken
    case "Client.embedded":
        return (try await Client.embedded(broker: try given["broker"] as Broker, options: try given["options"] as ClientOptions)).spoken
    default: throw Misspoken("nothing is made by \(name)")
    }
}

/// Calls a function of an object by its name.
func call(_ target: any Sendable, _ function: String, _ given: Arguments) async throws -> Value {
    switch target {
    case let it as Admin:
        switch function {
        case "create_topics":
            return (try await it.createTopics(topics: try given["topics"] as [NewTopic])).spoken
        case "delete_topics":
            return (try await it.deleteTopics(names: try given["names"] as [String])).spoken
        case "list_topics":
            return (try await it.listTopics()).spoken
        case "describe_topics":
            return (try await it.describeTopics(names: try given["names"] as [String])).spoken
        case "create_partitions":
            try await it.createPartitions(topic: try given["topic"] as String, count: try given["count"] as Int32)
            return .null
        case "describe_cluster":
            return (try await it.describeCluster()).spoken
        case "list_offsets":
            return (try await it.listOffsets(partitions: try given["partitions"] as [OffsetAt])).spoken
        case "delete_records":
            return (try await it.deleteRecords(before: try given["before"] as [PartitionOffset])).spoken
        case "describe_configs":
            return (try await it.describeConfigs(resource: try given["resource"] as ConfigResource)).spoken
        case "alter_configs":
            try await it.alterConfigs(resource: try given["resource"] as ConfigResource, changes: try given["changes"] as [ConfigChange])
            return .null
        case "list_groups":
            return (try await it.listGroups()).spoken
        case "describe_groups":
            return (try await it.describeGroups(groupIds: try given["group_ids"] as [String])).spoken
        case "delete_groups":
            return (try await it.deleteGroups(groupIds: try given["group_ids"] as [String])).spoken
        case "list_group_offsets":
            return (try await it.listGroupOffsets(groupId: try given["group_id"] as String)).spoken
        case "alter_group_offsets":
            return (try await it.alterGroupOffsets(groupId: try given["group_id"] as String, offsets: try given["offsets"] as [PartitionOffset])).spoken
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
    case let it as Broker: try await it.stop()
    case let it as Client: try await it.close()
    case let it as Consumer: try await it.close()
    case let it as PartitionConsumer: try await it.close()
    case let it as Producer: try await it.close()
    default: throw Misspoken("\(type(of: target)) cannot be closed")
    }
}

/// The first elements of the language's own loop.
func loop(_ target: any Sendable, _ count: Int) async throws -> [Value] {
    switch target {
    case let it as Consumer: return try await first(count, of: it)
    case let it as Events: return try await first(count, of: it)
    case let it as PartitionConsumer: return try await first(count, of: it)
    default: throw Misspoken("there is no loop over \(type(of: target))")
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

extension NewTopic: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(name: try fields["name"] as String, partitions: try fields["partitions"] as Int32?, replicationFactor: try fields["replication_factor"] as Int32?, config: try fields["config"] as [String: String])
    }

    var spoken: Value {
        .fields(["name": name.spoken, "partitions": partitions.spoken, "replication_factor": replicationFactor.spoken, "config": config.spoken])
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
        self.init(name: try fields["name"] as String, id: try fields["id"] as String, internal: try fields["internal"] as Bool, partitions: try fields["partitions"] as [PartitionDescription])
    }

    var spoken: Value {
        .fields(["name": name.spoken, "id": id.spoken, "internal": `internal`.spoken, "partitions": partitions.spoken])
    }
}

extension PartitionDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(partition: try fields["partition"] as Int32, leader: try fields["leader"] as Int32?, leaderEpoch: try fields["leader_epoch"] as Int32, replicas: try fields["replicas"] as [Int32], inSyncReplicas: try fields["in_sync_replicas"] as [Int32])
    }

    var spoken: Value {
        .fields(["partition": partition.spoken, "leader": leader.spoken, "leader_epoch": leaderEpoch.spoken, "replicas": replicas.spoken, "in_sync_replicas": inSyncReplicas.spoken])
    }
}

extension ClusterDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(id: try fields["id"] as String?, controller: try fields["controller"] as Int32?, brokers: try fields["brokers"] as [BrokerDescription])
    }

    var spoken: Value {
        .fields(["id": id.spoken, "controller": controller.spoken, "brokers": brokers.spoken])
    }
}

extension BrokerDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(id: try fields["id"] as Int32, host: try fields["host"] as String, port: try fields["port"] as Int32, rack: try fields["rack"] as String?)
    }

    var spoken: Value {
        .fields(["id": id.spoken, "host": host.spoken, "port": port.spoken, "rack": rack.spoken])
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
        self.init(groupId: try fields["group_id"] as String, state: try fields["state"] as String, assignor: try fields["assignor"] as String, members: try fields["members"] as [MemberDescription])
    }

    var spoken: Value {
        .fields(["group_id": groupId.spoken, "state": state.spoken, "assignor": assignor.spoken, "members": members.spoken])
    }
}

extension MemberDescription: Spoken {
    init(spoken: Value) throws {
        let fields = try Arguments(spoken)
        self.init(memberId: try fields["member_id"] as String, groupInstanceId: try fields["group_instance_id"] as String?, clientId: try fields["client_id"] as String, host: try fields["host"] as String, assignment: try fields["assignment"] as [TopicPartition])
    }

    var spoken: Value {
        .fields(["member_id": memberId.spoken, "group_instance_id": groupInstanceId.spoken, "client_id": clientId.spoken, "host": host.spoken, "assignment": assignment.spoken])
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
        self.init(topic: try fields["topic"] as String, partition: try fields["partition"] as Int32, offset: try fields["offset"] as Int64?, timestamp: try fields["timestamp"] as Int64?)
    }

    var spoken: Value {
        .fields(["topic": topic.spoken, "partition": partition.spoken, "offset": offset.spoken, "timestamp": timestamp.spoken])
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
        self.init(name: try fields["name"] as String, value: try fields["value"] as String?, isDefault: try fields["is_default"] as Bool, readOnly: try fields["read_only"] as Bool, sensitive: try fields["sensitive"] as Bool)
    }

    var spoken: Value {
        .fields(["name": name.spoken, "value": value.spoken, "is_default": isDefault.spoken, "read_only": readOnly.spoken, "sensitive": sensitive.spoken])
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

extension OffsetSpec: SpokenChoice {}
extension ConfigResourceKind: SpokenChoice {}
extension ConfigOperation: SpokenChoice {}
extension ErrorKind: SpokenChoice {}
extension Advice: SpokenChoice {}
extension EventKind: SpokenChoice {}
extension StartKind: SpokenChoice {}
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
