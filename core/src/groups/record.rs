//! The records of `__consumer_offsets`, in Apache Kafka's format: keys say their type, a record
//! without a value takes away what the key names.

use bytes::Bytes;

use crate::protocol::{
    codec::{DecodeError, EncodeError},
    messages::{
        ConsumerGroupCurrentMemberAssignmentKey, ConsumerGroupCurrentMemberAssignmentValue,
        ConsumerGroupMemberMetadataKey, ConsumerGroupMemberMetadataValue, ConsumerGroupMetadataKey,
        ConsumerGroupMetadataValue, ConsumerGroupPartitionMetadataKey,
        ConsumerGroupPartitionMetadataValue, ConsumerGroupRegularExpressionKey,
        ConsumerGroupRegularExpressionValue, ConsumerGroupTargetAssignmentMemberKey,
        ConsumerGroupTargetAssignmentMemberValue, ConsumerGroupTargetAssignmentMetadataKey,
        ConsumerGroupTargetAssignmentMetadataValue, GroupMetadataKey, GroupMetadataValue,
        LegacyOffsetCommitKey, LegacyOffsetCommitValue, OffsetCommitKey, OffsetCommitValue,
        coordinator::framing::{decode_key, decode_value, encode_key, encode_value, key_type},
    },
};

macro_rules! group_records {
    ($($variant:ident = $number:literal, $key:ty, $value:ty, $version:expr;)*) => {
        /// One record; without a value it is a tombstone.
        #[derive(Clone, Debug, PartialEq)]
        pub enum GroupRecord {
            $(
                #[doc = concat!("Type ", stringify!($number), ".")]
                $variant($key, Option<$value>),
            )*
            /// Of a type that is not interpreted (share and streams groups): kept as it is.
            Other(Bytes, Option<Bytes>),
        }

        impl GroupRecord {
            /// Key and value as bytes.
            ///
            /// # Errors
            /// If something is too long for its length field.
            pub fn encode(&self) -> Result<(Bytes, Option<Bytes>), EncodeError> {
                match self {
                    $(Self::$variant(key, value) => {
                        let value = value.as_ref().map(|value| encode_value(value, ($version)(value)));
                        Ok((encode_key(key)?, value.transpose()?))
                    })*
                    Self::Other(key, value) => Ok((key.clone(), value.clone())),
                }
            }

            /// The record out of key and value.
            ///
            /// # Errors
            /// If its type is known and the bytes are no such record.
            pub fn decode(key: Bytes, value: Option<Bytes>) -> Result<Self, DecodeError> {
                match key_type(&key)? {
                    $($number => {
                        let value = value.map(decode_value::<$value>).transpose()?;
                        Ok(Self::$variant(decode_key(key)?, value))
                    })*
                    _ => Ok(Self::Other(key, value)),
                }
            }
        }
    };
}

group_records! {
    LegacyOffsetCommit = 0, LegacyOffsetCommitKey, LegacyOffsetCommitValue, |_: &_| 0;
    OffsetCommit = 1, OffsetCommitKey, OffsetCommitValue, offset_commit_version;
    ClassicGroup = 2, GroupMetadataKey, GroupMetadataValue, |_: &_| 3;
    ConsumerGroup = 3, ConsumerGroupMetadataKey, ConsumerGroupMetadataValue, |_: &_| 0;
    ConsumerGroupPartitions = 4, ConsumerGroupPartitionMetadataKey, ConsumerGroupPartitionMetadataValue, |_: &_| 0;
    ConsumerGroupMember = 5, ConsumerGroupMemberMetadataKey, ConsumerGroupMemberMetadataValue, |_: &_| 0;
    ConsumerGroupTarget = 6, ConsumerGroupTargetAssignmentMetadataKey, ConsumerGroupTargetAssignmentMetadataValue, |_: &_| 0;
    ConsumerGroupTargetMember = 7, ConsumerGroupTargetAssignmentMemberKey, ConsumerGroupTargetAssignmentMemberValue, |_: &_| 0;
    ConsumerGroupCurrent = 8, ConsumerGroupCurrentMemberAssignmentKey, ConsumerGroupCurrentMemberAssignmentValue, |_: &_| 0;
    ConsumerGroupRegularExpression = 16, ConsumerGroupRegularExpressionKey, ConsumerGroupRegularExpressionValue, |_: &_| 0;
}

/// Only version 1 has a time of expiry, which clients before OffsetCommit version 5 may set.
fn offset_commit_version(value: &OffsetCommitValue) -> i16 {
    if value.expire_timestamp >= 0 { 1 } else { 4 }
}
