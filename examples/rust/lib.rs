//! Examples of the Rust client.
