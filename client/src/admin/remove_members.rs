//! LeaveGroup for others: members of a group are removed from it (KIP-345).

use bytestring::ByteString;
use ottla_core::protocol::messages::{
    LeaveGroupRequest, LeaveGroupResponse, leave_group_request::MemberIdentity,
};
use tokio::time::Instant;

use super::{Admin, PerItem, call::judged, coordinators::connected, settle::Answers};
use crate::{
    Error, ErrorKind, Result,
    driver::{connection::Connection, coordinator::Of},
};

const OPERATION: &str = "remove members from a group";
/// The oldest version that takes several members, and static ones.
const MEMBERS_SINCE: i16 = 3;
const REASON_CHARACTERS_MAX: usize = 255;

/// A member that [`Admin::remove_members_from_group`] removes from a group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MemberToRemove {
    /// The static member of this `group.instance.id`.
    Static(ByteString),
    /// The member of this id.
    Member(ByteString),
}

impl Admin {
    /// Removes members from a group: their partitions go to others at once. One that lives joins again. `reason` is
    /// written into the coordinator's log.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?;
    /// # let options = ottla::ConsumerOptions {
    /// #     group_id: "billing".into(),
    /// #     group_instance_id: Some("worker-7".into()),
    /// #     group_protocol: ottla::GroupProtocol::Classic,
    /// #     topics: vec!["orders".into()],
    /// #     ..Default::default()
    /// # };
    /// # let mut consumer = client.consumer(options).await?;
    /// # while consumer.assignment().is_empty() {
    /// #     let _ = tokio::time::timeout(std::time::Duration::from_millis(10), consumer.next_batch()).await;
    /// # }
    /// use ottla::admin::MemberToRemove;
    ///
    /// let gone = [MemberToRemove::Static("worker-7".into())];
    /// client.admin().remove_members_from_group("billing", gone, Some("its machine burnt")).await?;
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `Rebalanced` with the code UnknownMemberId for one that is not in the group, or a group that is not there.
    pub fn remove_members_from_group(
        &self,
        group_id: &str,
        members: impl IntoIterator<Item = MemberToRemove>,
        reason: Option<&str>,
    ) -> PerItem<MemberToRemove, ()> {
        let group_id = ByteString::from(group_id);
        let reason = reason.unwrap_or("removed by an administrator");
        let reason: String = reason.chars().take(REASON_CHARACTERS_MAX).collect();
        let reason = ByteString::from(reason);
        let members = members.into_iter().map(|member| (member, ()));
        let group = group_id.clone();
        let items = self.items(OPERATION, members, move |error, member| {
            let error = error.with("group", &group);
            match member {
                MemberToRemove::Static(id) => error.with("group.instance.id", id),
                MemberToRemove::Member(id) => error.with("member", id),
            }
        });
        items.settle(move |cluster, pending, _| {
            let (group_id, reason) = (group_id.clone(), reason.clone());
            async move {
                let connection = connected(&cluster, Of::Group, &group_id).await?;
                let members = pending.into_keys().map(|one| requested(one, &reason)).collect();
                let response = leave(&connection, group_id, members).await?;
                answers(response)
            }
        })
    }

    /// Removes all members from a group of consumers.
    ///
    /// # Errors
    /// As [`Admin::remove_members_from_group`]; the code GroupIdNotFound for a group that does not exist, or is none of
    /// consumers.
    pub async fn remove_all_members_from_group(
        &self,
        group_id: &str,
        reason: Option<&str>,
    ) -> Result<()> {
        let began = Instant::now();
        let group = self.describe_groups([group_id]).one().await;
        let group = group.map_err(|error| error.during(OPERATION))?;
        let members = group.members.into_iter().map(|member| match member.group_instance_id {
            Some(id) => MemberToRemove::Static(id),
            None => MemberToRemove::Member(member.member_id),
        });
        self.since(began).remove_members_from_group(group_id, members, reason).await?;
        Ok(())
    }
}

async fn leave(
    connection: &Connection,
    group_id: ByteString,
    members: Vec<MemberIdentity>,
) -> Result<LeaveGroupResponse> {
    let version = connection.versions().newest::<LeaveGroupRequest>()?;
    if version < MEMBERS_SINCE {
        let message = "the coordinator is too old to remove members";
        return Err(Error::new(ErrorKind::Unsupported, OPERATION, message));
    }
    connection.request(&LeaveGroupRequest { group_id, members, ..Default::default() }).await
}

fn requested(member: MemberToRemove, reason: &ByteString) -> MemberIdentity {
    let (member_id, group_instance_id) = match member {
        MemberToRemove::Static(id) => (ByteString::new(), Some(id)),
        MemberToRemove::Member(id) => (id, None),
    };
    MemberIdentity { member_id, group_instance_id, reason: Some(reason.clone()) }
}

fn answers(response: LeaveGroupResponse) -> Result<Answers<MemberToRemove, ()>> {
    judged(OPERATION, response.error_code, None)?;
    let answers = response.members.into_iter().map(|member| {
        let outcome = judged(OPERATION, member.error_code, None);
        let member = match member.group_instance_id {
            Some(id) => MemberToRemove::Static(id),
            None => MemberToRemove::Member(member.member_id),
        };
        (member, outcome)
    });
    Ok(answers.collect())
}
