//! The records of a consumer one by one. Brokers and consumers have whole batches: what is left of one when the
//! stream is dropped goes back to the consumer.

use std::vec;

use futures::{Stream, stream};

use crate::{OwnedRecord, RecordBatch, Result, engine::positions::Key};

/// Who hands out batches, and takes back what was not read of the last one.
pub(crate) trait Batches: Send {
    fn next(&mut self) -> impl Future<Output = Result<Option<RecordBatch>>> + Send;

    /// The next batch is the last one again, from `offset` on.
    fn put_back(&mut self, key: Key, offset: i64);
}

/// The records of these batches; ends with the first error.
pub(crate) fn records<B: Batches>(batches: &mut B) -> impl Stream<Item = Result<OwnedRecord>> + '_ {
    let reader = Reader { batches, rest: Vec::new().into_iter() };
    stream::try_unfold(reader, |mut reader| async move {
        loop {
            if let Some(record) = reader.rest.next() {
                return Ok(Some((record, reader)));
            }
            let Some(batch) = reader.batches.next().await? else { return Ok(None) };
            let records: Vec<_> = batch.iter().map(|record| record.to_owned_record()).collect();
            reader.rest = records.into_iter();
        }
    })
}

struct Reader<'a, B: Batches> {
    batches: &'a mut B,
    rest: vec::IntoIter<OwnedRecord>,
}

impl<B: Batches> Drop for Reader<'_, B> {
    fn drop(&mut self) {
        if let Some(next) = self.rest.as_slice().first() {
            self.batches.put_back((next.topic.clone(), next.partition), next.offset);
        }
    }
}
