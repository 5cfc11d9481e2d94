// One measurement of one client, as a process: `records.mjs CLIENT MEASURE --bootstrap HOST:PORT --topic T --records N`.
// Prints names and numbers in turns. `cargo xtask bench bindings` runs it, in turns with the other clients. The
// modules are those of the folder that it lies in.
import { strict as assert } from 'node:assert';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

const require = createRequire(import.meta.url);
const VALUE = Buffer.from(Array.from({ length: 100 }, (_, index) => index));
/** Messages of one call, where a client takes lists. */
const CHUNK = 1000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    bootstrap: { type: 'string', default: '' },
    topic: { type: 'string', default: '' },
    records: { type: 'string', default: '0' },
  },
});
const { bootstrap, topic } = values;
const records = Number(values.records);

/** The clock on the wall, and the processor that this process uses, all threads and the kernel included. */
function clock() {
  const wall = performance.now();
  const cpu = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    const seconds = (performance.now() - wall) / 1e3;
    console.log(`records_s ${Math.round(records / seconds)} cpu_us ${((user + system) / records).toFixed(4)}`);
  };
}

async function oneByOne(send) {
  for (let index = 0; index < 200; index += 1) await send();
  const found = [];
  for (let index = 0; index < records; index += 1) {
    const began = performance.now();
    await send();
    found.push(performance.now() - began);
  }
  found.sort((one, other) => one - other);
  const at = (part) => (found[Math.floor(found.length * part)] * 1e3).toFixed(1);
  console.log(`p50_us ${at(0.5)} p99_us ${at(0.99)}`);
}

/** Lists of messages, a few of which are under way at once. */
async function inLists(message, send) {
  const underWay = new Set();
  for (let sent = 0; sent < records; sent += CHUNK) {
    const list = Array.from({ length: CHUNK }, message);
    const sending = send(list).then(() => underWay.delete(sending));
    underWay.add(sending);
    if (underWay.size >= 5) await Promise.race(underWay);
  }
  await Promise.all(underWay);
}

const ottla = {
  async with(act) {
    const { Client } = require('ottla');
    const client = await Client.connect(bootstrap);
    await act(client);
    await client.close();
  },
  /** Makes the topic, and fills it. */
  prepare: () =>
    ottla.with(async (client) => {
      await client.admin().createTopics([{ name: topic, partitions: 1, config: { 'retention.bytes': String(2 ** 30) } }]);
      const producer = client.producer({ lingerMs: 5 });
      for (let index = 0; index < records; index += 1) producer.produce(topic, VALUE);
      await producer.close();
    }),
  remove: () => ottla.with((client) => client.admin().deleteTopics([topic])),
  send: () =>
    ottla.with(async (client) => {
      const producer = client.producer({ lingerMs: 5 });
      await producer.send(topic, VALUE);
      const done = clock();
      for (let index = 0; index < records; index += 1) producer.send(topic, VALUE);
      await producer.flush();
      done();
      await producer.close();
    }),
  /** As above, and each outcome is waited for. */
  awaited: () =>
    ottla.with(async (client) => {
      const producer = client.producer({ lingerMs: 5 });
      await producer.send(topic, VALUE);
      const done = clock();
      for (let sent = 0; sent < records; sent += CHUNK) {
        await Promise.all(Array.from({ length: CHUNK }, () => producer.send(topic, VALUE)));
      }
      done();
      await producer.close();
    }),
  produce: () =>
    ottla.with(async (client) => {
      const producer = client.producer({ lingerMs: 5 });
      await producer.send(topic, VALUE);
      const done = clock();
      for (let index = 0; index < records; index += 1) producer.produce(topic, VALUE);
      await producer.flush();
      done();
      await producer.close();
    }),
  one: () =>
    ottla.with(async (client) => {
      const producer = client.producer({ lingerMs: 0 });
      await oneByOne(() => producer.send(topic, VALUE));
      await producer.close();
    }),
  async embedded() {
    const { Broker, Client } = require('ottla');
    const broker = await Broker.start();
    const client = await Client.embedded(broker);
    const producer = client.producer({ lingerMs: 0 });
    await oneByOne(() => producer.send(topic, VALUE));
    await client.close();
    await broker.stop();
  },
  batches: () =>
    ottla.with(async (client) => {
      const consumer = client.partitionConsumer();
      let [read, bytes] = [0, 0];
      const done = clock();
      await consumer.assign(topic, 0, { kind: 'BEGINNING' });
      for await (const batch of consumer.batches()) {
        for (const value of batch.values()) bytes += value.length;
        read += batch.length;
        if (read >= records) break;
      }
      done();
      assert.equal(bytes, read * VALUE.length);
      await consumer.close();
    }),
  loop: () =>
    ottla.with(async (client) => {
      const consumer = client.partitionConsumer();
      let [read, bytes] = [0, 0];
      const done = clock();
      await consumer.assign(topic, 0, { kind: 'BEGINNING' });
      for await (const record of consumer) {
        bytes += record.value.length;
        read += 1;
        if (read >= records) break;
      }
      done();
      assert.equal(bytes, read * VALUE.length);
      await consumer.close();
    }),
  /** From the call that starts the broker to the first acknowledged record; its topic is made by it. */
  async start() {
    const { Broker, Client } = require('ottla');
    const began = performance.now();
    const broker = await Broker.start();
    const client = await Client.embedded(broker);
    await client.producer({ lingerMs: 0 }).send(topic, VALUE);
    console.log(`ms ${(performance.now() - began).toFixed(3)}`);
    await client.close();
    await broker.stop();
  },
  import: () => imported('ottla'),
};

