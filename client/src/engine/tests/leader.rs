//! The leader of a partition, as far as a producer notices it: it takes batches up to a size, and of a producer that
//! it knows only the sequence that follows.

use std::time::Duration;

use ottla_core::{
    model::{ErrorCode, Offset},
    protocol::records::{
        Attributes, BatchHeader, BatchIter, Codecs, Compression, Encoding, RecordBytes,
    },
};

use super::scene::Scene;
use crate::engine::{
    accumulator::{Answer, Outgoing},
    deliver::BatchWritten,
};

/// Longer than any pause between attempts.
const PAUSE: Duration = Duration::from_secs(2);

/// More than any of the tests needs.
const ROUNDS_MAX: usize = 2_000;

pub(super) struct Leader {
    bytes_max: usize,
    compression: Compression,
    codecs: Codecs,
    /// Epoch and next sequence of the producer.
    known: Option<(i16, i32)>,
    pub(super) log: Vec<RecordBytes>,
    pub(super) too_large: usize,
}

impl Leader {
    pub(super) fn of_batches_up_to(bytes_max: usize) -> Self {
        Self {
            bytes_max,
            compression: Compression::None,
            codecs: Codecs::new(),
            known: None,
            log: Vec::new(),
            too_large: 0,
        }
    }

    pub(super) fn compressed_by(self, compression: Compression) -> Self {
        Self { compression, ..self }
    }

    pub(super) fn values(&self) -> Vec<&str> {
        let values = self.log.iter().map(|record| record.value.as_deref().unwrap_or_default());
        values.map(|value| std::str::from_utf8(value).unwrap()).collect()
    }

    /// Answers all that comes, with so many batches in flight.
    pub(super) fn serve(&mut self, scene: &mut Scene, in_flight: usize) {
        for _ in 0..ROUNDS_MAX {
            if scene.accumulator.is_empty() {
                return;
            }
            let mut sent = Vec::new();
            while sent.len() < in_flight {
                let batches = scene.drain();
                if batches.is_empty() {
                    break;
                }
                sent.extend(batches);
            }
            if sent.is_empty() {
                scene.pass(PAUSE);
            }
            for batch in sent {
                self.answer(scene, batch);
            }
        }
        panic!("there is no end to it");
    }

    pub(super) fn answer(&mut self, scene: &mut Scene, mut batch: Outgoing) {
        let encoding = Encoding::from(self.compression);
        let sealed = batch.batch.sealed(encoding, Attributes::default(), &mut self.codecs);
        let bytes = sealed.unwrap().read().unwrap();
        let size = bytes.len();
        let received = BatchIter::new(bytes).next().unwrap().unwrap();
        received.verify().unwrap();
        let answer = if size > self.bytes_max {
            self.too_large += 1;
            Answer::Refused(ErrorCode::MessageTooLarge, None)
        } else if !self.follows(&received.header) {
            Answer::Refused(ErrorCode::OutOfOrderSequenceNumber, None)
        } else {
            let base_offset = self.log.len() as i64;
            for record in received.records(&mut self.codecs).unwrap() {
                let offset = Offset(self.log.len() as i64);
                self.log.push(RecordBytes { offset, ..record.unwrap() });
            }
            Answer::Written(BatchWritten { base_offset, append_time: None })
        };
        scene.accumulator.landed(scene.now, batch, answer);
    }

    fn follows(&mut self, header: &BatchHeader) -> bool {
        let (epoch, sequence) = (header.producer_epoch.0, header.base_sequence);
        let follows = match self.known {
            _ if !header.has_producer() => true,
            None => true,
            Some((known, next)) if known == epoch => next == sequence,
            Some(_) => sequence == 0,
        };
        if follows {
            self.known = Some((epoch, sequence + header.record_count));
        }
        follows
    }
}
