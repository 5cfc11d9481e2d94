// Made from bindings/api by `cargo xtask generate`: do not edit.

//! Choices.

use ottla_api as api;
use pyo3::prelude::*;

use crate::{
    choices::Members,
    convert::{Argument, At, Given, IntoPython},
};

static ACL_RESOURCE_KIND: Members = Members::of("AclResourceKind");
const ALL_OF_ACL_RESOURCE_KIND: [api::AclResourceKind; 6] = [api::AclResourceKind::Topic, api::AclResourceKind::Group, api::AclResourceKind::Cluster, api::AclResourceKind::TransactionalId, api::AclResourceKind::DelegationToken, api::AclResourceKind::User];

impl IntoPython for api::AclResourceKind {
    fn into_python(self, py: Python<'_>) -> Given {
        ACL_RESOURCE_KIND.member(py, match self {
            api::AclResourceKind::Topic => 0,
            api::AclResourceKind::Group => 1,
            api::AclResourceKind::Cluster => 2,
            api::AclResourceKind::TransactionalId => 3,
            api::AclResourceKind::DelegationToken => 4,
            api::AclResourceKind::User => 5,
        })
    }
}

impl Argument for api::AclResourceKind {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_ACL_RESOURCE_KIND[ACL_RESOURCE_KIND.index(value, at)?])
    }
}

static ACL_PATTERN: Members = Members::of("AclPattern");
const ALL_OF_ACL_PATTERN: [api::AclPattern; 2] = [api::AclPattern::Literal, api::AclPattern::Prefixed];

impl IntoPython for api::AclPattern {
    fn into_python(self, py: Python<'_>) -> Given {
        ACL_PATTERN.member(py, match self {
            api::AclPattern::Literal => 0,
            api::AclPattern::Prefixed => 1,
        })
    }
}

impl Argument for api::AclPattern {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_ACL_PATTERN[ACL_PATTERN.index(value, at)?])
    }
}

static ACL_OPERATION: Members = Members::of("AclOperation");
const ALL_OF_ACL_OPERATION: [api::AclOperation; 14] = [api::AclOperation::All, api::AclOperation::Read, api::AclOperation::Write, api::AclOperation::Create, api::AclOperation::Delete, api::AclOperation::Alter, api::AclOperation::Describe, api::AclOperation::ClusterAction, api::AclOperation::DescribeConfigs, api::AclOperation::AlterConfigs, api::AclOperation::IdempotentWrite, api::AclOperation::CreateTokens, api::AclOperation::DescribeTokens, api::AclOperation::TwoPhaseCommit];

impl IntoPython for api::AclOperation {
    fn into_python(self, py: Python<'_>) -> Given {
        ACL_OPERATION.member(py, match self {
            api::AclOperation::All => 0,
            api::AclOperation::Read => 1,
            api::AclOperation::Write => 2,
            api::AclOperation::Create => 3,
            api::AclOperation::Delete => 4,
            api::AclOperation::Alter => 5,
            api::AclOperation::Describe => 6,
            api::AclOperation::ClusterAction => 7,
            api::AclOperation::DescribeConfigs => 8,
            api::AclOperation::AlterConfigs => 9,
            api::AclOperation::IdempotentWrite => 10,
            api::AclOperation::CreateTokens => 11,
            api::AclOperation::DescribeTokens => 12,
            api::AclOperation::TwoPhaseCommit => 13,
        })
    }
}

impl Argument for api::AclOperation {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_ACL_OPERATION[ACL_OPERATION.index(value, at)?])
    }
}

static ACL_PERMISSION: Members = Members::of("AclPermission");
const ALL_OF_ACL_PERMISSION: [api::AclPermission; 2] = [api::AclPermission::Deny, api::AclPermission::Allow];

impl IntoPython for api::AclPermission {
    fn into_python(self, py: Python<'_>) -> Given {
        ACL_PERMISSION.member(py, match self {
            api::AclPermission::Deny => 0,
            api::AclPermission::Allow => 1,
        })
    }
}

impl Argument for api::AclPermission {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_ACL_PERMISSION[ACL_PERMISSION.index(value, at)?])
    }
}

