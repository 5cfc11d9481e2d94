//! MessagePack by serde.

use serde::{Serialize, de::DeserializeOwned};

use super::{Deserializer, Part, Serializer, unreadable, unwritable};
use crate::Result;

/// MessagePack, with the fields of structs by name, so that fields may come and go.
///
/// ```
/// use ottla::serde::{MessagePack, Part, Serializer};
///
/// let mut bytes = Vec::new();
/// MessagePack.serialize("orders", Part::Value, "tea", &mut bytes)?;
/// assert_eq!(bytes, b"\xa3tea");
/// # Ok::<(), ottla::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MessagePack;

impl<T: Serialize + Sync + ?Sized> Serializer<T> for MessagePack {
    fn serialize(&self, _topic: &str, _part: Part, value: &T, into: &mut Vec<u8>) -> Result<()> {
        rmp_serde::encode::write_named(into, value)
            .map_err(|error| unwritable(format!("as MessagePack: {error}")))
    }
}

impl<T: DeserializeOwned> Deserializer<T> for MessagePack {
    fn deserialize(&self, _topic: &str, _part: Part, bytes: &[u8]) -> Result<T> {
        rmp_serde::from_slice(bytes).map_err(|error| unreadable(format!("as MessagePack: {error}")))
    }
}
