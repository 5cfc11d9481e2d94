// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

#[allow(unused_imports)]
use std::{collections::HashMap, sync::Arc};

#[allow(unused_imports)]
use ottla_api as api;

#[allow(unused_imports)]
use crate::{failure::{RawFailure, RawThrown}, owned::Owned, record_batch::RawRecordBatch, call::RawCall, made::*};

/// What an ACL is about.
#[derive(Debug, uniffi::Enum)]
pub enum RawAclResourceKind {
    /// Topics.
    Topic,
    /// Groups.
    Group,
    /// The cluster, by the name `kafka-cluster`.
    Cluster,
    /// Transactional ids.
    TransactionalId,
    /// Delegation tokens.
    DelegationToken,
    /// Users, for what is done in their name.
    User,
}
impl From<api::AclResourceKind> for RawAclResourceKind {
    fn from(it: api::AclResourceKind) -> Self {
        match it {
            api::AclResourceKind::Topic => Self::Topic,
            api::AclResourceKind::Group => Self::Group,
            api::AclResourceKind::Cluster => Self::Cluster,
            api::AclResourceKind::TransactionalId => Self::TransactionalId,
            api::AclResourceKind::DelegationToken => Self::DelegationToken,
            api::AclResourceKind::User => Self::User,
        }
    }
}
impl From<RawAclResourceKind> for api::AclResourceKind {
    fn from(it: RawAclResourceKind) -> Self {
        match it {
            RawAclResourceKind::Topic => Self::Topic,
            RawAclResourceKind::Group => Self::Group,
            RawAclResourceKind::Cluster => Self::Cluster,
            RawAclResourceKind::TransactionalId => Self::TransactionalId,
            RawAclResourceKind::DelegationToken => Self::DelegationToken,
            RawAclResourceKind::User => Self::User,
        }
    }
}

/// How an ACL names resources.
#[derive(Debug, uniffi::Enum)]
pub enum RawAclPattern {
    /// The one that has the name; all with `*`.
    Literal,
    /// Those whose names begin so.
    Prefixed,
}
impl From<api::AclPattern> for RawAclPattern {
    fn from(it: api::AclPattern) -> Self {
        match it {
            api::AclPattern::Literal => Self::Literal,
            api::AclPattern::Prefixed => Self::Prefixed,
        }
    }
}
impl From<RawAclPattern> for api::AclPattern {
    fn from(it: RawAclPattern) -> Self {
        match it {
            RawAclPattern::Literal => Self::Literal,
            RawAclPattern::Prefixed => Self::Prefixed,
        }
    }
}

