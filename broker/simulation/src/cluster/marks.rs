//! What a seed may or may not have, counted, so that a test can tell whether enough of them had it.

/// How often something happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// A request of a client was carried out, and nobody heard the answer: what the client sends again on another
    /// connection, the cluster has twice.
    pub unheard: u64,
    /// A process halted because its disk failed.
    pub halts: u64,
    /// A process went on without one of its directories.
    pub offline: u64,
    /// A process did not start on a disk that failed.
    pub failed_starts: u64,
    /// Changes of voters that were acknowledged.
    pub voter_changes: u64,
    /// A proposal of in-sync replicas arrived when it was outdated.
    pub old_proposals: u64,
    /// A follower's fetch arrived two leaderships later.
    pub old_fetches: u64,
    /// What clients that are shipped were told is done.
    pub shipped: Deeds,
}

/// What clients that are shipped were told is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deeds {
    /// Records are written.
    pub writes: u64,
    /// Offsets are committed.
    pub commits: u64,
    /// Transactions have ended.
    pub transfers: u64,
    /// Transactions with offsets of what they were made of are committed.
    pub moves: u64,
}

impl Marks {
    /// Takes in those of another run.
    pub fn add(&mut self, other: Self) {
        self.unheard += other.unheard;
        self.halts += other.halts;
        self.offline += other.offline;
        self.failed_starts += other.failed_starts;
        self.voter_changes += other.voter_changes;
        self.old_proposals += other.old_proposals;
        self.old_fetches += other.old_fetches;
        self.shipped.add(other.shipped);
    }
}

impl Deeds {
    /// Takes in those of another run.
    pub fn add(&mut self, other: Self) {
        self.writes += other.writes;
        self.commits += other.commits;
        self.transfers += other.transfers;
        self.moves += other.moves;
    }
}
