//! Epochs of the coordinator of a transaction.

use ottla::{ProducerOptions, Record};
use ottla_core::protocol::messages::{
    DescribeProducersRequest, WriteTxnMarkersRequest,
    describe_producers_request::TopicRequest,
    write_txn_markers_request::{WritableTxnMarker, WritableTxnMarkerTopic},
};

use super::{super::coordinators, *};

const ID: &str = "billing";

#[test]
fn a_coordinator_that_was_replaced_ends_no_transaction() {
    run(async |mut cluster| {
        let scene = Scene::of(connect(&cluster).await).await;
        let options = ProducerOptions { transactional_id: Some(ID.into()), ..Default::default() };
        let producer = scene.client.producer(options).unwrap();
        let write = async || {
            let mut transaction = producer.begin().await.unwrap();
            transaction.send(Record::to(TOPIC).partition(0).value("paid")).await.unwrap();
            transaction.commit().await.unwrap();
        };
        write().await;
        let coordinator = async || {
            let log = coordinators::partition_of(ID);
            coordinators::leader_of(&scene.client, "__transaction_state", log).await
        };
        let before = coordinator().await;
        cluster.kill(before);
        while coordinator().await == before {}
        write().await;
        let leader = standing(&scene.client, TOPIC).await.0.unwrap();
        let mut leader = scene.broker(leader);
        let topic = TopicRequest { name: TOPIC.into(), partition_indexes: vec![0] };
        let describe = DescribeProducersRequest { topics: vec![topic] };
        // Until the second coordinator has written its marker.
        let known = loop {
            let mut described = leader.call(&describe).topics.remove(0).partitions.remove(0);
            described.active_producers.retain(|one| one.coordinator_epoch > 0);
            if let Some(known) = described.active_producers.pop() {
                break known;
            }
        };
        let mut written = |coordinator_epoch| {
            let topic = WritableTxnMarkerTopic { name: TOPIC.into(), partition_indexes: vec![0] };
            let marker = WritableTxnMarker {
                producer_id: known.producer_id,
                producer_epoch: known.producer_epoch as i16,
                transaction_result: false,
                topics: vec![topic],
                coordinator_epoch,
                ..Default::default()
            };
            let answer = leader.call(&WriteTxnMarkersRequest { markers: vec![marker] });
            code(answer.markers[0].topics[0].partitions[0].error_code)
        };
        let fenced = ErrorCode::TransactionCoordinatorFenced;
        assert_eq!(written(known.coordinator_epoch - 1), fenced);
        assert_eq!(written(known.coordinator_epoch), ErrorCode::None);
    });
}