/// What is done.
#[derive(Debug, uniffi::Enum)]
pub enum RawAclOperation {
    /// Everything.
    All,
    /// Reading.
    Read,
    /// Writing.
    Write,
    /// Creating.
    Create,
    /// Deleting.
    Delete,
    /// Changing.
    Alter,
    /// Describing.
    Describe,
    /// What brokers ask of each other.
    ClusterAction,
    /// Describing the configuration.
    DescribeConfigs,
    /// Changing the configuration.
    AlterConfigs,
    /// Writing with idempotence.
    IdempotentWrite,
    /// Making delegation tokens.
    CreateTokens,
    /// Describing delegation tokens.
    DescribeTokens,
    /// Transactions that others commit (KIP-939).
    TwoPhaseCommit,
}
impl From<api::AclOperation> for RawAclOperation {
    fn from(it: api::AclOperation) -> Self {
        match it {
            api::AclOperation::All => Self::All,
            api::AclOperation::Read => Self::Read,
            api::AclOperation::Write => Self::Write,
            api::AclOperation::Create => Self::Create,
            api::AclOperation::Delete => Self::Delete,
            api::AclOperation::Alter => Self::Alter,
            api::AclOperation::Describe => Self::Describe,
            api::AclOperation::ClusterAction => Self::ClusterAction,
            api::AclOperation::DescribeConfigs => Self::DescribeConfigs,
            api::AclOperation::AlterConfigs => Self::AlterConfigs,
            api::AclOperation::IdempotentWrite => Self::IdempotentWrite,
            api::AclOperation::CreateTokens => Self::CreateTokens,
            api::AclOperation::DescribeTokens => Self::DescribeTokens,
            api::AclOperation::TwoPhaseCommit => Self::TwoPhaseCommit,
        }
    }
}
impl From<RawAclOperation> for api::AclOperation {
    fn from(it: RawAclOperation) -> Self {
        match it {
            RawAclOperation::All => Self::All,
            RawAclOperation::Read => Self::Read,
            RawAclOperation::Write => Self::Write,
            RawAclOperation::Create => Self::Create,
            RawAclOperation::Delete => Self::Delete,
            RawAclOperation::Alter => Self::Alter,
            RawAclOperation::Describe => Self::Describe,
            RawAclOperation::ClusterAction => Self::ClusterAction,
            RawAclOperation::DescribeConfigs => Self::DescribeConfigs,
            RawAclOperation::AlterConfigs => Self::AlterConfigs,
            RawAclOperation::IdempotentWrite => Self::IdempotentWrite,
            RawAclOperation::CreateTokens => Self::CreateTokens,
            RawAclOperation::DescribeTokens => Self::DescribeTokens,
            RawAclOperation::TwoPhaseCommit => Self::TwoPhaseCommit,
        }
    }
}

/// Whether it may be done.
#[derive(Debug, uniffi::Enum)]
pub enum RawAclPermission {
    /// No; that counts more than any `Allow`.
    Deny,
    /// Yes.
    Allow,
}
impl From<api::AclPermission> for RawAclPermission {
    fn from(it: api::AclPermission) -> Self {
        match it {
            api::AclPermission::Deny => Self::Deny,
            api::AclPermission::Allow => Self::Allow,
        }
    }
}
impl From<RawAclPermission> for api::AclPermission {
    fn from(it: RawAclPermission) -> Self {
        match it {
            RawAclPermission::Deny => Self::Deny,
            RawAclPermission::Allow => Self::Allow,
        }
    }
}

/// How a filter looks at names.
#[derive(Debug, uniffi::Enum)]
pub enum RawAclPatternMatch {
    /// All rules with the name, whatever their pattern.
    Any,
    /// All rules that apply to what has the name.
    Match,
    /// Only rules with the pattern `Literal`.
    Literal,
    /// Only rules with the pattern `Prefixed`.
    Prefixed,
}
impl From<api::AclPatternMatch> for RawAclPatternMatch {
    fn from(it: api::AclPatternMatch) -> Self {
        match it {
            api::AclPatternMatch::Any => Self::Any,
            api::AclPatternMatch::Match => Self::Match,
            api::AclPatternMatch::Literal => Self::Literal,
            api::AclPatternMatch::Prefixed => Self::Prefixed,
        }
    }
}
impl From<RawAclPatternMatch> for api::AclPatternMatch {
    fn from(it: RawAclPatternMatch) -> Self {
        match it {
            RawAclPatternMatch::Any => Self::Any,
            RawAclPatternMatch::Match => Self::Match,
            RawAclPatternMatch::Literal => Self::Literal,
            RawAclPatternMatch::Prefixed => Self::Prefixed,
        }
    }
}

