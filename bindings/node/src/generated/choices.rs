// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

//! Choices, which are texts in JavaScript.

use ottla_api as api;

use crate::error::Wrong;
use crate::value::FromJs;
use crate::value::IntoJs;
use crate::value::Raw;

pub(crate) fn acl_resource_kind_name(choice: api::AclResourceKind) -> &'static str {
    match choice {
        api::AclResourceKind::Topic => "TOPIC",
        api::AclResourceKind::Group => "GROUP",
        api::AclResourceKind::Cluster => "CLUSTER",
        api::AclResourceKind::TransactionalId => "TRANSACTIONAL_ID",
        api::AclResourceKind::DelegationToken => "DELEGATION_TOKEN",
        api::AclResourceKind::User => "USER",
    }
}

impl IntoJs for api::AclResourceKind {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        acl_resource_kind_name(self).into_js(env)
    }
}

impl FromJs for api::AclResourceKind {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "TOPIC" => Self::Topic,
            "GROUP" => Self::Group,
            "CLUSTER" => Self::Cluster,
            "TRANSACTIONAL_ID" => Self::TransactionalId,
            "DELEGATION_TOKEN" => Self::DelegationToken,
            "USER" => Self::User,
            _ => return Err(raw.must_be("one of 'TOPIC', 'GROUP', 'CLUSTER', 'TRANSACTIONAL_ID', 'DELEGATION_TOKEN', 'USER'")),
        })
    }
}

pub(crate) fn acl_pattern_name(choice: api::AclPattern) -> &'static str {
    match choice {
        api::AclPattern::Literal => "LITERAL",
        api::AclPattern::Prefixed => "PREFIXED",
    }
}

impl IntoJs for api::AclPattern {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        acl_pattern_name(self).into_js(env)
    }
}

impl FromJs for api::AclPattern {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "LITERAL" => Self::Literal,
            "PREFIXED" => Self::Prefixed,
            _ => return Err(raw.must_be("one of 'LITERAL', 'PREFIXED'")),
        })
    }
}

pub(crate) fn acl_operation_name(choice: api::AclOperation) -> &'static str {
    match choice {
        api::AclOperation::All => "ALL",
        api::AclOperation::Read => "READ",
        api::AclOperation::Write => "WRITE",
        api::AclOperation::Create => "CREATE",
        api::AclOperation::Delete => "DELETE",
        api::AclOperation::Alter => "ALTER",
        api::AclOperation::Describe => "DESCRIBE",
        api::AclOperation::ClusterAction => "CLUSTER_ACTION",
        api::AclOperation::DescribeConfigs => "DESCRIBE_CONFIGS",
        api::AclOperation::AlterConfigs => "ALTER_CONFIGS",
        api::AclOperation::IdempotentWrite => "IDEMPOTENT_WRITE",
        api::AclOperation::CreateTokens => "CREATE_TOKENS",
        api::AclOperation::DescribeTokens => "DESCRIBE_TOKENS",
        api::AclOperation::TwoPhaseCommit => "TWO_PHASE_COMMIT",
    }
}

impl IntoJs for api::AclOperation {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        acl_operation_name(self).into_js(env)
    }
}

impl FromJs for api::AclOperation {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "ALL" => Self::All,
            "READ" => Self::Read,
            "WRITE" => Self::Write,
            "CREATE" => Self::Create,
            "DELETE" => Self::Delete,
            "ALTER" => Self::Alter,
            "DESCRIBE" => Self::Describe,
            "CLUSTER_ACTION" => Self::ClusterAction,
            "DESCRIBE_CONFIGS" => Self::DescribeConfigs,
            "ALTER_CONFIGS" => Self::AlterConfigs,
            "IDEMPOTENT_WRITE" => Self::IdempotentWrite,
            "CREATE_TOKENS" => Self::CreateTokens,
            "DESCRIBE_TOKENS" => Self::DescribeTokens,
            "TWO_PHASE_COMMIT" => Self::TwoPhaseCommit,
            _ => return Err(raw.must_be("one of 'ALL', 'READ', 'WRITE', 'CREATE', 'DELETE', 'ALTER', 'DESCRIBE', 'CLUSTER_ACTION', 'DESCRIBE_CONFIGS', 'ALTER_CONFIGS', 'IDEMPOTENT_WRITE', 'CREATE_TOKENS', 'DESCRIBE_TOKENS', 'TWO_PHASE_COMMIT'")),
        })
    }
}

