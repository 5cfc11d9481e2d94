//! A leader that leads again in a later epoch, and has heard of none in between.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use crate::{
    model::{
        LeaderEpoch, Moment, NodeId, Now, Offset, PartitionId, Rng, Timestamp, TopicName,
        TopicPartition,
        config::{BrokerEntries, TopicConfig},
    },
    protocol::records::{BatchBuilder, BatchFields, Codecs, NewRecord},
    replication::{
        Assigned, Assignment, AtLeast, FetchFrom, NO_BROKER_EPOCH, Partition, ReplicaFetch, Visit,
    },
    storage::{
        disk::MemoryDisk,
        log::{LeaderBatch, Log, LogConfig, OpenMode},
    },
};

const NOW: Now = Now { monotonic: Moment(Duration::ZERO), wall: Timestamp(1_000) };
const FOLLOWERS: [NodeId; 2] = [NodeId(1), NodeId(2)];

fn led_in(epoch: i32) -> Assignment {
    let all = vec![NodeId(0), NodeId(1), NodeId(2)];
    Assignment {
        leader: NodeId(0),
        leader_epoch: LeaderEpoch(epoch),
        partition_epoch: epoch,
        in_sync_replicas: all.clone(),
        replicas: all,
    }
}

fn leader() -> Partition {
    let config = Arc::new(TopicConfig::resolve(&BrokerEntries::default(), &BTreeMap::new()));
    let mode = OpenMode::Clean { log_start_offset: Offset::ZERO };
    let log_config = Arc::new(LogConfig::default());
    let disk = Arc::new(MemoryDisk::new());
    let (log, _) = Log::open(disk, "t-0", log_config, mode, Rng::from_seed(1), NOW).unwrap();
    let topic = TopicName::new("t").unwrap();
    let name = TopicPartition { topic, partition: PartitionId(0) };
    Partition::new(name, NodeId(0), log, config, Offset::ZERO, led_in(0), NOW)
}

fn append(partition: &mut Partition) {
    let mut builder = BatchBuilder::default();
    let record = NewRecord { timestamp: NOW.wall, key: None, value: Some(b"v"), headers: [] };
    builder.append(record).unwrap();
    let bytes = builder.finish(&BatchFields::default(), &mut Codecs::new()).unwrap();
    let batch = LeaderBatch::whole(&bytes).unwrap();
    partition.append_as_coordinator(batch, NOW, &mut Vec::new()).unwrap();
}

/// A follower says that it has all before the offset.
fn fetches(partition: &mut Partition, replica: NodeId, epoch: i32, offset: i64) {
    let from = FetchFrom {
        offset: Offset(offset),
        current_leader_epoch: LeaderEpoch(epoch),
        last_fetched_epoch: LeaderEpoch::NONE,
        log_start_offset: Offset::ZERO,
        bytes_max: 0,
    };
    let fetch = ReplicaFetch {
        replica,
        broker_epoch: NO_BROKER_EPOCH,
        registered: Some(1),
        from,
        visit: Visit::First,
    };
    partition.replica_fetched(fetch, AtLeast::Nothing, NOW, &mut Vec::new()).unwrap();
}

#[test]
fn what_followers_had_before_says_nothing_of_what_they_have() {
    let [first, second] = FOLLOWERS;
    let mut partition = leader();
    append(&mut partition);
    fetches(&mut partition, first, 0, 1);
    assert_eq!(partition.high_watermark(), Offset(0), "the second has not fetched");

    // In epoch 1 the second led, and the first has cut off what that did not have.
    let assigned = partition.assign(led_in(2), NOW, &mut Vec::new());
    assert_eq!(assigned, Assigned::Leads);
    fetches(&mut partition, second, 2, 1);
    assert_eq!(partition.high_watermark(), Offset(0), "the first has not fetched in this epoch");

    fetches(&mut partition, first, 2, 0);
    assert_eq!(partition.high_watermark(), Offset(0));
    fetches(&mut partition, first, 2, 1);
    assert_eq!(partition.high_watermark(), Offset(1));
}
