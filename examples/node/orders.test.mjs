// A test of orders: a broker for all tests of the file, and what is made from it is closed at the end.
import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { useKafka } from 'ottla/testing';

const kafka = useKafka({ before, after });

test('orders are paid', async () => {
  const topic = await kafka.topic({ partitions: 3 });
  const written = await kafka.producer().send(topic, 'paid');
  assert.equal(written.offset, 0n);
});
