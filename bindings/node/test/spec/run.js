// Runs a scenario of bindings/spec.
'use strict';

const { strict: assert } = require('node:assert');
const { randomUUID } = require('node:crypto');
const { setTimeout: wait } = require('node:timers/promises');
const ottla = require('ottla');
const api = require('./api.json');
const { argument, matches, upper } = require('./values.js');

/** What a scenario has made so far. */
class Scene {
  named = new Map();
  started = new Map();
  turn;

  /** A listener that notes what it is told. */
  listener(name) {
    const noted = [];
    const note = (what) => (partitions) => void noted.push({ what, partitions });
    this.named.set(name, noted);
    return { assigned: note('assigned'), revoked: note('revoked'), lost: note('lost') };
  }

  /** A function that notes the records that it handles, and fails where it is told to. */
  handler({ handler: name, fails = {}, fatal = [] }) {
    const noted = [];
    this.named.set(name, noted);
    const left = { ...fails };
    return async (record) => {
      noted.push({ record });
      const value = String(record.value);
      if (fatal.includes(value)) throw Object.assign(refused(value), { fatal: true });
      if (left[value] > 0) {
        left[value] -= 1;
        throw refused(value);
      }
    };
  }

  /** A function that notes the records that it gets, and gives each as it is, for another topic. */
  transform({ transform: name, to, fails, fatal }) {
    const handle = this.handler({ handler: name, fails, fatal });
    return async (records) => {
      const given = [];
      for (const record of records) {
        await handle(record);
        const { key, value, headers } = record;
        given.push({ topic: to, key, value, headers });
      }
      return given;
    };
  }
}

async function run(scenario) {
  const scene = new Scene();
  // Names that nobody has used in a cluster that outlives the scenario.
  scene.named.set('run', `node-${randomUUID()}`);
  let address = process.env.OTTLA_SPEC_KAFKA;
  if (scenario.on !== 'kafka') {
    const broker = await ottla.Broker.start(scenario.broker ?? {});
    scene.named.set('broker', broker);
    address = broker.bootstrapServers;
  }
  scene.named.set('client', await ottla.Client.connect(address));
  try {
    await steps(scenario.steps, scene);
  } finally {
    const open = [...scene.named.values()].reverse();
    for (const made of open) await (made?.close ?? made?.stop)?.call(made)?.catch(() => {});
  }
}

async function steps(list, scene) {
  for (const each of list) {
    try {
      await step(each, scene);
    } catch (error) {
      error.message = `${JSON.stringify(each)}: ${error.message}`;
      throw error;
    }
  }
}

async function step(each, scene) {
  if (each.for !== undefined) {
    const outer = scene.turn;
    for (scene.turn = 0; scene.turn < each.for; scene.turn += 1) await steps(each.steps, scene);
    scene.turn = outer;
    return;
  }
  if (each.until !== undefined) {
    const { until, ...once } = each;
    const began = Date.now();
    for (;;) {
      try {
        return await step(once, scene);
      } catch (error) {
        if (Date.now() - began > 20_000) throw error;
      }
    }
  }
  if (each.start !== undefined) {
    const abort = new AbortController();
    const doing = call(each, scene, abort.signal);
    doing.catch(() => {});
    scene.started.set(each.start, { abort, doing });
    return;
  }
  if (each.noted !== undefined) {
    const noted = scene.named.get(each.noted);
    while (noted.length < each.gives.length) await wait(5);
    matches(noted, each.gives, scene);
    return;
  }
  let outcome;
  try {
    outcome = await done(each, scene);
  } catch (error) {
    if (each.fails === undefined) throw error;
    return failed(error, each.fails);
  }
  assert.equal(each.fails, undefined, 'it should have failed');
  if (each.let !== undefined) scene.named.set(each.let, outcome.value);
  if (each.gives !== undefined) matches(plain(outcome.value), each.gives, scene);
}

/** In an object, for some things that come out can be awaited themselves. */
async function done(each, scene) {
  if (each.call !== undefined) return call(each, scene, undefined);
  if (each.read !== undefined) return { value: await read(scene.named.get(each.read), each.count) };
  if (each.loop !== undefined) return { value: await loop(scene.named.get(each.loop), each.count) };
  if (each.await !== undefined) return scene.started.get(each.await).doing;
  if (each.cancel !== undefined) return cancel(scene.started.get(each.cancel));
  if (each.close !== undefined) return { value: await scene.named.get(each.close)[Symbol.asyncDispose]() };
  throw new Error('nobody knows this step');
}

async function call(each, scene, signal) {
  const [of, name] = each.call.split('.');
  const target = scene.named.get(of) ?? ottla[of];
  assert.ok(target, `nothing has the name ${of}`);
  const known = api.functions[`${scene.named.has(of) ? target.constructor.name : of}.${name}`];
  assert.ok(known, `${each.call} is not there`);
  const given = { ...each.args };
  const take = (parameters) =>
    Object.entries(parameters).map(([parameter, { name, kind }]) => {
      const value = parameter in given ? argument(given[parameter], kind, scene) : undefined;
      delete given[parameter];
      return [name, value];
    });
  const placed = take(known.placed).map(([, value]) => value);
  const named = take(known.named).filter(([, value]) => value !== undefined);
  assert.deepEqual(Object.keys(given), [], `${each.call} takes no such thing`);
  if (signal !== undefined) named.push(['signal', signal]);
  if (named.length > 0) placed.push(Object.fromEntries(named));
  const member = target[known.name];
  if (typeof member !== 'function') return { value: member };
  const value = member.apply(target, placed);
  const keep = value instanceof ottla.Delivery && each.fails === undefined;
  return { value: keep ? value : await value };
}

async function read(consumer, count) {
  const records = [];
  while (records.length < count) records.push(...((await consumer.nextBatch()) ?? assert.fail('it has ended')).records());
  return records.slice(0, count);
}

async function loop(consumer, count) {
  const records = [];
  for await (const record of consumer) {
    records.push(record);
    if (records.length === count) break;
  }
  return records;
}

async function cancel({ abort, doing }) {
  abort.abort();
  await doing.then(
    () => {},
    (error) => assert.equal(error.name, 'AbortError', error),
  );
  return { value: undefined };
}

function refused(value) {
  return Object.assign(new Error(`${value} is refused`), { name: 'Refused' });
}

function failed(error, { kind, advice, code_name: codeName, message_has: has = [], comes_of: comesOf }) {
  assert.ok(error instanceof ottla.OttlaError, error);
  assert.equal(error.code, upper(kind), error.message);
  assert.ok(error instanceof ottla[`${kind}Error`]);
  if (advice !== undefined) assert.equal(error.advice, upper(advice));
  if (codeName !== undefined) assert.equal(error.brokerCodeName, codeName);
  for (const text of has) assert.ok(error.message.includes(text), `${error.message} has no '${text}'`);
  assert.equal(error.cause?.message, comesOf);
}

function plain(value) {
  return value instanceof ottla.RecordBatch ? value.records() : value;
}

module.exports = { run };
