// Records that are handled side by side by a function.
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

/** A consumer of a topic of its own with so many records. */
async function filled(t, topic, count) {
  await broker.createTopic(topic);
  const producer = client.producer();
  for (let index = 0; index < count; index += 1) producer.produce(topic, `value ${index}`);
  await producer.close();
  const options = { groupId: topic, topics: topic, autoOffsetReset: 'earliest', enableAutoCommit: false };
  const consumer = await client.consumer(options);
  t.after(() => consumer.close());
  return consumer;
}

test('functions run side by side', async (t) => {
  const consumer = await filled(t, 'side-by-side', 10);
  let here = 0;
  let open;
  const all = new Promise((resolve) => (open = resolve));
  const processing = consumer.process(async () => {
    here += 1;
    if (here === 10) open();
    // Only all of them together get past it.
    await all;
  });
  await all;
  consumer.wakeUp();
  await processing;
});

test('the name of an error is the kind of the failure', async (t) => {
  const consumer = await filled(t, 'named', 1);
  const fails = () => {
    throw new RangeError('there is no such shop');
  };
  await assert.rejects(consumer.process(fails, { processingRetries: 0 }), (error) => {
    assert.ok(error instanceof UnprocessedError);
    assert.match(error.message, /RangeError.*there is no such shop/);
    return true;
  });
});

test('what a function throws is the cause of the error, whatever it is', async (t) => {
  const consumer = await filled(t, 'causes', 1);
  for (const thrown of [new RangeError('there is no such shop'), 'closed', null, 7n]) {
    // Failures before the last one are not told.
    let calls = 0;
    const fails = async () => {
      calls += 1;
      throw calls === 1 ? new Error('the first time') : thrown;
    };
    const processing = consumer.process(fails, { processingRetries: 1, processingRetryBackoffMs: 1 });
    await assert.rejects(processing, (error) => {
      assert.ok(error instanceof UnprocessedError);
      assert.ok('cause' in error);
      assert.equal(error.cause, thrown);
      assert.ok(!Object.keys(error).includes('cause'));
      return true;
    });
  }
  await assert.rejects(consumer.process(() => {}, { processingRetries: -1 }), (error) => !('cause' in error));
});

test('what is no function is refused, and a signal breaks the call off', async (t) => {
  const consumer = await filled(t, 'refused', 1);
  await assert.rejects(consumer.process({}), { name: 'TypeError', message: 'handler must be a function, not object' });
  const abort = new AbortController();
  const processing = consumer.process(() => abort.abort(), {}, { signal: abort.signal });
  await assert.rejects(processing, { name: 'AbortError' });
  assert.deepEqual(await consumer.committed([{ topic: 'refused', partition: 0 }]), []);
});
