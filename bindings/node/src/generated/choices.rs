//! Choices, which are texts in JavaScript.
// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

use ottla_api as api;

use crate::error::Wrong;
use crate::value::FromJs;
use crate::value::IntoJs;
use crate::value::Raw;

pub(crate) fn offset_spec_name(choice: api::OffsetSpec) -> &'static str {
    match choice {
        api::OffsetSpec::Earliest => "EARLIEST",
        api::OffsetSpec::Latest => "LATEST",
        api::OffsetSpec::Timestamp => "TIMESTAMP",
        api::OffsetSpec::MaxTimestamp => "MAX_TIMESTAMP",
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
            _ => return Err(raw.must_be("one of 'EARLIEST', 'LATEST', 'TIMESTAMP', 'MAX_TIMESTAMP'")),
        })
    }
}

pub(crate) fn config_resource_kind_name(choice: api::ConfigResourceKind) -> &'static str {
    match choice {
        api::ConfigResourceKind::Topic => "TOPIC",
        api::ConfigResourceKind::Broker => "BROKER",
        api::ConfigResourceKind::Group => "GROUP",
        api::ConfigResourceKind::ClientMetrics => "CLIENT_METRICS",
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
            _ => return Err(raw.must_be("one of 'TOPIC', 'BROKER', 'GROUP', 'CLIENT_METRICS'")),
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
