//! Regular expressions that the broker resolves (KIP-848): which topics match, as of when. The syntax
//! is that of RE2, whose matching takes linear time whatever the expression; a name has to match as a
//! whole.

use std::collections::BTreeSet;

use bytestring::ByteString;
use regex::RegexBuilder;

use crate::groups::GroupRecord;
use crate::{
    metadata::MetadataImage,
    model::Timestamp,
    protocol::messages::{ConsumerGroupRegularExpressionKey, ConsumerGroupRegularExpressionValue},
};

/// Memory that a compiled expression may take, in bytes.
const COMPILED_BYTES_MAX: usize = 1 << 20;

/// What a regular expression matched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::groups) struct ResolvedRegex {
    pub(super) topics: BTreeSet<ByteString>,
    /// End offset of the metadata that it was held against.
    pub(super) version: i64,
    /// When, in milliseconds.
    pub(super) timestamp: i64,
}

impl ResolvedRegex {
    pub(super) fn of_record(value: &ConsumerGroupRegularExpressionValue) -> Self {
        Self {
            topics: value.topics.iter().map(|topic| ByteString::from(&**topic)).collect(),
            version: value.version,
            timestamp: value.timestamp,
        }
    }

    pub(super) fn record(&self, group_id: &ByteString, regex: &ByteString) -> GroupRecord {
        let value = ConsumerGroupRegularExpressionValue {
            topics: self.topics.iter().cloned().collect(),
            version: self.version,
            timestamp: self.timestamp,
        };
        GroupRecord::ConsumerGroupRegularExpression(key(group_id, regex), Some(value))
    }

    /// The topics of the metadata that match. An expression that is none matches nothing.
    pub(super) fn resolve(regex: &str, image: &MetadataImage, now: Timestamp) -> Self {
        let topics = match compile(regex) {
            Ok(compiled) => {
                let names = image.topic_ids.keys().map(|name| name.as_str());
                names.filter(|name| compiled.is_match(name)).map(ByteString::from).collect()
            }
            Err(_) => BTreeSet::new(),
        };
        let version = image.end_offset.map_or(0, |offset| offset.0);
        Self { topics, version, timestamp: now.0 }
    }
}

pub(super) fn tombstone(group_id: &ByteString, regex: &ByteString) -> GroupRecord {
    GroupRecord::ConsumerGroupRegularExpression(key(group_id, regex), None)
}

fn key(group_id: &ByteString, regex: &ByteString) -> ConsumerGroupRegularExpressionKey {
    ConsumerGroupRegularExpressionKey {
        group_id: group_id.clone(),
        regular_expression: regex.clone(),
    }
}

/// Whether it is a regular expression.
///
/// # Errors
/// What is wrong with it.
pub(super) fn check(regex: &str) -> Result<(), String> {
    compile(regex).map(|_| ()).map_err(|error| error.to_string())
}

fn compile(regex: &str) -> Result<regex::Regex, regex::Error> {
    let whole = format!("^(?:{})$", unquoted(regex));
    RegexBuilder::new(&whole).size_limit(COMPILED_BYTES_MAX).build()
}

/// RE2 quotes what stands between `\Q` and `\E`; the library does not know that.
fn unquoted(regex: &str) -> String {
    let mut plain = String::with_capacity(regex.len());
    let mut rest = regex;
    while let Some((before, quoted)) = rest.split_once(r"\Q") {
        plain.push_str(before);
        let (text, after) = quoted.split_once(r"\E").unwrap_or((quoted, ""));
        plain.push_str(&regex::escape(text));
        rest = after;
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(regex: &str, name: &str) -> bool {
        compile(regex).unwrap().is_match(name)
    }

    #[test]
    fn a_name_has_to_match_as_a_whole() {
        assert!(matches("ab", "ab") && !matches("ab", "abc") && !matches("b|a", "ab"));
        assert!(matches("^orders-.*", "orders-eu") && matches("a|bc", "bc"));
        assert!(matches(r"\Qa.b\E.", "a.bc") && !matches(r"\Qa.b\E.", "axbc"));
        assert!(matches(r"\Qa.b", "a.b"));
    }

    #[test]
    fn what_is_no_expression_is_refused() {
        for wrong in ["(", "a{2", "[z-a]", "(?=a)", r"\1"] {
            assert!(check(wrong).is_err(), "{wrong}");
        }
        assert!(check(&"(a{1000}){1000}".repeat(2)).is_err(), "too large");
    }
}
