//! Apache Kafka's own producer, aiokafka and kafkajs, told what to do.

use super::{
    stories,
    told::{Kind, Severity},
};

#[test]
fn the_producer_of_java_commits_and_aborts() {
    let _ = stories::commits_and_aborts(Kind::Java);
}

#[test]
fn a_producer_of_java_that_was_replaced_is_fenced() {
    let Some(refusal) = stories::fenced(Kind::Java) else { return };
    let found = (refusal.severity, &*refusal.name);
    assert_eq!(found, (Severity::Fatal, "InvalidProducerEpochException"), "{refusal:?}");
}

#[test]
fn a_transaction_of_java_that_takes_too_long_is_aborted() {
    let Some(after) = stories::timed_out(Kind::Java) else { return };
    // With the epoch that the broker's abort has replaced, an abort is an abort again, and a commit is
    // not; the producer gives up for that.
    assert_eq!(after.commit.name, "InvalidTxnStateException", "{after:?}");
    assert!(after.abort.is_err_and(|refusal| refusal.name == "InvalidTxnStateException"));
    assert!(after.next.is_err_and(|refusal| refusal.name == "InvalidTxnStateException"));
}

#[test]
fn java_aborts_a_transaction_that_the_broker_has_aborted_and_goes_on() {
    let Some(after) = stories::timed_out_and_aborted(Kind::Java) else { return };
    assert_eq!(after, Ok(()));
}

#[test]
fn aiokafka_commits_and_aborts() {
    let _ = stories::commits_and_aborts(Kind::Aiokafka);
}

#[test]
fn a_producer_of_aiokafka_that_was_replaced_is_fenced() {
    let Some(refusal) = stories::fenced(Kind::Aiokafka) else { return };
    assert_eq!((refusal.severity, &*refusal.name), (Severity::Fatal, "ProducerFenced"));
}

#[test]
fn kafkajs_commits_and_aborts() {
    let _ = stories::commits_and_aborts(Kind::Kafkajs);
}

#[test]
fn a_producer_of_kafkajs_that_was_replaced_is_fenced() {
    let Some(refusal) = stories::fenced(Kind::Kafkajs) else { return };
    assert_eq!(refusal.name, "INVALID_PRODUCER_EPOCH", "{refusal:?}");
}