static ACL_PATTERN_MATCH: Members = Members::of("AclPatternMatch");
const ALL_OF_ACL_PATTERN_MATCH: [api::AclPatternMatch; 4] = [api::AclPatternMatch::Any, api::AclPatternMatch::Match, api::AclPatternMatch::Literal, api::AclPatternMatch::Prefixed];

impl IntoPython for api::AclPatternMatch {
    fn into_python(self, py: Python<'_>) -> Given {
        ACL_PATTERN_MATCH.member(py, match self {
            api::AclPatternMatch::Any => 0,
            api::AclPatternMatch::Match => 1,
            api::AclPatternMatch::Literal => 2,
            api::AclPatternMatch::Prefixed => 3,
        })
    }
}

impl Argument for api::AclPatternMatch {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_ACL_PATTERN_MATCH[ACL_PATTERN_MATCH.index(value, at)?])
    }
}

static UPDATE_MODE: Members = Members::of("UpdateMode");
const ALL_OF_UPDATE_MODE: [api::UpdateMode; 2] = [api::UpdateMode::Apply, api::UpdateMode::ValidateOnly];

impl IntoPython for api::UpdateMode {
    fn into_python(self, py: Python<'_>) -> Given {
        UPDATE_MODE.member(py, match self {
            api::UpdateMode::Apply => 0,
            api::UpdateMode::ValidateOnly => 1,
        })
    }
}

impl Argument for api::UpdateMode {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_UPDATE_MODE[UPDATE_MODE.index(value, at)?])
    }
}

static CONFIG_RESOURCE_KIND: Members = Members::of("ConfigResourceKind");
const ALL_OF_CONFIG_RESOURCE_KIND: [api::ConfigResourceKind; 5] = [api::ConfigResourceKind::Topic, api::ConfigResourceKind::Broker, api::ConfigResourceKind::Group, api::ConfigResourceKind::ClientMetrics, api::ConfigResourceKind::BrokerLogger];

impl IntoPython for api::ConfigResourceKind {
    fn into_python(self, py: Python<'_>) -> Given {
        CONFIG_RESOURCE_KIND.member(py, match self {
            api::ConfigResourceKind::Topic => 0,
            api::ConfigResourceKind::Broker => 1,
            api::ConfigResourceKind::Group => 2,
            api::ConfigResourceKind::ClientMetrics => 3,
            api::ConfigResourceKind::BrokerLogger => 4,
        })
    }
}

impl Argument for api::ConfigResourceKind {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_CONFIG_RESOURCE_KIND[CONFIG_RESOURCE_KIND.index(value, at)?])
    }
}

static CONFIG_SOURCE: Members = Members::of("ConfigSource");
const ALL_OF_CONFIG_SOURCE: [api::ConfigSource; 9] = [api::ConfigSource::Topic, api::ConfigSource::DynamicBroker, api::ConfigSource::DynamicDefaultBroker, api::ConfigSource::StaticBroker, api::ConfigSource::Default, api::ConfigSource::BrokerLogger, api::ConfigSource::ClientMetrics, api::ConfigSource::Group, api::ConfigSource::Other];

impl IntoPython for api::ConfigSource {
    fn into_python(self, py: Python<'_>) -> Given {
        CONFIG_SOURCE.member(py, match self {
            api::ConfigSource::Topic => 0,
            api::ConfigSource::DynamicBroker => 1,
            api::ConfigSource::DynamicDefaultBroker => 2,
            api::ConfigSource::StaticBroker => 3,
            api::ConfigSource::Default => 4,
            api::ConfigSource::BrokerLogger => 5,
            api::ConfigSource::ClientMetrics => 6,
            api::ConfigSource::Group => 7,
            api::ConfigSource::Other => 8,
        })
    }
}

impl Argument for api::ConfigSource {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_CONFIG_SOURCE[CONFIG_SOURCE.index(value, at)?])
    }
}

