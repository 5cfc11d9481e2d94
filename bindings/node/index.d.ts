// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

/// <reference types="node" />

/** Bytes as callers give them: text is taken as UTF-8. */
export type BytesLike = string | Uint8Array;

/** A number of 64 bits as callers give it: a number has to be a safe integer. */
export type Int64Like = bigint | number;

/** The value of an option. */
export type OptionValue = string | number | bigint | boolean | readonly string[];

/** What calls that wait take besides. */
export interface Waiting {
  /** Breaks the call off: its promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal | null;
}

/**
 * What an ACL is about.
 *
 * - `TOPIC`: Topics.
 * - `GROUP`: Groups.
 * - `CLUSTER`: The cluster, by the name `kafka-cluster`.
 * - `TRANSACTIONAL_ID`: Transactional ids.
 * - `DELEGATION_TOKEN`: Delegation tokens.
 * - `USER`: Users, for what is done in their name.
 */
export type AclResourceKind =
  | 'TOPIC'
  | 'GROUP'
  | 'CLUSTER'
  | 'TRANSACTIONAL_ID'
  | 'DELEGATION_TOKEN'
  | 'USER';

/**
 * How an ACL names resources.
 *
 * - `LITERAL`: The one that has the name; all with `*`.
 * - `PREFIXED`: Those whose names begin so.
 */
export type AclPattern =
  | 'LITERAL'
  | 'PREFIXED';

/**
 * What is done.
 *
 * - `ALL`: Everything.
 * - `READ`: Reading.
 * - `WRITE`: Writing.
 * - `CREATE`: Creating.
 * - `DELETE`: Deleting.
 * - `ALTER`: Changing.
 * - `DESCRIBE`: Describing.
 * - `CLUSTER_ACTION`: What brokers ask of each other.
 * - `DESCRIBE_CONFIGS`: Describing the configuration.
 * - `ALTER_CONFIGS`: Changing the configuration.
 * - `IDEMPOTENT_WRITE`: Writing with idempotence.
 * - `CREATE_TOKENS`: Making delegation tokens.
 * - `DESCRIBE_TOKENS`: Describing delegation tokens.
 * - `TWO_PHASE_COMMIT`: Transactions that others commit (KIP-939).
 */
export type AclOperation =
  | 'ALL'
  | 'READ'
  | 'WRITE'
  | 'CREATE'
  | 'DELETE'
  | 'ALTER'
  | 'DESCRIBE'
  | 'CLUSTER_ACTION'
  | 'DESCRIBE_CONFIGS'
  | 'ALTER_CONFIGS'
  | 'IDEMPOTENT_WRITE'
  | 'CREATE_TOKENS'
  | 'DESCRIBE_TOKENS'
  | 'TWO_PHASE_COMMIT';

/**
 * Whether it may be done.
 *
 * - `DENY`: No; that counts more than any `Allow`.
 * - `ALLOW`: Yes.
 */
export type AclPermission =
  | 'DENY'
  | 'ALLOW';

/**
 * How a filter looks at names.
 *
 * - `ANY`: All rules with the name, whatever their pattern.
 * - `MATCH`: All rules that apply to what has the name.
 * - `LITERAL`: Only rules with the pattern `Literal`.
 * - `PREFIXED`: Only rules with the pattern `Prefixed`.
 */
export type AclPatternMatch =
  | 'ANY'
  | 'MATCH'
  | 'LITERAL'
  | 'PREFIXED';

/**
 * Whether a change is made.
 *
 * - `APPLY`: It is made.
 * - `VALIDATE_ONLY`: It is only looked at whether it could be made.
 */
export type UpdateMode =
  | 'APPLY'
  | 'VALIDATE_ONLY';

/**
 * What a configuration is of.
 *
 * - `TOPIC`: A topic.
 * - `BROKER`: A broker by id, or all with an empty name.
 * - `GROUP`: A group.
 * - `CLIENT_METRICS`: A subscription to clients' metrics.
 * - `BROKER_LOGGER`: The levels that a broker logs with.
 */
export type ConfigResourceKind =
  | 'TOPIC'
  | 'BROKER'
  | 'GROUP'
  | 'CLIENT_METRICS'
  | 'BROKER_LOGGER';

/**
 * Where a value is from.
 *
 * - `TOPIC`: The topic's own.
 * - `DYNAMIC_BROKER`: One broker's own, set while it ran.
 * - `DYNAMIC_DEFAULT_BROKER`: That of all brokers, set while they ran.
 * - `STATIC_BROKER`: The file that the broker was started with.
 * - `DEFAULT`: Nobody has set it.
 * - `BROKER_LOGGER`: The broker's loggers.
 * - `CLIENT_METRICS`: The subscription's own.
 * - `GROUP`: The group's own.
 * - `OTHER`: A place that this version does not know.
 */
export type ConfigSource =
  | 'TOPIC'
  | 'DYNAMIC_BROKER'
  | 'DYNAMIC_DEFAULT_BROKER'
  | 'STATIC_BROKER'
  | 'DEFAULT'
  | 'BROKER_LOGGER'
  | 'CLIENT_METRICS'
  | 'GROUP'
  | 'OTHER';

/**
 * What the value of a key is.
 *
 * - `BOOLEAN`: True or false.
 * - `STRING`: Text.
 * - `INT`: A number of 32 bits.
 * - `SHORT`: A number of 16 bits.
 * - `LONG`: A number of 64 bits.
 * - `DOUBLE`: A number with a fraction.
 * - `LIST`: Texts with commas between.
 * - `CLASS`: The name of a class.
 * - `PASSWORD`: Something secret.
 * - `OTHER`: A type that this version does not know, or old brokers do not tell.
 */
export type ConfigKeyType =
  | 'BOOLEAN'
  | 'STRING'
  | 'INT'
  | 'SHORT'
  | 'LONG'
  | 'DOUBLE'
  | 'LIST'
  | 'CLASS'
  | 'PASSWORD'
  | 'OTHER';

/**
 * How a key is changed.
 *
 * - `SET`: It gets the value.
 * - `DELETE`: It gets its default back.
 * - `APPEND`: The value's items are added to its list.
 * - `SUBTRACT`: The value's items are taken from its list.
 */
export type ConfigOperation =
  | 'SET'
  | 'DELETE'
  | 'APPEND'
  | 'SUBTRACT';

/**
 * Where a level goes.
 *
 * - `UPGRADE`: Up.
 * - `DOWNGRADE`: Down, if nothing is lost by it.
 * - `UNSAFE_DOWNGRADE`: Down in any case.
 */
export type FeatureChange =
  | 'UPGRADE'
  | 'DOWNGRADE'
  | 'UNSAFE_DOWNGRADE';

/**
 * What a quota is of.
 *
 * - `USER`: A user.
 * - `CLIENT_ID`: A `client.id`.
 * - `IP`: An address.
 */
export type QuotaKind =
  | 'USER'
  | 'CLIENT_ID'
  | 'IP';

/**
 * How a filter looks at a part.
 *
 * - `NAME`: It has the name.
 * - `DEFAULT`: It is that of all that have none of their own.
 * - `ANY`: It is there.
 */
export type QuotaMatchKind =
  | 'NAME'
  | 'DEFAULT'
  | 'ANY';

/**
 * Who may be elected.
 *
 * - `PREFERRED`: The preferred leader, if it is in sync.
 * - `UNCLEAN`: Whoever is there, where there is no leader: records may be lost.
 */
export type ElectionType =
  | 'PREFERRED'
  | 'UNCLEAN';

/**
 * Whether a partition may get more replicas by a move, or less.
 *
 * - `ALLOWED`: It may.
 * - `REFUSED`: The move is refused.
 */
export type ReplicationFactorChange =
  | 'ALLOWED'
  | 'REFUSED';

/**
 * Which offset of a partition.
 *
 * - `EARLIEST`: That of the first record that is there.
 * - `LATEST`: That which the next record gets.
 * - `TIMESTAMP`: That of the first record whose time is `timestamp` or later.
 * - `MAX_TIMESTAMP`: That of the record with the latest time (KIP-734).
 * - `EARLIEST_LOCAL`: That of the first record on the broker's own disks (KIP-405).
 * - `LATEST_TIERED`: That of the last record in remote storage (KIP-1005).
 * - `EARLIEST_PENDING_UPLOAD`: That of the first record that is not in remote storage yet (KIP-1023).
 */
export type OffsetSpec =
  | 'EARLIEST'
  | 'LATEST'
  | 'TIMESTAMP'
  | 'MAX_TIMESTAMP'
  | 'EARLIEST_LOCAL'
  | 'LATEST_TIERED'
  | 'EARLIEST_PENDING_UPLOAD';

/**
 * How a password is kept.
 *
 * - `SHA256`: `SCRAM-SHA-256`.
 * - `SHA512`: `SCRAM-SHA-512`.
 */
export type ScramMechanism =
  | 'SHA256'
  | 'SHA512';

/**
 * What kind of thing went wrong; each is an exception of its own where a language has a hierarchy.
 *
 * - `UNREACHABLE`: No broker could be connected, or the connection broke.
 * - `TIMED_OUT`: There was no answer, or no success, in the time that was given.
 * - `WRONG_PROTOCOL`: The peer does not speak Kafka's protocol: a web server, a TLS port, something else.
 * - `UNSUPPORTED`: The broker lacks the API, or every version of it that this client has.
 * - `UNKNOWN_TOPIC`: The topic or partition does not exist.
 * - `ALREADY_EXISTS`: What should be made exists already.
 * - `AUTHENTICATION_FAILED`: The broker did not believe who the client is, or could not prove who it is itself.
 * - `NOT_AUTHORIZED`: The principal may not do this.
 * - `INVALID_INPUT`: The call cannot work as it was made, whatever the broker does.
 * - `TOO_LARGE`: The record or request is larger than allowed.
 * - `OFFSET_OUT_OF_RANGE`: The offset is not in the log any more, or not yet.
 * - `LOG_TRUNCATED`: The log was truncated below the position (KIP-320).
 * - `CORRUPT`: Bytes from the broker are damaged or make no sense.
 * - `UNPROCESSED`: A function of the user could not process a record.
 * - `UNREADABLE`: A record's key or value is not of the format that it is read as.
 * - `REBALANCED`: The group has moved on without this member, or is about to.
 * - `ABORTED`: The transaction has failed: it can only be aborted.
 * - `FENCED`: Another producer with the same transactional id, or another member with the same `group.instance.id`, took over.
 * - `CLOSED`: The client, producer or consumer was closed.
 * - `BROKER`: The broker answered with another error; the code says which.
 */
export type ErrorKind =
  | 'UNREACHABLE'
  | 'TIMED_OUT'
  | 'WRONG_PROTOCOL'
  | 'UNSUPPORTED'
  | 'UNKNOWN_TOPIC'
  | 'ALREADY_EXISTS'
  | 'AUTHENTICATION_FAILED'
  | 'NOT_AUTHORIZED'
  | 'INVALID_INPUT'
  | 'TOO_LARGE'
  | 'OFFSET_OUT_OF_RANGE'
  | 'LOG_TRUNCATED'
  | 'CORRUPT'
  | 'UNPROCESSED'
  | 'UNREADABLE'
  | 'REBALANCED'
  | 'ABORTED'
  | 'FENCED'
  | 'CLOSED'
  | 'BROKER';

/**
 * What a caller can do about an error.
 *
 * - `RETRY`: The same call may work later. The client has retried already, within its time-outs.
 * - `ABORT`: The transaction can only be aborted; the producer can begin another one.
 * - `REJOIN`: The group has moved on: join it again.
 * - `FATAL`: The same call will fail again.
 */
export type Advice =
  | 'RETRY'
  | 'ABORT'
  | 'REJOIN'
  | 'FATAL';

/**
 * What kind of thing happened.
 *
 * - `CONNECTED`: A connection was opened.
 * - `DISCONNECTED`: A connection ended.
 * - `CONNECTION_FAILED`: A connection could not be opened.
 * - `AUTHENTICATION_FAILED`: A broker did not believe who the client is.
 * - `REAUTHENTICATED`: The client has proved again who it is.
 * - `THROTTLED`: A quota was exceeded.
 * - `REBOOTSTRAPPED`: No broker that was known answered: the client began anew.
 * - `LEADER_CHANGED`: A partition has another leader.
 * - `REBALANCED`: Partitions of a consumer have come or gone.
 * - `HEARTBEAT_FAILED`: A heartbeat to a group's coordinator failed.
 * - `COMMIT_FAILED`: Offsets could not be committed.
 * - `PRODUCER_FENCED`: Another producer with the same transactional id has taken over.
 * - `PRODUCE_FAILED`: Records were given up.
 * - `MISSED`: The listener was slow, and has missed events.
 * - `OTHER`: Something that this version has no name for.
 */
export type EventKind =
  | 'CONNECTED'
  | 'DISCONNECTED'
  | 'CONNECTION_FAILED'
  | 'AUTHENTICATION_FAILED'
  | 'REAUTHENTICATED'
  | 'THROTTLED'
  | 'REBOOTSTRAPPED'
  | 'LEADER_CHANGED'
  | 'REBALANCED'
  | 'HEARTBEAT_FAILED'
  | 'COMMIT_FAILED'
  | 'PRODUCER_FENCED'
  | 'PRODUCE_FAILED'
  | 'MISSED'
  | 'OTHER';

/**
 * Where to start in a partition.
 *
 * - `BEGINNING`: At its first record.
 * - `END`: Behind its last record.
 * - `OFFSET`: At the offset that `at` says.
 * - `TIMESTAMP`: At the first record whose time is not before the one that `at` says, in milliseconds since 1970.
 */
export type StartKind =
  | 'BEGINNING'
  | 'END'
  | 'OFFSET'
  | 'TIMESTAMP';

/**
 * The language of a schema.
 *
 * - `AVRO`: Apache Avro.
 * - `PROTOBUF`: Protocol Buffers.
 * - `JSON`: JSON Schema.
 */
export type SchemaKind =
  | 'AVRO'
  | 'PROTOBUF'
  | 'JSON';

/**
 * Whether bytes are those of a record's key or of its value.
 *
 * - `KEY`: The key.
 * - `VALUE`: The value.
 */
export type Part =
  | 'KEY'
  | 'VALUE';

/**
 * What became of a record.
 *
 * - `ACCEPT`: It is done.
 * - `RELEASE`: It is delivered again, to this member or another, unless that was often enough.
 * - `REJECT`: It is delivered no more: nobody can make anything of it.
 * - `RENEW`: It takes longer: it stays this member's, and is acknowledged once more (KIP-1222).
 */
export type AcknowledgeType =
  | 'ACCEPT'
  | 'RELEASE'
  | 'REJECT'
  | 'RENEW';

/**
 * Which changes of a subject's schema a registry takes.
 *
 * - `NONE`: All.
 * - `BACKWARD`: New readers read what was written with the version before.
 * - `BACKWARD_TRANSITIVE`: New readers read what was written with every version before.
 * - `FORWARD`: Readers of the version before read what is written.
 * - `FORWARD_TRANSITIVE`: Readers of every version before read what is written.
 * - `FULL`: Backward and forward.
 * - `FULL_TRANSITIVE`: Backward and forward with every version before.
 */
export type Compatibility =
  | 'NONE'
  | 'BACKWARD'
  | 'BACKWARD_TRANSITIVE'
  | 'FORWARD'
  | 'FORWARD_TRANSITIVE'
  | 'FULL'
  | 'FULL_TRANSITIVE';

/**
 * How a transaction ended.
 *
 * - `COMMITTED`: Its records count.
 * - `ABORTED`: Its records do not count.
 */
export type Outcome =
  | 'COMMITTED'
  | 'ABORTED';

/** What every error of Ottla is. */
export class OttlaError extends Error {
  protected constructor();
  /** What kind of thing went wrong; each is a class of its own. */
  readonly code: ErrorKind;
  /** What a caller can do about it. */
  readonly advice: Advice;
  /** What was being done. */
  readonly operation: string;
  /** Where: topic, partition, broker and the like. */
  readonly context: Readonly<Record_<string, string>>;
  /** The number of the broker's error, if it was one. */
  readonly brokerCode: number | null;
  /** Kafka's name of that number. */
  readonly brokerCodeName: string | null;
  /** Where logs part, if the log was truncated (KIP-320). */
  readonly divergentOffset: bigint | null;
  /** What a function of yours has thrown, where that is what went wrong. */
  readonly cause?: unknown;
}

/** No broker could be connected, or the connection broke. */
export class UnreachableError extends OttlaError {
  readonly code: 'UNREACHABLE';
}

/** There was no answer, or no success, in the time that was given. */
export class TimedOutError extends OttlaError {
  readonly code: 'TIMED_OUT';
}

/** The peer does not speak Kafka's protocol: a web server, a TLS port, something else. */
export class WrongProtocolError extends OttlaError {
  readonly code: 'WRONG_PROTOCOL';
}

/** The broker lacks the API, or every version of it that this client has. */
export class UnsupportedError extends OttlaError {
  readonly code: 'UNSUPPORTED';
}

/** The topic or partition does not exist. */
export class UnknownTopicError extends OttlaError {
  readonly code: 'UNKNOWN_TOPIC';
}

/** What should be made exists already. */
export class AlreadyExistsError extends OttlaError {
  readonly code: 'ALREADY_EXISTS';
}

/** The broker did not believe who the client is, or could not prove who it is itself. */
export class AuthenticationFailedError extends OttlaError {
  readonly code: 'AUTHENTICATION_FAILED';
}

/** The principal may not do this. */
export class NotAuthorizedError extends OttlaError {
  readonly code: 'NOT_AUTHORIZED';
}

/** The call cannot work as it was made, whatever the broker does. */
export class InvalidInputError extends OttlaError {
  readonly code: 'INVALID_INPUT';
}

/** The record or request is larger than allowed. */
export class TooLargeError extends OttlaError {
  readonly code: 'TOO_LARGE';
}

/** The offset is not in the log any more, or not yet. */
export class OffsetOutOfRangeError extends OttlaError {
  readonly code: 'OFFSET_OUT_OF_RANGE';
}

/** The log was truncated below the position (KIP-320). */
export class LogTruncatedError extends OttlaError {
  readonly code: 'LOG_TRUNCATED';
}

/** Bytes from the broker are damaged or make no sense. */
export class CorruptError extends OttlaError {
  readonly code: 'CORRUPT';
}

/** A function of the user could not process a record. */
export class UnprocessedError extends OttlaError {
  readonly code: 'UNPROCESSED';
}

/** A record's key or value is not of the format that it is read as. */
export class UnreadableError extends OttlaError {
  readonly code: 'UNREADABLE';
}

/** The group has moved on without this member, or is about to. */
export class RebalancedError extends OttlaError {
  readonly code: 'REBALANCED';
}

/** The transaction has failed: it can only be aborted. */
export class AbortedError extends OttlaError {
  readonly code: 'ABORTED';
}

/** Another producer with the same transactional id, or another member with the same `group.instance.id`, took over. */
export class FencedError extends OttlaError {
  readonly code: 'FENCED';
}

/** The client, producer or consumer was closed. */
export class ClosedError extends OttlaError {
  readonly code: 'CLOSED';
}

/** The broker answered with another error; the code says which. */
export class BrokerError extends OttlaError {
  readonly code: 'BROKER';
}

/** A rule that says who may do what. */
export interface Acl {
  /** What it is about. */
  readonly resource: AclResourceKind;
  /** Its name, or how names begin. */
  readonly name: string;
  /** Which of the two. */
  readonly pattern: AclPattern;
  /** Who: `User:alice`, or `User:*`. */
  readonly principal: string;
  /** Where from: an address, or `*`. */
  readonly host: string;
  /** What is done. */
  readonly operation: AclOperation;
  /** Whether it may be. */
  readonly permission: AclPermission;
}

/** A rule that says who may do what. */
export interface AclLike {
  /** What it is about. */
  readonly resource: AclResourceKind;
  /** Its name, or how names begin. */
  readonly name: string;
  /** Which of the two. */
  readonly pattern: AclPattern;
  /** Who: `User:alice`, or `User:*`. */
  readonly principal: string;
  /** Where from: an address, or `*`. */
  readonly host: string;
  /** What is done. */
  readonly operation: AclOperation;
  /** Whether it may be. */
  readonly permission: AclPermission;
}

/** Which rules; what is not said does not matter. */
export interface AclFilter {
  /** What they are about. */
  readonly resource: AclResourceKind | null;
  /** Their name. */
  readonly name: string | null;
  /** How the name is looked at; `Any` where it is not said. */
  readonly pattern: AclPatternMatch | null;
  /** Who. */
  readonly principal: string | null;
  /** Where from. */
  readonly host: string | null;
  /** What is done. */
  readonly operation: AclOperation | null;
  /** Whether it may be. */
  readonly permission: AclPermission | null;
}

/** Which rules; what is not said does not matter. */
export interface AclFilterLike {
  /** What they are about. */
  readonly resource?: AclResourceKind | null;
  /** Their name. */
  readonly name?: string | null;
  /** How the name is looked at; `Any` where it is not said. */
  readonly pattern?: AclPatternMatch | null;
  /** Who. */
  readonly principal?: string | null;
  /** Where from. */
  readonly host?: string | null;
  /** What is done. */
  readonly operation?: AclOperation | null;
  /** Whether it may be. */
  readonly permission?: AclPermission | null;
}

/** What a filter has deleted. */
export interface AclDeletion {
  /** The filter. */
  readonly filter: AclFilter;
  /** The rules that it fitted. */
  readonly deleted: Acl[];
}

/** What several filters have deleted. */
export interface AclDeletions {
  /** Those that worked. */
  readonly found: AclDeletion[];
  /** The others, by their number from 0. */
  readonly refused: Refusal[];
}

/** Something that could not be done. */
export interface Refusal {
  /** The topic, group, partition or resource. */
  readonly name: string;
  /** Why. */
  readonly error: OttlaError;
}

/** A group in the classic protocol. */
export interface ClassicGroupDescription {
  /** Its id. */
  readonly groupId: string;
  /** What its members are: `consumer`, `connect`, or whatever they say. */
  readonly protocolType: string;
  /** What they have agreed on: the assignor of consumers. */
  readonly protocol: string;
  /** Its state, with Kafka's name. */
  readonly state: string;
  /** Its members. */
  readonly members: ClassicMemberDescription[];
  /** The broker that coordinates it: `host:port`. */
  readonly coordinator: string;
  /** What the principal may do with it, if that was asked for. */
  readonly authorizedOperations: AclOperation[] | null;
}

/** A member of such a group. */
export interface ClassicMemberDescription {
  /** Its id. */
  readonly memberId: string;
  /** Its `group.instance.id`, if it is a static member. */
  readonly groupInstanceId: string | null;
  /** Its `client.id`. */
  readonly clientId: string;
  /** Its host. */
  readonly host: string;
  /** What it has told the others, as its protocol writes it. */
  readonly metadata: Buffer;
  /** What it was given, as its protocol writes it. */
  readonly assignment: Buffer;
}

/** Groups that were asked for. */
export interface ClassicGroupDescriptions {
  /** Those that are there. */
  readonly found: ClassicGroupDescription[];
  /** The others. */
  readonly refused: Refusal[];
}

/** A cluster and its brokers. */
export interface ClusterDescription {
  /** The cluster's id. */
  readonly id: string | null;
  /** A broker that takes what controllers do. */
  readonly controller: number | null;
  /** The brokers, or the controllers, if they were asked for. */
  readonly brokers: BrokerDescription[];
  /** What the principal may do with it, if that was asked for. */
  readonly authorizedOperations: AclOperation[] | null;
}

/** A broker. */
export interface BrokerDescription {
  /** Its id. */
  readonly id: number;
  /** Its host. */
  readonly host: string;
  /** Its port. */
  readonly port: number;
  /** Its rack. */
  readonly rack: string | null;
  /** Whether it is not served by, for it is starting, ending or away. */
  readonly fenced: boolean;
}

/** Something that has a configuration. */
export interface ConfigResource {
  /** What it is. */
  readonly kind: ConfigResourceKind;
  /** Its name, or the broker's id. */
  readonly name: string;
}

/** Something that has a configuration. */
export interface ConfigResourceLike {
  /** What it is. */
  readonly kind: ConfigResourceKind;
  /** Its name, or the broker's id. */
  readonly name: string;
}

/** A key and its value. */
export interface ConfigEntry {
  /** Kafka's key. */
  readonly name: string;
  /** Its value; null if it is secret or unset. */
  readonly value: string | null;
  /** Whether nobody has set it. */
  readonly isDefault: boolean;
  /** Where the value is from. */
  readonly source: ConfigSource;
  /** Whether it cannot be changed while the broker runs. */
  readonly readOnly: boolean;
  /** Whether its value is secret. */
  readonly sensitive: boolean;
  /** What its value is. */
  readonly keyType: ConfigKeyType;
  /** Where it is set, the first counting, if that was asked for. */
  readonly synonyms: ConfigSynonym[];
  /** What it does, if that was asked for. */
  readonly documentation: string | null;
}

/** A place where a key is set. */
export interface ConfigSynonym {
  /** Its key there. */
  readonly name: string;
  /** Its value there; null if it is secret. */
  readonly value: string | null;
  /** What place that is. */
  readonly source: ConfigSource;
}

/** A configuration that was asked for. */
export interface ConfigDescription {
  /** What it is of. */
  readonly resource: ConfigResource;
  /** Its keys and values. */
  readonly entries: ConfigEntry[];
}

/** Configurations that were asked for. */
export interface ConfigDescriptions {
  /** Those that are there. */
  readonly found: ConfigDescription[];
  /** The others. */
  readonly refused: Refusal[];
}

/** A change of a key. */
export interface ConfigChange {
  /** Kafka's key. */
  readonly key: string;
  /** How it is changed. */
  readonly operation: ConfigOperation;
  /** The value, but for `Delete`. */
  readonly value?: string | null;
}

/** Changes of one configuration. */
export interface ConfigUpdate {
  /** What is changed. */
  readonly resource: ConfigResourceLike;
  /** How; all or none. */
  readonly changes?: readonly ConfigChange[];
}

/** Somebody, as brokers know them. */
export interface Principal {
  /** What they are: `User`. */
  readonly kind: string;
  /** Their name. */
  readonly name: string;
}

/** Somebody, as brokers know them. */
export interface PrincipalLike {
  /** What they are: `User`. */
  readonly kind: string;
  /** Their name. */
  readonly name: string;
}

/** A token. */
export interface DelegationToken {
  /** Its id: the user name of SASL/SCRAM. */
  readonly id: string;
  /** The secret that belongs to it: in base64 the password of SASL/SCRAM. */
  readonly hmac: Buffer;
  /** Whom it belongs to. */
  readonly owner: Principal;
  /** Who asked for it; the owner where brokers are too old to tell. */
  readonly requester: Principal;
  /** Who may renew it besides the owner. */
  readonly renewers: Principal[];
  /** When it was made, in milliseconds since 1970. */
  readonly issuedAt: bigint;
  /** When it ends unless it is renewed, in milliseconds since 1970. */
  readonly expiresAt: bigint;
  /** When it ends at last, in milliseconds since 1970. */
  readonly expiresAtMax: bigint;
}

/** A feature. */
export interface FeatureDescription {
  /** Its name: `metadata.version`. */
  readonly name: string;
  /** The level that the cluster is at; 0 if it does not use it. */
  readonly level: number;
  /** The lowest level that the broker can be at, if it knows the feature. */
  readonly supportedMin: number | null;
  /** The highest level that the broker can be at, if it knows the feature. */
  readonly supportedMax: number | null;
  /**
   * What the cluster's levels are as of: a later epoch, the same for all features, may have others; null if the broker
   * does not say.
   */
  readonly epoch: bigint | null;
}

/** A feature that is to be at another level. */
export interface FeatureUpdate {
  /** The feature. */
  readonly name: string;
  /** The level; 0 for none. */
  readonly level: number;
  /** Where that is. */
  readonly change: FeatureChange;
}

/** A question for what a group has committed. */
export interface GroupOffsetsQuery {
  /** The group. */
  readonly groupId: string;
  /** Of which partitions; of all where it is not said. */
  readonly partitions?: readonly TopicPartitionLike[] | null;
  /** Whether open transactions that commit offsets are waited for. */
  readonly stable?: boolean | null;
}

/** What a group has committed. */
export interface GroupOffsets {
  /** The group. */
  readonly groupId: string;
  /** The offsets; partitions without one are left out. */
  readonly offsets: PartitionOffset[];
}

/** What several groups have committed. */
export interface GroupOffsetsListings {
  /** Groups that are known. */
  readonly found: GroupOffsets[];
  /** The others. */
  readonly refused: Refusal[];
}

/** A group, as a list shows it. */
export interface GroupListing {
  /** Its id. */
  readonly groupId: string;
  /** Its state, with Kafka's name. */
  readonly state: string;
  /** What its members speak: `consumer` for consumers. */
  readonly protocolType: string;
  /** Its kind: `classic`, `consumer`, `share`, `streams`. */
  readonly kind: string;
}

/** A group and its members. */
export interface GroupDescription {
  /** Its id. */
  readonly groupId: string;
  /** How it is coordinated: `classic` or `consumer`. */
  readonly protocol: string;
  /** Its state, with Kafka's name. */
  readonly state: string;
  /** What assigns partitions. */
  readonly assignor: string;
  /** Its epoch (KIP-848). */
  readonly epoch: number | null;
  /** Epoch of what members are to have (KIP-848). */
  readonly assignmentEpoch: number | null;
  /** Its members. */
  readonly members: MemberDescription[];
  /** The broker that coordinates it: `host:port`. */
  readonly coordinator: string;
  /** What the principal may do with it, if that was asked for. */
  readonly authorizedOperations: AclOperation[] | null;
}

/** Groups that were asked for. */
export interface GroupDescriptions {
  /** Those that are there. */
  readonly found: GroupDescription[];
  /** The others. */
  readonly refused: Refusal[];
}

/** A member of a group. */
export interface MemberDescription {
  /** Its id. */
  readonly memberId: string;
  /** Its `group.instance.id`, if it is a static member. */
  readonly groupInstanceId: string | null;
  /** Its rack, if it says. */
  readonly rack: string | null;
  /** Its `client.id`. */
  readonly clientId: string;
  /** Its host. */
  readonly host: string;
  /** Its epoch (KIP-848). */
  readonly epoch: number | null;
  /** How it is coordinated, if brokers tell: `classic` or `consumer`. */
  readonly protocol: string | null;
  /** The topics that it subscribes to by name. */
  readonly topics: string[];
  /** The regular expression that it subscribes by. */
  readonly topicPattern: string | null;
  /** What it has. */
  readonly assignment: TopicPartition[];
  /** What it is to have (KIP-848). */
  readonly targetAssignment: TopicPartition[] | null;
}

/** A member to remove, by one of the two. */
export interface MemberToRemove {
  /** Its `group.instance.id`. */
  readonly groupInstanceId?: string | null;
  /** Its id. */
  readonly memberId?: string | null;
}

/** The log directories of a broker. */
export interface LogDirListing {
  /** The broker. */
  readonly broker: number;
  /** Its directories. */
  readonly logDirs: LogDirDescription[];
}

/** The log directories of brokers. */
export interface LogDirDescriptions {
  /** Those of brokers that have told. */
  readonly found: LogDirListing[];
  /** The other brokers. */
  readonly refused: Refusal[];
}

/** A log directory. */
export interface LogDirDescription {
  /** Its path on the broker. */
  readonly path: string;
  /** What is wrong with it; the rest is empty then. */
  readonly error: OttlaError | null;
  /** What is in it. */
  readonly replicas: LogDirReplica[];
  /** Bytes of the volume that it is on, if the broker tells (KIP-827). */
  readonly totalBytes: bigint | null;
  /** Bytes of that volume that can be used, if the broker tells (KIP-827). */
  readonly usableBytes: bigint | null;
  /** Whether no new replicas are put into it (KIP-1066). */
  readonly cordoned: boolean;
}

/** A replica in a log directory. */
export interface LogDirReplica {
  /** The topic. */
  readonly topic: string;
  /** The partition. */
  readonly partition: number;
  /** Bytes of its segments. */
  readonly size: bigint;
  /** How many offsets it is behind: the high watermark, or, if it is a future one, the current one. */
  readonly offsetLag: bigint;
  /** Whether it is made to take the place of the current one in another directory. */
  readonly future: boolean;
}

/** A partition on one of its brokers. */
export interface Replica {
  /** The topic. */
  readonly topic: string;
  /** The partition. */
  readonly partition: number;
  /** The broker. */
  readonly broker: number;
}

/** In which directories a replica is. */
export interface ReplicaLogDirs {
  /** The replica, as `topic-partition-broker`. */
  readonly name: string;
  /** The one that it is served from; null if the broker does not hold it. */
  readonly current: string | null;
  /** How many offsets that is behind the high watermark. */
  readonly currentLag: bigint | null;
  /** The one that it moves to; null if it does not move. */
  readonly future: string | null;
  /** How many offsets that is behind the current one. */
  readonly futureLag: bigint | null;
}

/** In which directories replicas are. */
export interface ReplicaLogDirsListings {
  /** Replicas whose brokers have told. */
  readonly found: ReplicaLogDirs[];
  /** The others. */
  readonly refused: Refusal[];
}

/** A replica that is to be in another directory of its broker. */
export interface ReplicaMove {
  /** The replica. */
  readonly replica: Replica;
  /** The path of the directory. */
  readonly logDir: string;
}

/** The quorum of controllers. */
export interface QuorumDescription {
  /** The active controller, if there is one. */
  readonly leader: number | null;
  /** How many there have been. */
  readonly leaderEpoch: number;
  /** Up to where the log of metadata is committed. */
  readonly highWatermark: bigint;
  /** Those that vote, by id. */
  readonly voters: QuorumReplica[];
  /** Those that only follow, by id. */
  readonly observers: QuorumReplica[];
  /** Where voters listen; empty where brokers are too old to tell. */
  readonly nodes: QuorumNode[];
}

/** A replica of the log of metadata. */
export interface QuorumReplica {
  /** The node. */
  readonly id: number;
  /** The directory that the log is in. */
  readonly directoryId: string;
  /** Where its log ends; null where it is not known. */
  readonly logEndOffset: bigint | null;
  /** When it last fetched, in milliseconds since 1970; null where it is not known. */
  readonly lastFetch: bigint | null;
  /** When it last had all that there was, in milliseconds since 1970; null where it is not known. */
  readonly lastCaughtUp: bigint | null;
}

/** Where a voter listens. */
export interface QuorumNode {
  /** The node. */
  readonly id: number;
  /** Where. */
  readonly endpoints: RaftEndpoint[];
}

/** Where a controller listens. */
export interface RaftEndpoint {
  /** Name of the listener: `CONTROLLER`. */
  readonly listener: string;
  /** Name or IP address. */
  readonly host: string;
  /** The port. */
  readonly port: number;
}

/** Where a controller listens. */
export interface RaftEndpointLike {
  /** Name of the listener: `CONTROLLER`. */
  readonly listener: string;
  /** Name or IP address. */
  readonly host: string;
  /** The port. */
  readonly port: number;
}

/** A controller that is to vote, or not to any more. */
export interface RaftVoter {
  /** The node. */
  readonly id: number;
  /** The directory that its log is in: another disk makes it another voter. */
  readonly directoryId: string;
  /** The cluster that it is meant for; null, if it is not to be checked. */
  readonly clusterId?: string | null;
}

/** A producer as a partition knows it. */
export interface ProducerDescription {
  /** The producer. */
  readonly producerId: bigint;
  /** Its newest epoch there. */
  readonly producerEpoch: number;
  /** Sequence of its last record; null if it has written none in this epoch. */
  readonly lastSequence: number | null;
  /** Timestamp of its last batch, in milliseconds since 1970. */
  readonly lastTimestamp: bigint | null;
  /** Epoch of the coordinator that ended its last transaction there; null if none was ended. */
  readonly coordinatorEpoch: number | null;
  /** First offset of its open transaction. */
  readonly transactionStartOffset: bigint | null;
}

/** The producers of a partition. */
export interface PartitionProducers {
  /** The topic. */
  readonly topic: string;
  /** The partition. */
  readonly partition: number;
  /** The producers. */
  readonly producers: ProducerDescription[];
}

/** The producers of partitions. */
export interface ProducerDescriptions {
  /** Those of partitions that have told. */
  readonly found: PartitionProducers[];
  /** The other partitions. */
  readonly refused: Refusal[];
}

/** A transaction in one partition that is to be aborted. */
export interface HangingTransaction {
  /** The topic. */
  readonly topic: string;
  /** The partition. */
  readonly partition: number;
  /** Its producer. */
  readonly producerId: Int64Like;
  /** The producer's epoch. */
  readonly producerEpoch: number;
  /** Epoch of the coordinator that is to be taken for: that of the producer's description, or 0. */
  readonly coordinatorEpoch: number;
}

/** A part of what a quota is of. */
export interface QuotaPart {
  /** What it is. */
  readonly kind: QuotaKind;
  /** Its name; null for all that have no quota of their own. */
  readonly name: string | null;
}

/** A part of what a quota is of. */
export interface QuotaPartLike {
  /** What it is. */
  readonly kind: QuotaKind;
  /** Its name; null for all that have no quota of their own. */
  readonly name?: string | null;
}

/** Quotas of somebody. */
export interface ClientQuotas {
  /** Of whom. */
  readonly entity: QuotaPart[];
  /** Kafka's keys and their values: `producer_byte_rate`, `consumer_byte_rate`, `request_percentage`. */
  readonly quotas: Record_<string, number>;
}

/** A change of a quota. */
export interface QuotaChange {
  /** Kafka's key. */
  readonly key: string;
  /** The value; null to remove the quota. */
  readonly value?: number | null;
}

/** Changes of somebody's quotas. */
export interface QuotaUpdate {
  /** Of whom. */
  readonly entity?: readonly QuotaPartLike[];
  /** The changes. */
  readonly changes?: readonly QuotaChange[];
}

/** A part that quotas have. */
export interface QuotaMatch {
  /** What it is. */
  readonly kind: QuotaKind;
  /** How it is looked at. */
  readonly matching: QuotaMatchKind;
  /** The name, for `Name`. */
  readonly name?: string | null;
}

/** A partition that is to be on other brokers. */
export interface Reassignment {
  /** The topic. */
  readonly topic: string;
  /** The partition. */
  readonly partition: number;
  /** The brokers, the preferred leader first; null to give a move up. */
  readonly replicas?: readonly number[] | null;
}

/** A move that has not ended. */
export interface PartitionReassignment {
  /** The topic. */
  readonly topic: string;
  /** The partition. */
  readonly partition: number;
  /** The brokers that hold the partition now. */
  readonly replicas: number[];
  /** Those of them that are to hold it. */
  readonly adding: number[];
  /** Those of them that are not to any more. */
  readonly removing: number[];
}

/** A question for an offset. */
export interface OffsetAt {
  /** The topic. */
  readonly topic: string;
  /** The partition. */
  readonly partition: number;
  /** Which offset. */
  readonly spec: OffsetSpec;
  /** Milliseconds since 1970, for `Timestamp`. */
  readonly timestamp?: Int64Like | null;
}

/** An offset that was asked for. */
export interface ListedOffset {
  /** The topic. */
  readonly topic: string;
  /** The partition. */
  readonly partition: number;
  /** The offset; null if no record has that time. */
  readonly offset: bigint | null;
  /** Time of the record, where one was looked for. */
  readonly timestamp: bigint | null;
  /** Epoch of the leader that wrote the record, where it is told. */
  readonly leaderEpoch: number | null;
}

/** Offsets that were asked for. */
export interface ListedOffsets {
  /** Those of partitions that have told. */
  readonly found: ListedOffset[];
  /** The other partitions. */
  readonly refused: Refusal[];
}

/** What a deletion left of a partition. */
export interface DeletedRecords {
  /** The topic. */
  readonly topic: string;
  /** The partition. */
  readonly partition: number;
  /** The first offset that is left; that of the next record, if none is. */
  readonly lowWatermark: bigint;
}

/** Partitions whose records were to be deleted. */
export interface RecordDeletions {
  /** Those where it worked. */
  readonly found: DeletedRecords[];
  /** The others. */
  readonly refused: Refusal[];
}

/** A password that the cluster knows. */
export interface ScramCredential {
  /** How it is kept. */
  readonly mechanism: ScramMechanism;
  /** How often it is hashed. */
  readonly iterations: number;
}

/** The passwords of a user. */
export interface ScramCredentials {
  /** The user. */
  readonly user: string;
  /** One for each mechanism. */
  readonly credentials: ScramCredential[];
}

/** Users that were asked for. */
export interface ScramDescriptions {
  /** Those that have passwords. */
  readonly found: ScramCredentials[];
  /** The others. */
  readonly refused: Refusal[];
}

/** A change of a password. */
export interface ScramAlteration {
  /** The user. */
  readonly user: string;
  /** How the password is kept. */
  readonly mechanism: ScramMechanism;
  /** The password; null to delete it. */
  readonly password?: BytesLike | null;
  /** How often it is hashed; 4096 where it is not said. */
  readonly iterations?: number | null;
  /** What it is hashed with; something by chance where it is not said. */
  readonly salt?: BytesLike | null;
}

/** A share group. */
export interface ShareGroupDescription {
  /** Its id. */
  readonly groupId: string;
  /** Its state, with Kafka's name. */
  readonly state: string;
  /** Its epoch. */
  readonly epoch: number;
  /** Epoch of what members are to have. */
  readonly assignmentEpoch: number;
  /** What assigns partitions. */
  readonly assignor: string;
  /** Its members. */
  readonly members: ShareMemberDescription[];
  /** The broker that coordinates it: `host:port`. */
  readonly coordinator: string;
  /** What the principal may do with it, if that was asked for. */
  readonly authorizedOperations: AclOperation[] | null;
}

/** A member of a share group. */
export interface ShareMemberDescription {
  /** Its id. */
  readonly memberId: string;
  /** Its rack, if it says. */
  readonly rack: string | null;
  /** Its epoch. */
  readonly epoch: number;
  /** Its `client.id`. */
  readonly clientId: string;
  /** Its host. */
  readonly host: string;
  /** The topics that it subscribes to. */
  readonly topics: string[];
  /** The partitions that it acquires records of. */
  readonly assignment: TopicPartition[];
}

/** Share groups that were asked for. */
export interface ShareGroupDescriptions {
  /** Those that are there. */
  readonly found: ShareGroupDescription[];
  /** The others. */
  readonly refused: Refusal[];
}

/** A question for where a share group begins. */
export interface ShareGroupOffsetsQuery {
  /** The group. */
  readonly groupId: string;
  /** In which partitions; in all where it is not said. */
  readonly partitions?: readonly TopicPartitionLike[] | null;
}

/** Where a share group begins in a partition. */
export interface ShareGroupOffset {
  /** The topic. */
  readonly topic: string;
  /** The partition. */
  readonly partition: number;
  /** The first offset that may still be shared out. */
  readonly startOffset: bigint;
  /** Epoch of the leader that knows it, where it is told. */
  readonly leaderEpoch: number | null;
  /** How many records are not done (KIP-1226), where brokers tell. */
  readonly lag: bigint | null;
}

/** Where a share group begins. */
export interface ShareGroupOffsets {
  /** The group. */
  readonly groupId: string;
  /** In each partition. */
  readonly offsets: ShareGroupOffset[];
}

/** Where several share groups begin. */
export interface ShareGroupOffsetsListings {
  /** Groups that are known. */
  readonly found: ShareGroupOffsets[];
  /** The others. */
  readonly refused: Refusal[];
}

/** A group of Kafka Streams. */
export interface StreamsGroupDescription {
  /** Its id. */
  readonly groupId: string;
  /** Its state, with Kafka's name. */
  readonly state: string;
  /** Its epoch. */
  readonly epoch: number;
  /** Epoch of what members are to have. */
  readonly assignmentEpoch: number;
  /** What the application does; null while no member has told. */
  readonly topology: StreamsTopology | null;
  /** Its members. */
  readonly members: StreamsMemberDescription[];
  /** The broker that coordinates it: `host:port`. */
  readonly coordinator: string;
  /** What the principal may do with it, if that was asked for. */
  readonly authorizedOperations: AclOperation[] | null;
}

/** What an application of Kafka Streams does. */
export interface StreamsTopology {
  /** How often it has changed. */
  readonly epoch: number;
  /** Its parts. */
  readonly subtopologies: StreamsSubtopology[];
}

/** A part of an application whose partitions are processed together. */
export interface StreamsSubtopology {
  /** Its id. */
  readonly id: string;
  /** The topics that it reads. */
  readonly sourceTopics: string[];
  /** The topics that it writes for other parts. */
  readonly repartitionSinkTopics: string[];
  /** The topics that keep its state. */
  readonly stateChangelogTopics: StreamsTopic[];
  /** The topics that other parts write for it. */
  readonly repartitionSourceTopics: StreamsTopic[];
}

/** A topic that belongs to an application. */
export interface StreamsTopic {
  /** Its name. */
  readonly name: string;
  /** Number of partitions; null if it follows from other topics. */
  readonly partitions: number | null;
  /** Number of replicas; null for the broker's own. */
  readonly replicationFactor: number | null;
  /** Its configuration. */
  readonly config: Record_<string, string>;
}

/** A member of a group of Kafka Streams. */
export interface StreamsMemberDescription {
  /** Its id. */
  readonly memberId: string;
  /** Its `group.instance.id`, if it is a static member. */
  readonly groupInstanceId: string | null;
  /** Its rack, if it says. */
  readonly rack: string | null;
  /** Its epoch. */
  readonly epoch: number;
  /** Its `client.id`. */
  readonly clientId: string;
  /** Its host. */
  readonly host: string;
  /** The epoch of the topology that it runs. */
  readonly topologyEpoch: number;
  /** The process that it is in. */
  readonly processId: string;
  /** Where it answers queries of its state, if it does: `host:port`. */
  readonly userEndpoint: string | null;
  /** What it tells of itself. */
  readonly clientTags: Record_<string, string>;
  /** How far its tasks are. */
  readonly taskOffsets: StreamsTaskOffset[];
  /** Where the changelogs of its tasks end. */
  readonly taskEndOffsets: StreamsTaskOffset[];
  /** The tasks that it has. */
  readonly assignment: StreamsTasks;
  /** Those that it is to have. */
  readonly targetAssignment: StreamsTasks;
  /** Whether it speaks the classic protocol. */
  readonly classic: boolean;
}

/** A partition of a part of the application. */
export interface StreamsTask {
  /** The part. */
  readonly subtopology: string;
  /** The partition. */
  readonly partition: number;
}

/** An offset of a task. */
export interface StreamsTaskOffset {
  /** The part. */
  readonly subtopology: string;
  /** The partition. */
  readonly partition: number;
  /** The offset. */
  readonly offset: bigint;
}

/** The tasks of a member. */
export interface StreamsTasks {
  /** Those that it processes. */
  readonly active: StreamsTask[];
  /** Those whose state it keeps. */
  readonly standby: StreamsTask[];
  /** Those whose state it fetches, to process them then. */
  readonly warmup: StreamsTask[];
}

/** Groups of Kafka Streams that were asked for. */
export interface StreamsGroupDescriptions {
  /** Those that are there. */
  readonly found: StreamsGroupDescription[];
  /** The others. */
  readonly refused: Refusal[];
}

/** A topic to create. */
export interface NewTopic {
  /** Its name. */
  readonly name: string;
  /** Number of partitions; the broker's `num.partitions` where it is not said. */
  readonly partitions?: number | null;
  /** Number of replicas; the broker's `default.replication.factor` where it is not said. */
  readonly replicationFactor?: number | null;
  /** Kafka's topic keys and their values. */
  readonly config?: Readonly<Record_<string, string>>;
  /** The brokers of each partition, where the cluster is not to choose; then the two numbers are not said. */
  readonly assignments?: readonly PartitionAssignment[];
}

/** The brokers of a partition that is made. */
export interface PartitionAssignment {
  /** They get a replica each; the first is the preferred leader. */
  readonly replicas?: readonly number[];
}

/** A topic that was made, or, with `ValidateOnly`, would have been. */
export interface CreatedTopic {
  /** Its name. */
  readonly name: string;
  /** Its id; null where brokers do not tell, and without meaning where the topic was only looked at. */
  readonly id: string | null;
  /** Number of partitions; null where brokers do not tell. */
  readonly partitions: number | null;
  /** Number of replicas of each partition; null where brokers do not tell. */
  readonly replicationFactor: number | null;
  /** Its configuration; null where brokers do not tell, or the principal may not see it. */
  readonly config: ConfigEntry[] | null;
}

/** Topics that were to be made. */
export interface CreatedTopics {
  /** Those where it worked. */
  readonly found: CreatedTopic[];
  /** The others. */
  readonly refused: Refusal[];
}

/** A topic, as a list shows it. */
export interface TopicListing {
  /** Its name. */
  readonly name: string;
  /** Its id. */
  readonly id: string;
  /** Number of partitions. */
  readonly partitions: number;
  /** Whether it is one of Kafka's own. */
  readonly internal: boolean;
}

/** A topic and its partitions. */
export interface TopicDescription {
  /** Its name. */
  readonly name: string;
  /** Its id. */
  readonly id: string;
  /** Whether it is one of Kafka's own. */
  readonly internal: boolean;
  /** Its partitions, by number. */
  readonly partitions: PartitionDescription[];
  /** What the principal may do with it, if that was asked for. */
  readonly authorizedOperations: AclOperation[] | null;
}

/** Topics that were asked for. */
export interface TopicDescriptions {
  /** Those that are there. */
  readonly found: TopicDescription[];
  /** The others, by what they were asked for with. */
  readonly refused: Refusal[];
}

/** A partition and its replicas. */
export interface PartitionDescription {
  /** Its number. */
  readonly partition: number;
  /** The broker that leads it, if there is one. */
  readonly leader: number | null;
  /** Epoch of the leader. */
  readonly leaderEpoch: number;
  /** Brokers that have a replica, the preferred leader first. */
  readonly replicas: number[];
  /** Those of them that are in sync. */
  readonly inSyncReplicas: number[];
  /** Those of them that are away. */
  readonly offlineReplicas: number[];
  /** Those that may lead although they are not in sync (KIP-966); null where brokers do not tell. */
  readonly eligibleLeaderReplicas: number[] | null;
  /** Those that were the last to be so; null where brokers do not tell. */
  readonly lastKnownEligibleLeaderReplicas: number[] | null;
}

/** A transactional id, as a list shows it. */
export interface TransactionListing {
  /** The transactional id. */
  readonly transactionalId: string;
  /** Its producer. */
  readonly producerId: bigint;
  /** Its state, with Kafka's name. */
  readonly state: string;
  /** The broker that coordinates it, as `host:port`. */
  readonly coordinator: string;
}

/** A transactional id and its transaction. */
export interface TransactionDescription {
  /** The transactional id. */
  readonly transactionalId: string;
  /** Its state, with Kafka's name. */
  readonly state: string;
  /** Its producer. */
  readonly producerId: bigint;
  /** The producer's epoch. */
  readonly producerEpoch: number;
  /** How long a transaction of it may be open, in milliseconds. */
  readonly timeoutMs: number;
  /** When the last transaction began, in milliseconds since 1970; null if there was none. */
  readonly startedAt: bigint | null;
  /** Partitions that the open transaction has written to; one that is ending: that have no marker yet. */
  readonly partitions: TopicPartition[];
  /** The broker that coordinates it, as `host:port`. */
  readonly coordinator: string;
}

/** Transactional ids that were asked for. */
export interface TransactionDescriptions {
  /** Those that are known. */
  readonly found: TransactionDescription[];
  /** The others. */
  readonly refused: Refusal[];
}

/** A transactional id whose producers were fenced. */
export interface FencedProducer {
  /** The transactional id. */
  readonly transactionalId: string;
  /** Its producer. */
  readonly producerId: bigint;
  /** The producer's epoch from now on. */
  readonly producerEpoch: number;
}

/** Transactional ids whose producers were to be fenced. */
export interface FencedProducers {
  /** Those where it worked. */
  readonly found: FencedProducer[];
  /** The others. */
  readonly refused: Refusal[];
}

/** Something that happened. */
export interface Event {
  /** What kind of thing. */
  readonly kind: EventKind;
  /** What it was about: broker, group, error and the like. */
  readonly details: Record_<string, string>;
}

/** A place to start at in a partition. */
export interface Start {
  /** What kind of place. */
  readonly kind: StartKind;
  /** The offset, or the time. */
  readonly at?: Int64Like | null;
}

/** A record to handle. */
export interface ProcessRecord {
  /** The topic. */
  readonly topic: string;
  /** The partition. */
  readonly partition: number;
  /** The offset. */
  readonly offset: bigint;
  /** Milliseconds since 1970: when it was made, or appended, as the topic is configured; -1 without. */
  readonly timestamp: bigint;
  /** The key; null and empty are different things. */
  readonly key: Buffer | null;
  /** The value; null is a tombstone where the topic is compacted. */
  readonly value: Buffer | null;
  /** Its headers, in order. */
  readonly headers: Header[];
  /** Where it comes from, if it is the copy of one that failed. */
  readonly origin: Origin | null;
}

/** Where the copy of a record that failed comes from, and why it is there. */
export interface Origin {
  /** The topic that the record was read from first. */
  readonly topic: string;
  /** The partition there. */
  readonly partition: number;
  /** The offset there. */
  readonly offset: bigint;
  /** The record's time there, in milliseconds since 1970; -1 if it has none. */
  readonly timestamp: bigint;
  /** The group that processed it. */
  readonly groupId: string;
  /** Calls of the function that have failed, at all steps. */
  readonly attempts: bigint;
  /** What the last error said. */
  readonly message: string;
  /** The kind of the last error. */
  readonly errorKind: string;
  /** The number of the retry topic, from 1 on; 0 in a dead letter topic. */
  readonly step: number;
}

/** A name and a value that go with a record. */
export interface Header {
  /** The name; several headers may have the same. */
  readonly key: string;
  /** The value; null and empty are different things. */
  readonly value: Buffer | null;
}

/** A name and a value that go with a record. */
export interface HeaderLike {
  /** The name; several headers may have the same. */
  readonly key: string;
  /** The value; null and empty are different things. */
  readonly value?: BytesLike | null;
}

/** A record to send. */
export interface NewRecord {
  /** The value; without one the record is a tombstone where the topic is compacted. */
  readonly value?: BytesLike | null;
  /** The key: records with the same key go to the same partition. */
  readonly key?: BytesLike | null;
  /** The partition, where the partitioner is not to choose. */
  readonly partition?: number | null;
  /** Milliseconds since 1970; now, where it is not said. */
  readonly timestamp?: Int64Like | null;
  /** Its headers, in order. */
  readonly headers?: readonly HeaderLike[] | Readonly<Record_<string, BytesLike | null>>;
}

/** Where a record was written. */
export interface Written {
  /** The topic. */
  readonly topic: string;
  /** The partition. */
  readonly partition: number;
  /** The offset; -1 where the broker does not tell: without acks, or when it recognised the record. */
  readonly offset: bigint;
  /** Milliseconds since 1970: the broker's time if the topic keeps that. */
  readonly timestamp: bigint;
}

/** A record that was read. */
export class Record {
  private constructor();
  /** The topic. */
  readonly topic: string;
  /** The partition. */
  readonly partition: number;
  /** The offset. */
  readonly offset: bigint;
  /** Milliseconds since 1970: when it was made, or appended, as the topic is configured; -1 without. */
  readonly timestamp: bigint;
  /** The key; null and empty are different things. */
  readonly key: Buffer | null;
  /** The value; null is a tombstone where the topic is compacted. */
  readonly value: Buffer | null;
  /** Its headers, in order. */
  readonly headers: Header[];
  /** A plain object with the same fields. */
  toObject(): { -readonly [F in Exclude<keyof Record, 'toObject'>]: Record[F] };
}

/** A partition of a topic. */
export interface TopicPartition {
  /** The topic. */
  readonly topic: string;
  /** The partition. */
  readonly partition: number;
}

/** A partition of a topic. */
export interface TopicPartitionLike {
  /** The topic. */
  readonly topic: string;
  /** The partition. */
  readonly partition: number;
}

/** An offset in a partition. */
export interface PartitionOffset {
  /** The topic. */
  readonly topic: string;
  /** The partition. */
  readonly partition: number;
  /** The offset. Committed, it is the next one to read. */
  readonly offset: bigint;
  /** Epoch of the leader that wrote the record before, if it is known. */
  readonly leaderEpoch: number | null;
  /** Text that is kept with a committed offset. */
  readonly metadata: string | null;
}

/** An offset in a partition. */
export interface PartitionOffsetLike {
  /** The topic. */
  readonly topic: string;
  /** The partition. */
  readonly partition: number;
  /** The offset. Committed, it is the next one to read. */
  readonly offset: Int64Like;
  /** Epoch of the leader that wrote the record before, if it is known. */
  readonly leaderEpoch?: number | null;
  /** Text that is kept with a committed offset. */
  readonly metadata?: string | null;
}

/** A schema that another one names. */
export interface SchemaReference {
  /** What the other schema calls it: a full name in Avro, an import in Protobuf, a URL in JSON Schema. */
  readonly name: string;
  /** The subject that it is registered under. */
  readonly subject: string;
  /** The version of that subject. */
  readonly version: number;
}

/** A schema that another one names. */
export interface SchemaReferenceLike {
  /** What the other schema calls it: a full name in Avro, an import in Protobuf, a URL in JSON Schema. */
  readonly name: string;
  /** The subject that it is registered under. */
  readonly subject: string;
  /** The version of that subject. */
  readonly version: number;
}

/** A schema. */
export interface Schema {
  /** Its language. */
  readonly kind: SchemaKind;
  /** Its text. */
  readonly text: string;
  /** The schemas that it names. */
  readonly references: SchemaReference[];
}

/** A schema. */
export interface SchemaLike {
  /** Its language. */
  readonly kind: SchemaKind;
  /** Its text. */
  readonly text: string;
  /** The schemas that it names. */
  readonly references?: readonly SchemaReferenceLike[];
}

/** A schema with the places that it has in a registry. */
export interface RegisteredSchema {
  /** Its number in the registry. */
  readonly id: number;
  /** The subject. */
  readonly subject: string;
  /** Its version in the subject, from 1 on. */
  readonly version: number;
  /** The schema itself. */
  readonly schema: Schema;
}

/** What `unframe` finds. */
export interface Unframed {
  /** The schema's id. */
  readonly id: number;
  /** What the format made of the value. */
  readonly payload: Buffer;
  /**
   * In Protobuf the place of the message: its index in the file, after those of the messages that it is in. Empty
   * otherwise.
   */
  readonly indexes: number[];
}

/** A record that a consumer of a share group has acquired. */
export interface ShareRecord {
  /** The topic. */
  readonly topic: string;
  /** The partition. */
  readonly partition: number;
  /** The offset. */
  readonly offset: bigint;
  /** Milliseconds since 1970: when it was made, or appended, as the topic is configured; -1 without. */
  readonly timestamp: bigint;
  /** The key; null and empty are different things. */
  readonly key: Buffer | null;
  /** The value. */
  readonly value: Buffer | null;
  /** Its headers, in order. */
  readonly headers: Header[];
  /** How often it has been delivered, with this time. */
  readonly deliveryCount: number;
}

/** A record that a consumer of a share group has acquired. */
export interface ShareRecordLike {
  /** The topic. */
  readonly topic: string;
  /** The partition. */
  readonly partition: number;
  /** The offset. */
  readonly offset: Int64Like;
  /** Milliseconds since 1970: when it was made, or appended, as the topic is configured; -1 without. */
  readonly timestamp: Int64Like;
  /** The key; null and empty are different things. */
  readonly key?: BytesLike | null;
  /** The value. */
  readonly value?: BytesLike | null;
  /** Its headers, in order. */
  readonly headers?: readonly HeaderLike[] | Readonly<Record_<string, BytesLike | null>>;
  /** How often it has been delivered, with this time. */
  readonly deliveryCount: number;
}

/** Records of one partition that a consumer of a share group has acquired. */
export interface ShareBatch {
  /** The topic. */
  readonly topic: string;
  /** The partition. */
  readonly partition: number;
  /** The records, in order. */
  readonly records: ShareRecord[];
}

/** Whether the acknowledgements of a partition count. */
export interface AcknowledgementOutcome {
  /** The topic. */
  readonly topic: string;
  /** The partition. */
  readonly partition: number;
  /** Why they do not; null if they do. */
  readonly error: OttlaError | null;
}

/** What a registry says of a schema that may become the next version of a subject. */
export interface CompatibilityCheck {
  /** Whether it goes with the version that it was compared with. */
  readonly isCompatible: boolean;
  /** What does not fit, in the registry's words; empty where it fits, and of registries that do not say it. */
  readonly messages: string[];
}

/** A record that a transform gives, to be sent within the transaction. */
export interface OutputRecord {
  /** The topic that it goes to. */
  readonly topic: string;
  /** The value; without one the record is a tombstone where the topic is compacted. */
  readonly value?: BytesLike | null;
  /** The key: records with the same key go to the same partition. */
  readonly key?: BytesLike | null;
  /** The partition, where the partitioner is not to choose. */
  readonly partition?: number | null;
  /** Milliseconds since 1970; now, where it is not said. */
  readonly timestamp?: Int64Like | null;
  /** Its headers, in order. */
  readonly headers?: readonly HeaderLike[] | Readonly<Record_<string, BytesLike | null>>;
}

/** How a client connects. */
export interface ClientOptions {
  /**
   * Name that brokers see in logs, metrics and quotas. Default `ottla`.
   *
   * Default: `ottla`
   *
   * Allowed: text
   */
  readonly clientId?: OptionValue | null;
  /** As `clientId`. */
  readonly 'client.id'?: OptionValue | null;
  /**
   * Which of the addresses that names stand for are tried. Default all.
   *
   * Default: `use_all_dns_ips`
   *
   * Allowed: use_all_dns_ips or resolve_canonical_bootstrap_servers_only
   */
  readonly clientDnsLookup?: OptionValue | null;
  /** As `clientDnsLookup`. */
  readonly 'client.dns.lookup'?: OptionValue | null;
  /**
   * Longest time to open a connection, what both sides say first included. Default 10 s; it doubles with each failure in a row, up to `connect_timeout_max`. Too short and a busy broker looks dead; too long and a dead one looks busy.
   *
   * Default: `10s`
   *
   * Allowed: 1 ms to 2147483647 ms
   */
  readonly socketConnectionSetupTimeoutMs?: number | bigint | string | null;
  /** As `socketConnectionSetupTimeoutMs`. */
  readonly 'socket.connection.setup.timeout.ms'?: number | bigint | string | null;
  /**
   * Longest time to open a connection after failures. Default 30 s.
   *
   * Default: `30s`
   *
   * Allowed: 1 ms to 2147483647 ms
   */
  readonly socketConnectionSetupTimeoutMaxMs?: number | bigint | string | null;
  /** As `socketConnectionSetupTimeoutMaxMs`. */
  readonly 'socket.connection.setup.timeout.max.ms'?: number | bigint | string | null;
  /**
   * Wait before a broker that could not be connected is tried again; it doubles with each failure (KIP-144). Default 50 ms.
   *
   * Default: `50ms`
   *
   * Allowed: 0 ms to 2147483647 ms
   */
  readonly reconnectBackoffMs?: number | bigint | string | null;
  /** As `reconnectBackoffMs`. */
  readonly 'reconnect.backoff.ms'?: number | bigint | string | null;
  /**
   * Longest wait before a broker is tried again. Default 1 s.
   *
   * Default: `1s`
   *
   * Allowed: 0 ms to 2147483647 ms
   */
  readonly reconnectBackoffMaxMs?: number | bigint | string | null;
  /** As `reconnectBackoffMaxMs`. */
  readonly 'reconnect.backoff.max.ms'?: number | bigint | string | null;
  /**
   * A connection that was idle for so long is closed; it is opened again when it is needed. Default 9 min, a minute less than brokers wait.
   *
   * Default: `540s`
   *
   * Allowed: 1 ms to 9223372036854775807 ms
   */
  readonly connectionsMaxIdleMs?: number | bigint | string | null;
  /** As `connectionsMaxIdleMs`. */
  readonly 'connections.max.idle.ms'?: number | bigint | string | null;
  /**
   * Longest time to wait for an answer; the connection is given up afterwards. Default 30 s.
   *
   * Default: `30s`
   *
   * Allowed: 1 ms to 2147483647 ms
   */
  readonly requestTimeoutMs?: number | bigint | string | null;
  /** As `requestTimeoutMs`. */
  readonly 'request.timeout.ms'?: number | bigint | string | null;
  /**
   * Longest time that a call may take with all its retries. Default 60 s.
   *
   * Default: `60s`
   *
   * Allowed: 1 ms to 2147483647 ms
   */
  readonly defaultApiTimeoutMs?: number | bigint | string | null;
  /** As `defaultApiTimeoutMs`. */
  readonly 'default.api.timeout.ms'?: number | bigint | string | null;
  /**
   * Age at which metadata is refreshed although nothing failed. Default 5 min.
   *
   * Default: `300s`
   *
   * Allowed: 1 ms to 2147483647 ms
   */
  readonly metadataMaxAgeMs?: number | bigint | string | null;
  /** As `metadataMaxAgeMs`. */
  readonly 'metadata.max.age.ms'?: number | bigint | string | null;
  /**
   * A topic that nobody has used for so long is forgotten: no producer has sent to it, no consumer has it, no call was about it. Whoever uses it again asks for it again, which takes one more round trip. Default 5 min; at least 5 s. A shorter one makes refreshes smaller for those who meet many topics.
   *
   * Default: `300s`
   *
   * Allowed: 5000 ms to 9223372036854775807 ms
   */
  readonly metadataMaxIdleMs?: number | bigint | string | null;
  /** As `metadataMaxIdleMs`. */
  readonly 'metadata.max.idle.ms'?: number | bigint | string | null;
  /**
   * What to do when none of the brokers that are known can be reached. Default to begin anew with the addresses of the start (KIP-899).
   *
   * Default: `rebootstrap`
   *
   * Allowed: rebootstrap or none
   */
  readonly metadataRecoveryStrategy?: OptionValue | null;
  /** As `metadataRecoveryStrategy`. */
  readonly 'metadata.recovery.strategy'?: OptionValue | null;
  /**
   * After so long without an answer of any broker a client begins anew with the addresses of the start, whatever it knows (KIP-1102). Default 5 min.
   *
   * Default: `300s`
   *
   * Allowed: 0 ms to 2147483647 ms
   */
  readonly metadataRecoveryRebootstrapTriggerMs?: number | bigint | string | null;
  /** As `metadataRecoveryRebootstrapTriggerMs`. */
  readonly 'metadata.recovery.rebootstrap.trigger.ms'?: number | bigint | string | null;
  /**
   * Wait before the first retry; it doubles with each. Default 100 ms.
   *
   * Default: `100ms`
   *
   * Allowed: 0 ms to 2147483647 ms
   */
  readonly retryBackoffMs?: number | bigint | string | null;
  /** As `retryBackoffMs`. */
  readonly 'retry.backoff.ms'?: number | bigint | string | null;
  /**
   * Longest wait before a retry. Default 1 s.
   *
   * Default: `1s`
   *
   * Allowed: 0 ms to 2147483647 ms
   */
  readonly retryBackoffMaxMs?: number | bigint | string | null;
  /** As `retryBackoffMaxMs`. */
  readonly 'retry.backoff.max.ms'?: number | bigint | string | null;
  /**
   * The size of the socket's send buffer, in bytes; -1 leaves it to the operating system. Default -1; Apache Kafka's is 128 KiB.
   *
   * Default: `-1`
   *
   * Allowed: -1 to 2147483647
   */
  readonly sendBufferBytes?: number | bigint | string | null;
  /** As `sendBufferBytes`. */
  readonly 'send.buffer.bytes'?: number | bigint | string | null;
  /**
   * The size of the socket's receive buffer, in bytes; -1 leaves it to the operating system. Default -1; Apache Kafka's is 32 or 64 KiB.
   *
   * Default: `-1`
   *
   * Allowed: -1 to 2147483647
   */
  readonly receiveBufferBytes?: number | bigint | string | null;
  /** As `receiveBufferBytes`. */
  readonly 'receive.buffer.bytes'?: number | bigint | string | null;
  /**
   * Whether the client sends its metrics to the cluster, if that has a subscription which matches the client (KIP-714). Default true. Needs the feature `telemetry`, which is on by default.
   *
   * Default: `true`
   *
   * Allowed: true or false
   */
  readonly enableMetricsPush?: boolean | string | null;
  /** As `enableMetricsPush`. */
  readonly 'enable.metrics.push'?: boolean | string | null;
  /**
   * Whether connections are encrypted, and how the client proves who it is. Default neither.
   *
   * Default: `PLAINTEXT`
   *
   * Allowed: PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL
   */
  readonly securityProtocol?: OptionValue | null;
  /** As `securityProtocol`. */
  readonly 'security.protocol'?: OptionValue | null;
  /**
   * The form of the file at `ssl_truststore_location`. Only PEM is read (KIP-651).
   *
   * Default: `PEM`
   *
   * Allowed: only PEM (made with 'keytool -exportcert -rfc' or 'openssl pkcs12 -in STORE -nodes')
   */
  readonly sslTruststoreType?: OptionValue | null;
  /** As `sslTruststoreType`. */
  readonly 'ssl.truststore.type'?: OptionValue | null;
  /**
   * A PEM file with the certificates of the authorities that brokers' certificates have to come from. Default those that the operating system trusts.
   *
   * Default: `none`
   *
   * Allowed: the path of a file, not empty
   */
  readonly sslTruststoreLocation?: OptionValue | null;
  /** As `sslTruststoreLocation`. */
  readonly 'ssl.truststore.location'?: OptionValue | null;
  /**
   * The same as text.
   *
   * Default: `none`
   *
   * Allowed: text, not empty
   */
  readonly sslTruststoreCertificates?: OptionValue | null;
  /** As `sslTruststoreCertificates`. */
  readonly 'ssl.truststore.certificates'?: OptionValue | null;
  /**
   * The form of the file at `ssl_keystore_location`. Only PEM is read (KIP-651).
   *
   * Default: `PEM`
   *
   * Allowed: only PEM (made with 'keytool -exportcert -rfc' or 'openssl pkcs12 -in STORE -nodes')
   */
  readonly sslKeystoreType?: OptionValue | null;
  /** As `sslKeystoreType`. */
  readonly 'ssl.keystore.type'?: OptionValue | null;
  /**
   * A PEM file with the client's private key and its certificates, its own first: with it the client proves who it is by TLS. Default none.
   *
   * Default: `none`
   *
   * Allowed: the path of a file, not empty
   */
  readonly sslKeystoreLocation?: OptionValue | null;
  /** As `sslKeystoreLocation`. */
  readonly 'ssl.keystore.location'?: OptionValue | null;
  /**
   * The private key as PEM text, in PKCS #8 form or that of its algorithm.
   *
   * Default: `none`
   *
   * Allowed: text
   */
  readonly sslKeystoreKey?: OptionValue | null;
  /** As `sslKeystoreKey`. */
  readonly 'ssl.keystore.key'?: OptionValue | null;
  /**
   * The client's certificates as PEM text, its own first.
   *
   * Default: `none`
   *
   * Allowed: text, not empty
   */
  readonly sslKeystoreCertificateChain?: OptionValue | null;
  /** As `sslKeystoreCertificateChain`. */
  readonly 'ssl.keystore.certificate.chain'?: OptionValue | null;
  /**
   * The password of a private key that is encrypted. Default none.
   *
   * Default: `none`
   *
   * Allowed: text
   */
  readonly sslKeyPassword?: OptionValue | null;
  /** As `sslKeyPassword`. */
  readonly 'ssl.key.password'?: OptionValue | null;
  /**
   * Whether the name in a broker's certificate has to be the one that it was connected by. Default it has to. Without it anybody with a certificate of a trusted authority can be the broker.
   *
   * Default: `https`
   *
   * Allowed: https or nothing
   */
  readonly sslEndpointIdentificationAlgorithm?: OptionValue | null;
  /** As `sslEndpointIdentificationAlgorithm`. */
  readonly 'ssl.endpoint.identification.algorithm'?: OptionValue | null;
  /**
   * The versions of TLS that may be spoken. Default TLSv1.3 and TLSv1.2.
   *
   * Default: `TLSv1.3, TLSv1.2`
   *
   * Allowed: TLSv1.3 and TLSv1.2, not empty
   */
  readonly sslEnabledProtocols?: OptionValue | null;
  /** As `sslEnabledProtocols`. */
  readonly 'ssl.enabled.protocols'?: OptionValue | null;
  /**
   * How the client proves who it is, with the security protocols that begin with SASL.
   *
   * Default: `none`
   *
   * Allowed: PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER
   */
  readonly saslMechanism?: OptionValue | null;
  /** As `saslMechanism`. */
  readonly 'sasl.mechanism'?: OptionValue | null;
  /**
   * The name, of PLAIN and SCRAM.
   *
   * Default: `none`
   *
   * Allowed: text
   */
  readonly saslUsername?: OptionValue | null;
  /** As `saslUsername`. */
  readonly 'sasl.username'?: OptionValue | null;
  /**
   * The password, of PLAIN and SCRAM.
   *
   * Default: `none`
   *
   * Allowed: text
   */
  readonly saslPassword?: OptionValue | null;
  /** As `saslPassword`. */
  readonly 'sasl.password'?: OptionValue | null;
  /**
   * Name and password as Java clients have them: `...LoginModule required username="alice" password="xyzzy";`, with `tokenauth="true"` for the id and HMAC of a delegation token. For OAUTHBEARER `clientId`, `clientSecret` and `scope`.
   *
   * Default: `none`
   *
   * Allowed: text
   */
  readonly saslJaasConfig?: OptionValue | null;
  /** As `saslJaasConfig`. */
  readonly 'sasl.jaas.config'?: OptionValue | null;
  /**
   * Where OAUTHBEARER gets its tokens, as `https://host/path` (KIP-768).
   *
   * Default: `none`
   *
   * Allowed: text, not empty
   */
  readonly saslOauthbearerTokenEndpointUrl?: OptionValue | null;
  /** As `saslOauthbearerTokenEndpointUrl`. */
  readonly 'sasl.oauthbearer.token.endpoint.url'?: OptionValue | null;
  /**
   * The client's id at that endpoint (KIP-1139).
   *
   * Default: `none`
   *
   * Allowed: text, not empty
   */
  readonly saslOauthbearerClientCredentialsClientId?: OptionValue | null;
  /** As `saslOauthbearerClientCredentialsClientId`. */
  readonly 'sasl.oauthbearer.client.credentials.client.id'?: OptionValue | null;
  /**
   * The client's secret at that endpoint.
   *
   * Default: `none`
   *
   * Allowed: text
   */
  readonly saslOauthbearerClientCredentialsClientSecret?: OptionValue | null;
  /** As `saslOauthbearerClientCredentialsClientSecret`. */
  readonly 'sasl.oauthbearer.client.credentials.client.secret'?: OptionValue | null;
  /**
   * What the tokens are for. Default not said.
   *
   * Default: `none`
   *
   * Allowed: text
   */
  readonly saslOauthbearerScope?: OptionValue | null;
  /** As `saslOauthbearerScope`. */
  readonly 'sasl.oauthbearer.scope'?: OptionValue | null;
  /**
   * Longest time to wait for the token endpoint. Default 10 s.
   *
   * Default: `10s`
   *
   * Allowed: 1 ms to 2147483647 ms
   */
  readonly saslLoginReadTimeoutMs?: number | bigint | string | null;
  /** As `saslLoginReadTimeoutMs`. */
  readonly 'sasl.login.read.timeout.ms'?: number | bigint | string | null;
}

/** How a producer batches and sends. */
export interface ProducerOptions {
  /**
   * How long a batch waits for more records. Default 5 ms. Zero sends at once, in more and smaller requests; more makes batches fuller and records later.
   *
   * Default: `5ms`
   *
   * Allowed: 0 ms to 2147483647 ms
   */
  readonly lingerMs?: number | bigint | string | null;
  /** As `lingerMs`. */
  readonly 'linger.ms'?: number | bigint | string | null;
  /**
   * Size at which a batch is sent without waiting, in bytes before compression. Default 16 KiB. Larger ones compress better and need fewer requests; those that are larger, compressed, than a topic's `max.message.bytes` are sent again in pieces, which costs time.
   *
   * Default: `16384`
   *
   * Allowed: 1 to 2147483647
   */
  readonly batchSize?: number | bigint | string | null;
  /** As `batchSize`. */
  readonly 'batch.size'?: number | bigint | string | null;
  /**
   * Codec of the batches. Default none.
   *
   * Default: `none`
   *
   * Allowed: none, gzip, snappy, lz4 or zstd
   */
  readonly compressionType?: OptionValue | null;
  /** As `compressionType`. */
  readonly 'compression.type'?: OptionValue | null;
  /**
   * How hard gzip works, 1 to 9; `None` or -1 is its default (KIP-390).
   *
   * Default: `none`
   *
   * Allowed: -1 to 9
   */
  readonly compressionGzipLevel?: number | bigint | string | null;
  /** As `compressionGzipLevel`. */
  readonly 'compression.gzip.level'?: number | bigint | string | null;
  /**
   * How hard LZ4 works, 1 to 17; `None` is its default (KIP-390).
   *
   * Default: `none`
   *
   * Allowed: 1 to 17
   */
  readonly compressionLz4Level?: number | bigint | string | null;
  /** As `compressionLz4Level`. */
  readonly 'compression.lz4.level'?: number | bigint | string | null;
  /**
   * How hard Zstandard works; `None` is its default, 3 (KIP-390).
   *
   * Default: `none`
   *
   * Allowed: -131072 to 22
   */
  readonly compressionZstdLevel?: number | bigint | string | null;
  /** As `compressionZstdLevel`. */
  readonly 'compression.zstd.level'?: number | bigint | string | null;
  /**
   * Who must have a record before it counts as written. Default all in-sync replicas.
   *
   * Default: `all`
   *
   * Allowed: all, 1 or 0
   */
  readonly acks?: OptionValue | null;
  /**
   * Whether brokers recognise what was sent twice, so that retries neither duplicate nor reorder records. Default true; needs `Acks::All`. A list of properties that has other `acks` and does not have this takes it off, as in Apache Kafka.
   *
   * Default: `true`
   *
   * Allowed: true or false
   */
  readonly enableIdempotence?: boolean | string | null;
  /** As `enableIdempotence`. */
  readonly 'enable.idempotence'?: boolean | string | null;
  /**
   * Requests to one broker that wait for their answer. Default 5, and at most that with idempotence.
   *
   * Default: `5`
   *
   * Allowed: 1 to 2147483647
   */
  readonly maxInFlightRequestsPerConnection?: number | bigint | string | null;
  /** As `maxInFlightRequestsPerConnection`. */
  readonly 'max.in.flight.requests.per.connection'?: number | bigint | string | null;
  /**
   * Longest time from sending a record to its outcome, with all retries. Default 2 min.
   *
   * Default: `120s`
   *
   * Allowed: 1 ms to 2147483647 ms
   */
  readonly deliveryTimeoutMs?: number | bigint | string | null;
  /** As `deliveryTimeoutMs`. */
  readonly 'delivery.timeout.ms'?: number | bigint | string | null;
  /**
   * Longest time that sending waits for memory or for the topic to be known, and that each call to begin or end a transaction waits for its coordinator. Default 60 s.
   *
   * Default: `60s`
   *
   * Allowed: 0 ms to 2147483647 ms
   */
  readonly maxBlockMs?: number | bigint | string | null;
  /** As `maxBlockMs`. */
  readonly 'max.block.ms'?: number | bigint | string | null;
  /**
   * Memory for records without outcome, in bytes. Default 32 MiB. Sending waits when it is used up.
   *
   * Default: `33554432`
   *
   * Allowed: 1 to 9223372036854775807
   */
  readonly bufferMemory?: number | bigint | string | null;
  /** As `bufferMemory`. */
  readonly 'buffer.memory'?: number | bigint | string | null;
  /**
   * Largest request, and record, in bytes. Default 1 MiB.
   *
   * Default: `1048576`
   *
   * Allowed: 1 to 2147483647
   */
  readonly maxRequestSize?: number | bigint | string | null;
  /** As `maxRequestSize`. */
  readonly 'max.request.size'?: number | bigint | string | null;
  /**
   * How the partition of a record is chosen that names none. Default Kafka's own: by the key's murmur2, and without a key one partition for a batch.
   *
   * Default: `sticky`
   *
   * Allowed: sticky, round_robin, random, consistent, consistent_random, murmur2, murmur2_random or Kafka's RoundRobinPartitioner
   */
  readonly partitionerClass?: OptionValue | null;
  /** As `partitionerClass`. */
  readonly 'partitioner.class'?: OptionValue | null;
  /**
   * Whether the key is not looked at. Default false; with the partitioner `Sticky`.
   *
   * Default: `false`
   *
   * Allowed: true or false
   */
  readonly partitionerIgnoreKeys?: boolean | string | null;
  /** As `partitionerIgnoreKeys`. */
  readonly 'partitioner.ignore.keys'?: boolean | string | null;
  /**
   * Whether partitions for which fewer batches wait are chosen more often. Default true; with the partitioner `Sticky`.
   *
   * Default: `true`
   *
   * Allowed: true or false
   */
  readonly partitionerAdaptivePartitioningEnable?: boolean | string | null;
  /** As `partitionerAdaptivePartitioningEnable`. */
  readonly 'partitioner.adaptive.partitioning.enable'?: boolean | string | null;
  /**
   * A broker that has not taken what is due for so long gets no records without a key as long as others do. Default 0: never. With the partitioner `Sticky`.
   *
   * Default: `0ns`
   *
   * Allowed: 0 ms to 9223372036854775807 ms
   */
  readonly partitionerAvailabilityTimeoutMs?: number | bigint | string | null;
  /** As `partitionerAvailabilityTimeoutMs`. */
  readonly 'partitioner.availability.timeout.ms'?: number | bigint | string | null;
  /**
   * Makes the producer transactional (`crate::Producer::begin`). It has to stay the same when the process starts again, and no two that live at the same time may have the same one: the newer fences the older. Needs `idempotence` and `Acks::All`. Default none.
   *
   * Default: `none`
   *
   * Allowed: text, not empty
   */
  readonly transactionalId?: OptionValue | null;
  /** As `transactionalId`. */
  readonly 'transactional.id'?: OptionValue | null;
  /**
   * The longest time from a transaction's first record to its end, after which its coordinator aborts it. Default 60 s; at least 1 ms, at most the broker's `transaction.max.timeout.ms` (15 min). Too short and slow transactions are lost; too long and a dead producer holds up `read_committed` readers.
   *
   * Default: `60s`
   *
   * Allowed: 1 ms to 2147483647 ms
   */
  readonly transactionTimeoutMs?: number | bigint | string | null;
  /** As `transactionTimeoutMs`. */
  readonly 'transaction.timeout.ms'?: number | bigint | string | null;
  /**
   * Whether topics that do not exist may be made by sending to them, if the broker does that. Default true.
   *
   * Default: `true`
   *
   * Allowed: true or false
   */
  readonly allowAutoCreateTopics?: boolean | string | null;
  /** As `allowAutoCreateTopics`. */
  readonly 'allow.auto.create.topics'?: boolean | string | null;
}

/** How a consumer of a group reads. */
export interface ConsumerOptions {
  /**
   * The group that shares the topics' partitions and committed offsets. No default; may not be empty.
   *
   * Allowed: text
   */
  readonly groupId?: OptionValue | null;
  /** As `groupId`. */
  readonly 'group.id'?: OptionValue | null;
  /**
   * Names to subscribe to. Either these or `topic_pattern`.
   *
   * Allowed: text
   */
  readonly topics?: OptionValue | null;
  /**
   * A regular expression in RE2's syntax; all topics whose whole name matches are subscribed to, also those that are made later. Topics of the cluster itself are not read. The coordinator finds them (KIP-848), in a classic group the client, every `metadata_age_max`. None is made for it, whatever `allow_auto_create_topics` says. What RE2 alone has, as `\Q…\E`, is refused.
   *
   * Default: `none`
   *
   * Allowed: text
   */
  readonly topicPattern?: OptionValue | null;
  /** As `topicPattern`. */
  readonly 'topic.pattern'?: OptionValue | null;
  /**
   * Makes the member static. Its partitions wait for it for the session time-out when it goes, and it gets them back without a rebalance (KIP-345). Of two members with the same one the first is fenced in the classic protocol; with KIP-848 the second is refused until the first has left, or was not heard of for the session time-out. Default none.
   *
   * Default: `none`
   *
   * Allowed: text, not empty
   */
  readonly groupInstanceId?: OptionValue | null;
  /** As `groupInstanceId`. */
  readonly 'group.instance.id'?: OptionValue | null;
  /**
   * Where this client is, for assignors that look for near replicas, and to be read from those, as `PartitionConsumerOptions::client_rack`. Default none.
   *
   * Default: `none`
   *
   * Allowed: text
   */
  readonly clientRack?: OptionValue | null;
  /** As `clientRack`. */
  readonly 'client.rack'?: OptionValue | null;
  /**
   * Default `GroupProtocol::Consumer`, falling back to the classic one where the broker does not have it; Apache Kafka's default is classic.
   *
   * Default: `consumer`
   *
   * Allowed: classic or consumer
   */
  readonly groupProtocol?: OptionValue | null;
  /** As `groupProtocol`. */
  readonly 'group.protocol'?: OptionValue | null;
  /**
   * The coordinator's assignor with KIP-848, `uniform` or `range`. Default the first one of the broker's `group.consumer.assignors`.
   *
   * Default: `none`
   *
   * Allowed: text
   */
  readonly groupRemoteAssignor?: OptionValue | null;
  /** As `groupRemoteAssignor`. */
  readonly 'group.remote.assignor'?: OptionValue | null;
  /**
   * The assignors of the classic protocol, the preferred one first. All members need one in common. Members rebalance cooperatively only if all of theirs can. Default range, cooperative-sticky.
   *
   * Default: `range, cooperative-sticky`
   *
   * Allowed: range, roundrobin, sticky and cooperative-sticky, each once
   */
  readonly partitionAssignmentStrategy?: OptionValue | null;
  /** As `partitionAssignmentStrategy`. */
  readonly 'partition.assignment.strategy'?: OptionValue | null;
  /**
   * In the classic protocol a member that was not heard of for that long is out of the group. Default 45 s; within the broker's `group.min.session.timeout.ms` (6 s) and `group.max.session.timeout.ms` (30 min). Too short and a pause costs a rebalance; too long and the partitions of a dead member stand still.
   *
   * Default: `45s`
   *
   * Allowed: 1 ms to 2147483647 ms
   */
  readonly sessionTimeoutMs?: number | bigint | string | null;
  /** As `sessionTimeoutMs`. */
  readonly 'session.timeout.ms'?: number | bigint | string | null;
  /**
   * Of the classic protocol. Default 3 s; shorter than `session_timeout`, at most a third of it is usual. Shorter ones notice rebalances sooner and cost requests.
   *
   * Default: `3s`
   *
   * Allowed: 1 ms to 2147483647 ms
   */
  readonly heartbeatIntervalMs?: number | bigint | string | null;
  /** As `heartbeatIntervalMs`. */
  readonly 'heartbeat.interval.ms'?: number | bigint | string | null;
  /**
   * The longest time between two calls of `nextBatch`; a member that takes longer leaves the group, and joins again with the next call. Also the time that members have to join a rebalance. Default 5 min; at least 1 ms. Too short and a slow batch costs the partitions; too long and one stuck member holds up every rebalance.
   *
   * Default: `300s`
   *
   * Allowed: 1 ms to 2147483647 ms
   */
  readonly maxPollIntervalMs?: number | bigint | string | null;
  /** As `maxPollIntervalMs`. */
  readonly 'max.poll.interval.ms'?: number | bigint | string | null;
  /**
   * Default latest.
   *
   * Default: `latest`
   *
   * Allowed: earliest, latest, none or by_duration:P…T…
   */
  readonly autoOffsetReset?: OptionValue | null;
  /** As `autoOffsetReset`. */
  readonly 'auto.offset.reset'?: OptionValue | null;
  /**
   * What was handed out is committed by itself: every `auto_commit_interval` during `nextBatch`, before partitions are given up, and by `close`. Default true. Then a batch counts as done when the next one is asked for.
   *
   * Default: `true`
   *
   * Allowed: true or false
   */
  readonly enableAutoCommit?: boolean | string | null;
  /** As `enableAutoCommit`. */
  readonly 'enable.auto.commit'?: boolean | string | null;
  /**
   * Default 5 s. A shorter one repeats less after a crash and costs requests.
   *
   * Default: `5s`
   *
   * Allowed: 1 ms to 2147483647 ms
   */
  readonly autoCommitIntervalMs?: number | bigint | string | null;
  /** As `autoCommitIntervalMs`. */
  readonly 'auto.commit.interval.ms'?: number | bigint | string | null;
  /**
   * Default read uncommitted.
   *
   * Default: `read_uncommitted`
   *
   * Allowed: read_committed or read_uncommitted
   */
  readonly isolationLevel?: OptionValue | null;
  /** As `isolationLevel`. */
  readonly 'isolation.level'?: OptionValue | null;
  /**
   * As `PartitionConsumerOptions::fetch_bytes_min`.
   *
   * Default: `1`
   *
   * Allowed: 0 to 2147483647
   */
  readonly fetchMinBytes?: number | bigint | string | null;
  /** As `fetchMinBytes`. */
  readonly 'fetch.min.bytes'?: number | bigint | string | null;
  /**
   * As `PartitionConsumerOptions::fetch_bytes_max`.
   *
   * Default: `52428800`
   *
   * Allowed: 0 to 2147483647
   */
  readonly fetchMaxBytes?: number | bigint | string | null;
  /** As `fetchMaxBytes`. */
  readonly 'fetch.max.bytes'?: number | bigint | string | null;
  /**
   * As `PartitionConsumerOptions::partition_bytes_max`.
   *
   * Default: `1048576`
   *
   * Allowed: 0 to 2147483647
   */
  readonly maxPartitionFetchBytes?: number | bigint | string | null;
  /** As `maxPartitionFetchBytes`. */
  readonly 'max.partition.fetch.bytes'?: number | bigint | string | null;
  /**
   * As `PartitionConsumerOptions::fetch_queue_bytes_max`.
   *
   * Default: `16777216`
   *
   * Allowed: 1 to 2147483647
   */
  readonly fetchQueueMaxBytes?: number | bigint | string | null;
  /** As `fetchQueueMaxBytes`. */
  readonly 'fetch.queue.max.bytes'?: number | bigint | string | null;
  /**
   * As `PartitionConsumerOptions::fetch_wait_max`.
   *
   * Default: `500ms`
   *
   * Allowed: 0 ms to 2147483647 ms
   */
  readonly fetchMaxWaitMs?: number | bigint | string | null;
  /** As `fetchMaxWaitMs`. */
  readonly 'fetch.max.wait.ms'?: number | bigint | string | null;
  /**
   * As `PartitionConsumerOptions::check_crcs`.
   *
   * Default: `true`
   *
   * Allowed: true or false
   */
  readonly checkCrcs?: boolean | string | null;
  /** As `checkCrcs`. */
  readonly 'check.crcs'?: boolean | string | null;
  /**
   * Whether subscribing to a topic that does not exist may make it, if the broker does that. Default true.
   *
   * Default: `true`
   *
   * Allowed: true or false
   */
  readonly allowAutoCreateTopics?: boolean | string | null;
  /** As `allowAutoCreateTopics`. */
  readonly 'allow.auto.create.topics'?: boolean | string | null;
  /**
   * The longest time that `close` takes, whatever brokers do. Default 30 s. Too short and the last offsets are not committed, and the group waits for the session time-out.
   *
   * Default: `30s`
   *
   * Allowed: 0 ms to 2147483647 ms
   */
  readonly closeTimeoutMs?: number | bigint | string | null;
  /** As `closeTimeoutMs`. */
  readonly 'close.timeout.ms'?: number | bigint | string | null;
}

/** How a consumer of assigned partitions reads. */
export interface PartitionConsumerOptions {
  /**
   * Bytes that must be there before a broker answers. Default 1.
   *
   * Default: `1`
   *
   * Allowed: 0 to 2147483647
   */
  readonly fetchMinBytes?: number | bigint | string | null;
  /** As `fetchMinBytes`. */
  readonly 'fetch.min.bytes'?: number | bigint | string | null;
  /**
   * Most bytes of one answer. Default 50 MiB. A batch that is larger is sent nevertheless.
   *
   * Default: `52428800`
   *
   * Allowed: 0 to 2147483647
   */
  readonly fetchMaxBytes?: number | bigint | string | null;
  /** As `fetchMaxBytes`. */
  readonly 'fetch.max.bytes'?: number | bigint | string | null;
  /**
   * Most bytes of one partition in an answer. Default 1 MiB.
   *
   * Default: `1048576`
   *
   * Allowed: 0 to 2147483647
   */
  readonly maxPartitionFetchBytes?: number | bigint | string | null;
  /** As `maxPartitionFetchBytes`. */
  readonly 'max.partition.fetch.bytes'?: number | bigint | string | null;
  /**
   * Bytes of answers that wait for the user, and that are on their way, before no more are asked for. Default 16 MiB. On top comes at most `partition_bytes_max` from each broker, or one batch where that is larger, and the answer that is being handed out; of partitions that are paused as much again may wait. Too small and brokers wait for the user; too large and memory holds what is read much later.
   *
   * Default: `16777216`
   *
   * Allowed: 1 to 2147483647
   */
  readonly fetchQueueMaxBytes?: number | bigint | string | null;
  /** As `fetchQueueMaxBytes`. */
  readonly 'fetch.queue.max.bytes'?: number | bigint | string | null;
  /**
   * How long a broker waits for `fetch_bytes_min`. Default 500 ms.
   *
   * Default: `500ms`
   *
   * Allowed: 0 ms to 2147483647 ms
   */
  readonly fetchMaxWaitMs?: number | bigint | string | null;
  /** As `fetchMaxWaitMs`. */
  readonly 'fetch.max.wait.ms'?: number | bigint | string | null;
  /**
   * Which records of transactions are seen. Default all.
   *
   * Default: `read_uncommitted`
   *
   * Allowed: read_committed or read_uncommitted
   */
  readonly isolationLevel?: OptionValue | null;
  /** As `isolationLevel`. */
  readonly 'isolation.level'?: OptionValue | null;
  /**
   * What to do when the offset to read is not in the log. Default fail.
   *
   * Default: `none`
   *
   * Allowed: earliest, latest, none or by_duration:P…T…
   */
  readonly autoOffsetReset?: OptionValue | null;
  /** As `autoOffsetReset`. */
  readonly 'auto.offset.reset'?: OptionValue | null;
  /**
   * Whether the checksum of every batch is checked. Default true.
   *
   * Default: `true`
   *
   * Allowed: true or false
   */
  readonly checkCrcs?: boolean | string | null;
  /** As `checkCrcs`. */
  readonly 'check.crcs'?: boolean | string | null;
  /**
   * Where this client is. A leader whose cluster has a `replica.selector.class` names a replica that is near, which is read from then (KIP-392). Default none: leaders are read from.
   *
   * Default: `none`
   *
   * Allowed: text
   */
  readonly clientRack?: OptionValue | null;
  /** As `clientRack`. */
  readonly 'client.rack'?: OptionValue | null;
  /**
   * The group that offsets are committed to, and that `assign_committed` reads them from. The consumer is no member of it, and a group with members takes no offsets from others. Default none: nothing can be committed.
   *
   * Default: `none`
   *
   * Allowed: text
   */
  readonly groupId?: OptionValue | null;
  /** As `groupId`. */
  readonly 'group.id'?: OptionValue | null;
  /**
   * The longest time that `close` takes, whatever brokers do. Default 30 s.
   *
   * Default: `30s`
   *
   * Allowed: 0 ms to 2147483647 ms
   */
  readonly closeTimeoutMs?: number | bigint | string | null;
  /** As `closeTimeoutMs`. */
  readonly 'close.timeout.ms'?: number | bigint | string | null;
}

/** How a consumer of a share group reads. */
export interface ShareConsumerOptions {
  /**
   * The share group. No default; may not be empty.
   *
   * Allowed: text
   */
  readonly groupId?: OptionValue | null;
  /** As `groupId`. */
  readonly 'group.id'?: OptionValue | null;
  /**
   * Names to subscribe to. None are needed if `subscribe` is called later.
   *
   * Allowed: text
   */
  readonly topics?: OptionValue | null;
  /**
   * Where this client is; the coordinator is told. Default none.
   *
   * Default: `none`
   *
   * Allowed: text
   */
  readonly clientRack?: OptionValue | null;
  /** As `clientRack`. */
  readonly 'client.rack'?: OptionValue | null;
  /**
   * Most records that one call of `nextBatch` hands out, and that brokers are asked for at once. Default 500. A larger one costs fewer requests; a smaller one leaves more to other members.
   *
   * Default: `500`
   *
   * Allowed: 1 to 2147483647
   */
  readonly maxPollRecords?: number | bigint | string | null;
  /** As `maxPollRecords`. */
  readonly 'max.poll.records'?: number | bigint | string | null;
  /**
   * Default implicit.
   *
   * Default: `implicit`
   *
   * Allowed: implicit or explicit
   */
  readonly shareAcknowledgementMode?: OptionValue | null;
  /** As `shareAcknowledgementMode`. */
  readonly 'share.acknowledgement.mode'?: OptionValue | null;
  /**
   * Default batch_optimized. Brokers know record_limit from Apache Kafka 4.2 on.
   *
   * Default: `batch_optimized`
   *
   * Allowed: batch_optimized or record_limit
   */
  readonly shareAcquireMode?: OptionValue | null;
  /** As `shareAcquireMode`. */
  readonly 'share.acquire.mode'?: OptionValue | null;
  /**
   * As `PartitionConsumerOptions::fetch_bytes_min`.
   *
   * Default: `1`
   *
   * Allowed: 0 to 2147483647
   */
  readonly fetchMinBytes?: number | bigint | string | null;
  /** As `fetchMinBytes`. */
  readonly 'fetch.min.bytes'?: number | bigint | string | null;
  /**
   * As `PartitionConsumerOptions::fetch_bytes_max`.
   *
   * Default: `52428800`
   *
   * Allowed: 0 to 2147483647
   */
  readonly fetchMaxBytes?: number | bigint | string | null;
  /** As `fetchMaxBytes`. */
  readonly 'fetch.max.bytes'?: number | bigint | string | null;
  /**
   * As `PartitionConsumerOptions::fetch_wait_max`. An acknowledgement waits behind a fetch that waits, for a share session has one request at a time.
   *
   * Default: `500ms`
   *
   * Allowed: 0 ms to 2147483647 ms
   */
  readonly fetchMaxWaitMs?: number | bigint | string | null;
  /** As `fetchMaxWaitMs`. */
  readonly 'fetch.max.wait.ms'?: number | bigint | string | null;
  /**
   * As `PartitionConsumerOptions::check_crcs`.
   *
   * Default: `true`
   *
   * Allowed: true or false
   */
  readonly checkCrcs?: boolean | string | null;
  /** As `checkCrcs`. */
  readonly 'check.crcs'?: boolean | string | null;
  /**
   * The longest time that `close` takes, whatever brokers do. Default 30 s. Too short and records stay acquired until their lock times out.
   *
   * Default: `30s`
   *
   * Allowed: 0 ms to 2147483647 ms
   */
  readonly closeTimeoutMs?: number | bigint | string | null;
  /** As `closeTimeoutMs`. */
  readonly 'close.timeout.ms'?: number | bigint | string | null;
}

/** How records are handled side by side. */
export interface ProcessOptions {
  /**
   * Records whose function runs at the same time. Default 16. More of them help where the function waits for others; too many and those are overwhelmed.
   *
   * Default: `16`
   *
   * Allowed: 1 to 100000
   */
  readonly processingConcurrency?: number | bigint | string | null;
  /** As `processingConcurrency`. */
  readonly 'processing.concurrency'?: number | bigint | string | null;
  /**
   * Which records wait for each other. Default by key.
   *
   * Default: `key`
   *
   * Allowed: key, partition or unordered
   */
  readonly processingOrder?: OptionValue | null;
  /** As `processingOrder`. */
  readonly 'processing.order'?: OptionValue | null;
  /**
   * Records that are taken and not done, before no more are taken; the rest of a batch comes on top. Default 1000. Too small and few different keys are at hand; too large costs memory.
   *
   * Default: `1000`
   *
   * Allowed: 1 to 2147483647
   */
  readonly processingInFlightMaxRecords?: number | bigint | string | null;
  /** As `processingInFlightMaxRecords`. */
  readonly 'processing.in.flight.max.records'?: number | bigint | string | null;
  /**
   * Records of a partition from the first that is not done on, before the partition is paused; the rest of a batch comes on top. Default 10000. That many may be processed again after a crash; too small and one slow record holds up its partition soon.
   *
   * Default: `10000`
   *
   * Allowed: 1 to 2147483647
   */
  readonly processingAheadMaxRecords?: number | bigint | string | null;
  /** As `processingAheadMaxRecords`. */
  readonly 'processing.ahead.max.records'?: number | bigint | string | null;
  /**
   * How often offsets are committed, if there is something new. Default 1 s. A shorter one repeats less after a crash and costs requests.
   *
   * Default: `1s`
   *
   * Allowed: 0 ms to 2147483647 ms
   */
  readonly processingCommitIntervalMs?: number | bigint | string | null;
  /** As `processingCommitIntervalMs`. */
  readonly 'processing.commit.interval.ms'?: number | bigint | string | null;
  /**
   * How long records that are being processed may go on when their partition is taken away or the processing ends; then they are broken off, and processed again by whoever is next. Default 30 s; shorter than `max_poll_interval`. The group waits that long.
   *
   * Default: `30s`
   *
   * Allowed: 0 ms to 2147483647 ms
   */
  readonly processingDrainTimeoutMs?: number | bigint | string | null;
  /** As `processingDrainTimeoutMs`. */
  readonly 'processing.drain.timeout.ms'?: number | bigint | string | null;
  /**
   * Calls for a record that has failed, besides the first one, before it goes to a retry topic or is a dead letter; again as many for each retry topic. Records behind it wait meanwhile, as `order` says. Default 3.
   *
   * Default: `3`
   *
   * Allowed: 0 to 1000000
   */
  readonly processingRetries?: number | bigint | string | null;
  /** As `processingRetries`. */
  readonly 'processing.retries'?: number | bigint | string | null;
  /**
   * Time before the first of these calls; it doubles with each. Default 100 ms.
   *
   * Default: `100ms`
   *
   * Allowed: 0 ms to 2147483647 ms
   */
  readonly processingRetryBackoffMs?: number | bigint | string | null;
  /** As `processingRetryBackoffMs`. */
  readonly 'processing.retry.backoff.ms'?: number | bigint | string | null;
  /**
   * The longest time between these calls. Default 10 s.
   *
   * Default: `10s`
   *
   * Allowed: 0 ms to 2147483647 ms
   */
  readonly processingRetryBackoffMaxMs?: number | bigint | string | null;
  /** As `processingRetryBackoffMaxMs`. */
  readonly 'processing.retry.backoff.max.ms'?: number | bigint | string | null;
  /**
   * How long each retry topic holds a record; there is one for each delay. Records behind it do not wait, so those with the same key overtake it. Default none: there are no retry topics.
   *
   * Allowed: milliseconds, or a number with us, ms, s, min or h
   */
  readonly processingRetryTopicDelaysMs?: OptionValue | null;
  /** As `processingRetryTopicDelaysMs`. */
  readonly 'processing.retry.topic.delays.ms'?: OptionValue | null;
  /**
   * Name of a retry topic, with `{topic}` for the original one and `{n}` for the number. Default `{topic}.retry.{n}`.
   *
   * Default: `{topic}.retry.{n}`
   *
   * Allowed: text, not empty
   */
  readonly processingRetryTopicName?: OptionValue | null;
  /** As `processingRetryTopicName`. */
  readonly 'processing.retry.topic.name'?: OptionValue | null;
  /**
   * Where records go that no retry has helped, or that cannot be read; `{topic}` stands for the original one, for instance in `{topic}.dlt`. Default none.
   *
   * Default: `none`
   *
   * Allowed: text, not empty
   */
  readonly errorsDeadletterqueueTopicName?: OptionValue | null;
  /** As `errorsDeadletterqueueTopicName`. */
  readonly 'errors.deadletterqueue.topic.name'?: OptionValue | null;
  /**
   * What becomes of them without such a topic. Default none: the processing ends with the error.
   *
   * Default: `none`
   *
   * Allowed: none or all
   */
  readonly errorsTolerance?: OptionValue | null;
  /** As `errorsTolerance`. */
  readonly 'errors.tolerance'?: OptionValue | null;
  /**
   * Whether retry topics and dead letter topics that are not there are made at the start, with as many partitions as the original. Default true.
   *
   * Default: `true`
   *
   * Allowed: true or false
   */
  readonly processingCreateTopics?: boolean | string | null;
  /** As `processingCreateTopics`. */
  readonly 'processing.create.topics'?: boolean | string | null;
}

/** How a schema registry is reached. */
export interface RegistryOptions {
  /**
   * Name and password, as `name:password`. Default none.
   *
   * Default: `none`
   *
   * Allowed: text
   */
  readonly basicAuthUserInfo?: OptionValue | null;
  /** As `basicAuthUserInfo`. */
  readonly 'basic.auth.user.info'?: OptionValue | null;
  /**
   * A token that is sent instead. Default none.
   *
   * Default: `none`
   *
   * Allowed: text
   */
  readonly bearerAuthToken?: OptionValue | null;
  /** As `bearerAuthToken`. */
  readonly 'bearer.auth.token'?: OptionValue | null;
  /**
   * A PEM file of the authorities that a registry with TLS is trusted by. Default those that Mozilla trusts.
   *
   * Default: `none`
   *
   * Allowed: the path of a file
   */
  readonly schemaRegistrySslTruststoreLocation?: OptionValue | null;
  /** As `schemaRegistrySslTruststoreLocation`. */
  readonly 'schema.registry.ssl.truststore.location'?: OptionValue | null;
  /**
   * Longest time of one request, with all addresses that are tried. Default 30 s.
   *
   * Default: `30s`
   *
   * Allowed: 1 ms to 2147483647 ms
   */
  readonly schemaRegistryRequestTimeoutMs?: number | bigint | string | null;
  /** As `schemaRegistryRequestTimeoutMs`. */
  readonly 'schema.registry.request.timeout.ms'?: number | bigint | string | null;
}

/** How the schema to write with is found. */
export interface SchemaOptions {
  /**
   * Whether a schema that the registry does not have is registered. Default yes. Otherwise it is only looked for, and an error if it is not there.
   *
   * Default: `true`
   *
   * Allowed: true or false
   */
  readonly autoRegisterSchemas?: boolean | string | null;
  /** As `autoRegisterSchemas`. */
  readonly 'auto.register.schemas'?: boolean | string | null;
  /**
   * Whether the newest schema of the subject is written with instead of the format's own. Default no; needs `auto.register.schemas` to be false.
   *
   * Default: `false`
   *
   * Allowed: true or false
   */
  readonly useLatestVersion?: boolean | string | null;
  /** As `useLatestVersion`. */
  readonly 'use.latest.version'?: boolean | string | null;
  /**
   * Whether the registry compares schemas in their normal form. Default no.
   *
   * Default: `false`
   *
   * Allowed: true or false
   */
  readonly normalizeSchemas?: boolean | string | null;
  /** As `normalizeSchemas`. */
  readonly 'normalize.schemas'?: boolean | string | null;
  /**
   * The subject of a key's schema. Default by topic: `orders-key`.
   *
   * Default: `TopicNameStrategy`
   *
   * Allowed: TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy
   */
  readonly keySubjectNameStrategy?: OptionValue | null;
  /** As `keySubjectNameStrategy`. */
  readonly 'key.subject.name.strategy'?: OptionValue | null;
  /**
   * The subject of a value's schema. Default by topic: `orders-value`.
   *
   * Default: `TopicNameStrategy`
   *
   * Allowed: TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy
   */
  readonly valueSubjectNameStrategy?: OptionValue | null;
  /** As `valueSubjectNameStrategy`. */
  readonly 'value.subject.name.strategy'?: OptionValue | null;
}

/** How a broker in this process runs: Kafka's broker keys. */
export type BrokerOptions = Readonly<Record_<string, OptionValue | null | undefined>>;

/**
 * Is called when partitions come and go, from within `nextBatch` or `close`: the group waits for it. If it waits for the
 * consumer's `close` itself, they wait for each other, for half of `close.timeout.ms` at least.
 */
export interface RebalanceListener {
  /** These partitions are the consumer's from now on. */
  assigned?(partitions: TopicPartition[]): void | PromiseLike<void>;
  /**
   * These partitions go to others when this is done; their offsets can still be committed, unless the consumer is being
   * closed or unsubscribes: commit before that.
   */
  revoked?(partitions: TopicPartition[]): void | PromiseLike<void>;
  /** These partitions belong to others already: nothing can be committed for them. */
  lost?(partitions: TopicPartition[]): void | PromiseLike<void>;
}

/**
 * Handles a record. It is done when this returns; when it fails, the record is tried again, by way of retry topics
 * if there are some, and then is a dead letter. An error that says that it is fatal is not tried again.
 */
export type RecordHandler = (record: ProcessRecord) => void | PromiseLike<void>;

/**
 * Makes the records to send of the records that were read; both count together, or not at all. It may get the same
 * records again, if a transaction is aborted: what it does elsewhere is not undone.
 */
export type RecordTransform = (records: ProcessRecord[]) => readonly OutputRecord[] | PromiseLike<readonly OutputRecord[]>;

/**
 * Administers a cluster. Calls that change something tell what they could not change. Those that ask for several
 * things give what was `found`, or done, and what was `refused`; `describeTopics`, `describeGroups` and
 * `listOffsets` fail with the first refusal, and have a twin whose name ends in `each`.
 */
export class Admin {
  private constructor();
  /**
   * Connects to a cluster's controllers by the addresses of some of them, `host:port` with commas between (KIP-919):
   * they answer when no broker does. They describe the cluster, the quorum, features, configurations and ACLs,
   * and change the last three, voters, and where partitions are; all else fails with `Unsupported`.
   */
  static connectControllers(bootstrapControllers: string, options?: ClientOptions, extras?: Waiting): Promise<Admin>;
  /** The rules that a filter fits. */
  describeAcls(filter: AclFilterLike, options?: Waiting): Promise<Acl[]>;
  /** Adds rules; tells of those that could not be added, by principal. */
  createAcls(acls: readonly AclLike[], options?: Waiting): Promise<Refusal[]>;
  /** Deletes the rules that filters fit. */
  deleteAcls(filters: readonly AclFilterLike[], options?: Waiting): Promise<AclDeletions>;
  /**
   * Ends it: later calls fail with `Closed`. The connections of one that has connected to controllers are closed when
   * calls that are under way are done; those of a client are the client's.
   */
  close(options?: Waiting): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
  /** Groups in the classic protocol with their members. */
  describeClassicGroups(groupIds: readonly string[], options?: { readonly authorizedOperations?: boolean | null; } & Waiting): Promise<ClassicGroupDescriptions>;
  /** The cluster and its brokers; also those that are fenced, if that is said. */
  describeCluster(options?: { readonly fencedBrokers?: boolean | null; readonly authorizedOperations?: boolean | null; } & Waiting): Promise<ClusterDescription>;
  /** Has a cluster forget a broker that does not come back. */
  unregisterBroker(broker: number, options?: Waiting): Promise<void>;
  /** The id that the cluster has given this client for its metrics (KIP-714). */
  clientInstanceId(options?: Waiting): Promise<string>;
  /** The configuration of something; only these keys, if some are named. */
  describeConfigs(resource: ConfigResourceLike, options?: { readonly synonyms?: boolean | null; readonly documentation?: boolean | null; readonly keys?: readonly string[]; } & Waiting): Promise<ConfigEntry[]>;
  /** As `describeConfigs`, of several at once. */
  describeConfigsEach(resources: readonly ConfigResourceLike[], options?: { readonly synonyms?: boolean | null; readonly documentation?: boolean | null; readonly keys?: readonly string[]; } & Waiting): Promise<ConfigDescriptions>;
  /** Changes keys of a configuration, all or none. */
  alterConfigs(resource: ConfigResourceLike, changes: readonly ConfigChange[], options?: { readonly mode?: UpdateMode | null; } & Waiting): Promise<void>;
  /** As `alterConfigs`, of several at once; tells of those that could not be changed. */
  alterConfigsEach(updates: readonly ConfigUpdate[], options?: { readonly mode?: UpdateMode | null; } & Waiting): Promise<Refusal[]>;
  /** What has a configuration of its own; only these kinds, if some are named. */
  listConfigResources(kinds: readonly ConfigResourceKind[], options?: Waiting): Promise<ConfigResource[]>;
  /** Makes a token: for whoever asks, if no owner is named, and for as long as brokers let it be, if it is not said. */
  createDelegationToken(options?: { readonly owner?: PrincipalLike | null; readonly renewers?: readonly PrincipalLike[]; readonly lifetimeMaxMs?: Int64Like | null; } & Waiting): Promise<DelegationToken>;
  /** Renews a token; tells when it ends now, in milliseconds since 1970. */
  renewDelegationToken(hmac: BytesLike, options?: { readonly periodMs?: Int64Like | null; } & Waiting): Promise<bigint>;
  /** Has a token end after so many milliseconds, or at once; tells when, in milliseconds since 1970. */
  expireDelegationToken(hmac: BytesLike, options?: { readonly periodMs?: Int64Like | null; } & Waiting): Promise<bigint>;
  /** The tokens that one may know of; only those of these owners, if some are named. */
  describeDelegationTokens(owners: readonly PrincipalLike[], options?: Waiting): Promise<DelegationToken[]>;
  /** The features of the cluster, and what a broker supports: this one, if one is named. */
  describeFeatures(options?: { readonly broker?: number | null; } & Waiting): Promise<FeatureDescription[]>;
  /** Has features be at other levels; tells of those that are not. */
  updateFeatures(updates: readonly FeatureUpdate[], options?: { readonly mode?: UpdateMode | null; } & Waiting): Promise<Refusal[]>;
  /** What a group has committed. */
  listGroupOffsets(groupId: string, options?: Waiting): Promise<PartitionOffset[]>;
  /** What several groups have committed. */
  listOffsetsOfGroups(groups: readonly GroupOffsetsQuery[], options?: Waiting): Promise<GroupOffsetsListings>;
  /** Sets what a group has committed, while it has no members; tells of partitions where that did not work. */
  alterGroupOffsets(groupId: string, offsets: readonly PartitionOffsetLike[], options?: Waiting): Promise<Refusal[]>;
  /**
   * Forgets what a group has committed of partitions that no member subscribes to; tells of those where that
   * did not work.
   */
  deleteGroupOffsets(groupId: string, partitions: readonly TopicPartitionLike[], options?: Waiting): Promise<Refusal[]>;
  /** All groups; only those in these states, of these kinds, of these protocol types, if some are named. */
  listGroups(states: readonly string[], kinds: readonly string[], protocolTypes: readonly string[], options?: Waiting): Promise<GroupListing[]>;
  /** Groups of consumers with their members; fails if one of them is not there. */
  describeGroups(groupIds: readonly string[], options?: { readonly authorizedOperations?: boolean | null; } & Waiting): Promise<GroupDescription[]>;
  /** As `describeGroups`; tells of those that are not there. */
  describeGroupsEach(groupIds: readonly string[], options?: { readonly authorizedOperations?: boolean | null; } & Waiting): Promise<GroupDescriptions>;
  /** Deletes groups of any kind without members; tells of those that could not be deleted. */
  deleteGroups(groupIds: readonly string[], options?: Waiting): Promise<Refusal[]>;
  /** Has members leave a group; tells of those that could not be removed. */
  removeMembers(groupId: string, members: readonly MemberToRemove[], options?: { readonly reason?: string | null; } & Waiting): Promise<Refusal[]>;
  /** Has all members leave a group. */
  removeAllMembers(groupId: string, options?: { readonly reason?: string | null; } & Waiting): Promise<void>;
  /** The log directories of brokers, and what is in them. */
  describeLogDirs(brokers: readonly number[], options?: Waiting): Promise<LogDirDescriptions>;
  /** In which directories replicas are. */
  describeReplicaLogDirs(replicas: readonly Replica[], options?: Waiting): Promise<ReplicaLogDirsListings>;
  /** Begins to move replicas to other directories of their brokers; tells of those where that did not work. */
  alterReplicaLogDirs(moves: readonly ReplicaMove[], options?: Waiting): Promise<Refusal[]>;
  /** The quorum of controllers. */
  describeMetadataQuorum(options?: Waiting): Promise<QuorumDescription>;
  /** Has a controller vote. */
  addRaftVoter(voter: RaftVoter, endpoints: readonly RaftEndpointLike[], options?: Waiting): Promise<void>;
  /** Has a controller vote no more. */
  removeRaftVoter(voter: RaftVoter, options?: Waiting): Promise<void>;
  /** The producers of partitions, as their leaders know them, or the broker that is named. */
  describeProducers(partitions: readonly TopicPartitionLike[], options?: { readonly broker?: number | null; } & Waiting): Promise<ProducerDescriptions>;
  /** Aborts a transaction in one partition whose coordinator has forgotten it. */
  abortTransaction(transaction: HangingTransaction, options?: Waiting): Promise<void>;
  /** The quotas of whoever has these parts; with `strict`, and no others. */
  describeClientQuotas(parts: readonly QuotaMatch[], options?: { readonly strict?: boolean | null; } & Waiting): Promise<ClientQuotas[]>;
  /** Changes quotas; tells of those that could not be changed. */
  alterClientQuotas(updates: readonly QuotaUpdate[], options?: { readonly mode?: UpdateMode | null; } & Waiting): Promise<Refusal[]>;
  /** Has partitions get another leader; tells of those that do not. */
  electLeaders(election: ElectionType, partitions: readonly TopicPartitionLike[], options?: Waiting): Promise<Refusal[]>;
  /** As `electLeaders`, for all partitions where there is something to elect. */
  electAllLeaders(election: ElectionType, options?: Waiting): Promise<Refusal[]>;
  /** Begins to move partitions, or gives moves up; tells of those where that did not work. */
  alterPartitionReassignments(moves: readonly Reassignment[], options?: { readonly change?: ReplicationFactorChange | null; } & Waiting): Promise<Refusal[]>;
  /** Moves that have not ended; only those of these partitions, if some are named. */
  listPartitionReassignments(partitions: readonly TopicPartitionLike[], options?: Waiting): Promise<PartitionReassignment[]>;
  /**
   * Offsets of partitions by time; fails if a partition is not there. With `read_committed`, `Latest` is the end of
   * what readers of committed records see.
   */
  listOffsets(partitions: readonly OffsetAt[], options?: { readonly readCommitted?: boolean | null; } & Waiting): Promise<ListedOffset[]>;
  /** As `listOffsets`; tells of partitions that are not there. */
  listOffsetsEach(partitions: readonly OffsetAt[], options?: { readonly readCommitted?: boolean | null; } & Waiting): Promise<ListedOffsets>;
  /**
   * Deletes the records before these offsets; -1 stands for the end. Tells what is left, and of partitions where that
   * did not work.
   */
  deleteRecords(before: readonly PartitionOffsetLike[], options?: Waiting): Promise<RecordDeletions>;
  /** How the passwords of users are kept; of all users, if none is named. */
  describeScramCredentials(users: readonly string[], options?: Waiting): Promise<ScramDescriptions>;
  /** Sets and deletes passwords; tells of users where that did not work. */
  alterScramCredentials(alterations: readonly ScramAlteration[], options?: Waiting): Promise<Refusal[]>;
  /** Share groups with their members. */
  describeShareGroups(groupIds: readonly string[], options?: { readonly authorizedOperations?: boolean | null; } & Waiting): Promise<ShareGroupDescriptions>;
  /** Where share groups begin. */
  listShareGroupOffsets(groups: readonly ShareGroupOffsetsQuery[], options?: Waiting): Promise<ShareGroupOffsetsListings>;
  /** Sets where a share group begins, while it has no members; tells of partitions where that did not work. */
  alterShareGroupOffsets(groupId: string, offsets: readonly PartitionOffsetLike[], options?: Waiting): Promise<Refusal[]>;
  /** Forgets where a share group is in topics, while it has no members; tells of topics where that did not work. */
  deleteShareGroupOffsets(groupId: string, topics: readonly string[], options?: Waiting): Promise<Refusal[]>;
  /** Groups of Kafka Streams with their members. */
  describeStreamsGroups(groupIds: readonly string[], options?: { readonly authorizedOperations?: boolean | null; } & Waiting): Promise<StreamsGroupDescriptions>;
  /** Creates topics, and waits until they can be used; tells of those that could not be created. */
  createTopics(topics: readonly NewTopic[], options?: { readonly mode?: UpdateMode | null; } & Waiting): Promise<CreatedTopics>;
  /** Deletes topics; tells of those that could not be deleted. */
  deleteTopics(names: readonly string[], options?: Waiting): Promise<Refusal[]>;
  /** As `deleteTopics`, by their ids. */
  deleteTopicsById(ids: readonly string[], options?: Waiting): Promise<Refusal[]>;
  /** All topics. */
  listTopics(options?: Waiting): Promise<TopicListing[]>;
  /** Topics with their partitions; fails if one of them is not there. */
  describeTopics(names: readonly string[], options?: { readonly authorizedOperations?: boolean | null; } & Waiting): Promise<TopicDescription[]>;
  /** As `describeTopics`; tells of those that are not there. */
  describeTopicsEach(names: readonly string[], options?: { readonly authorizedOperations?: boolean | null; } & Waiting): Promise<TopicDescriptions>;
  /** As `describeTopicsEach`, by their ids. */
  describeTopicsById(ids: readonly string[], options?: Waiting): Promise<TopicDescriptions>;
  /**
   * Gives a topic more partitions: as many as this in all. Where the cluster is not to choose their brokers,
   * there is an assignment for each that is new.
   */
  createPartitions(topic: string, count: number, options?: { readonly mode?: UpdateMode | null; readonly assignments?: readonly PartitionAssignment[]; } & Waiting): Promise<void>;
  /**
   * Transactional ids; only those in these states, of these producers, whose last transaction began longer ago than
   * so many milliseconds, or whose whole id matches a regular expression, where that is said.
   */
  listTransactions(states: readonly string[], producerIds: readonly Int64Like[], options?: { readonly longerThanMs?: Int64Like | null; readonly idPattern?: string | null; } & Waiting): Promise<TransactionListing[]>;
  /** Transactional ids and their transactions. */
  describeTransactions(transactionalIds: readonly string[], options?: Waiting): Promise<TransactionDescriptions>;
  /** Fences the producers of transactional ids: their open transactions are aborted. */
  fenceProducers(transactionalIds: readonly string[], options?: Waiting): Promise<FencedProducers>;
  /** Aborts whatever transaction a transactional id has open, one that somebody else was to commit included (KIP-939). */
  forceTerminateTransaction(transactionalId: string, options?: Waiting): Promise<void>;
}

/**
 * A whole broker in this process, on threads of its own: for tests, and for programs that need no
 * other. By default it listens on a free port of 127.0.0.1 and keeps its log in memory.
 */
export class Broker {
  private constructor();
  /** Starts a broker. It answers when this returns, and goes on until it is stopped or the process ends. */
  static start(options?: BrokerOptions, extras?: Waiting): Promise<Broker>;
  /** Where clients connect: `127.0.0.1:port`. */
  get bootstrapServers(): string;
  /**
   * Creates a topic, with Kafka's topic keys in `config`; every partition has a leader when this
   * returns.
   */
  createTopic(name: string, options?: { readonly partitions?: number | null; readonly config?: Readonly<Record_<string, string>>; } & Waiting): Promise<void>;
  /** Stops the broker; a log in memory is gone with it. Does nothing the second time. */
  stop(options?: Waiting): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * A client of one cluster. What it makes shares its connections to find brokers, its metrics and its
 * events.
 */
export class Client {
  private constructor();
  /**
   * Connects to a cluster: `host:port`, or several with commas between. Fails at once if nobody there
   * speaks Kafka's protocol, or the password is wrong.
   */
  static connect(bootstrapServers: string, options?: ClientOptions, extras?: Waiting): Promise<Client>;
  /** Connects to a broker in this process, without a socket. */
  static embedded(broker: Broker, options?: ClientOptions, extras?: Waiting): Promise<Client>;
  /** A producer. It needs no broker yet. */
  producer(options?: ProducerOptions): Producer;
  /** A consumer that shares the partitions of topics with the other members of its group. */
  consumer(options?: ConsumerOptions, extras?: { readonly listener?: RebalanceListener | null; } & Waiting): Promise<Consumer>;
  /**
   * A consumer that acquires records one by one, whatever partition they are in, with the other members of its share
   * group (KIP-932). Needs a broker that has them: Apache Kafka 4.2 or newer.
   */
  shareConsumer(options?: ShareConsumerOptions, extras?: Waiting): Promise<ShareConsumer>;
  /** A consumer that reads the partitions that it is told to. */
  partitionConsumer(options?: PartitionConsumerOptions): PartitionConsumer;
  /** What creates, describes, changes and deletes topics, groups and the like. */
  admin(): Admin;
  /** What happens in the client from now on: connections, rebalances, throttling, failures. */
  events(): Events;
  /** The client's metrics as Prometheus reads them. */
  get prometheus(): string;
  /** Closes the client's connections: it makes nothing any more. What it has made goes on, and is closed by itself. */
  close(options?: Waiting): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Reads the partitions that its group gives it. One task reads; others may call everything else meanwhile. */
export class Consumer {
  private constructor();
  /**
   * The next records of one partition; waits until there are some. Joins the group at first, and takes part
   * in its rebalances. Null once the consumer was closed, and once for each `wakeUp`.
   */
  nextBatch(options?: Waiting): Promise<RecordBatch | null>;
  /** The batches that come, until the consumer is closed. */
  batches(options?: Waiting): AsyncIterableIterator<RecordBatch>;
  /** The records that come, until the consumer is closed; those that a loop has left come in the next one. */
  records(options?: Waiting): AsyncIterableIterator<Record>;
  [Symbol.asyncIterator](): AsyncIterableIterator<Record>;
  /** Has the call of `nextBatch` that waits, or else the next one, give null. */
  wakeUp(): void;
  /** Reads these topics from now on, instead of those before. */
  subscribe(topics: readonly string[], options?: Waiting): Promise<void>;
  /** Reads all topics from now on whose name matches a regular expression. */
  subscribePattern(pattern: string, options?: Waiting): Promise<void>;
  /** Leaves the group, and reads nothing until it subscribes again. */
  unsubscribe(options?: Waiting): Promise<void>;
  /** The partitions that the consumer has now. */
  assignment(options?: Waiting): Promise<TopicPartition[]>;
  /** Commits the end of a batch: all its records are done. */
  commit(batch: RecordBatch, options?: Waiting): Promise<void>;
  /** Commits everything that was handed out. */
  commitAll(options?: Waiting): Promise<void>;
  /** Commits these offsets; each is the next one to read. */
  commitOffsets(offsets: readonly PartitionOffsetLike[], options?: Waiting): Promise<void>;
  /** What the group has committed of these partitions; those without an offset are left out. */
  committed(partitions: readonly TopicPartitionLike[], options?: Waiting): Promise<PartitionOffset[]>;
  /** The offset that is handed out next of a partition, if it is known. */
  position(topic: string, partition: number, options?: Waiting): Promise<bigint | null>;
  /** Goes on elsewhere in a partition. */
  seek(topic: string, partition: number, start: Start, options?: Waiting): Promise<void>;
  /** Hands out nothing of a partition until `resume`. */
  pause(topic: string, partition: number, options?: Waiting): Promise<void>;
  /** Hands out records of a partition again. */
  resume(topic: string, partition: number, options?: Waiting): Promise<void>;
  /** The partitions that are paused. */
  paused(options?: Waiting): Promise<TopicPartition[]>;
  /** The first offsets of partitions. */
  beginningOffsets(partitions: readonly TopicPartitionLike[], options?: Waiting): Promise<PartitionOffset[]>;
  /** The offsets behind the last records of partitions. */
  endOffsets(partitions: readonly TopicPartitionLike[], options?: Waiting): Promise<PartitionOffset[]>;
  /** How many records are behind the position, in each partition that is assigned. */
  lag(options?: Waiting): Promise<PartitionOffset[]>;
  /** Commits what auto-commit would, leaves the group, and ends loops over the consumer. */
  close(options?: Waiting): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
  /**
   * Calls a function for many records at once: up to `processing.concurrency`, those with the same key in order.
   * Offsets are committed in order, so that each record is handled at least once. Goes on until the consumer
   * is closed or `wakeUp` is called, which wait for what runs, or an error cannot be got over. Whoever
   * breaks it off breaks off what runs. The consumer needs `enable.auto.commit=false`; nothing but `wakeUp` and
   * `close` can be called meanwhile.
   */
  process(handler: RecordHandler, options?: ProcessOptions, extras?: Waiting): Promise<void>;
}

/** The events of a client, for a loop. */
export class Events {
  private constructor();
  /** The next event; null when the client and all that it made are gone. */
  nextEvent(options?: Waiting): Promise<Event | null>;
  [Symbol.asyncIterator](): AsyncIterableIterator<Event>;
}

/** Reads the partitions that it is told to. One task reads; others may call everything else meanwhile. */
export class PartitionConsumer {
  private constructor();
  /** Reads a partition from `start` on, besides those before. */
  assign(topic: string, partition: number, start: Start, options?: Waiting): Promise<void>;
  /** Reads all partitions of a topic from `start` on, besides those before. */
  assignTopic(topic: string, start: Start, options?: Waiting): Promise<void>;
  /** Reads a partition no more. */
  unassign(topic: string, partition: number, options?: Waiting): Promise<void>;
  /**
   * The next records of one partition; waits until there are some. Null once the consumer was closed, or if
   * nothing is assigned, and once for each `wakeUp`.
   */
  nextBatch(options?: Waiting): Promise<RecordBatch | null>;
  /** The batches that come, until the consumer is closed. */
  batches(options?: Waiting): AsyncIterableIterator<RecordBatch>;
  /** The records that come, until the consumer is closed; those that a loop has left come in the next one. */
  records(options?: Waiting): AsyncIterableIterator<Record>;
  [Symbol.asyncIterator](): AsyncIterableIterator<Record>;
  /** Has the call of `nextBatch` that waits, or else the next one, give null. */
  wakeUp(): void;
  /** The partitions that are assigned. */
  assignment(options?: Waiting): Promise<TopicPartition[]>;
  /** The offset that is handed out next of a partition, if it is known. */
  position(topic: string, partition: number, options?: Waiting): Promise<bigint | null>;
  /** Goes on elsewhere in a partition. */
  seek(topic: string, partition: number, start: Start, options?: Waiting): Promise<void>;
  /** Hands out nothing of a partition until `resume`. */
  pause(topic: string, partition: number, options?: Waiting): Promise<void>;
  /** Hands out records of a partition again. */
  resume(topic: string, partition: number, options?: Waiting): Promise<void>;
  /** The partitions that are paused. */
  paused(options?: Waiting): Promise<TopicPartition[]>;
  /** The first offsets of partitions. */
  beginningOffsets(partitions: readonly TopicPartitionLike[], options?: Waiting): Promise<PartitionOffset[]>;
  /** The offsets behind the last records of partitions. */
  endOffsets(partitions: readonly TopicPartitionLike[], options?: Waiting): Promise<PartitionOffset[]>;
  /** How many records are behind the position, in each partition that is assigned. */
  lag(options?: Waiting): Promise<PartitionOffset[]>;
  /** Commits the end of a batch for the group of the option `group.id`, of which the consumer is no member. */
  commit(batch: RecordBatch, options?: Waiting): Promise<void>;
  /** Ends the consumer, and loops over it. */
  close(options?: Waiting): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Sends records in batches. Its calls may come from several threads and tasks at once. */
export class Producer {
  private constructor();
  /**
   * Takes a record into a batch, and tells what becomes of it. Blocks, for at most
   * `max.block.ms`, while the topic is not known yet, or while the producer's memory is used up.
   */
  send(topic: string, value: BytesLike | null, key?: BytesLike | null, options?: { readonly partition?: number | null; readonly timestamp?: Int64Like | null; readonly headers?: readonly HeaderLike[] | Readonly<Record_<string, BytesLike | null>>; }): Delivery;
  /** As `send`, but only the next `flush` tells if it fails. The cheapest way to send many. */
  produce(topic: string, value: BytesLike | null, key?: BytesLike | null, options?: { readonly partition?: number | null; readonly timestamp?: Int64Like | null; readonly headers?: readonly HeaderLike[] | Readonly<Record_<string, BytesLike | null>>; }): void;
  /**
   * Sends records of one topic, and waits until all are written, in the time of the slowest; fails with
   * the first error.
   */
  sendMany(topic: string, records: readonly NewRecord[], options?: Waiting): Promise<Written[]>;
  /**
   * As `produce`, for many values that lie back to back in `data`; `ends` says where each of them ends, as
   * 32-bit integers with the low byte first.
   */
  sendPacked(topic: string, data: BytesLike, ends: BytesLike, options?: { readonly partition?: number | null; }): void;
  /**
   * Waits until all records that were sent before have an outcome; nothing lingers any more. Fails with
   * the first error.
   */
  flush(options?: Waiting): Promise<void>;
  /**
   * Gets the producer's id from the coordinator of its transactional id, which fences older producers
   * with the same one. `begin` does it where it is still to be done.
   */
  initTransactions(options?: Waiting): Promise<void>;
  /** Begins a transaction. A producer has one at a time. */
  begin(options?: Waiting): Promise<Transaction>;
  /** Flushes, and takes no more records. Takes at most `delivery.timeout.ms`. */
  close(options?: Waiting): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
  /**
   * Reads, transforms and writes in transactions, so that each record counts exactly once: gives a function what
   * a consumer reads, sends what it gives, and commits the consumer's offsets with it. Goes on until the
   * consumer is closed or `wakeUp` is called, or an error cannot be got over.
   *
   * When a broker or a rebalance gets in between, the transaction is aborted, and the function gets the records
   * again. When the function fails, nothing is committed and `Unprocessed` says what it threw; the next call hands
   * the same records out again. The producer needs a `transactional.id`, the consumer `enable.auto.commit=false`
   * and `isolation.level=read_committed`, and should have `auto.offset.reset=earliest`. Nothing but `wakeUp` and
   * `close` of the consumer can be called meanwhile.
   */
  process(consumer: Consumer, transform: RecordTransform, options?: Waiting): Promise<void>;
  /**
   * As `process`, for one transaction: gives the number of records that were read once it is committed; null once
   * the consumer was closed or woken up.
   */
  processNext(consumer: Consumer, transform: RecordTransform, options?: Waiting): Promise<bigint | null>;
}

/** What becomes of a record that was sent. */
export class Delivery {
  private constructor();
  /** The partition that was chosen. */
  get partition(): number;
  /** Where the record was written, once it is. */
  written(options?: Waiting): Promise<Written>;
  /** As of a promise for what `written` gives: so it can be awaited itself. */
  then<A = Written, B = never>(
    done?: ((value: Written) => A | PromiseLike<A>) | null,
    failed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B>;
}

/** Records of one partition, in order. Holding it keeps the bytes of its answer in memory. */
export class RecordBatch {
  private constructor();
  /** The topic. */
  get topic(): string;
  /** The partition. */
  get partition(): number;
  /** Number of records. */
  get length(): number;
  /** Whether there is no record. */
  get isEmpty(): boolean;
  /** The offset after the batch: where to go on. */
  get nextOffset(): bigint;
  /** The record at this place of the batch, counted from 0; null behind its end. */
  get(index: number): Record | null;
  /** All records. */
  records(): Record[];
  /** The values of all records; null where a record has none. */
  values(): (Buffer | null)[];
  /** The headers of the record at this place of the batch. */
  headers(index: number): Header[];
  [Symbol.iterator](): IterableIterator<Record>;
}

/**
 * A schema registry with Confluent's REST API: Confluent's own, Karapace, Redpanda, Apicurio's compatible one. Ids
 * and schemas by id are asked for once and kept. Failures to reach it have the advice to try again.
 */
export class SchemaRegistry {
  private constructor();
  /**
   * A client of the registry at this address, `http://host:port`; several have commas between and are tried in turn.
   * Nothing is asked yet.
   */
  static connect(url: string, options?: RegistryOptions, extras?: Waiting): Promise<SchemaRegistry>;
  /** A registry in this process, for tests: every schema is taken, and is compared as text. */
  static inMemory(options?: Waiting): Promise<SchemaRegistry>;
  /**
   * Registers a schema under a subject, or finds it there; gives its id. Fails with `InvalidInput` if the registry
   * does not take it, for instance as it is not compatible with the one before.
   */
  register(subject: string, schema: SchemaLike, options?: Waiting): Promise<number>;
  /** The id and the version that a schema has under a subject; fails with `InvalidInput` if it is not registered there. */
  find(subject: string, schema: SchemaLike, options?: Waiting): Promise<RegisteredSchema>;
  /** The newest schema of a subject. It is asked for each time. */
  latest(subject: string, options?: Waiting): Promise<RegisteredSchema>;
  /** One version of a subject, from 1 on. */
  version(subject: string, version: number, options?: Waiting): Promise<RegisteredSchema>;
  /** The schema with an id; `InvalidInput` if there is none. */
  byId(id: number, options?: Waiting): Promise<Schema>;
  /**
   * The id to write the keys or values of a topic with, as Confluent's serializers find it: of a schema that is
   * registered at first, or only looked for (`auto.register.schemas=false`), or of the newest of the subject, where no
   * schema is needed (`use.latest.version`). What `record_name` says is the full name of the record's type, which some
   * strategies name subjects by. The answer is kept, that for the newest, too.
   */
  idToWrite(topic: string, part: Part, options?: { readonly schema?: SchemaLike | null; readonly recordName?: string | null; readonly options?: SchemaOptions; } & Waiting): Promise<number>;
  /**
   * A key or a value as Confluent's serializers write it: a zero, the schema's id, and the payload, which is what
   * the schema's format makes of a value. `indexes` is the place of the message in Protobuf, the first of its file where
   * it is left out. Asks nobody.
   */
  frame(kind: SchemaKind, id: number, payload: BytesLike, options?: { readonly indexes?: readonly number[] | null; }): Buffer;
  /** The id and the payload of a key or a value that was written so; fails with `Unreadable` if it was not. Asks nobody. */
  unframe(kind: SchemaKind, data: BytesLike): Unframed;
  /** Closes the connections to the registry. `frame` and `unframe` go on. */
  close(options?: Waiting): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
  /** All subjects. `deleted` lists those too that were deleted and are not gone yet. */
  subjects(options?: { readonly deleted?: boolean | null; } & Waiting): Promise<string[]>;
  /**
   * The versions of a subject, oldest first; `InvalidInput` if it is not there. `deleted` lists those too that were
   * deleted and are not gone yet.
   */
  versions(subject: string, options?: { readonly deleted?: boolean | null; } & Waiting): Promise<number[]>;
  /**
   * Deletes a subject and gives its versions. It is no more found, but what was written with its schemas can still be
   * read. With `permanent` it is gone with the ids that no other subject has, whether it was deleted before or not. Fails
   * with `InvalidInput` if it is not there, or if other schemas name one of its own.
   */
  deleteSubject(subject: string, options?: { readonly permanent?: boolean | null; } & Waiting): Promise<number[]>;
  /** Deletes one version of a subject, as `deleteSubject` does all of them. */
  deleteVersion(subject: string, version: number, options?: { readonly permanent?: boolean | null; } & Waiting): Promise<void>;
  /**
   * Whether a schema goes with the newest one of a subject, or with one version, as the subject's compatibility asks for.
   * Nothing is registered. Fails with `InvalidInput` if there is no such version.
   */
  checkCompatibility(subject: string, schema: SchemaLike, options?: { readonly version?: number | null; } & Waiting): Promise<CompatibilityCheck>;
  /** Which changes of a subject's schema are taken; without a subject, of all that do not say it themselves. */
  compatibility(options?: { readonly subject?: string | null; } & Waiting): Promise<Compatibility>;
  /** Sets which changes of a subject's schema are taken; without a subject, of all that do not say it themselves. */
  setCompatibility(compatibility: Compatibility, options?: { readonly subject?: string | null; } & Waiting): Promise<void>;
  /** Forgets what was set: for a subject holds what holds for all, and for all what the registry itself was given. */
  clearCompatibility(options?: { readonly subject?: string | null; } & Waiting): Promise<void>;
}

/**
 * Reads topics as a member of a share group: records are acquired one by one, whatever partition they are in, and
 * each is accepted, released or rejected by itself. One task reads; others may call everything else meanwhile.
 * Loops give a batch at a time.
 */
export class ShareConsumer {
  private constructor();
  /**
   * The next records that were acquired, all of one partition; waits until there are some. Where
   * `share.acknowledgement.mode` is `implicit` this accepts those before; otherwise it fails while one of them is
   * not acknowledged. Null once the consumer was closed.
   */
  nextBatch(options?: Waiting): Promise<ShareBatch | null>;
  [Symbol.asyncIterator](): AsyncIterableIterator<ShareBatch>;
  /**
   * Says what became of a record; the next `nextBatch` or `commit` sends it. Until then another call
   * changes it.
   */
  acknowledge(record: ShareRecordLike, kind: AcknowledgeType, options?: Waiting): Promise<void>;
  /** Sends all acknowledgements, and waits until brokers have answered: whether those of each partition count. */
  commit(options?: Waiting): Promise<AcknowledgementOutcome[]>;
  /** Reads these topics from now on, instead of those before; none leaves the group. */
  subscribe(topics: readonly string[], options?: Waiting): Promise<void>;
  /** The topics that it reads. */
  subscription(options?: Waiting): Promise<string[]>;
  /** The partitions that it acquires records of; other members may, too. */
  assignment(options?: Waiting): Promise<TopicPartition[]>;
  /** How many milliseconds a record stays acquired before others may get it; null before the first answer. */
  acquisitionLockTimeoutMs(options?: Waiting): Promise<bigint | null>;
  /** Sends what is acknowledged, gives back all other records, leaves the group, and ends loops. */
  close(options?: Waiting): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** An open transaction. Whoever drops it aborts it. */
export class Transaction {
  private constructor();
  /** As `send` of a producer, within the transaction: only its commit makes the record count. */
  send(topic: string, value: BytesLike | null, key?: BytesLike | null, options?: { readonly partition?: number | null; readonly timestamp?: Int64Like | null; readonly headers?: readonly HeaderLike[] | Readonly<Record_<string, BytesLike | null>>; }): Delivery;
  /** Has offsets of a consumer's group be committed with the transaction; each is the next one to read. */
  sendOffsets(consumer: Consumer, offsets: readonly PartitionOffsetLike[], options?: Waiting): Promise<void>;
  /**
   * Waits until all records are written, and commits. If that fails with the advice `Abort`, nothing is
   * committed; with `Retry` it is not known, and calling it again finds out.
   */
  commit(options?: Waiting): Promise<void>;
  /** Aborts: readers of committed records see none of it. */
  abort(options?: Waiting): Promise<Outcome>;
}

type Record_<K extends PropertyKey, V> = { [P in K]: V };
