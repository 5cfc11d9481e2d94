//! How a loop over a consumer is ended, or interrupted, from elsewhere.

use tokio::sync::watch;

/// What the user wants of a call of `next_batch` that may be waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Nothing,
    WakeUp,
    Stop,
}

/// Ends or interrupts a consumer's loop from elsewhere. Clones are one handle.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # fixture.topic("orders").await?;
/// # let options = ottla::ConsumerOptions {
/// #     group_id: "billing".into(),
/// #     topics: vec!["orders".into()],
/// #     ..Default::default()
/// # };
/// # let mut consumer = fixture.client().consumer(options).await?;
/// let handle = consumer.stop_handle();
/// std::thread::spawn(move || handle.stop()).join().ok();
/// assert!(consumer.next_batch().await?.is_none());
/// consumer.close().await
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct StopHandle(watch::Sender<Asked>);

impl StopHandle {
    pub(crate) fn new() -> Self {
        Self(watch::Sender::new(Asked::Nothing))
    }

    /// Has the consumer's `next_batch`, one that waits included, give `None` from now on.
    pub fn stop(&self) {
        self.0.send_replace(Asked::Stop);
    }

    /// Has the consumer's `next_batch` give `None` once: the call that waits, or else the next one. The
    /// consumer goes on with the call after it.
    pub fn wake_up(&self) {
        self.0.send_if_modified(|asked| {
            let nothing = *asked == Asked::Nothing;
            if nothing {
                *asked = Asked::WakeUp;
            }
            nothing
        });
    }

    /// Whether `next_batch` is to return; a wake-up is over with that.
    pub(crate) fn take(&self) -> Return {
        let mut answer = Return::NotYet;
        self.0.send_if_modified(|asked| {
            match asked {
                Asked::Nothing => {}
                Asked::WakeUp => {
                    *asked = Asked::Nothing;
                    answer = Return::Now;
                }
                Asked::Stop => answer = Return::Now,
            }
            false
        });
        answer
    }

    /// Waits until something is asked.
    pub(crate) async fn asked(&self) {
        // The sender is in `self`, so the channel is not closed.
        let _ = self.0.subscribe().wait_for(|asked| *asked != Asked::Nothing).await;
    }
}

/// Whether a call has to return without records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Return {
    NotYet,
    Now,
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    #[test]
    fn a_wake_up_counts_once_and_a_stop_for_good() {
        let handle = StopHandle::new();
        assert_eq!(handle.take(), Return::NotYet);
        handle.wake_up();
        handle.wake_up();
        assert!(handle.asked().now_or_never().is_some());
        assert_eq!([handle.take(), handle.take()], [Return::Now, Return::NotYet]);
        assert!(handle.asked().now_or_never().is_none());
        handle.stop();
        handle.wake_up();
        assert_eq!([handle.take(), handle.take()], [Return::Now, Return::Now]);
    }
}
