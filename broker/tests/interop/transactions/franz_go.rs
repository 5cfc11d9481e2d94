//! franz-go: a producer that is told what to do, and a group of `GroupTransactSession`s that copy.

use super::{
    copying::{Copying, Kind as Copier, Timeouts},
    scene::Scene,
    stories,
    told::Kind,
};

#[test]
fn franz_go_commits_and_aborts() {
    let _ = stories::commits_and_aborts(Kind::FranzGo);
}

#[test]
fn a_producer_of_franz_go_that_was_replaced_is_fenced() {
    let Some(refusal) = stories::fenced(Kind::FranzGo) else { return };
    assert_eq!(refusal.name, "INVALID_PRODUCER_EPOCH", "{refusal:?}");
}

#[test]
fn a_transaction_of_franz_go_that_takes_too_long_is_aborted() {
    let Some(after) = stories::timed_out(Kind::FranzGo) else { return };
    // With the epoch that the broker's abort has replaced, an abort is an abort again, and a commit is
    // not; franz-go gives the producer up for that.
    assert_eq!(after.commit.name, "INVALID_TXN_STATE", "{after:?}");
    assert_eq!(after.abort, Ok(()));
    assert!(after.next.is_err_and(|refusal| refusal.name == "INVALID_TXN_STATE"));
}

#[test]
fn franz_go_aborts_a_transaction_that_the_broker_has_aborted_and_goes_on() {
    let Some(after) = stories::timed_out_and_aborted(Kind::FranzGo) else { return };
    assert_eq!(after, Ok(()));
}

#[test]
fn sessions_of_franz_go_copy_every_message_once_though_they_are_killed() {
    let _ = copy();
}

fn copy() -> Option<()> {
    let mut copying =
        Copying::begin(Scene::start()?, "franz-go", 4_000, Timeouts::OF_KILLED_COPIERS);
    copying.add(Copier::FranzGo)?;
    copying.until_copied(0, 400);
    copying.add(Copier::FranzGo)?;
    copying.until_more_is_written(400);
    copying.restart(0);
    copying.until_more_is_written(400);
    copying.finish()
}
