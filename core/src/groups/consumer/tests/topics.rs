//! Groups whose topics come, grow and go, and regular expressions.

use super::driver::{Consumer, Driver, add_topic, settle};
use crate::{
    groups::consumer::hash::group_hash,
    metadata::{BrokerRegistration, MetadataDelta, MetadataImage},
    model::{ErrorCode, NodeId, TopicName, Uuid},
};

#[test]
fn new_partitions_are_assigned_with_the_next_heartbeat() {
    let mut driver = Driver::new(&[("orders", 2)]);
    let mut members = [Consumer::new("a", &["orders", "later"])];
    settle(&mut driver, &mut members);
    assert_eq!(members[0].owned.len(), 2);
    driver.change_topics(|image| add_topic(image, "orders", 5));
    settle(&mut driver, &mut members);
    assert_eq!(members[0].owned.len(), 5);
    driver.change_topics(|image| add_topic(image, "later", 1));
    settle(&mut driver, &mut members);
    assert_eq!(members[0].owned.len(), 6);
    driver.change_topics(|image| {
        let id = image.topic_ids.remove(&TopicName::new("orders").unwrap()).unwrap();
        let topic = image.topics.remove(&id).unwrap();
        MetadataDelta { removed_topics: vec![topic], ..Default::default() }
    });
    settle(&mut driver, &mut members);
    assert_eq!(members[0].owned.len(), 1);
}

#[test]
fn a_topic_of_others_changes_nothing() {
    let mut driver = Driver::new(&[("orders", 2)]);
    let mut members = [Consumer::new("a", &["orders"])];
    settle(&mut driver, &mut members);
    let epoch = driver.group().epoch;
    driver.change_topics(|image| add_topic(image, "others", 5));
    settle(&mut driver, &mut members);
    assert_eq!(driver.group().epoch, epoch);
}

#[test]
fn a_regular_expression_is_resolved_by_the_coordinator() {
    let mut driver = Driver::new(&[("orders-eu", 2), ("orders-us", 1), ("refunds", 4)]);
    let regex = Consumer { regex: Some("orders-.*".into()), ..Consumer::new("a", &[]) };
    let mut members = [regex, Consumer::new("b", &["orders-eu"])];
    members.iter_mut().for_each(|member| assert_eq!(member.beat(&mut driver), ErrorCode::None));
    settle(&mut driver, &mut members);
    let owned = |members: &[Consumer]| members.iter().map(|one| one.owned.len()).sum::<usize>();
    assert_eq!(owned(&members), 3);
    assert!(members[0].owned.contains(&(driver.topic("orders-us"), 0)));
    driver.restart();
    driver.change_topics(|image| add_topic(image, "orders-asia", 3));
    settle(&mut driver, &mut members);
    assert_eq!(owned(&members), 6);
    assert_eq!(members[0].leave(&mut driver, -1), ErrorCode::None);
    assert!(driver.group().regexes.is_empty(), "nobody asks for it any more");
    settle(&mut driver, &mut members[1..]);
    assert_eq!(members[1].owned.len(), 2);
}

#[test]
fn a_member_that_wants_another_topic_gives_up_the_old_one_at_once() {
    let mut driver = Driver::new(&[("orders", 2), ("refunds", 2)]);
    let mut member = Consumer::new("a", &["orders"]);
    member.beat(&mut driver);
    let mut request = member.request();
    request.subscribed_topic_names = Some(vec!["refunds".into()]);
    let response = driver.heartbeat(&request);
    assert_eq!(member.take(&response), ErrorCode::None);
    assert_eq!(member.owned.len(), 0);
    settle(&mut driver, std::slice::from_mut(&mut member));
    let refunds = driver.topic("refunds");
    assert_eq!(member.owned, [(refunds, 0), (refunds, 1)].into());
}

/// The numbers are those of Apache Kafka 4.3.1's hash library over the same fields.
#[test]
fn the_hash_of_a_groups_topics_is_that_of_apache_kafka() {
    let mut image = MetadataImage::default();
    for (node, rack) in [(1, None), (2, Some("r1")), (3, Some("r2"))] {
        let broker = BrokerRegistration {
            id: NodeId(node),
            epoch: 0,
            incarnation: Uuid::ZERO,
            endpoints: Vec::new(),
            rack: rack.map(Into::into),
            fenced: false,
            in_controlled_shutdown: false,
            directories: Vec::new(),
            cordoned_directories: None,
            features: Vec::new(),
        };
        image.brokers.insert(NodeId(node), broker.into());
    }
    let mut put = |name: &str, id: Uuid, replicas: &[&[i32]]| {
        add_topic(&mut image, name, replicas.len());
        let name = TopicName::new(name).unwrap_or_else(|_| TopicName::new("x").unwrap());
        let old = image.topic_ids.insert(name, id).unwrap();
        let topic = image.topics.remove(&old).unwrap();
        let mut topic = crate::metadata::TopicImage::clone(&topic);
        topic.id = id;
        for (partition, replicas) in topic.partitions.iter_mut().zip(replicas) {
            partition.replicas = replicas.iter().map(|node| NodeId(*node)).collect();
        }
        image.topics.insert(id, topic.into());
    };
    put("orders", Uuid([1; 16]), &[&[1], &[3, 2], &[2]]);
    let orders = "orders".into();
    let hash = group_hash(&[&orders].into(), &image);
    assert_eq!(hash, group_hash_of_one(1_045_616_220_524_693_656));
    assert_eq!(group_hash(&[&"none".into()].into(), &image), 0);
}

fn group_hash_of_one(topic: u64) -> i64 {
    twox_hash::XxHash3_64::oneshot(&topic.to_le_bytes()) as i64
}
