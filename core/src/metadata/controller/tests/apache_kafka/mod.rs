//! Changes of partitions beside Apache Kafka's own class for them, by its jars in the directory `OTTLA_KAFKA_LIBS`.
//! The same leader, ISR, replicas, directories and epochs have to come out. In one thing we differ on purpose: a
//! replica that a reassignment takes away is not eligible to lead any more.

use std::{
    fmt::Write as _,
    io::Write as _,
    path::PathBuf,
    process::{Command, Stdio},
    sync::Arc,
};

use super::scene::nodes;
use crate::{
    metadata::{
        BrokerRegistration, ConfigResource, LeaderRecoveryState, MetadataImage, MetadataVersion,
        PartitionRegistration, TopicImage,
        controller::{
            partition_change::{Election, Exceptions, wire},
            reassignment::Way,
            rules::Rules,
        },
    },
    model::{
        LeaderEpoch, NodeId, PartitionId, Rng, TopicIdPartition, TopicName, Uuid,
        config::BrokerEntries,
    },
    protocol::messages::{MetadataRecord, PartitionChangeRecord, RegisterBrokerRecord},
};

const CHANGES: u64 = 40_000;
const BROKERS: i32 = 6;
const TOPIC: Uuid = Uuid([0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 9]);

/// An id whose first eight bytes are this number.
fn directory(number: u64) -> Uuid {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&number.to_be_bytes());
    Uuid(bytes)
}

/// What a change begins with and what is wanted.
#[derive(Clone, Debug)]
struct Case {
    partition: PartitionRegistration,
    alive: Vec<NodeId>,
    level: i16,
    minimum: usize,
    eligible: bool,
    election: Election,
    in_sync: Vec<NodeId>,
    replicas: Vec<NodeId>,
    removing: Vec<NodeId>,
    adding: Vec<NodeId>,
    recovery: LeaderRecoveryState,
    lost: NodeId,
    moved: Option<NodeId>,
}

struct Draw(Rng);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        self.0.below(bound as u64) as usize
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }

    fn some_of(&mut self, nodes: &[NodeId]) -> Vec<NodeId> {
        let mut some: Vec<NodeId> = nodes.to_vec();
        some.retain(|_| !self.one_in(3));
        some
    }

    fn shuffled(&mut self) -> Vec<NodeId> {
        let mut all: Vec<NodeId> = (1..=BROKERS).map(NodeId).collect();
        for last in (1..all.len()).rev() {
            all.swap(last, self.below(last + 1));
        }
        all.truncate(self.below(4) + 1);
        all
    }

    fn case(&mut self) -> Case {
        let eligible = self.one_in(2);
        let level = if eligible { 30 } else { [30, 23, 17, 16, 11, 7][self.below(6)] };
        let mut partition =
            PartitionRegistration { replicas: self.shuffled(), ..Default::default() };
        if self.one_in(3) {
            let way = Way::new(&partition.replicas, &self.shuffled());
            partition.replicas = way.replicas;
            partition.adding_replicas = way.adding;
            partition.removing_replicas = way.removing;
        }
        partition.in_sync_replicas = self.some_of(&partition.replicas.clone());
        if !eligible && partition.in_sync_replicas.is_empty() {
            partition.in_sync_replicas = vec![partition.replicas[0]];
        }
        if eligible {
            let mut others = partition.replicas.clone();
            others.retain(|one| !partition.in_sync_replicas.contains(one));
            partition.eligible_leader_replicas = self.some_of(&others);
            partition.eligible_leader_replicas.sort();
        }
        let members = partition.in_sync_replicas.clone();
        if !members.is_empty() && !self.one_in(4) {
            partition.leader = members[self.below(members.len())];
        } else if eligible && self.one_in(2) {
            partition.last_known_eligible = vec![partition.replicas[0]];
        }
        if self.one_in(4) {
            partition.recovery_state = LeaderRecoveryState::Recovering;
        }
        partition.directories =
            partition.replicas.iter().map(|one| directory(100 + one.0 as u64)).collect();
        partition.leader_epoch = LeaderEpoch(5);
        partition.partition_epoch = 7;
        let case = self.wanted(partition, level);
        Case { eligible, ..case }
    }

    fn wanted(&mut self, partition: PartitionRegistration, level: i16) -> Case {
        let all: Vec<NodeId> = (1..=BROKERS).map(NodeId).collect();
        let mut case = Case {
            alive: self.some_of(&all),
            level,
            minimum: (self.below(3) + 1).min(partition.replicas.len()),
            eligible: false,
            election: [Election::Preferred, Election::Online, Election::Unclean][self.below(3)],
            in_sync: partition.in_sync_replicas.clone(),
            replicas: partition.replicas.clone(),
            removing: partition.removing_replicas.clone(),
            adding: partition.adding_replicas.clone(),
            recovery: partition.recovery_state,
            lost: NodeId::NONE,
            moved: None,
            partition,
        };
        match self.below(6) {
            0 => case.in_sync = self.some_of(&case.replicas.clone()),
            1 => {
                let way = Way::new(&case.replicas, &self.shuffled());
                (case.replicas, case.removing, case.adding) =
                    (way.replicas, way.removing, way.adding);
                // Nobody asks for both at once: where a new replica is, is not known yet.
                case.election = Election::Online;
            }
            2 => case.lost = case.replicas[self.below(case.replicas.len())],
            3 => case.moved = Some(case.replicas[self.below(case.replicas.len())]),
            4 => {
                case.in_sync = case.replicas.clone();
                case.recovery = LeaderRecoveryState::Recovered;
            }
            _ => {}
        }
        case.in_sync.retain(|one| *one != case.lost);
        case.alive.retain(|one| *one != case.lost);
        case
    }
}

