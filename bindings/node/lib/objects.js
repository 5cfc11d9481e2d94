// How classes reach the objects of Rust below one another's instances, which nobody else may.
'use strict';

const KEY = Symbol('made by ottla');
const reaches = new Map();

/** Refuses instances that users make: they would have nothing below them. What gives one is said where it is known. */
function makes(key, name, instead) {
  if (key === KEY) return;
  const more = instead === undefined ? `ottla's functions give it` : `write ${instead}`;
  throw new TypeError(`a ${name} is not made with new: ${more}`);
}

/** Says how the object below an instance is found. */
function reach(made, find) {
  reaches.set(made, find);
}

/** The object below an argument, which must be of this class. */
function checked(made, object, name) {
  const found = typeof object === 'object' && object !== null ? reaches.get(made)(object) : undefined;
  if (found === undefined) {
    const given = object === null ? 'null' : (object?.constructor?.name ?? typeof object);
    throw new TypeError(`${name} must be a ${made.name}, not ${given}`);
  }
  return found;
}

/** Leaves blocks of `await using`; older runtimes of Node have no symbol for it. */
const asyncDispose = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose');

module.exports = { KEY, asyncDispose, checked, makes, reach };
