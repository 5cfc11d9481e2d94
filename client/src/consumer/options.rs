//! Checks options of consumers: each complaint names the option, its value and what is allowed.

use ottla_core::model::TopicName;

use crate::{
    Error, ErrorKind, Result,
    engine::group::subscription::{Pattern, Subscription},
    options::{
        ConsumerOptions, GroupProtocol,
        definition::{complaints, refuse},
    },
};

const OPERATION: &str = "make a consumer";

pub(super) fn invalid(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::InvalidInput, OPERATION, message)
}

/// Refuses options that cannot work, and tells all that is wrong.
pub(super) fn check(options: &ConsumerOptions) -> Result<Subscription> {
    let mut complaints = complaints(ConsumerOptions::DEFINITIONS, options);
    if options.group_id.is_empty() {
        complaints
            .push("group_id (group.id) is empty: a consumer of a group needs its name".to_owned());
    }
    let assignors = &options.partition_assignment_strategy;
    if assignors.is_empty() {
        let message = "partition_assignment_strategy is empty: name at least one assignor";
        complaints.push(message.to_owned());
    }
    for (index, assignor) in assignors.iter().enumerate() {
        if assignors[..index].contains(assignor) {
            let name = assignor.name();
            complaints.push(format!("partition_assignment_strategy names {name} twice"));
        }
    }
    // With KIP-848 both are the broker's.
    let classic = options.group_protocol == GroupProtocol::Classic;
    if classic && options.heartbeat_interval >= options.session_timeout {
        complaints.push(format!(
            "heartbeat_interval (heartbeat.interval.ms) is {:?}: it has to be shorter than \
             session_timeout, {:?}",
            options.heartbeat_interval, options.session_timeout
        ));
    }
    let subscription = subscription(&options.topics, options.topic_pattern.as_deref());
    if complaints.is_empty() {
        return subscription;
    }
    complaints.extend(subscription.err().map(|error| error.message().to_owned()));
    refuse(OPERATION, complaints)?;
    // There are complaints, so the line above has refused them.
    Err(invalid("the options cannot work"))
}

/// What names or a pattern subscribe to: one of the two.
pub(super) fn subscription(topics: &[String], pattern: Option<&str>) -> Result<Subscription> {
    match (topics, pattern) {
        ([], None) => {
            Err(invalid("topics is empty and topic_pattern is not set: one of them is needed"))
        }
        ([_, ..], Some(pattern)) => Err(invalid(format!(
            "both topics ({}) and topic_pattern ({pattern}) are set: only one of them can be",
            topics.join(", ")
        ))),
        (topics, None) => {
            for topic in topics {
                TopicName::check(topic).map_err(|error| {
                    invalid(format!("topics has '{topic}', which no topic can be called"))
                        .caused_by(error)
                })?;
            }
            Ok(Subscription::Topics(topics.iter().map(|topic| topic.as_str().into()).collect()))
        }
        // It matches no topic.
        ([], Some("")) => Err(invalid("topic_pattern is empty: '.*' matches all topics")),
        ([], Some(pattern)) => Pattern::new(pattern).map(Subscription::Pattern).map_err(|error| {
            let said = error.to_string();
            // The lines before show where in the pattern.
            let why = said.lines().last().unwrap_or_default().trim_start_matches("error: ");
            invalid(format!("topic_pattern is '{pattern}', which is no regular expression: {why}"))
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use ottla_core::assignors::client::ClientAssignor;

    use super::*;

    fn complaint(change: impl FnOnce(&mut ConsumerOptions)) -> String {
        let mut options = ConsumerOptions {
            group_id: "g".into(),
            topics: vec!["t".into()],
            ..Default::default()
        };
        change(&mut options);
        check(&options).map_or_else(|error| error.to_string(), |_| String::new())
    }

    #[test]
    fn what_cannot_work_is_refused_by_name_value_and_range() {
        assert_eq!(complaint(|_| ()), "");
        type Case<'a> = (&'a dyn Fn(&mut ConsumerOptions), &'a [&'a str]);
        let cases: [Case<'_>; 11] = [
            (&|o| o.group_id.clear(), &["group_id", "empty"]),
            (&|o| o.group_instance_id = Some(String::new()), &["group_instance_id"]),
            (&|o| o.topics.clear(), &["topics", "topic_pattern"]),
            (
                &|o| (o.topics, o.topic_pattern) = (vec![], Some(String::new())),
                &["topic_pattern", "empty"],
            ),
            (&|o| o.topic_pattern = Some("x.*".into()), &["both", "t", "x.*"]),
            (&|o| o.topics.push("not legal".into()), &["topics", "'not legal'"]),
            (&|o| o.partition_assignment_strategy.clear(), &["partition_assignment_strategy"]),
            (
                &|o| o.partition_assignment_strategy = vec![ClientAssignor::Sticky; 2],
                &["sticky twice"],
            ),
            (
                &|o| o.max_poll_interval = Duration::ZERO,
                &["max_poll_interval (max.poll.interval.ms) is 0ns", "1 ms to"],
            ),
            (
                &|o| o.fetch_bytes_max = -1,
                &["fetch_bytes_max (fetch.max.bytes) is -1", "0 to 2147483647"],
            ),
            (
                &|o| {
                    o.group_protocol = GroupProtocol::Classic;
                    o.heartbeat_interval = o.session_timeout;
                },
                &["heartbeat_interval (heartbeat.interval.ms) is 45s", "session_timeout, 45s"],
            ),
        ];
        for (change, expected) in cases {
            let complaint = complaint(change);
            let named = expected.iter().all(|word| complaint.contains(word));
            assert!(named, "{complaint} lacks one of {expected:?}");
        }
        let pattern = complaint(|options| {
            options.topics.clear();
            options.topic_pattern = Some("(".into());
        });
        assert!(pattern.contains("topic_pattern is '('"), "{pattern}");
        assert!(pattern.ends_with("no regular expression: unclosed group"), "{pattern}");
    }
}
