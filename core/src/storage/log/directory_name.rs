//! Names of partition directories, as Apache Kafka gives them.

use crate::model::{PartitionId, TopicName, TopicPartition, Uuid};

/// Longest name of a directory, in bytes.
const NAME_BYTES_MAX: usize = 255;
const DELETE_SUFFIX: &str = "-delete";

/// What a name in a log directory stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DirectoryName {
    /// `TOPIC-PARTITION`: a log.
    Partition(TopicPartition),
    /// `TOPIC-PARTITION.ID-delete`: a log that was deleted and whose files are to go.
    Deleted,
    /// `TOPIC-PARTITION.ID-future` or `-stray`: a copy for another directory, or a log that the
    /// metadata does not know. Left as it is.
    SetAside,
}

impl DirectoryName {
    /// Reads a name; `None` if it is no partition's.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        if let Some(kind) = Self::parse_suffix(name) {
            return Some(kind);
        }
        let (topic, partition) = name.rsplit_once('-')?;
        if partition.is_empty() || !partition.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let topic = TopicName::new(topic).ok()?;
        let partition = PartitionId(partition.parse().ok()?);
        Some(Self::Partition(TopicPartition { topic, partition }))
    }

    fn parse_suffix(name: &str) -> Option<Self> {
        let (_, unique) = name.rsplit_once('.')?;
        let (digits, suffix) = unique.split_once('-')?;
        if digits.len() != 32 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        match suffix {
            "delete" => Some(Self::Deleted),
            "future" | "stray" => Some(Self::SetAside),
            _ => None,
        }
    }
}

/// The name that the directory of a deleted log gets: `TOPIC-PARTITION.ID-delete`, with a topic
/// that is cut where the name would get too long.
#[must_use]
pub fn deleted_directory_name(directory: &str, unique: Uuid) -> String {
    let id: String = unique.0.iter().map(|byte| format!("{byte:02x}")).collect();
    let (topic, partition) = directory.rsplit_once('-').unwrap_or((directory, "0"));
    let suffix = format!("-{partition}.{id}{DELETE_SUFFIX}");
    let topic: String = topic.chars().take(NAME_BYTES_MAX - suffix.len()).collect();
    format!("{topic}{suffix}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partition_is_read_from_its_directory() {
        let Some(DirectoryName::Partition(partition)) = DirectoryName::parse("my-topic.x-12")
        else {
            panic!("not read");
        };
        assert_eq!(partition.to_string(), "my-topic.x-12");
    }

    #[test]
    fn a_deleted_directory_is_recognised_and_stays_within_a_file_name() {
        let long = format!("{}-7", "t".repeat(249));
        for directory in ["orders-0", &long] {
            let name = deleted_directory_name(directory, Uuid([0xab; 16]));
            assert!(name.len() <= 255, "{name}");
            assert_eq!(DirectoryName::parse(&name), Some(DirectoryName::Deleted));
        }
        let name = deleted_directory_name("orders-0", Uuid([0xab; 16]));
        assert_eq!(name, "orders-0.abababababababababababababababab-delete");
    }

    #[test]
    fn other_names_are_no_partition() {
        for name in
            ["lost+found", "meta.properties", "orders", "orders-", "orders-x", "-1", "a b-1"]
        {
            assert_eq!(DirectoryName::parse(name), None, "{name}");
        }
    }
}
