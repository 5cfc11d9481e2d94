// Made from bindings/api by `cargo xtask generate`: do not edit.

//! What users write, as the API calls it.

use std::{future::Future, pin::Pin, sync::Arc};

use ottla_api as api;
use pyo3::{prelude::*, types::PyTuple};

use crate::{
    callbacks::{Failures, Functions},
    convert::IntoPython,
    handlers::{self, Handler, Jobs},
};

struct RebalanceListener(Functions);

/// A listener, if there is one.
pub(super) fn rebalance_listener(
    listener: Option<&Bound<'_, PyAny>>,
    failures: &Failures,
) -> PyResult<Option<Arc<dyn api::RebalanceListener>>> {
    let Some(listener) = listener.filter(|listener| !listener.is_none()) else { return Ok(None) };
    let functions = Functions::of(listener, &["assigned", "revoked", "lost"], failures.clone())?;
    Ok(Some(Arc::new(RebalanceListener(functions))))
}

impl api::RebalanceListener for RebalanceListener {
    fn assigned<'a, 'b>(&'a self, partitions: Vec<api::TopicPartition>) -> Pin<Box<dyn Future<Output = ()> + Send + 'b>>
    where
        'a: 'b,
        Self: 'b,
    {
        Box::pin(self.0.call("assigned", Box::new(move |py| {
            Ok(PyTuple::new(py, [partitions.into_python(py)?])?.unbind())
        })))
    }
    fn revoked<'a, 'b>(&'a self, partitions: Vec<api::TopicPartition>) -> Pin<Box<dyn Future<Output = ()> + Send + 'b>>
    where
        'a: 'b,
        Self: 'b,
    {
        Box::pin(self.0.call("revoked", Box::new(move |py| {
            Ok(PyTuple::new(py, [partitions.into_python(py)?])?.unbind())
        })))
    }
    fn lost<'a, 'b>(&'a self, partitions: Vec<api::TopicPartition>) -> Pin<Box<dyn Future<Output = ()> + Send + 'b>>
    where
        'a: 'b,
        Self: 'b,
    {
        Box::pin(self.0.call("lost", Box::new(move |py| {
            Ok(PyTuple::new(py, [partitions.into_python(py)?])?.unbind())
        })))
    }
}

struct RecordHandler(Handler<()>);

/// A function, and its calls.
pub(super) fn record_handler(
    function: &Bound<'_, PyAny>,
    name: &str,
) -> PyResult<(Arc<dyn api::RecordHandler>, Jobs<()>)> {
    let (handler, jobs) = handlers::of(function, name)?;
    Ok((Arc::new(RecordHandler(handler)), jobs))
}

impl api::RecordHandler for RecordHandler {
    fn handle<'a, 'b>(&'a self, record: api::ProcessRecord) -> Pin<Box<dyn Future<Output = Result<(), api::Thrown>> + Send + 'b>>
    where
        'a: 'b,
        Self: 'b,
    {
        Box::pin(self.0.call(Box::new(move |py| {
            PyTuple::new(py, [record.into_python(py)?])
                .map(|arguments| arguments.unbind())
        })))
    }
}

struct RecordTransform(Handler<Vec<api::OutputRecord>>);

/// A function, and its calls.
pub(super) fn record_transform(
    function: &Bound<'_, PyAny>,
    name: &str,
) -> PyResult<(Arc<dyn api::RecordTransform>, Jobs<Vec<api::OutputRecord>>)> {
    let (handler, jobs) = handlers::of(function, name)?;
    Ok((Arc::new(RecordTransform(handler)), jobs))
}

impl api::RecordTransform for RecordTransform {
    fn transform<'a, 'b>(&'a self, records: Vec<api::ProcessRecord>) -> Pin<Box<dyn Future<Output = Result<Vec<api::OutputRecord>, api::Thrown>> + Send + 'b>>
    where
        'a: 'b,
        Self: 'b,
    {
        Box::pin(self.0.call(Box::new(move |py| {
            PyTuple::new(py, [records.into_python(py)?])
                .map(|arguments| arguments.unbind())
        })))
    }
}
