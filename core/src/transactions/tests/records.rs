//! Records as bytes and back, in both versions of their values.

use super::driver::{Driver, ID, partitions, producer, transaction};
use crate::{
    model::{ProducerEpoch, ProducerId},
    transactions::{Transaction, TransactionRecord, TransactionState as State, TransactionVersion},
};

#[test]
fn a_record_comes_back_as_it_was_without_what_older_values_do_not_have() {
    for state in State::ALL {
        let transaction = Transaction {
            next_producer_id: ProducerId(77),
            last_producer_epoch: ProducerEpoch(3),
            version: TransactionVersion::V2,
            ..transaction(state)
        };
        for version in [0, 1] {
            let record = TransactionRecord::Set {
                id: ID.into(),
                transaction: Box::new(transaction.clone()),
                version,
            };
            let (key, value) = record.encode().unwrap();
            let read = TransactionRecord::decode(key, value).unwrap();
            let TransactionRecord::Set { id, transaction: read, version: read_version } = read
            else {
                panic!("{read:?}")
            };
            assert_eq!((&*id, read_version), (ID, version));
            let mut expected = transaction.clone();
            expected.last_producer_epoch = ProducerEpoch::NONE;
            if version == 0 {
                expected.previous_producer_id = ProducerId::NONE;
                expected.next_producer_id = ProducerId::NONE;
                expected.version = TransactionVersion::V0;
            }
            assert_eq!(*read, expected, "{state:?} in version {version}");
        }
    }
}

#[test]
fn the_level_of_the_feature_says_in_which_version_values_are_written() {
    for (level, version) in [(0, 0), (1, 1), (2, 1)] {
        let mut driver = Driver::new(level);
        driver.init(None).unwrap();
        let TransactionRecord::Set { version: written, .. } = driver.log[0] else { panic!() };
        assert_eq!(written, version);
    }
}

#[test]
fn what_is_no_record_of_a_transaction_is_kept_or_refused() {
    let other = TransactionRecord::decode(vec![0, 9, 1].into(), None).unwrap();
    assert!(matches!(other, TransactionRecord::Other(..)));
    let record = TransactionRecord::Removed(ID.into());
    let (key, value) = record.encode().unwrap();
    assert_eq!(value, None);
    assert_eq!(TransactionRecord::decode(key.clone(), None).unwrap(), record);
    for cut in 0..key.len() {
        assert!(TransactionRecord::decode(key.slice(..cut), None).is_err());
    }
    let state = 6;
    let mut value = record_value();
    // Behind version, producer id, epoch and time-out.
    value[2 + 8 + 2 + 4] = state;
    assert!(TransactionRecord::decode(key, Some(value.into())).is_err());
}

fn record_value() -> Vec<u8> {
    let transaction = Box::new(transaction(State::Ongoing));
    assert_eq!(transaction.partitions, partitions(&[0, 1]));
    assert_eq!((transaction.producer_id, transaction.producer_epoch), producer(9, 4));
    let record = TransactionRecord::Set { id: ID.into(), transaction, version: 0 };
    record.encode().unwrap().1.unwrap().to_vec()
}
