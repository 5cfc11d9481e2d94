//! A broker, a topic that is being written, and a group whose members come and go.

use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        OffsetFetchRequest, OffsetFetchResponse,
        offset_fetch_request::{OffsetFetchRequestGroup, OffsetFetchRequestTopics},
    },
};
use tempfile::TempDir;

use super::{
    check::{check, duplicates},
    journal::{Journal, Seen},
    member::{Joining, Kind, Member, Place, Protocol},
    writer::Writer,
};
use crate::{
    process::BrokerProcess,
    support::{Client, PATIENCE},
};

pub const PARTITIONS: i32 = 8;
/// So long a commit may take after the records that it is of.
const A_WHILE: Duration = Duration::from_secs(2);
/// So often more is written because a commit was refused.
const ROUNDS_MAX: usize = 10;

/// A cluster of somebody else has to have these, too.
pub const SETTINGS: [&str; 4] = [
    "group.consumer.min.heartbeat.interval.ms=300",
    "group.consumer.heartbeat.interval.ms=300",
    "group.consumer.min.session.timeout.ms=6000",
    "group.consumer.session.timeout.ms=6000",
];

/// The cluster that the environment names, or a broker on disk whose groups are quick.
pub fn broker() -> Option<BrokerProcess> {
    BrokerProcess::on_disk_with_or_elsewhere(&SETTINGS)
}

pub struct Scene {
    pub broker: BrokerProcess,
    pub group: String,
    pub topic: String,
    journal: Arc<Journal>,
    members: Vec<Member>,
    writer: Option<Writer>,
    end: i64,
    folder: TempDir,
}

impl Scene {
    /// Nobody has joined, but records are being written.
    pub fn start(broker: BrokerProcess, name: &str) -> Self {
        let topic = broker.topic(name);
        let mut scene = Self {
            group: format!("group-{topic}"),
            topic,
            broker,
            journal: Arc::default(),
            members: Vec::new(),
            writer: None,
            end: 0,
            folder: TempDir::new().unwrap(),
        };
        scene.client().create_topic(&scene.topic, PARTITIONS, &[]);
        scene.go_on_writing();
        scene
    }

    /// A connection of our own.
    pub fn client(&self) -> Client {
        Client::connect(self.address())
    }

    fn address(&self) -> SocketAddr {
        self.broker.address.parse().unwrap()
    }

    pub fn go_on_writing(&mut self) {
        self.writer = Some(Writer::start(self.address(), &self.topic, PARTITIONS, self.end));
    }

    pub fn stop_writing(&mut self) {
        if let Some(writer) = self.writer.take() {
            self.end = writer.stop();
        }
    }

    /// Starts a member; `None` if its program is missing.
    pub fn join(&mut self, kind: Kind, protocol: Protocol) -> Option<usize> {
        self.join_as(Joining { kind, protocol, instance: None })
    }

    pub fn join_as(&mut self, joining: Joining) -> Option<usize> {
        let number = self.journal.enlist(format!("{joining:?}"), joining.repeats());
        let place = Place {
            address: &self.broker.address,
            group: &self.group,
            topic: &self.topic,
            folder: self.folder.path(),
        };
        self.members.push(Member::start(joining, place, &self.journal, number)?);
        Some(number)
    }

    /// The member leaves the group and ends.
    pub fn leave(&mut self, member: usize) {
        let drops_records = self.members[member].drops_a_record_when_asked_to_leave();
        if drops_records {
            self.stop_writing();
            self.until_all_is_consumed();
        }
        self.members[member].ask_to_leave();
        self.journal.until("it leaves", |seen| seen.members[member].closed);
        if drops_records {
            self.go_on_writing();
        }
    }

    /// The member ends, and the group is not told.
    pub fn kill(&mut self, member: usize) {
        self.members[member].kill();
        self.journal.gone(member);
    }

    /// Waits until each of them has consumed more.
    pub fn until_all_consume(&self, members: &[usize]) {
        let before = self.look(|seen| {
            members.iter().map(|member| seen.members[*member].records).collect::<Vec<_>>()
        });
        self.until("all consume", |seen| {
            let now = members.iter().map(|member| seen.members[*member].records);
            now.zip(&before).all(|(now, before)| now > *before)
        });
    }

