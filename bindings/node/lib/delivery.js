// What becomes of a record: a place in a chunk of Rust. Rust gives the number of the chunk and the place in one; the
// chunk is asked for once.
'use strict';

const native = require('./native.js');
const { raised } = require('./errors.js');
const { extra } = require('./names.js');
const { KEY, makes } = require('./objects.js');
const { waited } = require('./waiting.js');

const CHUNK = 256;
let number = -1;
let chunk;

class Delivery {
  #chunk;
  #place;

  constructor(chunk, place, key) {
    if (key !== KEY) makes(key, 'Delivery');
    this.#chunk = chunk;
    this.#place = place;
  }

  get partition() {
    try {
      return this.#chunk.partition(this.#place);
    } catch (error) {
      throw raised(error);
    }
  }

  async written(options) {
    const { signal } = extra(options, ['signal'], 'delivery.written');
    return await waited(signal, (cancellation) => this.#chunk.written(this.#place, cancellation));
  }

  then(done, failed) {
    return this.written().then(done, failed);
  }
}

/** The delivery of a record: Rust gave its place just now, or it was collected, and is one already. */
function delivered(found) {
  if (typeof found === 'object') return found;
  const place = found % CHUNK;
  const of = (found - place) / CHUNK;
  if (of !== number) [number, chunk] = [of, native.Deliveries.last()];
  return new Delivery(chunk, place, KEY);
}

module.exports = { Delivery, delivered };
