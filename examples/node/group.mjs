// Two members of a group share a topic: each record is read once, and the group remembers where it was.
import { Broker, Client } from 'ottla';

const broker = await Broker.start();
await broker.createTopic('orders', { partitions: 4 });
const client = await Client.connect(broker.bootstrapServers);

const member = () =>
  client.consumer({ groupId: 'billing', topics: ['orders'], autoOffsetReset: 'earliest', enableAutoCommit: false });
const members = [await member(), await member()];

// Reading is what takes part in a rebalance; there is nothing to read yet.
const half = async (consumer) => (await consumer.assignment()).length === 2;
while (!(await Promise.all(members.map(half))).every(Boolean)) {
  const reading = (consumer) => consumer.nextBatch({ signal: AbortSignal.timeout(50) });
  await Promise.allSettled(members.map(reading));
}

const producer = client.producer();
for (let order = 0; order < 100; order += 1) {
  producer.produce('orders', `order ${order}`, null, { partition: order % 4 });
}
await producer.close();

async function readHalf(consumer) {
  let read = 0;
  for await (const batch of consumer.batches()) {
    await consumer.commit(batch);
    read += batch.length;
    if (read >= 50) return read;
  }
}
const [first, second] = await Promise.all(members.map(readHalf));
console.log(`first read ${first}, second read ${second}`);
await Promise.all(members.map((consumer) => consumer.close()));

const committed = await client.admin().listGroupOffsets('billing');
const total = committed.reduce((sum, { offset }) => sum + offset, 0n);
console.log(`the group has committed ${total}`);
await client.close();
await broker.stop();