pub(crate) fn acl_permission_name(choice: api::AclPermission) -> &'static str {
    match choice {
        api::AclPermission::Deny => "DENY",
        api::AclPermission::Allow => "ALLOW",
    }
}

impl IntoJs for api::AclPermission {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        acl_permission_name(self).into_js(env)
    }
}

impl FromJs for api::AclPermission {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "DENY" => Self::Deny,
            "ALLOW" => Self::Allow,
            _ => return Err(raw.must_be("one of 'DENY', 'ALLOW'")),
        })
    }
}

pub(crate) fn acl_pattern_match_name(choice: api::AclPatternMatch) -> &'static str {
    match choice {
        api::AclPatternMatch::Any => "ANY",
        api::AclPatternMatch::Match => "MATCH",
        api::AclPatternMatch::Literal => "LITERAL",
        api::AclPatternMatch::Prefixed => "PREFIXED",
    }
}

impl IntoJs for api::AclPatternMatch {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        acl_pattern_match_name(self).into_js(env)
    }
}

impl FromJs for api::AclPatternMatch {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "ANY" => Self::Any,
            "MATCH" => Self::Match,
            "LITERAL" => Self::Literal,
            "PREFIXED" => Self::Prefixed,
            _ => return Err(raw.must_be("one of 'ANY', 'MATCH', 'LITERAL', 'PREFIXED'")),
        })
    }
}

pub(crate) fn update_mode_name(choice: api::UpdateMode) -> &'static str {
    match choice {
        api::UpdateMode::Apply => "APPLY",
        api::UpdateMode::ValidateOnly => "VALIDATE_ONLY",
    }
}

impl IntoJs for api::UpdateMode {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        update_mode_name(self).into_js(env)
    }
}

impl FromJs for api::UpdateMode {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "APPLY" => Self::Apply,
            "VALIDATE_ONLY" => Self::ValidateOnly,
            _ => return Err(raw.must_be("one of 'APPLY', 'VALIDATE_ONLY'")),
        })
    }
}

pub(crate) fn config_resource_kind_name(choice: api::ConfigResourceKind) -> &'static str {
    match choice {
        api::ConfigResourceKind::Topic => "TOPIC",
        api::ConfigResourceKind::Broker => "BROKER",
        api::ConfigResourceKind::Group => "GROUP",
        api::ConfigResourceKind::ClientMetrics => "CLIENT_METRICS",
        api::ConfigResourceKind::BrokerLogger => "BROKER_LOGGER",
    }
}

impl IntoJs for api::ConfigResourceKind {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        config_resource_kind_name(self).into_js(env)
    }
}

impl FromJs for api::ConfigResourceKind {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "TOPIC" => Self::Topic,
            "BROKER" => Self::Broker,
            "GROUP" => Self::Group,
            "CLIENT_METRICS" => Self::ClientMetrics,
            "BROKER_LOGGER" => Self::BrokerLogger,
            _ => return Err(raw.must_be("one of 'TOPIC', 'BROKER', 'GROUP', 'CLIENT_METRICS', 'BROKER_LOGGER'")),
        })
    }
}

pub(crate) fn config_source_name(choice: api::ConfigSource) -> &'static str {
    match choice {
        api::ConfigSource::Topic => "TOPIC",
        api::ConfigSource::DynamicBroker => "DYNAMIC_BROKER",
        api::ConfigSource::DynamicDefaultBroker => "DYNAMIC_DEFAULT_BROKER",
        api::ConfigSource::StaticBroker => "STATIC_BROKER",
        api::ConfigSource::Default => "DEFAULT",
        api::ConfigSource::BrokerLogger => "BROKER_LOGGER",
        api::ConfigSource::ClientMetrics => "CLIENT_METRICS",
        api::ConfigSource::Group => "GROUP",
        api::ConfigSource::Other => "OTHER",
    }
}

