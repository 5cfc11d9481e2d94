//! Groups of the classic protocol in detail, of consumers or of whatever else uses it, Kafka Connect for one.

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        DescribeGroupsRequest,
        describe_groups_response::{DescribedGroup, DescribedGroupMember},
    },
};

use super::{
    AclOperation, Admin, DescribeGroupsOptions, PerItem, acl::operations, call::checked,
    settle::left_out,
};
use crate::{
    Error, Result,
    driver::{connection::Connection, coordinator::Of},
};

const OPERATION: &str = "describe classic groups";
const DEAD: &str = "Dead";
/// The oldest version that tells operations.
const OPERATIONS_SINCE: i16 = 3;

/// A group of the classic protocol, as [`Admin::describe_classic_groups`] tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassicGroupDescription {
    /// The group.
    pub group_id: ByteString,
    /// What its members are: `consumer`, `connect`, ...; empty for a group that has only offsets.
    pub protocol_type: ByteString,
    /// What they have agreed on, for consumers the assignor; empty while they have not.
    pub protocol: ByteString,
    /// Its state, by Kafka's name: `PreparingRebalance`, `CompletingRebalance`, `Stable`, `Empty`, `Dead`.
    pub state: ByteString,
    /// The members, by id.
    pub members: Vec<ClassicMemberDescription>,
    /// The broker that coordinates it, as `host:port`.
    pub coordinator: String,
    /// What the principal may do with it, if that was asked for (KIP-430).
    pub authorized_operations: Option<Vec<AclOperation>>,
}

/// A member of a classic group ([`Admin::describe_classic_groups`]). What it says and gets means something to
/// members only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassicMemberDescription {
    /// The member.
    pub member_id: ByteString,
    /// `group.instance.id` of a static member.
    pub group_instance_id: Option<ByteString>,
    /// What the client calls itself.
    pub client_id: ByteString,
    /// Where it is connected from.
    pub host: ByteString,
    /// What it has said when it joined.
    pub metadata: Bytes,
    /// What it has been given.
    pub assignment: Bytes,
}

impl Admin {
    /// Describes groups of the classic protocol (KIP-1043).
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?.send(["paid"]).await?;
    /// # let options = ottla::ConsumerOptions {
    /// #     group_id: "billing".into(),
    /// #     group_protocol: ottla::GroupProtocol::Classic,
    /// #     topics: vec!["orders".into()],
    /// #     auto_offset_reset: ottla::AutoOffsetReset::Earliest,
    /// #     ..Default::default()
    /// # };
    /// # let mut member = client.consumer(options).await?;
    /// # member.next_batch().await?;
    /// let billing = client.admin().describe_classic_groups(["billing"]).one().await?;
    /// println!("{} at {}", billing.state, billing.coordinator);
    /// for member in billing.members {
    ///     println!("{} from {}", member.client_id, member.host);
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// The code GroupIdNotFound for a group that does not exist, or is of another kind.
    pub fn describe_classic_groups<S: AsRef<str>>(
        &self,
        groups: impl IntoIterator<Item = S>,
    ) -> PerItem<ByteString, ClassicGroupDescription> {
        self.describe_classic_groups_with(groups, DescribeGroupsOptions::default())
    }

    /// Describes groups of the classic protocol as the options say.
    ///
    /// # Errors
    /// As [`Admin::describe_classic_groups`].
    pub fn describe_classic_groups_with<S: AsRef<str>>(
        &self,
        groups: impl IntoIterator<Item = S>,
        options: DescribeGroupsOptions,
    ) -> PerItem<ByteString, ClassicGroupDescription> {
        let groups = groups.into_iter().map(|group| (ByteString::from(group.as_ref()), ()));
        let items = self.coordinated(OPERATION, Of::Group, groups);
        items.ask_coordinators(Of::Group, move |_, connection, group_id, ()| async move {
            let group = ask_classic(OPERATION, &connection, group_id, options).await?;
            Ok(description(group, connection.address().to_string()))
        })
    }
}

pub(super) async fn ask_classic(
    operation: &'static str,
    connection: &Connection,
    group_id: ByteString,
    options: DescribeGroupsOptions,
) -> Result<DescribedGroup> {
    let version = connection.versions().newest::<DescribeGroupsRequest>()?;
    let request = DescribeGroupsRequest {
        groups: vec![group_id.clone()],
        include_authorized_operations: options.authorized_operations && version >= OPERATIONS_SINCE,
    };
    let mut groups = connection.request(&request).await?.groups.into_iter();
    let group = groups.find(|group| group.group_id == group_id);
    let group = group.ok_or_else(|| left_out(operation))?;
    checked(operation, group.error_code, group.error_message.as_deref())?;
    if group.group_state == DEAD {
        // Before version 6 a group that does not exist was described as a dead one.
        return Err(Error::from_code(operation, ErrorCode::GroupIdNotFound, None));
    }
    Ok(group)
}

fn description(group: DescribedGroup, coordinator: String) -> ClassicGroupDescription {
    let member = |member: DescribedGroupMember| ClassicMemberDescription {
        member_id: member.member_id,
        group_instance_id: member.group_instance_id,
        client_id: member.client_id,
        host: member.client_host,
        metadata: member.member_metadata,
        assignment: member.member_assignment,
    };
    let mut members: Vec<_> = group.members.into_iter().map(member).collect();
    members.sort_by(|a, b| a.member_id.cmp(&b.member_id));
    ClassicGroupDescription {
        group_id: group.group_id,
        protocol_type: group.protocol_type,
        protocol: group.protocol_data,
        state: group.group_state,
        members,
        coordinator,
        authorized_operations: operations(group.authorized_operations),
    }
}
