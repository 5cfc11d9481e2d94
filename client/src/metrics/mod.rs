//! What a client counts and measures, and how it is read: as values, and as Prometheus text. Counting
//! takes no lock and no memory, and happens once for a request or a batch, never for a record.

mod families;
mod histogram;
pub(crate) mod labels;
mod prometheus;
pub(crate) mod registry;
mod snapshot;

pub use histogram::Distribution;
pub use snapshot::{
    ApiMetrics, ClientMetrics, ConnectionMetrics, ConsumerMetrics, NodeMetrics, ProducerMetrics,
};
