//! Apache Kafka's command line tools, and the admin calls of confluent-kafka and kcat.

use super::process::{BrokerProcess, confluent, java, kcat, ottla, run};

#[test]
fn kafka_topics_creates_lists_describes_and_deletes() {
    let Some(broker) = BrokerProcess::start() else { return };
    let topics = |arguments: &[&str]| {
        let mut command = java("org.apache.kafka.tools.TopicCommand")?;
        Some(run(command.args(["--bootstrap-server", &broker.address]).args(arguments), b""))
    };
    let create = ["--create", "--topic", "t", "--partitions", "3", "--config", "retention.ms=9999"];
    let Some(created) = topics(&create) else { return };
    assert!(created.contains("Created topic t"), "{created}");
    let described = topics(&["--describe", "--topic", "t"]).unwrap();
    assert!(described.contains("PartitionCount: 3"), "{described}");
    assert!(described.contains("retention.ms=9999"), "{described}");
    assert_eq!(described.matches("Leader: 1").count(), 3, "{described}");
    topics(&["--delete", "--topic", "t"]).unwrap();
    assert_eq!(topics(&["--list"]).unwrap().trim(), "");
}

#[test]
fn the_other_tools_understand_the_broker() {
    let Some(broker) = BrokerProcess::start() else { return };
    let address = &broker.address;
    let server = ["--bootstrap-server", address];
    let Some(mut versions) = java("org.apache.kafka.tools.BrokerApiVersionsCommand") else {
        return;
    };
    let versions = run(versions.args(server), b"");
    assert!(versions.contains("Produce(0): 0 to 13 [usable: 13]"), "{versions}");

    let mut producer = java("org.apache.kafka.tools.VerifiableProducer").unwrap();
    producer.args(server).args(["--topic", "v", "--max-messages", "1000", "--acks", "-1"]);
    let produced = run(&mut producer, b"");
    assert!(produced.contains("\"acked\":1000"), "{produced}");

    let mut offsets = java("org.apache.kafka.tools.GetOffsetShell").unwrap();
    let latest = run(offsets.args(server).args(["--topic", "v", "--time", "-1"]), b"");
    assert_eq!(latest.trim(), "v:0:1000");

    let mut configs = java("kafka.admin.ConfigCommand").unwrap();
    configs.args(server).args(["--describe", "--all", "--entity-type", "topics"]);
    let described = run(configs.args(["--entity-name", "v"]), b"");
    assert!(described.contains("segment.bytes=1073741824"), "{described}");
}

#[test]
fn kafka_configs_changes_what_kafka_topics_shows() {
    let Some(broker) = BrokerProcess::start() else { return };
    let tool = |class: &str, arguments: &[&str]| {
        let mut command = java(class)?;
        Some(run(command.args(["--bootstrap-server", &broker.address]).args(arguments), b""))
    };
    let topics = |arguments: &[&str]| tool("org.apache.kafka.tools.TopicCommand", arguments);
    let configs = |arguments: &[&str]| tool("kafka.admin.ConfigCommand", arguments);
    if topics(&["--create", "--topic", "t", "--partitions", "1"]).is_none() {
        return;
    }
    let of_topic = ["--entity-type", "topics", "--entity-name", "t"];
    let all_brokers = ["--entity-type", "brokers", "--entity-default"];
    let of_group = ["--entity-type", "groups", "--entity-name", "g"];
    let alter = |entity: &[&str], change: &[&str]| {
        configs(&[&["--alter"], entity, change].concat()).unwrap();
    };
    alter(&of_topic, &["--add-config", "retention.ms=1234,cleanup.policy=[compact,delete]"]);
    alter(&all_brokers, &["--add-config", "log.retention.bytes=999"]);
    alter(&of_group, &["--add-config", "consumer.session.timeout.ms=50000"]);
    let described = configs(&[&["--describe"], &of_topic[..]].concat()).unwrap();
    assert!(described.contains("retention.ms=1234 sensitive=false"), "{described}");
    assert!(described.contains("cleanup.policy=compact,delete"), "{described}");
    let described = configs(&[&["--describe"], &all_brokers[..]].concat()).unwrap();
    assert!(described.contains("log.retention.bytes=999"), "{described}");
    alter(&of_topic, &["--delete-config", "retention.ms"]);
    topics(&["--alter", "--topic", "t", "--partitions", "3"]).unwrap();
    let described = topics(&["--describe", "--topic", "t"]).unwrap();
    assert!(described.contains("PartitionCount: 3"), "{described}");
    assert!(!described.contains("retention.ms=1234"), "{described}");
}

#[test]
fn other_admins_create_describe_and_delete() {
    let Some(broker) = BrokerProcess::start() else { return };
    let Some(mut script) = confluent() else { return };
    run(script.args(["admin", &broker.address]), b"");
    let Some(mut list) = kcat() else { return };
    let listed = run(list.args(["-L", "-b", &broker.address]), b"");
    assert!(listed.contains("1 brokers"), "{listed}");
    let Some(mut topics) = ottla() else { return };
    assert_eq!(run(topics.args(["topic", "list", "-b", &broker.address]), b""), "");
}