static CONFIG_KEY_TYPE: Members = Members::of("ConfigKeyType");
const ALL_OF_CONFIG_KEY_TYPE: [api::ConfigKeyType; 10] = [api::ConfigKeyType::Boolean, api::ConfigKeyType::String, api::ConfigKeyType::Int, api::ConfigKeyType::Short, api::ConfigKeyType::Long, api::ConfigKeyType::Double, api::ConfigKeyType::List, api::ConfigKeyType::Class, api::ConfigKeyType::Password, api::ConfigKeyType::Other];

impl IntoPython for api::ConfigKeyType {
    fn into_python(self, py: Python<'_>) -> Given {
        CONFIG_KEY_TYPE.member(py, match self {
            api::ConfigKeyType::Boolean => 0,
            api::ConfigKeyType::String => 1,
            api::ConfigKeyType::Int => 2,
            api::ConfigKeyType::Short => 3,
            api::ConfigKeyType::Long => 4,
            api::ConfigKeyType::Double => 5,
            api::ConfigKeyType::List => 6,
            api::ConfigKeyType::Class => 7,
            api::ConfigKeyType::Password => 8,
            api::ConfigKeyType::Other => 9,
        })
    }
}

impl Argument for api::ConfigKeyType {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_CONFIG_KEY_TYPE[CONFIG_KEY_TYPE.index(value, at)?])
    }
}

static CONFIG_OPERATION: Members = Members::of("ConfigOperation");
const ALL_OF_CONFIG_OPERATION: [api::ConfigOperation; 4] = [api::ConfigOperation::Set, api::ConfigOperation::Delete, api::ConfigOperation::Append, api::ConfigOperation::Subtract];

impl IntoPython for api::ConfigOperation {
    fn into_python(self, py: Python<'_>) -> Given {
        CONFIG_OPERATION.member(py, match self {
            api::ConfigOperation::Set => 0,
            api::ConfigOperation::Delete => 1,
            api::ConfigOperation::Append => 2,
            api::ConfigOperation::Subtract => 3,
        })
    }
}

impl Argument for api::ConfigOperation {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_CONFIG_OPERATION[CONFIG_OPERATION.index(value, at)?])
    }
}

static FEATURE_CHANGE: Members = Members::of("FeatureChange");
const ALL_OF_FEATURE_CHANGE: [api::FeatureChange; 3] = [api::FeatureChange::Upgrade, api::FeatureChange::Downgrade, api::FeatureChange::UnsafeDowngrade];

impl IntoPython for api::FeatureChange {
    fn into_python(self, py: Python<'_>) -> Given {
        FEATURE_CHANGE.member(py, match self {
            api::FeatureChange::Upgrade => 0,
            api::FeatureChange::Downgrade => 1,
            api::FeatureChange::UnsafeDowngrade => 2,
        })
    }
}

impl Argument for api::FeatureChange {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_FEATURE_CHANGE[FEATURE_CHANGE.index(value, at)?])
    }
}

static QUOTA_KIND: Members = Members::of("QuotaKind");
const ALL_OF_QUOTA_KIND: [api::QuotaKind; 3] = [api::QuotaKind::User, api::QuotaKind::ClientId, api::QuotaKind::Ip];

impl IntoPython for api::QuotaKind {
    fn into_python(self, py: Python<'_>) -> Given {
        QUOTA_KIND.member(py, match self {
            api::QuotaKind::User => 0,
            api::QuotaKind::ClientId => 1,
            api::QuotaKind::Ip => 2,
        })
    }
}

impl Argument for api::QuotaKind {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_QUOTA_KIND[QUOTA_KIND.index(value, at)?])
    }
}

static QUOTA_MATCH_KIND: Members = Members::of("QuotaMatchKind");
const ALL_OF_QUOTA_MATCH_KIND: [api::QuotaMatchKind; 3] = [api::QuotaMatchKind::Name, api::QuotaMatchKind::Default, api::QuotaMatchKind::Any];

impl IntoPython for api::QuotaMatchKind {
    fn into_python(self, py: Python<'_>) -> Given {
        QUOTA_MATCH_KIND.member(py, match self {
            api::QuotaMatchKind::Name => 0,
            api::QuotaMatchKind::Default => 1,
            api::QuotaMatchKind::Any => 2,
        })
    }
}

