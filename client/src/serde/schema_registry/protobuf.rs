//! Protobuf with schemas of a registry.

use std::{collections::BTreeSet, sync::Arc};

use async_trait::async_trait;
use base64::{Engine, prelude::BASE64_STANDARD};
use futures::future::BoxFuture;
use prost::Message;
use prost_types::{DescriptorProto, FileDescriptorProto, FileDescriptorSet};

use super::{
    RegisteredSchema, Schema, SchemaKind, SchemaOptions, SchemaRegistry,
    format::{self, Own, Parse, Schemas, not_prepared},
    framing,
};
use crate::{
    Error, ErrorKind, Result,
    serde::{Deserializer, Part, Serializer, unreadable},
};

/// Files that every registry and every compiler has.
const WELL_KNOWN: &str = "google/protobuf/";

/// Messages of prost with the id of their schema before them. Reading does not ask the registry: the bytes
/// say what they are.
///
/// To write, it needs the descriptors that prost-build makes (`Config::file_descriptor_set_path`), and the
/// full name of the message:
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> ottla::Result<()> {
/// # // What prost-build makes of `message Order { string item = 1; }` in the package acme.
/// # #[derive(Clone, PartialEq, prost::Message)]
/// # struct Order {
/// #     #[prost(string, tag = "1")]
/// #     item: String,
/// # }
/// # use prost::Message;
/// # use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto, FileDescriptorSet};
/// # let item = FieldDescriptorProto {
/// #     name: Some("item".into()), number: Some(1), r#type: Some(9), label: Some(1), ..Default::default()
/// # };
/// # let order =
/// #     DescriptorProto { name: Some("Order".into()), field: vec![item], ..Default::default() };
/// # let file = FileDescriptorProto {
/// #     name: Some("orders.proto".into()), package: Some("acme".into()), message_type: vec![order],
/// #     syntax: Some("proto3".into()), ..Default::default()
/// # };
/// # let descriptors = FileDescriptorSet { file: vec![file] }.encode_to_vec();
/// use ottla::serde::{
///     Part, Serializer,
///     schema_registry::{InMemoryRegistry, Protobuf},
/// };
///
/// // `descriptors` is include_bytes!(concat!(env!("OUT_DIR"), "/orders.bin")).
/// let format =
///     Protobuf::new(InMemoryRegistry::new()).descriptors(&descriptors, "acme.Order")?;
/// Serializer::<Order>::prepare(&format, "orders", Part::Value).await?;
/// let mut bytes = Vec::new();
/// format.serialize("orders", Part::Value, &Order { item: "tea".into() }, &mut bytes)?;
/// assert_eq!(bytes, b"\0\0\0\0\x01\0\n\x03tea");
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Protobuf {
    schemas: Schemas<Parsed>,
}

#[derive(Debug)]
struct Parsed {
    name: String,
    indexes: Vec<i32>,
}

impl Parse for Parsed {
    /// The place of the format's own message in a file of the registry: prost has compiled the message already, and
    /// only where it stands is news.
    fn parse(schema: &Schema, _named: &[(String, Schema)], own: Option<&Self>) -> Result<Self> {
        if schema.kind != SchemaKind::Protobuf {
            return Err(unreadable(format!("the schema is {}, not PROTOBUF", schema.kind.name())));
        }
        let own = own.ok_or_else(format::no_schema)?;
        let bytes = BASE64_STANDARD.decode(&schema.text).ok();
        let file = bytes.and_then(|bytes| FileDescriptorProto::decode(&*bytes).ok());
        let file = file.ok_or_else(|| {
            invalid("the registry gives no descriptor of the file (format=serialized)".to_owned())
        })?;
        let missing = || invalid(format!("there is no message {} in the newest schema", own.name));
        let indexes = indexes(&file, &own.name).ok_or_else(missing)?;
        Ok(Self { name: own.name.clone(), indexes })
    }

    fn latest<'a>(
        registry: &'a dyn SchemaRegistry,
        subject: &'a str,
    ) -> BoxFuture<'a, Result<RegisteredSchema>> {
        registry.latest_descriptor(subject)
    }

    fn record_name(&self) -> Option<&str> {
        (!self.name.is_empty()).then_some(&self.name)
    }
}

impl Protobuf {
    /// Reads; with [`Protobuf::descriptors`] it writes, too.
    #[must_use]
    pub fn new(registry: impl SchemaRegistry + 'static) -> Self {
        Self { schemas: Schemas::new(registry) }
    }

