// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

#[allow(unused_imports)]
use std::{collections::HashMap, sync::Arc};

#[allow(unused_imports)]
use ottla_api as api;

#[allow(unused_imports)]
use crate::{failure::{RawFailure, RawThrown}, owned::Owned, record_batch::RawRecordBatch, call::RawCall, made::*};

/// What becomes of a record that was sent.
#[derive(uniffi::Object)]
pub struct RawDelivery(pub(crate) Owned<api::Delivery>);

#[uniffi::export]
impl RawDelivery {
    /// The partition that was chosen.
    pub fn partition(&self) -> i32 {
        self.0.partition()
    }
    /// Where the record was written, once it is.
    pub async fn written(&self, call: Arc<RawCall>) -> Result<RawWritten, RawFailure> {
        call.run(async move { Ok(self.0.written().await?.into()) }).await
    }
}
