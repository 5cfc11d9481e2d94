// What users write has to be accepted, and what cannot work refused.
import {
  Admin,
  Broker,
  Client,
  Consumer,
  Delivery,
  Events,
  OttlaError,
  PartitionConsumer,
  Producer,
  Record,
  RecordBatch,
  SchemaRegistry,
  Transaction,
  UnknownTopicError,
  type Event,
  type RebalanceListener,
  type Schema,
  type TopicPartition,
  type Written,
} from 'ottla';

const signal: AbortSignal = AbortSignal.timeout(1000);

export async function produces(): Promise<bigint> {
  await using broker: Broker = await Broker.start({ 'auto.create.topics.enable': false });
  await broker.createTopic('orders', { partitions: 2, config: { 'cleanup.policy': 'compact' }, signal });
  const client: Client = await Client.connect(broker.bootstrapServers, { clientId: 'types' }, { signal });
  const producer: Producer = client.producer({ lingerMs: 5, 'batch.size': 1000, enableIdempotence: true });
  producer.produce('orders', null, 'key');
  producer.sendPacked('orders', Buffer.from('ab'), new Uint8Array(4), { partition: 0 });
  const delivery: Delivery = producer.send('orders', 'paid', Buffer.from('42'), {
    timestamp: 17,
    headers: [{ key: 'trace', value: 'x' }, { key: 'none' }],
  });
  producer.produce('orders', null, 'key', { headers: { trace: 'x', empty: Buffer.alloc(0), none: null } });
  const written: Written = await delivery;
  const many: Written[] = await producer.sendMany('orders', [{ value: 'a', timestamp: 1n }, {}]);
  const transaction: Transaction = await producer.begin();
  transaction.send('orders', 'paid');
  const outcome: 'COMMITTED' | 'ABORTED' = await transaction.abort();
  await producer.flush({ signal });
  // @ts-expect-error: records have values, or say that they have none.
  producer.send('orders');
  // @ts-expect-error: a misspelt option.
  client.producer({ lingrMs: 1 });
  // @ts-expect-error: it is a bigint.
  const offset: number = written.offset;
  return outcome === 'ABORTED' ? BigInt(offset) : (many[0]?.offset ?? -1n);
}

export async function frames(): Promise<Buffer> {
  await using registry: SchemaRegistry = await SchemaRegistry.connect('http://a:8081,http://b:8081', { basicAuthUserInfo: 'alice:xyzzy' });
  const schema = { kind: 'JSON', text: 'true' } as const;
  const id: number = await registry.idToWrite('orders', 'VALUE', { schema, options: { autoRegisterSchemas: false }, signal });
  const found: Schema = await registry.byId(id);
  // @ts-expect-error: it is one of three.
  registry.frame('XML', id, 'true');
  // @ts-expect-error: rust checks no values.
  await registry.idToWrite('orders', 'VALUE', { schema, options: { jsonFailInvalidSchema: true } });
  return registry.unframe(found.kind, registry.frame('PROTOBUF', id, new Uint8Array(1), { indexes: [0, 1] })).payload;
}

export async function consumes(client: Client): Promise<void> {
  const listener: RebalanceListener = {
    assigned: async (partitions: TopicPartition[]) => console.log(partitions),
  };
  await using consumer: Consumer = await client.consumer({ groupId: 'g', topics: ['a', 'b'] }, { listener });
  for await (const record of consumer) {
    const value: Buffer | null = record.value;
    const plain = record.toObject();
    plain.headers = [];
    // @ts-expect-error: records are read.
    record.offset = 1n;
    console.log(value?.toString(), record.headers[0]?.key);
  }
  for await (const batch of consumer.batches({ signal })) {
    const records: Record[] = batch.records();
    const values: (Buffer | null)[] = batch.values();
    const first: Record | null = batch.get(0);
    for (const record of batch) console.log(record.offset + batch.nextOffset, batch.length, records, values, first);
    await consumer.commit(batch);
  }
  const batch: RecordBatch | null = await consumer.nextBatch();
  const position: bigint | null = await consumer.position('a', 0);
  const other: PartitionConsumer = client.partitionConsumer();
  await other.assign('a', 0, { kind: 'OFFSET', at: position });
  // @ts-expect-error: there is no such place.
  await other.assign('a', 0, { kind: 'MIDDLE' });
  const admin: Admin = client.admin();
  const created = await admin.createTopics([{ name: 'a' }]);
  const refused: OttlaError[] = created.refused.map((refusal) => refusal.error);
  const id: string | null | undefined = created.found[0]?.id;
  await consumer.commitOffsets([{ topic: 'a', partition: 0, offset: 3 }]);
  await admin.alterConfigs({ kind: 'TOPIC', name: 'a' }, [{ key: 'retention.ms', operation: 'DELETE' }]);
  const events: Events = client.events();
  const event: Event | null = await events.nextEvent();
  console.log(batch, refused, event?.details['broker']);
}

export function looksAt(error: unknown): string {
  if (error instanceof UnknownTopicError) {
    const code: 'UNKNOWN_TOPIC' = error.code;
    return code;
  }
  if (error instanceof OttlaError && error.advice === 'RETRY') return error.context['topic'] ?? error.operation;
  // @ts-expect-error: nobody makes errors of ottla.
  return new OttlaError().message;
}
