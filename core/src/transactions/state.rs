//! Where a transactional id is between two transactions. Numbers and names are Apache Kafka's: they are in
//! its log and its tools.

/// State of a transactional id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TransactionState {
    /// It has a producer and has never had a transaction, or the producer has begun anew.
    Empty,
    /// A transaction is open.
    Ongoing,
    /// It is decided that the transaction is committed; markers are being written.
    PrepareCommit,
    /// It is decided that the transaction is aborted; markers are being written.
    PrepareAbort,
    /// The last transaction was committed, with all markers.
    CompleteCommit,
    /// The last transaction was aborted, with all markers.
    CompleteAbort,
}

impl TransactionState {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Empty,
        Self::Ongoing,
        Self::PrepareCommit,
        Self::PrepareAbort,
        Self::CompleteCommit,
        Self::CompleteAbort,
    ];

    /// Its number in the log.
    #[must_use]
    pub fn id(self) -> i8 {
        self as i8
    }

    /// By its number in the log. 6 and 7 are states that Apache Kafka has in memory only.
    #[must_use]
    pub fn from_id(id: i8) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == id)
    }

    /// Its name in DescribeTransactions and ListTransactions.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Empty => "Empty",
            Self::Ongoing => "Ongoing",
            Self::PrepareCommit => "PrepareCommit",
            Self::PrepareAbort => "PrepareAbort",
            Self::CompleteCommit => "CompleteCommit",
            Self::CompleteAbort => "CompleteAbort",
        }
    }

    /// Whether a name is one of Apache Kafka's states, some of which nothing here is ever in.
    #[must_use]
    pub fn is_name(name: &str) -> bool {
        matches!(name, "Dead" | "PrepareEpochFence")
            || Self::ALL.iter().any(|state| state.name() == name)
    }

    /// Whether the end is decided and not all markers are written.
    #[must_use]
    pub fn is_ending(self) -> bool {
        matches!(self, Self::PrepareCommit | Self::PrepareAbort)
    }

    /// Whether nothing is open: an id that stays so for long is forgotten.
    #[must_use]
    pub fn is_idle(self) -> bool {
        match self {
            Self::Empty | Self::CompleteCommit | Self::CompleteAbort => true,
            Self::Ongoing | Self::PrepareCommit | Self::PrepareAbort => false,
        }
    }
}
