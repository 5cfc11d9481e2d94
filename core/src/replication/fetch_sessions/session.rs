//! One fetch session: which request comes next, and which partitions an answer has to name. A
//! partition is named when the client does not know it already: it has records, its high watermark
//! or log start moved, the client has to go elsewhere or back, or it failed.

use super::{
    partitions::{Place, SessionPartition, SessionPartitions, SessionTopic},
    request::{FetchSessionEpoch, TopicNaming},
};
use crate::{
    model::{ErrorCode, Offset, PartitionId, limits::FETCH_SESSION_PARTITIONS_MAX},
    replication::FetchFrom,
};

/// Why a request does not go on with its session. The client starts over with a full fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchSessionError {
    /// There is no such session, perhaps no more.
    #[error("the fetch session is not known")]
    IdNotFound,
    /// The request is not the one after the last.
    #[error("the fetch session is at another epoch")]
    InvalidEpoch,
    /// The session names topics in the other way.
    #[error("the fetch session names topics in another way than the request")]
    TopicNaming,
    /// The session would remember more than [`FETCH_SESSION_PARTITIONS_MAX`] partitions.
    #[error("the fetch session has too many partitions")]
    TooLarge,
}

impl FetchSessionError {
    /// The code that the client is told.
    #[must_use]
    pub fn code(self) -> ErrorCode {
        match self {
            // A session that grew too large is ended, and so not found.
            Self::IdNotFound | Self::TooLarge => ErrorCode::FetchSessionIdNotFound,
            Self::InvalidEpoch => ErrorCode::InvalidFetchSessionEpoch,
            Self::TopicNaming => ErrorCode::FetchSessionTopicIdError,
        }
    }
}

/// What an answer would say of a partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What there is besides the offsets.
    pub content: Content,
    /// First offset that is not committed; -1 if it failed.
    pub high_watermark: Offset,
    /// Where the log starts; -1 if it failed.
    pub log_start: Offset,
}

/// What an answer has of a partition besides its offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing.
    Empty,
    /// Records.
    Records,
    /// Another replica to read from, or the offset to go back to.
    Redirection,
    /// An error.
    Failure,
}

/// Whether an answer names a partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It does.
    Named,
    /// It does not: the client knows all there is.
    LeftOut,
}

/// One fetch session.
#[derive(Debug)]
pub struct FetchSession {
    naming: TopicNaming,
    epoch: FetchSessionEpoch,
    partitions: SessionPartitions,
}

impl FetchSession {
    /// A session after its first, full answer.
    #[must_use]
    pub fn new(naming: TopicNaming, partitions: SessionPartitions) -> Self {
        Self { naming, epoch: FetchSessionEpoch::INITIAL.next(), partitions }
    }

    /// Takes in the next request: what it wants anew or otherwise, then what it wants no more.
    /// Afterwards a session without partitions is of no use, and its request is answered without.
    ///
    /// # Errors
    /// If the request is not the session's next one; nothing is taken in then. If it is too large.
    pub fn go_on(
        &mut self,
        epoch: FetchSessionEpoch,
        naming: TopicNaming,
        wanted: impl IntoIterator<Item = (SessionTopic, PartitionId, FetchFrom)>,
        forgotten: impl IntoIterator<Item = (SessionTopic, PartitionId)>,
    ) -> Result<(), FetchSessionError> {
        if epoch != self.epoch {
            return Err(FetchSessionError::InvalidEpoch);
        }
        if naming != self.naming {
            return Err(FetchSessionError::TopicNaming);
        }
        for (topic, partition, from) in wanted {
            self.partitions.put(topic, partition, from);
            if self.partitions.len() > FETCH_SESSION_PARTITIONS_MAX {
                return Err(FetchSessionError::TooLarge);
            }
        }
        for (topic, partition) in forgotten {
            self.partitions.remove(topic, partition);
        }
        if !self.partitions.is_empty() {
            self.epoch = epoch.next();
        }
        Ok(())
    }

    /// Whether the request of `epoch` is the last that was taken in. If it is not, its client has
    /// sent another one without waiting for this one's answer.
    #[must_use]
    pub fn is_answering(&self, epoch: FetchSessionEpoch) -> bool {
        self.epoch == epoch.next()
    }

