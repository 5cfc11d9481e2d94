//! Why bytes are not a message, or a message cannot become bytes. Faults are boxed inside the
//! codec, so that the results of the hot path stay small, and unboxed at its border.

use std::fmt;

use super::Versions;

/// Bytes that are not what a message should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// The message, for instance `ProduceRequest`; empty outside of messages.
    pub message: &'static str,
    /// Struct and field, for instance `PartitionProduceData.Records`; empty if it is none.
    pub field: &'static str,
    /// Where it happened, in bytes from the start of what the reader was given.
    pub offset: usize,
    /// What is wrong.
    pub problem: DecodeProblem,
}

/// What is wrong with bytes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeProblem {
    /// A value or a length goes past the end.
    #[error("{needed} bytes are needed and {available} are left")]
    CutOff {
        /// Bytes that the value takes.
        needed: usize,
        /// Bytes that are left.
        available: usize,
    },
    /// An array claims more items than there are bytes.
    #[error("an array of {count} items cannot fit the {available} bytes that are left")]
    TooManyItems {
        /// Items that are claimed.
        count: usize,
        /// Bytes that are left.
        available: usize,
    },
    /// A length below -1.
    #[error("{0} is not a length")]
    Length(i64),
    /// Null where the version does not allow it.
    #[error("null is not allowed here")]
    Null,
    /// A string that is not UTF-8.
    #[error("the string is not UTF-8")]
    NotUtf8,
    /// A varint with more bytes than its type has.
    #[error("the varint does not end")]
    Varint,
    /// A version that the message does not have.
    #[error("version {version} is not supported; versions {supported} are")]
    UnsupportedVersion {
        /// The version that was asked for.
        version: i16,
        /// The versions that exist.
        supported: Versions,
    },
    /// An API key that does not exist.
    #[error("there is no API with key {0}")]
    UnknownApi(i16),
    /// A metadata record in a frame version that does not exist.
    #[error("frame version {0} of metadata records is not supported; version 1 is")]
    UnknownFrame(u32),
    /// Bytes after the end.
    #[error("{0} bytes are left over after the end")]
    LeftOver(usize),
    /// A value that the field cannot have.
    #[error("the value is none that the field can have")]
    Value,
    /// A coordinator record of another type.
    #[error("the record is of type {found}, and not {expected}")]
    RecordType {
        /// The type that was asked for.
        expected: i16,
        /// The type that it has.
        found: i16,
    },
    /// An answer to another request.
    #[error("correlation id {found} does not answer request {expected}")]
    Correlation {
        /// The request's.
        expected: i32,
        /// The answer's.
        found: i32,
    },
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.message.is_empty() {
            f.write_str("bytes cannot be decoded")?;
        } else {
            write!(f, "{} cannot be decoded", self.message)?;
        }
        if !self.field.is_empty() {
            write!(f, ": field {}", self.field)?;
        }
        write!(f, " at byte {}: {}", self.offset, self.problem)
    }
}

impl std::error::Error for DecodeError {}

/// A message that the asked version cannot carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError {
    /// The message, for instance `ProduceRequest`.
    pub message: &'static str,
    /// Struct and field, for instance `PartitionProduceData.Records`; empty if it is none.
    pub field: &'static str,
    /// What is wrong.
    pub problem: EncodeProblem,
}

/// What a version cannot carry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodeProblem {
    /// Null where the version does not allow it.
    #[error("null is not allowed in version {0}")]
    Null(i16),
    /// A field is set that the version does not have, and that may not be dropped silently.
    #[error("it is set, and version {0} does not have it")]
    NotInVersion(i16),
    /// A string, array or frame is longer than its length field can say.
    #[error("length {length} is over the largest possible {max}")]
    TooLong {
        /// The length.
        length: usize,
        /// The largest possible.
        max: usize,
    },
    /// A version that the message does not have.
    #[error("version {version} is not supported; versions {supported} are")]
    UnsupportedVersion {
        /// The version that was asked for.
        version: i16,
        /// The versions that exist.
        supported: Versions,
    },
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} cannot be encoded: ", self.message)?;
        if !self.field.is_empty() {
            write!(f, "field {}: ", self.field)?;
        }
        self.problem.fmt(f)
    }
}

impl std::error::Error for EncodeError {}

/// What the codec's own functions return: one pointer wide on the error side.
pub(crate) type Decoded<T> = Result<T, Box<DecodeError>>;
/// As [`Decoded`].
pub(crate) type Encoded<T> = Result<T, Box<EncodeError>>;

impl DecodeProblem {
    #[cold]
    pub(crate) fn at(self, offset: usize) -> Box<DecodeError> {
        Box::new(DecodeError { message: "", field: "", offset, problem: self })
    }
}

impl EncodeProblem {
    #[cold]
    pub(crate) fn boxed(self) -> Box<EncodeError> {
        Box::new(EncodeError { message: "", field: "", problem: self })
    }
}

/// Names the field of a fault. The innermost name wins.
pub(crate) trait InField<T> {
    fn within(self, field: &'static str) -> Self;
}

impl<T> InField<T> for Decoded<T> {
    #[inline]
    fn within(self, field: &'static str) -> Self {
        match self {
            Ok(value) => Ok(value),
            Err(error) => Err(decode_fault_in(error, field)),
        }
    }
}

impl<T> InField<T> for Encoded<T> {
    #[inline]
    fn within(self, field: &'static str) -> Self {
        match self {
            Ok(value) => Ok(value),
            Err(error) => Err(encode_fault_in(error, field)),
        }
    }
}

#[cold]
#[inline(never)]
fn decode_fault_in(mut error: Box<DecodeError>, field: &'static str) -> Box<DecodeError> {
    if error.field.is_empty() {
        error.field = field;
    }
    error
}

#[cold]
#[inline(never)]
fn encode_fault_in(mut error: Box<EncodeError>, field: &'static str) -> Box<EncodeError> {
    if error.field.is_empty() {
        error.field = field;
    }
    error
}
