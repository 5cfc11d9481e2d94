// Batches and their records. The bytes of a batch cross from Rust once, with a table of where each record is in
// them; a record is a view of both.
'use strict';

const { raised } = require('./errors.js');
const { KEY, makes, reach } = require('./objects.js');

const LONGS = 2;
const INTS = 5;
const [KEY_START, KEY_LENGTH, VALUE_START, VALUE_LENGTH, HEADERS] = [0, 1, 2, 3, 4];
const inspect = Symbol.for('nodejs.util.inspect.custom');

function slice(body, start, length) {
  return length < 0 ? null : body.subarray(start, start + length);
}

/** A record that was read: a view of its batch, which it keeps in memory. */
class Record {
  #parts;
  #index;

  constructor(parts, index, key) {
    if (key !== KEY) makes(key, 'Record');
    this.#parts = parts;
    this.#index = index;
  }

  get topic() {
    return this.#parts.topic;
  }

  get partition() {
    return this.#parts.partition;
  }

  get offset() {
    return this.#parts.longs[this.#index * LONGS];
  }

  get timestamp() {
    return this.#parts.longs[this.#index * LONGS + 1];
  }

  get key() {
    const { body, ints } = this.#parts;
    const at = this.#index * INTS;
    return slice(body, ints[at + KEY_START], ints[at + KEY_LENGTH]);
  }

  get value() {
    const { body, ints } = this.#parts;
    const at = this.#index * INTS;
    return slice(body, ints[at + VALUE_START], ints[at + VALUE_LENGTH]);
  }

  get headers() {
    const { ints, below } = this.#parts;
    return ints[this.#index * INTS + HEADERS] === 0 ? [] : below.headers(this.#index);
  }

  toObject() {
    const { topic, partition, offset, timestamp, key, value, headers } = this;
    return { topic, partition, offset, timestamp, key, value, headers };
  }

  [inspect](_, options, inspected) {
    return `Record ${inspected ? inspected(this.toObject(), options) : ''}`;
  }
}

class RecordBatch {
  #native;
  #parts;

  static {
    reach(RecordBatch, (object) => (#native in object ? object.#native : undefined));
  }

  constructor(native, key) {
    makes(key, 'RecordBatch');
    this.#native = native;
  }

  /** What records are views of. */
  static parts(batch) {
    return batch.#read();
  }

  #read() {
    if (this.#parts === undefined) {
      const below = this.#native;
      const { body, places } = below.parts();
      const count = below.len;
      this.#parts = {
        below,
        body,
        count,
        topic: below.topic,
        partition: below.partition,
        longs: new BigInt64Array(places, 0, count * LONGS),
        ints: new Int32Array(places, count * LONGS * 8, count * INTS),
      };
    }
    return this.#parts;
  }

  get topic() {
    return this.#native.topic;
  }

  get partition() {
    return this.#native.partition;
  }

  get length() {
    return this.#native.len;
  }

  get isEmpty() {
    return this.#native.isEmpty;
  }

  get nextOffset() {
    return this.#native.nextOffset;
  }

  get(index) {
    const parts = this.#read();
    if (!Number.isInteger(index)) throw new TypeError(`index must be a whole number, not ${index}`);
    return index >= 0 && index < parts.count ? new Record(parts, index, KEY) : null;
  }

  records() {
    return Array.from(this);
  }

  values() {
    const { body, ints, count } = this.#read();
    const values = new Array(count);
    for (let index = 0, at = 0; index < count; index += 1, at += INTS) {
      values[index] = slice(body, ints[at + VALUE_START], ints[at + VALUE_LENGTH]);
    }
    return values;
  }

  headers(index) {
    try {
      return this.#native.headers(index);
    } catch (error) {
      throw raised(error);
    }
  }

  *[Symbol.iterator]() {
    const parts = this.#read();
    for (let index = 0; index < parts.count; index += 1) yield new Record(parts, index, KEY);
  }

  [inspect]() {
    return `RecordBatch { topic: '${this.topic}', partition: ${this.partition}, length: ${this.length} }`;
  }
}

const parts = RecordBatch.parts;
delete RecordBatch.parts;

module.exports = { Record, RecordBatch, parts };
