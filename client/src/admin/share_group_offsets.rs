//! Where share groups begin in partitions (KIP-932).

use std::collections::BTreeMap;

use bytestring::ByteString;
use ottla_core::protocol::messages::{
    AlterShareGroupOffsetsRequest, AlterShareGroupOffsetsResponse, DeleteShareGroupOffsetsRequest,
    DeleteShareGroupOffsetsResponse, DescribeShareGroupOffsetsRequest,
    alter_share_group_offsets_request::{
        AlterShareGroupOffsetsRequestPartition, AlterShareGroupOffsetsRequestTopic,
    },
    delete_share_group_offsets_request::DeleteShareGroupOffsetsRequestTopic,
    describe_share_group_offsets_request::{
        DescribeShareGroupOffsetsRequestGroup, DescribeShareGroupOffsetsRequestTopic,
    },
    describe_share_group_offsets_response::DescribeShareGroupOffsetsResponseGroup,
};

use super::{
    Admin, PerItem,
    call::judged,
    coordinators::{connected, partition_of_group},
    leaders::{by_topic, named, numbers_by_topic},
    settle::{Answers, left_out},
};
use crate::{Result, TopicPartition, driver::coordinator::Of, engine::sound::is_an_offset};

const LIST: &str = "list offsets of share groups";
const ALTER: &str = "alter offsets of a share group";
const DELETE: &str = "delete offsets of a share group";

/// Where a share group begins in a partition, as [`Admin::list_share_group_offsets`] tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareGroupOffset {
    /// The first offset that may still be shared out.
    pub start_offset: i64,
    /// Epoch of the leader that knows it, where it is told.
    pub leader_epoch: Option<i32>,
    /// How many records are not done (KIP-1226), where brokers tell.
    pub lag: Option<i64>,
}

impl Admin {
    /// Where share groups begin: in the partitions named, or with `None` in all that they have shared out. A
    /// partition that a group has not begun with is left out, and so is all of a group that does not exist.
    ///
    /// ```no_run
    /// # async fn example(client: ottla::Client) -> ottla::Result<()> {
    /// let offsets = client.admin().list_share_group_offsets([("jobs", None)]).one().await?;
    /// for (partition, offset) in offsets {
    ///     println!("{partition}: {}", offset.start_offset);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The code GroupIdNotFound for a group of another kind; what the coordinator says of the first partition that it
    /// cannot tell of. Apache Kafka 4.3.1 may take half a minute for a partition that does not exist. `Unsupported`
    /// where brokers have no share groups.
    pub fn list_share_group_offsets<S: AsRef<str>>(
        &self,
        groups: impl IntoIterator<Item = (S, Option<Vec<TopicPartition>>)>,
    ) -> PerItem<ByteString, BTreeMap<TopicPartition, ShareGroupOffset>> {
        let groups = groups
            .into_iter()
            .map(|(group, partitions)| (ByteString::from(group.as_ref()), partitions));
        let items = self.coordinated(LIST, Of::Group, groups);
        items.ask_coordinators(Of::Group, |_, connection, group_id, partitions| async move {
            let topic = |(topic_name, partitions)| DescribeShareGroupOffsetsRequestTopic {
                topic_name,
                partitions,
            };
            let topics = partitions.map(|partitions: Vec<TopicPartition>| {
                numbers_by_topic(&partitions).into_iter().map(topic).collect()
            });
            let group =
                DescribeShareGroupOffsetsRequestGroup { group_id: group_id.clone(), topics };
            let request = DescribeShareGroupOffsetsRequest { groups: vec![group] };
            let mut groups = connection.request(&request).await?.groups.into_iter();
            let group = groups.find(|group| group.group_id == group_id);
            offsets(group.ok_or_else(|| left_out(LIST))?)
        })
    }

    /// Sets where a share group without members begins; makes the group if there is none.
    ///
    /// ```no_run
    /// # async fn example(client: ottla::Client) -> ottla::Result<()> {
    /// use ottla::TopicPartition;
    ///
    /// let again = [(TopicPartition::new("orders", 0), 0)];
    /// client.admin().alter_share_group_offsets("jobs", again).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The codes NonEmptyGroup if it has members, GroupIdNotFound for a group of another kind; `UnknownTopic` for a
    /// partition that does not exist; `InvalidInput` for a negative offset. `Unsupported` where brokers have no share groups.
    pub fn alter_share_group_offsets(
        &self,
        group_id: &str,
        offsets: impl IntoIterator<Item = (TopicPartition, i64)>,
    ) -> PerItem<TopicPartition, ()> {
        let group_id = ByteString::from(group_id);
        let items = self.items(ALTER, offsets, partition_of_group(group_id.clone()));
        let items = items.judged(|_, offset| is_an_offset(ALTER, *offset));
        items.settle(move |cluster, pending, _| {
            let group_id = group_id.clone();
            async move {
                let connection = connected(&cluster, Of::Group, &group_id).await?;
                let partition = |(partition_index, start_offset)| {
                    AlterShareGroupOffsetsRequestPartition { partition_index, start_offset }
                };
                let topic = |(topic_name, partitions): (_, Vec<_>)| {
                    let partitions = partitions.into_iter().map(partition).collect();
                    AlterShareGroupOffsetsRequestTopic { topic_name, partitions }
                };
                let topics = by_topic(pending).into_iter().map(topic).collect();
                let request = AlterShareGroupOffsetsRequest { group_id, topics };
                altered(connection.request(&request).await?)
            }
        })
    }

