//! What a member of a share group needs of its options.

use std::time::Duration;

use bytestring::ByteString;

use crate::{
    engine::{backoff::Backoff, group::settings::millis},
    options::{AcknowledgementMode, AcquireMode, ShareConsumerOptions},
};

/// How a member behaves.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) group_id: ByteString,
    /// The text of a UUID: brokers refuse others.
    pub(crate) member_id: ByteString,
    pub(crate) rack: Option<ByteString>,
    pub(crate) records_max: i32,
    pub(crate) acknowledgement_mode: AcknowledgementMode,
    pub(crate) acquire_mode: AcquireMode,
    pub(crate) fetch_bytes_min: i32,
    pub(crate) fetch_bytes_max: i32,
    pub(crate) fetch_wait_max_ms: i32,
    pub(crate) backoff: Backoff,
    /// How long failures stay unsaid.
    pub(crate) patience: Duration,
}

impl Settings {
    pub(crate) fn new(
        options: &ShareConsumerOptions,
        member_id: ByteString,
        backoff: Backoff,
        patience: Duration,
    ) -> Self {
        Self {
            group_id: options.group_id.as_str().into(),
            member_id,
            rack: options.client_rack.as_deref().map(ByteString::from),
            records_max: options.max_poll_records,
            acknowledgement_mode: options.acknowledgement_mode,
            acquire_mode: options.acquire_mode,
            fetch_bytes_min: options.fetch_bytes_min,
            fetch_bytes_max: options.fetch_bytes_max,
            fetch_wait_max_ms: millis(options.fetch_wait_max),
            backoff,
            patience,
        }
    }
}
