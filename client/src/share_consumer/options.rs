//! Checks options of share consumers.

use std::collections::BTreeSet;

use bytestring::ByteString;
use ottla_core::model::TopicName;

use crate::{
    Error, ErrorKind, Result,
    options::{
        ShareConsumerOptions,
        definition::{complaints, refuse},
    },
};

const OPERATION: &str = "make a share consumer";

/// Refuses options that cannot work, and tells all that is wrong.
pub(super) fn check(options: &ShareConsumerOptions) -> Result<BTreeSet<ByteString>> {
    let mut complaints = complaints(ShareConsumerOptions::DEFINITIONS, options);
    if options.group_id.is_empty() {
        complaints.push(
            "group_id (group.id) is empty: a consumer of a share group needs its name".to_owned(),
        );
    }
    let topics = topics(&options.topics);
    complaints.extend(topics.as_ref().err().map(|error| error.message().to_owned()));
    refuse(OPERATION, complaints)?;
    topics
}

/// What names subscribe to.
pub(super) fn topics<S: AsRef<str>>(names: &[S]) -> Result<BTreeSet<ByteString>> {
    for name in names.iter().map(AsRef::as_ref) {
        TopicName::check(name).map_err(|error| {
            let message = format!("topics has '{name}', which no topic can be called");
            Error::new(ErrorKind::InvalidInput, OPERATION, message).caused_by(error)
        })?;
    }
    Ok(names.iter().map(|name| name.as_ref().into()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let options = ShareConsumerOptions {
            topics: vec!["a b".into()],
            max_poll_records: 0,
            ..Default::default()
        };
        let error = check(&options).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        for part in ["group.id", "max_poll_records", "'a b'"] {
            assert!(error.to_string().contains(part), "{part}: {error}");
        }
    }
}
