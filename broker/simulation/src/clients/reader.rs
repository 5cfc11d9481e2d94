//! A reader that follows some partitions, at either isolation level. It notes what it sees.

use std::{collections::BTreeMap, time::Duration};

use bytes::Bytes;
use ottla_core::{model::Rng, protocol::messages::FetchRequest};

use super::{Client, Desk, Letter, LetterKind, Output, Producer};
use crate::{
    history::Protocol,
    place::Place,
    records::{FETCH_VERSION, Isolation, fetch, fetched},
    wire,
};

/// A reader.
pub(crate) struct Reader {
    name: String,
    isolation: Isolation,
    places: Vec<Place>,
    positions: BTreeMap<Place, i64>,
    asked: Option<Place>,
    correlation: i32,
    rng: Rng,
}

impl Reader {
    pub(crate) fn new(isolation: Isolation, places: Vec<Place>, rng: Rng) -> Self {
        let name = match isolation {
            Isolation::Uncommitted => "reads uncommitted",
            Isolation::Committed => "reads committed",
        };
        Self {
            name: name.to_owned(),
            isolation,
            places,
            positions: BTreeMap::new(),
            asked: None,
            correlation: 0,
            rng,
        }
    }

    fn ask(&mut self, desk: &mut Desk<'_>) {
        let place = self.places[self.rng.below(self.places.len() as u64) as usize];
        let offset = self.positions.get(&place).copied().unwrap_or_default();
        // Some wait for more to come: what moves the last stable offset has to wake them.
        let wait_ms = if self.rng.below(2) == 0 { 0 } else { 200 };
        let bytes_max = 100 + self.rng.below(1_500) as i32;
        let request = fetch(place, offset, self.isolation, wait_ms, bytes_max);
        self.correlation += 1;
        self.asked = Some(place);
        desk.out.push(Output::Send(Letter {
            frame: wire::request(&request, FETCH_VERSION, self.correlation, &self.name),
            kind: LetterKind::Read,
            protocol: Protocol::Second,
            serial: None,
            what: format!("Fetch {place} from {offset}"),
        }));
    }

    fn pause(&mut self, desk: &mut Desk<'_>) {
        desk.wake_after(Duration::from_millis(5 + self.rng.below(400)));
    }
}

impl Client for Reader {
    fn name(&self) -> &str {
        &self.name
    }

    fn state(&self) -> String {
        format!("{}: {:?}", self.name, self.positions)
    }

    fn producer(&self) -> Option<&Producer> {
        None
    }

    fn wake(&mut self, desk: &mut Desk<'_>) {
        self.ask(desk);
    }

    fn answered(&mut self, frame: Bytes, desk: &mut Desk<'_>) {
        let Some(place) = self.asked.take() else { return };
        let response = wire::response::<FetchRequest>(frame, FETCH_VERSION, self.correlation);
        let from = self.positions.get(&place).copied().unwrap_or_default();
        if let Ok(got) = fetched(&response, from, self.isolation) {
            for (offset, value) in &got.records {
                desk.history.saw(self.isolation, place, *offset, value);
            }
            self.positions.insert(place, got.next);
            desk.history.positions.insert((self.isolation, place), got.next);
        }
        self.pause(desk);
    }

    fn broken(&mut self, desk: &mut Desk<'_>) {
        self.asked = None;
        self.pause(desk);
    }
}
