//! Sets what a group has committed.

use std::collections::BTreeMap;

use bytestring::ByteString;
use ottla_core::{model::ErrorCode, protocol::messages::OffsetCommitRequest};

use super::{
    Admin, PerItem,
    call::judged,
    coordinators::{connected, partition_of_group},
    settle::Answers,
};
use crate::{
    CommittedOffset, Error, ErrorKind, Result, TopicPartition,
    driver::{cluster::Cluster, coordinator::Of},
    engine::{group::offsets, positions::Key, sound::is_an_offset},
};

const OPERATION: &str = "alter offsets of a group";

impl Admin {
    /// Sets where a group without members goes on; makes the group if there is none.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # fixture.topic("orders").await?;
    /// # let client = fixture.client().clone();
    /// use ottla::TopicPartition;
    ///
    /// let again = [(TopicPartition::new("orders", 0), 0)];
    /// client.admin().alter_group_offsets("billing", again).await?;
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `Rebalanced` if the group has members: they have to leave first. `UnknownTopic` for a partition that does not
    /// exist, at once unless the client has found it elsewhere; `InvalidInput` for a negative offset.
    pub fn alter_group_offsets<O: Into<CommittedOffset>>(
        &self,
        group_id: &str,
        offsets: impl IntoIterator<Item = (TopicPartition, O)>,
    ) -> PerItem<TopicPartition, ()> {
        let group_id = ByteString::from(group_id);
        let offsets = offsets.into_iter().map(|(partition, offset)| (partition, offset.into()));
        let items = self.items(OPERATION, offsets, partition_of_group(group_id.clone()));
        let items = items
            .judged(|_, committed: &CommittedOffset| is_an_offset(OPERATION, committed.offset));
        items.settle(move |cluster, pending, _| {
            let group_id = group_id.clone();
            async move { alter(&cluster, &group_id, pending).await }
        })
    }
}

async fn alter(
    cluster: &Cluster,
    group_id: &ByteString,
    offsets: BTreeMap<TopicPartition, CommittedOffset>,
) -> Result<Answers<TopicPartition, ()>> {
    let offsets: BTreeMap<Key, CommittedOffset> =
        offsets.into_iter().map(|(partition, offset)| (partition.key(), offset)).collect();
    let image = cluster.image();
    let connection = connected(cluster, Of::Group, group_id).await?;
    let max = offsets::version_max(&image, offsets.keys().map(|(topic, _)| topic));
    let version = connection.versions().newest_up_to::<OffsetCommitRequest>(max)?;
    let request = offsets::commit_request(group_id, None, &offsets, &image);
    let pending = connection.submit(&request, version)?;
    let response = pending.answer(cluster.options.request_timeout).await?;
    let outcomes = offsets::commit_outcomes(&response, &request);
    let answer = |(key, code): (Key, ErrorCode)| {
        let outcome = match image.leader(&key.0, key.1) {
            Some(_) => outcome(code).map_err(not_heard_of),
            None => outcome(code),
        };
        (key.into(), outcome)
    };
    Ok(outcomes.into_iter().map(answer).collect())
}

/// The coordinator may hear of a partition that was just made later than others do.
fn not_heard_of(error: Error) -> Error {
    match error.kind() == ErrorKind::UnknownTopic {
        true => error.passing(),
        false => error,
    }
}

fn outcome(code: ErrorCode) -> Result<()> {
    match code {
        ErrorCode::None => Ok(()),
        ErrorCode::UnknownTopicOrPartition | ErrorCode::UnknownTopicId => {
            let message = "the topic does not have this partition, or does not exist";
            Err(Error::new(ErrorKind::UnknownTopic, OPERATION, message).of_code(code))
        }
        // Nobody is named as who commits, which only an empty group lets pass.
        ErrorCode::UnknownMemberId => {
            let said = "the group has members: they have to leave before its offsets can be set";
            Err(Error::from_code(OPERATION, code, Some(said)).fatal())
        }
        code => judged(OPERATION, code.code(), None),
    }
}
