//! Of a transaction, readers of committed records see every record or none; every record of one whose client was
//! told that it is committed. What a reader saw on its way is what is there at the end.

use std::collections::BTreeSet;

use crate::{
    final_state::FinalState,
    history::{Ending, History},
    records::Isolation,
};

pub(super) fn check(history: &History, state: &FinalState) -> Vec<String> {
    let committed: BTreeSet<&str> =
        state.values(Isolation::Committed).map(|(_, _, value)| value).collect();
    let mut found = Vec::new();
    for (serial, transaction) in history.transactions.iter().enumerate() {
        let seen = transaction.writes.iter().filter(|write| committed.contains(&*write.value));
        let (seen, all) = (seen.count(), transaction.writes.len());
        let is_committed = transaction.told == Some(Ending::Commit);
        if seen != all && (seen != 0 || is_committed) {
            let told = transaction.told;
            found.push(format!(
                "of t{serial} {seen} of {all} records are committed; its client was told {told:?}"
            ));
        }
    }
    if !history.pages_lost {
        found.extend(readers(history, state));
    }
    found
}

/// Readers miss nothing up to where they are, and see nothing that goes away.
fn readers<'a>(history: &'a History, state: &'a FinalState) -> impl Iterator<Item = String> + 'a {
    history.positions.iter().filter_map(|((isolation, place), position)| {
        let log = state.logs.get(place)?;
        let there = match isolation {
            Isolation::Committed => &log.committed,
            Isolation::Uncommitted => &log.uncommitted,
        };
        let expected = there.range(..position);
        let seen = history.seen.get(&(*isolation, *place)).into_iter().flatten();
        let differs = differs(expected.collect(), seen.collect())?;
        Some(format!("a reader of {place}, {isolation:?}, up to {position}: {differs}"))
    })
}

/// The first record that is in one of the two alone.
fn differs(there: Vec<(&i64, &String)>, seen: Vec<(&i64, &String)>) -> Option<String> {
    if there == seen {
        return None;
    }
    let missed = there.iter().find(|one| !seen.contains(one));
    let gone = seen.iter().find(|one| !there.contains(one));
    match (missed, gone) {
        (Some(missed), _) => Some(format!("it has missed {missed:?}")),
        (None, Some(gone)) => Some(format!("it saw {gone:?}, which is not there")),
        (None, None) => None,
    }
}
