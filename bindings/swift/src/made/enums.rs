//! Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

#[allow(unused_imports)]
use std::{collections::HashMap, sync::Arc};

#[allow(unused_imports)]
use ottla_api as api;

#[allow(unused_imports)]
use crate::{failure::RawFailure, owned::Owned, record_batch::RawRecordBatch, call::RawCall, made::*};

/// Which offset of a partition.
#[derive(Debug, uniffi::Enum)]
pub enum RawOffsetSpec {
    /// That of the first record that is there.
    Earliest,
    /// That which the next record gets.
    Latest,
    /// That of the first record whose time is `timestamp` or later.
    Timestamp,
    /// That of the record with the latest time (KIP-734).
    MaxTimestamp,
}
impl From<api::OffsetSpec> for RawOffsetSpec {
    fn from(it: api::OffsetSpec) -> Self {
        match it {
            api::OffsetSpec::Earliest => Self::Earliest,
            api::OffsetSpec::Latest => Self::Latest,
            api::OffsetSpec::Timestamp => Self::Timestamp,
            api::OffsetSpec::MaxTimestamp => Self::MaxTimestamp,
        }
    }
}
impl From<RawOffsetSpec> for api::OffsetSpec {
    fn from(it: RawOffsetSpec) -> Self {
        match it {
            RawOffsetSpec::Earliest => Self::Earliest,
            RawOffsetSpec::Latest => Self::Latest,
            RawOffsetSpec::Timestamp => Self::Timestamp,
            RawOffsetSpec::MaxTimestamp => Self::MaxTimestamp,
        }
    }
}

/// What a configuration is of.
#[derive(Debug, uniffi::Enum)]
pub enum RawConfigResourceKind {
    /// A topic.
    Topic,
    /// A broker by id, or all with an empty name.
    Broker,
    /// A group.
    Group,
    /// A subscription to clients' metrics.
    ClientMetrics,
}
impl From<api::ConfigResourceKind> for RawConfigResourceKind {
    fn from(it: api::ConfigResourceKind) -> Self {
        match it {
            api::ConfigResourceKind::Topic => Self::Topic,
            api::ConfigResourceKind::Broker => Self::Broker,
            api::ConfigResourceKind::Group => Self::Group,
            api::ConfigResourceKind::ClientMetrics => Self::ClientMetrics,
        }
    }
}
impl From<RawConfigResourceKind> for api::ConfigResourceKind {
    fn from(it: RawConfigResourceKind) -> Self {
        match it {
            RawConfigResourceKind::Topic => Self::Topic,
            RawConfigResourceKind::Broker => Self::Broker,
            RawConfigResourceKind::Group => Self::Group,
            RawConfigResourceKind::ClientMetrics => Self::ClientMetrics,
        }
    }
}

/// How a key is changed.
#[derive(Debug, uniffi::Enum)]
pub enum RawConfigOperation {
    /// It gets the value.
    Set,
    /// It gets its default back.
    Delete,
    /// The value's items are added to its list.
    Append,
    /// The value's items are taken from its list.
    Subtract,
}
impl From<api::ConfigOperation> for RawConfigOperation {
    fn from(it: api::ConfigOperation) -> Self {
        match it {
            api::ConfigOperation::Set => Self::Set,
            api::ConfigOperation::Delete => Self::Delete,
            api::ConfigOperation::Append => Self::Append,
            api::ConfigOperation::Subtract => Self::Subtract,
        }
    }
}
impl From<RawConfigOperation> for api::ConfigOperation {
    fn from(it: RawConfigOperation) -> Self {
        match it {
            RawConfigOperation::Set => Self::Set,
            RawConfigOperation::Delete => Self::Delete,
            RawConfigOperation::Append => Self::Append,
            RawConfigOperation::Subtract => Self::Subtract,
        }
    }
}

