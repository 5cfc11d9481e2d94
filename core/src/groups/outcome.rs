//! What handling a request, a timer or a change of metadata comes to.

use super::record::GroupRecord;
use crate::{
    coordinator::Caller,
    protocol::messages::{JoinGroupResponse, SyncGroupResponse},
};

/// The answer to a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer<R> {
    /// As soon as all that was appended so far is committed, the records of this outcome included.
    Now(R),
    /// When a later outcome releases the caller.
    Later,
}

/// The answer to a request that waited.
#[derive(Clone, Debug, PartialEq)]
pub enum Released {
    /// Of JoinGroup: the rebalance has all its members.
    Join(JoinGroupResponse),
    /// Of SyncGroup: the leader has assigned the partitions.
    Sync(SyncGroupResponse),
}

/// Records to append and answers to give once they are committed.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome<R> {
    /// To be appended as one batch and then replayed. If that fails, `GroupShard::append_failed`
    /// is called with this outcome instead.
    pub records: Vec<GroupRecord>,
    /// The answer to whoever asked.
    pub answer: Answer<R>,
    /// Answers to others, who have waited.
    pub released: Vec<(Caller, Released)>,
}

impl<R> Outcome<R> {
    /// An answer that changes nothing.
    #[must_use]
    pub fn answer(response: R) -> Self {
        Self { records: Vec::new(), answer: Answer::Now(response), released: Vec::new() }
    }

    /// An answer with what it changes.
    #[must_use]
    pub fn with_records(response: R, records: Vec<GroupRecord>) -> Self {
        Self { records, answer: Answer::Now(response), released: Vec::new() }
    }

    /// No answer yet.
    #[must_use]
    pub fn later() -> Self {
        Self { records: Vec::new(), answer: Answer::Later, released: Vec::new() }
    }

    /// The same with another form of the answer.
    #[must_use]
    pub fn map<S>(self, form: impl FnOnce(R) -> S) -> Outcome<S> {
        let answer = match self.answer {
            Answer::Now(response) => Answer::Now(form(response)),
            Answer::Later => Answer::Later,
        };
        Outcome { records: self.records, answer, released: self.released }
    }

    /// Takes in what something else on the way has come to.
    #[must_use]
    pub fn and(mut self, other: Outcome<()>) -> Self {
        self.records.extend(other.records);
        self.released.extend(other.released);
        self
    }
}

impl Outcome<()> {
    /// Nothing to do.
    #[must_use]
    pub fn nothing() -> Self {
        Self::answer(())
    }
}
