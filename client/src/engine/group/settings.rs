//! What a member needs of the consumer's options, as the protocols want it.

use std::time::Duration;

use bytestring::ByteString;
use ottla_core::assignors::client::{ClientAssignor, RebalanceProtocol};

use crate::{engine::backoff::Backoff, options::ConsumerOptions};

/// How a member behaves.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) group_id: ByteString,
    pub(crate) group_instance_id: Option<ByteString>,
    pub(crate) rack: Option<ByteString>,
    pub(crate) remote_assignor: Option<ByteString>,
    pub(crate) assignors: Vec<ClientAssignor>,
    pub(crate) session_timeout: Duration,
    pub(crate) heartbeat_interval: Duration,
    /// Also the time that a rebalance gives members to join.
    pub(crate) max_poll_interval: Duration,
    pub(crate) backoff: Backoff,
    /// How long failures stay unsaid.
    pub(crate) patience: Duration,
    pub(crate) metadata_age_max: Duration,
}

impl Settings {
    pub(crate) fn new(
        options: &ConsumerOptions,
        backoff: Backoff,
        patience: Duration,
        metadata_age_max: Duration,
    ) -> Self {
        let text = |text: &Option<String>| text.as_deref().map(ByteString::from);
        Self {
            group_id: options.group_id.as_str().into(),
            group_instance_id: text(&options.group_instance_id),
            rack: text(&options.client_rack),
            remote_assignor: text(&options.group_remote_assignor),
            assignors: options.partition_assignment_strategy.clone(),
            session_timeout: options.session_timeout,
            heartbeat_interval: options.heartbeat_interval,
            max_poll_interval: options.max_poll_interval,
            backoff,
            patience,
            metadata_age_max,
        }
    }

    /// The highest protocol that all assignors share: only so can a group change from one to the
    /// other while its members run (KIP-429).
    pub(crate) fn rebalance_protocol(&self) -> RebalanceProtocol {
        let cooperative = |assignor: &ClientAssignor| {
            assignor.rebalance_protocols().contains(&RebalanceProtocol::Cooperative)
        };
        match self.assignors.iter().all(cooperative) {
            true => RebalanceProtocol::Cooperative,
            false => RebalanceProtocol::Eager,
        }
    }
}

/// A duration as a field of a request.
pub(crate) fn millis(duration: Duration) -> i32 {
    i32::try_from(duration.as_millis()).unwrap_or(i32::MAX)
}
