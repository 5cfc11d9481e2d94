//! No record is twice in the log, at whatever isolation level: a client that writes again because it had no
//! answer is recognised.

use std::collections::BTreeMap;

use crate::{
    final_state::FinalState,
    history::{History, serial_of},
    records::Isolation,
};

pub(super) fn check(_: &History, state: &FinalState) -> Vec<String> {
    let mut places = BTreeMap::new();
    let mut found = Vec::new();
    for (place, offset, value) in state.values(Isolation::Uncommitted) {
        if serial_of(value).is_none() {
            continue;
        }
        if let Some((earlier, at)) = places.insert(value, (place, offset)) {
            found.push(format!(
                "{value} is at {earlier} offset {at} and at {place} offset {offset}"
            ));
        }
    }
    found
}
