//! What a message consists of, as constants to reflect on. `#[derive(Message)]` writes them from
//! the same attributes that it writes the codec from, so they cannot differ from it.

use std::fmt;

/// A range of versions, both ends included; empty if the first is over the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Versions {
    /// The first version.
    pub first: i16,
    /// The last version; `i16::MAX` if it is open.
    pub last: i16,
}

impl Versions {
    /// No version at all.
    pub const NONE: Self = Self { first: 0, last: -1 };

    /// From `first` to `last`, both included.
    #[must_use]
    pub const fn new(first: i16, last: i16) -> Self {
        Self { first, last }
    }

    /// Whether `version` is one of them.
    #[must_use]
    pub const fn contains(self, version: i16) -> bool {
        self.first <= version && version <= self.last
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.first > self.last
    }

    /// Those that are in both.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        Self { first: self.first.max(other.first), last: self.last.min(other.last) }
    }

    /// Each version in order.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = i16> {
        self.first..=self.last
    }
}

impl fmt::Display for Versions {
    /// As Kafka writes it: `3-13`, `9+`, `0`, `none`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            f.write_str("none")
        } else if self.last == i16::MAX {
            write!(f, "{}+", self.first)
        } else if self.first == self.last {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}-{}", self.first, self.last)
        }
    }
}

/// A whole message in all its versions.
#[derive(Debug, PartialEq)]
pub struct MessageSchema {
    /// Kafka's name, for instance `ProduceRequest`.
    pub name: &'static str,
    /// What it is for.
    pub kind: MessageKind,
    /// API key of a request or response, record type of a metadata or coordinator record.
    pub key: Option<i16>,
    /// Versions that exist.
    pub versions: Versions,
    /// Versions in the compact encoding with tagged fields (KIP-482).
    pub flexible_versions: Versions,
    /// Whether the last version may still change; brokers do not offer it then.
    pub latest_version_unstable: bool,
    /// Kinds of listeners that a request is served on; empty for all but requests.
    pub listeners: &'static [Listener],
    /// The fields in wire order; tagged ones may stand anywhere.
    pub fields: &'static [FieldSchema],
}

/// What a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageKind {
    /// Asks a broker or controller.
    Request,
    /// Answers a request.
    Response,
    /// Stands before a request or response.
    Header,
    /// Record of the metadata log.
    Metadata,
    /// Key of a record in a coordinator's topic.
    CoordinatorKey,
    /// Value of a record in a coordinator's topic.
    CoordinatorValue,
    /// Bytes inside of other things.
    Data,
}

/// Kind of listener.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listener {
    /// Where clients connect.
    Broker,
    /// Where brokers and controllers talk to controllers.
    Controller,
}

/// A struct within a message.
#[derive(Debug, PartialEq)]
pub struct StructSchema {
    /// Kafka's name.
    pub name: &'static str,
    /// The fields in wire order; tagged ones may stand anywhere.
    pub fields: &'static [FieldSchema],
}

/// A field in all versions.
#[derive(Debug, PartialEq)]
pub struct FieldSchema {
    /// Kafka's name, for instance `TimeoutMs`.
    pub name: &'static str,
    /// Its type.
    pub field_type: FieldType,
    /// Versions that have it.
    pub versions: Versions,
    /// Versions in which it may be null.
    pub nullable_versions: Versions,
    /// Its tag, if it is a tagged field.
    pub tag: Option<TagSchema>,
    /// Kafka's default as its definitions write it; empty if they name none.
    pub default: &'static str,
    /// Whether it is dropped silently in versions that lack it.
    pub ignorable: bool,
    /// Whether it is part of the key by which Kafka indexes the struct.
    pub map_key: bool,
    /// Kafka's entity type, for instance `topicName`; empty if none is named.
    pub entity_type: &'static str,
    /// Flexible versions of this field alone, where they differ from the message's.
    pub flexible_versions: Option<Versions>,
    /// Whether Kafka reads it without copying. All our bytes are slices anyway.
    pub zero_copy: bool,
}

/// Number of a tagged field, and since when it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TagSchema {
    /// The tag.
    pub tag: u32,
    /// Versions in which it is tagged: all that have the field.
    pub versions: Versions,
}

/// Type of a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FieldType {
    /// `bool`
    Bool,
    /// `int8`
    Int8,
    /// `int16`
    Int16,
    /// `int32`
    Int32,
    /// `int64`
    Int64,
    /// `uint16`
    Uint16,
    /// `uint32`
    Uint32,
    /// `float64`
    Float64,
    /// `uuid`
    Uuid,
    /// `string`
    String,
    /// `bytes`
    Bytes,
    /// `records`
    Records,
    /// A struct.
    Struct(&'static StructSchema),
    /// `[]` of a type.
    Array(&'static FieldType),
}

impl fmt::Display for FieldType {
    /// As Kafka writes it: `[]TopicProduceData`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Bool => "bool",
            Self::Int8 => "int8",
            Self::Int16 => "int16",
            Self::Int32 => "int32",
            Self::Int64 => "int64",
            Self::Uint16 => "uint16",
            Self::Uint32 => "uint32",
            Self::Float64 => "float64",
            Self::Uuid => "uuid",
            Self::String => "string",
            Self::Bytes => "bytes",
            Self::Records => "records",
            Self::Struct(schema) => schema.name,
            Self::Array(items) => return write!(f, "[]{items}"),
        };
        f.write_str(name)
    }
}