impl Argument for api::QuotaMatchKind {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_QUOTA_MATCH_KIND[QUOTA_MATCH_KIND.index(value, at)?])
    }
}

static ELECTION_TYPE: Members = Members::of("ElectionType");
const ALL_OF_ELECTION_TYPE: [api::ElectionType; 2] = [api::ElectionType::Preferred, api::ElectionType::Unclean];

impl IntoPython for api::ElectionType {
    fn into_python(self, py: Python<'_>) -> Given {
        ELECTION_TYPE.member(py, match self {
            api::ElectionType::Preferred => 0,
            api::ElectionType::Unclean => 1,
        })
    }
}

impl Argument for api::ElectionType {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_ELECTION_TYPE[ELECTION_TYPE.index(value, at)?])
    }
}

static REPLICATION_FACTOR_CHANGE: Members = Members::of("ReplicationFactorChange");
const ALL_OF_REPLICATION_FACTOR_CHANGE: [api::ReplicationFactorChange; 2] = [api::ReplicationFactorChange::Allowed, api::ReplicationFactorChange::Refused];

impl IntoPython for api::ReplicationFactorChange {
    fn into_python(self, py: Python<'_>) -> Given {
        REPLICATION_FACTOR_CHANGE.member(py, match self {
            api::ReplicationFactorChange::Allowed => 0,
            api::ReplicationFactorChange::Refused => 1,
        })
    }
}

impl Argument for api::ReplicationFactorChange {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_REPLICATION_FACTOR_CHANGE[REPLICATION_FACTOR_CHANGE.index(value, at)?])
    }
}

static OFFSET_SPEC: Members = Members::of("OffsetSpec");
const ALL_OF_OFFSET_SPEC: [api::OffsetSpec; 7] = [api::OffsetSpec::Earliest, api::OffsetSpec::Latest, api::OffsetSpec::Timestamp, api::OffsetSpec::MaxTimestamp, api::OffsetSpec::EarliestLocal, api::OffsetSpec::LatestTiered, api::OffsetSpec::EarliestPendingUpload];

impl IntoPython for api::OffsetSpec {
    fn into_python(self, py: Python<'_>) -> Given {
        OFFSET_SPEC.member(py, match self {
            api::OffsetSpec::Earliest => 0,
            api::OffsetSpec::Latest => 1,
            api::OffsetSpec::Timestamp => 2,
            api::OffsetSpec::MaxTimestamp => 3,
            api::OffsetSpec::EarliestLocal => 4,
            api::OffsetSpec::LatestTiered => 5,
            api::OffsetSpec::EarliestPendingUpload => 6,
        })
    }
}

impl Argument for api::OffsetSpec {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_OFFSET_SPEC[OFFSET_SPEC.index(value, at)?])
    }
}

static SCRAM_MECHANISM: Members = Members::of("ScramMechanism");
const ALL_OF_SCRAM_MECHANISM: [api::ScramMechanism; 2] = [api::ScramMechanism::Sha256, api::ScramMechanism::Sha512];

impl IntoPython for api::ScramMechanism {
    fn into_python(self, py: Python<'_>) -> Given {
        SCRAM_MECHANISM.member(py, match self {
            api::ScramMechanism::Sha256 => 0,
            api::ScramMechanism::Sha512 => 1,
        })
    }
}

impl Argument for api::ScramMechanism {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_SCRAM_MECHANISM[SCRAM_MECHANISM.index(value, at)?])
    }
}

static ERROR_KIND: Members = Members::of("ErrorKind");
const ALL_OF_ERROR_KIND: [api::ErrorKind; 20] = [api::ErrorKind::Unreachable, api::ErrorKind::TimedOut, api::ErrorKind::WrongProtocol, api::ErrorKind::Unsupported, api::ErrorKind::UnknownTopic, api::ErrorKind::AlreadyExists, api::ErrorKind::AuthenticationFailed, api::ErrorKind::NotAuthorized, api::ErrorKind::InvalidInput, api::ErrorKind::TooLarge, api::ErrorKind::OffsetOutOfRange, api::ErrorKind::LogTruncated, api::ErrorKind::Corrupt, api::ErrorKind::Unprocessed, api::ErrorKind::Unreadable, api::ErrorKind::Rebalanced, api::ErrorKind::Aborted, api::ErrorKind::Fenced, api::ErrorKind::Closed, api::ErrorKind::Broker];

