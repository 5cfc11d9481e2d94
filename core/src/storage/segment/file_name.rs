//! Names of a segment's files, as Apache Kafka gives them: the base offset in 20 digits and a
//! suffix.

use crate::model::Offset;

/// Suffix of a file that waits to be deleted.
pub(crate) const DELETED_SUFFIX: &str = ".deleted";
/// Suffix of a file that compaction has not finished.
pub(crate) const CLEANED_SUFFIX: &str = ".cleaned";
/// Suffix of a finished file that takes the place of others.
pub(crate) const SWAP_SUFFIX: &str = ".swap";

/// What a file of a segment holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    /// Batches: `.log`.
    Log,
    /// Offset index: `.index`.
    OffsetIndex,
    /// Time index: `.timeindex`.
    TimeIndex,
    /// Aborted transactions: `.txnindex`.
    TransactionIndex,
    /// Producers as of the offset in the name: `.snapshot`.
    ProducerSnapshot,
}

impl FileKind {
    /// All kinds that a segment may have.
    pub const ALL: [Self; 5] = [
        Self::Log,
        Self::OffsetIndex,
        Self::TimeIndex,
        Self::TransactionIndex,
        Self::ProducerSnapshot,
    ];

    /// The kinds that belong to a segment alone; a producer snapshot belongs to the log.
    pub const OF_SEGMENT: [Self; 4] =
        [Self::Log, Self::OffsetIndex, Self::TimeIndex, Self::TransactionIndex];

    /// The suffix, with its dot.
    #[must_use]
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Log => ".log",
            Self::OffsetIndex => ".index",
            Self::TimeIndex => ".timeindex",
            Self::TransactionIndex => ".txnindex",
            Self::ProducerSnapshot => ".snapshot",
        }
    }
}

/// A file name that belongs to a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SegmentFile {
    /// The offset in the name.
    pub offset: Offset,
    /// What it holds.
    pub kind: FileKind,
}

impl SegmentFile {
    /// Reads a name such as `00000000000000000042.log`; `None` for every other name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let (digits, _) = name.split_once('.')?;
        let suffix = &name[digits.len()..];
        let kind = FileKind::ALL.into_iter().find(|kind| kind.suffix() == suffix)?;
        if digits.len() != 20 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Some(Self { offset: Offset(digits.parse().ok()?), kind })
    }
}

/// `DIRECTORY/00000000000000000042.log`.
#[must_use]
pub fn file_path(directory: &str, offset: Offset, kind: FileKind) -> String {
    format!("{directory}/{:020}{}", offset.0, kind.suffix())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_carry_the_offset_in_twenty_digits() {
        let path = file_path("orders-0", Offset(42), FileKind::TimeIndex);
        assert_eq!(path, "orders-0/00000000000000000042.timeindex");
        let file = SegmentFile::parse("00000000000000000042.timeindex");
        assert_eq!(file, Some(SegmentFile { offset: Offset(42), kind: FileKind::TimeIndex }));
    }

    #[test]
    fn other_names_are_none_of_a_segment() {
        for name in [
            "leader-epoch-checkpoint",
            "00000000000000000042.log.deleted",
            "42.log",
            "0000000000000000004x.log",
            "99999999999999999999.log",
            "00000000000000000000-0000000001.checkpoint",
        ] {
            assert_eq!(SegmentFile::parse(name), None, "{name}");
        }
    }
}
