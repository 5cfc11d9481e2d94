//! One definition for each option: Kafka's key, our name, default, range and what it does. The struct, its
//! default, reading it from text, the complaints and the reference are made from that.

use super::value::Value;
use crate::{Error, ErrorKind, Result};

/// What is allowed besides what the type allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    Any,
    /// From the first to the second, in the unit of the type.
    Between(i64, i64),
    /// Text that is not empty.
    NotEmpty,
}

impl Rule {
    /// The most that Kafka's `int` keys can say.
    pub(crate) const INT_MAX: i64 = i32::MAX as i64;
}

/// An option of `O`.
#[derive(Debug)]
pub(crate) struct Definition<O> {
    pub(crate) key: &'static str,
    pub(crate) field: &'static str,
    pub(crate) doc: &'static [&'static str],
    pub(crate) rule: Rule,
    pub(crate) allowed: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) parse: fn(&mut O, &str) -> bool,
    pub(crate) show: fn(&O) -> String,
    pub(crate) measure: fn(&O) -> Option<i64>,
}

impl<O> Definition<O> {
    fn is_called(&self, name: &str) -> bool {
        is_same_name(self.key, name) || is_same_name(self.field, name)
    }

    /// Both names, where they differ.
    fn names(&self) -> String {
        if self.is_called(self.key) && self.field.replace('_', ".") == self.key {
            self.field.to_owned()
        } else {
            format!("{} ({})", self.field, self.key)
        }
    }

    fn allowed(&self) -> String {
        match self.rule {
            Rule::Any => self.allowed.to_owned(),
            Rule::Between(least, most) => {
                format!("{least}{unit} to {most}{unit}", unit = self.unit)
            }
            Rule::NotEmpty => format!("{}, not empty", self.allowed),
        }
    }

    fn complaint(&self, options: &O) -> Option<String> {
        let wrong = match self.rule {
            Rule::Any => false,
            Rule::Between(least, most) => {
                (self.measure)(options).is_some_and(|size| !(least..=most).contains(&size))
            }
            Rule::NotEmpty => (self.show)(options).is_empty(),
        };
        wrong.then(|| self.refuse(&(self.show)(options)))
    }

    fn refuse(&self, value: &str) -> String {
        match value {
            "" => format!("{} is empty: it should be {}", self.names(), self.allowed()),
            value => format!("{} is {value}: {} is allowed", self.names(), self.allowed()),
        }
    }
}

/// Whether two names are one: languages without dots in their names write `linger_ms` for `linger.ms`.
pub(crate) fn is_same_name(one: &str, other: &str) -> bool {
    let plain = |byte: u8| if matches!(byte, b'.' | b'-') { b'_' } else { byte };
    one.bytes().map(plain).eq(other.bytes().map(plain))
}

/// An option as documentation shows it.
///
/// ```
/// use ottla::ProducerOptions;
///
/// for option in ProducerOptions::describe() {
///     println!("{} ({}): {} {}", option.key, option.default, option.doc, option.allowed);
/// }
/// assert!(ProducerOptions::describe().iter().any(|one| one.field == "linger"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionDescription {
    /// Kafka's key.
    pub key: &'static str,
    /// The field of the options struct.
    pub field: &'static str,
    /// What it does.
    pub doc: String,
    /// Its value where nobody sets it.
    pub default: String,
    /// What is allowed.
    pub allowed: String,
}

pub(crate) fn describe<O: Default>(definitions: &[Definition<O>]) -> Vec<OptionDescription> {
    let options = O::default();
    let describe = |one: &Definition<O>| OptionDescription {
        key: one.key,
        field: one.field,
        doc: one.doc.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" "),
        default: (one.show)(&options),
        allowed: one.allowed(),
    };
    definitions.iter().map(describe).collect()
}

/// All that is wrong with the values, each by itself.
pub(crate) fn complaints<O>(definitions: &[Definition<O>], options: &O) -> Vec<String> {
    definitions.iter().filter_map(|definition| definition.complaint(options)).collect()
}

