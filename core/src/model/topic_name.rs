//! Topic names that are legal by construction.

use std::{fmt, str::FromStr, sync::Arc};

/// A legal topic name: 1 to 249 characters of `a-z A-Z 0-9 . _ -`, not `.` or `..`. Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicName(Arc<str>);

/// Why a topic name is illegal. Kafka answers INVALID_TOPIC_EXCEPTION (17).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTopicName {
    /// The name has no character.
    #[error("a topic name cannot be empty")]
    Empty,
    /// `.` and `..` are folders.
    #[error("a topic cannot be named '.' or '..'")]
    Dots,
    /// Longer than 249 characters, so that `NAME-PARTITION.UUID-delete` fits a file name.
    #[error("topic name of {0} characters is too long: at most 249 are allowed")]
    TooLong(usize),
    /// A character that is not allowed.
    #[error(
        "topic name '{name}' contains {character:?}: only letters, digits, '.', '_' and '-' are allowed"
    )]
    Character {
        /// The whole name.
        name: String,
        /// The first character that is not allowed.
        character: char,
    },
}

impl TopicName {
    /// Most characters that a name may have.
    pub const LENGTH_MAX: usize = 249;

    /// Checks `name`.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn new(name: &str) -> Result<Self, InvalidTopicName> {
        Self::check(name).map(|()| Self(name.into()))
    }

    /// As [`TopicName::new`], without making one.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn check(name: &str) -> Result<(), InvalidTopicName> {
        if name.is_empty() {
            return Err(InvalidTopicName::Empty);
        }
        if name == "." || name == ".." {
            return Err(InvalidTopicName::Dots);
        }
        if name.len() > Self::LENGTH_MAX {
            return Err(InvalidTopicName::TooLong(name.len()));
        }
        let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        match name.chars().find(|c| !legal(*c)) {
            Some(character) => {
                Err(InvalidTopicName::Character { name: name.to_owned(), character })
            }
            None => Ok(()),
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a topic of the cluster itself: `__consumer_offsets` and its like.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        matches!(&*self.0, "__consumer_offsets" | "__transaction_state" | "__share_group_state")
    }

    /// What metric names make of it: `.` and `_` are the same there, so `a.b` and `a_b` collide.
    #[must_use]
    pub fn collision_key(&self) -> String {
        self.0.replace('.', "_")
    }
}

impl FromStr for TopicName {
    type Err = InvalidTopicName;

    fn from_str(name: &str) -> Result<Self, InvalidTopicName> {
        Self::new(name)
    }
}

impl std::borrow::Borrow<str> for TopicName {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for TopicName {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TopicName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for TopicName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_judged_as_apache_kafka_judges_them() {
        for legal in ["orders", "a.b_c-D9", "...", "__consumer_offsets", &"x".repeat(249)] {
            assert!(TopicName::new(legal).is_ok(), "{legal}");
        }
        for illegal in ["", ".", "..", "a b", "a/b", "ä", "a\0", &"x".repeat(250)] {
            assert!(TopicName::new(illegal).is_err(), "{illegal}");
        }
    }
}
