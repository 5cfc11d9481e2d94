//! Records for tests.

use bytes::Bytes;

use crate::{
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

#[derive(Clone, Debug)]
pub(super) struct Numbered {
    pub(super) partition: i32,
    pub(super) offset: i64,
}

/// A record; the empty key is none.
pub(super) fn arrived(partition: i32, offset: i64, name: &str) -> Arrived<Numbered> {
    Arrived {
        offset,
        key: (!name.is_empty()).then(|| Bytes::copy_from_slice(name.as_bytes())),
        record: Numbered { partition, offset },
        after: FetchPosition::from(offset + 1),
        due: None,
    }
}
