//! What handling a request, a timer or a change of metadata comes to, for any kind of coordinator.

use super::Caller;

/// The answer to a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer<R> {
    /// As soon as all that was appended so far is committed, the records of this outcome included.
    Now(R),
    /// When a later outcome releases the caller.
    Later,
}

/// Records to append and answers to give once they are committed.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome<R, Record, Released> {
    /// To be appended as one batch and then replayed. If that fails, [`Shard::append_failed`]
    /// is called with this outcome instead.
    ///
    /// [`Shard::append_failed`]: super::Shard::append_failed
    pub records: Vec<Record>,
    /// The answer to whoever asked.
    pub answer: Answer<R>,
    /// Answers to others, who have waited.
    pub released: Vec<(Caller, Released)>,
}

impl<R, Record, Released> Outcome<R, Record, Released> {
    /// An answer that changes nothing.
    #[must_use]
    pub fn answer(response: R) -> Self {
        Self::with_records(response, Vec::new())
    }

    /// An answer with what it changes.
    #[must_use]
    pub fn with_records(response: R, records: Vec<Record>) -> Self {
        Self { records, answer: Answer::Now(response), released: Vec::new() }
    }

    /// No answer yet.
    #[must_use]
    pub fn later() -> Self {
        Self { records: Vec::new(), answer: Answer::Later, released: Vec::new() }
    }

    /// The same with another form of the answer.
    #[must_use]
    pub fn map<S>(self, form: impl FnOnce(R) -> S) -> Outcome<S, Record, Released> {
        let answer = match self.answer {
            Answer::Now(response) => Answer::Now(form(response)),
            Answer::Later => Answer::Later,
        };
        Outcome { records: self.records, answer, released: self.released }
    }

    /// Takes in what something else on the way has come to.
    #[must_use]
    pub fn and(mut self, other: Outcome<(), Record, Released>) -> Self {
        self.records.extend(other.records);
        self.released.extend(other.released);
        self
    }
}

impl<Record, Released> Outcome<(), Record, Released> {
    /// Nothing to do.
    #[must_use]
    pub fn nothing() -> Self {
        Self::answer(())
    }
}
