//! Groups in the classic protocol, of consumers or of anything else.

use crate::Bytes;

use super::{
    AclOperation, Admin, Refusal,
    call::{all, each, text},
    groups::asking,
};
use crate::Result;
use ottla::admin;

/// A group in the classic protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassicGroupDescription {
    /// Its id.
    pub group_id: String,
    /// What its members are: `consumer`, `connect`, or whatever they say.
    pub protocol_type: String,
    /// What they have agreed on: the assignor of consumers.
    pub protocol: String,
    /// Its state, with Kafka's name.
    pub state: String,
    /// Its members.
    pub members: Vec<ClassicMemberDescription>,
    /// The broker that coordinates it: `host:port`.
    pub coordinator: String,
    /// What the principal may do with it, if that was asked for.
    pub authorized_operations: Option<Vec<AclOperation>>,
}

/// A member of such a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassicMemberDescription {
    /// Its id.
    pub member_id: String,
    /// Its `group.instance.id`, if it is a static member.
    pub group_instance_id: Option<String>,
    /// Its `client.id`.
    pub client_id: String,
    /// Its host.
    pub host: String,
    /// What it has told the others, as its protocol writes it.
    pub metadata: Bytes,
    /// What it was given, as its protocol writes it.
    pub assignment: Bytes,
}

/// Groups that were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassicGroupDescriptions {
    /// Those that are there.
    pub found: Vec<ClassicGroupDescription>,
    /// The others.
    pub refused: Vec<Refusal>,
}

impl Admin {
    /// Groups in the classic protocol with their members.
    pub async fn describe_classic_groups(
        &self,
        group_ids: Vec<String>,
        authorized_operations: Option<bool>,
    ) -> Result<ClassicGroupDescriptions> {
        let client = self.client("describe groups")?;
        let options = asking(authorized_operations);
        let outcomes = client.describe_classic_groups_with(group_ids, options).each().await;
        let (found, refused) = each(outcomes, |_, group| group.into());
        Ok(ClassicGroupDescriptions { found, refused })
    }
}

impl From<admin::ClassicGroupDescription> for ClassicGroupDescription {
    fn from(group: admin::ClassicGroupDescription) -> Self {
        Self {
            group_id: group.group_id.to_string(),
            protocol_type: group.protocol_type.to_string(),
            protocol: group.protocol.to_string(),
            state: group.state.to_string(),
            members: all(group.members),
            coordinator: group.coordinator,
            authorized_operations: group.authorized_operations.map(all),
        }
    }
}

impl From<admin::ClassicMemberDescription> for ClassicMemberDescription {
    fn from(member: admin::ClassicMemberDescription) -> Self {
        Self {
            member_id: member.member_id.to_string(),
            group_instance_id: text(member.group_instance_id),
            client_id: member.client_id.to_string(),
            host: member.host.to_string(),
            metadata: member.metadata,
            assignment: member.assignment,
        }
    }
}
