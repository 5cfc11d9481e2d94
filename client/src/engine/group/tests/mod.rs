//! Members against a coordinator that is played by the test.

mod classic;
mod consumer;
mod scene;
mod unsubscribing;
