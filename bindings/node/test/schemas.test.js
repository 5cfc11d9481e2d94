// Schemas of a registry over HTTP: what is asked for, how often, and what its refusals are.
'use strict';

const { strict: assert } = require('node:assert');
const { once } = require('node:events');
const { createServer } = require('node:http');
const { after, before, beforeEach, test } = require('node:test');
const ottla = require('ottla');
const { SchemaRegistry } = ottla;

const STRING = { kind: 'AVRO', text: '"string"' };
let server;
let url;
let asked;
let refusal;
let waiting;

/** The part of Confluent's REST API that the tests need. */
async function answer(request, response) {
  asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`.trim());
  for await (const _ of request);
  await waiting;
  const found = request.method === 'POST' ? { id: 7 } : { schema: STRING.text };
  const [status, body] = refusal ? [refusal.status, { error_code: 1, message: refusal.message }] : [200, found];
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

before(async () => {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${server.address().port}`;
});

beforeEach(() => {
  [asked, refusal, waiting] = [[], undefined, undefined];
});

after(() => {
  server.closeAllConnections();
  server.close();
});

test('ids and schemas are asked for once', async () => {
  const registry = await SchemaRegistry.connect(url, { bearerAuthToken: 'xyzzy' });
  for (let turn = 0; turn < 3; turn += 1) {
    assert.equal(await registry.idToWrite('orders', 'VALUE', { schema: STRING }), 7);
    assert.deepEqual(await registry.byId(7), { ...STRING, references: [] });
  }
  assert.deepEqual(asked, ['POST /subjects/orders-value/versions Bearer xyzzy', 'GET /schemas/ids/7 Bearer xyzzy']);
  await registry.close();
  await assert.rejects(registry.byId(7), ottla.ClosedError);
});

test('who asks meanwhile waits for the same answer, and who gives up takes nothing from others', async () => {
  const registry = await SchemaRegistry.connect(url);
  let open;
  waiting = new Promise((resolve) => (open = resolve));
  const given = new AbortController();
  const first = registry.byId(7, { signal: given.signal });
  const others = Array.from({ length: 50 }, () => registry.byId(7));
  given.abort();
  await assert.rejects(first, { name: 'AbortError' });
  open();
  for (const found of await Promise.all(others)) assert.equal(found.text, STRING.text);
  assert.equal(asked.length, 1);
});

test('what the registry says is told, and is not kept', async () => {
  const registry = await SchemaRegistry.connect(url);
  for (const [status, kind] of [
    [404, ottla.InvalidInputError],
    [409, ottla.InvalidInputError],
    [401, ottla.AuthenticationFailedError],
    [403, ottla.NotAuthorizedError],
    [503, ottla.UnreachableError],
  ]) {
    refusal = { status, message: 'not so' };
    await assert.rejects(registry.byId(7), (error) => {
      assert.ok(error instanceof kind, `${status}: ${error}`);
      assert.match(error.message, /ask the schema registry: .*not so/);
      assert.deepEqual(error.context, { registry: url, schema: '7' });
      return true;
    });
  }
  refusal = undefined;
  assert.equal((await registry.byId(7)).kind, 'AVRO');
});

test('payloads are bytes or text, and what was not framed is told', async () => {
  const registry = await SchemaRegistry.inMemory();
  const framed = registry.frame('JSON', 1, '{}');
  assert.deepEqual(framed, Buffer.from([0, 0, 0, 0, 1, 0x7b, 0x7d]));
  assert.deepEqual(registry.unframe('JSON', framed), { id: 1, payload: Buffer.from('{}'), indexes: [] });
  assert.deepEqual(registry.frame('PROTOBUF', 1, Buffer.of(9), { indexes: [1] }), Buffer.from([0, 0, 0, 0, 1, 2, 2, 9]));
  assert.throws(() => registry.unframe('JSON', '{}'), ottla.UnreadableError);
  assert.throws(() => registry.frame('XML', 1, '{}'), /kind must be one of 'AVRO'/);
  assert.throws(() => registry.frame('JSON', 1.5, '{}'), TypeError);
  assert.throws(() => registry.frame('JSON', 1, '{}', { indices: [1] }), /did you mean 'indexes'/);
});
