// What users do wrong is told by the right error, soon, and ends nothing.
'use strict';

const { strict: assert } = require('node:assert');
const { createServer } = require('node:http');
const { after, before, test } = require('node:test');
const ottla = require('ottla');
const { Broker, Client } = ottla;

let broker;
let client;

before(async () => {
  broker = await Broker.start();
  await broker.createTopic('orders');
  client = await Client.connect(broker.bootstrapServers);
});

after(async () => {
  await client.close();
  await broker.stop();
});

test('a value of a wrong type is told with its name', async () => {
  const producer = client.producer();
  const told = (message) => ({ name: 'TypeError', message });
  assert.throws(() => producer.send(5, 'x'), told('topic must be text, not 5'));
  assert.throws(() => producer.send('orders', {}), told('value must be text, a Buffer or a Uint8Array, not an object'));
  assert.throws(() => producer.send('orders', new Float64Array(2)), TypeError);
  assert.throws(() => producer.send('orders', 'x', 'k', { partition: 1.5 }), /partition must be a whole number/);
  assert.throws(() => producer.send('orders', 'x', 'k', { timestamp: 2 ** 60 }), /timestamp must be a bigint/);
  assert.throws(() => producer.send('orders', 'x', 'k', { timestamp: 2n ** 64n }), /timestamp must be a bigint/);
  assert.throws(() => producer.send('orders', 'x', 'k', { headers: [{ key: 1 }] }), /headers\[0\]\.key must be text, not 1/);
  const headed = (headers) => () => producer.send('orders', 'x', 'k', { headers });
  assert.throws(headed({ trace: 1 }), told("headers['trace'] must be text, a Buffer or a Uint8Array, not 1"));
  assert.throws(headed('trace'), told("headers must be an array, or an object with a field for each, not 'trace'"));
  assert.throws(headed(null), told('headers must be an array, or an object with a field for each, not null'));
  assert.throws(() => producer.send('orders', 'x', 'k', 5), TypeError);
  const admin = client.admin();
  await assert.rejects(admin.createTopics('orders'), told("topics must be an array, not 'orders'"));
  await assert.rejects(admin.createTopics([{ name: 'a', partitions: '3' }]), /topics\[0\]\.partitions/);
  await assert.rejects(admin.createTopics([{}]), told('topics[0].name must be text, not undefined'));
  await assert.rejects(Client.connect(9092), told('bootstrapServers must be text, not 9092'));
  await assert.rejects(Client.connect('127.0.0.1:1', 'acks'), told("options must be an object, not 'acks'"));
  assert.throws(() => client.producer({ lingerMs: () => 5 }), /options\.lingerMs must be/);
  await assert.rejects(client.partitionConsumer().assign('orders', 0, { kind: 'MIDDLE' }), /start\.kind must be one of 'BEGINNING'/);
  await assert.rejects(client.consumer({ groupId: 'g' }, { listener: { assigned: 5 } }), TypeError);
  await assert.rejects(client.close({ signal: 'now' }), TypeError);
});

test('a misspelt name is told with the nearest', async () => {
  const invalid = (...has) => (error) => {
    assert.ok(error instanceof ottla.InvalidInputError, error);
    assert.equal(error.code, 'INVALID_INPUT');
    for (const text of has) assert.ok(error.message.includes(text), error.message);
    return true;
  };
  assert.throws(() => client.producer({ lingrMs: 1, acks: '2' }), invalid('lingr.ms', 'linger.ms', 'acks'));
  assert.throws(() => client.producer().send('orders', 'x', 'k', { partion: 1 }), invalid('partion', "'partition'"));
  await assert.rejects(client.admin().createTopics([{ nam: 'x' }]), invalid('topics[0]', "'name'"));
  await assert.rejects(client.consumer({ groupId: 'g' }, { listener: { asigned() {} } }), invalid("'assigned'"));
  await assert.rejects(client.consumer({ groupId: 'g' }, { listener: {} }), {
    name: 'TypeError',
    message: 'listener has none of the functions assigned, revoked, lost',
  });
  await assert.rejects(Broker.start({ 'log.retention.hour': 1 }), invalid('log.retention.hour'));
});

test('objects of one class are not taken for those of another', async () => {
  const consumer = client.partitionConsumer();
  await assert.rejects(consumer.commit(client), { name: 'TypeError', message: 'batch must be a RecordBatch, not Client' });
  await assert.rejects(Client.embedded({}), TypeError);
  await assert.rejects(Client.embedded(undefined), TypeError);
  const written = (ways) => ({ name: 'TypeError', message: new RegExp(`write ${ways}`) });
  assert.throws(() => new ottla.Client('127.0.0.1:9092'), written('await Client\\.connect\\(\\.\\.\\.\\)'));
  assert.throws(() => new ottla.Producer(), written('(await )?client\\.producer\\(\\.\\.\\.\\)'));
  assert.throws(() => ottla.Producer.prototype.send.call({}, 'orders', 'x'), TypeError);
});

