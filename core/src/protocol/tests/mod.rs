//! Tests over all messages at all versions.

mod all;
mod bad_input;
mod differential;
mod generate;
mod hostile;
mod round_trip;
mod versions;
