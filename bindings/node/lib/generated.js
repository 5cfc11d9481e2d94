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
const { listened, next } = require('./listener.js');

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

/** Another producer with the same transactional id took over. */
class FencedError extends OttlaError {}
define('FENCED', FencedError);

/** The client, producer or consumer was closed. */
class ClosedError extends OttlaError {}
define('CLOSED', ClosedError);

/** The broker answered with another error; the code says which. */
class BrokerError extends OttlaError {}
define('BROKER', BrokerError);

/** Administers a cluster. */
class Admin {
  #native;
  #heard;

  static {
    reach(Admin, (object) => (#native in object ? object.#native : undefined));
  }

  constructor(native, key, heard) {
    makes(key, 'Admin');
    this.#native = native;
    this.#heard = heard;
    heard?.of(native);
  }

  /** Creates topics; tells of those that could not be created. */
  async createTopics(topics, extras) {
    extras = extra(extras, ['signal'], 'admin.createTopics');
    const found = await waited(extras.signal, (cancellation) => this.#native.createTopics(topics, cancellation));
    return revived(found);
  }

  /** Deletes topics; tells of those that could not be deleted. */
  async deleteTopics(names, extras) {
    extras = extra(extras, ['signal'], 'admin.deleteTopics');
    const found = await waited(extras.signal, (cancellation) => this.#native.deleteTopics(names, cancellation));
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
    extras = extra(extras, ['signal'], 'admin.describeTopics');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeTopics(names, cancellation));
    return found;
  }

  /** Gives a topic more partitions: as many as this in all. */
  async createPartitions(topic, count, extras) {
    extras = extra(extras, ['signal'], 'admin.createPartitions');
    const found = await waited(extras.signal, (cancellation) => this.#native.createPartitions(topic, count, cancellation));
    return found;
  }

  /** The cluster and its brokers. */
  async describeCluster(extras) {
    extras = extra(extras, ['signal'], 'admin.describeCluster');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeCluster(cancellation));
    return found;
  }

  /** Offsets of partitions by time. */
  async listOffsets(partitions, extras) {
    extras = extra(extras, ['signal'], 'admin.listOffsets');
    const found = await waited(extras.signal, (cancellation) => this.#native.listOffsets(partitions, cancellation));
    return found;
  }

  /** Deletes the records before these offsets; tells of partitions where that did not work. */
  async deleteRecords(before, extras) {
    extras = extra(extras, ['signal'], 'admin.deleteRecords');
    const found = await waited(extras.signal, (cancellation) => this.#native.deleteRecords(before, cancellation));
    return revived(found);
  }

  /** The configuration of something. */
  async describeConfigs(resource, extras) {
    extras = extra(extras, ['signal'], 'admin.describeConfigs');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeConfigs(resource, cancellation));
    return found;
  }

  /** Changes keys of a configuration, all or none. */
  async alterConfigs(resource, changes, extras) {
    extras = extra(extras, ['signal'], 'admin.alterConfigs');
    const found = await waited(extras.signal, (cancellation) => this.#native.alterConfigs(resource, changes, cancellation));
    return found;
  }

  /** All groups. */
  async listGroups(extras) {
    extras = extra(extras, ['signal'], 'admin.listGroups');
    const found = await waited(extras.signal, (cancellation) => this.#native.listGroups(cancellation));
    return found;
  }

  /** Groups with their members; fails if one of them is not there. */
  async describeGroups(groupIds, extras) {
    extras = extra(extras, ['signal'], 'admin.describeGroups');
    const found = await waited(extras.signal, (cancellation) => this.#native.describeGroups(groupIds, cancellation));
    return found;
  }

  /** Deletes groups without members; tells of those that could not be deleted. */
  async deleteGroups(groupIds, extras) {
    extras = extra(extras, ['signal'], 'admin.deleteGroups');
    const found = await waited(extras.signal, (cancellation) => this.#native.deleteGroups(groupIds, cancellation));
    return revived(found);
  }

  /** What a group has committed. */
  async listGroupOffsets(groupId, extras) {
    extras = extra(extras, ['signal'], 'admin.listGroupOffsets');
    const found = await waited(extras.signal, (cancellation) => this.#native.listGroupOffsets(groupId, cancellation));
    return found;
  }

  /** Sets what a group has committed, while it has no members; tells of partitions where that did not work. */
  async alterGroupOffsets(groupId, offsets, extras) {
    extras = extra(extras, ['signal'], 'admin.alterGroupOffsets');
    const found = await waited(extras.signal, (cancellation) => this.#native.alterGroupOffsets(groupId, offsets, cancellation));
    return revived(found);
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
    makes(key, 'Broker');
    this.#native = native;
    this.#heard = heard;
    heard?.of(native);
  }

  /** Starts a broker. It answers when this returns. */
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
    makes(key, 'Client');
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

  /** Closes the client's connections. Producers and consumers are closed by themselves. */
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
    makes(key, 'Consumer');
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
}

/** The events of a client, for a loop. */
class Events {
  #native;
  #heard;

  static {
    reach(Events, (object) => (#native in object ? object.#native : undefined));
  }

  constructor(native, key, heard) {
    makes(key, 'Events');
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
    makes(key, 'PartitionConsumer');
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
    makes(key, 'Producer');
    this.#native = native;
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
