//! A transaction of the metadata log (KIP-868): records that count all together when it ends, or not at all.

use imbl::Vector;

use crate::{model::Offset, protocol::messages::MetadataRecord};

/// A transaction that has begun and not ended.
#[derive(Clone, Debug)]
pub struct OpenTransaction {
    begin: Offset,
    pub(super) records: Vector<(Offset, MetadataRecord)>,
}

impl OpenTransaction {
    pub(super) fn new(begin: Offset) -> Self {
        Self { begin, records: Vector::new() }
    }

    /// Offset of the record that began it.
    #[must_use]
    pub fn begin(&self) -> Offset {
        self.begin
    }
}