    /// Writes messages of this full name, whose file is among these descriptors. The files that it imports
    /// are registered under their paths.
    ///
    /// # Errors
    /// `InvalidInput` if these are no descriptors, or the message or an imported file is not among them.
    pub fn descriptors(mut self, descriptors: &[u8], message: &str) -> Result<Self> {
        let set = FileDescriptorSet::decode(descriptors)
            .map_err(|error| invalid(format!("not a FileDescriptorSet: {error}")))?;
        let found = set.file.iter().find_map(|file| Some((file, indexes(file, message)?)));
        let missing = || invalid(format!("there is no message {message} in the descriptors"));
        let (file, indexes) = found.ok_or_else(missing)?;
        let mut dependencies = Vec::new();
        imports(&set, file, &mut BTreeSet::new(), &mut dependencies)?;
        let parsed = Arc::new(Parsed { name: message.to_owned(), indexes });
        self.schemas.set_own(Own { schema: schema(file), dependencies, parsed });
        Ok(self)
    }

    /// Finds the schema to write with as these options say. With `use_latest_version` the message is looked for in
    /// the newest version of its file by its full name, so [`Protobuf::descriptors`] has to say it.
    ///
    /// # Errors
    /// `InvalidInput` if they contradict each other.
    pub fn options(mut self, options: SchemaOptions) -> Result<Self> {
        self.schemas.set_options(options)?;
        Ok(self)
    }
}

/// A file as registries take it where there is no text: its descriptor in base 64.
fn schema(file: &FileDescriptorProto) -> Schema {
    let bare = FileDescriptorProto { source_code_info: None, ..file.clone() };
    let text = BASE64_STANDARD.encode(bare.encode_to_vec());
    let references = own_imports(file).map(|path| format::named(path)).collect();
    Schema { kind: SchemaKind::Protobuf, text, references }
}

fn own_imports(file: &FileDescriptorProto) -> impl Iterator<Item = &String> {
    file.dependency.iter().filter(|path| !path.starts_with(WELL_KNOWN))
}

/// The files that one imports, each after those that it imports itself.
fn imports(
    set: &FileDescriptorSet,
    file: &FileDescriptorProto,
    seen: &mut BTreeSet<String>,
    found: &mut Vec<(String, Schema)>,
) -> Result<()> {
    for path in own_imports(file) {
        if !seen.insert(path.clone()) {
            continue;
        }
        let imported = set.file.iter().find(|file| file.name() == path);
        let imported = imported.ok_or_else(|| {
            invalid(format!("{path} is not in the descriptors: build them with include_imports"))
        })?;
        imports(set, imported, seen, found)?;
        found.push((path.clone(), schema(imported)));
    }
    Ok(())
}

/// The place of a message in its file.
fn indexes(file: &FileDescriptorProto, message: &str) -> Option<Vec<i32>> {
    let path = match file.package() {
        "" => message,
        package => message.strip_prefix(package)?.strip_prefix('.')?,
    };
    let mut level: &[DescriptorProto] = &file.message_type;
    let mut indexes = Vec::new();
    for name in path.split('.') {
        let index = level.iter().position(|message| message.name() == name)?;
        indexes.push(i32::try_from(index).ok()?);
        level = &level[index].nested_type;
    }
    Some(indexes)
}

#[async_trait]
impl<T: Message> Serializer<T> for Protobuf {
    fn serialize(&self, topic: &str, part: Part, value: &T, into: &mut Vec<u8>) -> Result<()> {
        let to_write = self.schemas.to_write(topic, part).ok_or_else(not_prepared)?;
        framing::write(to_write.id, into);
        framing::write_indexes(&to_write.parsed.indexes, into);
        into.extend_from_slice(&value.encode_to_vec());
        Ok(())
    }

    fn is_ready(&self, topic: &str, part: Part) -> bool {
        self.schemas.can_write(topic, part)
    }

    async fn prepare(&self, topic: &str, part: Part) -> Result<()> {
        self.schemas.prepare_to_write(topic, part).await
    }
}

impl<T: Message + Default> Deserializer<T> for Protobuf {
    fn deserialize(&self, _topic: &str, _part: Part, bytes: &[u8]) -> Result<T> {
        let (id, rest) = framing::read(bytes)?;
        let (_, message) = framing::read_indexes(rest)?;
        T::decode(message)
            .map_err(|error| unreadable(format!("as Protobuf: {error}")).with("schema", id))
    }
}

fn invalid(message: String) -> Error {
    Error::new(ErrorKind::InvalidInput, "read a schema", message)
}
