//! AllocateProducerIds.

use super::scene::{Scene, refusal};
use crate::{
    model::{ErrorCode, NodeId, ProducerId},
    protocol::messages::ProducerIdsRecord,
};

#[test]
fn no_id_is_given_to_two_brokers() {
    let mut scene = Scene::of(&[1, 2]);
    for (broker, first) in [(1, 0), (2, 1000), (1, 2000)] {
        let epoch = scene.epoch(broker);
        let decision = scene.decide(|controller, basis| {
            controller.allocate_producer_ids(basis, NodeId(broker), epoch)
        });
        let expected = ProducerIdsRecord {
            broker_id: broker,
            broker_epoch: epoch,
            next_producer_id: first + 1000,
        };
        assert_eq!(decision.records, [expected.into()]);
        assert_eq!(decision.response.unwrap().take(), Some(ProducerId(first)));
    }
}

#[test]
fn who_is_stale_gets_none_and_the_last_block_is_the_last() {
    let mut scene = Scene::of(&[1]);
    let ask = |scene: &mut Scene, epoch| {
        scene.decide(|controller, basis| controller.allocate_producer_ids(basis, NodeId(1), epoch))
    };
    assert_eq!(refusal(ask(&mut scene, 99)), ErrorCode::StaleBrokerEpoch);
    let last = ProducerIdsRecord { next_producer_id: i64::MAX - 999, ..Default::default() };
    scene.replay(&[last.into()]);
    let epoch = scene.epoch(1);
    assert_eq!(refusal(ask(&mut scene, epoch)), ErrorCode::UnknownServerError);
}
