//! What was acquired and has not been handed out, and what was handed out and has not been acknowledged.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use bytes::Bytes;
use ottla_core::model::Moment;

use super::{
    IdKey,
    acknowledge::{Ack, AcknowledgeType},
};

/// The share session that records were acquired in. They are lost with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Source {
    pub(crate) node: i32,
    /// Counts the sessions with this broker.
    pub(crate) opening: u64,
}

/// Offsets that were acquired together, and how often they have been delivered with this time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Acquired {
    pub(crate) first: i64,
    pub(crate) last: i64,
    pub(crate) delivery_count: i16,
}

/// What one answer brought of one partition.
#[derive(Clone, Debug)]
pub(crate) struct Chunk {
    pub(crate) key: IdKey,
    pub(crate) source: Source,
    pub(crate) bytes: Bytes,
    /// Of these the records are handed out; in order.
    pub(crate) acquired: VecDeque<Acquired>,
    /// Then the lock has timed out, and others may have the records.
    pub(crate) expires_at: Option<Moment>,
}

impl Chunk {
    /// Takes the offsets up to `last` off the front.
    pub(crate) fn split_off_to(&mut self, last: i64) -> Vec<Acquired> {
        let mut taken = Vec::new();
        while let Some(range) = self.acquired.front_mut() {
            if range.first > last {
                break;
            }
            if range.last <= last {
                taken.push(*range);
                self.acquired.pop_front();
            } else {
                taken.push(Acquired { last, ..*range });
                range.first = last + 1;
                break;
            }
        }
        taken
    }
}

/// All offsets of ranges.
pub(crate) fn offsets(ranges: &[Acquired]) -> impl Iterator<Item = i64> {
    ranges.iter().flat_map(|range| range.first..=range.last)
}

#[derive(Clone, Copy, Debug)]
struct Held {
    source: Source,
    mark: Mark,
}

/// What the user has said of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Open,
    /// Not taken into a request yet.
    Said(AcknowledgeType),
    /// Its lock was to be renewed. It is the user's still.
    Renewed,
}

/// Whether the user can say something of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marked {
    Fine,
    /// It was not handed out, or was acknowledged before.
    NotHeld,
}

/// Acknowledgements that can be sent: to whom, and what.
pub(crate) type Said = BTreeMap<(Source, IdKey), BTreeMap<i64, Ack>>;

#[derive(Debug, Default)]
pub(crate) struct Deliveries {
    waiting: VecDeque<Chunk>,
    held: BTreeMap<IdKey, BTreeMap<i64, Held>>,
    /// Acknowledgements that are not the user's: gaps, and what nobody wants.
    own: Said,
}

impl Deliveries {
    pub(crate) fn arrived(&mut self, chunk: Chunk) {
        self.waiting.push_back(chunk);
    }

    /// Whether nothing waits to be handed out.
    pub(crate) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// The next records to hand out. Those whose lock has timed out are others' by now.
    pub(crate) fn take(&mut self, now: Moment) -> Option<Chunk> {
        self.waiting.retain(|chunk| chunk.expires_at.is_none_or(|at| now < at));
        self.waiting.pop_front()
    }

    /// What is left of a chunk comes next.
    pub(crate) fn put_back(&mut self, chunk: Chunk) {
        if !chunk.acquired.is_empty() {
            self.waiting.push_front(chunk);
        }
    }

    /// Records are the user's from now on.
    pub(crate) fn handed_out(&mut self, key: IdKey, source: Source, ranges: &[Acquired]) {
        let held = self.held.entry(key).or_default();
        let open = Held { source, mark: Mark::Open };
        held.extend(offsets(ranges).map(|offset| (offset, open)));
    }

    /// Says of offsets what is not the user's to say.
    pub(crate) fn say(
        &mut self,
        key: IdKey,
        source: Source,
        offsets: impl IntoIterator<Item = i64>,
        ack: Ack,
    ) {
        let mut offsets = offsets.into_iter().peekable();
        if offsets.peek().is_some() {
            let said = self.own.entry((source, key)).or_default();
            said.extend(offsets.map(|offset| (offset, ack)));
        }
    }

    /// Gives back what waits of partitions that are not assigned any more.
    pub(crate) fn release_others(&mut self, assigned: &BTreeSet<IdKey>) {
        let (kept, gone) = std::mem::take(&mut self.waiting)
            .into_iter()
            .partition(|chunk: &Chunk| assigned.contains(&chunk.key));
        self.waiting = kept;
        let gone: VecDeque<Chunk> = gone;
        for chunk in gone {
            let ranges: Vec<Acquired> = chunk.acquired.into();
            self.say(chunk.key, chunk.source, offsets(&ranges), Ack::Of(AcknowledgeType::Release));
        }
    }

    /// A session is lost, and what was acquired in it and waits.
    pub(crate) fn lost(&mut self, source: Source) {
        self.waiting.retain(|chunk| chunk.source != source);
        self.own.retain(|(of, _), _| *of != source);
    }

    /// Whether the user has not said of all records what became of them.
    pub(crate) fn has_open(&self) -> bool {
        self.held.values().flat_map(BTreeMap::values).any(|held| held.mark == Mark::Open)
    }

    /// Accepts all that the user has said nothing of.
    pub(crate) fn accept_open(&mut self) {
        for held in self.held.values_mut().flat_map(BTreeMap::values_mut) {
            if held.mark == Mark::Open {
                held.mark = Mark::Said(AcknowledgeType::Accept);
            }
        }
    }

    pub(crate) fn mark(&mut self, key: IdKey, offset: i64, kind: AcknowledgeType) -> Marked {
        match self.held.get_mut(&key).and_then(|held| held.get_mut(&offset)) {
            Some(held) => {
                held.mark = Mark::Said(kind);
                Marked::Fine
            }
            None => Marked::NotHeld,
        }
    }

    /// What is to be sent and does not wait for the user.
    pub(crate) fn take_own(&mut self) -> Said {
        std::mem::take(&mut self.own)
    }

    /// What is to be sent. Records whose lock is renewed stay the user's; others are gone with this.
    pub(crate) fn take_said(&mut self) -> Said {
        let mut said = self.take_own();
        for (key, held) in &mut self.held {
            held.retain(|offset, held| {
                let Mark::Said(kind) = held.mark else { return true };
                let acks = said.entry((held.source, *key)).or_default();
                acks.insert(*offset, Ack::Of(kind));
                held.mark = Mark::Renewed;
                kind == AcknowledgeType::Renew
            });
        }
        self.held.retain(|_, held| !held.is_empty());
        said
    }
}
