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
 * Which offset of a partition.
 *
 * - `EARLIEST`: That of the first record that is there.
 * - `LATEST`: That which the next record gets.
 * - `TIMESTAMP`: That of the first record whose time is `timestamp` or later.
 * - `MAX_TIMESTAMP`: That of the record with the latest time (KIP-734).
 */
export type OffsetSpec =
  | 'EARLIEST'
  | 'LATEST'
  | 'TIMESTAMP'
  | 'MAX_TIMESTAMP';

/**
 * What a configuration is of.
 *
 * - `TOPIC`: A topic.
 * - `BROKER`: A broker by id, or all with an empty name.
 * - `GROUP`: A group.
 * - `CLIENT_METRICS`: A subscription to clients' metrics.
 */
export type ConfigResourceKind =
  | 'TOPIC'
  | 'BROKER'
  | 'GROUP'
  | 'CLIENT_METRICS';

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
 * - `FENCED`: Another producer with the same transactional id took over.
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

/** Another producer with the same transactional id took over. */
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

/** Something that could not be done. */
export interface Refusal {
  /** The topic, group, partition or resource. */
  readonly name: string;
  /** Why. */
  readonly error: OttlaError;
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
}

/** A cluster and its brokers. */
export interface ClusterDescription {
  /** The cluster's id. */
  readonly id: string | null;
  /** A broker that takes what controllers do. */
  readonly controller: number | null;
  /** The brokers. */
  readonly brokers: BrokerDescription[];
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
  /** Its state, with Kafka's name. */
  readonly state: string;
  /** What assigns partitions. */
  readonly assignor: string;
  /** Its members. */
  readonly members: MemberDescription[];
}

/** A member of a group. */
export interface MemberDescription {
  /** Its id. */
  readonly memberId: string;
  /** Its `group.instance.id`, if it is a static member. */
  readonly groupInstanceId: string | null;
  /** Its `client.id`. */
  readonly clientId: string;
  /** Its host. */
  readonly host: string;
  /** What it has. */
  readonly assignment: TopicPartition[];
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
}

