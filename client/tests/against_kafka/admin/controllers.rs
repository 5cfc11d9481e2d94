//! An admin that asks controllers (KIP-919). What they are asked for is what Apache Kafka's AdminClient asks of
//! them; it says "not yet supported when communicating directly with the controller quorum" of all else.

use ottla::{
    Client, ClientOptions, ErrorCode, ErrorKind, IsolationLevel, TopicPartition,
    admin::{
        Admin, ConfigChange, ConfigResource, DescribeClusterOptions, ElectionType, NewTopic,
        OffsetSpec, QuotaFilter, UpdateMode,
    },
};
use ottla_core::protocol::ApiKey;

use super::{bootstrap, code, run_at};

/// Where the controllers are, as `bootstrap.controllers` takes it.
async fn controllers(client: &Client) -> String {
    let quorum = client.admin().describe_metadata_quorum().await.unwrap();
    let endpoints = quorum.endpoints.values().flatten();
    let addresses: Vec<_> = endpoints.map(|one| format!("{}:{}", one.host, one.port)).collect();
    addresses.join(",")
}

/// Runs a test where controllers tell of controllers.
fn run(test: impl AsyncFnOnce(Client, Admin)) {
    run_at(&[(ApiKey::DescribeCluster, 1), (ApiKey::DescribeQuorum, 2)], async |client| {
        let addresses = controllers(&client).await;
        if addresses.is_empty() {
            println!("SKIPPED: the broker is its own controller, and nobody else can ask that");
            return;
        }
        let admin = Admin::connect_controllers(&addresses, ClientOptions::default()).await;
        test(client, admin.unwrap()).await;
    });
}

#[test]
fn controllers_answer_for_the_cluster() {
    run(async |client, admin| {
        let quorum = admin.describe_metadata_quorum().await.unwrap();
        let cluster = admin.describe_cluster().await.unwrap();
        assert_eq!(cluster.id, client.admin().describe_cluster().await.unwrap().id);
        assert_eq!(cluster.controller, quorum.leader);
        let listening: Vec<_> =
            cluster.brokers.iter().map(|one| (one.id, one.host.clone(), one.port)).collect();
        let ids = quorum.endpoints.iter();
        let expected: Vec<_> = ids.map(|(id, at)| (*id, at[0].host.clone(), at[0].port)).collect();
        assert!(expected.iter().all(|one| listening.contains(one)), "{expected:?} {listening:?}");

        assert_eq!(
            admin
                .describe_features()
                .await
                .unwrap()
                .iter()
                .map(|one| &one.name)
                .collect::<Vec<_>>(),
            client
                .admin()
                .describe_features()
                .await
                .unwrap()
                .iter()
                .map(|one| &one.name)
                .collect::<Vec<_>>()
        );
        let all = ConfigResource::AllBrokers;
        admin.describe_configs([all.clone()]).one().await.unwrap();
        // The active one knows the configuration of the node that it is.
        let active = ConfigResource::Broker(cluster.controller.unwrap());
        let configs = admin.describe_configs([active]).one().await.unwrap();
        assert!(configs.iter().any(|entry| entry.name == "node.id"));
        let change = [(all, [ConfigChange::set("log.cleaner.threads", "1")])];
        admin.alter_configs_with(change, UpdateMode::ValidateOnly).one().await.unwrap();
        admin.list_partition_reassignments().await.unwrap();
        let error = admin.unregister_broker(4_711).await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::BrokerIdNotRegistered), "{error}");
    });
}

#[test]
fn what_controllers_are_not_asked_for_is_refused_at_once() {
    run(async |_, admin| {
        let partition = TopicPartition::new("orders", 0);
        let offsets = [(partition.clone(), OffsetSpec::Latest)];
        let isolation = IsolationLevel::ReadUncommitted;
        let refused = [
            code(&admin.create_topics([NewTopic::new("orders")]).one().await),
            code(&admin.delete_topics(["orders"]).one().await),
            code(&admin.list_topics().await),
            code(&admin.describe_topics(["orders"]).one().await),
            code(&admin.list_offsets(offsets, isolation).one().await),
            code(&admin.list_groups().await),
            code(&admin.describe_groups(["billing"]).one().await),
            code(&admin.list_transactions(Default::default()).await),
            code(&admin.describe_log_dirs([1]).one().await),
            code(&admin.elect_leaders(ElectionType::Preferred, [partition]).one().await),
            code(&admin.describe_client_quotas(QuotaFilter::default()).await),
            code(&admin.client_instance_id().await),
        ];
        assert_eq!(refused, [ErrorCode::UnsupportedEndpointType; 12]);
        let error = admin.list_topics().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported);
        assert!(error.to_string().contains("bootstrap.servers"), "{error}");
        let fenced = DescribeClusterOptions { fenced_brokers: true, ..Default::default() };
        let error = admin.describe_cluster_with(fenced).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
    });
}

#[test]
fn brokers_and_controllers_that_are_taken_for_each_other_are_told_apart() {
    run(async |client, _| {
        let brokers = bootstrap().unwrap();
        let error =
            Admin::connect_controllers(&brokers, ClientOptions::default()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        assert_eq!(error.code(), Some(ErrorCode::MismatchedEndpointType), "{error}");
        assert!(error.to_string().contains("this is a broker"), "{error}");

        let controllers = controllers(&client).await;
        let error = Client::connect(&controllers).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{error}");
        assert!(error.to_string().contains("bootstrap.controllers"), "{error}");

        let properties = [("bootstrap.controllers", &*controllers), ("client.id", "operator")];
        let admin = Admin::from_properties(properties).await.unwrap();
        assert!(admin.describe_metadata_quorum().await.unwrap().leader.is_some());
        let error = Client::from_properties(properties).await.unwrap_err();
        assert!(error.to_string().contains("Admin::from_properties"), "{error}");
        let both = [("bootstrap.controllers", &*controllers), ("bootstrap.servers", &*brokers)];
        for error in [
            Admin::from_properties(both).await.unwrap_err(),
            Client::from_properties(both).await.unwrap_err(),
        ] {
            assert!(error.to_string().contains("both set"), "{error}");
        }
    });
}
