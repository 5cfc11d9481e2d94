//! FeatureLevelRecord (type 12): record of the metadata log, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 12, versions = "0", flexible = "0+")]
pub struct FeatureLevelRecord {
    #[field(versions = "0+")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub feature_level: i16,
}
