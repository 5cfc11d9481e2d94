// Only a call that waits keeps this alive.
import { Broker, Client } from 'ottla';

const broker = await Broker.start();
await broker.createTopic('orders');
const client = await Client.embedded(broker);
const consumer = client.partitionConsumer();
await consumer.assign('orders', 0, { kind: 'BEGINNING' });
const reading = consumer.nextBatch();
setTimeout(() => client.producer({ lingerMs: 0 }).send('orders', 'paid'), 50).unref();
console.log((await reading).length);