impl Case {
    fn line(&self) -> String {
        let list = |nodes: &[NodeId]| -> String {
            let ids: Vec<String> = nodes.iter().map(|node| node.0.to_string()).collect();
            if ids.is_empty() { "-".into() } else { ids.join(",") }
        };
        let one = &self.partition;
        let mut line = String::new();
        for nodes in [
            &one.replicas,
            &one.in_sync_replicas,
            &one.removing_replicas,
            &one.adding_replicas,
            &one.eligible_leader_replicas,
            &one.last_known_eligible,
        ] {
            write!(line, "{} ", list(nodes)).unwrap();
        }
        let election = match self.election {
            Election::Preferred => "PREFERRED",
            Election::Online => "ONLINE",
            Election::Unclean => "UNCLEAN",
        };
        let (state, wanted) = (one.recovery_state.wire(), self.recovery.wire());
        let elr = if self.eligible { "elr" } else { "-" };
        let lost = if self.lost == NodeId::NONE { vec![] } else { vec![self.lost] };
        let moved: Vec<NodeId> = self.moved.into_iter().collect();
        let (alive, level, minimum) = (list(&self.alive), self.level, self.minimum);
        writeln!(
            line,
            "{} {state} {alive} {level} {minimum} {elr} {election} {} {} {} {} {wanted} {} {}",
            one.leader,
            list(&self.in_sync),
            list(&self.replicas),
            list(&self.removing),
            list(&self.adding),
            list(&lost),
            list(&moved),
        )
        .unwrap();
        line
    }

    fn built(&self) -> Option<PartitionChangeRecord> {
        let mut image = MetadataImage::default();
        image.features.insert("metadata.version".into(), self.level);
        if self.eligible {
            image.features.insert("eligible.leader.replicas.version".into(), 1);
        }
        for broker_id in 1..=BROKERS {
            let record = RegisterBrokerRecord {
                broker_id,
                fenced: !self.alive.contains(&NodeId(broker_id)),
                log_dirs: vec![directory(100 + broker_id as u64)],
                ..Default::default()
            };
            let broker = BrokerRegistration::from(&record);
            image.brokers.insert(broker.id, Arc::new(broker));
        }
        let name = TopicName::new("t").unwrap();
        let minimum = [("min.insync.replicas".to_owned(), self.minimum.to_string())];
        image.configs.insert(ConfigResource::topic(&name), Arc::new(minimum.into()));
        let topic = TopicImage { id: TOPIC, name, partitions: vec![self.partition.clone()] };
        let rules = Rules::new(&image, BrokerEntries::default());
        let id = TopicIdPartition { topic_id: TOPIC, partition: PartitionId(0) };
        let mut change = rules.change(id, &topic, &self.partition);
        change.election = self.election;
        change.exceptions = Exceptions::lost(self.lost);
        change.in_sync_replicas.clone_from(&self.in_sync);
        change.replicas.clone_from(&self.replicas);
        change.removing_replicas.clone_from(&self.removing);
        change.adding_replicas.clone_from(&self.adding);
        change.recovery_state = self.recovery;
        change.moved = self.moved.map(|broker| (broker, directory(77)));
        change.build()
    }
}