impl IntoJs for api::ConfigSource {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        config_source_name(self).into_js(env)
    }
}

impl FromJs for api::ConfigSource {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "TOPIC" => Self::Topic,
            "DYNAMIC_BROKER" => Self::DynamicBroker,
            "DYNAMIC_DEFAULT_BROKER" => Self::DynamicDefaultBroker,
            "STATIC_BROKER" => Self::StaticBroker,
            "DEFAULT" => Self::Default,
            "BROKER_LOGGER" => Self::BrokerLogger,
            "CLIENT_METRICS" => Self::ClientMetrics,
            "GROUP" => Self::Group,
            "OTHER" => Self::Other,
            _ => return Err(raw.must_be("one of 'TOPIC', 'DYNAMIC_BROKER', 'DYNAMIC_DEFAULT_BROKER', 'STATIC_BROKER', 'DEFAULT', 'BROKER_LOGGER', 'CLIENT_METRICS', 'GROUP', 'OTHER'")),
        })
    }
}

pub(crate) fn config_key_type_name(choice: api::ConfigKeyType) -> &'static str {
    match choice {
        api::ConfigKeyType::Boolean => "BOOLEAN",
        api::ConfigKeyType::String => "STRING",
        api::ConfigKeyType::Int => "INT",
        api::ConfigKeyType::Short => "SHORT",
        api::ConfigKeyType::Long => "LONG",
        api::ConfigKeyType::Double => "DOUBLE",
        api::ConfigKeyType::List => "LIST",
        api::ConfigKeyType::Class => "CLASS",
        api::ConfigKeyType::Password => "PASSWORD",
        api::ConfigKeyType::Other => "OTHER",
    }
}

impl IntoJs for api::ConfigKeyType {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        config_key_type_name(self).into_js(env)
    }
}

impl FromJs for api::ConfigKeyType {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "BOOLEAN" => Self::Boolean,
            "STRING" => Self::String,
            "INT" => Self::Int,
            "SHORT" => Self::Short,
            "LONG" => Self::Long,
            "DOUBLE" => Self::Double,
            "LIST" => Self::List,
            "CLASS" => Self::Class,
            "PASSWORD" => Self::Password,
            "OTHER" => Self::Other,
            _ => return Err(raw.must_be("one of 'BOOLEAN', 'STRING', 'INT', 'SHORT', 'LONG', 'DOUBLE', 'LIST', 'CLASS', 'PASSWORD', 'OTHER'")),
        })
    }
}

pub(crate) fn config_operation_name(choice: api::ConfigOperation) -> &'static str {
    match choice {
        api::ConfigOperation::Set => "SET",
        api::ConfigOperation::Delete => "DELETE",
        api::ConfigOperation::Append => "APPEND",
        api::ConfigOperation::Subtract => "SUBTRACT",
    }
}

impl IntoJs for api::ConfigOperation {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        config_operation_name(self).into_js(env)
    }
}

impl FromJs for api::ConfigOperation {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "SET" => Self::Set,
            "DELETE" => Self::Delete,
            "APPEND" => Self::Append,
            "SUBTRACT" => Self::Subtract,
            _ => return Err(raw.must_be("one of 'SET', 'DELETE', 'APPEND', 'SUBTRACT'")),
        })
    }
}

pub(crate) fn feature_change_name(choice: api::FeatureChange) -> &'static str {
    match choice {
        api::FeatureChange::Upgrade => "UPGRADE",
        api::FeatureChange::Downgrade => "DOWNGRADE",
        api::FeatureChange::UnsafeDowngrade => "UNSAFE_DOWNGRADE",
    }
}

impl IntoJs for api::FeatureChange {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        feature_change_name(self).into_js(env)
    }
}

impl FromJs for api::FeatureChange {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "UPGRADE" => Self::Upgrade,
            "DOWNGRADE" => Self::Downgrade,
            "UNSAFE_DOWNGRADE" => Self::UnsafeDowngrade,
            _ => return Err(raw.must_be("one of 'UPGRADE', 'DOWNGRADE', 'UNSAFE_DOWNGRADE'")),
        })
    }
}

