//! Random batches.

use bytes::Bytes;
use ottla_core::{
    model::{ProducerEpoch, ProducerId, Rng, Timestamp},
    protocol::records::{BatchBuilder, BatchFields, Codecs, NewRecord},
};

pub(crate) const START: i64 = 1_700_000_000_000;

pub(crate) fn random(rng: &mut Rng, producer: Option<(i64, i32)>) -> Bytes {
    let count = 1 + rng.below(5) as i32;
    let longest = if rng.below(8) == 0 { 3_000 } else { 120 };
    let value = vec![rng.below(256) as u8; rng.below(longest) as usize];
    let mut builder = BatchBuilder::with_capacity(1_024);
    for _ in 0..count {
        let timestamp = Timestamp(START + rng.below(100_000) as i64);
        let record = NewRecord { timestamp, key: None, value: Some(&value), headers: [] };
        builder.append(record).unwrap();
    }
    let mut fields = BatchFields::default();
    if let Some((id, sequence)) = producer {
        fields.producer_id = ProducerId(id);
        fields.producer_epoch = ProducerEpoch(0);
        fields.base_sequence = sequence;
    }
    builder.finish(&fields, &mut Codecs::new()).unwrap()
}