const platformatic = {
  async with(act, options) {
    const { Producer } = require('@platformatic/kafka');
    const producer = new Producer({ clientId: 'bench', bootstrapBrokers: [bootstrap], ...options });
    await producer.send({ messages: [{ topic, value: VALUE }], acks: -1 });
    await act(producer);
    await producer.close();
  },
  // Without numbers against duplicates, which are off where nobody asks for them.
  send: () =>
    platformatic.with(async (producer) => {
      const done = clock();
      await inLists(
        () => ({ topic, value: VALUE }),
        (messages) => producer.send({ messages, acks: -1 }),
      );
      done();
    }),
  one: () => platformatic.with((producer) => oneByOne(() => producer.send({ messages: [{ topic, value: VALUE }], acks: -1 }))),
  async loop() {
    const { Consumer } = require('@platformatic/kafka');
    const consumer = new Consumer({ clientId: 'bench', groupId: topic, bootstrapBrokers: [bootstrap] });
    const done = clock();
    const stream = await consumer.consume({ topics: [topic], mode: 'earliest', autocommit: false, maxWaitTime: 100 });
    let [read, bytes] = [0, 0];
    for await (const message of stream) {
      bytes += message.value.length;
      read += 1;
      if (read >= records) break;
    }
    done();
    assert.equal(bytes, read * VALUE.length);
    await consumer.close(true);
  },
  import: () => imported('@platformatic/kafka'),
};

const kafkajs = {
  client() {
    const { Kafka, logLevel } = require('kafkajs');
    return new Kafka({ clientId: 'bench', brokers: [bootstrap], logLevel: logLevel.NOTHING });
  },
  async with(act) {
    const producer = kafkajs.client().producer({ createPartitioner: require('kafkajs').Partitioners.DefaultPartitioner });
    await producer.connect();
    await producer.send({ topic, messages: [{ value: VALUE }] });
    await act(producer);
    await producer.disconnect();
  },
  send: () =>
    kafkajs.with(async (producer) => {
      const done = clock();
      await inLists(
        () => ({ value: VALUE }),
        (messages) => producer.send({ topic, messages }),
      );
      done();
    }),
  one: () => kafkajs.with((producer) => oneByOne(() => producer.send({ topic, messages: [{ value: VALUE }] }))),
  /** A function for each message: there is no loop. */
  async loop() {
    const consumer = kafkajs.client().consumer({ groupId: topic });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    let [read, bytes] = [0, 0];
    const done = clock();
    await new Promise((resolve) => {
      const eachMessage = async ({ message }) => {
        bytes += message.value.length;
        read += 1;
        if (read === records) resolve();
      };
      consumer.run({ autoCommit: false, eachMessage });
    });
    done();
    assert.equal(bytes, read * VALUE.length);
    await consumer.disconnect();
  },
  import: () => imported('kafkajs'),
};

/** The language alone: what a loop costs that does the least that the measurement asks for. */
const floor = {
  /** Each value is copied. */
  async send() {
    const kept = Buffer.alloc(CHUNK * VALUE.length);
    const done = clock();
    for (let index = 0; index < records; index += 1) kept.set(VALUE, (index % CHUNK) * VALUE.length);
    done();
  },
  /** Buffers for values that are in memory. */
  async batches() {
    const body = Buffer.alloc(CHUNK * VALUE.length, VALUE);
    let bytes = 0;
    const done = clock();
    for (let index = 0; index < records; index += 1) {
      const start = (index % CHUNK) * VALUE.length;
      bytes += body.subarray(start, start + VALUE.length).length;
    }
    done();
    assert.equal(bytes, records * VALUE.length);
  },
  /** An asynchronous iterator that never waits. */
  async loop() {
    const body = Buffer.alloc(CHUNK * VALUE.length, VALUE);
    let [read, bytes] = [0, 0];
    const found = {
      next: () => Promise.resolve({ value: body.subarray(0, VALUE.length), done: false }),
      return: () => Promise.resolve({ value: undefined, done: true }),
      [Symbol.asyncIterator]: () => found,
    };
    const done = clock();
    for await (const value of found) {
      bytes += value.length;
      read += 1;
      if (read >= records) break;
    }
    done();
  },
  /** A byte there and back over loopback TCP, both ends in this thread. */
  async one() {
    const net = require('node:net');
    const server = net.createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const socket = net.connect(server.address().port, '127.0.0.1').setNoDelay();
    await oneByOne(() => new Promise((resolve) => socket.once('data', resolve) && socket.write('x')));
    socket.destroy();
    server.close();
  },
  import: () => imported('node:http2'),
};

async function imported(name) {
  const began = performance.now();
  require(name);
  console.log(`ms ${(performance.now() - began).toFixed(2)}`);
}

const [client, measure] = positionals;
await { ottla, platformatic, kafkajs, floor }[client][measure]();
// Clients that keep something open do not keep the others waiting.
process.exit(0);
