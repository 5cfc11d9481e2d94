//! Values of a scenario, and the API's data as such.

use std::{collections::BTreeMap, fmt, sync::Arc};

use bytes::Bytes;
use futures::{FutureExt, future::BoxFuture};
use ottla_api::{
    BrokerOptions, ClientOptions, ConsumerOptions, Error, PartitionConsumerOptions, ProcessOptions,
    ProducerOptions, RebalanceListener, RecordHandler, RecordTransform, RegistryOptions,
    SchemaOptions, ShareConsumerOptions,
};

use crate::generated::Object;

/// A value.
#[derive(Clone)]
pub enum Value {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A number with a fraction.
    Float(f64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Bytes),
    /// A list.
    List(Vec<Value>),
    /// Fields by name.
    Map(BTreeMap<String, Value>),
    /// An object of the API.
    Object(Object),
    /// A listener that notes what it is told.
    Listener(Arc<dyn RebalanceListener>),
    /// A function that notes what it handles.
    Handler(Arc<dyn RecordHandler>),
    /// A function that notes what it transforms.
    Transform(Arc<dyn RecordTransform>),
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value}"),
            Self::Text(value) => write!(f, "{value:?}"),
            Self::Bytes(value) => write!(f, "b\"{}\"", value.escape_ascii()),
            Self::List(value) => f.debug_list().entries(value).finish(),
            Self::Map(value) => f.debug_map().entries(value).finish(),
            Self::Object(value) => write!(f, "{value:?}"),
            Self::Listener(_) => f.write_str("a listener"),
            Self::Handler(_) => f.write_str("a handler"),
            Self::Transform(_) => f.write_str("a transform"),
        }
    }
}

/// A scenario that cannot be run, or has not done what it says.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub struct Wrong(String);

impl Wrong {
    /// With a sentence.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

/// What a call came to.
pub type Outcome = Result<Value, Error>;

/// A call that was made.
pub enum Called {
    /// It is over.
    Done(Outcome),
    /// It waits.
    Waits(BoxFuture<'static, Outcome>),
}

/// A call that is over.
pub fn done(outcome: Outcome) -> Called {
    Called::Done(outcome)
}

/// A call that waits.
pub fn waits(outcome: impl Future<Output = Outcome> + Send + 'static) -> Called {
    Called::Waits(outcome.boxed())
}

/// Arguments by name. What is left over is wrong.
pub type Arguments = Fields;

/// Fields by name.
#[derive(Debug)]
pub struct Fields {
    of: String,
    fields: BTreeMap<String, Value>,
}

impl Fields {
    /// Those of a value.
    ///
    /// # Errors
    /// If it has none.
    pub fn of(value: Value, of: &str) -> Result<Self, Wrong> {
        match value {
            Value::Map(fields) => Ok(Self { of: of.to_owned(), fields }),
            other => Err(Wrong::new(format!("{of} has fields, and {other:?} has none"))),
        }
    }

    /// Takes one; what is left out is null.
    ///
    /// # Errors
    /// If it is of another type.
    pub fn take<T: Plain>(&mut self, name: &str) -> Result<T, Wrong> {
        let value = self.fields.remove(name).unwrap_or(Value::Null);
        T::of_value(value).map_err(|error| Wrong::new(format!("{} of {}: {error}", name, self.of)))
    }

    /// Refuses what nobody took.
    ///
    /// # Errors
    /// If there is something.
    pub fn end(&self) -> Result<(), Wrong> {
        match self.fields.keys().next() {
            None => Ok(()),
            Some(name) => Err(Wrong::new(format!("{} has no {name}", self.of))),
        }
    }
}

impl Value {
    /// Fields by name.
    pub fn map<const N: usize>(fields: [(&str, Value); N]) -> Self {
        Self::Map(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// The text that it is.
    ///
    /// # Errors
    /// If it is none.
    pub fn text(self) -> Result<String, Wrong> {
        match self {
            Self::Text(text) => Ok(text),
            other => Err(Wrong::new(format!("{other:?} is no text"))),
        }
    }

    /// As the text of an option.
    fn option(self) -> Result<String, Wrong> {
        match self {
            Self::Bool(value) => Ok(value.to_string()),
            Self::Number(value) => Ok(value.to_string()),
            Self::Float(value) => Ok(value.to_string()),
            Self::Text(value) => Ok(value),
            Self::List(values) => {
                let texts = values.into_iter().map(Self::option).collect::<Result<Vec<_>, _>>()?;
                Ok(texts.join(","))
            }
            other => Err(Wrong::new(format!("{other:?} is no value of an option"))),
        }
    }
}

/// What can be a value.
pub trait Plain: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// If the value is something else.
    fn of_value(value: Value) -> Result<Self, Wrong>;

    /// Makes a value of it.
    fn into_value(self) -> Value;
}

impl Plain for () {
    fn of_value(_: Value) -> Result<Self, Wrong> {
        Ok(())
    }

