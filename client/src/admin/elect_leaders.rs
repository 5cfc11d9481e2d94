//! ElectLeaders: partitions get another leader (KIP-183, KIP-460).

use ottla_core::protocol::messages::{
    ElectLeadersRequest, ElectLeadersResponse, elect_leaders_request::TopicPartitions,
};

use super::{
    Admin, PerItem,
    call::{judged, timeout_ms},
    leaders::{named, numbers_by_topic},
    settle::Answers,
};
use crate::{Result, TopicPartition, driver::cluster::Target};

const OPERATION: &str = "elect leaders";

/// Who may become the leader by [`Admin::elect_leaders`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ElectionType {
    /// The preferred replica: the first that the partition was placed on.
    #[default]
    Preferred,
    /// One that is not in sync, if none is: what it does not have is lost.
    Unclean,
}

impl ElectionType {
    fn code(self) -> i8 {
        match self {
            Self::Preferred => 0,
            Self::Unclean => 1,
        }
    }
}

impl Admin {
    /// Elects leaders of partitions anew.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?;
    /// use ottla::{ErrorCode, TopicPartition, admin::ElectionType};
    ///
    /// let partitions = [TopicPartition::new("orders", 0)];
    /// let elected = client.admin().elect_leaders(ElectionType::Preferred, partitions);
    /// for (partition, outcome) in elected.each().await {
    ///     match outcome {
    ///         Err(error) if error.code() == Some(ErrorCode::ElectionNotNeeded) => {}
    ///         outcome => println!("{partition}: {outcome:?}"),
    ///     }
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// The codes ElectionNotNeeded where the leader is the preferred one, or there is one;
    /// PreferredLeaderNotAvailable and EligibleLeadersNotAvailable; `UnknownTopic`; `NotAuthorized`. `TimedOut`
    /// after `api_timeout`.
    pub fn elect_leaders(
        &self,
        election: ElectionType,
        partitions: impl IntoIterator<Item = TopicPartition>,
    ) -> PerItem<TopicPartition, ()> {
        let partitions = partitions.into_iter().map(|partition| (partition, ()));
        let items = self.items(OPERATION, partitions, named);
        items.settle(move |cluster, pending, _| async move {
            let topic = |(topic, partitions)| TopicPartitions { topic, partitions };
            let topics = numbers_by_topic(pending.keys()).into_iter().map(topic);
            let request = ElectLeadersRequest {
                election_type: election.code(),
                topic_partitions: Some(topics.collect()),
                timeout_ms: timeout_ms(&cluster),
            };
            answers(cluster.request(Target::Controller, &request).await?)
        })
    }

    /// Elects leaders anew of all partitions that need it, and gives those with what came of them.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// use ottla::admin::ElectionType;
    ///
    /// for (partition, outcome) in client.admin().elect_all_leaders(ElectionType::Preferred).await? {
    ///     println!("{partition}: {outcome:?}");
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `NotAuthorized`; `TimedOut` after `api_timeout`.
    pub async fn elect_all_leaders(
        &self,
        election: ElectionType,
    ) -> Result<Vec<(TopicPartition, Result<()>)>> {
        let request = ElectLeadersRequest {
            election_type: election.code(),
            topic_partitions: None,
            timeout_ms: timeout_ms(&self.cluster),
        };
        let answers = self.retried(OPERATION, || async {
            answers(self.cluster.request(Target::Controller, &request).await?)
        });
        let answers = answers.await?.into_iter();
        let outcome = |(partition, outcome): (TopicPartition, Result<()>)| {
            let outcome = outcome.map_err(|error| named(error, &partition));
            (partition, outcome)
        };
        Ok(answers.map(outcome).collect())
    }
}

fn answers(response: ElectLeadersResponse) -> Result<Answers<TopicPartition, ()>> {
    judged(OPERATION, response.error_code, None)?;
    let mut answers = Answers::new();
    for topic in response.replica_election_results {
        for one in topic.partition_result {
            let partition = TopicPartition::new(topic.topic.clone(), one.partition_id);
            let outcome = judged(OPERATION, one.error_code, one.error_message.as_deref());
            answers.insert(partition, outcome);
        }
    }
    Ok(answers)
}