test('what was closed says so', async () => {
  const producer = client.producer();
  const consumer = client.partitionConsumer();
  await producer.close();
  await consumer.close();
  await consumer.close();
  assert.throws(() => producer.send('orders', 'x'), ottla.ClosedError);
  await assert.rejects(consumer.seek('orders', 0, { kind: 'END' }), ottla.ClosedError);
  assert.equal(await consumer.nextBatch(), null);
  const stopped = await Broker.start();
  await stopped.stop();
  await stopped.stop();
  await assert.rejects(stopped.createTopic('orders'), ottla.ClosedError);
  await assert.rejects(Client.embedded(stopped), ottla.ClosedError);
});

test('close ends a loop that waits', async () => {
  const consumer = client.partitionConsumer();
  await consumer.assign('orders', 0, { kind: 'END' });
  const looped = (async () => {
    for await (const record of consumer) assert.fail(record);
    return 'ended';
  })();
  await new Promise((resolve) => setImmediate(resolve));
  await consumer.close();
  assert.equal(await looped, 'ended');
});

test('what a listener throws comes out of the call that reads', async () => {
  const listener = {
    assigned() {
      throw new RangeError('no room');
    },
  };
  const consumer = await client.consumer({ groupId: 'thrown', topics: ['orders'], autoOffsetReset: 'earliest' }, { listener });
  await assert.rejects(consumer.nextBatch(), { name: 'RangeError', message: 'no room' });
  const producer = client.producer({ lingerMs: 0 });
  await producer.send('orders', 'after');
  const batch = await consumer.nextBatch();
  assert.equal(batch.get(0).value.toString(), 'after');
  await consumer.close();
});

test('a getter that throws is told as it is', async () => {
  const topic = {
    get name() {
      throw new RangeError('mine');
    },
  };
  await assert.rejects(client.admin().createTopics([topic]), { name: 'RangeError', message: 'mine' });
});

test('nobody, and a web server, are told within a second', async () => {
  const began = performance.now();
  await assert.rejects(Client.connect('127.0.0.1:1'), (error) => {
    assert.ok(error instanceof ottla.UnreachableError);
    assert.ok(error instanceof ottla.OttlaError);
    assert.ok(error instanceof Error);
    assert.equal(error.name, 'UnreachableError');
    assert.equal(error.advice, 'RETRY');
    assert.equal(error.operation, 'connect');
    assert.equal(error.context.broker, '127.0.0.1:1');
    assert.equal(error.brokerCode, null);
    assert.match(error.stack, /misuse\.test\.js/);
    return true;
  });
  const server = createServer((_, response) => response.end('no'));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  await assert.rejects(Client.connect(`127.0.0.1:${server.address().port}`), ottla.WrongProtocolError);
  server.close();
  server.closeAllConnections();
  assert.ok(performance.now() - began < 2000);
});

test('an error of the broker has its number and name', async () => {
  const [refusal] = (await client.admin().createTopics([{ name: 'orders' }])).refused;
  assert.ok(refusal.error instanceof ottla.AlreadyExistsError);
  assert.equal(refusal.error.brokerCode, 36);
  assert.equal(refusal.error.brokerCodeName, 'TOPIC_ALREADY_EXISTS');
});

test('a signal breaks a call off with its reason', async () => {
  const consumer = client.partitionConsumer();
  await consumer.assign('orders', 0, { kind: 'END' });
  const abort = new AbortController();
  const reading = consumer.nextBatch({ signal: abort.signal });
  abort.abort(new Error('enough'));
  await assert.rejects(reading, { message: 'enough' });
  await assert.rejects(consumer.nextBatch({ signal: abort.signal }), { message: 'enough' });
  await assert.rejects(consumer.nextBatch({ signal: AbortSignal.timeout(20) }), { name: 'TimeoutError' });
  const producer = client.producer({ lingerMs: 0 });
  await producer.send('orders', 'still there');
  assert.equal((await consumer.nextBatch()).length, 1);
  await consumer.close();
});

test('the objects of callers stay as they are', async () => {
  const options = Object.freeze({ lingerMs: 0 });
  const record = Object.freeze({ value: 'x', headers: Object.freeze([Object.freeze({ key: 'a' })]) });
  const producer = client.producer(options);
  await producer.sendMany('orders', Object.freeze([record]));
  const value = Buffer.from('before');
  const delivery = producer.send('orders', value);
  value.fill('x');
  const { offset } = await delivery;
  const consumer = client.partitionConsumer();
  await consumer.assign('orders', 0, { kind: 'OFFSET', at: offset });
  const [read] = (await consumer.nextBatch()).records();
  assert.equal(read.value.toString(), 'before');
  await consumer.close();
});
