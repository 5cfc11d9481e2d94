//! Whether a position is in the log still (KIP-320): a leader is asked where the epoch of the last
//! record that was read ends. If it ends before the position, the log was truncated meanwhile, by an
//! unclean election or a disk that was lost. Decides where to go on.

use std::collections::BTreeMap;

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse,
        offset_for_leader_epoch_request::{OffsetForLeaderPartition, OffsetForLeaderTopic},
    },
};

use super::positions::{FetchPosition, Key};
use crate::{
    Error, ErrorKind,
    options::{AutoOffsetReset, StartOffset},
};

/// The oldest version that consumers may use: before it, it was for brokers alone.
pub(crate) const FOR_CONSUMERS_SINCE: i16 = 3;

const CONSUMER: i32 = -1;

/// Where the largest epoch that is not over the one that was asked for ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EpochEnd {
    pub(crate) epoch: i32,
    pub(crate) end_offset: i64,
}

impl EpochEnd {
    /// `None` where the leader knows of no such epoch.
    pub(crate) fn of_wire(epoch: i32, end_offset: i64) -> Option<Self> {
        (epoch >= 0 && end_offset >= 0).then_some(Self { epoch, end_offset })
    }
}

/// A position that is to be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Suspect {
    pub(crate) position: FetchPosition,
    /// What is known of the leader's epoch.
    pub(crate) leader_epoch: i32,
}

/// Where to go when an offset is not in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reset {
    To(StartOffset),
    /// The user decides.
    Nowhere,
}

impl Reset {
    /// What the option says; `since` gives the start for an age.
    pub(crate) fn of(
        policy: AutoOffsetReset,
        since: impl FnOnce(std::time::Duration) -> StartOffset,
    ) -> Self {
        match policy {
            AutoOffsetReset::Earliest => Self::To(StartOffset::Beginning),
            AutoOffsetReset::Latest => Self::To(StartOffset::End),
            AutoOffsetReset::ByDuration(age) => Self::To(since(age)),
            AutoOffsetReset::None => Self::Nowhere,
        }
    }
}

/// What becomes of a position.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// It is in the log.
    Valid,
    /// The log was truncated below it: here it goes on.
    GoOn(FetchPosition),
    /// Nothing of what was read is in the log: as if there were no position.
    Start(StartOffset),
    Told(Error),
}

/// Judges the answer to OffsetForLeaderEpoch.
pub(crate) fn judge(position: FetchPosition, found: Option<EpochEnd>, reset: Reset) -> Verdict {
    match found {
        Some(end) if end.end_offset >= position.offset => Verdict::Valid,
        Some(_) | None => diverged(position, found, reset),
    }
}

/// What to do at a position whose last record is known not to be in the log.
pub(crate) fn diverged(position: FetchPosition, end: Option<EpochEnd>, reset: Reset) -> Verdict {
    match (reset, end) {
        (Reset::Nowhere, end) => Verdict::Told(truncated(position, end)),
        (Reset::To(_), Some(end)) => Verdict::GoOn(FetchPosition {
            offset: end.end_offset.min(position.offset),
            epoch: Some(end.epoch),
        }),
        (Reset::To(start), None) => Verdict::Start(start),
    }
}

/// What to do at a position in a topic that was deleted, and made anew since.
pub(crate) fn made_anew(position: FetchPosition, reset: Reset) -> Verdict {
    match reset {
        Reset::To(start) => Verdict::Start(start),
        Reset::Nowhere => {
            let message = "the topic was deleted and made anew: nothing of what was read is in it; seek to \
                           where to go on, or set auto_offset_reset";
            Verdict::Told(
                Error::new(ErrorKind::LogTruncated, "fetch", message)
                    .with("offset", position.offset),
            )
        }
    }
}

