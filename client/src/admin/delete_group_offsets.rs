//! Deletes what a group has committed of some partitions.

use bytestring::ByteString;
use ottla_core::protocol::messages::{
    OffsetDeleteRequest, OffsetDeleteResponse,
    offset_delete_request::{OffsetDeleteRequestPartition, OffsetDeleteRequestTopic},
};

use super::{
    Admin, PerItem,
    call::judged,
    coordinators::{connected, partition_of_group},
    leaders::numbers_by_topic,
    settle::Answers,
};
use crate::{Result, TopicPartition, driver::coordinator::Of};

const OPERATION: &str = "delete offsets of a group";

impl Admin {
    /// Forgets what a group has committed of partitions. What it has not committed is no error.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?;
    /// # let offsets = [(ottla::TopicPartition::new("orders", 0), 0)];
    /// # client.admin().alter_group_offsets("billing", offsets).await?;
    /// use ottla::TopicPartition;
    ///
    /// let moved = [TopicPartition::new("orders", 0)];
    /// client.admin().delete_group_offsets("billing", moved).await?;
    /// assert!(client.admin().list_group_offsets("billing").await?.is_empty());
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// The code GroupSubscribedToTopic where members of the group read the topic, GroupIdNotFound for a
    /// group that does not exist.
    pub fn delete_group_offsets(
        &self,
        group_id: &str,
        partitions: impl IntoIterator<Item = TopicPartition>,
    ) -> PerItem<TopicPartition, ()> {
        let group_id = ByteString::from(group_id);
        let partitions = partitions.into_iter().map(|partition| (partition, ()));
        let items = self.items(OPERATION, partitions, partition_of_group(group_id.clone()));
        items.settle(move |cluster, pending, _| {
            let group_id = group_id.clone();
            async move {
                let connection = connected(&cluster, Of::Group, &group_id).await?;
                let number = |partition_index| OffsetDeleteRequestPartition { partition_index };
                let topic = |(name, partitions): (_, Vec<i32>)| {
                    let partitions = partitions.into_iter().map(number).collect();
                    OffsetDeleteRequestTopic { name, partitions }
                };
                let topics = numbers_by_topic(pending.keys()).into_iter().map(topic).collect();
                let request = OffsetDeleteRequest { group_id, topics };
                answers(connection.request(&request).await?)
            }
        })
    }
}

fn answers(response: OffsetDeleteResponse) -> Result<Answers<TopicPartition, ()>> {
    judged(OPERATION, response.error_code, None)?;
    let mut answers = Answers::new();
    for topic in response.topics {
        for one in topic.partitions {
            let partition = TopicPartition::new(topic.name.clone(), one.partition_index);
            answers.insert(partition, judged(OPERATION, one.error_code, None));
        }
    }
    Ok(answers)
}
