//! What a consumer wants to read: topics by name, or all whose name matches a regular expression as a
//! whole.

use std::collections::BTreeSet;

use bytestring::ByteString;
use ottla_core::model::TopicName;
use regex::{Regex, RegexBuilder};

use crate::engine::metadata::ClusterImage;

/// Memory that a compiled expression may take, in bytes.
const COMPILED_BYTES_MAX: usize = 1 << 20;

/// What a consumer wants to read.
#[derive(Clone, Debug)]
pub(crate) enum Subscription {
    Topics(BTreeSet<ByteString>),
    Pattern(Pattern),
}

impl Subscription {
    /// Whether a topic is to be read that the coordinator assigns: one of the cluster itself only by its name.
    pub(crate) fn wants(&self, topic: &str) -> bool {
        match self {
            Self::Topics(_) => true,
            Self::Pattern(_) => !is_internal(topic),
        }
    }

    /// Whether a topic of this name is read.
    pub(crate) fn reads(&self, topic: &str) -> bool {
        match self {
            Self::Topics(topics) => topics.contains(topic),
            Self::Pattern(pattern) => pattern.compiled.is_match(topic) && !is_internal(topic),
        }
    }
}

fn is_internal(topic: &str) -> bool {
    TopicName::new(topic).is_ok_and(|name| name.is_internal())
}

/// A regular expression over names of topics.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    pub(crate) text: ByteString,
    compiled: Regex,
}

impl Pattern {
    /// # Errors
    /// What is wrong with the expression.
    pub(crate) fn new(text: &str) -> Result<Self, regex::Error> {
        let compiled = |text: &str| RegexBuilder::new(text).size_limit(COMPILED_BYTES_MAX).build();
        // By itself first: what is wrong should be said of what was written, and `a)|(b` is wrong.
        compiled(text)?;
        let compiled = compiled(&format!("^(?:{text})$"))?;
        Ok(Self { text: text.into(), compiled })
    }

    /// The topics that match, without those of the cluster itself.
    pub(crate) fn matching(&self, image: &ClusterImage) -> BTreeSet<ByteString> {
        let wanted = |name: &&ByteString| self.compiled.is_match(name) && !is_internal(name);
        image.topics.keys().filter(wanted).cloned().collect()
    }
}

impl PartialEq for Subscription {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Topics(left), Self::Topics(right)) => left == right,
            (Self::Pattern(left), Self::Pattern(right)) => left.text == right.text,
            (Self::Topics(_), Self::Pattern(_)) | (Self::Pattern(_), Self::Topics(_)) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use ottla_core::model::Uuid;

    use super::*;
    use crate::engine::metadata::TopicMetadata;

    #[test]
    fn a_pattern_matches_whole_names_and_leaves_internal_topics_out() {
        let topic = Arc::new(TopicMetadata { id: Uuid::ZERO, partitions: Vec::new() });
        let names = ["orders", "orders-eu", "old-orders", "__consumer_offsets"];
        let image = ClusterImage {
            topics: names.iter().map(|name| ((*name).into(), topic.clone())).collect(),
            ..Default::default()
        };
        let matching = |text: &str| {
            let found = Pattern::new(text).unwrap().matching(&image);
            found.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(matching("orders"), "orders");
        assert_eq!(matching("orders.*|x"), "orders orders-eu");
        assert_eq!(matching(".*"), "old-orders orders orders-eu");
        assert!(Pattern::new("(").is_err());
    }
}
