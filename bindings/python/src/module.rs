//! The module that Python loads.

use pyo3::prelude::*;

use crate::{batch, block, bridge, call, generated, record, stream};

/// Is called in a process that has just come from a fork.
#[pyfunction]
fn forked(py: Python<'_>) -> PyResult<()> {
    ottla_api::runtime::forked();
    bridge::forked();
    block::find_main(py)
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<call::Call>()?;
    module.add_class::<batch::RecordBatch>()?;
    module.add_class::<record::Record>()?;
    module.add_class::<stream::Batches>()?;
    module.add_class::<stream::Stream>()?;
    module.add_function(wrap_pyfunction!(forked, module)?)?;
    module.add_function(wrap_pyfunction!(block::ending, module)?)?;
    block::find_main(module.py())?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    generated::add(module)
}
