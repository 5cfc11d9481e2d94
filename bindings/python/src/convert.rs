//! Values between Python and the API: what arrives is checked, and what is wrong is named.

use std::{collections::BTreeMap, fmt};

use ottla_api::Bytes;
use pyo3::{
    exceptions::{PyOverflowError, PyTypeError},
    prelude::*,
    types::{PyBool, PyBytes, PyDict, PyFloat, PyInt, PyList, PyMapping, PyString},
};

use crate::payload::Payload;

/// What a function of ours gives Python.
pub(crate) type Given = PyResult<Py<PyAny>>;

/// Something that Python can have.
pub(crate) trait IntoPython {
    fn into_python(self, py: Python<'_>) -> Given;

    /// Is called instead where the call that it was for has been cancelled.
    fn cancelled(self)
    where
        Self: Sized,
    {
    }
}

/// Something that Python gives us.
pub(crate) trait Argument: Sized {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self>;

    /// What it is where it was left out; an error if it must be there.
    fn left_out(at: At<'_>) -> PyResult<Self> {
        Err(PyTypeError::new_err(format!("{at} is missing")))
    }
}

/// Where a value stands, to be named when it is wrong.
#[derive(Clone, Copy)]
pub(crate) enum At<'a> {
    Name(&'a str),
    Item(&'a At<'a>, usize),
    Key(&'a At<'a>, &'a str),
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Item(of, index) => write!(f, "{of}[{index}]"),
            Self::Key(of, key) => write!(f, "{of}[{key:?}]"),
        }
    }
}

impl At<'_> {
    pub(crate) fn mismatch(self, expected: &str, value: &Bound<'_, PyAny>) -> PyErr {
        let found = value.get_type().name().map_or_else(|_| "?".into(), |name| name.to_string());
        PyTypeError::new_err(format!("{self} must be {expected}, not {found}"))
    }
}

/// The argument with this name.
pub(crate) fn argument<T: Argument>(value: &Bound<'_, PyAny>, name: &str) -> PyResult<T> {
    T::argument(value, At::Name(name))
}

/// An argument that may be left out.
pub(crate) fn optional<T: Argument>(value: Option<&Bound<'_, PyAny>>, name: &str) -> PyResult<T> {
    match value {
        Some(value) => T::argument(value, At::Name(name)),
        None => T::left_out(At::Name(name)),
    }
}

impl IntoPython for () {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(py.None())
    }
}

macro_rules! plain {
    ($($kind:ty),*) => {$(
        impl IntoPython for $kind {
            fn into_python(self, py: Python<'_>) -> Given {
                Ok(self.into_pyobject(py)?.to_owned().into_any().unbind())
            }
        }
    )*};
}
plain!(bool, i32, i64, f64, String);

impl IntoPython for Bytes {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(PyBytes::new(py, &self).into_any().unbind())
    }
}

impl<T: IntoPython> IntoPython for Option<T> {
    fn into_python(self, py: Python<'_>) -> Given {
        self.map_or_else(|| Ok(py.None()), |value| value.into_python(py))
    }

    fn cancelled(self) {
        if let Some(value) = self {
            value.cancelled();
        }
    }
}

impl<T: IntoPython> IntoPython for Vec<T> {
    fn into_python(self, py: Python<'_>) -> Given {
        let items: Vec<_> =
            self.into_iter().map(|item| item.into_python(py)).collect::<PyResult<_>>()?;
        Ok(PyList::new(py, items)?.into_any().unbind())
    }
}

impl<T: IntoPython> IntoPython for BTreeMap<String, T> {
    fn into_python(self, py: Python<'_>) -> Given {
        let map = PyDict::new(py);
        for (key, value) in self {
            map.set_item(key, value.into_python(py)?)?;
        }
        Ok(map.into_any().unbind())
    }
}

impl Argument for () {
    /// Whatever it is: nobody asks for it.
    fn argument(_: &Bound<'_, PyAny>, _: At<'_>) -> PyResult<Self> {
        Ok(())
    }
}

impl Argument for bool {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(value.cast::<PyBool>().map_err(|_| at.mismatch("bool", value))?.is_true())
    }
}

macro_rules! integers {
    ($($kind:ty),*) => {$(
        impl Argument for $kind {
            fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
                if !value.is_instance_of::<PyInt>() || value.is_instance_of::<PyBool>() {
                    return Err(at.mismatch("int", value));
                }
                value.extract().map_err(|_| {
                    let (least, most) = (<$kind>::MIN, <$kind>::MAX);
                    PyOverflowError::new_err(format!("{at} is {value}: {least} to {most} is allowed"))
                })
            }
        }
    )*};
}
integers!(i32, i64);

impl Argument for f64 {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let number = value.is_instance_of::<PyFloat>() || value.is_instance_of::<PyInt>();
        if !number || value.is_instance_of::<PyBool>() {
            return Err(at.mismatch("float", value));
        }
        value.extract()
    }
}

impl Argument for String {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(value.cast::<PyString>().map_err(|_| at.mismatch("str", value))?.to_str()?.to_owned())
    }
}

impl Argument for Bytes {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(Self::copy_from_slice(Payload::of(value, at)?.bytes()))
    }
}

impl<T: Argument> Argument for Option<T> {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        if value.is_none() {
            return Ok(None);
        }
        T::argument(value, at).map(Some)
    }

    fn left_out(_: At<'_>) -> PyResult<Self> {
        Ok(None)
    }
}

impl<T: Argument> Argument for Vec<T> {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        // A text is a sequence of texts to Python, and hardly ever what was meant.
        if value.is_instance_of::<PyString>() || value.is_instance_of::<PyBytes>() {
            return Err(at.mismatch("a list", value));
        }
        let items = value.try_iter().map_err(|_| at.mismatch("a list", value))?;
        items.enumerate().map(|(index, item)| T::argument(&item?, At::Item(&at, index))).collect()
    }

    fn left_out(_: At<'_>) -> PyResult<Self> {
        Ok(Self::new())
    }
}

impl<T: Argument> Argument for BTreeMap<String, T> {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let items = value.cast::<PyMapping>().map_err(|_| at.mismatch("a dict", value))?.items()?;
        let mut map = Self::new();
        for item in items.iter() {
            let (key, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract()?;
            let key = String::argument(&key, at)?;
            let value = T::argument(&value, At::Key(&at, &key))?;
            map.insert(key, value);
        }
        Ok(map)
    }

    fn left_out(_: At<'_>) -> PyResult<Self> {
        Ok(Self::new())
    }
}
