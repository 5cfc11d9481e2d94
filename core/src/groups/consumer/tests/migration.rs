//! Groups that change their protocol while they have members, and members of both in one group.

use bytes::Bytes;
use bytestring::ByteString;

use super::driver::{Consumer, Driver, GROUP, requester, settle};
use crate::{
    coordinator::Caller,
    groups::{Group, GroupSettings, Migration, Released},
    model::ErrorCode,
    protocol::{
        consumer_protocol::{decode_assignment, encode},
        messages::{
            ConsumerProtocolAssignment, ConsumerProtocolSubscription, HeartbeatRequest,
            JoinGroupRequest, JoinGroupResponse, LeaveGroupRequest, SyncGroupRequest,
            SyncGroupResponse, consumer_protocol_assignment, consumer_protocol_subscription,
            join_group_request::JoinGroupRequestProtocol, leave_group_request::MemberIdentity,
            sync_group_request::SyncGroupRequestAssignment,
        },
    },
};

/// A member of the classic protocol.
#[derive(Clone, Default)]
struct Classic {
    id: ByteString,
    generation: i32,
    owned: Vec<i32>,
    calls: u64,
}

impl Classic {
    fn join(&mut self, driver: &mut Driver) -> Option<JoinGroupResponse> {
        self.calls += 1;
        let caller = Caller(self.calls + 1_000 * u64::from(self.id.bytes().next().unwrap_or(0)));
        let topic = consumer_protocol_subscription::TopicPartition {
            topic: "orders".into(),
            partitions: self.owned.clone(),
        };
        let subscription = ConsumerProtocolSubscription {
            topics: vec!["orders".into()],
            owned_partitions: vec![topic],
            ..Default::default()
        };
        let request = JoinGroupRequest {
            group_id: GROUP.into(),
            session_timeout_ms: 10_000,
            rebalance_timeout_ms: 60_000,
            member_id: self.id.clone(),
            protocol_type: "consumer".into(),
            protocols: vec![JoinGroupRequestProtocol {
                name: "range".into(),
                metadata: encode(&subscription, 3).unwrap(),
            }],
            ..Default::default()
        };
        let outcome = driver.shard.join_group(caller, &requester(9), &request, driver.now);
        let response = match driver.apply(outcome) {
            Some(response) => response,
            None => match driver.released.remove(&caller)? {
                Released::Join(response) => response,
                Released::Sync(_) => panic!("a join was answered as a sync"),
            },
        };
        self.id = response.member_id.clone();
        self.generation = response.generation_id;
        if response.error_code == ErrorCode::MemberIdRequired.code() {
            return self.join(driver);
        }
        Some(response)
    }

    fn sync(&mut self, driver: &mut Driver, assigned: Option<Bytes>) -> SyncGroupResponse {
        self.calls += 1;
        let assignment = assigned.map(|assignment| SyncGroupRequestAssignment {
            member_id: self.id.clone(),
            assignment,
        });
        let request = SyncGroupRequest {
            group_id: GROUP.into(),
            generation_id: self.generation,
            member_id: self.id.clone(),
            protocol_type: Some("consumer".into()),
            protocol_name: Some("range".into()),
            assignments: assignment.into_iter().collect(),
            ..Default::default()
        };
        let caller = Caller(500 + self.calls);
        let outcome = driver.shard.sync_group(caller, &requester(5), &request, driver.now);
        let response = driver.apply(outcome).expect("nobody else is waited for");
        if response.error_code == 0 {
            let assignment = decode_assignment(response.assignment.clone()).unwrap();
            let topics = assignment.assigned_partitions.into_iter();
            self.owned = topics.flat_map(|topic| topic.partitions).collect();
        }
        response
    }

    fn heartbeat(&self, driver: &mut Driver) -> ErrorCode {
        let request = HeartbeatRequest {
            group_id: GROUP.into(),
            generation_id: self.generation,
            member_id: self.id.clone(),
            ..Default::default()
        };
        let outcome = driver.shard.heartbeat(&requester(4), &request, driver.now);
        ErrorCode::from_code(driver.apply(outcome).unwrap().error_code)
    }

    fn leave(&self, driver: &mut Driver) {
        let member = MemberIdentity { member_id: self.id.clone(), ..Default::default() };
        let request = LeaveGroupRequest {
            group_id: GROUP.into(),
            members: vec![member],
            ..Default::default()
        };
        let outcome = driver.shard.leave_group(&requester(5), &request, driver.now);
        assert_eq!(driver.apply(outcome).unwrap().error_code, 0);
    }
}

fn all_partitions(count: i32) -> Bytes {
    let topic = consumer_protocol_assignment::TopicPartition {
        topic: "orders".into(),
        partitions: (0..count).collect(),
    };
    let assignment =
        ConsumerProtocolAssignment { assigned_partitions: vec![topic], ..Default::default() };
    encode(&assignment, 3).unwrap()
}

/// A classic group of one member that has four partitions.
fn classic_group(driver: &mut Driver) -> Classic {
    let mut member = Classic::default();
    assert_eq!(member.join(driver).expect("it is alone").error_code, 0);
    assert_eq!(member.sync(driver, Some(all_partitions(4))).error_code, 0);
    assert_eq!(member.owned, [0, 1, 2, 3]);
    member
}

