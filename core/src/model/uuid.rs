//! Kafka's UUIDs: 128 bits, written as 22 characters of URL-safe base64 without padding.

use std::{fmt, str::FromStr};

use super::Rng;

/// Id of a topic, a directory or a cluster.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Uuid(pub [u8; 16]);

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

impl Uuid {
    /// All zero: no id.
    pub const ZERO: Self = Self([0; 16]);
    /// The id of `__cluster_metadata` (KIP-631).
    pub const METADATA_TOPIC: Self = Self([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    /// In place of a directory's id: the directory that held the replica is lost (KIP-858). Zero and
    /// one stand for a directory that is not assigned yet.
    pub const LOST_DIRECTORY: Self = Self([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]);

    /// A random id (version 4) that is none of the reserved ones and does not start with `-`,
    /// which command lines would take for an option.
    pub fn random(rng: &mut Rng) -> Self {
        loop {
            let mut bytes = [0; 16];
            bytes[..8].copy_from_slice(&rng.next_u64().to_be_bytes());
            bytes[8..].copy_from_slice(&rng.next_u64().to_be_bytes());
            bytes[6] = (bytes[6] & 0x0f) | 0x40;
            bytes[8] = (bytes[8] & 0x3f) | 0x80;
            let id = Self(bytes);
            if bytes[0] >> 2 != 62 && bytes[..14] != [0; 14] {
                return id;
            }
        }
    }

    /// Whether it is one of the first hundred, which no directory and no topic is given.
    #[must_use]
    pub fn is_reserved(&self) -> bool {
        self.0[..15] == [0; 15] && self.0[15] < 100
    }

    /// Whether this is [`Uuid::ZERO`].
    #[must_use]
    pub fn is_zero(&self) -> bool {
        *self == Self::ZERO
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bits = u128::from_be_bytes(self.0);
        let mut text = [0_u8; 22];
        for (index, character) in text.iter_mut().enumerate() {
            let shift = 122 - 6 * index as i32;
            let sextet = if shift >= 0 { bits >> shift } else { bits << -shift };
            *character = ALPHABET[(sextet & 63) as usize];
        }
        f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is not 22 characters of URL-safe base64.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a Kafka UUID: 22 characters of A-Z, a-z, 0-9, '-' and '_' are expected")]
pub struct InvalidUuid(pub String);

impl FromStr for Uuid {
    type Err = InvalidUuid;

    fn from_str(text: &str) -> Result<Self, InvalidUuid> {
        let invalid = || InvalidUuid(text.to_owned());
        let digits = text.strip_suffix("==").unwrap_or(text).as_bytes();
        if digits.len() != 22 {
            return Err(invalid());
        }
        let mut bits = 0_u128;
        for (index, digit) in digits.iter().enumerate() {
            let value = ALPHABET.iter().position(|c| c == digit).ok_or_else(invalid)? as u128;
            // The last character carries two bits of the id and four of nothing.
            bits = if index < 21 { bits << 6 | value } else { bits << 2 | value >> 4 };
        }
        Ok(Self(bits.to_be_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_bytes_agree_with_apache_kafka() {
        assert_eq!(Uuid::ZERO.to_string(), "AAAAAAAAAAAAAAAAAAAAAA");
        assert_eq!(Uuid::METADATA_TOPIC.to_string(), "AAAAAAAAAAAAAAAAAAAAAQ");
        assert_eq!("AAAAAAAAAAAAAAAAAAAAAQ".parse(), Ok(Uuid::METADATA_TOPIC));
        assert!("AAAA".parse::<Uuid>().is_err());
        assert!("!AAAAAAAAAAAAAAAAAAAAA".parse::<Uuid>().is_err());
    }

    #[test]
    fn random_ids_round_trip_and_never_look_like_an_option() {
        let mut rng = Rng::from_seed(1);
        for _ in 0..1_000 {
            let id = Uuid::random(&mut rng);
            assert!(!id.to_string().starts_with('-'));
            assert_eq!(id.to_string().parse(), Ok(id));
        }
    }
}