/// What kind of thing went wrong; each is an exception of its own where a language has a hierarchy.
#[derive(Debug, uniffi::Enum)]
pub enum RawErrorKind {
    /// No broker could be connected, or the connection broke.
    Unreachable,
    /// There was no answer, or no success, in the time that was given.
    TimedOut,
    /// The peer does not speak Kafka's protocol: a web server, a TLS port, something else.
    WrongProtocol,
    /// The broker lacks the API, or every version of it that this client has.
    Unsupported,
    /// The topic or partition does not exist.
    UnknownTopic,
    /// What should be made exists already.
    AlreadyExists,
    /// The broker did not believe who the client is, or could not prove who it is itself.
    AuthenticationFailed,
    /// The principal may not do this.
    NotAuthorized,
    /// The call cannot work as it was made, whatever the broker does.
    InvalidInput,
    /// The record or request is larger than allowed.
    TooLarge,
    /// The offset is not in the log any more, or not yet.
    OffsetOutOfRange,
    /// The log was truncated below the position (KIP-320).
    LogTruncated,
    /// Bytes from the broker are damaged or make no sense.
    Corrupt,
    /// A function of the user could not process a record.
    Unprocessed,
    /// A record's key or value is not of the format that it is read as.
    Unreadable,
    /// The group has moved on without this member, or is about to.
    Rebalanced,
    /// The transaction has failed: it can only be aborted.
    Aborted,
    /// Another producer with the same transactional id took over.
    Fenced,
    /// The client, producer or consumer was closed.
    Closed,
    /// The broker answered with another error; the code says which.
    Broker,
}
impl From<api::ErrorKind> for RawErrorKind {
    fn from(it: api::ErrorKind) -> Self {
        match it {
            api::ErrorKind::Unreachable => Self::Unreachable,
            api::ErrorKind::TimedOut => Self::TimedOut,
            api::ErrorKind::WrongProtocol => Self::WrongProtocol,
            api::ErrorKind::Unsupported => Self::Unsupported,
            api::ErrorKind::UnknownTopic => Self::UnknownTopic,
            api::ErrorKind::AlreadyExists => Self::AlreadyExists,
            api::ErrorKind::AuthenticationFailed => Self::AuthenticationFailed,
            api::ErrorKind::NotAuthorized => Self::NotAuthorized,
            api::ErrorKind::InvalidInput => Self::InvalidInput,
            api::ErrorKind::TooLarge => Self::TooLarge,
            api::ErrorKind::OffsetOutOfRange => Self::OffsetOutOfRange,
            api::ErrorKind::LogTruncated => Self::LogTruncated,
            api::ErrorKind::Corrupt => Self::Corrupt,
            api::ErrorKind::Unprocessed => Self::Unprocessed,
            api::ErrorKind::Unreadable => Self::Unreadable,
            api::ErrorKind::Rebalanced => Self::Rebalanced,
            api::ErrorKind::Aborted => Self::Aborted,
            api::ErrorKind::Fenced => Self::Fenced,
            api::ErrorKind::Closed => Self::Closed,
            api::ErrorKind::Broker => Self::Broker,
        }
    }
}
impl From<RawErrorKind> for api::ErrorKind {
    fn from(it: RawErrorKind) -> Self {
        match it {
            RawErrorKind::Unreachable => Self::Unreachable,
            RawErrorKind::TimedOut => Self::TimedOut,
            RawErrorKind::WrongProtocol => Self::WrongProtocol,
            RawErrorKind::Unsupported => Self::Unsupported,
            RawErrorKind::UnknownTopic => Self::UnknownTopic,
            RawErrorKind::AlreadyExists => Self::AlreadyExists,
            RawErrorKind::AuthenticationFailed => Self::AuthenticationFailed,
            RawErrorKind::NotAuthorized => Self::NotAuthorized,
            RawErrorKind::InvalidInput => Self::InvalidInput,
            RawErrorKind::TooLarge => Self::TooLarge,
            RawErrorKind::OffsetOutOfRange => Self::OffsetOutOfRange,
            RawErrorKind::LogTruncated => Self::LogTruncated,
            RawErrorKind::Corrupt => Self::Corrupt,
            RawErrorKind::Unprocessed => Self::Unprocessed,
            RawErrorKind::Unreadable => Self::Unreadable,
            RawErrorKind::Rebalanced => Self::Rebalanced,
            RawErrorKind::Aborted => Self::Aborted,
            RawErrorKind::Fenced => Self::Fenced,
            RawErrorKind::Closed => Self::Closed,
            RawErrorKind::Broker => Self::Broker,
        }
    }
}

/// What a caller can do about an error.
#[derive(Debug, uniffi::Enum)]
pub enum RawAdvice {
    /// The same call may work later. The client has retried already, within its time-outs.
    Retry,
    /// The transaction can only be aborted; the producer can begin another one.
    Abort,
    /// The group has moved on: join it again.
    Rejoin,
    /// The same call will fail again.
    Fatal,
}
impl From<api::Advice> for RawAdvice {
    fn from(it: api::Advice) -> Self {
        match it {
            api::Advice::Retry => Self::Retry,
            api::Advice::Abort => Self::Abort,
            api::Advice::Rejoin => Self::Rejoin,
            api::Advice::Fatal => Self::Fatal,
        }
    }
}
impl From<RawAdvice> for api::Advice {
    fn from(it: RawAdvice) -> Self {
        match it {
            RawAdvice::Retry => Self::Retry,
            RawAdvice::Abort => Self::Abort,
            RawAdvice::Rejoin => Self::Rejoin,
            RawAdvice::Fatal => Self::Fatal,
        }
    }
}

