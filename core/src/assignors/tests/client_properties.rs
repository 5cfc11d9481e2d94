//! What must be true of every assignment of the client's assignors.

use std::collections::BTreeSet;

use bytes::Bytes;
use proptest::prelude::*;

use super::client_group::{ClientGroup, Subscriptions, owners};
use crate::{
    assignors::client::{
        ClientAssignment, ClientAssignor, MemberSubscription, Racks, RebalanceProtocol, TopicRacks,
    },
    model::{PartitionId, Rng, TopicName, TopicPartition},
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_partition_goes_to_one_member_that_subscribes_to_it(seed: u64) {
        for_each_round(seed, |assignor, group| {
            let assignment = group.assign();
            let owners = owners(&assignment);
            for member in &group.members {
                for partition in &assignment[&member.member_id] {
                    assert!(member.topics.contains(&partition.topic));
                }
            }
            let subscribed: BTreeSet<&TopicName> =
                group.members.iter().flat_map(|member| &member.topics).collect();
            for (topic, partitions) in &group.topics {
                let count = if subscribed.contains(topic) { partitions.len() } else { 0 };
                for number in 0..count {
                    let partition = PartitionId(number as i32);
                    let partition = TopicPartition { topic: topic.clone(), partition };
                    // Only what an owner has to revoke first may be left out.
                    let claimed = || {
                        let mut members = group.members.iter();
                        members.any(|member| member.owned_partitions.contains(&partition))
                    };
                    let withheld = assignor == ClientAssignor::CooperativeSticky && claimed();
                    assert!(owners.contains_key(&partition) || withheld, "{assignor:?}");
                }
            }
        });
    }

    #[test]
    fn cooperative_assignments_take_from_an_owner_before_they_give(seed: u64) {
        let mut rng = Rng::from_seed(seed);
        for subscriptions in [Subscriptions::Equal, Subscriptions::Different] {
            let assignor = ClientAssignor::CooperativeSticky;
            let mut group = ClientGroup::random(assignor, subscriptions, &mut rng);
            for _ in 0..4 {
                let assignment = group.assign();
                let owners = owners(&assignment);
                for member in &group.members {
                    for partition in &member.owned_partitions {
                        let owner = owners.get(partition);
                        assert!(owner.is_none_or(|owner| **owner == member.member_id));
                    }
                }
                group.take(&assignment);
                group.change(&mut rng);
            }
        }
    }

    #[test]
    fn sticky_assignments_of_equal_subscriptions_are_even_and_stay(seed: u64) {
        let mut rng = Rng::from_seed(seed);
        for assignor in [ClientAssignor::Sticky, ClientAssignor::CooperativeSticky] {
            let mut group = ClientGroup::random(assignor, Subscriptions::Equal, &mut rng);
            for _ in 0..4 {
                let assignment = settled(&mut group);
                let sizes = || assignment.values().map(Vec::len);
                assert!(sizes().max().unwrap() - sizes().min().unwrap() <= 1);
                assert_eq!(group.assign(), assignment, "{assignor:?}");
                group.change(&mut rng);
            }
        }
    }

    #[test]
    fn no_bytes_of_a_member_make_a_leader_fail(bytes: Vec<u8>, seed: u64) {
        let mut rng = Rng::from_seed(seed);
        let metadata = Bytes::from([&[0, 3][..], &bytes].concat());
        let _ = MemberSubscription::decode("m".into(), None, metadata);
        let mut group =
            ClientGroup::random(ClientAssignor::Sticky, Subscriptions::Different, &mut rng);
        group.members[0].user_data = Some(bytes.into());
        owners(&group.assign());
    }
}

#[test]
fn a_member_without_topics_gets_nothing_and_claims_that_do_not_exist_are_ignored() {
    let topic = TopicName::new("t").unwrap();
    let topics = TopicRacks::from([(topic.clone(), vec![Racks::new(); 4])]);
    let missing = [9, -1].map(|partition| TopicPartition {
        topic: topic.clone(),
        partition: PartitionId(partition),
    });
    for assignor in ClientAssignor::ALL {
        let idle = MemberSubscription { member_id: "a".into(), ..MemberSubscription::default() };
        let member = MemberSubscription {
            member_id: "b".into(),
            topics: BTreeSet::from([topic.clone()]),
            owned_partitions: missing.to_vec(),
            generation: Some(1),
            user_data: assignor.subscription_user_data(Some(&missing), 1),
            ..MemberSubscription::default()
        };
        let assignment = assignor.assign(&topics, &[idle, member]);
        assert_eq!((assignment["a"].len(), assignment["b"].len()), (0, 4), "{assignor:?}");
    }
}

/// What `range` and `sticky` do with racks where each partition is in one of them.
#[test]
fn members_get_the_partitions_of_their_rack() {
    let topic = TopicName::new("t").unwrap();
    let racks = ["b", "b", "a", "a"].map(|rack| Racks::from([rack.into()]));
    let topics = TopicRacks::from([(topic.clone(), racks.to_vec())]);
    let member = |rack: &str| MemberSubscription {
        member_id: format!("in-{rack}").into(),
        rack_id: Some(rack.into()),
        topics: BTreeSet::from([topic.clone()]),
        ..MemberSubscription::default()
    };
    for assignor in [ClientAssignor::Range, ClientAssignor::Sticky] {
        let assignment = assignor.assign(&topics, &[member("a"), member("b")]);
        let numbers: Vec<i32> = assignment["in-a"].iter().map(|p| p.partition.0).collect();
        assert_eq!(numbers, [2, 3], "{assignor:?}");
    }
}

#[test]
fn assignors_are_found_by_their_names() {
    for assignor in ClientAssignor::ALL {
        assert_eq!(ClientAssignor::from_name(assignor.name()), Some(assignor));
    }
    assert_eq!(ClientAssignor::from_name("uniform"), None);
}

#[test]
fn rebalance_protocols_are_in_the_order_of_preference() {
    for assignor in ClientAssignor::ALL {
        assert_eq!(assignor.rebalance_protocols().last(), Some(&RebalanceProtocol::Eager));
    }
}

/// Rebalances until nothing changes any more.
fn settled(group: &mut ClientGroup) -> ClientAssignment {
    let mut assignment = group.assign();
    for _ in 0..20 {
        group.take(&assignment);
        let next = group.assign();
        if next == assignment {
            break;
        }
        assignment = next;
    }
    assignment
}

fn for_each_round(seed: u64, check: impl Fn(ClientAssignor, &ClientGroup)) {
    let mut rng = Rng::from_seed(seed);
    for assignor in ClientAssignor::ALL {
        for subscriptions in [Subscriptions::Equal, Subscriptions::Different] {
            let mut group = ClientGroup::random(assignor, subscriptions, &mut rng);
            for _ in 0..3 {
                check(assignor, &group);
                let assignment = group.assign();
                group.take_with_losses(&assignment, &mut rng);
                group.change(&mut rng);
            }
        }
    }
}
