//! The user data of subscriptions: `sticky` writes what the member has and since which generation;
//! `cooperative-sticky` the generation alone, for subscriptions that do not carry it themselves.

use bytes::{Buf, BufMut, Bytes, BytesMut};

use crate::{
    assignors::client::subscription::{by_topic, topic_partitions},
    model::TopicPartition,
};

/// The generation before the first assignment.
const NO_GENERATION: i32 = -1;

/// What `sticky` adds: topics with their partitions, and the generation.
pub(in crate::assignors::client) fn encode(assigned: &[TopicPartition], generation: i32) -> Bytes {
    let topics = by_topic(assigned);
    let mut bytes = BytesMut::new();
    bytes.put_i32(topics.len() as i32);
    for (topic, partitions) in topics {
        bytes.put_i16(topic.as_str().len() as i16);
        bytes.put_slice(topic.as_str().as_bytes());
        bytes.put_i32(partitions.len() as i32);
        partitions.into_iter().for_each(|partition| bytes.put_i32(partition));
    }
    bytes.put_i32(generation);
    bytes.freeze()
}

/// Reads what [`encode`] wrote, and what clients before generations wrote, whose generation is `None`.
/// What cannot be read is no partition and no generation, as Kafka has it.
pub(super) fn decode(bytes: &Bytes) -> (Vec<TopicPartition>, Option<i32>) {
    let mut rest = &bytes[..];
    let Some(partitions) = read_partitions(&mut rest) else {
        return (Vec::new(), Some(NO_GENERATION));
    };
    (partitions, rest.try_get_i32().ok())
}

/// What `cooperative-sticky` adds.
pub(in crate::assignors::client) fn encode_generation(generation: i32) -> Bytes {
    Bytes::copy_from_slice(&generation.to_be_bytes())
}

/// Reads what [`encode_generation`] wrote.
pub(super) fn decode_generation(bytes: &Bytes) -> i32 {
    (&bytes[..]).try_get_i32().unwrap_or(NO_GENERATION)
}

fn read_partitions(rest: &mut &[u8]) -> Option<Vec<TopicPartition>> {
    let mut partitions = Vec::new();
    for _ in 0..read_length(rest)? {
        let length = usize::try_from(rest.try_get_i16().ok()?).ok()?;
        let (name, after) = rest.split_at_checked(length)?;
        let name = std::str::from_utf8(name).ok()?;
        *rest = after;
        let mut numbers = Vec::new();
        for _ in 0..read_length(rest)? {
            numbers.push(rest.try_get_i32().ok()?);
        }
        partitions.extend(topic_partitions(name, &numbers));
    }
    Some(partitions)
}

/// The length of an array, whose elements take a byte at least.
fn read_length(rest: &mut &[u8]) -> Option<usize> {
    let length = usize::try_from(rest.try_get_i32().ok()?).ok()?;
    (length <= rest.len()).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PartitionId, TopicName};

    fn partitions() -> Vec<TopicPartition> {
        let partition = |topic: &str, partition| TopicPartition {
            topic: TopicName::new(topic).unwrap(),
            partition: PartitionId(partition),
        };
        vec![partition("a", 0), partition("a", 2), partition("b", 1)]
    }

    #[test]
    fn partitions_and_generation_come_back() {
        let bytes = encode(&partitions(), 5);
        assert_eq!(decode(&bytes), (partitions(), Some(5)));
        assert_eq!(decode_generation(&encode_generation(5)), 5);
    }

    #[test]
    fn data_without_a_generation_is_read_and_junk_is_nothing() {
        let bytes = encode(&partitions(), 5);
        assert_eq!(decode(&bytes.slice(..bytes.len() - 4)), (partitions(), None));
        for end in 0..bytes.len() - 4 {
            assert_eq!(decode(&bytes.slice(..end)), (Vec::new(), Some(-1)));
        }
        assert_eq!(decode(&Bytes::from_static(&[0x7f; 16])), (Vec::new(), Some(-1)));
    }
}
