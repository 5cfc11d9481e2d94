// Makes a topic, looks at it, changes it and removes it.
import { Broker, Client } from 'ottla';

const broker = await Broker.start();
const client = await Client.connect(broker.bootstrapServers);
const admin = client.admin();

const orders = { name: 'orders', partitions: 2, config: { 'retention.ms': '60000' } };
for (const { error } of (await admin.createTopics([orders])).refused) throw error;
await admin.createPartitions('orders', 3);
const [topic] = await admin.describeTopics(['orders']);
console.log(`${topic.name} has ${topic.partitions.length} partitions`);

const resource = { kind: 'TOPIC', name: 'orders' };
await admin.alterConfigs(resource, [{ key: 'retention.ms', operation: 'SET', value: '120000' }]);
const retention = (await admin.describeConfigs(resource)).find(({ name }) => name === 'retention.ms');
console.log(`records are kept for ${retention.value} ms`);

await admin.deleteTopics(['orders']);
console.log(`${(await admin.listTopics()).length} topics are left`);
await client.close();
await broker.stop();