    fn into_value(self) -> Value {
        Value::Null
    }
}

impl Plain for bool {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Bool(value) => Ok(value),
            other => Err(Wrong::new(format!("{other:?} is not true or false"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Bool(self)
    }
}

impl Plain for i64 {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Number(value) => Ok(value),
            other => Err(Wrong::new(format!("{other:?} is no number"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Number(self)
    }
}

impl Plain for i32 {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let number = i64::of_value(value)?;
        number.try_into().map_err(|_| Wrong::new(format!("{number} has more than 32 bits")))
    }

    fn into_value(self) -> Value {
        Value::Number(self.into())
    }
}

impl Plain for f64 {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Float(value) => Ok(value),
            other => Err(Wrong::new(format!("{other:?} has no fraction"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Float(self)
    }
}

impl Plain for String {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        value.text()
    }

    fn into_value(self) -> Value {
        Value::Text(self)
    }
}

impl Plain for Bytes {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Bytes(value) => Ok(value),
            other => Err(Wrong::new(format!("{other:?} are no bytes"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Bytes(self)
    }
}

impl<T: Plain> Plain for Option<T> {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Null => Ok(None),
            value => T::of_value(value).map(Some),
        }
    }

    fn into_value(self) -> Value {
        self.map_or(Value::Null, Plain::into_value)
    }
}

impl<T: Plain> Plain for Vec<T> {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Null => Ok(Vec::new()),
            Value::List(values) => values.into_iter().map(T::of_value).collect(),
            other => Err(Wrong::new(format!("{other:?} is no list"))),
        }
    }

    fn into_value(self) -> Value {
        Value::List(self.into_iter().map(Plain::into_value).collect())
    }
}

impl<T: Plain> Plain for BTreeMap<String, T> {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Null => Ok(Self::new()),
            Value::Map(values) => {
                values.into_iter().map(|(name, value)| Ok((name, T::of_value(value)?))).collect()
            }
            other => Err(Wrong::new(format!("{other:?} has no fields"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Map(self.into_iter().map(|(name, value)| (name, value.into_value())).collect())
    }
}

impl Plain for Arc<dyn RebalanceListener> {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Listener(listener) => Ok(listener),
            other => Err(Wrong::new(format!("{other:?} is no listener"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Listener(self)
    }
}

impl Plain for Arc<dyn RecordHandler> {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Handler(handler) => Ok(handler),
            other => Err(Wrong::new(format!("{other:?} is no handler"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Handler(self)
    }
}

impl Plain for Arc<dyn RecordTransform> {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Transform(transform) => Ok(transform),
            other => Err(Wrong::new(format!("{other:?} is no transform"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Transform(self)
    }
}

macro_rules! options {
    ($($name:ident),*) => {$(
        impl Plain for $name {
            fn of_value(value: Value) -> Result<Self, Wrong> {
                let values = BTreeMap::<String, Value>::of_value(value)?;
                let texts = values.into_iter().map(|(name, value)| Ok((name, value.option()?)));
                Ok(Self::new(texts.collect::<Result<_, Wrong>>()?))
            }

            fn into_value(self) -> Value {
                Value::Null
            }
        }
    )*};
}

options!(
    BrokerOptions,
    ClientOptions,
    ConsumerOptions,
    PartitionConsumerOptions,
    ProcessOptions,
    ProducerOptions,
    RegistryOptions,
    SchemaOptions,
    ShareConsumerOptions
);

impl Plain for Value {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        Ok(value)
    }

    fn into_value(self) -> Value {
        self
    }
}
