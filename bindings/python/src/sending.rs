//! Sending a record: the way that is gone most often. Python's lock is kept while nothing has to be waited for.

use ottla_api::{Borrowed, Bytes, Header};
use pyo3::{
    prelude::*,
    types::{PyDict, PyList, PyString, PyTuple},
};

use crate::{
    block,
    convert::{Argument, At},
    errors,
    generated::Header as PyHeader,
    payload::Payload,
};

/// What Python gives for a record.
pub(crate) struct Sent<'a, 'py> {
    pub(crate) topic: &'a Bound<'py, PyAny>,
    pub(crate) value: Option<&'a Bound<'py, PyAny>>,
    pub(crate) key: Option<&'a Bound<'py, PyAny>>,
    pub(crate) partition: Option<&'a Bound<'py, PyAny>>,
    pub(crate) timestamp: Option<&'a Bound<'py, PyAny>>,
    pub(crate) headers: Option<&'a Bound<'py, PyAny>>,
}

/// Something that takes records.
pub(crate) trait Sends {
    type Given: Send;

    /// Takes one if nothing has to be waited for.
    fn take_at_once(&self, record: Borrowed<'_>) -> Option<ottla_api::Result<Self::Given>>;

    fn take(
        &self,
        record: Borrowed<'_>,
    ) -> impl Future<Output = ottla_api::Result<Self::Given>> + Send;
}

/// Hands a record on. In a thread that has to wait, the lock is given up.
pub(crate) fn send<S: Sends + Sync>(
    py: Python<'_>,
    to: &S,
    record: &Sent<'_, '_>,
) -> PyResult<S::Given> {
    let topic = record.topic.cast::<PyString>();
    let topic = topic.map_err(|_| At::Name("topic").mismatch("str", record.topic))?.to_str()?;
    let value = Payload::optional(record.value, "value")?;
    let key = Payload::optional(record.key, "key")?;
    let headers = headers(record.headers)?;
    let fixed = |payload: &Option<Payload<'_>>| payload.as_ref().is_none_or(Payload::is_fixed);
    let all_fixed = fixed(&value) && fixed(&key);
    let borrowed = Borrowed {
        topic,
        value: value.as_ref().map(Payload::bytes),
        key: key.as_ref().map(Payload::bytes),
        partition: number(record.partition, "partition")?,
        timestamp: number(record.timestamp, "timestamp")?,
        headers: &headers,
    };
    let sent = match (to.take_at_once(borrowed), all_fixed) {
        (Some(sent), _) => sent,
        (None, true) => block::wait(py, to.take(borrowed))?,
        // Without the lock others may change what is in a buffer.
        (None, false) => {
            let (value, key) =
                (borrowed.value.map(<[u8]>::to_vec), borrowed.key.map(<[u8]>::to_vec));
            let copied = Borrowed { value: value.as_deref(), key: key.as_deref(), ..borrowed };
            block::wait(py, to.take(copied))?
        }
    };
    sent.map_err(|error| errors::raised(&error))
}

fn number<T: Argument>(value: Option<&Bound<'_, PyAny>>, name: &str) -> PyResult<Option<T>> {
    match value {
        Some(value) => Option::argument(value, At::Name(name)),
        None => Ok(None),
    }
}

/// Headers as a list of `Header` or of pairs, or as a dictionary.
pub(crate) fn headers(value: Option<&Bound<'_, PyAny>>) -> PyResult<Vec<Header>> {
    match value {
        Some(value) if !value.is_none() => headers_of(value, At::Name("headers")),
        Some(_) | None => Ok(Vec::new()),
    }
}

/// As [`headers`], with the name of where they stand.
pub(crate) fn headers_of(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Vec<Header>> {
    if let Ok(dictionary) = value.cast::<PyDict>() {
        return dictionary.iter().map(|(key, value)| pair(&key, &value, at)).collect();
    }
    let expected = "a list of Header or of pairs, or a dict";
    if value.is_instance_of::<PyString>()
        || !value.is_instance_of::<PyList>() && value.len().is_err()
    {
        return Err(at.mismatch(expected, value));
    }
    let items = value.try_iter().map_err(|_| at.mismatch(expected, value))?;
    let header = |(index, item): (usize, PyResult<Bound<'_, PyAny>>)| {
        let item = item?;
        let at = At::Item(&at, index);
        if let Ok(header) = item.cast::<PyHeader>() {
            return Ok(header.get().0.clone());
        }
        match item.cast::<PyTuple>() {
            Ok(both) if both.len() == 2 => pair(&both.get_item(0)?, &both.get_item(1)?, at),
            _ => Err(at.mismatch("a Header or a pair", &item)),
        }
    };
    items.enumerate().map(header).collect()
}

fn pair(key: &Bound<'_, PyAny>, value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Header> {
    let key = String::argument(key, at)?;
    let value = Option::<Bytes>::argument(value, At::Key(&at, &key))?;
    Ok(Header { key, value })
}

impl Sends for ottla_api::Transaction {
    type Given = ottla_api::Delivery;

    fn take_at_once(&self, record: Borrowed<'_>) -> Option<ottla_api::Result<Self::Given>> {
        self.sending_at_once(record)
    }

    fn take(
        &self,
        record: Borrowed<'_>,
    ) -> impl Future<Output = ottla_api::Result<Self::Given>> + Send {
        self.sending(record)
    }
}

impl Sends for ottla_api::Producer {
    type Given = ottla_api::Delivery;

    fn take_at_once(&self, record: Borrowed<'_>) -> Option<ottla_api::Result<Self::Given>> {
        self.sending_at_once(record)
    }

    fn take(
        &self,
        record: Borrowed<'_>,
    ) -> impl Future<Output = ottla_api::Result<Self::Given>> + Send {
        self.sending(record)
    }
}

/// A producer that tells of records only if they fail.
pub(crate) struct Untold<'a>(pub(crate) &'a ottla_api::Producer);

impl Sends for Untold<'_> {
    type Given = ();

    fn take_at_once(&self, record: Borrowed<'_>) -> Option<ottla_api::Result<Self::Given>> {
        self.0.producing_at_once(record)
    }

    fn take(
        &self,
        record: Borrowed<'_>,
    ) -> impl Future<Output = ottla_api::Result<Self::Given>> + Send {
        self.0.producing(record)
    }
}
