// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

//! The class ShareConsumer.

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

/// Reads topics as a member of a share group: records are acquired one by one, whatever partition they are in, and
/// each is accepted, released or rejected by itself. One task reads; others may call everything else meanwhile.
/// Loops give a batch at a time.
#[napi]
pub struct ShareConsumer(pub(crate) Held<api::ShareConsumer>);

impl IntoJs for api::ShareConsumer {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        instance(env, ShareConsumer(Held::new(self)))
    }
}

impl FromJs for Arc<api::ShareConsumer> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(unwrapped::<ShareConsumer>(raw)?.0.shared())
    }
}

#[napi]
impl ShareConsumer {
    /// The next records that were acquired, all of one partition; waits until there are some. Where
    /// `share.acknowledgement.mode` is `implicit` this accepts those before; otherwise it fails while one of them is
    /// not acknowledged. Null once the consumer was closed.
    #[napi]
    pub fn next_batch(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.next_batch().await })
    }
    /// Says what became of a record; the next `next_batch` or `commit` sends it. Until then another call
    /// changes it.
    #[napi]
    pub fn acknowledge(&self, record: Raw, kind: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let record = record.read::<api::ShareRecord>("record")?;
        let kind = kind.read::<api::AcknowledgeType>("kind")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.acknowledge(record, kind).await })
    }
    /// Sends all acknowledgements, and waits until brokers have answered: whether those of each partition count.
    #[napi]
    pub fn commit(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.commit().await })
    }
    /// Reads these topics from now on, instead of those before; none leaves the group.
    #[napi]
    pub fn subscribe(&self, topics: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topics = topics.read::<Vec<String>>("topics")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.subscribe(topics).await })
    }
    /// The topics that it reads.
    #[napi]
    pub fn subscription(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.subscription().await })
    }
    /// The partitions that it acquires records of; other members may, too.
    #[napi]
    pub fn assignment(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.assignment().await })
    }
    /// How many milliseconds a record stays acquired before others may get it; null before the first answer.
    #[napi]
    pub fn acquisition_lock_timeout_ms(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.acquisition_lock_timeout_ms().await })
    }
    /// Sends what is acknowledged, gives back all other records, leaves the group, and ends loops.
    #[napi]
    pub fn close(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.close().await })
    }
}
