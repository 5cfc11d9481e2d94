// Errors: classes for what Rust tells as text with a mark.
'use strict';

const native = require('./native.js');
const { nearest } = require('./nearest.js');

const MARK = '\u0001';
const KEY = Symbol('made by ottla');
const classes = new Map();

/** What every error of Ottla is. */
class OttlaError extends Error {
  constructor(key, fields) {
    if (key !== KEY) throw new TypeError('errors of ottla are made by ottla');
    super(fields.message, causeOf(fields));
    this.code = fields.kind;
    this.advice = fields.advice;
    this.operation = fields.operation;
    this.context = { ...fields.context };
    this.brokerCode = fields.code;
    this.brokerCodeName = fields.codeName;
    this.divergentOffset = fields.divergentOffset === null ? null : BigInt(fields.divergentOffset);
  }
}
Object.defineProperty(OttlaError.prototype, 'name', { value: 'OttlaError', configurable: true, writable: true });

/** What an error comes of, where a function of the user threw something. */
function causeOf({ cause }) {
  return typeof cause === 'number' ? { cause: native.causeOf(cause)?.error } : undefined;
}

/** Says which class errors of a kind have. */
function define(kind, made) {
  Object.defineProperty(made.prototype, 'name', { value: made.name, configurable: true, writable: true });
  classes.set(kind, made);
}

function made(fields) {
  return new (classes.get(fields.kind) ?? OttlaError)(KEY, fields);
}

/** An error about how a call was made. */
function invalid(operation, message) {
  return made({
    kind: 'INVALID_INPUT',
    advice: 'FATAL',
    operation,
    message,
    context: {},
    code: null,
    codeName: null,
    divergentOffset: null,
  });
}

/** A name that nobody knows, with the nearest that is known. */
function unknownName(operation, name, known) {
  const near = nearest(name, known);
  const help = near === undefined ? `there are ${known.join(', ')}` : `did you mean '${near}'?`;
  return invalid(operation, `${operation}: there is no '${name}'; ${help}`);
}

/** The fields of an error of Rust; undefined for another error. */
function fieldsOf(error) {
  const text = typeof error === 'string' ? error : error?.message;
  return typeof text === 'string' && text.startsWith(MARK) ? JSON.parse(text.slice(1)) : undefined;
}

/** Whether a call was broken off. */
function isCancelled(error) {
  return fieldsOf(error)?.kind === 'CANCELLED';
}

/** The error that users see for one of Rust; others stay as they are. */
function raised(error) {
  const fields = fieldsOf(error);
  if (fields === undefined) return error;
  let seen;
  switch (fields.kind) {
    case 'WRONG_TYPE':
      seen = new TypeError(`${fields.at} ${fields.message}`);
      break;
    case 'WRONG_NAME': {
      const { name, known } = JSON.parse(fields.message);
      seen = unknownName(fields.at, name, known);
      break;
    }
    case 'BUG':
      seen = new Error('a bug in ottla: please report it, with what was printed to the standard error');
      break;
    default:
      seen = made(fields);
  }
  Error.captureStackTrace?.(seen, raised);
  return seen;
}

/** Data whose errors, under the name `error`, become instances of their classes, however deep they are. */
function revived(found) {
  if (Array.isArray(found)) return found.map(revived);
  if (found === null || typeof found !== 'object' || ArrayBuffer.isView(found)) return found;
  const revive = ([name, value]) => [name, name === 'error' && value !== null ? made(value) : revived(value)];
  return Object.fromEntries(Object.entries(found).map(revive));
}

module.exports = { OttlaError, define, fieldsOf, invalid, isCancelled, raised, revived, unknownName };
