// The helpers have types, too.
import { after, before } from 'node:test';
import { startKafka, useKafka, type Kafka } from 'ottla/testing';

const kafka: Kafka = useKafka({ before, after }, { broker: { 'num.partitions': 2 } });

export async function tests(): Promise<string> {
  await using own = await startKafka();
  const topic: string = await own.topic({ partitions: 2 });
  await kafka.producer().send(topic, 'x');
  return topic;
}
