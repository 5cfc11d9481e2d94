//! What becomes of records that were acquired, and how a request says so: ranges of offsets.

use std::collections::{BTreeMap, BTreeSet};

use ottla_core::{model::Moment, protocol::messages::share_acknowledge_request as wire};

/// What becomes of a record that a [`ShareConsumer`](crate::ShareConsumer) has acquired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AcknowledgeType {
    /// It was processed: nobody gets it again.
    Accept,
    /// It was not processed, and may be delivered again, to this member or another one, until the group's
    /// `share.delivery.count.limit` is reached.
    Release,
    /// It cannot be processed: nobody gets it again.
    Reject,
    /// It is still being processed: its lock begins anew (KIP-1222). It is acknowledged once more later.
    Renew,
}

/// What a request says of one offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ack {
    /// No record is there: compaction took it, or it is a marker of a transaction.
    Gap,
    Of(AcknowledgeType),
}

impl Ack {
    pub(crate) fn code(self) -> i8 {
        match self {
            Self::Gap => 0,
            Self::Of(AcknowledgeType::Accept) => 1,
            Self::Of(AcknowledgeType::Release) => 2,
            Self::Of(AcknowledgeType::Reject) => 3,
            Self::Of(AcknowledgeType::Renew) => 4,
        }
    }
}

/// A commit that somebody waits for.
pub(crate) type CommitId = u64;

/// Acknowledgements of one partition that go, or went, together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Acknowledgements {
    pub(crate) offsets: BTreeMap<i64, Ack>,
    pub(crate) commits: BTreeSet<CommitId>,
    /// When they were sent first, if that is to be repeated.
    pub(crate) since: Option<Moment>,
}

/// Offsets one after the other, with one type for all, or one for each.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    first: i64,
    last: i64,
    types: Vec<i8>,
}

impl Acknowledgements {
    pub(crate) fn renews(&self) -> bool {
        self.offsets.values().any(|ack| *ack == Ack::Of(AcknowledgeType::Renew))
    }

    /// Takes out what is said of some offsets; both parts are of the same commits.
    pub(crate) fn split_off(&mut self, offsets: impl Iterator<Item = i64>) -> Option<Self> {
        let taken: BTreeMap<i64, Ack> =
            offsets.filter_map(|offset| self.offsets.remove_entry(&offset)).collect();
        let part = Self { offsets: taken, commits: self.commits.clone(), since: self.since };
        (!part.offsets.is_empty()).then_some(part)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.offsets.is_empty()
    }

    /// Takes back what did not work; what was said of an offset since then counts more.
    pub(crate) fn put_back(&mut self, earlier: Self) {
        for (offset, ack) in earlier.offsets {
            self.offsets.entry(offset).or_insert(ack);
        }
        self.commits.extend(earlier.commits);
        self.since = earlier.since.or(self.since);
    }

    pub(crate) fn batches(&self) -> Vec<wire::AcknowledgementBatch> {
        let mut runs: Vec<Run> = Vec::new();
        for (&offset, ack) in &self.offsets {
            match runs.last_mut() {
                Some(run) if run.last.checked_add(1) == Some(offset) => {
                    run.last = offset;
                    run.types.push(ack.code());
                }
                Some(_) | None => {
                    runs.push(Run { first: offset, last: offset, types: vec![ack.code()] });
                }
            }
        }
        let batch = |mut run: Run| {
            if run.types.windows(2).all(|pair| pair[0] == pair[1]) {
                run.types.truncate(1);
            }
            wire::AcknowledgementBatch {
                first_offset: run.first,
                last_offset: run.last,
                acknowledge_types: run.types,
            }
        };
        runs.into_iter().map(batch).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_side_by_side_become_one_batch_with_one_type_where_that_is_enough() {
        use AcknowledgeType::{Accept, Reject};
        let of = |offsets: &[(i64, Ack)]| {
            let acks = Acknowledgements {
                offsets: offsets.iter().copied().collect(),
                ..Default::default()
            };
            let parts = |batch: wire::AcknowledgementBatch| {
                (batch.first_offset, batch.last_offset, batch.acknowledge_types)
            };
            acks.batches().into_iter().map(parts).collect::<Vec<_>>()
        };
        let (accept, reject) = (Ack::Of(Accept), Ack::Of(Reject));
        assert_eq!(of(&[(5, accept), (6, accept), (7, accept)]), [(5, 7, vec![1])]);
        assert_eq!(of(&[(5, accept), (6, Ack::Gap), (7, reject)]), [(5, 7, vec![1, 0, 3])]);
        assert_eq!(of(&[(5, accept), (7, reject)]), [(5, 5, vec![1]), (7, 7, vec![3])]);
        assert_eq!(of(&[(i64::MAX, accept)]), [(i64::MAX, i64::MAX, vec![1])]);
    }

    #[test]
    fn what_is_put_back_does_not_undo_what_was_said_since() {
        use AcknowledgeType::{Accept, Renew};
        let one = |offset, kind| Acknowledgements {
            offsets: [(offset, Ack::Of(kind))].into(),
            ..Default::default()
        };
        let mut pending = one(5, Accept);
        pending.put_back(one(5, Renew));
        pending.put_back(one(6, Renew));
        assert_eq!(pending.offsets[&5], Ack::Of(Accept));
        assert!(pending.renews());
    }
}
