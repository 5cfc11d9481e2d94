//! Errors as exceptions: one class for each kind, with the fields of the API.

use std::fmt;

use ottla_api::{ErrorInfo, thrown_in};
use pyo3::{exceptions::PyBaseException, prelude::*, sync::PyOnceLock, types::PyDict};

use crate::convert::{Argument, At, IntoPython};

static CLASSES: PyOnceLock<Py<PyDict>> = PyOnceLock::new();

/// The exception of an error.
pub(crate) fn raised(error: &ottla_api::Error) -> PyErr {
    Python::attach(|py| caused(py, error))
}

/// The exception of an error, with what a function of the user has raised as its cause.
fn caused(py: Python<'_>, error: &ottla_api::Error) -> PyErr {
    let seen = match exception(py, ErrorInfo::from(error)) {
        Ok(exception) => PyErr::from_value(exception),
        Err(error) => return error,
    };
    if let Some(Cause { exception, .. }) = thrown_in(error) {
        seen.set_cause(py, Some(PyErr::from_value(exception.bind(py).clone().into_any())));
    }
    seen
}

/// An exception of a function of the user, on its way through the API.
#[derive(Debug)]
pub(crate) struct Cause {
    pub(crate) exception: Py<PyBaseException>,
    /// As the API tells it.
    pub(crate) text: String,
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Cause {}

fn classes(py: Python<'_>) -> PyResult<&Bound<'_, PyDict>> {
    let classes = CLASSES.get_or_try_init(py, || {
        let classes = py.import("ottla._errors")?.getattr("BY_KIND")?;
        PyResult::Ok(classes.cast_into::<PyDict>()?.unbind())
    })?;
    Ok(classes.bind(py))
}

fn exception(py: Python<'_>, error: ErrorInfo) -> PyResult<Bound<'_, PyAny>> {
    let fields = PyDict::new(py);
    let kind = error.kind.into_python(py)?;
    fields.set_item("advice", error.advice.into_python(py)?)?;
    fields.set_item("operation", error.operation)?;
    fields.set_item("code", error.code)?;
    fields.set_item("code_name", error.code_name)?;
    fields.set_item("context", error.context.into_python(py)?)?;
    fields.set_item("divergent_offset", error.divergent_offset)?;
    let class = classes(py)?.as_any().get_item(kind)?;
    class.call((error.message,), Some(&fields))
}

impl IntoPython for ErrorInfo {
    fn into_python(self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Ok(exception(py, self)?.unbind())
    }
}

impl Argument for ErrorInfo {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        if !value.is_instance(&value.py().import("ottla._errors")?.getattr("OttlaError")?)? {
            return Err(at.mismatch("an OttlaError", value));
        }
        let field = |name: &str| value.getattr(name);
        Ok(Self {
            kind: Argument::argument(&field("kind")?, At::Name("kind"))?,
            advice: Argument::argument(&field("advice")?, At::Name("advice"))?,
            operation: field("operation")?.extract()?,
            message: field("message")?.extract()?,
            code: field("code")?.extract()?,
            code_name: field("code_name")?.extract()?,
            context: field("context")?.extract()?,
            divergent_offset: field("divergent_offset")?.extract()?,
        })
    }
}

/// What is raised where Python's lock is held again.
pub(crate) enum Later {
    /// An error of the API.
    Error(ottla_api::Error),
    /// What a function of the user has raised.
    Raised(PyErr),
}

impl Later {
    pub(crate) fn raised(self, py: Python<'_>) -> PyErr {
        match self {
            Self::Error(error) => caused(py, &error),
            Self::Raised(error) => error,
        }
    }
}

impl From<ottla_api::Error> for Later {
    fn from(error: ottla_api::Error) -> Self {
        Self::Error(error)
    }
}