/** Something that has a configuration. */
export interface ConfigResource {
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
  /** Whether it cannot be changed while the broker runs. */
  readonly readOnly: boolean;
  /** Whether its value is secret. */
  readonly sensitive: boolean;
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
  readonly headers?: readonly HeaderLike[];
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
   * Allowed: PEM; make it with 'keytool -exportcert -rfc' or 'openssl pkcs12 -in STORE -nodes'; only that
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
   * Allowed: PEM; make it with 'keytool -exportcert -rfc' or 'openssl pkcs12 -in STORE -nodes'; only that
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
   * Size at which a batch is sent without waiting, in bytes before compression. Default 16 KiB. Larger ones compress better and need fewer requests; a topic's `max.message.bytes` bounds what a broker takes.
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
   * How hard gzip works, 1 to 9; `None` is its default (KIP-390).
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
   * Whether brokers recognise what was sent twice, so that retries neither duplicate nor reorder records. Default true; needs `Acks::All`.
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
   * A regular expression in RE2's syntax; all topics whose whole name matches are subscribed to, also those that are made later. Topics of the cluster itself do not count. The coordinator finds them (KIP-848), in a classic group the client, every `metadata_age_max`.
   *
   * Default: `none`
   *
   * Allowed: text
   */
  readonly topicPattern?: OptionValue | null;
  /** As `topicPattern`. */
  readonly 'topic.pattern'?: OptionValue | null;
  /**
   * Makes the member static. Its partitions wait for it for the session time-out when it goes, and it gets them back without a rebalance (KIP-345). Two members with the same one fence each other. Default none.
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

/** How a broker in this process runs: Kafka's broker keys. */
export type BrokerOptions = Readonly<Record_<string, OptionValue | null | undefined>>;

/** Is called when partitions come and go, from within `nextBatch` or `close`: the group waits for it. */
export interface RebalanceListener {
  /** These partitions are the consumer's from now on. */
  assigned?(partitions: TopicPartition[]): void | PromiseLike<void>;
  /** These partitions go to others when this is done; their offsets can still be committed. */
  revoked?(partitions: TopicPartition[]): void | PromiseLike<void>;
  /** These partitions belong to others already: nothing can be committed for them. */
  lost?(partitions: TopicPartition[]): void | PromiseLike<void>;
}

/** Administers a cluster. */
export class Admin {
  private constructor();
  /** Creates topics; tells of those that could not be created. */
  createTopics(topics: readonly NewTopic[], options?: Waiting): Promise<Refusal[]>;
  /** Deletes topics; tells of those that could not be deleted. */
  deleteTopics(names: readonly string[], options?: Waiting): Promise<Refusal[]>;
  /** All topics. */
  listTopics(options?: Waiting): Promise<TopicListing[]>;
  /** Topics with their partitions; fails if one of them is not there. */
  describeTopics(names: readonly string[], options?: Waiting): Promise<TopicDescription[]>;
  /** Gives a topic more partitions: as many as this in all. */
  createPartitions(topic: string, count: number, options?: Waiting): Promise<void>;
  /** The cluster and its brokers. */
  describeCluster(options?: Waiting): Promise<ClusterDescription>;
  /** Offsets of partitions by time. */
  listOffsets(partitions: readonly OffsetAt[], options?: Waiting): Promise<ListedOffset[]>;
  /** Deletes the records before these offsets; tells of partitions where that did not work. */
  deleteRecords(before: readonly PartitionOffsetLike[], options?: Waiting): Promise<Refusal[]>;
  /** The configuration of something. */
  describeConfigs(resource: ConfigResource, options?: Waiting): Promise<ConfigEntry[]>;
  /** Changes keys of a configuration, all or none. */
  alterConfigs(resource: ConfigResource, changes: readonly ConfigChange[], options?: Waiting): Promise<void>;
  /** All groups. */
  listGroups(options?: Waiting): Promise<GroupListing[]>;
  /** Groups with their members; fails if one of them is not there. */
  describeGroups(groupIds: readonly string[], options?: Waiting): Promise<GroupDescription[]>;
  /** Deletes groups without members; tells of those that could not be deleted. */
  deleteGroups(groupIds: readonly string[], options?: Waiting): Promise<Refusal[]>;
  /** What a group has committed. */
  listGroupOffsets(groupId: string, options?: Waiting): Promise<PartitionOffset[]>;
  /** Sets what a group has committed, while it has no members; tells of partitions where that did not work. */
  alterGroupOffsets(groupId: string, offsets: readonly PartitionOffsetLike[], options?: Waiting): Promise<Refusal[]>;
}

/**
 * A whole broker in this process, on threads of its own: for tests, and for programs that need no
 * other. By default it listens on a free port of 127.0.0.1 and keeps its log in memory.
 */
export class Broker {
  private constructor();
  /** Starts a broker. It answers when this returns. */
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
  /** A consumer that reads the partitions that it is told to. */
  partitionConsumer(options?: PartitionConsumerOptions): PartitionConsumer;
  /** What creates, describes, changes and deletes topics, groups and the like. */
  admin(): Admin;
  /** What happens in the client from now on: connections, rebalances, throttling, failures. */
  events(): Events;
  /** The client's metrics as Prometheus reads them. */
  get prometheus(): string;
  /** Closes the client's connections. Producers and consumers are closed by themselves. */
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
  send(topic: string, value: BytesLike | null, key?: BytesLike | null, options?: { readonly partition?: number | null; readonly timestamp?: Int64Like | null; readonly headers?: readonly HeaderLike[]; }): Delivery;
  /** As `send`, but only the next `flush` tells if it fails. The cheapest way to send many. */
  produce(topic: string, value: BytesLike | null, key?: BytesLike | null, options?: { readonly partition?: number | null; readonly timestamp?: Int64Like | null; readonly headers?: readonly HeaderLike[]; }): void;
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

/** An open transaction. Whoever drops it aborts it. */
export class Transaction {
  private constructor();
  /** As `send` of a producer, within the transaction: only its commit makes the record count. */
  send(topic: string, value: BytesLike | null, key?: BytesLike | null, options?: { readonly partition?: number | null; readonly timestamp?: Int64Like | null; readonly headers?: readonly HeaderLike[]; }): Delivery;
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
