//! What classic groups take of memory, and what a rebalance of many members costs, counted by the
//! allocator. One test, for the counters are the process's.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::{alloc::System, sync::Arc, time::Duration};

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core::{
    coordinator::{Caller, Shard},
    groups::{Answer, GroupSettings, GroupShard, Outcome, Released, Requester},
    metadata::MetadataImage,
    model::{Moment, Now, Offset, Rng, Timestamp},
    protocol::{
        codec::Message,
        messages::{
            JoinGroupRequest, JoinGroupResponse, SyncGroupRequest, SyncGroupResponse,
            coordinator::framing::{decode_value, encode_value},
            join_group_request::JoinGroupRequestProtocol,
            sync_group_request::SyncGroupRequestAssignment,
        },
    },
};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const NOW: Now = Now { monotonic: Moment(Duration::from_secs(1)), wall: Timestamp(1_000) };

/// Groups of one member each.
const GROUPS: usize = 10_000;
const BYTES_OF_A_GROUP_MAX: usize = 4 * 1024;

fn shard(delay: Duration) -> GroupShard {
    let settings = GroupSettings { initial_rebalance_delay: delay, ..GroupSettings::default() };
    GroupShard::new(settings, Arc::new(MetadataImage::default()), Rng::from_seed(1))
}

/// A request as a slice of its frame, which is much larger.
fn received<M: Message>(request: &M, version: i16) -> M {
    let mut frame = encode_value(request, version).unwrap().to_vec();
    frame.resize(frame.len() + 4 * 1024, 0);
    decode_value(Bytes::from(frame)).unwrap()
}

fn join(group: &str, member_id: &ByteString) -> JoinGroupRequest {
    let metadata = Bytes::from_static(b"\0\0\0\0\0\x01\0\x05topic\xff\xff\xff\xff");
    let request = JoinGroupRequest {
        group_id: group.into(),
        session_timeout_ms: 10_000,
        rebalance_timeout_ms: 60_000,
        member_id: member_id.clone(),
        protocol_type: "consumer".into(),
        protocols: vec![JoinGroupRequestProtocol { name: "range".into(), metadata }],
        ..Default::default()
    };
    received(&request, 5)
}

fn requester() -> Requester {
    Requester { client_id: "client".into(), client_host: "/127.0.0.1".into(), version: 3 }
}

/// Replays what was to be written; the answers of JoinGroup.
fn apply<R>(shard: &mut GroupShard, outcome: Outcome<R>) -> (Option<R>, Vec<JoinGroupResponse>) {
    for record in &outcome.records {
        shard.replay(Offset(0), None, record);
    }
    let joined = outcome.released.into_iter().filter_map(|(_, released)| match released {
        Released::Join(response) => Some(response),
        Released::Sync(_) => None,
    });
    let joined = joined.collect();
    match outcome.answer {
        Answer::Now(response) => (Some(response), joined),
        Answer::Later => (None, joined),
    }
}

fn sync(
    shard: &mut GroupShard,
    group: &str,
    joined: &JoinGroupResponse,
    caller: Caller,
) -> Outcome<SyncGroupResponse> {
    let assignments = joined.members.iter().map(|member| SyncGroupRequestAssignment {
        member_id: member.member_id.clone(),
        assignment: Bytes::from_static(&[7; 40]),
    });
    let request = SyncGroupRequest {
        group_id: group.into(),
        generation_id: joined.generation_id,
        member_id: joined.member_id.clone(),
        assignments: assignments.collect(),
        ..Default::default()
    };
    shard.sync_group(caller, &requester(), &received(&request, 3), NOW)
}

fn small_groups_are_small() {
    let region = Region::new(ALLOCATOR);
    let mut shard = shard(Duration::ZERO);
    for number in 0..GROUPS {
        let group = format!("a-group-of-one-consumer-{number}");
        let request = join(&group, &ByteString::new());
        let outcome = shard.join_group(Caller(number as u64), &requester(), &request, NOW);
        let joined = apply(&mut shard, outcome).0.unwrap();
        let outcome = sync(&mut shard, &group, &joined, Caller(number as u64));
        assert_eq!(apply(&mut shard, outcome).0.unwrap().assignment.len(), 40);
    }
    let change = region.change();
    let bytes = (change.bytes_allocated - change.bytes_deallocated) / GROUPS;
    println!("{bytes} bytes for a group of one member");
    assert!(bytes < BYTES_OF_A_GROUP_MAX, "{bytes}");
}

/// Allocations of two rebalances of a group with that many members: the first one, and one in which all join
/// again.
fn rebalances(members: usize) -> usize {
    let mut shard = shard(Duration::from_secs(3));
    let region = Region::new(ALLOCATOR);
    for number in 0..members {
        let request = join("group", &ByteString::new());
        let outcome = shard.join_group(Caller(number as u64), &requester(), &request, NOW);
        assert!(apply(&mut shard, outcome).0.is_none());
    }
    let mut answers = Vec::new();
    while answers.is_empty() {
        let now = Now { monotonic: shard.next_timeout().unwrap(), ..NOW };
        let outcome = shard.fire(now).unwrap();
        answers.extend(apply(&mut shard, outcome).1);
    }
    assert_eq!(answers.len(), members);
    let ids: Vec<_> = answers.iter().map(|answer| answer.member_id.clone()).collect();
    answers.sort_by_key(|answer| answer.members.len());
    for (number, answer) in answers.iter().enumerate() {
        let outcome = sync(&mut shard, "group", answer, Caller(number as u64));
        apply(&mut shard, outcome);
    }
    let leader = answers.pop().unwrap().member_id;
    let mut again = 0;
    for (number, id) in
        std::iter::once(&leader).chain(ids.iter().filter(|id| **id != leader)).enumerate()
    {
        let outcome =
            shard.join_group(Caller(number as u64), &requester(), &join("group", id), NOW);
        let (own, others) = apply(&mut shard, outcome);
        again += own.iter().count() + others.len();
    }
    assert_eq!(again, members);
    region.change().allocations
}

#[test]
fn groups_are_small_and_rebalances_linear() {
    small_groups_are_small();
    let (few, many) = (rebalances(500), rebalances(2_000));
    println!("{few} allocations with 500 members, {many} with 2,000");
    assert!(many < 5 * few, "{few} and {many}");
}
