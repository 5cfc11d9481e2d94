//! What a producer puts into its next transaction.

use std::collections::BTreeSet;

use ottla_core::model::Timestamp;

use super::{Job, Producer, Step};
use crate::{
    clients::{Desk, Finish, Phase},
    history::{Consumed, Ending, Protocol, Transaction, Write},
    place::{ACCOUNTS, NUMBERS, Place},
};

/// A batch of the open transaction.
#[derive(Clone, Debug)]
pub(super) struct Batch {
    pub(super) place: Place,
    pub(super) base_sequence: i32,
    pub(super) values: Vec<String>,
    /// Where its first record is among the transaction's.
    pub(super) first_write: usize,
    pub(super) acknowledged: bool,
}

/// The open transaction.
#[derive(Clone, Debug)]
pub(super) struct Open {
    pub(super) serial: u64,
    pub(super) begun_at: Timestamp,
    pub(super) batches: Vec<Batch>,
    pub(super) consumed: Option<Consumed>,
    pub(super) ending: Ending,
    /// It aborts when a connection breaks, whatever has been written.
    pub(super) is_impatient: bool,
    /// Partitions with a batch that has to be written again.
    pub(super) refused: BTreeSet<Place>,
}

impl Open {
    /// The first batches that are not acknowledged.
    pub(super) fn unacknowledged(&self) -> impl Iterator<Item = (usize, &Batch)> {
        self.batches.iter().enumerate().filter(|(_, batch)| !batch.acknowledged)
    }

    pub(super) fn places(&self) -> BTreeSet<Place> {
        self.batches.iter().map(|batch| batch.place).collect()
    }
}

impl Producer {
    /// Begins the next transaction, or comes to an end.
    pub(super) fn begin(&mut self, desk: &mut Desk<'_>) {
        match self.job {
            Job::Numbers if desk.phase == Phase::Healed => self.finish(Finish::Done, desk),
            Job::Numbers => {
                let contents = self.numbers();
                self.open(contents, None, desk);
            }
            Job::Transfers(partition) => {
                let transfers = &desk.history.transfers[partition as usize];
                if self.position >= transfers.len() as i64 {
                    return self.finish(Finish::Done, desk);
                }
                self.step = Step::Read;
                self.ask(desk);
            }
        }
    }

    /// Records in batches of some partitions.
    fn numbers(&mut self) -> Vec<(Place, Vec<String>)> {
        let batches = 1 + self.rng.below(5);
        let draw = (0..batches).map(|_| {
            let place = Place { topic: NUMBERS, partition: self.rng.below(3) as i32 };
            (place, vec![String::new(); 1 + self.rng.below(3) as usize])
        });
        draw.collect()
    }

    /// Moves the money that was read: amounts, from `position` on.
    pub(super) fn begin_transfers(&mut self, amounts: &[i64], desk: &mut Desk<'_>) {
        let Job::Transfers(partition) = self.job else { return };
        let taken = amounts.len().min(1 + self.rng.below(3) as usize);
        let consumed =
            Consumed { partition, from: self.position, to: self.position + taken as i64 };
        let moved = |sign: i64| -> Vec<String> {
            let numbered = amounts.iter().take(taken).zip(consumed.from..);
            numbered
                .map(|(amount, offset)| format!(" {} of {partition}.{offset}", sign * amount))
                .collect()
        };
        let contents = vec![
            (Place { topic: ACCOUNTS, partition: 0 }, moved(-1)),
            (Place { topic: ACCOUNTS, partition: 1 }, moved(1)),
        ];
        self.open(contents, Some(consumed), desk);
    }

    fn open(
        &mut self,
        contents: Vec<(Place, Vec<String>)>,
        consumed: Option<Consumed>,
        desk: &mut Desk<'_>,
    ) {
        let serial = desk.history.next_serial();
        let (mut batches, mut writes) = (Vec::new(), Vec::new());
        for (place, values) in contents {
            let first_write = writes.len();
            let numbered = values.into_iter().zip(first_write..);
            let values: Vec<String> =
                numbered.map(|(value, number)| format!("t{serial}.{number}{value}")).collect();
            writes.extend(values.iter().map(|value| Write {
                place,
                value: value.clone(),
                acknowledged: None,
            }));
            let sequence = self.sequences.entry(place).or_default();
            let base_sequence = *sequence;
            *sequence += values.len() as i32;
            batches.push(Batch { place, base_sequence, values, first_write, acknowledged: false });
        }
        let ending = if self.rng.below(10) < 7 { Ending::Commit } else { Ending::Abort };
        let is_impatient = ending == Ending::Abort && self.rng.below(2) == 0;
        desk.history.begin(Transaction {
            id: self.id.clone(),
            producer: self.producer,
            writes,
            asked: None,
            told: None,
        });
        if let Some(Consumed { partition, from, to }) = consumed {
            desk.note(format!("t{serial} makes transfers {partition}.{from} to {to}"));
        }
        let begun_at = desk.now.wall;
        self.open = Some(Open {
            serial,
            begun_at,
            batches,
            consumed,
            ending,
            is_impatient,
            refused: BTreeSet::new(),
        });
        self.step = match self.protocol {
            Protocol::First => Step::AddPartitions,
            Protocol::Second => Step::Write,
        };
        self.ask(desk);
    }
}
