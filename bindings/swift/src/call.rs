//! A call that waits: it runs on the runtime of all bindings, and can be cancelled, which uniffi does not do.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use tokio::sync::Notify;

use crate::failure::RawFailure;
use ottla_api::runtime::runtime;

/// One call. Swift makes it, hands it to what waits, and cancels it when its task is cancelled.
#[derive(Debug, Default, uniffi::Object)]
pub struct RawCall {
    cancelled: Notify,
}

#[uniffi::export]
impl RawCall {
    /// A call that is to be made.
    #[uniffi::constructor]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Breaks it off, now or as soon as it begins.
    pub fn cancel(&self) {
        self.cancelled.notify_one();
    }
}

impl RawCall {
    /// Waits for `what`, or until the call is cancelled; `what` is dropped then.
    pub(crate) async fn run<T>(
        &self,
        what: impl Future<Output = Result<T, RawFailure>> + Send,
    ) -> Result<T, RawFailure> {
        tokio::select! {
            biased;
            () = self.cancelled.notified() => Err(RawFailure::Cancelled),
            done = OnRuntime(Some(Box::pin(what))) => done,
        }
    }
}

/// A future that is polled by Swift's threads, and finds the runtime's clock and sockets there.
struct OnRuntime<F>(Option<Pin<Box<F>>>);

impl<F: Future> Future for OnRuntime<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let _inside = runtime().enter();
        match &mut self.0 {
            Some(future) => future.as_mut().poll(context),
            None => Poll::Pending,
        }
    }
}

impl<F> Drop for OnRuntime<F> {
    fn drop(&mut self) {
        // What is broken off may have to tell others so.
        let _inside = runtime().enter();
        self.0 = None;
    }
}
