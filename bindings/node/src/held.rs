//! Objects of the API that JavaScript holds. Its garbage collector lets them go in a thread that has no
//! runtime, which some of them need to say goodbye.

use std::sync::Arc;

use ottla_api::runtime;

pub(crate) struct Held<T>(Option<Arc<T>>);

impl<T> Held<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(Some(Arc::new(value)))
    }

    /// Another holder of it.
    pub(crate) fn again(&self) -> Self {
        Self(Some(self.shared()))
    }

    /// Another owner of it.
    pub(crate) fn shared(&self) -> Arc<T> {
        Arc::clone(self)
    }
}

impl<T> std::ops::Deref for Held<T> {
    type Target = Arc<T>;

    fn deref(&self) -> &Arc<T> {
        self.0.as_ref().expect("it is there until it is dropped")
    }
}

impl<T> Drop for Held<T> {
    fn drop(&mut self) {
        let _inside = runtime::runtime().enter();
        self.0 = None;
    }
}