/// What kind of thing happened.
#[derive(Debug, uniffi::Enum)]
pub enum RawEventKind {
    /// A connection was opened.
    Connected,
    /// A connection ended.
    Disconnected,
    /// A connection could not be opened.
    ConnectionFailed,
    /// A broker did not believe who the client is.
    AuthenticationFailed,
    /// The client has proved again who it is.
    Reauthenticated,
    /// A quota was exceeded.
    Throttled,
    /// No broker that was known answered: the client began anew.
    Rebootstrapped,
    /// A partition has another leader.
    LeaderChanged,
    /// Partitions of a consumer have come or gone.
    Rebalanced,
    /// A heartbeat to a group's coordinator failed.
    HeartbeatFailed,
    /// Offsets could not be committed.
    CommitFailed,
    /// Another producer with the same transactional id has taken over.
    ProducerFenced,
    /// Records were given up.
    ProduceFailed,
    /// The listener was slow, and has missed events.
    Missed,
    /// Something that this version has no name for.
    Other,
}
impl From<api::EventKind> for RawEventKind {
    fn from(it: api::EventKind) -> Self {
        match it {
            api::EventKind::Connected => Self::Connected,
            api::EventKind::Disconnected => Self::Disconnected,
            api::EventKind::ConnectionFailed => Self::ConnectionFailed,
            api::EventKind::AuthenticationFailed => Self::AuthenticationFailed,
            api::EventKind::Reauthenticated => Self::Reauthenticated,
            api::EventKind::Throttled => Self::Throttled,
            api::EventKind::Rebootstrapped => Self::Rebootstrapped,
            api::EventKind::LeaderChanged => Self::LeaderChanged,
            api::EventKind::Rebalanced => Self::Rebalanced,
            api::EventKind::HeartbeatFailed => Self::HeartbeatFailed,
            api::EventKind::CommitFailed => Self::CommitFailed,
            api::EventKind::ProducerFenced => Self::ProducerFenced,
            api::EventKind::ProduceFailed => Self::ProduceFailed,
            api::EventKind::Missed => Self::Missed,
            api::EventKind::Other => Self::Other,
        }
    }
}
impl From<RawEventKind> for api::EventKind {
    fn from(it: RawEventKind) -> Self {
        match it {
            RawEventKind::Connected => Self::Connected,
            RawEventKind::Disconnected => Self::Disconnected,
            RawEventKind::ConnectionFailed => Self::ConnectionFailed,
            RawEventKind::AuthenticationFailed => Self::AuthenticationFailed,
            RawEventKind::Reauthenticated => Self::Reauthenticated,
            RawEventKind::Throttled => Self::Throttled,
            RawEventKind::Rebootstrapped => Self::Rebootstrapped,
            RawEventKind::LeaderChanged => Self::LeaderChanged,
            RawEventKind::Rebalanced => Self::Rebalanced,
            RawEventKind::HeartbeatFailed => Self::HeartbeatFailed,
            RawEventKind::CommitFailed => Self::CommitFailed,
            RawEventKind::ProducerFenced => Self::ProducerFenced,
            RawEventKind::ProduceFailed => Self::ProduceFailed,
            RawEventKind::Missed => Self::Missed,
            RawEventKind::Other => Self::Other,
        }
    }
}

/// Where to start in a partition.
#[derive(Debug, uniffi::Enum)]
pub enum RawStartKind {
    /// At its first record.
    Beginning,
    /// Behind its last record.
    End,
    /// At the offset that `at` says.
    Offset,
    /// At the first record whose time is not before the one that `at` says, in milliseconds since 1970.
    Timestamp,
}
impl From<api::StartKind> for RawStartKind {
    fn from(it: api::StartKind) -> Self {
        match it {
            api::StartKind::Beginning => Self::Beginning,
            api::StartKind::End => Self::End,
            api::StartKind::Offset => Self::Offset,
            api::StartKind::Timestamp => Self::Timestamp,
        }
    }
}
impl From<RawStartKind> for api::StartKind {
    fn from(it: RawStartKind) -> Self {
        match it {
            RawStartKind::Beginning => Self::Beginning,
            RawStartKind::End => Self::End,
            RawStartKind::Offset => Self::Offset,
            RawStartKind::Timestamp => Self::Timestamp,
        }
    }
}

/// How a transaction ended.
#[derive(Debug, uniffi::Enum)]
pub enum RawOutcome {
    /// Its records count.
    Committed,
    /// Its records do not count.
    Aborted,
}
impl From<api::Outcome> for RawOutcome {
    fn from(it: api::Outcome) -> Self {
        match it {
            api::Outcome::Committed => Self::Committed,
            api::Outcome::Aborted => Self::Aborted,
        }
    }
}
impl From<RawOutcome> for api::Outcome {
    fn from(it: RawOutcome) -> Self {
        match it {
            RawOutcome::Committed => Self::Committed,
            RawOutcome::Aborted => Self::Aborted,
        }
    }
}
