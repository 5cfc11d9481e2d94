//! Apache Kafka's tools on a cluster: what they change, and what they say while a broker is missing.

use super::brokers::{Brokers, IDS};
use crate::process::{java, run, tool};

const TOPICS: &str = "org.apache.kafka.tools.TopicCommand";
const QUORUM: &str = "org.apache.kafka.tools.MetadataQuorumCommand";
const CONFIGS: &str = "kafka.admin.ConfigCommand";

/// `Leader: 2` and the like in a line of kafka-topics.
fn field<'a>(line: &'a str, name: &str) -> &'a str {
    let fields = line.split('\t').filter_map(|field| field.trim().split_once(": "));
    fields.filter(|(key, _)| *key == name).map(|(_, value)| value).next().unwrap_or_default()
}

fn sorted(list: &str) -> Vec<i32> {
    let mut numbers: Vec<i32> = list.split(',').filter_map(|one| one.parse().ok()).collect();
    numbers.sort_unstable();
    numbers
}

/// The lines about partitions.
fn described(brokers: &Brokers, arguments: &[&str]) -> Vec<String> {
    let said = brokers.tool(TOPICS, &[&["--describe"], arguments].concat()).unwrap();
    let lines = said.lines().filter(|line| line.contains("Partition: "));
    lines.map(str::to_owned).collect()
}

#[test]
fn kafka_topics_tells_which_partitions_miss_a_dead_broker() {
    let Some(mut brokers) = Brokers::start(&[]) else { return };
    let Some(()) = brokers.create_topic("t", 6) else { return };
    let lines = described(&brokers, &["--topic", "t"]);
    assert_eq!(lines.len(), 6);
    for line in &lines {
        assert_eq!(sorted(field(line, "Replicas")), IDS, "{line}");
        assert_eq!(sorted(field(line, "Isr")), IDS, "{line}");
    }
    for id in IDS {
        let led = lines.iter().filter(|line| field(line, "Leader") == id.to_string()).count();
        assert_eq!(led, 2, "{lines:?}");
    }
    assert!(described(&brokers, &["--under-replicated-partitions"]).is_empty());

    let single = ["--create", "--topic", "alone", "--replica-assignment", "3"];
    brokers.tool(TOPICS, &single).unwrap();
    brokers.kill(3);
    brokers.until_in_sync("t", Some(3), &[1, 2]);
    let missing = described(&brokers, &["--under-replicated-partitions", "--topic", "t"]);
    assert_eq!(missing.len(), 6);
    for line in &missing {
        assert_eq!(sorted(field(line, "Isr")), [1, 2], "{line}");
        assert_ne!(field(line, "Leader"), "3", "{line}");
    }
    let unavailable = described(&brokers, &["--unavailable-partitions"]);
    assert_eq!(unavailable.len(), 1, "{unavailable:?}");
    assert_eq!(field(&unavailable[0], "Topic"), "alone");
    assert_eq!(field(&unavailable[0], "Leader"), "none");
    // It may lead again without loss (KIP-966).
    assert_eq!(field(&unavailable[0], "Isr"), "");
    assert_eq!(field(&unavailable[0], "Elr"), "3");
    assert!(described(&brokers, &["--under-min-isr-partitions", "--topic", "t"]).is_empty());
    let least = described(&brokers, &["--at-min-isr-partitions", "--topic", "t"]);
    assert_eq!(least.len(), 6);

    brokers.start_again(3);
    brokers.until_in_sync("t", None, &IDS);
    assert!(described(&brokers, &["--under-replicated-partitions"]).is_empty());
    assert!(described(&brokers, &["--unavailable-partitions"]).is_empty());
}

