//! Members that leave without being closed, come back, or want a rebalance.

use ottla_core::model::ErrorCode;

use super::scene::*;
use crate::{
    ErrorKind,
    engine::group::{
        handover::Handover,
        step::{Answer, Call, Step},
        subscription::Subscription,
    },
};

fn classic() -> Scene {
    let mut scene = Scene::classic(&options());
    scene.join();
    scene.refuse_join(ErrorCode::MemberIdRequired, "m");
    scene.join();
    scene.follow(1);
    scene.sync();
    scene.assign(&[0, 1]);
    assert_eq!(scene.hand_over(), Some(Handover::Assign(keys(&[0, 1]))));
    scene.waits();
    scene
}

fn consumer() -> Scene {
    let mut scene = Scene::consumer(&options());
    scene.consumer_heartbeat();
    scene.target(1, Some(&[0, 1]));
    scene.waits();
    scene.hand_over();
    scene.consumer_heartbeat();
    scene.target(1, None);
    scene.waits();
    scene
}

fn again(scene: &mut Scene) {
    scene.member.subscribe(Subscription::Topics(["t".into()].into()));
}

#[test]
fn who_unsubscribes_leaves_once_and_stays_out_until_it_subscribes() {
    for (mut scene, joins) in [(classic(), "Join"), (consumer(), "ConsumerHeartbeat")] {
        scene.member.unsubscribe();
        assert!(!scene.member.is_subscribed() && scene.member.owned().is_empty());
        let step = scene.step();
        assert!(matches!(step, Step::Call(Call::Leave(_) | Call::ConsumerLeave(_))), "{step:?}");
        scene.answer(Answer::Left);
        scene.pass(600 * SECOND);
        assert_eq!(scene.step(), Step::Wait(None));
        // What was given up is not given up again.
        assert_eq!(scene.member.take_handover(), None);
        again(&mut scene);
        assert!(scene.member.is_subscribed());
        let step = scene.step();
        assert!(format!("{step:?}").starts_with(&format!("Call({joins}")), "{step:?}");
    }
}

#[test]
fn who_subscribes_again_at_once_leaves_all_the_same() {
    for mut scene in [classic(), consumer()] {
        scene.member.unsubscribe();
        again(&mut scene);
        let step = scene.step();
        assert!(matches!(step, Step::Call(Call::Leave(_) | Call::ConsumerLeave(_))), "{step:?}");
        scene.answer(Answer::Left);
        let step = scene.step();
        assert!(matches!(step, Step::Call(Call::Join(_) | Call::ConsumerHeartbeat(_))), "{step:?}");
        assert!(scene.member.identity().is_err(), "it comes back as somebody new");
    }
}

#[test]
fn who_has_unsubscribed_can_be_closed() {
    for mut scene in [classic(), consumer()] {
        scene.member.unsubscribe();
        scene.member.close();
        assert!(matches!(scene.step(), Step::Call(Call::Leave(_) | Call::ConsumerLeave(_))));
        assert_eq!(scene.step(), Step::End);
    }
}

#[test]
fn a_rebalance_is_enforced_by_joining_again() {
    let mut scene = classic();
    scene.member.enforce_rebalance().unwrap();
    scene.waits();
    assert_eq!(scene.hand_over(), Some(Handover::Revoke(keys(&[0, 1]))));
    assert_eq!(scene.join().reason.as_deref(), Some("the user wants a rebalance"));

    let error = consumer().member.enforce_rebalance().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
}
