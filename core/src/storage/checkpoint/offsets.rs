//! The checkpoints of a whole log directory that give one offset for each partition.

use std::collections::BTreeMap;

use super::{InvalidCheckpoint, text};
use crate::model::{Offset, PartitionId, TopicName, TopicPartition};

/// Which of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OffsetCheckpointFile {
    /// Up to where logs are synced; recovery starts there.
    RecoveryPoint,
    /// Where logs start after DeleteRecords; partitions that start at 0 are not in it.
    LogStart,
    /// High watermarks.
    Replication,
    /// Up to where logs are compacted.
    Cleaner,
}

impl OffsetCheckpointFile {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::RecoveryPoint, Self::LogStart, Self::Replication, Self::Cleaner];

    /// The file's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::RecoveryPoint => "recovery-point-offset-checkpoint",
            Self::LogStart => "log-start-offset-checkpoint",
            Self::Replication => "replication-offset-checkpoint",
            Self::Cleaner => "cleaner-offset-checkpoint",
        }
    }
}

/// Offsets by partition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetCheckpoint {
    /// The entries.
    pub offsets: BTreeMap<TopicPartition, Offset>,
}

impl OffsetCheckpoint {
    /// The bytes of the file.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        text::encode(self.offsets.iter().map(|(partition, offset)| {
            format!("{} {} {offset}", partition.topic, partition.partition)
        }))
    }

    /// Reads the file.
    ///
    /// # Errors
    /// Says which line is wrong.
    pub fn parse(file: OffsetCheckpointFile, bytes: &[u8]) -> Result<Self, InvalidCheckpoint> {
        let entries = text::parse(file.name(), bytes, |fields| match fields {
            [topic, partition, offset] => {
                let topic = TopicName::new(topic).map_err(|error| error.to_string())?;
                let partition = PartitionId(text::number("a partition", partition)?);
                let offset = Offset(text::number("an offset", offset)?);
                Ok((TopicPartition { topic, partition }, offset))
            }
            _ => Err(format!("{fields:?} is not a topic, a partition and an offset")),
        })?;
        Ok(Self { offsets: entries.into_iter().collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_apache_kafka_is_read_and_written() {
        let bytes = b"0\n2\n__transaction_state 3 0\nplain-zstd 1 200\n";
        let file = OffsetCheckpointFile::RecoveryPoint;
        let checkpoint = OffsetCheckpoint::parse(file, bytes).unwrap();
        assert_eq!(
            checkpoint.offsets.values().map(|offset| offset.0).collect::<Vec<_>>(),
            [0, 200]
        );
        assert_eq!(checkpoint.encode(), bytes);
    }

    #[test]
    fn a_wrong_line_is_named() {
        let file = OffsetCheckpointFile::LogStart;
        let error = OffsetCheckpoint::parse(file, b"0\n1\na/b 0 0\n").unwrap_err();
        assert_eq!(error.line, 3);
        assert!(error.to_string().starts_with("log-start-offset-checkpoint, line 3: topic name"));
    }
}
