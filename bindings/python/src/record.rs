//! A record that was read. It stays in its batch until its fields are asked for.

use std::hash::{DefaultHasher, Hash, Hasher};

use ottla_api::{Header, Place};
use pyo3::{prelude::*, types::PyBytes, types::PyTuple};

use crate::{
    batch::Batch,
    convert::{Argument, At, Given, IntoPython, argument, optional},
    plain, sending,
};

/// A record that was read.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Record(Held);

enum Held {
    /// In a batch, at this place.
    In(Batch, usize),
    /// By itself, as tests make it.
    Own(ottla_api::Record),
}

impl Record {
    pub(crate) fn at(batch: Batch, index: usize) -> Self {
        Self(Held::In(batch, index))
    }

    fn whole(&self) -> ottla_api::Record {
        match &self.0 {
            Held::In(batch, index) => {
                let index = i32::try_from(*index).unwrap_or(i32::MAX);
                batch.records().get(index).expect("a record of the batch")
            }
            Held::Own(record) => record.clone(),
        }
    }

    fn headers_of(&self) -> Vec<Header> {
        match &self.0 {
            Held::In(batch, index) if batch.place(*index).headers == 0 => Vec::new(),
            Held::In(..) | Held::Own(_) => self.whole().headers,
        }
    }

    fn bytes<'py>(
        &self,
        py: Python<'py>,
        of: impl Fn(&Place) -> (i32, i32),
        own: impl Fn(&ottla_api::Record) -> Option<&[u8]>,
    ) -> Option<Bound<'py, PyBytes>> {
        match &self.0 {
            Held::In(batch, index) => {
                let (start, length) = of(batch.place(*index));
                Some(PyBytes::new(py, batch.slice(start, length)?))
            }
            Held::Own(record) => own(record).map(|bytes| PyBytes::new(py, bytes)),
        }
    }
}

#[pymethods]
impl Record {
    #[classattr]
    fn __match_args__() -> (&'static str, &'static str, &'static str, &'static str) {
        ("topic", "partition", "offset", "timestamp")
    }

    #[new]
    #[pyo3(signature = (topic, partition, offset, timestamp, key=None, value=None, headers=None))]
    fn new(
        topic: &Bound<'_, PyAny>,
        partition: &Bound<'_, PyAny>,
        offset: &Bound<'_, PyAny>,
        timestamp: &Bound<'_, PyAny>,
        key: Option<&Bound<'_, PyAny>>,
        value: Option<&Bound<'_, PyAny>>,
        headers: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        Ok(Self(Held::Own(ottla_api::Record {
            topic: argument(topic, "topic")?,
            partition: argument(partition, "partition")?,
            offset: argument(offset, "offset")?,
            timestamp: argument(timestamp, "timestamp")?,
            key: optional(key, "key")?,
            value: optional(value, "value")?,
            headers: sending::headers(headers)?,
        })))
    }

    /// The topic.
    #[getter]
    fn topic(&self, py: Python<'_>) -> Given {
        match &self.0 {
            Held::In(batch, _) => Ok(batch.topic(py)),
            Held::Own(record) => record.topic.clone().into_python(py),
        }
    }

    /// The partition.
    #[getter]
    fn partition(&self) -> i32 {
        match &self.0 {
            Held::In(batch, _) => batch.records().partition(),
            Held::Own(record) => record.partition,
        }
    }

    /// The offset.
    #[getter]
    fn offset(&self) -> i64 {
        match &self.0 {
            Held::In(batch, index) => batch.place(*index).offset,
            Held::Own(record) => record.offset,
        }
    }

    /// Milliseconds since 1970: when it was made, or appended, as the topic is configured; -1 without.
    #[getter]
    fn timestamp(&self) -> i64 {
        match &self.0 {
            Held::In(batch, index) => batch.place(*index).timestamp,
            Held::Own(record) => record.timestamp,
        }
    }

    /// The key; `None` and empty are different things.
    #[getter]
    fn key<'py>(&self, py: Python<'py>) -> Option<Bound<'py, PyBytes>> {
        self.bytes(py, |at| (at.key_start, at.key_length), |record| record.key.as_deref())
    }

    /// The value; `None` is a tombstone where the topic is compacted.
    #[getter]
    fn value<'py>(&self, py: Python<'py>) -> Option<Bound<'py, PyBytes>> {
        self.bytes(py, |at| (at.value_start, at.value_length), |record| record.value.as_deref())
    }

    /// Its headers, in order.
    #[getter]
    fn headers(&self, py: Python<'_>) -> Given {
        self.headers_of().into_python(py)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.whole() == other.get().whole())
    }

    fn __hash__(&self) -> u64 {
        let record = self.whole();
        let mut hasher = DefaultHasher::new();
        (&record.topic, record.partition, record.offset, &record.key, &record.value)
            .hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let record = self.whole();
        let fields = [
            ("topic", record.topic.into_python(py)?),
            ("partition", record.partition.into_python(py)?),
            ("offset", record.offset.into_python(py)?),
            ("timestamp", record.timestamp.into_python(py)?),
            ("key", record.key.into_python(py)?),
            ("value", record.value.into_python(py)?),
            ("headers", record.headers.into_python(py)?),
        ];
        plain::repr(py, "Record", fields)
    }

    fn __reduce__<'py>(
        this: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let (py, record) = (this.py(), this.get().whole());
        let fields = [
            record.topic.into_python(py)?,
            record.partition.into_python(py)?,
            record.offset.into_python(py)?,
            record.timestamp.into_python(py)?,
            record.key.into_python(py)?,
            record.value.into_python(py)?,
            record.headers.into_python(py)?,
        ];
        Ok((this.get_type().into_any(), PyTuple::new(py, fields)?))
    }
}

impl IntoPython for ottla_api::Record {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Record(Held::Own(self)))?.into_any())
    }
}

impl Argument for ottla_api::Record {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let record = value.cast::<Record>().map_err(|_| at.mismatch("Record", value))?;
        Ok(record.get().whole())
    }
}