impl IntoPython for api::ErrorKind {
    fn into_python(self, py: Python<'_>) -> Given {
        ERROR_KIND.member(py, match self {
            api::ErrorKind::Unreachable => 0,
            api::ErrorKind::TimedOut => 1,
            api::ErrorKind::WrongProtocol => 2,
            api::ErrorKind::Unsupported => 3,
            api::ErrorKind::UnknownTopic => 4,
            api::ErrorKind::AlreadyExists => 5,
            api::ErrorKind::AuthenticationFailed => 6,
            api::ErrorKind::NotAuthorized => 7,
            api::ErrorKind::InvalidInput => 8,
            api::ErrorKind::TooLarge => 9,
            api::ErrorKind::OffsetOutOfRange => 10,
            api::ErrorKind::LogTruncated => 11,
            api::ErrorKind::Corrupt => 12,
            api::ErrorKind::Unprocessed => 13,
            api::ErrorKind::Unreadable => 14,
            api::ErrorKind::Rebalanced => 15,
            api::ErrorKind::Aborted => 16,
            api::ErrorKind::Fenced => 17,
            api::ErrorKind::Closed => 18,
            api::ErrorKind::Broker => 19,
        })
    }
}

impl Argument for api::ErrorKind {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_ERROR_KIND[ERROR_KIND.index(value, at)?])
    }
}

static ADVICE: Members = Members::of("Advice");
const ALL_OF_ADVICE: [api::Advice; 4] = [api::Advice::Retry, api::Advice::Abort, api::Advice::Rejoin, api::Advice::Fatal];

impl IntoPython for api::Advice {
    fn into_python(self, py: Python<'_>) -> Given {
        ADVICE.member(py, match self {
            api::Advice::Retry => 0,
            api::Advice::Abort => 1,
            api::Advice::Rejoin => 2,
            api::Advice::Fatal => 3,
        })
    }
}

impl Argument for api::Advice {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_ADVICE[ADVICE.index(value, at)?])
    }
}

static EVENT_KIND: Members = Members::of("EventKind");
const ALL_OF_EVENT_KIND: [api::EventKind; 15] = [api::EventKind::Connected, api::EventKind::Disconnected, api::EventKind::ConnectionFailed, api::EventKind::AuthenticationFailed, api::EventKind::Reauthenticated, api::EventKind::Throttled, api::EventKind::Rebootstrapped, api::EventKind::LeaderChanged, api::EventKind::Rebalanced, api::EventKind::HeartbeatFailed, api::EventKind::CommitFailed, api::EventKind::ProducerFenced, api::EventKind::ProduceFailed, api::EventKind::Missed, api::EventKind::Other];

impl IntoPython for api::EventKind {
    fn into_python(self, py: Python<'_>) -> Given {
        EVENT_KIND.member(py, match self {
            api::EventKind::Connected => 0,
            api::EventKind::Disconnected => 1,
            api::EventKind::ConnectionFailed => 2,
            api::EventKind::AuthenticationFailed => 3,
            api::EventKind::Reauthenticated => 4,
            api::EventKind::Throttled => 5,
            api::EventKind::Rebootstrapped => 6,
            api::EventKind::LeaderChanged => 7,
            api::EventKind::Rebalanced => 8,
            api::EventKind::HeartbeatFailed => 9,
            api::EventKind::CommitFailed => 10,
            api::EventKind::ProducerFenced => 11,
            api::EventKind::ProduceFailed => 12,
            api::EventKind::Missed => 13,
            api::EventKind::Other => 14,
        })
    }
}

impl Argument for api::EventKind {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_EVENT_KIND[EVENT_KIND.index(value, at)?])
    }
}

static START_KIND: Members = Members::of("StartKind");
const ALL_OF_START_KIND: [api::StartKind; 4] = [api::StartKind::Beginning, api::StartKind::End, api::StartKind::Offset, api::StartKind::Timestamp];

