//! Apache Kafka's command line tools on groups: `kafka-consumer-groups`, `kafka-groups`, `kafka-configs`.

use super::{
    member::{Kind, Protocol},
    scene::{PARTITIONS, Scene, broker},
};
use crate::process::{java, try_run};

/// What a tool says, on both outputs; `None` if there is no Java.
fn tool(scene: &Scene, class: &str, arguments: &[&str]) -> Option<String> {
    let mut command = java(class)?;
    command.env("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    command.args(["--bootstrap-server", &scene.broker.address]).args(arguments);
    let (_, output, errors) = try_run(&mut command, b"");
    let errors = errors.lines().filter(|line| !line.starts_with("SLF4J") && !line.contains("NOTE"));
    Some(errors.fold(output, |said, line| said + line + "\n"))
}

fn groups(scene: &Scene, arguments: &[&str]) -> Option<String> {
    tool(scene, "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand", arguments)
}

/// The lines of a table, each as its words, that speak of this group.
fn rows<'a>(scene: &Scene, said: &'a str) -> Vec<Vec<&'a str>> {
    let rows = said.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    rows.filter(|row| row.first() == Some(&&*scene.group)).collect()
}

fn number_of_partition(row: &[&str]) -> i32 {
    row[2].parse().unwrap()
}

#[test]
fn a_classic_group_is_listed_described_reset_and_deleted() {
    let _ = looked_at(Protocol::Range, |scene| {
        described_when_it_is_empty(scene);
        offsets_are_reset(scene);
        deleted(scene);
    });
}

#[test]
fn a_group_of_kip_848_is_listed_described_and_deleted() {
    let _ = looked_at(Protocol::Consumer, deleted);
}

/// Two members are looked at, then what they leave behind.
fn looked_at(protocol: Protocol, when_empty: impl Fn(&Scene)) -> Option<()> {
    let mut scene = Scene::start(broker()?, &format!("tools-{protocol:?}"));
    let first = scene.join(Kind::Confluent, protocol)?;
    let second = scene.join(Kind::FranzGo, protocol)?;
    scene.until_all_consume(&[first, second]);
    described_while_it_lives(&scene, protocol)?;
    scene.leave(first);
    scene.leave(second);
    scene.stop_writing();
    when_empty(&scene);
    Some(())
}

fn described_while_it_lives(scene: &Scene, protocol: Protocol) -> Option<()> {
    let of_group = ["--describe", "--group", &scene.group];
    let described = |more: &[&str]| groups(scene, &[&of_group, more].concat());
    let said = described(&["--state"])?;
    let row = rows(scene, &said).remove(0);
    let assignor = match protocol {
        Protocol::Consumer => "uniform",
        Protocol::Range | Protocol::Cooperative => "range",
    };
    // GROUP, COORDINATOR (ID), ASSIGNMENT-STRATEGY, STATE, #MEMBERS
    assert_eq!((row[1], row[3], row[4], row[5]), (&*scene.broker.address, assignor, "Stable", "2"));

    let said = described(&["--members", "--verbose"]).unwrap();
    let members = rows(scene, &said);
    assert_eq!(members.len(), 2, "{said}");
    let count: i32 = members.iter().map(|row| row[4].parse::<i32>().unwrap()).sum();
    assert_eq!(count, PARTITIONS, "{said}");
    assert!(said.contains(&format!("{}:", scene.topic)), "{said}");
    assert!(said.contains("rdkafka"), "{said}");

    let said = described(&["--offsets"]).unwrap();
    let mut offsets = rows(scene, &said);
    offsets.sort_by_key(|row| number_of_partition(row));
    assert_eq!(offsets.len(), PARTITIONS as usize, "{said}");
    for row in &offsets {
        // GROUP, TOPIC, PARTITION, CURRENT-OFFSET, LOG-END-OFFSET, LAG, CONSUMER-ID, HOST, CLIENT-ID
        let number = |at: usize| row[at].parse::<i64>().unwrap();
        assert_eq!(number(4) - number(3), number(5), "{said}");
        assert!(row[7].starts_with("/127.0.0.1"), "{said}");
    }
    let said = groups(scene, &["--list", "--state", "stable"]).unwrap();
    assert_eq!(rows(scene, &said).len(), 1, "{said}");
    // What has members stays.
    let said = groups(scene, &["--delete", "--group", &scene.group]).unwrap();
    assert!(said.contains("The group is not empty"), "{said}");
    let reset = ["--reset-offsets", "--group", &scene.group, "--all-topics", "--to-earliest"];
    let said = groups(scene, &[&reset[..], &["--execute"]].concat()).unwrap();
    assert!(said.contains("Assignments can only be reset if the group"), "{said}");
    Some(())
}

