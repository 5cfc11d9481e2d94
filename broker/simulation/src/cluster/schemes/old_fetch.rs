//! A follower's fetch is kept, by which it says how far it is. The leadership goes to the replica that is behind both,
//! and back: what the follower had told of is cut off its log meanwhile. Then the fetch arrives, and the leader stops:
//! had it counted on what it was told, records would be committed that the next leader does not have.

use std::time::Duration;

use bytes::Bytes;
use ottla_core::{
    model::{LeaderEpoch, Moment, NodeId, Offset, Uuid},
    protocol::{
        ApiKey,
        codec::{Message, Reader},
        decode_request_header,
        messages::{ElectLeadersRequest, FetchRequest, elect_leaders_request::TopicPartitions},
    },
};

use super::{Cast, Progress};
use crate::cluster::{history::Place, machine::id_of, operators, withheld::Trap, world::World};

/// How long a step has to have its effect.
const EFFECT: Duration = Duration::from_millis(150);
/// How long the leader has for the old fetch, and for those of the other follower.
const TAKING_IN: Duration = Duration::from_millis(250);

pub(in crate::cluster) struct OldFetch {
    cast: Cast,
    stage: Stage,
}

enum Stage {
    Begins,
    /// The last replica falls behind.
    FallsBehind(Moment),
    /// The next one fetches what the last has not.
    Fetches,
    /// The last one is to lead.
    LeadsLast,
    /// The follower cuts its log off.
    Follows(LeaderEpoch, Moment),
    /// The first leader is to lead again.
    LeadsAgain(LeaderEpoch),
    /// The fetch has arrived.
    Arrived(Moment),
    /// The leader stops.
    Stops,
}

impl OldFetch {
    pub(super) fn new(cast: Cast) -> Self {
        Self { cast, stage: Stage::Begins }
    }

    pub(super) fn go_on(&mut self, world: &mut World) -> Progress {
        let Cast { place, leader, next, last, controller } = self.cast;
        let now = world.schedule.now().monotonic;
        match self.stage {
            Stage::Begins => {
                world.note(&format!("machine {last} is to fall behind in {place}"));
                world.withheld.hold(last, leader);
                self.stage = Stage::FallsBehind(world.until(EFFECT));
            }
            Stage::FallsBehind(at) if now >= at && world.withheld.has_any(last, leader) => {
                let (Some(number), Some(end)) =
                    (world.number_of(place), world.end_at(leader, place))
                else {
                    return Progress::IsOver;
                };
                world.withheld.trap = Some(Trap {
                    from: next,
                    to: leader,
                    key: ApiKey::Fetch,
                    is_it: Box::new(move |frame| tells(frame, number, place.partition) > Some(end)),
                });
                self.stage = Stage::Fetches;
            }
            Stage::Fetches if world.withheld.caught.is_some() => {
                world.withheld.hold(next, leader);
                world.withheld.hold(leader, last);
                world.prefer(controller, place, [last, next, leader]);
                self.stage = Stage::LeadsLast;
            }
            Stage::LeadsLast => {
                if let Some(epoch) = world.epoch_if_led(next, place, id_of(last)) {
                    self.stage = Stage::Follows(epoch, world.until(EFFECT));
                }
            }
            Stage::Follows(epoch, at) if now >= at => {
                world.prefer(controller, place, [leader, next, last]);
                self.stage = Stage::LeadsAgain(epoch);
            }
            Stage::LeadsAgain(before) => {
                let epoch = world.epoch_if_led(leader, place, id_of(leader));
                if epoch.is_some_and(|epoch| epoch > before) {
                    let Some(stray) = world.withheld.caught.take() else {
                        return Progress::IsOver;
                    };
                    world.let_go(last, leader);
                    world.let_go(leader, last);
                    world.deliver(stray);
                    self.stage = Stage::Arrived(world.until(TAKING_IN));
                }
            }
            Stage::Arrived(at) if now >= at => {
                world.marks.old_fetches += 1;
                world.stop_for_a_second(leader);
                self.stage = Stage::Stops;
            }
            // Until another one leads, the follower must not get what it does not have.
            Stage::Stops if !world.is_led_by(place, leader) => return Progress::IsOver,
            Stage::FallsBehind(_)
            | Stage::Fetches
            | Stage::Follows(..)
            | Stage::Arrived(_)
            | Stage::Stops => {}
        }
        Progress::GoesOn
    }
}

impl World {
    fn epoch_if_led(&self, index: usize, place: Place, by: NodeId) -> Option<LeaderEpoch> {
        let (leader, epoch) = self.leadership(index, place)?;
        (leader == by).then_some(epoch)
    }

    /// The end of a leader's log.
    fn end_at(&self, index: usize, place: Place) -> Option<Offset> {
        let replica = self.replica(index, place)?;
        let bounds = replica.lock().bounds_for_replica(LeaderEpoch::NONE);
        bounds.ok().map(|(_, end)| end)
    }

    /// Operators have the first of these lead.
    fn prefer(&mut self, controller: usize, place: Place, machines: [usize; 3]) {
        self.note(&format!("{place} is to be led by machine {}", machines[0]));
        let replicas = machines.map(|index| id_of(index).0).to_vec();
        let order = operators::reassignment(place.topic, place.partition, Some(replicas));
        self.demand(controller, &order, 0);
        let partitions =
            TopicPartitions { topic: place.topic.into(), partitions: vec![place.partition] };
        let election = ElectLeadersRequest {
            election_type: 0,
            topic_partitions: Some(vec![partitions]),
            timeout_ms: 2_000,
        };
        self.demand(controller, &election, 2);
    }
}

/// Up to where a fetch says that it has a partition.
fn tells(frame: &Bytes, topic: Uuid, partition: i32) -> Option<Offset> {
    let mut reader = Reader::new(frame.clone());
    let header = decode_request_header(&mut reader).ok()?;
    let request = FetchRequest::decode(&mut reader, header.request_api_version).ok()?;
    let topics = request.topics.iter().filter(|one| one.topic_id == topic);
    let mut partitions = topics.flat_map(|one| &one.partitions);
    let found = partitions.find(|one| one.partition == partition)?;
    Some(Offset(found.fetch_offset))
}
