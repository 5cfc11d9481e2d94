// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

//! The class SchemaRegistry.

use std::sync::Arc;

use napi_derive::napi;
use ottla_api as api;

use crate::batch::instance;
use crate::batch::unwrapped;
use crate::bridge::guarded;
use crate::bridge::promise;
use crate::bytes::Borrowed;
use crate::error::thrown;
use crate::error::Wrong;
use crate::held::Held;
use crate::value::FromJs;
use crate::value::IntoJs;
use crate::value::Out;
use crate::value::Raw;

/// A schema registry with Confluent's REST API: Confluent's own, Karapace, Redpanda, Apicurio's compatible one. Ids
/// and schemas by id are asked for once and kept. Failures to reach it have the advice to try again.
#[napi]
pub struct SchemaRegistry(pub(crate) Held<api::SchemaRegistry>);

impl IntoJs for api::SchemaRegistry {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        instance(env, SchemaRegistry(Held::new(self)))
    }
}

impl FromJs for Arc<api::SchemaRegistry> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(unwrapped::<SchemaRegistry>(raw)?.0.shared())
    }
}

#[napi]
impl SchemaRegistry {
    /// A client of the registry at this address, `http://host:port`; several have commas between and are tried in turn.
    /// Nothing is asked yet.
    #[napi]
    pub fn connect(url: Raw, options: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let url = url.read::<String>("url")?;
        let options = options.read::<api::RegistryOptions>("options")?;
        promise(cancellation, async move { api::SchemaRegistry::connect(url, options).await })
    }
    /// A registry in this process, for tests: every schema is taken, and is compared as text.
    #[napi]
    pub fn in_memory(cancellation: Raw) -> napi::Result<Raw> {
        promise(cancellation, async move { api::SchemaRegistry::in_memory().await })
    }
    /// Registers a schema under a subject, or finds it there; gives its id. Fails with `InvalidInput` if the registry
    /// does not take it, for instance as it is not compatible with the one before.
    #[napi]
    pub fn register(&self, subject: Raw, schema: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let subject = subject.read::<String>("subject")?;
        let schema = schema.read::<api::Schema>("schema")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.register(subject, schema).await })
    }
    /// The id and the version that a schema has under a subject; fails with `InvalidInput` if it is not registered there.
    #[napi]
    pub fn find(&self, subject: Raw, schema: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let subject = subject.read::<String>("subject")?;
        let schema = schema.read::<api::Schema>("schema")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.find(subject, schema).await })
    }
    /// The newest schema of a subject. It is asked for each time.
    #[napi]
    pub fn latest(&self, subject: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let subject = subject.read::<String>("subject")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.latest(subject).await })
    }
    /// One version of a subject, from 1 on.
    #[napi]
    pub fn version(&self, subject: Raw, version: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let subject = subject.read::<String>("subject")?;
        let version = version.read::<i32>("version")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.version(subject, version).await })
    }
    /// The schema with an id; `InvalidInput` if there is none.
    #[napi]
    pub fn by_id(&self, id: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let id = id.read::<i32>("id")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.by_id(id).await })
    }
    /// The id to write the keys or values of a topic with, as Confluent's serializers find it: of a schema that is
    /// registered at first, or only looked for (`auto.register.schemas=false`), or of the newest of the subject, where no
    /// schema is needed (`use.latest.version`). What `record_name` says is the full name of the record's type, which some
    /// strategies name subjects by. The answer is kept, that for the newest, too.
    #[napi]
    pub fn id_to_write(&self, topic: Raw, part: Raw, schema: Raw, record_name: Raw, options: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let part = part.read::<api::Part>("part")?;
        let schema = schema.read::<Option<api::Schema>>("schema")?;
        let record_name = record_name.read::<Option<String>>("recordName")?;
        let options = options.read::<api::SchemaOptions>("options")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.id_to_write(topic, part, schema, record_name, options).await })
    }
    /// A key or a value as Confluent's serializers write it: a zero, the schema's id, and the payload, which is what
    /// the schema's format makes of a value. `indexes` is the place of the message in Protobuf, the first of its file where
    /// it is left out. Asks nobody.
    #[napi]
    pub fn frame(&self, kind: Raw, id: Raw, payload: Raw, indexes: Raw) -> napi::Result<Out<bytes::Bytes>> {
        let kind = kind.read::<api::SchemaKind>("kind")?;
        let id = id.read::<i32>("id")?;
        let payload = payload.read::<Borrowed>("payload")?;
        let indexes = indexes.read::<Option<Vec<i32>>>("indexes")?;
        guarded(|| Ok(Out(self.0.frame(kind, id, payload.as_slice(), indexes).map_err(|error| thrown(&error))?)))
    }
    /// The id and the payload of a key or a value that was written so; fails with `Unreadable` if it was not. Asks nobody.
    #[napi]
    pub fn unframe(&self, kind: Raw, data: Raw) -> napi::Result<Out<api::Unframed>> {
        let kind = kind.read::<api::SchemaKind>("kind")?;
        let data = data.read::<Borrowed>("data")?;
        guarded(|| Ok(Out(self.0.unframe(kind, data.as_slice()).map_err(|error| thrown(&error))?)))
    }
    /// Closes the connections to the registry. `frame` and `unframe` go on.
    #[napi]
    pub fn close(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.close().await; Ok(()) })
    }
    /// All subjects. `deleted` lists those too that were deleted and are not gone yet.
    #[napi]
    pub fn subjects(&self, deleted: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let deleted = deleted.read::<Option<bool>>("deleted")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.subjects(deleted).await })
    }
    /// The versions of a subject, oldest first; `InvalidInput` if it is not there. `deleted` lists those too that were
    /// deleted and are not gone yet.
    #[napi]
    pub fn versions(&self, subject: Raw, deleted: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let subject = subject.read::<String>("subject")?;
        let deleted = deleted.read::<Option<bool>>("deleted")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.versions(subject, deleted).await })
    }
    /// Deletes a subject and gives its versions. It is no more found, but what was written with its schemas can still be
    /// read. With `permanent` it is gone with the ids that no other subject has, whether it was deleted before or not. Fails
    /// with `InvalidInput` if it is not there, or if other schemas name one of its own.
    #[napi]
    pub fn delete_subject(&self, subject: Raw, permanent: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let subject = subject.read::<String>("subject")?;
        let permanent = permanent.read::<Option<bool>>("permanent")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.delete_subject(subject, permanent).await })
    }
    /// Deletes one version of a subject, as `delete_subject` does all of them.
    #[napi]
    pub fn delete_version(&self, subject: Raw, version: Raw, permanent: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let subject = subject.read::<String>("subject")?;
        let version = version.read::<i32>("version")?;
        let permanent = permanent.read::<Option<bool>>("permanent")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.delete_version(subject, version, permanent).await })
    }
    /// Whether a schema goes with the newest one of a subject, or with one version, as the subject's compatibility asks for.
    /// Nothing is registered. Fails with `InvalidInput` if there is no such version.
    #[napi]
    pub fn check_compatibility(&self, subject: Raw, schema: Raw, version: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let subject = subject.read::<String>("subject")?;
        let schema = schema.read::<api::Schema>("schema")?;
        let version = version.read::<Option<i32>>("version")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.check_compatibility(subject, schema, version).await })
    }
    /// Which changes of a subject's schema are taken; without a subject, of all that do not say it themselves.
    #[napi]
    pub fn compatibility(&self, subject: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let subject = subject.read::<Option<String>>("subject")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.compatibility(subject).await })
    }
    /// Sets which changes of a subject's schema are taken; without a subject, of all that do not say it themselves.
    #[napi]
    pub fn set_compatibility(&self, compatibility: Raw, subject: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let compatibility = compatibility.read::<api::Compatibility>("compatibility")?;
        let subject = subject.read::<Option<String>>("subject")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.set_compatibility(compatibility, subject).await })
    }
    /// Forgets what was set: for a subject holds what holds for all, and for all what the registry itself was given.
    #[napi]
    pub fn clear_compatibility(&self, subject: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let subject = subject.read::<Option<String>>("subject")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.clear_compatibility(subject).await })
    }
}