/// Sets one option, and tells its key; `None` if there is none of that name.
pub(crate) fn set<O>(
    definitions: &[Definition<O>],
    options: &mut O,
    name: &str,
    value: &str,
) -> Option<Result<&'static str, String>> {
    let definition = definitions.iter().find(|definition| definition.is_called(name))?;
    let read = (definition.parse)(options, value.trim());
    Some(match (read, definition.complaint(options)) {
        (true, None) => Ok(definition.key),
        (true, Some(complaint)) => Err(complaint),
        (false, _) => Err(definition.refuse(&format!("'{value}'"))),
    })
}

/// One error for all complaints.
///
/// # Errors
/// `InvalidInput` if there is a complaint.
pub(crate) fn refuse(operation: &'static str, complaints: Vec<String>) -> Result<()> {
    match complaints.as_slice() {
        [] => Ok(()),
        [one] => Err(Error::new(ErrorKind::InvalidInput, operation, one.clone())),
        several => {
            let message = format!("{} options are wrong: {}", several.len(), several.join("; "));
            Err(Error::new(ErrorKind::InvalidInput, operation, message))
        }
    }
}

/// What a definition says of the type of its field.
pub(crate) const fn allowed<T: Value>() -> &'static str {
    T::ALLOWED
}

pub(crate) const fn unit<T: Value>() -> &'static str {
    T::UNIT
}

/// Makes a struct of options: for each one its documentation, Kafka's key, the field with its type and
/// default, and what is allowed. Fields after `and` have no text form. A function after `inferred` sees what a
/// list has named.
macro_rules! options {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $(
                $(#[doc = $doc:literal])*
                $key:literal $field:ident: $type:ty = $default:expr, $rule:expr;
            )*
        }
        and {
            $(
                $(#[doc = $other_doc:literal])*
                $other:ident: $other_type:ty = $other_default:expr;
            )*
        }
        $(inferred $inferred:path)?
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        pub struct $name {
            $(
                #[doc = concat!("`", $key, "`.")]
                $(#[doc = $doc])*
                pub $field: $type,
            )*
            $(
                $(#[doc = $other_doc])*
                pub $other: $other_type,
            )*
        }

        impl Default for $name {
            fn default() -> Self {
                Self { $($field: $default,)* $($other: $other_default,)* }
            }
        }

        impl $name {
            pub(crate) const DEFINITIONS: &'static [$crate::options::definition::Definition<Self>] = &[
                $($crate::options::definition::Definition {
                    key: $key,
                    field: stringify!($field),
                    doc: &[$($doc),*],
                    rule: $rule,
                    allowed: $crate::options::definition::allowed::<$type>(),
                    unit: $crate::options::definition::unit::<$type>(),
                    parse: |options: &mut Self, text: &str| {
                        match <$type as $crate::options::value::Value>::parse(text) {
                            Some(value) => {
                                options.$field = value;
                                true
                            }
                            None => false,
                        }
                    },
                    show: |options: &Self| {
                        <$type as $crate::options::value::Value>::show(&options.$field)
                    },
                    measure: |options: &Self| {
                        <$type as $crate::options::value::Value>::measure(&options.$field)
                    },
                }),*
            ];

            /// All options that have a text form, with Kafka's keys.
            #[must_use]
            pub fn describe() -> Vec<$crate::OptionDescription> {
                $crate::options::definition::describe(Self::DEFINITIONS)
            }

            /// Sets an option from text, by Kafka's key or by the field's name.
            ///
            /// # Errors
            /// `InvalidInput` for a name that no option has, with the nearest one, and for a value that
            /// is not allowed.
            pub fn set(&mut self, name: &str, value: &str) -> $crate::Result<()> {
                $crate::options::properties::set(Self::DEFINITIONS, self, name, value)
            }

            /// Options from pairs of Kafka's keys, or fields' names, and values. Keys of other parts of a
            /// client are passed over, so that one list can serve all.
            ///
            /// # Errors
            /// `InvalidInput` for all keys that no part of a client has, and all values that are not
            /// allowed.
            pub fn from_properties<K: AsRef<str>, V: AsRef<str>>(
                properties: impl IntoIterator<Item = (K, V)>,
            ) -> $crate::Result<Self> {
                let inferred: &[$crate::options::properties::Inferred<Self>] = &[$($inferred)?];
                $crate::options::properties::read(
                    Self::DEFINITIONS,
                    inferred.first().copied(),
                    properties,
                )
            }
        }
    };
}
pub(crate) use options;
