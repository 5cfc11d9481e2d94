// Functions of users that handle records: Rust calls them, and waits for what they come to.
'use strict';

const native = require('./native.js');
const { OttlaError, raised } = require('./errors.js');

/** What Rust calls for a function of the user. */
function handled(handler, name) {
  if (typeof handler !== 'function') throw new TypeError(`${name} must be a function, not ${typeof handler}`);
  return (_, argument, id) => {
    run(handler, argument)
      .then((given) => finished(id, given))
      // In an object, as Rust can keep no other values, and anything can be thrown.
      .catch((error) => native.failed(id, kindOf(error), messageOf(error), isFatal(error), { error }));
  };
}

/** Has Rust take what a function gave. What is wrong with that is thrown as if the function had thrown it. */
function finished(id, given) {
  try {
    native.finished(id, given);
  } catch (error) {
    throw raised(error);
  }
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
  return error instanceof Error ? told(() => error.name) : typeof error;
}

function messageOf(error) {
  return told(() => error?.message ?? error);
}

/** What an error says of itself; not all can. */
function told(say) {
  try {
    return String(say());
  } catch {
    return 'it cannot be shown';
  }
}

/** Whether trying again is of no use: whoever throws says so, or it is an error of ours that does. */
function isFatal(error) {
  try {
    return error?.fatal === true || (error instanceof OttlaError && error.advice === 'FATAL');
  } catch {
    return false;
  }
}

module.exports = { asked, handled };
