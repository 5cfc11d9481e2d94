// Leaves everything open, and calls that wait for nothing.
import { Broker, Client } from 'ottla';

const broker = await Broker.start();
await broker.createTopic('orders');
const client = await Client.connect(broker.bootstrapServers);
const producer = client.producer();
const events = client.events();
const consumer = await client.consumer({ groupId: 'open', topics: ['orders'] }, { listener: { assigned() {} } });
for (let index = 0; index < 1000; index += 1) producer.produce('orders', `value ${index}`);
await producer.send('orders', 'paid');
await consumer.nextBatch({ signal: AbortSignal.timeout(100) }).catch(() => {});
if (process.argv[2] === 'exit') {
  consumer.nextBatch();
  events.nextEvent();
  producer.flush();
  process.exit(7);
}
if (process.argv[2] === 'throw') {
  consumer.nextBatch();
  throw new Error('thrown by the program');
}
console.log('done');
