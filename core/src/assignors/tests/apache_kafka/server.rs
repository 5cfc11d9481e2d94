//! `uniform` and `range` of package org.apache.kafka.coordinator.group.assignor.

use std::{collections::BTreeSet, fmt::Write};

use super::{super::server_group::ServerGroup, peer};
use crate::{
    assignors::server::{ServerAssignor, SubscriptionType, TopicPartitions},
    model::Rng,
};

const GROUPS: u64 = 150;
const ROUNDS: usize = 12;

#[test]
#[ignore = "needs a JDK and Apache Kafka's jars"]
fn targets_are_those_of_apache_kafka() {
    for assignor in ServerAssignor::ALL {
        for subscription_type in [SubscriptionType::Homogeneous, SubscriptionType::Heterogeneous] {
            compare(assignor, subscription_type);
        }
    }
}

fn compare(assignor: ServerAssignor, subscription_type: SubscriptionType) {
    let (mut questions, mut ours) = (Vec::new(), Vec::new());
    for seed in 0..GROUPS {
        let mut rng = Rng::from_seed(seed);
        let mut group = ServerGroup::random(subscription_type, &mut rng);
        for _ in 0..ROUNDS {
            questions.push(question(assignor, &group));
            group.rebalance(assignor);
            ours.push(group.clone());
            group.change(&mut rng);
        }
    }
    let answers = peer::ask(&questions);
    for ((question, group), answer) in questions.iter().zip(&ours).zip(answers) {
        let mut answer = answer.unwrap_or_else(|error| panic!("{error}\n{question}"));
        for (id, member) in &group.members {
            // Kafka leaves everybody out if nobody subscribes to anything.
            let theirs = answer.remove(id).unwrap_or_else(|| "-".into());
            assert_eq!(sorted(&text(&member.target)), sorted(&theirs), "{id}\n{question}");
        }
        assert!(answer.is_empty());
    }
    let count = questions.len();
    println!("{} {subscription_type:?}: {count} of {count} targets are Kafka's", assignor.name());
}

fn question(assignor: ServerAssignor, group: &ServerGroup) -> String {
    let subscription_type = match group.subscription_type {
        SubscriptionType::Homogeneous => "HOMOGENEOUS",
        SubscriptionType::Heterogeneous => "HETEROGENEOUS",
    };
    let mut question = format!("server {} {subscription_type}\n", assignor.name());
    for (topic_id, count) in &group.partition_counts {
        writeln!(question, "topic {topic_id} {count}").unwrap();
    }
    for (id, member) in &group.members {
        let instance = member.instance_id.as_deref().unwrap_or("-");
        let topics: Vec<String> = member.topics.iter().map(ToString::to_string).collect();
        let topics = if topics.is_empty() { "-".into() } else { topics.join(",") };
        writeln!(question, "member {id} {instance} {topics} {}", text(&member.target)).unwrap();
    }
    question + "end\n"
}

fn text(target: &TopicPartitions) -> String {
    let topic = |(topic_id, partitions): (&_, &Vec<_>)| {
        let numbers: Vec<String> = partitions.iter().map(ToString::to_string).collect();
        format!("{topic_id}:{}", numbers.join(","))
    };
    let topics: Vec<String> = target.iter().map(topic).collect();
    if topics.is_empty() { "-".into() } else { topics.join(";") }
}

fn sorted(text: &str) -> BTreeSet<&str> {
    text.split(';').collect()
}
