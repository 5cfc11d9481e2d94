// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.
'use strict';

const made = require('./lib/generated.js');

module.exports = {
  Admin: made.Admin,
  Broker: made.Broker,
  Client: made.Client,
  Consumer: made.Consumer,
  Events: made.Events,
  PartitionConsumer: made.PartitionConsumer,
  Producer: made.Producer,
  Delivery: made.Delivery,
  RecordBatch: made.RecordBatch,
  Transaction: made.Transaction,
  Record: made.Record,
  OttlaError: made.OttlaError,
  UnreachableError: made.UnreachableError,
  TimedOutError: made.TimedOutError,
  WrongProtocolError: made.WrongProtocolError,
  UnsupportedError: made.UnsupportedError,
  UnknownTopicError: made.UnknownTopicError,
  AlreadyExistsError: made.AlreadyExistsError,
  AuthenticationFailedError: made.AuthenticationFailedError,
  NotAuthorizedError: made.NotAuthorizedError,
  InvalidInputError: made.InvalidInputError,
  TooLargeError: made.TooLargeError,
  OffsetOutOfRangeError: made.OffsetOutOfRangeError,
  LogTruncatedError: made.LogTruncatedError,
  CorruptError: made.CorruptError,
  UnprocessedError: made.UnprocessedError,
  UnreadableError: made.UnreadableError,
  RebalancedError: made.RebalancedError,
  AbortedError: made.AbortedError,
  FencedError: made.FencedError,
  ClosedError: made.ClosedError,
  BrokerError: made.BrokerError,
};