pub(crate) fn quota_kind_name(choice: api::QuotaKind) -> &'static str {
    match choice {
        api::QuotaKind::User => "USER",
        api::QuotaKind::ClientId => "CLIENT_ID",
        api::QuotaKind::Ip => "IP",
    }
}

impl IntoJs for api::QuotaKind {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        quota_kind_name(self).into_js(env)
    }
}

impl FromJs for api::QuotaKind {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "USER" => Self::User,
            "CLIENT_ID" => Self::ClientId,
            "IP" => Self::Ip,
            _ => return Err(raw.must_be("one of 'USER', 'CLIENT_ID', 'IP'")),
        })
    }
}

pub(crate) fn quota_match_kind_name(choice: api::QuotaMatchKind) -> &'static str {
    match choice {
        api::QuotaMatchKind::Name => "NAME",
        api::QuotaMatchKind::Default => "DEFAULT",
        api::QuotaMatchKind::Any => "ANY",
    }
}

impl IntoJs for api::QuotaMatchKind {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        quota_match_kind_name(self).into_js(env)
    }
}

impl FromJs for api::QuotaMatchKind {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "NAME" => Self::Name,
            "DEFAULT" => Self::Default,
            "ANY" => Self::Any,
            _ => return Err(raw.must_be("one of 'NAME', 'DEFAULT', 'ANY'")),
        })
    }
}

pub(crate) fn election_type_name(choice: api::ElectionType) -> &'static str {
    match choice {
        api::ElectionType::Preferred => "PREFERRED",
        api::ElectionType::Unclean => "UNCLEAN",
    }
}

impl IntoJs for api::ElectionType {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        election_type_name(self).into_js(env)
    }
}

impl FromJs for api::ElectionType {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "PREFERRED" => Self::Preferred,
            "UNCLEAN" => Self::Unclean,
            _ => return Err(raw.must_be("one of 'PREFERRED', 'UNCLEAN'")),
        })
    }
}

pub(crate) fn replication_factor_change_name(choice: api::ReplicationFactorChange) -> &'static str {
    match choice {
        api::ReplicationFactorChange::Allowed => "ALLOWED",
        api::ReplicationFactorChange::Refused => "REFUSED",
    }
}

impl IntoJs for api::ReplicationFactorChange {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        replication_factor_change_name(self).into_js(env)
    }
}

impl FromJs for api::ReplicationFactorChange {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "ALLOWED" => Self::Allowed,
            "REFUSED" => Self::Refused,
            _ => return Err(raw.must_be("one of 'ALLOWED', 'REFUSED'")),
        })
    }
}

pub(crate) fn offset_spec_name(choice: api::OffsetSpec) -> &'static str {
    match choice {
        api::OffsetSpec::Earliest => "EARLIEST",
        api::OffsetSpec::Latest => "LATEST",
        api::OffsetSpec::Timestamp => "TIMESTAMP",
        api::OffsetSpec::MaxTimestamp => "MAX_TIMESTAMP",
        api::OffsetSpec::EarliestLocal => "EARLIEST_LOCAL",
        api::OffsetSpec::LatestTiered => "LATEST_TIERED",
        api::OffsetSpec::EarliestPendingUpload => "EARLIEST_PENDING_UPLOAD",
    }
}

impl IntoJs for api::OffsetSpec {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        offset_spec_name(self).into_js(env)
    }
}

impl FromJs for api::OffsetSpec {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "EARLIEST" => Self::Earliest,
            "LATEST" => Self::Latest,
            "TIMESTAMP" => Self::Timestamp,
            "MAX_TIMESTAMP" => Self::MaxTimestamp,
            "EARLIEST_LOCAL" => Self::EarliestLocal,
            "LATEST_TIERED" => Self::LatestTiered,
            "EARLIEST_PENDING_UPLOAD" => Self::EarliestPendingUpload,
            _ => return Err(raw.must_be("one of 'EARLIEST', 'LATEST', 'TIMESTAMP', 'MAX_TIMESTAMP', 'EARLIEST_LOCAL', 'LATEST_TIERED', 'EARLIEST_PENDING_UPLOAD'")),
        })
    }
}