/// A record out of Kafka's line, with the version that it is written in.
fn parsed(line: &str) -> Option<(PartitionChangeRecord, i16)> {
    if line == "nothing" {
        return None;
    }
    let fields: Vec<&str> = line.split(' ').collect();
    let list = |index: usize| match fields[index] {
        "null" => None,
        "-" => Some(Vec::new()),
        ids => Some(ids.split(',').map(|id| id.parse::<i32>().unwrap()).collect::<Vec<_>>()),
    };
    let directories = list(6).map(|ids| ids.iter().map(|id| directory(*id as u64)).collect());
    let record = PartitionChangeRecord {
        topic_id: TOPIC,
        partition_id: 0,
        isr: list(0),
        replicas: list(1),
        removing_replicas: list(2),
        adding_replicas: list(3),
        eligible_leader_replicas: list(4),
        last_known_elr: list(5),
        directories,
        leader: fields[7].parse().unwrap(),
        leader_recovery_state: fields[8].parse().unwrap(),
    };
    Some((record, fields[9].parse().unwrap()))
}

/// Kafka's record without eligible replicas that are taken away, if anything is left of it.
fn without_strangers(case: &Case, record: PartitionChangeRecord) -> Option<PartitionChangeRecord> {
    let (mut record, before) = (record, &case.partition);
    let replicas = record.replicas.clone().unwrap_or_else(|| wire(&before.replicas));
    if let Some(eligible) = &mut record.eligible_leader_replicas {
        eligible.retain(|one| replicas.contains(one));
        if nodes(eligible) == before.eligible_leader_replicas {
            record.eligible_leader_replicas = None;
        }
    } else if !before.eligible_leader_replicas.iter().all(|one| replicas.contains(&one.0)) {
        let mut left = before.eligible_leader_replicas.clone();
        left.retain(|one| replicas.contains(&one.0));
        record.eligible_leader_replicas = Some(wire(&left));
    }
    let nothing = PartitionChangeRecord { topic_id: TOPIC, partition_id: 0, ..Default::default() };
    (record != nothing).then_some(record)
}

fn ask(lines: &str) -> String {
    let libs = std::env::var_os("OTTLA_KAFKA_LIBS");
    let jars = PathBuf::from(libs.expect("OTTLA_KAFKA_LIBS names the directory of Kafka's jars"));
    let source = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/src/metadata/controller/tests/apache_kafka/java/PartitionChanges.java"
    );
    let mut command = Command::new("java");
    command.args(["-Xmx512m", "-cp"]).arg(format!("{}/*", jars.display())).arg(source);
    let streams = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = streams.spawn().expect("java of a JDK from version 17 on can be run");
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        // It answers while it reads, so that neither pipe may be left to fill up.
        scope.spawn(move || stdin.write_all(lines.as_bytes()));
        child.wait_with_output().unwrap()
    });
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "PartitionChanges failed: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
#[ignore = "needs a JDK and Apache Kafka's jars"]
fn partitions_change_as_in_apache_kafka() {
    let mut draw = Draw(Rng::from_seed(1));
    let cases: Vec<Case> = (0..CHANGES).map(|_| draw.case()).collect();
    let lines: String = cases.iter().map(Case::line).collect();
    let answers = ask(&lines);
    assert_eq!(answers.lines().count(), cases.len());
    let mut changes = 0;
    for (case, answer) in cases.iter().zip(answers.lines()) {
        let theirs = parsed(answer);
        let ours = case.built();
        if let Some((record, version)) = &theirs {
            let record = MetadataRecord::from(record.clone());
            let level = MetadataVersion(case.level);
            assert_eq!(level.version_of(&record), Some(*version));
            changes += 1;
        }
        let theirs = theirs.and_then(|(record, _)| without_strangers(case, record));
        assert_eq!(ours, theirs, "{answer}\n{case:#?}");
    }
    println!("{CHANGES} of {CHANGES} changes are Kafka's, {changes} of them with a record");
}
