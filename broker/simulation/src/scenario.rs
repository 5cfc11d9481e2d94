//! What a run is made of.

/// What the producers do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workload {
    /// Numbered records in several partitions.
    Numbers,
    /// Money that is moved: a debit, a credit and the offset of the order, in one transaction.
    Transfers,
    /// Numbered records of producers with KIP-890 whose EndTxn arrive late, and again.
    LateEnds,
}

/// What a broker that dies loses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Nothing is synced but the metadata, and nothing is lost: the process dies, the machine does not.
    PageCache,
    /// Every acknowledgement waits for the device, and what was not synced is lost.
    Device,
}

/// What a run is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// What the producers do.
    pub workload: Workload,
    /// What a broker that dies loses.
    pub durability: Durability,
}
