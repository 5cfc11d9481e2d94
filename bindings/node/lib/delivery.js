// What becomes of a record: a place in a chunk of Rust. Rust gives the chunk with the first delivery in it, and
// then places in it.
'use strict';

const { extra } = require('./names.js');
const { KEY, makes } = require('./objects.js');
const { waited } = require('./waiting.js');

let current;

class Delivery {
  #chunk;
  #place;

  constructor(chunk, place, key) {
    if (key !== KEY) makes(key, 'Delivery');
    this.#chunk = chunk;
    this.#place = place;
  }

  get partition() {
    return this.#chunk.partition(this.#place);
  }

  async written(options) {
    const { signal } = extra(options, ['signal'], 'delivery.written');
    return await waited(signal, (cancellation) => this.#chunk.written(this.#place, cancellation));
  }

  then(done, failed) {
    return this.written().then(done, failed);
  }
}

/** The delivery that Rust gave. */
function delivered(found) {
  if (typeof found === 'number') return new Delivery(current, found, KEY);
  current = found;
  return new Delivery(current, 0, KEY);
}

module.exports = { Delivery, delivered };
