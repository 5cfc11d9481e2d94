// What is named at the end of a call.
'use strict';

const { unknownName } = require('./errors.js');

const NOTHING = Object.freeze({});

/** The object at the end of a call, if nothing in it is misspelt. */
function extra(options, known, where) {
  if (options === undefined || options === null) return NOTHING;
  if (typeof options !== 'object') {
    throw new TypeError(`${where}: what is named at the end must be an object, not ${typeof options}`);
  }
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) throw unknownName(where, name, known);
  }
  return options;
}

module.exports = { extra };
