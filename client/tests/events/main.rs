//! What a client tells of what happens to it where a broker has to say exactly one thing: brokers that follow
//! a script, in the same process and on a clock that waits for nobody.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod authentication;
mod brokers;
mod script;
mod share;
mod topics;

use std::time::Duration;

use futures::{FutureExt, StreamExt};
use ottla::{Event, Events};

/// Longest that an event may take, on a clock that goes on as soon as nobody has anything to do.
const PATIENCE: Duration = Duration::from_secs(120);

/// What was told until now.
fn told(events: &mut Events) -> Vec<Event> {
    std::iter::from_fn(|| events.next().now_or_never().flatten()).collect()
}

/// The next event that this finds something in.
async fn next<T>(events: &mut Events, find: impl Fn(Event) -> Option<T>) -> T {
    let mut found = std::pin::pin!(events.filter_map(async |event| find(event)));
    let found = tokio::time::timeout(PATIENCE, found.next()).await;
    found.expect("it is told in time").expect("the client is there")
}
