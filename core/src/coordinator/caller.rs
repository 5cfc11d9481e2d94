//! The name of a request whose answer may come later.

/// A request that waits: the node that holds it draws the number, and answers it when an outcome
/// releases it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Caller(pub u64);
