//! As many voters as a quorum may have, of which as many die as may.

use ottla::Record;

use super::*;

#[test]
fn nine_voters_go_on_when_four_of_them_die() {
    run_with(ClusterOptions { brokers: 9, ..ClusterOptions::default() }, async |mut cluster| {
        let client = connect(&cluster).await;
        let quorum = client.admin().describe_metadata_quorum().await.unwrap();
        assert_eq!(quorum.voters.len(), 9);
        // The last five have its replicas, of which four are left to lead.
        let topic = NewTopic::new("orders").on(vec![vec![4, 5, 6, 7, 8]]);
        let topic = topic.config("min.insync.replicas", "2");
        client.admin().create_topics([topic]).await.unwrap();
        let producer = producer(&client);
        let send = async |value: &'static str| {
            producer.send(Record::to("orders").partition(0).value(value)).await.unwrap();
        };
        send("before").await;
        let active = quorum.leader.unwrap();
        // The active controller first, so that the next are elected by the others.
        let others = [1, 2, 3, 4].into_iter().filter(|node| *node != active).take(3);
        for node in std::iter::once(active).chain(others).collect::<Vec<_>>() {
            cluster.kill(node as usize);
            send("after").await;
        }
        let read = read_all(&client, "orders", 5).await;
        assert_eq!(read, ["before", "after", "after", "after", "after"]);
    });
}
