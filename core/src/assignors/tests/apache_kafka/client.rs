//! The assignors of kafka-clients. Subscriptions go to Kafka, and assignments come back, as the bytes
//! of the consumer protocol.

use std::fmt::Write;

use bytes::Bytes;

use super::{
    super::client_group::{ClientGroup, Subscriptions},
    peer,
};
use crate::{
    assignors::client::{ClientAssignment, ClientAssignor, MemberSubscription, decode_assignment},
    model::{Rng, TopicPartition},
};

const GROUPS: u64 = 100;
const ROUNDS: usize = 12;

/// A group before it rebalances, and what we make of it.
struct Case {
    question: String,
    members: Vec<MemberSubscription>,
    ours: ClientAssignment,
}

#[test]
#[ignore = "needs a JDK and Apache Kafka's jars"]
fn assignments_are_those_of_apache_kafka() {
    for assignor in ClientAssignor::ALL {
        for subscriptions in [Subscriptions::Equal, Subscriptions::Different] {
            compare(assignor, subscriptions);
        }
    }
}

fn compare(assignor: ClientAssignor, subscriptions: Subscriptions) {
    let cases: Vec<Case> =
        (0..GROUPS).flat_map(|seed| cases(assignor, subscriptions, seed)).collect();
    let questions: Vec<String> = cases.iter().map(|case| case.question.clone()).collect();
    let answers = peer::ask(&questions);
    let mut wrong = 0;
    for (case, answer) in cases.iter().zip(answers) {
        let question = &case.question;
        let mut theirs = ClientAssignment::new();
        for (id, bytes) in answer.unwrap_or_else(|error| panic!("{error}\n{question}")) {
            let mut partitions = decode_assignment(bytes_of(&bytes)).unwrap();
            partitions.sort();
            theirs.insert(id.into(), partitions);
        }
        if case.members.iter().any(|member| strays(member, &theirs)) {
            wrong += 1;
            continue;
        }
        assert_eq!(case.ours, theirs, "{question}");
    }
    let (count, name) = (cases.len(), assignor.name());
    let same = count - wrong;
    println!("{name} {subscriptions:?}: {same} of {count} assignments are Kafka's");
    println!("    {wrong} gave Kafka's members partitions that they do not subscribe to");
    assert!(wrong * 20 <= count, "a few of Kafka's own mistakes are expected, not {wrong}");
}

/// Kafka gives partitions back to members of an older generation that have since unsubscribed. Its
/// consumer refuses such an assignment; ours has none to compare with.
fn strays(member: &MemberSubscription, theirs: &ClientAssignment) -> bool {
    let stray = |partition: &TopicPartition| !member.topics.contains(&partition.topic);
    theirs.get(&member.member_id).is_some_and(|partitions| partitions.iter().any(stray))
}

fn cases(assignor: ClientAssignor, subscriptions: Subscriptions, seed: u64) -> Vec<Case> {
    let mut rng = Rng::from_seed(seed);
    let mut group = ClientGroup::random(assignor, subscriptions, &mut rng);
    let mut cases = Vec::new();
    for _ in 0..ROUNDS {
        // Subscriptions of old versions lose what they cannot carry.
        for member in &mut group.members {
            let old = rng.below(10) == 0;
            let version = if old { rng.below(3) as i16 } else { 3 };
            let bytes = member.encode(version).unwrap();
            let (id, instance) = (member.member_id.clone(), member.group_instance_id.clone());
            *member = MemberSubscription::decode(id, instance, bytes).unwrap();
        }
        let ours = group.assign();
        let question = question(assignor, &group);
        group.take_with_losses(&ours, &mut rng);
        cases.push(Case { question, members: group.members.clone(), ours });
        group.change(&mut rng);
    }
    cases
}

fn question(assignor: ClientAssignor, group: &ClientGroup) -> String {
    let mut question = format!("client {}\n", assignor.name());
    for (topic, partitions) in &group.topics {
        let racks = partitions.iter().map(|racks| {
            let racks: Vec<&str> = racks.iter().map(|rack| &**rack).collect();
            if racks.is_empty() { "-".into() } else { racks.join("+") }
        });
        let racks: Vec<String> = racks.collect();
        writeln!(question, "topic {topic} {}", racks.join(",")).unwrap();
    }
    for member in &group.members {
        let instance = member.group_instance_id.as_deref().unwrap_or("-");
        let bytes = member.encode(3).unwrap();
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        writeln!(question, "member {} {instance} {hex}", member.member_id).unwrap();
    }
    question + "end\n"
}

fn bytes_of(hex: &str) -> Bytes {
    let byte = |at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
    (0..hex.len()).step_by(2).map(byte).collect::<Vec<u8>>().into()
}
