// Functions of users that handle records: Rust calls them, and waits for what they come to.
'use strict';

const native = require('./native.js');
const { OttlaError } = require('./errors.js');

/** What Rust calls for a function of the user. */
function handled(handler, name) {
  if (typeof handler !== 'function') throw new TypeError(`${name} must be a function, not ${typeof handler}`);
  return (_, argument, id) => {
    run(handler, argument).then(
      (given) => native.finished(id, given),
      // In an object, as Rust can keep no other values, and anything can be thrown.
      (error) => native.failed(id, kindOf(error), String(error?.message ?? error), isFatal(error), { error }),
    );
  };
}

/** As `handled`, for a function that has to give something: one that forgets to would lose what it is given. */
function asked(handler, name) {
  const called = async (argument) => {
    const given = await handler(argument);
    if (given === undefined) throw new TypeError(`what ${name} gives is undefined`);
    return given;
  };
  return handled(typeof handler === 'function' ? called : handler, name);
}

async function run(handler, argument) {
  return handler(argument);
}

function kindOf(error) {
  return error instanceof Error ? error.name : typeof error;
}

/** Whether trying again is of no use: whoever throws says so, or it is an error of ours that does. */
function isFatal(error) {
  return error?.fatal === true || (error instanceof OttlaError && error.advice === 'FATAL');
}

module.exports = { asked, handled };
