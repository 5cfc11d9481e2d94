//! What tests need of a broker beyond running it: time that they move themselves.

mod clock;

pub use clock::VirtualClock;
