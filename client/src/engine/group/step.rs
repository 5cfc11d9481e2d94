//! What a member wants done next, and what an answer made of it.

use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, Moment, Uuid},
    protocol::messages::{
        ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse, HeartbeatRequest,
        HeartbeatResponse, JoinGroupRequest, JoinGroupResponse, SyncGroupRequest,
        SyncGroupResponse,
    },
};

use crate::{Error, Result};

/// What to do next.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "one of them lives at a time")]
pub(crate) enum Step {
    /// Send this to the coordinator, and bring back the answer.
    Call(Call),
    /// Ask for metadata.
    Learn(Learn),
    /// Wait until then, or until something changes.
    Wait(Option<Moment>),
    /// The member has left.
    End,
}

/// A request to the coordinator.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Call {
    Join(JoinGroupRequest),
    Sync(SyncGroupRequest),
    Heartbeat(HeartbeatRequest),
    Leave(Leaving),
    ConsumerHeartbeat(ConsumerGroupHeartbeatRequest),
    /// The last heartbeat of a member, whose answer changes nothing.
    ConsumerLeave(ConsumerGroupHeartbeatRequest),
}

/// What LeaveGroup is made of: its form depends on the version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Leaving {
    pub(crate) group_id: ByteString,
    pub(crate) member_id: ByteString,
    pub(crate) group_instance_id: Option<ByteString>,
    pub(crate) reason: &'static str,
}

/// An answer of the coordinator.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Answer {
    Join(JoinGroupResponse),
    Sync(SyncGroupResponse),
    Heartbeat(HeartbeatResponse),
    ConsumerHeartbeat(ConsumerGroupHeartbeatResponse),
    /// Whatever it was: the member is gone.
    Left,
}

/// Metadata that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Learn {
    /// Of the topics that the client knows of, and of these.
    Topics(Vec<ByteString>),
    /// Of all topics.
    All,
    /// Of topics by their ids.
    Ids(Vec<Uuid>),
}

/// What an answer means for what comes next.
#[derive(Clone, Debug)]
pub(crate) enum Verdict {
    /// Go on.
    Fine,
    /// The same may work a while later.
    Later(ErrorCode),
    /// Another broker coordinates the group, or none at the moment.
    Elsewhere(ErrorCode),
    /// The broker does not have KIP-848.
    WrongProtocol(Error),
    /// This member cannot go on.
    Fatal(Error),
}

/// Sorts out the codes that all APIs of a coordinator share.
pub(crate) fn verdict(operation: &'static str, code: ErrorCode, said: Option<&str>) -> Verdict {
    match code {
        ErrorCode::None => Verdict::Fine,
        ErrorCode::NotCoordinator | ErrorCode::CoordinatorNotAvailable => Verdict::Elsewhere(code),
        code if code.is_retriable() => Verdict::Later(code),
        code => Verdict::Fatal(Error::from_code(operation, code, said)),
    }
}

/// The same as a result, for calls that are made once.
pub(crate) fn checked(operation: &'static str, code: i16, said: Option<&str>) -> Result<()> {
    match ErrorCode::from_code(code) {
        ErrorCode::None => Ok(()),
        code => Err(Error::from_code(operation, code, said)),
    }
}
