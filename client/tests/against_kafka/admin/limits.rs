//! How long a call of the admin may take.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use ottla::{
    Client, ClientOptions, ErrorKind, TopicPartition,
    admin::{ConfigResource, NewTopic},
};
use ottla_core::protocol::ApiKey;

use super::{bootstrap, run};
use crate::{
    flaky::{Break, Flaky},
    new_topic, unique,
};

const LIMIT: Duration = Duration::from_millis(200);

#[test]
fn a_call_takes_no_longer_than_it_may() {
    run(&[], async |sound| {
        let topic = new_topic(&sound, "limits", 1).await;
        let network = Flaky::new(&bootstrap().unwrap());
        let options = ClientOptions::default();
        let (request_timeout, api_timeout) = (options.request_timeout, options.api_timeout);
        let client = Client::with_transport(Arc::new(network.clone()), options).await.unwrap();
        let (admin, quick) = (client.admin(), client.admin().within(LIMIT));
        let resource = || [ConfigResource::Topic(topic.clone())];

        // No answer, and connections that break: the one is one attempt, the other are many.
        for fault in [Break::Swallowed, Break::BeforeRequest] {
            network.set(move |key| match key {
                ApiKey::DescribeConfigs | ApiKey::DescribeCluster => fault,
                _ => Break::Nowhere,
            });
            let began = Instant::now();
            let of_item = quick.describe_configs(resource()).one().await.unwrap_err();
            let of_call = quick.describe_cluster().await.unwrap_err();
            assert!(began.elapsed() < request_timeout, "{:?}", began.elapsed());
            for error in [of_item, of_call] {
                assert_eq!(error.kind(), ErrorKind::TimedOut, "{error}");
                assert!(error.to_string().contains("200ms"), "{error}");
            }
        }
        network.heal();
        // The other admin has the time that the client's options say.
        admin.describe_configs(resource()).one().await.unwrap();
        assert!(admin.within(Duration::MAX).describe_cluster().await.is_ok());

        // The second part of a call has what the first one left.
        network.set(|key| match key {
            ApiKey::ListOffsets => Break::BeforeRequest,
            _ => Break::Nowhere,
        });
        let began = Instant::now();
        let new = NewTopic::new(unique("unserved")).partitions(1).replication_factor(1);
        let error = quick.create_topics([new]).one().await.unwrap_err();
        assert!(began.elapsed() < api_timeout, "{:?}", began.elapsed());
        assert_eq!(error.kind(), ErrorKind::TimedOut, "{error}");
        let producers = admin.describe_producers([TopicPartition::new(topic.clone(), 0)]).one();
        assert!(producers.await.unwrap().is_empty());
    });
}

#[test]
fn a_connection_that_does_not_answer_is_given_up_by_calls_that_do_not_wait_so_long() {
    run(&[], async |_| {
        let network = Flaky::new(&bootstrap().unwrap());
        let options = ClientOptions { request_timeout: LIMIT * 2, ..Default::default() };
        let client = Client::with_transport(Arc::new(network.clone()), options).await.unwrap();
        let quick = client.admin().within(LIMIT);
        network.set(|key| match key {
            ApiKey::DescribeCluster => Break::Deaf,
            _ => Break::Nowhere,
        });
        quick.describe_cluster().await.unwrap_err();
        // Answers come on other connections only.
        network.heal();
        while let Err(error) = quick.describe_cluster().await {
            assert_eq!(error.kind(), ErrorKind::TimedOut, "{error}");
        }
    });
}
