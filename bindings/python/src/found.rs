//! What a consumer has found for a call of `next_batch`.

use std::sync::Arc;

use ottla_api::Reader;
use pyo3::prelude::*;

use crate::convert::{Given, IntoPython};

/// What was found, and who gets it back if the call was cancelled in the meantime.
pub(crate) struct Found<R: Reader> {
    batch: R::Batch,
    reader: Arc<R>,
}

impl<R: Reader> Found<R> {
    pub(crate) fn by(reader: &Arc<R>, batch: Option<R::Batch>) -> Option<Self> {
        batch.map(|batch| Self { batch, reader: reader.clone() })
    }
}

impl<R: Reader<Batch: IntoPython>> IntoPython for Found<R> {
    fn into_python(self, py: Python<'_>) -> Given {
        self.batch.into_python(py)
    }

    fn cancelled(self) {
        self.reader.give_back(self.batch);
    }
}
