// Records that are sent in one turn of the loop cross to Rust together: a call for each would cost more than all the rest.
// The first of a turn crosses at once, so what is sent alone waits for nothing; those after it are copied into one
// buffer, which crosses when the turn ends, when it is full, and before whatever else the producer is asked for.
'use strict';

const { Delivery } = require('./delivery.js');
const native = require('./native.js');
const { KEY } = require('./objects.js');

/** Bytes of a buffer: small enough for the processor's cache, large enough for a call to cost nothing. */
const BYTES = 64 * 1024;
/** What is larger is as well passed by itself: copying it twice would cost more than the call. */
const ALONE = 8 * 1024;
/** Records of a buffer: as long as one of their deliveries is held, all are. */
const RECORDS = 512;
/** Names of topics that a producer keeps. */
const TOPICS = 64;
/** Of each record: topic, whether somebody may ask for its outcome, length of key and of value. */
const INTS = 4;
const NOTHING = -1;

const NOW = Promise.resolve();
const copy = Uint8Array.prototype.set;

/** What becomes of the records of one buffer: known below once it has crossed. */
class Chunk {
  #sender;
  #below = null;

  constructor(sender) {
    this.#sender = sender;
  }

  crossed(below) {
    this.#below = below;
  }

  #found() {
    if (this.#below === null) this.#sender.handOver();
    return this.#below;
  }

  partition(place) {
    return this.#found().partition(place);
  }

  written(place, cancellation) {
    if (this.#below !== null) return this.#below.written(place, cancellation);
    // This runs after the turn has ended, for its end was awaited before: asking now would cut the buffer short.
    return NOW.then(() => this.#found().written(place, cancellation));
  }
}

/** Stands before a producer of Rust. */
class Sender {
  #native;
  #topics = new Map();
  #names = [];
  /** The topic of the record before, which is mostly that of the next one. */
  #topic;
  #index = -1;
  #data = null;
  #places = null;
  #used = 0;
  #count = 0;
  #chunk = null;
  /** Deliveries of the buffer. */
  #watched = 0;
  /** Whether the end of this turn is awaited. */
  #turning = false;
  /** The first failure of a record that was not taken, until a flush tells. */
  #failure = null;

  constructor(producer) {
    this.#native = producer;
  }

  send(topic, value, key, partition, timestamp, headers) {
    const place = this.#collect(topic, value, key, partition, timestamp, headers, 1);
    if (place < 0) return this.#alone(topic, value, key, partition, timestamp, headers, 'send');
    const watched = this.#watched;
    this.#watched = watched + 1;
    return new Delivery((this.#chunk ??= new Chunk(this)), watched, KEY);
  }

  produce(topic, value, key, partition, timestamp, headers) {
    const place = this.#collect(topic, value, key, partition, timestamp, headers, 0);
    if (place < 0) this.#alone(topic, value, key, partition, timestamp, headers, 'produce');
  }

  /** The place of a record in the buffer; less than 0 if it has to cross alone. */
  #collect(topic, value, key, partition, timestamp, headers, isWatched) {
    if (!this.#turning || partition !== undefined || timestamp !== undefined || headers !== undefined) return -1;
    if (topic !== this.#topic && !this.#knows(topic)) return -1;
    if (this.#count === RECORDS || this.#used + 2 * ALONE > BYTES) this.handOver();
    this.#data ??= Buffer.allocUnsafeSlow(BYTES);
    this.#places ??= new Int32Array(RECORDS * INTS);
    const start = this.#used;
    const keyed = this.#put(key, start);
    if (keyed < NOTHING) return -1;
    const from = keyed > 0 ? start + keyed : start;
    const valued = this.#put(value, from);
    if (valued < NOTHING) return -1;
    const place = this.#count;
    const at = place * INTS;
    const places = this.#places;
    places[at] = this.#index;
    places[at + 1] = isWatched;
    places[at + 2] = keyed;
    places[at + 3] = valued;
    this.#used = valued > 0 ? from + valued : from;
    this.#count = place + 1;
    return place;
  }

  /** Copies bytes or text; its length, -1 for nothing, less for what is not taken here. */
  #put(bytes, at) {
    if (bytes === undefined || bytes === null) return NOTHING;
    if (typeof bytes === 'string') {
      // A letter has at most three bytes as UTF-8.
      return bytes.length * 3 > ALONE ? NOTHING - 1 : this.#data.write(bytes, at);
    }
    if (!(bytes instanceof Uint8Array) || bytes.length > ALONE) return NOTHING - 1;
    copy.call(this.#data, bytes, at);
    return bytes.length;
  }

  #knows(topic) {
    const index = this.#topics.get(topic);
    if (index === undefined) return false;
    this.#topic = topic;
    this.#index = index;
    return true;
  }

  /** A record that crosses by itself; what is wrong with it is thrown. */
  #alone(topic, value, key, partition, timestamp, headers, how) {
    this.handOver();
    const found = this.#native[how](topic, value, key, partition, timestamp, headers);
    // From now on it is known, as long as it is not deleted.
    if (!this.#topics.has(topic) && this.#names.length < TOPICS) {
      this.#topics.set(topic, this.#names.length);
      this.#names.push(topic);
    }
    if (!this.#turning) {
      this.#turning = true;
      // Not queueMicrotask, which test runners replace by one that waits for them.
      NOW.then(() => {
        this.#turning = false;
        this.handOver();
      });
    }
    return found;
  }

  /** Has what is collected cross. */
  handOver() {
    if (this.#count === 0) return;
    const count = this.#count;
    const chunk = this.#chunk;
    this.#count = this.#used = this.#watched = 0;
    this.#chunk = null;
    const failure = native.sendCollected(this.#native, this.#names, this.#data, this.#places, count);
    chunk?.crossed(native.lastCollected());
    if (failure !== null) this.#failure ??= failure;
  }

  /** Waits for `call`, and tells of a record before it that was not taken. */
  async #settled(call) {
    this.handOver();
    const failure = this.#failure;
    this.#failure = null;
    const found = await call();
    if (failure !== null) throw failure;
    return found;
  }

  flush(cancellation) {
    return this.#settled(() => this.#native.flush(cancellation));
  }

  close(cancellation) {
    // It takes no more: whoever sends is told by Rust, at once.
    this.#topics.clear();
    this.#topic = undefined;
    return this.#settled(() => this.#native.close(cancellation));
  }

  sendMany(topic, records, cancellation) {
    this.handOver();
    return this.#native.sendMany(topic, records, cancellation);
  }

  sendPacked(topic, data, ends, partition) {
    this.handOver();
    return this.#native.sendPacked(topic, data, ends, partition);
  }

  initTransactions(cancellation) {
    this.handOver();
    return this.#native.initTransactions(cancellation);
  }

  begin(cancellation) {
    this.handOver();
    return this.#native.begin(cancellation);
  }

  process(consumer, transform, cancellation) {
    this.handOver();
    return this.#native.process(consumer, transform, cancellation);
  }

  processNext(consumer, transform, cancellation) {
    this.handOver();
    return this.#native.processNext(consumer, transform, cancellation);
  }
}

/** A producer whose records are collected. */
function collecting(producer) {
  return new Sender(producer);
}

module.exports = { collecting };
