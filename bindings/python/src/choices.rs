//! Enums: members of Python's own classes stand for the choices of the API.

use pyo3::{prelude::*, sync::PyOnceLock, types::PyTuple};

use crate::convert::{At, Given};

/// The members of a class of `ottla._enums`, in the order of the API.
pub(crate) struct Members {
    class: &'static str,
    members: PyOnceLock<Py<PyTuple>>,
}

impl Members {
    pub(crate) const fn of(class: &'static str) -> Self {
        Self { class, members: PyOnceLock::new() }
    }

    fn all<'py>(&self, py: Python<'py>) -> PyResult<&Bound<'py, PyTuple>> {
        let members = self.members.get_or_try_init(py, || {
            let class = py.import("ottla._enums")?.getattr(self.class)?;
            let members: Vec<_> = class.try_iter()?.collect::<PyResult<_>>()?;
            PyResult::Ok(PyTuple::new(py, members)?.unbind())
        })?;
        Ok(members.bind(py))
    }

    /// The member of the choice with this number.
    pub(crate) fn member(&self, py: Python<'_>, index: usize) -> Given {
        Ok(self.all(py)?.get_item(index)?.unbind())
    }

    /// Which choice this is.
    pub(crate) fn index(&self, value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<usize> {
        let found = self.all(value.py())?.iter().position(|member| member.is(value));
        found.ok_or_else(|| at.mismatch(self.class, value))
    }
}
