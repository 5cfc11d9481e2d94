// The programs of the README run.
'use strict';

const { strict: assert } = require('node:assert');
const { execFileSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { test } = require('node:test');

const here = join(__dirname, '..');
const readme = readFileSync(join(here, 'README.md'), 'utf8');
const [first, errors, tests] = [...readme.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => code);

/** What a program prints; test runners must not take it for one of their own. */
function printed(code) {
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  return execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: here, env, timeout: 20_000 }).toString();
}

test('the first lines', () => {
  assert.equal(printed(first), '0n\n0n paid\n');
});

test('errors', () => {
  const client = `import { Broker, Client } from 'ottla';
    const client = await Client.embedded(await Broker.start({ 'auto.create.topics.enable': false }));\n`;
  assert.match(printed(client + errors), /^UNKNOWN_TOPIC\n(RETRY|FATAL)\n/);
});

test('tests', () => {
  assert.match(printed(tests), /^(# |ℹ )pass 1$/m);
});
