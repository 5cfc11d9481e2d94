//! Bytes, text and numbers as Kafka's own serializers write them.

use bytes::Bytes;
use bytestring::ByteString;

use super::{Deserializer, Part, Serializer, unreadable};
use crate::Result;

/// Bytes and text as they are, and numbers as Kafka's own serializers write them: integers and floats big
/// endian in their own length, booleans as one byte.
///
/// ```
/// use ottla::serde::{Deserializer, Part, Raw, Serializer};
///
/// let mut bytes = Vec::new();
/// Raw.serialize("orders", Part::Key, &258_i32, &mut bytes)?;
/// assert_eq!(bytes, [0, 0, 1, 2]);
/// let read: i32 = Raw.deserialize("orders", Part::Key, &bytes)?;
/// assert_eq!(read, 258);
/// # Ok::<(), ottla::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Raw;

/// What [`Raw`] can write.
pub trait RawValue: Sync {
    /// Appends the bytes.
    fn write(&self, into: &mut Vec<u8>);
}

impl<T: RawValue + ?Sized> Serializer<T> for Raw {
    fn serialize(&self, _topic: &str, _part: Part, value: &T, into: &mut Vec<u8>) -> Result<()> {
        value.write(into);
        Ok(())
    }
}

macro_rules! bytes_like {
    ($($type:ty),*) => {$(
        impl RawValue for $type {
            fn write(&self, into: &mut Vec<u8>) {
                into.extend_from_slice(self.as_ref());
            }
        }
    )*};
}

bytes_like!([u8], Vec<u8>, Bytes);

macro_rules! text_like {
    ($($type:ty),*) => {$(
        impl RawValue for $type {
            fn write(&self, into: &mut Vec<u8>) {
                into.extend_from_slice(self.as_bytes());
            }
        }
    )*};
}

text_like!(str, String, ByteString);

macro_rules! numbers {
    ($($type:ty),*) => {$(
        impl RawValue for $type {
            fn write(&self, into: &mut Vec<u8>) {
                into.extend_from_slice(&self.to_be_bytes());
            }
        }

        impl Deserializer<$type> for Raw {
            fn deserialize(&self, _topic: &str, _part: Part, bytes: &[u8]) -> Result<$type> {
                let all = bytes.try_into().map_err(|_| {
                    unreadable(format!(
                        "{} bytes are no {}, which has {}",
                        bytes.len(),
                        stringify!($type),
                        size_of::<$type>()
                    ))
                })?;
                Ok(<$type>::from_be_bytes(all))
            }
        }
    )*};
}

numbers!(i8, i16, i32, i64, i128, u8, u16, u32, u64, u128, f32, f64);

impl RawValue for bool {
    fn write(&self, into: &mut Vec<u8>) {
        into.push(u8::from(*self));
    }
}

impl Deserializer<bool> for Raw {
    fn deserialize(&self, _topic: &str, _part: Part, bytes: &[u8]) -> Result<bool> {
        match bytes {
            [0] => Ok(false),
            [1] => Ok(true),
            [other] => Err(unreadable(format!("{other} is no boolean, which is 0 or 1"))),
            other => Err(unreadable(format!("{} bytes are no bool, which has 1", other.len()))),
        }
    }
}

impl Deserializer<Vec<u8>> for Raw {
    fn deserialize(&self, _topic: &str, _part: Part, bytes: &[u8]) -> Result<Vec<u8>> {
        Ok(bytes.to_vec())
    }
}

impl Deserializer<Bytes> for Raw {
    fn deserialize(&self, _topic: &str, _part: Part, bytes: &[u8]) -> Result<Bytes> {
        Ok(Bytes::copy_from_slice(bytes))
    }
}

impl Deserializer<String> for Raw {
    fn deserialize(&self, _topic: &str, _part: Part, bytes: &[u8]) -> Result<String> {
        text(bytes).map(str::to_owned)
    }
}

impl Deserializer<ByteString> for Raw {
    fn deserialize(&self, _topic: &str, _part: Part, bytes: &[u8]) -> Result<ByteString> {
        text(bytes).map(ByteString::from)
    }
}

fn text(bytes: &[u8]) -> Result<&str> {
    std::str::from_utf8(bytes).map_err(|error| unreadable(format!("not UTF-8: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written<T: RawValue + ?Sized>(value: &T) -> Vec<u8> {
        let mut bytes = Vec::new();
        Raw.serialize("t", Part::Value, value, &mut bytes).unwrap();
        bytes
    }

    fn read<T>(bytes: &[u8]) -> Result<T>
    where
        Raw: Deserializer<T>,
    {
        Raw.deserialize("t", Part::Value, bytes)
    }

    #[test]
    fn numbers_are_big_endian_as_kafkas_serializers_write_them() {
        assert_eq!(written(&-2_i64), [255, 255, 255, 255, 255, 255, 255, 254]);
        assert_eq!(written(&1.5_f64), [0x3f, 0xf8, 0, 0, 0, 0, 0, 0]);
        assert_eq!(written(&true), [1]);
        assert_eq!(read::<i64>(&written(&-2_i64)).unwrap(), -2);
        assert!(read::<bool>(&[1]).unwrap());
    }

    #[test]
    fn what_is_no_such_value_is_told() {
        let error = read::<i32>(&[1, 2]).unwrap_err();
        assert_eq!(error.to_string(), "read a record: 2 bytes are no i32, which has 4");
        assert!(read::<String>(&[0xff]).unwrap_err().to_string().contains("not UTF-8"));
        let error = read::<bool>(&[2]).unwrap_err();
        assert_eq!(error.to_string(), "read a record: 2 is no boolean, which is 0 or 1");
    }

    #[test]
    fn text_and_bytes_are_written_as_they_are() {
        assert_eq!(written("paid"), b"paid");
        assert_eq!(written(&vec![0_u8, 255]), [0, 255]);
        assert_eq!(read::<String>(b"paid").unwrap(), "paid");
    }
}
