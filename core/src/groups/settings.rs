//! The broker's keys that the group coordinator goes by, as values.

use std::time::Duration;

/// What the broker's configuration says of groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupSettings {
    /// `group.min.session.timeout.ms`, of classic members.
    pub session_timeout_min: Duration,
    /// `group.max.session.timeout.ms`, of classic members.
    pub session_timeout_max: Duration,
    /// `group.initial.rebalance.delay.ms`.
    pub initial_rebalance_delay: Duration,
    /// `group.max.size`: members of a classic group.
    pub classic_members_max: usize,
    /// `group.consumer.max.size`: members of a KIP-848 group.
    pub consumer_members_max: usize,
    /// `group.consumer.session.timeout.ms`.
    pub consumer_session_timeout: Duration,
    /// `group.consumer.heartbeat.interval.ms`.
    pub consumer_heartbeat_interval: Duration,
    /// `group.consumer.migration.policy` allows a classic group to become one of KIP-848.
    pub upgrade: Migration,
    /// `group.consumer.migration.policy` allows a KIP-848 group to become a classic one.
    pub downgrade: Migration,
    /// `group.consumer.regex.refresh.interval.ms`.
    pub regex_refresh_interval: Duration,
    /// `offset.metadata.max.bytes`.
    pub offset_metadata_bytes_max: usize,
    /// `offsets.retention.minutes`.
    pub offsets_retention: Duration,
    /// `offsets.retention.check.interval.ms`.
    pub offsets_retention_check_interval: Duration,
}

/// Whether a group may change to the other protocol while it has members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Migration {
    /// It may.
    Allowed,
    /// It may not.
    Refused,
}

impl Default for GroupSettings {
    /// Apache Kafka's defaults, except for no initial delay.
    fn default() -> Self {
        Self {
            session_timeout_min: Duration::from_millis(6_000),
            session_timeout_max: Duration::from_millis(1_800_000),
            initial_rebalance_delay: Duration::ZERO,
            classic_members_max: i32::MAX as usize,
            consumer_members_max: i32::MAX as usize,
            consumer_session_timeout: Duration::from_millis(45_000),
            consumer_heartbeat_interval: Duration::from_millis(5_000),
            upgrade: Migration::Allowed,
            downgrade: Migration::Allowed,
            regex_refresh_interval: Duration::from_millis(600_000),
            offset_metadata_bytes_max: 4_096,
            offsets_retention: Duration::from_secs(7 * 24 * 3_600),
            offsets_retention_check_interval: Duration::from_millis(600_000),
        }
    }
}
