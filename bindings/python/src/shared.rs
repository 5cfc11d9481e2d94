//! Objects of the API that Python holds, and what a fork does to them.

use std::sync::Arc;

use ottla_api::runtime::{Home, runtime};
use pyo3::PyResult;

use crate::errors;

/// What becomes of something: cheap to clone, and nobody is told when it goes. In a process that was forked it is neither used
/// nor dropped: the threads that it would wait for stayed with the parent.
pub(crate) struct Told<T> {
    object: Option<T>,
    home: Home,
}

impl<T> Told<T> {
    pub(crate) fn new(object: T) -> Self {
        Self { object: Some(object), home: Home::here() }
    }

    /// The object; `Closed` after a fork.
    pub(crate) fn get(&self, operation: &'static str) -> PyResult<&T> {
        self.home.check(operation).map_err(|error| errors::raised(&error))?;
        Ok(self.object.as_ref().expect("it is taken out by drop alone"))
    }
}

impl<T> Drop for Told<T> {
    fn drop(&mut self) {
        if !self.home.is_here() {
            std::mem::forget(self.object.take());
        }
    }
}

/// An object that calls share. It may have something to say to its tasks when it goes.
pub(crate) struct Shared<T>(Told<Arc<T>>);

impl<T> Shared<T> {
    pub(crate) fn new(object: T) -> Self {
        Self(Told::new(Arc::new(object)))
    }

    /// The object; `Closed` after a fork.
    pub(crate) fn get(&self, operation: &'static str) -> PyResult<&Arc<T>> {
        self.0.get(operation)
    }
}

impl<T> Drop for Shared<T> {
    fn drop(&mut self) {
        if self.0.home.is_here() {
            let _inside = runtime().enter();
            drop(self.0.object.take());
        }
    }
}