pub(crate) fn scram_mechanism_name(choice: api::ScramMechanism) -> &'static str {
    match choice {
        api::ScramMechanism::Sha256 => "SHA256",
        api::ScramMechanism::Sha512 => "SHA512",
    }
}

impl IntoJs for api::ScramMechanism {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        scram_mechanism_name(self).into_js(env)
    }
}

impl FromJs for api::ScramMechanism {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "SHA256" => Self::Sha256,
            "SHA512" => Self::Sha512,
            _ => return Err(raw.must_be("one of 'SHA256', 'SHA512'")),
        })
    }
}

pub(crate) fn kind_name(choice: api::ErrorKind) -> &'static str {
    match choice {
        api::ErrorKind::Unreachable => "UNREACHABLE",
        api::ErrorKind::TimedOut => "TIMED_OUT",
        api::ErrorKind::WrongProtocol => "WRONG_PROTOCOL",
        api::ErrorKind::Unsupported => "UNSUPPORTED",
        api::ErrorKind::UnknownTopic => "UNKNOWN_TOPIC",
        api::ErrorKind::AlreadyExists => "ALREADY_EXISTS",
        api::ErrorKind::AuthenticationFailed => "AUTHENTICATION_FAILED",
        api::ErrorKind::NotAuthorized => "NOT_AUTHORIZED",
        api::ErrorKind::InvalidInput => "INVALID_INPUT",
        api::ErrorKind::TooLarge => "TOO_LARGE",
        api::ErrorKind::OffsetOutOfRange => "OFFSET_OUT_OF_RANGE",
        api::ErrorKind::LogTruncated => "LOG_TRUNCATED",
        api::ErrorKind::Corrupt => "CORRUPT",
        api::ErrorKind::Unprocessed => "UNPROCESSED",
        api::ErrorKind::Unreadable => "UNREADABLE",
        api::ErrorKind::Rebalanced => "REBALANCED",
        api::ErrorKind::Aborted => "ABORTED",
        api::ErrorKind::Fenced => "FENCED",
        api::ErrorKind::Closed => "CLOSED",
        api::ErrorKind::Broker => "BROKER",
    }
}

impl IntoJs for api::ErrorKind {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        kind_name(self).into_js(env)
    }
}

impl FromJs for api::ErrorKind {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "UNREACHABLE" => Self::Unreachable,
            "TIMED_OUT" => Self::TimedOut,
            "WRONG_PROTOCOL" => Self::WrongProtocol,
            "UNSUPPORTED" => Self::Unsupported,
            "UNKNOWN_TOPIC" => Self::UnknownTopic,
            "ALREADY_EXISTS" => Self::AlreadyExists,
            "AUTHENTICATION_FAILED" => Self::AuthenticationFailed,
            "NOT_AUTHORIZED" => Self::NotAuthorized,
            "INVALID_INPUT" => Self::InvalidInput,
            "TOO_LARGE" => Self::TooLarge,
            "OFFSET_OUT_OF_RANGE" => Self::OffsetOutOfRange,
            "LOG_TRUNCATED" => Self::LogTruncated,
            "CORRUPT" => Self::Corrupt,
            "UNPROCESSED" => Self::Unprocessed,
            "UNREADABLE" => Self::Unreadable,
            "REBALANCED" => Self::Rebalanced,
            "ABORTED" => Self::Aborted,
            "FENCED" => Self::Fenced,
            "CLOSED" => Self::Closed,
            "BROKER" => Self::Broker,
            _ => return Err(raw.must_be("one of 'UNREACHABLE', 'TIMED_OUT', 'WRONG_PROTOCOL', 'UNSUPPORTED', 'UNKNOWN_TOPIC', 'ALREADY_EXISTS', 'AUTHENTICATION_FAILED', 'NOT_AUTHORIZED', 'INVALID_INPUT', 'TOO_LARGE', 'OFFSET_OUT_OF_RANGE', 'LOG_TRUNCATED', 'CORRUPT', 'UNPROCESSED', 'UNREADABLE', 'REBALANCED', 'ABORTED', 'FENCED', 'CLOSED', 'BROKER'")),
        })
    }
}

