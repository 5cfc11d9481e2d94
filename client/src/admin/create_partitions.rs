//! CreatePartitions: a topic gets more partitions. It never gets fewer.

use std::sync::atomic::{AtomicU32, Ordering};

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        CreatePartitionsRequest,
        create_partitions_request::{CreatePartitionsAssignment, CreatePartitionsTopic},
    },
};

use super::{
    Admin,
    call::{checked, retried},
};
use crate::{Error, Result, driver::cluster::Target};

const OPERATION: &str = "create partitions";

/// A topic that gets more partitions.
///
/// ```no_run
/// # async fn example(admin: ottla::admin::Admin) -> ottla::Result<()> {
/// use ottla::admin::MorePartitions;
///
/// admin.create_partitions([MorePartitions::of("orders", 6)]).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct MorePartitions {
    topic: String,
    count: i32,
    assignments: Option<Vec<Vec<i32>>>,
}

impl MorePartitions {
    /// The topic has `count` partitions afterwards, all together; the controller places them.
    #[must_use]
    pub fn of(topic: impl Into<String>, count: i32) -> Self {
        Self { topic: topic.into(), count, assignments: None }
    }

    /// Brokers of each new partition, the leader first.
    #[must_use]
    pub fn on(mut self, assignments: Vec<Vec<i32>>) -> Self {
        self.assignments = Some(assignments);
        self
    }
}

impl Admin {
    /// Gives topics more partitions, and returns when every partition of them has a leader that
    /// serves it. Records with a key go to other partitions than before.
    ///
    /// # Errors
    /// `UnknownTopic`, `InvalidInput` for a count that is no increase or an assignment that cannot be,
    /// what else the controller says of the first topic that it refuses; the others may have grown.
    /// `TimedOut` after `api_timeout`.
    pub async fn create_partitions(
        &self,
        topics: impl IntoIterator<Item = MorePartitions>,
    ) -> Result<()> {
        let topics: Vec<MorePartitions> = topics.into_iter().collect();
        let timeout = self.cluster.options.request_timeout.as_millis();
        let request = CreatePartitionsRequest {
            topics: topics.iter().map(requested).collect(),
            timeout_ms: i32::try_from(timeout).unwrap_or(i32::MAX),
            validate_only: false,
        };
        let attempts = AtomicU32::new(0);
        retried(&self.cluster, OPERATION, || async {
            let attempt = 1 + attempts.fetch_add(1, Ordering::Relaxed);
            let response = self.cluster.request(Target::Controller, &request).await?;
            for result in &response.results {
                // An attempt after a lost answer finds the partitions that the lost one made.
                let code = ErrorCode::from_code(result.error_code);
                if attempt > 1 && code == ErrorCode::InvalidPartitions {
                    continue;
                }
                checked(OPERATION, result.error_code, result.error_message.as_deref())
                    .map_err(|error: Error| error.with("topic", &result.name))?;
            }
            Ok(())
        })
        .await?;
        for topic in &topics {
            self.wait_until_served(&topic.topic, topic.count).await?;
        }
        Ok(())
    }
}

fn requested(topic: &MorePartitions) -> CreatePartitionsTopic {
    let assignment = |ids: &Vec<i32>| CreatePartitionsAssignment { broker_ids: ids.clone() };
    CreatePartitionsTopic {
        name: topic.topic.as_str().into(),
        count: topic.count,
        assignments: topic.assignments.as_ref().map(|all| all.iter().map(assignment).collect()),
    }
}
