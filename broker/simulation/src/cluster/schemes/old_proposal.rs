//! A leader's proposal that a replica joins those in sync is kept. The leader asks again, the replica joins, falls
//! behind, and is taken out again; records are committed without it. Then the leader dies, and its first proposal
//! arrives: were it taken, a replica would lead that does not have those records.

use std::time::Duration;

use bytes::Bytes;
use ottla_core::{
    model::{NodeId, Offset, Uuid},
    protocol::{
        ApiKey,
        codec::{Message, Reader},
        decode_request_header,
        messages::AlterPartitionRequest,
    },
    storage::disk::failing::Unsynced,
};

use super::{Cast, Progress};
use crate::cluster::{
    machine::id_of,
    turns::Turn,
    withheld::Trap,
    world::{Event, World},
};

/// Records that are committed without the replica.
const RECORDS: i64 = 5;
/// How long the leader is dead: longer than its session.
const DEAD: Duration = Duration::from_secs(3);

pub(in crate::cluster) struct OldProposal {
    cast: Cast,
    stage: Stage,
}

enum Stage {
    Begins,
    /// The replica falls behind.
    Leaves,
    /// It has caught up, and the leader proposes it.
    Proposed,
    /// The leader proposes it again.
    Joins,
    /// It falls behind again.
    LeavesAgain,
    /// Records are committed up to here.
    Committing(Offset),
    /// The leader is dead, and its old proposal has arrived.
    Dead,
}

impl OldProposal {
    pub(super) fn new(cast: Cast) -> Self {
        Self { cast, stage: Stage::Begins }
    }

    pub(super) fn go_on(&mut self, world: &mut World) -> Progress {
        let Cast { place, leader, next, controller, .. } = self.cast;
        let joins = id_of(next);
        let is_in = world.is_in_sync(place, joins);
        match self.stage {
            // What a leader asks itself does not go over the network.
            Stage::Begins if leader == controller => return Progress::IsOver,
            Stage::Begins => {
                world.note(&format!("machine {next} is to fall behind in {place}"));
                world.withheld.hold(next, leader);
                self.stage = Stage::Leaves;
            }
            Stage::Leaves if !is_in => {
                let Some(number) = world.number_of(place) else { return Progress::IsOver };
                world.withheld.trap = Some(Trap {
                    from: leader,
                    to: controller,
                    key: ApiKey::AlterPartition,
                    is_it: Box::new(move |frame| proposes(frame, number, place.partition, joins)),
                });
                world.let_go(next, leader);
                self.stage = Stage::Proposed;
            }
            Stage::Proposed if world.withheld.caught.is_some() => self.stage = Stage::Joins,
            Stage::Joins if is_in => {
                world.withheld.hold(next, leader);
                self.stage = Stage::LeavesAgain;
            }
            Stage::LeavesAgain if !is_in => {
                let committed = world.high_watermark(leader, place);
                self.stage = Stage::Committing(Offset(committed.0 + RECORDS));
            }
            Stage::Committing(until) if world.high_watermark(leader, place) >= until => {
                let Some(stray) = world.withheld.caught.take() else { return Progress::IsOver };
                if !world.may_die(leader) {
                    return Progress::IsOver;
                }
                world.marks.old_proposals += 1;
                // A leader that lives has the replica taken out again at the next fetch of the other one.
                world.crash(leader, Unsynced::Keep);
                world.schedule.after(DEAD, Event::Turn(Turn::Start(leader)));
                world.deliver(stray);
                self.stage = Stage::Dead;
            }
            // Until another one leads, the replica must not get what it does not have.
            Stage::Dead if !world.is_led_by(place, leader) => return Progress::IsOver,
            Stage::Leaves
            | Stage::Proposed
            | Stage::Joins
            | Stage::LeavesAgain
            | Stage::Committing(_)
            | Stage::Dead => {}
        }
        Progress::GoesOn
    }
}

/// Whether a request proposes that a replica is in sync.
fn proposes(frame: &Bytes, topic: Uuid, partition: i32, id: NodeId) -> bool {
    let mut reader = Reader::new(frame.clone());
    let Ok(header) = decode_request_header(&mut reader) else { return false };
    let request = AlterPartitionRequest::decode(&mut reader, header.request_api_version);
    request.is_ok_and(|request| {
        let topics = request.topics.iter().filter(|one| one.topic_id == topic);
        let mut partitions = topics.flat_map(|one| &one.partitions);
        partitions.any(|one| {
            one.partition_index == partition
                && one.new_isr_with_epochs.iter().any(|member| member.broker_id == id.0)
        })
    })
}
