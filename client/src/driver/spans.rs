//! Spans of what a client does, with the names that OpenTelemetry's semantic conventions for messaging
//! have for them. Who listens to none pays a look at a flag for each.

use tracing::{Span, debug_span};

use super::transport::Address;

/// Opening a connection.
pub(super) fn connect(broker: &Address) -> Span {
    debug_span!(
        "connect",
        messaging.system = "kafka",
        server.address = %broker.host,
        server.port = broker.port,
    )
}

/// One Produce request.
pub(super) fn send(broker: &Address, batches: usize, records: i64) -> Span {
    debug_span!(
        "send",
        messaging.system = "kafka",
        messaging.operation.name = "send",
        messaging.operation.r#type = "send",
        messaging.batch.message_count = records,
        server.address = %broker.host,
        server.port = broker.port,
        batches,
    )
}

/// One Fetch request.
pub(super) fn poll(broker: &Address) -> Span {
    debug_span!(
        "poll",
        messaging.system = "kafka",
        messaging.operation.name = "poll",
        messaging.operation.r#type = "receive",
        server.address = %broker.host,
        server.port = broker.port,
    )
}

/// A commit of offsets.
pub(super) fn commit(group: &str, partitions: usize) -> Span {
    debug_span!(
        "commit",
        messaging.system = "kafka",
        messaging.operation.name = "commit",
        messaging.operation.r#type = "settle",
        messaging.consumer.group.name = group,
        partitions,
    )
}

/// The end of a transaction: `commit transaction`, `abort transaction`.
pub(crate) fn end_transaction(operation: &'static str) -> Span {
    debug_span!(
        "end transaction",
        messaging.system = "kafka",
        messaging.operation.name = operation,
        messaging.operation.r#type = "settle",
    )
}
