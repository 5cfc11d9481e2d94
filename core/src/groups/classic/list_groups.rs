//! ListGroups: the groups of all kinds, by state (KIP-518) and type (KIP-848).

use bytestring::ByteString;

use crate::{
    groups::{group::Group, shard::GroupShard},
    protocol::messages::list_groups_response::ListedGroup,
};

impl GroupShard {
    /// ListGroups, versions 0 to 5: the groups in one of the states and of one of the types, in any
    /// case of letters; without states or types, those in any. A type that does not exist has no groups.
    #[must_use]
    pub fn list_groups(&self, states: &[ByteString], types: &[ByteString]) -> Vec<ListedGroup> {
        let wanted = |names: &[ByteString], name: &str| {
            names.is_empty() || names.iter().any(|it| it.trim().eq_ignore_ascii_case(name))
        };
        let listed = self.groups.iter().map(|(id, group)| listed(id, group));
        let listed = listed
            .filter(|group| wanted(states, &group.group_state) && wanted(types, &group.group_type));
        listed.collect()
    }
}

fn listed(id: &ByteString, group: &Group) -> ListedGroup {
    let (protocol_type, group_type) = match group {
        Group::Classic(group) => (group.protocol_type().cloned().unwrap_or_default(), "classic"),
        Group::Consumer(_) => ("consumer".into(), "consumer"),
    };
    ListedGroup {
        group_id: id.clone(),
        protocol_type,
        group_state: ByteString::from_static(group.state_name()),
        group_type: ByteString::from_static(group_type),
    }
}
