//! Epochs of brokers and of partitions, as the active controller looks at them.

use ottla_core::protocol::messages::{
    AllocateProducerIdsRequest, AlterPartitionRequest, AlterPartitionResponse,
    AssignReplicasToDirsRequest, BrokerHeartbeatRequest, BrokerHeartbeatResponse,
    alter_partition_request::{BrokerState, PartitionData, TopicData},
    assign_replicas_to_dirs_request,
};

use super::*;

/// What the leader of the partition proposes.
#[derive(Clone)]
struct Proposal {
    broker_epoch: i64,
    leader_epoch: i32,
    partition_epoch: i32,
    /// In sync, with their epochs.
    members: Vec<(i32, i64)>,
}

impl Proposal {
    fn ask(
        &self,
        controller: &mut support::Client,
        scene: &Scene,
        version: i16,
    ) -> AlterPartitionResponse {
        let member = |(broker_id, broker_epoch): &(i32, i64)| BrokerState {
            broker_id: *broker_id,
            broker_epoch: *broker_epoch,
        };
        let mut partition = PartitionData {
            leader_epoch: self.leader_epoch,
            partition_epoch: self.partition_epoch,
            ..Default::default()
        };
        match version {
            3.. => partition.new_isr_with_epochs = self.members.iter().map(member).collect(),
            _ => partition.new_isr = self.members.iter().map(|(id, _)| *id).collect(),
        }
        let request = AlterPartitionRequest {
            broker_id: LEADER,
            broker_epoch: self.broker_epoch,
            topics: vec![TopicData { topic_id: scene.topic_id, partitions: vec![partition] }],
        };
        controller.call_at(&request, version)
    }
}

fn of_partition(answer: &AlterPartitionResponse) -> ErrorCode {
    assert_eq!(answer.error_code, 0);
    code(answer.topics[0].partitions[0].error_code)
}

/// What the leader could rightly say, found by asking: all stay in sync.
fn rightful(scene: &Scene, controller: &mut support::Client) -> Proposal {
    let epochs = scene.broker_epochs();
    let newest = |id: i32| *epochs[&id].last().unwrap();
    let mut proposal = Proposal {
        broker_epoch: newest(LEADER),
        leader_epoch: scene.leader_epoch,
        partition_epoch: 0,
        members: [2, 3, 1].map(|id| (id, newest(id))).to_vec(),
    };
    loop {
        let answer = proposal.ask(controller, scene, 3);
        match of_partition(&answer) {
            ErrorCode::None => {
                // The order of those in sync may be new.
                proposal.partition_epoch = answer.topics[0].partitions[0].partition_epoch;
                return proposal;
            }
            ErrorCode::InvalidUpdateVersion => proposal.partition_epoch += 1,
            other => panic!("{other:?} in {}", proposal.partition_epoch),
        }
    }
}

#[test]
fn who_is_in_sync_is_not_altered_in_an_epoch_that_is_over() {
    use ErrorCode::{
        FencedLeaderEpoch, IneligibleReplica, InvalidUpdateVersion, None, NotController,
        StaleBrokerEpoch,
    };
    run_calmly(async |cluster| {
        let scene = Scene::of(connect(&cluster).await).await;
        let mut controller = scene.active_controller();
        let right = rightful(&scene, &mut controller);
        assert!(right.partition_epoch > 0);
        for version in [2, 3] {
            let mut found = |change: fn(&mut Proposal)| {
                let mut wrong = right.clone();
                // Were it taken, it would show.
                wrong.members.pop();
                change(&mut wrong);
                let answer = wrong.ask(&mut controller, &scene, version);
                if answer.error_code != 0 { code(answer.error_code) } else { of_partition(&answer) }
            };
            assert_eq!(found(|one| one.leader_epoch -= 1), FencedLeaderEpoch, "{version}");
            assert_eq!(found(|one| one.partition_epoch -= 1), InvalidUpdateVersion, "{version}");
            // Who knows more than this controller has another one.
            assert_eq!(found(|one| one.leader_epoch += 1), NotController, "{version}");
            assert_eq!(found(|one| one.partition_epoch += 1), NotController, "{version}");
            assert_eq!(found(|one| one.broker_epoch -= 1), StaleBrokerEpoch, "{version}");
            assert_eq!(found(|one| one.broker_epoch += 1), StaleBrokerEpoch, "{version}");
            if version >= 3 {
                assert_eq!(found(|one| one.members[1].1 -= 1), IneligibleReplica, "{version}");
            }
        }
        let answer = right.ask(&mut controller, &scene, 3);
        assert_eq!(of_partition(&answer), None);
        let partition = &answer.topics[0].partitions[0];
        assert_eq!(partition.partition_epoch, right.partition_epoch, "nothing was altered");
        assert_eq!(partition.isr.len(), 3);
    });
}

