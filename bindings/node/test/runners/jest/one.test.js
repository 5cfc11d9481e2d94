// The helpers in Jest, in a context of its own.
'use strict';

const { OttlaError } = require('ottla');
const { useKafka } = require('ottla/testing');

const kafka = useKafka();

test('a test has a broker, a topic and a client', async () => {
  const topic = await kafka.topic();
  await kafka.producer().send(topic, 'one');
  const consumer = await kafka.consumer({ groupId: 'tests', topics: [topic] });
  for await (const record of consumer) {
    expect(record.value.toString()).toBe('one');
    expect(record.offset).toBe(0n);
    break;
  }
  await expect(kafka.broker.createTopic(topic)).rejects.toBeInstanceOf(OttlaError);
});