pub(crate) fn advice_name(choice: api::Advice) -> &'static str {
    match choice {
        api::Advice::Retry => "RETRY",
        api::Advice::Abort => "ABORT",
        api::Advice::Rejoin => "REJOIN",
        api::Advice::Fatal => "FATAL",
    }
}

impl IntoJs for api::Advice {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        advice_name(self).into_js(env)
    }
}

impl FromJs for api::Advice {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "RETRY" => Self::Retry,
            "ABORT" => Self::Abort,
            "REJOIN" => Self::Rejoin,
            "FATAL" => Self::Fatal,
            _ => return Err(raw.must_be("one of 'RETRY', 'ABORT', 'REJOIN', 'FATAL'")),
        })
    }
}

pub(crate) fn event_kind_name(choice: api::EventKind) -> &'static str {
    match choice {
        api::EventKind::Connected => "CONNECTED",
        api::EventKind::Disconnected => "DISCONNECTED",
        api::EventKind::ConnectionFailed => "CONNECTION_FAILED",
        api::EventKind::AuthenticationFailed => "AUTHENTICATION_FAILED",
        api::EventKind::Reauthenticated => "REAUTHENTICATED",
        api::EventKind::Throttled => "THROTTLED",
        api::EventKind::Rebootstrapped => "REBOOTSTRAPPED",
        api::EventKind::LeaderChanged => "LEADER_CHANGED",
        api::EventKind::Rebalanced => "REBALANCED",
        api::EventKind::HeartbeatFailed => "HEARTBEAT_FAILED",
        api::EventKind::CommitFailed => "COMMIT_FAILED",
        api::EventKind::ProducerFenced => "PRODUCER_FENCED",
        api::EventKind::ProduceFailed => "PRODUCE_FAILED",
        api::EventKind::Missed => "MISSED",
        api::EventKind::Other => "OTHER",
    }
}

impl IntoJs for api::EventKind {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        event_kind_name(self).into_js(env)
    }
}

impl FromJs for api::EventKind {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "CONNECTED" => Self::Connected,
            "DISCONNECTED" => Self::Disconnected,
            "CONNECTION_FAILED" => Self::ConnectionFailed,
            "AUTHENTICATION_FAILED" => Self::AuthenticationFailed,
            "REAUTHENTICATED" => Self::Reauthenticated,
            "THROTTLED" => Self::Throttled,
            "REBOOTSTRAPPED" => Self::Rebootstrapped,
            "LEADER_CHANGED" => Self::LeaderChanged,
            "REBALANCED" => Self::Rebalanced,
            "HEARTBEAT_FAILED" => Self::HeartbeatFailed,
            "COMMIT_FAILED" => Self::CommitFailed,
            "PRODUCER_FENCED" => Self::ProducerFenced,
            "PRODUCE_FAILED" => Self::ProduceFailed,
            "MISSED" => Self::Missed,
            "OTHER" => Self::Other,
            _ => return Err(raw.must_be("one of 'CONNECTED', 'DISCONNECTED', 'CONNECTION_FAILED', 'AUTHENTICATION_FAILED', 'REAUTHENTICATED', 'THROTTLED', 'REBOOTSTRAPPED', 'LEADER_CHANGED', 'REBALANCED', 'HEARTBEAT_FAILED', 'COMMIT_FAILED', 'PRODUCER_FENCED', 'PRODUCE_FAILED', 'MISSED', 'OTHER'")),
        })
    }
}

pub(crate) fn start_kind_name(choice: api::StartKind) -> &'static str {
    match choice {
        api::StartKind::Beginning => "BEGINNING",
        api::StartKind::End => "END",
        api::StartKind::Offset => "OFFSET",
        api::StartKind::Timestamp => "TIMESTAMP",
    }
}

impl IntoJs for api::StartKind {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        start_kind_name(self).into_js(env)
    }
}

