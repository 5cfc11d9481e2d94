// A whole broker in this process: for tests, and for programs that need no other.
import { AlreadyExistsError, Broker, Client } from 'ottla';

const broker = await Broker.start({ 'auto.create.topics.enable': false });
await broker.createTopic('orders', { partitions: 3, config: { 'cleanup.policy': 'compact' } });

// Without a socket; any other client of Kafka can connect to broker.bootstrapServers.
const client = await Client.embedded(broker);
const admin = client.admin();
const [topic] = await admin.describeTopics(['orders']);
console.log(`${topic.name} has ${topic.partitions.length} partitions`);

const [refusal] = (await admin.createTopics([{ name: 'orders' }])).refused;
if (!(refusal.error instanceof AlreadyExistsError)) throw refusal.error;
console.log(`once more: ${refusal.error.brokerCodeName}`);

const written = await client.producer().send('orders', 'paid', '42');
console.log(`the first record has offset ${written.offset}`);

await client.close();
await broker.stop();
