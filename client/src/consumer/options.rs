//! Checks options of consumers: each complaint names the option, its value and what is allowed.

use std::time::Duration;

use ottla_core::model::TopicName;

use crate::{
    Error, ErrorKind, Result,
    engine::group::subscription::{Pattern, Subscription},
    options::{ConsumerOptions, GroupProtocol},
};

const OPERATION: &str = "make a consumer";

pub(super) fn invalid(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::InvalidInput, OPERATION, message)
}

/// Refuses options that cannot work.
pub(super) fn check(options: &ConsumerOptions) -> Result<Subscription> {
    if options.group_id.is_empty() {
        return Err(invalid("group_id is empty: a consumer of a group needs its name"));
    }
    if options.group_instance_id.as_deref() == Some("") {
        return Err(invalid("group_instance_id is empty text: leave it out for a dynamic member"));
    }
    let assignors = &options.partition_assignment_strategy;
    if assignors.is_empty() {
        let message = "partition_assignment_strategy is empty: name at least one assignor";
        return Err(invalid(message));
    }
    for (index, assignor) in assignors.iter().enumerate() {
        if assignors[..index].contains(assignor) {
            let name = assignor.name();
            let message = format!("partition_assignment_strategy names {name} twice");
            return Err(invalid(message));
        }
    }
    check_times(options)?;
    for (name, value) in [
        ("fetch_bytes_min", options.fetch_bytes_min),
        ("fetch_bytes_max", options.fetch_bytes_max),
        ("partition_bytes_max", options.partition_bytes_max),
    ] {
        if value < 0 {
            return Err(invalid(format!("{name} is {value}: 0 to {} is allowed", i32::MAX)));
        }
    }
    subscription(&options.topics, options.topic_pattern.as_deref())
}

fn check_times(options: &ConsumerOptions) -> Result<()> {
    let most = Duration::from_millis(i32::MAX as u64);
    for (name, value) in [
        ("session_timeout", options.session_timeout),
        ("heartbeat_interval", options.heartbeat_interval),
        ("max_poll_interval", options.max_poll_interval),
        ("auto_commit_interval", options.auto_commit_interval),
        ("fetch_wait_max", options.fetch_wait_max),
        ("close_timeout", options.close_timeout),
    ] {
        let zero_is_fine = name == "fetch_wait_max" || name == "close_timeout";
        if value > most || value.as_millis() == 0 && !zero_is_fine {
            let least = if zero_is_fine { 0 } else { 1 };
            let message = format!("{name} is {value:?}: {least} ms to {most:?} is allowed");
            return Err(invalid(message));
        }
    }
    // With KIP-848 both are the broker's.
    let classic = options.group_protocol == GroupProtocol::Classic;
    if classic && options.heartbeat_interval >= options.session_timeout {
        return Err(invalid(format!(
            "heartbeat_interval is {:?}: it has to be shorter than session_timeout, {:?}",
            options.heartbeat_interval, options.session_timeout
        )));
    }
    Ok(())
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
        ([], Some(pattern)) => Pattern::new(pattern).map(Subscription::Pattern).map_err(|error| {
            invalid(format!("topic_pattern is '{pattern}', which is no regular expression"))
                .caused_by(error)
        }),
    }
}

#[cfg(test)]
mod tests {
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
        let cases: [Case<'_>; 10] = [
            (&|o| o.group_id.clear(), &["group_id", "empty"]),
            (&|o| o.group_instance_id = Some(String::new()), &["group_instance_id"]),
            (&|o| o.topics.clear(), &["topics", "topic_pattern"]),
            (&|o| o.topic_pattern = Some("x.*".into()), &["both", "t", "x.*"]),
            (&|o| o.topics.push("not legal".into()), &["topics", "'not legal'"]),
            (&|o| o.partition_assignment_strategy.clear(), &["partition_assignment_strategy"]),
            (
                &|o| o.partition_assignment_strategy = vec![ClientAssignor::Sticky; 2],
                &["sticky twice"],
            ),
            (&|o| o.max_poll_interval = Duration::ZERO, &["max_poll_interval is 0ns", "1 ms to"]),
            (&|o| o.fetch_bytes_max = -1, &["fetch_bytes_max is -1", "0 to 2147483647"]),
            (
                &|o| {
                    o.group_protocol = GroupProtocol::Classic;
                    o.heartbeat_interval = o.session_timeout;
                },
                &["heartbeat_interval is 45s", "session_timeout, 45s"],
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
    }
}
