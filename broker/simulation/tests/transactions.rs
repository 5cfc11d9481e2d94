//! Transactions under faults: each test runs its seeds, and every rule of broker/simulation/src/invariants has to
//! hold after each. `OTTLA_SEEDS=FROM..TO` runs other seeds than the usual ones.

use ottla_simulation::{Durability, Scenario, Workload, check, seeds};

fn check_all(workload: Workload, durability: Durability, usual: std::ops::Range<u64>) {
    let (mut committed, mut late_ends) = (0, 0);
    let seeds = seeds(usual);
    let count = seeds.end - seeds.start;
    for seed in seeds {
        let report = check(Scenario { workload, durability }, seed);
        committed += report.committed;
        late_ends += report.late_ends;
    }
    println!("{count} seeds: {committed} transactions were ended, {late_ends} EndTxn came late");
    // A run in which nothing happens proves nothing.
    assert!(committed as u64 > count, "{committed} transactions");
    assert!(workload != Workload::LateEnds || late_ends as u64 > count, "{late_ends} late EndTxn");
}

#[test]
fn numbered_writes_are_whole_once_and_in_their_place() {
    check_all(Workload::Numbers, Durability::PageCache, 0..50);
}

#[test]
fn transfers_are_made_once_and_the_sum_stays() {
    check_all(Workload::Transfers, Durability::PageCache, 0..50);
}

#[test]
fn late_ends_of_producers_with_epochs_per_transaction_do_no_harm() {
    check_all(Workload::LateEnds, Durability::PageCache, 0..40);
}

#[test]
fn transfers_that_are_synced_survive_the_loss_of_everything_else() {
    check_all(Workload::Transfers, Durability::Device, 0..30);
}

#[test]
fn numbered_writes_that_are_synced_survive_the_loss_of_everything_else() {
    check_all(Workload::Numbers, Durability::Device, 0..30);
}
