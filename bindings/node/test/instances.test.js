// Several instances of this package's JavaScript in one environment, as test runners make them.
'use strict';

const { strict: assert } = require('node:assert');
const { test } = require('node:test');
const first = require('ottla');

test('deliveries of two instances are not mixed up', async () => {
  for (const path of Object.keys(require.cache)) {
    if (/[\\/](lib[\\/]|index\.js$)/.test(path) && !path.endsWith('native.js')) delete require.cache[path];
  }
  const second = require('ottla');
  assert.notEqual(first.Client, second.Client);
  const broker = await first.Broker.start();
  const made = [];
  for (const [topic, ottla] of Object.entries({ first, second })) {
    await broker.createTopic(topic);
    const client = await ottla.Client.connect(broker.bootstrapServers);
    made.push({ topic, producer: client.producer() });
  }
  const sent = [];
  for (let index = 0; index < 1000; index += 1) {
    for (const { topic, producer } of made) {
      // Not one after the other, so that chunks begin in either.
      if (topic === 'first' || index % 3 === 0) sent.push([topic, producer.send(topic, `${index}`)]);
    }
  }
  const next = { first: 0n, second: 0n };
  for (const [topic, delivery] of sent) {
    const written = await delivery;
    assert.equal(written.topic, topic);
    assert.equal(written.offset, next[topic]);
    next[topic] += 1n;
  }
  await broker.stop();
});