impl IntoPython for api::StartKind {
    fn into_python(self, py: Python<'_>) -> Given {
        START_KIND.member(py, match self {
            api::StartKind::Beginning => 0,
            api::StartKind::End => 1,
            api::StartKind::Offset => 2,
            api::StartKind::Timestamp => 3,
        })
    }
}

impl Argument for api::StartKind {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_START_KIND[START_KIND.index(value, at)?])
    }
}

static SCHEMA_KIND: Members = Members::of("SchemaKind");
const ALL_OF_SCHEMA_KIND: [api::SchemaKind; 3] = [api::SchemaKind::Avro, api::SchemaKind::Protobuf, api::SchemaKind::Json];

impl IntoPython for api::SchemaKind {
    fn into_python(self, py: Python<'_>) -> Given {
        SCHEMA_KIND.member(py, match self {
            api::SchemaKind::Avro => 0,
            api::SchemaKind::Protobuf => 1,
            api::SchemaKind::Json => 2,
        })
    }
}

impl Argument for api::SchemaKind {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_SCHEMA_KIND[SCHEMA_KIND.index(value, at)?])
    }
}

static PART: Members = Members::of("Part");
const ALL_OF_PART: [api::Part; 2] = [api::Part::Key, api::Part::Value];

impl IntoPython for api::Part {
    fn into_python(self, py: Python<'_>) -> Given {
        PART.member(py, match self {
            api::Part::Key => 0,
            api::Part::Value => 1,
        })
    }
}

impl Argument for api::Part {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_PART[PART.index(value, at)?])
    }
}

static ACKNOWLEDGE_TYPE: Members = Members::of("AcknowledgeType");
const ALL_OF_ACKNOWLEDGE_TYPE: [api::AcknowledgeType; 4] = [api::AcknowledgeType::Accept, api::AcknowledgeType::Release, api::AcknowledgeType::Reject, api::AcknowledgeType::Renew];

impl IntoPython for api::AcknowledgeType {
    fn into_python(self, py: Python<'_>) -> Given {
        ACKNOWLEDGE_TYPE.member(py, match self {
            api::AcknowledgeType::Accept => 0,
            api::AcknowledgeType::Release => 1,
            api::AcknowledgeType::Reject => 2,
            api::AcknowledgeType::Renew => 3,
        })
    }
}

impl Argument for api::AcknowledgeType {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_ACKNOWLEDGE_TYPE[ACKNOWLEDGE_TYPE.index(value, at)?])
    }
}

static COMPATIBILITY: Members = Members::of("Compatibility");
const ALL_OF_COMPATIBILITY: [api::Compatibility; 7] = [api::Compatibility::None, api::Compatibility::Backward, api::Compatibility::BackwardTransitive, api::Compatibility::Forward, api::Compatibility::ForwardTransitive, api::Compatibility::Full, api::Compatibility::FullTransitive];

impl IntoPython for api::Compatibility {
    fn into_python(self, py: Python<'_>) -> Given {
        COMPATIBILITY.member(py, match self {
            api::Compatibility::None => 0,
            api::Compatibility::Backward => 1,
            api::Compatibility::BackwardTransitive => 2,
            api::Compatibility::Forward => 3,
            api::Compatibility::ForwardTransitive => 4,
            api::Compatibility::Full => 5,
            api::Compatibility::FullTransitive => 6,
        })
    }
}

impl Argument for api::Compatibility {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_COMPATIBILITY[COMPATIBILITY.index(value, at)?])
    }
}

static OUTCOME: Members = Members::of("Outcome");
const ALL_OF_OUTCOME: [api::Outcome; 2] = [api::Outcome::Committed, api::Outcome::Aborted];

impl IntoPython for api::Outcome {
    fn into_python(self, py: Python<'_>) -> Given {
        OUTCOME.member(py, match self {
            api::Outcome::Committed => 0,
            api::Outcome::Aborted => 1,
        })
    }
}

impl Argument for api::Outcome {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_OUTCOME[OUTCOME.index(value, at)?])
    }
}
