//! Batches: all records of one cross at once, as bytes that Swift slices.

use crate::{made::RawHeader, owned::Owned};
use ottla_api::{Place, RecordBatch};

/// Bytes of a record in the table that [`RawRecordBatch::contents`] begins with.
const ROW: usize = 2 * size_of::<i64>() + 5 * size_of::<i32>();

/// Records of one partition.
#[derive(uniffi::Object)]
pub struct RawRecordBatch(pub(crate) Owned<RecordBatch>);

#[uniffi::export]
impl RawRecordBatch {
    /// The topic.
    pub fn topic(&self) -> String {
        self.0.topic()
    }

    /// The partition.
    pub fn partition(&self) -> i32 {
        self.0.partition()
    }

    /// The number of records.
    pub fn count(&self) -> i32 {
        self.0.len()
    }

    /// The offset after the batch.
    pub fn next_offset(&self) -> i64 {
        self.0.next_offset()
    }

    /// A row for each record, and then the bytes that the rows point into. A row has offset, timestamp, where
    /// the key begins, its length, the same of the value, and the number of headers; the low byte first.
    pub fn contents(&self) -> Vec<u8> {
        let (places, body) = (self.0.places(), self.0.body());
        let mut contents = Vec::with_capacity(places.len() * ROW + body.len());
        for place in places {
            let Place { offset, timestamp, .. } = place;
            contents.extend_from_slice(&offset.to_le_bytes());
            contents.extend_from_slice(&timestamp.to_le_bytes());
            let Place { key_start, key_length, value_start, value_length, headers, .. } = place;
            for number in [key_start, key_length, value_start, value_length, headers] {
                contents.extend_from_slice(&number.to_le_bytes());
            }
        }
        contents.extend_from_slice(&body);
        contents
    }

    /// The headers of each record.
    pub fn headers(&self) -> Vec<Vec<RawHeader>> {
        let headers = self.0.all_headers().iter();
        headers.map(|headers| headers.iter().cloned().map(Into::into).collect()).collect()
    }
}
