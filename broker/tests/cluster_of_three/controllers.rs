//! An admin that asks the controllers themselves (KIP-919).

use std::time::Duration;

use ottla::{
    ClientOptions, ErrorCode,
    admin::{Admin, ConfigChange, ConfigResource},
};

use super::*;

async fn controllers(client: &Client) -> (Admin, i32) {
    let quorum = client.admin().describe_metadata_quorum().await.unwrap();
    let endpoints = quorum.endpoints.values().flatten();
    let addresses: Vec<_> = endpoints.map(|one| format!("{}:{}", one.host, one.port)).collect();
    let admin =
        Admin::connect_controllers(&addresses.join(","), ClientOptions::default()).await.unwrap();
    (admin, quorum.leader.unwrap())
}

#[test]
fn whoever_is_the_active_controller_answers_for_the_cluster() {
    run(async |mut cluster| {
        let client = connect(&cluster).await;
        let (admin, active) = controllers(&client).await;
        // Controllers register when the cluster serves already.
        let described = loop {
            let described = admin.describe_cluster().await.unwrap();
            if described.brokers.len() == 3 {
                break described;
            }
        };
        assert_eq!(described.controller, Some(active));

        cluster.kill(active as usize);
        // Only the active one decides, and the admin finds out who that is now.
        let change =
            [(ConfigResource::AllBrokers, [ConfigChange::set("log.retention.ms", "4711")])];
        admin.alter_configs(change).one().await.unwrap();
        let described = admin.describe_cluster().await.unwrap();
        assert!(described.controller.is_some_and(|now| now != active), "{described:?}");
        let configs = admin.describe_configs([ConfigResource::AllBrokers]).one().await.unwrap();
        let set = configs.iter().find(|entry| entry.name == "log.retention.ms").unwrap();
        assert_eq!(set.value.as_deref(), Some("4711"));
        let error = admin.list_topics().await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::UnsupportedEndpointType), "{error}");
    });
}

#[test]
fn each_controller_tells_of_itself() {
    run(async |cluster| {
        let client = connect(&cluster).await;
        let (admin, _) = controllers(&client).await;
        while admin.describe_cluster().await.unwrap().brokers.len() < 3 {}
        for node in 1..=3 {
            let told = admin.describe_configs([ConfigResource::Broker(node)]).one().await.unwrap();
            let id = told.iter().find(|entry| entry.name == "node.id").unwrap();
            assert_eq!(id.value.as_deref(), Some(&*node.to_string()));
            admin.describe_features_of(node).await.unwrap();
        }
        // One that does not exist is not answered for by another one.
        let admin = admin.within(Duration::from_millis(1));
        let error = admin.describe_features_of(4711).await.unwrap_err();
        assert!(error.to_string().contains("no controller with this id"), "{error}");
    });
}
