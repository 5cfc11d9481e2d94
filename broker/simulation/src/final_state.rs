//! What is in the log when all is over, as readers of both isolation levels find it.

use std::{collections::BTreeMap, time::Duration};

use ottla_core::protocol::messages::{
    OffsetFetchRequest, OffsetFetchResponse,
    offset_fetch_request::{OffsetFetchRequestGroup, OffsetFetchRequestTopics},
};

use crate::{
    place::{GROUP, INPUT, Place, TOPICS},
    records::{FETCH_VERSION, Isolation, fetch, fetched},
    world::World,
};

/// As much as a log of a run ever has.
const READ_BYTES: i32 = 10_000_000;

/// A partition at the end.
#[derive(Debug, Default)]
pub(crate) struct FinalLog {
    /// Values by offset, of all records.
    pub(crate) uncommitted: BTreeMap<i64, String>,
    /// Those that a reader of committed records gets.
    pub(crate) committed: BTreeMap<i64, String>,
    pub(crate) high_watermark: i64,
    pub(crate) last_stable_offset: i64,
}

/// What is there at the end.
#[derive(Debug, Default)]
pub(crate) struct FinalState {
    pub(crate) logs: BTreeMap<Place, FinalLog>,
    /// Committed offsets of the group; -1 without one.
    pub(crate) offsets: BTreeMap<i32, i64>,
    /// What never came to an end.
    pub(crate) hangs: Vec<String>,
}

impl FinalState {
    /// Values and where they are, at an isolation level.
    pub(crate) fn values(&self, isolation: Isolation) -> impl Iterator<Item = (Place, i64, &str)> {
        self.logs.iter().flat_map(move |(place, log)| {
            let records = match isolation {
                Isolation::Uncommitted => &log.uncommitted,
                Isolation::Committed => &log.committed,
            };
            records.iter().map(|(offset, value)| (*place, *offset, value.as_str()))
        })
    }
}

impl World {
    /// Reads everything.
    pub(crate) fn final_state(&mut self) -> FinalState {
        let mut state = FinalState::default();
        for place in Place::all() {
            let mut log = FinalLog::default();
            for isolation in [Isolation::Uncommitted, Isolation::Committed] {
                let records = self.read_all(place, isolation, &mut log);
                match isolation {
                    Isolation::Uncommitted => log.uncommitted = records,
                    Isolation::Committed => log.committed = records,
                }
            }
            state.logs.insert(place, log);
        }
        for (partition, offset, code) in self.committed_offsets() {
            if code == 0 {
                state.offsets.insert(partition, offset);
            } else {
                state.hangs.push(format!("the offset of {INPUT}-{partition} has error {code}"));
            }
        }
        state
    }

    fn read_all(
        &mut self,
        place: Place,
        isolation: Isolation,
        log: &mut FinalLog,
    ) -> BTreeMap<i64, String> {
        let mut records = BTreeMap::new();
        let mut next = 0;
        loop {
            let request = fetch(place, next, isolation, 0, READ_BYTES);
            let answer = self
                .ask_until(&request, FETCH_VERSION, |answer| fetched(answer, 0, isolation).is_ok());
            let Ok(got) = fetched(&answer, next, isolation) else { return records };
            log.high_watermark = got.high_watermark;
            log.last_stable_offset = got.last_stable_offset;
            records.extend(got.records);
            if got.next == next {
                return records;
            }
            next = got.next;
        }
    }

    fn committed_offsets(&mut self) -> Vec<(i32, i64, i16)> {
        let partitions =
            TOPICS.iter().find(|(topic, _)| *topic == INPUT).map_or(0, |(_, count)| *count);
        let topic = OffsetFetchRequestTopics {
            name: INPUT.into(),
            partition_indexes: (0..partitions).collect(),
            ..Default::default()
        };
        let group = OffsetFetchRequestGroup {
            group_id: GROUP.into(),
            topics: Some(vec![topic]),
            ..Default::default()
        };
        let request =
            OffsetFetchRequest { groups: vec![group], require_stable: true, ..Default::default() };
        self.run_for(Duration::from_millis(10));
        let answer: OffsetFetchResponse =
            self.ask_until(&request, 8, |answer| answer.groups[0].error_code == 0);
        let topics = answer.groups.iter().flat_map(|group| &group.topics);
        let found = topics.flat_map(|topic| &topic.partitions);
        found.map(|one| (one.partition_index, one.committed_offset, one.error_code)).collect()
    }
}
