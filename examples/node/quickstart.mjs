// A broker in this process, one record in, one record out.
import { Broker, Client } from 'ottla';

const broker = await Broker.start(); // or a cluster that is there
const client = await Client.connect(broker.bootstrapServers);

const producer = client.producer({ lingerMs: 5 });
const written = await producer.send('orders', 'paid', '42');
console.log(`written at offset ${written.offset}`);

const consumer = await client.consumer({ groupId: 'billing', topics: ['orders'], autoOffsetReset: 'earliest' });
for await (const record of consumer) {
  console.log(`read from offset ${record.offset}: ${record.value}`);
  break;
}

await consumer.close();
await producer.close();
await client.close();
await broker.stop();
