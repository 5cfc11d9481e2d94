//! A broker that does not lead a partition says who does (KIP-951).

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{FetchRequest, fetch_request::FetchTopic},
};

use super::*;
use crate::support;

#[test]
fn a_refusal_names_the_leader_and_where_it_is() {
    let racks = ["a", "b", "c"].map(String::from).to_vec();
    run_with(ClusterOptions { racks, ..ClusterOptions::default() }, async |cluster| {
        let client = connect(&cluster).await;
        client.admin().create_topics([NewTopic::new("orders").on(vec![vec![2, 1]])]).await.unwrap();
        standing(&client, "orders").await;
        let leader = cluster.broker(2).unwrap().address();
        let mut other = support::Client::connect(cluster.broker(3).unwrap().address());
        // It hears of the topic a moment after the others.
        let topic_id = loop {
            let id = other.topic_id("orders");
            if !id.is_zero() {
                break id;
            }
        };

        let elsewhere = ErrorCode::NotLeaderOrFollower.code();
        let produce = support::produce_request("orders", support::batch(&["paid"]), 1);
        let answer = other.call_at(&produce, 12);
        let told = &answer.responses[0].partition_responses[0];
        assert_eq!(told.error_code, elsewhere);
        assert_eq!((told.current_leader.leader_id, told.current_leader.leader_epoch), (2, 0));
        let [place] = &answer.node_endpoints[..] else { panic!("{answer:?}") };
        assert_eq!((place.node_id, &place.host[..]), (2, "127.0.0.1"));
        assert_eq!((place.port, place.rack.as_deref()), (i32::from(leader.port()), Some("b")));
        // There is no room for it in older answers.
        let older = other.call_at(&produce, 9);
        assert_eq!(older.responses[0].partition_responses[0].error_code, elsewhere);

        let named = support::fetch_request("orders", 0, 1, 100);
        let partitions = named.topics[0].partitions.clone();
        let topic = FetchTopic { topic_id, partitions, ..Default::default() };
        let fetch = FetchRequest { topics: vec![topic], ..named };
        let answer = other.call_at(&fetch, 16);
        let told = &answer.responses[0].partitions[0];
        assert_eq!(told.error_code, elsewhere);
        assert_eq!((told.current_leader.leader_id, told.current_leader.leader_epoch), (2, 0));
        let [place] = &answer.node_endpoints[..] else { panic!("{answer:?}") };
        assert_eq!((place.node_id, place.port), (2, i32::from(leader.port())));
        assert_eq!(other.call_at(&fetch, 15).responses[0].partitions[0].error_code, elsewhere);
    });
}
