//! The seeds of a model test: the usual ones, or those that `OTTLA_SEEDS=FROM..TO` names.

use std::ops::Range;

pub(crate) fn seeds(usual: Range<u64>) -> Range<u64> {
    let Ok(range) = std::env::var("OTTLA_SEEDS") else { return usual };
    let (from, to) = range.split_once("..").expect("OTTLA_SEEDS is FROM..TO");
    from.parse().expect("a number")..to.parse().expect("a number")
}
