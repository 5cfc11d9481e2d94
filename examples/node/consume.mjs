// Reads as a member of a group, record by record and then batch by batch, and commits what is done.
import { Broker, Client } from 'ottla';

const broker = await Broker.start();
await broker.createTopic('orders');
const client = await Client.connect(broker.bootstrapServers);

const producer = client.producer();
for (let order = 0; order < 100; order += 1) producer.produce('orders', `order ${order}`, String(order));
await producer.close();

const consumer = await client.consumer({
  groupId: 'billing',
  topics: ['orders'],
  autoOffsetReset: 'earliest',
  enableAutoCommit: false,
});
let read = 0;
for await (const record of consumer) {
  if (record.offset === 0n) console.log(`the first is '${record.value}'`);
  read += 1;
  if (read === 100) break;
}
await consumer.commitAll();
const [committed] = await consumer.committed([{ topic: 'orders', partition: 0 }]);
console.log(`${read} orders were read, and ${committed.offset} are committed`);

await consumer.seek('orders', 0, { kind: 'OFFSET', at: 90 });
for await (const batch of consumer.batches()) {
  console.log(`once more: ${batch.length} from offset ${batch.get(0).offset} on`);
  break;
}

await consumer.close();
await client.close();
await broker.stop();
