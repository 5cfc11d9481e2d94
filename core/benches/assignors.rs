//! The assignors on a large group: 1,000 members and 10,000 partitions, beside what the targets alone
//! cost, which is building the maps that come out. With `OTTLA_KAFKA_LIBS` (a directory of Apache
//! Kafka's jars) also beside Kafka's own class on the same group.
//! `cargo bench -p ottla-core --bench assignors`

#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    hint::black_box,
    io::Write as _,
    process::{Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use ottla_core::{
    assignors::{
        client::{ClientAssignor, MemberSubscription, Racks, TopicRacks},
        server::{GroupSpec, MemberSpec, ServerAssignor, SubscriptionType, TopicPartitions},
    },
    model::{Rng, TopicName, Uuid},
};

const MEMBERS: usize = 1_000;
const TOPICS: usize = 10;
const PARTITIONS: usize = 1_000;
const RUNS: usize = 21;
const TARGET: Duration = Duration::from_millis(50);

fn main() {
    println!(
        "{MEMBERS} members, {TOPICS} topics of {PARTITIONS} partitions; median of {RUNS} runs"
    );
    let title = ("", "ours", "floor", "ratio", "Kafka", "ratio");
    let (what, ours, floor, ratio, kafka, kafkas) = title;
    println!("{what:<38} {ours:>9} {floor:>9} {ratio:>6} {kafka:>9} {kafkas:>6}");
    for subscription_type in [SubscriptionType::Homogeneous, SubscriptionType::Heterogeneous] {
        let mut group = Group::new(subscription_type);
        let name = format!("{subscription_type:?}").to_lowercase();
        group.show(&format!("uniform, {name}, from empty"), ServerAssignor::Uniform);
        group.rebalance(ServerAssignor::Uniform);
        group.show(&format!("uniform, {name}, unchanged"), ServerAssignor::Uniform);
        let left = group.members.pop_last();
        group.show(&format!("uniform, {name}, one left"), ServerAssignor::Uniform);
        group.rebalance(ServerAssignor::Uniform);
        group
            .members
            .extend(left.map(|(id, member)| (id, Member { target: Arc::default(), ..member })));
        group.show(&format!("uniform, {name}, one joined"), ServerAssignor::Uniform);
        group.show(&format!("range, {name}"), ServerAssignor::Range);
    }
    for assignor in ClientAssignor::ALL {
        client(assignor);
    }
}

struct Member {
    topics: BTreeSet<Uuid>,
    target: Arc<TopicPartitions>,
}

struct Group {
    subscription_type: SubscriptionType,
    partition_counts: BTreeMap<Uuid, usize>,
    members: BTreeMap<String, Member>,
}

impl Group {
    /// In a heterogeneous group each member leaves one topic out.
    fn new(subscription_type: SubscriptionType) -> Self {
        let mut rng = Rng::from_seed(1);
        let partition_counts: BTreeMap<Uuid, usize> =
            (0..TOPICS).map(|_| (Uuid::random(&mut rng), PARTITIONS)).collect();
        let topics = |index: usize| {
            let left_out = match subscription_type {
                SubscriptionType::Homogeneous => TOPICS,
                SubscriptionType::Heterogeneous => index % TOPICS,
            };
            let topics = partition_counts.keys().copied().enumerate();
            topics.filter(|(topic, _)| *topic != left_out).map(|(_, id)| id).collect()
        };
        let member = |index| {
            let member = Member { topics: topics(index), target: Arc::default() };
            (Uuid::random(&mut rng).to_string(), member)
        };
        let members = (0..MEMBERS).map(member).collect();
        Self { subscription_type, partition_counts, members }
    }

    fn spec(&self) -> GroupSpec<'_> {
        let members = self.members.iter().map(|(id, member)| {
            let (subscribed_topic_ids, target) = (&member.topics, &member.target);
            (id.as_str(), MemberSpec { instance_id: None, subscribed_topic_ids, target })
        });
        GroupSpec { members: members.collect(), subscription_type: self.subscription_type }
    }

    fn targets(&self, assignor: ServerAssignor) -> Vec<Arc<TopicPartitions>> {
        let assigned = assignor.assign(&self.spec(), &self.partition_counts);
        assigned.expect("all topics are known").into_values().collect()
    }

    fn rebalance(&mut self, assignor: ServerAssignor) {
        let targets = self.targets(assignor);
        self.members.values_mut().zip(targets).for_each(|(member, target)| member.target = target);
    }

    fn show(&self, what: &str, assignor: ServerAssignor) {
        let spec = self.spec();
        let ours = median(|| assignor.assign(&spec, &self.partition_counts));
        let targets = self.targets(assignor);
        let floor = median(|| targets.iter().map(|target| rebuild(target)).collect::<Vec<_>>());
        let ratio = ours.as_secs_f64() / floor.as_secs_f64();
        print!("{what:<38} {ours:>9.2?} {floor:>9.2?} {ratio:>6.1}");
        if let Some(kafka) = kafka(&self.question(assignor)) {
            let ratio = kafka.as_secs_f64() / ours.as_secs_f64();
            print!(" {kafka:>9.2?} {ratio:>6.1}");
        }
        println!("  {}", if ours < TARGET { "under 50 ms" } else { "MISSED 50 ms" });
    }

    /// As the program that is asked reads it.
    fn question(&self, assignor: ServerAssignor) -> String {
        let subscription_type = format!("{:?}", self.subscription_type).to_uppercase();
        let mut text = format!("server {} {subscription_type}\n", assignor.name());
        for (topic_id, count) in &self.partition_counts {
            let _ = writeln!(text, "topic {topic_id} {count}");
        }
        let joined = |items: Vec<String>, separator: &str| match items.len() {
            0 => "-".to_owned(),
            _ => items.join(separator),
        };
        for (id, member) in &self.members {
            let topics = member.topics.iter().map(ToString::to_string).collect();
            let target = member.target.iter().map(|(topic_id, partitions)| {
                let numbers = partitions.iter().map(ToString::to_string).collect();
                format!("{topic_id}:{}", joined(numbers, ","))
            });
            let (topics, target) = (joined(topics, ","), joined(target.collect(), ";"));
            let _ = writeln!(text, "member {id} - {topics} {target}");
        }
        text + "end\n"
    }
}

