//! Fetch sessions (KIP-227) on the wire: what requests name.

use std::{sync::Arc, time::Duration};

use ottla::{Client, ClientOptions, PartitionConsumer, PartitionConsumerOptions, StartOffset};
use ottla_core::protocol::{
    ApiKey,
    codec::{Message, Reader},
    decode_request_header,
    messages::FetchRequest,
};

use super::{new_topic, offsets, run, send};
use crate::{
    bootstrap,
    flaky::{Break, Flaky, Sent},
};

const PARTITIONS: i32 = 20;

/// Session id and epoch of each Fetch, how many partitions it names, and how many it forgets.
fn fetches(network: &Flaky) -> Vec<(i32, i32, usize, usize)> {
    let sent = network.take_sent(ApiKey::Fetch);
    let fetch = |sent: Sent| {
        let mut reader = Reader::new(sent.bytes);
        let header = decode_request_header(&mut reader).unwrap();
        let request = FetchRequest::decode(&mut reader, header.request_api_version).unwrap();
        let named = request.topics.iter().map(|topic| topic.partitions.len()).sum();
        let forgotten = request.forgotten_topics_data.iter();
        let forgotten = forgotten.map(|topic| topic.partitions.len()).sum();
        (request.session_id, request.session_epoch, named, forgotten)
    };
    sent.into_iter().map(fetch).collect()
}

/// Lets the consumer wait for records until the requests since the last call are as wanted.
async fn waits_until(
    consumer: &mut PartitionConsumer,
    network: &Flaky,
    wanted: impl Fn(&[(i32, i32, usize, usize)]) -> bool,
) -> Vec<(i32, i32, usize, usize)> {
    let mut all = Vec::new();
    while !wanted(&all) {
        let _ = tokio::time::timeout(Duration::from_millis(20), consumer.next_batch()).await;
        all.extend(fetches(network));
    }
    all
}

#[test]
fn requests_name_what_changes_and_the_session_is_ended_at_the_close() {
    let Some(bootstrap) = bootstrap() else { return };
    run(async |client| {
        let topic = new_topic(&client, "session", PARTITIONS).await;
        send(&client, &topic, 0, 0..1).await;
        let network = Flaky::new(&bootstrap);
        let options = ClientOptions::default();
        let watched = Client::with_transport(Arc::new(network.clone()), options).await.unwrap();
        let options = PartitionConsumerOptions {
            fetch_wait_max: Duration::from_millis(50),
            ..Default::default()
        };
        let mut consumer = watched.partition_consumer(options).unwrap();
        consumer.assign_topic(&topic, StartOffset::Beginning).await.unwrap();
        assert_eq!(offsets(&mut consumer, 1).await, [0]);
        // Three in a row that have nothing to say.
        let before = waits_until(&mut consumer, &network, |all| {
            all.len() >= 3 && all.iter().rev().take(3).all(|(_, _, named, _)| *named == 0)
        });
        let before = before.await;
        let full = before.iter().rposition(|(_, epoch, ..)| *epoch == 0).unwrap();
        let (session, _, _, _) = before[full + 1];
        assert_ne!(session, 0);
        assert!(before[full].2 <= PARTITIONS as usize);
        let last = before.last().unwrap();
        assert_eq!((last.0, last.2, last.3), (session, 0, 0), "nothing has changed");
        assert_eq!(last.1 as usize, before.len() - 1 - full, "epochs go up one by one");

        send(&client, &topic, 3, 0..1).await;
        assert_eq!(offsets(&mut consumer, 1).await, [0]);
        consumer.unassign(&topic, 5);
        let forgets = |all: &[(i32, i32, usize, usize)]| all.iter().any(|(.., gone)| *gone > 0);
        let after = waits_until(&mut consumer, &network, forgets).await;
        let named: usize = after.iter().map(|(_, _, named, _)| named).sum();
        let forgotten: usize = after.iter().map(|(.., forgotten)| forgotten).sum();
        assert_eq!((named, forgotten), (1, 1), "{after:?}");

        // The broker is asked to forget, and what breaks the connection begins a session anew.
        network.set(|key| match key {
            ApiKey::Fetch => Break::BeforeAnswer,
            _ => Break::Nowhere,
        });
        while network.broken() == 0 {
            let _ = tokio::time::timeout(Duration::from_millis(20), consumer.next_batch()).await;
        }
        network.heal();
        send(&client, &topic, 4, 0..1).await;
        assert_eq!(offsets(&mut consumer, 1).await, [0]);
        let all_named = |all: &[(i32, i32, usize, usize)]| {
            all.iter().any(|(_, epoch, named, _)| *epoch == 0 && *named == 19)
        };
        waits_until(&mut consumer, &network, all_named).await;
        consumer.close().await.unwrap();
        assert_eq!(fetches(&network).last().unwrap().1, -1);
    });
}
