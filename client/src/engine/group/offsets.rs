//! Requests that commit and read offsets of a group, and what their answers say. From version 10 on
//! topics are named by their ids, before that by name; OffsetFetch up to 7 knows one group only.

use std::collections::BTreeMap;

use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, Uuid},
    protocol::messages::{
        OffsetCommitRequest, OffsetCommitResponse, OffsetFetchRequest, OffsetFetchResponse,
        offset_commit_request::{OffsetCommitRequestPartition, OffsetCommitRequestTopic},
        offset_fetch_request::{
            OffsetFetchRequestGroup, OffsetFetchRequestTopic, OffsetFetchRequestTopics,
        },
    },
};

use super::membership::Identity;
use crate::{
    Error, ErrorKind, Result,
    engine::{
        metadata::ClusterImage,
        positions::{FetchPosition, Key},
        sound::is_an_offset,
    },
};

/// The newest versions that name topics by name.
pub(crate) const NAMES_UNTIL: i16 = 9;
/// The oldest OffsetFetch that names groups.
const GROUPS_SINCE: i16 = 8;

const NOBODY: i32 = -1;

/// An offset to commit, or one that was committed.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// # fixture.topic("orders").await?;
/// use ottla::{CommittedOffset, TopicPartition};
///
/// let orders = TopicPartition::new("orders", 0);
/// let committed =
///     CommittedOffset { offset: 0, metadata: "moved by hand".into(), ..Default::default() };
/// client.admin().alter_group_offsets("billing", [(orders.clone(), committed)]).await?;
/// let offsets = client.admin().list_group_offsets("billing").await?;
/// assert_eq!(offsets[&orders].metadata, "moved by hand");
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommittedOffset {
    /// The next offset to read: one more than that of the last record that is done.
    pub offset: i64,
    /// Epoch of the leader that wrote the record before, if it is known: it shows whether the log was
    /// truncated since.
    pub leader_epoch: Option<i32>,
    /// Text that is kept with the offset. At most 4096 bytes (`offset.metadata.max.bytes`).
    pub metadata: String,
}

impl From<FetchPosition> for CommittedOffset {
    fn from(position: FetchPosition) -> Self {
        Self { leader_epoch: position.epoch, ..Self::from(position.offset) }
    }
}

impl CommittedOffset {
    /// Where a consumer goes on that knows no more than this.
    pub(crate) fn position(&self) -> FetchPosition {
        FetchPosition { offset: self.offset, epoch: self.leader_epoch }
    }
}

impl From<i64> for CommittedOffset {
    fn from(offset: i64) -> Self {
        Self { offset, leader_epoch: None, metadata: String::new() }
    }
}

/// # Errors
/// `InvalidInput` for an offset below 0: brokers keep it, and nobody can begin there.
pub(crate) fn check(
    operation: &'static str,
    offsets: &BTreeMap<Key, CommittedOffset>,
) -> Result<(), Error> {
    offsets.iter().try_for_each(|((topic, partition), committed)| {
        is_an_offset(operation, committed.offset)
            .map_err(|error| error.with("topic", topic).with("partition", partition))
    })
}

/// The newest version that can name these topics.
pub(crate) fn version_max<'a>(
    image: &ClusterImage,
    mut topics: impl Iterator<Item = &'a ByteString>,
) -> i16 {
    let known = |name: &ByteString| image.topics.get(name).is_some_and(|topic| !topic.id.is_zero());
    if topics.all(known) { i16::MAX } else { NAMES_UNTIL }
}

fn id_of(image: &ClusterImage, name: &ByteString) -> Uuid {
    image.topics.get(name).map_or(Uuid::ZERO, |topic| topic.id)
}

/// OffsetCommit as a member, or without one as somebody who administers a group that has none.
pub(crate) fn commit_request(
    group_id: &ByteString,
    identity: Option<&Identity>,
    offsets: &BTreeMap<Key, CommittedOffset>,
    image: &ClusterImage,
) -> OffsetCommitRequest {
    let mut topics: BTreeMap<&ByteString, Vec<OffsetCommitRequestPartition>> = BTreeMap::new();
    for ((name, partition_index), committed) in offsets {
        topics.entry(name).or_default().push(OffsetCommitRequestPartition {
            partition_index: *partition_index,
            committed_offset: committed.offset,
            committed_leader_epoch: committed.leader_epoch.unwrap_or(-1),
            committed_metadata: Some(committed.metadata.as_str().into()),
        });
    }
    let topics = topics.into_iter().map(|(name, partitions)| OffsetCommitRequestTopic {
        name: name.clone(),
        topic_id: id_of(image, name),
        partitions,
    });
    OffsetCommitRequest {
        group_id: group_id.clone(),
        generation_id_or_member_epoch: identity.map_or(NOBODY, |identity| identity.generation),
        member_id: identity.map_or_else(ByteString::new, |identity| identity.member_id.clone()),
        group_instance_id: identity.and_then(|identity| identity.group_instance_id.clone()),
        topics: topics.collect(),
        ..Default::default()
    }
}

