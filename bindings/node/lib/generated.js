// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.
'use strict';

const native = require('./native.js');
const { OttlaError, define, raised, revived } = require('./errors.js');
const { extra } = require('./names.js');
const { waited } = require('./waiting.js');
const { KEY, asyncDispose, checked, makes, reach } = require('./objects.js');
const { Record, RecordBatch } = require('./batch.js');
const { Delivery, delivered } = require('./delivery.js');
const { forget, items, records } = require('./loops.js');
const { asked, handled } = require('./handler.js');
const { listened, next } = require('./listener.js');
const { collecting } = require('./sending.js');

/** No broker could be connected, or the connection broke. */
class UnreachableError extends OttlaError {}
define('UNREACHABLE', UnreachableError);

/** There was no answer, or no success, in the time that was given. */
class TimedOutError extends OttlaError {}
define('TIMED_OUT', TimedOutError);

/** The peer does not speak Kafka's protocol: a web server, a TLS port, something else. */
class WrongProtocolError extends OttlaError {}
define('WRONG_PROTOCOL', WrongProtocolError);

/** The broker lacks the API, or every version of it that this client has. */
class UnsupportedError extends OttlaError {}
define('UNSUPPORTED', UnsupportedError);

/** The topic or partition does not exist. */
class UnknownTopicError extends OttlaError {}
define('UNKNOWN_TOPIC', UnknownTopicError);

/** What should be made exists already. */
class AlreadyExistsError extends OttlaError {}
define('ALREADY_EXISTS', AlreadyExistsError);

/** The broker did not believe who the client is, or could not prove who it is itself. */
class AuthenticationFailedError extends OttlaError {}
define('AUTHENTICATION_FAILED', AuthenticationFailedError);

/** The principal may not do this. */
class NotAuthorizedError extends OttlaError {}
define('NOT_AUTHORIZED', NotAuthorizedError);

/** The call cannot work as it was made, whatever the broker does. */
class InvalidInputError extends OttlaError {}
define('INVALID_INPUT', InvalidInputError);

/** The record or request is larger than allowed. */
class TooLargeError extends OttlaError {}
define('TOO_LARGE', TooLargeError);

/** The offset is not in the log any more, or not yet. */
class OffsetOutOfRangeError extends OttlaError {}
define('OFFSET_OUT_OF_RANGE', OffsetOutOfRangeError);

/** The log was truncated below the position (KIP-320). */
class LogTruncatedError extends OttlaError {}
define('LOG_TRUNCATED', LogTruncatedError);

/** Bytes from the broker are damaged or make no sense. */
class CorruptError extends OttlaError {}
define('CORRUPT', CorruptError);

/** A function of the user could not process a record. */
class UnprocessedError extends OttlaError {}
define('UNPROCESSED', UnprocessedError);

/** A record's key or value is not of the format that it is read as. */
class UnreadableError extends OttlaError {}
define('UNREADABLE', UnreadableError);

/** The group has moved on without this member, or is about to. */
class RebalancedError extends OttlaError {}
define('REBALANCED', RebalancedError);

/** The transaction has failed: it can only be aborted. */
class AbortedError extends OttlaError {}
define('ABORTED', AbortedError);

/** Another producer with the same transactional id, or another member with the same `group.instance.id`, took over. */
class FencedError extends OttlaError {}
define('FENCED', FencedError);

/** The client, producer or consumer was closed. */
class ClosedError extends OttlaError {}
define('CLOSED', ClosedError);

/** The broker answered with another error; the code says which. */
class BrokerError extends OttlaError {}
define('BROKER', BrokerError);

/**
 * Administers a cluster. Calls that change something tell what they could not change. Those that ask for several
 * things give what was `found`, or done, and what was `refused`; `describeTopics`, `describeGroups` and
 * `listOffsets` fail with the first refusal, and have a twin whose name ends in `each`.
 */
class Admin {
  #native;
  #heard;

