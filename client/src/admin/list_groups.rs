//! All groups of a cluster: each broker tells those that it coordinates.

use std::collections::BTreeMap;

use bytestring::ByteString;
use futures::future::try_join_all;
use ottla_core::protocol::messages::{ListGroupsRequest, ListGroupsResponse};

use super::{Admin, call::checked};
use crate::{
    Error, ErrorKind, Result,
    driver::cluster::{AutoCreation, Target},
};

const OPERATION: &str = "list groups";
/// The oldest versions that filter by state, and by kind.
const STATES_SINCE: i16 = 4;
const KINDS_SINCE: i16 = 5;

/// Which groups are listed; the default is all.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// use ottla::admin::GroupFilter;
///
/// let empty = GroupFilter { states: vec!["Empty".into()], ..Default::default() };
/// for group in client.admin().list_groups_with(empty).await? {
///     println!("{}", group.group_id);
/// }
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupFilter {
    /// Only those in one of these states, by Kafka's names: `Stable`, `Empty`, ... (KIP-518, brokers from 2.6 on).
    /// Empty for all.
    pub states: Vec<ByteString>,
    /// Only those coordinated in one of these ways, by Kafka's names: `classic`, `consumer`, `share`, `streams`
    /// (KIP-848, brokers from 3.7 on). Empty for all.
    pub kinds: Vec<ByteString>,
    /// Only those whose members are one of these: `consumer`, `connect`, ...; an empty name for groups that have
    /// only offsets. Empty for all.
    pub protocol_types: Vec<ByteString>,
}

/// A group and what it is, as [`Admin::list_groups`] tells.
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
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// for group in client.admin().list_groups().await? {
    ///     println!("{} ({}) is {}", group.group_id, group.kind, group.state);
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// If a broker does not answer within `api_timeout`.
    pub async fn list_groups(&self) -> Result<Vec<GroupListing>> {
        self.list_groups_with(GroupFilter::default()).await
    }

    /// The groups that a filter takes and the principal may see, by name.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// use ottla::admin::GroupFilter;
    ///
    /// let shared = GroupFilter { kinds: vec!["share".into()], ..Default::default() };
    /// for group in client.admin().list_groups_with(shared).await? {
    ///     println!("{} {}", group.group_id, group.state);
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `Unsupported` for a filter that a broker is too old for; if a broker does not answer within `api_timeout`.
    pub async fn list_groups_with(&self, filter: GroupFilter) -> Result<Vec<GroupListing>> {
        let cluster = &self.cluster;
        let request =
            &ListGroupsRequest { states_filter: filter.states, types_filter: filter.kinds };
        let needed = needed_version(request);
        let groups = self.retried(OPERATION, || async {
            // A broker that joined lately has groups, too.
            cluster.fetch_metadata(Some(&[]), AutoCreation::Forbidden).await?;
            let image = cluster.image();
            let asking = image.brokers.keys().map(|node| async {
                let connection = cluster.connection(Target::Node(*node)).await?;
                let version = connection.versions().newest::<ListGroupsRequest>()?;
                if version < needed {
                    let message =
                        format!("the filter takes version {needed}, and the broker has {version}");
                    return Err(Error::new(ErrorKind::Unsupported, OPERATION, message));
                }
                connection.request(request).await
            });
            let mut groups = BTreeMap::new();
            for response in try_join_all(asking).await? {
                take(response, &filter.protocol_types, &mut groups)?;
            }
            Ok(groups)
        });
        Ok(groups.await?.into_values().collect())
    }
}

fn needed_version(request: &ListGroupsRequest) -> i16 {
    if !request.types_filter.is_empty() {
        KINDS_SINCE
    } else if !request.states_filter.is_empty() {
        STATES_SINCE
    } else {
        0
    }
}

fn take(
    response: ListGroupsResponse,
    protocol_types: &[ByteString],
    groups: &mut BTreeMap<ByteString, GroupListing>,
) -> Result<()> {
    checked(OPERATION, response.error_code, None)?;
    for group in response.groups {
        if !protocol_types.is_empty() && !protocol_types.contains(&group.protocol_type) {
            continue;
        }
        let listing = GroupListing {
            group_id: group.group_id.clone(),
            protocol_type: group.protocol_type,
            state: group.group_state,
            kind: group.group_type,
        };
        groups.insert(group.group_id, listing);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use ottla_core::protocol::messages::list_groups_response::ListedGroup;

    use super::*;

    #[test]
    fn groups_are_chosen_by_what_their_members_are() {
        let group = |name: &'static str, protocol_type: &'static str| ListedGroup {
            group_id: name.into(),
            protocol_type: protocol_type.into(),
            ..Default::default()
        };
        let response = || ListGroupsResponse {
            groups: vec![group("a", "consumer"), group("b", "connect"), group("c", "")],
            ..Default::default()
        };
        let mut groups = BTreeMap::new();
        take(response(), &["connect".into(), "".into()], &mut groups).unwrap();
        assert_eq!(groups.keys().collect::<Vec<_>>(), ["b", "c"]);
        take(response(), &[], &mut groups).unwrap();
        assert_eq!(groups.len(), 3);
    }
}
