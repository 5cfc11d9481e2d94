// A broker for tests, with a client, and what is made from it, closed at the end: for node:test, Vitest and Jest.
'use strict';

const { Broker, Client } = require('./index.js');

/** A broker and a client of it. */
class Kafka {
  #broker;
  #client;
  #made = [];
  #topics = 0;

  /** Starts a broker with options of the broker, and connects a client with options of the client. */
  async start({ broker, client } = {}) {
    this.#broker = await Broker.start(broker);
    this.#client = await Client.connect(this.#broker.bootstrapServers, client);
    return this;
  }

  get broker() {
    return this.#there(this.#broker);
  }

  get client() {
    return this.#there(this.#client);
  }

  get bootstrapServers() {
    return this.broker.bootstrapServers;
  }

  /** Creates a topic with a name of its own, and gives the name. */
  async topic({ prefix = 'topic', ...options } = {}) {
    this.#topics += 1;
    const name = `${prefix}-${this.#topics}`;
    await this.broker.createTopic(name, options);
    return name;
  }

  producer(options) {
    return this.#kept(this.client.producer(options));
  }

  async consumer(options, extras) {
    return this.#kept(await this.client.consumer({ autoOffsetReset: 'earliest', ...options }, extras));
  }

  partitionConsumer(options) {
    return this.#kept(this.client.partitionConsumer(options));
  }

  /** Closes everything, what was made last first. */
  async stop() {
    for (const made of this.#made.reverse()) await made.close();
    this.#made = [];
    await this.#client?.close();
    await this.#broker?.stop();
  }

  [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    return this.stop();
  }

  #kept(made) {
    this.#made.push(made);
    return made;
  }

  #there(part) {
    if (part === undefined) throw new Error('ottla: the broker is started before the tests; this is too early');
    return part;
  }
}

/** A broker that the caller stops, or a block of `await using`. */
function startKafka(options) {
  return new Kafka().start(options);
}

/**
 * A broker for all tests of a file, or of a `describe`. `hooks` are those of the test runner: `{ before, after }` of
 * node:test, `{ beforeAll, afterAll }` of Vitest; left out, they are the global ones of Jest and Vitest.
 */
function useKafka(hooks = globalThis, options = {}) {
  const before = hooks.before ?? hooks.beforeAll;
  const after = hooks.after ?? hooks.afterAll;
  if (typeof before !== 'function' || typeof after !== 'function') {
    throw new TypeError(
      'useKafka has to know the hooks of the test runner: { before, after } or { beforeAll, afterAll }',
    );
  }
  const kafka = new Kafka();
  before(() => kafka.start(options));
  after(() => kafka.stop());
  return kafka;
}

module.exports = { Kafka, startKafka, useKafka };
