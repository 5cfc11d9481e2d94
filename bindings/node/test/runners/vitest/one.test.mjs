// The helpers in Vitest.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OttlaError } from 'ottla';
import { useKafka } from 'ottla/testing';

const kafka = useKafka({ beforeAll, afterAll });

test('a test has a broker, a topic and a client', async () => {
  const topic = await kafka.topic();
  await kafka.producer().send(topic, 'one');
  const consumer = await kafka.consumer({ groupId: 'tests', topics: [topic] });
  for await (const record of consumer) {
    expect(record.value.toString()).toBe('one');
    break;
  }
  await expect(kafka.broker.createTopic(topic)).rejects.toBeInstanceOf(OttlaError);
});
