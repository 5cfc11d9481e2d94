//! Deletes groups with their offsets.

use bytestring::ByteString;
use ottla_core::protocol::messages::DeleteGroupsRequest;

use super::{Admin, call::checked, group_coordinator::with_coordinator};
use crate::Result;

const OPERATION: &str = "delete groups";

impl Admin {
    /// Deletes groups and what they have committed, for good.
    ///
    /// # Errors
    /// The code NonEmptyGroup for a group that has members, GroupIdNotFound for one that does not exist.
    /// Groups before it in the list are deleted then.
    pub async fn delete_groups<S: AsRef<str>>(
        &self,
        groups: impl IntoIterator<Item = S>,
    ) -> Result<()> {
        for group in groups {
            let group_id = ByteString::from(group.as_ref());
            let request = DeleteGroupsRequest { groups_names: vec![group_id.clone()] };
            with_coordinator(&self.cluster, OPERATION, &group_id, |connection| {
                let request = &request;
                async move {
                    let response = connection.request(request).await?;
                    response
                        .results
                        .iter()
                        .try_for_each(|result| checked(OPERATION, result.error_code, None))
                }
            })
            .await?;
        }
        Ok(())
    }
}
