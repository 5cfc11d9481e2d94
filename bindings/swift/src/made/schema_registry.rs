// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

#[allow(unused_imports)]
use std::{collections::HashMap, sync::Arc};

#[allow(unused_imports)]
use ottla_api as api;

#[allow(unused_imports)]
use crate::{failure::{RawFailure, RawThrown}, owned::Owned, record_batch::RawRecordBatch, call::RawCall, made::*};

/// A schema registry with Confluent's REST API: Confluent's own, Karapace, Redpanda, Apicurio's compatible one. Ids
/// and schemas by id are asked for once and kept. Failures to reach it have the advice to try again.
#[derive(uniffi::Object)]
pub struct RawSchemaRegistry(pub(crate) Owned<api::SchemaRegistry>);

#[uniffi::export]
impl RawSchemaRegistry {
    #[uniffi::constructor]
    /// A client of the registry at this address, `http://host:port`; several have commas between and are tried in turn.
    /// Nothing is asked yet.
    pub async fn connect(call: Arc<RawCall>, url: String, options: HashMap<String, String>) -> Result<Arc<Self>, RawFailure> {
        call.run(async move { Ok(Arc::new(RawSchemaRegistry(Owned::new(api::SchemaRegistry::connect(url, api::RegistryOptions::new(options.into_iter().collect())).await?)))) }).await
    }
    #[uniffi::constructor]
    /// A registry in this process, for tests: every schema is taken, and is compared as text.
    pub async fn in_memory(call: Arc<RawCall>) -> Result<Arc<Self>, RawFailure> {
        call.run(async move { Ok(Arc::new(RawSchemaRegistry(Owned::new(api::SchemaRegistry::in_memory().await?)))) }).await
    }
    /// Registers a schema under a subject, or finds it there; gives its id. Fails with `InvalidInput` if the registry
    /// does not take it, for instance as it is not compatible with the one before.
    pub async fn register(&self, call: Arc<RawCall>, subject: String, schema: RawSchema) -> Result<i32, RawFailure> {
        call.run(async move { Ok(self.0.register(subject, schema.into()).await?) }).await
    }
    /// The id and the version that a schema has under a subject; fails with `InvalidInput` if it is not registered there.
    pub async fn find(&self, call: Arc<RawCall>, subject: String, schema: RawSchema) -> Result<RawRegisteredSchema, RawFailure> {
        call.run(async move { Ok(self.0.find(subject, schema.into()).await?.into()) }).await
    }
    /// The newest schema of a subject. It is asked for each time.
    pub async fn latest(&self, call: Arc<RawCall>, subject: String) -> Result<RawRegisteredSchema, RawFailure> {
        call.run(async move { Ok(self.0.latest(subject).await?.into()) }).await
    }
    /// One version of a subject, from 1 on.
    pub async fn version(&self, call: Arc<RawCall>, subject: String, version: i32) -> Result<RawRegisteredSchema, RawFailure> {
        call.run(async move { Ok(self.0.version(subject, version).await?.into()) }).await
    }
    /// The schema with an id; `InvalidInput` if there is none.
    pub async fn by_id(&self, call: Arc<RawCall>, id: i32) -> Result<RawSchema, RawFailure> {
        call.run(async move { Ok(self.0.by_id(id).await?.into()) }).await
    }
    /// The id to write the keys or values of a topic with, as Confluent's serializers find it: of a schema that is
    /// registered at first, or only looked for (`auto.register.schemas=false`), or of the newest of the subject, where no
    /// schema is needed (`use.latest.version`). What `record_name` says is the full name of the record's type, which some
    /// strategies name subjects by. The answer is kept, that for the newest, too.
    pub async fn id_to_write(&self, call: Arc<RawCall>, topic: String, part: RawPart, schema: Option<RawSchema>, record_name: Option<String>, options: HashMap<String, String>) -> Result<i32, RawFailure> {
        call.run(async move { Ok(self.0.id_to_write(topic, part.into(), schema.map(|it| it.into()), record_name, api::SchemaOptions::new(options.into_iter().collect())).await?) }).await
    }
    /// A key or a value as Confluent's serializers write it: a zero, the schema's id, and the payload, which is what
    /// the schema's format makes of a value. `indexes` is the place of the message in Protobuf, the first of its file where
    /// it is left out. Asks nobody.
    pub fn frame(&self, kind: RawSchemaKind, id: i32, payload: &[u8], indexes: Option<Vec<i32>>) -> Result<Vec<u8>, RawFailure> {
        Ok(self.0.frame(kind.into(), id, payload, indexes)?.into())
    }
    /// The id and the payload of a key or a value that was written so; fails with `Unreadable` if it was not. Asks nobody.
    pub fn unframe(&self, kind: RawSchemaKind, data: &[u8]) -> Result<RawUnframed, RawFailure> {
        Ok(self.0.unframe(kind.into(), data)?.into())
    }
    /// Closes the connections to the registry. `frame` and `unframe` go on.
    pub async fn close(&self, call: Arc<RawCall>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.close().await) }).await
    }
    /// All subjects. `deleted` lists those too that were deleted and are not gone yet.
    pub async fn subjects(&self, call: Arc<RawCall>, deleted: Option<bool>) -> Result<Vec<String>, RawFailure> {
        call.run(async move { Ok(self.0.subjects(deleted).await?) }).await
    }
    /// The versions of a subject, oldest first; `InvalidInput` if it is not there. `deleted` lists those too that were
    /// deleted and are not gone yet.
    pub async fn versions(&self, call: Arc<RawCall>, subject: String, deleted: Option<bool>) -> Result<Vec<i32>, RawFailure> {
        call.run(async move { Ok(self.0.versions(subject, deleted).await?) }).await
    }
    /// Deletes a subject and gives its versions. It is no more found, but what was written with its schemas can still be
    /// read. With `permanent` it is gone with the ids that no other subject has, whether it was deleted before or not. Fails
    /// with `InvalidInput` if it is not there, or if other schemas name one of its own.
    pub async fn delete_subject(&self, call: Arc<RawCall>, subject: String, permanent: Option<bool>) -> Result<Vec<i32>, RawFailure> {
        call.run(async move { Ok(self.0.delete_subject(subject, permanent).await?) }).await
    }
    /// Deletes one version of a subject, as `delete_subject` does all of them.
    pub async fn delete_version(&self, call: Arc<RawCall>, subject: String, version: i32, permanent: Option<bool>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.delete_version(subject, version, permanent).await?) }).await
    }
    /// Whether a schema goes with the newest one of a subject, or with one version, as the subject's compatibility asks for.
    /// Nothing is registered. Fails with `InvalidInput` if there is no such version.
    pub async fn check_compatibility(&self, call: Arc<RawCall>, subject: String, schema: RawSchema, version: Option<i32>) -> Result<RawCompatibilityCheck, RawFailure> {
        call.run(async move { Ok(self.0.check_compatibility(subject, schema.into(), version).await?.into()) }).await
    }
    /// Which changes of a subject's schema are taken; without a subject, of all that do not say it themselves.
    pub async fn compatibility(&self, call: Arc<RawCall>, subject: Option<String>) -> Result<RawCompatibility, RawFailure> {
        call.run(async move { Ok(self.0.compatibility(subject).await?.into()) }).await
    }
    /// Sets which changes of a subject's schema are taken; without a subject, of all that do not say it themselves.
    pub async fn set_compatibility(&self, call: Arc<RawCall>, compatibility: RawCompatibility, subject: Option<String>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.set_compatibility(compatibility.into(), subject).await?) }).await
    }
    /// Forgets what was set: for a subject holds what holds for all, and for all what the registry itself was given.
    pub async fn clear_compatibility(&self, call: Arc<RawCall>, subject: Option<String>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.clear_compatibility(subject).await?) }).await
    }
}
