//! Batches as Arrow sees them: columns, handed over by Arrow's C interface, which needs no library of Python's.

use std::{ffi::CStr, sync::Arc};

use arrow_array::{
    Array, ArrayRef, BinaryArray, Int32Array, Int64Array, StringArray, StructArray,
    TimestampMillisecondArray,
    builder::BinaryBuilder,
    ffi::{FFI_ArrowArray, FFI_ArrowSchema, to_ffi},
};
use arrow_schema::{ArrowError, DataType, Field, Fields, TimeUnit};
use ottla_api::Place;
use pyo3::{exceptions::PyRuntimeError, prelude::*, types::PyCapsule};

use crate::batch::Batch;

const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";

fn fields() -> Fields {
    Fields::from(vec![
        Field::new("topic", DataType::Utf8, false),
        Field::new("partition", DataType::Int32, false),
        Field::new("offset", DataType::Int64, false),
        Field::new(
            "timestamp",
            DataType::Timestamp(TimeUnit::Millisecond, Some("UTC".into())),
            true,
        ),
        Field::new("key", DataType::Binary, true),
        Field::new("value", DataType::Binary, true),
    ])
}

fn failed(error: &ArrowError) -> PyErr {
    PyRuntimeError::new_err(error.to_string())
}

/// The types of the columns.
pub(crate) fn schema(py: Python<'_>) -> PyResult<Bound<'_, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(DataType::Struct(fields())).map_err(|e| failed(&e))?;
    PyCapsule::new_with_value(py, schema, SCHEMA)
}

/// The types of the columns, and the columns.
pub(crate) fn array<'py>(
    py: Python<'py>,
    batch: &Batch,
) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
    let array = StructArray::try_new(fields(), columns(batch), None).map_err(|e| failed(&e))?;
    let (array, schema): (FFI_ArrowArray, FFI_ArrowSchema) =
        to_ffi(&array.into_data()).map_err(|error| failed(&error))?;
    let schema = PyCapsule::new_with_value(py, schema, SCHEMA)?;
    Ok((schema, PyCapsule::new_with_value(py, array, ARRAY)?))
}

fn columns(batch: &Batch) -> Vec<ArrayRef> {
    let (records, places) = (batch.records(), batch.records().places());
    let count = places.len();
    let times = places.iter().map(|place| Some(place.timestamp).filter(|time| *time >= 0));
    let topic = records.topic();
    let topics: StringArray = std::iter::repeat_n(Some(topic.as_str()), count).collect();
    vec![
        Arc::new(topics),
        Arc::new(Int32Array::from_value(records.partition(), count)),
        Arc::new(Int64Array::from_iter_values(places.iter().map(|place| place.offset))),
        Arc::new(times.collect::<TimestampMillisecondArray>().with_timezone("UTC")),
        Arc::new(bytes(batch, |place| (place.key_start, place.key_length))),
        Arc::new(bytes(batch, |place| (place.value_start, place.value_length))),
    ]
}

fn bytes(batch: &Batch, of: impl Fn(&Place) -> (i32, i32)) -> BinaryArray {
    let places = batch.records().places();
    let size = places.iter().map(|place| usize::try_from(of(place).1).unwrap_or(0)).sum();
    let mut column = BinaryBuilder::with_capacity(places.len(), size);
    for place in places {
        let (start, length) = of(place);
        column.append_option(batch.slice(start, length));
    }
    column.finish()
}