  static {
    reach(Admin, (object) => (#native in object ? object.#native : undefined));
  }

  constructor(native, key, heard) {
    makes(key, 'Admin', 'await Admin.connectControllers(...) or client.admin()');
    this.#native = native;
    this.#heard = heard;
    heard?.of(native);
  }

  /**
   * Connects to a cluster's controllers by the addresses of some of them, `host:port` with commas between (KIP-919):
   * they answer when no broker does. They describe the cluster, the quorum, features, configurations and ACLs,
   * and change the last three, voters, and where partitions are; all else fails with `Unsupported`.
   */
  static async connectControllers(bootstrapControllers, options, extras) {
    extras = extra(extras, ['signal'], 'admin.connectControllers');
    const found = await waited(extras.signal, (cancellation) => native.Admin.connectControllers(bootstrapControllers, options, cancellation));
    return new Admin(found, KEY);
  }

  /** The rules that a filter fits. */
  async describeAcls(filter, extras) {
    extras = extra(extras, ['signal'], 'admin.describeAcls');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeAcls(filter, cancellation));
    return found;
  }

  /** Adds rules; tells of those that could not be added, by principal. */
  async createAcls(acls, extras) {
    extras = extra(extras, ['signal'], 'admin.createAcls');
    const found = await waited(extras.signal, (cancellation) => this.#native.createAcls(acls, cancellation));
    return revived(found);
  }

  /** Deletes the rules that filters fit. */
  async deleteAcls(filters, extras) {
    extras = extra(extras, ['signal'], 'admin.deleteAcls');
    const found = await waited(extras.signal, (cancellation) => this.#native.deleteAcls(filters, cancellation));
    return revived(found);
  }

  /**
   * Ends it: later calls fail with `Closed`. The connections of one that has connected to controllers are closed when
   * calls that are under way are done; those of a client are the client's.
   */
  async close(extras) {
    extras = extra(extras, ['signal'], 'admin.close');
    const found = await waited(extras.signal, (cancellation) => this.#native.close(cancellation));
    return found;
  }

  async [asyncDispose]() {
    await this.close();
  }

  /** Groups in the classic protocol with their members. */
  async describeClassicGroups(groupIds, extras) {
    extras = extra(extras, ['authorizedOperations', 'signal'], 'admin.describeClassicGroups');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeClassicGroups(groupIds, extras.authorizedOperations, cancellation));
    return revived(found);
  }

  /** The cluster and its brokers; also those that are fenced, if that is said. */
  async describeCluster(extras) {
    extras = extra(extras, ['fencedBrokers', 'authorizedOperations', 'signal'], 'admin.describeCluster');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeCluster(extras.fencedBrokers, extras.authorizedOperations, cancellation));
    return found;
  }

  /** Has a cluster forget a broker that does not come back. */
  async unregisterBroker(broker, extras) {
    extras = extra(extras, ['signal'], 'admin.unregisterBroker');
    const found = await waited(extras.signal, (cancellation) => this.#native.unregisterBroker(broker, cancellation));
    return found;
  }

  /** The id that the cluster has given this client for its metrics (KIP-714). */
  async clientInstanceId(extras) {
    extras = extra(extras, ['signal'], 'admin.clientInstanceId');
    const found = await waited(extras.signal, (cancellation) => this.#native.clientInstanceId(cancellation));
    return found;
  }

  /** The configuration of something; only these keys, if some are named. */
  async describeConfigs(resource, extras) {
    extras = extra(extras, ['synonyms', 'documentation', 'keys', 'signal'], 'admin.describeConfigs');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeConfigs(resource, extras.synonyms, extras.documentation, extras.keys, cancellation));
    return found;
  }

  /** As `describeConfigs`, of several at once. */
  async describeConfigsEach(resources, extras) {
    extras = extra(extras, ['synonyms', 'documentation', 'keys', 'signal'], 'admin.describeConfigsEach');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeConfigsEach(resources, extras.synonyms, extras.documentation, extras.keys, cancellation));
    return revived(found);
  }

  /** Changes keys of a configuration, all or none. */
  async alterConfigs(resource, changes, extras) {
    extras = extra(extras, ['mode', 'signal'], 'admin.alterConfigs');
    const found = await waited(extras.signal, (cancellation) => this.#native.alterConfigs(resource, changes, extras.mode, cancellation));
    return found;
  }

  /** As `alterConfigs`, of several at once; tells of those that could not be changed. */
  async alterConfigsEach(updates, extras) {
    extras = extra(extras, ['mode', 'signal'], 'admin.alterConfigsEach');
    const found = await waited(extras.signal, (cancellation) => this.#native.alterConfigsEach(updates, extras.mode, cancellation));
    return revived(found);
  }

  /** What has a configuration of its own; only these kinds, if some are named. */
  async listConfigResources(kinds, extras) {
    extras = extra(extras, ['signal'], 'admin.listConfigResources');
    const found = await waited(extras.signal, (cancellation) => this.#native.listConfigResources(kinds, cancellation));
    return found;
  }

  /** Makes a token: for whoever asks, if no owner is named, and for as long as brokers let it be, if it is not said. */
  async createDelegationToken(extras) {
    extras = extra(extras, ['owner', 'renewers', 'lifetimeMaxMs', 'signal'], 'admin.createDelegationToken');
    const found = await waited(extras.signal, (cancellation) => this.#native.createDelegationToken(extras.owner, extras.renewers, extras.lifetimeMaxMs, cancellation));
    return found;
  }

  /** Renews a token; tells when it ends now, in milliseconds since 1970. */
  async renewDelegationToken(hmac, extras) {
    extras = extra(extras, ['periodMs', 'signal'], 'admin.renewDelegationToken');
    const found = await waited(extras.signal, (cancellation) => this.#native.renewDelegationToken(hmac, extras.periodMs, cancellation));
    return found;
  }

  /** Has a token end after so many milliseconds, or at once; tells when, in milliseconds since 1970. */
  async expireDelegationToken(hmac, extras) {
    extras = extra(extras, ['periodMs', 'signal'], 'admin.expireDelegationToken');
    const found = await waited(extras.signal, (cancellation) => this.#native.expireDelegationToken(hmac, extras.periodMs, cancellation));
    return found;
  }

  /** The tokens that one may know of; only those of these owners, if some are named. */
  async describeDelegationTokens(owners, extras) {
    extras = extra(extras, ['signal'], 'admin.describeDelegationTokens');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeDelegationTokens(owners, cancellation));
    return found;
  }

  /** The features of the cluster, and what a broker supports: this one, if one is named. */
  async describeFeatures(extras) {
    extras = extra(extras, ['broker', 'signal'], 'admin.describeFeatures');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeFeatures(extras.broker, cancellation));
    return found;
  }

  /** Has features be at other levels; tells of those that are not. */
  async updateFeatures(updates, extras) {
    extras = extra(extras, ['mode', 'signal'], 'admin.updateFeatures');
    const found = await waited(extras.signal, (cancellation) => this.#native.updateFeatures(updates, extras.mode, cancellation));
    return revived(found);
  }

  /** What a group has committed. */
  async listGroupOffsets(groupId, extras) {
    extras = extra(extras, ['signal'], 'admin.listGroupOffsets');
    const found = await waited(extras.signal, (cancellation) => this.#native.listGroupOffsets(groupId, cancellation));
    return found;
  }

  /** What several groups have committed. */
  async listOffsetsOfGroups(groups, extras) {
    extras = extra(extras, ['signal'], 'admin.listOffsetsOfGroups');
    const found = await waited(extras.signal, (cancellation) => this.#native.listOffsetsOfGroups(groups, cancellation));
    return revived(found);
  }

  /** Sets what a group has committed, while it has no members; tells of partitions where that did not work. */
  async alterGroupOffsets(groupId, offsets, extras) {
    extras = extra(extras, ['signal'], 'admin.alterGroupOffsets');
    const found = await waited(extras.signal, (cancellation) => this.#native.alterGroupOffsets(groupId, offsets, cancellation));
    return revived(found);
  }

  /**
   * Forgets what a group has committed of partitions that no member subscribes to; tells of those where that
   * did not work.
   */
  async deleteGroupOffsets(groupId, partitions, extras) {
    extras = extra(extras, ['signal'], 'admin.deleteGroupOffsets');
    const found = await waited(extras.signal, (cancellation) => this.#native.deleteGroupOffsets(groupId, partitions, cancellation));
    return revived(found);
  }

  /** All groups; only those in these states, of these kinds, of these protocol types, if some are named. */
  async listGroups(states, kinds, protocolTypes, extras) {
    extras = extra(extras, ['signal'], 'admin.listGroups');
    const found = await waited(extras.signal, (cancellation) => this.#native.listGroups(states, kinds, protocolTypes, cancellation));
    return found;
  }

  /** Groups of consumers with their members; fails if one of them is not there. */
  async describeGroups(groupIds, extras) {
    extras = extra(extras, ['authorizedOperations', 'signal'], 'admin.describeGroups');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeGroups(groupIds, extras.authorizedOperations, cancellation));
    return found;
  }

  /** As `describeGroups`; tells of those that are not there. */
  async describeGroupsEach(groupIds, extras) {
    extras = extra(extras, ['authorizedOperations', 'signal'], 'admin.describeGroupsEach');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeGroupsEach(groupIds, extras.authorizedOperations, cancellation));
    return revived(found);
  }

  /** Deletes groups of any kind without members; tells of those that could not be deleted. */
  async deleteGroups(groupIds, extras) {
    extras = extra(extras, ['signal'], 'admin.deleteGroups');
    const found = await waited(extras.signal, (cancellation) => this.#native.deleteGroups(groupIds, cancellation));
    return revived(found);
  }

  /** Has members leave a group; tells of those that could not be removed. */
  async removeMembers(groupId, members, extras) {
    extras = extra(extras, ['reason', 'signal'], 'admin.removeMembers');
    const found = await waited(extras.signal, (cancellation) => this.#native.removeMembers(groupId, members, extras.reason, cancellation));
    return revived(found);
  }

  /** Has all members leave a group. */
  async removeAllMembers(groupId, extras) {
    extras = extra(extras, ['reason', 'signal'], 'admin.removeAllMembers');
    const found = await waited(extras.signal, (cancellation) => this.#native.removeAllMembers(groupId, extras.reason, cancellation));
    return found;
  }

  /** The log directories of brokers, and what is in them. */
  async describeLogDirs(brokers, extras) {
    extras = extra(extras, ['signal'], 'admin.describeLogDirs');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeLogDirs(brokers, cancellation));
    return revived(found);
  }

  /** In which directories replicas are. */
  async describeReplicaLogDirs(replicas, extras) {
    extras = extra(extras, ['signal'], 'admin.describeReplicaLogDirs');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeReplicaLogDirs(replicas, cancellation));
    return revived(found);
  }

  /** Begins to move replicas to other directories of their brokers; tells of those where that did not work. */
  async alterReplicaLogDirs(moves, extras) {
    extras = extra(extras, ['signal'], 'admin.alterReplicaLogDirs');
    const found = await waited(extras.signal, (cancellation) => this.#native.alterReplicaLogDirs(moves, cancellation));
    return revived(found);
  }

  /** The quorum of controllers. */
  async describeMetadataQuorum(extras) {
    extras = extra(extras, ['signal'], 'admin.describeMetadataQuorum');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeMetadataQuorum(cancellation));
    return found;
  }

  /** Has a controller vote. */
  async addRaftVoter(voter, endpoints, extras) {
    extras = extra(extras, ['signal'], 'admin.addRaftVoter');
    const found = await waited(extras.signal, (cancellation) => this.#native.addRaftVoter(voter, endpoints, cancellation));
    return found;
  }

  /** Has a controller vote no more. */
  async removeRaftVoter(voter, extras) {
    extras = extra(extras, ['signal'], 'admin.removeRaftVoter');
    const found = await waited(extras.signal, (cancellation) => this.#native.removeRaftVoter(voter, cancellation));
    return found;
  }

  /** The producers of partitions, as their leaders know them, or the broker that is named. */
  async describeProducers(partitions, extras) {
    extras = extra(extras, ['broker', 'signal'], 'admin.describeProducers');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeProducers(partitions, extras.broker, cancellation));
    return revived(found);
  }

  /** Aborts a transaction in one partition whose coordinator has forgotten it. */
  async abortTransaction(transaction, extras) {
    extras = extra(extras, ['signal'], 'admin.abortTransaction');
    const found = await waited(extras.signal, (cancellation) => this.#native.abortTransaction(transaction, cancellation));
    return found;
  }

  /** The quotas of whoever has these parts; with `strict`, and no others. */
  async describeClientQuotas(parts, extras) {
    extras = extra(extras, ['strict', 'signal'], 'admin.describeClientQuotas');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeClientQuotas(parts, extras.strict, cancellation));
    return found;
  }

  /** Changes quotas; tells of those that could not be changed. */
  async alterClientQuotas(updates, extras) {
    extras = extra(extras, ['mode', 'signal'], 'admin.alterClientQuotas');
    const found = await waited(extras.signal, (cancellation) => this.#native.alterClientQuotas(updates, extras.mode, cancellation));
    return revived(found);
  }

  /** Has partitions get another leader; tells of those that do not. */
  async electLeaders(election, partitions, extras) {
    extras = extra(extras, ['signal'], 'admin.electLeaders');
    const found = await waited(extras.signal, (cancellation) => this.#native.electLeaders(election, partitions, cancellation));
    return revived(found);
  }

  /** As `electLeaders`, for all partitions where there is something to elect. */
  async electAllLeaders(election, extras) {
    extras = extra(extras, ['signal'], 'admin.electAllLeaders');
    const found = await waited(extras.signal, (cancellation) => this.#native.electAllLeaders(election, cancellation));
    return revived(found);
  }

  /** Begins to move partitions, or gives moves up; tells of those where that did not work. */
  async alterPartitionReassignments(moves, extras) {
    extras = extra(extras, ['change', 'signal'], 'admin.alterPartitionReassignments');
    const found = await waited(extras.signal, (cancellation) => this.#native.alterPartitionReassignments(moves, extras.change, cancellation));
    return revived(found);
  }

  /** Moves that have not ended; only those of these partitions, if some are named. */
  async listPartitionReassignments(partitions, extras) {
    extras = extra(extras, ['signal'], 'admin.listPartitionReassignments');
    const found = await waited(extras.signal, (cancellation) => this.#native.listPartitionReassignments(partitions, cancellation));
    return found;
  }

  /**
   * Offsets of partitions by time; fails if a partition is not there. With `read_committed`, `Latest` is the end of
   * what readers of committed records see.
   */
  async listOffsets(partitions, extras) {
    extras = extra(extras, ['readCommitted', 'signal'], 'admin.listOffsets');
    const found = await waited(extras.signal, (cancellation) => this.#native.listOffsets(partitions, extras.readCommitted, cancellation));
    return found;
  }

  /** As `listOffsets`; tells of partitions that are not there. */
  async listOffsetsEach(partitions, extras) {
    extras = extra(extras, ['readCommitted', 'signal'], 'admin.listOffsetsEach');
    const found = await waited(extras.signal, (cancellation) => this.#native.listOffsetsEach(partitions, extras.readCommitted, cancellation));
    return revived(found);
  }

  /**
   * Deletes the records before these offsets; -1 stands for the end. Tells what is left, and of partitions where that
   * did not work.
   */
  async deleteRecords(before, extras) {
    extras = extra(extras, ['signal'], 'admin.deleteRecords');
    const found = await waited(extras.signal, (cancellation) => this.#native.deleteRecords(before, cancellation));
    return revived(found);
  }

  /** How the passwords of users are kept; of all users, if none is named. */
  async describeScramCredentials(users, extras) {
    extras = extra(extras, ['signal'], 'admin.describeScramCredentials');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeScramCredentials(users, cancellation));
    return revived(found);
  }

  /** Sets and deletes passwords; tells of users where that did not work. */
  async alterScramCredentials(alterations, extras) {
    extras = extra(extras, ['signal'], 'admin.alterScramCredentials');
    const found = await waited(extras.signal, (cancellation) => this.#native.alterScramCredentials(alterations, cancellation));
    return revived(found);
  }

  /** Share groups with their members. */
  async describeShareGroups(groupIds, extras) {
    extras = extra(extras, ['authorizedOperations', 'signal'], 'admin.describeShareGroups');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeShareGroups(groupIds, extras.authorizedOperations, cancellation));
    return revived(found);
  }

  /** Where share groups begin. */
  async listShareGroupOffsets(groups, extras) {
    extras = extra(extras, ['signal'], 'admin.listShareGroupOffsets');
    const found = await waited(extras.signal, (cancellation) => this.#native.listShareGroupOffsets(groups, cancellation));
    return revived(found);
  }

  /** Sets where a share group begins, while it has no members; tells of partitions where that did not work. */
  async alterShareGroupOffsets(groupId, offsets, extras) {
    extras = extra(extras, ['signal'], 'admin.alterShareGroupOffsets');
    const found = await waited(extras.signal, (cancellation) => this.#native.alterShareGroupOffsets(groupId, offsets, cancellation));
    return revived(found);
  }

  /** Forgets where a share group is in topics, while it has no members; tells of topics where that did not work. */
  async deleteShareGroupOffsets(groupId, topics, extras) {
    extras = extra(extras, ['signal'], 'admin.deleteShareGroupOffsets');
    const found = await waited(extras.signal, (cancellation) => this.#native.deleteShareGroupOffsets(groupId, topics, cancellation));
    return revived(found);
  }

  /** Groups of Kafka Streams with their members. */
  async describeStreamsGroups(groupIds, extras) {
    extras = extra(extras, ['authorizedOperations', 'signal'], 'admin.describeStreamsGroups');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeStreamsGroups(groupIds, extras.authorizedOperations, cancellation));
    return revived(found);
  }

  /** Creates topics, and waits until they can be used; tells of those that could not be created. */
  async createTopics(topics, extras) {
    extras = extra(extras, ['mode', 'signal'], 'admin.createTopics');
    const found = await waited(extras.signal, (cancellation) => this.#native.createTopics(topics, extras.mode, cancellation));
    return revived(found);
  }

  /** Deletes topics; tells of those that could not be deleted. */
  async deleteTopics(names, extras) {
    extras = extra(extras, ['signal'], 'admin.deleteTopics');
    const found = await waited(extras.signal, (cancellation) => this.#native.deleteTopics(names, cancellation));
    return revived(found);
  }

  /** As `deleteTopics`, by their ids. */
  async deleteTopicsById(ids, extras) {
    extras = extra(extras, ['signal'], 'admin.deleteTopicsById');
    const found = await waited(extras.signal, (cancellation) => this.#native.deleteTopicsById(ids, cancellation));
    return revived(found);
  }

  /** All topics. */
  async listTopics(extras) {
    extras = extra(extras, ['signal'], 'admin.listTopics');
    const found = await waited(extras.signal, (cancellation) => this.#native.listTopics(cancellation));
    return found;
  }

  /** Topics with their partitions; fails if one of them is not there. */
  async describeTopics(names, extras) {
    extras = extra(extras, ['authorizedOperations', 'signal'], 'admin.describeTopics');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeTopics(names, extras.authorizedOperations, cancellation));
    return found;
  }

  /** As `describeTopics`; tells of those that are not there. */
  async describeTopicsEach(names, extras) {
    extras = extra(extras, ['authorizedOperations', 'signal'], 'admin.describeTopicsEach');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeTopicsEach(names, extras.authorizedOperations, cancellation));
    return revived(found);
  }

  /** As `describeTopicsEach`, by their ids. */
  async describeTopicsById(ids, extras) {
    extras = extra(extras, ['signal'], 'admin.describeTopicsById');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeTopicsById(ids, cancellation));
    return revived(found);
  }

  /**
   * Gives a topic more partitions: as many as this in all. Where the cluster is not to choose their brokers,
   * there is an assignment for each that is new.
   */
  async createPartitions(topic, count, extras) {
    extras = extra(extras, ['mode', 'assignments', 'signal'], 'admin.createPartitions');
    const found = await waited(extras.signal, (cancellation) => this.#native.createPartitions(topic, count, extras.mode, extras.assignments, cancellation));
    return found;
  }

  /**
   * Transactional ids; only those in these states, of these producers, whose last transaction began longer ago than
   * so many milliseconds, or whose whole id matches a regular expression, where that is said.
   */
  async listTransactions(states, producerIds, extras) {
    extras = extra(extras, ['longerThanMs', 'idPattern', 'signal'], 'admin.listTransactions');
    const found = await waited(extras.signal, (cancellation) => this.#native.listTransactions(states, producerIds, extras.longerThanMs, extras.idPattern, cancellation));
    return found;
  }

  /** Transactional ids and their transactions. */
  async describeTransactions(transactionalIds, extras) {
    extras = extra(extras, ['signal'], 'admin.describeTransactions');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeTransactions(transactionalIds, cancellation));
    return revived(found);
  }

  /** Fences the producers of transactional ids: their open transactions are aborted. */
  async fenceProducers(transactionalIds, extras) {
    extras = extra(extras, ['signal'], 'admin.fenceProducers');
    const found = await waited(extras.signal, (cancellation) => this.#native.fenceProducers(transactionalIds, cancellation));
    return revived(found);
  }

  /** Aborts whatever transaction a transactional id has open, one that somebody else was to commit included (KIP-939). */
  async forceTerminateTransaction(transactionalId, extras) {
    extras = extra(extras, ['signal'], 'admin.forceTerminateTransaction');
    const found = await waited(extras.signal, (cancellation) => this.#native.forceTerminateTransaction(transactionalId, cancellation));
    return found;
  }
}

/**
 * A whole broker in this process, on threads of its own: for tests, and for programs that need no
 * other. By default it listens on a free port of 127.0.0.1 and keeps its log in memory.
 */
class Broker {
  #native;
  #heard;

  static {
    reach(Broker, (object) => (#native in object ? object.#native : undefined));
  }

  constructor(native, key, heard) {
    makes(key, 'Broker', 'await Broker.start(...)');
    this.#native = native;
    this.#heard = heard;
    heard?.of(native);
  }

  /** Starts a broker. It answers when this returns, and goes on until it is stopped or the process ends. */
  static async start(options, extras) {
    extras = extra(extras, ['signal'], 'broker.start');
    const found = await waited(extras.signal, (cancellation) => native.Broker.start(options, cancellation));
    return new Broker(found, KEY);
  }

  /** Where clients connect: `127.0.0.1:port`. */
  get bootstrapServers() {
    return this.#native.bootstrapServers;
  }

  /**
   * Creates a topic, with Kafka's topic keys in `config`; every partition has a leader when this
   * returns.
   */
  async createTopic(name, extras) {
    extras = extra(extras, ['partitions', 'config', 'signal'], 'broker.createTopic');
    const found = await waited(extras.signal, (cancellation) => this.#native.createTopic(name, extras.partitions, extras.config, cancellation));
    return found;
  }

  /** Stops the broker; a log in memory is gone with it. Does nothing the second time. */
  async stop(extras) {
    extras = extra(extras, ['signal'], 'broker.stop');
    const found = await waited(extras.signal, (cancellation) => this.#native.stop(cancellation));
    return found;
  }

  async [asyncDispose]() {
    await this.stop();
  }
}

/**
 * A client of one cluster. What it makes shares its connections to find brokers, its metrics and its
 * events.
 */
class Client {
  #native;
  #heard;

  static {
    reach(Client, (object) => (#native in object ? object.#native : undefined));
  }

  constructor(native, key, heard) {
    makes(key, 'Client', 'await Client.connect(...) or await Client.embedded(...)');
    this.#native = native;
    this.#heard = heard;
    heard?.of(native);
  }

  /**
   * Connects to a cluster: `host:port`, or several with commas between. Fails at once if nobody there
   * speaks Kafka's protocol, or the password is wrong.
   */
  static async connect(bootstrapServers, options, extras) {
    extras = extra(extras, ['signal'], 'client.connect');
    const found = await waited(extras.signal, (cancellation) => native.Client.connect(bootstrapServers, options, cancellation));
    return new Client(found, KEY);
  }

  /** Connects to a broker in this process, without a socket. */
  static async embedded(broker, options, extras) {
    extras = extra(extras, ['signal'], 'client.embedded');
    const found = await waited(extras.signal, (cancellation) => native.Client.embedded(checked(Broker, broker, 'broker'), options, cancellation));
    return new Client(found, KEY);
  }

  /** A producer. It needs no broker yet. */
  producer(options) {
    try {
      const found = this.#native.producer(options);
      return new Producer(found, KEY);
    } catch (error) {
      throw raised(error);
    }
  }

  /** A consumer that shares the partitions of topics with the other members of its group. */
  async consumer(options, extras) {
    extras = extra(extras, ['listener', 'signal'], 'client.consumer');
    const heard = listened(extras.listener, ['assigned', 'revoked', 'lost']);
    const found = await waited(extras.signal, (cancellation) => this.#native.consumer(options, heard?.call, cancellation));
    return new Consumer(found, KEY, heard);
  }

  /**
   * A consumer that acquires records one by one, whatever partition they are in, with the other members of its share
   * group (KIP-932). Needs a broker that has them: Apache Kafka 4.2 or newer.
   */
  async shareConsumer(options, extras) {
    extras = extra(extras, ['signal'], 'client.shareConsumer');
    const found = await waited(extras.signal, (cancellation) => this.#native.shareConsumer(options, cancellation));
    return new ShareConsumer(found, KEY);
  }

  /** A consumer that reads the partitions that it is told to. */
  partitionConsumer(options) {
    try {
      const found = this.#native.partitionConsumer(options);
      return new PartitionConsumer(found, KEY);
    } catch (error) {
      throw raised(error);
    }
  }

  /** What creates, describes, changes and deletes topics, groups and the like. */
  admin() {
    try {
      const found = this.#native.admin();
      return new Admin(found, KEY);
    } catch (error) {
      throw raised(error);
    }
  }

  /** What happens in the client from now on: connections, rebalances, throttling, failures. */
  events() {
    try {
      const found = this.#native.events();
      return new Events(found, KEY);
    } catch (error) {
      throw raised(error);
    }
  }

  /** The client's metrics as Prometheus reads them. */
  get prometheus() {
    return this.#native.prometheus;
  }

  /** Closes the client's connections: it makes nothing any more. What it has made goes on, and is closed by itself. */
  async close(extras) {
    extras = extra(extras, ['signal'], 'client.close');
    const found = await waited(extras.signal, (cancellation) => this.#native.close(cancellation));
    return found;
  }

  async [asyncDispose]() {
    await this.close();
  }
}

/** Reads the partitions that its group gives it. One task reads; others may call everything else meanwhile. */
class Consumer {
  #native;
  #heard;

  static {
    reach(Consumer, (object) => (#native in object ? object.#native : undefined));
  }

  constructor(native, key, heard) {
    makes(key, 'Consumer', 'await client.consumer(...)');
    this.#native = native;
    this.#heard = heard;
    heard?.of(native);
  }

  /**
   * The next records of one partition; waits until there are some. Joins the group at first, and takes part
   * in its rebalances. Null once the consumer was closed, and once for each `wakeUp`.
   */
  async nextBatch(options) {
    const { signal } = extra(options, ['signal'], 'nextBatch');
    const found = await next(this.#heard, () =>
      waited(signal, (cancellation) => this.#native.nextBatch(cancellation)),
    );
    return found === null ? null : new RecordBatch(found, KEY);
  }

  /** The batches that come, until the consumer is closed. */
  batches(options) {
    return items((options) => this.nextBatch(options), extra(options, ['signal'], 'batches'));
  }

  /** The records that come, until the consumer is closed; those that a loop has left come in the next one. */
  records(options) {
    return records(this, (options) => this.nextBatch(options), extra(options, ['signal'], 'records'));
  }

  [Symbol.asyncIterator]() {
    return this.records();
  }

  /** Has the call of `nextBatch` that waits, or else the next one, give null. */
  wakeUp() {
    try {
      const found = this.#native.wakeUp();
      return found;
    } catch (error) {
      throw raised(error);
    }
  }

  /** Reads these topics from now on, instead of those before. */
  async subscribe(topics, extras) {
    extras = extra(extras, ['signal'], 'consumer.subscribe');
    const found = await waited(extras.signal, (cancellation) => this.#native.subscribe(topics, cancellation));
    forget(this);
    return found;
  }

  /** Reads all topics from now on whose name matches a regular expression. */
  async subscribePattern(pattern, extras) {
    extras = extra(extras, ['signal'], 'consumer.subscribePattern');
    const found = await waited(extras.signal, (cancellation) => this.#native.subscribePattern(pattern, cancellation));
    forget(this);
    return found;
  }

  /** Leaves the group, and reads nothing until it subscribes again. */
  async unsubscribe(extras) {
    extras = extra(extras, ['signal'], 'consumer.unsubscribe');
    const found = await waited(extras.signal, (cancellation) => this.#native.unsubscribe(cancellation));
    forget(this);
    return found;
  }

  /** The partitions that the consumer has now. */
  async assignment(extras) {
    extras = extra(extras, ['signal'], 'consumer.assignment');
    const found = await waited(extras.signal, (cancellation) => this.#native.assignment(cancellation));
    return found;
  }

  /** Commits the end of a batch: all its records are done. */
  async commit(batch, extras) {
    extras = extra(extras, ['signal'], 'consumer.commit');
    const found = await waited(extras.signal, (cancellation) => this.#native.commit(checked(RecordBatch, batch, 'batch'), cancellation));
    return found;
  }

  /** Commits everything that was handed out. */
  async commitAll(extras) {
    extras = extra(extras, ['signal'], 'consumer.commitAll');
    const found = await waited(extras.signal, (cancellation) => this.#native.commitAll(cancellation));
    return found;
  }

  /** Commits these offsets; each is the next one to read. */
  async commitOffsets(offsets, extras) {
    extras = extra(extras, ['signal'], 'consumer.commitOffsets');
    const found = await waited(extras.signal, (cancellation) => this.#native.commitOffsets(offsets, cancellation));
    return found;
  }

  /** What the group has committed of these partitions; those without an offset are left out. */
  async committed(partitions, extras) {
    extras = extra(extras, ['signal'], 'consumer.committed');
    const found = await waited(extras.signal, (cancellation) => this.#native.committed(partitions, cancellation));
    return found;
  }

  /** The offset that is handed out next of a partition, if it is known. */
  async position(topic, partition, extras) {
    extras = extra(extras, ['signal'], 'consumer.position');
    const found = await waited(extras.signal, (cancellation) => this.#native.position(topic, partition, cancellation));
    return found;
  }

  /** Goes on elsewhere in a partition. */
  async seek(topic, partition, start, extras) {
    extras = extra(extras, ['signal'], 'consumer.seek');
    const found = await waited(extras.signal, (cancellation) => this.#native.seek(topic, partition, start, cancellation));
    forget(this);
    return found;
  }

  /** Hands out nothing of a partition until `resume`. */
  async pause(topic, partition, extras) {
    extras = extra(extras, ['signal'], 'consumer.pause');
    const found = await waited(extras.signal, (cancellation) => this.#native.pause(topic, partition, cancellation));
    return found;
  }

  /** Hands out records of a partition again. */
  async resume(topic, partition, extras) {
    extras = extra(extras, ['signal'], 'consumer.resume');
    const found = await waited(extras.signal, (cancellation) => this.#native.resume(topic, partition, cancellation));
    return found;
  }

  /** The partitions that are paused. */
  async paused(extras) {
    extras = extra(extras, ['signal'], 'consumer.paused');
    const found = await waited(extras.signal, (cancellation) => this.#native.paused(cancellation));
    return found;
  }

  /** The first offsets of partitions. */
  async beginningOffsets(partitions, extras) {
    extras = extra(extras, ['signal'], 'consumer.beginningOffsets');
    const found = await waited(extras.signal, (cancellation) => this.#native.beginningOffsets(partitions, cancellation));
    return found;
  }

  /** The offsets behind the last records of partitions. */
  async endOffsets(partitions, extras) {
    extras = extra(extras, ['signal'], 'consumer.endOffsets');
    const found = await waited(extras.signal, (cancellation) => this.#native.endOffsets(partitions, cancellation));
    return found;
  }

  /** How many records are behind the position, in each partition that is assigned. */
  async lag(extras) {
    extras = extra(extras, ['signal'], 'consumer.lag');
    const found = await waited(extras.signal, (cancellation) => this.#native.lag(cancellation));
    return found;
  }

  /** Commits what auto-commit would, leaves the group, and ends loops over the consumer. */
  async close(extras) {
    extras = extra(extras, ['signal'], 'consumer.close');
    const found = await waited(extras.signal, (cancellation) => this.#native.close(cancellation));
    forget(this);
    this.#heard?.check();
    return found;
  }

  async [asyncDispose]() {
    await this.close();
  }

  /**
   * Calls a function for many records at once: up to `processing.concurrency`, those with the same key in order.
   * Offsets are committed in order, so that each record is handled at least once. Goes on until the consumer
   * is closed or `wakeUp` is called, which wait for what runs, or an error cannot be got over. Whoever
   * breaks it off breaks off what runs. The consumer needs `enable.auto.commit=false`; nothing but `wakeUp` and
   * `close` can be called meanwhile.
   */
  async process(handler, options, extras) {
    extras = extra(extras, ['signal'], 'consumer.process');
    const found = await waited(extras.signal, (cancellation) => this.#native.process(handled(handler, 'handler'), options, cancellation));
    return found;
  }
}

/** The events of a client, for a loop. */
class Events {
  #native;
  #heard;

  static {
    reach(Events, (object) => (#native in object ? object.#native : undefined));
  }

  constructor(native, key, heard) {
    makes(key, 'Events', 'client.events()');
    this.#native = native;
    this.#heard = heard;
    heard?.of(native);
  }

  /** The next event; null when the client and all that it made are gone. */
  async nextEvent(options) {
    const { signal } = extra(options, ['signal'], 'nextEvent');
    const found = await next(this.#heard, () =>
      waited(signal, (cancellation) => this.#native.nextEvent(cancellation)),
    );
    return found === null ? null : found;
  }

  [Symbol.asyncIterator]() {
    return items((options) => this.nextEvent(options), {});
  }
}

/** Reads the partitions that it is told to. One task reads; others may call everything else meanwhile. */
class PartitionConsumer {
  #native;
  #heard;

  static {
    reach(PartitionConsumer, (object) => (#native in object ? object.#native : undefined));
  }

  constructor(native, key, heard) {
    makes(key, 'PartitionConsumer', 'client.partitionConsumer(...)');
    this.#native = native;
    this.#heard = heard;
    heard?.of(native);
  }

  /** Reads a partition from `start` on, besides those before. */
  async assign(topic, partition, start, extras) {
    extras = extra(extras, ['signal'], 'partitionConsumer.assign');
    const found = await waited(extras.signal, (cancellation) => this.#native.assign(topic, partition, start, cancellation));
    return found;
  }

  /** Reads all partitions of a topic from `start` on, besides those before. */
  async assignTopic(topic, start, extras) {
    extras = extra(extras, ['signal'], 'partitionConsumer.assignTopic');
    const found = await waited(extras.signal, (cancellation) => this.#native.assignTopic(topic, start, cancellation));
    return found;
  }

  /** Reads a partition no more. */
  async unassign(topic, partition, extras) {
    extras = extra(extras, ['signal'], 'partitionConsumer.unassign');
    const found = await waited(extras.signal, (cancellation) => this.#native.unassign(topic, partition, cancellation));
    forget(this);
    return found;
  }

  /**
   * The next records of one partition; waits until there are some. Null once the consumer was closed, or if
   * nothing is assigned, and once for each `wakeUp`.
   */
  async nextBatch(options) {
    const { signal } = extra(options, ['signal'], 'nextBatch');
    const found = await next(this.#heard, () =>
      waited(signal, (cancellation) => this.#native.nextBatch(cancellation)),
    );
    return found === null ? null : new RecordBatch(found, KEY);
  }

  /** The batches that come, until the consumer is closed. */
  batches(options) {
    return items((options) => this.nextBatch(options), extra(options, ['signal'], 'batches'));
  }

  /** The records that come, until the consumer is closed; those that a loop has left come in the next one. */
  records(options) {
    return records(this, (options) => this.nextBatch(options), extra(options, ['signal'], 'records'));
  }

  [Symbol.asyncIterator]() {
    return this.records();
  }

  /** Has the call of `nextBatch` that waits, or else the next one, give null. */
  wakeUp() {
    try {
      const found = this.#native.wakeUp();
      return found;
    } catch (error) {
      throw raised(error);
    }
  }

  /** The partitions that are assigned. */
  async assignment(extras) {
    extras = extra(extras, ['signal'], 'partitionConsumer.assignment');
    const found = await waited(extras.signal, (cancellation) => this.#native.assignment(cancellation));
    return found;
  }

  /** The offset that is handed out next of a partition, if it is known. */
  async position(topic, partition, extras) {
    extras = extra(extras, ['signal'], 'partitionConsumer.position');
    const found = await waited(extras.signal, (cancellation) => this.#native.position(topic, partition, cancellation));
    return found;
  }

  /** Goes on elsewhere in a partition. */
  async seek(topic, partition, start, extras) {
    extras = extra(extras, ['signal'], 'partitionConsumer.seek');
    const found = await waited(extras.signal, (cancellation) => this.#native.seek(topic, partition, start, cancellation));
    forget(this);
    return found;
  }

  /** Hands out nothing of a partition until `resume`. */
  async pause(topic, partition, extras) {
    extras = extra(extras, ['signal'], 'partitionConsumer.pause');
    const found = await waited(extras.signal, (cancellation) => this.#native.pause(topic, partition, cancellation));
    return found;
  }

  /** Hands out records of a partition again. */
  async resume(topic, partition, extras) {
    extras = extra(extras, ['signal'], 'partitionConsumer.resume');
    const found = await waited(extras.signal, (cancellation) => this.#native.resume(topic, partition, cancellation));
    return found;
  }

  /** The partitions that are paused. */
  async paused(extras) {
    extras = extra(extras, ['signal'], 'partitionConsumer.paused');
    const found = await waited(extras.signal, (cancellation) => this.#native.paused(cancellation));
    return found;
  }

  /** The first offsets of partitions. */
  async beginningOffsets(partitions, extras) {
    extras = extra(extras, ['signal'], 'partitionConsumer.beginningOffsets');
    const found = await waited(extras.signal, (cancellation) => this.#native.beginningOffsets(partitions, cancellation));
    return found;
  }

  /** The offsets behind the last records of partitions. */
  async endOffsets(partitions, extras) {
    extras = extra(extras, ['signal'], 'partitionConsumer.endOffsets');
    const found = await waited(extras.signal, (cancellation) => this.#native.endOffsets(partitions, cancellation));
    return found;
  }

  /** How many records are behind the position, in each partition that is assigned. */
  async lag(extras) {
    extras = extra(extras, ['signal'], 'partitionConsumer.lag');
    const found = await waited(extras.signal, (cancellation) => this.#native.lag(cancellation));
    return found;
  }

  /** Commits the end of a batch for the group of the option `group.id`, of which the consumer is no member. */
  async commit(batch, extras) {
    extras = extra(extras, ['signal'], 'partitionConsumer.commit');
    const found = await waited(extras.signal, (cancellation) => this.#native.commit(checked(RecordBatch, batch, 'batch'), cancellation));
    return found;
  }

  /** Ends the consumer, and loops over it. */
  async close(extras) {
    extras = extra(extras, ['signal'], 'partitionConsumer.close');
    const found = await waited(extras.signal, (cancellation) => this.#native.close(cancellation));
    forget(this);
    this.#heard?.check();
    return found;
  }

  async [asyncDispose]() {
    await this.close();
  }
}

/** Sends records in batches. Its calls may come from several threads and tasks at once. */
class Producer {
  #native;
  #heard;

  static {
    reach(Producer, (object) => (#native in object ? object.#native : undefined));
  }

  constructor(native, key, heard) {
    makes(key, 'Producer', 'client.producer(...)');
    this.#native = collecting(native);
    this.#heard = heard;
    heard?.of(native);
  }

  /**
   * Takes a record into a batch, and tells what becomes of it. Blocks, for at most
   * `max.block.ms`, while the topic is not known yet, or while the producer's memory is used up.
   */
  send(topic, value, key, extras) {
    try {
      extras = extra(extras, ['partition', 'timestamp', 'headers'], 'producer.send');
      const found = this.#native.send(topic, value, key, extras.partition, extras.timestamp, extras.headers);
      return delivered(found);
    } catch (error) {
      throw raised(error);
    }
  }

  /** As `send`, but only the next `flush` tells if it fails. The cheapest way to send many. */
  produce(topic, value, key, extras) {
    try {
      extras = extra(extras, ['partition', 'timestamp', 'headers'], 'producer.produce');
      const found = this.#native.produce(topic, value, key, extras.partition, extras.timestamp, extras.headers);
      return found;
    } catch (error) {
      throw raised(error);
    }
  }

  /**
   * Sends records of one topic, and waits until all are written, in the time of the slowest; fails with
   * the first error.
   */
  async sendMany(topic, records, extras) {
    extras = extra(extras, ['signal'], 'producer.sendMany');
    const found = await waited(extras.signal, (cancellation) => this.#native.sendMany(topic, records, cancellation));
    return found;
  }

  /**
   * As `produce`, for many values that lie back to back in `data`; `ends` says where each of them ends, as
   * 32-bit integers with the low byte first.
   */
  sendPacked(topic, data, ends, extras) {
    try {
      extras = extra(extras, ['partition'], 'producer.sendPacked');
      const found = this.#native.sendPacked(topic, data, ends, extras.partition);
      return found;
    } catch (error) {
      throw raised(error);
    }
  }

  /**
   * Waits until all records that were sent before have an outcome; nothing lingers any more. Fails with
   * the first error.
   */
  async flush(extras) {
    extras = extra(extras, ['signal'], 'producer.flush');
    const found = await waited(extras.signal, (cancellation) => this.#native.flush(cancellation));
    return found;
  }

  /**
   * Gets the producer's id from the coordinator of its transactional id, which fences older producers
   * with the same one. `begin` does it where it is still to be done.
   */
  async initTransactions(extras) {
    extras = extra(extras, ['signal'], 'producer.initTransactions');
    const found = await waited(extras.signal, (cancellation) => this.#native.initTransactions(cancellation));
    return found;
  }

  /** Begins a transaction. A producer has one at a time. */
  async begin(extras) {
    extras = extra(extras, ['signal'], 'producer.begin');
    const found = await waited(extras.signal, (cancellation) => this.#native.begin(cancellation));
    return new Transaction(found, KEY);
  }

  /** Flushes, and takes no more records. Takes at most `delivery.timeout.ms`. */
  async close(extras) {
    extras = extra(extras, ['signal'], 'producer.close');
    const found = await waited(extras.signal, (cancellation) => this.#native.close(cancellation));
    return found;
  }

  async [asyncDispose]() {
    await this.close();
  }

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
  async process(consumer, transform, extras) {
    extras = extra(extras, ['signal'], 'producer.process');
    const found = await waited(extras.signal, (cancellation) => this.#native.process(checked(Consumer, consumer, 'consumer'), asked(transform, 'transform'), cancellation));
    return found;
  }

  /**
   * As `process`, for one transaction: gives the number of records that were read once it is committed; null once
   * the consumer was closed or woken up.
   */
  async processNext(consumer, transform, extras) {
    extras = extra(extras, ['signal'], 'producer.processNext');
    const found = await waited(extras.signal, (cancellation) => this.#native.processNext(checked(Consumer, consumer, 'consumer'), asked(transform, 'transform'), cancellation));
    return found;
  }
}

/**
 * A schema registry with Confluent's REST API: Confluent's own, Karapace, Redpanda, Apicurio's compatible one. Ids
 * and schemas by id are asked for once and kept. Failures to reach it have the advice to try again.
 */
class SchemaRegistry {
  #native;
  #heard;

  static {
    reach(SchemaRegistry, (object) => (#native in object ? object.#native : undefined));
  }

  constructor(native, key, heard) {
    makes(key, 'SchemaRegistry', 'await SchemaRegistry.connect(...) or await SchemaRegistry.inMemory()');
    this.#native = native;
    this.#heard = heard;
    heard?.of(native);
  }

  /**
   * A client of the registry at this address, `http://host:port`; several have commas between and are tried in turn.
   * Nothing is asked yet.
   */
  static async connect(url, options, extras) {
    extras = extra(extras, ['signal'], 'schemaRegistry.connect');
    const found = await waited(extras.signal, (cancellation) => native.SchemaRegistry.connect(url, options, cancellation));
    return new SchemaRegistry(found, KEY);
  }

  /** A registry in this process, for tests: every schema is taken, and is compared as text. */
  static async inMemory(extras) {
    extras = extra(extras, ['signal'], 'schemaRegistry.inMemory');
    const found = await waited(extras.signal, (cancellation) => native.SchemaRegistry.inMemory(cancellation));
    return new SchemaRegistry(found, KEY);
  }

  /**
   * Registers a schema under a subject, or finds it there; gives its id. Fails with `InvalidInput` if the registry
   * does not take it, for instance as it is not compatible with the one before.
   */
  async register(subject, schema, extras) {
    extras = extra(extras, ['signal'], 'schemaRegistry.register');
    const found = await waited(extras.signal, (cancellation) => this.#native.register(subject, schema, cancellation));
    return found;
  }

  /** The id and the version that a schema has under a subject; fails with `InvalidInput` if it is not registered there. */
  async find(subject, schema, extras) {
    extras = extra(extras, ['signal'], 'schemaRegistry.find');
    const found = await waited(extras.signal, (cancellation) => this.#native.find(subject, schema, cancellation));
    return found;
  }

  /** The newest schema of a subject. It is asked for each time. */
  async latest(subject, extras) {
    extras = extra(extras, ['signal'], 'schemaRegistry.latest');
    const found = await waited(extras.signal, (cancellation) => this.#native.latest(subject, cancellation));
    return found;
  }

  /** One version of a subject, from 1 on. */
  async version(subject, version, extras) {
    extras = extra(extras, ['signal'], 'schemaRegistry.version');
    const found = await waited(extras.signal, (cancellation) => this.#native.version(subject, version, cancellation));
    return found;
  }

  /** The schema with an id; `InvalidInput` if there is none. */
  async byId(id, extras) {
    extras = extra(extras, ['signal'], 'schemaRegistry.byId');
    const found = await waited(extras.signal, (cancellation) => this.#native.byId(id, cancellation));
    return found;
  }

  /**
   * The id to write the keys or values of a topic with, as Confluent's serializers find it: of a schema that is
   * registered at first, or only looked for (`auto.register.schemas=false`), or of the newest of the subject, where no
   * schema is needed (`use.latest.version`). What `record_name` says is the full name of the record's type, which some
   * strategies name subjects by. The answer is kept, that for the newest, too.
   */
  async idToWrite(topic, part, extras) {
    extras = extra(extras, ['schema', 'recordName', 'options', 'signal'], 'schemaRegistry.idToWrite');
    const found = await waited(extras.signal, (cancellation) => this.#native.idToWrite(topic, part, extras.schema, extras.recordName, extras.options, cancellation));
    return found;
  }

  /**
   * A key or a value as Confluent's serializers write it: a zero, the schema's id, and the payload, which is what
   * the schema's format makes of a value. `indexes` is the place of the message in Protobuf, the first of its file where
   * it is left out. Asks nobody.
   */
  frame(kind, id, payload, extras) {
    try {
      extras = extra(extras, ['indexes'], 'schemaRegistry.frame');
      const found = this.#native.frame(kind, id, payload, extras.indexes);
      return found;
    } catch (error) {
      throw raised(error);
    }
  }

  /** The id and the payload of a key or a value that was written so; fails with `Unreadable` if it was not. Asks nobody. */
  unframe(kind, data) {
    try {
      const found = this.#native.unframe(kind, data);
      return found;
    } catch (error) {
      throw raised(error);
    }
  }

  /** Closes the connections to the registry. `frame` and `unframe` go on. */
  async close(extras) {
    extras = extra(extras, ['signal'], 'schemaRegistry.close');
    const found = await waited(extras.signal, (cancellation) => this.#native.close(cancellation));
    return found;
  }

  async [asyncDispose]() {
    await this.close();
  }

  /** All subjects. `deleted` lists those too that were deleted and are not gone yet. */
  async subjects(extras) {
    extras = extra(extras, ['deleted', 'signal'], 'schemaRegistry.subjects');
    const found = await waited(extras.signal, (cancellation) => this.#native.subjects(extras.deleted, cancellation));
    return found;
  }

  /**
   * The versions of a subject, oldest first; `InvalidInput` if it is not there. `deleted` lists those too that were
   * deleted and are not gone yet.
   */
  async versions(subject, extras) {
    extras = extra(extras, ['deleted', 'signal'], 'schemaRegistry.versions');
    const found = await waited(extras.signal, (cancellation) => this.#native.versions(subject, extras.deleted, cancellation));
    return found;
  }

  /**
   * Deletes a subject and gives its versions. It is no more found, but what was written with its schemas can still be
   * read. With `permanent` it is gone with the ids that no other subject has, whether it was deleted before or not. Fails
   * with `InvalidInput` if it is not there, or if other schemas name one of its own.
   */
  async deleteSubject(subject, extras) {
    extras = extra(extras, ['permanent', 'signal'], 'schemaRegistry.deleteSubject');
    const found = await waited(extras.signal, (cancellation) => this.#native.deleteSubject(subject, extras.permanent, cancellation));
    return found;
  }

  /** Deletes one version of a subject, as `deleteSubject` does all of them. */
  async deleteVersion(subject, version, extras) {
    extras = extra(extras, ['permanent', 'signal'], 'schemaRegistry.deleteVersion');
    const found = await waited(extras.signal, (cancellation) => this.#native.deleteVersion(subject, version, extras.permanent, cancellation));
    return found;
  }

  /**
   * Whether a schema goes with the newest one of a subject, or with one version, as the subject's compatibility asks for.
   * Nothing is registered. Fails with `InvalidInput` if there is no such version.
   */
  async checkCompatibility(subject, schema, extras) {
    extras = extra(extras, ['version', 'signal'], 'schemaRegistry.checkCompatibility');
    const found = await waited(extras.signal, (cancellation) => this.#native.checkCompatibility(subject, schema, extras.version, cancellation));
    return found;
  }

  /** Which changes of a subject's schema are taken; without a subject, of all that do not say it themselves. */
  async compatibility(extras) {
    extras = extra(extras, ['subject', 'signal'], 'schemaRegistry.compatibility');
    const found = await waited(extras.signal, (cancellation) => this.#native.compatibility(extras.subject, cancellation));
    return found;
  }

  /** Sets which changes of a subject's schema are taken; without a subject, of all that do not say it themselves. */
  async setCompatibility(compatibility, extras) {
    extras = extra(extras, ['subject', 'signal'], 'schemaRegistry.setCompatibility');
    const found = await waited(extras.signal, (cancellation) => this.#native.setCompatibility(compatibility, extras.subject, cancellation));
    return found;
  }

  /** Forgets what was set: for a subject holds what holds for all, and for all what the registry itself was given. */
  async clearCompatibility(extras) {
    extras = extra(extras, ['subject', 'signal'], 'schemaRegistry.clearCompatibility');
    const found = await waited(extras.signal, (cancellation) => this.#native.clearCompatibility(extras.subject, cancellation));
    return found;
  }
}

/**
 * Reads topics as a member of a share group: records are acquired one by one, whatever partition they are in, and
 * each is accepted, released or rejected by itself. One task reads; others may call everything else meanwhile.
 * Loops give a batch at a time.
 */
class ShareConsumer {
  #native;
  #heard;

  static {
    reach(ShareConsumer, (object) => (#native in object ? object.#native : undefined));
  }

  constructor(native, key, heard) {
    makes(key, 'ShareConsumer', 'await client.shareConsumer(...)');
    this.#native = native;
    this.#heard = heard;
    heard?.of(native);
  }

  /**
   * The next records that were acquired, all of one partition; waits until there are some. Where
   * `share.acknowledgement.mode` is `implicit` this accepts those before; otherwise it fails while one of them is
   * not acknowledged. Null once the consumer was closed.
   */
  async nextBatch(options) {
    const { signal } = extra(options, ['signal'], 'nextBatch');
    const found = await next(this.#heard, () =>
      waited(signal, (cancellation) => this.#native.nextBatch(cancellation)),
    );
    return found === null ? null : found;
  }

  [Symbol.asyncIterator]() {
    return items((options) => this.nextBatch(options), {});
  }

  /**
   * Says what became of a record; the next `nextBatch` or `commit` sends it. Until then another call
   * changes it.
   */
  async acknowledge(record, kind, extras) {
    extras = extra(extras, ['signal'], 'shareConsumer.acknowledge');
    const found = await waited(extras.signal, (cancellation) => this.#native.acknowledge(record, kind, cancellation));
    return found;
  }

  /** Sends all acknowledgements, and waits until brokers have answered: whether those of each partition count. */
  async commit(extras) {
    extras = extra(extras, ['signal'], 'shareConsumer.commit');
    const found = await waited(extras.signal, (cancellation) => this.#native.commit(cancellation));
    return revived(found);
  }

  /** Reads these topics from now on, instead of those before; none leaves the group. */
  async subscribe(topics, extras) {
    extras = extra(extras, ['signal'], 'shareConsumer.subscribe');
    const found = await waited(extras.signal, (cancellation) => this.#native.subscribe(topics, cancellation));
    return found;
  }

  /** The topics that it reads. */
  async subscription(extras) {
    extras = extra(extras, ['signal'], 'shareConsumer.subscription');
    const found = await waited(extras.signal, (cancellation) => this.#native.subscription(cancellation));
    return found;
  }

  /** The partitions that it acquires records of; other members may, too. */
  async assignment(extras) {
    extras = extra(extras, ['signal'], 'shareConsumer.assignment');
    const found = await waited(extras.signal, (cancellation) => this.#native.assignment(cancellation));
    return found;
  }

  /** How many milliseconds a record stays acquired before others may get it; null before the first answer. */
  async acquisitionLockTimeoutMs(extras) {
    extras = extra(extras, ['signal'], 'shareConsumer.acquisitionLockTimeoutMs');
    const found = await waited(extras.signal, (cancellation) => this.#native.acquisitionLockTimeoutMs(cancellation));
    return found;
  }

  /** Sends what is acknowledged, gives back all other records, leaves the group, and ends loops. */
  async close(extras) {
    extras = extra(extras, ['signal'], 'shareConsumer.close');
    const found = await waited(extras.signal, (cancellation) => this.#native.close(cancellation));
    this.#heard?.check();
    return found;
  }

  async [asyncDispose]() {
    await this.close();
  }
}

/** An open transaction. Whoever drops it aborts it. */
class Transaction {
  #native;
  #heard;

  static {
    reach(Transaction, (object) => (#native in object ? object.#native : undefined));
  }

  constructor(native, key, heard) {
    makes(key, 'Transaction');
    this.#native = native;
    this.#heard = heard;
    heard?.of(native);
  }

  /** As `send` of a producer, within the transaction: only its commit makes the record count. */
  send(topic, value, key, extras) {
    try {
      extras = extra(extras, ['partition', 'timestamp', 'headers'], 'transaction.send');
      const found = this.#native.send(topic, value, key, extras.partition, extras.timestamp, extras.headers);
      return delivered(found);
    } catch (error) {
      throw raised(error);
    }
  }

  /** Has offsets of a consumer's group be committed with the transaction; each is the next one to read. */
  async sendOffsets(consumer, offsets, extras) {
    extras = extra(extras, ['signal'], 'transaction.sendOffsets');
    const found = await waited(extras.signal, (cancellation) => this.#native.sendOffsets(checked(Consumer, consumer, 'consumer'), offsets, cancellation));
    return found;
  }

  /**
   * Waits until all records are written, and commits. If that fails with the advice `Abort`, nothing is
   * committed; with `Retry` it is not known, and calling it again finds out.
   */
  async commit(extras) {
    extras = extra(extras, ['signal'], 'transaction.commit');
    const found = await waited(extras.signal, (cancellation) => this.#native.commit(cancellation));
    return found;
  }

  /** Aborts: readers of committed records see none of it. */
  async abort(extras) {
    extras = extra(extras, ['signal'], 'transaction.abort');
    const found = await waited(extras.signal, (cancellation) => this.#native.abort(cancellation));
    return found;
  }
}

module.exports = {
  Delivery,
  OttlaError,
  Record,
  RecordBatch,
  Admin,
  Broker,
  Client,
  Consumer,
  Events,
  PartitionConsumer,
  Producer,
  SchemaRegistry,
  ShareConsumer,
  Transaction,
  UnreachableError,
  TimedOutError,
  WrongProtocolError,
  UnsupportedError,
  UnknownTopicError,
  AlreadyExistsError,
  AuthenticationFailedError,
  NotAuthorizedError,
  InvalidInputError,
  TooLargeError,
  OffsetOutOfRangeError,
  LogTruncatedError,
  CorruptError,
  UnprocessedError,
  UnreadableError,
  RebalancedError,
  AbortedError,
  FencedError,
  ClosedError,
  BrokerError,
};
