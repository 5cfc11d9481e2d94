//! `kafka-features` changes `transaction.version` between 1 and 2 while producers of several clients are in the
//! middle of transactions.

use super::{
    scene::{Isolation, Scene},
    told::{Kind, Order, Producer},
};
use crate::process::{java, try_run};

const PRODUCERS: [Kind; 4] = [Kind::Confluent, Kind::FranzGo, Kind::Java, Kind::Kafkajs];

/// What `kafka-features` says, and whether it was content.
fn features(scene: &Scene, arguments: &[&str]) -> Option<(bool, String)> {
    let mut command = java("org.apache.kafka.tools.FeatureCommand")?;
    command.env("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    command.args(["--bootstrap-server", scene.address()]).args(arguments);
    let (status, output, errors) = try_run(&mut command, b"");
    Some((status, output + &errors))
}

/// Changes it, whatever it is now.
fn change(scene: &Scene, how: &str, version: u32) -> Option<()> {
    let feature = format!("transaction.version={version}");
    let (content, said) = features(scene, &[how, "--feature", &feature])?;
    let expected = format!("transaction.version was {how}d to {version}.");
    assert!(content && said.contains(&expected), "{said}");
    let (_, said) = features(scene, &["describe"])?;
    let line = said.lines().find(|line| line.contains("transaction.version")).unwrap();
    let words: Vec<&str> = line.split_whitespace().collect();
    let supported = ["SupportedMinVersion:", "0", "SupportedMaxVersion:", "2"];
    assert_eq!(words[2..6], supported, "{line}");
    let finalized = ["FinalizedVersionLevel:", &version.to_string()];
    assert_eq!(words[6..8], finalized, "{line}");
    Some(())
}

#[test]
fn the_version_of_transactions_is_changed_under_producers() {
    let _ = changed();
}

fn changed() -> Option<()> {
    let scene = Scene::start_alone()?;
    let topic = scene.topic("features", PRODUCERS.len() as i32);
    let started = |kind: &Kind| {
        let id = format!("{topic}-{kind:?}");
        Producer::start(*kind, &scene, &id, 60_000)
    };
    let mut producers = PRODUCERS.iter().map(started).collect::<Option<Vec<_>>>()?;
    let mut all = |order: &dyn Fn(i32) -> Vec<Order<'static>>| {
        for (partition, producer) in (0..).zip(&mut producers) {
            order(partition).into_iter().for_each(|order| producer.tell(order));
        }
    };
    let topic_of_all: &'static str = Box::leak(topic.clone().into_boxed_str());
    let sent = |value: &'static str| {
        move |partition| {
            vec![Order::Begin, Order::Send { topic: topic_of_all, partition, value }, Order::Flush]
        }
    };
    all(&|_| vec![Order::Init]);
    all(&sent("in-2"));
    change(&scene, "downgrade", 1)?;
    all(&|_| vec![Order::Commit]);
    all(&sent("aborted-in-1"));
    all(&|_| vec![Order::Abort]);
    all(&sent("in-1"));
    change(&scene, "upgrade", 2)?;
    all(&|_| vec![Order::Commit]);
    all(&sent("aborted-in-2"));
    all(&|_| vec![Order::Abort]);
    all(&sent("in-2-again"));
    all(&|_| vec![Order::Commit]);
    scene.until_all_ended(&topic, PRODUCERS.len() as i32);
    for (partition, kind) in (0..).zip(PRODUCERS) {
        let values = scene.values(&topic, partition, Isolation::Committed)?;
        assert_eq!(values, ["in-2", "in-1", "in-2-again"], "{kind:?}");
    }
    Some(())
}

#[test]
fn versions_that_do_not_exist_and_wrong_directions_are_refused() {
    let _ = refused();
}

fn refused() -> Option<()> {
    let scene = Scene::start_alone()?;
    let (content, said) = features(&scene, &["upgrade", "--feature", "transaction.version=3"])?;
    assert!(!content, "{said}");
    assert!(said.contains("Could not upgrade transaction.version to 3."), "{said}");
    assert!(said.contains("Invalid update version 3 for feature transaction.version."), "{said}");
    let (content, said) = features(&scene, &["upgrade", "--feature", "transaction.version=1"])?;
    assert!(!content, "{said}");
    assert!(said.contains("Could not upgrade transaction.version to 1."), "{said}");
    assert!(
        said.contains(
            "Can't downgrade the version of this feature without setting the upgrade type"
        ),
        "{said}"
    );
    let dry = ["downgrade", "--feature", "transaction.version=1", "--dry-run"];
    let (content, said) = features(&scene, &dry)?;
    assert!(content && said.contains("transaction.version can be downgraded to 1."), "{said}");
    let (_, said) = features(&scene, &["describe"])?;
    let line = said.lines().find(|line| line.contains("transaction.version")).unwrap();
    assert!(line.contains("FinalizedVersionLevel: 2"), "a dry run changes nothing: {line}");
    Some(())
}
