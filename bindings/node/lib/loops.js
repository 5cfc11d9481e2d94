// Loops over what comes.
'use strict';

const { parts, Record } = require('./batch.js');
const { KEY } = require('./objects.js');

const DONE = Object.freeze({ value: undefined, done: true });
const EMPTY = Object.freeze({ count: 0 });
/** Of each consumer, what a loop has not handed out yet: its batch, and the next place in it. */
const rests = new WeakMap();

/** Loops over what `next` gives, until it gives null. */
function items(next, options) {
  let done = false;
  return {
    async next() {
      const value = done ? null : await next(options);
      if (value === null) {
        done = true;
        return DONE;
      }
      return { value, done: false };
    },
    async return(value) {
      done = true;
      return { value, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Loops over the records of a consumer. A record costs no call of Rust, and no wait within a batch. */
function records(consumer, next, options) {
  let rest = rests.get(consumer);
  if (rest === undefined) {
    rest = { parts: EMPTY, index: 0 };
    rests.set(consumer, rest);
  }
  let done = false;
  const more = async () => {
    while (!done) {
      const batch = await next(options);
      if (batch === null) {
        done = true;
      } else if (batch.length > 0) {
        rest.parts = parts(batch);
        rest.index = 1;
        return { value: new Record(rest.parts, 0, KEY), done: false };
      }
    }
    return DONE;
  };
  return {
    next() {
      if (done || rest.index >= rest.parts.count) return more();
      if (options.signal?.aborted) return Promise.reject(options.signal.reason);
      const value = new Record(rest.parts, rest.index, KEY);
      rest.index += 1;
      return Promise.resolve({ value, done: false });
    },
    async return(value) {
      done = true;
      return { value, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Forgets what a loop has not handed out: the consumer goes on elsewhere. */
function forget(consumer) {
  const rest = rests.get(consumer);
  if (rest !== undefined) [rest.parts, rest.index] = [EMPTY, 0];
}

module.exports = { forget, items, records };
