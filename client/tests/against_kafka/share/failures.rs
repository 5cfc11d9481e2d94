//! Connections that break: a session ends with its connection, and what was acquired in it is delivered again.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use ottla::{AcknowledgeType, AcknowledgementMode, Client, ClientOptions};
use ottla_core::protocol::ApiKey;

use super::{Scene, Seen, next, run};
use crate::{
    bootstrap,
    flaky::{Break, Flaky},
};

#[test]
fn every_record_is_accepted_once_whatever_connections_do() {
    run(async |client| {
        let mut scene = Scene::new(&client, 2, &[]).await;
        scene.write(0, 500).await;
        let network = Flaky::new(&bootstrap().unwrap());
        let transport = Arc::new(network.clone());
        scene.client = Client::with_transport(transport, ClientOptions::default()).await.unwrap();
        let requests = AtomicUsize::new(0);
        network.set(move |key| match key {
            ApiKey::ShareFetch | ApiKey::ShareAcknowledge => {
                match requests.fetch_add(1, Ordering::Relaxed) % 5 {
                    3 => Break::BeforeAnswer,
                    4 => Break::BeforeRequest,
                    _ => Break::Nowhere,
                }
            }
            _ => Break::Nowhere,
        });
        let options = ottla::ShareConsumerOptions {
            max_poll_records: 40,
            ..scene.options(AcknowledgementMode::Explicit)
        };
        let mut consumer = scene.client.share_consumer(options).await.unwrap();
        // What brokers have said that it counts, and what may or may not.
        let (mut accepted, mut seen) = (Seen::new(), Seen::new());
        while network.broken() < 8 || seen.len() < 500 {
            if network.broken() >= 8 {
                network.heal();
            }
            let batch = next(&mut consumer).await;
            let mut numbers = Vec::new();
            for record in &batch {
                let number: usize = record.value_text().parse().unwrap();
                assert!(!accepted.contains_key(&number), "{number} came after it was accepted");
                consumer.acknowledge(&record, AcknowledgeType::Accept).unwrap();
                numbers.push(number);
            }
            let whole = consumer.commit().await.unwrap().values().all(Result::is_ok);
            let given = numbers.into_iter().map(|number| (number, 1));
            if whole {
                accepted.extend(given.clone());
            }
            seen.extend(given);
            if network.broken() < 8 && seen.len() >= 500 {
                scene.write(seen.len(), 50).await;
            }
        }
        network.heal();
        consumer.close().await.unwrap();
        assert!(network.broken() >= 8);
    });
}