    /// Waits until more of every partition has been consumed.
    pub fn until_all_partitions_move(&self) {
        let lengths = |seen: &Seen| {
            let length = |partition| seen.times.get(&partition).map_or(0, Vec::len);
            (0..PARTITIONS).map(length).collect::<Vec<_>>()
        };
        let before = self.look(lengths);
        self.until("all partitions move", |seen| {
            lengths(seen).iter().zip(&before).all(|(now, before)| now > before)
        });
    }

    /// While nothing is written: waits until somebody has consumed all that there is. How much that is.
    fn until_all_is_consumed(&self) -> usize {
        let written = usize::try_from(self.end * i64::from(PARTITIONS)).unwrap();
        self.until("all records are consumed", |seen| seen.distinct >= written);
        written
    }

    /// Ends the writing, and waits until what was written is consumed and, where members tell, committed. How much that is.
    ///
    /// A commit that comes between the joins of a rebalance and its end is refused. Some clients commit again only with
    /// further records, and none when it leaves.
    fn until_all_is_committed(&mut self) -> usize {
        self.stop_writing();
        let mut written = self.until_all_is_consumed();
        if !self.members.iter().all(Member::says_what_it_commits) {
            return written;
        }
        for _ in 0..ROUNDS_MAX {
            let all = vec![self.end; PARTITIONS as usize];
            if self.journal.comes_to(A_WHILE, |seen| seen.committed(PARTITIONS) == all) {
                return written;
            }
            self.go_on_writing();
            self.until_all_partitions_move();
            self.stop_writing();
            written = self.until_all_is_consumed();
        }
        panic!("not all is committed\n{}", self.look(Seen::last_words));
    }

    pub fn until(&self, what: &str, holds: impl Fn(&Seen) -> bool) {
        self.journal.until(what, holds);
    }

    pub fn look<T>(&self, at: impl FnOnce(&Seen) -> T) -> T {
        at(&self.journal.lock())
    }

    /// All records are read, all members leave, and the group has done its work. How many records
    /// were consumed more than once.
    pub fn finish(mut self) -> usize {
        let written = self.until_all_is_committed();
        let open = self.look(|seen| {
            (0..seen.members.len())
                .filter(|member| !seen.members[*member].closed)
                .collect::<Vec<_>>()
        });
        for member in open {
            self.members[member].ask_to_leave();
        }
        self.until("all leave", |seen| seen.members.iter().all(|member| member.closed));
        self.look(|seen| check(seen, PARTITIONS, self.end));
        assert_eq!(self.committed(), vec![self.end; PARTITIONS as usize]);
        let duplicates = self.look(duplicates);
        eprintln!("{}: {written} records, {duplicates} more than once", self.topic);
        duplicates
    }

    /// The committed offset of every partition; -1 where there is none.
    pub fn committed(&self) -> Vec<i64> {
        let topic = OffsetFetchRequestTopics {
            name: self.topic[..].into(),
            partition_indexes: (0..PARTITIONS).collect(),
            ..Default::default()
        };
        let group = OffsetFetchRequestGroup {
            group_id: self.group[..].into(),
            member_epoch: -1,
            topics: Some(vec![topic]),
            ..Default::default()
        };
        let request = OffsetFetchRequest { groups: vec![group], ..Default::default() };
        let (mut client, deadline) = (self.client(), Instant::now() + PATIENCE);
        let group = loop {
            let mut response: OffsetFetchResponse = client.call_at(&request, 9);
            let group = response.groups.remove(0);
            match ErrorCode::from_code(group.error_code) {
                ErrorCode::None => break group,
                // The broker has just been started.
                ErrorCode::CoordinatorLoadInProgress if Instant::now() < deadline => {}
                code => panic!("{code:?}"),
            }
        };
        let mut partitions: Vec<_> = group.topics[0]
            .partitions
            .iter()
            .map(|partition| (partition.partition_index, partition.committed_offset))
            .collect();
        partitions.sort_unstable();
        partitions.into_iter().map(|(_, offset)| offset).collect()
    }
}

impl Drop for Scene {
    /// The writer ends before the broker does.
    fn drop(&mut self) {
        if let Some(writer) = self.writer.take() {
            writer.abandon();
        }
    }
}
