//! A record that cannot be appended: who is told what, and how the group goes on.

use super::driver::{Append, assigning, at_once, join, leave, sync};
use crate::{groups::append_error, model::ErrorCode};

#[test]
fn without_its_record_an_assignment_does_not_hold_and_the_group_rebalances() {
    let mut driver = at_once();
    let ids = driver.stable(3);
    for id in &ids {
        driver.join(&join(id));
    }
    let waiting = driver.sync(&sync(&ids[1], 3, &[]));
    driver.append = Append::Fails(ErrorCode::NotEnoughReplicas);
    let records = driver.log.len();
    let leader = driver.sync(&sync(&ids[0], 3, &assigning(&ids)));
    assert!(!driver.was_answered(leader), "whoever asked is answered by the node");
    let response = driver.synced.remove(&waiting).unwrap();
    assert_eq!(response.error_code, ErrorCode::CoordinatorNotAvailable.code());
    assert_eq!((response.assignment.len(), response.protocol_name), (0, None));
    assert_eq!((driver.state(), driver.log.len()), ("PreparingRebalance", records));
    assert!(driver.group().members().all(|member| member.assignment.is_empty()));

    driver.append = Append::Works;
    driver.joined.clear();
    for id in &ids {
        driver.join(&join(id));
    }
    for id in &ids {
        let caller = driver.sync(&sync(id, 4, &assigning(&ids)));
        assert_eq!(driver.synced.remove(&caller).unwrap().assignment, id.as_bytes());
    }
    assert_eq!(driver.written().generation, 4);
}

#[test]
fn an_empty_group_that_is_not_written_is_empty_all_the_same() {
    let mut driver = at_once();
    let ids = driver.stable(1);
    driver.append = Append::Fails(ErrorCode::KafkaStorageError);
    let requester = driver.requester();
    let request = leave(&[(&ids[0], None)]);
    let outcome = driver.shard.leave_group(&requester, &request, driver.now);
    assert!(driver.apply(outcome).is_none());
    assert_eq!((driver.state(), driver.group().generation()), ("Empty", 2));
    driver.append = Append::Works;
    assert_eq!(driver.stable(1).len(), 1);
    assert_eq!(driver.written().generation, 3);
}

#[test]
fn errors_of_the_log_become_errors_of_the_coordinator() {
    let cases = [
        (ErrorCode::UnknownTopicOrPartition, ErrorCode::CoordinatorNotAvailable),
        (ErrorCode::NotEnoughReplicas, ErrorCode::CoordinatorNotAvailable),
        (ErrorCode::RequestTimedOut, ErrorCode::CoordinatorNotAvailable),
        (ErrorCode::NotLeaderOrFollower, ErrorCode::NotCoordinator),
        (ErrorCode::KafkaStorageError, ErrorCode::NotCoordinator),
        (ErrorCode::MessageTooLarge, ErrorCode::UnknownServerError),
        (ErrorCode::RecordListTooLarge, ErrorCode::UnknownServerError),
        (ErrorCode::InvalidFetchSize, ErrorCode::UnknownServerError),
        (ErrorCode::InvalidProducerEpoch, ErrorCode::InvalidProducerEpoch),
    ];
    for (error, expected) in cases {
        assert_eq!(append_error(error), expected);
    }
}
