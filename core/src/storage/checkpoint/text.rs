//! The form that all checkpoints share: a line with the version, a line with the number of
//! entries, a line for each entry.

use std::fmt::{Display, Write};

use super::InvalidCheckpoint;

const VERSION: &str = "0";

/// The bytes of a checkpoint with `entries`.
pub(super) fn encode<E: Display>(entries: impl ExactSizeIterator<Item = E>) -> Vec<u8> {
    let mut text = format!("{VERSION}\n{}\n", entries.len());
    for entry in entries {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{entry}");
    }
    text.into_bytes()
}

/// Reads a checkpoint; `parse` turns a line's fields into an entry or says what is wrong.
pub(super) fn parse<E>(
    file: &str,
    bytes: &[u8],
    mut parse: impl FnMut(&[&str]) -> Result<E, String>,
) -> Result<Vec<E>, InvalidCheckpoint> {
    let invalid = |line, reason| InvalidCheckpoint { file: file.to_owned(), line, reason };
    let text = std::str::from_utf8(bytes).map_err(|_| invalid(1, "not UTF-8 text".to_owned()))?;
    let mut lines = text.lines().enumerate();
    let mut next = |what: &str| {
        let missing = || invalid(text.lines().count() + 1, format!("{what} is missing"));
        lines.next().map(|(index, line)| (index + 1, line.trim())).ok_or_else(missing)
    };
    let (line, version) = next("the version")?;
    if version != VERSION {
        return Err(invalid(line, format!("version {version:?} is unknown, {VERSION} expected")));
    }
    let (line, count) = next("the number of entries")?;
    let count: usize = count
        .parse()
        .map_err(|_| invalid(line, format!("{count:?} is not a number of entries")))?;
    let mut entries = Vec::new();
    for number in 0..count {
        let (line, entry) = next(&format!("entry {} of {count}", number + 1))?;
        let fields: Vec<&str> = entry.split_whitespace().collect();
        entries.push(parse(&fields).map_err(|reason| invalid(line, reason))?);
    }
    match next("") {
        Ok((line, rest)) if !rest.is_empty() => {
            Err(invalid(line, format!("more than the {count} entries announced: {rest:?}")))
        }
        Ok(_) | Err(_) => Ok(entries),
    }
}

/// A field as a number, or what is wrong with it.
pub(super) fn number<N: std::str::FromStr>(what: &str, field: &str) -> Result<N, String> {
    field.parse().map_err(|_| format!("{field:?} is not {what}"))
}