#[test]
fn a_group_is_upgraded_by_its_first_new_member_and_downgraded_when_the_last_has_left() {
    let mut driver = Driver::new(&[("orders", 4)]);
    let mut classic = classic_group(&mut driver);
    let mut new = Consumer::new("new", &["orders"]);
    assert_eq!(new.beat(&mut driver), ErrorCode::None);
    assert!(matches!(driver.shard.groups[GROUP], Group::Consumer(_)));
    assert_eq!(driver.group().members.len(), 2);
    assert_eq!(new.owned.len(), 0, "the classic member has them still");

    assert_eq!(classic.heartbeat(&mut driver), ErrorCode::RebalanceInProgress);
    assert_eq!(classic.join(&mut driver).unwrap().error_code, 0);
    assert_eq!(classic.sync(&mut driver, None).error_code, 0);
    assert_eq!(classic.owned.len(), 2);
    // It gives up the rest, and says so by joining again.
    assert_eq!(classic.heartbeat(&mut driver), ErrorCode::RebalanceInProgress);
    assert_eq!(classic.join(&mut driver).unwrap().error_code, 0);
    assert_eq!(classic.sync(&mut driver, None).error_code, 0);
    assert_eq!(classic.heartbeat(&mut driver), ErrorCode::None);
    settle(&mut driver, std::slice::from_mut(&mut new));
    assert_eq!((new.owned.len(), classic.owned.len()), (2, 2));
    driver.restart();
    assert_eq!(classic.heartbeat(&mut driver), ErrorCode::None);

    assert_eq!(new.leave(&mut driver, -1), ErrorCode::None);
    driver.fire();
    assert!(matches!(driver.shard.groups[GROUP], Group::Classic(_)));
    assert_eq!(classic.heartbeat(&mut driver), ErrorCode::RebalanceInProgress);
    assert_eq!(classic.join(&mut driver).unwrap().error_code, 0);
    assert_eq!(classic.sync(&mut driver, Some(all_partitions(4))).error_code, 0);
    assert_eq!(classic.owned.len(), 4);
    driver.restart();
    assert_eq!(classic.heartbeat(&mut driver), ErrorCode::None);
}

#[test]
fn a_classic_member_that_waits_is_told_to_join_the_upgraded_group() {
    let mut driver = Driver::new(&[("orders", 4)]);
    let mut one = classic_group(&mut driver);
    let mut two = Classic::default();
    assert!(two.join(&mut driver).is_none(), "it waits for the other one to join");
    let mut new = Consumer::new("new", &["orders"]);
    assert_eq!(new.beat(&mut driver), ErrorCode::None);
    let released: Vec<_> = std::mem::take(&mut driver.released).into_values().collect();
    assert!(matches!(&released[..], [Released::Join(response)]
        if response.error_code == ErrorCode::RebalanceInProgress.code()));
    for member in [&mut one, &mut two] {
        for _ in 0..4 {
            assert_eq!(member.join(&mut driver).unwrap().error_code, 0);
            member.sync(&mut driver, None);
        }
    }
    for _ in 0..3 {
        new.beat(&mut driver);
        for member in [&mut one, &mut two] {
            if member.heartbeat(&mut driver) == ErrorCode::RebalanceInProgress {
                member.join(&mut driver);
                member.sync(&mut driver, None);
            }
        }
    }
    let mut owned: Vec<i32> = new.owned.iter().map(|(_, one)| *one).collect();
    owned.extend(one.owned.iter().chain(&two.owned));
    owned.sort_unstable();
    assert_eq!(owned, [0, 1, 2, 3]);
    one.leave(&mut driver);
    two.leave(&mut driver);
    settle(&mut driver, std::slice::from_mut(&mut new));
    assert_eq!(new.owned.len(), 4);
}

#[test]
fn a_migration_that_is_not_allowed_is_refused() {
    let refused = GroupSettings {
        upgrade: Migration::Refused,
        downgrade: Migration::Refused,
        ..GroupSettings::default()
    };
    let mut driver = Driver::with(refused, &[("orders", 4)]);
    let classic = classic_group(&mut driver);
    let mut new = Consumer::new("new", &["orders"]);
    assert_eq!(new.beat(&mut driver), ErrorCode::GroupIdNotFound);
    assert_eq!(classic.heartbeat(&mut driver), ErrorCode::None);
    classic.leave(&mut driver);
    assert_eq!(new.beat(&mut driver), ErrorCode::None, "an empty group is of either");
    let mut late = Classic::default();
    let code = late.join(&mut driver).unwrap().error_code;
    assert_eq!(code, ErrorCode::InconsistentGroupProtocol.code());
}

#[test]
fn a_silent_classic_member_leaves_after_its_own_session() {
    let mut driver = Driver::new(&[("orders", 4)]);
    classic_group(&mut driver);
    let mut new = Consumer::new("new", &["orders"]);
    new.beat(&mut driver);
    driver.pass(std::time::Duration::from_secs(10));
    settle(&mut driver, std::slice::from_mut(&mut new));
    assert_eq!(new.owned.len(), 4);
}