/// The same map, as if partitions were handed to it one by one.
fn rebuild(target: &TopicPartitions) -> TopicPartitions {
    let mut built = TopicPartitions::new();
    for (topic_id, partitions) in target {
        for partition in partitions {
            built.entry(*topic_id).or_default().push(*partition);
        }
    }
    built
}

fn client(assignor: ClientAssignor) {
    let names = (0..TOPICS).filter_map(|index| TopicName::new(&format!("topic-{index}")).ok());
    let topics: TopicRacks = names.map(|name| (name, vec![Racks::new(); PARTITIONS])).collect();
    let member = |index| MemberSubscription {
        member_id: format!("consumer-{index}").into(),
        topics: topics.keys().cloned().collect(),
        ..MemberSubscription::default()
    };
    let mut members: Vec<MemberSubscription> = (0..MEMBERS).map(member).collect();
    let ours = median(|| assignor.assign(&topics, &members));
    println!("{:<38} {ours:>9.2?}", format!("{} (client), from empty", assignor.name()));
    let assignment = assignor.assign(&topics, &members);
    for member in &mut members {
        let assigned = &assignment[&member.member_id];
        member.generation = Some(1);
        member.user_data = assignor.subscription_user_data(Some(assigned), 1);
        member.owned_partitions = assigned.clone();
    }
    members.pop();
    let ours = median(|| assignor.assign(&topics, &members));
    println!("{:<38} {ours:>9.2?}", format!("{} (client), one left", assignor.name()));
}

/// The median time of Kafka's class, warmed up; `None` without its jars.
fn kafka(question: &str) -> Option<Duration> {
    let jars = std::env::var("OTTLA_KAFKA_LIBS").ok()?;
    let source = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/src/assignors/tests/apache_kafka/java/Assignors.java"
    );
    let mut command = Command::new("java");
    command.args(["-Xmx512m", "-cp"]).arg(format!("{jars}/*")).args([source, "time"]);
    let streams = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = streams.spawn().ok()?;
    child.stdin.take()?.write_all(question.as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    let nanoseconds = String::from_utf8(output.stdout).ok()?.lines().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

fn median<T>(mut work: impl FnMut() -> T) -> Duration {
    let mut once = || {
        let began = Instant::now();
        let made = black_box(work());
        let took = began.elapsed();
        drop(made);
        took
    };
    let mut times: Vec<Duration> = (0..RUNS).map(|_| once()).collect();
    times.sort();
    times[RUNS / 2]
}
