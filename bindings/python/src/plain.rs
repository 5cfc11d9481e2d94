//! What classes of plain data share.

use std::hash::{DefaultHasher, Hash, Hasher};

use pyo3::{
    prelude::*,
    types::{PyDict, PyTuple},
};

use crate::convert::{Given, IntoPython};

/// A field.
pub(crate) fn given<T: Clone + IntoPython>(py: Python<'_>, field: &T) -> Given {
    field.clone().into_python(py)
}

/// `Name(field=value, …)`, as Python writes it.
pub(crate) fn repr<const N: usize>(
    py: Python<'_>,
    name: &str,
    fields: [(&str, Py<PyAny>); N],
) -> PyResult<String> {
    let mut text = format!("{name}(");
    for (index, (field, value)) in fields.iter().enumerate() {
        let gap = if index == 0 { "" } else { ", " };
        text = format!("{text}{gap}{field}={}", value.bind(py).repr()?.to_str()?);
    }
    Ok(text + ")")
}

/// A number that is the same for values that are the same.
pub(crate) fn hash(value: &impl std::fmt::Debug) -> u64 {
    let mut hasher = DefaultHasher::new();
    format!("{value:?}").hash(&mut hasher);
    hasher.finish()
}

/// How a copy is made, and what goes through pickle: the class with its fields by name.
pub(crate) fn reduced<'py, const N: usize>(
    of: &Bound<'py, PyAny>,
    names: &[&str; N],
    values: [Py<PyAny>; N],
) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
    let py = of.py();
    let fields = PyDict::new(py);
    for (name, value) in names.iter().zip(values) {
        fields.set_item(*name, value)?;
    }
    let made = py.import("ottla._errors")?.getattr("made")?;
    Ok((made, (of.get_type(), fields).into_pyobject(py)?))
}
