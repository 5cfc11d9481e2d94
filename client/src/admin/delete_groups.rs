//! Deletes groups with their offsets.

use bytestring::ByteString;
use ottla_core::protocol::messages::{DeleteGroupsRequest, DeleteGroupsResponse};

use super::{Admin, PerItem, call::judged, settle::Answers};
use crate::driver::coordinator::Of;

const OPERATION: &str = "delete groups";

impl Admin {
    /// Deletes groups of any kind and what they have committed, for good.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?;
    /// # let offsets = [(ottla::TopicPartition::new("orders", 0), 0)];
    /// # client.admin().alter_group_offsets("billing", offsets).await?;
    /// for (group, outcome) in client.admin().delete_groups(["billing", "reports"]).each().await {
    ///     match outcome {
    ///         Ok(()) => println!("{group} is deleted"),
    ///         Err(error) => println!("{group}: {error}"),
    ///     }
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// The code NonEmptyGroup for a group that has members, GroupIdNotFound for one that does not exist, also where
    /// the answer to an earlier attempt was lost.
    pub fn delete_groups<S: AsRef<str>>(
        &self,
        groups: impl IntoIterator<Item = S>,
    ) -> PerItem<ByteString, ()> {
        let groups = groups.into_iter().map(|group| (ByteString::from(group.as_ref()), ()));
        let items = self.coordinated(OPERATION, Of::Group, groups);
        items.ask_coordinators_once(Of::Group, |connection, groups| async move {
            let request = DeleteGroupsRequest { groups_names: groups.into_keys().collect() };
            Ok(answers(connection.request(&request).await?))
        })
    }
}

fn answers(response: DeleteGroupsResponse) -> Answers<ByteString, ()> {
    let answers = response
        .results
        .into_iter()
        .map(|result| (result.group_id, judged(OPERATION, result.error_code, None)));
    answers.collect()
}
