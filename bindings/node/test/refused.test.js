// A broker that does not believe the client's password: told at once, by the right class, and without the password.
'use strict';

const { strict: assert } = require('node:assert');
const { createServer } = require('node:net');
const { test } = require('node:test');
const { AuthenticationFailedError, Client } = require('ottla');

const [METADATA, SASL_HANDSHAKE, API_VERSIONS, SASL_AUTHENTICATE] = [3, 17, 18, 36];
const REFUSAL = 'Authentication failed: Invalid username or password';

const short = (number) => [(number >> 8) & 255, number & 255];
const int = (number) => [...short(number >> 16), ...short(number)];

/** What a broker of Kafka answers. */
function body(api, version) {
  if (api === API_VERSIONS) {
    const served = [[SASL_HANDSHAKE, 1], [API_VERSIONS, 0], [SASL_AUTHENTICATE, 1], [METADATA, 12]];
    const unsupportedVersion = version > 0 ? 35 : 0;
    return [...short(unsupportedVersion), ...int(served.length), ...served.flatMap(([key, newest]) => [...short(key), 0, 0, ...short(newest)])];
  }
  if (api === SASL_HANDSHAKE) return [...short(0), ...int(1), ...short(5), ...Buffer.from('PLAIN')];
  return [...short(58), ...short(REFUSAL.length), ...Buffer.from(REFUSAL), ...int(0), ...(version > 0 ? [...int(0), ...int(0)] : [])];
}

function answer(socket) {
  let received = Buffer.alloc(0);
  socket.on('error', () => {});
  socket.on('data', (data) => {
    received = Buffer.concat([received, data]);
    while (received.length >= 4 && received.length >= 4 + received.readInt32BE(0)) {
      const request = received.subarray(4, 4 + received.readInt32BE(0));
      received = received.subarray(4 + request.length);
      const answered = body(request.readInt16BE(0), request.readInt16BE(2));
      socket.write(Buffer.from([...int(4 + answered.length), ...request.subarray(4, 8), ...answered]));
    }
  });
}

test('a wrong password is told at once', async (t) => {
  const server = createServer(answer);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const address = `127.0.0.1:${server.address().port}`;
  const options = { securityProtocol: 'SASL_PLAINTEXT', saslMechanism: 'PLAIN', saslUsername: 'alice', saslPassword: 'of nobody' };
  const began = performance.now();
  await assert.rejects(Client.connect(address, options), (error) => {
    assert.ok(error instanceof AuthenticationFailedError, error);
    assert.match(error.message, /Invalid username or password/);
    assert.equal(error.advice, 'FATAL');
    assert.equal(error.context.broker, address);
    assert.ok(!error.message.includes('of nobody'));
    return true;
  });
  assert.ok(performance.now() - began < 1000);
});