    /// Has a share group without members forget topics: it begins with them anew.
    ///
    /// ```no_run
    /// # async fn example(client: ottla::Client) -> ottla::Result<()> {
    /// client.admin().delete_share_group_offsets("jobs", ["orders"]).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The codes NonEmptyGroup if it has members, GroupIdNotFound; `UnknownTopic` for a topic that it has not
    /// shared out. `Unsupported` where brokers have no share groups.
    pub fn delete_share_group_offsets<S: AsRef<str>>(
        &self,
        group_id: &str,
        topics: impl IntoIterator<Item = S>,
    ) -> PerItem<ByteString, ()> {
        let group_id = ByteString::from(group_id);
        let topics = topics.into_iter().map(|topic| (ByteString::from(topic.as_ref()), ()));
        let group = group_id.clone();
        let items = self.items(DELETE, topics, move |error, topic| {
            error.with("group", &group).with("topic", topic)
        });
        items.settle(move |cluster, pending, _| {
            let group_id = group_id.clone();
            async move {
                let connection = connected(&cluster, Of::Group, &group_id).await?;
                let topic = |topic_name| DeleteShareGroupOffsetsRequestTopic { topic_name };
                let topics = pending.into_keys().map(topic).collect();
                let request = DeleteShareGroupOffsetsRequest { group_id, topics };
                deleted(connection.request(&request).await?)
            }
        })
    }
}

fn offsets(
    group: DescribeShareGroupOffsetsResponseGroup,
) -> Result<BTreeMap<TopicPartition, ShareGroupOffset>> {
    judged(LIST, group.error_code, group.error_message.as_deref())?;
    let mut offsets = BTreeMap::new();
    for topic in group.topics {
        for one in topic.partitions {
            let partition = TopicPartition::new(topic.topic_name.clone(), one.partition_index);
            judged(LIST, one.error_code, one.error_message.as_deref())
                .map_err(|error| named(error, &partition))?;
            if one.start_offset < 0 {
                continue;
            }
            let offset = ShareGroupOffset {
                start_offset: one.start_offset,
                leader_epoch: Some(one.leader_epoch).filter(|epoch| *epoch >= 0),
                lag: Some(one.lag).filter(|lag| *lag >= 0),
            };
            offsets.insert(partition, offset);
        }
    }
    Ok(offsets)
}

fn altered(response: AlterShareGroupOffsetsResponse) -> Result<Answers<TopicPartition, ()>> {
    judged(ALTER, response.error_code, response.error_message.as_deref())?;
    let mut answers = Answers::new();
    for topic in response.responses {
        for one in topic.partitions {
            let partition = TopicPartition::new(topic.topic_name.clone(), one.partition_index);
            let outcome = judged(ALTER, one.error_code, one.error_message.as_deref());
            answers.insert(partition, outcome);
        }
    }
    Ok(answers)
}

fn deleted(response: DeleteShareGroupOffsetsResponse) -> Result<Answers<ByteString, ()>> {
    judged(DELETE, response.error_code, response.error_message.as_deref())?;
    let answers = response.responses.into_iter().map(|topic| {
        let outcome = judged(DELETE, topic.error_code, topic.error_message.as_deref());
        (topic.topic_name, outcome)
    });
    Ok(answers.collect())
}

#[cfg(test)]
mod tests {
    use ottla_core::protocol::messages::describe_share_group_offsets_response::{
        DescribeShareGroupOffsetsResponsePartition, DescribeShareGroupOffsetsResponseTopic,
    };

    use super::*;

    #[test]
    fn a_partition_that_is_not_begun_is_left_out() {
        let partition =
            |partition_index, start_offset, lag| DescribeShareGroupOffsetsResponsePartition {
                partition_index,
                start_offset,
                lag,
                ..Default::default()
            };
        let group = DescribeShareGroupOffsetsResponseGroup {
            topics: vec![DescribeShareGroupOffsetsResponseTopic {
                topic_name: "a".into(),
                partitions: vec![partition(0, 7, 3), partition(1, -1, -1)],
                ..Default::default()
            }],
            ..Default::default()
        };
        let offsets = offsets(group).unwrap();
        assert_eq!(offsets.len(), 1);
        let first = offsets[&TopicPartition::new("a", 0)];
        assert_eq!((first.start_offset, first.lag), (7, Some(3)));
    }
}