/// The code of each partition of a commit.
pub(crate) fn commit_outcomes(
    response: &OffsetCommitResponse,
    request: &OffsetCommitRequest,
) -> Vec<(Key, ErrorCode)> {
    let mut outcomes = Vec::new();
    for topic in &response.topics {
        let name = match topic.topic_id.is_zero() {
            true => Some(&topic.name),
            false => {
                let asked = |asked: &&OffsetCommitRequestTopic| asked.topic_id == topic.topic_id;
                request.topics.iter().find(asked).map(|topic| &topic.name)
            }
        };
        let Some(name) = name else { continue };
        for partition in &topic.partitions {
            let key = (name.clone(), partition.partition_index);
            outcomes.push((key, ErrorCode::from_code(partition.error_code)));
        }
    }
    outcomes
}

/// What a committed offset is asked for with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stability {
    /// The last one, whatever transactions do.
    Any,
    /// One that no open transaction is about to change.
    Stable,
}

/// OffsetFetch of these partitions; of all that the group has, if there are none.
pub(crate) fn fetch_request(
    group_id: &ByteString,
    identity: Option<&Identity>,
    keys: Option<&[Key]>,
    image: &ClusterImage,
    stability: Stability,
    version: i16,
) -> OffsetFetchRequest {
    let by_topic = keys.map(|keys| {
        let mut topics: BTreeMap<&ByteString, Vec<i32>> = BTreeMap::new();
        for (name, partition) in keys {
            topics.entry(name).or_default().push(*partition);
        }
        topics
    });
    let stable = stability == Stability::Stable && version >= 7;
    if version < GROUPS_SINCE {
        let topic = |(name, partition_indexes): (&ByteString, Vec<i32>)| OffsetFetchRequestTopic {
            name: name.clone(),
            partition_indexes,
        };
        return OffsetFetchRequest {
            group_id: group_id.clone(),
            topics: by_topic.map(|topics| topics.into_iter().map(topic).collect()),
            require_stable: stable,
            ..Default::default()
        };
    }
    let topic = |(name, partition_indexes): (&ByteString, Vec<i32>)| OffsetFetchRequestTopics {
        name: name.clone(),
        topic_id: id_of(image, name),
        partition_indexes,
    };
    let group = OffsetFetchRequestGroup {
        group_id: group_id.clone(),
        member_id: identity.map(|identity| identity.member_id.clone()),
        member_epoch: identity.map_or(NOBODY, |identity| identity.generation),
        topics: by_topic.map(|topics| topics.into_iter().map(topic).collect()),
    };
    OffsetFetchRequest { groups: vec![group], require_stable: stable, ..Default::default() }
}

/// The offsets in an answer; `None` where none was committed.
///
/// # Errors
/// What the coordinator said of the group, or of a partition.
pub(crate) fn fetched(
    response: OffsetFetchResponse,
    image: &ClusterImage,
) -> Result<BTreeMap<Key, Option<CommittedOffset>>> {
    const OPERATION: &str = "read committed offsets";
    let mut fetched = BTreeMap::new();
    let mut take = |key: Key, code: i16, offset: i64, epoch: i32, text: Option<ByteString>| {
        super::step::checked(OPERATION, code, None)
            .map_err(|error| error.with("topic", &key.0).with("partition", key.1))?;
        let committed = (offset >= 0).then(|| CommittedOffset {
            offset,
            leader_epoch: (epoch >= 0).then_some(epoch),
            metadata: text.map(|text| text.to_string()).unwrap_or_default(),
        });
        fetched.insert(key, committed);
        Result::Ok(())
    };
    super::step::checked(OPERATION, response.error_code, None)?;
    for topic in response.topics {
        for found in topic.partitions {
            let key = (topic.name.clone(), found.partition_index);
            let (offset, epoch) = (found.committed_offset, found.committed_leader_epoch);
            take(key, found.error_code, offset, epoch, found.metadata)?;
        }
    }
    for group in response.groups {
        super::step::checked(OPERATION, group.error_code, None)?;
        for topic in group.topics {
            let name = match topic.topic_id.is_zero() {
                true => topic.name,
                false => image.name_of(topic.topic_id).cloned().ok_or_else(|| {
                    let message = "the answer names a topic that was not asked for";
                    Error::new(ErrorKind::Corrupt, OPERATION, message)
                })?,
            };
            for found in topic.partitions {
                let key = (name.clone(), found.partition_index);
                let (offset, epoch) = (found.committed_offset, found.committed_leader_epoch);
                take(key, found.error_code, offset, epoch, found.metadata)?;
            }
        }
    }
    Ok(fetched)
}
