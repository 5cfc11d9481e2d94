//! CreatePartitions: a topic gets more partitions. It never gets fewer.

use bytestring::ByteString;
use futures::future::join_all;
use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        CreatePartitionsRequest, CreatePartitionsResponse,
        create_partitions_request::{CreatePartitionsAssignment, CreatePartitionsTopic},
    },
};
use tokio::time::Instant;

use super::{
    Admin, PerItem, UpdateMode,
    call::{judged, timeout_ms},
    settle::{Answers, Earlier},
};
use crate::driver::cluster::Target;

const OPERATION: &str = "create partitions";

/// A topic that gets more partitions.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # fixture.topic("orders").await?;
/// # let admin = fixture.client().admin();
/// use ottla::admin::MorePartitions;
///
/// admin.create_partitions([MorePartitions::of("orders", 6)]).await?;
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MorePartitions {
    topic: ByteString,
    count: i32,
    assignments: Option<Vec<Vec<i32>>>,
}

impl MorePartitions {
    /// The topic has `count` partitions afterwards, all together; the controller places them.
    #[must_use]
    pub fn of(topic: impl Into<String>, count: i32) -> Self {
        Self { topic: topic.into().into(), count, assignments: None }
    }

    /// Brokers of each new partition, the leader first.
    #[must_use]
    pub fn on(mut self, assignments: Vec<Vec<i32>>) -> Self {
        self.assignments = Some(assignments);
        self
    }
}

impl Admin {
    /// Gives topics more partitions ([`MorePartitions`]), and returns when every partition of them has a leader that
    /// serves it. Records with a key go to other partitions than before.
    ///
    /// # Errors
    /// `UnknownTopic`, `InvalidInput` for a count that is no increase or an assignment that cannot be,
    /// and what else the controller says of a topic. `TimedOut` after `api_timeout`.
    pub fn create_partitions(
        &self,
        topics: impl IntoIterator<Item = MorePartitions>,
    ) -> PerItem<ByteString, ()> {
        self.create_partitions_with(topics, UpdateMode::Apply)
    }

    /// Gives topics more partitions, or has it only judged whether they could get them ([`UpdateMode`]).
    ///
    /// # Errors
    /// As [`Admin::create_partitions`].
    pub fn create_partitions_with(
        &self,
        topics: impl IntoIterator<Item = MorePartitions>,
        mode: UpdateMode,
    ) -> PerItem<ByteString, ()> {
        let topics: Vec<MorePartitions> = topics.into_iter().collect();
        let counts: Vec<(ByteString, i32)> =
            topics.iter().map(|topic| (topic.topic.clone(), topic.count)).collect();
        let topics = topics.into_iter().map(|topic| (topic.topic.clone(), topic));
        let items = self.items(OPERATION, topics, |error, name| error.with("topic", name));
        let admin = self.clone();
        PerItem::new(async move {
            let began = Instant::now();
            let outcomes = items.settled(|cluster, pending, earlier| async move {
                let request = CreatePartitionsRequest {
                    topics: pending.values().map(requested).collect(),
                    timeout_ms: timeout_ms(&cluster),
                    validate_only: mode.is_validation(),
                };
                let response = cluster.request(Target::Controller, &request).await?;
                Ok(answers(
                    response,
                    if mode.is_validation() { Earlier::Answered } else { earlier },
                ))
            });
            let outcomes = outcomes.await;
            if mode.is_validation() {
                return outcomes;
            }
            let admin = admin.since(began);
            let served = outcomes.into_iter().map(|(name, outcome)| async {
                let count = counts.iter().find(|(topic, _)| *topic == name);
                let served = match outcome {
                    Ok(()) => {
                        let least = count.map_or(0, |(_, count)| *count);
                        admin.wait_until_served(OPERATION, &name, least).await
                    }
                    Err(error) => Err(error),
                };
                (name, served)
            });
            join_all(served).await
        })
    }
}

/// An attempt after a lost answer finds the partitions that the lost one made.
fn answers(response: CreatePartitionsResponse, earlier: Earlier) -> Answers<ByteString, ()> {
    let answers = response.results.into_iter().map(|result| {
        let code = ErrorCode::from_code(result.error_code);
        let outcome = match earlier == Earlier::Lost && code == ErrorCode::InvalidPartitions {
            true => Ok(()),
            false => judged(OPERATION, result.error_code, result.error_message.as_deref()),
        };
        (result.name, outcome)
    });
    answers.collect()
}

fn requested(topic: &MorePartitions) -> CreatePartitionsTopic {
    let assignment = |ids: &Vec<i32>| CreatePartitionsAssignment { broker_ids: ids.clone() };
    CreatePartitionsTopic {
        name: topic.topic.clone(),
        count: topic.count,
        assignments: topic.assignments.as_ref().map(|all| all.iter().map(assignment).collect()),
    }
}