fn described_when_it_is_empty(scene: &Scene) {
    let said = groups(scene, &["--list"]).unwrap();
    assert_eq!(rows(scene, &said).len(), 1, "{said}");
    let said = groups(scene, &["--list", "--state", "stable"]).unwrap();
    assert_eq!(rows(scene, &said).len(), 0, "{said}");
    let said = groups(scene, &["--list", "--type", "classic,consumer"]).unwrap();
    assert_eq!(rows(scene, &said).len(), 1, "{said}");
    let said = groups(scene, &["--describe", "--group", &scene.group, "--state"]).unwrap();
    assert!(said.contains("has no active members"), "{said}");
    assert!(said.contains("Empty"), "{said}");
    let said = groups(scene, &["--describe", "--group", "nobody"]).unwrap();
    assert!(said.contains("GroupIdNotFoundException: Group nobody not found."), "{said}");
}

fn offsets_are_reset(scene: &Scene) {
    let of_group = ["--reset-offsets", "--group", &scene.group, "--topic", &scene.topic];
    let before = scene.committed();
    let reset = |how: &[&str]| {
        let said = groups(scene, &[&of_group[..], how].concat()).unwrap();
        assert_eq!(rows(scene, &said).len(), PARTITIONS as usize, "{said}");
        scene.committed()
    };
    let all = |offset: i64| vec![offset; PARTITIONS as usize];
    assert_eq!(reset(&["--to-offset", "3", "--dry-run"]), before);
    assert_eq!(reset(&["--to-offset", "3", "--execute"]), all(3));
    assert_eq!(reset(&["--shift-by", "2", "--execute"]), all(5));
    assert_eq!(reset(&["--shift-by", "-4", "--execute"]), all(1));
    assert_eq!(reset(&["--to-earliest", "--execute"]), all(0));
    let one =
        ["--delete-offsets", "--group", &scene.group, "--topic", &format!("{}:1", scene.topic)];
    let said = groups(scene, &one).unwrap();
    assert!(said.contains("Successful"), "{said}");
    let mut expected = all(0);
    expected[1] = -1;
    assert_eq!(scene.committed(), expected);
}

fn deleted(scene: &Scene) {
    let said = groups(scene, &["--delete", "--group", &scene.group]).unwrap();
    assert!(said.contains("was successful"), "{said}");
    let listed = groups(scene, &["--list"]).unwrap();
    assert_eq!(rows(scene, &listed).len(), 0, "{listed}");
    let said = groups(scene, &["--delete", "--group", &scene.group]).unwrap();
    assert!(said.contains("GroupIdNotFoundException"), "{said}");
}

#[test]
fn groups_of_both_protocols_are_listed_with_filters_and_configured() {
    let _ = listed_with_filters_and_configured();
}

fn listed_with_filters_and_configured() -> Option<()> {
    let mut scene = Scene::start(broker()?, "tools-both");
    let classic = scene.join(Kind::FranzGo, Protocol::Range)?;
    scene.until_all_consume(&[classic]);
    let of_classic = scene.group.clone();
    scene.group = format!("{of_classic}-consumer");
    let new = scene.join(Kind::FranzGo, Protocol::Consumer)?;
    scene.until_all_consume(&[new]);
    let listed = |filters: &[&str]| {
        let arguments = [&["--list"], filters].concat();
        tool(&scene, "org.apache.kafka.tools.GroupsCommand", &arguments)
    };
    let (classic_row, new_row) =
        (format!("{of_classic} Classic consumer"), format!("{} Consumer consumer", scene.group));
    for (filters, expected) in [
        (&[][..], [true, true]),
        (&["--group-type", "classic"][..], [true, false]),
        (&["--group-type", "consumer"][..], [false, true]),
        (&["--consumer"][..], [true, true]),
        (&["--protocol", "consumer"][..], [true, true]),
        (&["--protocol", "connect"][..], [false, false]),
        (&["--share"][..], [false, false]),
    ] {
        let said = listed(filters)?;
        let said: Vec<String> = said
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        let found = [said.contains(&classic_row), said.contains(&new_row)];
        assert_eq!(found, expected, "{filters:?} {said:?}");
    }
    configured(&scene);
    Some(())
}

fn configured(scene: &Scene) {
    let of_group = ["--entity-type", "groups", "--entity-name", &scene.group];
    let configs = |arguments: &[&str]| {
        tool(scene, "kafka.admin.ConfigCommand", &[&of_group[..], arguments].concat()).unwrap()
    };
    let timeout = "consumer.session.timeout.ms=50000";
    let said = configs(&["--describe"]);
    assert!(!said.contains("consumer.session.timeout.ms"), "{said}");
    let said = configs(&["--alter", "--add-config", timeout]);
    assert!(said.contains("Completed updating config for group"), "{said}");
    let said = configs(&["--describe"]);
    assert!(said.contains(&format!("{timeout} sensitive=false")), "{said}");
    let said = configs(&["--alter", "--add-config", "consumer.session.timeout.ms=1"]);
    assert!(said.contains("InvalidConfigurationException"), "{said}");
    configs(&["--alter", "--delete-config", "consumer.session.timeout.ms"]);
    let said = configs(&["--describe"]);
    assert!(!said.contains("consumer.session.timeout.ms"), "{said}");
}
