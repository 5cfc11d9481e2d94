// Made from bindings/api by `cargo xtask generate`: do not edit.

//! The classes of the API.

mod choices;
mod data;
mod listeners;
mod objects;

use pyo3::prelude::*;

pub(crate) use data::*;
pub(crate) use objects::*;

/// Adds all classes to the module.
pub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Refusal>()?;
    module.add_class::<NewTopic>()?;
    module.add_class::<TopicListing>()?;
    module.add_class::<TopicDescription>()?;
    module.add_class::<PartitionDescription>()?;
    module.add_class::<ClusterDescription>()?;
    module.add_class::<BrokerDescription>()?;
    module.add_class::<GroupListing>()?;
    module.add_class::<GroupDescription>()?;
    module.add_class::<MemberDescription>()?;
    module.add_class::<OffsetAt>()?;
    module.add_class::<ListedOffset>()?;
    module.add_class::<ConfigResource>()?;
    module.add_class::<ConfigEntry>()?;
    module.add_class::<ConfigChange>()?;
    module.add_class::<Event>()?;
    module.add_class::<Start>()?;
    module.add_class::<Header>()?;
    module.add_class::<NewRecord>()?;
    module.add_class::<Written>()?;
    module.add_class::<TopicPartition>()?;
    module.add_class::<PartitionOffset>()?;
    module.add_class::<Admin>()?;
    module.add_class::<Broker>()?;
    module.add_class::<Client>()?;
    module.add_class::<Consumer>()?;
    module.add_class::<Events>()?;
    module.add_class::<PartitionConsumer>()?;
    module.add_class::<Producer>()?;
    module.add_class::<Delivery>()?;
    module.add_class::<Transaction>()?;
    Ok(())
}
