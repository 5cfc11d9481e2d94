//! Options as Python writes them: keywords, or a dictionary of Kafka's keys. What they mean, and what is wrong with
//! them, the client says.

use std::collections::BTreeMap;

use pyo3::{
    exceptions::PyTypeError,
    intern,
    prelude::*,
    types::{PyBool, PyBytes, PyDict, PyFloat, PyInt, PyMapping, PyString},
};

use crate::convert::At;

/// Both together, as text.
pub(crate) fn read(
    options: Option<&Bound<'_, PyAny>>,
    keywords: Option<&Bound<'_, PyDict>>,
) -> PyResult<BTreeMap<String, String>> {
    let mut read = BTreeMap::new();
    if let Some(options) = options.filter(|options| !options.is_none()) {
        let at = At::Name("options");
        let mapping = options.cast::<PyMapping>().map_err(|_| at.mismatch("a dict", options))?;
        for item in mapping.items()?.iter() {
            let (key, value) = item.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>()?;
            add(&mut read, &key, &value)?;
        }
    }
    for (key, value) in keywords.into_iter().flatten() {
        add(&mut read, &key, &value)?;
    }
    Ok(read)
}

fn add(
    read: &mut BTreeMap<String, String>,
    key: &Bound<'_, PyAny>,
    value: &Bound<'_, PyAny>,
) -> PyResult<()> {
    let at = At::Name("the name of an option");
    let key = key.cast::<PyString>().map_err(|_| at.mismatch("str", key))?.to_str()?;
    if value.is_none() {
        return Ok(());
    }
    let name = key.replace('.', "_");
    let text = text(value, At::Name(key))?;
    if read.keys().any(|known| known.replace('.', "_") == name) {
        return Err(PyTypeError::new_err(format!("the option {key} was given twice")));
    }
    read.insert(key.to_owned(), text);
    Ok(())
}

/// A value as Kafka writes it.
fn text(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<String> {
    let py = value.py();
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(text.to_str()?.to_owned());
    }
    if let Ok(choice) = value.cast::<PyBool>() {
        return Ok(choice.is_true().to_string());
    }
    if value.is_instance_of::<PyInt>() || value.is_instance_of::<PyFloat>() {
        return Ok(value.str()?.to_str()?.to_owned());
    }
    // A timedelta, in milliseconds.
    if let Some(seconds) = value.getattr_opt(intern!(py, "total_seconds"))? {
        let milliseconds = (seconds.call0()?.extract::<f64>()? * 1000.0).round();
        return Ok(format!("{milliseconds}"));
    }
    if let Some(path) = value.getattr_opt(intern!(py, "__fspath__"))? {
        return Ok(path.call0()?.str()?.to_str()?.to_owned());
    }
    let expected = "str, bool, int, float, timedelta or a list of str";
    if value.is_instance_of::<PyBytes>() || value.is_instance_of::<PyDict>() {
        return Err(at.mismatch(expected, value));
    }
    let items = value.try_iter().map_err(|_| at.mismatch(expected, value))?;
    let mut texts = Vec::new();
    for item in items {
        let item = item?;
        let text = item.cast::<PyString>().map_err(|_| at.mismatch(expected, value))?;
        texts.push(text.to_str()?.to_owned());
    }
    Ok(texts.join(","))
}
