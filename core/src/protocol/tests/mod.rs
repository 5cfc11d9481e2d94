//! Tests over all messages at all versions.

mod all;
mod apache_kafka;
mod bad_input;
mod coverage;
mod differential;
mod generate;
mod hostile;
mod names;
mod round_trip;
mod versions;
