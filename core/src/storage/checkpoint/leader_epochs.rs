//! `leader-epoch-checkpoint` of a partition: epoch and start offset on each line.

use super::{InvalidCheckpoint, text};
use crate::{
    model::{LeaderEpoch, Offset},
    storage::epochs::EpochEntry,
};

/// The bytes of the file.
#[must_use]
pub fn encode_leader_epochs(entries: &[EpochEntry]) -> Vec<u8> {
    text::encode(entries.iter().map(|entry| format!("{} {}", entry.epoch, entry.start_offset)))
}

/// Reads the file. `file` names it in errors.
///
/// # Errors
/// Says which line is wrong.
pub fn parse_leader_epochs(file: &str, bytes: &[u8]) -> Result<Vec<EpochEntry>, InvalidCheckpoint> {
    text::parse(file, bytes, |fields| match fields {
        [epoch, start_offset] => Ok(EpochEntry {
            epoch: LeaderEpoch(text::number("a leader epoch", epoch)?),
            start_offset: Offset(text::number("an offset", start_offset)?),
        }),
        _ => Err(format!("{fields:?} is not an epoch and a start offset")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_apache_kafka_is_read_and_written() {
        let bytes = b"0\n2\n0 0\n3 420\n";
        let entries = parse_leader_epochs("leader-epoch-checkpoint", bytes).unwrap();
        assert_eq!(entries[1], EpochEntry { epoch: LeaderEpoch(3), start_offset: Offset(420) });
        assert_eq!(encode_leader_epochs(&entries), bytes);
    }

    #[test]
    fn errors_name_file_and_line() {
        for (bytes, line, part) in [
            (&b""[..], 1, "version is missing"),
            (b"1\n0\n", 1, "unknown"),
            (b"0\nx\n", 2, "not a number of entries"),
            (b"0\n2\n0 0\n", 4, "entry 2 of 2 is missing"),
            (b"0\n1\n0\n", 3, "not an epoch"),
            (b"0\n1\n0 x\n", 3, "\"x\" is not an offset"),
            (b"0\n1\n0 0\n1 1\n", 4, "more than the 1 entries"),
            (b"0\n\xff\n", 1, "UTF-8"),
        ] {
            let error = parse_leader_epochs("a/leader-epoch-checkpoint", bytes).unwrap_err();
            assert_eq!((error.line, &*error.file), (line, "a/leader-epoch-checkpoint"));
            assert!(error.to_string().contains(part), "{error}");
        }
    }
}
