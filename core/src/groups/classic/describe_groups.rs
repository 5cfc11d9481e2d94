//! DescribeGroups: classic groups and their members. Groups of KIP-848 are described elsewhere; here they are
//! as if they did not exist.

use bytestring::ByteString;

use super::{group::ClassicGroup, state::ClassicState};
use crate::{
    groups::{
        group::Group,
        shard::{GroupShard, Requester},
    },
    model::ErrorCode,
    protocol::messages::describe_groups_response::{DescribedGroup, DescribedGroupMember},
};

/// First version of DescribeGroups that says that a group does not exist (KIP-1043).
const NOT_FOUND_VERSION_MIN: i16 = 6;

impl GroupShard {
    /// DescribeGroups, versions 0 to 6: the groups in the order of their ids. Who may see them is not
    /// decided here.
    #[must_use]
    pub fn describe_groups(
        &self,
        requester: &Requester,
        groups: &[ByteString],
    ) -> Vec<DescribedGroup> {
        let described = groups.iter().map(|id| match self.groups.get(id) {
            Some(Group::Classic(group)) => group.describe(),
            Some(Group::Consumer(_)) => {
                dead(id, requester.version, format!("Group {id} is not a classic group."))
            }
            None => dead(id, requester.version, format!("Group {id} not found.")),
        });
        described.collect()
    }
}

impl ClassicGroup {
    fn describe(&self) -> DescribedGroup {
        let stable = self.state == ClassicState::Stable;
        let protocol = self.protocol.as_ref().filter(|_| stable);
        let members = self.members().map(|member| DescribedGroupMember {
            member_id: member.id.clone(),
            group_instance_id: member.instance_id.clone(),
            client_id: member.client_id.clone(),
            client_host: member.client_host.clone(),
            member_metadata: protocol.map(|name| member.metadata(name)).unwrap_or_default(),
            member_assignment: member.assignment.clone(),
        });
        DescribedGroup {
            group_id: self.id.clone(),
            group_state: self.state.name().into(),
            protocol_type: self.protocol_type.clone().unwrap_or_default(),
            protocol_data: protocol.cloned().unwrap_or_default(),
            members: members.collect(),
            ..Default::default()
        }
    }
}

/// Old versions know a state of groups that do not exist, and no error.
fn dead(id: &ByteString, version: i16, message: String) -> DescribedGroup {
    let group = DescribedGroup {
        group_id: id.clone(),
        group_state: ClassicState::Dead.name().into(),
        ..Default::default()
    };
    if version < NOT_FOUND_VERSION_MIN {
        return group;
    }
    DescribedGroup {
        error_code: ErrorCode::GroupIdNotFound.code(),
        error_message: Some(message.into()),
        ..group
    }
}
