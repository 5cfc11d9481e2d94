//! The partitions that a fetch means, found in the view.

use std::sync::Arc;

use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, LeaderEpoch, Offset, PartitionId, TopicName},
    protocol::messages::fetch_request::{FetchPartition, FetchTopic, ForgottenTopic},
    replication::{
        FetchFrom, Ticket,
        fetch_sessions::{Place, SessionPartition, SessionTopic, TopicNaming},
    },
};

use crate::engine::view::{PartitionHandle, TopicRuntime, View};

/// One partition that a fetch means.
pub(super) struct Wanted {
    pub(super) topic: SessionTopic,
    pub(super) partition: PartitionId,
    pub(super) target: Target,
    pub(super) from: FetchFrom,
    /// Its waits, while it has any.
    pub(super) tickets: Vec<Ticket>,
    /// The high watermark that the other side was told last; `NONE` if none.
    pub(super) told_high_watermark: Offset,
    /// Its place in the session; `None` without one.
    pub(super) place: Option<Place>,
}

/// Where a partition is.
pub(super) enum Target {
    /// Here.
    Here(Arc<PartitionHandle>),
    /// Nowhere. That is told when the fetch ends and does not end it: a client that has not heard of
    /// a topic's end would else ask again and again without a pause.
    Unknown(ErrorCode),
    /// It cannot be read here. That is told at once.
    Refused(ErrorCode),
}

impl Target {
    fn named(view: &View, name: &str, partition: PartitionId) -> Self {
        match view.topic_by_name(name) {
            Some(topic) => Self::of(topic, partition),
            None => Self::Unknown(ErrorCode::UnknownTopicOrPartition),
        }
    }

    fn of(topic: &TopicRuntime, partition: PartitionId) -> Self {
        match topic.partition(partition) {
            Ok(handle) => Self::Here(handle.clone()),
            Err(code) if code == ErrorCode::UnknownTopicOrPartition => Self::Unknown(code),
            Err(code) => Self::Refused(code),
        }
    }
}

/// The partitions that a request names itself.
pub(super) fn named(view: &View, naming: TopicNaming, topics: &[FetchTopic]) -> Vec<Wanted> {
    topics.iter().flat_map(|topic| of_topic(view, naming, topic)).collect()
}

fn of_topic(view: &View, naming: TopicNaming, topic: &FetchTopic) -> impl Iterator<Item = Wanted> {
    let (key, found, missing) = match naming {
        TopicNaming::ByName => (
            SessionTopic::Name(topic.topic.clone()),
            view.topic_by_name(&topic.topic),
            ErrorCode::UnknownTopicOrPartition,
        ),
        TopicNaming::ById => (
            SessionTopic::Id(topic.topic_id),
            view.topic_by_id(topic.topic_id),
            ErrorCode::UnknownTopicId,
        ),
    };
    topic.partitions.iter().map(move |partition| {
        let number = PartitionId(partition.partition);
        let target = match found {
            Some(topic) => Target::of(topic, number),
            None => Target::Unknown(missing),
        };
        let (topic, from) = (key.clone(), from(partition));
        let told_high_watermark = Offset::NONE;
        let tickets = Vec::new();
        Wanted { topic, partition: number, target, from, tickets, told_high_watermark, place: None }
    })
}

/// The partitions that a session remembers.
pub(super) fn remembered<'a>(
    view: &View,
    partitions: impl Iterator<Item = (Place, &'a mut SessionPartition)>,
) -> Vec<Wanted> {
    partitions.map(|(place, partition)| of_session(view, place, partition)).collect()
}

fn of_session(view: &View, place: Place, remembered: &mut SessionPartition) -> Wanted {
    let number = remembered.partition;
    let target = match &remembered.topic {
        SessionTopic::Name(name) => Target::named(view, name, number),
        SessionTopic::Id(id) => match (view.topic_by_id(*id), &remembered.resolved_name) {
            (Some(topic), _) => {
                remembered.resolved_name.get_or_insert_with(|| topic.name().clone());
                Target::of(topic, number)
            }
            (None, Some(name)) => made_again(view, name, number),
            (None, None) => Target::Unknown(ErrorCode::UnknownTopicId),
        },
    };
    Wanted {
        topic: remembered.topic.clone(),
        partition: number,
        target,
        from: remembered.from,
        tickets: Vec::new(),
        told_high_watermark: remembered.told_high_watermark(),
        place: Some(place),
    }
}

/// A partition of a deleted topic: another topic may have its name now.
fn made_again(view: &View, name: &TopicName, partition: PartitionId) -> Target {
    match Target::named(view, name.as_str(), partition) {
        Target::Here(_) => Target::Refused(ErrorCode::InconsistentTopicId),
        elsewhere @ (Target::Unknown(_) | Target::Refused(_)) => elsewhere,
    }
}

/// What a request wants of partitions, as a session remembers it.
pub(super) fn changes(
    naming: TopicNaming,
    topics: &[FetchTopic],
) -> impl Iterator<Item = (SessionTopic, PartitionId, FetchFrom)> {
    topics.iter().flat_map(move |topic| {
        let key = copied(naming, &topic.topic, SessionTopic::Id(topic.topic_id));
        let of_partition = move |partition: &FetchPartition| {
            (key.clone(), PartitionId(partition.partition), from(partition))
        };
        topic.partitions.iter().map(of_partition)
    })
}

/// The partitions that a request wants no more.
pub(super) fn forgotten(
    naming: TopicNaming,
    topics: &[ForgottenTopic],
) -> impl Iterator<Item = (SessionTopic, PartitionId)> {
    topics.iter().flat_map(move |topic| {
        let key = copied(naming, &topic.topic, SessionTopic::Id(topic.topic_id));
        topic.partitions.iter().map(move |partition| (key.clone(), PartitionId(*partition)))
    })
}

/// A session outlives the request, whose names are slices of its frame.
fn copied(naming: TopicNaming, name: &ByteString, id: SessionTopic) -> SessionTopic {
    match naming {
        TopicNaming::ByName => SessionTopic::Name(ByteString::from(&**name)),
        TopicNaming::ById => id,
    }
}

fn from(partition: &FetchPartition) -> FetchFrom {
    FetchFrom {
        log_start_offset: Offset(partition.log_start_offset),
        offset: Offset(partition.fetch_offset),
        bytes_max: usize::try_from(partition.partition_max_bytes).unwrap_or(0),
        current_leader_epoch: LeaderEpoch(partition.current_leader_epoch),
        last_fetched_epoch: LeaderEpoch(partition.last_fetched_epoch),
    }
}
