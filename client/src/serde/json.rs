//! JSON by serde.

use serde::{Serialize, de::DeserializeOwned};

use super::{Deserializer, Part, Serializer, unreadable, unwritable};
use crate::Result;

/// JSON (RFC 8259), without white space.
///
/// ```
/// use ottla::serde::{Json, Part, Serializer};
///
/// let mut bytes = Vec::new();
/// Json.serialize("orders", Part::Value, &[1, 2], &mut bytes)?;
/// assert_eq!(bytes, b"[1,2]");
/// # Ok::<(), ottla::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Json;

impl<T: Serialize + Sync + ?Sized> Serializer<T> for Json {
    fn serialize(&self, _topic: &str, _part: Part, value: &T, into: &mut Vec<u8>) -> Result<()> {
        serde_json::to_writer(into, value).map_err(|error| unwritable(format!("as JSON: {error}")))
    }
}

impl<T: DeserializeOwned> Deserializer<T> for Json {
    fn deserialize(&self, _topic: &str, _part: Part, bytes: &[u8]) -> Result<T> {
        serde_json::from_slice(bytes).map_err(|error| unreadable(format!("as JSON: {error}")))
    }
}
