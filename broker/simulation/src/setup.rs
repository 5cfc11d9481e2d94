//! A broker with its topics, before anything goes wrong.

use std::time::Duration;

use ottla_core::{
    model::Rng,
    protocol::{
        Request,
        codec::Records,
        messages::{
            CreateTopicsRequest, FindCoordinatorRequest, ProduceRequest,
            create_topics_request::CreatableTopic,
            produce_request::{PartitionProduceData, TopicProduceData},
        },
    },
};

use crate::{
    place::{GROUP, INPUT, Place, TOPICS},
    records::batch,
    scenario::Durability,
    world::{Next, World},
};

/// How long the broker has for an answer when nothing goes wrong.
const PATIENCE: Duration = Duration::from_secs(30);
/// Transfers in each partition of the input.
const TRANSFERS: u64 = 12;

/// The broker's keys.
pub(crate) fn keys(durability: Durability, rng: &mut Rng) -> Vec<(&'static str, String)> {
    // Short ones have snapshots of producers written, and the logs of coordinators compacted.
    let segment_ms = if rng.below(2) == 0 { "604800000" } else { "4000" };
    let flush = match durability {
        Durability::PageCache => "9223372036854775807",
        Durability::Device => "1",
    };
    let keys = [
        ("log.dirs", "/simulated"),
        ("log.flush.interval.messages", flush),
        ("log.cleaner.dedupe.buffer.size", "1048576"),
        ("log.cleaner.backoff.ms", "3000"),
        ("log.roll.ms", segment_ms),
        ("log.flush.offset.checkpoint.interval.ms", "5000"),
        ("offsets.topic.num.partitions", "2"),
        ("transaction.state.log.num.partitions", "2"),
    ];
    keys.into_iter().map(|(key, value)| (key, value.to_owned())).collect()
}

impl World {
    /// Starts the broker, makes the topics, and writes the transfers that are to be made.
    pub(crate) fn set_up(&mut self, rng: &mut Rng) {
        let doings = self.process.start(self.schedule.now());
        self.carry_out(doings);
        for key_type in [0, 1] {
            let request =
                FindCoordinatorRequest { key: GROUP.into(), key_type, ..Default::default() };
            self.ask_until(&request, 3, |answer| answer.error_code == 0);
        }
        let topics = TOPICS.into_iter().map(|(name, num_partitions)| CreatableTopic {
            name: name.into(),
            num_partitions,
            replication_factor: 1,
            ..Default::default()
        });
        let request = CreateTopicsRequest {
            topics: topics.collect(),
            timeout_ms: 10_000,
            ..Default::default()
        };
        self.ask_until(&request, 7, |answer| {
            // Asked again, they are there.
            answer.topics.iter().all(|topic| matches!(topic.error_code, 0 | 36))
        });
        for place in Place::all().filter(|place| place.topic == INPUT) {
            let amounts: Vec<i64> = (0..TRANSFERS).map(|_| 1 + rng.below(90) as i64).collect();
            let values: Vec<String> = amounts.iter().map(i64::to_string).collect();
            self.write_plain(place, &values);
            self.history.transfers.push(amounts);
        }
    }

    fn write_plain(&mut self, place: Place, values: &[String]) {
        let records = batch(values, None, self.schedule.now().wall);
        let partition =
            PartitionProduceData { index: place.partition, records: Some(Records::from(records)) };
        let topic = TopicProduceData {
            name: place.topic.into(),
            partition_data: vec![partition],
            ..Default::default()
        };
        let request = ProduceRequest {
            // Not again if it was not acknowledged at once: there would be more of them.
            acks: 1,
            timeout_ms: 10_000,
            topic_data: vec![topic],
            ..Default::default()
        };
        let _ = self.ask_now(&request, 12);
        self.run_for(Duration::from_millis(500));
    }

    /// Asks until an answer is as it should be.
    ///
    /// # Panics
    /// If none is in half a minute.
    pub(crate) fn ask_until<R: Request>(
        &mut self,
        request: &R,
        version: i16,
        is_fine: impl Fn(&R::Response) -> bool,
    ) -> R::Response {
        let deadline = self.schedule.now().monotonic + PATIENCE;
        loop {
            if let Some(answer) = self.ask_now(request, version).filter(&is_fine) {
                return answer;
            }
            assert!(self.schedule.now().monotonic < deadline, "{:?} is not answered", R::KEY);
            self.run_for(Duration::from_millis(50));
        }
    }

    /// Lets time pass; turns of the scenario are left out.
    pub(crate) fn run_for(&mut self, duration: Duration) {
        let until = self.schedule.now().monotonic + duration;
        while self.may_go_on() {
            match self.step(until) {
                Next::Until => return,
                Next::Done | Next::Turn(_) => {}
            }
        }
    }
}
