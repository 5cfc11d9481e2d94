// Functions that users write, and that Rust calls and waits for. What they throw comes out of the call that
// reads, or that closes: nowhere else would somebody look for it.
'use strict';

const native = require('./native.js');
const { unknownName } = require('./errors.js');

/** A listener of a consumer, and what it has thrown. */
class Heard {
  #listener;
  #thrown = [];
  #consumer;
  /** A batch that came while a listener threw. */
  #kept = null;
  /** How often the consumer was woken without anybody having waited. */
  #woken = 0;

  constructor(listener) {
    this.#listener = listener;
  }

  /** Which consumer is to be woken when the listener throws. */
  of(consumer) {
    // Rust's consumer holds the function below, which holds this.
    this.#consumer = new WeakRef(consumer);
  }

  /** What Rust calls. */
  call = (name, argument, id) => {
    this.#run(name, argument).then(() => native.finished(id));
  };

  async #run(name, argument) {
    try {
      await this.#listener[name]?.(argument);
    } catch (error) {
      this.#thrown.push(error);
      this.#woken += 1;
      this.#consumer?.deref()?.wakeUp();
    }
  }

  /** Throws what the listener threw. */
  check() {
    if (this.#thrown.length > 0) throw this.#thrown.shift();
  }

  async next(read) {
    this.check();
    if (this.#kept !== null) {
      const kept = this.#kept;
      this.#kept = null;
      return kept;
    }
    for (;;) {
      const found = await read();
      const woken = found === null && this.#woken > 0;
      if (woken) this.#woken -= 1;
      if (this.#thrown.length > 0) this.#kept = found;
      this.check();
      if (!woken) return found;
    }
  }
}

/** A listener that may be left out. */
function listened(listener, known) {
  if (listener === undefined || listener === null) return undefined;
  if (typeof listener !== 'object') throw new TypeError(`listener must be an object, not ${typeof listener}`);
  for (const name of known) {
    if (listener[name] !== undefined && typeof listener[name] !== 'function') {
      throw new TypeError(`listener.${name} must be a function, not ${typeof listener[name]}`);
    }
  }
  if (!known.some((name) => name in listener)) {
    const [name] = Object.keys(listener);
    if (name === undefined) throw new TypeError(`listener has none of the functions ${known.join(', ')}`);
    throw unknownName('listener', name, known);
  }
  return new Heard(listener);
}

/** Reads what comes next, with what a listener threw meanwhile. */
function next(heard, read) {
  return heard === undefined ? read() : heard.next(read);
}

module.exports = { listened, next };
