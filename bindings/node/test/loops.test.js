// Loops over consumers, batches and events.
'use strict';

const { strict: assert } = require('node:assert');
const { after, before, test } = require('node:test');
const { inspect } = require('node:util');
const ottla = require('ottla');
const { Broker, Client } = ottla;

let broker;
let client;

before(async () => {
  broker = await Broker.start();
  client = await Client.embedded(broker);
});

after(async () => {
  await client.close();
  await broker.stop();
});

/** A consumer of a topic of its own with so many records. */
async function filled(t, topic, count) {
  await broker.createTopic(topic);
  const producer = client.producer();
  for (let index = 0; index < count; index += 1) producer.produce(topic, `value ${index}`, `key ${index}`);
  await producer.close();
  const consumer = client.partitionConsumer();
  t.after(() => consumer[Symbol.asyncDispose]());
  await consumer.assign(topic, 0, { kind: 'BEGINNING' });
  return consumer;
}

test('a loop goes on where another one was left', async (t) => {
  const consumer = await filled(t, 'left', 10);
  const seen = [];
  for (let turn = 0; turn < 5; turn += 1) {
    let count = 0;
    for await (const record of consumer) {
      seen.push(record.offset);
      count += 1;
      if (count === 2) break;
    }
  }
  assert.deepEqual(seen, [0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n]);
});

test('seek has a loop go on elsewhere', async (t) => {
  const consumer = await filled(t, 'sought', 10);
  const seen = [];
  for await (const record of consumer) {
    seen.push(record.offset);
    if (seen.length === 2) await consumer.seek('sought', 0, { kind: 'OFFSET', at: 8 });
    if (seen.length === 4) break;
  }
  assert.deepEqual(seen, [0n, 1n, 8n, 9n]);
});

test('timers have their turn while a loop reads', async (t) => {
  const consumer = await filled(t, 'busy', 1);
  let ticked = 0;
  const timer = setInterval(() => (ticked += 1), 1);
  for (let turn = 0; turn < 300_000 && ticked === 0; turn += 1) {
    await consumer.assignment();
  }
  clearInterval(timer);
  assert.ok(ticked > 0);
});

test('a batch is read in every way', async (t) => {
  const consumer = await filled(t, 'ways', 3);
  const batch = await consumer.nextBatch();
  assert.equal(batch.length, 3);
  assert.equal(batch.isEmpty, false);
  assert.equal(batch.topic, 'ways');
  assert.equal(batch.partition, 0);
  assert.equal(batch.nextOffset, 3n);
  assert.deepEqual(batch.values().map(String), ['value 0', 'value 1', 'value 2']);
  assert.deepEqual(batch.records().map((record) => String(record.key)), ['key 0', 'key 1', 'key 2']);
  assert.equal(batch.get(3), null);
  assert.equal(batch.get(-1), null);
  assert.deepEqual(batch.headers(0), []);
  assert.deepEqual([...batch].map((record) => record.offset), [0n, 1n, 2n]);
  assert.match(inspect(batch.get(1)), /^Record {.*offset: 1n/s);
  assert.deepEqual(Object.keys(batch.get(1).toObject()), ['topic', 'partition', 'offset', 'timestamp', 'key', 'value', 'headers']);
});

test('values are of the reader, who may write into them', async (t) => {
  const consumer = await filled(t, 'written', 2);
  const batch = await consumer.nextBatch();
  batch.get(0).value.fill('x');
  await consumer.seek('written', 0, { kind: 'BEGINNING' });
  const again = await consumer.nextBatch();
  assert.equal(again.get(0).value.toString(), 'value 0');
});

test('events are looped over', async () => {
  const own = await Client.connect(broker.bootstrapServers);
  const events = own.events();
  const doing = (async () => {
    for await (const event of events) return event;
  })();
  const producer = own.producer();
  await broker.createTopic('eventful');
  await producer.send('eventful', 'x');
  const event = await doing;
  assert.equal(event.kind, 'CONNECTED');
  await producer.close();
  await own.close();
});

test('import gives what require gives', async () => {
  const imported = await import('ottla');
  for (const name of Object.keys(ottla)) assert.equal(imported[name], ottla[name]);
});
