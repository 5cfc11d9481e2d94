//! What happens in a client, as it happens. Whoever listens gets each event; a listener that is slow misses
//! some and is told how many, for the client never waits for one.

mod event;
mod feed;

pub use event::Event;
pub use feed::Events;
pub(crate) use feed::Feed;
