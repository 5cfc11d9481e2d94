// Calls that wait, and how an AbortSignal breaks them off.
'use strict';

const native = require('./native.js');
const { isCancelled, raised } = require('./errors.js');

/** Waits for what `start` gives; it is told what breaks it off. */
async function waited(signal, start) {
  if (signal === undefined || signal === null) {
    try {
      return await start(undefined);
    } catch (error) {
      throw raised(error);
    }
  }
  if (typeof signal.addEventListener !== 'function') throw new TypeError('signal must be an AbortSignal');
  signal.throwIfAborted();
  const cancellation = new native.Cancellation();
  const cancel = () => cancellation.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await start(cancellation);
  } catch (error) {
    throw isCancelled(error) ? signal.reason : raised(error);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

module.exports = { waited };