fn truncated(position: FetchPosition, end: Option<EpochEnd>) -> Error {
    let message = "the log was truncated below the position: records that were read are gone, and \
                   others may stand in their place; seek to where to go on, or set \
                   auto_offset_reset";
    let error = Error::new(ErrorKind::LogTruncated, "fetch", message)
        .with("offset", position.offset)
        .with("epoch", position.epoch.unwrap_or(-1));
    match end {
        Some(end) => {
            let offset = end.end_offset.min(position.offset);
            let error = error.with("divergent offset", offset).with("divergent epoch", end.epoch);
            error.diverging_at(offset)
        }
        None => error,
    }
}

/// OffsetForLeaderEpoch for positions with one leader.
pub(crate) fn request(suspects: &BTreeMap<Key, Suspect>) -> OffsetForLeaderEpochRequest {
    let mut topics: Vec<OffsetForLeaderTopic> = Vec::new();
    for ((name, partition), suspect) in suspects {
        let asked = OffsetForLeaderPartition {
            partition: *partition,
            current_leader_epoch: suspect.leader_epoch,
            leader_epoch: suspect.position.epoch.unwrap_or(-1),
        };
        match topics.last_mut().filter(|topic| topic.topic == *name) {
            Some(topic) => topic.partitions.push(asked),
            None => {
                topics.push(OffsetForLeaderTopic { topic: name.clone(), partitions: vec![asked] });
            }
        }
    }
    OffsetForLeaderEpochRequest { replica_id: CONSUMER, topics }
}

/// What the answer says of each partition.
pub(crate) fn outcomes(
    response: OffsetForLeaderEpochResponse,
) -> BTreeMap<Key, (ErrorCode, Option<EpochEnd>)> {
    let mut outcomes = BTreeMap::new();
    for topic in response.topics {
        for found in topic.partitions {
            let end = EpochEnd::of_wire(found.leader_epoch, found.end_offset);
            let outcome = (ErrorCode::from_code(found.error_code), end);
            outcomes.insert((topic.topic.clone(), found.partition), outcome);
        }
    }
    outcomes
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: FetchPosition = FetchPosition { offset: 50, epoch: Some(4) };

    fn end(epoch: i32, end_offset: i64) -> Option<EpochEnd> {
        Some(EpochEnd { epoch, end_offset })
    }

    #[test]
    fn a_position_before_the_end_of_its_epoch_is_valid() {
        for found in [end(4, 50), end(4, 70)] {
            assert!(matches!(judge(AT, found, Reset::Nowhere), Verdict::Valid), "{found:?}");
        }
    }

    #[test]
    fn after_a_truncation_reading_goes_on_where_the_epoch_ends() {
        let to = Reset::To(StartOffset::End);
        let Verdict::GoOn(next) = judge(AT, end(3, 30), to) else { panic!("not truncated") };
        assert_eq!(next, FetchPosition { offset: 30, epoch: Some(3) });
        // What a Fetch calls diverging is so even if the other epoch ends later.
        let Verdict::GoOn(next) = diverged(AT, end(3, 90), to) else { panic!("not truncated") };
        assert_eq!(next, FetchPosition { offset: 50, epoch: Some(3) });
    }

    #[test]
    fn where_no_epoch_is_in_common_the_reset_decides() {
        let to = Reset::To(StartOffset::Beginning);
        let verdict = judge(AT, None, to);
        assert!(matches!(verdict, Verdict::Start(StartOffset::Beginning)), "{verdict:?}");
    }

    #[test]
    fn without_a_reset_the_user_is_told_where_the_logs_part() {
        let Verdict::Told(error) = judge(AT, end(3, 30), Reset::Nowhere) else {
            panic!("nobody was told")
        };
        assert_eq!((error.kind(), error.divergent_offset()), (ErrorKind::LogTruncated, Some(30)));
        for (name, value) in
            [("offset", "50"), ("epoch", "4"), ("divergent offset", "30"), ("divergent epoch", "3")]
        {
            let named = (name, value.to_owned());
            assert!(error.context().contains(&named), "{error} lacks {name}");
        }
    }
}
