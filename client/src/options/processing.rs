//! Options of processing records side by side, with retries and dead letters.

use std::time::Duration;

use ottla_core::model::TopicName;

use super::{
    definition::{Rule, complaints, options, refuse},
    value::{Value, named},
};
use crate::{Producer, Result, options::Acks};

/// Stands in names of topics for that of the original one.
pub(crate) const TOPIC: &str = "{topic}";
/// Stands in the name of a retry topic for its number, from 1 on.
pub(crate) const NUMBER: &str = "{n}";

/// Which records wait for each other ([`ProcessOptions`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProcessingOrder {
    /// Those of a partition with the same key: one after the other, in their order. Records without a
    /// key wait for none.
    #[default]
    ByKey,
    /// All of a partition.
    ByPartition,
    /// None.
    Unordered,
}

/// What becomes of a record that no retry has helped, where there is no dead letter topic
/// (`errors.tolerance`, as in Kafka Connect; [`ProcessOptions`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ErrorTolerance {
    /// The processing ends with its error; it is not committed.
    #[default]
    None,
    /// It is logged and skipped.
    All,
}

named!(ProcessingOrder, "key, partition or unordered", {
    Self::ByKey => "key", Self::ByPartition => "partition", Self::Unordered => "unordered",
}, {
    "key" => Self::ByKey, "partition" => Self::ByPartition, "unordered" => Self::Unordered,
});

named!(ErrorTolerance, "none or all", {
    Self::None => "none", Self::All => "all",
}, {
    "none" => Self::None, "all" => Self::All,
});

options! {
    /// How [`crate::Consumer::process`] works. The keys that begin with `processing` are Ottla's own.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use ottla::ProcessOptions;
    ///
    /// let options = ProcessOptions {
    ///     concurrency: 64,
    ///     retry_topic_delays: vec![Duration::from_secs(10), Duration::from_secs(600)],
    ///     dead_letter_topic: Some("{topic}.dlt".into()),
    ///     ..Default::default()
    /// };
    /// assert_eq!(options.retry_topic, "{topic}.retry.{n}");
    /// ```
    pub struct ProcessOptions {
        /// Records whose function runs at the same time. Default 16. More of them help where the function
        /// waits for others; too many and those are overwhelmed.
        "processing.concurrency"
        concurrency: usize = 16, Rule::Between(1, 100_000);
        /// Which records wait for each other. Default by key.
        "processing.order"
        order: ProcessingOrder = ProcessingOrder::default(), Rule::Any;
        /// Records that are taken and not done, before no more are taken; the rest of a batch comes on top.
        /// Default 1000. Too small and few different keys are at hand; too large costs memory.
        "processing.in.flight.max.records"
        in_flight_max: usize = 1_000, Rule::Between(1, Rule::INT_MAX);
        /// Records of a partition from the first that is not done on, before the partition is paused; the
        /// rest of a batch comes on top. Default 10000. That many may be processed again after a crash;
        /// too small and one slow record holds up its partition soon.
        "processing.ahead.max.records"
        ahead_max: usize = 10_000, Rule::Between(1, Rule::INT_MAX);
        /// How often offsets are committed, if there is something new. Default 1 s. A shorter one repeats
        /// less after a crash and costs requests.
        "processing.commit.interval.ms"
        commit_interval: Duration = Duration::from_secs(1), Rule::Between(0, Rule::INT_MAX);
        /// How long records that are being processed may go on when their partition is taken away or the
        /// processing ends; then they are broken off, and processed again by whoever is next. Default 30 s;
        /// shorter than `max_poll_interval`. The group waits that long.
        "processing.drain.timeout.ms"
        drain_timeout: Duration = Duration::from_secs(30), Rule::Between(0, Rule::INT_MAX);
        /// Calls for a record that has failed, besides the first one, before it goes to a retry topic or
        /// is a dead letter; again as many for each retry topic. Records behind it wait meanwhile, as
        /// `order` says. Default 3.
        "processing.retries"
        retries: usize = 3, Rule::Between(0, 1_000_000);
        /// Time before the first of these calls; it doubles with each. Default 100 ms.
        "processing.retry.backoff.ms"
        retry_backoff: Duration = Duration::from_millis(100), Rule::Between(0, Rule::INT_MAX);
        /// The longest time between these calls. Default 10 s.
        "processing.retry.backoff.max.ms"
        retry_backoff_max: Duration = Duration::from_secs(10), Rule::Between(0, Rule::INT_MAX);
        /// How long each retry topic holds a record; there is one for each delay. Records behind it do not
        /// wait, so those with the same key overtake it. Default none: there are no retry topics.
        "processing.retry.topic.delays.ms"
        retry_topic_delays: Vec<Duration> = Vec::new(), Rule::Any;
        /// Name of a retry topic, with `{topic}` for the original one and `{n}` for the number. Default
        /// `{topic}.retry.{n}`.
        "processing.retry.topic.name"
        retry_topic: String = format!("{TOPIC}.retry.{NUMBER}"), Rule::NotEmpty;
        /// Where records go that no retry has helped, or that cannot be read; `{topic}` stands for the original
        /// one, for instance in `{topic}.dlt`. Default none.
        "errors.deadletterqueue.topic.name"
        dead_letter_topic: Option<String> = None, Rule::NotEmpty;
        /// What becomes of them without such a topic. Default none: the processing ends with the error.
        "errors.tolerance"
        error_tolerance: ErrorTolerance = ErrorTolerance::default(), Rule::Any;
        /// Whether retry topics and dead letter topics that are not there are made at the start, with as
        /// many partitions as the original. Default true.
        "processing.create.topics"
        create_topics: bool = true, Rule::Any;
    }
    and {
        /// Writes copies to retry topics and dead letter topics; its `acks` has to be `All`. Default: one is
        /// made when it is needed.
        producer: Option<Producer> = None;
    }
}

