// A worker that is ended in the middle of a call, again and again, and one that comes to its end.
import { once } from 'node:events';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { Broker, Client } from 'ottla';

if (isMainThread) {
  const broker = await Broker.start();
  await broker.createTopic('orders');
  const start = () => new Worker(fileURLToPath(import.meta.url), { workerData: broker.bootstrapServers });
  for (let turn = 0; turn < 10; turn += 1) {
    const worker = start();
    await once(worker, 'message');
    await worker.terminate();
  }
  const client = await Client.connect(broker.bootstrapServers);
  const consumer = client.partitionConsumer();
  await consumer.assign('orders', 0, { kind: 'BEGINNING' });
  console.log((await consumer.nextBatch()).get(0).value.toString());
} else {
  const client = await Client.connect(workerData);
  const producer = client.producer({ lingerMs: 0 });
  await producer.send('orders', 'from a worker');
  const consumer = await client.consumer({ groupId: 'workers', topics: ['orders'] }, { listener: { revoked() {} } });
  consumer.nextBatch().catch(() => {});
  client.events().nextEvent();
  parentPort.postMessage('reading');
}
