//! Asking the groups of a node.

use std::convert::Infallible;

use bytestring::ByteString;
use ottla_core::{
    coordinator::Caller,
    groups::{GroupShard, Outcome, Released, Requester},
    model::{ErrorCode, Now, PartitionId},
};

use super::{
    ask::{Answered, Coordinated, Coordinator, Refuse},
    commit::AfterShards,
    lookup::partition_of,
    shard::Writing,
};
use crate::engine::{call::Call, handler::Reply, node::Node};

impl Coordinated for GroupShard {
    type Job = Infallible;

    fn coordinator(node: &Node) -> &Coordinator<Self> {
        &node.groups
    }
}

impl Node {
    /// The partition of `__consumer_offsets` that coordinates a group, or will once somebody has looked for
    /// the coordinator and so made the topic.
    pub(in crate::engine) fn group_partition_to_be(&self, group_id: &str) -> PartitionId {
        Self::coordinating_partition::<GroupShard>(&self.view(), group_id).unwrap_or_else(|| {
            let partitions = self.settings.entries.integer("offsets.topic.num.partitions");
            PartitionId(partition_of(group_id, usize::try_from(partitions).unwrap_or(1)))
        })
    }

    /// Asks the shard of a group. The answer may go out when what it rests on is committed.
    ///
    /// # Errors
    /// The node does not coordinate the group, loads it still, or its log cannot be written.
    pub(in crate::engine) fn ask_group<R>(
        &self,
        call: &mut Call<'_>,
        group_id: &str,
        ask: impl FnOnce(&mut GroupShard, &Requester, Now) -> Outcome<R>,
    ) -> Result<Answered<R>, ErrorCode> {
        self.ask_group_writing(call, group_id, Writing::Whole, ask)
    }

    /// As [`Node::ask_group`] with a say in how the records are written.
    ///
    /// # Errors
    /// The same.
    pub(in crate::engine) fn ask_group_writing<R>(
        &self,
        call: &mut Call<'_>,
        group_id: &str,
        writing: Writing,
        ask: impl FnOnce(&mut GroupShard, &Requester, Now) -> Outcome<R>,
    ) -> Result<Answered<R>, ErrorCode> {
        let handle = self.shard_of(group_id)?;
        let requester = requester(call);
        self.ask_shard(call, &handle, writing, |shard, now| ask(shard, &requester, now))
    }

    /// As [`Node::ask_group`] for what may be written in several batches: each record stands for
    /// itself.
    ///
    /// # Errors
    /// The same.
    pub(in crate::engine) fn ask_group_in_parts<R>(
        &self,
        call: &mut Call<'_>,
        group_id: &str,
        ask: impl FnOnce(&mut GroupShard, &Requester, Now) -> Outcome<R>,
    ) -> Result<Answered<R>, ErrorCode> {
        self.ask_group_writing(call, group_id, Writing::InParts, ask)
    }

    /// Answers a request with what the shard of its group says, once that is committed.
    pub(in crate::engine) fn reply_of_group<R: Send + 'static>(
        &self,
        call: &mut Call<'_>,
        group_id: &str,
        refuse: Refuse<R>,
        ask: impl FnOnce(&mut GroupShard, &Requester, Now) -> Outcome<R>,
    ) -> Reply<R> {
        match self.ask_group(call, group_id, ask) {
            Ok(Answered { response, commit }) => {
                AfterShards::new(response, vec![commit], refuse, call).reply(call)
            }
            Err(code) => Reply::Now(refuse(code)),
        }
    }

    /// As [`Node::reply_of_group`] for requests that may wait for other members.
    pub(in crate::engine) fn reply_in_time<R: Send + 'static>(
        &self,
        call: &mut Call<'_>,
        group_id: &str,
        refuse: Refuse<R>,
        read: fn(Released) -> Option<R>,
        ask: impl FnOnce(&mut GroupShard, Caller, &Requester, Now) -> Outcome<R>,
    ) -> Reply<R> {
        let handle = match self.shard_of::<GroupShard>(group_id) {
            Ok(handle) => handle,
            Err(code) => return Reply::Now(refuse(code)),
        };
        let requester = requester(call);
        self.reply_when_released(call, handle, refuse, read, |shard, caller, now| {
            ask(shard, caller, &requester, now)
        })
    }

    /// Asks every shard that runs, for requests about all groups.
    ///
    /// # Errors
    /// `CoordinatorLoadInProgress` while one is not loaded.
    pub(in crate::engine) fn ask_all_groups<R>(
        &self,
        call: &mut Call<'_>,
        ask: impl Fn(&mut GroupShard, Now) -> Outcome<R>,
    ) -> Result<Vec<Answered<R>>, ErrorCode> {
        self.ask_all(call, ask)
    }
}

fn requester(call: &Call<'_>) -> Requester {
    let address = &call.peer.address;
    // Without the port, and with Java's slash in front of an address that has no name.
    let host = address.rsplit_once(':').map_or(&**address, |(host, _)| host);
    let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    Requester {
        client_id: ByteString::from(call.client_id.unwrap_or_default()),
        client_host: ByteString::from(format!("/{host}")),
        version: call.version,
    }
}
