//! Offsets are committed with the output that they stand for: every transfer of the input is made once, no money
//! appears or goes, and the group's offset is after the last transfer that was made.

use std::collections::BTreeMap;

use crate::{final_state::FinalState, history::History, place::ACCOUNTS, records::Isolation};

pub(super) fn check(history: &History, state: &FinalState) -> Vec<String> {
    let mut found = Vec::new();
    let mut sum = 0;
    let mut made: BTreeMap<(i32, i64), Vec<i64>> = BTreeMap::new();
    for (place, offset, value) in state.values(Isolation::Committed) {
        if place.topic != ACCOUNTS {
            continue;
        }
        match parse(value) {
            Some((amount, order)) => {
                sum += amount;
                made.entry(order).or_default().push(amount);
            }
            None => found.push(format!("{value} at {place} offset {offset} is no transfer")),
        }
    }
    if sum != 0 {
        found.push(format!("the sum of all accounts is {sum}"));
    }
    for (partition, offset) in &state.offsets {
        let amounts = &history.transfers[*partition as usize];
        let orders = (0..).zip(amounts);
        for (order, amount) in orders {
            let mut parts = made.remove(&(*partition, order)).unwrap_or_default();
            parts.sort_unstable();
            let expected = if order < *offset { vec![-amount, *amount] } else { Vec::new() };
            if parts != expected {
                found.push(format!(
                    "order {partition}.{order} of {amount} has {parts:?}; the offset is {offset}"
                ));
            }
        }
    }
    found
}

/// Amount and order of a record: `t5.1 -30 of 0.7`.
fn parse(value: &str) -> Option<(i64, (i32, i64))> {
    let mut words = value.split(' ').skip(1);
    let amount = words.next()?.parse().ok()?;
    let (partition, order) = words.nth(1)?.split_once('.')?;
    Some((amount, (partition.parse().ok()?, order.parse().ok()?)))
}
