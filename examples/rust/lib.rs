//! Examples of the Rust client: `cargo run -p ottla-examples --example quickstart`. Each starts its own
//! broker, so that it runs anywhere; put an address into `Client::connect` for a cluster of yours.
