//! Records for tests.

use bytes::Bytes;

use crate::{
    OwnedRecord,
    engine::{
        positions::{FetchPosition, Key},
        processing::schedule::{Arrived, Limits},
    },
    options::ProcessingOrder,
};

pub(super) fn key(partition: i32) -> Key {
    ("orders".into(), partition)
}

pub(super) fn limits(order: ProcessingOrder) -> Limits {
    Limits { order, concurrency: 16, in_flight_max: 100, ahead_max: 100 }
}

/// A record; the empty key is none.
pub(super) fn arrived(partition: i32, offset: i64, name: &str) -> Arrived {
    let record = OwnedRecord {
        topic: "orders".into(),
        partition,
        offset,
        timestamp: 0,
        key: (!name.is_empty()).then(|| Bytes::copy_from_slice(name.as_bytes())),
        value: None,
        headers: Vec::new(),
    };
    Arrived { record, after: FetchPosition::from(offset + 1), due: None }
}
