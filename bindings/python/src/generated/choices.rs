// Made from bindings/api by `cargo xtask generate`: do not edit.

//! Choices.

use ottla_api as api;
use pyo3::prelude::*;

use crate::{
    choices::Members,
    convert::{Argument, At, Given, IntoPython},
};

static OFFSET_SPEC: Members = Members::of("OffsetSpec");
const ALL_OF_OFFSET_SPEC: [api::OffsetSpec; 4] = [api::OffsetSpec::Earliest, api::OffsetSpec::Latest, api::OffsetSpec::Timestamp, api::OffsetSpec::MaxTimestamp];

impl IntoPython for api::OffsetSpec {
    fn into_python(self, py: Python<'_>) -> Given {
        OFFSET_SPEC.member(py, match self {
            api::OffsetSpec::Earliest => 0,
            api::OffsetSpec::Latest => 1,
            api::OffsetSpec::Timestamp => 2,
            api::OffsetSpec::MaxTimestamp => 3,
        })
    }
}

impl Argument for api::OffsetSpec {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_OFFSET_SPEC[OFFSET_SPEC.index(value, at)?])
    }
}

static CONFIG_RESOURCE_KIND: Members = Members::of("ConfigResourceKind");
const ALL_OF_CONFIG_RESOURCE_KIND: [api::ConfigResourceKind; 4] = [api::ConfigResourceKind::Topic, api::ConfigResourceKind::Broker, api::ConfigResourceKind::Group, api::ConfigResourceKind::ClientMetrics];

impl IntoPython for api::ConfigResourceKind {
    fn into_python(self, py: Python<'_>) -> Given {
        CONFIG_RESOURCE_KIND.member(py, match self {
            api::ConfigResourceKind::Topic => 0,
            api::ConfigResourceKind::Broker => 1,
            api::ConfigResourceKind::Group => 2,
            api::ConfigResourceKind::ClientMetrics => 3,
        })
    }
}

impl Argument for api::ConfigResourceKind {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        Ok(ALL_OF_CONFIG_RESOURCE_KIND[CONFIG_RESOURCE_KIND.index(value, at)?])
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
