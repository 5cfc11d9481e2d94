//! Examples of the Rust client: `cargo run -p ottla-examples --example quickstart`. Each starts its own
//! broker, so that it runs anywhere; put an address into `Client::connect` for a cluster of yours.
//!
//! The code of the guides is compiled, and run where it can be, as tests of this crate.

macro_rules! guides {
    ($($name:ident: $file:literal),* $(,)?) => {$(
        #[doc = include_str!(concat!("../../docs/guides/", $file))]
        #[cfg(doctest)]
        pub struct $name;
    )*};
}

guides! {
    FirstSteps: "first-steps.md",
    Producing: "producing.md",
    Consuming: "consuming.md",
    Groups: "groups.md",
    Security: "security.md",
    Serde: "serde.md",
    Testing: "testing.md",
    MigratingFromRdkafka: "migrating-from-rdkafka.md",
}
