// Writes and reads a value with the id of its schema, as Confluent's serializers do. OTTLA_SCHEMA_REGISTRY names a
// registry; without it there is one in this process.
import { Broker, Client, SchemaRegistry, UnreadableError } from 'ottla';

const ORDER = `{"type": "object", "required": ["item", "amount"], "properties": {
    "item": {"type": "string"}, "amount": {"type": "integer"}}}`;

const address = process.env.OTTLA_SCHEMA_REGISTRY;
const registry = address ? await SchemaRegistry.connect(address) : await SchemaRegistry.inMemory();
const broker = await Broker.start();
const client = await Client.embedded(broker);

const schema = { kind: 'JSON', text: ORDER };
const id = await registry.idToWrite('orders', 'VALUE', { schema });
const order = JSON.stringify({ item: 'tea', amount: 3 });
const producer = client.producer();
await producer.send('orders', registry.frame('JSON', id, order));
const newest = await registry.latest('orders-value');
console.log(`orders-value: schema ${newest.id}, version ${newest.version}`);

const consumer = client.partitionConsumer();
await consumer.assign('orders', 0, { kind: 'BEGINNING' });
for await (const record of consumer) {
  console.log(`written: ${record.value.length} bytes`);
  const found = registry.unframe('JSON', record.value);
  const { kind } = await registry.byId(found.id);
  const value = kind === 'JSON' ? JSON.parse(found.payload) : undefined;
  console.log(`read: ${value.amount} of ${value.item}, by schema ${found.id}`);
  break;
}

try {
  registry.unframe('JSON', order);
} catch (error) {
  if (!(error instanceof UnreadableError)) throw error;
  console.log(`not written with a registry: ${error.code.toLowerCase()}`);
}
await consumer.close();
await producer.close();
await client.close();
await broker.stop();
await registry.close();
