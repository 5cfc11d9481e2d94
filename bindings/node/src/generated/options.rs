// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

//! Sets of options.

use ottla_api as api;

use crate::error::Wrong;
use crate::options;
use crate::value::FromJs;
use crate::value::Raw;

impl FromJs for api::ClientOptions {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(Self::new(options::read(raw)?))
    }
}

impl FromJs for api::ProducerOptions {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(Self::new(options::read(raw)?))
    }
}

impl FromJs for api::ConsumerOptions {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(Self::new(options::read(raw)?))
    }
}

impl FromJs for api::PartitionConsumerOptions {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(Self::new(options::read(raw)?))
    }
}

impl FromJs for api::ShareConsumerOptions {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(Self::new(options::read(raw)?))
    }
}

impl FromJs for api::ProcessOptions {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(Self::new(options::read(raw)?))
    }
}

impl FromJs for api::RegistryOptions {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(Self::new(options::read(raw)?))
    }
}

impl FromJs for api::SchemaOptions {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(Self::new(options::read(raw)?))
    }
}

impl FromJs for api::BrokerOptions {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(Self::new(options::read(raw)?))
    }
}