#[test]
fn kafka_metadata_quorum_shows_the_voters_and_who_leads() {
    let Some(brokers) = Brokers::start(&[]) else { return };
    let Some(status) = brokers.tool(QUORUM, &["describe", "--status"]) else { return };
    let value = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap_or_else(|| panic!("{name} in {status}")).trim().to_owned()
    };
    let leader = brokers.active_controller(None);
    assert_eq!(value("LeaderId:"), leader.to_string());
    assert!(value("LeaderEpoch:").parse::<i32>().unwrap() >= 1);
    assert!(value("HighWatermark:").parse::<i64>().unwrap() > 0);
    let voters: serde_json::Value = serde_json::from_str(&value("CurrentVoters:")).unwrap();
    for (voter, id) in voters.as_array().unwrap().iter().zip(IDS) {
        assert_eq!(voter["id"], id);
        let endpoint = format!("CONTROLLER://{}", brokers.controller_address(id));
        assert_eq!(voter["endpoints"][0], endpoint);
    }
    assert_eq!(value("CurrentObservers:"), "[]");

    let said = brokers.tool(QUORUM, &["describe", "--replication"]).unwrap();
    let rows: Vec<Vec<&str>> = said
        .lines()
        .map(|line| line.split_whitespace().collect())
        .filter(|row: &Vec<&str>| row.first().is_some_and(|id| id.parse::<i32>().is_ok()))
        .collect();
    assert_eq!(rows.len(), 3, "{said}");
    for row in &rows {
        let part = if row[0] == leader.to_string() { "Leader" } else { "Follower" };
        assert_eq!(row.last(), Some(&part), "{said}");
        assert!(row[3].parse::<i64>().unwrap() <= 2, "{said}");
    }
}

#[test]
fn tools_may_ask_the_controllers_themselves() {
    let Some(brokers) = Brokers::start(&[]) else { return };
    let Some(status) = brokers.tool_at_controllers(QUORUM, &["describe", "--status"]) else {
        return;
    };
    let leader = status.lines().find_map(|line| line.strip_prefix("LeaderId:"));
    assert_eq!(leader.unwrap().trim(), brokers.active_controller(None).to_string(), "{status}");
    let features = "org.apache.kafka.tools.FeatureCommand";
    let features = brokers.tool_at_controllers(features, &["describe"]).unwrap();
    assert!(features.contains("metadata.version"), "{features}");
    let mut tool = java("org.apache.kafka.tools.ClusterTool").unwrap();
    tool.args(["list-endpoints", "--bootstrap-controller", &brokers.controllers()]);
    let endpoints = run(&mut tool, b"");
    for id in IDS {
        let port = brokers.controller_address(id).port().to_string();
        let line = endpoints.lines().find(|line| line.contains(&port));
        let line = line.unwrap_or_else(|| panic!("{id} in {endpoints}"));
        assert!(line.contains("controller"), "{line}");
    }
}

#[test]
fn kafka_leader_election_brings_back_the_preferred_leaders() {
    let settings = ["auto.leader.rebalance.enable=false"];
    let Some(mut brokers) = Brokers::start(&settings) else { return };
    let Some(()) = brokers.create_topic("t", 3) else { return };
    let first = |line: &String| field(line, "Replicas").split(',').next().unwrap().to_owned();
    brokers.kill(1);
    brokers.until_in_sync("t", Some(1), &[2, 3]);
    brokers.start_again(1);
    brokers.until_in_sync("t", None, &IDS);
    let led = described(&brokers, &["--topic", "t"]);
    assert!(led.iter().all(|line| field(line, "Leader") != "1"), "{led:?}");
    let elect = ["--election-type", "preferred", "--all-topic-partitions"];
    let class = "org.apache.kafka.tools.LeaderElectionCommand";
    let said = brokers.tool(class, &elect).unwrap();
    assert!(said.contains("Successfully completed leader election (PREFERRED)"), "{said}");
    let led = described(&brokers, &["--topic", "t"]);
    assert!(led.iter().all(|line| field(line, "Leader") == first(line)), "{led:?}");
    // Nothing is left to do: the tool says that it is so already, and that this is well.
    let said = brokers.tool(class, &elect).unwrap();
    assert!(!said.contains("Successfully completed"), "{said}");
}

#[test]
fn kafka_cluster_lists_the_endpoints_and_forgets_a_broker() {
    let Some(mut brokers) = Brokers::start(&[]) else { return };
    let bootstrap = brokers.bootstrap();
    let cluster = |arguments: &[&str]| {
        let mut command = java("org.apache.kafka.tools.ClusterTool")?;
        Some(run(command.args(arguments).args(["--bootstrap-server", &bootstrap]), b""))
    };
    let Some(said) = cluster(&["cluster-id"]) else { return };
    assert_eq!(said.trim(), "Cluster ID: b3R0bGEtaW50ZXJvcC0xMA");
    let states = |arguments: &[&str]| {
        let said = cluster(arguments).unwrap();
        let rows = said.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        let rows = rows.filter(|row| row.first().is_some_and(|id| id.parse::<i32>().is_ok()));
        rows.map(|row| format!("{} {}", row[0], row[4])).collect::<Vec<_>>()
    };
    assert_eq!(states(&["list-endpoints"]), ["1 unfenced", "2 unfenced", "3 unfenced"]);
    brokers.create_topic("t", 1).unwrap();
    brokers.kill(2);
    brokers.until_in_sync("t", Some(2), &[1, 3]);
    assert_eq!(states(&["list-endpoints"]), ["1 unfenced", "3 unfenced"]);
    let all = ["list-endpoints", "--include-fenced-brokers"];
    assert_eq!(states(&all), ["1 unfenced", "2 fenced", "3 unfenced"]);
    let said = cluster(&["unregister", "--id", "2"]).unwrap();
    assert!(said.contains("Broker 2 is no longer registered."), "{said}");
    assert_eq!(states(&all), ["1 unfenced", "3 unfenced"]);
    brokers.start_again(2);
    brokers.until_in_sync("t", None, &IDS);
    assert_eq!(states(&all).len(), 3);
}

