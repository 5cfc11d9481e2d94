//! The waker of a connection: what the engine fires when a parked request may go on.

use std::{
    sync::Arc,
    task::{Wake, Waker},
};

use tokio::sync::Notify;

/// Wakes one connection. Firing while it is busy is remembered, firing twice is once.
#[derive(Debug, Default)]
pub(super) struct ConnectionWake {
    notify: Notify,
}

impl ConnectionWake {
    pub(super) fn new() -> (Arc<Self>, Waker) {
        let wake = Arc::new(Self::default());
        (wake.clone(), Waker::from(wake))
    }

    /// Completes once fired since the last completion.
    pub(super) async fn fired(&self) {
        self.notify.notified().await;
    }
}

impl Wake for ConnectionWake {
    fn wake(self: Arc<Self>) {
        self.notify.notify_one();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.notify.notify_one();
    }
}
