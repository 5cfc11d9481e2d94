//! `partition.metadata` of a partition: the topic's id, so that a directory is not taken for that
//! of another topic of the same name.

use super::InvalidCheckpoint;
use crate::model::{InvalidUuid, Uuid};

/// The file's name.
pub const PARTITION_METADATA_FILE: &str = "partition.metadata";

/// What the file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartitionMetadata {
    /// The topic's id.
    pub topic_id: Uuid,
}

impl PartitionMetadata {
    /// The bytes of the file; like Apache Kafka's it does not end in a line break.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        format!("version: 0\ntopic_id: {}", self.topic_id).into_bytes()
    }

    /// Reads the file. `file` names it in errors.
    ///
    /// # Errors
    /// Says which line is wrong.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self, InvalidCheckpoint> {
        let invalid = |line, reason| InvalidCheckpoint { file: file.to_owned(), line, reason };
        let text =
            std::str::from_utf8(bytes).map_err(|_| invalid(1, "not UTF-8 text".to_owned()))?;
        let mut lines = text.lines().map(|line| line.split_once(':'));
        match lines.next().flatten() {
            Some(("version", version)) if version.trim() == "0" => {}
            Some(_) | None => return Err(invalid(1, "\"version: 0\" expected".to_owned())),
        }
        let Some(Some(("topic_id", id))) = lines.next() else {
            return Err(invalid(2, "\"topic_id: ID\" expected".to_owned()));
        };
        let topic_id: Uuid =
            id.trim().parse().map_err(|error: InvalidUuid| invalid(2, error.to_string()))?;
        if topic_id.is_zero() {
            return Err(invalid(2, "the topic id is zero".to_owned()));
        }
        Ok(Self { topic_id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_apache_kafka_is_read_and_written() {
        let bytes = b"version: 0\ntopic_id: axRCkI_BRcqqkOcsi0x2Hg";
        let metadata = PartitionMetadata::parse("a-0/partition.metadata", bytes).unwrap();
        assert_eq!(metadata.encode(), bytes);
    }

    #[test]
    fn a_wrong_line_is_named() {
        for (bytes, line) in [
            (&b"version: 1\ntopic_id: axRCkI_BRcqqkOcsi0x2Hg"[..], 1),
            (b"version: 0\n", 2),
            (b"version: 0\ntopic_id: x", 2),
            (b"version: 0\ntopic_id: AAAAAAAAAAAAAAAAAAAAAA", 2),
        ] {
            let error = PartitionMetadata::parse("a-0/partition.metadata", bytes).unwrap_err();
            assert_eq!(error.line, line);
        }
    }
}
