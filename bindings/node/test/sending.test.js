// Records of one turn of the loop cross together (lib/sending.js): nobody notices but by the time it takes.
'use strict';

const { strict: assert } = require('node:assert');
const { after, before, test } = require('node:test');
const ottla = require('ottla');
const { Broker, Client } = ottla;

let broker;
let client;

before(async () => {
  broker = await Broker.start();
  client = await Client.connect(broker.bootstrapServers);
});

after(async () => {
  await client.close();
  await broker.stop();
});

async function written(topic, count) {
  const consumer = client.partitionConsumer();
  await consumer.assign(topic, 0, { kind: 'BEGINNING' });
  const read = [];
  for await (const { key, value } of consumer) {
    read.push([key?.toString() ?? null, value?.toString() ?? null]);
    if (read.length === count) break;
  }
  await consumer.close();
  return read;
}

test('headers may be an object, in the order of its fields', async () => {
  await broker.createTopic('headed');
  const producer = client.producer();
  const headers = Object.freeze({ b: 'x', a: Buffer.alloc(0), none: null });
  await producer.send('headed', 'x', null, { headers });
  await producer.sendMany('headed', [{ value: 'y', headers: { trace: new Uint8Array([1]) } }]);
  const consumer = client.partitionConsumer();
  await consumer.assign('headed', 0, { kind: 'BEGINNING' });
  const read = [];
  for await (const record of consumer) {
    read.push(record.headers.map(({ key, value }) => [key, value?.toString('hex') ?? null]));
    if (read.length === 2) break;
  }
  assert.deepEqual(read, [
    [
      ['b', '78'],
      ['a', ''],
      ['none', null],
    ],
    [['trace', '01']],
  ]);
  await consumer.close();
  await producer.close();
});

test('records are written in the order in which they are sent, however they cross', async () => {
  await broker.createTopic('order');
  const producer = client.producer({ lingerMs: 5 });
  const deliveries = [];
  const values = [];
  for (let index = 0; index < 5000; index += 1) {
    const value = index % 100 === 7 ? `${index}`.padEnd(9000, '-') : `${index}`;
    const named = index % 30 === 3 ? { partition: 0 } : undefined;
    values.push(value);
    if (index % 4 === 2) producer.produce('order', value, null, named);
    else deliveries.push([index, producer.send('order', value, undefined, named)]);
  }
  const many = producer.sendMany('order', [{ value: 'many' }]);
  for (const [index, delivery] of deliveries) assert.equal((await delivery).offset, BigInt(index));
  assert.equal((await many)[0].offset, 5000n);
  assert.deepEqual((await written('order', 5001)).map(([, value]) => value), [...values, 'many']);
  await producer.close();
});

test('nothing, empty, text and bytes stay what they are, also if the caller changes them', async () => {
  await broker.createTopic('kept');
  const producer = client.producer({ lingerMs: 5 });
  const buffer = Buffer.from('bytes');
  const given = [['a', 'first'], [null, null], ['', ''], ['ключ', '値💡'], [buffer, buffer], [undefined, new Uint8Array(0)], ['\ud800', 'z']];
  for (const [key, value] of given) producer.send('kept', value, key);
  buffer.fill('x');
  await producer.flush();
  const kept = [['a', 'first'], [null, null], ['', ''], ['ключ', '値💡'], ['bytes', 'bytes'], [null, ''], ['\ufffd', 'z']];
  assert.deepEqual(await written('kept', kept.length), kept);
  await producer.close();
});

test('topics that take turns keep their records apart', async () => {
  const topics = Array.from({ length: 80 }, (_, index) => `turns-${index}`);
  const producer = client.producer({ lingerMs: 5 });
  for (const round of [0, 1, 2]) for (const topic of topics) producer.send(topic, `${topic} ${round}`);
  await producer.flush();
  for (const topic of ['turns-0', 'turns-70']) {
    assert.deepEqual(await written(topic, 3), [0, 1, 2].map((round) => [null, `${topic} ${round}`]));
  }
  await producer.close();
});

test('a record that is not taken fails its delivery and the next flush, and no other record', async () => {
  await broker.createTopic('refused');
  const producer = client.producer({ lingerMs: 5, 'max.request.size': 1000 });
  const first = producer.send('refused', 'first');
  const large = producer.send('refused', Buffer.alloc(2000));
  const last = producer.send('refused', 'last');
  await assert.rejects(large.written(), ottla.TooLargeError);
  assert.throws(() => large.partition, ottla.TooLargeError);
  await assert.rejects(producer.flush(), ottla.TooLargeError);
  assert.equal((await first).offset, 0n);
  assert.equal((await last).offset, 1n);
  await producer.flush();

  producer.produce('refused', 'first');
  producer.produce('refused', Buffer.alloc(2000));
  await assert.rejects(producer.flush(), ottla.TooLargeError);
  await producer.close();
});

test('the partition of a record is known at once', async () => {
  await broker.createTopic('placed');
  const producer = client.producer();
  producer.send('placed', 'direct');
  const collected = producer.send('placed', 'collected');
  assert.equal(collected.partition, 0);
  assert.equal((await collected.written()).offset, 1n);
  await producer.close();
});

test('what was collected is written before a producer is closed, and nothing is taken after it', async () => {
  await broker.createTopic('closed');
  const producer = client.producer({ lingerMs: 1000 });
  for (let index = 0; index < 10; index += 1) producer.send('closed', `${index}`);
  const closing = producer.close();
  await closing;
  assert.throws(() => producer.send('closed', 'late'), ottla.ClosedError);
  assert.equal((await written('closed', 10)).length, 10);
});

test('a wait for memory that is in vain is had once for a buffer', async () => {
  await broker.createTopic('full');
  const producer = client.producer({ lingerMs: 0, 'buffer.memory': 40_000, maxBlockMs: 300, requestTimeoutMs: 1000, deliveryTimeoutMs: 2000 });
  const value = Buffer.alloc(4000);
  producer.send('full', 'first');
  await producer.flush();
  await broker.stop();
  const began = performance.now();
  producer.send('full', 'direct');
  const deliveries = Array.from({ length: 30 }, () => producer.send('full', value).written());
  // The first have room, and time out later.
  const outcomes = await Promise.allSettled(deliveries.slice(12));
  assert.ok(outcomes.every(({ reason }) => reason instanceof ottla.TimedOutError), outcomes[0].reason);
  const took = performance.now() - began;
  assert.ok(took < 3000, `${took} ms`);
  await Promise.allSettled(deliveries);
});
