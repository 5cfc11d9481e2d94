// The helpers for tests, in node:test; test/runners has them in other runners.
'use strict';

const { strict: assert } = require('node:assert');
const { after, before, test } = require('node:test');
const { startKafka, useKafka } = require('ottla/testing');

const kafka = useKafka({ before, after });
assert.throws(() => kafka.client, /too early/);

test('a test has a broker, a topic and a client', async () => {
  const topic = await kafka.topic({ partitions: 2 });
  await kafka.producer().send(topic, 'paid');
  const consumer = await kafka.consumer({ groupId: 'tests', topics: [topic] });
  for await (const record of consumer) {
    assert.equal(record.value.toString(), 'paid');
    break;
  }
});

test('topics have names of their own', async () => {
  assert.notEqual(await kafka.topic(), await kafka.topic());
});

test('what is made is closed at the end', async () => {
  const own = await startKafka();
  const producer = own.producer();
  const broker = own.broker;
  await own.stop();
  assert.throws(() => producer.send('orders', 'x'), { code: 'CLOSED' });
  await assert.rejects(broker.createTopic('orders'), { code: 'CLOSED' });
});

test('who has no hooks is told so', () => {
  assert.throws(() => useKafka({}), /hooks of the test runner/);
});