/// Whether a change is made.
#[derive(Debug, uniffi::Enum)]
pub enum RawUpdateMode {
    /// It is made.
    Apply,
    /// It is only looked at whether it could be made.
    ValidateOnly,
}
impl From<api::UpdateMode> for RawUpdateMode {
    fn from(it: api::UpdateMode) -> Self {
        match it {
            api::UpdateMode::Apply => Self::Apply,
            api::UpdateMode::ValidateOnly => Self::ValidateOnly,
        }
    }
}
impl From<RawUpdateMode> for api::UpdateMode {
    fn from(it: RawUpdateMode) -> Self {
        match it {
            RawUpdateMode::Apply => Self::Apply,
            RawUpdateMode::ValidateOnly => Self::ValidateOnly,
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
    /// The levels that a broker logs with.
    BrokerLogger,
}
impl From<api::ConfigResourceKind> for RawConfigResourceKind {
    fn from(it: api::ConfigResourceKind) -> Self {
        match it {
            api::ConfigResourceKind::Topic => Self::Topic,
            api::ConfigResourceKind::Broker => Self::Broker,
            api::ConfigResourceKind::Group => Self::Group,
            api::ConfigResourceKind::ClientMetrics => Self::ClientMetrics,
            api::ConfigResourceKind::BrokerLogger => Self::BrokerLogger,
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
            RawConfigResourceKind::BrokerLogger => Self::BrokerLogger,
        }
    }
}

/// Where a value is from.
#[derive(Debug, uniffi::Enum)]
pub enum RawConfigSource {
    /// The topic's own.
    Topic,
    /// One broker's own, set while it ran.
    DynamicBroker,
    /// That of all brokers, set while they ran.
    DynamicDefaultBroker,
    /// The file that the broker was started with.
    StaticBroker,
    /// Nobody has set it.
    Default,
    /// The broker's loggers.
    BrokerLogger,
    /// The subscription's own.
    ClientMetrics,
    /// The group's own.
    Group,
    /// A place that this version does not know.
    Other,
}
impl From<api::ConfigSource> for RawConfigSource {
    fn from(it: api::ConfigSource) -> Self {
        match it {
            api::ConfigSource::Topic => Self::Topic,
            api::ConfigSource::DynamicBroker => Self::DynamicBroker,
            api::ConfigSource::DynamicDefaultBroker => Self::DynamicDefaultBroker,
            api::ConfigSource::StaticBroker => Self::StaticBroker,
            api::ConfigSource::Default => Self::Default,
            api::ConfigSource::BrokerLogger => Self::BrokerLogger,
            api::ConfigSource::ClientMetrics => Self::ClientMetrics,
            api::ConfigSource::Group => Self::Group,
            api::ConfigSource::Other => Self::Other,
        }
    }
}
impl From<RawConfigSource> for api::ConfigSource {
    fn from(it: RawConfigSource) -> Self {
        match it {
            RawConfigSource::Topic => Self::Topic,
            RawConfigSource::DynamicBroker => Self::DynamicBroker,
            RawConfigSource::DynamicDefaultBroker => Self::DynamicDefaultBroker,
            RawConfigSource::StaticBroker => Self::StaticBroker,
            RawConfigSource::Default => Self::Default,
            RawConfigSource::BrokerLogger => Self::BrokerLogger,
            RawConfigSource::ClientMetrics => Self::ClientMetrics,
            RawConfigSource::Group => Self::Group,
            RawConfigSource::Other => Self::Other,
        }
    }
}

/// What the value of a key is.
#[derive(Debug, uniffi::Enum)]
pub enum RawConfigKeyType {
    /// True or false.
    Boolean,
    /// Text.
    String,
    /// A number of 32 bits.
    Int,
    /// A number of 16 bits.
    Short,
    /// A number of 64 bits.
    Long,
    /// A number with a fraction.
    Double,
    /// Texts with commas between.
    List,
    /// The name of a class.
    Class,
    /// Something secret.
    Password,
    /// A type that this version does not know, or old brokers do not tell.
    Other,
}
impl From<api::ConfigKeyType> for RawConfigKeyType {
    fn from(it: api::ConfigKeyType) -> Self {
        match it {
            api::ConfigKeyType::Boolean => Self::Boolean,
            api::ConfigKeyType::String => Self::String,
            api::ConfigKeyType::Int => Self::Int,
            api::ConfigKeyType::Short => Self::Short,
            api::ConfigKeyType::Long => Self::Long,
            api::ConfigKeyType::Double => Self::Double,
            api::ConfigKeyType::List => Self::List,
            api::ConfigKeyType::Class => Self::Class,
            api::ConfigKeyType::Password => Self::Password,
            api::ConfigKeyType::Other => Self::Other,
        }
    }
}
impl From<RawConfigKeyType> for api::ConfigKeyType {
    fn from(it: RawConfigKeyType) -> Self {
        match it {
            RawConfigKeyType::Boolean => Self::Boolean,
            RawConfigKeyType::String => Self::String,
            RawConfigKeyType::Int => Self::Int,
            RawConfigKeyType::Short => Self::Short,
            RawConfigKeyType::Long => Self::Long,
            RawConfigKeyType::Double => Self::Double,
            RawConfigKeyType::List => Self::List,
            RawConfigKeyType::Class => Self::Class,
            RawConfigKeyType::Password => Self::Password,
            RawConfigKeyType::Other => Self::Other,
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

/// Where a level goes.
#[derive(Debug, uniffi::Enum)]
pub enum RawFeatureChange {
    /// Up.
    Upgrade,
    /// Down, if nothing is lost by it.
    Downgrade,
    /// Down in any case.
    UnsafeDowngrade,
}
impl From<api::FeatureChange> for RawFeatureChange {
    fn from(it: api::FeatureChange) -> Self {
        match it {
            api::FeatureChange::Upgrade => Self::Upgrade,
            api::FeatureChange::Downgrade => Self::Downgrade,
            api::FeatureChange::UnsafeDowngrade => Self::UnsafeDowngrade,
        }
    }
}
impl From<RawFeatureChange> for api::FeatureChange {
    fn from(it: RawFeatureChange) -> Self {
        match it {
            RawFeatureChange::Upgrade => Self::Upgrade,
            RawFeatureChange::Downgrade => Self::Downgrade,
            RawFeatureChange::UnsafeDowngrade => Self::UnsafeDowngrade,
        }
    }
}

/// What a quota is of.
#[derive(Debug, uniffi::Enum)]
pub enum RawQuotaKind {
    /// A user.
    User,
    /// A `client.id`.
    ClientId,
    /// An address.
    Ip,
}
impl From<api::QuotaKind> for RawQuotaKind {
    fn from(it: api::QuotaKind) -> Self {
        match it {
            api::QuotaKind::User => Self::User,
            api::QuotaKind::ClientId => Self::ClientId,
            api::QuotaKind::Ip => Self::Ip,
        }
    }
}
impl From<RawQuotaKind> for api::QuotaKind {
    fn from(it: RawQuotaKind) -> Self {
        match it {
            RawQuotaKind::User => Self::User,
            RawQuotaKind::ClientId => Self::ClientId,
            RawQuotaKind::Ip => Self::Ip,
        }
    }
}

/// How a filter looks at a part.
#[derive(Debug, uniffi::Enum)]
pub enum RawQuotaMatchKind {
    /// It has the name.
    Name,
    /// It is that of all that have none of their own.
    Default,
    /// It is there.
    Any,
}
impl From<api::QuotaMatchKind> for RawQuotaMatchKind {
    fn from(it: api::QuotaMatchKind) -> Self {
        match it {
            api::QuotaMatchKind::Name => Self::Name,
            api::QuotaMatchKind::Default => Self::Default,
            api::QuotaMatchKind::Any => Self::Any,
        }
    }
}
impl From<RawQuotaMatchKind> for api::QuotaMatchKind {
    fn from(it: RawQuotaMatchKind) -> Self {
        match it {
            RawQuotaMatchKind::Name => Self::Name,
            RawQuotaMatchKind::Default => Self::Default,
            RawQuotaMatchKind::Any => Self::Any,
        }
    }
}

/// Who may be elected.
#[derive(Debug, uniffi::Enum)]
pub enum RawElectionType {
    /// The preferred leader, if it is in sync.
    Preferred,
    /// Whoever is there, where there is no leader: records may be lost.
    Unclean,
}
impl From<api::ElectionType> for RawElectionType {
    fn from(it: api::ElectionType) -> Self {
        match it {
            api::ElectionType::Preferred => Self::Preferred,
            api::ElectionType::Unclean => Self::Unclean,
        }
    }
}
impl From<RawElectionType> for api::ElectionType {
    fn from(it: RawElectionType) -> Self {
        match it {
            RawElectionType::Preferred => Self::Preferred,
            RawElectionType::Unclean => Self::Unclean,
        }
    }
}

/// Whether a partition may get more replicas by a move, or less.
#[derive(Debug, uniffi::Enum)]
pub enum RawReplicationFactorChange {
    /// It may.
    Allowed,
    /// The move is refused.
    Refused,
}
impl From<api::ReplicationFactorChange> for RawReplicationFactorChange {
    fn from(it: api::ReplicationFactorChange) -> Self {
        match it {
            api::ReplicationFactorChange::Allowed => Self::Allowed,
            api::ReplicationFactorChange::Refused => Self::Refused,
        }
    }
}
impl From<RawReplicationFactorChange> for api::ReplicationFactorChange {
    fn from(it: RawReplicationFactorChange) -> Self {
        match it {
            RawReplicationFactorChange::Allowed => Self::Allowed,
            RawReplicationFactorChange::Refused => Self::Refused,
        }
    }
}

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
    /// That of the first record on the broker's own disks (KIP-405).
    EarliestLocal,
    /// That of the last record in remote storage (KIP-1005).
    LatestTiered,
    /// That of the first record that is not in remote storage yet (KIP-1023).
    EarliestPendingUpload,
}
impl From<api::OffsetSpec> for RawOffsetSpec {
    fn from(it: api::OffsetSpec) -> Self {
        match it {
            api::OffsetSpec::Earliest => Self::Earliest,
            api::OffsetSpec::Latest => Self::Latest,
            api::OffsetSpec::Timestamp => Self::Timestamp,
            api::OffsetSpec::MaxTimestamp => Self::MaxTimestamp,
            api::OffsetSpec::EarliestLocal => Self::EarliestLocal,
            api::OffsetSpec::LatestTiered => Self::LatestTiered,
            api::OffsetSpec::EarliestPendingUpload => Self::EarliestPendingUpload,
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
            RawOffsetSpec::EarliestLocal => Self::EarliestLocal,
            RawOffsetSpec::LatestTiered => Self::LatestTiered,
            RawOffsetSpec::EarliestPendingUpload => Self::EarliestPendingUpload,
        }
    }
}

/// How a password is kept.
#[derive(Debug, uniffi::Enum)]
pub enum RawScramMechanism {
    /// `SCRAM-SHA-256`.
    Sha256,
    /// `SCRAM-SHA-512`.
    Sha512,
}
impl From<api::ScramMechanism> for RawScramMechanism {
    fn from(it: api::ScramMechanism) -> Self {
        match it {
            api::ScramMechanism::Sha256 => Self::Sha256,
            api::ScramMechanism::Sha512 => Self::Sha512,
        }
    }
}
impl From<RawScramMechanism> for api::ScramMechanism {
    fn from(it: RawScramMechanism) -> Self {
        match it {
            RawScramMechanism::Sha256 => Self::Sha256,
            RawScramMechanism::Sha512 => Self::Sha512,
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
    /// Another producer with the same transactional id, or another member with the same `group.instance.id`, took over.
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

/// The language of a schema.
#[derive(Debug, uniffi::Enum)]
pub enum RawSchemaKind {
    /// Apache Avro.
    Avro,
    /// Protocol Buffers.
    Protobuf,
    /// JSON Schema.
    Json,
}
impl From<api::SchemaKind> for RawSchemaKind {
    fn from(it: api::SchemaKind) -> Self {
        match it {
            api::SchemaKind::Avro => Self::Avro,
            api::SchemaKind::Protobuf => Self::Protobuf,
            api::SchemaKind::Json => Self::Json,
        }
    }
}
impl From<RawSchemaKind> for api::SchemaKind {
    fn from(it: RawSchemaKind) -> Self {
        match it {
            RawSchemaKind::Avro => Self::Avro,
            RawSchemaKind::Protobuf => Self::Protobuf,
            RawSchemaKind::Json => Self::Json,
        }
    }
}

/// Whether bytes are those of a record's key or of its value.
#[derive(Debug, uniffi::Enum)]
pub enum RawPart {
    /// The key.
    Key,
    /// The value.
    Value,
}
impl From<api::Part> for RawPart {
    fn from(it: api::Part) -> Self {
        match it {
            api::Part::Key => Self::Key,
            api::Part::Value => Self::Value,
        }
    }
}
impl From<RawPart> for api::Part {
    fn from(it: RawPart) -> Self {
        match it {
            RawPart::Key => Self::Key,
            RawPart::Value => Self::Value,
        }
    }
}

/// What became of a record.
#[derive(Debug, uniffi::Enum)]
pub enum RawAcknowledgeType {
    /// It is done.
    Accept,
    /// It is delivered again, to this member or another, unless that was often enough.
    Release,
    /// It is delivered no more: nobody can make anything of it.
    Reject,
    /// It takes longer: it stays this member's, and is acknowledged once more (KIP-1222).
    Renew,
}
impl From<api::AcknowledgeType> for RawAcknowledgeType {
    fn from(it: api::AcknowledgeType) -> Self {
        match it {
            api::AcknowledgeType::Accept => Self::Accept,
            api::AcknowledgeType::Release => Self::Release,
            api::AcknowledgeType::Reject => Self::Reject,
            api::AcknowledgeType::Renew => Self::Renew,
        }
    }
}
impl From<RawAcknowledgeType> for api::AcknowledgeType {
    fn from(it: RawAcknowledgeType) -> Self {
        match it {
            RawAcknowledgeType::Accept => Self::Accept,
            RawAcknowledgeType::Release => Self::Release,
            RawAcknowledgeType::Reject => Self::Reject,
            RawAcknowledgeType::Renew => Self::Renew,
        }
    }
}

/// Which changes of a subject's schema a registry takes.
#[derive(Debug, uniffi::Enum)]
pub enum RawCompatibility {
    /// All.
    None,
    /// New readers read what was written with the version before.
    Backward,
    /// New readers read what was written with every version before.
    BackwardTransitive,
    /// Readers of the version before read what is written.
    Forward,
    /// Readers of every version before read what is written.
    ForwardTransitive,
    /// Backward and forward.
    Full,
    /// Backward and forward with every version before.
    FullTransitive,
}
impl From<api::Compatibility> for RawCompatibility {
    fn from(it: api::Compatibility) -> Self {
        match it {
            api::Compatibility::None => Self::None,
            api::Compatibility::Backward => Self::Backward,
            api::Compatibility::BackwardTransitive => Self::BackwardTransitive,
            api::Compatibility::Forward => Self::Forward,
            api::Compatibility::ForwardTransitive => Self::ForwardTransitive,
            api::Compatibility::Full => Self::Full,
            api::Compatibility::FullTransitive => Self::FullTransitive,
        }
    }
}
impl From<RawCompatibility> for api::Compatibility {
    fn from(it: RawCompatibility) -> Self {
        match it {
            RawCompatibility::None => Self::None,
            RawCompatibility::Backward => Self::Backward,
            RawCompatibility::BackwardTransitive => Self::BackwardTransitive,
            RawCompatibility::Forward => Self::Forward,
            RawCompatibility::ForwardTransitive => Self::ForwardTransitive,
            RawCompatibility::Full => Self::Full,
            RawCompatibility::FullTransitive => Self::FullTransitive,
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
