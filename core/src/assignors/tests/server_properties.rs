//! What must be true of every target of the server's assignors.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use proptest::prelude::*;

use super::server_group::ServerGroup;
use crate::{
    assignors::server::{AssignError, GroupAssignment, ServerAssignor, SubscriptionType},
    model::{Rng, Uuid},
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_partition_has_one_owner_who_subscribes_to_it(seed: u64) {
        for_each_round(seed, |assignor, group| {
            let assignment = group.assign(assignor);
            let mut owned = BTreeSet::new();
            for (member, target) in &assignment {
                for (topic_id, partitions) in &**target {
                    assert!(group.members[*member].topics.contains(topic_id));
                    assert!(partitions.is_sorted() && !partitions.is_empty());
                    assert!(partitions.iter().all(|p| owned.insert((*topic_id, *p))));
                }
            }
            let subscribed: BTreeSet<&Uuid> =
                group.members.values().flat_map(|member| &member.topics).collect();
            let expected: usize =
                subscribed.iter().map(|topic_id| group.partition_counts[*topic_id]).sum();
            assert_eq!(owned.len(), expected);
            assert_eq!(assignment.len(), group.members.len());
        });
    }

    #[test]
    fn an_unchanged_group_keeps_the_very_same_targets(seed: u64) {
        for_each_round(seed, |assignor, group| {
            let mut group = group.clone();
            // Overlapping subscriptions take some rounds until all is as even as it gets.
            for _ in 0..20 {
                group.rebalance(assignor);
            }
            let again = group.assign(assignor);
            for (member, target) in again {
                assert!(Arc::ptr_eq(&target, &group.members[member].target), "{assignor:?}");
            }
        });
    }

    #[test]
    fn uniform_spreads_a_homogeneous_group_evenly_and_moves_no_more_than_needed(seed: u64) {
        let mut rng = Rng::from_seed(seed);
        let mut group = ServerGroup::random(SubscriptionType::Homogeneous, &mut rng);
        for _ in 0..6 {
            let assignment = group.assign(ServerAssignor::Uniform);
            let sizes = sizes(&assignment);
            let (least, most) = (*sizes.iter().min().unwrap(), *sizes.iter().max().unwrap());
            assert!(most - least <= 1);
            let kept: usize = kept(&group, &assignment).values().sum();
            assert_eq!(kept, keepable(&group, &sizes));
            drop(assignment);
            group.rebalance(ServerAssignor::Uniform);
            group.change(&mut rng);
        }
    }

    #[test]
    fn range_gives_the_same_partitions_of_topics_that_are_partitioned_alike(
        seed: u64,
        partitions in 1..40_usize,
    ) {
        let mut rng = Rng::from_seed(seed);
        let mut group = ServerGroup::random(SubscriptionType::Homogeneous, &mut rng);
        group.partition_counts.values_mut().for_each(|count| *count = partitions);
        for target in group.assign(ServerAssignor::Range).values() {
            let mut lists = target.values();
            let first = lists.next();
            assert!(lists.all(|list| Some(list) == first));
        }
    }
}

#[test]
fn a_topic_without_a_partition_count_is_an_error() {
    let mut group = ServerGroup::random(SubscriptionType::Heterogeneous, &mut Rng::from_seed(3));
    let topic_id = *group.members.values().find_map(|member| member.topics.first()).unwrap();
    group.partition_counts.remove(&topic_id);
    for subscription_type in [SubscriptionType::Heterogeneous, SubscriptionType::Homogeneous] {
        group.subscription_type = subscription_type;
        let first = group.members.values_mut().next().unwrap();
        first.topics.insert(topic_id);
        for assignor in ServerAssignor::ALL {
            let answer = assignor.assign(&group.spec(), &group.partition_counts);
            assert_eq!(answer.unwrap_err(), AssignError::UnknownTopic { topic_id });
        }
    }
}

#[test]
fn partitions_of_a_target_that_do_not_exist_are_dropped() {
    for subscription_type in [SubscriptionType::Heterogeneous, SubscriptionType::Homogeneous] {
        let mut group = ServerGroup::random(subscription_type, &mut Rng::from_seed(5));
        group.rebalance(ServerAssignor::Uniform);
        group.partition_counts.values_mut().for_each(|count| *count = 1);
        for target in group.assign(ServerAssignor::Uniform).values() {
            assert!(target.values().flatten().all(|partition| partition.0 == 0));
        }
    }
}

#[test]
fn a_group_without_members_has_no_targets() {
    let mut group = ServerGroup::random(SubscriptionType::Homogeneous, &mut Rng::from_seed(1));
    group.members.clear();
    for assignor in ServerAssignor::ALL {
        assert!(group.assign(assignor).is_empty());
    }
}

fn for_each_round(seed: u64, check: impl Fn(ServerAssignor, &ServerGroup)) {
    let mut rng = Rng::from_seed(seed);
    for assignor in ServerAssignor::ALL {
        for subscription_type in [SubscriptionType::Homogeneous, SubscriptionType::Heterogeneous] {
            let mut group = ServerGroup::random(subscription_type, &mut rng);
            for _ in 0..4 {
                check(assignor, &group);
                group.rebalance(assignor);
                group.change(&mut rng);
            }
        }
    }
}

fn sizes(assignment: &GroupAssignment) -> Vec<usize> {
    assignment.values().map(|target| target.values().map(Vec::len).sum()).collect()
}

/// How many partitions each member keeps.
fn kept<'a>(group: &ServerGroup, assignment: &GroupAssignment<'a>) -> BTreeMap<&'a str, usize> {
    let count = |member: &str, topic_id: &Uuid, partitions: &[_]| {
        let before = group.members[member].target.get(topic_id);
        before.map_or(0, |before| partitions.iter().filter(|p| before.contains(p)).count())
    };
    let member = |(member, target): (&&'a str, &Arc<_>)| {
        let target: &crate::assignors::server::TopicPartitions = target;
        let kept = target.iter().map(|(topic_id, partitions)| count(member, topic_id, partitions));
        (*member, kept.sum())
    };
    assignment.iter().map(member).collect()
}

/// The most that members can keep: everybody up to its share, and the larger shares go to those who
/// have enough for them.
fn keepable(group: &ServerGroup, sizes: &[usize]) -> usize {
    let (least, most) = (*sizes.iter().min().unwrap(), *sizes.iter().max().unwrap());
    let large = sizes.iter().filter(|size| **size > least).count();
    let had = group.members.values().map(|member| -> usize {
        let topics = member.target.iter().filter(|(id, _)| member.topics.contains(*id));
        topics.map(|(_, partitions)| partitions.len()).sum()
    });
    let had: Vec<usize> = had.collect();
    let more = had.iter().filter(|had| **had >= most).count().min(large);
    had.iter().map(|had| (*had).min(least)).sum::<usize>() + if most > least { more } else { 0 }
}
