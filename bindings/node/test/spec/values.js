// Values of scenarios as JavaScript has them, and back.
'use strict';

const { strict: assert } = require('node:assert');
const { OttlaError } = require('ottla');
const api = require('./api.json');

const camel = (name) => name.replaceAll(/[_.-](.)/g, (_, letter) => letter.toUpperCase());
const upper = (name) => name.replaceAll(/(?<!^)([A-Z])/g, '_$1').toUpperCase();

function texts(value, scene) {
  return value.replaceAll(/\$([a-z_0-9]+)/gi, (whole, name) => {
    if (name === 'i') return String(scene.turn ?? whole);
    if (name === 'broker') return scene.named.get('broker').bootstrapServers;
    return scene.named.has(name) ? String(scene.named.get(name)) : whole;
  });
}

function referred(path, scene) {
  const [name, ...fields] = path.split('.');
  assert.ok(scene.named.has(name), `nothing has the name ${name}`);
  return fields.reduce((value, field) => value[camel(field)], scene.named.get(name));
}

function bytes(value, scene) {
  if (value === null) return null;
  if (value.hex !== undefined) return Buffer.from(value.hex, 'hex');
  return Buffer.from(texts(value.bytes, scene).repeat(value.times ?? 1));
}

/** An argument; `kind` is what the API says of it. */
function argument(value, kind, scene) {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    if (value.ref !== undefined) return referred(value.ref, scene);
    if (value.joined !== undefined) return value.joined.map((part) => argument(part, 'plain', scene)).join('');
    if (value.listener !== undefined && Object.keys(value).length === 1) return scene.listener(value.listener);
    if (value.handler !== undefined) return scene.handler(value);
    if (value.transform !== undefined) return scene.transform(value);
    if (value.bytes !== undefined || value.hex !== undefined) return bytes(value, scene);
  }
  if (value === null) return null;
  if (kind.list !== undefined) return value.map((item) => argument(item, kind.list, scene));
  if (kind.record !== undefined) {
    const fields = api.records[kind.record];
    const entry = ([name, field]) => {
      // A misspelt name is passed on: that is what its scenario is about.
      const known = fields[name] ?? { name: camel(name), kind: 'plain' };
      return [known.name, argument(field, known.kind, scene)];
    };
    return Object.fromEntries(Object.entries(value).map(entry));
  }
  if (kind === 'enum') return upper(value);
  if (typeof value === 'string') return texts(value, scene);
  if (Array.isArray(value)) return value.map((item) => argument(item, 'plain', scene));
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, argument(item, 'plain', scene)]));
  }
  return value;
}

function shown(value) {
  return JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? `${item}n` : item));
}

/** Whether a value is what a scenario wants; says where not. */
function matches(actual, expected, scene, at = 'it') {
  const told = `${at} is ${shown(actual)}, not ${shown(expected)}`;
  if (expected === null) return assert.equal(actual ?? null, null, told);
  if (typeof expected === 'string') {
    const text = texts(expected, scene);
    return assert.ok(actual === text || actual === upper(text), told);
  }
  if (typeof expected === 'number') return assert.equal(Number(actual), expected, told);
  if (typeof expected === 'boolean') return assert.equal(actual, expected, told);
  if (Array.isArray(expected)) {
    assert.ok(Array.isArray(actual), told);
    assert.equal(actual.length, expected.length, told);
    return expected.forEach((item, index) => matches(actual[index], item, scene, `${at}[${index}]`));
  }
  return special(actual, expected, scene, at, told);
}

function special(actual, expected, scene, at, told) {
  if (expected.any) return assert.notEqual(actual ?? null, null, told);
  if (expected.at_least !== undefined) return assert.ok(Number(actual) >= expected.at_least, told);
  if (expected.has !== undefined) return assert.ok(String(actual).includes(texts(expected.has, scene)), told);
  if (expected.ref !== undefined) return assert.deepEqual(actual, referred(expected.ref, scene), told);
  if (expected.bytes !== undefined || expected.hex !== undefined) {
    return assert.ok(Buffer.isBuffer(actual) && actual.equals(bytes(expected, scene)), told);
  }
  if (expected.unordered !== undefined) {
    const rest = [...actual];
    for (const item of expected.unordered) {
      const index = rest.findIndex((candidate) => fits(candidate, item, scene));
      assert.notEqual(index, -1, told);
      rest.splice(index, 1);
    }
    return assert.equal(rest.length, 0, told);
  }
  assert.ok(typeof actual === 'object' && actual !== null, told);
  for (const [name, item] of Object.entries(expected)) {
    matches(field(actual, name), item, scene, `${at}.${name}`);
  }
}

/** A field; errors have those of ErrorInfo under the names that errors of JavaScript have. */
function field(actual, name) {
  // Keys of maps are what they are.
  if (!(actual instanceof OttlaError)) return name in actual ? actual[name] : actual[camel(name)];
  return { kind: actual.code, code: actual.brokerCode, code_name: actual.brokerCodeName }[name] ?? actual[camel(name)];
}

function fits(actual, expected, scene) {
  try {
    matches(actual, expected, scene);
    return true;
  } catch {
    return false;
  }
}

module.exports = { argument, fits, matches, upper };
