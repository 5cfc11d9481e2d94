//! A client that follows the partitions at their leaders, and notes what it sees.

use std::{collections::BTreeMap, time::Duration};

use bytes::Bytes;
use ottla_core::{
    model::{ErrorCode, Rng},
    protocol::messages::{FetchRequest, MetadataRequest},
};

use super::{Client, Desk, METADATA, Question, Wish, metadata_request};
use crate::{
    cluster::{
        history::Place,
        log::{FETCH, Isolation, fetch, fetched},
        machine::index_of,
    },
    wire,
};

const PATIENCE: Duration = Duration::from_secs(2);
const BYTES_MAX: i32 = 3_000;

/// A reader.
pub(in crate::cluster) struct Reader {
    name: String,
    machines: usize,
    places: Vec<Place>,
    positions: BTreeMap<Place, i64>,
    /// Leaders and their epochs.
    leaders: BTreeMap<Place, (usize, i32)>,
    /// The newest epoch that it was told of. A broker that nothing reaches tells of older ones, as if it still led
    /// (KIP-320).
    epochs: BTreeMap<Place, i32>,
    /// What a Fetch is for; `None` of Metadata.
    asked: Option<Place>,
    correlation: i32,
    rng: Rng,
}

impl Reader {
    pub(in crate::cluster) fn new(
        name: String,
        machines: usize,
        places: Vec<Place>,
        rng: Rng,
    ) -> Self {
        Self {
            name,
            machines,
            places,
            positions: BTreeMap::new(),
            leaders: BTreeMap::new(),
            epochs: BTreeMap::new(),
            asked: None,
            correlation: 0,
            rng,
        }
    }

    fn ask(&mut self, machine: usize, frame: Bytes, what: String, desk: &mut Desk<'_>) {
        desk.wishes.push(Wish::Ask(Question { machine, frame, what, patience: PATIENCE }));
    }

    fn ask_metadata(&mut self, desk: &mut Desk<'_>) {
        let request = metadata_request(&self.places);
        self.correlation += 1;
        self.asked = None;
        let frame = wire::request(&request, METADATA, self.correlation, &self.name);
        let machine = self.rng.below(self.machines as u64) as usize;
        self.ask(machine, frame, "Metadata".into(), desk);
    }

    fn took(&mut self, place: Place, frame: Bytes, desk: &mut Desk<'_>) {
        let response = wire::response::<FetchRequest>(frame, FETCH, self.correlation);
        let from = self.positions.get(&place).copied().unwrap_or_default();
        match fetched(&response, from, Isolation::Uncommitted) {
            Ok(got) => {
                for (offset, value) in got.records {
                    desk.history.saw(place, offset, value);
                }
                self.positions.insert(place, got.next);
            }
            Err(ErrorCode::OffsetOutOfRange) => {
                let what = format!("{} may not read {place} from {from}", self.name);
                desk.history.refused.push(what);
                self.leaders.remove(&place);
            }
            Err(_) => {
                self.leaders.remove(&place);
            }
        }
    }
}

impl Client for Reader {
    fn name(&self) -> &str {
        &self.name
    }

    fn wake(&mut self, desk: &mut Desk<'_>) {
        let place = self.places[self.rng.below(self.places.len() as u64) as usize];
        let Some((leader, epoch)) = self.leaders.get(&place).copied() else {
            return self.ask_metadata(desk);
        };
        let offset = self.positions.get(&place).copied().unwrap_or_default();
        let request = fetch(place, Some(epoch), offset, BYTES_MAX, Isolation::Uncommitted);
        self.correlation += 1;
        self.asked = Some(place);
        let frame = wire::request(&request, FETCH, self.correlation, &self.name);
        self.ask(leader, frame, format!("Fetch {place} from {offset}"), desk);
    }

    fn answered(&mut self, frame: Option<Bytes>, desk: &mut Desk<'_>) {
        match (self.asked.take(), frame) {
            (Some(place), Some(frame)) => self.took(place, frame, desk),
            (None, Some(frame)) => {
                let answer = wire::response::<MetadataRequest>(frame, METADATA, self.correlation);
                for topic in &answer.topics {
                    for partition in &topic.partitions {
                        let place = self.places.iter().find(|place| {
                            Some(place.topic) == topic.name.as_deref()
                                && place.partition == partition.partition_index
                        });
                        if let Some((place, leader)) = place.zip(index_of(partition.leader_id)) {
                            let newest = self.epochs.entry(*place).or_default();
                            if partition.leader_epoch >= *newest {
                                *newest = partition.leader_epoch;
                                self.leaders.insert(*place, (leader, partition.leader_epoch));
                            }
                        }
                    }
                }
            }
            (_, None) => self.leaders.clear(),
        }
        desk.wake_after(Duration::from_millis(20 + self.rng.below(250)));
    }
}
