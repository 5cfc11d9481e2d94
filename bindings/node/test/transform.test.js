// Records that are read, transformed by a function, and written in transactions.
'use strict';

const { strict: assert } = require('node:assert');
const { after, before, test } = require('node:test');
const { Broker, Client, UnprocessedError } = require('ottla');

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

/** A producer, and a consumer of a topic of its own with one record. */
async function scene(t, topic) {
  await broker.createTopic(topic);
  const writer = client.producer();
  await writer.send(topic, 'value');
  await writer.close();
  const consumer = await client.consumer({
    groupId: topic,
    topics: topic,
    autoOffsetReset: 'earliest',
    enableAutoCommit: false,
    isolationLevel: 'read_committed',
  });
  const producer = client.producer({ transactionalId: topic });
  t.after(() => Promise.all([consumer.close(), producer.close()]));
  const committed = async () => (await consumer.committed([{ topic, partition: 0 }])).map(({ offset }) => offset);
  return { consumer, producer, committed };
}

const mistakes = [
  ['nothing', undefined, /TypeError: what transform gives is undefined/],
  ['a number', 5, /TypeError: what the function gives must be an array, not 5/],
  ['a record without a topic', [{ value: 'x' }], /TypeError: what the function gives\[0\]\.topic must be text/],
  [
    'a misspelt name',
    [{ topic: 'x', valeu: 'x' }],
    /InvalidInputError: what the function gives\[0\]: there is no 'valeu'; did you mean 'value'\?/,
  ],
];
for (const [name, given, said] of mistakes) {
  test(`a function that gives ${name} by mistake commits nothing, and gets the record again`, async (t) => {
    const { consumer, producer, committed } = await scene(t, name.replaceAll(' ', '-'));
    await assert.rejects(producer.process(consumer, () => given), (error) => {
      assert.ok(error instanceof UnprocessedError);
      assert.match(error.message, said);
      return true;
    });
    assert.deepEqual(await committed(), []);
    assert.equal(await producer.processNext(consumer, async () => []), 1n);
    assert.deepEqual(await committed(), [1n]);
  });
}

test('what a function throws is the cause of the error', async (t) => {
  const { consumer, producer } = await scene(t, 'cause');
  const mine = new RangeError('there is no such shop');
  await assert.rejects(
    producer.process(consumer, () => Promise.reject(mine)),
    (error) => error instanceof UnprocessedError && error.cause === mine,
  );
});

const mine = new RangeError('mine');
const throws = () => {
  throw mine;
};
const traps = [
  ['a getter', [Object.defineProperty({}, 'topic', { get: throws, enumerable: true })]],
  ['a proxy', [new Proxy({}, { ownKeys: throws })]],
  ['an element', Object.defineProperty([], '0', { get: throws })],
];
for (const [name, given] of traps) {
  test(`${name} that throws is a failure of the function, and leaves nothing behind`, async (t) => {
    const { consumer, producer, committed } = await scene(t, name.replaceAll(' ', '-'));
    await assert.rejects(producer.process(consumer, () => given), (error) => {
      assert.ok(error instanceof UnprocessedError);
      assert.equal(error.message, 'process records: RangeError: mine');
      assert.equal(error.cause, mine);
      return true;
    });
    assert.deepEqual(await committed(), []);
    assert.equal(await producer.processNext(consumer, () => []), 1n);
  });
}

test('what cannot be shown can be thrown', async (t) => {
  const { consumer, producer } = await scene(t, 'unseen');
  const unseen = Object.create(null);
  const transform = () => Promise.reject(unseen);
  await assert.rejects(
    producer.process(consumer, transform),
    (error) => error instanceof UnprocessedError && error.cause === unseen,
  );
});

test('what is no function or no consumer is refused, and a signal breaks the call off', async (t) => {
  const { consumer, producer, committed } = await scene(t, 'refused');
  await assert.rejects(producer.process(consumer, {}), {
    name: 'TypeError',
    message: 'transform must be a function, not object',
  });
  await assert.rejects(producer.process(producer, () => []), { name: 'TypeError' });
  const abort = new AbortController();
  const forever = () => {
    abort.abort();
    return new Promise(() => {});
  };
  await assert.rejects(producer.process(consumer, forever, { signal: abort.signal }), { name: 'AbortError' });
  assert.deepEqual(await committed(), []);
  assert.equal(await producer.processNext(consumer, () => []), 1n);
});
