//! The seeds of a test: the usual ones, or those that `OTTLA_SEEDS=FROM..TO` names.

use std::ops::Range;

/// `usual`, or the seeds that `OTTLA_SEEDS=FROM..TO` names.
///
/// # Panics
/// If the variable is not two numbers with `..` between them.
#[must_use]
pub fn seeds(usual: Range<u64>) -> Range<u64> {
    let Ok(range) = std::env::var("OTTLA_SEEDS") else { return usual };
    let (from, to) = range.split_once("..").expect("OTTLA_SEEDS is FROM..TO");
    from.parse().expect("a number")..to.parse().expect("a number")
}
