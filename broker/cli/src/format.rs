//! What `ottla consume --format` prints for a record.

use std::io::{self, Write};

use ottla::ConsumedRecord;

use crate::failure::{Failure, FailureKind};

/// A parsed format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Format(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Topic,
    Partition,
    Offset,
    Timestamp,
    Key,
    Value,
    Headers,
    KeyLength,
    ValueLength,
}

impl Format {
    /// Reads `%` and `\` sequences.
    pub(crate) fn parse(text: &str) -> Result<Self, Failure> {
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut characters = text.chars();
        while let Some(character) = characters.next() {
            let part = match (character, characters.clone().next()) {
                ('\\', Some(escaped)) => {
                    plain.push(match escaped {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        '0' => '\0',
                        other => other,
                    });
                    None
                }
                ('%', Some('%')) => {
                    plain.push('%');
                    None
                }
                ('%', Some(letter)) => Some(part(letter).ok_or_else(|| unknown(text, letter))?),
                (other, _) => {
                    plain.push(other);
                    continue;
                }
            };
            characters.next();
            if let Some(part) = part {
                if !plain.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut plain)));
                }
                parts.push(part);
            }
        }
        if !plain.is_empty() {
            parts.push(Part::Text(plain));
        }
        Ok(Self(parts))
    }

    /// Prints a record.
    pub(crate) fn write(
        &self,
        output: &mut dyn Write,
        record: &ConsumedRecord<'_>,
    ) -> io::Result<()> {
        let length = |bytes: Option<&[u8]>| bytes.map_or(-1, |bytes| bytes.len() as i64);
        for part in &self.0 {
            match part {
                Part::Text(text) => output.write_all(text.as_bytes())?,
                Part::Topic => output.write_all(record.topic().as_bytes())?,
                Part::Partition => write!(output, "{}", record.partition())?,
                Part::Offset => write!(output, "{}", record.offset)?,
                Part::Timestamp => write!(output, "{}", record.timestamp)?,
                Part::Key => output.write_all(record.key.unwrap_or_default())?,
                Part::Value => output.write_all(record.value.unwrap_or_default())?,
                Part::KeyLength => write!(output, "{}", length(record.key))?,
                Part::ValueLength => write!(output, "{}", length(record.value))?,
                Part::Headers => {
                    for (index, header) in record.headers.clone().enumerate() {
                        if index > 0 {
                            output.write_all(b",")?;
                        }
                        output.write_all(header.key)?;
                        output.write_all(b"=")?;
                        output.write_all(header.value.unwrap_or(b"NULL"))?;
                    }
                }
            }
        }
        Ok(())
    }
}

fn part(letter: char) -> Option<Part> {
    Some(match letter {
        't' => Part::Topic,
        'p' => Part::Partition,
        'o' => Part::Offset,
        'T' => Part::Timestamp,
        'k' => Part::Key,
        'v' | 's' => Part::Value,
        'h' => Part::Headers,
        'K' => Part::KeyLength,
        'V' | 'S' => Part::ValueLength,
        _ => return None,
    })
}

fn unknown(text: &str, letter: char) -> Failure {
    let message =
        format!("--format {text}: %{letter} is not known; %t %p %o %T %k %v %h %K %V and %% are");
    Failure::new(FailureKind::Usage, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_are_read_and_unknown_ones_refused() {
        let format = Format::parse("%t-%p@%o\\t100%%\\n").ok().map(|format| format.0);
        let text = |text: &str| Part::Text(text.to_owned());
        let expected = vec![
            Part::Topic,
            text("-"),
            Part::Partition,
            text("@"),
            Part::Offset,
            text("\t100%\n"),
        ];
        assert_eq!(format, Some(expected));
        assert!(Format::parse("%q").is_err());
    }
}
