//! An object of the API that Swift holds.

use std::{ops::Deref, sync::Arc};

use ottla_api::runtime::runtime;

/// Keeps an object, and lets go of it where it finds the runtime: Swift does that on any thread.
pub(crate) struct Owned<T>(Option<Arc<T>>);

impl<T> Owned<T> {
    pub(crate) fn new(object: T) -> Self {
        Self(Some(Arc::new(object)))
    }

    /// The object, for a call that takes it.
    pub(crate) fn shared(&self) -> Arc<T> {
        match &self.0 {
            Some(object) => object.clone(),
            None => unreachable!("only `drop` takes it"),
        }
    }
}

impl<T> Deref for Owned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.0 {
            Some(object) => object,
            None => unreachable!("only `drop` takes it"),
        }
    }
}

impl<T> Drop for Owned<T> {
    fn drop(&mut self) {
        let _inside = runtime().enter();
        self.0 = None;
    }
}
