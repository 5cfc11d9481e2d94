// Makes bills of orders so that each order becomes one bill: records and offsets count together or not at all.
import { Broker, Client } from 'ottla';

const broker = await Broker.start();
await broker.createTopic('orders');
await broker.createTopic('bills');
const client = await Client.connect(broker.bootstrapServers);

const orders = client.producer();
for (let order = 0; order < 10; order += 1) orders.produce('orders', `order ${order}`);
await orders.close();

const consumer = await client.consumer({
  groupId: 'billing',
  topics: ['orders'],
  autoOffsetReset: 'earliest',
  enableAutoCommit: false,
});
const producer = client.producer({ transactionalId: 'billing' });
const batch = await consumer.nextBatch();
const offsets = [{ topic: batch.topic, partition: batch.partition, offset: batch.nextOffset }];

const failed = await producer.begin();
failed.send('bills', 'a bill that nobody sees');
console.log(`the first try was ${(await failed.abort()).toLowerCase()}`);

// readme: transaction
const transaction = await producer.begin();
for (const order of batch) transaction.send('bills', `bill of ${order.value}`);
await transaction.sendOffsets(consumer, offsets);
await transaction.commit();
// readme: end

const reader = client.partitionConsumer({ isolationLevel: 'read_committed' });
await reader.assign('bills', 0, { kind: 'BEGINNING' });
let read = 0;
for await (const bill of reader) {
  read += 1;
  if (read === 10) {
    console.log(`${read} bills were read, the last is '${bill.value}'`);
    break;
  }
}

await Promise.all([reader.close(), producer.close(), consumer.close()]);
await client.close();
await broker.stop();