fn heartbeat(
    controller: &mut support::Client,
    broker_id: i32,
    broker_epoch: i64,
) -> BrokerHeartbeatResponse {
    // Were it taken, the broker would be fenced.
    let request = BrokerHeartbeatRequest {
        broker_id,
        broker_epoch,
        current_metadata_offset: 1,
        want_fence: true,
        ..Default::default()
    };
    controller.call(&request)
}

fn stale_everywhere(controller: &mut support::Client, broker_id: i32, broker_epoch: i64) {
    let stale = ErrorCode::StaleBrokerEpoch;
    let beat = heartbeat(controller, broker_id, broker_epoch);
    assert_eq!(code(beat.error_code), stale, "heartbeat {broker_id} {broker_epoch}");
    let ids = AllocateProducerIdsRequest { broker_id, broker_epoch };
    assert_eq!(code(controller.call(&ids).error_code), stale, "ids {broker_id} {broker_epoch}");
    let directory = assign_replicas_to_dirs_request::DirectoryData::default();
    let assign =
        AssignReplicasToDirsRequest { broker_id, broker_epoch, directories: vec![directory] };
    assert_eq!(code(controller.call(&assign).error_code), stale, "{broker_id} {broker_epoch}");
}

#[test]
fn a_broker_that_is_registered_anew_is_not_spoken_for_by_the_one_before() {
    run(async |mut cluster| {
        let mut scene = Scene::of(connect(&cluster).await).await;
        cluster.kill(FOLLOWER as usize);
        while standing(&scene.client, TOPIC).await.1.len() > 2 {}
        cluster.restart(FOLLOWER as usize).unwrap();
        whole(&scene.client, TOPIC).await;
        scene.until_voters_agree().await;
        let epochs = scene.broker_epochs().remove(&FOLLOWER).unwrap();
        let [before, now] = epochs[..] else { panic!("{epochs:?}") };
        let mut controller = scene.active_controller();
        for epoch in [before, now - 1, now + 1, -1] {
            stale_everywhere(&mut controller, FOLLOWER, epoch);
        }
        // Nobody is registered so.
        stale_everywhere(&mut controller, 99, now);
        let request = scene.fetch_of(17, (FOLLOWER, before), scene.leader_epoch);
        let (found, _) = fetched(scene.broker(LEADER).call_at(&request, 17));
        assert_eq!(found, ErrorCode::NotLeaderOrFollower);
        let right = rightful(&scene, &mut controller);
        let mut wrong = right.clone();
        wrong.members[1] = (FOLLOWER, before);
        let answer = wrong.ask(&mut controller, &scene, 3);
        assert_eq!(of_partition(&answer), ErrorCode::IneligibleReplica);
        assert_eq!(standing(&scene.client, TOPIC).await.1.len(), 3, "it stands as before");
        // The right epoch is believed, whoever has it.
        let beat = heartbeat(&mut controller, FOLLOWER, now);
        assert_eq!((code(beat.error_code), beat.is_fenced), (ErrorCode::None, true));
        // It is there, and comes back by itself.
        whole(&scene.client, TOPIC).await;
    });
}