    /// Its partitions.
    #[must_use]
    pub fn partitions(&self) -> &SessionPartitions {
        &self.partitions
    }

    /// Its partitions in the order in which they are read.
    pub fn partitions_mut(&mut self) -> impl Iterator<Item = (Place, &mut SessionPartition)> {
        self.partitions.iter_mut()
    }

    /// Decides whether an answer names the partition, and notes what the client is told. To be called
    /// in the order of the answer.
    pub fn tell(&mut self, place: Place, answer: Answer) -> Told {
        let Some(partition) = self.partitions.get_mut(place) else { return Told::LeftOut };
        let told = partition.tell(answer);
        if answer.content == Content::Records {
            self.partitions.move_to_the_end(place);
        }
        told
    }
}

impl SessionPartitions {
    /// Notes what the first, full answer of a session says of a partition.
    pub fn told(&mut self, place: Place, answer: Answer) {
        if let Some(partition) = self.get_mut(place) {
            partition.told_high_watermark = answer.high_watermark;
            partition.told_log_start = answer.log_start;
        }
    }
}

impl SessionPartition {
    fn tell(&mut self, answer: Answer) -> Told {
        let moved = self.told_high_watermark != answer.high_watermark
            || self.told_log_start != answer.log_start;
        self.told_high_watermark = answer.high_watermark;
        self.told_log_start = answer.log_start;
        match answer.content {
            Content::Empty if moved => Told::Named,
            Content::Empty => Told::LeftOut,
            Content::Records | Content::Redirection => Told::Named,
            Content::Failure => {
                // So that the client hears of it when the partition has recovered.
                self.told_high_watermark = Offset::NONE;
                Told::Named
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Uuid,
        replication::fetch_sessions::partitions::tests::{from, listed, topic},
    };

    const FIRST: FetchSessionEpoch = FetchSessionEpoch(1);

    fn answer(content: Content, high_watermark: i64, log_start: i64) -> Answer {
        let (high_watermark, log_start) = (Offset(high_watermark), Offset(log_start));
        Answer { content, high_watermark, log_start }
    }

    /// A session of `t-0` to `t-2`; the client knows a high watermark of 10 and a log start of 0.
    fn session() -> FetchSession {
        let mut partitions = SessionPartitions::default();
        for number in 0..3 {
            partitions.put(topic("t"), PartitionId(number), from(0));
        }
        let places: Vec<Place> = partitions.iter_mut().map(|(place, _)| place).collect();
        for place in places {
            partitions.told(place, answer(Content::Empty, 10, 0));
        }
        FetchSession::new(TopicNaming::ByName, partitions)
    }

    fn place(session: &mut FetchSession, number: i32) -> Place {
        let mut partitions = session.partitions_mut();
        partitions.find(|(_, found)| found.partition.0 == number).unwrap().0
    }

    fn tell(session: &mut FetchSession, number: i32, answer: Answer) -> Told {
        let place = place(session, number);
        session.tell(place, answer)
    }

    fn go_on(session: &mut FetchSession, epoch: i32) -> Result<(), FetchSessionError> {
        session.go_on(FetchSessionEpoch(epoch), TopicNaming::ByName, [], [])
    }

    #[test]
    fn each_request_is_the_one_after_the_last() {
        let mut session = session();
        assert_eq!(go_on(&mut session, 2), Err(FetchSessionError::InvalidEpoch));
        assert_eq!(go_on(&mut session, 1), Ok(()));
        assert_eq!(go_on(&mut session, 1), Err(FetchSessionError::InvalidEpoch));
        assert!(session.is_answering(FetchSessionEpoch(1)));
        assert_eq!(go_on(&mut session, 2), Ok(()));
        assert!(!session.is_answering(FetchSessionEpoch(1)));
    }

    #[test]
    fn a_session_keeps_to_names_or_to_ids() {
        let mut session = session();
        let wanted = [(SessionTopic::Id(Uuid([1; 16])), PartitionId(0), from(0))];
        let refused = session.go_on(FIRST, TopicNaming::ById, wanted, []);
        assert_eq!(refused, Err(FetchSessionError::TopicNaming));
        assert_eq!(session.partitions().len(), 3);
        assert_eq!(go_on(&mut session, 1), Ok(()));
    }

    #[test]
    fn a_request_adds_changes_and_forgets_partitions() {
        let mut session = session();
        let wanted = [(1, 5), (7, 6), (8, 0)];
        let wanted = wanted.map(|(number, at)| (topic("t"), PartitionId(number), from(at)));
        let forgotten = [0, 8, 9].map(|number| (topic("t"), PartitionId(number)));
        session.go_on(FIRST, TopicNaming::ByName, wanted, forgotten).unwrap();
        assert_eq!(listed(&mut session.partitions), [(1, 5), (2, 0), (7, 6)]);
    }

    #[test]
    fn a_session_can_lose_all_its_partitions_but_not_grow_for_ever() {
        let mut session = session();
        let all = (0..3).map(|number| (topic("t"), PartitionId(number)));
        session.go_on(FIRST, TopicNaming::ByName, [], all).unwrap();
        assert!(session.partitions().is_empty());

        let many = (0..).map(|number| (topic("t"), PartitionId(number), from(0)));
        let refused = session.go_on(FIRST, TopicNaming::ByName, many, []);
        assert_eq!(refused, Err(FetchSessionError::TooLarge));
        assert_eq!(FetchSessionError::TooLarge.code(), ErrorCode::FetchSessionIdNotFound);
    }

    #[test]
    fn a_partition_without_anything_new_is_left_out() {
        let mut session = session();
        assert_eq!(tell(&mut session, 0, answer(Content::Empty, 10, 0)), Told::LeftOut);
        assert_eq!(tell(&mut session, 0, answer(Content::Records, 10, 0)), Told::Named);
        assert_eq!(tell(&mut session, 0, answer(Content::Redirection, 10, 0)), Told::Named);
        assert_eq!(tell(&mut session, 0, answer(Content::Empty, 10, 0)), Told::LeftOut);
    }

    #[test]
    fn offsets_that_moved_are_told_once() {
        let mut session = session();
        for moved in [answer(Content::Empty, 11, 0), answer(Content::Empty, 11, 5)] {
            assert_eq!(tell(&mut session, 1, moved), Told::Named);
            assert_eq!(tell(&mut session, 1, moved), Told::LeftOut);
        }
        assert_eq!(tell(&mut session, 2, answer(Content::Empty, 11, 5)), Told::Named);
    }

    #[test]
    fn a_failure_is_told_each_time_and_so_is_its_end() {
        let mut session = session();
        // Whatever offsets an error comes with, the client does not keep them.
        for _ in 0..2 {
            assert_eq!(tell(&mut session, 0, answer(Content::Failure, 10, 0)), Told::Named);
        }
        assert_eq!(tell(&mut session, 0, answer(Content::Empty, 10, 0)), Told::Named);
        assert_eq!(tell(&mut session, 0, answer(Content::Empty, 10, 0)), Told::LeftOut);
    }

    #[test]
    fn a_partition_that_was_added_is_told_of_even_when_it_is_empty() {
        let mut session = session();
        let wanted = [(topic("t"), PartitionId(9), from(0))];
        session.go_on(FIRST, TopicNaming::ByName, wanted, []).unwrap();
        assert_eq!(tell(&mut session, 9, answer(Content::Empty, 0, 0)), Told::Named);
        assert_eq!(tell(&mut session, 9, answer(Content::Empty, 0, 0)), Told::LeftOut);
    }

    #[test]
    fn partitions_that_gave_records_are_read_last_the_next_time() {
        let mut session = session();
        for number in [0, 2] {
            tell(&mut session, number, answer(Content::Records, 10, 0));
        }
        tell(&mut session, 1, answer(Content::Empty, 12, 0));
        let order: Vec<i32> =
            listed(&mut session.partitions).into_iter().map(|(number, _)| number).collect();
        assert_eq!(order, [1, 0, 2]);
    }

    #[test]
    fn a_partition_that_left_the_session_is_left_out() {
        let mut session = session();
        let place = place(&mut session, 0);
        let forgotten = [(topic("t"), PartitionId(0))];
        session.go_on(FIRST, TopicNaming::ByName, [], forgotten).unwrap();
        assert_eq!(session.tell(place, answer(Content::Records, 99, 0)), Told::LeftOut);
    }
}
