// Sends a record and waits for it, then many, and says where they went. OTTLA_BOOTSTRAP names a cluster; without it
// there is one in this process.
import { Broker, Client } from 'ottla';

const broker = process.env.OTTLA_BOOTSTRAP ? undefined : await Broker.start();
const client = await Client.connect(process.env.OTTLA_BOOTSTRAP ?? broker.bootstrapServers);
const producer = client.producer({ lingerMs: 5, compressionType: 'lz4' });

const written = await producer.send('orders', 'paid', '42', { headers: [{ key: 'source', value: 'shop' }] });
console.log(`order 42 is at ${written.topic}-${written.partition}@${written.offset}`);

for (let order = 0; order < 1000; order += 1) producer.produce('orders', 'shipped', String(order));
await producer.flush();
console.log('1000 orders were shipped');

await producer.close();
await client.close();
await broker?.stop();