impl FromJs for api::StartKind {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "BEGINNING" => Self::Beginning,
            "END" => Self::End,
            "OFFSET" => Self::Offset,
            "TIMESTAMP" => Self::Timestamp,
            _ => return Err(raw.must_be("one of 'BEGINNING', 'END', 'OFFSET', 'TIMESTAMP'")),
        })
    }
}

pub(crate) fn schema_kind_name(choice: api::SchemaKind) -> &'static str {
    match choice {
        api::SchemaKind::Avro => "AVRO",
        api::SchemaKind::Protobuf => "PROTOBUF",
        api::SchemaKind::Json => "JSON",
    }
}

impl IntoJs for api::SchemaKind {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        schema_kind_name(self).into_js(env)
    }
}

impl FromJs for api::SchemaKind {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "AVRO" => Self::Avro,
            "PROTOBUF" => Self::Protobuf,
            "JSON" => Self::Json,
            _ => return Err(raw.must_be("one of 'AVRO', 'PROTOBUF', 'JSON'")),
        })
    }
}

pub(crate) fn part_name(choice: api::Part) -> &'static str {
    match choice {
        api::Part::Key => "KEY",
        api::Part::Value => "VALUE",
    }
}

impl IntoJs for api::Part {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        part_name(self).into_js(env)
    }
}

impl FromJs for api::Part {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "KEY" => Self::Key,
            "VALUE" => Self::Value,
            _ => return Err(raw.must_be("one of 'KEY', 'VALUE'")),
        })
    }
}

pub(crate) fn acknowledge_type_name(choice: api::AcknowledgeType) -> &'static str {
    match choice {
        api::AcknowledgeType::Accept => "ACCEPT",
        api::AcknowledgeType::Release => "RELEASE",
        api::AcknowledgeType::Reject => "REJECT",
        api::AcknowledgeType::Renew => "RENEW",
    }
}

impl IntoJs for api::AcknowledgeType {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        acknowledge_type_name(self).into_js(env)
    }
}

impl FromJs for api::AcknowledgeType {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "ACCEPT" => Self::Accept,
            "RELEASE" => Self::Release,
            "REJECT" => Self::Reject,
            "RENEW" => Self::Renew,
            _ => return Err(raw.must_be("one of 'ACCEPT', 'RELEASE', 'REJECT', 'RENEW'")),
        })
    }
}

pub(crate) fn compatibility_name(choice: api::Compatibility) -> &'static str {
    match choice {
        api::Compatibility::None => "NONE",
        api::Compatibility::Backward => "BACKWARD",
        api::Compatibility::BackwardTransitive => "BACKWARD_TRANSITIVE",
        api::Compatibility::Forward => "FORWARD",
        api::Compatibility::ForwardTransitive => "FORWARD_TRANSITIVE",
        api::Compatibility::Full => "FULL",
        api::Compatibility::FullTransitive => "FULL_TRANSITIVE",
    }
}

impl IntoJs for api::Compatibility {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        compatibility_name(self).into_js(env)
    }
}

impl FromJs for api::Compatibility {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "NONE" => Self::None,
            "BACKWARD" => Self::Backward,
            "BACKWARD_TRANSITIVE" => Self::BackwardTransitive,
            "FORWARD" => Self::Forward,
            "FORWARD_TRANSITIVE" => Self::ForwardTransitive,
            "FULL" => Self::Full,
            "FULL_TRANSITIVE" => Self::FullTransitive,
            _ => return Err(raw.must_be("one of 'NONE', 'BACKWARD', 'BACKWARD_TRANSITIVE', 'FORWARD', 'FORWARD_TRANSITIVE', 'FULL', 'FULL_TRANSITIVE'")),
        })
    }
}

pub(crate) fn outcome_name(choice: api::Outcome) -> &'static str {
    match choice {
        api::Outcome::Committed => "COMMITTED",
        api::Outcome::Aborted => "ABORTED",
    }
}

impl IntoJs for api::Outcome {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        outcome_name(self).into_js(env)
    }
}

impl FromJs for api::Outcome {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "COMMITTED" => Self::Committed,
            "ABORTED" => Self::Aborted,
            _ => return Err(raw.must_be("one of 'COMMITTED', 'ABORTED'")),
        })
    }
}
