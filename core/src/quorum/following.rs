//! A follower: it fetches the log from its leader, gives up what the leader does not have, and learns from
//! the leader what is committed.

use super::{
    log::QuorumLogError,
    output::{Event, Output, QuorumAddress, QuorumRequest},
    quorum::{Asked, Durability, Quorum, What},
    role::Role,
    wire::{METADATA_PARTITION, METADATA_TOPIC, METADATA_TOPIC_ID},
};
use crate::{
    model::{ErrorCode, LeaderEpoch, NodeId, Now, Offset},
    protocol::messages::{
        FetchRequest, FetchResponse,
        fetch_request::{FetchPartition, FetchTopic, ReplicaState},
        fetch_response::{EpochEndOffset, PartitionData},
    },
};

/// Most bytes that one Fetch asks for.
const FETCH_BYTES_MAX: i32 = 8 * 1024 * 1024;

impl Quorum {
    /// Asks a leader for what comes next.
    pub(super) fn fetch_from(
        &mut self,
        node: Option<NodeId>,
        to: QuorumAddress,
        now: Now,
        out: &mut Output,
    ) {
        let is_synced = self.durability == Durability::InMemory
            || self.log.synced_offset() >= self.log.end_offset();
        // What it fetches from on is what it has: that has to survive.
        if !is_synced {
            self.begin_sync(out);
            return;
        }
        if self.asked.values().any(|one| one.what == What::Fetch && one.to == to) {
            return;
        }
        if !self.is_free(&to, What::Fetch) {
            return;
        }
        let _ = now;
        let wait = self.timeouts.fetch / 2;
        let partition = FetchPartition {
            partition: METADATA_PARTITION,
            current_leader_epoch: self.election.epoch.0,
            fetch_offset: self.log.end_offset().0,
            last_fetched_epoch: self.log.last_epoch().0,
            log_start_offset: self.log.start_offset().0,
            partition_max_bytes: FETCH_BYTES_MAX,
            replica_directory_id: self.directory_id,
            high_watermark: self.high_watermark.map_or(-1, |offset| offset.0),
        };
        let request = FetchRequest {
            cluster_id: Some(self.cluster_id.clone()),
            replica_id: -1,
            replica_state: ReplicaState { replica_id: self.me.0, replica_epoch: -1 },
            max_wait_ms: i32::try_from(wait.as_millis()).unwrap_or(i32::MAX),
            min_bytes: 0,
            max_bytes: FETCH_BYTES_MAX,
            topics: vec![FetchTopic {
                topic: METADATA_TOPIC.into(),
                topic_id: METADATA_TOPIC_ID,
                partitions: vec![partition],
            }],
            ..Default::default()
        };
        self.send(node, to, What::Fetch, QuorumRequest::Fetch(request), out);
    }

    /// Looks for a leader: whoever is asked for records knows it, or has none itself.
    pub(super) fn fetch_from_anyone(&mut self, now: Now, out: &mut Output) {
        if self.asked.values().any(|one| one.what == What::Fetch) {
            return;
        }
        let voters = self.voters.iter().filter(|(voter, _)| **voter != self.me);
        let voters = voters.map(|(voter, to)| (Some(*voter), to.clone()));
        let bootstrap = self.bootstrap.iter().map(|to| (None, to.clone()));
        let known: Vec<_> = voters.chain(bootstrap).collect();
        let free: Vec<_> =
            known.into_iter().filter(|(_, to)| self.is_free(to, What::Fetch)).collect();
        if free.is_empty() {
            return;
        }
        let index = self.rng.below(free.len() as u64) as usize;
        if let Some((node, to)) = free.into_iter().nth(index) {
            self.fetch_from(node, to, now, out);
        }
    }

    /// Takes in what a Fetch has brought.
    pub(super) fn take_fetch(
        &mut self,
        asked: &Asked,
        response: &FetchResponse,
        now: Now,
        out: &mut Output,
    ) {
        let topic = response.responses.first();
        let Some(partition) = topic.and_then(|topic| topic.partitions.first()) else {
            return self.quiet_for_now(&asked.to, now);
        };
        let told = &partition.current_leader;
        let leader = (told.leader_id >= 0).then_some(NodeId(told.leader_id));
        let before = (self.election.epoch, self.election.leader);
        if told.leader_epoch >= 0 {
            self.learn(LeaderEpoch(told.leader_epoch), leader, now, out);
        }
        if (self.election.epoch, self.election.leader) != before {
            // It is the leader who is asked next.
            return;
        }
        let code = ErrorCode::from_code(partition.error_code);
        let Role::Follower(following) = &mut self.role else {
            return self.quiet_for_now(&asked.to, now);
        };
        let is_of_leader = asked.node == Some(following.leader) && asked.epoch == self.election.epoch;
        if code != ErrorCode::None || !is_of_leader {
            return self.quiet_for_now(&asked.to, now);
        }
        following.deadline = now.monotonic + self.timeouts.fetch;
        following.has_fetched = true;
        self.take_records(asked, partition, now, out);
    }

    fn take_records(
        &mut self,
        asked: &Asked,
        partition: &PartitionData,
        now: Now,
        out: &mut Output,
    ) {
        if partition.diverging_epoch.epoch >= 0 {
            return self.truncate(&partition.diverging_epoch, now, out);
        }
        for slice in partition.records.iter().flat_map(|records| records.slices()) {
            let Ok(bytes) = slice.read() else { continue };
            if bytes.is_empty() {
                continue;
            }
            if let Err(error) = self.log.append_fetched(&bytes, now) {
                if error.disk_error().is_some() {
                    return self.fail(error, out);
                }
                // It was spoilt on its way: nothing of it is in the log.
                return self.quiet_for_now(&asked.to, now);
            }
        }
        self.begin_sync(out);
        let known = Offset(partition.high_watermark).min(self.log.end_offset());
        if known.0 >= 0 && Some(known) > self.high_watermark {
            self.high_watermark = Some(known);
            out.events.push(Event::HighWatermark(known));
        }
    }

    /// Gives up what the leader does not have.
    fn truncate(&mut self, diverging: &EpochEndOffset, now: Now, out: &mut Output) {
        let epoch = LeaderEpoch(diverging.epoch);
        let own = self.log.end_of_epoch(epoch);
        let offset = if own.epoch == epoch {
            own.end_offset.min(Offset(diverging.end_offset))
        } else {
            own.end_offset
        };
        let offset = offset.max(Offset::ZERO);
        if self.high_watermark.is_some_and(|committed| offset < committed) {
            // What is committed is never given up: this is not the log of the same cluster.
            return self.fail(QuorumLogError::Another { offset }, out);
        }
        match self.log.truncate_to(offset, now) {
            Ok(()) => out.events.push(Event::TruncatedTo(offset)),
            Err(error) => self.fail(error, out),
        }
    }
}
