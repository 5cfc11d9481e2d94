//! What a group depends on of its topics, as one number (KIP-1101): ids, names, counts of partitions and
//! the racks of their replicas. Computed as Apache Kafka computes it, so that a group that moves
//! between the two sees no change.

use std::collections::BTreeSet;

use bytestring::ByteString;
use twox_hash::XxHash3_64;

use crate::metadata::{MetadataImage, PartitionRegistration};

/// First byte of what is hashed: the version of this.
const MAGIC: u8 = 0;

/// The hash of the topics that exist; 0 if none does.
pub(super) fn group_hash(topics: &BTreeSet<&ByteString>, image: &MetadataImage) -> i64 {
    let mut bytes = Vec::new();
    for topic in topics {
        if let Some(hash) = topic_hash(topic, image) {
            bytes.extend_from_slice(&hash.to_le_bytes());
        }
    }
    if bytes.is_empty() { 0 } else { XxHash3_64::oneshot(&bytes) as i64 }
}

fn topic_hash(name: &str, image: &MetadataImage) -> Option<u64> {
    let topic = image.topic(name)?;
    let mut bytes = vec![MAGIC];
    let (most, least) = topic.id.0.split_at(8);
    // Kafka writes the id as two numbers, in its machine's order.
    bytes.extend(most.iter().rev());
    bytes.extend(least.iter().rev());
    put_text(&mut bytes, topic.name.as_str());
    bytes.extend_from_slice(&(topic.partitions.len() as i32).to_le_bytes());
    for (index, partition) in topic.partitions.iter().enumerate() {
        bytes.extend_from_slice(&(index as i32).to_le_bytes());
        for rack in racks(partition, image) {
            bytes.extend_from_slice(&(rack.encode_utf16().count() as i32).to_le_bytes());
            put_text(&mut bytes, &rack);
        }
    }
    Some(XxHash3_64::oneshot(&bytes))
}

/// A text as UTF-16, then its length.
fn put_text(bytes: &mut Vec<u8>, text: &str) {
    let before = bytes.len();
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let units = (bytes.len() - before) / 2;
    bytes.extend_from_slice(&(units as i32).to_le_bytes());
}

fn racks(partition: &PartitionRegistration, image: &MetadataImage) -> Vec<ByteString> {
    let brokers = partition.replicas.iter().filter_map(|node| image.brokers.get(node));
    let mut racks: Vec<ByteString> = brokers.filter_map(|broker| broker.rack.clone()).collect();
    racks.sort_unstable();
    racks
}
