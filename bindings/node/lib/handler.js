// Functions of users that handle records: Rust calls them, and waits for what they come to.
'use strict';

const native = require('./native.js');
const { OttlaError } = require('./errors.js');

/** What Rust calls for a function of the user. */
function handled(handler, name) {
  if (typeof handler !== 'function') throw new TypeError(`${name} must be a function, not ${typeof handler}`);
  return (_, argument, id) => {
    run(handler, argument).then(
      () => native.finished(id),
      (error) => native.failed(id, kindOf(error), String(error?.message ?? error), isFatal(error)),
    );
  };
}

async function run(handler, argument) {
  await handler(argument);
}

function kindOf(error) {
  return error instanceof Error ? error.name : typeof error;
}

/** Whether trying again is of no use: whoever throws says so, or it is an error of ours that does. */
function isFatal(error) {
  return error?.fatal === true || (error instanceof OttlaError && error.advice === 'FATAL');
}

module.exports = { handled };