impl ProcessOptions {
    /// Tells all that is wrong.
    ///
    /// # Errors
    /// `InvalidInput`.
    pub(crate) fn check(&self) -> Result<()> {
        let mut complaints = complaints(Self::DEFINITIONS, self);
        if let Some(name) = &self.dead_letter_topic {
            complaints.extend(bad_name("dead_letter_topic", name));
        }
        if !self.retry_topic_delays.is_empty() {
            complaints.extend(bad_name("retry_topic", &self.retry_topic));
            if ![TOPIC, NUMBER].iter().all(|part| self.retry_topic.contains(part)) {
                complaints.push(format!(
                    "retry_topic is '{}': it has to have {TOPIC} and {NUMBER}, so that each has its own",
                    self.retry_topic
                ));
            }
        }
        if let Some(producer) = &self.producer {
            complaints.extend(unfit(producer).map(str::to_owned));
        }
        refuse("process records", complaints)
    }
}

fn bad_name(option: &str, pattern: &str) -> Option<String> {
    let name = pattern.replace(TOPIC, "t").replace(NUMBER, "1");
    let error = TopicName::check(&name).err()?;
    Some(format!("{option} is '{pattern}', which no topic can be called: {error}"))
}

fn unfit(producer: &Producer) -> Option<&'static str> {
    let options = &producer.shared().options;
    if options.transactional_id.is_some() {
        return Some("the producer is transactional: it takes copies only within a transaction");
    }
    match options.acks {
        Acks::All => None,
        Acks::Leader | Acks::None => Some(
            "the producer's acks are not All: a copy could be lost after its original is committed",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_from_text_and_checked() {
        let options = ProcessOptions::from_properties([
            ("processing.order", "partition"),
            ("processing.retry.topic.delays.ms", "1000, 1min"),
            ("errors.deadletterqueue.topic.name", "dead"),
            ("errors.tolerance", "all"),
            ("group.id", "of another part"),
        ])
        .unwrap();
        assert_eq!(options.order, ProcessingOrder::ByPartition);
        assert_eq!(options.retry_topic_delays, [1, 60].map(Duration::from_secs));
        assert_eq!(options.dead_letter_topic.as_deref(), Some("dead"));
        options.check().unwrap();
        let wrong = ProcessOptions {
            concurrency: 0,
            retry_topic: "again".into(),
            dead_letter_topic: Some("{topic} dead".into()),
            retry_topic_delays: vec![Duration::ZERO],
            ..Default::default()
        };
        let error = wrong.check().unwrap_err().to_string();
        for part in ["concurrency", "retry_topic is 'again'", "dead_letter_topic is '{topic} dead'"]
        {
            assert!(error.contains(part), "{error} lacks {part}");
        }
    }
}
