// Processes end when they should, whatever they have left open.
'use strict';

const { strict: assert } = require('node:assert');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');
const { test } = require('node:test');

/** Runs a program; one that hangs is ended, and has no code. */
async function program(name, ...args) {
  const all = ['--expose-gc', join(__dirname, 'programs', name), ...args];
  const child = spawn(process.execPath, all, { timeout: 20_000 });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const [code] = await once(child, 'close');
  return { code, output };
}

test('a process ends with everything open', async () => {
  for (let turn = 0; turn < 10; turn += 1) {
    assert.deepEqual(await program('open.mjs'), { code: 0, output: 'done\n' });
  }
});

test('a process ends in the middle of calls', async () => {
  for (let turn = 0; turn < 10; turn += 1) {
    assert.deepEqual(await program('open.mjs', 'exit'), { code: 7, output: '' });
  }
});

test('an exception of the program ends it with its own code', async () => {
  const { code, output } = await program('open.mjs', 'throw');
  assert.equal(code, 1, output);
  assert.match(output, /thrown by the program/);
});

test('a call that waits keeps the process alive', async () => {
  assert.deepEqual(await program('waits.mjs'), { code: 0, output: '1\n' });
});

test('workers may be ended in the middle of calls', async () => {
  assert.deepEqual(await program('worker.mjs'), { code: 0, output: 'from a worker\n' });
});

test('a broker goes on when its object has been collected', async () => {
  assert.deepEqual(await program('uncollected.mjs'), { code: 0, output: '0n\n' });
});
