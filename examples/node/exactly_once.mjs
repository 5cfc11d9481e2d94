// Copies orders to bills, each exactly once, though the work fails in between.
import { Broker, Client, UnprocessedError } from 'ottla';

const COUNT = 100n;
const broker = await Broker.start();
const client = await Client.connect(broker.bootstrapServers);

const orders = client.producer();
for (let order = 0; order < COUNT; order += 1) orders.produce('orders', `order ${order}`);
await orders.close();

const reading = (groupId, topics) =>
  client.consumer({
    groupId,
    topics,
    autoOffsetReset: 'earliest',
    enableAutoCommit: false,
    isolationLevel: 'read_committed',
  });
const consumer = await reading('billing', 'orders');
const producer = client.producer({ transactionalId: 'billing-1' });

const fail = () => {
  throw new Error('the power is out');
};
try {
  await producer.processNext(consumer, fail);
} catch (error) {
  if (!(error instanceof UnprocessedError)) throw error;
  console.log('once more: the power is out');
}

// readme: process
const bill = (orders) => orders.map(({ value }) => ({ topic: 'bills', value: `bill of ${value}` }));

let copied = 0n;
// `process` goes on until the consumer is closed.
while (copied < COUNT) copied += (await producer.processNext(consumer, bill)) ?? 0n;
// readme: end
console.log(`${copied} orders became bills`);
await Promise.all([consumer.close(), producer.close()]);

const reader = await reading('readers of bills', 'bills');
let read = 0n;
for await (const _ of reader) {
  read += 1n;
  if (read === COUNT) break;
}
console.log(`${read} bills were read`);
await reader.close();
await client.close();
await broker.stop();
