//! Objects of the API that Python holds, and what a fork does to them.

use std::sync::Arc;

use ottla_api::runtime::{Home, runtime};
use pyo3::PyResult;

use crate::errors;

/// An object of the API. In a process that was forked it is neither used nor dropped: the threads that
/// it would wait for stayed with the parent.
pub(crate) struct Shared<T> {
    object: Option<Arc<T>>,
    home: Home,
}

impl<T> Shared<T> {
    pub(crate) fn new(object: T) -> Self {
        Self::of(Arc::new(object))
    }

    pub(crate) fn of(object: Arc<T>) -> Self {
        Self { object: Some(object), home: Home::here() }
    }

    /// The object; `Closed` after a fork.
    pub(crate) fn get(&self, operation: &'static str) -> PyResult<&Arc<T>> {
        self.home.check(operation).map_err(|error| errors::raised(&error))?;
        Ok(self.object.as_ref().expect("it is taken out by drop alone"))
    }
}

impl<T> Drop for Shared<T> {
    fn drop(&mut self) {
        let Some(object) = self.object.take() else { return };
        if self.home.is_here() {
            // What is dropped may have something to say to its tasks.
            let _inside = runtime().enter();
            drop(object);
        } else {
            std::mem::forget(object);
        }
    }
}

/// What becomes of something: cheap to clone, and nobody is told when it goes. An object of the API as [`Shared`] is, held
/// by itself, for there is one for each record.
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
