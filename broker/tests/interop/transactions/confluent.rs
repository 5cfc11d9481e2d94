//! confluent-kafka, that is librdkafka: a producer that is told what to do, and copiers of one group.

use super::{
    copying::{Copying, Kind as Copier, Timeouts},
    scene::Scene,
    stories,
    told::{Kind, Refusal, Severity},
};

#[test]
fn confluent_kafka_commits_and_aborts() {
    let _ = stories::commits_and_aborts(Kind::Confluent);
}

#[test]
fn a_producer_of_confluent_kafka_that_was_replaced_is_fenced() {
    let Some(refusal) = stories::fenced(Kind::Confluent) else { return };
    assert_eq!((refusal.severity, &refusal.name[..]), (Severity::Fatal, "_FENCED"), "{refusal:?}");
}

#[test]
fn a_transaction_of_confluent_kafka_that_takes_too_long_is_aborted() {
    let Some(after) = stories::timed_out(Kind::Confluent) else { return };
    // To librdkafka an epoch that is too old means that somebody else has come.
    let fenced =
        |refusal: &Refusal| (refusal.severity, &*refusal.name) == (Severity::Fatal, "_FENCED");
    assert!(fenced(&after.commit), "{after:?}");
    assert!(after.abort.as_ref().is_err_and(fenced), "{after:?}");
    assert!(after.next.as_ref().is_err_and(fenced), "{after:?}");
}

#[test]
fn copiers_of_confluent_kafka_copy_every_message_once_though_they_are_killed() {
    let _ = copy();
}

fn copy() -> Option<()> {
    let mut copying =
        Copying::begin(Scene::start()?, "confluent", 4_000, Timeouts::OF_KILLED_COPIERS);
    copying.add(Copier::Confluent)?;
    copying.until_copied(0, 400);
    copying.add(Copier::Confluent)?;
    copying.until_more_is_written(400);
    copying.restart(0);
    copying.until_more_is_written(400);
    copying.finish()
}
