//! The coordinator of our client's transactions hangs for a while, or is killed.

use super::{
    brokers::{Brokers, IDS},
    numbers::{Numbers, SETTINGS},
};

#[test]
fn transactions_are_whole_though_their_coordinator_hangs() {
    let Some(brokers) = Brokers::start(&SETTINGS) else { return };
    let Some(numbers) = Numbers::on(brokers) else { return };
    for _ in 0..3 {
        let held = numbers.coordinator(None);
        let others: Vec<i32> = IDS.into_iter().filter(|id| *id != held).collect();
        numbers.brokers.signal(held, "STOP");
        numbers.brokers.until_in_sync("__transaction_state", Some(held), &others);
        assert_ne!(numbers.coordinator(Some(held)), held);
        numbers.go_on();
        // It takes itself for the coordinator until it has heard what happened.
        numbers.brokers.signal(held, "CONT");
        numbers.heal();
    }
    numbers.finish();
}

#[test]
fn transactions_are_whole_though_their_coordinator_is_killed() {
    let Some(brokers) = Brokers::start(&SETTINGS) else { return };
    let Some(mut numbers) = Numbers::on(brokers) else { return };
    for _ in 0..3 {
        let killed = numbers.coordinator(None);
        numbers.brokers.kill(killed);
        assert_ne!(numbers.coordinator(Some(killed)), killed);
        numbers.go_on();
        numbers.brokers.start_again(killed);
        numbers.heal();
    }
    numbers.finish();
}
