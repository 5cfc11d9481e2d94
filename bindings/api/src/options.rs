//! Options as pairs of Kafka's keys, or our names, and values as text: the client's definitions read them, say
//! what is wrong with all of them at once, and are what the types of each language are made from.

use std::collections::BTreeMap;

use ottla::{Error, ErrorKind, Result};

/// The client's definitions.
mod of_client {
    pub(super) use ottla::{
        ClientOptions, ConsumerOptions, PartitionConsumerOptions, ProcessOptions, ProducerOptions,
        ShareConsumerOptions,
        serde::schema_registry::{RegistryOptions, SchemaOptions},
    };
}

macro_rules! options {
    ($($(#[$doc:meta])* $name:ident),*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default)]
        pub struct $name {
            properties: BTreeMap<String, String>,
        }

        impl $name {
            /// Options by name; values as text.
            #[must_use]
            pub fn new(properties: BTreeMap<String, String>) -> Self {
                Self { properties }
            }

            pub(crate) fn read(&self) -> Result<of_client::$name> {
                of_client::$name::from_properties(&self.properties)
            }
        }
    )*};
}

options!(
    /// How a client connects.
    ClientOptions,
    /// How a producer batches and sends.
    ProducerOptions,
    /// How a consumer of a group reads.
    ConsumerOptions,
    /// How a consumer of assigned partitions reads.
    PartitionConsumerOptions,
    /// How a consumer of a share group reads.
    ShareConsumerOptions,
    /// How records are handled side by side.
    ProcessOptions,
    /// How a schema registry is reached.
    RegistryOptions,
    /// How the schema to write with is found.
    SchemaOptions
);

/// How a broker in this process runs: Kafka's broker keys.
#[derive(Clone, Debug, Default)]
pub struct BrokerOptions {
    properties: BTreeMap<String, String>,
}

impl BrokerOptions {
    /// Options by Kafka's key, or the key with `_` for `.`; values as text.
    #[must_use]
    pub fn new(properties: BTreeMap<String, String>) -> Self {
        Self { properties }
    }

    pub(crate) fn read(&self) -> Result<ottla::broker::BrokerOptions> {
        let mut options = ottla::broker::BrokerOptions::default();
        for (key, value) in &self.properties {
            options = options.set(&key.replace('_', "."), value).map_err(|error| {
                Error::of(ErrorKind::InvalidInput, "start a broker", error.to_string())
            })?;
        }
        Ok(options)
    }
}
