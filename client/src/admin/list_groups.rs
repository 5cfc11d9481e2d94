//! All groups of a cluster: each broker tells those that it coordinates.

use std::collections::BTreeMap;

use bytestring::ByteString;
use futures::future::try_join_all;
use ottla_core::protocol::messages::ListGroupsRequest;

use super::{
    Admin,
    call::{checked, retried},
};
use crate::{
    Result,
    driver::cluster::{AutoCreation, Target},
};

const OPERATION: &str = "list groups";

/// A group and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupListing {
    /// The group.
    pub group_id: ByteString,
    /// What its members are: `consumer` for consumers, empty for a group that has only offsets.
    pub protocol_type: ByteString,
    /// Its state, by Kafka's name: `Stable`, `Empty`, ...; empty where brokers are too old to say.
    pub state: ByteString,
    /// How it is coordinated, by Kafka's name: `classic`, `consumer`, `share`, ...; empty where brokers
    /// are too old to say.
    pub kind: ByteString,
}

impl Admin {
    /// All groups that the principal may see, by name.
    ///
    /// ```no_run
    /// # async fn example(client: ottla::Client) -> ottla::Result<()> {
    /// for group in client.admin().list_groups().await? {
    ///     println!("{} {}", group.group_id, group.state);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If a broker does not answer within `api_timeout`.
    pub async fn list_groups(&self) -> Result<Vec<GroupListing>> {
        let cluster = &self.cluster;
        let groups = retried(cluster, OPERATION, || async {
            // A broker that joined lately has groups, too.
            cluster.fetch_metadata(Some(&[]), AutoCreation::Forbidden).await?;
            let image = cluster.image();
            let request = ListGroupsRequest::default();
            let asking =
                image.brokers.keys().map(|node| cluster.request(Target::Node(*node), &request));
            let mut groups = BTreeMap::new();
            for response in try_join_all(asking).await? {
                checked(OPERATION, response.error_code, None)?;
                for group in response.groups {
                    let listing = GroupListing {
                        group_id: group.group_id.clone(),
                        protocol_type: group.protocol_type,
                        state: group.group_state,
                        kind: group.group_type,
                    };
                    groups.insert(group.group_id, listing);
                }
            }
            Ok(groups)
        });
        Ok(groups.await?.into_values().collect())
    }
}
