// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

#[allow(unused_imports)]
use std::{collections::HashMap, sync::Arc};

#[allow(unused_imports)]
use ottla_api as api;

#[allow(unused_imports)]
use crate::{failure::{RawFailure, RawThrown}, owned::Owned, record_batch::RawRecordBatch, call::RawCall, made::*};

/// The events of a client, for a loop.
#[derive(uniffi::Object)]
pub struct RawEvents(pub(crate) Owned<api::Events>);

#[uniffi::export]
impl RawEvents {
    /// The next event; null when the client and all that it made are gone.
    pub async fn next_event(&self, call: Arc<RawCall>) -> Result<Option<RawEvent>, RawFailure> {
        call.run(async move { Ok(self.0.next_event().await.map(|it| it.into())) }).await
    }
}
