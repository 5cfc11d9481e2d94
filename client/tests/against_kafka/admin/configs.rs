//! Configurations of topics, brokers, loggers, metrics and groups.

use ottla::{
    ErrorCode,
    admin::{
        Admin, ConfigChange, ConfigEntry, ConfigKeyType, ConfigResource, ConfigResourceKind,
        ConfigSource, DescribeConfigsOptions, UpdateMode,
    },
};
use ottla_core::protocol::ApiKey;

use super::{codes, run, run_at};
use crate::{new_topic, unique};

async fn described(admin: &Admin, resource: &ConfigResource, key: &str) -> ConfigEntry {
    let options = DescribeConfigsOptions {
        keys: Some(vec![key.into()]),
        synonyms: true,
        documentation: true,
    };
    let configs = admin.describe_configs_with([resource.clone()], options).one().await.unwrap();
    let [config] = &configs[..] else { panic!("{configs:?}") };
    config.clone()
}

#[test]
fn a_key_is_described_with_what_it_stands_for() {
    run(&[], async |client| {
        let admin = client.admin();
        let topic = ConfigResource::Topic(new_topic(&client, "described", 1).await);
        let config = described(&admin, &topic, "delete.retention.ms").await;
        assert_eq!((&*config.name, config.key_type), ("delete.retention.ms", ConfigKeyType::Long));
        assert_eq!((config.source, config.sensitive), (ConfigSource::Default, false));
        let documentation = config.documentation.as_deref().unwrap_or_default();
        assert!(!documentation.is_empty());
        let broker = admin.describe_cluster().await.unwrap().brokers[0].id;
        let config = described(&admin, &ConfigResource::Broker(broker), "log.retention.ms").await;
        assert_eq!(&*config.name, "log.retention.ms");
    });
}

#[test]
fn each_resource_has_its_own_outcome() {
    run(&[], async |client| {
        let admin = client.admin();
        let topics = [new_topic(&client, "good", 1).await, new_topic(&client, "bad", 1).await];
        let [good, bad] = topics.map(ConfigResource::Topic);
        let nobody = ConfigResource::Topic(unique("nobody"));
        let set = |value: &str| [ConfigChange::set("delete.retention.ms", value)];
        let changes =
            [(bad.clone(), set("x")), (good.clone(), set("4711")), (nobody.clone(), set("1"))];
        let expected =
            [ErrorCode::InvalidConfig, ErrorCode::None, ErrorCode::UnknownTopicOrPartition];
        let judged = admin.alter_configs_with(changes.clone(), UpdateMode::ValidateOnly);
        assert_eq!(codes(&judged.each().await), expected);
        let untouched = described(&admin, &good, "delete.retention.ms").await;
        assert_eq!(untouched.source, ConfigSource::Default);
        assert_eq!(codes(&admin.alter_configs(changes).each().await), expected);
        // Apache Kafka answers before its brokers have applied the change.
        loop {
            let config = described(&admin, &good, "delete.retention.ms").await;
            if config.source == ConfigSource::Topic {
                assert_eq!(config.value.as_deref(), Some("4711"));
                break;
            }
        }
        let both = admin.describe_configs([nobody, bad]).each().await;
        assert_eq!(codes(&both), [ErrorCode::UnknownTopicOrPartition, ErrorCode::None]);
    });
}

#[test]
fn loggers_of_a_broker_change_on_that_broker() {
    run(&[], async |client| {
        let admin = client.admin();
        let broker = admin.describe_cluster().await.unwrap().brokers[0].id;
        let loggers = ConfigResource::BrokerLogger(broker);
        let outcome = admin.describe_configs([loggers.clone()]).one().await;
        let found = match outcome {
            Ok(found) => found,
            Err(error) => return println!("SKIPPED: the broker has no loggers: {error}"),
        };
        let name = found.iter().find(|logger| logger.name != "root").map(|one| one.name.clone());
        let Some(name) = name else { return println!("SKIPPED: the broker names no logger") };
        let set = |level: &str| [(loggers.clone(), [ConfigChange::set(&*name, level)])];
        admin.alter_configs(set("WARN")).one().await.unwrap();
        let found = admin.describe_configs([loggers.clone()]).one().await.unwrap();
        let logger = found.iter().find(|logger| logger.name == name).unwrap();
        assert_eq!(logger.value.as_deref(), Some("WARN"));
        assert_eq!(logger.source, ConfigSource::BrokerLogger);
        let error = admin.alter_configs(set("LOUD")).one().await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::InvalidConfig), "{error}");
    });
}

#[test]
fn subscriptions_to_metrics_are_configured_and_listed() {
    run_at(&[(ApiKey::ListConfigResources, 1)], async |client| {
        let admin = client.admin();
        let name = ConfigResource::ClientMetrics(unique("metrics"));
        let changes =
            [ConfigChange::set("interval.ms", "60000"), ConfigChange::set("metrics", "org.")];
        admin.alter_configs([(name.clone(), changes)]).one().await.unwrap();
        let kinds = [ConfigResourceKind::ClientMetrics];
        while !admin.list_config_resources(kinds).await.unwrap().contains(&name) {}
        let interval = described(&admin, &name, "interval.ms").await;
        assert_eq!(interval.value.as_deref(), Some("60000"));
        let gone = [ConfigChange::delete("interval.ms"), ConfigChange::delete("metrics")];
        admin.alter_configs([(name.clone(), gone)]).one().await.unwrap();
        while admin.list_config_resources(kinds).await.unwrap().contains(&name) {}
    });
}
