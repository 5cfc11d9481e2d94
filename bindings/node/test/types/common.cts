// CommonJS has the same types.
import ottla = require('ottla');

const kind: ottla.ErrorKind = 'UNKNOWN_TOPIC';
export const started: Promise<ottla.Broker> = ottla.Broker.start();
export const isOne = (error: unknown): boolean => error instanceof ottla.OttlaError && error.code === kind;
