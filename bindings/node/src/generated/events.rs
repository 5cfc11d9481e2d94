// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

//! The class Events.

use std::sync::Arc;

use napi_derive::napi;
use ottla_api as api;

use crate::batch::instance;
use crate::batch::unwrapped;
use crate::bridge::promise;
use crate::error::Wrong;
use crate::held::Held;
use crate::value::FromJs;
use crate::value::IntoJs;
use crate::value::Raw;

/// The events of a client, for a loop.
#[napi]
pub struct Events(pub(crate) Held<api::Events>);

impl IntoJs for api::Events {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        instance(env, Events(Held::new(self)))
    }
}

impl FromJs for Arc<api::Events> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(unwrapped::<Events>(raw)?.0.shared())
    }
}

#[napi]
impl Events {
    /// The next event; null when the client and all that it made are gone.
    #[napi]
    pub fn next_event(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { Ok(me.next_event().await) })
    }
}
