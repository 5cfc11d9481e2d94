//! Records of one partition. Python's objects are made of them when they are asked for.

use std::sync::Arc;

use ottla_api::Place;
use parking_lot::Mutex;
use pyo3::{
    exceptions::PyIndexError,
    prelude::*,
    types::{PyBytes, PyCapsule, PyList, PySlice, PyString},
};

use crate::{
    arrow,
    convert::{Argument, At, Given, IntoPython},
    record::Record,
};

/// A batch, to be held by its records as well.
#[derive(Clone)]
pub(crate) struct Batch(Arc<Inner>);

struct Inner {
    records: Arc<ottla_api::RecordBatch>,
    /// All records have the same one.
    topic: Py<PyAny>,
    body: ottla_api::Bytes,
}

impl Batch {
    pub(crate) fn of(py: Python<'_>, records: ottla_api::RecordBatch) -> Self {
        let topic = PyString::new(py, &records.topic()).into_any().unbind();
        let body = records.body();
        Self(Arc::new(Inner { records: Arc::new(records), topic, body }))
    }

    pub(crate) fn records(&self) -> &Arc<ottla_api::RecordBatch> {
        &self.0.records
    }

    pub(crate) fn topic(&self, py: Python<'_>) -> Py<PyAny> {
        self.0.topic.clone_ref(py)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.records.places().len()
    }

    pub(crate) fn place(&self, index: usize) -> &Place {
        &self.0.records.places()[index]
    }

    pub(crate) fn slice(&self, start: i32, length: i32) -> Option<&[u8]> {
        let (start, length) = (start as usize, usize::try_from(length).ok()?);
        Some(&self.0.body[start..start + length])
    }

    fn list<'py>(
        &self,
        py: Python<'py>,
        of: impl Fn(&Place) -> (i32, i32),
    ) -> PyResult<Bound<'py, PyList>> {
        let bytes = |place| {
            let (start, length) = of(place);
            self.slice(start, length).map(|bytes| PyBytes::new(py, bytes))
        };
        PyList::new(py, self.0.records.places().iter().map(bytes))
    }
}

/// Records of one partition, in order.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct RecordBatch(pub(crate) Batch);

/// Goes over the records of a batch.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Records {
    batch: Batch,
    next: Mutex<usize>,
}

impl Records {
    pub(crate) fn of(batch: Batch) -> Self {
        Self { batch, next: Mutex::new(0) }
    }

    pub(crate) fn step(&self) -> Option<Record> {
        let mut next = self.next.lock();
        let index = *next;
        (index < self.batch.len()).then(|| {
            *next += 1;
            Record::at(self.batch.clone(), index)
        })
    }
}

#[pymethods]
impl Records {
    fn __iter__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __next__(&self) -> Option<Record> {
        self.step()
    }

    fn __length_hint__(&self) -> usize {
        self.batch.len() - *self.next.lock()
    }
}

#[pymethods]
impl RecordBatch {
    /// The topic.
    fn topic(&self, py: Python<'_>) -> Py<PyAny> {
        self.0.topic(py)
    }

    /// The partition.
    fn partition(&self) -> i32 {
        self.0.records().partition()
    }

    /// Number of records.
    fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no record.
    fn is_empty(&self) -> bool {
        self.0.records().is_empty()
    }

    /// The offset after the batch: where to go on.
    fn next_offset(&self) -> i64 {
        self.0.records().next_offset()
    }

    /// The record at this place of the batch, counted from 0; `None` behind its end.
    fn get(&self, index: usize) -> Option<Record> {
        (index < self.0.len()).then(|| Record::at(self.0.clone(), index))
    }

    /// All records.
    fn records(&self) -> Vec<Record> {
        (0..self.0.len()).map(|index| Record::at(self.0.clone(), index)).collect()
    }

    /// The values of all records; `None` where a record has none.
    fn values<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        self.0.list(py, |place| (place.value_start, place.value_length))
    }

    /// The keys of all records; `None` where a record has none.
    fn keys<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        self.0.list(py, |place| (place.key_start, place.key_length))
    }

    /// The headers of the record at this place of the batch.
    fn headers(&self, py: Python<'_>, index: i32) -> Given {
        self.0.records().headers(index).into_python(py)
    }

    /// The types of Arrow's columns: topic, partition, offset, timestamp, key and value.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        arrow::schema(py)
    }

    /// The records as a struct array of Arrow; `pyarrow.record_batch(batch)` and the like call it.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        // Whoever wants other types casts; the interface allows that.
        let _ = requested_schema;
        arrow::array(py, &self.0)
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    /// A record, counted from the end if the number is negative, or those of a slice.
    fn __getitem__(&self, index: &Bound<'_, PyAny>) -> Given {
        let (py, count) = (index.py(), self.0.len());
        let at = |index: usize| Record::at(self.0.clone(), index);
        if let Ok(slice) = index.cast::<PySlice>() {
            let range = slice.indices(isize::try_from(count).unwrap_or(isize::MAX))?;
            let places = (0..range.slicelength).scan(range.start, |next, _| {
                let place = *next;
                *next += range.step;
                usize::try_from(place).ok()
            });
            let records: Vec<Record> = places.map(at).collect();
            return Ok(records.into_pyobject(py)?.into_any().unbind());
        }
        let place: isize = index.extract()?;
        let place = if place < 0 { place.checked_add_unsigned(count) } else { Some(place) };
        match place.and_then(|place| usize::try_from(place).ok()).filter(|place| *place < count) {
            Some(place) => Ok(Py::new(py, at(place))?.into_any()),
            None => Err(PyIndexError::new_err("the batch has no such record")),
        }
    }

    fn __iter__(&self) -> Records {
        Records::of(self.0.clone())
    }

    fn __repr__(&self) -> String {
        let records = self.0.records();
        let (topic, partition, count) = (records.topic(), records.partition(), self.0.len());
        format!("<RecordBatch of {topic}-{partition}: {count} records>")
    }
}

impl IntoPython for ottla_api::RecordBatch {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, RecordBatch(Batch::of(py, self)))?.into_any())
    }
}

impl Argument for Arc<ottla_api::RecordBatch> {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let batch = value.cast::<RecordBatch>().map_err(|_| at.mismatch("RecordBatch", value))?;
        Ok(batch.get().0.records().clone())
    }
}