#[test]
fn kafka_configs_reaches_each_broker_and_all() {
    let Some(brokers) = Brokers::start(&[]) else { return };
    let configs = |arguments: &[&str]| brokers.tool(CONFIGS, arguments);
    let of_two = ["--entity-type", "brokers", "--entity-name", "2"];
    let of_three = ["--entity-type", "brokers", "--entity-name", "3"];
    let of_all = ["--entity-type", "brokers", "--entity-default"];
    let alter = |entity: &[&str], change: &str| {
        configs(&[&["--alter", "--add-config", change], entity].concat())
    };
    let Some(_) = alter(&of_two, "log.retention.ms=12345") else { return };
    alter(&of_all, "log.retention.bytes=999").unwrap();
    let all = ["--describe", "--all"];
    let of_broker_two = configs(&[&all, &of_two[..]].concat()).unwrap();
    assert!(of_broker_two.contains("log.retention.ms=12345"), "{of_broker_two}");
    assert!(of_broker_two.contains("log.retention.bytes=999"), "{of_broker_two}");
    assert!(of_broker_two.contains("node.id=2"), "{of_broker_two}");
    let of_broker_three = configs(&[&all, &of_three[..]].concat()).unwrap();
    assert!(!of_broker_three.contains("log.retention.ms=12345"), "{of_broker_three}");
    assert!(of_broker_three.contains("log.retention.bytes=999"), "{of_broker_three}");
    assert!(of_broker_three.contains("node.id=3"), "{of_broker_three}");
}

#[test]
fn the_tools_that_ask_every_broker_hear_all_three() {
    let Some(brokers) = Brokers::start(&[]) else { return };
    if tool("OTTLA_KAFKA_LIBS").is_none() {
        return;
    }
    brokers.create_topic("t", 3).unwrap();
    let versions = brokers.tool("org.apache.kafka.tools.BrokerApiVersionsCommand", &[]).unwrap();
    for id in IDS {
        let named = format!("{} (id: {id} rack: null isFenced: false)", brokers.address(id));
        assert!(versions.contains(&named), "{versions}");
    }
    assert_eq!(versions.matches("Produce(0): 0 to 13 [usable: 13]").count(), 3, "{versions}");

    let directories = ["--describe", "--topic-list", "t"];
    let said = brokers.tool("org.apache.kafka.tools.LogDirsCommand", &directories).unwrap();
    let json = said.lines().find(|line| line.starts_with('{')).unwrap();
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    let shown = json["brokers"].as_array().unwrap();
    assert_eq!(shown.len(), 3, "{said}");
    for broker in shown {
        let directory = &broker["logDirs"][0];
        let id = broker["broker"].as_i64().unwrap() as i32;
        assert_eq!(directory["logDir"], brokers.directory(id).display().to_string());
        assert_eq!(directory["partitions"].as_array().unwrap().len(), 3, "{said}");
    }

    let features = brokers.tool("org.apache.kafka.tools.FeatureCommand", &["describe"]).unwrap();
    let level = |feature: &str| {
        let lines = features.lines().filter(|line| line.contains(&format!("{feature} ")));
        let level = lines.filter_map(|line| line.split("FinalizedVersionLevel: ").nth(1)).next();
        let level = level.unwrap_or_else(|| panic!("{feature} in {features}"));
        level.split_whitespace().next().unwrap().to_owned()
    };
    assert_eq!(level("metadata.version"), "4.3-IV0");
    assert_eq!(level("transaction.version"), "2");
    assert_eq!(level("group.version"), "1");
}
