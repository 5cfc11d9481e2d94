//! The queue between a client and those who listen to it.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use futures::{Stream, StreamExt, stream};
use tokio::sync::broadcast::{self, error::RecvError};

use super::Event;

/// Events that wait for a listener before it misses some.
const QUEUED_EVENTS_MAX: usize = 1_024;

/// The client's side.
#[derive(Debug)]
pub(crate) struct Feed(broadcast::Sender<Event>);

impl Default for Feed {
    fn default() -> Self {
        Self(broadcast::Sender::new(QUEUED_EVENTS_MAX))
    }
}

impl Feed {
    /// Whether somebody listens.
    pub(crate) fn is_heard(&self) -> bool {
        self.0.receiver_count() > 0
    }

    /// Tells of an event, which is made only if somebody listens.
    pub(crate) fn tell(&self, event: impl FnOnce() -> Event) {
        if self.is_heard() {
            // The last listener may have gone in between.
            let _ = self.0.send(event());
        }
    }

    pub(crate) fn listen(&self) -> Events {
        let events = stream::unfold(self.0.subscribe(), |mut receiver| async move {
            match receiver.recv().await {
                Ok(event) => Some((event, receiver)),
                Err(RecvError::Lagged(count)) => Some((Event::Missed { count }, receiver)),
                Err(RecvError::Closed) => None,
            }
        });
        Events(events.boxed())
    }
}

/// The events of a client from now on; ends when the client and all that it made are gone.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// use futures::StreamExt;
///
/// let mut events = client.events();
/// tokio::spawn(async move {
///     while let Some(event) = events.next().await {
///         println!("{event:?}");
///     }
/// });
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
pub struct Events(stream::BoxStream<'static, Event>);

impl fmt::Debug for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").finish_non_exhaustive()
    }
}

impl Stream for Events {
    type Item = Event;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Event>> {
        self.0.poll_next_unpin(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_slow_listener_is_told_what_it_missed_and_the_client_does_not_wait() {
        let feed = Feed::default();
        feed.tell(|| panic!("nobody listens"));
        let mut events = feed.listen();
        for records in 0..QUEUED_EVENTS_MAX as u64 + 10 {
            feed.tell(|| Event::ProduceFailed { records });
        }
        drop(feed);
        assert!(matches!(events.next().await, Some(Event::Missed { count: 10 })));
        assert!(matches!(events.next().await, Some(Event::ProduceFailed { records: 10 })));
        assert_eq!(events.count().await, QUEUED_EVENTS_MAX - 1);
    }
}
